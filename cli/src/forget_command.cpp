// cli/src/forget_command.cpp: oblio forget: the same export without one person. Stores nothing.
#include "commands.hpp"
#include "rewriting.hpp"
#include "scanning.hpp"
#include "subject_files.hpp"

#include "oblio/detect/redact.hpp"
#include "oblio/subject/trace.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <set>
#include <utility>

namespace oblio::cli {
namespace {

struct ForgetCommand {
    InputArguments inputs;
    OutputArguments output;
    std::string subject, review;
};

/// Every record of the inputs with what was found in it: a trace needs them all at hand.
struct Loaded {
    std::vector<Record> records;
    std::vector<std::vector<FieldFinding>> findings;
};

Result<Loaded> load_all(const Session& session, const InputArguments& inputs,
                        const Scanner& scanner) {
    Loaded loaded;
    SideMemo memo;
    const auto read =
        read_inputs(session, inputs, [&](const std::string&, Record& record) -> Result<void> {
            loaded.findings.push_back(field_findings(scanner, record, memo));
            loaded.records.push_back(std::move(record));
            return {};
        });
    if (!read) {
        return read.error();
    }
    if (*read > 0) {
        return Error{ErrorCode::bad_record,
                     fmt::format("{} could not be read; nothing was written", *read)};
    }
    return loaded;
}

/// The strings under which only the subject appears: names and ids of what they wrote, what names
/// them in other fields. One that somebody else bears too is none: outside of records nothing tells
/// the two apart.
std::set<std::string> own_strings(const Loaded& loaded, const Trace& trace) {
    std::map<std::string, const Mention*> certain;
    for (const Mention& mention : trace.certain) {
        certain.emplace(mention.record, &mention);
    }
    std::set<std::string> own;
    std::set<std::string> others;
    for (const Record& record : loaded.records) {
        const auto found = certain.find(record.id);
        const bool authored = found != certain.end() &&
                              (found->second->role == MentionRole::authored || is_contact(record));
        for (const auto* const value :
             {&record.author.id, &record.author.name, &record.author.handle}) {
            if (*value && !(*value)->empty()) {
                (authored ? own : others).insert(**value);
            }
        }
        if (found == certain.end()) {
            continue;
        }
        for (const MentionSpan& span : found->second->spans) {
            const auto text =
                span.field == FieldRef{} ? std::nullopt : field_text(record, span.field);
            if (text) {
                own.emplace(span.where.of(*text));
            }
        }
    }
    std::erase_if(own, [&](const std::string& value) { return others.contains(value); });
    return own;
}

class Forgetter {
public:
    Forgetter(const Trace& trace, const Redactor& redactor, std::set<std::string> own)
        : redactor_{redactor}, own_{std::move(own)} {
        for (const auto* list : {&trace.certain, &trace.addressed}) {
            for (const Mention& mention : *list) {
                mentions_.emplace(mention.record, &mention);
                if (mention.role == MentionRole::authored) {
                    ++dropped_;
                } else if (!mention.spans.empty()) {
                    ++redacted_;
                }
            }
        }
    }
    [[nodiscard]] std::size_t dropped() const noexcept { return dropped_; }
    [[nodiscard]] std::size_t redacted() const noexcept { return redacted_; }

    [[nodiscard]] RecordEdit edit(const Record& record) const {
        RecordEdit edit;
        const auto found = mentions_.find(record.id);
        if (found == mentions_.end()) {
            return edit;
        }
        const Mention& mention = *found->second;
        if (mention.role == MentionRole::authored || is_contact(record)) {
            edit.drop = true;
            return edit;
        }
        std::vector<std::string> whole;
        for (const MentionSpan& span : mention.spans) {
            const auto text = field_text(record, span.field);
            if (!text) {
                continue;
            }
            if (span.field == FieldRef{}) {
                add_change(edit, span.where);
            } else {
                whole.emplace_back(span.where.of(*text));
            }
        }
        if (!whole.empty()) {
            edit.strings = [whole, label = label()](std::string_view value) {
                return replaced(value, whole, label);
            };
        }
        return edit;
    }

    /// A string that stands in no record: a member of a conversation, the title of a chat.
    [[nodiscard]] std::optional<std::string> outside(std::string_view value) const {
        constexpr std::string_view file_prefixes[]{"Chat WhatsApp con ", "WhatsApp Chat with ",
                                                   "WhatsApp Chat - "};
        for (const std::string_view prefix : file_prefixes) {
            value.remove_prefix(value.starts_with(prefix) ? prefix.size() : 0);
        }
        return own_.contains(std::string{value}) ? std::optional{label()} : std::nullopt;
    }

private:
    [[nodiscard]] std::string label() const {
        return redactor_.replacement(FindingType::person, "");
    }

