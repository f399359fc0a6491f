// lib/include/oblio/subject/answers.hpp: what people answered about doubtful records, remembered
// by identity: the same question is not asked twice, and what is one homonym's is not the other's.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/result.hpp"
#include "oblio/subject/subject.hpp"
#include "oblio/subject/trace.hpp"

#include <map>
#include <optional>
#include <string>

namespace oblio {

/// Answers by record id: the subject's, not the subject's, or (nothing) taken back.
using GivenAnswers = std::map<std::string, std::optional<bool>>;

/// Remembers answers for a subject. The name and the identifiers are kept as keyed hashes only:
/// who reads the archive with its key sees that two requests had the same name, not which.
/// Errors: io, damaged, not_allowed if the archive is open for reading.
Result<void> remember_answers(Archive& archive, const Subject& subject,
                              const GivenAnswers& answers);

/// What was answered for this subject before. Two subjects of one name are the same identity if
/// they share an identifier, or neither gives any; they are two if both give a fiscal code, a
/// birth date or a handle of the same platform and no such value is common: then what was
/// answered yes for the one is a namesake's for the other. Otherwise nothing carries over.
/// Errors: io, damaged.
[[nodiscard]] Result<ReviewAnswers> remembered_answers(const Archive& archive,
                                                       const Subject& subject);

} // namespace oblio
