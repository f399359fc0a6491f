// lib/src/subject/persons.cpp: verbs and predicates that only persons have, from closed lists; what
// a house, a road or a lake does as well ("è chiusa", "ha riaperto", "resta") says nothing.
#include "subject/persons.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/small_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;

// Third person, present or imperfect, of what is done by somebody. Written for this file.
constexpr std::array<std::string_view, 117> acts{
    // clang-format off
    "dice", "diceva", "sostiene", "esagera", "brontola", "scherza", "pensa", "parla", "scrive",
    "risponde", "ride", "sbaglia", "mente", "protesta", "insiste", "racconta", "conosce", "capisce",
    "lavora", "promette", "dorme", "mangia", "beve", "vuole", "voleva", "vorrebbe", "sa", "sapeva",
    "sapra", "crede", "spera", "chiede", "chiedeva", "canta", "cantava", "suona", "suonava",
    "balla", "ballava", "recita", "cucina", "cucinava", "cuce", "cuciva", "studia", "insegna",
    "insegnava", "vende", "vendeva", "compra", "regala", "regalava", "presta", "saluta", "arriva",
    "passa", "viene", "veniva", "torna", "corre", "gioca", "giocava", "allena", "guida", "guidava",
    "scarica", "scaricava", "carica", "pesca", "pescava", "caccia", "zappa", "raccoglie", "legge",
    "leggeva", "firma", "urla", "urlava", "grida", "piange", "piangeva", "esulta", "commenta",
    "polemizza", "critica", "propone", "ringrazia", "consiglia", "spiega", "spiegava", "conferma",
    "smentisce", "ammette", "ricorda", "dimentica", "aspetta", "aspettava", "cerca", "cercava",
    "trova", "vince", "perde", "segna", "para", "porta", "portava", "prepara", "preparava",
    "aiuta", "aiutava", "abita", "abitava", "vive", "viveva", "merita", "multa", "cammina"};
// clang-format on

// Reflexive: `si lamenta`.
constexpr std::array<std::string_view, 18> acts_on_self{
    "lamenta", "lamentava", "arrabbia", "scusa",    "vergogna",  "diverte",
    "sbaglia", "sposa",     "candida",  "offende",  "preoccupa", "dimentica",
    "ricorda", "fida",      "commuove", "stupisce", "siede",     "dimette"};

// `ha ragione`, `ha le mani d'oro`: what a person has.
constexpr std::array<std::string_view, 17> had{
    "ragione", "ragionissima", "torto",    "paura",  "fame",  "sete",
    "sonno",   "pazienza",     "coraggio", "le",     "gli",   "voglia",
    "fegato",  "talento",      "stoffa",   "moglie", "marito"};

// `ha riaperto`, `ha subito danni`: of things as well.
constexpr std::array<std::string_view, 23> of_things{
    "riaperto", "aperto",     "chiuso",   "perso",     "subito",   "ripreso",
    "iniziato", "finito",     "smesso",   "ceduto",    "ospitato", "cambiato",
    "superato", "raggiunto",  "allagato", "retto",     "tenuto",   "funzionato",
    "compiuto", "conservato", "dato",     "mantenuto", "contenuto"};

// `è bravissima`, `era stanco`: without the ending.
constexpr std::array<std::string_view, 31> qualities{
    "brav",       "bravissim", "gentil",      "gentilissim", "simpatic",  "antipatic", "onest",
    "stanc",      "malat",     "incint",      "generos",     "maleducat", "educat",    "preparat",
    "disponibil", "sincer",    "permalos",    "pazient",     "furb",      "sposat",    "single",
    "scorbutic",  "cattiv",    "intelligent", "competent",   "umil",      "superb",    "contrari",
    "arrabbiat",  "furios",    "dispiaciut"};

