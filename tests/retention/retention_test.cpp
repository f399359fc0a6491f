// tests/retention/retention_test.cpp: the clocks, one row a case.
#include "oblio/retention/retention.hpp"
#include "support/dates.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace oblio;
using oblio::test::day;

namespace {

Instant at(std::string_view rfc3339) {
    return parse_instant(rfc3339).value();
}

RetentionThread thread(std::string_view last) {
    RetentionThread one;
    one.thread = "t1";
    one.platform = "facebook";
    one.channel = "Comune";
    one.last = at(last);
    one.last_from_channel = one.last;
    one.records = 3;
    return one;
}

RetentionClock clock_of(int days, int warning = 30) {
    RetentionClock clock;
    clock.days = days;
    clock.warning_days = warning;
    return clock;
}

} // namespace

TEST_CASE("The deadline is Rome's date of the last message plus the days", "[retention]") {
    struct Row {
        std::string_view last;
        int days;
        std::string_view due;
        std::string_view what;
    };
    const std::vector<Row> rows{
        {"2026-01-31T12:00:00Z", 30, "2026-03-02", "end of a month, common year"},
        {"2024-01-31T12:00:00Z", 30, "2024-03-01", "end of a month, leap year"},
        {"2024-02-29T12:00:00Z", 365, "2025-02-28", "from a leap day"},
        {"2024-02-28T12:00:00Z", 1, "2024-02-29", "to a leap day"},
        {"2025-12-31T12:00:00Z", 1, "2026-01-01", "over the year's end"},
        {"2025-12-31T23:30:00Z", 1, "2026-01-02", "in Rome the year had changed"},
        {"2026-05-31T23:34:00Z", 0, "2026-06-01", "summer: 23:34 UTC is the next day"},
        {"2026-05-31T22:00:00Z", 0, "2026-06-01", "summer: 22:00 UTC is midnight"},
        {"2026-05-31T21:59:59Z", 0, "2026-05-31", "summer: a second before"},
        {"2026-01-31T23:00:00Z", 0, "2026-02-01", "winter: 23:00 UTC is midnight"},
        {"2026-01-31T22:59:59Z", 0, "2026-01-31", "winter: a second before"},
        {"2026-03-29T00:59:59Z", 1, "2026-03-30", "before the clocks go forward"},
        {"2026-03-28T23:30:00Z", 1, "2026-03-30", "the night of the change, still winter time"},
        {"2026-03-29T22:30:00Z", 1, "2026-03-31", "the night after, summer time"},
        {"2026-10-24T22:30:00Z", 1, "2026-10-26", "autumn: still summer time"},
        {"2026-10-25T22:30:00Z", 1, "2026-10-26", "autumn: winter time, not yet midnight"},
        {"2026-10-25T23:00:00Z", 1, "2026-10-27", "autumn: winter time, midnight"},
    };
    for (const Row& row : rows) {
        INFO(row.what);
        const auto verdict = judge_thread(thread(row.last), clock_of(row.days), day("2026-06-01"));
        REQUIRE(verdict.due);
        CHECK(format_date(*verdict.due) == row.due);
    }
}

TEST_CASE("Day 0 is not yet overdue and day 31 not yet due", "[retention]") {
    const auto status = [](std::string_view as_of, int warning = 30) {
        return judge_thread(thread("2025-12-03T10:00:00Z"), clock_of(180, warning), day(as_of))
            .status;
    };
    // 180 days after 3 December is 1 June.
    CHECK(status("2026-05-01") == RetentionStatus::fine); // 31 days left
    CHECK(status("2026-05-02") == RetentionStatus::due);  // 30
    CHECK(status("2026-06-01") == RetentionStatus::due);  // 0
    CHECK(status("2026-06-02") == RetentionStatus::overdue);
    CHECK(status("2026-05-31", 0) == RetentionStatus::fine);
    CHECK(status("2026-06-01", 0) == RetentionStatus::due);
}

