// cli/src/own_plans.hpp: `--apply` of commands that follow from the policy alone.
#pragma once

#include "app.hpp"

#include "oblio/erasure/plan.hpp"

#include <string_view>

namespace oblio::cli {

/// Stores the plan under its hash, prints it and what comes next. Nothing is erased by it.
Exit store_own_plan(const Session& session, Archive& archive, PlanInput input, std::string_view by);

} // namespace oblio::cli
