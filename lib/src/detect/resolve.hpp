// lib/src/detect/resolve.hpp: at most one finding per place and category.
#pragma once

#include "detect/stages.hpp"

namespace oblio::detect {

/// Drops what is below `min_confidence` and, of candidates of one category that overlap, all but
/// the best: checked before unchecked, then the more specific, the more confident, the longer, the
/// earlier, the lower type, the lower rule. The rest comes back by position, then by type.
/// What is dropped goes to candidates.rejected with the reason. Time: n log n.
void resolve_overlaps(Candidates& candidates, double min_confidence);

} // namespace oblio::detect
