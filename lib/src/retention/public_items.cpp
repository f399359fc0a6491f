// lib/src/retention/public_items.cpp
#include "oblio/retention/public_items.hpp"

#include "oblio/retention/retention.hpp"
#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace oblio {
namespace {

bool holds(const std::vector<FindingType>& types, FindingType type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

bool is_sensitive(FindingType type) noexcept {
    const Category category = category_of(type);
    return category == Category::special || category == Category::judicial ||
           category == Category::hardship;
}

/// Published, and not yet out of sight.
bool is_shown(const RecordSummary& record) noexcept {
    return !record.is_private && record.kind != RecordKind::direct_message &&
           (record.state == RecordState::live || record.state == RecordState::redacted);
}

/// Written by somebody, not the entity's own contact, and certain enough.
bool counts(const FieldFinding& one, const Policy& policy) noexcept {
    const bool read = one.field.field == Field::text || one.field.field == Field::title;
    return read && !one.finding.institutional &&
           one.finding.confidence >= policy.publication.min_confidence;
}

} // namespace

std::string_view removal_reason_name(RemovalReason reason) noexcept {
    static constexpr std::array<std::string_view, 6> names{"others", "own",  "always",
                                                           "entity", "albo", "message"};
    return names[static_cast<std::size_t>(reason)];
}

bool is_about_author(const Finding& finding) noexcept {
    return std::any_of(finding.reasons.begin(), finding.reasons.end(),
                       [](const auto& reason) { return reason.starts_with("link: first person"); });
}

bool is_legal_notice(const Record& record) {
    if (record.author_role != "channel" || !record.text) {
        return false;
    }
    const std::string text = fold_to_string(*record.text);
    return text.find("albo pretorio") != std::string::npos ||
           text.find("albo on line") != std::string::npos ||
           text.find("albo online") != std::string::npos;
}

PublicRemoval judge_public_item(const StoredRecord& stored, const Policy& policy, Date day) {
    PublicRemoval removal{stored.summary.row,
                          stored.record.id,
                          stored.record.permalink.value_or(""),
                          RemovalReason::others,
                          {}};
    if (!is_shown(stored.summary)) {
        return removal;
    }
    const bool entity = stored.record.author_role == "channel";
    const bool notice = entity && is_legal_notice(stored.record);
    const bool expired =
        notice && stored.summary.created &&
        std::chrono::sys_days{albo_end(policy.albo, rome_date(*stored.summary.created))} <
            std::chrono::sys_days{day};
    bool others = false;
    bool always = false;
    for (const FieldFinding& one : stored.findings) {
        const Finding& finding = one.finding;
        if (!counts(one, policy)) {
            continue;
        }
        const bool own = is_about_author(finding);
        const bool whoever = holds(policy.public_items.remove_always, finding.type);
        const bool goes = notice    ? expired || is_sensitive(finding.type)
                          : entity  ? holds(policy.publication.block, finding.type)
                          : whoever ? true
                          : own     ? holds(policy.public_items.hide, finding.type)
                                    : holds(policy.public_items.remove, finding.type);
        if (goes) {
            others = others || !own;
            always = always || whoever;
            removal.findings.push_back(one);
        }
    }
    removal.reason = expired  ? RemovalReason::albo
                     : entity ? RemovalReason::entity
                     : others ? RemovalReason::others
                     : always ? RemovalReason::always
                              : RemovalReason::own;
    return removal;
}

PublicRemoval judge_private_message(const StoredRecord& stored, const Policy& policy) {
    PublicRemoval removal{stored.summary.row,
                          stored.record.id,
                          stored.record.permalink.value_or(""),
                          RemovalReason::message,
                          {}};
    const RecordState state = stored.summary.state;
    if (!stored.summary.is_private ||
        (state != RecordState::live && state != RecordState::redacted)) {
        return removal;
    }
    std::copy_if(stored.findings.begin(), stored.findings.end(),
                 std::back_inserter(removal.findings), [&](const FieldFinding& one) {
                     return counts(one, policy) &&
                            holds(policy.private_messages.remove, one.finding.type);
                 });
    return removal;
}

Result<void> for_each_removal(const Archive& archive, const Policy& policy, Date day,
                              const std::function<void(const PublicRemoval&)>& visit) {
    return archive.for_each_record([&](const StoredRecord& stored) {
        const PublicRemoval removal = judge_public_item(stored, policy, day);
        if (!removal.findings.empty()) {
            visit(removal);
        }
        return true;
    });
}

} // namespace oblio
