// cli/src/patterns_command.cpp: oblio patterns list|test|build|explain.
#include "commands.hpp"
#include "scanning.hpp"

#include "oblio/detect/patterns.hpp"
#include "oblio/detect/scanner.hpp"
#include "oblio/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <system_error>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

Exit list_patterns(const Session& session, bool json) {
    const auto patterns = PatternSet::load(session.pattern_folders());
    if (!patterns) {
        return session.fail(patterns.error());
    }
    for (const PatternInfo& info : (*patterns)->list()) {
        if (json) {
            fmt::print("{}\n", Json{{"id", info.id},
                                    {"type", type_name(info.type)},
                                    {"kind", info.kind},
                                    {"entries", info.entries},
                                    {"since", info.since},
                                    {"title", info.title},
                                    {"source", info.source}}
                                   .dump());
        } else {
            fmt::print("{:<28} {:<18} {:<11} {:>6}  {}\n", info.id, type_name(info.type), info.kind,
                       info.entries, info.title);
        }
    }
    return Exit::nothing;
}

bool finds_it(const std::vector<Finding>& findings, const PatternExample& example) {
    return std::any_of(findings.begin(), findings.end(), [&example](const Finding& finding) {
        return finding.type == example.type &&
               (example.span.empty() || finding.where.of(example.text) == example.span);
    });
}

Exit test_patterns(const Session& session) {
    const auto patterns = PatternSet::load(session.pattern_folders());
    if (!patterns) {
        return session.fail(patterns.error());
    }
    const auto scanner = Scanner::create(*patterns);
    if (!scanner) {
        return session.fail(scanner.error());
    }
    std::size_t tried = 0;
    std::size_t wrong = 0;
    for (const PatternExample& example : (*patterns)->examples()) {
        ++tried;
        if (finds_it(scanner->scan(example.text), example) == example.must_find) {
            continue;
        }
        ++wrong;
        fmt::print("{}: {}: {}\n", example.pattern,
                   example.must_find ? session.text("not found", "non trovato")
                                     : session.text("found, must not be", "trovato, non dovrebbe"),
                   example.text);
    }
    fmt::print("{} {}, {} {}\n", tried - wrong, session.text("passed", "riusciti"), wrong,
               session.text("failed", "falliti"));
    return wrong == 0 ? Exit::nothing : Exit::found;
}

void print_explained(const Session& session, std::string_view text, const Finding& finding,
                     bool reported) {
    fmt::print("{} {:<17} {:.2f} {:<22} {}\n",
               reported ? session.text("reported", "segnalato")
                        : session.text("rejected", "scartato "),
               type_name(finding.type), finding.confidence, finding.rule, finding.where.of(text));
    for (const std::string& reason : finding.reasons) {
        fmt::print("    - {}\n", session.said(reason));
    }
}

Exit explain_text(const Session& session, std::string text) {
    if (text.empty() || text == "-") {
        text.assign(std::istreambuf_iterator<char>{std::cin}, {});
    }
    if (const auto bad = first_invalid_utf8(text)) {
        return session.fail({ErrorCode::bad_utf8, fmt::format("byte {}", to_index(*bad))});
    }
    const auto scanner = make_scanner(session, {});
    if (!scanner) {
        return session.fail(scanner.error());
    }
    ScanContext context;
    context.date = session.today();
    const auto explained = scanner->explain(text, context);
    for (const Finding& finding : explained.reported) {
        print_explained(session, text, finding, true);
    }
    for (const Finding& finding : explained.rejected) {
        print_explained(session, text, finding, false);
    }
    if (explained.reported.empty() && explained.rejected.empty()) {
        fmt::print("{}\n", session.text("nothing looked like personal data",
                                        "nulla somiglia a un dato personale"));
    }
    return explained.reported.empty() ? Exit::nothing : Exit::found;
}

Exit build_tables(const Session& session) {
    const auto folders = session.pattern_folders();
    const auto bytes = PatternSet::tables(folders);
    if (!bytes) {
        return session.fail(bytes.error());
    }
    const auto file = PatternSet::tables_file(folders);
    if (auto written = session.environment().files.replace(file, *bytes); !written) {
        return session.fail(written.error());
    }
    // Replaced files are the writer's alone; patterns are no secret, and everybody may map them.
    using std::filesystem::perms;
    std::error_code problem;
    std::filesystem::permissions(
        file, perms::owner_read | perms::owner_write | perms::group_read | perms::others_read,
        problem);
    if (problem) {
        return session.fail({ErrorCode::io, file.string()});
    }
    fmt::print("{}: {} {}\n", file.string(), bytes->size(), session.text("bytes", "byte"));
    return Exit::nothing;
}

} // namespace

void add_patterns_commands(CLI::App& app, Session& session) {
    CLI::App* patterns = app.add_subcommand(
        "patterns", "the recognizers and lexicons in force / i riconoscitori e i lessici in uso");
    patterns->require_subcommand(1);
    auto json = std::make_shared<bool>(false);
    add_command(*patterns, session, "list", "one line each / uno per riga", [&session, json] {
        return list_patterns(session, *json);
    })->add_flag("--json", *json, "JSON Lines");
    add_command(*patterns, session, "test",
                "tries every example of every file / prova tutti gli esempi",
                [&session] { return test_patterns(session); });
    add_command(*patterns, session, "build",
                "makes the tables that are mapped at each start, beside the last folder; to be "
                "done again when a pattern changes / prepara le tabelle dei modelli",
                [&session] { return build_tables(session); });
    auto text = std::make_shared<std::string>();
    add_command(*patterns, session, "explain",
                "why a text does or does not match / perché un testo è segnalato o no",
                [&session, text] { return explain_text(session, *text); })
        ->add_option("TEXT", *text, "the text; without it, standard input / il testo");
}

} // namespace oblio::cli
