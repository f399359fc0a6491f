// lib/src/subject/name_context.cpp: what stands beside a match, and makes it a place, a firm, a
// family or somebody else.
#include "subject/introductions.hpp"
#include "subject/name_match.hpp"
#include "subject/small_words.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;
using detect::Token;
using detect::TokenKind;

// What makes the name after it a place. Source: the street types of the national register of
// streets (DUG), and the public buildings that Italian towns name after people.
constexpr std::array<std::string_view, 66> place_words{
    "via",       "viale",      "vico",       "vicolo",    "corso",     "piazza",     "piazzale",
    "piazzetta", "largo",      "strada",     "stradone",  "contrada",  "rione",      "quartiere",
    "borgo",     "localita",   "frazione",   "lungomare", "lungolago", "galleria",   "ponte",
    "scuola",    "liceo",      "istituto",   "primaria",  "media",     "elementare", "elementari",
    "materna",   "asilo",      "nido",       "plesso",    "stadio",    "palasport",  "palazzetto",
    "palazzo",   "villa",      "parco",      "giardino",  "giardini",  "ospedale",   "clinica",
    "chiesa",    "parrocchia", "santuario",  "basilica",  "cappella",  "oratorio",   "convento",
    "san",       "santa",      "santo",      "sant",      "ss",        "beato",      "beata",
    "teatro",    "biblioteca", "museo",      "monumento", "statua",    "fontana",    "torre",
    "rotonda",   "fermata",    "processione"};

// What makes the name before or after it a firm's.
constexpr std::array<std::string_view, 126> firm_words{// clang-format off
    "bar", "negozio", "market", "minimarket", "supermarket", "emporio", "sushi",
    "kebab", "lavanderia", "sartoria", "parrucchieri", "tabaccheria", "edicola", "gelateria",
    "pescheria", "ortofrutta", "rosticceria", "osteria", "bazar", "outlet", "cooperativa",
    "consorzio", "farmacia", "ditta", "impresa", "costruzioni", "srl", "srls",
    "spa", "snc", "sas", "autofficina", "officina", "carrozzeria", "gommista",
    "ristorante", "trattoria", "pizzeria", "pasticceria", "panificio", "forno", "macelleria",
    "salumificio", "hotel", "albergo", "autoscuola", "onoranze", "pompe", "mobili",
    "mobilificio", "ferramenta", "calzature", "abbigliamento", "gioielleria", "ottica", "autolinee",
    "trasporti", "edilizia", "immobiliare", "assicurazioni", "fondazione", "trofeo", "memorial",
    "coppa", "premio", "torneo", "cantina", "cantine", "azienda", "supermercato",
    "group", "arredamenti", "serramenti", "vivai", "caffe", "cafe", "pub",
    "birreria", "enoteca", "bistrot", "braceria", "paninoteca", "vineria", "locanda",
    "agriturismo", "vivaio", "autosalone", "autonoleggio", "autolavaggio", "noleggio", "agenzia",
    "studio", "circolo", "associazione", "ristorazione", "catering", "birrificio", "pastificio",
    "oleificio", "caseificio", "frantoio", "molino", "vetreria", "falegnameria", "tipografia",
    "copisteria", "profumeria", "merceria", "erboristeria", "parafarmacia", "boutique", "showroom",
    "discount", "alimentari", "frutta", "fiori", "tessuti", "impianti", "termoidraulica",
    "autoricambi", "ricambi", "editore", "editrice", "eredi", "fratelli", "lli"};
// clang-format on

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The words beside a match, nearest first, up to a mark or a line end.
std::vector<std::string_view> words_before(const Document& document, std::size_t token,
                                           std::size_t most) {
    std::vector<std::string_view> words;
    const auto& tokens = document.tokens();
    for (std::size_t i = token; i > 0 && words.size() < most; --i) {
        const Token& before = tokens[i - 1];
        const std::string_view text = document.text(before);
        if (before.kind == TokenKind::mark && (text == "'" || text == ".")) {
            continue; // "dell'", "S. Lorusso"
        }
        if (before.kind != TokenKind::word) {
            break;
        }
        words.push_back(text);
    }
    return words;
}

bool adjacent_word(const Document& document, std::size_t token) {
    const auto& tokens = document.tokens();
    return token < tokens.size() && tokens[token].kind == TokenKind::word;
}

bool is_capitalised(const Token& token) {
    return token.letters == LetterCase::capitalised || token.letters == LetterCase::upper ||
           token.letters == LetterCase::mixed;
}

