// lib/src/subject/trades.cpp
#include "subject/trades.hpp"

#include "detect/word_list.hpp"

#include "subject/identifiers.hpp"
#include "subject/name_form.hpp"
#include "subject/small_words.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::Token;
using detect::TokenKind;

// Offices whose holder is named in a public role. Stems: the ending gives gender and number.
// Source: D.Lgs. 267/2000 (TUEL), articles 36 to 54 and 97 to 110; other public offices by name.
constexpr std::array<std::string_view, 20> offices{
    "sindac",   "vicesindac", "assessor",   "consiglier", "president", "vicepresident", "segretari",
    "prefett",  "questor",    "comandant",  "dirigent",   "ministr",   "deputat",       "senat",
    "onorevol", "governator", "commissari", "capogrupp",  "difensor",  "responsabil"};

// Trades and titles that set one person apart from a namesake. Stems, as above. Written for this
// file; polite titles that anybody gets (signora, dottore …) are left out on purpose.
constexpr std::array<std::string_view, 97> trades{
    "parroc",      "vescov",        "maestr",     "insegnant",  "professor",     "prof",
    "profess",     "preside",       "avvocat",    "avv",        "notai",         "geometr",
    "geom",        "ingegner",      "ing",        "architett",  "arch",          "ragionier",
    "rag",         "commercialist", "medic",      "pediatr",    "dentist",       "veterinari",
    "farmacist",   "infermier",     "ostetric",   "psicolog",   "fisioterapist", "idraulic",
    "elettricist", "falegnam",      "fabbr",      "murator",    "imbianchin",    "carrozzier",
    "meccanic",    "gommist",       "autist",     "camionist",  "tassist",       "ferrovier",
    "postin",      "vigil",         "carabinier", "poliziott",  "maresciall",    "pompier",
    "bidell",      "parrucchier",   "barbier",    "estetist",   "sart",          "calzolai",
    "orafo",       "fotograf",      "grafic",     "giornalist", "scrittor",      "scrittric",
    "pittor",      "pittric",       "cantant",    "musicist",   "attor",         "attric",
    "regist",      "barist",        "camerier",   "cuoc",       "pizzaiol",      "fornai",
    "panettier",   "pasticcer",     "gelatai",    "macellai",   "pescivendol",   "fruttivendol",
    "salumier",    "tabaccai",      "edicolant",  "librai",     "fiorai",        "commess",
    "negoziant",   "contadin",      "agricoltor", "pastor",     "badant",        "colf",
    "suor",        "bibliotecari",  "allenator",  "arbitr",     "ispettor",      "brigadier",
    "appuntat"};

/// The word without the ending of gender and number.
std::string stem(std::string_view word) {
    std::string stem{word};
    if (stem.size() > 4 && std::string_view{"aeio"}.find(stem.back()) != std::string_view::npos) {
        stem.pop_back();
    }
    if (stem.size() > 5 && (stem.back() == 'h' || stem.back() == 'i')) {
        stem.pop_back();
    }
    return stem;
}

// Words for the same trade. Stems, as in `trades`.
constexpr std::array<std::array<std::string_view, 7>, 45> same_trade{{
    {"maestr", "insegnant", "professor", "prof", "docent", "preside", "educat"},
    {"medic", "dottor", "pediatr", "chirurg", "oculist", "dentist", "odontoiatr"},
    {"avvocat", "avv", "legal"},
    {"geometr", "geom"},
    {"ingegner", "ing"},
    {"architett", "arch"},
    {"ragionier", "rag", "commercialist", "contabil"},
    {"parrucchier", "barbier", "acconciat", "estetist"},
    {"barist", "camerier", "cuoc", "ristorat", "oste", "bar", "ristorant"},
    // Where the trade is exercised.
    {"meccanic", "gommist", "carrozzier", "officin", "autofficin"},
    {"parrucchier", "barbier", "salon"},
    {"fornai", "panettier", "forno", "panifici"},
    {"librai", "libreri"},
    {"farmacist", "farmaci"},
    {"gelatai", "gelateri"},
    {"pizzaiol", "pizzeri"},
    {"infermier", "ostetric", "oss", "repart", "corsi"},
    {"tassist", "taxi"},
    {"vivaist", "vivai", "florovivaist"},
    {"pescivendol", "pescheri"},
    {"fruttivendol", "ortofrutt"},
    {"macellai", "macelleri"},
    {"salumier", "salumeri"},
    {"sart", "sartori"},
    {"calzolai", "calzoleri"},
    {"tabaccai", "tabaccheri"},
    {"edicolant", "edicol"},
    {"orafo", "gioiellier", "gioielleri", "oreficeri"},
    {"pasticcer", "pasticceri"},
    {"falegnam", "falegnameri"},
    {"albergator", "alberg", "hotel"},
    {"fiorai", "fiorist"},
    {"bibliotecari", "bibliotec"},
    {"erborist", "erboristeri"},
    {"benzinai", "distributor"},
    {"profumier", "profumeri"},
    {"lavandai", "lavanderi"},
    {"frantoian", "frantoi", "oleifici"},
    {"vignaiol", "viticoltor", "cantin", "vign", "vinifici"},
    {"pompier", "fuoc"},
    {"apicoltor", "alvear", "miel", "arni"},
    {"pescator", "peschereccio", "motopesc", "paranz", "lampar"},
    // By the instrument.
    {"musicist", "trombon", "tromb", "chitarr", "violin", "pianofort", "sassofon"},
    {"musicist", "clarinett", "fisarmonic", "batteri", "tambur", "organett", "contrabbass"},
    {"musicist", "concert", "suonator", "pianist", "violoncell"},
}};

