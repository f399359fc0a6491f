// lib/include/oblio/policy/permission.hpp: which role may give which command. One table for all.
#pragma once

#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace oblio {

/// What a command asks of who gives it: any one of its powers is enough.
struct CommandPowers {
    std::string_view command; ///< as it is typed, such as `retention hold add`
    std::array<std::optional<RolePower>, 6> any_of;
    bool changes = false; ///< it writes; only looking otherwise
};

/// Every command that works on an archive, but `init` (there is no policy yet) and
/// `certificate verify` (it needs no archive), by name.
[[nodiscard]] std::span<const CommandPowers> command_powers() noexcept;

/// May a holder of `role` give this command? An empty role means that nobody said who acts: that
/// is refused for commands that change something if the policy has `approval.role_required`.
/// Without `/roles` in the policy see may(). Requires: `command` is in command_powers().
/// Errors: not_allowed; the detail names the roles that may.
[[nodiscard]] Result<void> allow_command(const Policy& policy, std::string_view command,
                                         std::string_view role);

/// `role` if the policy knows it, `other` if it does not, `unnamed` if it is empty: what may stand
/// in a ledger that nobody can shorten. People's names are never roles.
[[nodiscard]] std::string_view role_for_ledger(const Policy& policy, std::string_view role);

} // namespace oblio
