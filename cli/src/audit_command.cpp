// cli/src/audit_command.cpp: `audit`: the DPO's report.
#include "archive_access.hpp"
#include "commands.hpp"

#include "oblio/report/audit.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace oblio::cli {
namespace {

struct AuditCommand {
    ArchiveArguments archive;
    std::string out, json, csv, from;
    bool dry = false;
};

Result<void> write(const Session& session, const std::string& path, std::string_view text) {
    if (path == "-") {
        fmt::print("{}", text);
        return {};
    }
    return session.environment().files.replace(path, text);
}

Result<void> write_csv(const Session& session, const std::string& folder, const Audit& audit) {
    std::error_code status;
    std::filesystem::create_directories(folder, status);
    if (status) {
        return Error{ErrorCode::io, folder};
    }
    for (const auto& [name, text] : audit_csv(audit, session.language())) {
        const auto path = std::filesystem::path{folder} / name;
        if (auto written = session.environment().files.replace(path, text); !written) {
            return written;
        }
    }
    return {};
}

Result<void> write_all(const Session& session, const AuditCommand& command, const Audit& audit) {
    if (!command.out.empty()) {
        if (auto done = write(session, command.out, audit_page(audit, session.language())); !done) {
            return done;
        }
    }
    if (!command.json.empty()) {
        if (auto done = write(session, command.json, audit_json(audit) + "\n"); !done) {
            return done;
        }
    }
    return command.csv.empty() ? Result<void>{} : write_csv(session, command.csv, audit);
}

Exit run(const Session& session, const AuditCommand& command) {
    AuditOptions options{add_days(session.today(), -365), session.today(), nullptr};
    if (!command.from.empty()) {
        const auto from = parse_date(command.from);
        if (!from) {
            return session.fail(
                {ErrorCode::bad_argument, "--from " + command.from + ": 2026-06-01"});
        }
        options.from = *from;
    }
    if (command.out.empty() && command.json.empty() && command.csv.empty()) {
        return session.fail({ErrorCode::bad_argument, "--out, --json, --csv: one of them"});
    }
    auto opened = command.archive.open_for(session, command.dry ? "audit --dry-run" : "audit");
    if (!opened) {
        return session.fail(opened.error());
    }
    auto& [archive, policy] = *opened;
    const auto tracer = Tracer::create(session.pattern_folders());
    if (!tracer) {
        return session.fail(tracer.error());
    }
    options.tracer = &*tracer;
    const auto audit = take_audit(archive, policy, options);
    if (!audit) {
        return session.fail(audit.error());
    }
    if (auto done = write_all(session, command, *audit); !done) {
        return session.fail(done.error());
    }
    if (!command.dry) {
        if (auto done = remember_audit(archive, *audit); !done) {
            return session.fail(done.error());
        }
    }
    const bool urgent = !audit->actions.empty() && audit->actions.front().urgency == Urgency::now;
    return urgent ? Exit::found : Exit::nothing;
}

} // namespace

void add_audit_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<AuditCommand>();
    CLI::App* audit =
        add_command(app, session, "audit", "the DPO's report / la relazione per il RPD",
                    [&session, command] { return run(session, *command); });
    command->archive.add_to(*audit);
    audit->add_option("--out", command->out, "the page to read and print / la pagina da leggere");
    audit->add_option("--json", command->json, "every figure; - is stdout / tutte le cifre");
    audit->add_option("--csv", command->csv, "a folder with a CSV a table / una cartella di CSV");
    audit->add_option("--from", command->from,
                      "first day of the period; default a year ago / primo giorno");
    audit->add_flag("--dry-run", command->dry,
                    "do not remember the figures for the next audit / non ricordare le cifre");
}

} // namespace oblio::cli
