// lib/src/detect/age_self.cpp: how writers speak of their own age, and who only borrows their
// voice.
#include "detect/age_clause.hpp"
#include "detect/age_numbers.hpp"
#include "detect/age_walk.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

// Source of the word lists: everyday Italian. Where somebody has another age than their own.
constexpr std::array<std::string_view, 47> registers{
    "gioco",    "videogioco",  "giochino",  "minecraft", "fortnite", "roblox",       "playstation",
    "xbox",     "nintendo",    "avatar",    "instagram", "insta",    "ig",           "facebook",
    "fb",       "tiktok",      "youtube",   "google",    "discord",  "twitch",       "whatsapp",
    "telegram", "netflix",     "steam",     "internet",  "app",      "applicazione", "sito",
    "portale",  "piattaforma", "algoritmo", "software",  "computer", "pc",           "terminale",
    "sistema",  "filtro",      "copione",   "film",      "recita",   "commedia",     "spettacolo",
    "romanzo",  "fumetto",     "sogno",     "spid",      "game"};
// These are right unless they are said to say so.
constexpr std::array<std::string_view, 12> official{"anagrafe", "registro", "archivio", "profilo",
                                                    "account",  "data",     "tessera",  "documento",
                                                    "comune",   "ufficio",  "server",   "scheda"};
constexpr std::array<std::string_view, 10> holding{"su",    "sul",  "sulla", "sull", "nel",
                                                   "nella", "nell", "in",    "per",  "secondo"};
constexpr std::array<std::string_view, 22> within_register{
    "il",     "lo",  "la",  "l",   "'",      "del",    "dello",  "della", "dell",   "di", "vostro",
    "vostra", "mio", "suo", "sua", "nostro", "questo", "questa", "quel",  "quella", "un", "una"};

} // namespace

bool is_not_even(std::string_view word) noexcept {
    return in(word, "nemmeno", "neanche", "neppure", "manco");
}

bool AgeClauseReader::turns_them_near(std::size_t begin, std::size_t end) const noexcept {
    constexpr std::size_t reach = 10;
    for (std::size_t at = begin - std::min(begin, reach); at < end + reach; ++at) {
        if ((text(at) == "li" || text(at) == "la") &&
            (text(at + 1) == "faccio" || text(at + 1) == "compio")) {
            return true;
        }
    }
    return false;
}

std::optional<std::size_t> AgeClauseReader::english_self(std::size_t at) const noexcept {
    if (text(at) == "im") {
        return at;
    }
    if (text(at) == "m" && at >= 2 && text(at - 1) == "'" && text(at - 2) == "i") {
        return at - 2;
    }
    const bool am = text(at) == "am" && at >= 1 && text(at - 1) == "i";
    return am ? std::optional{at - 1} : std::nullopt;
}

int AgeClauseReader::years_ahead(std::size_t begin) const noexcept {
    for (std::size_t steps = 3; steps <= std::min<std::size_t>(begin, 7); ++steps) {
        const std::size_t at = begin - steps;
        if ((text(at) == "tra" || text(at) == "fra") &&
            (text(at + 2) == "anno" || text(at + 2) == "anni")) {
            return read_age_number(text(at + 1)).value_or(0);
        }
    }
    return 0;
}

bool AgeClauseReader::animal_speaks() const noexcept {
    static constexpr std::array<std::string_view, 14> shelter{
        "canile",     "gattile",      "microchip",    "adozione",      "adottami",
        "adottatemi", "sterilizzata", "sterilizzato", "microchippato", "microchippata",
        "scodinzolo", "zampe",        "zampette",     "stallo"};
    for (std::size_t at = 0; at < document_.tokens().size(); ++at) {
        if (in(text(at), shelter) ||
            (text(at) == "cerco" && in(text(at + 1), "casa", "famiglia", "mamma", "padrone"))) {
            return true;
        }
    }
    return false;
}

