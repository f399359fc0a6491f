// tests/text/checksum_test.cpp: both implementations say the same, and damage shows.
#include "text/checksum.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

namespace oblio::text {
namespace {

std::string bytes_of(std::size_t size, std::uint32_t seed) {
    std::mt19937 random{seed};
    std::string bytes(size, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(random());
    }
    return bytes;
}

/// Bit by bit, as the norm writes it.
std::uint32_t slow_crc(std::uint32_t rest, std::string_view bytes) {
    for (const char byte : bytes) {
        rest ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            rest = (rest & 1U) != 0 ? rest >> 1U ^ 0x82F63B78U : rest >> 1U;
        }
    }
    return rest;
}

} // namespace

TEST_CASE("Both checksums are CRC32C of every fourth word", "[checksum]") {
    REQUIRE(~slow_crc(0xFFFFFFFFU, "123456789") == 0xE3069283U); // the published check value
    const std::string bytes = bytes_of(10 * 32, 1);
    Checksum::Lanes expected{1, 2, 3, 4};
    for (std::size_t word = 0; word * 8 < bytes.size(); ++word) {
        expected[word % 4] = slow_crc(expected[word % 4], bytes.substr(word * 8, 8));
    }
    for (const Checksum* with : {&scalar_checksum(), &best_checksum()}) {
        Checksum::Lanes lanes{1, 2, 3, 4};
        with->add(lanes, bytes.data(), 10);
        CHECK(lanes == expected);
    }
}

TEST_CASE("Both checksums agree on texts of every length", "[checksum]") {
    for (std::size_t size = 0; size < 200; ++size) {
        const std::string bytes = bytes_of(size, static_cast<std::uint32_t>(size));
        CHECK(checksum(bytes, size, scalar_checksum()) == checksum(bytes, size, best_checksum()));
    }
}

TEST_CASE("A flipped bit, a lost byte or words in another order change the checksum",
          "[checksum]") {
    const std::string bytes = bytes_of(300, 7);
    const std::uint64_t sum = checksum(bytes);
    REQUIRE(checksum(bytes) == sum);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        std::string damaged = bytes;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        CHECK(checksum(damaged) != sum);
    }
    CHECK(checksum(std::string_view{bytes}.substr(1)) != sum);
    CHECK(checksum(bytes + '\0') != sum);
    std::string swapped = bytes;
    std::swap_ranges(swapped.begin(), swapped.begin() + 8, swapped.begin() + 32);
    CHECK(checksum(swapped) != sum);
    CHECK(checksum(bytes, 1) != sum);
}

} // namespace oblio::text
