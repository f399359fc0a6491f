// lib/src/detect/phone_plan.hpp: which numbers the Italian numbering plan holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oblio::detect {

enum class LineKind : std::uint8_t {
    none,
    fixed,
    mobile,
    toll_free,   // 800, 803
    shared_cost, // 84x
    premium,     // 892, 899, 144 ...
    personal,    // 178, 199
    voip,        // 55
    foreign,
};

/// What a national number is, its first zero included. Requires: digits only. Time: constant.
/// Source: the numbering plan as libphonenumber 8.12.57 has it (regions IT and VA); a test compares
/// the two over all prefixes and lengths.
[[nodiscard]] LineKind italian_line(std::string_view digits) noexcept;

/// How many digits the area code of a fixed line has: 2, 3 or 4; 0 if it does not start with zero.
[[nodiscard]] std::size_t area_code_length(std::string_view digits) noexcept;

/// A telephone number.
struct PhoneNumber {
    std::string e164; ///< `+390331774206`
    LineKind kind;
    bool planned = true; ///< false: a foreign number of a possible length in an unknown range
};

/// Reads digits with an optional leading `+` or `00`; without one the number is Italian.
/// Foreign numbers are judged by libphonenumber. Nothing if the country has no such number.
[[nodiscard]] std::optional<PhoneNumber> read_phone(std::string_view digits);

} // namespace oblio::detect
