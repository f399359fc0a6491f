// lib/src/subject/kinship.hpp: the subject named by a relative: "la nonna di Ada Finti".
#pragma once

#include "detect/document.hpp"
#include "oblio/subject/subject.hpp"
#include "oblio/text/span.hpp"

#include <span>
#include <vector>

namespace oblio::subject {

/// Where a text says the word that the subject is to one of `relatives`, and then whose: "nonna" in
/// "la nonna di Ada Finti", where the subject gave Ada Finti as a grandchild. Bytes of the text.
[[nodiscard]] std::vector<ByteSpan> kin_in(const detect::Document& document,
                                           std::span<const Relative> relatives);

/// `mio figlio Ado`: before the token `name` the writer calls its bearer by the word that the
/// subject is to one of `relatives`; that relative, who then writes, or nullptr.
[[nodiscard]] const Relative* called_kin_by(const detect::Document& document, std::size_t name,
                                            std::span<const Relative> relatives);

} // namespace oblio::subject