// Places that one is "in" without an article.
constexpr std::array<std::string_view, 7> halls{"biblioteca", "museo",    "teatro", "oratorio",
                                                "parrocchia", "ospedale", "clinica"};

/// True if the words before lead to a place or a firm: "liceo De Sanctis", "via Maria Assunta".
Exclusion before_exclusion(const std::vector<std::string_view>& before,
                           const NameKnowledge& known) {
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (one_of(place_words, before[i])) {
            // "in biblioteca Ada Finti presenta …" says where, not what is called so.
            const bool adverbial =
                i + 1 < before.size() && before[i + 1] == "in" && one_of(halls, before[i]);
            return adverbial ? Exclusion::none : Exclusion::place;
        }
        // "negozio di Ada Finti" is a person's, "negozio Finti" a firm's.
        const bool possessive =
            i > 0 && (before[i - 1] == "di" || before[i - 1] == "del" || before[i - 1] == "della");
        if (one_of(firm_words, before[i]) && !possessive) {
            return Exclusion::firm;
        }
        // Only names, articles and their like may stand between.
        const bool passable = before[i].size() <= 5 && !known.is_common_word(before[i]);
        const bool article = before[i] == "di" || before[i] == "dell" || before[i] == "del" ||
                             before[i] == "della" || before[i] == "don";
        if (!known.is_first_name(before[i]) && !article && !(passable && i == 0)) {
            break;
        }
    }
    return Exclusion::none;
}

/// What is called after somebody, or is about somebody, and may not be the person: `la lista
/// Fittizi`, `il documentario su Fittizi`. A person looks. `di` makes it somebody's own.
bool is_namesake_thing(const std::vector<std::string_view>& before, bool with_surname) {
    constexpr std::array<std::string_view, 8> named{"lista",  "civica",          "elettorale",
                                                    "giunta", "amministrazione", "riforma",
                                                    "metodo", "casato"};
    constexpr std::array<std::string_view, 18> works{
        "documentario", "film",     "libro",      "saggio", "romanzo",     "biografia",
        "fiction",      "serie",    "puntata",    "mostra", "lezione",     "spettacolo",
        "conferenza",   "convegno", "monografia", "tesi",   "sceneggiato", "commedia"};
    constexpr std::array<std::string_view, 4> about{"su", "sul", "sulla", "sullo"};
    if (before.empty()) {
        return false;
    }
    return (with_surname && one_of(named, before[0])) ||
           (before.size() > 1 && one_of(about, before[0]) && one_of(works, before[1]));
}

/// `la Madonna Incoronata`, `la festa dell'Incoronata`: what is venerated under that name. Without
/// the article ("la festa di Assunta", "madonna Assunta quanto parli") a neighbour may be meant.
Exclusion by_faith(const std::vector<std::string_view>& before, std::string_view name) {
    // First names that are feasts of the calendar: "per l'Assunta".
    constexpr std::array<std::string_view, 6> feast_names{"assunta",    "annunziata", "immacolata",
                                                          "addolorata", "incoronata", "ascensione"};
    constexpr std::array<std::string_view, 2> venerated{"madonna", "vergine"};
    constexpr std::array<std::string_view, 8> articles{"la",    "della", "alla",  "dalla",
                                                       "nella", "sulla", "santa", "beata"};
    constexpr std::array<std::string_view, 4> of{"dell", "della", "del", "dello"};
    constexpr std::array<std::string_view, 9> feasts{"festa",   "sagra",      "fiera",
                                                     "novena",  "messa",      "solennita",
                                                     "vigilia", "ricorrenza", "altare"};
    if (before.empty()) {
        return Exclusion::none;
    }
    if (one_of(venerated, before[0])) {
        return before.size() > 1 && one_of(articles, before[1]) ? Exclusion::place
                                                                : Exclusion::thing;
    }
    constexpr std::array<std::string_view, 5> days{"per", "dopo", "prima", "fino", "a"};
    const bool feast = before.size() > 1 && one_of(of, before[0]) && one_of(feasts, before[1]);
    const bool day = before.size() > 1 && before[0] == "l" && one_of(days, before[1]) &&
                     one_of(feast_names, name);
    return feast || day ? Exclusion::thing : Exclusion::none;
}

