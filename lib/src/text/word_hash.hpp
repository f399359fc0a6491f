// lib/src/text/word_hash.hpp: one hash of a word, taken once and used by every table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace oblio::text {

/// A hash of the bytes of `word`: two loads and three multiplications for words of up to 16 bytes.
/// The same on every machine of one byte order. Not for secrets, and no defence against chosen
/// words: the tables it serves are fixed, so what a text can choose is how often it misses.
[[nodiscard]] inline std::uint32_t word_hash(std::string_view word) noexcept {
    constexpr std::uint64_t first = 0x9E3779B97F4A7C15U;
    constexpr std::uint64_t second = 0xC2B2AE3D27D4EB4FU;
    constexpr std::uint64_t third = 0x165667B19E3779F9U;
    const auto load = [&word](std::size_t at, std::size_t count) {
        std::uint64_t value = 0;
        std::memcpy(&value, word.data() + at, count);
        return value;
    };
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    const std::size_t size = word.size();
    if (size >= 8) {
        head = load(0, 8);
        for (std::size_t at = 8; at + 8 < size; at += 8) {
            head = (head ^ (head >> 31U)) * first + load(at, 8);
        }
        tail = load(size - 8, 8);
    } else if (size >= 4) {
        head = load(0, 4) | load(size - 4, 4) << 32U;
    } else if (size > 0) {
        head = load(0, 1) | load(size / 2, 1) << 8U | load(size - 1, 1) << 16U;
    }
    std::uint64_t hash = (head + size) * first ^ (tail + third) * second;
    hash = (hash ^ (hash >> 32U)) * third;
    return static_cast<std::uint32_t>(hash >> 32U);
}

/// Whether two words are the same: for words of up to 16 bytes two loads of each and no call.
[[nodiscard]] inline bool same_word(std::string_view a, std::string_view b) noexcept {
    const std::size_t size = a.size();
    if (size != b.size()) {
        return false;
    }
    const auto load = [](auto part, const char* from) {
        std::memcpy(&part, from, sizeof part);
        return part;
    };
    const auto differ = [&](auto part) { // from the beginning and from the end
        const std::size_t last = size - sizeof part;
        return load(part, a.data()) != load(part, b.data()) ||
               load(part, a.data() + last) != load(part, b.data() + last);
    };
    if (size > 16) {
        return a == b;
    }
    return size >= 8   ? !differ(std::uint64_t{})
           : size >= 4 ? !differ(std::uint32_t{})
           : size >= 2 ? !differ(std::uint16_t{})
                       : size == 0 || a[0] == b[0];
}

/// For maps of words that are asked with views.
struct WordHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view word) const noexcept {
        return word_hash(word);
    }
};

} // namespace oblio::text
