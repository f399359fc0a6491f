// cli/src/forget_command.cpp: oblio forget: the same export without one person. Stores nothing.
#include "commands.hpp"
#include "rewriting.hpp"
#include "scanning.hpp"
#include "subject_files.hpp"

#include "oblio/archive/archive.hpp"
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

/// The id under which a trace knows a record. What several exports, or two files of one, number
/// alike and is not the same gets its file as well: entries beside the messages, and long posts of
/// X, which stand whole among the notes and cut among the tweets.
std::string place_id(const Record& record) {
    if (!record.source) {
        return record.id;
    }
    const RecordSource& source = *record.source;
    const bool beside = source.format == "telegram-json" && source.pointer &&
                        source.pointer->find("/messages/") == std::string::npos;
    return beside || source.format == "x-notes"
               ? fmt::format("{} {}/{}", record.id, source.archive.value_or(""),
                             source.member.value_or(""))
               : record.id;
}

/// Reads, scans and takes every record into an archive that a trace can ask: memory does not grow
/// with the export. It lives as long as this function, in a folder that only this user reads,
/// sealed with a key that nobody keeps. Errors: bad_record if anything could not be read.
Result<Trace> trace_inputs(const Session& session, const InputArguments& inputs,
                           const Scanner& scanner, const Tracer& tracer, const Subject& subject) {
    const PrivateFolder folder;
    if (folder.path().empty()) {
        return Error{ErrorCode::io, "no temporary folder"};
    }
    const auto directory = folder.path() / "index";
    auto archive = Archive::create(directory, {}, "{}", session.environment());
    if (!archive) {
        return archive.error();
    }
    if (auto removed = session.environment().files.remove(directory / "master.key"); !removed) {
        return removed.error();
    }
    ImportOptions options;
    options.terms = tracer.term_extractor();
    auto importer = Importer::begin(*archive, std::move(options));
    if (!importer) {
        return importer.error();
    }
    SideMemo memo;
    ThreadScanner threads{scanner};
    const auto read =
        read_inputs(session, inputs, [&](const std::string& file, Record& record) -> Result<void> {
            const auto findings = field_findings(record, threads.scan(record), scanner, memo);
            record.id = place_id(record);
            const auto added = importer->add(record, findings);
            if (!added) {
                return added.error();
            }
            if (*added == ImportOutcome::superseded) {
                const auto& source = record.source;
                return Error{ErrorCode::bad_record,
                             format_position({file, source->member, source->start, source->line}) +
                                 ": another record with other content has the same id: give each "
                                 "its own; nothing was written"};
            }
            return {};
        });
    if (!read) {
        return read.error();
    }
    if (*read > 0) {
        return Error{ErrorCode::bad_record,
                     fmt::format("{} could not be read; nothing was written", *read)};
    }
    if (const auto account = importer->commit(); !account) {
        return account.error();
    }
    return tracer.trace(*archive, subject);
}

/// What is certain of a trace, by place_id().
using Certain = std::map<std::string, const Mention*>;

bool is_authored(const Record& record, const Mention& mention) {
    return mention.role == MentionRole::authored || is_contact(record);
}

template <class Visit> void each_name(const Record& record, const Visit& visit) {
    for (const auto* const value :
         {&record.author.id, &record.author.name, &record.author.handle}) {
        if (*value && !(*value)->empty()) {
            visit(**value);
        }
    }
}

/// What a second look at the records gives.
struct SecondLook {
    /// The strings under which only the subject appears: names and ids of what they wrote, what
    /// names them in other fields.
    std::set<std::string> own;
    std::map<std::string, std::string> review; ///< lines of the ambiguous records, by place_id()
};

void take_own(const Record& record, const Mention& mention, std::set<std::string>& own) {
    if (is_authored(record, mention)) {
        each_name(record, [&](const std::string& name) { own.insert(name); });
    }
    for (const MentionSpan& span : mention.spans) {
        const auto text = span.field == FieldRef{} ? std::nullopt : field_text(record, span.field);
        if (text) {
            own.emplace(span.where.of(*text));
        }
    }
}

