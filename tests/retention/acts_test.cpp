// tests/retention/acts_test.cpp: what changes a register also stands in the ledger.
#include "oblio/archive/act.hpp"
#include "oblio/archive/ledger.hpp"
#include "oblio/minors/register.hpp"
#include "oblio/retention/archive_threads.hpp"
#include "oblio/retention/moderation.hpp"
#include "support/archive_fixture.hpp"
#include "support/dates.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace oblio;
using namespace oblio::test;

namespace {

class Town {
public:
    Town()
        : archive{Archive::create(dir.path() / "A", {}, policy_text, world.environment()).value()},
          policy{parse_policy(policy_text).value()} {
        auto importer = Importer::begin(archive).value();
        REQUIRE(
            importer.add(private_message("m1", "Ada", "t_private", "2026-01-01T10:00:00Z"), {}));
        REQUIRE(importer.add(comment("c1", "Ada", "testo", "2026-01-01T10:00:00Z"), {}));
        REQUIRE(importer.commit());
    }
    /// Every line of the ledger that notes an act, as act and role.
    std::vector<std::string> acts() const {
        std::vector<std::string> found;
        const auto entries = must(parse_ledger(text()));
        for (const LedgerEntry& entry : entries) {
            if (entry.operation == "act") {
                const auto json = nlohmann::json::parse(entry.data);
                found.push_back(json["act"].get<std::string>() + " by " +
                                json["by"].get<std::string>() + " " +
                                std::to_string(json["count"].get<int>()));
            }
        }
        return found;
    }
    std::string text() const { return bytes_of_file(archive.directory() / "ledger.jsonl"); }
    static constexpr std::string_view policy_text = R"({"entity": {"name": "Comune di Prova"},
        "roles": [{"id": "privacy", "may": ["consent", "hold"]},
                  {"id": "desk", "may": ["moderate"]}, {"id": "manager", "may": ["review"]}],
        "approval": {"roles": ["manager"]},
        "measures": {"expire_days": 30, "steps": [{"violation": 1, "outcomes": ["warned"]}]}})";
    TempDir dir;
    TestEnvironment world;
    Archive archive;
    Policy policy;
};

} // namespace

TEST_CASE("Every change of a register is in the ledger, by role and number", "[acts]") {
    Town town;
    REQUIRE(town.acts().empty()); // the control: nothing was done yet
    Consent consent;
    consent.author_id = "ada_account";
    consent.guardian = "Carla Tutrice";
    consent.given = day("2026-01-01");
    REQUIRE(add_consents(town.archive, {&consent, 1}, "privacy"));
    REQUIRE(revoke_consents(town.archive, "ada_account", "", day("2026-02-01"), "privacy"));
    REQUIRE(mark_thread(town.archive, "t_private", ThreadMark::open, "prot. 7", "desk"));
    REQUIRE(mark_thread(town.archive, "t_private", ThreadMark::closed, "", "desk"));
    REQUIRE(hold_thread(town.archive, "t_private",
                        {"X17E", "ricorso di Ada", day("2026-06-30"), "Anna Rossi"}));
    REQUIRE(release_thread(town.archive, "t_private", ""));
    REQUIRE(moderate(town.archive, town.policy, "facebook:c1", ModerationOutcome::warned, "", false,
                     "desk", day("2026-02-01")));
    REQUIRE(moderate(town.archive, town.policy, "facebook:c1", ModerationOutcome::hidden, "", true,
                     "desk", day("2026-02-01")));
    REQUIRE(forget_moderations(town.archive, town.policy, day("2026-05-01"), "desk"));
    CHECK(town.acts() ==
          std::vector<std::string>{"consent-add by privacy 1", "consent-revoke by privacy 1",
                                   "thread-open by desk 1", "thread-close by desk 1",
                                   "hold-add by other 1", "hold-release by unnamed 1",
                                   "moderation-warned by desk 1", "moderation-courtesy by desk 1",
                                   "moderation-forget by desk 2"});
    CHECK(verify_ledger(town.archive));
}

TEST_CASE("The ledger's entries of acts hold no word of a register", "[acts]") {
    Town town;
    Consent consent;
    consent.author_id = "ada_account";
    consent.guardian = "Carla Tutrice";
    consent.given = day("2026-01-01");
    REQUIRE(add_consents(town.archive, {&consent, 1}, "Zoe Operatrice"));
    REQUIRE(hold_thread(town.archive, "t_private", {"X17E", "ricorso di Ada", {}, "Zoe"}));
    REQUIRE(mark_thread(town.archive, "t_private", ThreadMark::open, "prot. WZ 4711", "Zoe"));
    const std::string text = town.text();
    REQUIRE(text.find("hold-add") != std::string::npos); // this test reads the right file
    for (const std::string_view word :
         {"Ada", "ada_account", "Carla", "Zoe", "ricorso", "t_private", "WZ 4711", "m1"}) {
        INFO(word);
        CHECK(text.find("\"" + std::string{word}) == std::string::npos);
        CHECK((word.size() < 3 || text.find(word) == std::string::npos));
    }
}

TEST_CASE("An import that changes something is in the ledger, with what was refused", "[acts]") {
    Town town;
    ImportAccount account;
    account.known = 7;
    REQUIRE(note_import(town.archive, "desk", account)); // nothing new: nothing to note
    CHECK(town.text().find("\"import\"") == std::string::npos);
    account.fresh = 3;
    account.suppressed = 2;
    REQUIRE(note_import(town.archive, "desk", account));
    const auto entries = must(parse_ledger(town.text()));
    const auto json = nlohmann::json::parse(entries.back().data);
    CHECK(entries.back().operation == "import");
    CHECK(json["new"] == 3);
    CHECK(json["suppressed"] == 2);
    CHECK(json["by"] == "desk");
}

TEST_CASE("What is refused leaves no entry", "[acts]") {
    Town town;
    CHECK_FALSE(hold_thread(town.archive, "t_private", {"X17E", "", {}, "privacy"}));
    CHECK_FALSE(hold_thread(town.archive, "t_private", {"G17A", "ricorso", {}, "privacy"}));
    CHECK_FALSE(hold_thread(town.archive, "t_unknown", {"X17E", "ricorso", {}, "privacy"}));
    CHECK_FALSE(release_thread(town.archive, "t_private", "privacy"));
    CHECK(revoke_consents(town.archive, "nobody", "", day("2026-02-01"), "privacy").value() == 0);
    CHECK(forget_moderations(town.archive, town.policy, day("2026-05-01"), "desk").value() == 0);
    CHECK(town.acts().empty());
}
