// lib/include/oblio/record/texts.hpp: every string of a record that may hold personal data.
#pragma once

#include "oblio/record/record.hpp"

#include <functional>
#include <string_view>

namespace oblio {

/// Called with the name of a field (`text`, `recipients[0].name`, `side_text[2].value`…) and its
/// value, which lives as long as the record.
using TextVisitor = std::function<void(std::string_view field, std::string_view text)>;

/// Visits all that is scanned, in this order: text, title, author, recipients, reply_to_author,
/// attachments (name, alt, path, URL), entity values, reaction authors, side text, permalink.
/// Absent and empty strings are left out.
void for_each_text(const Record& record, const TextVisitor& visit);

} // namespace oblio