    void add_change(RecordEdit& edit, ByteSpan where) const {
        const std::size_t begin = to_index(where.begin());
        const std::size_t end = to_index(where.end());
        if (!edit.text.empty() && begin < edit.text.back().end) {
            edit.text.back().end = std::max(edit.text.back().end, end);
            return;
        }
        edit.text.push_back({begin, end, label()});
    }

    static std::optional<std::string> replaced(std::string_view value,
                                               const std::vector<std::string>& names,
                                               const std::string& label) {
        std::string out{value};
        for (const std::string& name : names) {
            for (std::size_t at = out.find(name); !name.empty() && at != std::string::npos;
                 at = out.find(name, at + label.size())) {
                out.replace(at, name.size(), label);
            }
        }
        return out == value ? std::nullopt : std::optional{std::move(out)};
    }

    const Redactor& redactor_;
    std::set<std::string> own_;
    std::map<std::string, const Mention*> mentions_;
    std::size_t dropped_ = 0;
    std::size_t redacted_ = 0;
};

Result<void> write_review(const Session& session, const std::string& file, const Loaded& loaded,
                          const Trace& trace) {
    std::map<std::string, const Record*> by_id;
    for (const Record& record : loaded.records) {
        by_id.emplace(record.id, &record);
    }
    std::string lines;
    for (const Mention& mention : trace.review) {
        lines += format_record(*by_id.at(mention.record));
        lines += '\n';
    }
    return session.environment().files.replace(file, lines);
}

Exit run(const Session& session, ForgetCommand& command) {
    const auto subject = load_subject(session, command.subject);
    const auto tracer =
        subject ? Tracer::create(session.pattern_folders()) : Result<Tracer>{subject.error()};
    const auto scanner = tracer ? make_scanner(session, {}) : Result<Scanner>{tracer.error()};
    if (!scanner) {
        return session.fail(scanner.error());
    }
    if (command.inputs.files.empty()) {
        return session.fail({ErrorCode::bad_argument,
                             "a trace reads its input twice: name files, not standard input"});
    }
    // Ids made for records that have none must be the same in both readings.
    command.inputs.id_key.emplace();
    session.environment().random.fill(*command.inputs.id_key);
    command.inputs.every_place = true;
    command.inputs.side_data = true;
    const auto loaded = load_all(session, command.inputs, *scanner);
    if (!loaded) {
        return session.fail(loaded.error());
    }
    const auto trace = tracer->trace(loaded->records, loaded->findings, *subject);
    if (!trace) {
        return session.fail(trace.error());
    }
    const auto redactor = Redactor::create(RedactOperator::replace, session.language());
    const Forgetter forgetter{*trace, *redactor, own_strings(*loaded, *trace)};
    const ExportEditor editor{[&](const Record& record) { return forgetter.edit(record); },
                              [&](std::string_view value) { return forgetter.outside(value); }};
    const auto unread = rewrite_inputs(session, command.inputs, command.output, editor);
    if (!unread) {
        return session.fail(unread.error());
    }
    if (!command.review.empty()) {
        if (auto written = write_review(session, command.review, *loaded, *trace); !written) {
            return session.fail(written.error());
        }
    }
    session.warn(
        fmt::format(fmt::runtime(session.text(
                        "{} records removed, {} redacted, {} for a person to look at",
                        "{} contenuti rimossi, {} oscurati, {} da far vedere a una persona")),
                    forgetter.dropped(), forgetter.redacted(), trace->review.size()));
    return *unread > 0 ? Exit::failed : Exit::nothing;
}

} // namespace

void add_forget_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<ForgetCommand>();
    CLI::App* forget =
        add_command(app, session, "forget",
                    "the same records without one person / gli stessi contenuti senza una persona",
                    [&session, command] { return run(session, *command); });
    command->inputs.add_to(*forget);
    command->output.add_to(*forget);
    forget
        ->add_option("--subject", command->subject, "the subject file / la scheda dell'interessato")
        ->required();
    forget->add_option("--review", command->review,
                       "file for the ambiguous records, untouched / i contenuti dubbi, intatti");
}

} // namespace oblio::cli
