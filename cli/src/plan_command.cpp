// cli/src/plan_command.cpp: `plan`: approving and executing what nobody asked for but the policy:
// minors, retention, public items.
#include "archive_access.hpp"
#include "commands.hpp"
#include "own_plans.hpp"

#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/plan.hpp"

#include <fmt/format.h>

#include <memory>

namespace oblio::cli {
namespace {

struct PlanOptions {
    ArchiveArguments archive;
    std::string hash, role, over_cap_by;
};

void print_plan(const Session& session, const Plan& plan) {
    fmt::print("{}  {}  {}", plan.hash, plan.purpose, plan.id);
    for (const Action action : {Action::purge, Action::redact, Action::restrict, Action::quarantine,
                                Action::release, Action::keep}) {
        if (const auto count = plan.count(action); count > 0) {
            fmt::print("  {} {}", count, action_name(action));
        }
    }
    if (plan.left_for_review > 0) {
        fmt::print("  {} {}", plan.left_for_review,
                   session.text("left for review", "da esaminare"));
    }
    fmt::print("\n");
}

/// The whole hash from its first digits. Errors: not_found, bad_argument (several begin so).
Result<std::string> whole_hash(const Archive& archive, const std::string& given) {
    const auto all = plans(archive);
    if (!all) {
        return all.error();
    }
    std::string found;
    for (const Plan& plan : *all) {
        if (!given.empty() && plan.hash.starts_with(given)) {
            if (!found.empty()) {
                return Error{ErrorCode::bad_argument, "several plans begin with " + given};
            }
            found = plan.hash;
        }
    }
    if (found.empty()) {
        return Error{ErrorCode::not_found, "no plan begins with " + given};
    }
    return found;
}

Exit list(const Session& session, const PlanOptions& options) {
    const auto opened = options.archive.open_for(session, "plan list");
    if (!opened) {
        return session.fail(opened.error());
    }
    const Archive& archive = opened->archive;
    const auto all = plans(archive);
    if (!all) {
        return session.fail(all.error());
    }
    for (const Plan& plan : *all) {
        print_plan(session, plan);
    }
    return Exit::nothing;
}

Exit show(const Session& session, const PlanOptions& options) {
    const auto opened = options.archive.open_for(session, "plan show");
    if (!opened) {
        return session.fail(opened.error());
    }
    const Archive& archive = opened->archive;
    const auto hash = whole_hash(archive, options.hash);
    if (!hash) {
        return session.fail(hash.error());
    }
    const auto plan = load_plan(archive, *hash);
    if (!plan) {
        return session.fail(plan.error());
    }
    fmt::print("{}\n", plan_json(*plan));
    return Exit::nothing;
}

Exit approve(const Session& session, const PlanOptions& options) {
    auto opened = options.archive.open_for(session, "plan approve", options.role);
    if (!opened) {
        return session.fail(opened.error());
    }
    auto& [archive, policy] = *opened;
    const auto hash = whole_hash(archive, options.hash);
    if (!hash) {
        return session.fail(hash.error());
    }
    const auto approval = approve_plan(archive, *hash, options.archive.by, options.role, policy, {},
                                       options.over_cap_by);
    if (!approval) {
        return session.fail(approval.error());
    }
    return Exit::nothing;
}

Exit execute(const Session& session, const PlanOptions& options) {
    auto opened = options.archive.open_for(session, "plan execute");
    if (!opened) {
        return session.fail(opened.error());
    }
    auto& [archive, policy] = *opened;
    const auto hash = whole_hash(archive, options.hash);
    if (!hash) {
        return session.fail(hash.error());
    }
    ExecuteOptions how;
    how.caps = policy.caps;
    const auto receipt = execute_plan(archive, *hash, how);
    if (!receipt) {
        return session.fail(receipt.error());
    }
    fmt::print("{}: {} purge, {} redact, {} restrict, {} quarantine, {} release\n",
               receipt->status == ExecuteStatus::already_done
                   ? session.text("done before", "già eseguito")
                   : session.text("done", "eseguito"),
               receipt->purged, receipt->redacted, receipt->restricted, receipt->quarantined,
               receipt->released);
    return Exit::nothing;
}

} // namespace

Exit store_own_plan(const Session& session, Archive& archive, PlanInput input,
                    std::string_view by) {
    if (input.decisions.empty()) {
        fmt::print(stderr, "{}\n", session.text("nothing to do", "nulla da fare"));
        return Exit::nothing;
    }
    input.id = fmt::format("{}-{}", input.purpose, format_date(session.today()));
    input.author = by;
    const auto plan = make_plan(archive, input);
    if (!plan) {
        return session.fail(plan.error());
    }
    print_plan(session, *plan);
    fmt::print(stderr, "{} oblio plan approve {}\n",
               session.text("nothing was erased yet; next:", "nulla è stato cancellato; ora:"),
               plan->hash.substr(0, 12));
    return Exit::found;
}

void add_plan_command(CLI::App& app, Session& session) {
    CLI::App* plan = app.add_subcommand(
        "plan", "what the policy wants erased, to approve / cancellazioni d'ufficio da approvare");
    plan->require_subcommand(1);
    auto options = std::make_shared<PlanOptions>();
    CLI::App* listed = add_command(*plan, session, "list", "every plan / tutti i piani",
                                   [&session, options] { return list(session, *options); });
    options->archive.add_to(*listed);
    const auto hash = [&](CLI::App* command) {
        options->archive.add_to(*command);
        command->add_option("HASH", options->hash, "its first digits are enough")->required();
    };
    hash(add_command(*plan, session, "show", "one plan as JSON / un piano",
                     [&session, options] { return show(session, *options); }));
    CLI::App* approved = add_command(*plan, session, "approve", "say yes to it / approvalo",
                                     [&session, options] { return approve(session, *options); });
    hash(approved);
    approved->add_option("--role", options->role, "role of who approves / ruolo di chi approva")
        ->required();
    approved->add_option("--over-cap-by", options->over_cap_by,
                         "a second approver of a plan beyond the cap");
    hash(add_command(*plan, session, "execute", "run it, once approved / eseguilo",
                     [&session, options] { return execute(session, *options); }));
}

} // namespace oblio::cli