// "terza media qui!", "14 anni per la cronaca", "quindicenne presente, che si fa?", not "terza
// media presente nel plesso".
bool AgeClauseReader::presents_itself(std::size_t begin, std::size_t end) const noexcept {
    const std::size_t first = begin > 0 && text(begin - 1) == "quasi" ? begin - 1 : begin;
    const std::vector<Token>& tokens = document_.tokens();
    const bool opens =
        !word_before(first) || (first > 0 && tokens[first - 1].kind == TokenKind::mark);
    const bool by_the_way =
        in(text(end), "per", "x") && in(text(end + 1), "la", "dire") &&
        in(text(end + 1) == "la" ? text(end + 2) : text(end + 1), "cronaca", "precisione", "dire");
    if (opens && by_the_way) {
        return true; // "14 anni x la cronaca"
    }
    return opens && in(text(end), "qui", "qua", "presente", "eccomi", "here") &&
           (end + 1 >= tokens.size() || tokens[end + 1].kind == TokenKind::mark ||
            tokens[end + 1].kind == TokenKind::newline);
}

// "so parlare velocissimo, 14 anni e tre lingue": nothing that the age could be of stands between
// the writer's verb and the comma.
bool AgeClauseReader::says_what_it_can(std::size_t begin, std::size_t end) const noexcept {
    const std::string_view next = text(end);
    if (begin < 3 || text(begin - 1) != "," ||
        (end < document_.tokens().size() && next != "e" && next != "," && next != ".")) {
        return false;
    }
    static constexpr std::array<std::string_view, 12> how{"bene",   "anch",   "anche", "io",
                                                          "tanto",  "molto",  "gia",   "pure",
                                                          "subito", "ancora", "poco",  "benino"};
    std::optional<std::size_t> at = word_before(begin);
    while (at &&
           (in(text(*at), how) || text(*at).ends_with("issimo") || text(*at).ends_with("mente"))) {
        at = word_before(*at);
    }
    const std::optional<std::size_t> verb = at ? word_before(*at) : at;
    const std::string_view can = at ? text(*at) : std::string_view{};
    const bool infinitive = can.ends_with("are") || can.ends_with("ere") || can.ends_with("ire");
    return infinitive && verb && in(text(*verb), "so", "posso", "vorrei", "voglio", "potrei");
}

// "seconda media e non capisco": a verb of the first person.
bool AgeClauseReader::goes_on_as_self(std::size_t at) const noexcept {
    const bool denied = text(at) == "non" && text(at + 1).size() > 4 && text(at + 1).back() == 'o';
    return denied || in(text(at), "ho", "sono", "so", "faccio", "vado", "voglio", "vorrei", "posso",
                        "gioco", "suono", "canto", "ballo", "capisco", "vivo", "nuoto");
}

// "ho meno di 14 anni", "vado per i 14 anni", "mi mancano due mesi ai 14 anni".
std::optional<AgeClause> AgeClauseReader::not_reached(std::size_t begin) const noexcept {
    constexpr int below = 3;
    const auto at = [&](std::size_t back) {
        return begin >= back ? text(begin - back) : std::string_view{};
    };
    if (at(1) == "di" && at(2) == "meno" && at(3) == "ho" && at(4) != "non") {
        return AgeClause{AgeOf::author, begin - 3, 0.85, "first person, not yet reached", below};
    }
    if (at(1) == "i" && (at(2) == "per" || at(2) == "verso") && at(3) == "vado") {
        return AgeClause{AgeOf::author, begin - 3, 0.75, "first person, not yet reached", 1};
    }
    if (at(1) != "ai" && at(1) != "miei" && !(at(1) == "i" && at(2) == "per")) {
        return std::nullopt;
    }
    constexpr std::size_t reach = 8;
    for (std::size_t back = 2; back <= std::min(begin, reach); ++back) {
        if ((at(back) == "mancano" || at(back) == "manca") &&
            (at(1) == "miei" || at(back + 1) == "mi")) {
            return AgeClause{AgeOf::author, begin - back, 0.8, "first person, not yet reached", 1};
        }
    }
    return std::nullopt;
}

// "sono 80 anni che sto al mondo", "so' ottant'anni che campo".
bool AgeClauseReader::in_this_world(std::size_t begin, std::size_t end) const noexcept {
    const std::optional<std::size_t> verb = word_before(begin);
    if (text(end) != "che" || !verb || !in(text(*verb), "sono", "son", "so", "sn", "da", "ormai")) {
        return false;
    }
    const std::string_view does = text(end + 1);
    return in(does, "campo", "respiro") ||
           (in(does, "sto", "sono", "son", "vivo") &&
            (in(text(end + 3), "mondo", "monno", "munno") || in(text(end + 2), "nato", "nata")));
}

