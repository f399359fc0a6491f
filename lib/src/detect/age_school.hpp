// lib/src/detect/age_school.hpp: a class of the Italian school as a span of ages.
#pragma once

#include "oblio/time.hpp"

#include <cstdint>
#include <optional>

namespace oblio::detect {

/// The three years of the nursery school (materna) end where the elementary one begins.
enum class SchoolLevel : std::uint8_t { nursery, elementary, middle, upper, any };

/// Full years, inclusive.
struct AgeRange {
    int least;
    int most;
};

/// The ages in class `year` (1 to 5; nothing: the whole school) of `level` on `day`. Pupils start
/// at six; from September on a class holds those who turn the same age by December. Without a day
/// both halves of the school year count.
/// Source: rules of decision for minors; D.Lgs. 59/2004 art. 6, D.P.R. 89/2009 art. 4.
[[nodiscard]] AgeRange school_ages(SchoolLevel level, std::optional<int> year,
                                   std::optional<Date> day) noexcept;

} // namespace oblio::detect
