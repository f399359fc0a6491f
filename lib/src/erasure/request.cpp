// lib/src/erasure/request.cpp: cases as they are stored, read, sorted and forgotten.
#include "oblio/erasure/request.hpp"

#include "archive/store.hpp"
#include "erasure/request_json.hpp"
#include "erasure/request_step.hpp"
#include "oblio/erasure/grounds.hpp"
#include "oblio/erasure/worklist.hpp"
#include "oblio/policy/calendar.hpp"

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {
namespace {

/// The words of a case that may say who it was about.
void forget_words(Request& request) {
    for (std::string* words : {&request.doubt, &request.refusal_reason, &request.extension_reason,
                               &request.identified_how, &request.identified_by}) {
        words->clear();
    }
    for (RequestStep& taken : request.steps) {
        taken.by.clear();
    }
    request.person_shredded = true;
}

/// Everything of a case that leads to people, apart from its own words.
Result<std::uint64_t> shred_person(Archive& archive, const Request& request) {
    if (auto person = request_person(archive, request.number)) { // the answers given for her
        if (auto gone = archive.shred_document("answers", person->subject_json); !gone) {
            return gone.error();
        }
    }
    for (const auto& [kind, id] :
         {std::pair{"request-person", request.number}, std::pair{"needles", request.plan}}) {
        if (auto gone = archive.shred_document(kind, id); !gone) {
            return gone.error();
        }
    }
    return drop_links(archive, request.number);
}

} // namespace

Error forbidden(const Request& request, std::string_view why) {
    return {ErrorCode::not_allowed, "request " + request.number + ": " + std::string{why}};
}

bool in(const Request& request, std::initializer_list<RequestState> states) {
    return std::find(states.begin(), states.end(), request.state) != states.end();
}

bool is_extended(const Request& request) {
    return request.extension_sent &&
           (!request.reopened || *request.extension_sent >= *request.reopened);
}

bool identified(const Request& request) {
    return !request.identified_how.empty();
}

Result<void> one_of(std::string_view what, std::string_view given,
                    std::span<const std::string_view> words) {
    if (std::find(words.begin(), words.end(), given) != words.end()) {
        return {};
    }
    return Error{ErrorCode::bad_argument,
                 fmt::format("{}: one of {}", what, fmt::join(words, ", "))};
}

bool says_something(std::string_view reason) {
    return reason.size() >= 10 && reason.find(' ') != std::string_view::npos;
}

Result<Request> step(Archive& archive, Request request, std::string_view what,
                     std::string_view by) {
    request.steps.push_back(
        {archive.environment().clock.now(), std::string{what}, std::string{by}});
    const nlohmann::json entry{{"case", request.number}, {"step", what}};
    if (auto noted = archive.store().record_in_ledger("request", entry.dump()); !noted) {
        return noted.error();
    }
    if (auto put = archive.put_document("request", request.number, request_json(request)); !put) {
        return put.error();
    }
    return request;
}

Result<void> still_open(const Request& request) {
    return request.is_open()
               ? Result<void>{}
               : Result<void>{
                     forbidden(request, "it is " + std::string{request_state_name(request.state)} +
                                            " already")};
}

Result<void> not_executed(const Request& request) {
    return in(request, {RequestState::executed, RequestState::proved})
               ? Result<void>{forbidden(request, "it is executed already")}
               : Result<void>{};
}

Result<Request> open_one(const Archive& archive, std::string_view number) {
    auto request = load_request(archive, number);
    if (request) {
        if (auto open = still_open(*request); !open) {
            return open.error();
        }
    }
    return request;
}

Result<void> store_person(Archive& archive, std::string_view number, const RequestPerson& person) {
    return archive.put_document("request-person", number, person_json(person));
}

bool Request::is_open() const noexcept {
    return state != RequestState::closed && state != RequestState::refused &&
           state != RequestState::withdrawn && state != RequestState::duplicate;
}

int RequestClock::days_left(Date today) const noexcept {
    return days_between(today, due);
}

RequestClock clock_of(const Request& request, const Policy& policy) {
    const Date received = request.reopened.value_or(rome_date(request.received));
    const int months = is_extended(request) ? 3 : 1;
    RequestClock clock{months_due(received, months),
                       {},
                       add_working_days(received, policy.requests.acknowledge_working_days),
                       {},
                       {}};
    if (request.id_asked && request.id_answered &&
        *request.id_asked <= identity_ask_limit(received)) {
        clock.paused = paused_due(received, months, *request.id_asked, *request.id_answered);
    }
    // The end of the last day in Rome; an hour early in summer, which does not change the order.
    clock.first = std::chrono::sys_days{clock.due} + std::chrono::hours{23};
    if (request.kind == RequestKind::cyberbullying) {
        clock.urgent = urgent_due(request.received);
        const bool taken = !request.steps.empty() && request.state != RequestState::received;
        clock.first = taken ? clock.urgent->done : clock.urgent->taken_in_charge;
    }
    return clock;
}

namespace {

/// Of the cases of a year. The ledger counts too: a database put back from a backup does not know
/// the cases opened since, and their numbers stand in certificates.
Result<int> last_number(const Archive& archive, int year) {
    auto documents = archive.documents("request");
    if (!documents) {
        return documents.error();
    }
    int last = 0;
    const auto count = [&](const std::string& number) {
        if (number.starts_with(fmt::format("{}-", year))) {
            last = std::max(last, std::atoi(number.c_str() + 5));
        }
    };
    for (const Document& document : *documents) {
        count(document.id);
    }
    for (const auto& [number, step] : cases_in_ledger(archive)) {
        count(number);
    }
    return last;
}

/// The number that a new case gets.
Result<std::string> number_for(const Archive& archive, const NewRequest& fresh) {
    if (!fresh.again.empty()) {
        auto lost = lost_cases(archive);
        if (!lost) {
            return lost.error();
        }
        return lost->contains(fresh.again)
                   ? Result<std::string>{fresh.again}
                   : Error{ErrorCode::bad_argument,
                           "--again " + fresh.again + ": not a case that a restore lost"};
    }
    const int year = static_cast<int>(rome_date(fresh.received).year());
    auto last = last_number(archive, year);
    return last ? Result<std::string>{fmt::format("{}-{:04}", year, *last + 1)} : last.error();
}

} // namespace

Result<Request> open_request(Archive& archive, const NewRequest& fresh) {
    const Instant now = archive.environment().clock.now();
    if (fresh.received > now + std::chrono::minutes{1}) {
        return Error{ErrorCode::bad_argument, "a request cannot be received in the future"};
    }
    for (const auto& known : {one_of("--channel", fresh.channel, request_channels),
                              one_of("--requester-role", fresh.requester_role, requester_roles)}) {
        if (!known) {
            return known.error();
        }
    }
    if (!fresh.ground.empty() && find_ground(fresh.ground) == nullptr) {
        return Error{ErrorCode::bad_argument, "no ground is called " + fresh.ground};
    }
    auto number = number_for(archive, fresh);
    if (!number) {
        return number.error();
    }
    Request request;
    request.number = std::move(*number);
    request.kind = fresh.kind;
    request.channel = fresh.channel;
    request.requester_role = fresh.requester_role;
    request.received = fresh.received;
    request.ground = fresh.ground;
    if (auto put = store_person(archive, request.number, fresh.person); !put) {
        return put.error();
    }
    return step(archive, std::move(request), "received", fresh.by);
}

std::map<std::string, std::string> cases_in_ledger(const Archive& archive, std::uint64_t after) {
    std::map<std::string, std::string> cases;
    for (const LedgerEntry& entry : archive.store().ledger->entries()) {
        if (entry.operation == "request" && entry.number > after) {
            const auto data = nlohmann::json::parse(entry.data, nullptr, false);
            if (data.is_object()) {
                cases[data.value("case", "")] = data.value("step", "");
            }
        }
    }
    return cases;
}

Result<std::map<std::string, std::string>> lost_cases(const Archive& archive) {
    auto documents = archive.documents("request");
    if (!documents) {
        return documents.error();
    }
    auto lost = cases_in_ledger(archive);
    for (const Document& document : *documents) {
        lost.erase(document.id);
    }
    return lost;
}

Result<Request> load_request(const Archive& archive, std::string_view number) {
    auto document = archive.document("request", number);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        const auto known = cases_in_ledger(archive);
        const auto lost = known.find(std::string{number});
        return Error{ErrorCode::not_found,
                     "no request " + std::string{number} +
                         (lost == known.end()
                              ? ""
                              : ": the ledger knows it (" + lost->second +
                                    "), this database, put back from an older backup, does not; "
                                    "oblio request open --again " +
                                    lost->first)};
    }
    auto request = parse_request((*document)->json);
    return request
               ? as_of(archive, std::move(*request), rome_date(archive.environment().clock.now()))
               : request;
}

