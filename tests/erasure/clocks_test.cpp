// tests/erasure/clocks_test.cpp: the worked examples of the law.
#include "oblio/erasure/clocks.hpp"

#include <catch2/catch.hpp>

using namespace oblio;

namespace {

Date day(const char* iso) {
    return parse_date(iso).value();
}

} // namespace

TEST_CASE("One month and three months end where Regulation 1182/71 and Italy's holidays say",
          "[clocks]") {
    struct Row {
        const char* received;
        const char* due;
        const char* extended;
        const char* shows;
    };
    const Row row = GENERATE(values<Row>({
        {"2026-03-05", "2026-04-07", "2026-06-05", "Easter and Easter Monday"},
        {"2026-03-25", "2026-04-27", "2026-06-25", "holiday on a Saturday"},
        {"2026-05-02", "2026-06-03", "2026-08-03",
         "received on a Saturday; 2 June; Sunday 2 August"},
        {"2026-07-15", "2026-08-17", "2026-10-15", "no summer suspension"},
        {"2026-08-31", "2026-09-30", "2026-11-30", "last day of a shorter month"},
        {"2026-11-21", "2026-12-21", "2027-02-22", "extended from a Sunday"},
        {"2026-11-25", "2026-12-28", "2027-02-25", "Christmas, 26 December, Sunday"},
        {"2026-11-30", "2026-12-30", "2027-03-01", "no 30 February"},
        {"2026-12-01", "2027-01-04", "2027-03-01", "year end"},
        {"2026-12-06", "2027-01-07", "2027-03-08", "Epiphany"},
        {"2026-12-31", "2027-02-01", "2027-03-31", "31, 31, 31"},
        {"2027-02-28", "2027-03-30", "2027-05-28", "the 28th stays; Easter 2027"},
        {"2027-09-04", "2027-10-05", "2027-12-06", "4 October is a holiday from 2026"},
        {"2025-09-04", "2025-10-06", "2025-12-04", "and was none before: a Saturday"},
        {"2028-01-31", "2028-02-29", "2028-05-02", "leap day; 30 April, 1 May"},
        {"2028-02-29", "2028-03-29", "2028-05-29", "received on the leap day"},
    }));
    INFO(row.shows);
    CHECK(format_date(months_due(day(row.received), 1)) == row.due);
    CHECK(format_date(months_due(day(row.received), 3)) == row.extended);
}

TEST_CASE("The other clocks of the law", "[clocks]") {
    // Received 10 March, asked on the 12th, proved on the 20th: eight days.
    CHECK(format_date(months_due(day("2026-03-10"), 1)) == "2026-04-10");
    CHECK(format_date(paused_due(day("2026-03-10"), 1, day("2026-03-12"), day("2026-03-20"))) ==
          "2026-04-20");
    CHECK(format_date(civil_due(day("2026-06-05"), 30)) == "2026-07-06"); // Sunday rolls
    CHECK(format_date(civil_due(day("2026-12-21"), 60)) == "2027-02-19");
    CHECK(format_date(civil_due(day("2026-06-04"), 30)) == "2026-07-04"); // Saturday does not
    // A night in which the clocks change: hours are hours.
    const UrgentDue urgent = urgent_due(*parse_instant("2026-10-24T22:30:00+02:00"));
    CHECK(urgent.taken_in_charge == parse_instant("2026-10-25T21:30:00+01:00"));
    CHECK(urgent.done == parse_instant("2026-10-26T21:30:00+01:00"));
    CHECK(breach_due(*parse_instant("2026-12-24T17:20:00+01:00")) ==
          parse_instant("2026-12-27T17:20:00+01:00"));
    // Legal days are Rome's.
    CHECK(format_date(months_due(rome_date(*parse_instant("2026-08-31T22:30:00Z")), 1)) ==
          "2026-10-01");
}
