// cli/src/access_command.cpp: oblio access: what the subject is entitled to see (GDPR art. 15).
#include "archive_access.hpp"
#include "commands.hpp"
#include "scanning.hpp"
#include "subject_files.hpp"

#include "oblio/detect/redact.hpp"
#include "oblio/subject/answers.hpp"
#include "oblio/subject/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

namespace oblio::cli {
namespace {

struct AccessCommand {
    ArchiveArguments archive;
    std::string subject, out;
};

/// One record as the subject may see it: their own data, everybody else's replaced.
class Disclosure {
public:
    Disclosure(const Session& session, const Redactor& redactor)
        : session_{session}, redactor_{redactor} {}

    [[nodiscard]] Record disclose(const StoredRecord& stored, const Mention& mention) const {
        Record record = stored.record;
        const bool own = mention.role == MentionRole::authored;
        record.text = redacted(stored, mention, {});
        record.title = redacted(stored, mention, {Field::title, 0});
        if (!own && record.author_role != "channel") {
            record.author = {};
            record.author.name = somebody();
        }
        // Whoever else the platform names is not the subject's to know.
        record.recipients.clear();
        record.reactions.clear();
        record.reply_to_author.reset();
        record.entities.clear();
        if (!own) {
            record.attachments.clear();
            record.side_text.clear();
            record.permalink.reset();
        }
        record.source.reset();
        return record;
    }

private:
    [[nodiscard]] std::string somebody() const {
        return std::string{session_.text("[somebody else]", "[altra persona]")};
    }

    /// The string with every finding replaced that is not the subject's own.
    [[nodiscard]] std::optional<std::string>
    redacted(const StoredRecord& stored, const Mention& mention, FieldRef field) const {
        const auto text = field_text(stored.record, field);
        if (!text) {
            return std::nullopt;
        }
        const bool own = mention.role == MentionRole::authored;
        std::vector<Finding> others;
        for (const FieldFinding& row : stored.findings) {
            if (row.field != field || row.finding.institutional) {
                continue;
            }
            const bool subjects = std::any_of(
                mention.spans.begin(), mention.spans.end(), [&](const MentionSpan& span) {
                    return span.field == field && span.where.overlaps(row.finding.where);
                });
            // In their own words, what is not somebody's name or number is about themselves.
            const Category category = category_of(row.finding.type);
            const bool about_author =
                own && category != Category::name && category != Category::identifier;
            if (!subjects && !about_author) {
                others.push_back(row.finding);
            }
        }
        return redactor_.redact(*text, others);
    }

    const Session& session_;
    const Redactor& redactor_;
};

Result<void> write_all(const Session& session, const Archive& archive, const Tracer& tracer,
                       const Subject& subject, const Trace& trace,
                       const std::filesystem::path& folder) {
    const auto redactor = Redactor::create(RedactOperator::replace, session.language());
    const Disclosure disclosure{session, *redactor};
    std::string lines;
    std::string page = fmt::format(
        "{}\n\n", session.text("What we hold about you (GDPR art. 15); other people's data are "
                               "replaced by what they are, in brackets.",
                               "I dati che La riguardano (art. 15 GDPR); i dati di altre persone "
                               "sono sostituiti dalla loro natura, tra parentesi quadre."));
    for (Mention mention : trace.certain) {
        const auto stored = archive.open_record(mention.row);
        if (!stored) {
            return stored.error();
        }
        if (mention.role == MentionRole::authored) { // their own name and number are theirs to see
            mention.spans = tracer.own_places(stored->record, stored->findings, subject);
        }
        const Record record = disclosure.disclose(*stored, mention);
        lines += format_record(record, false);
        lines += '\n';
        page += fmt::format("{}  {}  {}  {}\n    {}\n\n", record.created.value_or("?"),
                            record.platform, record.channel,
                            mention.role == MentionRole::authored
                                ? session.text("you wrote", "ha scritto Lei")
                                : session.text("names you", "La nomina"),
                            record.text.value_or(""));
    }
    if (auto written = session.environment().files.replace(folder / "records.jsonl", lines);
        !written) {
        return written;
    }
    return session.environment().files.replace(
        folder / session.text("your-data.txt", "i-suoi-dati.txt"), page);
}

Exit run(const Session& session, const AccessCommand& command) {
    const auto subject = load_subject(session, command.subject);
    const auto tracer =
        subject ? Tracer::create(session.pattern_folders()) : Result<Tracer>{subject.error()};
    if (!tracer) {
        return session.fail(tracer.error());
    }
    const auto opened = command.archive.open_for(session, "access");
    if (!opened) {
        return session.fail(opened.error());
    }
    const Archive& archive = opened->archive;
    const auto answers = remembered_answers(archive, *subject);
    const auto trace =
        answers ? tracer->trace(archive, *subject, *answers) : Result<Trace>{answers.error()};
    if (!trace) {
        return session.fail(trace.error());
    }
    std::error_code status;
    std::filesystem::create_directories(command.out, status);
    if (status) {
        return session.fail({ErrorCode::io, command.out + ": " + status.message()});
    }
    if (auto written = write_all(session, archive, *tracer, *subject, *trace, command.out);
        !written) {
        return session.fail(written.error());
    }
    fmt::print("{} {}, {} {}\n", trace->certain.size(),
               session.text("records disclosed", "contenuti comunicati"), trace->review.size(),
               session.text("not disclosed: nobody has said yet whether they concern the subject",
                            "non comunicati: nessuno ha ancora detto se riguardano l'interessato"));
    return Exit::nothing;
}

} // namespace

void add_access_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<AccessCommand>();
    CLI::App* access =
        add_command(app, session, "access",
                    "what the subject is entitled to see (art. 15) / i dati dell'interessato",
                    [&session, command] { return run(session, *command); });
    command->archive.add_to(*access);
    access->add_option("--subject", command->subject, "the subject file / la scheda")->required();
    access->add_option("--out", command->out, "folder to write to / cartella")->required();
}

} // namespace oblio::cli
