// lib/include/oblio/minors/plan.hpp: what is to happen to the records of minors, as a plan to
// approve.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

namespace oblio {

/// By the policy's action, for every record judged under `threshold` on the day it was written:
/// purge without a valid consent, or quarantine first. A record in quarantine is released once a
/// consent covers it or it is no longer judged under age, and purged when a guardian said no, or
/// quarantine_days have passed since the plan that put it there. Uncertain ones stay untouched and
/// are counted. The caller sets id and author. No decisions: nothing is to be done. Errors: those
/// of the archive.
[[nodiscard]] Result<PlanInput> plan_for_minors(const Archive& archive, const Policy& policy,
                                                int threshold, Date today);

} // namespace oblio