/// `in carica dal 1 marzo al 30 giugno`: nothing but dates, and that somebody was in office then.
bool says_only_when(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 6> held{"carica", "mandato", "incarico",
                                                   "primo",  "anno",    "dall"};
    return std::all_of(words.begin(), words.end(), [&held](std::string_view word) {
        return is_small_word(word) || month_named(word) || detect::in(word, held);
    });
}

bool is_kindred_trade(std::string_view word, const Occupation& occupation) {
    return std::any_of(same_trade.begin(), same_trade.end(), [&](const auto& group) {
        const auto own_row = [&occupation](std::string_view row) {
            return !row.empty() &&
                   std::any_of(occupation.words.begin(), occupation.words.end(),
                               [row](const std::string& own) { return own.starts_with(row); });
        };
        return has_stem(group, word) && std::any_of(group.begin(), group.end(), own_row);
    });
}

} // namespace

bool has_stem(std::span<const std::string_view> stems, std::string_view word) {
    return std::any_of(stems.begin(), stems.end(), [word](std::string_view row) {
        return !row.empty() && word.starts_with(row) &&
               word.size() <= row.size() + (row.size() <= 5 ? 2 : 3);
    });
}

/// `toelettatrice`, where the subject is a `toelettatore`, and the other way about.
bool is_other_gender(std::string_view word, std::string_view own) {
    const auto root = [](std::string_view trade) {
        for (const std::string_view ending : {"tric", "tor"}) {
            const auto at = trade.rfind(ending);
            if (at != std::string_view::npos && at > 2 && at + ending.size() + 1 >= trade.size()) {
                return trade.substr(0, at);
            }
        }
        return std::string_view{};
    };
    return !root(own).empty() && root(own) == root(word);
}

/// `ceramista`, where the subject decorates `ceramica`: a trade that is made of what theirs is of.
bool is_made_of(std::string_view word, std::string_view own) {
    constexpr std::array<std::string_view, 8> endings{"ista", "isti",  "iste",  "aio",
                                                      "aia",  "aiolo", "aiola", "iere"};
    constexpr std::size_t shared = 5; // letters
    const auto [mine, theirs] = std::mismatch(own.begin(), own.end(), word.begin(), word.end());
    const auto same = static_cast<std::size_t>(mine - own.begin());
    return same >= shared && same + 2 >= own.size() &&
           std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
               return word.ends_with(ending) && word.size() <= same + ending.size() + 1;
           });
}

bool is_own_trade(std::string_view word, const Occupation& occupation) {
    return is_kindred_trade(word, occupation) ||
           std::any_of(occupation.words.begin(), occupation.words.end(),
                       [word](const std::string& own) {
                           return is_made_of(word, own) || is_other_gender(word, own);
                       }) ||
           std::any_of(occupation.words.begin(), occupation.words.end(),
                       [word](const std::string& own) {
                           return word.starts_with(own) && word.size() <= own.size() + 3;
                       });
}

bool is_trade(std::string_view word) {
    return has_stem(trades, word);
}

bool is_rank(std::string_view word) {
    static constexpr std::array<std::string_view, 3> ranks{"agent", "tenent", "sovrintendent"};
    return has_stem(ranks, word);
}

bool is_business(std::string_view word) {
    return is_trade(word) || std::any_of(same_trade.begin(), same_trade.end(),
                                         [word](const auto& row) { return has_stem(row, word); });
}

Occupation occupation_of(const Subject& subject) {
    Occupation occupation;
    if (!subject.occupation) {
        return occupation;
    }
    // "geometra; assessore ai lavori pubblici fino al 15 ottobre 2024": each part says one thing,
    // but for "assessora, in carica dal 2024", where the dates are the office's.
    bool of_office = false;
    std::string_view rest = *subject.occupation;
    while (!rest.empty()) {
        const auto end = rest.find_first_of(";,");
        const std::string_view part = rest.substr(0, end);
        const bool comma = end != std::string_view::npos && rest[end] == ',';
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        const std::vector<std::string> words = words_of(part);
        const auto office = std::find_if(words.begin(), words.end(), is_office);
        const std::vector<Tenure> tenures = tenures_in(part);
        if (office != words.end()) {
            occupation.roles.push_back(stem(*office));
        }
        if (office != words.end() || (of_office && !tenures.empty() && says_only_when(words))) {
            occupation.tenures.insert(occupation.tenures.end(), tenures.begin(), tenures.end());
            of_office = comma;
            continue;
        }
        of_office = false;
        for (const std::string& word : words) {
            if (!is_small_word(word) && word.size() >= 4) {
                occupation.words.push_back(stem(word));
            }
        }
    }
    return occupation;
}

bool is_office(std::string_view word) {
    return has_stem(offices, word);
}

bool names_office(const Document& document) {
    constexpr std::array<std::string_view, 4> bodies{"giunt", "mandat", "deleg", "incaric"};
    return std::any_of(document.tokens().begin(), document.tokens().end(), [&](const Token& token) {
        return token.kind == TokenKind::word &&
               (has_stem(offices, document.text(token)) || has_stem(bodies, document.text(token)));
    });
}

bool names_trade(std::string_view text, const Occupation& occupation) {
    const std::vector<std::string> words = words_of(text);
    return std::any_of(words.begin(), words.end(), [&occupation](std::string_view word) {
        return is_own_trade(word, occupation);
    });
}

} // namespace oblio::subject
