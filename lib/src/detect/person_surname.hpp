// lib/src/detect/person_surname.hpp: what speaks for a surname that no first name stands beside.
#pragma once

#include "detect/person_context.hpp"
#include "detect/person_words.hpp"
#include "detect/places.hpp"

#include <cstddef>

namespace oblio::detect {

/// Borrows the words and the places, which may be null. Threads: immutable.
class SurnameAlone {
public:
    SurnameAlone(const NameWords& words, const Places* places) : words_{words}, places_{places} {}

    /// "il direttore ATER": short, in capitals among other words, and no surname.
    [[nodiscard]] bool is_acronym(std::size_t at) const;
    /// "i vigili Brambati e Salvioli": word `at` is one of two surnames after the plural of an
    /// office or a trade.
    [[nodiscard]] bool in_titled_pair(std::size_t at) const;
    /// "quel Corradini": said of somebody whom a role before has told.
    [[nodiscard]] bool singled_out(std::size_t at) const;
    /// "er medico mio, Sbardelloni, nun risponne": an apposition that no list takes for a word.
    [[nodiscard]] bool between_commas(std::size_t at, const NameBefore& before) const;

    /// Word `at`, read as `parse` after a title or a role, is none for all that; `likely`: it is
    /// listed as one, or has the letters of one.
    [[nodiscard]] bool is_no_surname(std::size_t at, const NameBefore& before,
                                     const NameParse& parse, bool likely) const;

private:
    [[nodiscard]] bool may_be_surname(std::size_t at) const;

    const NameWords& words_;
    const Places* places_;
};

} // namespace oblio::detect
