// cli/src/subject_files.hpp: subject files.
#pragma once

#include "app.hpp"

#include "oblio/subject/subject.hpp"

#include <string>
#include <vector>

namespace oblio::cli {

/// The subject described in `file`. Errors: not_found, io, bad_json, bad_subject, with the file.
Result<Subject> load_subject(const Session& session, const std::string& file);

/// Every value that identifies the subject, as given: for the citizen's tie to a certificate.
[[nodiscard]] std::vector<std::string> identifying_values(const Subject& subject);

} // namespace oblio::cli
