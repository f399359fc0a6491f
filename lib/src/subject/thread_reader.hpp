// lib/src/subject/thread_reader.hpp: who writes in a thread, and who is named there.
#pragma once

#include "subject/scene.hpp"

#include "oblio/result.hpp"

namespace oblio::subject {

/// Notes in `view`, whose rows are known, where the subject writes or is named, and what the others
/// there are called. To be read again once more is known of the accounts: what was noted stays.
/// Errors: those of the corpus.
[[nodiscard]] Result<void> read_thread(Scene& scene, ThreadView& view);

} // namespace oblio::subject
