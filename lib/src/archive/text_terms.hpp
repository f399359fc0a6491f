// lib/src/archive/text_terms.hpp: terms of a record, where the caller adds some for each text.
#pragma once

#include "detect/document.hpp"
#include "oblio/archive/index_terms.hpp"

#include <functional>
#include <span>
#include <vector>

namespace oblio {

/// Appends what one text of a record is to be found by beside the basic terms.
using DocumentTerms =
    std::function<void(const detect::Document&, FieldRef, std::vector<IndexTerm>&)>;

/// basic_index_terms() and those that `more` gives for each text, which is cut into words once; by
/// place, each once. `text` as TermExtractor says.
[[nodiscard]] std::vector<IndexTerm> index_terms_with(const Record& record,
                                                      std::span<const FieldFinding> findings,
                                                      const detect::Document* text,
                                                      const DocumentTerms& more);

} // namespace oblio
