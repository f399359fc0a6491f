// tests/retention/plan_test.cpp: what follows from the policy alone, as a plan.
#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/hold.hpp"
#include "oblio/minors/plan.hpp"
#include "oblio/minors/register.hpp"
#include "oblio/retention/archive_threads.hpp"
#include "oblio/retention/plan.hpp"
#include "support/archive_fixture.hpp"
#include "support/dates.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::test;

namespace {

Record message(std::string id, std::string thread, std::string created) {
    return private_message(std::move(id), "Ada", std::move(thread), std::move(created));
}

FieldFinding age(const Record& record, std::string_view value, int years) {
    FieldFinding found = finding(record, FindingType::age, value);
    found.finding.age = AgeClaim{AgeOf::author, years, years, {}};
    return found;
}

class Town {
public:
    Town()
        : archive{Archive::create(dir.path() / "A", {}, "{}", world.environment()).value()},
          policy{default_policy()} {
        policy.minors.threshold = 16;
    }
    void import(const Record& record, std::vector<FieldFinding> findings = {}) {
        auto importer = Importer::begin(archive).value();
        REQUIRE(importer.add(record, findings));
        REQUIRE(importer.commit());
    }
    /// Makes, approves and executes; gives what was done.
    Receipt run(PlanInput input) {
        input.id = "test-" + std::to_string(++plans_);
        input.author = "desk";
        const Plan plan = make_plan(archive, input).value();
        REQUIRE(approve_plan(archive, plan.hash, "capo", "approver", policy));
        ExecuteOptions options;
        options.proof = false;
        return execute_plan(archive, plan.hash, options).value();
    }
    RecordState state(std::string_view id) const {
        const auto row = archive.find_record(id).value();
        return row ? archive.summary(*row).value().state : RecordState::purged;
    }
    TempDir dir;
    TestEnvironment world;
    Archive archive;
    Policy policy;
    int plans_ = 0;
};

} // namespace

TEST_CASE("Only overdue conversations are erased, whole, and a hold stops them", "[retention]") {
    Town town;
    town.import(message("1", "old", "2025-01-01T10:00:00Z"));
    town.import(message("2", "old", "2025-02-01T10:00:00Z"));
    town.import(message("3", "held", "2025-01-01T10:00:00Z"));
    town.import(message("4", "new", "2026-05-01T10:00:00Z"));
    town.import(comment("5", "Ada", "pubblico", "2020-01-01T10:00:00Z"));
    REQUIRE(hold_thread(town.archive, "held", {"X17E", "ricorso", {}, "legal"}));
    auto input = plan_for_retention(town.archive, town.policy, day("2026-06-01")).value();
    CHECK(input.decisions.size() == 2);
    CHECK(town.run(input).purged == 2);
    CHECK(town.state("facebook:1") == RecordState::purged);
    CHECK(town.state("facebook:3") == RecordState::live);
    CHECK(town.state("facebook:4") == RecordState::live);
    CHECK(town.state("facebook:5") == RecordState::live);
    CHECK(
        plan_for_retention(town.archive, town.policy, day("2026-06-01")).value().decisions.empty());
}

TEST_CASE("A hold that comes after the plan still stops it", "[retention]") {
    Town town;
    town.import(message("1", "old", "2025-01-01T10:00:00Z"));
    PlanInput input = plan_for_retention(town.archive, town.policy, day("2026-06-01")).value();
    input.id = "late";
    input.author = "desk";
    const Plan plan = make_plan(town.archive, input).value();
    REQUIRE(approve_plan(town.archive, plan.hash, "capo", "approver", town.policy));
    REQUIRE(hold_thread(town.archive, "old", {"X17E", "ricorso", {}, "legal"}));
    CHECK(execute_plan(town.archive, plan.hash).error().code == ErrorCode::held);
    CHECK(town.state("facebook:1") == RecordState::live);
}

TEST_CASE("Pero: what is special in others' comments is redacted, the rest stays", "[retention]") {
    Town town;
    const Record ill = comment("1", "Ada", "Ugo ha il diabete, auguri");
    town.import(ill, {finding(ill, FindingType::health, "diabete")});
    CHECK(town.run(plan_for_public_items(town.archive, town.policy, day("2026-06-01")).value())
              .redacted == 1);
    const auto row = town.archive.find_record("facebook:1").value();
    REQUIRE(row);
    const std::string text = *town.archive.open_record(*row).value().record.text;
    CHECK(text.find("diabete") == std::string::npos);
    CHECK(text.find("auguri") != std::string::npos);
}

