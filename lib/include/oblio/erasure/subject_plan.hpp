// lib/include/oblio/erasure/subject_plan.hpp: from where a subject is to what is to happen there.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/result.hpp"
#include "oblio/subject/subject.hpp"
#include "oblio/subject/trace.hpp"

#include <string>
#include <string_view>

namespace oblio {

/// What a trace means for each record: authored ones are purged, the spans that name the subject
/// in others' records are redacted, strings in which the platform names whom a record reaches lose
/// the subject; records to be reviewed stay untouched and are counted. Suppressed are the accounts
/// that wrote, and the exact identifiers of the subject; names never. `ground` is the law's code,
/// such as `G17A`. The needles are every value that identifies the subject, as written.
/// The caller sets id, author and suppression_days. Errors: those of the archive.
[[nodiscard]] Result<PlanInput> plan_for_subject(const Archive& archive, const Subject& subject,
                                                 const Trace& trace, std::string_view ground);

} // namespace oblio
