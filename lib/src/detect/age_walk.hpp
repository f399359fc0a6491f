// lib/src/detect/age_walk.hpp: what the readers of clauses share: people, and how far a walk came.
#pragma once

#include "detect/age_clause.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace oblio::detect {

// Source of the word lists: Italian grammar.
inline constexpr std::array<std::string_view, 108> people{
    "figlio", "figlia", "figli", "figlie", "nonno", "nonna", "nonni", "papa", "padre", "babbo",
    "mamma", "madre", "marito", "moglie", "fratello", "sorella", "fratellino", "sorellina",
    "fratelli", "sorelle", "zio", "zia", "cugino", "cugina", "cuginetto", "cuginetta", "nipote",
    "nipoti", "nipotino", "nipotina", "suocero", "suocera", "cognato", "cognata", "genero", "nuora",
    "compagno", "compagna", "bambino", "bambina", "bimbo", "bimba", "bambini", "bimbi", "ragazzo",
    "ragazza", "ragazzino", "ragazzina", "piccolo", "piccola", "gemelli", "gemelle", "vicino",
    "vicina", "amico", "amica", "amichetto", "amichetta", "alunno", "alunna", "studente",
    "studentessa", "signora", "signore", "anziano", "anziana", "paziente", "ragazzi", "kids",
    "daughter", "son", "lui", "lei", "genitori", "bisnonno", "bisnonna", "bisnonni", "pronipote",
    "prozia", "prozio", "fidanzato", "fidanzata", "figlioccio", "figlioccia", "primogenito",
    "primogenita", "secondogenito", "secondogenita", "coinquilino", "coinquilina", "badante",
    "inquilino", "inquilina",
    // in Roman, Venetian, Lombard, Neapolitan and Sicilian
    "fijo", "fija", "fio", "fia", "fiol", "fiola", "figghiu", "figghia", "patri", "matri", "soru",
    "maritu", "mugghieri", "mojere", "nonnu"};
inline constexpr std::array<std::string_view, 9> mine{"mio",    "mia",    "miei",   "mie", "nostro",
                                                      "nostra", "nostri", "nostre", "my"};
inline constexpr std::array<std::string_view, 8> definite{"il", "la",  "lo", "l",
                                                          "i",  "gli", "le", "quel"};
inline constexpr std::array<std::string_view, 12> animals{
    "cane",  "gatto",   "gatta",    "cavallo",  "cagnolino", "cagna",
    "micio", "gattino", "bassotto", "labrador", "cagnolina", "coniglio"};

/// The way from an age to the left, word by word.
struct AgeClauseReader::Walk {
    std::size_t begin; // of the phrase
    std::size_t end;
    AgePhrase kind;
    int steps = 0;         // words behind
    bool near = true;      // only light words since the phrase
    bool third = false;    // a verb of the third person was passed
    bool generic = false;  // "chi"
    bool ordinary = false; // a noun that is no person
    bool thing = false;    // with its article: "la legge"
    bool animal = false;
    bool barely = false; // "manco 13 anni"
    std::size_t verb = 0;

    [[nodiscard]] bool school() const noexcept { return kind == AgePhrase::school; }
};

} // namespace oblio::detect
