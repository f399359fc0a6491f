// lib/src/erasure/request_steps.cpp: from the identity to the proof: what may follow what.
#include "erasure/request_step.hpp"

#include "archive/store.hpp"
#include "oblio/erasure/backup.hpp"
#include "oblio/erasure/grounds.hpp"
#include "oblio/erasure/worklist.hpp"

#include <set>

namespace oblio {
namespace {

/// The plan no longer says what was decided.
void drop_plan(Request& request) {
    if (in(request, {RequestState::planned, RequestState::approved})) {
        request.state = RequestState::identified;
        request.plan.clear();
    }
}

/// The plan in force ends a restriction.
bool lifts(const Plan& plan) {
    return plan.count(Action::release) > 0;
}

/// What was executed hides records and erases none: something may still follow.
Result<bool> only_hides(const Archive& archive, const Request& request) {
    auto plan = load_plan(archive, request.plan);
    if (!plan) {
        return plan.error();
    }
    return plan->count(Action::purge) + plan->count(Action::redact) == 0 &&
           plan->count(Action::restrict) + plan->count(Action::release) > 0;
}

/// What the worklist and the ledger know of a case.
Result<void> add_facts(const Archive& archive, std::string_view number, CaseFacts& facts) {
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
    return {};
}

/// Why a plan does what it does; what it keeps is told by exemption.
std::vector<std::string> grounds_of(const Plan& plan) {
    std::set<std::string> grounds;
    for (const PlanItem& item : plan.items) {
        if (item.decision.action != Action::keep) {
            grounds.insert(item.decision.ground);
        }
    }
    return {grounds.begin(), grounds.end()};
}

/// A record may stay for this reason.
Result<void> may_keep(const Archive& archive, std::string_view record, const KeepReason& why) {
    const Ground* ground = find_ground(why.ground);
    if (ground == nullptr || ground->use != GroundUse::keep) {
        return Error{ErrorCode::bad_argument,
                     "a record stays for an exemption's code, such as X17A, not " + why.ground};
    }
    if (!says_something(why.reason) || !why.review_on) {
        return Error{ErrorCode::bad_argument,
                     "an exemption needs its reason in words and the day of its review"};
    }
    if (*why.review_on < rome_date(archive.environment().clock.now())) {
        return Error{ErrorCode::bad_argument, "the day of the exemption's review is past"};
    }
    auto row = archive.find_record(record);
    if (!row) {
        return row.error();
    }
    return *row ? Result<void>{} : Result<void>{Error{ErrorCode::not_found, "no such record"}};
}

/// The case may have a plan, or another one.
Result<void> may_be_planned(const Archive& archive, const Request& request) {
    if (in(request, {RequestState::executed, RequestState::proved, RequestState::closed})) {
        // A restriction ends, or what was hidden meanwhile is erased.
        const auto hides = only_hides(archive, request);
        if (!hides) {
            return hides.error();
        }
        if (!*hides) {
            return forbidden(request, "it is executed already");
        }
    } else if (auto open = still_open(request); !open) {
        return open;
    }
    return identified(request) ? Result<void>{}
                               : Result<void>{forbidden(request, "the identity is not verified")};
}

/// Before an execution begins: what stands on the platforms goes on the worklist, since afterwards
/// its links are gone.
Result<void> list_platform_items(Archive& archive, const Plan& plan) {
    auto done = archive.document("execution", plan.hash);
    if (!done) {
        return done.error();
    }
    auto interrupted = is_interrupted(archive);
    if (!interrupted) {
        return interrupted.error();
    }
    if (*done || *interrupted) {
        return {};
    }
    auto listed = add_platform_items(archive, plan);
    if (!listed && listed.error().code == ErrorCode::not_found) {
        return Error{ErrorCode::stale_plan, "records changed since the plan was made"};
    }
    return listed ? Result<void>{} : Result<void>{listed.error()};
}

} // namespace

Result<Request> ask_identity(Archive& archive, std::string_view number, std::string_view doubt,
                             Date on, std::string_view by) {
    return take_step(archive, open_one(archive, number), "identity asked", by,
                     [&](Request& request) -> Result<void> {
                         if (!says_something(doubt)) {
                             return forbidden(
                                 request, "proof of identity needs a reasonable doubt, in words "
                                          "(GDPR art. 12(6))");
                         }
                         if (!in(request, {RequestState::received, RequestState::id_asked})) {
                             return forbidden(request, "the identity is verified already");
                         }
                         request.doubt = doubt;
                         request.id_asked = request.id_asked.value_or(on);
                         request.state = RequestState::id_asked;
                         return {};
                     });
}

Result<Request> identify(Archive& archive, std::string_view number, std::string_view how, Date on,
                         std::string_view by) {
    return take_step(archive, open_one(archive, number), "identified", by,
                     [&](Request& request) -> Result<void> {
                         if (how.empty() || by.empty()) {
                             return forbidden(
                                 request,
                                 "how the identity was verified, and by whom, has to be said");
                         }
                         if (!in(request, {RequestState::received, RequestState::id_asked})) {
                             return forbidden(request, "the identity is verified already");
                         }
                         request.identified_how = how;
                         request.identified_by = by;
                         if (request.id_asked) {
                             request.id_answered = on;
                         }
                         request.state = RequestState::identified;
                         return {};
                     });
}

Result<Request> note_trace(Archive& archive, std::string_view number, std::uint64_t review,
                           std::string_view by) {
    auto request = load_request(archive, number);
    if (!request) {
        return request;
    }
    if (!identified(*request)) {
        return forbidden(*request, "the identity is not verified");
    }
    const RequestState after = review > 0 ? RequestState::in_review : RequestState::traced;
    if (request->state == after ||
        !in(*request, {RequestState::identified, RequestState::traced, RequestState::in_review})) {
        return request;
    }
    request->state = after;
    return step(archive, std::move(*request), request_state_name(after), by);
}

Result<Request> keep_record(Archive& archive, std::string_view number, std::string_view record,
                            const KeepReason& why, std::string_view by) {
    return take_step(
        archive, open_one(archive, number), "exempted", by, [&](Request& request) -> Result<void> {
            if (auto may = may_keep(archive, record, why); !may) {
                return may;
            }
            drop_plan(request);
            return change_person(archive, number, [&](RequestPerson& person) -> Result<void> {
                KeepReason& kept = person.keep[std::string{record}] = why;
                kept.author = by;
                return {};
            });
        });
}

Result<Request> release_record(Archive& archive, std::string_view number, std::string_view record,
                               std::string_view by) {
    return take_step(
        archive, load_request(archive, number), "exemption ended", by,
        [&](Request& request) -> Result<void> {
            auto ended = change_person(archive, number, [&](RequestPerson& person) -> Result<void> {
                if (person.keep.erase(std::string{record}) == 0) {
                    return Error{ErrorCode::not_found,
                                 "request " + request.number + " exempts no record of that id"};
                }
                return {};
            });
            if (!ended) {
                return ended;
            }
            drop_plan(request);
            auto after = as_of(archive, request, rome_date(archive.environment().clock.now()));
            if (!after) {
                return after.error();
            }
            request = std::move(*after);
            return {};
        });
}

Result<Request> tell_of_lifting(Archive& archive, std::string_view number, Date told,
                                std::string_view by) {
    return take_step(archive, load_request(archive, number), "told of lifting", by,
                     [&](Request& request) -> Result<void> {
                         if (told > rome_date(archive.environment().clock.now())) {
                             return forbidden(request,
                                              "the person is told before, not in the future");
                         }
                         request.told_of_lifting = told;
                         return {};
                     });
}

Result<Request> answer_review(Archive& archive, std::string_view number,
                              const GivenAnswers& answers, std::string_view by) {
    return take_step(
        archive, open_one(archive, number), "reviewed", by, [&](Request& request) -> Result<void> {
            if (auto may = not_executed(request); !may) {
                return may;
            }
            drop_plan(request);
            return change_person(archive, number, [&](RequestPerson& person) -> Result<void> {
                for (const auto& [record, hers] : answers) {
                    if (hers) {
                        person.answers[record] = *hers;
                    } else {
                        person.answers.erase(record);
                    }
                }
                return {};
            });
        });
}

Result<Request> set_plan(Archive& archive, std::string_view number, std::string_view plan_hash,
                         std::string_view by) {
    return take_step(archive, load_request(archive, number), "planned", by,
                     [&](Request& request) -> Result<void> {
                         if (auto may = may_be_planned(archive, request); !may) {
                             return may;
                         }
                         auto plan = load_plan(archive, plan_hash);
                         if (!plan) {
                             return plan.error();
                         }
                         if (plan->id != request.number) {
                             return forbidden(request, "the plan was made for another case");
                         }
                         if (lifts(*plan) && !request.told_of_lifting) {
                             return forbidden(
                                 request, "the person has to be told before the restriction ends "
                                          "(GDPR art. 18(3))");
                         }
                         request.plan = plan_hash;
                         request.state = RequestState::planned;
                         return {};
                     });
}

Result<Request> approve_request(Archive& archive, std::string_view number, std::string_view by,
                                std::string_view role, const Policy& policy,
                                std::string_view over_cap_by) {
    return take_step(archive, open_one(archive, number), "approved", by,
                     [&](Request& request) -> Result<void> {
                         if (!in(request, {RequestState::planned, RequestState::approved})) {
                             return forbidden(request, "there is no plan to approve");
                         }
                         auto person = request_person(archive, number);
                         if (!person) {
                             return person.error();
                         }
                         auto approved = approve_plan(archive, request.plan, by, role, policy,
                                                      {person->requester}, over_cap_by);
                         if (!approved) {
                             return approved.error();
                         }
                         request.state = RequestState::approved;
                         request.decided = approved->at;
                         return {};
                     });
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
        if (auto listed = list_platform_items(archive, *plan); !listed) {
            return listed.error();
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
    if (auto added = add_facts(archive, number, facts); !added) {
        return added.error();
    }
    facts.decided = request->decided;
    if (facts.grounds.empty()) {
        auto plan = load_plan(archive, request->plan);
        if (!plan) {
            return plan.error();
        }
        facts.grounds = grounds_of(*plan);
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

Result<Receipt> execute_own_plan(Archive& archive, std::string_view hash,
                                 const ExecuteOptions& options) {
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    if (plan->purpose == "request") {
        return Error{ErrorCode::not_allowed, "the plan is of request " + plan->id +
                                                 "; that one is executed: oblio request execute"};
    }
    auto approval = approval_of(archive, hash);
    if (!approval) {
        return approval.error();
    }
    if (*approval) {
        if (auto listed = list_platform_items(archive, *plan); !listed) {
            return listed.error();
        }
    }
    return execute_plan(archive, hash, options);
}

Result<Verification> verify_own_plan(Archive& archive, std::string_view hash, CaseFacts facts,
                                     const ProgressReport& progress) {
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    if (plan->purpose == "request") {
        return Error{ErrorCode::not_allowed, "the plan is of request " + plan->id +
                                                 "; that one is verified: oblio request verify"};
    }
    auto approval = approval_of(archive, hash);
    if (!approval) {
        return approval.error();
    }
    facts.number = plan->id;
    facts.right = plan->purpose;
    if (*approval) {
        facts.decided = (*approval)->at;
    }
    facts.grounds = grounds_of(*plan);
    if (auto added = add_facts(archive, plan->id, facts); !added) {
        return added.error();
    }
    return verify_plan(archive, hash, facts, progress);
}

} // namespace oblio
