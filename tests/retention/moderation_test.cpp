// tests/retention/moderation_test.cpp
#include "oblio/retention/moderation.hpp"
#include "support/archive_fixture.hpp"
#include "support/dates.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::test;

namespace {

Policy shipped(const std::string& file) {
    return parse_policy(bytes_of_file(source_folder() / "patterns" / "policies" / file)).value();
}

/// An archive with two comments of one author and one of another.
class Town {
public:
    Town() : archive{Archive::create(dir.path() / "A", {}, "{}", world.environment()).value()} {
        auto importer = Importer::begin(archive).value();
        for (const auto& [id, author] : {std::pair{"1", "Ada"}, {"2", "Ada"}, {"3", "Ugo"}}) {
            REQUIRE(importer.add(comment(id, author, "testo"), {}));
        }
        REQUIRE(importer.commit());
    }
    TempDir dir;
    TestEnvironment world;
    Archive archive;
};

using O = ModerationOutcome;

} // namespace

TEST_CASE("Carpignano Sesia: nobody is blocked who was not warned before", "[moderation]") {
    Town town;
    const Policy policy = shipped("carpignano-sesia.json");
    const auto first = advise_moderation(town.archive, policy, "facebook:1", day("2026-02-01"));
    REQUIRE(first);
    CHECK(first->violations == 0);
    CHECK_FALSE(first->warned);
    CHECK(first->next.front() == O::warned);
    const auto early = moderate(town.archive, policy, "facebook:1", O::blocked, "terzi", false,
                                "gestore", day("2026-02-01"));
    REQUIRE_FALSE(early);
    CHECK(early.error().code == ErrorCode::not_allowed);

    REQUIRE(moderate(town.archive, policy, "facebook:1", O::warned, "terzi", false, "gestore",
                     day("2026-02-01")));
    const auto second = advise_moderation(town.archive, policy, "facebook:2", day("2026-03-01"));
    REQUIRE(second);
    CHECK(second->violations == 1);
    CHECK(second->warned);
    CHECK(moderate(town.archive, policy, "facebook:2", O::blocked, "terzi", false, "gestore",
                   day("2026-03-01")));
    CHECK_FALSE(moderate(town.archive, policy, "facebook:3", O::blocked, "terzi", false, "gestore",
                         day("2026-03-01"))); // another author
}

TEST_CASE("A warning counts for the policy's days and is then forgotten", "[moderation]") {
    Town town;
    const Policy policy = shipped("carpignano-sesia.json"); // 365 days
    REQUIRE(moderate(town.archive, policy, "facebook:1", O::warned, "", false, "gestore",
                     day("2025-02-01")));
    const auto known = [&](std::string_view on) {
        return advise_moderation(town.archive, policy, "facebook:2", day(on)).value().violations;
    };
    CHECK(known("2026-02-01") == 1);
    CHECK(known("2026-02-02") == 0);
    CHECK(forget_moderations(town.archive, policy, day("2026-02-01"), "gestore").value() == 0);
    CHECK(forget_moderations(town.archive, policy, day("2026-02-02"), "gestore").value() == 1);
    CHECK(moderations(town.archive).value().empty());
}

TEST_CASE("The author's own data are hidden without a strike", "[moderation]") {
    Town town;
    const Policy policy = shipped("pero.json");
    REQUIRE(moderate(town.archive, policy, "facebook:1", O::hidden, "particolari", true,
                     "redazione", day("2026-02-01")));
    CHECK(advise_moderation(town.archive, policy, "facebook:2", day("2026-02-02"))
              .value()
              .violations == 0);
    const auto all = moderations(town.archive).value();
    REQUIRE(all.size() == 1);
    CHECK(warning_text(policy, all[0], 1, Language::italian).find("Non è una violazione") !=
          std::string::npos);
}

TEST_CASE("Massa: reported, hidden and deleted are three outcomes, others are not used",
          "[moderation]") {
    Town town;
    const Policy policy = shipped("massa.json");
    for (const O outcome : {O::reported, O::hidden, O::deleted}) {
        CHECK(moderate(town.archive, policy, "facebook:1", outcome, "sensibili", false, "redazione",
                       day("2026-02-01")));
    }
    CHECK_FALSE(moderate(town.archive, policy, "facebook:1", O::blocked, "", false, "redazione",
                         day("2026-02-01")));
    CHECK(moderations(town.archive).value().size() == 3);
    // three outcomes of one item are one violation
    CHECK(advise_moderation(town.archive, policy, "facebook:2", day("2026-02-02"))
              .value()
              .violations == 1);
}

TEST_CASE("A warning quotes the rule and never the item", "[moderation]") {
    const Policy policy = shipped("carpignano-sesia.json");
    const Moderation one{"facebook:1", "facebook", {},        O::warned,
                         "terzi",      false,      "gestore", day("2026-02-01")};
    const std::string it = warning_text(policy, one, 1, Language::italian);
    CHECK(it.find("non divulga informazioni su terzi") != std::string::npos);
    CHECK(it.find("un avviso") != std::string::npos);
    CHECK(it.find("facebook:1") == std::string::npos);
    CHECK(warning_text(policy, one, 2, Language::english).find("warning number 2") !=
          std::string::npos);
}

TEST_CASE("A moderation of nothing, or for no rule, is refused", "[moderation]") {
    Town town;
    const Policy policy = shipped("pero.json");
    CHECK(moderate(town.archive, policy, "facebook:9", O::hidden, "", false, "r", day("2026-02-01"))
              .error()
              .code == ErrorCode::not_found);
    CHECK(
        moderate(town.archive, policy, "facebook:1", O::hidden, "x", false, "r", day("2026-02-01"))
            .error()
            .code == ErrorCode::bad_argument);
}
