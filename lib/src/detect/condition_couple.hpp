// lib/src/detect/condition_couple.hpp: a partner of one's own sex, told by grammar alone.
#pragma once

#include "detect/clause_sentence.hpp"
#include "detect/condition_link.hpp"

namespace oblio::detect {

class NameTable;

/// Decides about a term of kind partner: a noun ("moglie", "compagno"), "con una donna", or a verb
/// of two ("stanno insieme", "si e messa con"). Linked if the text says that it is the partner of
/// the author or of somebody mentioned, and that both are of one sex: "mia sorella e la sua
/// compagna", "io sono un uomo e mio marito ...", "Luca e Marco stanno insieme".
/// `names`: the sex of first names; without it the last letter tells.
/// Time: looks at a bounded number of words.
[[nodiscard]] LinkDecision decide_couple(const ClauseText& text, const ConditionHit& hit,
                                         const NameTable* names);

} // namespace oblio::detect
