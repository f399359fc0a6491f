// lib/src/minors/plan.cpp
#include "oblio/minors/plan.hpp"

#include <map>

namespace oblio {
namespace {

constexpr std::string_view ground = "G_EXOFF"; // own initiative: GDPR art. 5(1)(c)(e), 17(1)

/// The last day on which each record in quarantine waits, as the latest plan gave it.
Result<std::map<RecordRow, Date>> waiting_until(const Archive& archive) {
    const auto all = plans(archive);
    if (!all) {
        return all.error();
    }
    std::map<RecordRow, Date> until;
    for (const Plan& plan : *all) {
        for (const PlanItem& item : plan.items) {
            if (item.decision.action == Action::quarantine && item.decision.review_on) {
                until[item.decision.row] = *item.decision.review_on;
            }
        }
    }
    return until;
}

Decision decide(RecordRow row, Action action) {
    Decision decision;
    decision.row = row;
    decision.action = action;
    decision.ground = ground;
    return decision;
}

} // namespace

Result<void> judge_due(const Archive& archive, const Policy& policy,
                       std::span<const int> thresholds, Date today, const MinorsVisitor& visit) {
    const auto until = waiting_until(archive);
    if (!until) {
        return until.error();
    }
    const auto due_of = [&](const RecordSummary& record, MinorsDecision judged) {
        if (record.state == RecordState::restricted) {
            return MinorsDecision::wait; // until the restriction is lifted
        }
        if (record.state == RecordState::quarantined && judged == MinorsDecision::keep) {
            return MinorsDecision::release;
        }
        if (record.state == RecordState::quarantined && judged == MinorsDecision::quarantine) {
            const auto last = until->find(record.row);
            return last != until->end() && today > last->second ? MinorsDecision::purge
                                                                : MinorsDecision::wait;
        }
        return judged;
    };
    return judge_archive(archive, policy.minors, thresholds,
                         [&](const StoredRecord& stored, const MinorsVerdict& judged) {
                             MinorsVerdict due = judged;
                             due.decision = due_of(stored.summary, judged.decision);
                             visit(stored, due);
                         });
}

Result<PlanInput> plan_for_minors(const Archive& archive, const Policy& policy, int threshold,
                                  Date today) {
    PlanInput input;
    input.purpose = "minors";
    input.suppression_days = policy.requests.suppression_days;
    const auto collect = [&](const StoredRecord& stored, const MinorsVerdict& verdict) {
        const RecordRow row = stored.summary.row;
        switch (verdict.decision) {
        case MinorsDecision::none:
        case MinorsDecision::keep:
        case MinorsDecision::wait:
            return;
        case MinorsDecision::review:
            ++input.left_for_review;
            return;
        case MinorsDecision::release:
            input.decisions.push_back(decide(row, Action::release));
            return;
        case MinorsDecision::purge:
            input.decisions.push_back(decide(row, Action::purge));
            return;
        case MinorsDecision::quarantine:
            Decision decision = decide(row, Action::quarantine);
            decision.reason = policy.minors.guardian_must.it;
            decision.review_on = add_days(today, policy.minors.quarantine_days);
            input.decisions.push_back(std::move(decision));
            return;
        }
    };
    if (auto judged = judge_due(archive, policy, {&threshold, 1}, today, collect); !judged) {
        return judged.error();
    }
    return input;
}

} // namespace oblio
