// cli/src/scanning.cpp
#include "scanning.hpp"

#include "oblio/record/texts.hpp"
#include "oblio/time.hpp"

#include <cassert>
#include <string_view>
#include <utility>

namespace oblio::cli {

void ScanArguments::add_to(CLI::App& command) {
    command.add_option("--types", types,
                       "only these, by comma, such as PHONE,PERSON / solo questi");
    command.add_option("--min-confidence", min_confidence,
                       "report from this confidence on, 0 to 1; default 0.5 / confidenza minima");
    command.add_option("--policy", policy, "the entity's policy file / la policy dell'ente");
    command.add_option("--engine", engine,
                       "fast, or reference: slow and obvious, same findings / fast, o reference: "
                       "lento ed evidente, stessi riscontri");
}

void ScanArguments::add_threads_to(CLI::App& command) {
    command.add_flag("--each-alone", each_alone,
                     "without what the record's thread has named before / senza i nomi che la "
                     "conversazione ha già fatto");
}

Result<ScannerOptions> ScanArguments::options() const {
    ScannerOptions options;
    std::size_t at = types.empty() ? std::string::npos : 0;
    while (at != std::string::npos) {
        const auto comma = types.find(',', at);
        const std::string name = types.substr(at, comma - at);
        const auto type = find_type(name); // a comma too many is the empty name: no type either
        if (!type) {
            return Error{ErrorCode::bad_argument, "--types: no type '" + name + "'"};
        }
        options.types.push_back(*type);
        at = comma == std::string::npos ? comma : comma + 1;
    }
    if (min_confidence) {
        if (!(*min_confidence >= 0.0 && *min_confidence <= 1.0)) {
            return Error{ErrorCode::bad_argument, "--min-confidence: 0 to 1"};
        }
        options.min_confidence = *min_confidence;
    }
    if (engine == "reference") {
        options.engine = Engine::reference;
    } else if (!engine.empty() && engine != "fast") {
        return Error{ErrorCode::bad_argument, "--engine " + engine + ": fast, reference"};
    }
    return options;
}

Result<Policy> load_policy(const Session& session, const std::string& file) {
    const auto json = session.environment().files.read_all(file);
    if (!json) {
        return json.error();
    }
    auto policy = parse_policy(*json);
    if (!policy) {
        return Error{policy.error().code, file + ": " + policy.error().detail};
    }
    return policy;
}

Result<Scanner> make_scanner(const Session& session, const ScanArguments& arguments) {
    auto options = arguments.options();
    if (!options) {
        return options.error();
    }
    if (!arguments.policy.empty()) {
        const auto policy = load_policy(session, arguments.policy);
        if (!policy) {
            return policy.error();
        }
        options->contacts = institutional_contacts(*policy);
    }
    auto patterns = PatternSet::load(session.pattern_folders());
    if (!patterns) {
        return patterns.error();
    }
    return Scanner::create(*patterns, *options);
}

ScanContext context_of(const Record& record) {
    ScanContext context;
    if (record.created) {
        if (const auto instant = parse_instant(*record.created)) {
            context.date = rome_date(*instant);
        }
    }
    if (record.author.name) {
        context.author_name = *record.author.name;
    }
    if (record.reply_to_author && record.reply_to_author->name) {
        context.replied_to_name = *record.reply_to_author->name;
    }
    return context;
}

const std::string& AuthorNames::of(const Scanner& scanner, const Record& record) {
    constexpr std::size_t most = 8192;
    static const std::string nobody;
    if (!record.author.name || record.author_role == "channel") {
        return nobody;
    }
    const auto known = known_.find(*record.author.name);
    if (known != known_.end()) {
        return known->second;
    }
    if (known_.size() >= most) {
        known_.clear();
    }
    static_cast<void>(scanner.scan(*record.author.name));
    const ThreadTrace trace = scanner.thread_trace();
    return known_
        .emplace(*record.author.name, trace.names.size() == 1 ? trace.names.front() : std::string{})
        .first->second;
}

std::vector<Finding> scan_text(const Scanner& scanner, const Record& record) {
    return record.text ? scanner.scan(*record.text, context_of(record)) : std::vector<Finding>{};
}

void RecordBatch::add(Record&& record) {
    constexpr std::size_t most_records = 32;
    constexpr std::size_t most_bytes = std::size_t{64} << 10U; // a long one waits for nobody
    bytes_ += record.text ? record.text->size() : 0;
    waiting_.push_back(std::move(record));
    if (waiting_.size() >= most_records || bytes_ >= most_bytes) {
        finish();
    }
}

void RecordBatch::finish() {
    std::vector<ScanText> texts;
    texts.reserve(waiting_.size());
    for (const Record& record : waiting_) { // nothing is found in an empty text
        texts.push_back({record.text ? std::string_view{*record.text} : "", context_of(record)});
    }
    scanner_.scan_each(texts, [this](std::size_t at, std::vector<Finding> findings) {
        close_(waiting_[at], std::move(findings));
    });
    waiting_.clear();
    bytes_ = 0;
}

ThreadTrace trace_of(const Scanner& scanner, const Record& record, AuthorNames& authors) {
    if (!record.thread_id) {
        return {};
    }
    ThreadTrace trace = record.text ? scanner.thread_trace() : ThreadTrace{};
    trace.author = authors.of(scanner, record);
    return trace;
}

std::vector<Finding> ThreadScanner::scan(const Record& record) {
    auto findings = scan_text(scanner_, record);
    const ThreadTrace trace = trace_of(scanner_, record, authors_);
    auto again = trace.empty() ? std::nullopt : scan_again(record, trace);
    return again ? std::move(*again) : std::move(findings);
}

std::optional<std::vector<Finding>> ThreadScanner::scan_again(const Record& record,
                                                              const ThreadTrace& trace) {
    const std::string thread = thread_value(record);
    std::optional<std::vector<Finding>> findings;
    if (const ThreadNames::Known known = threads_.known(thread, trace); !known.empty()) {
        ScanContext context = context_of(record);
        context.named = known.named;
        context.just_named = known.just_named;
        findings = scanner_.scan(*record.text, context);
    }
    threads_.note(thread, trace);
    return findings;
}

std::vector<Finding> SideMemo::scan(const Scanner& scanner, std::string_view text,
                                    const ScanContext& context) {
    constexpr std::size_t longest = 80;
    constexpr std::size_t most = 8192;
    assert(context.named.empty());
    if (text.size() > longest) {
        return scanner.scan(text, context);
    }
    key_.assign(text);
    for (const std::string_view name : {context.author_name, context.replied_to_name}) {
        key_ += '\xFF'; // stands in no UTF-8 text
        key_ += name;
    }
    const auto known = known_.find(key_);
    if (known != known_.end() && (known->second.of_any_day || known->second.day == context.date)) {
        return known->second.findings;
    }
    if (known_.size() >= most) {
        known_.clear();
    }
    auto findings = scanner.scan(text, context);
    known_.insert_or_assign(key_, Known{findings, !scanner.day_mattered(), context.date});
    return findings;
}

std::vector<SideFindings> scan_side_fields(const Scanner& scanner, const Record& record,
                                           SideMemo& memo) {
    std::vector<SideFindings> side;
    const ScanContext context = context_of(record);
    for_each_text(record, [&](std::string_view field, std::string_view text) {
        if (field == "text") {
            return;
        }
        auto findings = memo.scan(scanner, text, context);
        if (!findings.empty()) {
            side.push_back({std::string(field), text, std::move(findings)});
        }
    });
    return side;
}

std::vector<FieldFinding> field_findings(const Record& record, std::vector<Finding> of_text,
                                         const Scanner& scanner, SideMemo& memo) {
    std::vector<FieldFinding> all;
    for (Finding& finding : of_text) {
        all.push_back({{Field::text, 0}, std::move(finding)});
    }
    for (SideFindings& side : scan_side_fields(scanner, record, memo)) {
        if (const auto field = parse_field(side.field)) {
            for (Finding& finding : side.findings) {
                all.push_back({*field, std::move(finding)});
            }
        }
    }
    return all;
}

} // namespace oblio::cli
