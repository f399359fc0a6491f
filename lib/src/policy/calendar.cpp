// lib/src/policy/calendar.cpp
#include "oblio/policy/calendar.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace oblio {
namespace {

using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::weekday;

/// The instant at which Rome's clocks show `minute` minutes after midnight of `day`. Where that
/// time does not exist or exists twice, the later reading.
Instant at_rome(Date day, int minute) noexcept {
    const Instant local{sys_days{day} + minutes{minute}};
    const Instant guess = local - std::chrono::hours{1};
    return local - rome_offset(guess);
}

const std::vector<WatchHours>& hours_of(const Policy& policy) {
    static const std::vector<WatchHours> usual{{{1, 2, 3, 4, 5}, 9 * 60, 13 * 60}};
    return policy.watch_hours.empty() ? usual : policy.watch_hours;
}

} // namespace

Date easter(std::chrono::year year) noexcept {
    const int y = static_cast<int>(year);
    const int a = y % 19;
    const int b = y / 100;
    const int c = y % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month = (h + l - 7 * m + 114) / 31;
    const int day = (h + l - 7 * m + 114) % 31 + 1;
    return Date{year, std::chrono::month{static_cast<unsigned>(month)},
                std::chrono::day{static_cast<unsigned>(day)}};
}

bool is_public_holiday(Date date) noexcept {
    if (weekday{sys_days{date}} == std::chrono::Sunday) {
        return true;
    }
    static constexpr std::array<std::pair<unsigned, unsigned>, 10> fixed{
        {{1, 1}, {1, 6}, {4, 25}, {5, 1}, {6, 2}, {8, 15}, {11, 1}, {12, 8}, {12, 25}, {12, 26}}};
    const std::pair day{static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
    if (std::find(fixed.begin(), fixed.end(), day) != fixed.end()) {
        return true;
    }
    if (day == std::pair{10U, 4U} && date.year() >= std::chrono::year{2026}) {
        return true;
    }
    return date == add_days(easter(date.year()), 1);
}

bool is_working_day(Date date) noexcept {
    return weekday{sys_days{date}} != std::chrono::Saturday && !is_public_holiday(date);
}

Date add_working_days(Date date, int days) noexcept {
    while (days > 0) {
        date = add_days(date, 1);
        days -= is_working_day(date) ? 1 : 0;
    }
    return date;
}

Instant next_watch(const Policy& policy, Instant instant) {
    Date day = rome_date(instant);
    // A fortnight holds at least one working day of every weekday but for rows of holidays.
    for (int tried = 0; tried < 60; ++tried, day = add_days(day, 1)) {
        if (is_public_holiday(day) && weekday{sys_days{day}} != std::chrono::Sunday) {
            continue;
        }
        const unsigned iso = weekday{sys_days{day}}.iso_encoding();
        std::optional<Instant> best;
        for (const WatchHours& hours : hours_of(policy)) {
            if (std::find(hours.weekdays.begin(), hours.weekdays.end(), iso) ==
                    hours.weekdays.end() ||
                at_rome(day, hours.to) <= instant) {
                continue;
            }
            const Instant start = std::max(instant, at_rome(day, hours.from));
            best = best ? std::min(*best, start) : start;
        }
        if (best) {
            return *best;
        }
    }
    return instant;
}

} // namespace oblio
