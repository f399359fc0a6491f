// cli/src/trace_command.cpp: oblio trace: where a person is in the archive, and how sure that is.
#include "archive_access.hpp"
#include "commands.hpp"
#include "mention_text.hpp"
#include "subject_files.hpp"

#include "oblio/subject/answers.hpp"
#include "oblio/subject/reasons.hpp"
#include "oblio/subject/trace.hpp"
#include "oblio/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

struct TraceCommand {
    ArchiveArguments archive;
    std::string subject;
    bool json = false;
};

/// A mention as the contract has it: spans of the text in code points, those of other fields named.
Json mention_json(const Mention& mention, const Record& record) {
    Json spans = Json::array();
    std::optional<OffsetIndex> index; // of the field that it was made for: spans come by field
    FieldRef indexed;
    for (const MentionSpan& span : mention.spans) {
        const auto text = field_text(record, span.field);
        if (!text) {
            continue;
        }
        if (!index || indexed != span.field) {
            index.emplace(*text);
            indexed = span.field;
        }
        Json row{{"start", index->code_points(span.where.begin())},
                 {"end", index->code_points(span.where.end())}};
        if (span.field != FieldRef{}) {
            row["field"] = field_name(span.field);
        }
        spans.push_back(std::move(row));
    }
    return {{"record", mention.record},
            {"authored", mention.role == MentionRole::authored},
            {"spans", std::move(spans)},
            {"why", mention.why},
            {"score", mention.score}};
}

/// Spans in the text only: what lies in other fields is told apart by its name.
void split_fields(Json& mention) {
    Json text = Json::array();
    Json fields = Json::array();
    for (Json& span : mention["spans"]) {
        (span.contains("field") ? fields : text).push_back(std::move(span));
    }
    mention["spans"] = std::move(text);
    if (!fields.empty()) {
        mention["fields"] = std::move(fields);
    }
}

class Printer {
public:
    Printer(const Session& session, const Archive& archive)
        : session_{session}, archive_{archive} {}

    Result<void> list(std::string_view title, const std::vector<Mention>& mentions) {
        fmt::print("{} ({})\n", title, mentions.size());
        std::string thread;
        for (const Mention& mention : mentions) {
            const auto stored = archive_.open_record(mention.row);
            if (!stored) {
                return stored.error();
            }
            const Record& record = stored->record;
            if (mention.thread != thread) {
                thread = mention.thread;
                fmt::print("  {} {}\n", record.platform, record.thread_id.value_or(record.id));
            }
            const bool authored = mention.role == MentionRole::authored;
            fmt::print("    {}  {}  {}\n", record.created.value_or("?").substr(0, 10),
                       authored ? session_.text("author", "autore")
                                : session_.text("named", "menzione"),
                       marked_text(record.text.value_or(""), mention));
            for (const std::string& why : mention.why) {
                fmt::print("        - {}\n", reason_text(why, session_.language()));
            }
        }
        return {};
    }

private:
    const Session& session_;
    const Archive& archive_;
};

Result<void> print_json(const Archive& archive, const Trace& trace) {
    Json whole = Json::object();
    const auto put = [&](const char* name, const std::vector<Mention>& mentions) -> Result<void> {
        Json list = Json::array();
        for (const Mention& mention : mentions) {
            const auto stored = archive.open_record(mention.row);
            if (!stored) {
                return stored.error();
            }
            Json row = mention_json(mention, stored->record);
            split_fields(row);
            list.push_back(std::move(row));
        }
        whole[name] = std::move(list);
        return {};
    };
    for (const auto& [name, mentions] :
         {std::pair{"certain", &trace.certain}, std::pair{"review", &trace.review},
          std::pair{"excluded", &trace.excluded}, std::pair{"addressed", &trace.addressed}}) {
        if (auto done = put(name, *mentions); !done) {
            return done;
        }
    }
    whole["bare_first_names_left_out"] = trace.bare_first_names_left_out;
    whole["copies_left_out"] = trace.copies_left_out;
    fmt::print("{}\n", whole.dump());
    return {};
}

Exit run(const Session& session, const TraceCommand& command) {
    const auto subject = load_subject(session, command.subject);
    if (!subject) {
        return session.fail(subject.error());
    }
    const auto tracer = Tracer::create(session.pattern_folders());
    if (!tracer) {
        return session.fail(tracer.error());
    }
    const auto opened = command.archive.open_for(session, "trace");
    if (!opened) {
        return session.fail(opened.error());
    }
    const Archive& archive = opened->archive;
    const auto answers = remembered_answers(archive, *subject);
    if (!answers) {
        return session.fail(answers.error());
    }
    const auto trace = tracer->trace(archive, *subject, *answers);
    if (!trace) {
        return session.fail(trace.error());
    }
    Result<void> printed;
    if (command.json) {
        printed = print_json(archive, *trace);
    } else {
        Printer printer{session, archive};
        printed = printer.list(session.text("Certain", "Certe"), trace->certain);
        if (printed) {
            printed = printer.list(session.text("To review", "Da rivedere"), trace->review);
        }
        if (printed) {
            printed = printer.list(session.text("Excluded", "Escluse"), trace->excluded);
        }
        if (printed) {
            fmt::print("{}", left_out_text(session, *trace));
        }
    }
    if (!printed) {
        return session.fail(printed.error());
    }
    return trace->certain.empty() && trace->review.empty() ? Exit::nothing : Exit::found;
}

} // namespace

void add_trace_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<TraceCommand>();
    CLI::App* trace = add_command(app, session, "trace",
                                  "where a person is in the archive / dove compare una persona",
                                  [&session, command] { return run(session, *command); });
    command->archive.add_to(*trace);
    trace
        ->add_option("--subject", command->subject, "the subject file / la scheda dell'interessato")
        ->required();
    trace->add_flag("--json", command->json, "JSON");
}

} // namespace oblio::cli
