// lib/src/detect/age_numbers.hpp: the numbers from 0 to 120 as people write ages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// A folded token as a number of years: "13", "tredici", "ventun", "vent", "centouno"; nothing if
/// it is no number or more than 120. Time: the length of the token.
[[nodiscard]] std::optional<int> read_age_number(std::string_view folded) noexcept;

/// Every word but digits for which read_age_number() gives a number; some more than once.
[[nodiscard]] std::vector<std::string> age_number_words();

/// The number in front of "enne" or "enni" of one word: "quindicenne", "ottantenni"; nothing if
/// there is none.
[[nodiscard]] std::optional<int> read_age_adjective(std::string_view folded) noexcept;

/// "prima", "1", "primo", "i": the year of a school, 1 to 5; nothing for anything else.
[[nodiscard]] std::optional<int> read_school_year(std::string_view folded) noexcept;

/// "duemiladieci", "millenovecentosessanta" begin so; read_year_word() says which year it is.
[[nodiscard]] constexpr bool is_year_word(std::string_view folded) noexcept {
    return folded.starts_with("duemila") || folded.starts_with("millenovecento");
}
/// A year in words, such as 2010 of "duemiladieci"; nothing if it is none.
[[nodiscard]] std::optional<int> read_year_word(std::string_view folded) noexcept;

} // namespace oblio::detect
