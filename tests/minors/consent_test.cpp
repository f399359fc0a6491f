// tests/minors/consent_test.cpp
#include "oblio/minors/consent.hpp"
#include "support/dates.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using oblio::test::day;

namespace {

Consent consent(std::string_view given, std::string_view expires = {},
                std::string_view revoked = {}) {
    Consent one;
    one.author_id = "1";
    one.guardian = "Ada Prova";
    one.given = day(given);
    one.expires = parse_date(expires);
    one.revoked = parse_date(revoked);
    return one;
}

} // namespace

TEST_CASE("A consent holds from its day to the day of expiry, not on the day it is revoked",
          "[consent]") {
    struct Row {
        Consent consent;
        std::string_view on;
        ConsentState state;
    };
    const std::vector<Row> rows{
        {consent("2025-03-01"), "2025-02-28", ConsentState::none},
        {consent("2025-03-01"), "2025-03-01", ConsentState::valid},
        {consent("2025-03-01"), "2035-03-01", ConsentState::valid},
        {consent("2025-03-01", "2026-03-01"), "2026-03-01", ConsentState::valid},
        {consent("2025-03-01", "2026-03-01"), "2026-03-02", ConsentState::expired},
        {consent("2024-02-29", "2025-02-28"), "2025-02-28", ConsentState::valid},
        {consent("2025-03-01", {}, "2025-06-01"), "2025-05-31", ConsentState::valid},
        {consent("2025-03-01", {}, "2025-06-01"), "2025-06-01", ConsentState::revoked},
        {consent("2025-03-01", "2025-04-01", "2025-06-01"), "2025-07-01", ConsentState::revoked},
        {consent("2025-03-01", {}, "2025-06-01"), "2025-02-01", ConsentState::none},
    };
    for (const Row& row : rows) {
        INFO(row.on);
        CHECK(state_on(row.consent, day(row.on)) == row.state);
    }
}

TEST_CASE("Somma Lombardo: a consent given after the message does not heal it", "[consent]") {
    Consent late = consent("2025-03-02");
    CHECK(state_on(late, day("2025-03-01")) == ConsentState::none);
    late.covers_earlier = true; // the guardian said so
    CHECK(state_on(late, day("2025-03-01")) == ConsentState::valid);
}

TEST_CASE("Where two guardians have to agree, one twice is not enough", "[consent]") {
    std::vector<Consent> both{consent("2025-01-01"), consent("2025-02-01")};
    CHECK(state_on(both, day("2025-03-01"), 1) == ConsentState::valid);
    CHECK(state_on(both, day("2025-03-01"), 2) == ConsentState::none);
    both[1].guardian = "Ugo Prova";
    CHECK(state_on(both, day("2025-03-01"), 2) == ConsentState::valid);
    CHECK(state_on(both, day("2025-01-15"), 2) == ConsentState::none);
}

TEST_CASE("Without a valid one the latest consent gives the state", "[consent]") {
    const std::vector<Consent> two{consent("2023-01-01", {}, "2023-06-01"),
                                   consent("2024-01-01", "2024-12-31")};
    CHECK(state_on(two, day("2025-03-01"), 1) == ConsentState::expired);
    CHECK(state_on({}, day("2025-03-01"), 1) == ConsentState::none);
    CHECK(revoked_after(two, day("2023-02-01")));
    CHECK_FALSE(revoked_after(two, day("2024-02-01")));
}

TEST_CASE("Consents are read from JSON and written back", "[consent]") {
    const auto read = parse_consents(R"([{"author_id": "42", "guardian": "Ada", "given":
        "2025-01-10", "expires": "2026-01-10", "revoked": null, "role": "parent"}])");
    REQUIRE(read);
    REQUIRE(read->size() == 1);
    const auto again = parse_consents(format_consent(read->front()));
    REQUIRE(again);
    CHECK(again->front().given == day("2025-01-10"));
    CHECK(again->front().expires == day("2026-01-10"));
    CHECK_FALSE(again->front().revoked);
    CHECK(again->front().role == "parent");
}

TEST_CASE("A consent that is not one is refused with the field", "[consent]") {
    const auto detail = [](std::string_view json) { return parse_consents(json).error().detail; };
    CHECK(detail(R"([{"guardian": "A", "given": "2025-01-01"}])") == "/0/author_id: is required");
    CHECK(detail(R"([{"author_id": "1", "given": "2025-01-01"}])") == "/0/guardian: is required");
    CHECK(detail(R"([{"author_id": "1", "guardian": "A"}])") == "/0/given: is required");
    CHECK(detail(R"([{"author_id": "1", "guardian": "A", "given": "2025-02-30"}])")
              .find("/0/given") == 0);
    CHECK(detail(R"([{"author_id": "1", "guardian": "A", "given": ""}])").find("/0/given") == 0);
    CHECK(
        detail(R"([{"author_id": "1", "guardian": "A", "given": "2025-01-01", "documento": 1}])") ==
        "/0/documento: is not a field of a consent");
    CHECK(parse_consents("[{").error().code == ErrorCode::bad_json);
    CHECK(parse_consents("7").error().code == ErrorCode::bad_argument);
}
