// cli/src/check_command.cpp: oblio check: may this text be published?
#include "commands.hpp"
#include "output.hpp"
#include "scanning.hpp"

#include "oblio/detect/redact.hpp"
#include "oblio/policy/publication.hpp"
#include "oblio/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

struct CheckCommand {
    ScanArguments scan;
    OutputOptions output;
    std::string file = "-", format = "text", allow, baseline, write_baseline;
};

std::string_view verdict_name(Verdict verdict) {
    switch (verdict) {
    case Verdict::allow:
        return "allow";
    case Verdict::warn:
        return "warn";
    case Verdict::block:
        return "block";
    case Verdict::block_always:
        return "block_always";
    }
    return "block";
}

std::string_view suppression_name(Suppression suppression) {
    switch (suppression) {
    case Suppression::none:
        return "none";
    case Suppression::allow_list:
        return "allow-list";
    case Suppression::baseline:
        return "baseline";
    case Suppression::inline_mark:
        return "inline";
    }
    return "none";
}

std::string shown(const PublicationItem& item, std::string_view text, const OutputOptions& output) {
    const std::string_view value = item.finding.where.of(text);
    return output.show_values ? std::string(value) : mask_value(item.finding.type, value);
}

bool blocks(Verdict verdict) {
    return verdict >= Verdict::block;
}

void print_json(const Session& session, const PublicationReport& report, std::string_view text,
                const OutputOptions& output) {
    const OffsetIndex index{text};
    Json items = Json::array();
    for (const PublicationItem& item : report.items) {
        Json row{{"type", type_name(item.finding.type)},
                 {"category", category_name(category_of(item.finding.type))},
                 {"start", index.code_points(item.finding.where.begin())},
                 {"end", index.code_points(item.finding.where.end())},
                 {"confidence", std::round(item.finding.confidence * 100) / 100},
                 {"verdict", verdict_name(item.verdict)},
                 {"why", why_protected(item.finding.type, session.language())},
                 {"articles", articles_of(item.finding.type)},
                 {"rule", item.finding.rule},
                 {"reasons", item.finding.reasons},
                 {"institutional", item.finding.institutional},
                 {"suppressed", suppression_name(item.suppressed)},
                 {"fingerprint", item.fingerprint},
                 {output.show_values ? "value" : "masked", shown(item, text, output)}};
        if (item.rule != nullptr) {
            row["sentence"] = item.rule->sentence.in(session.language());
        }
        items.push_back(std::move(row));
    }
    const Json whole{{"publishable", !blocks(report.verdict)},
                     {"verdict", verdict_name(report.verdict)},
                     {"items", std::move(items)},
                     {"impersonal", report.impersonal}};
    fmt::print("{}\n", whole.dump());
}

void print_item(const Session& session, const PublicationItem& item, std::string_view text,
                const OffsetIndex& index, const OutputOptions& output) {
    fmt::print("  {} {}-{}  {}  {}\n", blocks(item.verdict) ? "✗" : "!",
               index.code_points(item.finding.where.begin()),
               index.code_points(item.finding.where.end()), type_name(item.finding.type),
               shown(item, text, output));
    fmt::print("      {} ({})\n", why_protected(item.finding.type, session.language()),
               articles_of(item.finding.type));
    if (item.rule != nullptr) {
        fmt::print("      «{}»\n", item.rule->sentence.in(session.language()));
    }
    fmt::print("      {}: {}\n", item.finding.rule, fmt::join(item.finding.reasons, "; "));
}

/// What was found and does not count: the entity's own contacts, and what somebody accepted.
void print_passed(const Session& session, const PublicationItem& item, std::string_view text,
                  const OffsetIndex& index, const OutputOptions& output) {
    std::string_view why = session.text("allowed by the policy", "ammesso dalla policy");
    if (item.finding.institutional) {
        why =
            session.text("the entity's own, published on purpose", "dell'ente, pubblicato apposta");
    } else if (item.suppressed == Suppression::allow_list) {
        why = session.text("on the allow-list", "nella lista degli ammessi");
    } else if (item.suppressed == Suppression::baseline) {
        why = session.text("accepted in the baseline", "già accettato nella baseline");
    } else if (item.suppressed == Suppression::inline_mark) {
        why = session.text("allowed by a mark in the text", "ammesso da un segno nel testo");
    }
    fmt::print("  · {}-{}  {}  {}: {}\n", index.code_points(item.finding.where.begin()),
               index.code_points(item.finding.where.end()), type_name(item.finding.type),
               shown(item, text, output), why);
}

void print_text(const Session& session, const PublicationReport& report, std::string_view text,
                const OutputOptions& output) {
    const OffsetIndex index{text};
    std::string_view verdict = session.text("May be published.", "Si può pubblicare.");
    if (blocks(report.verdict)) {
        verdict = session.text("Not to be published as it stands.", "Così non si può pubblicare.");
    } else if (report.verdict == Verdict::warn) {
        verdict =
            session.text("May be published if there is a legal basis for what is marked.",
                         "Si può pubblicare se c'è una base giuridica per ciò che è segnato.");
    }
    fmt::print("{}\n", verdict);
    bool replaced = false;
    for (const PublicationItem& item : report.items) {
        if (item.suppressed == Suppression::none && item.verdict != Verdict::allow) {
            print_item(session, item, text, index, output);
            replaced = true;
        } else {
            print_passed(session, item, text, index, output);
        }
    }
    if (replaced) {
        fmt::print("\n{}\n{}\n", session.text("Impersonal version:", "Versione impersonale:"),
                   report.impersonal);
    }
}

/// What SARIF and CSV list: the findings that count, the plain reasons first.
struct Counting {
    std::vector<Finding> findings;
    std::vector<std::uint8_t> warnings; ///< of each: it blocks nothing
};