// "se tornassi alla mia età": a subjunctive after "se" stands shortly before `at`.
bool AgeClauseReader::supposed(std::size_t at) const noexcept {
    constexpr std::size_t reach = 6;
    std::optional<std::size_t> before = word_before(at);
    for (std::size_t steps = 0; steps < reach && before; ++steps, before = word_before(*before)) {
        const std::string_view word = text(*before);
        if (word.ends_with("ssi") && word_before(*before) && text(*word_before(*before)) == "se") {
            return true;
        }
    }
    return false;
}

// "mi chiamo Luca", "sono Carla Neri".
bool AgeClauseReader::introduced(const Person& person) const noexcept {
    const std::optional<std::size_t> before = word_before(document_.token_at(person.begin));
    if (!before) {
        return false;
    }
    const std::optional<std::size_t> earlier = word_before(*before);
    const std::string_view lead = earlier ? text(*earlier) : std::string_view{};
    return text(*before) == "chiamo" || text(*before) == "presento" ||
           (text(*before) == "sono" && lead != "ci" && lead != "non" && lead != "qui");
}

// "un ragazzo mi ha risposto: ho 12 anni", "lei dice ho 13 anni", "ho 13 anni, mi ha detto": the
// first person at `verb` is of somebody who is quoted.
bool AgeClauseReader::reported(std::size_t verb, std::size_t end) const noexcept {
    static constexpr std::array<std::string_view, 19> say{
        "dice",       "dicono", "fa",       "grida",    "urla",   "risponde", "disse",
        "rispondono", "ripete", "ripetono", "insiste",  "scrive", "sbotta",   "strilla",
        "replica",    "frase",  "scritta",  "cartello", "titolo"};
    static constexpr std::array<std::string_view, 8> said{
        "detto", "risposto", "scritto", "urlato", "gridato", "raccontato", "spiegato", "ribattuto"};
    const auto others_said = [&](std::size_t at) {
        const std::optional<std::size_t> auxiliary =
            in(text(at), said) ? word_before(at) : std::nullopt;
        return auxiliary && (text(*auxiliary) == "ha" || text(*auxiliary) == "hanno");
    };
    constexpr std::size_t reach = 8;
    std::size_t at = verb;
    const bool colon = verb > 0 && text(verb - 1) == ":";
    if (colon && verb > 2 &&
        (in(text(verb - 2), "lui", "lei", "loro") ||
         (in(text(verb - 2), people) && in(text(verb - 3), "mio", "mia", "suo", "sua")))) {
        return true; // "e lui: ho 13 anni", "mio figlio: ho 13 anni"
    }
    for (std::size_t steps = 0; steps < (colon ? reach : 1) && at > 0; ++steps) {
        --at;
        if (in(text(at), say) || others_said(at)) {
            return true;
        }
    }
    for (at = end; at < end + reach; ++at) {
        if (others_said(at) && in(text(at - 2), "mi", "ci", "gli", "le") && text(at - 3) == ",") {
            return true;
        }
    }
    return false;
}

// "mentalmente ho 12 anni", "nel cuore ho 15 anni", "di testa ne ho 13".
bool AgeClauseReader::of_the_heart(std::size_t verb) const noexcept {
    const std::optional<std::size_t> before = word_before(verb);
    return before && in(text(*before), "mentalmente", "testa", "cervello", "cuore", "anima",
                        "spirito", "dentro");
}

// "quando vedo la giostra ho dieci anni", "come se ho 12 anni", "ho 13 anni? no".
bool AgeClauseReader::for_the_moment(std::size_t verb, std::size_t end) const noexcept {
    constexpr std::size_t reach = 8;
    const std::vector<Token>& tokens = document_.tokens();
    for (std::size_t steps = 1; steps <= std::min(verb, reach); ++steps) {
        const std::size_t at = verb - steps;
        if (tokens[at].kind == TokenKind::newline ||
            (tokens[at].kind == TokenKind::mark && text(at) != "'")) {
            break;
        }
        if (in(text(at), "quando", "davanti", "ogniqualvolta") ||
            (text(at) == "come" && text(at + 1) == "se")) {
            return true;
        }
    }
    return text(end) == "?" && in(text(end + 1), "no", "ma", "macche", "magari", "seee");
}