TEST_CASE("Somma Lombardo: a minor's record waits for the guardian, then goes", "[minors]") {
    Town town;
    town.policy.minors.action = MinorAction::quarantine;
    town.policy.minors.quarantine_days = 15;
    const Record first = comment("1", "Leo", "ho 13 anni e la rampa?", "2026-05-20T10:00:00Z");
    const Record second = comment("2", "Zoe", "ho 12 anni e il bus?", "2026-05-20T10:00:00Z");
    town.import(first, {age(first, "ho 13 anni", 13)});
    town.import(second, {age(second, "ho 12 anni", 12)});
    const auto plan = [&](std::string_view on) {
        return plan_for_minors(town.archive, town.policy, 16, day(on)).value();
    };
    // The clock of the world is 1 June; the days count from the day the plan was asked for.
    CHECK(town.run(plan("2026-05-31")).quarantined == 2);
    CHECK(town.state("facebook:1") == RecordState::quarantined);
    CHECK(plan("2026-06-15").decisions.empty()); // fifteen days: still waiting
    REQUIRE(plan("2026-06-16").decisions.size() == 2);
    CHECK(plan("2026-06-16").decisions[0].action == Action::purge);

    Consent yes;
    yes.author_id = "id of Leo";
    yes.guardian = "Ada Prova";
    yes.given = day("2026-06-05");
    REQUIRE(add_consents(town.archive, {&yes, 1}, "privacy"));
    CHECK(plan("2026-06-06").decisions.empty()); // it speaks of later messages only
    yes.covers_earlier = true;
    REQUIRE(add_consents(town.archive, {&yes, 1}, "privacy"));
    CHECK(town.run(plan("2026-06-06")).released == 1);
    CHECK(town.state("facebook:1") == RecordState::live);
    CHECK(town.run(plan("2026-06-17")).purged == 1);
    CHECK(town.state("facebook:2") == RecordState::purged);
    CHECK(town.state("facebook:1") == RecordState::live);
}

TEST_CASE("Who may be a minor is counted in the plan and left alone", "[minors]") {
    Town town;
    const Record unsure = comment("1", "Leo", "ho 15 anni o 16", "2026-05-20T10:00:00Z");
    FieldFinding found = age(unsure, "ho 15 anni o 16", 15);
    found.finding.age->most = 16;
    town.import(unsure, {found});
    const auto input = plan_for_minors(town.archive, town.policy, 16, day("2026-06-01")).value();
    CHECK(input.decisions.empty());
    CHECK(input.left_for_review == 1);
}

TEST_CASE("Pero: special and judicial data leave private messages that are kept, too",
          "[retention]") {
    Town town;
    town.policy.private_messages.remove = {FindingType::health, FindingType::judicial};
    Record sick = message("1", "kept", "2026-05-20T10:00:00Z");
    sick.text = "ho il diabete e chiedo il parcheggio";
    town.import(sick, {finding(sick, FindingType::health, "diabete")});
    Record open = message("2", "open", "2026-05-20T10:00:00Z");
    open.text = "ho il diabete, rispondete";
    town.import(open, {finding(open, FindingType::health, "diabete")});
    Record plain = message("3", "kept", "2026-05-21T10:00:00Z");
    town.import(plain);
    REQUIRE(mark_thread(town.archive, "open", ThreadMark::open, "", "desk"));

    auto input = plan_for_retention(town.archive, town.policy, day("2026-06-01")).value();
    REQUIRE(input.decisions.size() == 1); // not while a request needs it, not what holds nothing
    CHECK(input.decisions[0].action == Action::redact);
    CHECK(town.run(input).redacted == 1);
    const auto row = town.archive.find_record("facebook:1").value();
    const auto left = town.archive.open_record(*row).value().record.text.value();
    CHECK(left.find("diabete") == std::string::npos);
    CHECK(left.find("parcheggio") != std::string::npos);
    CHECK(plan_for_retention(town.archive, town.policy, day("2026-06-01"))->decisions.empty());

    town.policy.private_messages.remove.clear(); // the control: it was this field
    CHECK(plan_for_retention(town.archive, town.policy, day("2026-06-01"))->decisions.empty());
}

TEST_CASE("Somma Lombardo: the guardian's answer releases what waits for it, or ends the waiting",
          "[minors]") {
    Town town;
    town.policy.minors.action = MinorAction::quarantine;
    town.policy.minors.quarantine_days = 30;
    for (const auto* id : {"1", "2", "3"}) {
        Record child = comment(id, std::string{"Ada"} + id, "ho 13 anni", "2026-05-20T10:00:00Z");
        town.import(child, {age(child, "ho 13 anni", 13)});
    }
    const auto plan = [&] {
        return plan_for_minors(town.archive, town.policy, 16, day("2026-06-02")).value();
    };
    CHECK(town.run(plan()).quarantined == 3);
    CHECK(plan().decisions.empty()); // nobody has answered yet

    Consent yes;
    yes.author_id = "id of Ada1";
    yes.guardian = "Carla";
    yes.given = day("2026-06-02");
    yes.covers_earlier = true;
    Consent no = yes;
    no.author_id = "id of Ada2";
    no.covers_earlier = false;
    no.refused = true;
    REQUIRE(add_consents(town.archive, std::vector{yes, no}, "privacy"));
    const Receipt done = town.run(plan());
    CHECK(done.released == 1);
    CHECK(done.purged == 1);
    CHECK(town.state("facebook:1") == RecordState::live);
    CHECK(town.state("facebook:2") == RecordState::purged);
    CHECK(town.state("facebook:3") == RecordState::quarantined);
}
