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

class Forgetter {
public:
    Forgetter(const Trace& trace, const Redactor& redactor) : redactor_{redactor} {
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
        if (mention.role == MentionRole::authored) {
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
    const auto loaded = load_all(session, command.inputs, *scanner);
    if (!loaded) {
        return session.fail(loaded.error());
    }
    const auto trace = tracer->trace(loaded->records, loaded->findings, *subject);
    if (!trace) {
        return session.fail(trace.error());
    }
    const auto redactor = Redactor::create(RedactOperator::replace, session.language());
    const Forgetter forgetter{*trace, *redactor};
    const ExportEditor editor{[&](const Record& record) { return forgetter.edit(record); }, {}};
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
