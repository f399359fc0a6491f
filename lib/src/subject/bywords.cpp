// lib/src/subject/bywords.cpp: a bare name that may be a country's, a figure's or a thing's, and
// texts that speak of old times.
#include "subject/beside.hpp"

#include "detect/word_list.hpp"
#include "subject/introductions.hpp"
#include "subject/name_match.hpp"
#include "subject/persons.hpp"
#include "subject/things.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;
using detect::Token;

/// "l'Islam è una religione", "la Fontana del Nettuno": an article makes the word a thing.
bool is_led_word(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 9> masculine{"il",  "lo",  "l",   "del", "al",
                                                        "dal", "nel", "sul", "col"};
    constexpr std::array<std::string_view, 6> of_something{"del", "dello", "dell",
                                                           "dei", "delle", "degli"};
    const auto led = words_before(document, match.first_token, 1);
    if (match.form != NameForm::surname || led.empty() ||
        !known.is_common_word(match.parts.front())) {
        return false;
    }
    // "il Gentili": no noun has an article of the singular and the ending of the plural.
    const bool plural = match.capitalised && match.parts.front().ends_with('i') &&
                        !document.tokens()[match.first_token].starts_sentence;
    if (acts_as_person(document, match.end_token) || is_told_of_person(document, match)) {
        return false;
    }
    // "la Villa è chiusa": the article agrees with the word.
    const bool agrees = detect::in(led[0], "la", "alla", "della", "dalla", "nella", "sulla") &&
                        match.parts.front().ends_with('a') && match.parts.size() == 1;
    return (detect::in(led[0], masculine) && !plural) || agrees ||
           (led[0] == "la" && adjacent_word(document, match.end_token) &&
            detect::in(document.text(document.tokens()[match.end_token]), of_something));
}

// Makes, models and papers that bear the names of people. General knowledge.
constexpr std::array<std::string_view, 52> makes{
    "giulia",   "giulietta", "vito",      "ferrari",     "lancia",   "prada",     "versace",
    "armani",   "gucci",     "ferragamo", "mercedes",    "libero",   "grazia",    "gente",
    "ferrero",  "barilla",   "rana",      "amadori",     "galbani",  "lavazza",   "peroni",
    "moretti",  "menabrea",  "martini",   "campari",     "beretta",  "benetton",  "zanussi",
    "ariston",  "piaggio",   "guzzi",     "ducati",      "morini",   "bianchi",   "benelli",
    "maserati", "pirelli",   "bialetti",  "lamborghini", "negroni",  "motta",     "bauli",
    "perugina", "zegna",     "valentino", "gancia",      "bertolli", "borghetti", "pernigotti",
    "alemagna", "melegatti", "segafredo"};
// What is said of such things. Stems.
constexpr std::array<std::string_view, 34> wares{
    "macchin", "automobil", "furgon",  "motorin",   "motocicl",  "targat",   "ruot",
    "brand",   "marc",      "marchio", "modell",    "concessio", "borsett",  "profum",
    "birr",    "caffe",     "pasta",   "panetton",  "giornal",   "testat",   "quotidian",
    "rivist",  "edicol",    "bicicl",  "biciclett", "cilindrat", "scarp",    "cravatt",
    "spumant", "aperitiv",  "salum",   "barattol",  "moka",      "automatic"};

/// `su una Giulia rossa, che macchina`, `col Vito della Mercedes`, `i giornali 'Libero'`.
bool is_make(const Document& document, const NameMatch& match) {
    if (!detect::in(match.parts.front(), makes)) {
        return false;
    }
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i >= match.first_token && i < match.end_token) {
            continue;
        }
        const std::string_view word = document.text(tokens[i]);
        const bool ware = std::any_of(wares.begin(), wares.end(), [word](std::string_view stem) {
            return word.starts_with(stem) && word.size() <= stem.size() + 3;
        });
        if (ware || word == "auto" || word == "moto" ||
            (detect::in(word, makes) && tokens[i].letters != LetterCase::lower)) {
            return true;
        }
    }
    return false;
}

