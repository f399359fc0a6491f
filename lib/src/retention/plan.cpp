// lib/src/retention/plan.cpp
#include "oblio/retention/plan.hpp"

#include "oblio/retention/archive_threads.hpp"
#include "oblio/retention/public_items.hpp"

namespace oblio {
namespace {

constexpr std::string_view own_initiative = "G_EXOFF"; // GDPR art. 5(1)(e), 17(1)
constexpr std::string_view unlawful = "G17D";          // published without a basis

} // namespace

Result<PlanInput> plan_for_retention(const Archive& archive, const Policy& policy, Date today) {
    const auto threads = private_threads(archive);
    if (!threads) {
        return threads.error();
    }
    PlanInput input;
    input.purpose = "retention";
    input.suppression_days = policy.requests.suppression_days;
    for (const ArchiveThread& thread : *threads) {
        const auto& clock = clock_for(policy, thread.clock.platform, thread.clock.channel);
        if (judge_thread(thread.clock, clock, today).status != RetentionStatus::overdue) {
            continue;
        }
        const auto rows = archive.thread_records(thread.key);
        if (!rows) {
            return rows.error();
        }
        for (const RecordRow row : *rows) {
            const auto summary = archive.summary(row);
            if (!summary) {
                return summary.error();
            }
            if (summary->state == RecordState::restricted) {
                ++input.left_for_review;
                continue;
            }
            Decision decision;
            decision.row = row;
            decision.ground = own_initiative;
            input.decisions.push_back(std::move(decision));
        }
    }
    return input;
}

Result<PlanInput> plan_for_public_items(const Archive& archive, const Policy& policy, Date today) {
    PlanInput input;
    input.purpose = "retention";
    input.suppression_days = policy.requests.suppression_days;
    const auto looked = for_each_removal(archive, policy, today, [&](const PublicRemoval& removal) {
        Decision decision;
        decision.row = removal.row;
        if (removal.reason == RemovalReason::own) {
            decision.action = Action::restrict;
            decision.ground = own_initiative;
            decision.reason = "the author's own data, hidden to protect them";
        } else {
            decision.action = Action::redact;
            decision.ground = unlawful;
            for (const FieldFinding& one : removal.findings) {
                decision.spans.push_back({one.field, one.finding.where, {}});
            }
        }
        input.decisions.push_back(std::move(decision));
    });
    if (!looked) {
        return looked.error();
    }
    return input;
}

} // namespace oblio
