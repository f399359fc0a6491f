// cli/src/check_command.cpp: oblio check: may this text be published?
#include "commands.hpp"
#include "output.hpp"
#include "scanning.hpp"

#include "oblio/detect/redact.hpp"
#include "oblio/policy/impersonal.hpp"
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
    std::string file = "-", format = "text", allow, baseline, write_baseline, author;
    bool is_private = false;
};

/// What is to be published, and what is known beside it.
struct Draft {
    std::string text;
    std::string author; ///< display name; may be empty
    bool is_private = false;
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

Json items_json(const Session& session, const std::vector<PublicationItem>& all,
                std::string_view text, const OutputOptions& output) {
    const OffsetIndex index{text};
    Json items = Json::array();
    for (const PublicationItem& item : all) {
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
    return items;
}

void print_json(const Session& session, const PublicationReport& report, std::string_view text,
                const OutputOptions& output) {
    const Json whole{{"publishable", !blocks(report.verdict)},
                     {"verdict", verdict_name(report.verdict)},
                     {"items", items_json(session, report.items, text, output)},
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
    fmt::print("      {}: {}\n", item.finding.rule, reasons_text(session, item.finding));
}

/// What the impersonal version is worth in another language: its words are Italian.
void print_language(const Session& session, std::string_view text) {
    if (!reads_as_italian(text)) {
        fmt::print("{}\n",
                   session.text("! This text does not read as Italian: the impersonal words are "
                                "Italian, and people are recognised by Italian words. A person has "
                                "to read and translate it.",
                                "! Il testo non sembra italiano: le parole impersonali sono "
                                "italiane, e le persone si riconoscono da parole italiane. Deve "
                                "leggerlo e tradurlo una persona."));
    }
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
        print_language(session, text);
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

/// One place that still identifies, as bytes of the proposal.
std::string_view quoted(const ImpersonalMessage& message, const Identifying& one) {
    return one.where.of(message.text);
}

void print_private_json(const Session& session, const ImpersonalMessage& message,
                        std::string_view text, const OutputOptions& output) {
    const OffsetIndex index{message.text};
    Json remaining = Json::array();
    for (const Identifying& one : message.remaining) {
        remaining.push_back({{"by", identified_by_name(one.by)},
                             {"start", index.code_points(one.where.begin())},
                             {"end", index.code_points(one.where.end())},
                             {"text", quoted(message, one)},
                             {"why", identified_by_label(one.by, session.language())}});
    }
    const Json whole{{"private", true},
                     {"publishable", message.as_it_stands()},
                     {"policy_allows_impersonal", message.policy_allows},
                     {"italian", reads_as_italian(text)},
                     {"items", items_json(session, message.replaced, text, output)},
                     {"impersonal", message.text},
                     {"impersonal_publishable", message.publishable()},
                     {"remaining", std::move(remaining)}};
    fmt::print("{}\n", whole.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void print_private_text(const Session& session, const Policy& policy,
                        const ImpersonalMessage& message, std::string_view text,
                        const OutputOptions& output) {
    const OffsetIndex index{text};
    if (!message.policy_allows) {
        fmt::print("{}\n",
                   session.text("A private message. This policy lets none be published, not "
                                "even in impersonal form.",
                                "È un messaggio privato. Questa policy non ne prevede la "
                                "pubblicazione, nemmeno in forma impersonale."));
        return;
    }
    fmt::print("{}\n", message.as_it_stands()
                           ? session.text("A private message that is impersonal as it stands.",
                                          "È un messaggio privato, già in forma impersonale.")
                           : session.text("A private message: only in impersonal form.",
                                          "È un messaggio privato: solo in forma impersonale."));
    if (const auto& sentence = policy.private_messages.sentence; !sentence.empty()) {
        fmt::print("  «{}»\n", sentence.in(session.language()));
    }
    for (const PublicationItem& item : message.replaced) {
        print_item(session, item, text, index, output);
    }
    fmt::print("\n{}\n{}\n\n", session.text("Impersonal version:", "Versione impersonale:"),
               message.text);
    print_language(session, text);
    if (message.remaining.empty()) {
        fmt::print("{}\n", session.text("It may be published in this form, if it is of public "
                                        "interest; a person decides that.",
                                        "In questa forma si può pubblicare, se è di interesse "
                                        "pubblico: lo decide una persona."));
        return;
    }
    fmt::print("{}\n",
               session.text("Not to be published even so: somebody can still be recognised by",
                            "Nemmeno così si può pubblicare: qualcuno si riconosce ancora da"));
    for (const Identifying& one : message.remaining) {
        fmt::print("  ✗ «{}»: {}\n", quoted(message, one),
                   identified_by_label(one.by, session.language()));
    }
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

/// A record in the neutral format that says that it is a message gives its text and author; any
/// other file is the text itself.
Draft draft_of(std::string text, const CheckCommand& command) {
    Draft draft{std::move(text), command.author, command.is_private};
    while (draft.is_private && draft.text.size() > 1 && draft.text.back() == '\n') {
        draft.text.pop_back();
    }
    if (draft.text.front() != '{') {
        return draft;
    }
    const auto json = Json::parse(draft.text, nullptr, false);
    if (!json.is_object() || !json.contains("text") || !json["text"].is_string()) {
        return draft;
    }
    const auto words = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string{};
    };
    if (words("kind") == "direct-message" || words("visibility") == "private") {
        draft.is_private = true;
        draft.author = draft.author.empty() ? words("author_name") : draft.author;
        draft.text = json["text"].get<std::string>();
    }
    return draft;
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

Exit check_private(const Session& session, const CheckCommand& command, const Draft& draft,
                   const Scanner& scanner, const Policy& policy,
                   const PublicationOptions& options) {
    if (command.format != "text" && command.format != "json") {
        return session.fail({ErrorCode::bad_argument, "--private: --format text or json"});
    }
    const ImpersonalMessage message = make_impersonal(draft.text, scanner, policy, options);
    if (command.format == "json") {
        print_private_json(session, message, draft.text, command.output);
    } else {
        print_private_text(session, policy, message, draft.text, command.output);
    }
    return message.as_it_stands() ? Exit::nothing : Exit::found;
}

Exit run(const Session& session, const CheckCommand& command) {
    if (command.format != "text" && command.format != "json" &&
        make_writer(command.format, session, command.output) == nullptr) {
        return session.fail(
            {ErrorCode::bad_argument, "--format " + command.format + ": text, json, csv, sarif"});
    }
    auto text = read_text(session, command.file);
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
    const Draft draft = draft_of(std::move(*text), command);
    options.context.author_name = draft.author;
    if (draft.is_private) {
        return check_private(session, command, draft, *scanner, *policy, options);
    }
    const PublicationReport report = check_publication(draft.text, *scanner, *policy, options);
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
    print_report(session, command, report, draft.text);
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
    check->add_flag("--private", command->is_private,
                    "a private message: proposes the impersonal form and says who could still be "
                    "recognised / un messaggio privato");
    check->add_option("--author", command->author,
                      "display name of who wrote it / chi lo ha scritto");
    check->add_option(
        "--allow", command->allow,
        "file of allowed values and patterns / file di valori ed espressioni ammessi");
    check->add_option("--baseline", command->baseline,
                      "file of findings accepted before / file dei riscontri già accettati");
    check->add_option("--write-baseline", command->write_baseline,
                      "accept what is found now: writes the baseline file / accetta ciò che c'è "
                      "ora: scrive il file della baseline");
}

} // namespace oblio::cli
