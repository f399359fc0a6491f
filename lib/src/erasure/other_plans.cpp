// lib/src/erasure/other_plans.cpp: what a request asks for that is no erasure: restriction, its
// end, rectification.
#include "oblio/erasure/subject_plan.hpp"

#include <algorithm>
#include <set>

namespace oblio {

Result<PlanInput> plan_for_restriction(const Archive& archive, const Trace& trace,
                                       std::string_view ground, std::string_view reason,
                                       std::optional<Date> review_on) {
    PlanInput input;
    input.purpose = "request";
    input.left_for_review = trace.review.size();
    for (const Mention& mention : trace.certain) {
        auto summary = archive.summary(mention.row);
        if (!summary) {
            return summary.error();
        }
        if (summary->state == RecordState::restricted) {
            continue;
        }
        Decision decision;
        decision.row = mention.row;
        decision.action = Action::restrict;
        decision.ground = ground;
        decision.reason = reason;
        decision.review_on = review_on;
        input.decisions.push_back(std::move(decision));
    }
    return input;
}

Result<PlanInput> plan_for_release(const Archive& archive, const Plan& executed) {
    PlanInput input;
    input.purpose = "request";
    for (const PlanItem& item : executed.items) {
        if (item.decision.action != Action::restrict) {
            continue;
        }
        auto summary = archive.summary(item.decision.row);
        if (!summary) {
            return summary.error();
        }
        if (summary->state != RecordState::restricted) {
            continue;
        }
        Decision decision;
        decision.row = item.decision.row;
        decision.action = Action::release;
        decision.ground = item.decision.ground;
        input.decisions.push_back(std::move(decision));
    }
    return input;
}

Result<PlanInput> plan_for_correction(const Archive& archive,
                                      const std::vector<Correction>& corrections) {
    PlanInput input;
    input.purpose = "request";
    std::map<RecordRow, Decision> decisions;
    for (const Correction& correction : corrections) {
        auto row = archive.find_record(correction.record);
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return Error{ErrorCode::not_found, "a record to correct is not there"};
        }
        auto stored = archive.open_record(**row);
        if (!stored) {
            return stored.error();
        }
        if (correction.from.empty() || correction.from == correction.to) {
            return Error{ErrorCode::bad_argument, "a correction says what stands there now and "
                                                  "what is right"};
        }
        Decision& decision = decisions[**row];
        decision.row = **row;
        decision.action = Action::redact;
        decision.ground = "R16";
        const std::size_t before = decision.spans.size();
        for (const Field field : {Field::text, Field::title}) {
            const auto text = field_text(stored->record, {field, 0});
            for (auto at = text ? text->find(correction.from) : std::string_view::npos;
                 at != std::string_view::npos;
                 at = text->find(correction.from, at + correction.from.size())) {
                decision.spans.push_back({{field, 0},
                                          ByteSpan::of_indices(at, at + correction.from.size()),
                                          correction.to});
            }
        }
        if (decision.spans.size() == before) {
            return Error{ErrorCode::bad_argument,
                         "a record to correct does not say what it was said to say"};
        }
    }
    for (auto& [row, decision] : decisions) {
        input.decisions.push_back(std::move(decision));
    }
    return input;
}

Result<PlanChanges> changes_since(const Archive& archive, const Plan& plan, const PlanInput& now) {
    PlanChanges changes;
    std::map<RecordRow, const Decision*> fresh;
    for (const Decision& decision : now.decisions) {
        fresh[decision.row] = &decision;
    }
    for (const PlanItem& item : plan.items) {
        const auto found = fresh.find(item.decision.row);
        if (found == fresh.end()) {
            changes.gone.push_back(item.decision.row);
            continue;
        }
        const Decision& other = *found->second;
        const bool same =
            other.action == item.decision.action &&
            std::equal(other.spans.begin(), other.spans.end(), item.decision.spans.begin(),
                       item.decision.spans.end(), [](const RedactSpan& a, const RedactSpan& b) {
                           return a.field == b.field && a.where == b.where && a.with == b.with;
                       });
        const auto summary = archive.summary(item.decision.row);
        if (!summary) {
            return summary.error();
        }
        if (!same) {
            changes.decided_otherwise.push_back(item.decision.row);
        } else if (summary->digest != item.digest) {
            changes.edited.push_back(item.decision.row);
        }
        fresh.erase(found);
    }
    for (const auto& [row, decision] : fresh) {
        changes.added.push_back(row);
    }
    return changes;
}

} // namespace oblio