/// `noi malvestiti`, `siete bianchi`: a small plural said of several is no surname.
bool is_said_of_several(const std::vector<std::string_view>& before, std::string_view letters) {
    constexpr std::array<std::string_view, 12> several{"noi",   "voi",     "siamo",   "siete",
                                                       "sono",  "eravamo", "eravate", "erano",
                                                       "tutti", "tutte",   "molti",   "troppi"};
    return !before.empty() && one_of(several, before[0]) &&
           (letters.back() == 'i' || letters.back() == 'e');
}

/// A hyphen joins the match to another capitalised word: `Ada-Bianca`, `Argentina-Cile`.
bool hyphenated(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    const auto hyphen = [&](std::size_t at) {
        const std::string_view text = document.text(tokens[at]);
        return tokens[at].kind == TokenKind::mark && (text == "-" || text == "/") &&
               !tokens[at].space_before;
    };
    const std::size_t end = match.end_token;
    if (end + 1 < tokens.size() && hyphen(end) && !tokens[end + 1].space_before &&
        is_capitalised(tokens[end + 1])) {
        return true;
    }
    const std::size_t first = match.first_token;
    return first >= 2 && hyphen(first - 1) && !tokens[first].space_before &&
           is_capitalised(tokens[first - 2]);
}

/// "in Argentina" is a place; "fiducia in Argentina" is not.
bool is_inside(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 5> trust{"cred", "fiduc", "fede", "confid", "sper"};
    constexpr std::array<std::string_view, 4> in{"in", "nel", "nell", "nella"};
    return !before.empty() && one_of(in, before[0]) &&
           !(before.size() > 1 &&
             std::any_of(trust.begin(), trust.end(),
                         [&](std::string_view row) { return before[1].starts_with(row); }));
}

/// An article of the plural before a surname: `le Fittizi` is a school or the women of a house,
/// `i Fittizi` the family; one person alone is neither.
Exclusion by_article(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 7> places{"le",    "alle",  "delle", "nelle",
                                                     "dalle", "sulle", "colle"};
    constexpr std::array<std::string_view, 10> families{"i",    "gli", "dei",   "degli", "ai",
                                                        "agli", "dai", "dagli", "coi",   "sui"};
    if (before.empty()) {
        return Exclusion::none;
    }
    return one_of(places, before[0])     ? Exclusion::place
           : one_of(families, before[0]) ? Exclusion::family
                                         : Exclusion::none;
}

// What makes a bare name that of a figure of history or faith. General knowledge.
constexpr std::array<std::string_view, 8> figures_titles{
    "imperatore", "imperatrice", "faraone", "profeta", "apostolo", "evangelista", "zar", "zarina"};
// The same, where a father, a winner or a joke may be meant.
constexpr std::array<std::string_view, 8> maybe_titles{"papa",        "re",    "regina", "principe",
                                                       "principessa", "conte", "duca",   "dea"};

/// "l'imperatore Adriano", "Adriano imperatore", "Silvestro II"; "papa Silvestro" is asked.
Exclusion by_figure(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 15> numerals{"ii",   "iii", "iv",  "vi",   "vii",
                                                        "viii", "ix",  "xi",  "xii",  "xiii",
                                                        "xiv",  "xv",  "xvi", "xxii", "xxiii"};
    const auto before = words_before(document, match.first_token, 1);
    const auto& tokens = document.tokens();
    const bool next = adjacent_word(document, match.end_token);
    const std::string_view after = next ? document.text(tokens[match.end_token]) : "";
    const bool numbered =
        one_of(numerals, after) && tokens[match.end_token].letters == LetterCase::upper;
    if (numbered || one_of(figures_titles, after) ||
        (!before.empty() && one_of(figures_titles, before[0]))) {
        return Exclusion::figure;
    }
    return !before.empty() && one_of(maybe_titles, before[0]) ? Exclusion::thing : Exclusion::none;
}