Counting counting(const Session& session, const PublicationReport& report) {
    Counting counting;
    for (const PublicationItem& item : report.items) {
        if (item.suppressed != Suppression::none || item.verdict == Verdict::allow) {
            continue;
        }
        Finding finding = item.finding;
        std::vector<std::string> plain{std::string(why_protected(finding.type, session.language())),
                                       std::string(articles_of(finding.type))};
        if (item.rule != nullptr) {
            plain.push_back(item.rule->sentence.in(session.language()));
        }
        finding.reasons.insert(finding.reasons.begin(), plain.begin(), plain.end());
        counting.findings.push_back(std::move(finding));
        counting.warnings.push_back(blocks(item.verdict) ? 0 : 1);
    }
    return counting;
}

Result<std::string> read_text(const Session& session, const std::string& file) {
    std::string text;
    if (file == "-") {
        text.assign(std::istreambuf_iterator<char>{std::cin}, {});
    } else {
        auto bytes = session.environment().files.read_all(file);
        if (!bytes) {
            return bytes.error();
        }
        text = std::move(*bytes);
    }
    // A draft that is not there would pass every check.
    if (text.empty()) {
        return Error{ErrorCode::not_found, file + ": is empty"};
    }
    if (const auto bad = first_invalid_utf8(text)) {
        return Error{ErrorCode::bad_utf8, fmt::format("{}: byte {}", file, to_index(*bad))};
    }
    return text;
}

Result<Policy> policy_of(const Session& session, const CheckCommand& command) {
    if (command.scan.policy.empty()) {
        return default_policy();
    }
    return load_policy(session, command.scan.policy);
}

Result<AllowList> allow_list_of(const Session& session, const CheckCommand& command) {
    if (command.allow.empty()) {
        return AllowList{};
    }
    const auto lines = session.environment().files.read_all(command.allow);
    if (!lines) {
        return lines.error();
    }
    auto list = AllowList::parse(*lines);
    if (!list) {
        return Error{list.error().code, command.allow + ": " + list.error().detail};
    }
    return list;
}

Result<AcceptedFindings> baseline_of(const Session& session, const CheckCommand& command) {
    if (command.baseline.empty()) {
        return AcceptedFindings{};
    }
    const auto json = session.environment().files.read_all(command.baseline);
    if (!json) {
        return json.error();
    }
    auto baseline = AcceptedFindings::parse(*json);
    if (!baseline) {
        return Error{baseline.error().code, command.baseline + ": " + baseline.error().detail};
    }
    return baseline;
}

void print_report(const Session& session, const CheckCommand& command,
                  const PublicationReport& report, std::string_view text) {
    if (command.format == "json") {
        print_json(session, report, text, command.output);
    } else if (command.format == "text") {
        print_text(session, report, text, command.output);
    } else {
        const auto writer = make_writer(command.format, session, command.output);
        const auto [findings, warnings] = counting(session, report);
        std::string out;
        std::string block;
        writer->begin(out);
        writer->write({command.file, command.file, text, findings, {}, std::nullopt, warnings},
                      block);
        out += block;
        writer->end({1, findings.empty() ? 0U : 1U, findings.size()}, out);
        fmt::print("{}", out);
    }
}

Exit run(const Session& session, const CheckCommand& command) {
    if (command.format != "text" && command.format != "json" &&
        make_writer(command.format, session, command.output) == nullptr) {
        return session.fail(
            {ErrorCode::bad_argument, "--format " + command.format + ": text, json, csv, sarif"});
    }
    const auto text = read_text(session, command.file);
    const auto policy = text ? policy_of(session, command) : Result<Policy>{text.error()};
    const auto allow = policy ? allow_list_of(session, command) : Result<AllowList>{policy.error()};
    const auto baseline =
        allow ? baseline_of(session, command) : Result<AcceptedFindings>{allow.error()};
    if (!baseline) {
        return session.fail(baseline.error());
    }
    const auto scanner = make_scanner(session, command.scan);
    if (!scanner) {
        return session.fail(scanner.error());
    }
    PublicationOptions options;
    options.allow = &*allow;
    options.baseline = &*baseline;
    options.language = session.language();
    options.context.date = session.today();
    const PublicationReport report = check_publication(*text, *scanner, *policy, options);
    if (!command.write_baseline.empty()) {
        AcceptedFindings fresh;
        for (const PublicationItem& item : report.items) {
            fresh.add(item.fingerprint);
        }
        if (auto written =
                session.environment().files.replace(command.write_baseline, fresh.text());
            !written) {
            return session.fail(written.error());
        }
    }
    print_report(session, command, report, *text);
    return blocks(report.verdict) ? Exit::found : Exit::nothing;
}

} // namespace

void add_check_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<CheckCommand>();
    CLI::App* check = add_command(app, session, "check",
                                  "may this text be published? / questo testo si può pubblicare?",
                                  [&session, command] { return run(session, *command); });
    check->add_option("FILE", command->file, "the text; - or none: standard input / il testo");
    command->scan.add_to(*check);
    check->add_option("--format", command->format, "text (default), json, csv, sarif");
    check->add_flag(
        "--json", [command](std::int64_t) { command->format = "json"; }, "as --format json");
    check->add_flag("--show-values", command->output.show_values,
                    "the matched text, not its mask / il testo trovato, non mascherato");
    check->add_option("--allow", command->allow, "file of allowed values and patterns");
    check->add_option("--baseline", command->baseline, "file of findings accepted before");
    check->add_option("--write-baseline", command->write_baseline,
                      "accept what is found now: writes the baseline file");
}

} // namespace oblio::cli
