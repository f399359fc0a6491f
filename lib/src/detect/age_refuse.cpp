// lib/src/detect/age_refuse.cpp: what is said in years and is no age: limits, spans, memories.
#include "detect/age_clause.hpp"
#include "detect/age_numbers.hpp"
#include "detect/dates.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace oblio::detect {
namespace {

// Source of the word lists: Italian grammar.
constexpr std::array<std::string_view, 45> before_span{
    "pe",     "par",      "pi",     "dopu", // Rome and Naples, Veneto, Sicily: "pe' 38 anni"
    "da",     "per",      "tra",    "fra",      "dopo",   "ogni",   "entro",   "in",    "dai",
    "ai",     "sotto",    "oltre",  "under",    "over",   "almeno", "fino",    "meno",  "piu",
    "minori", "maggiori", "ultimi", "prossimi", "primi",  "sopra",  "nei",     "circa", "altri",
    "tanti",  "quei",     "negli",  "dagli",    "agli",   "su",     "massimo", "vuole", "vogliono",
    "serve",  "servono",  "dura",   "durano",   "passano"};
// What one has for years without being that old: "ho 12 anni ... di abbonamento".
constexpr std::array<std::string_view, 84> lasting{
    "abbonamento", "esperienza",     "matrimonio", "contributi",     "lavoro",        "servizio",
    "anzianita",   "carriera",       "residenza",  "patente",        "attivita",      "militanza",
    "iscrizione",  "mutuo",          "affitto",    "convivenza",     "fidanzamento",  "versamenti",
    "professione", "insegnamento",   "studio",     "studi",          "volontariato",  "gavetta",
    "precariato",  "guida",          "galera",     "carcere",        "condanna",      "pena",
    "bollette",    "tasse",          "fila",       "attesa",         "ritardo",       "sacrifici",
    "pazienza",    "tifo",           "esilio",     "disoccupazione", "terapia",       "dialisi",
    "malattia",    "sindacato",      "politica",   "consiglio",      "catechismo",    "scout",
    "danza",       "calcio",         "pianoforte", "palestra",       "conservatorio", "universita",
    "arretrati",   "donazioni",      "tessera",    "onorato",        "onorata",       "assistenza",
    "garanzia",    "ricorsi",        "battaglie",  "marcia",         "mare",          "fabbrica",
    "ferrovia",    "programmazione", "filanda",    "miniera",        "fonderia",      "officina",
    "cantiere",    "risaia",         "cava",       "corsia",         "direttivo",     "giunta",
    "cattedra",    "fresco",         "gabbio",     "domiciliari",    "acciaieria",    "trincea"};
// "ho 30 anni sulle spalle" is none of these: it may be an age.
constexpr std::array<std::string_view, 14> fillers{"ormai", "circa", "buoni",   "e",    "mezzo",
                                                   "pieni", "dico",  "eh",      "ma",   "beh",
                                                   "si",    "cioe",  "suonati", "passa"};
// Perfects of the irregular verbs, and present forms that only look like an imperfect.
constexpr std::array<std::string_view, 30> remote{
    "fui",    "fu",       "ebbe",   "feci",    "fece",    "misi",    "mise",    "presi",
    "prese",  "venni",    "venne",  "vidi",    "vide",    "dissi",   "disse",   "persi",
    "perse",  "nacqui",   "lessi",  "scrissi", "scrisse", "conobbi", "conobbe", "rimasi",
    "rimase", "morirono", "scelsi", "scelse",  "vinsi",   "vinse"};
constexpr std::array<std::string_view, 26> no_imperfect{
    "lavo",   "cavo", "bravo",  "scavo",  "trovo",    "provo",    "devo",   "bevo", "ricevo",
    "scrivo", "vivo", "arrivo", "attivo", "motivo",   "sportivo", "allevo", "levo", "schiavo",
    "brava",  "riva", "viva",   "attiva", "sportiva", "cava",     "leva",   "prova"};
constexpr std::array<std::string_view, 20> past{
    "avevo",  "aveva",  "avevamo",  "avevi",    "avevano",     "ero",         "eravamo",
    "andavo", "andava", "facevo",   "faceva",   "frequentavo", "frequentava", "ebbi",
    "eri",    "erano",  "facevamo", "andavamo", "avessi",      "fossi"};

/// A finite verb of a past tense that by itself tells a memory: "programmavo", "ero", "andai".
bool tells_memory(std::string_view word) noexcept {
    if (is_past_state(word) || in(word, remote) || word == "era") {
        return true;
    }
    if (word.size() < 5 || in(word, no_imperfect)) {
        return false;
    }
    static constexpr std::array<std::string_view, 21> endings{
        "avo",   "evo",   "ivo",   "ava",   "eva",    "iva",  "avamo",
        "evamo", "ivamo", "avano", "evano", "ivano",  "avi",  "evi",
        "ivi",   "arono", "irono", "erono", "ettero", "etti", "ammo"};
    // "lavorai", "partii": of the perfect only these endings are nothing else
    const bool first = word.size() > 5 && (word.ends_with("ai") || word.ends_with("ii"));
    return first || std::any_of(endings.begin(), endings.end(),
                                [&](std::string_view ending) { return word.ends_with(ending); });
}

bool participle(std::string_view word) noexcept {
    return word.size() > 3 &&
           (word.ends_with("ato") || word.ends_with("ata") || word.ends_with("uto") ||
            word.ends_with("uta") || word.ends_with("ito") || word.ends_with("ita") ||
            word.ends_with("ati") || word.ends_with("iti") || word.ends_with("sto") ||
            word.ends_with("tto") || word.ends_with("rto") || word.ends_with("so") ||
            word.ends_with("sa") || word.ends_with("nto") || word.ends_with("tta"));
}

bool auxiliary(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 8> forms{"ho",   "ha", "hanno", "abbiamo",
                                                           "sono", "e",  "siamo", "avete"};
    return in(word, forms);
}

} // namespace

