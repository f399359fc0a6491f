// cli/src/subject_files.hpp: subject files, and the answers given about a subject before.
#pragma once

#include "app.hpp"

#include "oblio/archive/archive.hpp"
#include "oblio/subject/subject.hpp"
#include "oblio/subject/trace.hpp"

#include <string>
#include <vector>

namespace oblio::cli {

/// The subject described in `file`. Errors: not_found, io, bad_json, bad_subject, with the file.
Result<Subject> load_subject(const Session& session, const std::string& file);

/// Every value that identifies the subject, as given: for the citizen's tie to a certificate.
[[nodiscard]] std::vector<std::string> identifying_values(const Subject& subject);

/// The answers that the archive remembers for this subject, under a keyed hash of what the subject
/// is called and known by; none if nobody answered. Errors: those of the archive, damaged.
Result<ReviewAnswers> review_answers(const Archive& archive, const Subject& subject);

/// Remembers answers; an earlier answer about the same record is replaced. Errors: as above, io.
Result<void> remember_answers(Archive& archive, const Subject& subject,
                              const ReviewAnswers& answers);

} // namespace oblio::cli
