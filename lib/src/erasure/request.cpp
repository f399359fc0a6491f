// lib/src/erasure/request.cpp: states and what may follow what.
#include "oblio/erasure/request.hpp"

#include "archive/store.hpp"
#include "erasure/request_json.hpp"
#include "oblio/erasure/backup.hpp"
#include "oblio/erasure/grounds.hpp"
#include "oblio/erasure/worklist.hpp"
#include "oblio/policy/calendar.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>

namespace oblio {
namespace {

Error forbidden(const Request& request, std::string_view why) {
    return {ErrorCode::not_allowed, "request " + request.number + ": " + std::string{why}};
}

bool in(const Request& request, std::initializer_list<RequestState> states) {
    return std::find(states.begin(), states.end(), request.state) != states.end();
}

Result<void> store_request(Archive& archive, const Request& request) {
    return archive.put_document("request", request.number, request_json(request));
}

/// Notes the step in the case and, without any name, in the ledger; then stores the case.
Result<Request> step(Archive& archive, Request request, std::string_view what,
                     std::string_view by) {
    request.steps.push_back(
        {archive.environment().clock.now(), std::string{what}, std::string{by}});
    const nlohmann::json entry{{"case", request.number}, {"step", what}};
    if (auto noted = archive.store().record_in_ledger("request", entry.dump()); !noted) {
        return noted.error();
    }
    if (auto put = store_request(archive, request); !put) {
        return put.error();
    }
    return request;
}

Result<Request> open_one(const Archive& archive, std::string_view number) {
    auto request = load_request(archive, number);
    if (request && !request->is_open()) {
        return forbidden(*request,
                         "it is " + std::string{request_state_name(request->state)} + " already");
    }
    return request;
}

bool identified(const Request& request) {
    return !request.identified_how.empty();
}

/// Reasons of one word are none.
bool says_something(std::string_view reason) {
    return reason.size() >= 10 && reason.find(' ') != std::string_view::npos;
}

} // namespace

bool Request::is_open() const noexcept {
    return state != RequestState::closed && state != RequestState::refused &&
           state != RequestState::withdrawn && state != RequestState::duplicate;
}

int RequestClock::days_left(Date today) const noexcept {
    return days_between(today, due);
}

RequestClock clock_of(const Request& request, const Policy& policy) {
    const Date received = rome_date(request.received);
    const int months = request.extension_sent ? 3 : 1;
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

Result<Request> open_request(Archive& archive, const NewRequest& fresh) {
    const Instant now = archive.environment().clock.now();
    if (fresh.received > now + std::chrono::minutes{1}) {
        return Error{ErrorCode::bad_argument, "a request cannot be received in the future"};
    }
    if (!fresh.ground.empty() && find_ground(fresh.ground) == nullptr) {
        return Error{ErrorCode::bad_argument, "no ground is called " + fresh.ground};
    }
    auto documents = archive.documents("request");
    if (!documents) {
        return documents.error();
    }
    const int year = static_cast<int>(rome_date(fresh.received).year());
    int last = 0;
    for (const Document& document : *documents) {
        if (document.id.starts_with(fmt::format("{}-", year))) {
            last = std::max(last, std::atoi(document.id.c_str() + 5));
        }
    }
    Request request;
    request.number = fmt::format("{}-{:04}", year, last + 1);
    request.kind = fresh.kind;
    request.channel = fresh.channel;
    request.requester_role = fresh.requester_role;
    request.received = fresh.received;
    request.ground = fresh.ground;
    if (auto put =
            archive.put_document("request-person", request.number, person_json(fresh.person));
        !put) {
        return put.error();
    }
    return step(archive, std::move(request), "received", "");
}

Result<Request> load_request(const Archive& archive, std::string_view number) {
    auto document = archive.document("request", number);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Error{ErrorCode::not_found, "no request " + std::string{number}};
    }
    return parse_request((*document)->json);
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

Result<std::vector<Request>> requests(const Archive& archive, const Policy& policy) {
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
        all.push_back(std::move(*request));
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

Result<Request> ask_identity(Archive& archive, std::string_view number, std::string_view doubt,
                             Date on, std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (!says_something(doubt)) {
        return forbidden(*request, "proof of identity needs a reasonable doubt, in words "
                                   "(GDPR art. 12(6))");
    }
    if (!in(*request, {RequestState::received, RequestState::id_asked})) {
        return forbidden(*request, "the identity is verified already");
    }
    request->doubt = doubt;
    request->id_asked = request->id_asked.value_or(on);
    request->state = RequestState::id_asked;
    return step(archive, std::move(*request), "identity asked", by);
}

Result<Request> identify(Archive& archive, std::string_view number, std::string_view how, Date on,
                         std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (how.empty() || by.empty()) {
        return forbidden(*request, "how the identity was verified, and by whom, has to be said");
    }
    if (!in(*request, {RequestState::received, RequestState::id_asked})) {
        return forbidden(*request, "the identity is verified already");
    }
    request->identified_how = how;
    request->identified_by = by;
    if (request->id_asked) {
        request->id_answered = on;
    }
    request->state = RequestState::identified;
    return step(archive, std::move(*request), "identified", by);
}

Result<Request> answer_review(Archive& archive, std::string_view number,
                              const std::map<std::string, bool>& answers, std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (in(*request, {RequestState::executed, RequestState::proved})) {
        return forbidden(*request, "it is executed already");
    }
    auto person = request_person(archive, number);
    if (!person) {
        return person.error();
    }
    for (const auto& [record, hers] : answers) {
        person->answers[record] = hers;
    }
    if (auto put = archive.put_document("request-person", number, person_json(*person)); !put) {
        return put.error();
    }
    if (request->state == RequestState::planned || request->state == RequestState::approved) {
        request->state = RequestState::identified; // the plan no longer says what was decided
        request->plan.clear();
    }
    return step(archive, std::move(*request), "reviewed", by);
}

Result<Request> set_plan(Archive& archive, std::string_view number, std::string_view plan_hash,
                         std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (!identified(*request)) {
        return forbidden(*request, "the identity is not verified");
    }
    if (in(*request, {RequestState::executed, RequestState::proved})) {
        return forbidden(*request, "it is executed already");
    }
    auto plan = load_plan(archive, plan_hash);
    if (!plan) {
        return plan.error();
    }
    if (plan->id != request->number) {
        return forbidden(*request, "the plan was made for another case");
    }
    request->plan = plan_hash;
    request->state = RequestState::planned;
    return step(archive, std::move(*request), "planned", by);
}

Result<Request> approve_request(Archive& archive, std::string_view number, std::string_view by,
                                std::string_view role, const Policy& policy,
                                std::string_view over_cap_by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (!in(*request, {RequestState::planned, RequestState::approved})) {
        return forbidden(*request, "there is no plan to approve");
    }
    auto person = request_person(archive, number);
    if (!person) {
        return person.error();
    }
    auto approved =
        approve_plan(archive, request->plan, by, role, policy, {person->requester}, over_cap_by);
    if (!approved) {
        return approved.error();
    }
    request->state = RequestState::approved;
    request->decided = approved->at;
    return step(archive, std::move(*request), "approved", by);
}

Result<Receipt> execute_request(Archive& archive, std::string_view number, std::string_view by,
                                const ExecuteOptions& options) {
    auto request = load_request(archive, number);
    if (!request) {
        return request.error();
    }
    if (request->plan.empty() ||
        in(*request, {RequestState::refused, RequestState::withdrawn, RequestState::planned})) {
        return Error{ErrorCode::not_executed,
                     "request " + request->number + ": no plan of it is approved"};
    }
    if (request->state == RequestState::approved) {
        auto plan = load_plan(archive, request->plan);
        if (!plan) {
            return plan.error();
        }
        auto done = archive.document("execution", request->plan);
        auto interrupted = is_interrupted(archive);
        if (!done || !interrupted) {
            return done ? interrupted.error() : done.error();
        }
        if (!*done && !*interrupted) { // the links are gone afterwards
            if (auto listed = add_platform_items(archive, *plan); !listed) {
                return listed.error().code == ErrorCode::not_found
                           ? Error{ErrorCode::stale_plan, "records changed since the plan was made"}
                           : listed.error();
            }
        }
    }
    auto receipt = execute_plan(archive, request->plan, options);
    if (!receipt || request->state != RequestState::approved) {
        return receipt;
    }
    request->state = RequestState::executed;
    request->executed = archive.environment().clock.now();
    if (auto done = step(archive, std::move(*request), "executed", by); !done) {
        return done.error();
    }
    return receipt;
}

Result<Verification> verify_request(Archive& archive, std::string_view number, CaseFacts facts,
                                    std::string_view by, const ProgressReport& progress) {
    auto request = load_request(archive, number);
    if (!request) {
        return request.error();
    }
    if (request->plan.empty()) {
        return Error{ErrorCode::not_executed, "request " + request->number + ": nothing executed"};
    }
    facts.number = request->number;
    facts.right = request_kind_name(request->kind);
    facts.channel = request->channel;
    facts.received = request->received;
    auto items = work_items(archive, number);
    if (!items) {
        return items.error();
    }
    for (const WorkItem& item : *items) {
        const bool platform = item.kind == WorkKind::platform;
        ++(platform ? facts.platform_items : facts.recipients);
        (platform ? facts.platform_items_done : facts.recipients_told) += item.done ? 1U : 0U;
    }
    for (const auto& [taken, expires] :
         live_backups(archive, rome_date(archive.environment().clock.now()))) {
        facts.backups.push_back({taken, expires});
    }
    facts.decided = request->decided;
    if (facts.grounds.empty() && !request->ground.empty()) {
        facts.grounds = {request->ground};
    }
    auto proof = verify_plan(archive, request->plan, facts, progress);
    if (!proof || !proof->holds || request->state != RequestState::executed) {
        return proof;
    }
    request->state = RequestState::proved;
    request->proved = archive.environment().clock.now();
    request->certificate = proof->file.stem().string();
    if (auto done = step(archive, std::move(*request), "proved", by); !done) {
        return done.error();
    }
    return proof;
}

Result<Request> extend_request(Archive& archive, std::string_view number, std::string_view reason,
                               Date sent, std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (request->extension_sent) {
        return forbidden(*request, "it was extended already");
    }
    if (!says_something(reason)) {
        return forbidden(*request, "an extension needs a concrete reason (GDPR art. 12(3))");
    }
    const Date due = months_due(rome_date(request->received), 1);
    if (sent > due) {
        return forbidden(*request, "the person had to be told of the extension by " +
                                       format_date(due) + " (GDPR art. 12(3))");
    }
    if (request->kind == RequestKind::cyberbullying) {
        return forbidden(*request, "the 24 and 48 hours of L. 71/2017 cannot be extended");
    }
    request->extension_reason = reason;
    request->extension_sent = sent;
    return step(archive, std::move(*request), "extended", by);
}

Result<Request> refuse_request(Archive& archive, std::string_view number, std::string_view ground,
                               std::string_view reason, std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    const Ground* found = find_ground(ground);
    if (found == nullptr || found->use == GroundUse::erase || found->use == GroundUse::restrict) {
        return forbidden(*request, "a refusal needs the code of an exemption, such as X17E");
    }
    if (!says_something(reason)) {
        return forbidden(*request, "a refusal needs concrete reasons (GDPR art. 12(4))");
    }
    if (in(*request, {RequestState::executed, RequestState::proved})) {
        return forbidden(*request, "it is executed already");
    }
    request->refusal_ground = ground;
    request->refusal_reason = reason;
    request->state = RequestState::refused;
    request->decided = request->ended = archive.environment().clock.now();
    return step(archive, std::move(*request), "refused", by);
}

Result<Request> withdraw_request(Archive& archive, std::string_view number, std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (in(*request, {RequestState::executed, RequestState::proved})) {
        return forbidden(*request, "it is executed already");
    }
    request->state = RequestState::withdrawn;
    request->ended = archive.environment().clock.now();
    return step(archive, std::move(*request), "withdrawn", by);
}

Result<Request> mark_duplicate(Archive& archive, std::string_view number, std::string_view of,
                               std::string_view by) {
    auto request = open_one(archive, number);
    if (!request) {
        return request;
    }
    if (!identified(*request)) {
        return forbidden(*request, "a duplicate too needs its identity verified first");
    }
    auto other = load_request(archive, of);
    if (!other) {
        return other;
    }
    if (other->number == request->number) {
        return forbidden(*request, "it cannot be a duplicate of itself");
    }
    request->duplicate_of = other->number;
    request->state = RequestState::duplicate;
    request->ended = archive.environment().clock.now();
    return step(archive, std::move(*request), "duplicate", by);
}

Result<Request> close_request(Archive& archive, std::string_view number, Instant answered,
                              std::string_view channel, std::string_view by) {
    auto request = load_request(archive, number);
    if (!request) {
        return request;
    }
    if (channel.empty()) {
        return forbidden(*request, "it is closed by an answer that was sent; say how");
    }
    if (channel == "comment" || channel == "post") {
        return forbidden(*request, "an answer does not go into a public thread");
    }
    const bool done =
        request->state == RequestState::proved || request->state == RequestState::refused ||
        request->state == RequestState::identified || request->state == RequestState::approved;
    const bool erases = request->kind == RequestKind::erasure ||
                        request->kind == RequestKind::objection ||
                        request->kind == RequestKind::cyberbullying;
    if (!done || (erases && (request->state == RequestState::identified ||
                             request->state == RequestState::approved))) {
        return forbidden(*request, "it has to be proved or refused before");
    }
    const bool refused = request->state == RequestState::refused;
    request->answered = answered;
    request->answer_channel = channel;
    request->ended = archive.environment().clock.now();
    request->state = refused ? RequestState::refused : RequestState::closed;
    return step(archive, std::move(*request), "answered", by);
}

Result<std::uint64_t> forget_old_cases(Archive& archive, Date today, int days) {
    auto documents = archive.documents("request");
    if (!documents) {
        return documents.error();
    }
    std::uint64_t forgotten = 0;
    for (const Document& document : *documents) {
        auto request = parse_request(document.json);
        if (!request) {
            return request.error();
        }
        const bool due = !request->is_open() && request->ended && !request->person_shredded &&
                         days_between(rome_date(*request->ended), today) > days;
        if (!due) {
            continue;
        }
        for (const std::string_view kind : {"request-person", "needles"}) {
            const std::string& id = kind == "needles" ? request->plan : request->number;
            if (auto gone = archive.shred_document(kind, id); !gone) {
                return gone.error();
            }
        }
        request->person_shredded = true;
        request->doubt.clear();
        request->refusal_reason.clear();
        request->extension_reason.clear();
        request->identified_how.clear();
        for (RequestStep& taken : request->steps) {
            taken.by.clear();
        }
        if (auto done = step(archive, std::move(*request), "forgotten", ""); !done) {
            return done.error();
        }
        ++forgotten;
    }
    return forgotten;
}

} // namespace oblio
