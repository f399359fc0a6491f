// lib/src/time.cpp
#include "oblio/time.hpp"

#include <fmt/format.h>

namespace oblio {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

/// The number in `text[at, at + width)`, all digits; nothing otherwise.
std::optional<unsigned> number(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) {
        return std::nullopt;
    }
    unsigned value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        value = value * 10 + static_cast<unsigned>(text[i] - '0');
    }
    return value;
}

/// Seconds east of UTC of a zone such as `Z`, `+01:00` or `+0100`; nothing otherwise.
std::optional<seconds> zone_offset(std::string_view zone) {
    if (zone == "Z" || zone == "z") {
        return seconds{0};
    }
    if (zone.empty() || (zone[0] != '+' && zone[0] != '-')) {
        return std::nullopt;
    }
    const bool colon = zone.size() == 6 && zone[3] == ':';
    if (!colon && zone.size() != 5) {
        return std::nullopt;
    }
    const auto hour = number(zone, 1, 2);
    const auto minute = number(zone, colon ? 4 : 3, 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    const seconds east = hours{*hour} + minutes{*minute};
    return zone[0] == '-' ? -east : east;
}

Instant last_sunday(std::chrono::year year, std::chrono::month month) noexcept {
    return sys_days{year / month / std::chrono::Sunday[std::chrono::last]} + hours{1};
}

} // namespace

std::optional<Date> parse_date(std::string_view iso) {
    const auto year = number(iso, 0, 4);
    const auto month = number(iso, 5, 2);
    const auto day = number(iso, 8, 2);
    if (iso.size() != 10 || !year || !month || !day || iso[4] != '-' || iso[7] != '-') {
        return std::nullopt;
    }
    const Date date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                    std::chrono::day{*day}};
    return date.ok() && *year >= 1 ? std::optional{date} : std::nullopt;
}

std::string format_date(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<Instant> parse_instant(std::string_view rfc3339) {
    if (rfc3339.size() < 20 || (rfc3339[10] != 'T' && rfc3339[10] != 't' && rfc3339[10] != ' ')) {
        return std::nullopt;
    }
    const auto date = parse_date(rfc3339.substr(0, 10));
    const auto hour = number(rfc3339, 11, 2);
    const auto minute = number(rfc3339, 14, 2);
    const auto second = number(rfc3339, 17, 2);
    if (!date || !hour || !minute || !second || rfc3339[13] != ':' || rfc3339[16] != ':' ||
        *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    std::size_t zone = 19;
    if (rfc3339[zone] == '.') {
        ++zone;
        while (zone < rfc3339.size() && rfc3339[zone] >= '0' && rfc3339[zone] <= '9') {
            ++zone;
        }
    }
    const auto east = zone_offset(rfc3339.substr(zone));
    if (!east) {
        return std::nullopt;
    }
    return sys_days{*date} + hours{*hour} + minutes{*minute} + seconds{*second} - *east;
}

std::string format_instant(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const std::chrono::hh_mm_ss time{instant - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", format_date(Date{day}), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

hours rome_offset(Instant instant) noexcept {
    const Date date{std::chrono::floor<days>(instant)};
    if (date.year() < std::chrono::year{1996}) {
        return hours{1};
    }
    const bool summer = instant >= last_sunday(date.year(), std::chrono::March) &&
                        instant < last_sunday(date.year(), std::chrono::October);
    return hours{summer ? 2 : 1};
}

Date rome_date(Instant instant) noexcept {
    return Date{std::chrono::floor<days>(instant + rome_offset(instant))};
}

int full_years(Date birth, Date day) noexcept {
    const int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
    const bool before_birthday =
        day.month() < birth.month() || (day.month() == birth.month() && day.day() < birth.day());
    return years - (before_birthday ? 1 : 0);
}

Date add_days(Date date, int count) noexcept {
    return Date{sys_days{date} + days{count}};
}

int days_between(Date from, Date to) noexcept {
    return static_cast<int>((sys_days{to} - sys_days{from}).count());
}

} // namespace oblio
