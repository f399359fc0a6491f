// lib/src/erasure/clocks.cpp
#include "oblio/erasure/clocks.hpp"

#include "oblio/policy/calendar.hpp"

namespace oblio {
namespace {

using std::chrono::hours;

Date same_day_later(Date date, int months) {
    const auto month = date.year() / date.month() + std::chrono::months{months};
    const Date later = month / date.day();
    return later.ok() ? later : Date{month / std::chrono::last};
}

Date to_working_day(Date date) {
    while (!is_working_day(date)) {
        date = add_days(date, 1);
    }
    return date;
}

} // namespace

Date months_due(Date received, int months) noexcept {
    return to_working_day(same_day_later(received, months));
}

Date paused_due(Date received, int months, Date asked, Date answered) noexcept {
    const int waited = days_between(asked, answered);
    return to_working_day(add_days(same_day_later(received, months), waited > 0 ? waited : 0));
}

Date civil_due(Date from, int days) noexcept {
    Date date = add_days(from, days);
    while (is_public_holiday(date)) {
        date = add_days(date, 1);
    }
    return date;
}

Date identity_ask_limit(Date received) noexcept {
    return add_working_days(received, 3);
}

UrgentDue urgent_due(Instant received) noexcept {
    return {received + hours{24}, received + hours{48}};
}

Instant breach_due(Instant aware) noexcept {
    return aware + hours{72};
}

} // namespace oblio