bool is_past_state(std::string_view word) noexcept {
    return in(word, past);
}

// "ha lavorato due anni", "è stata tre mesi", "aspetta 8 mesi": how long something took.
bool AgeClauseReader::takes_time(std::size_t verb) const noexcept {
    const std::string_view word = text(verb);
    if (in(word, "aspetto", "aspetta", "aspettiamo", "aspettano", "attendo", "attende",
           "attendiamo", "lavoro", "lavora", "lavorano", "resta", "rimane")) {
        return true;
    }
    if (in(word, "fatto", "fatta", "fatti")) {
        // "si è fatto due anni per bancarotta"
        const std::optional<std::size_t> is = word_before(verb);
        const std::optional<std::size_t> self = is ? word_before(*is) : is;
        return self && auxiliary(text(*is)) && in(text(*self), "si", "s", "mi", "se");
    }
    if (!participle(word) ||
        in(word, "compiuto", "compiuti", "raggiunto", "superato", "festeggiato", "spento", "detto",
           "visto", "letto", "scritto", "messo")) {
        return false;
    }
    std::optional<std::size_t> helper = word_before(verb);
    if (helper && in(text(*helper), "gia", "anche", "pure", "solo", "sempre", "poi")) {
        helper = word_before(*helper);
    }
    const bool stay = in(word, "stato", "stata", "stati", "state", "rimasto", "rimasta", "vissuto",
                         "vissuta", "durato", "durata");
    return helper && auxiliary(text(*helper)) && (stay || !in(text(*helper), "sono", "e", "siamo"));
}

// "ha fatto il muratore trent'anni": `trade` is the noun.
bool AgeClauseReader::did_it_for(std::size_t trade) const noexcept {
    const std::optional<std::size_t> article = word_before(trade);
    const std::optional<std::size_t> verb = article ? word_before(*article) : article;
    const std::optional<std::size_t> helper = verb ? word_before(*verb) : verb;
    return helper && in(text(*article), "il", "la", "lo", "l", "'") && text(*verb) == "fatto" &&
           auxiliary(text(*helper));
}

