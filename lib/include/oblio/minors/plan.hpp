// lib/include/oblio/minors/plan.hpp: what is to happen to the records of minors, as a plan to
// approve.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/minors/register.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

namespace oblio {

/// As judge_archive(), with what is due on `today` as the decision: the policy's action for every
/// record judged under `threshold` on the day it was written. A record in quarantine is released
/// once a consent covers it or it is no longer judged under age, purged when a guardian said no or
/// `today` is past the day that the plan gave it, and waits otherwise; a restricted one waits.
/// Errors: those of the archive.
Result<void> judge_due(const Archive& archive, const Policy& policy,
                       std::span<const int> thresholds, Date today, const MinorsVisitor& visit);

/// What judge_due() says is to be done, as a plan: purge, quarantine first if the policy says so,
/// until quarantine_days after `today`, or release. Uncertain records stay untouched and are
/// counted. The caller sets id and author. No decisions: nothing is to be done. Errors: those of
/// the archive.
[[nodiscard]] Result<PlanInput> plan_for_minors(const Archive& archive, const Policy& policy,
                                                int threshold, Date today);

} // namespace oblio
