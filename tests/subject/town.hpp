// tests/subject/town.hpp: a few records in memory, and what a trace says of them; tables of such.
#pragma once

#include "oblio/detect/scanner.hpp"
#include "oblio/record/texts.hpp"
#include "oblio/subject/trace.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

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

/// One record and what a trace must say of it.
struct Row {
    std::string author;
    std::string text;
    /// As verdict(); `no`: excluded or not found; `!certain`: anything else; empty: not asked.
    std::string expected;
    int reply_to = -1; ///< place in the same table
    std::string handle = {};
    std::string id = {}; ///< of the account; empty: the author's name
};

/// A subject file that gives a name and the account `io`; `more`: other fields, each with a comma
/// before it.
inline std::string subject_of_account(const std::string& name, const std::string& more = "") {
    return R"({"name":")" + name + R"(","handles":["facebook:io"])" + more + "}";
}

/// What that account writes first.
inline Row first_words(const std::string& name) {
    return {name, "Buongiorno a tutti", "certain", -1, "io", "io"};
}

struct ThreadRow {
    std::string thread;
    Row row;
};

/// Traces `subject` in the records of a table and compares each verdict.
inline void check_threads(const std::string& subject, const std::vector<ThreadRow>& rows) {
    Town town;
    for (const auto& [thread, row] : rows) {
        town.say(thread, row.author, row.text, row.reply_to);
        if (!row.handle.empty()) {
            town.last().author.handle = row.handle;
        }
        if (!row.id.empty()) {
            town.last().author.id = row.id;
        }
    }
    const Trace trace = town.trace(subject);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [thread, row] = rows[i];
        INFO(row.text);
        const std::string found = verdict(trace, static_cast<int>(i));
        if (row.expected == "no") {
            CHECK((found == "-" ? "excluded" : found) == "excluded");
        } else if (row.expected.starts_with('!')) {
            CHECK(found != row.expected.substr(1));
        } else if (!row.expected.empty()) {
            CHECK(found == row.expected);
        }
    }
}

/// The same in one thread.
inline void check(const std::string& subject, const std::vector<Row>& rows) {
    std::vector<ThreadRow> threaded;
    for (const Row& row : rows) {
        threaded.push_back({"t", row});
    }
    check_threads(subject, threaded);
}

/// Each of `rows` in a thread of its own after `first`: none is evidence for another.
inline void check_apart(const std::string& subject, const Row& first,
                        const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        check(subject, {first, row});
    }
}

} // namespace oblio::test
