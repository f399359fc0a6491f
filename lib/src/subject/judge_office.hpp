// lib/src/subject/judge_office.hpp: is this name, here, said of the subject in a public role?
#pragma once

#include "subject/cues.hpp"
#include "subject/judge.hpp"

#include <optional>

namespace oblio::subject {

/// Rule 8: an official is no homonymous citizen; what concerns a former official's time in office
/// is asked. none where no office is in question. Requires: the scene was gathered.
[[nodiscard]] std::optional<Verdict> judge_office(Scene& scene, const CorpusRecord& record,
                                                  const Cues& cues);

} // namespace oblio::subject
