// lib/src/subject/lookalikes.hpp: words that have the letters of the name and are nobody's, or
// somebody else's, by what stands directly beside them.
#pragma once

#include "subject/name_match.hpp"

namespace oblio::subject {

/// `Sant'Angelo in Prova`, `i Monti Fittizi`, `la proiezione de «Il Postino»`, `il Gabriele
/// nazionale`, `il mercato sabatino dei fiori`: none where it may be the subject.
[[nodiscard]] Exclusion looks_alike(const detect::Document& document, const NameMatch& match,
                                    const NameKnowledge& known);

/// `Gwendal Fittizi`: a word that no list has, large before the surname, is a first name. Where it
/// begins the sentence it may be a word of it; those are in the lists.
[[nodiscard]] bool is_after_first_name(const detect::Document& document, const NameMatch& match,
                                       const NameProfile& profile, const NameKnowledge& known);

/// `la zia Ada`, `nonno Ado`: a relative's word before a first name, without saying whose. Among
/// neighbours it is said of anybody, in a message to the office it is the writer's own.
[[nodiscard]] bool is_called_kin(const detect::Document& document, const NameMatch& match);

/// `Ada Prova`, of Ada Fittizi Prova: the second of two surnames, with the first name.
[[nodiscard]] bool leaves_first_surname(const NameMatch& match, const NameProfile& profile);

} // namespace oblio::subject
