// cli/src/retention_command.cpp: `retention`: private conversations past their deadline, holds and
// open requests, public items that have to go.
#include "archive_access.hpp"
#include "commands.hpp"
#include "own_plans.hpp"

#include "oblio/retention/archive_threads.hpp"
#include "oblio/retention/plan.hpp"
#include "oblio/retention/public_items.hpp"
#include "oblio/retention/retention.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

struct RetentionOptions {
    ArchiveArguments archive;
    bool json = false;
    bool public_items = false;
    bool apply = false;
    std::string thread, reason, until, ground = "claim";
};

Exit list_threads(const Session& session, const RetentionOptions& options, const Archive& archive,
                  const Policy& policy) {
    const auto tracer = Tracer::create(session.pattern_folders());
    if (!tracer) {
        return session.fail(tracer.error());
    }
    auto threads = private_threads(archive, &*tracer);
    if (!threads) {
        return session.fail(threads.error());
    }
    std::vector<RetentionThread> clocks;
    for (ArchiveThread& thread : *threads) {
        clocks.push_back(std::move(thread.clock));
    }
    const auto verdicts = judge_threads(clocks, policy, session.today());
    if (options.json) {
        fmt::print("{}\n",
                   format_retention(verdicts, session.today(), policy.private_messages.clock));
    } else {
        for (const RetentionVerdict& one : verdicts) {
            fmt::print("{:12} {} {}  {}", session.word(retention_status_name(one.status)),
                       one.platform, one.thread, one.reason.in(session.language()));
            if (one.forward_by) {
                fmt::print(fmt::runtime(session.text("; hand on to {} by {}",
                                                     "; da inoltrare a {} entro il {}")),
                           policy.forwarding.office, format_date(*one.forward_by));
            }
            fmt::print("\n");
        }
    }
    const bool late = std::any_of(verdicts.begin(), verdicts.end(), [](const auto& one) {
        return one.status == RetentionStatus::overdue;
    });
    return late ? Exit::found : Exit::nothing;
}

Exit list_public(const Session& session, const RetentionOptions& options, const Archive& archive,
                 const Policy& policy) {
    std::size_t found = 0;
    const auto looked =
        for_each_removal(archive, policy, session.today(), [&](const PublicRemoval& removal) {
            ++found;
            std::vector<std::string_view> types;
            for (const FieldFinding& one : removal.findings) {
                if (std::find(types.begin(), types.end(), type_name(one.finding.type)) ==
                    types.end()) {
                    types.push_back(type_name(one.finding.type));
                }
            }
            if (options.json) {
                fmt::print("{}\n", Json{{"record", removal.record},
                                        {"reason", removal_reason_name(removal.reason)},
                                        {"types", types},
                                        {"permalink", removal.permalink}}
                                       .dump(-1, ' ', false, Json::error_handler_t::replace));
            } else {
                fmt::print("{:28} {}  {}  {}\n", session.word(removal_reason_name(removal.reason)),
                           removal.record, fmt::join(types, ","), removal.permalink);
            }
        });
    if (!looked) {
        return session.fail(looked.error());
    }
    return found > 0 ? Exit::found : Exit::nothing;
}

Exit list(const Session& session, const RetentionOptions& options) {
    auto opened =
        options.archive.open_for(session, options.apply ? "retention --apply" : "retention");
    if (!opened) {
        return session.fail(opened.error());
    }
    auto& [archive, policy] = *opened;
    if (options.apply) {
        const auto tracer = Tracer::create(session.pattern_folders());
        if (!tracer) {
            return session.fail(tracer.error());
        }
        auto input = options.public_items
                         ? plan_for_public_items(archive, policy, session.today())
                         : plan_for_retention(archive, policy, session.today(), &*tracer);
        return input ? store_own_plan(session, archive, std::move(*input), options.archive.by)
                     : session.fail(input.error());
    }
    return options.public_items ? list_public(session, options, archive, policy)
                                : list_threads(session, options, archive, policy);
}

/// Opens for writing if the role may give `command`, acts, reports.
template <class Act>
Exit change(const Session& session, const RetentionOptions& options, std::string_view command,
            const Act& act) {
    auto opened = options.archive.open_for(session, command);
    if (!opened) {
        return session.fail(opened.error());
    }
    if (auto done = act(opened->archive); !done) {
        return session.fail(done.error());
    }
    return Exit::nothing;
}

