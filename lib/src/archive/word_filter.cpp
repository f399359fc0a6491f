// lib/src/archive/word_filter.cpp
#include "archive/word_filter.hpp"

#include <algorithm>

namespace oblio {
namespace {

constexpr std::byte word_bit{1}; // of a key's last byte

struct Bit {
    std::size_t place; ///< byte of the filter
    std::byte mask;
};

/// The first three bytes of a block's keys are nearly the same, and the last has the bit of words.
std::array<Bit, 2> bits_of(const BlindKey& key) noexcept {
    const auto bit = [](std::byte hash) {
        const auto number = std::to_integer<unsigned>(hash);
        return Bit{number / 8, std::byte{1} << number % 8};
    };
    return {bit(key.bytes[3]), bit(key.bytes[4])};
}

} // namespace

BlindKey marked(BlindKey key, IndexKind kind) noexcept {
    key.bytes.back() &= ~word_bit;
    if (kind == IndexKind::name_token || kind == IndexKind::account_token) {
        key.bytes.back() |= word_bit;
    }
    return key;
}

bool is_word(const BlindKey& key) noexcept {
    return (key.bytes.back() & word_bit) != std::byte{};
}

WordFilter::WordFilter(std::span<const std::byte> bytes) noexcept {
    std::copy_n(bytes.begin(), std::min(bytes.size(), bits_.size()), bits_.begin());
}

void WordFilter::add(const BlindKey& key) noexcept {
    if (is_word(key)) {
        for (const Bit& bit : bits_of(key)) {
            bits_[bit.place] |= bit.mask;
        }
    }
}

bool WordFilter::may_hold(const BlindKey& key) const noexcept {
    const auto bits = bits_of(key);
    return std::all_of(bits.begin(), bits.end(), [this](const Bit& bit) {
        return (bits_[bit.place] & bit.mask) != std::byte{};
    });
}

} // namespace oblio