TEST_CASE("Held comes before open, open before overdue", "[retention]") {
    RetentionThread one = thread("2024-01-01T10:00:00Z");
    const auto judge = [&](std::string_view as_of = "2026-06-01") {
        return judge_thread(one, clock_of(180), day(as_of));
    };
    CHECK(judge().status == RetentionStatus::overdue);
    one.mark = ThreadMark::open;
    one.mark_reason = "prot. 12/2026";
    CHECK(judge().status == RetentionStatus::open);
    CHECK(judge().reason.it == "richiesta aperta: prot. 12/2026");
    one.holds = {{"ricorso al TAR", {}}};
    CHECK(judge().status == RetentionStatus::held);
    CHECK(judge().reason.en == "legal hold: ricorso al TAR");
    CHECK(judge().due == day("2024-06-29")); // the date is told all the same
    one.mark = ThreadMark::closed;
    one.holds.clear();
    CHECK(judge().status == RetentionStatus::overdue);
}

TEST_CASE("A hold holds to the end of its last day", "[retention]") {
    RetentionThread one = thread("2024-01-01T10:00:00Z");
    one.holds = {{"indagine", day("2026-06-01")}};
    CHECK(judge_thread(one, clock_of(180), day("2026-06-01")).status == RetentionStatus::held);
    CHECK(judge_thread(one, clock_of(180), day("2026-06-02")).status == RetentionStatus::overdue);
    one.holds.push_back({"ricorso", {}});
    CHECK(judge_thread(one, clock_of(180), day("2026-06-02")).status == RetentionStatus::held);
}

TEST_CASE("Pero: the clock waits while the request is open or unanswered", "[retention]") {
    RetentionClock clock = clock_of(30, 7);
    clock.mode = RetentionMode::service;
    clock.unanswered_days = 60;
    RetentionThread one = thread("2026-05-01T10:00:00Z");
    one.last_from_channel = at("2026-04-01T10:00:00Z");
    one.last_from_others = at("2026-05-01T10:00:00Z"); // nobody answered
    CHECK(judge_thread(one, clock, day("2026-06-30")).status == RetentionStatus::open);
    CHECK(judge_thread(one, clock, day("2026-07-01")).status == RetentionStatus::overdue);
    one.mark = ThreadMark::closed; // a last "thank you" needs no answer
    CHECK(judge_thread(one, clock, day("2026-06-01")).status == RetentionStatus::overdue);
    one.mark = ThreadMark::none;
    one.last_from_channel = at("2026-05-01T11:00:00Z");
    CHECK(judge_thread(one, clock, day("2026-05-20")).status == RetentionStatus::fine);
    CHECK(judge_thread(one, clock, day("2026-06-01")).status == RetentionStatus::overdue);
    one.mark = ThreadMark::open;
    CHECK(judge_thread(one, clock, day("2027-06-01")).status == RetentionStatus::open);
    RetentionClock plain = clock;
    plain.mode = RetentionMode::after_last_message;
    one.mark = ThreadMark::none;
    one.last_from_channel.reset();
    CHECK(judge_thread(one, plain, day("2026-06-01")).status == RetentionStatus::overdue);
}

TEST_CASE("A conversation without any date is left to a person", "[retention]") {
    RetentionThread one = thread("2024-01-01T10:00:00Z");
    one.last.reset();
    one.last_from_channel.reset();
    const auto verdict = judge_thread(one, clock_of(180), day("2026-06-01"));
    CHECK(verdict.status == RetentionStatus::open);
    CHECK_FALSE(verdict.due);
}

