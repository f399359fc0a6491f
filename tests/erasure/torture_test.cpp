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
