// cli/src/request_review.hpp: a request's trace, and a person's answers on what is ambiguous.
#pragma once

#include "app.hpp"

#include "oblio/archive/archive.hpp"
#include "oblio/subject/trace.hpp"

#include <string>

namespace oblio::cli {

/// The subject of a request and where they are, the answers given so far applied.
struct TracedRequest {
    Subject subject;
    Trace trace;
};
/// Errors: not_found, bad_subject, those of the archive.
Result<TracedRequest> trace_request(const Session& session, Archive& archive,
                                    const std::string& number);

/// Walks the ambiguous records at a terminal (yes, no, all of this thread, undo, stop), each answer
/// kept at once so that the walk can be taken up again; or takes the answers of a file; or lists
/// the records as JSON. Answers are also remembered for the subject's next request.
Result<Exit> review_request(const Session& session, Archive& archive, const std::string& number,
                            const std::string& by, const std::string& answers_file, bool list);

} // namespace oblio::cli
