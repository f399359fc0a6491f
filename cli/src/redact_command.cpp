// cli/src/redact_command.cpp: oblio redact, and oblio restore for its pseudonyms.
#include "commands.hpp"
#include "rewriting.hpp"
#include "scanning.hpp"

#include "oblio/detect/redact.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>

namespace oblio::cli {
namespace {

struct RedactCommand {
    InputArguments inputs;
    OutputArguments output;
    ScanArguments scan;
    std::string operation = "replace";
    std::string key_file;
};

Result<std::optional<RedactKey>> read_key(const Session& session, const std::string& file) {
    if (file.empty()) {
        return std::optional<RedactKey>{};
    }
    const auto hex = session.environment().files.read_all(file);
    if (!hex) {
        return hex.error();
    }
    auto key = parse_redact_key(*hex);
    if (!key) {
        return Error{key.error().code, file + ": " + key.error().detail};
    }
    return std::optional<RedactKey>{*key};
}

/// The entity's own contacts stay: they are published on purpose.
std::vector<Finding> personal(std::vector<Finding> findings) {
    std::erase_if(findings, [](const Finding& finding) { return finding.institutional; });
    return findings;
}

std::vector<TextChange> changes_of(std::vector<Substitution> substitutions) {
    std::vector<TextChange> changes;
    changes.reserve(substitutions.size());
    for (Substitution& part : substitutions) {
        changes.push_back(
            {to_index(part.where.begin()), to_index(part.where.end()), std::move(part.value)});
    }
    return changes;
}

/// A string that is an IP address and nothing else, as exports note them of uploads and sessions.
/// Source: GDPR recital 30 counts them with other online identifiers.
bool is_internet_address(std::string_view value) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    const std::string text{value};
    return value.size() <= INET6_ADDRSTRLEN &&
           (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
            ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1);
}

/// A string that is a pair of coordinates and nothing else, as exports note them of photographs.
/// Whole degrees tell a region, not a place; zeros stand where nothing is known.
bool is_coordinates(std::string_view value) {
    const auto comma = value.find(',');
    if (comma == std::string_view::npos || value.find('.') == std::string_view::npos) {
        return false;
    }
    const auto degrees = [](std::string_view text) -> std::optional<double> {
        double number = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, number);
        return error == std::errc{} && stop == end && std::abs(number) <= 180
                   ? std::optional{number}
                   : std::nullopt;
    };
    const auto one = degrees(value.substr(0, comma));
    const auto other = degrees(value.substr(comma + 1));
    return one && other && (*one != 0 || *other != 0);
}

/// In a list of contacts a name needs no context to be one: it goes whole.
StringEditor contact_editor(const Record& record, const Redactor& redactor,
                            const StringEditor& otherwise) {
    std::vector<std::string> names;
    for (const SideText& side : record.side_text) {
        if (side.name.find("name") != std::string::npos) {
            names.push_back(side.value);
        }
    }
    return [names, &redactor, otherwise](std::string_view value) -> std::optional<std::string> {
        return std::find(names.begin(), names.end(), value) != names.end()
                   ? std::optional{redactor.replacement(FindingType::person, value)}
                   : otherwise(value);
    };
}

Exit run_redact(const Session& session, const RedactCommand& command) {
    const auto operation = find_operator(command.operation);
    if (!operation) {
        return session.fail(
            {ErrorCode::bad_argument,
             "--operator " + command.operation + ": replace, mask, hash, pseudonym, impersonal"});
    }
    const auto key = read_key(session, command.key_file);
    if (!key) {
        return session.fail(key.error());
    }
    const auto redactor = Redactor::create(*operation, session.language(), *key);
    const auto scanner =
        redactor ? make_scanner(session, command.scan) : Result<Scanner>{redactor.error()};
    if (!scanner) {
        return session.fail(scanner.error());
    }
    const StringEditor edit_string = [&](std::string_view value) -> std::optional<std::string> {
        if (is_internet_address(value)) {
            return redactor->replacement(FindingType::handle, value);
        }
        if (is_coordinates(value)) {
            return redactor->replacement(FindingType::address, value);
        }
        std::string redacted = redactor->redact(value, personal(scanner->scan(value)));
        return redacted == value ? std::nullopt : std::optional{std::move(redacted)};
    };
    ThreadScanner threads{*scanner};
    const auto find_in = [&](const Record& record) {
        return command.scan.each_alone ? scan_text(*scanner, record) : threads.scan(record);
    };
    const ExportEditor editor{
        [&](const Record& record) {
            RecordEdit edit;
            const auto findings = personal(find_in(record));
            if (record.text) {
                edit.text = changes_of(redactor->substitutions(*record.text, findings));
            }
            edit.strings =
                is_contact(record) ? contact_editor(record, *redactor, edit_string) : edit_string;
            return edit;
        },
        edit_string};
    return rewrite_all(session, command.inputs, command.output, editor);
}

struct RestoreCommand {
    InputArguments inputs;
    OutputArguments output;
    std::string key_file;
};

Exit run_restore(const Session& session, const RestoreCommand& command) {
    const auto key = read_key(session, command.key_file);
    if (!key) {
        return session.fail(key.error());
    }
    const StringEditor edit_string = [&](std::string_view value) -> std::optional<std::string> {
        std::string restored = restore_pseudonyms(value, **key);
        return restored == value ? std::nullopt : std::optional{std::move(restored)};
    };
    const ExportEditor editor{[&](const Record& record) {
                                  RecordEdit edit;
                                  if (record.text) {
                                      edit.text = changes_of(find_pseudonyms(*record.text, **key));
                                  }
                                  edit.strings = edit_string;
                                  return edit;
                              },
                              edit_string};
    return rewrite_all(session, command.inputs, command.output, editor);
}

} // namespace

void add_redact_commands(CLI::App& app, Session& session) {
    auto redact = std::make_shared<RedactCommand>();
    redact->output.withhold_unread = true;
    CLI::App* command =
        add_command(app, session, "redact",
                    "the same records with personal data replaced / oscura i dati personali",
                    [&session, redact] { return run_redact(session, *redact); });
    redact->inputs.add_to(*command);
    redact->output.add_to(*command);
    redact->scan.add_to(*command);
    redact->scan.add_threads_to(*command);
    command->add_option("--operator", redact->operation,
                        "replace (default), mask, hash, pseudonym, impersonal");
    command->add_option(
        "--key", redact->key_file,
        "file of 64 hexadecimal digits, for hash and pseudonym / file della chiave");
    auto restore = std::make_shared<RestoreCommand>();
    CLI::App* back = add_command(app, session, "restore",
                                 "turn pseudonyms back with their key / dagli pseudonimi ai valori",
                                 [&session, restore] { return run_restore(session, *restore); });
    restore->inputs.add_to(*back);
    restore->output.add_to(*back);
    back->add_option("--key", restore->key_file,
                     "the key that made them / la chiave che li ha fatti")
        ->required();
}

} // namespace oblio::cli
