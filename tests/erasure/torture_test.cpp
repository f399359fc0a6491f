// tests/erasure/torture_test.cpp: `./dev torture`: 500 random ends of an erasure, some of them
// twice.
#include "erasure/crash_world.hpp"

#include <random>

using namespace oblio;
using namespace oblio::test;

TEST_CASE("After 500 random ends nothing is left and nobody else is changed", "[torture]") {
    const auto seed = std::random_device{}();
    WARN("seed " << seed);
    std::mt19937 random{seed};
    CrashWorld world{town_records(60)};
    const std::uint64_t steps = world.count_steps();
    for (int round = 1; round <= 500; ++round) {
        const std::uint64_t at = 1 + random() % steps;
        const Fault fault = random() % 2 == 0 ? Fault::kill : Fault::torn;
        INFO("round " << round << ", step " << at << " of " << steps);
        REQUIRE(world.run_ended_at(fault, at));
        if (round % 3 == 0) { // and while it is being resumed
            world.resume_ended_at(Fault::kill, 1 + random() % steps);
        }
        world.check_after_resuming();
    }
}

TEST_CASE("Every single step, ended, torn, failing, short or without power, leaves nothing",
          "[torture]") {
    CrashWorld world{town_records(8)};
    const std::uint64_t steps = world.count_steps();
    for (const Fault fault : {Fault::kill, Fault::torn}) {
        for (std::uint64_t at = 1; at <= steps; ++at) {
            INFO("ended at step " << at << " of " << steps);
            REQUIRE(world.run_ended_at(fault, at));
            world.check_after_resuming();
        }
    }
    for (const Fault fault : {Fault::fail, Fault::part, Fault::stuck}) {
        for (std::uint64_t at = 1; at <= steps; ++at) {
            INFO("failing at step " << at << " of " << steps);
            world.run_failing_at(fault, at);
            world.check_after_resuming();
        }
    }
    const std::size_t changes = world.record_run();
    for (std::size_t round = 0; round < 5 * changes; ++round) {
        const std::size_t count = round % (changes + 1);
        INFO("power lost after change " << count << " of " << changes);
        world.lose_power(count, round < changes ? Unsynced::lost : Unsynced::some);
        world.check_after_resuming();
    }
}
