// lib/src/detect/condition_find.hpp: the stage for special categories, judicial data and hardship.
#pragma once

#include "detect/lexicon_index.hpp"
#include "detect/stages.hpp"

namespace oblio::detect {

/// The stage find_conditions() of stages.hpp over lexicons of one's own. `names`, which may be
/// null, tells the sex of first names.
void find_conditions(const Document& document, const ScanContext& context,
                     const LexiconIndex& index, Candidates& candidates,
                     Engine engine = Engine::fast, const NameTable* names = nullptr);

} // namespace oblio::detect
