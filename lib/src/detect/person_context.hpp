// lib/src/detect/person_context.hpp: what the words before and after a possible name say of it.
#pragma once

#include "detect/person_parse.hpp"
#include "detect/person_words.hpp"

#include <cstddef>

namespace oblio::detect {

/// What stands before a word.
struct NameBefore {
    bool title = false;       ///< sig., dottor
    bool role = false;        ///< la maestra, il custode
    bool office = false;      ///< il sindaco, l'assessora alla cultura
    bool clergy = false;      ///< don, suor
    bool plural = false;      ///< famiglia, coniugi
    bool relation = false;    ///< mio cugino, la figlia di
    bool intro = false;       ///< mi chiamo, a nome di, intestato a
    bool intro_soft = false;  ///< sono, grazie a, secondo
    bool greeting = false;    ///< ciao, caro
    bool closing = false;     ///< saluti, grazie
    bool preposition = false; ///< di, a, da, con, per
    bool article = false;     ///< la, il
    bool self = false;        ///< sono, mi chiamo, il sottoscritto: a living person speaks
    bool label = false;       ///< a colon
    bool list = false;        ///< a number or a bullet of a list
    bool line_start = false;  ///< nothing on this line
    bool comma = false;
    bool quoted = false;      ///< a quotation mark right before it
    bool far_office = false;  ///< the office stands some words before ("assessora alla cultura")
    bool locative = false;    ///< a, in, comune di: a place may follow
    bool post_code = false;   ///< five digits: a place follows
    bool street = false;      ///< via, piazza
    bool institution = false; ///< scuola, stadio
    bool firm = false;        ///< ditta, bar
    bool saint = false;       ///< San, Santa

    [[nodiscard]] bool announces() const noexcept {
        return title || role || office || intro || relation;
    }
};

/// What stands after a reading.
struct NameAfter {
    bool firm = false;       ///< srl, & figli
    bool said = false;       ///< ha, dice, abita
    bool identified = false; ///< ", 45 anni", "(nata il", ", mio fratello"
    bool closed = false;     ///< a comma or the end of its sentence right after it
    bool quoted = false;     ///< a quotation mark right after it
    bool line_end = false;   ///< nothing but marks on this line
    bool text_end = false;   ///< little on the next lines: a signature may be here
};

/// How many words and marks before a name are read at most.
constexpr std::size_t longest_walk_before = 12;

/// Reads backwards from word `at`. Time: constant.
[[nodiscard]] NameBefore read_before(const NameWords& words, std::size_t at) noexcept;
/// Reads on after `parse`. Time: constant.
[[nodiscard]] NameAfter read_after(const NameWords& words, const NameParse& parse) noexcept;
/// "Adaobi Okafor mi chiamo", "Duc Nguyen Van è il mio nome", "Adaobi Okafor, nata a": two to four
/// words on it is said that they are a name. Time: constant.
[[nodiscard]] bool introduced_after(const NameWords& words, std::size_t at) noexcept;

} // namespace oblio::detect
