// lib/src/subject/named_after.hpp: what is called after somebody: streets, schools, halls, firms.
#pragma once

#include "subject/name_match.hpp"

namespace oblio::subject {

/// `via Ada Finti`, `la piscina comunale "Ada Finti"`, `Fittizi & figli`, `Fittizi S.r.l.`: the
/// match is the name of a place or of a firm, or part of it. none where it is not.
[[nodiscard]] Exclusion called_after(const detect::Document& document, const NameMatch& match,
                                     const NameKnowledge& known);

} // namespace oblio::subject
