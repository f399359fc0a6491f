// lib/src/subject/small_words.hpp: articles, prepositions and the like.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {

/// Never a sign of a trade or a street, and no name. `word` is folded.
[[nodiscard]] inline bool is_small_word(std::string_view word) {
    constexpr std::array<std::string_view, 38> words{
        "di",   "del",  "dell", "della", "dei", "degli", "delle",  "dello", "il",    "lo",
        "la",   "i",    "gli",  "le",    "l",   "a",     "al",     "allo",  "alla",  "ai",
        "agli", "alle", "all",  "da",    "dal", "dalla", "in",     "nel",   "nella", "e",
        "ed",   "con",  "per",  "su",    "sul", "fino",  "presso", "ex"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace oblio::subject
