// tests/policy/calendar_test.cpp
#include "oblio/policy/calendar.hpp"
#include "support/dates.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using oblio::test::day;

namespace {

Instant at(std::string_view rfc3339) {
    return parse_instant(rfc3339).value();
}

} // namespace

TEST_CASE("Easter falls where the tables say", "[calendar]") {
    for (const auto* iso : {"2000-04-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05",
                            "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25"}) {
        CHECK(easter(day(iso).year()) == day(iso));
    }
}

TEST_CASE("Italy's holidays are holidays, the abolished ones are not", "[calendar]") {
    for (const auto* iso : {"2026-01-01", "2026-01-06", "2026-04-06", "2026-04-25", "2026-05-01",
                            "2026-06-02", "2026-08-15", "2027-10-04", "2026-11-01", "2026-12-08",
                            "2026-12-25", "2026-12-26", "2026-11-22"}) {
        CHECK(is_public_holiday(day(iso)));
    }
    for (const auto* iso : {"2026-03-19", "2026-06-29", "2026-11-04", "2026-05-14", "2024-10-04",
                            "2026-11-21", "2026-11-23"}) {
        CHECK_FALSE(is_public_holiday(day(iso)));
    }
    CHECK_FALSE(is_working_day(day("2026-11-21"))); // a Saturday
    CHECK(is_working_day(day("2026-11-23")));
}

TEST_CASE("Working days jump over week ends and holidays", "[calendar]") {
    CHECK(add_working_days(day("2026-04-03"), 1) == day("2026-04-07")); // Easter Monday between
    CHECK(add_working_days(day("2026-12-23"), 3) == day("2026-12-29"));
    CHECK(add_working_days(day("2026-12-25"), 0) == day("2026-12-25"));
}

TEST_CASE("Somma Lombardo: requests are watched Monday to Friday, in office hours", "[policy]") {
    const Policy usual = default_policy();
    CHECK(next_watch(usual, at("2026-11-23T08:30:00Z")) == at("2026-11-23T08:30:00Z"));
    CHECK(next_watch(usual, at("2026-11-23T06:00:00Z")) == at("2026-11-23T08:00:00Z"));
    CHECK(next_watch(usual, at("2026-11-23T12:00:00Z")) == at("2026-11-24T08:00:00Z"));
    CHECK(next_watch(usual, at("2026-11-20T15:00:00Z")) == at("2026-11-23T08:00:00Z"));
    // Summer time: nine o'clock is seven in UTC; the change of 2026-03-29 lies between.
    CHECK(next_watch(usual, at("2026-03-27T15:00:00Z")) == at("2026-03-30T07:00:00Z"));
    CHECK(next_watch(usual, at("2026-04-03T15:00:00Z")) == at("2026-04-07T07:00:00Z"));
}

TEST_CASE("Massa: on Tuesday and Thursday the afternoon is watched, too", "[policy]") {
    Policy massa = default_policy();
    massa.watch_hours = {{{1, 2, 3, 4, 5}, 540, 780}, {{2, 4}, 900, 1020}};
    CHECK(next_watch(massa, at("2026-11-24T12:30:00Z")) == at("2026-11-24T14:00:00Z")); // Tuesday
    CHECK(next_watch(massa, at("2026-11-25T12:30:00Z")) == at("2026-11-26T08:00:00Z")); // Wednesday
    CHECK(next_watch(massa, at("2026-11-26T16:00:00Z")) == at("2026-11-27T08:00:00Z"));
}