/// "chi confonde Marco Aurelio con Nerone", "leggete Marco Aurelio e Seneca": first names together
/// that are a figure's, beside another figure.
bool is_figure_beside(const Document& document, const NameMatch& match,
                      const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    if (match.form != NameForm::given || match.parts.size() + match.end_token < 2 ||
        (match.parts.size() == 1 && match.end_token - match.first_token == 1)) {
        return false;
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool outside = i < match.first_token || i >= match.end_token;
        if (outside && tokens[i].letters != LetterCase::lower &&
            known.is_figure(document.text(tokens[i]))) {
            return !speaks_to(document, match, known);
        }
    }
    return false;
}

/// "all'Inferno Caronte ha gli occhi di bragia, lo dice Dante": the one the nickname is from.
bool is_among_figures(const Document& document, const NameMatch& match,
                      const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    return match.form == NameForm::nickname &&
           std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(match.end_token), tokens.end(),
                       [&](const Token& token) {
                           return token.letters == LetterCase::capitalised &&
                                  known.is_figure(document.text(token));
                       });
}

} // namespace

bool is_byword(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 28> greetings{
        "grazie",      "bravo",   "brava",  "ciao",   "auguri",     "caro", "cara",
        "complimenti", "saluti",  "grande", "signor", "signora",    "sig",  "nonno",
        "nonna",       "zio",     "zia",    "mamma",  "babbo",      "don",  "suor",
        "maestro",     "maestra", "dottor", "dott",   "dottoressa", "prof", "professor"};
    constexpr std::array<std::string_view, 8> cheers{"forza", "viva", "evviva", "w",
                                                     "tifo",  "tifa", "contro", "abbasso"};
    constexpr std::array<std::string_view, 14> far{
        "calcio",     "partita", "partite", "gol",     "nazionale", "mondiale",   "mondiali",
        "campionato", "tifosi",  "vacanza", "viaggio", "volo",      "ambasciata", "emigrato"};
    if (is_figure_beside(document, match, known)) {
        return true;
    }
    if (match.parts.size() != 1) {
        return false;
    }
    if (is_make(document, match)) {
        return true;
    }
    if (is_led_word(document, match, known) || is_among_figures(document, match, known) ||
        (is_cry(document, match, known) && !speaks_to(document, match, known))) {
        return true;
    }
    const auto& tokens = document.tokens();
    const bool figure = known.is_figure(match.parts.front());
    if (!figure && !known.is_place(match.parts.front())) {
        return false;
    }
    // "#Prato e il ponte": a tag is of what one speaks of.
    if (match.first_token > 0 && document.text(tokens[match.first_token - 1]) == "#") {
        return true;
    }
    const auto before = words_before(document, match.first_token, 2);
    const bool greeted = std::any_of(before.begin(), before.end(), [&](std::string_view word) {
        return detect::in(word, greetings);
    });
    // A comma calls somebody only where the name stands first.
    const bool comma =
        match.end_token < tokens.size() && document.text(tokens[match.end_token]) == ",";
    if (greeted || (speaks_to(document, match, known) && (!comma || match.first_token == 0))) {
        return false;
    }
    const bool there = !before.empty() && match.form == NameForm::surname && before[0] == "a";
    return figure || there || (!before.empty() && detect::in(before[0], cheers)) ||
           std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return detect::in(document.text(token), far); });
}

