// lib/src/detect/lexicon_stems.hpp: diseases told by how medical Italian builds their names.
#pragma once

#include <cstddef>
#include <string_view>

namespace oblio::detect {

/// Whether disease_ending() need be asked: by the length of `word` and its last two letters.
[[nodiscard]] inline bool may_end_as_disease(std::string_view word) noexcept {
    constexpr std::size_t shortest = 6;
    constexpr std::size_t longest = 40;
    if (word.size() < shortest || word.size() > longest) {
        return false;
    }
    const char last = word.back();
    const char before = word[word.size() - 2];
    return (last == 'a' && (before == 'i' || before == 'm')) ||
           (last == 'e' && (before == 't' || before == 'i')) ||
           (last == 'i' && (before == 't' || before == 's' || before == 'm'));
}

/// The ending that makes `word` (folded) the name of a disease or of an operation, such as
/// "-patia"; empty if it is not one. Endings shared with everyday words (-ite, -osi, -oma) count
/// only after a medical root. Time: constant for a bounded word.
/// Source: written for oblio; the Greek roots of medical terms.
[[nodiscard]] std::string_view disease_ending(std::string_view word) noexcept;

} // namespace oblio::detect