// "il portale dice che ho 13 anni", "per mia madre ho dieci anni", "nel gioco ho 12 anni", "ho 12
// anni per l'anagrafe del gioco": what a register, a game or somebody else holds it to be.
bool AgeClauseReader::held_by_others(std::size_t verb, std::size_t end) const noexcept {
    if (in(text(end), holding)) {
        for (std::size_t at = end + 1; at < end + 7; ++at) {
            if (in(text(at), registers)) {
                return true;
            }
            if (!in(text(at), within_register) && !in(text(at), official)) {
                break;
            }
        }
    }
    // No mark may stand between: "su internet gioco, ho 13 anni".
    const auto word_beside = [&](std::size_t token) -> std::optional<std::size_t> {
        const std::size_t back = token > 1 && text(token - 1) == "'" ? 2 : 1;
        const bool word = token >= back && document_.tokens()[token - back].kind == TokenKind::word;
        return word ? std::optional{token - back} : std::nullopt;
    };
    std::optional<std::size_t> at = word_beside(verb);
    while (at && in(text(*at), "io", "ancora", "sempre", "gia", "solo", "ne")) {
        at = word_beside(*at);
    }
    bool told = false;
    if (at && text(*at) == "che") {
        at = word_beside(*at);
        if (at && in(text(*at), "risulta", "crede", "credono", "pensa", "pensano", "pensi",
                     "pensate", "credi", "credete", "sembra")) {
            return true;
        }
        told = at && in(text(*at), "dice", "dicono", "scrive", "segna", "mette", "sostiene",
                        "calcola", "scritto", "decide", "mostra");
        at = told ? word_beside(*at) : std::nullopt;
    }
    // Back to the preposition: nothing but the noun and what belongs to it.
    constexpr int reach = 6;
    bool has_it = false;
    bool beholds = false;
    for (int steps = 0; steps < reach && at; ++steps, at = word_beside(*at)) {
        const std::string_view word = text(*at);
        if (word == "secondo") {
            return steps > 0 && !in(text(*at + 1), "me", "te", "voi");
        }
        has_it = has_it || in(word, registers) || (told && in(word, official));
        beholds =
            beholds || (!told && (in(word, people) || in(word, "loro", "tutti", "tutte", "voi")));
        if ((has_it && (told || in(word, holding))) || (beholds && word == "per")) {
            return true;
        }
    }
    return false;
}

// "ho 13 anni", "non ho ancora 14 anni": the verb of the first person stands at `verb`.
AgeClause AgeClauseReader::first_person(std::size_t verb, std::size_t begin,
                                        std::size_t end) const noexcept {
    constexpr int not_yet = 3;
    if (reported(verb, end)) {
        return {std::nullopt, begin, 0, "somebody else's words"};
    }
    if (of_the_heart(verb) || for_the_moment(verb, end)) {
        return {std::nullopt, begin, 0, "not said as a fact"};
    }
    if (held_by_others(verb, end)) {
        return {std::nullopt, begin, 0, "as a register, a game or somebody else has it"};
    }
    std::optional<std::size_t> before = word_before(verb);
    bool still = before && text(*before) == "ancora";
    while (before && in(text(*before), "ne", "ci", "c", "ce", "ancora")) {
        before = word_before(*before);
    }
    if (!before || (text(*before) != "non" && text(*before) != "nn")) {
        return {AgeOf::author, verb, 0.9, "first person"};
    }
    const std::optional<std::size_t> earlier = word_before(*before);
    still = still || text(end) == "ancora" || (earlier && text(*earlier) == "ancora");
    for (std::size_t at = verb + 1; at < begin; ++at) {
        still = still || text(at) == "ancora" || is_not_even(text(at));
    }
    return still ? AgeClause{AgeOf::author, verb, 0.85, "first person, not yet reached", not_yet}
                 : AgeClause{std::nullopt, begin, 0, "denied"};
}

} // namespace oblio::detect