/// The law's code of a hold; the three usual ones have names. Codes are taken as they are.
std::string ground_code(const std::string& given) {
    return given == "claim"      ? "X17E"
           : given == "access"   ? "X17B"      // L. 241/1990, D.Lgs. 33/2013: kept while it is open
           : given == "protocol" ? "X17B_ARCH" // D.P.R. 445/2000 art. 53, D.Lgs. 42/2004 art. 21
                                 : given;
}

Exit add_hold_to(const Session& session, const RetentionOptions& options) {
    ThreadHoldOrder order{ground_code(options.ground), options.reason, {}, std::string{}};
    if (!options.until.empty()) {
        order.until = parse_date(options.until);
        if (!order.until) {
            return session.fail(
                {ErrorCode::bad_argument, "--until " + options.until + ": 2026-06-01"});
        }
    }
    order.by = options.archive.role();
    return change(session, options, "retention hold add",
                  [&](Archive& archive) { return hold_thread(archive, options.thread, order); });
}

void add_hold_commands(CLI::App& retention, Session& session,
                       const std::shared_ptr<RetentionOptions>& options) {
    CLI::App* hold = retention.add_subcommand("hold", "legal holds / blocchi legali");
    hold->require_subcommand(1);
    CLI::App* added =
        add_command(*hold, session, "add", "keep a conversation / non cancellare una conversazione",
                    [&session, options] { return add_hold_to(session, *options); });
    options->archive.add_to(*added);
    added->add_option("THREAD", options->thread)->required();
    added->add_option("--reason", options->reason, "why / perché")->required();
    added->add_option("--ground", options->ground,
                      "claim (default), access, protocol, or a code of the law / motivo di legge");
    added->add_option("--until", options->until, "the last day it holds / l'ultimo giorno");
    CLI::App* released = add_command(
        *hold, session, "release", "end the hold / togli il blocco", [&session, options] {
            return change(session, *options, "retention hold release", [&](Archive& archive) {
                return release_thread(archive, options->thread, options->archive.role());
            });
        });
    options->archive.add_to(*released);
    released->add_option("THREAD", options->thread)->required();
}

void add_thread_commands(CLI::App& retention, Session& session,
                         const std::shared_ptr<RetentionOptions>& options) {
    CLI::App* thread =
        retention.add_subcommand("thread", "open and closed requests / richieste aperte e chiuse");
    thread->require_subcommand(1);
    for (const auto& [name, help, mark] :
         {std::tuple{"open", "a request in it is open / c'è una richiesta aperta",
                     ThreadMark::open},
          std::tuple{"close", "its request is closed / la richiesta è chiusa",
                     ThreadMark::closed}}) {
        const ThreadMark said = mark;
        CLI::App* command = add_command(*thread, session, name, help, [&session, options, said] {
            const std::string_view name_for_role =
                said == ThreadMark::open ? "retention thread open" : "retention thread close";
            return change(session, *options, name_for_role, [&](Archive& archive) {
                return mark_thread(archive, options->thread, said, options->reason,
                                   options->archive.role());
            });
        });
        options->archive.add_to(*command);
        command->add_option("THREAD", options->thread)->required();
        command->add_option("--reason", options->reason,
                            "such as a protocol number / per esempio il protocollo");
    }
}

} // namespace

void add_retention_command(CLI::App& app, Session& session) {
    auto options = std::make_shared<RetentionOptions>();
    CLI::App* retention = app.add_subcommand(
        "retention", "private conversations by deadline / i messaggi privati e le loro scadenze");
    // Without a subcommand it lists; -a is then required, so it is asked for here.
    retention->add_option("-a,--archive", options->archive.directory,
                          "folder of the archive / cartella dell'archivio");
    retention->add_option("--key-file", options->archive.key_file);
    retention->add_option("--passphrase-file", options->archive.passphrase_file);
    retention->add_flag("--json", options->json);
    retention->add_flag("--public", options->public_items,
                        "public items that have to go / i contenuti pubblici da rimuovere");
    retention->add_flag("--apply", options->apply,
                        "make the plan, to be approved / prepara il piano da approvare");
    options->archive.add_role_to(*retention);
    retention->require_subcommand(0, 1);
    add_hold_commands(*retention, session, options);
    add_thread_commands(*retention, session, options);
    retention->callback([&session, options, retention] {
        if (!retention->get_subcommands().empty()) {
            return;
        }
        if (auto ready = session.read_common_options(); !ready) {
            session.set_exit(session.fail(ready.error()));
        } else if (options->archive.directory.empty()) {
            session.set_exit(session.fail({ErrorCode::bad_argument, "-a is required"}));
        } else {
            session.set_exit(list(session, *options));
        }
    });
}

} // namespace oblio::cli
