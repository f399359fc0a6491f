// lib/src/detect/person_letters.hpp: what the letters of a word that no list knows say of it.
#pragma once

#include <string_view>

namespace oblio::detect {

/// True if the letters of an unlisted word are those of names from other languages: "Zhivko".
[[nodiscard]] bool looks_foreign(std::string_view folded) noexcept;
/// "boreale": an ending of adjectives.
[[nodiscard]] bool ends_as_adjective(std::string_view folded) noexcept;
/// "toelettatura": an ending of shops, societies and works.
[[nodiscard]] bool ends_as_trade(std::string_view folded) noexcept;
/// "penalista", "cardiologa": written small after a title it says which, and is no surname.
[[nodiscard]] bool names_a_specialist(std::string_view folded) noexcept;
/// "ahahah", "ciaooo": laughter and drawn-out words.
[[nodiscard]] bool is_noise(std::string_view folded) noexcept;

} // namespace oblio::detect
