// lib/src/retention/plan.cpp
#include "oblio/retention/plan.hpp"

#include "oblio/retention/archive_threads.hpp"
#include "oblio/retention/public_items.hpp"

namespace oblio {
namespace {

constexpr std::string_view own_initiative = "G_EXOFF"; // GDPR art. 5(1)(e), 17(1)
constexpr std::string_view unlawful = "G17D";          // published without a basis

Result<void> decide_overdue(const Archive& archive, RecordRow row, PlanInput& input) {
    const auto summary = archive.summary(row);
    if (!summary) {
        return summary.error();
    }
    if (summary->state == RecordState::restricted) {
        ++input.left_for_review;
        return {};
    }
    Decision decision;
    decision.row = row;
    decision.ground = own_initiative;
    input.decisions.push_back(std::move(decision));
    return {};
}

Decision redaction_of(const PublicRemoval& removal, std::string_view ground) {
    Decision decision;
    decision.row = removal.row;
    decision.action = Action::redact;
    decision.ground = ground;
    for (const FieldFinding& one : removal.findings) {
        decision.spans.push_back({one.field, one.finding.where, {}});
    }
    return decision;
}

Result<void> decide_kept(const Archive& archive, const Policy& policy, RecordRow row,
                         PlanInput& input) {
    const auto stored = archive.open_record(row);
    if (!stored) {
        return stored.error();
    }
    if (const auto removal = judge_private_message(*stored, policy); !removal.findings.empty()) {
        input.decisions.push_back(redaction_of(removal, own_initiative));
    }
    return {};
}

} // namespace

Result<PlanInput> plan_for_retention(const Archive& archive, const Policy& policy, Date today,
                                     const Tracer* tracer) {
    const auto threads = private_threads(archive, tracer);
    if (!threads) {
        return threads.error();
    }
    PlanInput input;
    input.purpose = "retention";
    input.suppression_days = policy.requests.suppression_days;
    for (const ArchiveThread& thread : *threads) {
        const auto& clock = clock_for(policy, thread.clock.platform, thread.clock.channel);
        const RetentionStatus status = judge_thread(thread.clock, clock, today).status;
        if (status == RetentionStatus::held || status == RetentionStatus::open ||
            (status != RetentionStatus::overdue && policy.private_messages.remove.empty())) {
            continue;
        }
        const auto rows = archive.thread_records(thread.key);
        if (!rows) {
            return rows.error();
        }
        for (const RecordRow row : *rows) {
            if (auto decided = status == RetentionStatus::overdue
                                   ? decide_overdue(archive, row, input)
                                   : decide_kept(archive, policy, row, input);
                !decided) {
                return decided.error();
            }
        }
    }
    return input;
}

Result<PlanInput> plan_for_public_items(const Archive& archive, const Policy& policy, Date today) {
    PlanInput input;
    input.purpose = "retention";
    input.suppression_days = policy.requests.suppression_days;
    const auto looked = for_each_removal(archive, policy, today, [&](const PublicRemoval& removal) {
        if (removal.reason != RemovalReason::own) {
            const bool own = removal.reason == RemovalReason::always; // what one says of oneself
            input.decisions.push_back(redaction_of(removal, own ? own_initiative : unlawful));
            return;
        }
        Decision decision;
        decision.row = removal.row;
        decision.action = Action::restrict;
        decision.ground = own_initiative;
        decision.reason = "the author's own data, hidden to protect them";
        input.decisions.push_back(std::move(decision));
    });
    if (!looked) {
        return looked.error();
    }
    return input;
}

} // namespace oblio
