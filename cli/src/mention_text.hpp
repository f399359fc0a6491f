// cli/src/mention_text.hpp: a record's sentence with the mention marked, for a person to read.
#pragma once

#include "app.hpp"

#include "oblio/record/record.hpp"
#include "oblio/subject/trace.hpp"

#include <string>
#include <string_view>

namespace oblio::cli {

/// The part of `text` around the first span of the mention, each span between brackets, on one
/// line, cut to what is read at a glance.
[[nodiscard]] std::string marked_text(std::string_view text, const Mention& mention);

/// The text on one line, cut to some 100 bytes: for what stands around a mention.
[[nodiscard]] std::string short_text(std::string_view text);

/// What a trace counted and did not look at, a line each: "nothing found" would say too much. Empty
/// if it looked at everything.
[[nodiscard]] std::string left_out_text(const Session& session, const Trace& trace);

/// Who wrote a record, as the platform shows them.
[[nodiscard]] std::string author_text(const Record& record);

} // namespace oblio::cli
