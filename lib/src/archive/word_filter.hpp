// lib/src/archive/word_filter.hpp: which words the index has not, told without reading its blocks.
//
// A trace asks for a thousand words one letter off a surname, of which hardly any is there. Each
// would be a page read from the file; the directory of the blocks refuses nine in ten of them.
#pragma once

#include "oblio/archive/index_terms.hpp"

#include <array>
#include <cstddef>
#include <span>

namespace oblio {

/// The key with its last bit set if it is that of a word of a name or of a display name, the kinds
/// that are asked by the thousand, and cleared if not. So what a block says of its words follows
/// from its rows alone.
[[nodiscard]] BlindKey marked(BlindKey key, IndexKind kind) noexcept;
[[nodiscard]] bool is_word(const BlindKey& key) noexcept;

/// The words of one block: a Bloom filter of 256 bits, two a word, taken from bytes in which the
/// keys of a block differ. Made of the rows that are there and made again with them, so it says
/// nothing of a row that went; always as long, so that it is overwritten in place.
class WordFilter {
public:
    WordFilter() = default;
    /// As bytes() gave it. Requires: 32 bytes; what is missing is zero.
    explicit WordFilter(std::span<const std::byte> bytes) noexcept;
    /// Takes a key in, if it is a word's.
    void add(const BlindKey& key) noexcept;
    /// False: the block has no row of this key. Requires: is_word(key).
    [[nodiscard]] bool may_hold(const BlindKey& key) const noexcept;
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return bits_; }
    friend bool operator==(const WordFilter&, const WordFilter&) noexcept = default;

private:
    std::array<std::byte, 32> bits_{};
};

} // namespace oblio
