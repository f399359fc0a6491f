// lib/src/detect/person_parse.hpp: the best reading of a run of words as one person's name.
#pragma once

#include "detect/person_words.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace oblio::detect {

/// How a name is put together.
enum class NameShape : std::uint8_t {
    full,         ///< Anna Maria Rossi
    reversed,     ///< Rossi Anna Maria
    initialled,   ///< A. M. Rossi, Anna R.
    surname_only, ///< Rossi
    first_only,   ///< Anna Maria
};

/// A reading. The score is a sum of evidence: about 0 for nothing, 3 for a name that needs no help.
struct NameParse {
    std::size_t begin;   ///< index of the first word
    std::size_t end;     ///< one past the last
    std::size_t surname; ///< index of the word that carries the surname; `end` if none
    NameShape shape;
    double score;
};

/// How likely word `at` is as a first name: 0 for no idea, 4 for a common name with a capital.
[[nodiscard]] double first_name_score(const NameWords& words, std::size_t at) noexcept;

/// What stands around helps a reading that a look at the letters alone would refuse.
struct ParseHelp {
    bool announced = false; ///< a title, "mi chiamo": two unknown words may be a name
    bool list = false;      ///< an item of a list of people: surname first is usual
};

/// False for most words: parse_full_name() finds nothing there, whatever the help. Time: constant.
[[nodiscard]] bool may_be_full_name(const NameWords& words, std::size_t at) noexcept;
/// The best reading as a full name that begins at word `at`; nothing if there is none.
/// Time: constant.
[[nodiscard]] std::optional<NameParse> parse_full_name(const NameWords& words, std::size_t at,
                                                       ParseHelp help) noexcept;
/// The reading as a surname alone. Time: constant.
[[nodiscard]] std::optional<NameParse> parse_surname(const NameWords& words,
                                                     std::size_t at) noexcept;
/// The reading as first names alone. Time: constant.
[[nodiscard]] std::optional<NameParse> parse_first_names(const NameWords& words,
                                                         std::size_t at) noexcept;

} // namespace oblio::detect