std::string_view AgeClauseReader::refuse_before(std::size_t begin) const noexcept {
    std::optional<std::size_t> before = word_before(begin);
    if (!before) {
        return {};
    }
    std::string_view word = text(*before);
    if (in(word, "validita", "durata", "garanzia", "scadenza", "entro", "ogni")) {
        return "a span of time"; // "passaporto della bimba, validità tre anni"
    }
    if (word == "ai" && *before >= 2 && text(*before - 2) == "j") {
        return {}; // "j'ai 13 ans"
    }
    if (word == "i" || word == "gli" || word == "a" || word == "di" || word == "e" || word == "o") {
        const std::optional<std::size_t> earlier = word_before(*before);
        const std::string_view limit = earlier ? text(*earlier) : std::string_view{};
        if (word == "i" || word == "gli" || limit == "fino" || limit == "piu" || limit == "meno" ||
            limit == "minori" || limit == "minore" || limit == "maggiori" || limit == "superiore" ||
            limit == "inferiore" || limit == "condannato" || limit == "condannata" ||
            (word != "di" && word != "a" && read_age_number(limit))) {
            return "an age limit or a span of time";
        }
        return {};
    }
    if (in(word, before_span)) {
        return "an age limit or a span of time";
    }
    if (takes_time(*before) || did_it_for(*before)) {
        return "a span of time";
    }
    while (before && in(word, "ormai", "gia", "circa", "quasi", "ben", "almeno", "anche")) {
        before = word_before(*before);
        word = before ? text(*before) : std::string_view{};
    }
    return in(word, "sono", "sn", "son", "so", "saranno", "erano")
               ? std::string_view{"a span of time"} // "son ormai dieci anni che chiedo"
               : std::string_view{};
}

// "ho 14 anni + IVA", "ho 15 anni da trent'anni", "io 13 anni non li ho più".
std::string_view AgeClauseReader::not_meant(std::size_t end) const noexcept {
    const std::string_view next = text(end);
    if (next == "+" || (next == "per" && text(end + 1) == "gamba") || next == "dentro" ||
        (next == "piu" && in(text(end + 1), "iva", "tasse", "spese")) ||
        (next == "nel" && text(end + 1) == "cuore") ||
        (next == "nell" && text(end + 2) == "anima")) {
        return "not said as a fact";
    }
    if (next == "non" && in(text(end + 1), "li", "ce", "c", "ne")) {
        return "denied";
    }
    if (next == "da") {
        const bool so_many = read_age_number(text(end + 1)) &&
                             (text(end + 2).starts_with("ann") || text(end + 2) == "'");
        const bool for_ages = in(text(end + 1), "sempre", "decenni") ||
                              (text(end + 1) == "un" && text(end + 2) == "bel") ||
                              (text(end + 1) == "una" && text(end + 2) == "vita");
        if (so_many || for_ages) {
            return "not said as a fact";
        }
    }
    // "ho di nuovo 12 anni per una sera", not "ancora per un giorno"
    for (std::size_t at = end; at < end + 5 && !in(text(at), "ancora", "solo", ",", "."); ++at) {
        if (text(at) == "per" && in(text(at + 1), "un", "una") &&
            in(text(at + 2), "minuto", "attimo", "giorno", "sera", "notte", "ora", "istante",
               "momento", "pomeriggio")) {
            return "not said as a fact";
        }
    }
    return {};
}

// "12 anni più di mia sorella", "dodici anni e più", "15 anni in su".
std::string_view AgeClauseReader::difference_or_limit(std::size_t end) const noexcept {
    const std::string_view next = text(end);
    if ((next == "piu" || next == "meno") &&
        in(text(end + 1), "di", "del", "della", "dei", "che")) {
        return "a difference";
    }
    if (next == "in" && (text(end + 1) == "piu" || text(end + 1) == "meno")) {
        return "a difference";
    }
    if (next == "in" &&
        (text(end + 1) == "su" || text(end + 1) == "poi" || text(end + 1) == "giu")) {
        return "an age limit";
    }
    if (next == "e" && (text(end + 1) == "oltre" || text(end + 1) == "piu")) {
        return "an age limit";
    }
    return {};
}

