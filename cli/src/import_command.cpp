// cli/src/import_command.cpp: `import`: reads exports, scans, seals and indexes their records.
#include "archive_access.hpp"
#include "commands.hpp"
#include "inputs.hpp"
#include "scanning.hpp"

#include "oblio/subject/trace.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace oblio::cli {
namespace {

struct ImportCommand {
    ArchiveArguments archive;
    InputArguments inputs;
    bool json = false;
};

/// The scanner of the archive's own policy, for every type.
Result<Scanner> scanner_for(const Session& session, const Archive& archive) {
    const auto policy = policy_of(archive);
    if (!policy) {
        return policy.error();
    }
    auto patterns = PatternSet::load(session.pattern_folders());
    if (!patterns) {
        return patterns.error();
    }
    ScannerOptions options;
    options.contacts = institutional_contacts(*policy);
    return Scanner::create(*patterns, options);
}

void print_account(const Session& session, const ImportCommand& command,
                   const ImportAccount& account, std::size_t unread) {
    if (command.json) {
        const nlohmann::ordered_json value{{"read", account.total()},
                                           {"new", account.fresh},
                                           {"known", account.known},
                                           {"superseded", account.superseded},
                                           {"suppressed", account.suppressed},
                                           {"redacted", account.redacted},
                                           {"quarantined", account.quarantined},
                                           {"refused", unread}};
        fmt::print("{}\n", value.dump());
        return;
    }
    const auto line = [&](std::string_view english, std::string_view italian, std::uint64_t count) {
        if (count > 0) {
            fmt::print("{:>10}  {}\n", count, session.text(english, italian));
        }
    };
    fmt::print("{:>10}  {}\n", account.total(), session.text("records read", "contenuti letti"));
    line("new", "nuovi", account.fresh);
    line("known already", "già presenti", account.known);
    line("newer versions", "versioni più recenti", account.superseded);
    line("refused: erased before", "rifiutati: già cancellati", account.suppressed);
    line("stored without an erased person's data", "accolti senza i dati di chi è stato cancellato",
         account.redacted);
    line("set aside for a person to look at", "messi da parte per una verifica",
         account.quarantined);
    line("not readable", "non leggibili", unread);
}

Exit run(const Session& session, ImportCommand& command) {
    auto archive = command.archive.open(session, false);
    if (!archive) {
        return session.fail(archive.error());
    }
    const auto scanner = scanner_for(session, *archive);
    if (!scanner) {
        return session.fail(scanner.error());
    }
    const auto tracer = Tracer::create(session.pattern_folders());
    if (!tracer) {
        return session.fail(tracer.error());
    }
    ImportOptions options;
    options.terms = tracer->term_extractor();
    auto importer = Importer::begin(*archive, std::move(options));
    if (!importer) {
        return session.fail(importer.error());
    }
    command.inputs.id_key = archive->reader_id_key();
    Progress progress{std::string{session.text("import", "importazione")}};
    std::uint64_t seen = 0;
    SideMemo memo;
    const auto read = read_inputs(
        session, command.inputs, [&](const std::string&, Record& record) -> Result<void> {
            auto done = importer->add(record, field_findings(*scanner, record, memo));
            if (!done) {
                return done.error();
            }
            progress.update(++seen);
            return {};
        });
    if (!read) {
        return session.fail(read.error());
    }
    const auto account = importer->commit();
    if (!account) {
        return session.fail(account.error());
    }
    print_account(session, command, *account, *read);
    return *read > 0 ? Exit::failed : Exit::nothing;
}

} // namespace

void add_import_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<ImportCommand>();
    CLI::App* import =
        add_command(app, session, "import", "take exports into the archive / importa",
                    [&session, command] { return run(session, *command); });
    command->archive.add_to(*import);
    command->inputs.add_to(*import);
    import->add_flag("--json", command->json);
}

} // namespace oblio::cli
