// lib/include/oblio/time.hpp: instants, dates and the clock of Rome.
#pragma once

#include "oblio/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace oblio {

/// A moment, whole seconds, UTC.
using Instant = std::chrono::sys_seconds;
/// A day of the Gregorian calendar.
using Date = std::chrono::year_month_day;

/// `2026-06-01` as a date; nothing if it is not of that form or not a day of the calendar.
[[nodiscard]] std::optional<Date> parse_date(std::string_view iso);
/// `2026-06-01`. Requires: date.ok().
[[nodiscard]] std::string format_date(Date date);

/// An RFC 3339 time (`Z` or an offset, `T` or a space, a fraction allowed and cut off) as an
/// instant; nothing if it is not one or lies outside years 1 to 9999.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view rfc3339);
/// `2024-03-12T17:45:10Z`.
[[nodiscard]] std::string format_instant(Instant instant);

/// What Rome's clocks showed over UTC at `instant`: one hour, or two in summer time.
/// Source: Directive 2000/84/EC (last Sundays of March and October, 01:00 UTC), applied from 1996
/// on; before that year summer time is not applied.
[[nodiscard]] std::chrono::hours rome_offset(Instant instant) noexcept;
/// The day it was in Rome at `instant`.
[[nodiscard]] Date rome_date(Instant instant) noexcept;

/// Full years between two days; someone born on 29 February comes of age on 1 March.
/// Requires: both ok(). Negative if `day` is before `birth`.
[[nodiscard]] int full_years(Date birth, Date day) noexcept;

/// `date` plus `days` days.
[[nodiscard]] Date add_days(Date date, int days) noexcept;
/// Days from `from` to `to`; negative if `to` is earlier.
[[nodiscard]] int days_between(Date from, Date to) noexcept;

} // namespace oblio