// "30 anni di contributi", "compio 12 anni senza fumo", "15 candeline per il mio negozio".
bool AgeClauseReader::span_after(std::size_t begin, std::size_t end) const noexcept {
    static constexpr std::array<std::string_view, 20> following{
        "versati", "lavorati", "pagati",      "vissuti", "trascorsi", "fa",        "insieme",
        "dopo",    "prima",    "consecutivi", "oltre",   "addietro",  "buoni",     "interi",
        "luce",    "netti",    "scolastici",  "solari",  "bisestili", "abbondanti"};
    static constexpr std::array<std::string_view, 14> firms{
        "bar",    "negozio", "ditta",        "bottega", "blog",    "canale", "pagina",
        "gruppo", "locale",  "associazione", "studio",  "azienda", "banda",  "squadra"};
    const std::string_view next = text(end);
    if (in(next, following) || next == "davanti" || next == "senza" ||
        (next == "al" && text(end + 1) == "massimo") ||
        (next == "da" && text(end + 1) == "quando")) {
        return true;
    }
    if (next == "da" && text(end + 1).size() > 4 && !read_age_number(text(end + 1)) &&
        !in(text(end + 1), italian_months) &&
        !in(text(end + 1), "pochi", "qualche", "quasi", "circa", "sempre", "lunedi", "martedi",
            "mercoledi", "giovedi", "venerdi", "sabato", "domenica")) {
        return true; // "oggi compio 12 anni da donatore"
    }
    // "Fermi, quarant'anni nel partito", not "nel cuore", "nel 2025"
    if (begin > 0 && text(begin - 1) == "," &&
        in(next, "nel", "nella", "nell", "nei", "negli", "nelle", "dietro") &&
        !text(end + 1).empty() && document_.tokens()[end + 1].kind == TokenKind::word &&
        !in(text(end + 1), "cuore", "anima", "fiore", "pieno") &&
        !in(text(end + 1), italian_months)) {
        return true;
    }
    if (next == "per" && (in(text(end + 2), firms) || in(text(end + 3), firms))) {
        return true;
    }
    const std::size_t burden = next == "ancora" ? end + 1 : end;
    if (text(burden) == "da" &&
        (text(burden + 1).ends_with("are") || text(burden + 1).ends_with("ere") ||
         text(burden + 1).ends_with("ire"))) {
        return true; // "ho 15 anni ancora da scontare"
    }
    if (next == "e" && text(end + 2) == "mesi" && text(end + 3) == "per") {
        return true; // "quattro anni e due mesi per peculato"
    }
    if ((next == "di" || next == "d" || next == "che") && text(end + 1) != "eta" &&
        text(end + 2) != "eta") {
        const std::optional<std::size_t> before = word_before(begin);
        return next == "di" || (before && text(*before) == "sono"); // "sono 20 anni che"
    }
    return false;
}

std::string_view AgeClauseReader::refuse_after(std::size_t begin, std::size_t end) const noexcept {
    if (const std::string_view why = difference_or_limit(end); !why.empty()) {
        return why;
    }
    if (const std::string_view why = not_meant(end); !why.empty()) {
        return why;
    }
    return span_after(begin, end) ? std::string_view{"a span of time"} : std::string_view{};
}

