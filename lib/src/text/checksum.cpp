// lib/src/text/checksum.cpp
#include "text/checksum.hpp"

#include <cstring>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define OBLIO_CHECKSUM_SSE42 1
#include <nmmintrin.h>
#else
#define OBLIO_CHECKSUM_SSE42 0
#endif

namespace oblio::text {
namespace {

constexpr std::uint32_t polynomial = 0x82F63B78U; // the bits of 0x1EDC6F41 from last to first
constexpr std::size_t round_size = 32;

/// tables[k][b]: what byte b leaves in the remainder with k bytes after it.
constexpr std::array<std::array<std::uint32_t, 256>, 8> tables = [] {
    std::array<std::array<std::uint32_t, 256>, 8> made{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit) {
            rest = (rest & 1U) != 0 ? rest >> 1U ^ polynomial : rest >> 1U;
        }
        made[0][byte] = rest;
    }
    for (std::size_t after = 1; after < made.size(); ++after) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t rest = made[after - 1][byte];
            made[after][byte] = rest >> 8U ^ made[0][rest & 0xFFU];
        }
    }
    return made;
}();

void add_plain(Checksum::Lanes& lanes, const char* bytes, std::size_t rounds) noexcept {
    for (std::size_t word = 0; word < rounds * lanes.size(); ++word) {
        std::uint32_t& lane = lanes[word % lanes.size()];
        std::uint32_t rest = 0;
        for (std::size_t at = 0; at < 8; ++at) {
            const std::uint32_t before = at < 4 ? lane >> (8 * at) : 0;
            const auto byte = static_cast<unsigned char>(bytes[word * 8 + at]);
            rest ^= tables[7 - at][(before ^ byte) & 0xFFU];
        }
        lane = rest;
    }
}

constexpr Checksum plain{"scalar", add_plain};

#if OBLIO_CHECKSUM_SSE42

__attribute__((target("sse4.2"))) void add_sse42(Checksum::Lanes& lanes, const char* bytes,
                                                 std::size_t rounds) noexcept {
    std::array<std::uint64_t, 4> rest{lanes[0], lanes[1], lanes[2], lanes[3]};
    for (const char* const end = bytes + rounds * round_size; bytes != end; bytes += round_size) {
        std::array<std::uint64_t, 4> words{};
        std::memcpy(words.data(), bytes, round_size);
        rest[0] = _mm_crc32_u64(rest[0], words[0]);
        rest[1] = _mm_crc32_u64(rest[1], words[1]);
        rest[2] = _mm_crc32_u64(rest[2], words[2]);
        rest[3] = _mm_crc32_u64(rest[3], words[3]);
    }
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        lanes[lane] = static_cast<std::uint32_t>(rest[lane]);
    }
}

constexpr Checksum sse42{"sse4.2", add_sse42};

#endif

} // namespace

const Checksum& scalar_checksum() noexcept {
    return plain;
}

const Checksum& best_checksum() noexcept {
#if OBLIO_CHECKSUM_SSE42
    static const bool has_sse42 = __builtin_cpu_supports("sse4.2") != 0;
    return has_sse42 ? sse42 : plain;
#else
    return plain;
#endif
}

std::uint64_t checksum(std::string_view bytes, std::uint64_t seed, const Checksum& with) noexcept {
    constexpr std::uint64_t prime = 0x9E3779B97F4A7C15U;
    // Apart from the start: equal words in all lanes must not come out alike.
    Checksum::Lanes lanes{0x9E3779B9U, 0x7F4A7C15U, 0xC2B2AE3DU, 0x27D4EB4FU};
    const std::size_t rounds = bytes.size() / round_size;
    with.add(lanes, bytes.data(), rounds);
    std::array<char, round_size> last{};
    const std::string_view rest = bytes.substr(rounds * round_size);
    if (!rest.empty()) {
        std::memcpy(last.data(), rest.data(), rest.size());
        with.add(lanes, last.data(), 1);
    }
    std::uint64_t sum = (seed ^ bytes.size()) * prime; // the size tells the zeros added at the end
    for (const std::uint32_t lane : lanes) {
        sum = (sum ^ sum >> 32U ^ lane) * prime;
    }
    return sum ^ sum >> 29U;
}

} // namespace oblio::text
