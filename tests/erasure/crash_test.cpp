// tests/erasure/crash_test.cpp: an erasure that is ended or fails at any write, or loses its power,
// comes out the same.
#include "erasure/crash_world.hpp"

using namespace oblio;
using namespace oblio::test;

namespace {

/// Six new records and a new version of one that is there.
std::vector<Record> more_records() {
    std::vector<Record> records;
    for (int i = 0; i < 6; ++i) {
        records.push_back(comment(std::to_string(500 + i), "Altro " + std::to_string(i), "testo"));
    }
    records.push_back(comment("100", "Abitante 0", "una versione nuova"));
    return records;
}

int records_that_open(const Archive& archive) {
    int opened = 0;
    REQUIRE(archive.for_each_record([&](const StoredRecord&) { return ++opened > 0; }));
    return opened;
}

} // namespace

TEST_CASE("Ended at any write, sync, rename or truncation, an erasure ends in the same state",
          "[erasure][crash]") {
    CrashWorld world{town_records(4)};
    const std::uint64_t steps = world.count_steps();
    REQUIRE(steps > 40);
    const Fault fault = GENERATE(Fault::kill, Fault::torn);
    for (std::uint64_t at = 1; at <= steps; at += 4) { // all of them in ./dev torture
        INFO("step " << at << " of " << steps);
        REQUIRE(world.run_ended_at(fault, at));
        world.check_after_resuming();
    }
}

TEST_CASE("When any write, sync or rename fails, the erasure says so and a second try completes it",
          "[erasure][crash]") {
    CrashWorld world{town_records(4)};
    const std::uint64_t steps = world.count_steps();
    const Fault fault = GENERATE(Fault::fail, Fault::part, Fault::stuck);
    const std::uint64_t stride = fault == Fault::fail ? 3 : 5; // all of them in ./dev torture
    for (std::uint64_t at = 1; at <= steps; at += stride) {
        INFO("step " << at << " of " << steps);
        world.run_failing_at(fault, at);
        world.check_after_resuming();
    }
}

TEST_CASE("What was not synced is lost or comes in any order when the power goes; the erasure ends "
          "in the same state",
          "[erasure][crash]") {
    CrashWorld world{town_records(4)};
    const std::size_t changes = world.record_run();
    REQUIRE(changes > 40);
    const Unsynced unsynced = GENERATE(Unsynced::lost, Unsynced::some);
    for (std::size_t count = 0; count <= changes; ++count) {
        INFO("after change " << count << " of " << changes);
        world.lose_power(count, unsynced);
        world.check_after_resuming();
    }
}

TEST_CASE("A drive that reports syncs it did not make can lose the account of an erasure, never "
          "silently",
          "[erasure][crash]") {
    // The control of the test above: with the log's syncs taken away, keys are overwritten before
    // the transaction that says so is on the medium, and the simulation has to show it.
    CrashWorld world{town_records(4)};
    world.record_run();
    world.forget_syncs_of("archive.db-wal");
    const std::size_t changes = world.changes();
    std::size_t refused = 0;
    for (std::size_t count = 0; count <= changes; ++count) {
        world.lose_power(count, Unsynced::lost);
        const auto archive = world.open();
        if (!archive) {
            CHECK(archive.error().code == ErrorCode::restored_copy);
            ++refused;
        }
    }
    CHECK(refused > 0);
}

TEST_CASE("An import that is ended at any write loses nothing it acknowledged",
          "[archive][crash]") {
    CrashWorld world{town_records(3)};
    const auto more = more_records();
    std::uint64_t at = 0;
    bool finished = false;
    while (!finished) {
        ++at;
        INFO("step " << at);
        finished = !world.import_ended_at(at, more);
        auto archive = must(world.open());
        CHECK(archive.store().database->integrity().value() == "ok");
        const int opened = records_that_open(archive);
        CHECK((opened == 7 || opened == 13));
        const auto again = import_all(archive, more);
        CHECK(again.total() == 7);
        CHECK(archive.counts().value().records == 13);
    }
    CHECK(at > 8);
}

TEST_CASE("An import that loses its power keeps all that it acknowledged, and nothing by halves",
          "[archive][crash]") {
    CrashWorld world{town_records(3)};
    const auto more = more_records();
    const std::size_t changes = world.record_import(more);
    for (std::size_t count = 0; count <= changes; ++count) {
        INFO("after change " << count << " of " << changes);
        world.lose_power(count, count % 2 == 0 ? Unsynced::lost : Unsynced::some);
        auto archive = must(world.open());
        CHECK(archive.store().database->integrity().value() == "ok");
        const int opened = records_that_open(archive);
        CHECK((opened == 13 || (opened == 7 && count < changes)));
        import_all(archive, more);
        CHECK(archive.counts().value().records == 13);
    }
}
