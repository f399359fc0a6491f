// lib/src/erasure/execution_ready.cpp: the checks of an execution, and what is durable before its
// transaction: new keys, the intent, the suppression list.
#include "erasure/execution.hpp"

#include "archive/slot_ranges.hpp"
#include "archive/suppression_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {

using nlohmann::json;

/// Approved, and by a second approval if it erases more than the policy's cap.
Result<void> Execution::check_approval() {
    auto approval = approval_of(archive_, plan_.hash);
    if (!approval) {
        return approval.error();
    }
    if (!*approval) {
        return Error{ErrorCode::not_executed, "the plan is not approved"};
    }
    const auto records = static_cast<double>(plan_.archive_records);
    const std::uint64_t purges = plan_.count(Action::purge);
    const bool over = static_cast<double>(purges) > options_.caps.share * records &&
                      purges > static_cast<std::uint64_t>(std::max(0, options_.caps.always));
    if (over && (*approval)->over_cap_by.empty()) {
        return Error{ErrorCode::over_cap,
                     "the plan would purge " + std::to_string(purges) + " of " +
                         std::to_string(plan_.archive_records) +
                         " records, more than the policy allows without a second approval"};
    }
    return {};
}

/// Nothing is written here; the parts that can change are checked again in the transaction.
Result<void> Execution::check() {
    if (auto approved = check_approval(); !approved) {
        return approved;
    }
    auto holds = HoldSet::load(archive_, rome_date(store_.environment.clock.now()));
    if (!holds) {
        return holds.error();
    }
    Checked checked{std::move(*holds), std::nullopt};
    for (const PlanItem& item : plan_.items) {
        if (auto fit = check_item(item, checked); !fit) {
            return fit;
        }
    }
    if (checked.changed > 0) {
        return Error{ErrorCode::stale_plan, std::to_string(checked.changed) + " of " +
                                                std::to_string(plan_.items.size()) +
                                                " records changed since the plan was made; make "
                                                "a new plan"};
    }
    return {};
}

/// An objection hides meanwhile what its own plan may erase in the end.
Result<std::set<RecordRow>> Execution::hidden_by_this_case() {
    std::set<RecordRow> hidden;
    if (plan_.purpose != "request") {
        return hidden;
    }
    auto all = plans(archive_);
    if (!all) {
        return all.error();
    }
    for (const Plan& earlier : *all) {
        for (const PlanItem& item : earlier.items) {
            if (earlier.id == plan_.id && item.decision.action == Action::restrict) {
                hidden.insert(item.decision.row);
            }
        }
    }
    return hidden;
}

Result<void> Execution::check_item(const PlanItem& item, Checked& checked) {
    auto summary = store_.summary(item.decision.row);
    if (!summary) {
        return summary.error();
    }
    if (!*summary || is_tombstone((*summary)->state) || (*summary)->digest != item.digest) {
        ++checked.changed;
        return {};
    }
    const bool erases =
        item.decision.action == Action::purge || item.decision.action == Action::redact;
    if (!erases) {
        return {};
    }
    const std::string name = "record " + std::to_string(number_of(item.decision.row));
    if (const Hold* hold = checked.holds.on(**summary)) {
        return Error{ErrorCode::held, name + ": held (" + hold->ground + "), so not erased"};
    }
    if ((*summary)->state == RecordState::restricted) {
        if (!checked.hidden) {
            auto hidden = hidden_by_this_case();
            if (!hidden) {
                return hidden.error();
            }
            checked.hidden = std::move(*hidden);
        }
        if (checked.hidden->contains(item.decision.row)) {
            return {};
        }
        return Error{ErrorCode::held,
                     name + ": its use is restricted (GDPR art. 18); release it first"};
    }
    return {};
}

/// `new_slot` counts from the first new key until the keys are in the slot file.
void Execution::prepare_erasure(PreparedItem& prepared,
                                std::vector<std::array<std::byte, 32>>& keys) {
    const Decision& decision = prepared.item->decision;
    const bool purge = decision.action == Action::purge;
    if (!purge) {
        prepared.body = redacted_body(store_, prepared.opened, decision.spans);
        prepared.new_slot = static_cast<Slot>(keys.size());
        store_.environment.random.fill(prepared.new_key);
        keys.push_back(prepared.new_key);
    }
    (purge ? doomed_purge_ : doomed_redact_).push_back(prepared.opened.sealed.slot.value_or(0));
    will_suppress(store_.suppression_tag(IndexKind::record_id, prepared.record_id),
                  purge ? SuppressionAction::block : SuppressionAction::redact);
}

/// Opens what will change and puts the keys of redacted bodies into the slot file.
Result<void> Execution::prepare() {
    std::vector<std::array<std::byte, 32>> keys;
    for (const PlanItem& item : plan_.items) {
        if (item.decision.action == Action::keep) {
            ++job_.receipt.kept;
            continue;
        }
        auto opened = store_.open(item.decision.row);
        if (!opened) {
            return opened.error();
        }
        std::string id = opened->envelope.record.id;
        PreparedItem prepared{&item, std::move(*opened), std::move(id), {}, 0, {}};
        if (item.decision.action == Action::purge || item.decision.action == Action::redact) {
            prepare_erasure(prepared, keys);
        }
        items_.push_back(std::move(prepared));
    }
    auto first = store_.slots->append(keys);
    wipe(std::as_writable_bytes(std::span{keys}));
    if (!first) {
        return first.error();
    }
    for (PreparedItem& prepared : items_) {
        prepared.new_slot += *first;
    }
    // What goes goes first: a body that grows may have its page written anew beside copies of
    // others.
    std::stable_partition(items_.begin(), items_.end(), [](const PreparedItem& prepared) {
        return prepared.item->decision.action == Action::purge;
    });
    return {};
}

/// From here on a crash leaves a trace: the intent in the ledger, and what stays suppressed.
Result<void> Execution::intend() {
    for (const BlindKey& tag : plan_.suppress) {
        will_suppress(tag, SuppressionAction::redact);
    }
    json data{{"plan", plan_.hash},
              {"purge", plan_.count(Action::purge)},
              {"redact", plan_.count(Action::redact)},
              {"purge_slots", slot_ranges(doomed_purge_)},
              {"redact_slots", slot_ranges(doomed_redact_)},
              {"end", store_.slots->count()}};
    if (!suppression_.empty()) { // so that a list that lost entries is found
        data["suppress"] = suppression_.size();
        data["until"] = format_instant(suppression_.front().expires);
    }
    auto entry = store_.ledger->append("purge-intent", data.dump());
    if (!entry) {
        return entry.error();
    }
    job_.intent = entry->number;
    return append_suppression(store_, job_.intent, suppression_);
}

void Execution::will_suppress(const BlindKey& tag, SuppressionAction action) {
    const Instant now = store_.environment.clock.now();
    suppression_.push_back({tag, action, now, now + std::chrono::days{plan_.suppression_days}});
}

} // namespace oblio
