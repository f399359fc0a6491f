// lib/src/detect/italian_numbers.hpp: the Italian words for the numbers from 0 to 99.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// A folded word as a number from 0 to 99: "tre", "una", "ventuno", "trentotto", "quarantatre", and
/// the forms that lose their end before another word: "vent", "ventun"; nothing for anything else.
/// Time: the length of the word.
[[nodiscard]] std::optional<int> read_number_word(std::string_view folded) noexcept;

/// Every text that read_number_word() may read, and some that it does not.
[[nodiscard]] std::vector<std::string> number_word_candidates();

} // namespace oblio::detect
