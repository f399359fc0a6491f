// lib/src/subject/trades.hpp: trades and offices, by which a subject is told from a namesake.
#pragma once

#include "detect/document.hpp"
#include "oblio/subject/subject.hpp"
#include "subject/tenure.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// What the subject does, as words to be met in a text.
struct Occupation {
    std::vector<std::string> words; ///< folded, endings of gender and number cut off
    std::vector<std::string> roles; ///< offices among them, such as `assessor`
    bool office_claimed = false;    ///< the subject's own records speak of an office held
    std::vector<Tenure> tenures;    ///< times in office that the file dates
};
[[nodiscard]] Occupation occupation_of(const Subject& subject);

/// The word is one of the stems with at most an ending: "maestra", "ingegnere", not "medicina".
[[nodiscard]] bool has_stem(std::span<const std::string_view> stems, std::string_view word);
/// The subject's trade, another word for it, or where it is exercised.
[[nodiscard]] bool is_own_trade(std::string_view word, const Occupation& occupation);
/// Any trade or title that sets one person apart from a namesake.
[[nodiscard]] bool is_trade(std::string_view word);
/// True if the folded word is an office, such as `assessora`.
[[nodiscard]] bool is_office(std::string_view word);
/// True if some office is named in the text, such as `assessore`.
[[nodiscard]] bool names_office(const detect::Document& document);
/// True if one of the subject's trade words stands in the text.
[[nodiscard]] bool names_trade(std::string_view text, const Occupation& occupation);

/// A rank that is a trade only right before a name: `agente Ada Finti`. Folded.
[[nodiscard]] bool is_rank(std::string_view word);
/// A trade, or where one is exercised: `macellaio`, `macelleria`. Folded.
[[nodiscard]] bool is_business(std::string_view word);

} // namespace oblio::subject
