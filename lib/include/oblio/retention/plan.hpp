// lib/include/oblio/retention/plan.hpp: overdue conversations and public items, as plans to
// approve.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/subject/trace.hpp"
#include "oblio/time.hpp"

namespace oblio {

/// Purges every record of the conversations that are overdue today, and redacts what the policy's
/// `private_messages.remove` names in those that are kept, once no request in them is open;
/// restricted records and conversations on hold stay as they are. For the tracer see
/// private_threads(). The caller sets id and author. No decisions: nothing is to be done. Errors:
/// those of the archive.
[[nodiscard]] Result<PlanInput> plan_for_retention(const Archive& archive, const Policy& policy,
                                                   Date today, const Tracer* tracer = nullptr);

/// Redacts what has to leave the public items, and restricts those in which authors speak of
/// themselves. The caller sets id and author. Errors: those of the archive.
[[nodiscard]] Result<PlanInput> plan_for_public_items(const Archive& archive, const Policy& policy,
                                                      Date today);

} // namespace oblio