bool speaks_of_old(const Document& document) {
    static constexpr std::array<std::string_view, 45> stems{
        "leggev",    "leggere",    "leggiam",    "studiav",  "studiat",     "studiar",
        "poesi",     "romanz",     "libr",       "poet",     "scrittor",    "patriot",
        "partigian", "film",       "documentar", "cinema",   "sceneggiat",  "storia",
        "storic",    "secol",      "ottocent",   "novecent", "risorgiment", "antolog",
        "biografi",  "letteratur", "monument",   "lapide",   "garibald",    "medagli",
        "inventor",  "scopritor",  "scienziat",  "filosof",  "navigator",   "condottier",
        "dedicat",   "intitolat",  "dipingev",   "dipint",   "pittor",      "scultor",
        "affresc",   "scolpi",     "compositor"};
    // The remote past is told of the dead; "letto" alone is a bed.
    static constexpr std::array<std::string_view, 8> remote{
        "nacque", "visse", "scrisse", "stette", "mori", "compose", "dipinse", "divenne"};
    static constexpr std::array<std::string_view, 6> auxiliary{"ho",      "hai",   "ha",
                                                               "abbiamo", "avete", "hanno"};
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const bool read =
            word == "letto" && i > 0 && detect::in(document.text(tokens[i - 1]), auxiliary);
        // "la data 1904", "nel 1876": before anybody who asks was of age.
        const bool old_year = tokens[i].kind == detect::TokenKind::number && word.size() == 4 &&
                              word >= "1000" && word < "1930";
        if (read || old_year || detect::in(word, remote) ||
            std::any_of(stems.begin(), stems.end(),
                        [word](std::string_view stem) { return word.starts_with(stem); })) {
            return true;
        }
    }
    return false;
}

bool is_mourned(const Document& document, const NameMatch& match) {
    static constexpr std::array<std::string_view, 6> late{"buonanima", "compianto", "compianta",
                                                          "defunto",   "defunta",   "scomparso"};
    static constexpr std::array<std::string_view, 12> deaths{
        "buonanima", "anima", "funerali",  "funerale", "scomparsa", "morte",
        "suffragio", "tomba", "trigesimo", "esequie",  "salma",     "dipartita"};
    static constexpr std::array<std::string_view, 4> prayers{"preghiera", "lumino", "rosario",
                                                             "messa"};
    static constexpr std::array<std::string_view, 5> of{"di", "del", "della", "d", "dell"};
    const auto before = words_before(document, match.first_token, 3);
    const auto& tokens = document.tokens();
    const auto word = [&](std::size_t at) {
        return at < tokens.size() ? document.text(tokens[at]) : std::string_view{};
    };
    if (!before.empty() && detect::in(before[0], late)) {
        return true;
    }
    if (before.size() > 1 && detect::in(before[0], of) && detect::in(before[1], deaths)) {
        return true;
    }
    constexpr std::size_t near = 3; // tokens after the name: ", riposa", "(buonanima)"
    for (std::size_t i = match.end_token; i < match.end_token + near; ++i) {
        const bool rests = (word(i) == "riposa" || word(i) == "riposi") && word(i + 1) == "in";
        const bool soul = word(i) == "buon" && word(i + 1) == "anima";
        if (rests || soul || word(i) == "buonanima" || word(i) == "rip") {
            return true;
        }
    }
    // "preghiera per" is said for the sick, too.
    const bool prayed = before.size() > 1 && (before[0] == "per" || before[0] == "a") &&
                        detect::in(before[1], prayers);
    return prayed && std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
               const std::string_view text = document.text(token);
               return text == "manchi" || text == "manca" || text == "mancata" ||
                      text == "mancato" || text == "lassu" || text == "paradiso";
           });
}

bool is_called_of_old(const Document& document, const NameMatch& match) {
    static constexpr std::array<std::string_view, 18> titles{
        "vero",    "vera",   "autentico", "autentica",  "ammiraglio", "generale",
        "doge",    "poeta",  "poetessa",  "eroe",       "patriota",   "condottiero",
        "martire", "barone", "filosofo",  "navigatore", "scienziato", "scienziata"};
    const auto before = words_before(document, match.first_token, 1);
    // `"Ada Finti, la prigioniera" alle 21`: the quotation begins with the name.
    return (!before.empty() && detect::in(before[0], titles)) ||
           (match.first_token > 0 &&
            document.text(document.tokens()[match.first_token - 1]) == "\"");
}

} // namespace oblio::subject
