// lib/src/subject/ordinary.hpp: names that are ordinary words, where no capital tells them apart:
// what stands beside them does.
#pragma once

#include "detect/document.hpp"
#include "subject/name_form.hpp"
#include "subject/name_match.hpp"

#include <string_view>

namespace oblio::subject {

/// An ordinary word of Italian, in some form of it; `word` is folded.
[[nodiscard]] bool is_ordinary(std::string_view word, const NameKnowledge& known);

/// An adjective, and no word that calls somebody: `vero`, `buona`, not `cara`.
[[nodiscard]] bool says_quality(std::string_view word, const NameKnowledge& known);

/// A first name alone that is a word of its sentence: a verb with its subject or its object ("guido
/// io", "guido il pulmino"), a participle ("ha onorato"), the adjective of the noun before it
/// ("musica allegra"). `match` is written small.
[[nodiscard]] bool is_word_of_sentence(const detect::Document& document, const NameMatch& match,
                                       const NameKnowledge& known);

/// First name and surname, both ordinary words and written small, stand where only a name can: no
/// article or the like before them, no object after a surname that is a verb ("gioia serra i
/// denti"), no agreement ("rosa bianca"), and the lists know both as what they are.
[[nodiscard]] bool stands_as_name(const detect::Document& document, const NameMatch& match,
                                  const NameKnowledge& known);

/// "Ieri Marco costa troppo", "marco costa poco": the surname is written small beside a first name
/// with a capital, or is a verb with its object.
[[nodiscard]] bool surname_is_word(const detect::Document& document, const NameMatch& match,
                                   const NameKnowledge& known);

/// `vince serena, cioè serena monti`: a first name beside no word that it could be said of: no
/// article before it, and no word after it. Only where the whole name stands in the same text.
[[nodiscard]] bool stands_alone(const detect::Document& document, const NameMatch& match);

} // namespace oblio::subject
