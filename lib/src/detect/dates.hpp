// lib/src/detect/dates.hpp: dates in digits and in words.
#pragma once

#include "detect/validator.hpp"

#include "oblio/time.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace oblio::detect {

/// January to December.
inline constexpr std::array<std::string_view, 12> italian_months{
    "gennaio", "febbraio", "marzo",     "aprile",  "maggio",   "giugno",
    "luglio",  "agosto",   "settembre", "ottobre", "novembre", "dicembre"};

/// The day that a folded date says: `17/02/1946`, `3.9.85`, `2019-04-11`, `6 gennaio 1924`,
/// `14 june 1991`, `primo maggio 1980`. Two digits of a year are read as 1930 to 2029.
/// Nothing if there is no such day or the year is not 1900 to 2035. Time: linear.
[[nodiscard]] std::optional<Date> read_date(std::string_view folded);

/// A date that could be a birth date; what makes it one is the context.
Verdict check_birth_date(const Match& match);

} // namespace oblio::detect
