// lib/src/erasure/request_ending.cpp: extensions, refusals, and how a case ends or opens again.
#include "erasure/request_step.hpp"

#include "archive/store.hpp"
#include "erasure/request_json.hpp"
#include "oblio/erasure/grounds.hpp"
#include "oblio/erasure/hold.hpp"

#include <algorithm>
#include <set>

namespace oblio {
namespace {

/// Access and rectification are answered once the person is known: what was disclosed or corrected,
/// here or on the platform, is in the answer. The others after the proof, or at once if the plan
/// that was carried out had nothing to change.
Result<bool> may_be_answered(const Archive& archive, const Request& request) {
    if (in(request, {RequestState::proved, RequestState::refused})) {
        return true;
    }
    if (request.kind == RequestKind::access || request.kind == RequestKind::rectification) {
        return identified(request) && request.is_open() &&
               !in(request,
                   {RequestState::planned, RequestState::approved, RequestState::executed});
    }
    if (request.state != RequestState::executed) {
        return false;
    }
    auto plan = load_plan(archive, request.plan);
    if (!plan) {
        return plan.error();
    }
    return plan->count(Action::keep) == plan->items.size();
}

/// The case ends in this state; gives when.
Instant end_now(const Archive& archive, Request& request, RequestState state) {
    request.state = state;
    request.ended = archive.environment().clock.now();
    return *request.ended;
}

} // namespace

Result<Deferred> deferred_of(const Archive& archive, const Request& request, Date today) {
    Deferred found;
    if (request.plan.empty()) {
        return found;
    }
    auto plan = load_plan(archive, request.plan);
    if (!plan) {
        return plan.error().code == ErrorCode::not_found ? Result<Deferred>{found}
                                                         : Result<Deferred>{plan.error()};
    }
    if (plan->count(Action::keep) == 0) {
        return found;
    }
    auto holds = HoldSet::load(archive, today);
    if (!holds) {
        return holds.error();
    }
    std::set<RecordRow> exempt;
    if (auto person = request_person(archive, request.number)) {
        for (const auto& [record, why] : person->keep) {
            auto row = archive.find_record(record);
            if (row && *row && (!why.review_on || *why.review_on >= today)) {
                exempt.insert(**row);
            }
        }
    }
    for (const PlanItem& item : plan->items) {
        if (item.decision.action != Action::keep) {
            continue;
        }
        auto summary = archive.summary(item.decision.row);
        if (!summary || summary->state == RecordState::purged ||
            summary->state == RecordState::lost) {
            continue;
        }
        if (holds->on(*summary) != nullptr || exempt.contains(item.decision.row)) {
            ++found.kept;
            continue;
        }
        ++found.free;
        const auto& end = item.decision.review_on;
        if (end && *end < today && (!found.since || add_days(*end, 1) < *found.since)) {
            found.since = add_days(*end, 1);
        }
    }
    return found;
}

Result<Request> as_of(const Archive& archive, Request request, Date today) {
    if (!in(request, {RequestState::proved, RequestState::closed}) &&
        !(request.state == RequestState::executed && request.ended)) {
        return request;
    }
    if (request.person_shredded) {
        return request;
    }
    auto deferred = deferred_of(archive, request, today);
    if (!deferred) {
        return deferred.error();
    }
    if (deferred->free > 0) {
        request.state = RequestState::reopened;
        request.reopened = deferred->since.value_or(today);
    }
    return request;
}

Result<void> reopen_cases(Archive& archive) {
    auto documents = archive.documents("request");
    if (!documents) {
        return documents.error();
    }
    const Date today = rome_date(archive.environment().clock.now());
    for (const Document& document : *documents) {
        auto before = parse_request(document.json);
        auto after = before ? as_of(archive, *before, today) : before;
        if (!after) {
            return after.error();
        }
        if (after->state == before->state) {
            continue;
        }
        if (auto stored = step(archive, std::move(*after), "reopened", ""); !stored) {
            return stored.error();
        }
    }
    return {};
}

Result<Request> extend_request(Archive& archive, std::string_view number, std::string_view reason,
                               Date sent, std::string_view by) {
    return take_step(
        archive, open_one(archive, number), "extended", by, [&](Request& request) -> Result<void> {
            if (is_extended(request)) {
                return forbidden(request, "it was extended already");
            }
            if (!says_something(reason)) {
                return forbidden(request, "an extension needs a concrete reason (GDPR art. 12(3))");
            }
            const Date due = months_due(request.reopened.value_or(rome_date(request.received)), 1);
            if (sent > due) {
                return forbidden(request, "the person had to be told of the extension by " +
                                              format_date(due) + " (GDPR art. 12(3))");
            }
            if (request.kind == RequestKind::cyberbullying) {
                return forbidden(request, "the 24 and 48 hours of L. 71/2017 cannot be extended");
            }
            request.extension_reason = reason;
            request.extension_sent = sent;
            return {};
        });
}

Result<Request> refuse_request(Archive& archive, std::string_view number, std::string_view ground,
                               std::string_view reason, std::string_view by) {
    return take_step(
        archive, open_one(archive, number), "refused", by, [&](Request& request) -> Result<void> {
            const Ground* found = find_ground(ground);
            if (found == nullptr ||
                (found->use != GroundUse::keep && found->use != GroundUse::refuse)) {
                return forbidden(request, "a refusal needs the code of an exemption, such as X17E");
            }
            if (!says_something(reason)) {
                return forbidden(request, "a refusal needs concrete reasons (GDPR art. 12(4))");
            }
            if (auto may = not_executed(request); !may) {
                return may;
            }
            request.refusal_ground = ground;
            request.refusal_reason = reason;
            request.decided = end_now(archive, request, RequestState::refused);
            return {};
        });
}

Result<Request> withdraw_request(Archive& archive, std::string_view number, std::string_view by) {
    return take_step(archive, open_one(archive, number), "withdrawn", by,
                     [&](Request& request) -> Result<void> {
                         if (auto may = not_executed(request); !may) {
                             return may;
                         }
                         end_now(archive, request, RequestState::withdrawn);
                         return {};
                     });
}

Result<Request> mark_duplicate(Archive& archive, std::string_view number, std::string_view of,
                               std::string_view by) {
    return take_step(
        archive, open_one(archive, number), "duplicate", by, [&](Request& request) -> Result<void> {
            if (!identified(request)) {
                return forbidden(request, "a duplicate too needs its identity verified first");
            }
            if (auto may = not_executed(request); !may) {
                return may;
            }
            auto other = load_request(archive, of);
            if (!other) {
                return other.error();
            }
            if (other->number == request.number) {
                return forbidden(request, "it cannot be a duplicate of itself");
            }
            request.duplicate_of = other->number;
            end_now(archive, request, RequestState::duplicate);
            return {};
        });
}

Result<Request> close_request(Archive& archive, std::string_view number, Instant answered,
                              std::string_view channel, std::string_view by) {
    return take_step(
        archive, load_request(archive, number), "answered", by,
        [&](Request& request) -> Result<void> {
            if (channel.empty()) {
                return forbidden(request, "it is closed by an answer that was sent; say how");
            }
            if (channel == "comment") {
                return forbidden(request, "an answer does not go into a public thread");
            }
            if (auto known = one_of("--channel", channel, answer_channels); !known) {
                return known;
            }
            auto answerable = may_be_answered(archive, request);
            if (!answerable) {
                return answerable.error();
            }
            if (!*answerable) {
                return forbidden(request, "it has to be proved or refused before");
            }
            request.answered = answered;
            request.answer_channel = channel;
            const bool refused = request.state == RequestState::refused;
            end_now(archive, request, refused ? RequestState::refused : RequestState::closed);
            return {};
        });
}

} // namespace oblio
