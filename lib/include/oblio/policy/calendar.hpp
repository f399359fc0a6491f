// lib/include/oblio/policy/calendar.hpp: Italy's working days and the hours an entity watches.
#pragma once

#include "oblio/policy/policy.hpp"
#include "oblio/time.hpp"

namespace oblio {

/// Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm (Meeus, 1991).
[[nodiscard]] Date easter(std::chrono::year year) noexcept;

/// A Sunday or one of Italy's holidays. The patron saint's day is none.
/// Source: L. 260/1949, L. 54/1977, D.P.R. 792/1985; 4 October from 2026 on: L. 151/2025.
[[nodiscard]] bool is_public_holiday(Date date) noexcept;

/// Monday to Friday and no public holiday.
[[nodiscard]] bool is_working_day(Date date) noexcept;

/// `days` working days after `date`, the first day not counted; `date` itself if `days` is 0.
/// Requires: days >= 0.
[[nodiscard]] Date add_working_days(Date date, int days) noexcept;

/// The first moment, not before `instant`, at which the entity watches its channels: inside one of
/// its watch hours on a day that is no public holiday. Without `/watch_hours` Monday to Friday,
/// 9:00-13:00. The local time is Rome's.
[[nodiscard]] Instant next_watch(const Policy& policy, Instant instant);

} // namespace oblio
