// lib/src/policy/policy.cpp: what a policy decides.
#include "oblio/policy/policy.hpp"

#include "policy/names.hpp"

#include <algorithm>
#include <array>

namespace oblio {
namespace {

bool holds(const std::vector<FindingType>& types, FindingType type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Equal without regard to ASCII case; empty values equal nothing.
bool same(std::string_view left, std::string_view right) {
    return !left.empty() && std::equal(left.begin(), left.end(), right.begin(), right.end(),
                                       [](char a, char b) { return lower(a) == lower(b); });
}

bool never_public(FindingType type) noexcept {
    return type == FindingType::health || type == FindingType::genetic_biometric ||
           type == FindingType::sex_life;
}

} // namespace

Policy default_policy() {
    Policy policy;
    for (std::size_t i = 0; i < finding_type_count; ++i) {
        const auto type = static_cast<FindingType>(i);
        const Category category = category_of(type);
        if (category == Category::name) {
            policy.publication.warn.push_back(type);
            continue;
        }
        policy.publication.block.push_back(type);
        if (category != Category::age) {
            policy.public_items.remove.push_back(type);
        }
        if (category == Category::special || category == Category::judicial ||
            category == Category::hardship) {
            policy.public_items.hide.push_back(type);
        }
    }
    policy.public_items.outcomes = {ModerationOutcome::reported, ModerationOutcome::hidden,
                                    ModerationOutcome::deleted, ModerationOutcome::warned,
                                    ModerationOutcome::blocked};
    policy.approval.roles = {"approver"};
    return policy;
}

InstitutionalContacts institutional_contacts(const Policy& policy) {
    InstitutionalContacts contacts{policy.contacts.phones, policy.contacts.mailboxes,
                                   policy.contacts.domains, policy.contacts.handles,
                                   policy.contacts.addresses};
    for (const OfficialAccount& account : policy.accounts) {
        if (!account.handle.empty()) {
            contacts.handles.push_back(account.handle);
        }
    }
    for (const std::string& mailbox : {policy.forwarding.mailbox, policy.entity.dpo}) {
        if (mailbox.find('@') != std::string::npos) {
            contacts.emails.push_back(mailbox);
        }
    }
    if (!policy.forwarding.phone.empty()) {
        contacts.phones.push_back(policy.forwarding.phone);
    }
    const auto once = [](std::vector<std::string>& values) {
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
    };
    once(contacts.phones);
    once(contacts.emails);
    once(contacts.handles);
    return contacts;
}

const OfficialAccount* find_account(const Policy& policy, std::string_view platform,
                                    std::string_view id, std::string_view handle,
                                    std::string_view name) {
    for (const OfficialAccount& account : policy.accounts) {
        if (account.platform == platform &&
            ((!id.empty() && account.id == id) || same(account.handle, handle) ||
             same(account.name, name))) {
            return &account;
        }
    }
    return nullptr;
}

const RetentionClock& clock_for(const Policy& policy, std::string_view platform,
                                std::string_view channel) {
    for (const ChannelClock& own : policy.private_messages.channels) {
        if ((own.platform.empty() || own.platform == platform) &&
            (own.channel.empty() || same(own.channel, channel))) {
            return own.clock;
        }
    }
    return policy.private_messages.clock;
}

PublicationVerdict judge_publication(const Policy& policy, const Finding& finding) {
    const PublicationPolicy& publication = policy.publication;
    PublicationVerdict verdict{Verdict::allow, nullptr};
    for (const PolicyRule& rule : publication.rules) {
        if (holds(rule.types, finding.type)) {
            verdict.rule = &rule;
            break;
        }
    }
    if (finding.institutional) {
        return verdict;
    }
    if (holds(publication.block, finding.type)) {
        verdict.verdict = finding.confidence < publication.min_confidence ? Verdict::warn
                          : never_public(finding.type)                    ? Verdict::block_always
                                                                          : Verdict::block;
    } else if (holds(publication.warn, finding.type)) {
        verdict.verdict = Verdict::warn;
    }
    return verdict;
}

std::string_view articles_of(FindingType type) noexcept {
    switch (type) {
    case FindingType::health:
    case FindingType::genetic_biometric:
        return "GDPR art. 9(1); D.Lgs. 196/2003 art. 2-septies; D.Lgs. 33/2013 art. 7-bis";
    case FindingType::sex_life:
        return "GDPR art. 9(1); D.Lgs. 33/2013 art. 7-bis";
    case FindingType::ethnic_origin:
    case FindingType::politics:
    case FindingType::religion:
    case FindingType::trade_union:
        return "GDPR art. 9(1); D.Lgs. 196/2003 art. 2-sexies";
    case FindingType::judicial:
        return "GDPR art. 10; D.Lgs. 196/2003 art. 2-octies";
    case FindingType::hardship:
        return "D.Lgs. 33/2013 art. 26(4); GDPR art. 5(1)(c)";
    case FindingType::age:
        return "GDPR art. 5(1)(c), 8; D.Lgs. 196/2003 art. 2-quinquies";
    case FindingType::person:
    case FindingType::vat_number:
        return "GDPR art. 4(1); D.Lgs. 196/2003 art. 2-ter";
    default:
        return "GDPR art. 4(1), 5(1)(c); D.Lgs. 196/2003 art. 2-ter";
    }
}

std::string_view outcome_name(ModerationOutcome outcome) noexcept {
    return policy::outcome_names[static_cast<std::size_t>(outcome)];
}

std::optional<ModerationOutcome> find_outcome(std::string_view name) noexcept {
    for (std::size_t i = 0; i < policy::outcome_names.size(); ++i) {
        if (policy::outcome_names[i] == name) {
            return static_cast<ModerationOutcome>(i);
        }
    }
    return std::nullopt;
}

std::string_view role_power_name(RolePower power) noexcept {
    return policy::power_names[static_cast<std::size_t>(power)];
}

bool over_cap(const Policy& policy, std::size_t count, std::size_t total) noexcept {
    return count > static_cast<std::size_t>(policy.caps.always) &&
           static_cast<double>(count) > policy.caps.share * static_cast<double>(total);
}

std::vector<ModerationOutcome> measures_for(const Policy& policy, int violation) {
    const MeasureStep* best = nullptr;
    for (const MeasureStep& step : policy.measures.steps) {
        if (step.violation <= violation && (best == nullptr || step.violation > best->violation)) {
            best = &step;
        }
    }
    return best == nullptr ? std::vector<ModerationOutcome>{} : best->outcomes;
}

bool may(const Policy& policy, std::string_view role, RolePower power) {
    const auto& approvers = policy.approval.roles;
    const bool approves = std::find(approvers.begin(), approvers.end(), role) != approvers.end();
    if (power == RolePower::approve) {
        return approves && role != "dpo";
    }
    for (const PolicyRole& known : policy.roles) {
        if (known.id == role) {
            return std::find(known.may.begin(), known.may.end(), power) != known.may.end();
        }
    }
    if (role == "dpo" || approves) {
        return power == RolePower::audit || power == RolePower::review;
    }
    return policy.roles.empty();
}

} // namespace oblio