/// A surname taken apart into ordinary words, where capitals say nothing: "me lo presti", "la
/// macchina dell'amico". A title, an article or a preposition before it makes it a name again: two
/// of them do not stand side by side ("a lo presti", "la dell'amico").
bool is_phrase(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 12> titles{
        "sig",        "signor",  "signora",   "sigra", "dott",    "dottor",
        "dottoressa", "dottore", "professor", "prof",  "maestra", "maestro"};
    constexpr std::array<std::string_view, 12> leads{"a",  "da", "di",   "con", "per",   "il",
                                                     "la", "al", "alla", "del", "della", "dalla"};
    const auto& tokens = document.tokens();
    std::size_t words = 0;
    for (std::size_t i = match.first_token; i < match.end_token; ++i) {
        if (tokens[i].kind != TokenKind::word) {
            continue;
        }
        ++words;
        const std::string_view word = document.text(tokens[i]);
        if (!is_small_word(word) && !is_ordinary(word, known)) {
            return false;
        }
    }
    const auto before = words_before(document, match.first_token, 1);
    const bool led =
        !before.empty() &&
        (one_of(titles, before[0]) ||
         (one_of(leads, before[0]) && is_small_word(document.text(tokens[match.first_token]))));
    return words > 1 && !led;
}

/// "Fittizi & figli", "Fittizi e C.".
bool has_partners(const Document& document, std::size_t end) {
    constexpr std::array<std::string_view, 5> partners{"figli", "figlio", "c", "soci", "co"};
    const auto& tokens = document.tokens();
    if (end + 1 >= tokens.size()) {
        return false;
    }
    const bool ampersand = document.text(tokens[end]) == "&";
    const std::string_view next = document.text(tokens[end + 1]);
    return ampersand || (document.text(tokens[end]) == "e" && one_of(partners, next) &&
                         tokens[end + 1].letters != LetterCase::lower);
}

/// All words of the text have the same case: only the lists can tell a surname from what follows.
bool case_is_silent(const Document& document) {
    return document.all_capitals() || document.all_lower();
}

/// `Orlando detto il Furioso`: a byword that is none of the subject's. Only where capitals tell a
/// name from a word: "renzo ha detto il vero".
bool has_other_byword(const Document& document, const NameMatch& match,
                      const NameProfile& profile) {
    const std::vector<std::string> bywords =
        case_is_silent(document) ? std::vector<std::string>{} : nicknames_after(document, match);
    return !bywords.empty() && !profile.compatible(bywords);
}

/// What the word at `token` is as a surname, a particle before it glued on: `DE SANTIS`.
SurnameLook surname_at(const Document& document, std::size_t token, const NameProfile& profile,
                       const NameKnowledge& known) {
    if (!adjacent_word(document, token)) {
        return SurnameLook::no;
    }
    const auto& tokens = document.tokens();
    std::string letters{document.text(tokens[token])};
    if (is_particle(letters)) {
        const bool apostrophe =
            token + 1 < tokens.size() && document.text(tokens[token + 1]) == "'";
        const std::size_t next = token + (apostrophe ? 2 : 1);
        if (!adjacent_word(document, next)) {
            return SurnameLook::no;
        }
        letters += document.text(tokens[next]);
        return known.surname_look(letters) == SurnameLook::yes ? SurnameLook::yes : SurnameLook::no;
    }
    return is_small_word(letters) || profile.compatible({letters}) ? SurnameLook::no
                                                                   : known.surname_look(letters);
}

/// "Domenica Lorusso", "Fittizi Auto": the surname is part of somebody's or something's name.
Exclusion beside_surname(const Document& document, const NameMatch& match,
                         const NameProfile& profile, const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    // Somebody else's first name; written small it must be no ordinary word.
    const auto other_first_name = [&](std::size_t at) {
        const std::string_view word = document.text(tokens[at]);
        const bool named =
            is_capitalised(tokens[at]) || (document.all_lower() && !known.is_common_word(word));
        return named && known.is_first_name(word);
    };
    if (match.first_token > 0 && tokens[match.first_token - 1].kind == TokenKind::word &&
        other_first_name(match.first_token - 1) &&
        !std::binary_search(profile.given.begin(), profile.given.end(),
                            document.text(tokens[match.first_token - 1]), std::less<>{})) {
        return Exclusion::other_person;
    }
    if (!adjacent_word(document, match.end_token)) {
        return Exclusion::none;
    }
    if (other_first_name(match.end_token)) {
        return Exclusion::other_person;
    }
    // An ordinary word with a capital in the middle of a sentence.
    const Token& next = tokens[match.end_token];
    return next.letters == LetterCase::capitalised && !next.starts_sentence &&
                   !document.all_capitals() && known.is_common_word(document.text(next))
               ? Exclusion::thing
               : Exclusion::none;
}