/// Two more readings: the second one takes out what somebody else bears too, for outside of
/// records nothing tells the two apart.
Result<SecondLook> look_again(const Session& session, const InputArguments& inputs,
                              const Certain& certain, const Trace& trace) {
    SecondLook look;
    for (const Mention& mention : trace.review) {
        look.review.emplace(mention.record, "");
    }
    auto read = read_again(session, inputs, [&](const Record& record) {
        const std::string id = place_id(record);
        if (const auto found = certain.find(id); found != certain.end()) {
            take_own(record, *found->second, look.own);
        }
        if (const auto asked = look.review.find(id); asked != look.review.end()) {
            asked->second = format_record(record) + '\n';
        }
    });
    if (read) {
        read = read_again(session, inputs, [&](const Record& record) {
            const auto found = certain.find(place_id(record));
            if (found == certain.end() || !is_authored(record, *found->second)) {
                each_name(record, [&](const std::string& name) { look.own.erase(name); });
            }
        });
    }
    return read ? Result<SecondLook>{std::move(look)} : Result<SecondLook>{read.error()};
}

class Forgetter {
public:
    Forgetter(const Certain& certain, const Redactor& redactor, std::set<std::string> own)
        : redactor_{redactor}, own_{std::move(own)}, certain_{certain} {
        for (const auto& [id, mention] : certain) {
            if (mention->role == MentionRole::authored) {
                ++dropped_;
            } else if (!mention->spans.empty()) {
                ++redacted_;
            }
        }
    }
    [[nodiscard]] std::size_t dropped() const noexcept { return dropped_; }
    [[nodiscard]] std::size_t redacted() const noexcept { return redacted_; }

    [[nodiscard]] RecordEdit edit(const Record& record) const {
        RecordEdit edit;
        const auto found = certain_.find(place_id(record));
        if (found == certain_.end()) {
            return edit;
        }
        const Mention& mention = *found->second;
        if (is_authored(record, mention)) {
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
    const Certain& certain_;
    std::size_t dropped_ = 0;
    std::size_t redacted_ = 0;
};

Result<void> write_review(const Session& session, const std::string& file, const SecondLook& look,
                          const Trace& trace) {
    std::string lines;
    for (const Mention& mention : trace.review) {
        lines += look.review.at(mention.record);
    }
    return session.environment().files.replace(file, lines);
}

Exit run(const Session& session, ForgetCommand& command) {
    const auto subject = load_subject(session, command.subject);
    const auto patterns = subject ? PatternSet::load(session.pattern_folders())
                                  : Result<std::shared_ptr<const PatternSet>>{subject.error()};
    const auto tracer = patterns ? Tracer::create(*patterns) : Result<Tracer>{patterns.error()};
    const auto scanner = tracer ? Scanner::create(*patterns, {}) : Result<Scanner>{tracer.error()};
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
    const auto trace = trace_inputs(session, command.inputs, *scanner, *tracer, *subject);
    if (!trace) {
        return session.fail(trace.error());
    }
    Certain certain;
    for (const Mention& mention : trace->certain) {
        certain.emplace(mention.record, &mention);
    }
    const auto look = look_again(session, command.inputs, certain, *trace);
    if (!look) {
        return session.fail(look.error());
    }
    const auto redactor = Redactor::create(RedactOperator::replace, session.language());
    const Forgetter forgetter{certain, *redactor, look->own};
    const ExportEditor editor{[&](const Record& record) { return forgetter.edit(record); },
                              [&](std::string_view value) { return forgetter.outside(value); }};
    const auto unread = rewrite_inputs(session, command.inputs, command.output, editor);
    if (!unread) {
        return session.fail(unread.error());
    }
    if (!command.review.empty()) {
        if (auto written = write_review(session, command.review, *look, *trace); !written) {
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