bool is_participle(std::string_view word) {
    constexpr std::array<std::string_view, 23> irregular{
        "detto",    "fatto",    "scritto", "preso",    "messo",    "visto",   "letto",  "chiesto",
        "risposto", "promesso", "deciso",  "offerto",  "vinto",    "corso",   "scelto", "pianto",
        "riso",     "smentito", "difeso",  "aggiunto", "spiegato", "sposato", "rifatto"};
    const bool regular = word.size() > 5 &&
                         (word.ends_with("ato") || word.ends_with("uto") || word.ends_with("ito"));
    return detect::in(word, irregular) || regular;
}

std::string_view word_at(const Document& document, std::size_t at) {
    return adjacent_word(document, at) ? document.text(document.tokens()[at]) : std::string_view{};
}

/// `ha ragione`, `ha già multato`, after the verb at `at`.
bool has_as_person(const Document& document, std::size_t at) {
    std::size_t next = at + 1;
    if (detect::in(word_at(document, next), "gia", "sempre", "anche", "pure", "proprio",
                   "appena")) {
        ++next;
    }
    const std::string_view word = word_at(document, next);
    return detect::in(word, had) || (is_participle(word) && !detect::in(word, of_things));
}

/// `è bravissima`, `è una brava persona`, after the verb at `at`.
bool is_as_person(const Document& document, std::size_t at) {
    std::size_t next = at + 1;
    while (detect::in(word_at(document, next), "sempre", "stato", "stata", "proprio", "molto",
                      "davvero", "una", "un", "troppo", "tanto", "cosi")) {
        ++next;
    }
    const std::string_view word = word_at(document, next);
    return std::any_of(qualities.begin(), qualities.end(), [word](std::string_view stem) {
        return word.starts_with(stem) && word.size() <= stem.size() + 2;
    });
}

} // namespace

bool acts_as_person(const Document& document, std::size_t at) {
    constexpr std::array<std::string_view, 12> over{
        "non", "mi", "ti", "ci", "vi", "gli", "lo", "ne", "pero", "comunque", "invece", "sempre"};
    while (detect::in(word_at(document, at), over)) {
        ++at;
    }
    const std::string_view word = word_at(document, at);
    if (word.empty()) {
        return false;
    }
    if (word == "si") {
        return detect::in(word_at(document, at + 1), acts_on_self);
    }
    if (word == "ha" || word == "aveva" || word == "avra") {
        return has_as_person(document, at);
    }
    if (word == "fa" || word == "faceva") {
        return detect::in(word_at(document, at + 1), "il", "lo", "la", "i", "gli", "le", "un",
                          "una");
    }
    const bool is = word == "e" && document.source_text(document.tokens()[at]) != "e";
    if (is || word == "era" || word == "sara") {
        return is_as_person(document, at);
    }
    return detect::in(word, acts);
}

bool is_told_of_person(const Document& document, const NameMatch& match) {
    // Stems of verbs that take a person; `secondo`, `grazie` and the like lead to one.
    constexpr std::array<std::string_view, 20> verbs{
        "chied", "domand", "chiam",   "telefon", "scriv", "ringrazi", "salut",
        "avvis", "ascolt", "rispond", "dic",     "dett",  "parl",     "sposa",
        "invit", "vota",   "conosc",  "incontr", "multa", "sentit"};
    constexpr std::array<std::string_view, 16> leads{
        "secondo", "grazie", "bravo",  "brava",   "complimenti", "auguri", "povero",     "povera",
        "caro",    "cara",   "signor", "signora", "sig",         "dottor", "dottoressa", "tranne"};
    const auto before = words_before(document, match.first_token, 3);
    std::size_t at = 0;
    while (at < before.size() && at < 2 && is_small_word(before[at])) {
        ++at;
    }
    if (at >= before.size()) {
        return false;
    }
    const std::string_view word = before[at];
    return detect::in(word, leads) ||
           std::any_of(verbs.begin(), verbs.end(), [word](std::string_view stem) {
               return word.starts_with(stem) && word.size() <= stem.size() + 5;
           });
}

} // namespace oblio::subject