TEST_CASE("Each channel has its own clock, and the worst comes first", "[retention]") {
    Policy policy = default_policy();
    policy.private_messages.clock = clock_of(180);
    policy.private_messages.channels = {{"whatsapp", "", clock_of(30, 5)}};
    std::vector<RetentionThread> threads{
        thread("2026-05-20T10:00:00Z"), thread("2026-04-20T10:00:00Z"),
        thread("2025-01-01T10:00:00Z"), thread("2025-11-25T10:00:00Z")};
    threads[1].platform = "whatsapp";
    threads[3].mark = ThreadMark::open;
    const auto verdicts = judge_threads(threads, policy, day("2026-06-01"));
    REQUIRE(verdicts.size() == 4);
    CHECK(verdicts[0].status == RetentionStatus::overdue);
    CHECK(verdicts[0].due == day("2025-06-30"));
    CHECK(verdicts[1].platform == "whatsapp");
    CHECK(verdicts[1].due == day("2026-05-20"));
    CHECK(verdicts[2].status == RetentionStatus::open);
    CHECK(verdicts[3].status == RetentionStatus::fine);

    const auto json =
        nlohmann::json::parse(format_retention(verdicts, day("2026-06-01"), clock_of(180)));
    CHECK(json["as_of"] == "2026-06-01");
    CHECK(json["threads"][0]["status"] == "overdue");
    CHECK(json["threads"][0]["due"] == "2025-06-30");
    CHECK(json["threads"][0]["days_left"] == -336);
}

TEST_CASE("A legal notice stays fifteen consecutive days, holidays included", "[retention]") {
    AlboPolicy albo;
    CHECK(albo_end(albo, day("2026-03-03")) == day("2026-03-17"));
    albo.count_first_day = false;
    CHECK(albo_end(albo, day("2026-03-03")) == day("2026-03-18"));
    CHECK(albo_end(albo, day("2026-12-20")) == day("2027-01-04"));
    CHECK(albo_end(albo, day("2028-02-20")) == day("2028-03-06"));
}

TEST_CASE("Somma Lombardo: what arrives in private goes to the URP within its working days",
          "[retention]") {
    Policy policy = default_policy();
    policy.forwarding.office = "URP";
    policy.forwarding.within_working_days = 1;
    policy.watch_hours = {{{1, 2, 3, 4, 5}, 9 * 60, 13 * 60}};
    const auto by = [&](std::string_view arrived) {
        return format_date(forward_by(policy, parse_instant(arrived).value()));
    };
    CHECK(by("2026-06-03T09:30:00+02:00") == "2026-06-04"); // Wednesday, watched
    CHECK(by("2026-06-03T18:00:00+02:00") == "2026-06-05"); // read on Thursday
    CHECK(by("2026-06-05T18:00:00+02:00") == "2026-06-09"); // Friday evening, read on Monday
    CHECK(by("2026-06-01T18:00:00+02:00") == "2026-06-04"); // 2 June is a holiday
    CHECK(by("2026-10-24T23:30:00Z") == "2026-10-27");      // the night the clocks go back

    RetentionThread thread;
    thread.thread = "t";
    thread.last = thread.last_from_others = parse_instant("2026-06-03T18:00:00+02:00");
    const auto judged = [&] {
        return judge_threads({&thread, 1}, policy, parse_date("2026-06-10").value()).front();
    };
    CHECK(judged().forward_by == parse_date("2026-06-05"));
    thread.mark = ThreadMark::open; // somebody has taken it up
    CHECK_FALSE(judged().forward_by);
    thread.mark = ThreadMark::none;
    thread.last_from_channel = parse_instant("2026-06-04T10:00:00+02:00");
    CHECK_FALSE(judged().forward_by);
    thread.last_from_channel.reset();
    policy.forwarding.office.clear();
    CHECK_FALSE(judged().forward_by);
}

TEST_CASE("A deadline of today is told as such, one day as one day", "[retention]") {
    const auto reason = [](std::string_view on) {
        return judge_thread(thread("2026-05-01T10:00:00Z"), clock_of(30), day(on)).reason;
    };
    CHECK(reason("2026-05-31").it == "scade oggi, 2026-05-31");
    CHECK(reason("2026-05-31").en == "expires today, 2026-05-31");
    CHECK(reason("2026-05-30").it == "scade il 2026-05-31, fra 1 giorno");
    CHECK(reason("2026-06-01").en == "expired on 2026-05-31, 1 day ago");
    CHECK(reason("2026-06-02").it == "scaduta il 2026-05-31, da 2 giorni");
}
