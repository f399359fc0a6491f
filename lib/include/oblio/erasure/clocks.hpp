// lib/include/oblio/erasure/clocks.hpp: the deadlines of the law, by the calendars it names.
#pragma once

#include "oblio/time.hpp"

#include <optional>

namespace oblio {

/// `received` plus whole months: the same day of the month, or its last day; then, if that is a
/// Saturday, a Sunday or a public holiday, the next working day. Always counted from `received`.
/// GDPR art. 12(3): 1 month; extended: 3 months. Requires: received.ok(), months >= 0.
/// Source: Regulation (EEC, Euratom) 1182/71, art. 3(1), 3(2)(c), 3(4); Italian holidays, art.
/// 2(1).
[[nodiscard]] Date months_due(Date received, int months) noexcept;

/// The same, moved by the days between asking for proof of identity and getting it, then rolled.
/// Source: EDPB Guidelines 01/2022; not in art. 12(3): the strict date stays the one to warn on.
[[nodiscard]] Date paused_due(Date received, int months, Date asked, Date answered) noexcept;

/// `from` plus days of the common calendar, the first not counted; a public holiday (Sundays
/// included, Saturdays not) rolls to the next day that is none.
/// Access to documents 30, civic access 30, discard list 60. Source: c.c. art. 2963.
[[nodiscard]] Date civil_due(Date from, int days) noexcept;

/// When the identity may still be asked for so that the clock may pause: three working days.
[[nodiscard]] Date identity_ask_limit(Date received) noexcept;

/// L. 71/2017 art. 2: taken in charge within 24 hours, done within 48, both from receipt; nights,
/// Sundays and holidays count.
struct UrgentDue {
    Instant taken_in_charge;
    Instant done;
};
[[nodiscard]] UrgentDue urgent_due(Instant received) noexcept;

/// GDPR art. 33(1): 72 hours from awareness.
[[nodiscard]] Instant breach_due(Instant aware) noexcept;

} // namespace oblio
