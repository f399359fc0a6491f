// cli/src/request_review.cpp
#include "request_review.hpp"

#include "mention_text.hpp"
#include "subject_files.hpp"

#include "oblio/erasure/request.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Keeps answers with the case and for the subject.
Result<void> keep(Archive& archive, const std::string& number, const Subject& subject,
                  const std::map<std::string, bool>& answers, const std::string& by) {
    if (auto answered = answer_review(archive, number, answers, by); !answered) {
        return answered.error();
    }
    ReviewAnswers remembered;
    for (const auto& [record, yes] : answers) {
        (yes ? remembered.yes : remembered.no).insert(record);
    }
    return remember_answers(archive, subject, remembered);
}

Result<std::map<std::string, bool>> read_answers(const Session& session, const std::string& file) {
    const auto text = session.environment().files.read_all(file);
    if (!text) {
        return text.error();
    }
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    std::map<std::string, bool> answers;
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
        std::vector<std::size_t> asked;
        for (std::size_t at = 0; at < review.size();) {
            if (answers_.contains(review[at].record)) {
                ++at;
                continue;
            }
            if (auto shown = show(review[at], at + 1, review.size()); !shown) {
                return shown;
            }
            const std::string answer = ask();
            if (answer == "q" || answer.empty()) {
                return {};
            }
            if (answer == "u" && !asked.empty()) {
                at = asked.back();
                asked.pop_back();
                answers_.erase(review[at].record);
                continue;
            }
            if (auto kept = take(answer, review, at); !kept) {
                return kept;
            }
            if (answers_.contains(review[at].record)) {
                asked.push_back(at);
                ++at;
            }
        }
        return {};
    }

private:
    Result<void> take(const std::string& answer, const std::vector<Mention>& review,
                      std::size_t at) {
        const bool yes = answer.front() == 'y' || answer.front() == 's';
        const bool whole_thread = answer.size() > 1 && answer[1] == 't';
        if (!yes && answer.front() != 'n') {
            return {};
        }
        std::map<std::string, bool> fresh;
        for (const Mention& mention : review) {
            if (mention.record == review[at].record ||
                (whole_thread && mention.thread == review[at].thread)) {
                fresh[mention.record] = yes;
            }
        }
        answers_.insert(fresh.begin(), fresh.end());
        return keep(archive_, number_, traced_.subject, fresh, by_);
    }

    Result<void> show(const Mention& mention, std::size_t number, std::size_t total) const {
        const auto stored = archive_.open_record(mention.row);
        if (!stored) {
            return stored.error();
        }
        fmt::print("\n{}/{}  {}  {}\n    {}\n", number, total, stored->record.platform,
                   stored->record.created.value_or("?"),
                   marked_text(stored->record.text.value_or(""), mention));
        for (const std::string& why : mention.why) {
            fmt::print("    - {}\n", why);
        }
        return {};
    }

    std::string ask() const {
        fmt::print("{} ",
                   session_.text("the subject? y, n, yt/nt the whole thread, u undo, q stop:",
                                 "è l'interessato? s, n, st/nt tutta la conversazione, u "
                                 "annulla, q esci:"));
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
    std::map<std::string, bool> answers_;
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
    auto answers = review_answers(archive, *subject);
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
    if (list) {
        print_list(*traced);
        return traced->trace.review.empty() ? Exit::nothing : Exit::found;
    }
    if (!answers_file.empty()) {
        const auto answers = read_answers(session, answers_file);
        if (!answers) {
            return answers.error();
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
