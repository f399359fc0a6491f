// tests/record/ids_test.cpp: what is told apart by how often it was met.
#include "record/ids.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>

namespace oblio::record {

TEST_CASE("Hashes are counted as a map counts them", "[ids]") {
    HashCounts counts;
    std::map<std::uint64_t, std::uint64_t> plain;
    std::mt19937_64 random{7};
    for (int i = 0; i < 200'000; ++i) {
        const std::uint64_t hash = 1 + random() % 60'000; // 0 and 1 are one
        REQUIRE(counts.count_up(hash) == plain[hash]++);
    }
    CHECK(counts.holds(plain.begin()->first));
    CHECK_FALSE(counts.holds(60'001));
}

TEST_CASE("Half a million hashes are remembered, and those of long ago are not", "[ids]") {
    HashCounts counts;
    constexpr std::uint64_t half = 500'000;
    REQUIRE(counts.count_up(1) == 0);
    for (std::uint64_t hash = 2; hash <= half; ++hash) {
        REQUIRE(counts.count_up(hash) == 0);
    }
    CHECK(counts.count_up(1) == 1);
    for (std::uint64_t hash = half + 1; hash <= 3 * half; ++hash) {
        REQUIRE(counts.count_up(hash) == 0);
    }
    CHECK(counts.count_up(3 * half - 10) == 1);
    CHECK_FALSE(counts.holds(2)); // memory does not grow with the export
}

} // namespace oblio::record
