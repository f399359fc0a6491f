// lib/src/detect/word_families.hpp: the words that a lexicon writes as one: ~perdere, ~di, _.
#pragma once

#include "detect/verb_forms.hpp"

#include <string_view>
#include <vector>

namespace oblio::detect {

/// The forms of a verb (its infinitive) or of a preposition (di, a, da, in, su, con, per).
/// Nothing for any other name.
[[nodiscard]] std::vector<VerbForm> word_family(std::string_view name);

/// Whether word_family() knows it.
[[nodiscard]] bool is_word_family(std::string_view name) noexcept;

/// Articles, demonstratives, possessives and the adjectives that stand with them, between single
/// spaces: what `_` in a term walks over.
[[nodiscard]] std::string_view determiners() noexcept;

/// What may stand between a verb and its object, between single spaces.
[[nodiscard]] std::string_view verb_adverbs() noexcept;

/// Numbers in words that `<n>` takes, between single spaces.
[[nodiscard]] std::string_view number_words() noexcept;

} // namespace oblio::detect
