// lib/include/oblio/subject/reasons.hpp: why a record is, or is not, the subject's, in the words of
// who has to decide.
#pragma once

#include "oblio/language.hpp"

#include <string>
#include <string_view>

namespace oblio {

/// One line of Mention::why in a language. Trace and its JSON give them in English, which stays
/// the same from release to release; a text that is none of them comes back as it is.
/// Threads: immutable.
[[nodiscard]] std::string reason_text(std::string_view why, Language language);

} // namespace oblio
