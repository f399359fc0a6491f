// cli/src/plan_command.cpp: `plan`: approving and executing what nobody asked for but the policy:
// minors, retention, public items.
#include "archive_access.hpp"
#include "commands.hpp"
#include "erasure_output.hpp"
#include "own_plans.hpp"

#include "oblio/erasure/plan.hpp"
#include "oblio/erasure/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace oblio::cli {
namespace {

struct PlanOptions {
    ArchiveArguments archive;
    std::string hash, role, over_cap_by;
    bool json = false;
};

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
    return with_archive(session, options.archive, "plan list",
                        [&](const Archive& archive, const Policy&) -> Result<Exit> {
                            const auto all = plans(archive);
                            if (!all) {
                                return all.error();
                            }
                            for (const Plan& plan : *all) {
                                print_plan_line(session, plan);
                            }
                            return Exit::nothing;
                        });
}

/// The same for a command on one plan: `step(archive, policy, hash)`.
template <class Step>
Exit with_plan(const Session& session, const PlanOptions& options, std::string_view command,
               Step step, std::optional<std::string_view> role = std::nullopt) {
    return with_archive(
        session, options.archive, command,
        [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto hash = whole_hash(archive, options.hash);
            return hash ? step(archive, policy, *hash) : Result<Exit>{hash.error()};
        },
        role);
}

Exit show(const Session& session, const PlanOptions& options) {
    return with_plan(session, options, "plan show",
                     [&](const Archive& archive, const Policy&, const std::string& hash) {
                         const auto plan = load_plan(archive, hash);
                         if (!plan) {
                             return Result<Exit>{plan.error()};
                         }
                         print_plan(session, archive, *plan, options.json);
                         return Result<Exit>{Exit::nothing};
                     });
}

Exit approve(const Session& session, const PlanOptions& options) {
    return with_plan(
        session, options, "plan approve",
        [&](Archive& archive, const Policy& policy, const std::string& hash) {
            const auto approval = approve_plan(archive, hash, options.archive.by, options.role,
                                               policy, {}, options.over_cap_by);
            return approval ? Result<Exit>{Exit::nothing} : Result<Exit>{approval.error()};
        },
        options.role);
}

Exit execute(const Session& session, const PlanOptions& options) {
    return with_plan(
        session, options, "plan execute",
        [&](Archive& archive, const Policy& policy, const std::string& hash) -> Result<Exit> {
            Progress progress{std::string{session.text("execute", "esecuzione")}};
            ExecuteOptions how;
            how.caps = policy.caps;
            how.progress = report_on(progress);
            const auto receipt = execute_own_plan(archive, hash, how);
            if (!receipt) {
                return receipt.error();
            }
            print_receipt(session, *receipt, options.json);
            return Exit::nothing;
        });
}

Exit verify(const Session& session, const PlanOptions& options) {
    return with_plan(
        session, options, "plan verify",
        [&](Archive& archive, const Policy& policy, const std::string& hash) -> Result<Exit> {
            Progress progress{std::string{session.text("verify", "verifica")}};
            const auto proof =
                verify_own_plan(archive, hash, case_facts(policy), report_on(progress));
            if (!proof) {
                return proof.error();
            }
            print_proof(session, *proof, options.json);
            return proof->holds ? Exit::nothing : Exit::found;
        });
}

/// `retention-2026-06-01`, then `-2`...: one for each plan, since the worklist goes by it.
Result<std::string> fresh_id(const Session& session, const Archive& archive,
                             std::string_view purpose) {
    const auto all = plans(archive);
    if (!all) {
        return all.error();
    }
    const std::string first = fmt::format("{}-{}", purpose, format_date(session.today()));
    std::string id = first;
    for (int number = 2;
         std::any_of(all->begin(), all->end(), [&](const Plan& plan) { return plan.id == id; });
         ++number) {
        id = fmt::format("{}-{}", first, number);
    }
    return id;
}

} // namespace

Exit store_own_plan(const Session& session, Archive& archive, PlanInput input,
                    std::string_view by) {
    if (input.decisions.empty()) {
        fmt::print(stderr, "{}\n", session.text("nothing to do", "nulla da fare"));
        return Exit::nothing;
    }
    auto id = fresh_id(session, archive, input.purpose);
    if (!id) {
        return session.fail(id.error());
    }
    input.id = std::move(*id);
    input.author = by;
    const auto plan = make_plan(archive, input);
    if (!plan) {
        return session.fail(plan.error());
    }
    print_plan_line(session, *plan);
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
        command
            ->add_option("HASH", options->hash,
                         "its first digits are enough / bastano le prime cifre")
            ->required();
        command->add_flag("--json", options->json, "JSON");
    };
    hash(add_command(*plan, session, "show", "every record of one plan / un piano",
                     [&session, options] { return show(session, *options); }));
    CLI::App* approved = add_command(*plan, session, "approve", "say yes to it / approvalo",
                                     [&session, options] { return approve(session, *options); });
    hash(approved);
    approved->add_option("--role", options->role, "role of who approves / ruolo di chi approva")
        ->required();
    approved->add_option("--over-cap-by", options->over_cap_by,
                         "a second approver of a plan beyond the cap / chi approva per secondo un "
                         "piano oltre il limite");
    hash(add_command(*plan, session, "execute", "run it, once approved / eseguilo",
                     [&session, options] { return execute(session, *options); }));
    hash(add_command(*plan, session, "verify",
                     "reads everything again, writes the certificate / verifica e attesta",
                     [&session, options] { return verify(session, *options); }));
}

} // namespace oblio::cli