// "ho 12 anni... di abbonamento", "di contributi ne ho 15 anni": what lasts, across marks and small
// words.
bool AgeClauseReader::lasts(std::size_t begin, std::size_t end) const noexcept {
    const std::vector<Token>& tokens = document_.tokens();
    std::size_t at = end;
    std::size_t words = 0;
    bool goes_on = false; // "ho 16 anni e in cantiere mi fanno ...": another clause
    while (at < tokens.size() && at < end + 14 && words < 4 &&
           (tokens[at].kind != TokenKind::word || in(text(at), fillers))) {
        words += tokens[at].kind == TokenKind::word ? 1 : 0;
        goes_on = text(at) == "e" && text(at + 1) != "mezzo" && !text(at + 1).starts_with("d");
        ++at;
    }
    const auto links = [&](std::string_view word) {
        return word == "di" || word == "d" || word == "del" || word == "della" || word == "dei" ||
               word == "nel" || word == "nella" || word == "in" || word == "come" || word == "da" ||
               word == "al" || word == "ai";
    };
    // "faccio 15 anni in azienda", where no mark stands between: "ho 13 anni, in comune mi dicono"
    if (text(end) == "in" && in(text(end + 1), "azienda", "comune", "ditta", "banca", "ufficio",
                                "ospedale", "regione", "polizia", "ferrovia")) {
        return true;
    }
    if (at < tokens.size() && !goes_on && links(text(at))) {
        for (std::size_t next = at + 1; next < std::min(tokens.size(), at + 4); ++next) {
            if (in(text(next), lasting)) {
                return true;
            }
        }
    }
    // "di contributi, ne ho 15 anni": across a comma only if something is taken up again.
    bool taken_up = text(begin) == "ne";
    for (std::size_t steps = 1; steps <= std::min<std::size_t>(begin, 8); ++steps) {
        const std::size_t before = begin - steps;
        taken_up = taken_up || text(before) == "ne";
        if (tokens[before].kind == TokenKind::newline ||
            (tokens[before].kind == TokenKind::mark && text(before) != "'" && !taken_up)) {
            return false;
        }
        if (in(text(before), lasting) && before > 0 && text(before - 1) == "di") {
            return true;
        }
    }
    return false;
}

// A verb of the past at `at`; a perfect may be of today when the age is a high one.
bool AgeClauseReader::past_at(std::size_t at, int years) const noexcept {
    constexpr int old = 65;
    if (tells_memory(text(at))) {
        return true;
    }
    std::size_t verb = at + 1;
    while (verb < at + 3 && (text(verb) == "gia" || text(verb) == "subito" ||
                             text(verb) == "anche" || text(verb) == "dovuto")) {
        ++verb;
    }
    return years < old && auxiliary(text(at)) && participle(text(verb));
}

// "noi in seconda media si studiava", "ai miei tempi in terza media si andava": the nearest verb
// after it tells of the past.
bool AgeClauseReader::memory_follows(std::size_t end) const noexcept {
    constexpr std::size_t reach = 6;
    for (std::size_t at = end; at < end + reach; ++at) {
        if (in(text(at), ".", "!", "?", ",", "e", "ma")) {
            return false;
        }
        if (tells_memory(text(at))) {
            return true;
        }
    }
    return false;
}

// "a 15 anni programmavo", "mi sono sposata a vent'anni": the nearest verb after it, or else
// before it, is of the past.
bool AgeClauseReader::remembered(std::size_t begin, std::size_t end, int years) const noexcept {
    constexpr int old = 65;
    constexpr std::size_t reach = 9;
    const std::vector<Token>& tokens = document_.tokens();
    bool goes_on = true; // without a comma
    for (std::size_t at = end; at < std::min(tokens.size(), end + reach); ++at) {
        const std::string_view word = text(at);
        goes_on = goes_on && word != ",";
        if (word == "?" && goes_on && at >= end + 3) {
            return false; // "ho perso il lavoro e a 57 anni chi mi prende?"
        }
        if (tokens[at].kind == TokenKind::newline || word == "." || word == "!" || word == "?" ||
            word == ";") {
            break;
        }
        if (in(word, "ha", "ho") && text(at + 1) == "gia") {
            return false; // "a diciannove anni ha già vinto il regionale"
        }
        if (past_at(at, years)) {
            return true;
        }
        static constexpr std::array<std::string_view, 14> now{
            "ho",   "faccio", "devo", "vado", "vorrei", "posso", "tocca",
            "sono", "ha",     "va",   "fa",   "deve",   "vive",  "pago"};
        if (in(word, now)) {
            return false;
        }
    }
    std::optional<std::size_t> before = word_before(begin);
    for (std::size_t steps = 0; steps < reach && before; ++steps, before = word_before(*before)) {
        if (past_at(*before, years)) {
            return true;
        }
        if (steps + 1 == reach || !word_before(*before)) {
            // "Fuggito da casa a 17 anni": a participle opens the sentence
            return years < old && participle(text(*before)) && text(*before).size() > 5;
        }
    }
    return false;
}

} // namespace oblio::detect
