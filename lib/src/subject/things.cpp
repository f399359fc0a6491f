// lib/src/subject/things.cpp: each kind by the words beside the name; what is only near it in the
// text says nothing.
#include "subject/things.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::Token;
using detect::TokenKind;

// Works, buildings, land, boats, papers, dishes and affairs that are called after people, and that
// are no firm's or street's name by themselves (those are in named_after.cpp). Written for oblio.
constexpr std::array<std::string_view, 131> things{
    // clang-format off
    "filanda", "filande", "filatoio", "tessitura", "cantiere", "cantieri", "fonderia", "ferriera",
    "acciaieria", "fornace", "fornaci", "cava", "cave", "miniera", "segheria", "cartiera",
    "distilleria", "tintoria", "conceria", "stamperia", "mulino", "manifattura", "fabbrica",
    "capannone", "capannoni", "magazzino", "magazzini", "deposito", "centrale", "diga",
    "autorimessa", "stalla", "fienile", "vetreria", "villetta", "palazzina", "condominio", "casa",
    "casolare", "cascinale", "podere", "tenuta", "fattoria", "corte", "cortile", "portico",
    "androne", "loggia", "castello", "maniero", "bastione", "chiosco", "baracca", "capanno",
    "chalet", "baita", "malga", "darsena", "pontile", "cabina", "edificio", "immobile", "complesso",
    "area", "terreno", "terreni", "lotto", "bosco", "vigna", "vigneto", "frutteto", "laghetto",
    "tomba", "sepolcro", "archivio", "fondo", "lascito", "collezione", "raccolta", "donazione",
    "quadreria", "fototeca", "legge", "decreto", "lodo", "emendamento", "mozione", "ordinanza",
    "delibera", "variante", "piano", "progetto", "modello", "teorema", "caso", "affare", "scandalo",
    "processo", "inchiesta", "sentenza", "vicenda", "era", "epoca", "gestione", "dinastia",
    "marchio", "barca", "gozzo", "battello", "lancia", "motoscafo", "chiatta", "motobarca",
    "locomotiva", "funicolare", "seggiovia", "linea", "ricetta", "torta", "panettone", "salame",
    "grappa", "amaro", "birra", "gelato", "organo", "campana", "borsa", "raduno", "maratona",
    "calendario"};
// clang-format on

constexpr std::array<std::string_view, 31> articles{
    "il",    "lo",    "la",     "l",      "un",     "una",   "uno",  "del",
    "dello", "della", "dell",   "al",     "allo",   "alla",  "all",  "dal",
    "dallo", "dalla", "dall",   "nel",    "nello",  "nella", "nell", "sul",
    "sulla", "sull",  "questa", "questo", "quella", "quel",  "ex"};

bool is_thing(std::string_view noun) {
    return detect::in(noun, things) || noun.ends_with("ificio");
}

/// Between an article and its noun: `la vecchia filanda`.
bool is_epithet(std::string_view word) {
    constexpr std::array<std::string_view, 22> epithets{
        "vecchio", "vecchia", "antico", "antica",  "storico", "storica", "nuovo",   "nuova",
        "grande",  "gran",    "ex",     "famoso",  "famosa",  "piccolo", "piccola", "bel",
        "bella",   "nostro",  "nostra", "celebre", "povera",  "intera"};
    return detect::in(word, epithets);
}

constexpr std::array<std::string_view, 20> stones{
    "lapide",      "lapidi",    "caduti",    "cippo",      "sacrario",    "ossario", "epigrafe",
    "trucidati",   "fucilati",  "deportati", "partigiani", "garibaldini", "martiri", "dispersi",
    "commilitoni", "internati", "sepolti",   "monumento",  "stele",       "reduci"};

bool is_fallen(std::string_view word) {
    constexpr std::array<std::string_view, 14> fallen{
        "morto",    "morta",    "morti",     "caduto",    "caduti",    "disperso",  "dispersi",
        "fucilato", "fucilati", "deportato", "deportati", "trucidato", "trucidati", "sepolto"};
    return detect::in(word, fallen);
}

/// A war, one of its fronts, or a year of one.
bool is_of_war(const Document& document, const Token& token) {
    constexpr std::array<std::string_view, 27> wars{
        "guerra",      "fronte",    "trincea",    "carso",     "piave",     "isonzo",
        "ortigara",    "adamello",  "pasubio",    "caporetto", "russia",    "don",
        "nikolajewka", "albania",   "grecia",     "cefalonia", "africa",    "abissinia",
        "amba",        "alamein",   "mauthausen", "dachau",    "auschwitz", "lager",
        "resistenza",  "battaglia", "ghirba"};
    const std::string_view text = document.text(token);
    if (token.kind == TokenKind::number) {
        return text.size() == 4 && (text.starts_with("191") || text.starts_with("194"));
    }
    return detect::in(text, wars);
}

/// `morti sul Carso`, `disperso in Russia`, from the token `at` on.
bool tells_of_the_fallen(const Document& document, std::size_t at) {
    constexpr std::size_t reach = 5;
    const auto& tokens = document.tokens();
    return is_fallen(document.text(tokens[at])) &&
           std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                       tokens.begin() +
                           static_cast<std::ptrdiff_t>(std::min(tokens.size(), at + 1 + reach)),
                       [&](const Token& token) { return is_of_war(document, token); });
}

bool separates(const Document& document, const Token& token) {
    return token.kind == TokenKind::newline ||
           detect::in(document.text(token), ",", ";", "-", "e", "/", "*");
}

