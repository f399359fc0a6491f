// lib/src/text/byte_classes.cpp
#include "text/byte_classes.hpp"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define OBLIO_BYTE_SCAN_AVX2 1
#include <immintrin.h>
#else
#define OBLIO_BYTE_SCAN_AVX2 0
#endif

namespace oblio::text {
namespace {

constexpr bool is_capital(unsigned char byte) noexcept {
    return byte >= 'A' && byte <= 'Z';
}

constexpr bool stops(unsigned char byte) noexcept {
    return byte >= 0x80U || byte == '`';
}

ByteMasks classify_plain(const char* bytes, std::size_t count) noexcept {
    ByteMasks masks{0, 0, 0};
    for (std::size_t at = 0; at < count; ++at) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        const std::uint64_t bit = std::uint64_t{1} << at;
        const auto small = static_cast<unsigned char>(byte | 0x20U);
        masks.letters |= byte < 0x80U && small >= 'a' && small <= 'z' ? bit : 0;
        masks.digits |= byte >= '0' && byte <= '9' ? bit : 0;
        masks.beyond |= byte >= 0x80U ? bit : 0;
    }
    return masks;
}

std::size_t lower_plain(const char* from, std::size_t count, char* to) noexcept {
    std::size_t at = 0;
    for (; at < count; ++at) {
        const auto byte = static_cast<unsigned char>(from[at]);
        if (stops(byte)) {
            break;
        }
        to[at] = static_cast<char>(is_capital(byte) ? byte + 32 : byte);
    }
    return at;
}

constexpr ByteScan plain{"scalar", classify_plain, lower_plain};

#if OBLIO_BYTE_SCAN_AVX2

// True where a byte lies in [first, last]; bytes of 0x80 and above are negative and never do.
__attribute__((target("avx2"))) inline __m256i between(__m256i bytes, char first,
                                                       char last) noexcept {
    return _mm256_and_si256(
        _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(static_cast<char>(first - 1))),
        _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(last + 1)), bytes));
}

__attribute__((target("avx2"))) inline std::uint64_t bits(__m256i mask) noexcept {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(mask));
}

__attribute__((target("avx2"))) ByteMasks classify_avx2(const char* bytes,
                                                        std::size_t count) noexcept {
    alignas(32) char padded[64];
    if (count < sizeof padded) {
        std::memset(padded, 0, sizeof padded);
        std::memcpy(padded, bytes, count);
        bytes = padded;
    }
    ByteMasks masks{0, 0, 0};
    for (unsigned half = 0; half < 2; ++half) {
        const unsigned shift = half * 32;
        const __m256i given = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + shift));
        // Setting bit 5 of a byte below 0x80 leaves it below 0x80.
        const __m256i small = _mm256_or_si256(given, _mm256_set1_epi8(0x20));
        masks.letters |= bits(between(small, 'a', 'z')) << shift;
        masks.digits |= bits(between(given, '0', '9')) << shift;
        masks.beyond |= bits(given) << shift;
    }
    return masks;
}

/// Lowers 32 bytes; the place of the first that stops, 32 if none does.
__attribute__((target("avx2"))) inline std::size_t lower_32(const char* from, char* to) noexcept {
    const __m256i given = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    const __m256i shift = _mm256_and_si256(between(given, 'A', 'Z'), _mm256_set1_epi8(32));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm256_add_epi8(given, shift));
    const std::uint64_t stop =
        bits(_mm256_or_si256(given, _mm256_cmpeq_epi8(given, _mm256_set1_epi8('`'))));
    return stop == 0 ? 32 : static_cast<std::size_t>(__builtin_ctzll(stop));
}

__attribute__((target("avx2"))) std::size_t lower_avx2(const char* from, std::size_t count,
                                                       char* to) noexcept {
    std::size_t at = 0;
    for (; at + 32 <= count; at += 32) {
        if (const std::size_t done = lower_32(from + at, to + at); done < 32) {
            return at + done;
        }
    }
    if (count >= 32) { // the last 32 bytes: those that were done already come out as before
        const std::size_t last = count - 32;
        return at == count ? count : last + lower_32(from + last, to + last);
    }
    alignas(32) char padded[32] = {};
    std::memcpy(padded, from, count);
    const std::size_t done = std::min(lower_32(padded, padded), count);
    std::memcpy(to, padded, done);
    return done;
}

constexpr ByteScan avx2{"avx2", classify_avx2, lower_avx2};

#endif

} // namespace

const ByteScan& scalar_byte_scan() noexcept {
    return plain;
}

const ByteScan& best_byte_scan() noexcept {
#if OBLIO_BYTE_SCAN_AVX2
    static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
    return has_avx2 ? avx2 : plain;
#else
    return plain;
#endif
}

} // namespace oblio::text
