// lib/include/oblio/erasure/subject_plan.hpp: from where a subject is to what is to happen there.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/result.hpp"
#include "oblio/subject/subject.hpp"
#include "oblio/subject/trace.hpp"
#include "oblio/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// Why a record that the trace would touch stays.
struct KeepReason {
    std::string ground; ///< X17A...
    std::string reason;
    std::optional<Date> review_on;
};

/// What a trace means for each record:
/// - written by the subject: purged; named by others: the spans redacted;
/// - accounts that wrote nothing but certain records are the subject's: wherever other records name
///   them (recipients, the person answered, reactions, tags, the name of a conversation), that
///   goes; a borrowed telephone is not such an account;
/// - on hold, or in `keep` (by record id): kept, with ground and review date;
/// - to review: untouched and counted; excluded: untouched.
/// Suppressed are those accounts and the exact identifiers of the subject; names never. `ground` is
/// the law's code, such as `G17A`. The needles are every value that identifies the subject.
/// The caller sets id, author and suppression_days.
/// Errors: those of the archive; bad_argument (`keep` names a record that would not be touched).
[[nodiscard]] Result<PlanInput>
plan_for_subject(const Archive& archive, const Subject& subject, const Trace& trace,
                 std::string_view ground, const std::map<std::string, KeepReason>& keep = {});

} // namespace oblio
