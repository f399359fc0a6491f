// cli/src/request_review.cpp
#include "request_review.hpp"

#include "mention_text.hpp"
#include "subject_files.hpp"

#include "oblio/erasure/request.hpp"
#include "oblio/subject/answers.hpp"
#include "oblio/subject/reasons.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Keeps answers with the case and for the subject.
Result<void> keep(Archive& archive, const std::string& number, const Subject& subject,
                  const GivenAnswers& answers, const std::string& by) {
    if (auto answered = answer_review(archive, number, answers, by); !answered) {
        return answered.error();
    }
    return remember_answers(archive, subject, answers);
}

Result<GivenAnswers> read_answers(const Session& session, const std::string& file) {
    const auto text = session.environment().files.read_all(file);
    if (!text) {
        return text.error();
    }
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    GivenAnswers answers;
    const Error refused{ErrorCode::bad_json, file + ": {\"yes\":[record],\"no\":[record]}"};
    if (!json.is_object()) {
        return refused;
    }
    for (const auto& [key, list] : json.items()) {
        if ((key != "yes" && key != "no") || !list.is_array()) {
            return refused;
        }
        for (const auto& record : list) {
            if (!record.is_string()) {
                return refused;
            }
            answers[record.get<std::string>()] = key == "yes";
        }
    }
    return answers;
}

void print_list(const TracedRequest& traced) {
    for (const Mention& mention : traced.trace.review) {
        fmt::print("{}\n", Json{{"record", mention.record},
                                {"authored", mention.role == MentionRole::authored},
                                {"why", mention.why},
                                {"score", mention.score}}
                               .dump());
    }
}

/// The walk at a terminal.
class Walk {
public:
    Walk(const Session& session, Archive& archive, const std::string& number,
         const TracedRequest& traced, const std::string& by)
        : session_{session}, archive_{archive}, number_{number}, traced_{traced}, by_{by} {}

    Result<void> run() {
        const auto& review = traced_.trace.review;
        for (std::size_t at = 0; at < review.size();) {
            if (answered_.contains(review[at].record)) {
                ++at;
                continue;
            }
            const auto stored = archive_.open_record(review[at].row);
            if (!stored) {
                return stored.error();
            }
            if (auto shown = show(review[at], stored->record); !shown) {
                return shown;
            }
            const std::string answer = ask();
            if (answer == "q" || answer.empty()) {
                break;
            }
            if (answer == "u") {
                if (auto undone = undo(at); !undone) {
                    return undone;
                }
            } else if (auto kept = take(answer, review[at], stored->record); !kept) {
                return kept;
            }
        }
        fmt::print("{} {}\n", review.size() - answered_.size(),
                   session_.text("still to be answered", "ancora senza risposta"));
        return {};
    }

private:
    /// One answer, for a record, its thread or its account. What is none of these is asked again.
    Result<void> take(const std::string& answer, const Mention& mention, const Record& record) {
        const bool yes = answer.front() == 'y' || answer.front() == 's';
        const bool all_of_thread = answer.substr(1) == "t";
        const bool all_of_account = answer.substr(1) == "a" || answer.substr(1) == "p";
        if ((!yes && answer.front() != 'n') ||
            (answer.size() > 1 && !all_of_thread && !all_of_account)) {
            return {};
        }
        GivenAnswers fresh{{mention.record, yes}};
        for (const Mention& other : traced_.trace.review) {
            if (answered_.contains(other.record)) {
                continue;
            }
            bool same = all_of_thread && other.thread == mention.thread;
            if (all_of_account && other.role == MentionRole::authored) {
                const auto stored = archive_.open_record(other.row);
                if (!stored) {
                    return stored.error();
                }
                same = same_account(stored->record, record);
            }
            if (same) {
                fresh[other.record] = yes;
            }
        }
        if (auto kept = keep(archive_, number_, traced_.subject, fresh, by_); !kept) {
            return kept;
        }
        given_.push_back(fresh);
        for (const auto& [id, hers] : fresh) {
            answered_.insert(id);
        }
        return {};
    }

    static bool same_account(const Record& a, const Record& b) {
        return a.platform == b.platform && a.author.id == b.author.id &&
               a.author.handle == b.author.handle && a.author.name == b.author.name;
    }

    /// Takes the last answer back, whole, and returns to where it was given.
    Result<void> undo(std::size_t& at) {
        if (given_.empty()) {
            return {};
        }
        GivenAnswers back = std::move(given_.back());
        given_.pop_back();
        for (auto& [record, hers] : back) {
            hers.reset();
            answered_.erase(record);
        }
        at = 0; // the first without an answer comes next
        return keep(archive_, number_, traced_.subject, back, by_);
    }