/// Two words with capitals stand at `at`: another entry of a list of names.
bool is_entry(const Document& document, std::size_t at) {
    const auto& tokens = document.tokens();
    return adjacent_word(document, at) && adjacent_word(document, at + 1) &&
           is_capitalised(tokens[at]) && is_capitalised(tokens[at + 1]);
}

/// Where the list of names around a match begins; the match itself if it stands in none.
std::size_t list_start(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    std::size_t at = match.first_token;
    while (at > 2 && separates(document, tokens[at - 1]) && is_entry(document, at - 3)) {
        at -= 3;
    }
    return at;
}

/// One of the names after a colon: `in gara: Perla, Ada, Furia e Bricco`. An entry has two words at
/// most.
bool is_listed(const Document& document, const NameMatch& match) {
    constexpr std::size_t longest = 2;
    const auto& tokens = document.tokens();
    const std::size_t end = match.end_token;
    const bool closed = end >= tokens.size() || tokens[end].kind != TokenKind::word ||
                        document.text(tokens[end]) == "e";
    std::size_t entries = 0;
    std::size_t words = 0;
    for (std::size_t i = match.first_token; closed && i > 0; --i) {
        const std::string_view text = document.text(tokens[i - 1]);
        if (text == ":") {
            return entries > 0 || (end < tokens.size() && document.text(tokens[end]) == ",");
        }
        const bool mark = text == "," || text == "e";
        entries += mark ? 1 : 0;
        words = mark ? 0 : words + 1;
        if (!mark && (words > longest || !is_capitalised(tokens[i - 1]))) {
            return false;
        }
    }
    return false;
}

} // namespace

bool is_called_thing(const Document& document, const NameMatch& match) {
    const auto before = words_before(document, match.first_token, 3);
    if (before.empty() || !is_thing(before[0])) {
        return false;
    }
    const std::size_t article = before.size() > 2 && is_epithet(before[1]) ? 2 : 1;
    return before.size() > article && detect::in(before[article], articles);
}

bool is_among_the_dead(const Document& document, const NameMatch& match) {
    if (match.form != NameForm::full && match.form != NameForm::surname) {
        return false;
    }
    const auto& tokens = document.tokens();
    const std::size_t end = match.end_token;
    const bool comma = end < tokens.size() && document.text(tokens[end]) == ",";
    const std::size_t next = end + (comma ? 1 : 0);
    if (next < tokens.size() && tells_of_the_fallen(document, next)) {
        return true;
    }
    const std::size_t start = list_start(document, match);
    const bool listed =
        start < match.first_token ||
        (end < tokens.size() && separates(document, tokens[end]) && is_entry(document, end + 1));
    const bool opened = start == 0 || document.text(tokens[start - 1]) == ":";
    if (!listed || !opened) {
        return false;
    }
    const bool stone =
        std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(start),
                    [&](const Token& token) { return detect::in(document.text(token), stones); });
    for (std::size_t i = 0; !stone && i < tokens.size(); ++i) {
        if (tells_of_the_fallen(document, i)) {
            return true;
        }
    }
    return stone;
}

bool is_cry(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    // What is won, felt or wished. People are greeted with the other words that are names.
    constexpr std::array<std::string_view, 12> felt{"vittoria", "gioia",   "gloria",   "pace",
                                                    "speranza", "fortuna", "felicita", "grazia",
                                                    "delizia",  "letizia", "allegria", "pieta"};
    constexpr std::array<std::string_view, 12> sport{
        "gol",    "goal",   "partita",    "derby", "campionato", "trasferta",
        "girone", "finale", "classifica", "punti", "ragazzi",    "torneo"};
    const auto& tokens = document.tokens();
    const std::size_t end = match.end_token;
    if (match.parts.size() != 1 || match.form != NameForm::given ||
        !known.is_common_word(match.parts.front()) || end >= tokens.size() ||
        document.text(tokens[end]) != "!") {
        return false;
    }
    const auto before = words_before(document, match.first_token, 1);
    const bool called_out = tokens[match.first_token].starts_sentence || before.empty() ||
                            before[0] == "che" || before[0] == "e";
    bool score = false;
    for (std::size_t i = 0; !score && i < tokens.size(); ++i) {
        const bool result = i + 2 < tokens.size() && tokens[i].kind == TokenKind::number &&
                            tokens[i + 2].kind == TokenKind::number &&
                            detect::in(document.text(tokens[i + 1]), "-", ":");
        score = result || detect::in(document.text(tokens[i]), sport);
    }
    return called_out && (score || detect::in(match.parts.front(), felt));
}

bool is_animals_name(const Document& document, const NameMatch& match) {
    constexpr std::size_t reach = 24; // tokens: the sentence before
    constexpr std::array<std::string_view, 7> called{
        "chiama", "chiamo", "chiamato", "chiamata", "chiamava", "chiamiamo", "chiamano"};
    const auto& tokens = document.tokens();
    const auto before = words_before(document, match.first_token, 2);
    // "l'asina Ada"
    if (before.size() > 1 && detect::is_animal(before[0]) && detect::in(before[1], articles)) {
        return true;
    }
    const bool named =
        !before.empty() && (detect::in(before[0], called) ||
                            (before.size() > 1 && before[0] == "di" && before[1] == "nome"));
    if (!named && !is_listed(document, match)) {
        return false;
    }
    const std::size_t first = match.first_token - std::min(match.first_token, reach);
    return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                       tokens.begin() + static_cast<std::ptrdiff_t>(match.first_token),
                       [&](const Token& token) { return detect::is_animal(document.text(token)); });
}

} // namespace oblio::subject
