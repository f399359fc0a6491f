// lib/src/record/times.cpp
#include "record/times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

// Years 1 to 9999.
constexpr std::int64_t earliest = -62135596800;
constexpr std::int64_t latest = 253402300799;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

std::optional<std::string> with_fraction(std::int64_t value, std::int64_t unit, int digits) {
    const std::int64_t seconds = floor_divide(value, unit);
    auto text = from_seconds(seconds);
    if (text) {
        text->pop_back();
        *text += fmt::format(".{:0{}}Z", value - seconds * unit, digits);
    }
    return text;
}

} // namespace

std::optional<std::string> from_seconds(std::int64_t seconds) {
    if (seconds < earliest || seconds > latest) {
        return std::nullopt;
    }
    return format_instant(Instant{std::chrono::seconds{seconds}});
}

std::optional<std::string> from_milliseconds(std::int64_t milliseconds) {
    return with_fraction(milliseconds, 1000, 3);
}

std::optional<std::string> from_microseconds(std::int64_t microseconds) {
    return with_fraction(microseconds, 1'000'000, 6);
}

std::optional<UtcTime> from_iso(std::string_view text) {
    const auto instant = parse_instant(text);
    if (!instant) {
        return std::nullopt;
    }
    UtcTime time{format_instant(*instant), "s", false};
    std::size_t zone = 19;
    if (text.size() > 19 && text[19] == '.') {
        zone = text.find_first_not_of("0123456789", 20);
        const std::string_view fraction = text.substr(19, zone - 19);
        if (fraction.size() > 1) {
            time.text.pop_back();
            time.text += std::string{fraction} + "Z";
            time.precision = fraction.size() <= 4 ? "ms" : "us";
        }
    }
    const std::string_view offset = text.substr(zone);
    time.offset = offset != "Z" && offset != "z" && offset != "+00:00" && offset != "+0000";
    return time;
}

std::optional<UtcTime> from_x_date(std::string_view text) {
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 30) {
        return std::nullopt;
    }
    const auto month = std::find(months.begin(), months.end(), text.substr(4, 3));
    if (month == months.end()) {
        return std::nullopt;
    }
    const auto number = static_cast<int>(month - months.begin()) + 1;
    return from_iso(fmt::format("{}-{:02}-{}T{}{}", text.substr(26, 4), number, text.substr(8, 2),
                                text.substr(11, 8), text.substr(20, 5)));
}

std::optional<std::chrono::local_seconds> local_iso(std::string_view text) {
    if (text.size() < 19) {
        return std::nullopt;
    }
    const auto instant = parse_instant(std::string{text.substr(0, 19)} + "Z");
    return instant ? std::optional{std::chrono::local_seconds{instant->time_since_epoch()}}
                   : std::nullopt;
}

void set_created_seconds(Record& record, std::optional<std::int64_t> seconds) {
    record.created = seconds ? from_seconds(*seconds) : std::nullopt;
    if (record.created) {
        record.created_precision = "s";
        record.created_source = "utc";
    }
}

void set_created_milliseconds(Record& record, std::optional<std::int64_t> milliseconds) {
    record.created = milliseconds ? from_milliseconds(*milliseconds) : std::nullopt;
    if (record.created) {
        record.created_precision = "ms";
        record.created_source = "utc";
    }
}

void set_created(Record& record, const std::optional<UtcTime>& time) {
    if (time) {
        record.created = time->text;
        record.created_precision = time->precision;
        record.created_source = time->offset ? "offset" : "utc";
    }
}

Instant set_created_local(Record& record, std::chrono::local_seconds wall, const Zone& zone,
                          std::optional<Instant> previous, std::string_view precision) {
    const Zone::Moment moment = zone.to_utc(wall, previous);
    record.created = format_instant(moment.instant);
    record.created_precision = std::string{precision};
    record.created_source = "assumed:" + zone.name();
    record.set_flag("zone-assumed");
    if (moment.ambiguous) {
        record.set_flag("time-ambiguous");
    }
    return moment.instant;
}

} // namespace oblio::record
