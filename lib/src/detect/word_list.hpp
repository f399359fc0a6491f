// lib/src/detect/word_list.hpp: short lists of words that stand in the code.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

namespace oblio::detect {

/// Whether `list` has `word`.
[[nodiscard]] constexpr bool in(std::string_view word,
                                std::span<const std::string_view> list) noexcept {
    // Nearly all differ in length or first byte, which costs no call.
    return std::any_of(list.begin(), list.end(), [word](std::string_view other) {
        return other.size() == word.size() && (word.empty() || other[0] == word[0]) &&
               other == word;
    });
}
[[nodiscard]] constexpr bool in(std::string_view word,
                                std::initializer_list<std::string_view> list) noexcept {
    return in(word, std::span{list.begin(), list.size()});
}

/// The same for a few words that stand in the call: a list in braces would be made anew at each
/// call, these are compared as numbers.
template <std::size_t... Sizes>
[[nodiscard]] constexpr bool in(std::string_view word, const char (&... list)[Sizes]) noexcept {
    using Letters = std::string_view::traits_type;
    return ((word.size() == Sizes - 1 && Letters::compare(word.data(), list, Sizes - 1) == 0) ||
            ...);
}

/// Animals that people keep, and call by names of people. Source: written for oblio.
[[nodiscard]] constexpr bool is_animal(std::string_view noun) noexcept {
    return in(noun, "cane", "cani", "cagnolino", "cagnolina", "gatto", "gatta", "gatti", "micio",
              "micia", "gattino", "gattina", "cavallo", "cavalla", "cavalli", "coniglio",
              "pappagallo", "criceto", "cagna", "cucciolo", "tartaruga", "canarino", "asino",
              "asina", "gallo", "furetto", "mucca", "capra", "pecora", "zanzara", "zanzare",
              "vespe", "api", "gabbiano", "gabbiani", "piccione", "piccioni", "topo", "topi",
              "cinghiale", "cinghiali", "formiche", "mosche", "moscerini", "tafani", "cimici",
              "zecche", "cornacchie", "storni", "galline", "gallina", "oche", "papere", "asini",
              "capre", "pecore", "mucche", "criceti", "conigli");
}

/// What stands in a house, an office or a street, and is quarrelled with. Source: written for
/// oblio.
[[nodiscard]] constexpr bool is_gadget(std::string_view noun) noexcept {
    return in(noun, "macchinetta", "stampante", "fotocopiatrice", "caldaia", "lavatrice",
              "lavastoviglie", "navigatore", "parchimetro", "semaforo", "bilancia", "sveglia",
              "frigo", "frigorifero", "forno", "telefono", "cellulare", "computer", "pc", "modem",
              "router", "wifi", "aspirapolvere", "condizionatore", "divano", "macchina", "auto",
              "bici", "bicicletta", "motorino", "ascensore", "tapparella", "app", "sito", "spid",
              "portale", "serratura", "porta", "tornello", "tastiera", "bancomat", "distributore",
              "caffettiera", "moka", "tablet", "televisore", "telecomando", "citofono", "casella",
              "panchina", "buca", "rotonda", "dieta", "cyclette", "impastatrice", "tosaerba",
              "decespugliatore", "panda", "vespa", "furgone", "scooter", "moto", "trattore",
              "camion", "portatile", "orologio", "radio", "giradischi", "chitarra", "zaino",
              "ombrello", "lambretta");
}

/// Calls `each` with every word of `words`, between single blanks.
template <class Each> constexpr void each_word(std::string_view words, Each each) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        each(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

} // namespace oblio::detect