    Result<void> show(const Mention& mention, const Record& record) const {
        const auto same_thread = std::count_if(
            traced_.trace.review.begin(), traced_.trace.review.end(), [&](const Mention& other) {
                return other.thread == mention.thread && !answered_.contains(other.record);
            });
        fmt::print("\n{}/{}  {}  {}  {}\n", answered_.size() + 1, traced_.trace.review.size(),
                   record.platform, record.created.value_or("?").substr(0, 10),
                   record.thread_id.value_or(""));
        if (auto shown = show_before(record); !shown) {
            return shown;
        }
        fmt::print("  > {}: {}\n", author_text(record),
                   marked_text(record.text.value_or(""), mention));
        for (const std::string& why : mention.why) {
            fmt::print("    - {}\n", reason_text(why, session_.language()));
        }
        if (same_thread > 1) {
            fmt::print("    ({} {})\n", same_thread,
                       session_.text("of this conversation are to be answered",
                                     "di questa conversazione aspettano risposta"));
        }
        return {};
    }

    /// What it answers, or what was said just before: that often settles it.
    Result<void> show_before(const Record& record) const {
        const auto rows =
            archive_.thread_records(archive_.blind_key(IndexKind::thread, thread_value(record)));
        if (!rows) {
            return rows.error();
        }
        std::optional<Record> before;
        for (const RecordRow row : *rows) {
            auto stored = archive_.open_record(row);
            if (!stored) {
                return stored.error();
            }
            if (record.reply_to == stored->record.id) {
                before = std::move(stored->record);
                break;
            }
            if (stored->record.id == record.id) {
                if (!record.reply_to) {
                    break;
                }
            } else if (stored->record.created <= record.created) {
                before = std::move(stored->record);
            }
        }
        if (before) {
            fmt::print("    {}: {}\n", author_text(*before), short_text(before->text.value_or("")));
        }
        return {};
    }

    std::string ask() const {
        fmt::print("{} ",
                   session_.text("the subject? y, n; yt/nt the whole conversation, ya/na the "
                                 "whole account; u undo, q stop:",
                                 "è l'interessato? s, n; st/nt tutta la conversazione, sp/np "
                                 "tutto il profilo; u annulla, q esci:"));
        std::cout.flush();
        std::fflush(stdout);
        std::string line;
        return std::getline(std::cin, line) ? line : std::string{};
    }

    const Session& session_;
    Archive& archive_;
    const std::string& number_;
    const TracedRequest& traced_;
    const std::string& by_;
    std::set<std::string> answered_;
    std::vector<GivenAnswers> given_;
};

} // namespace

Result<TracedRequest> trace_request(const Session& session, Archive& archive,
                                    const std::string& number) {
    const auto person = request_person(archive, number);
    if (!person) {
        return person.error();
    }
    auto subject = parse_subject(person->subject_json);
    if (!subject) {
        return subject.error();
    }
    const auto tracer = Tracer::create(session.pattern_folders());
    if (!tracer) {
        return tracer.error();
    }
    auto answers = remembered_answers(archive, *subject);
    if (!answers) {
        return answers.error();
    }
    for (const auto& [record, yes] : person->answers) {
        (yes ? answers->yes : answers->no).insert(record);
        (yes ? answers->no : answers->yes).erase(record);
    }
    auto trace = tracer->trace(archive, *subject, *answers);
    if (!trace) {
        return trace.error();
    }
    return TracedRequest{std::move(*subject), std::move(*trace)};
}

Result<Exit> review_request(const Session& session, Archive& archive, const std::string& number,
                            const std::string& by, const std::string& answers_file, bool list) {
    const auto traced = trace_request(session, archive, number);
    if (!traced) {
        return traced.error();
    }
    fmt::print(stderr, "{}", left_out_text(session, traced->trace)); // stdout holds the list
    if (list) {
        print_list(*traced);
        return traced->trace.review.empty() ? Exit::nothing : Exit::found;
    }
    if (!answers_file.empty()) {
        const auto answers = read_answers(session, answers_file);
        if (!answers) {
            return answers.error();
        }
        for (const auto& [record, hers] : *answers) {
            const auto row = archive.find_record(record);
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return Error{ErrorCode::not_found, answers_file + ": no record " + record};
            }
        }
        if (auto kept = keep(archive, number, traced->subject, *answers, by); !kept) {
            return kept.error();
        }
        return Exit::nothing;
    }
    if (auto walked = Walk{session, archive, number, *traced, by}.run(); !walked) {
        return walked.error();
    }
    return Exit::nothing;
}

} // namespace oblio::cli
