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
    std::string author = {}; ///< who decided
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

/// Every certain record that is not restricted yet is hidden (GDPR art. 18); nothing is erased.
/// `ground` is R18A to R18D, or G_L71 for an original to be kept sealed.
[[nodiscard]] Result<PlanInput> plan_for_restriction(const Archive& archive, const Trace& trace,
                                                     std::string_view ground,
                                                     std::string_view reason,
                                                     std::optional<Date> review_on);
/// Ends what `executed` restricted, where it still is.
[[nodiscard]] Result<PlanInput> plan_for_release(const Archive& archive, const Plan& executed);

/// In one record, every `from` of title and text is wrong and `to` is right (GDPR art. 16).
struct Correction {
    std::string record; ///< Record::id
    std::string from, to;
};
/// Errors: not_found; bad_argument (the record does not say `from`, or nothing would change).
[[nodiscard]] Result<PlanInput> plan_for_correction(const Archive& archive,
                                                    const std::vector<Correction>& corrections);

/// What a plan made now would decide otherwise than `plan` did.
struct PlanChanges {
    std::vector<RecordRow> added; ///< such as records imported since
    std::vector<RecordRow> gone;
    std::vector<RecordRow> decided_otherwise; ///< another action, or other places
    std::vector<RecordRow> edited;            ///< decided as before, but it says something else
    [[nodiscard]] bool none() const noexcept {
        return added.empty() && gone.empty() && decided_otherwise.empty() && edited.empty();
    }
};
/// Errors: io.
[[nodiscard]] Result<PlanChanges> changes_since(const Archive& archive, const Plan& plan,
                                                const PlanInput& now);

} // namespace oblio