/// "Giovanna Bianchi", "Maria Giovanna", "Bianchi Giovanna": the first name is another person's.
/// A title or a greeting before it is an ordinary word.
Exclusion beside_first_name(const Document& document, const NameMatch& match,
                            const NameProfile& profile, const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    const bool next_word = adjacent_word(document, match.end_token);
    const bool silent = case_is_silent(document);
    // "il Moro di Venezia" is somebody else's name.
    if (match.form == NameForm::nickname && next_word && match.end_token + 1 < tokens.size() &&
        is_particle(document.text(tokens[match.end_token])) &&
        is_capitalised(tokens[match.end_token + 1])) {
        return Exclusion::other_person;
    }
    if (next_word && is_capitalised(tokens[match.end_token]) && !silent) {
        return Exclusion::other_person;
    }
    const SurnameLook after =
        silent ? surname_at(document, match.end_token, profile, known) : SurnameLook::no;
    if (after != SurnameLook::no) {
        return after == SurnameLook::yes ? Exclusion::other_person : Exclusion::thing;
    }
    if (match.first_token == 0 || tokens[match.first_token - 1].kind != TokenKind::word) {
        return Exclusion::none;
    }
    const Token& previous = tokens[match.first_token - 1];
    const std::string_view word = document.text(previous);
    if (known.is_common_word(word)) {
        return Exclusion::none;
    }
    if (!silent && !previous.starts_sentence) {
        return is_capitalised(previous) ? Exclusion::other_person : Exclusion::none;
    }
    // Here a capital says nothing: "Ehilà Giovanna", "BIANCHI GIOVANNA".
    const SurnameLook before = silent || is_capitalised(previous)
                                   ? surname_at(document, match.first_token - 1, profile, known)
                                   : SurnameLook::no;
    const bool first_name =
        silent && known.is_first_name(word) && !profile.compatible({std::string{word}});
    if (before == SurnameLook::yes || first_name) {
        return Exclusion::other_person;
    }
    return silent && before == SurnameLook::maybe ? Exclusion::thing : Exclusion::none;
}

/// "l'Islam è una religione", "la Fontana del Nettuno": an article makes the word a thing.
bool is_led_word(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 3> masculine{"il", "lo", "l"};
    constexpr std::array<std::string_view, 6> of_something{"del", "dello", "dell",
                                                           "dei", "delle", "degli"};
    const auto led = words_before(document, match.first_token, 1);
    if (match.form != NameForm::surname || led.empty() ||
        !known.is_common_word(match.parts.front())) {
        return false;
    }
    return one_of(masculine, led[0]) ||
           (led[0] == "la" && adjacent_word(document, match.end_token) &&
            one_of(of_something, document.text(document.tokens()[match.end_token])));
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

bool is_ordinary(std::string_view word, const NameKnowledge& known) {
    if (known.is_common_word(word)) {
        return true;
    }
    // The plural or the feminine of an ordinary word: the list has "ruscello" for "ruscelli".
    if (word.size() < 4) {
        return false;
    }
    std::string stem{word.substr(0, word.size() - 1)};
    if (stem.back() == 'h') {
        stem.pop_back();
    }
    constexpr std::string_view endings = "oaei";
    return endings.find(word.back()) != std::string_view::npos &&
           std::any_of(endings.begin(), endings.end(),
                       [&](char ending) { return known.is_common_word(stem + ending); });
}

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
    if (match.parts.size() != 1) {
        return false;
    }
    if (is_led_word(document, match, known) || is_among_figures(document, match, known)) {
        return true;
    }
    const auto& tokens = document.tokens();
    const bool figure = known.is_figure(match.parts.front());
    if (!figure && !known.is_place(match.parts.front())) {
        return false;
    }
    const auto before = words_before(document, match.first_token, 2);
    const bool greeted = std::any_of(before.begin(), before.end(), [&](std::string_view word) {
        return one_of(greetings, word);
    });
    // A comma calls somebody only where the name stands first.
    const bool comma =
        match.end_token < tokens.size() && document.text(tokens[match.end_token]) == ",";
    if (greeted || (speaks_to(document, match, known) && (!comma || match.first_token == 0))) {
        return false;
    }
    const bool there = !before.empty() && match.form == NameForm::surname && before[0] == "a";
    return figure || there || (!before.empty() && one_of(cheers, before[0])) ||
           std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return one_of(far, document.text(token)); });
}

