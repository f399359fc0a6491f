// lib/src/policy/names.hpp: the words of the policy file, in the order of their enumerations.
#pragma once

#include <array>
#include <string_view>

namespace oblio::policy {

inline constexpr std::array<std::string_view, 2> language_names{"it", "en"};
inline constexpr std::array<std::string_view, 3> minor_action_names{"purge", "quarantine",
                                                                    "review"};
inline constexpr std::array<std::string_view, 3> moderation_time_names{"after", "before", "both"};
inline constexpr std::array<std::string_view, 5> outcome_names{"reported", "hidden", "deleted",
                                                               "warned", "blocked"};
inline constexpr std::array<std::string_view, 2> retention_mode_names{"after_last_message",
                                                                      "service"};
inline constexpr std::array<std::string_view, 10> power_names{
    "check",   "moderate", "trace",   "plan", "review",
    "approve", "execute",  "consent", "hold", "audit"};
inline constexpr std::array<std::string_view, 7> weekday_names{"mon", "tue", "wed", "thu",
                                                               "fri", "sat", "sun"};
inline constexpr std::array<std::string_view, 8> platform_names{
    "facebook", "instagram", "whatsapp", "telegram", "x", "youtube", "mastodon", "generic"};

} // namespace oblio::policy
