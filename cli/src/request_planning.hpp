// cli/src/request_planning.hpp: which plan a request of each kind leads to.
#pragma once

#include "request_actions.hpp"

#include "oblio/erasure/subject_plan.hpp"

namespace oblio::cli {

/// What the request's plan would be if it were made now. `action` is erase, restrict, release or
/// rectify; empty: what the kind asks for. Notes the trace in the case.
/// Errors: bad_argument (no such action, no ground for it), not_allowed (an access request has no
/// plan), those of the trace and of the plans.
Result<PlanInput> plan_input(const Session& session, Archive& archive, const Policy& policy,
                             const Request& request, const RequestArguments& arguments);

/// An approved plan of erasure that is about to be executed still decides what a plan made now
/// would. Errors: stale_plan; the detail says how many records, and which first.
Result<void> still_holds(const Session& session, Archive& archive, const Policy& policy,
                         const Request& request, const RequestArguments& arguments);

} // namespace oblio::cli