Result<RequestPerson> request_person(const Archive& archive, std::string_view number) {
    auto document = archive.document("request-person", number);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Error{ErrorCode::not_found, "request " + std::string{number} +
                                               ": what identified the person was shredded"};
    }
    return parse_person((*document)->json);
}

Result<std::vector<Request>> requests(const Archive& archive, const Policy& policy, Date today) {
    auto documents = archive.documents("request");
    if (!documents) {
        return documents.error();
    }
    std::vector<Request> all;
    for (const Document& document : *documents) {
        auto request = parse_request(document.json);
        if (!request) {
            return request.error();
        }
        auto now = as_of(archive, std::move(*request), today);
        if (!now) {
            return now.error();
        }
        all.push_back(std::move(*now));
    }
    std::stable_sort(all.begin(), all.end(), [&](const Request& a, const Request& b) {
        if (a.is_open() != b.is_open()) {
            return a.is_open();
        }
        return a.is_open() ? clock_of(a, policy).first < clock_of(b, policy).first
                           : a.received > b.received;
    });
    return all;
}

Result<std::vector<Request>> requests(const Archive& archive, const Policy& policy) {
    return requests(archive, policy, rome_date(archive.environment().clock.now()));
}

Result<ForgottenCases> forget_old_cases(Archive& archive, Date today, int days) {
    auto documents = archive.documents("request");
    if (!documents) {
        return documents.error();
    }
    ForgottenCases account;
    for (const Document& document : *documents) {
        auto read = parse_request(document.json);
        auto request = read ? as_of(archive, std::move(*read), today) : read;
        if (!request) {
            return request.error();
        }
        const bool due = !request->is_open() && request->ended && !request->person_shredded &&
                         days_between(rome_date(*request->ended), today) > days;
        if (!due) {
            continue;
        }
        const auto deferred = deferred_of(archive, *request, today);
        if (!deferred) {
            return deferred.error();
        }
        if (deferred->kept > 0) {
            ++account.waiting; // who it is about is needed once more
            continue;
        }
        const auto links = shred_person(archive, *request);
        if (!links) {
            return links.error();
        }
        account.links += *links;
        forget_words(*request);
        if (auto done = step(archive, std::move(*request), "forgotten", ""); !done) {
            return done.error();
        }
        ++account.forgotten;
    }
    return account;
}

} // namespace oblio
