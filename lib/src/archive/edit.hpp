// lib/src/archive/edit.hpp: replaces parts of a record and moves what points into it.
#pragma once

#include "archive/envelope.hpp"
#include "oblio/record/record.hpp"

#include <optional>
#include <string>
#include <vector>

namespace oblio {

/// One replacement. A field without span is replaced as a whole.
struct Replacement {
    FieldRef field;
    std::optional<ByteSpan> where;   ///< half-open bytes of the string as it stands
    std::optional<std::string> with; ///< nothing: the whole field becomes absent
};

/// Makes all replacements in `record`. Overlapping spans of a field are replaced once, by the text
/// of the first. Findings and terms that touch a replaced part go; the others move with the text,
/// and so do the platform's entities. Spans that do not lie in their string, or cut a character,
/// count for the whole characters they touch, within the string.
void apply(Record& record, std::vector<FieldFinding>& findings, std::vector<StoredTerm>& terms,
           std::vector<Replacement> replacements);

} // namespace oblio
