// lib/src/detect/lexicon_stems.hpp: diseases told by how medical Italian builds their names.
#pragma once

#include <string_view>

namespace oblio::detect {

/// The ending that makes `word` (folded) the name of a disease or of an operation, such as
/// "-patia"; empty if it is not one. Endings shared with everyday words (-ite, -osi, -oma) count
/// only after a medical root. Time: constant for a bounded word.
/// Source: written for oblio; the Greek roots of medical terms.
[[nodiscard]] std::string_view disease_ending(std::string_view word) noexcept;

} // namespace oblio::detect
