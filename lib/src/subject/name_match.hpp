// lib/src/subject/name_match.hpp: where a text names somebody by any form of one person's names.
#pragma once

#include "detect/document.hpp"
#include "subject/name_form.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// How much of a name was written.
enum class NameForm : std::uint8_t {
    full,          ///< first name and surname, either order
    full_typo,     ///< the same, the surname one letter off
    partial,       ///< a second first name and the surname
    short_full,    ///< a diminutive and the surname
    initial,       ///< the surname with initials, or the first name with an initial
    surname,       ///< the surname alone
    given,         ///< the first name alone
    diminutive,    ///< a diminutive, a short form or a slip of the first name alone
    nickname,      ///< an alias of one word
    initials_only, ///< `V.N.S.`
};

/// One place. Folded offsets, half-open.
struct NameMatch {
    std::size_t begin;
    std::size_t end;
    std::size_t first_token;
    std::size_t end_token; ///< one past the last
    NameForm form;
    /// The letters of each part, in the order written, as the text spells them.
    std::vector<std::string> parts;
    bool reversed;    ///< the surname stands before the first name
    bool capitalised; ///< every word of it, in a text where that says something
    /// A second first name alone, or a piece of the first name that is a first name too: it may be
    /// somebody else's.
    bool loose = false;
    /// Written small where nothing but the start of a sentence is written large: case says nothing.
    bool small = false;
};

/// Why a match is not the person, before anything of the archive is asked.
enum class Exclusion : std::uint8_t {
    none,
    place,        ///< a street, a school, a saint, a monument
    firm,         ///< a business
    other_person, ///< part of somebody else's full name
    figure,       ///< an emperor, a prophet, a king with a number
    common_word,  ///< written small, and an ordinary word
    family,       ///< `i Fittizi`: all who bear the surname
    writers_kin,  ///< `mio zio Renzo`
    other_sex,    ///< `la signora Fittizi`, and the subject is a man
    clergy,       ///< `don Renzo`: a priest's, unless the subject is one
    byword,       ///< with a byword that is none of the subject's: `Orlando detto il Furioso`
    of_the_dead,  ///< in a list read from a stone
    thing,        ///< the surname begins what looks like a name of something
};

/// Every match in `document`, by position, none overlapping.
/// Time: linear in the text times the number of names.
[[nodiscard]] std::vector<NameMatch> match_names(const detect::Document& document,
                                                 const NameProfile& profile,
                                                 const NameKnowledge& known);

/// A bare name that may be something else where nobody is greeted or spoken to: a country's or a
/// town's, that of a figure everybody knows, a word that an article makes a thing, a nickname
/// beside the figures it comes from. "forza Argentina", "nemmeno Noè ne ha vista tanta", "la gita a
/// Prato", "l'Islam è ...".
[[nodiscard]] bool is_byword(const detect::Document& document, const NameMatch& match,
                             const NameKnowledge& known);

/// The text speaks of books, of the screen or of history: what is said of who gave a street its
/// name. "Ada Finti mi ha rifatto il divano" does not. Time: linear, so it is asked once a text.
[[nodiscard]] bool speaks_of_old(const detect::Document& document);
/// "l'ammiraglio Ada Finti", "la vera Ada Finti", or the match begins a title in quotation marks.
[[nodiscard]] bool is_called_of_old(const detect::Document& document, const NameMatch& match);

/// "i funerali di Ada Finti", "Ada Finti buonanima", "una preghiera per Ada Finti, ci manchi": of
/// the dead. "Una preghiera per Ada Finti che si opera" is not.
[[nodiscard]] bool is_mourned(const detect::Document& document, const NameMatch& match);

/// Looks at what stands beside a match.
[[nodiscard]] Exclusion exclusion_of(const detect::Document& document, const NameMatch& match,
                                     const NameProfile& profile, const NameKnowledge& known);

} // namespace oblio::subject
