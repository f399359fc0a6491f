// tests/subject/town.hpp: a few records in memory, and what a trace says of them.
#pragma once

#include "oblio/detect/scanner.hpp"
#include "oblio/record/texts.hpp"
#include "oblio/subject/trace.hpp"
#include "support/paths.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace oblio::test {

inline std::vector<std::filesystem::path> patterns() {
    return {source_folder() / "patterns"};
}

/// Records in memory, and what a trace says of them.
class Town {
public:
    /// Adds a public comment; `reply_to` is the number of an earlier one in the same thread.
    Town& say(const std::string& thread, const std::string& author, const std::string& text,
              int reply_to = -1) {
        Record record;
        record.id = "facebook:" + std::to_string(records_.size());
        record.platform = "facebook";
        record.channel = "Comune";
        record.thread_id = thread;
        record.kind = "comment";
        record.author = {author, author, std::nullopt};
        record.author_role = "other";
        record.created = "2025-03-01T10:" + std::to_string(10 + records_.size()) + ":00Z";
        record.text = text;
        if (reply_to >= 0) {
            record.reply_to = "facebook:" + std::to_string(reply_to);
        }
        records_.push_back(std::move(record));
        return *this;
    }
    Record& last() { return records_.back(); }

    Trace trace(const std::string& subject, const ReviewAnswers& answers = {}) {
        static const Scanner scanner =
            Scanner::create(PatternSet::load(patterns()).value()).value();
        static const Tracer tracer = Tracer::create(patterns()).value();
        std::vector<std::vector<FieldFinding>> findings;
        for (const Record& record : records_) {
            auto& found = findings.emplace_back();
            for_each_text(record, [&](std::string_view name, std::string_view text) {
                for (Finding& finding : scanner.scan(text)) {
                    found.push_back({parse_field(name).value(), std::move(finding)});
                }
            });
        }
        return tracer.trace(records_, findings, parse_subject(subject).value(), answers).value();
    }

private:
    std::vector<Record> records_;
};

/// `certain`, `review`, `excluded`, `addressed` or `-`.
inline std::string verdict(const Trace& trace, int record) {
    const std::string id = "facebook:" + std::to_string(record);
    const auto in = [&id](const std::vector<Mention>& list) {
        return std::any_of(list.begin(), list.end(),
                           [&id](const Mention& mention) { return mention.record == id; });
    };
    return in(trace.certain)     ? "certain"
           : in(trace.review)    ? "review"
           : in(trace.excluded)  ? "excluded"
           : in(trace.addressed) ? "addressed"
                                 : "-";
}

} // namespace oblio::test
