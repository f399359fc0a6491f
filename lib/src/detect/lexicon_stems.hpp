// lib/src/detect/lexicon_stems.hpp: diseases told by how medical Italian builds their names.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oblio::detect {

/// The last two letters of all endings. By the low five bits of the last one: those of the letter
/// before it, one bit each.
constexpr auto disease_letters = [] {
    std::array<std::uint32_t, 32> before{};
    const auto low_bits = [](char letter) { return static_cast<unsigned char>(letter) & 31U; };
    for (const std::string_view pair : {"ia", "ma", "te", "ie", "ti", "si", "mi"}) {
        before[low_bits(pair[1])] |= std::uint32_t{1} << low_bits(pair[0]);
    }
    return before;
}();

/// Whether disease_ending() need be asked of the folded word [begin, end) of `text`: by its length
/// and its last two letters. No branch that a text decides: it is asked of every word.
/// Requires: begin < end.
[[nodiscard]] inline bool may_end_as_disease(std::string_view text, std::size_t begin,
                                             std::size_t end) noexcept {
    constexpr std::size_t shortest = 6;
    constexpr std::size_t longest = 40;
    const std::size_t size = end - begin;
    const auto last = static_cast<unsigned char>(text[end - 1]);
    const auto before = static_cast<unsigned char>(text[end - (size > 1 ? 2 : 1)]);
    const unsigned there = disease_letters[last & 31U] >> (before & 31U);
    return (there & (size - shortest <= longest - shortest ? 1U : 0U)) != 0;
}

/// The ending that makes `word` (folded) the name of a disease or of an operation, such as
/// "-patia"; empty if it is not one. Endings shared with everyday words (-ite, -osi, -oma) count
/// only after a medical root. Time: constant for a bounded word.
/// Source: written for oblio; the Greek roots of medical terms.
[[nodiscard]] std::string_view disease_ending(std::string_view word) noexcept;

} // namespace oblio::detect
