// lib/src/subject/things.hpp: names that are something else's where they stand: a works', an
// animal's, a cry, one of the dead on a stone.
#pragma once

#include "detect/document.hpp"
#include "subject/name_form.hpp"
#include "subject/name_match.hpp"

namespace oblio::subject {

/// `la filanda Fittizi`, `il vecchio cantiere Fittizi`, `l'archivio Fittizi`: a noun that is
/// nobody's, with its article, right before the name. `la filanda di Fittizi` is somebody's own.
[[nodiscard]] bool is_called_thing(const detect::Document& document, const NameMatch& match);

/// `Sulla lapide: Prova Ugo, Fittizi Ado`, `Ado Fittizi, disperso in Russia`: read from a stone.
/// Not `alla lapide dei caduti c'erano Ugo Prova e Ado Fittizi`.
[[nodiscard]] bool is_among_the_dead(const detect::Document& document, const NameMatch& match);

/// `VITTORIA!!! 3-1`, `che gioia!`: the ordinary word, called out.
[[nodiscard]] bool is_cry(const detect::Document& document, const NameMatch& match,
                          const NameKnowledge& known);

/// `smarrito un gatto, risponde al nome di Ado`, `il mio cane si chiama Ado`.
[[nodiscard]] bool is_animals_name(const detect::Document& document, const NameMatch& match);

} // namespace oblio::subject
