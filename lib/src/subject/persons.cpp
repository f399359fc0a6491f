// lib/src/subject/persons.cpp
#include "subject/persons.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {

using detect::Document;

bool acts_as_person(const Document& document, std::size_t at) {
    constexpr std::array<std::string_view, 20> acts{
        "dice",    "diceva",   "sostiene", "esagera", "brontola", "scherza", "pensa",
        "parla",   "scrive",   "risponde", "ride",    "sbaglia",  "mente",   "protesta",
        "insiste", "racconta", "conosce",  "capisce", "lavora",   "promette"};
    constexpr std::array<std::string_view, 8> has{"ragione",  "torto",    "detto",  "scritto",
                                                  "risposto", "promesso", "capito", "esagerato"};
    const auto& tokens = document.tokens();
    if (!adjacent_word(document, at)) {
        return false;
    }
    const std::string_view word = document.text(tokens[at]);
    // "mi ha rifatto il bagno": to or for somebody
    if (detect::in(word, "mi", "ti", "ci", "vi", "gli") && adjacent_word(document, at + 1)) {
        const std::string_view verb = document.text(tokens[at + 1]);
        return verb == "ha" || verb == "aveva" || detect::in(verb, acts);
    }
    if (word == "ha" && adjacent_word(document, at + 1)) {
        return detect::in(document.text(tokens[at + 1]), has);
    }
    return detect::in(word, acts);
}

} // namespace oblio::subject