bool speaks_of_old(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 36> stems{
        "leggev",    "leggere",    "leggiam",    "studiav",  "studiat",     "studiar",
        "poesi",     "romanz",     "libr",       "poet",     "scrittor",    "patriot",
        "partigian", "film",       "documentar", "cinema",   "sceneggiat",  "storia",
        "storic",    "secol",      "ottocent",   "novecent", "risorgiment", "antolog",
        "biografi",  "letteratur", "monument",   "lapide",   "garibald",    "medagli",
        "inventor",  "scopritor",  "scienziat",  "filosof",  "navigator",   "condottier"};
    // The remote past is told of the dead; "letto" alone is a bed.
    constexpr std::array<std::string_view, 8> remote{"nacque", "visse",   "scrisse", "stette",
                                                     "mori",   "compose", "dipinse", "divenne"};
    constexpr std::array<std::string_view, 6> auxiliary{"ho",      "hai",   "ha",
                                                        "abbiamo", "avete", "hanno"};
    constexpr std::array<std::string_view, 4> real{"vero", "vera", "autentico", "autentica"};
    const auto before = words_before(document, match.first_token, 1);
    if (!before.empty() && one_of(real, before[0])) {
        return true;
    }
    const auto& tokens = document.tokens();
    // `"Ada Finti, la prigioniera" alle 21`: the quotation begins with the name.
    if (match.first_token > 0 && document.text(tokens[match.first_token - 1]) == "\"") {
        return true;
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const bool read =
            word == "letto" && i > 0 && one_of(auxiliary, document.text(tokens[i - 1]));
        if (read || one_of(remote, word) ||
            std::any_of(stems.begin(), stems.end(),
                        [word](std::string_view stem) { return word.starts_with(stem); })) {
            return true;
        }
    }
    return false;
}

Exclusion exclusion_of(const Document& document, const NameMatch& match, const NameProfile& profile,
                       const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    if (const Exclusion by_words =
            before_exclusion(words_before(document, match.first_token, 3), known);
        by_words != Exclusion::none) {
        return by_words;
    }
    const auto before = words_before(document, match.first_token, 2);
    const bool with_surname = match.form != NameForm::given && match.form != NameForm::diminutive &&
                              match.form != NameForm::nickname;
    if (is_namesake_thing(before, with_surname)) {
        return Exclusion::thing;
    }
    const bool next_word = adjacent_word(document, match.end_token);
    const bool firm_follows = next_word &&
                              one_of(firm_words, document.text(tokens[match.end_token])) &&
                              (is_capitalised(tokens[match.end_token]) || document.all_lower());
    if (firm_follows || has_partners(document, match.end_token)) {
        return Exclusion::firm;
    }
    // "all'alba la neve": ordinary words that happen to be somebody's names.
    const bool ordinary =
        std::all_of(match.parts.begin(), match.parts.end(),
                    [&known](const std::string& part) { return known.is_common_word(part); });
    if (!match.capitalised && ordinary) {
        return Exclusion::common_word;
    }
    const bool alone = match.form == NameForm::surname || match.form == NameForm::given ||
                       match.form == NameForm::diminutive || match.form == NameForm::nickname;
    if (!alone) {
        return Exclusion::none;
    }
    if (const Exclusion figure = by_figure(document, match); figure != Exclusion::none) {
        return figure;
    }
    if (const Exclusion faith = by_faith(before, match.parts.front()); faith != Exclusion::none) {
        return faith;
    }
    if (has_other_byword(document, match, profile)) {
        return Exclusion::byword;
    }
    if (match.form == NameForm::surname) {
        if (case_is_silent(document) && is_phrase(document, match, known)) {
            return Exclusion::common_word;
        }
        if (const Exclusion plural = by_article(before); plural != Exclusion::none) {
            return plural;
        }
        if (!match.capitalised && is_said_of_several(before, match.parts.back())) {
            return Exclusion::common_word;
        }
    } else if (is_inside(before)) {
        return Exclusion::place;
    }
    if (hyphenated(document, match)) {
        return Exclusion::other_person;
    }
    const bool small = !match.capitalised && !document.all_lower();
    // Where other words have their capitals, a small one is not a name.
    if (small || (document.all_lower() && ordinary)) {
        return Exclusion::common_word;
    }
    // A capital at the start of a sentence says nothing about an ordinary word.
    if (tokens[match.first_token].starts_sentence && ordinary && match.form != NameForm::given &&
        !match.loose) {
        return Exclusion::common_word;
    }
    return match.form == NameForm::surname ? beside_surname(document, match, profile, known)
                                           : beside_first_name(document, match, profile, known);
}

} // namespace oblio::subject
