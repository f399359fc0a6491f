// lib/src/subject/offices.hpp: who is named, or writes, in a public role.
#pragma once

#include "subject/name_match.hpp"

namespace oblio::subject {

/// `l'assessore ai lavori pubblici Ada Finti`: the office at `token`, before the match, is said of
/// the name. Not `il sindaco ringrazia Ada Finti`, `al sindaco: Ada Finti ...`, `il sindaco e Ada
/// Finti`, `la presidente della bocciofila Ada Finti`. Requires: token < match.first_token.
[[nodiscard]] bool holds_office(const detect::Document& document, const NameMatch& match,
                                std::size_t token);

/// `Ada Finti assessora al bilancio`, `Ada Finti (consigliera comunale)`, `Ada Finti, la sindaca,
/// ...`. Not `Ada Finti, sindaco mio, ha ragione`: there somebody is spoken to.
[[nodiscard]] bool office_follows(const detect::Document& document, const NameMatch& match);

/// `come assessora vi comunico`: the writer speaks as an official.
[[nodiscard]] bool claims_office(const detect::Document& document);

/// `non sono io l'assessore`, `omonimo`: the writer is not the official of that name.
[[nodiscard]] bool denies_office(const detect::Document& document);

} // namespace oblio::subject
