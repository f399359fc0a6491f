// lib/src/subject/introductions.hpp: how people say who they are, who they write for, and what
// somebody is called.
#pragma once

#include "subject/name_match.hpp"

#include <optional>
#include <string>
#include <vector>

namespace oblio::subject {

/// `Rotta allora portali in barca`: an order with its pronoun, after a word that leads to it.
[[nodiscard]] bool is_told_after_word(const detect::Document& document, const NameMatch& match,
                                      const NameKnowledge& known);

/// `sono Ada Fittizia`, `mi chiamo …`, `qui …`: the writer gives this name as their own.
[[nodiscard]] bool introduces(const detect::Document& document, const NameMatch& match);
/// `scrivo dal telefono di mio figlio`: the account is somebody else's.
[[nodiscard]] bool writes_from_elsewhere(const detect::Document& document);
/// The rest of the sentence speaks to whom the match names: `leone hai visto?`, `felice, vieni`.
[[nodiscard]] bool speaks_to(const detect::Document& document, const NameMatch& match,
                             const NameKnowledge& known);
/// `lui`, `lei`, `costui`: pronouns that point at one person who was named before.
[[nodiscard]] std::vector<ByteSpan> pronouns_in(const detect::Document& document);
/// `siete`, `voi due`: more than one person is spoken to.
[[nodiscard]] bool speaks_to_several(const detect::Document& document);
/// `venite`, `portate`, right there: told to more than one, or to one of respect.
[[nodiscard]] bool asks_several(const detect::Document& document, std::size_t at);
/// The words between a quotation that ends at token `end` and the match give it to who is named:
/// `«…», come dice Ada Fittizia`, `«…» (cit. Fittizia)`.
[[nodiscard]] bool attributes_to(const detect::Document& document, std::size_t end,
                                 const NameMatch& match);
/// `sono Francesco`, whoever that is.
[[nodiscard]] bool introduces_anybody(const detect::Document& document);
/// `chi è il Moro?`: the word asked about.
[[nodiscard]] std::optional<std::string> asked_about(const detect::Document& document);
/// `da ragazzo mi chiamavano Zanzara`: what the writer says they are called. Folded letters.
[[nodiscard]] std::optional<std::string> own_nickname(const detect::Document& document);
/// `mi trovate su …`, `la mia mail è …`, `… è il mio`: the writer says that what stands at `where`
/// (source bytes) is theirs.
[[nodiscard]] bool claims(const detect::Document& document, ByteSpan where);
/// No word of the text stands outside `where` (source bytes): a number sent alone.
[[nodiscard]] bool is_all(const detect::Document& document, ByteSpan where);
/// Nicknames declared just after a match: `detto il Moro`, `nome d'arte Zoe`. Folded letters.
[[nodiscard]] std::vector<std::string> nicknames_after(const detect::Document& document,
                                                       const NameMatch& match);

} // namespace oblio::subject
