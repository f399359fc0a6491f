// lib/src/policy/permission.cpp
#include "oblio/policy/permission.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <string>
#include <vector>

namespace oblio {
namespace {

using enum RolePower;
constexpr bool looks = false;
constexpr bool changes = true;

/// Those who prepare, decide, carry out or watch a case may see it; the desk sees what it works on.
constexpr std::array table{
    CommandPowers{"access", {trace}, looks},
    CommandPowers{"archive compact", {execute}, changes},
    CommandPowers{"archive rekey", {execute}, changes},
    CommandPowers{"archive restore", {execute}, changes},
    CommandPowers{"archive verify", {execute, audit}, looks},
    CommandPowers{"audit", {audit}, changes},
    CommandPowers{"audit --dry-run", {audit}, looks},
    CommandPowers{"backup", {execute}, changes},
    CommandPowers{"consent add", {consent}, changes},
    CommandPowers{"consent answer", {consent}, changes},
    CommandPowers{"consent import", {consent}, changes},
    CommandPowers{"consent list", {consent, audit}, looks},
    CommandPowers{"consent revoke", {consent}, changes},
    CommandPowers{"import", {moderate, plan}, changes},
    CommandPowers{"ledger verify", {execute, audit}, looks},
    CommandPowers{"minors", {plan, review, consent, audit}, looks},
    CommandPowers{"minors --apply", {plan}, changes},
    CommandPowers{"moderation add", {moderate}, changes},
    CommandPowers{"moderation advise", {moderate, audit}, looks},
    CommandPowers{"moderation forget", {moderate, plan}, changes},
    CommandPowers{"moderation list", {moderate, plan, audit}, looks},
    CommandPowers{"plan approve", {approve}, changes},
    CommandPowers{"plan execute", {execute}, changes},
    CommandPowers{"plan list", {plan, review, approve, execute, audit}, looks},
    CommandPowers{"plan show", {plan, review, approve, execute, audit}, looks},
    CommandPowers{"plan verify", {execute, audit}, changes},
    CommandPowers{"request approve", {approve}, changes},
    CommandPowers{"request close", {plan, execute}, changes},
    CommandPowers{"request duplicate", {plan}, changes},
    CommandPowers{"request execute", {execute}, changes},
    CommandPowers{"request extend", {plan}, changes},
    CommandPowers{"request forget", {execute}, changes},
    CommandPowers{"request identify", {trace, plan}, changes},
    CommandPowers{"request keep", {hold}, changes},
    CommandPowers{"request letter", {trace, plan, review, approve, execute, audit}, looks},
    CommandPowers{"request list", {trace, plan, review, approve, execute, audit}, looks},
    CommandPowers{"request open", {trace, plan}, changes},
    CommandPowers{"request plan", {plan}, changes},
    CommandPowers{"request refuse", {plan}, changes},
    CommandPowers{"request release", {hold}, changes},
    CommandPowers{"request review", {review}, changes},
    CommandPowers{"request show", {trace, plan, review, approve, execute, audit}, looks},
    CommandPowers{"request trace", {trace, plan}, changes},
    CommandPowers{"request verify", {execute, audit}, changes},
    CommandPowers{"request withdraw", {trace, plan}, changes},
    CommandPowers{"retention", {moderate, plan, review, hold, audit}, looks},
    CommandPowers{"retention --apply", {plan}, changes},
    CommandPowers{"retention hold add", {hold}, changes},
    CommandPowers{"retention hold release", {hold}, changes},
    CommandPowers{"retention thread close", {moderate, hold}, changes},
    CommandPowers{"retention thread open", {moderate, hold}, changes},
    CommandPowers{"trace", {trace}, looks},
    CommandPowers{"worklist", {moderate, plan, execute, audit}, looks},
    CommandPowers{"worklist --done", {moderate, execute}, changes},
};
static_assert(std::is_sorted(table.begin(), table.end(), [](const auto& left, const auto& right) {
    return left.command < right.command;
}));

const CommandPowers* find_command(std::string_view command) noexcept {
    const auto found = std::lower_bound(
        table.begin(), table.end(), command,
        [](const CommandPowers& row, std::string_view name) { return row.command < name; });
    return found == table.end() || found->command != command ? nullptr : &*found;
}

bool allowed(const Policy& policy, const CommandPowers& row, std::string_view role) {
    return std::any_of(row.any_of.begin(), row.any_of.end(),
                       [&](const auto& power) { return power && may(policy, role, *power); });
}

/// The roles of the policy, those that only approve included.
std::vector<std::string_view> known_roles(const Policy& policy) {
    std::vector<std::string_view> roles;
    for (const PolicyRole& role : policy.roles) {
        roles.push_back(role.id);
    }
    for (const std::string& role : policy.approval.roles) {
        if (std::find(roles.begin(), roles.end(), role) == roles.end()) {
            roles.push_back(role);
        }
    }
    return roles;
}

} // namespace

std::span<const CommandPowers> command_powers() noexcept {
    return table;
}

Result<void> allow_command(const Policy& policy, std::string_view command, std::string_view role) {
    const CommandPowers* row = find_command(command);
    assert(row != nullptr);
    if (row == nullptr) {
        return Error{ErrorCode::bad_argument, "no command " + std::string{command}};
    }
    if (role.empty() ? !(row->changes && policy.approval.role_required)
                     : allowed(policy, *row, role)) {
        return {};
    }
    std::vector<std::string_view> roles = known_roles(policy);
    std::erase_if(roles, [&](std::string_view one) { return !allowed(policy, *row, one); });
    return Error{
        ErrorCode::not_allowed,
        fmt::format("{}: {}; under this policy these roles may (--by): {}", command,
                    role.empty() ? std::string{"nobody said in which role"}
                                 : fmt::format("not the role {}", role),
                    roles.empty() ? std::string{"-"} : fmt::format("{}", fmt::join(roles, ", ")))};
}

std::string_view role_for_ledger(const Policy& policy, std::string_view role) {
    if (role.empty()) {
        return "unnamed";
    }
    const auto roles = known_roles(policy);
    return role == "dpo" || std::find(roles.begin(), roles.end(), role) != roles.end() ? role
                                                                                       : "other";
}

} // namespace oblio
