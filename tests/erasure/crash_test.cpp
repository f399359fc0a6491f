// tests/erasure/crash_test.cpp: an erasure that is ended or fails at any write comes out the same.
#include "erasure/crash_world.hpp"

using namespace oblio;
using namespace oblio::test;

TEST_CASE("Ended at any write, sync, rename or truncation, an erasure ends in the same state",
          "[erasure][crash]") {
    CrashWorld world{town_records(4)};
    const std::uint64_t steps = world.count_steps();
    REQUIRE(steps > 40);
    INFO(steps << " steps");
    const Fault fault = GENERATE(Fault::kill, Fault::torn);
    const std::uint64_t stride = fault == Fault::kill ? 1 : 3; // all of them in ./dev torture
    for (std::uint64_t at = 1; at <= steps; at += stride) {
        INFO("step " << at << " of " << steps);
        REQUIRE(world.run_ended_at(fault, at));
        world.check_after_resuming();
    }
}

TEST_CASE("When any single write fails, the erasure says so and a second try completes it",
          "[erasure][crash]") {
    CrashWorld world{town_records(4)};
    const std::uint64_t steps = world.count_steps();
    const Fault fault = GENERATE(Fault::fail, Fault::stuck);
    const std::uint64_t stride = fault == Fault::fail ? 1 : 3;
    for (std::uint64_t at = 1; at <= steps; at += stride) {
        INFO("step " << at << " of " << steps);
        world.run_failing_at(fault, at);
        world.check_after_resuming();
    }
}

TEST_CASE("An import that is ended at any write loses nothing it acknowledged",
          "[archive][crash]") {
    CrashWorld world{town_records(3)};
    const auto more = [] {
        std::vector<Record> records;
        for (int i = 0; i < 6; ++i) {
            records.push_back(
                comment(std::to_string(500 + i), "Altro " + std::to_string(i), "testo"));
        }
        records.push_back(comment("100", "Abitante 0", "una versione nuova"));
        return records;
    }();
    std::uint64_t at = 0;
    bool finished = false;
    while (!finished) {
        ++at;
        INFO("step " << at);
        finished = !world.import_ended_at(at, more);
        auto archive = must(world.open());
        CHECK(archive.store().database->integrity().value() == "ok");
        int opened = 0;
        REQUIRE(archive.for_each_record([&](const StoredRecord&) { return ++opened > 0; }));
        CHECK((opened == 7 || opened == 13));
        const auto again = import_all(archive, more);
        CHECK(again.total() == 7);
        CHECK(archive.counts().value().records == 13);
    }
    CHECK(at > 8);
}
