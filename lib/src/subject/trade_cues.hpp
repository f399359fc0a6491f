// lib/src/subject/trade_cues.hpp: whose trade it is that stands near a name.
#pragma once

#include "subject/name_match.hpp"
#include "subject/trades.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace oblio::subject {

/// A noun of one who does something, by its ending: `bagnino` is listed, `agronomo`, `violinista`
/// are told by their form.
[[nodiscard]] bool looks_like_trade(std::string_view word);

/// `il dottor Finti del pronto soccorso`, `la dottoressa Finti, direttrice sanitaria`: a title that
/// anybody gets, with the place of work or the post of one who has it by trade. Not where the
/// subject's own trade is that.
[[nodiscard]] bool is_titled_elsewhere(const detect::Document& document, const NameMatch& match,
                                       const Occupation& occupation);

/// `non l'avvocata`, `mica è l'avvocata`: the trade is denied. `non faceva il sarto?` asks to hear
/// yes.
[[nodiscard]] bool denied(const detect::Document& document, std::size_t token);

/// Somebody else is named between a match and a later token, in a text that shows capitals.
[[nodiscard]] bool names_between(const detect::Document& document, const NameMatch& match,
                                 std::size_t token);

/// `il figlio di Ada Finti`, with nothing between: what is said next is said of the relative.
[[nodiscard]] bool is_whose_kin(const detect::Document& document, const NameMatch& match);

/// The trade at `token`, which stands near the match, is somebody else's: `la sarta di Ada Finti`,
/// `Ada Finti e la sarta`, `Ada Finti ha chiamato un fabbro`, `Ugo Prova, il fabbro, e Ada Finti`.
[[nodiscard]] bool is_anothers_trade(const detect::Document& document, const NameMatch& match,
                                     std::size_t token);

/// `fa l'apicoltore`, `faceva la sarta`, anywhere in the text: said of who is named in it.
[[nodiscard]] bool says_trade_of_named(const detect::Document& document,
                                       const Occupation& occupation);

/// The trade said of the name before it, in the same sentence and with nobody else named between:
/// `Ada Finti, il bagnino`, `alla Ada Finti lo chiederei, è avvocata`. The token, if there is one.
[[nodiscard]] std::optional<std::size_t> calling_after(const detect::Document& document,
                                                       const NameMatch& match,
                                                       const Occupation& occupation);

/// `quello del vivaio`, `quella che fa la sarta`, `come ostetrica è brava`, after the name: says
/// which of two is meant, and in which part.
[[nodiscard]] bool picks_out_by_trade(const detect::Document& document, const NameMatch& match,
                                      const Occupation& occupation);

} // namespace oblio::subject
