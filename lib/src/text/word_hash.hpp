// lib/src/text/word_hash.hpp: one hash of a word, taken once and used by every table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace oblio::text {

constexpr std::uint64_t first_word_factor = 0x9E3779B97F4A7C15U;

/// The last step of word_hash(): mixes the bytes of a word as its two functions have read them.
[[nodiscard]] constexpr std::uint32_t mix_word(std::uint64_t head, std::uint64_t tail,
                                               std::size_t size) noexcept {
    constexpr std::uint64_t second = 0xC2B2AE3D27D4EB4FU;
    constexpr std::uint64_t third = 0x165667B19E3779F9U;
    std::uint64_t hash = (head + size) * first_word_factor ^ (tail + third) * second;
    hash = (hash ^ (hash >> 32U)) * third;
    return static_cast<std::uint32_t>(hash >> 32U);
}

/// What the middle of a word of more than 16 bytes adds to `head`.
[[nodiscard]] inline std::uint64_t mix_middle(std::uint64_t head, const char* word,
                                              std::size_t size) noexcept {
    for (std::size_t at = 8; at + 8 < size; at += 8) {
        std::uint64_t more = 0;
        std::memcpy(&more, word + at, sizeof more);
        head = (head ^ (head >> 31U)) * first_word_factor + more;
    }
    return head;
}

/// A hash of the bytes of `word`: two loads and three multiplications for words of up to 16 bytes.
/// The same on every machine of one byte order. Not for secrets, and no defence against chosen
/// words: the tables it serves are fixed, so what a text can choose is how often it misses.
[[nodiscard]] inline std::uint32_t word_hash(std::string_view word) noexcept {
    const auto load = [&word](std::size_t at, std::size_t count) {
        std::uint64_t value = 0;
        std::memcpy(&value, word.data() + at, count);
        return value;
    };
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    const std::size_t size = word.size();
    if (size >= 8) {
        head = mix_middle(load(0, 8), word.data(), size);
        tail = load(size - 8, 8);
    } else if (size >= 4) {
        head = load(0, 4) | load(size - 4, 4) << 32U;
    } else if (size > 0) {
        head = load(0, 1) | load(size / 2, 1) << 8U | load(size - 1, 1) << 16U;
    }
    return mix_word(head, tail, size);
}

/// word_hash() of each single byte.
constexpr auto byte_hashes = [] {
    std::array<std::uint32_t, 256> hashes{};
    for (std::uint64_t byte = 0; byte < hashes.size(); ++byte) {
        hashes[byte] = mix_word(byte | byte << 8U | byte << 16U, 0, 1);
    }
    return hashes;
}();

/// The same for a word inside a longer text, every word of which is asked for: lengths come in no
/// order, so that the processor guesses the branches above wrong at every second word. Here all
/// ways are computed from one load and one is taken.
/// Requires: `size` > 0; at least eight bytes can be read from `word` on.
[[nodiscard]] inline std::uint32_t word_hash_inside(const char* word, std::size_t size) noexcept {
    const auto load = [](const char* from) {
        std::uint64_t value = 0;
        std::memcpy(&value, from, sizeof value);
        return value;
    };
    const std::uint64_t eight = load(word);
    const bool wide = size >= 8;
    const auto from = [eight](std::size_t byte) { return eight >> (8 * byte & 63U); };
    const std::uint64_t four = (eight & 0xFFFFFFFFU) | from(size - 4) << 32U;
    const std::uint64_t few =
        (eight & 0xFFU) | (from(size / 2) & 0xFFU) << 8U | (from(size - 1) & 0xFFU) << 16U;
    const std::uint64_t last = load(word + (wide ? size - 8 : 0));
    const std::uint64_t narrow = size >= 4 ? four : few;
    const std::uint64_t head = wide ? mix_middle(eight, word, size) : narrow;
    return mix_word(head, wide ? last : 0, size);
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
