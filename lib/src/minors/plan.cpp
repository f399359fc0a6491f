// lib/src/minors/plan.cpp
#include "oblio/minors/plan.hpp"

#include "oblio/minors/register.hpp"

#include <map>

namespace oblio {
namespace {

constexpr std::string_view ground = "G_EXOFF"; // own initiative: GDPR art. 5(1)(c)(e), 17(1)

/// The day on which a plan put each record into quarantine; the latest.
Result<std::map<RecordRow, Date>> quarantined_since(const Archive& archive) {
    const auto all = plans(archive);
    if (!all) {
        return all.error();
    }
    std::map<RecordRow, Date> since;
    for (const Plan& plan : *all) {
        for (const PlanItem& item : plan.items) {
            if (item.decision.action == Action::quarantine) {
                since[item.decision.row] = rome_date(plan.made);
            }
        }
    }
    return since;
}

Decision decide(RecordRow row, Action action) {
    Decision decision;
    decision.row = row;
    decision.action = action;
    decision.ground = ground;
    return decision;
}

} // namespace

Result<PlanInput> plan_for_minors(const Archive& archive, const Policy& policy, int threshold,
                                  Date today) {
    const auto since = quarantined_since(archive);
    if (!since) {
        return since.error();
    }
    PlanInput input;
    input.purpose = "minors";
    input.suppression_days = policy.requests.suppression_days;
    const auto judge = [&](const StoredRecord& stored, const MinorsVerdict& verdict) {
        const RecordRow row = stored.summary.row;
        const bool waits = stored.summary.state == RecordState::quarantined;
        if (stored.summary.state == RecordState::restricted) {
            return; // nothing is done to it before the restriction is lifted
        }
        if (verdict.decision == MinorsDecision::keep) {
            if (waits) {
                input.decisions.push_back(decide(row, Action::release));
            }
        } else if (verdict.decision == MinorsDecision::review) {
            ++input.left_for_review;
        } else if (verdict.decision == MinorsDecision::purge) {
            input.decisions.push_back(decide(row, Action::purge));
        } else if (waits) {
            const auto put = since->find(row);
            if (put != since->end() &&
                days_between(put->second, today) > policy.minors.quarantine_days) {
                input.decisions.push_back(decide(row, Action::purge));
            }
        } else {
            Decision decision = decide(row, Action::quarantine);
            decision.reason = policy.minors.guardian_must.it;
            decision.review_on = add_days(today, policy.minors.quarantine_days);
            input.decisions.push_back(std::move(decision));
        }
    };
    auto judged = judge_archive(archive, policy.minors, threshold, judge);
    if (!judged) {
        return judged.error();
    }
    return input;
}

} // namespace oblio
