// lib/src/subject/trade_deeds.hpp: trades told by what somebody does, with what, or where.
#pragma once

#include "detect/document.hpp"
#include "subject/name_match.hpp"
#include "subject/trades.hpp"

#include <string_view>

namespace oblio::subject {

/// `Ada Finti che dà il bianco ai muri`, `quello che mette le gomme si chiama Ada Finti`, `Ada
/// Finti at reception`, `il Finti dei quadri elettrici`: the deeds of the subject's trade, said of
/// the name, with nobody else named between.
[[nodiscard]] bool is_told_by_deeds(const detect::Document& document, const NameMatch& match,
                                    const Occupation& occupation);

/// `fiori` of a florist, `foto` of a photographer: a folded word of the subject's trade.
[[nodiscard]] bool is_deed(std::string_view word, const Occupation& occupation);

} // namespace oblio::subject
