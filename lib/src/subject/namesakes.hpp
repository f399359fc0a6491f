// lib/src/subject/namesakes.hpp: what tells that somebody else bears the subject's name.
#pragma once

#include "subject/corpus.hpp"
#include "subject/name_match.hpp"
#include "subject/trades.hpp"

#include "oblio/subject/subject.hpp"

namespace oblio::subject {

/// `sono Ada Fittizia, l'infermiera`, `Ada Fittizia, nata il 6/10/2003`, in what somebody wrote:
/// they give the subject's full name as theirs, with another trade or another day of birth.
[[nodiscard]] bool introduces_another(const detect::Document& document, const Subject& subject,
                                      const Occupation& occupation, const NameProfile& profile,
                                      const NameKnowledge& known);

/// `il mio omonimo`, `mio cugino ha nome e cognome uguale`, `si chiama come me`: the writer knows
/// somebody of their own name.
[[nodiscard]] bool tells_of_namesake(const detect::Document& document);

/// `non sono io`: of somebody who was named, the writer is not the one.
[[nodiscard]] bool says_not_to_be(const detect::Document& document);

} // namespace oblio::subject
