// cli/src/mention_text.hpp: a record's sentence with the mention marked, for a person to read.
#pragma once

#include "oblio/subject/trace.hpp"

#include <string>
#include <string_view>

namespace oblio::cli {

/// The part of `text` around the first span of the mention, each span between brackets, on one
/// line, cut to what is read at a glance.
[[nodiscard]] std::string marked_text(std::string_view text, const Mention& mention);

} // namespace oblio::cli
