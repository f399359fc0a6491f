// lib/src/subject/named_after.hpp: what is called after somebody: streets, schools, halls, firms.
#pragma once

#include "subject/name_match.hpp"

namespace oblio::subject {

/// `via Ada Finti`, `la piscina comunale "Ada Finti"`, `Fittizi & figli`, `Fittizi S.r.l.`: the
/// match is the name of a place or of a firm, or part of it. none where it is not.
[[nodiscard]] Exclusion called_after(const detect::Document& document, const NameMatch& match,
                                     const NameKnowledge& known);

/// `la lista Fittizi`, `il documentario su Fittizi`, `l'Ada Finti dei poveri`: what is called after
/// somebody or likened to them, and may be the person. `with_surname`: the match holds one.
[[nodiscard]] bool is_named_thing(const detect::Document& document, const NameMatch& match,
                                  bool with_surname);

} // namespace oblio::subject
