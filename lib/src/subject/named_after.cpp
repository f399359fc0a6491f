// lib/src/subject/named_after.cpp: the words before a name are walked leftwards: what the name may
// be given to, the kind of it ("comunale"), articles and first names; anything else ends the walk.
#include "subject/named_after.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/trades.hpp"

#include <array>
#include <string>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;
using detect::TokenKind;

// What makes the name after it a street's. Source: the street types of the national register of
// streets (DUG).
constexpr std::array<std::string_view, 41> street_words{
    "via",         "viale",     "vico",      "vicolo",     "corso",      "piazza",     "piazzale",
    "piazzetta",   "largo",     "strada",    "stradone",   "contrada",   "rione",      "quartiere",
    "borgo",       "localita",  "frazione",  "lungomare",  "lungolago",  "galleria",   "ponte",
    "rotonda",     "fermata",   "rotatoria", "sottopasso", "cavalcavia", "viadotto",   "belvedere",
    "calle",       "salita",    "traversa",  "sentiero",   "molo",       "lungofiume", "svincolo",
    "passeggiata", "scalinata", "zona",      "vle",        "pza",        "cso"};

// Public buildings, grounds, companies and prizes that Italian towns name after people. The same
// words without an article say where somebody is: "in palestra Ada Finti insegna".
constexpr std::array<std::string_view, 116> public_words{"scuola",
                                                         "liceo",
                                                         "istituto",
                                                         "primaria",
                                                         "media",
                                                         "elementare",
                                                         "elementari",
                                                         "materna",
                                                         "asilo",
                                                         "nido",
                                                         "plesso",
                                                         "stadio",
                                                         "palasport",
                                                         "palazzetto",
                                                         "palazzo",
                                                         "villa",
                                                         "parco",
                                                         "giardino",
                                                         "giardini",
                                                         "ospedale",
                                                         "clinica",
                                                         "chiesa",
                                                         "parrocchia",
                                                         "santuario",
                                                         "basilica",
                                                         "cappella",
                                                         "oratorio",
                                                         "convento",
                                                         "san",
                                                         "santa",
                                                         "santo",
                                                         "sant",
                                                         "ss",
                                                         "beato",
                                                         "beata",
                                                         "teatro",
                                                         "biblioteca",
                                                         "museo",
                                                         "monumento",
                                                         "statua",
                                                         "fontana",
                                                         "torre",
                                                         "processione",
                                                         "sala",
                                                         "salone",
                                                         "aula",
                                                         "auditorium",
                                                         "palestra",
                                                         "piscina",
                                                         "campo",
                                                         "campetto",
                                                         "centro",
                                                         "residenza",
                                                         "riposo",
                                                         "rsa",
                                                         "hospice",
                                                         "padiglione",
                                                         "reparto",
                                                         "poliambulatorio",
                                                         "policlinico",
                                                         "bocciodromo",
                                                         "bocciofila",
                                                         "ludoteca",
                                                         "mediateca",
                                                         "pinacoteca",
                                                         "ciclabile",
                                                         "pista",
                                                         "sezione",
                                                         "caserma",
                                                         "aeroporto",
                                                         "stazione",
                                                         "velodromo",
                                                         "ippodromo",
                                                         "autodromo",
                                                         "pattinodromo",
                                                         "conservatorio",
                                                         "universita",
                                                         "ateneo",
                                                         "accademia",
                                                         "collegio",
                                                         "convitto",
                                                         "polo",
                                                         "cinema",
                                                         "cineteatro",
                                                         "banda",
                                                         "orchestra",
                                                         "coro",
                                                         "corale",
                                                         "filarmonica",
                                                         "brigata",
                                                         "cippo",
                                                         "targa",
                                                         "lapide",
                                                         "sacrario",
                                                         "parcheggio",
                                                         "arena",
                                                         "cascina",
                                                         "medie",
                                                         "superiori",
                                                         "itis",
                                                         "ipsia",
                                                         "iis",
                                                         "isis",
                                                         "itc",
                                                         "itcg",
                                                         "ic",
                                                         "scuole",
                                                         "istituti",
                                                         "premio",
                                                         "trofeo",
                                                         "memorial",
                                                         "coppa",
                                                         "torneo",
                                                         "concorso",
                                                         "rassegna",
                                                         "fondazione"};

// Ships are called after people; with "di" it is somebody's own.
constexpr std::array<std::string_view, 17> vessel_words{"motonave",          "nave",
                                                        "traghetto",         "piroscafo",
                                                        "peschereccio",      "motopeschereccio",
                                                        "veliero",           "corazzata",
                                                        "incrociatore",      "transatlantico",
                                                        "fregata",           "portaerei",
                                                        "sommergibile",      "aliscafo",
                                                        "rimorchiatore",     "motovedetta",
                                                        "cacciatorpediniere"};

// What makes the name before or after it a firm's.
constexpr std::array<std::string_view, 152> firm_words{// clang-format off
    "bar", "negozio", "market", "minimarket", "supermarket", "emporio", "sushi",
    "kebab", "lavanderia", "sartoria", "parrucchieri", "tabaccheria", "edicola", "gelateria",
    "pescheria", "ortofrutta", "rosticceria", "osteria", "bazar", "outlet", "cooperativa",
    "consorzio", "farmacia", "ditta", "impresa", "costruzioni", "srl", "srls",
    "spa", "snc", "sas", "autofficina", "officina", "carrozzeria", "gommista",
    "ristorante", "trattoria", "pizzeria", "pasticceria", "panificio", "forno", "macelleria",
    "salumificio", "hotel", "albergo", "autoscuola", "onoranze", "pompe", "mobili",
    "mobilificio", "ferramenta", "calzature", "abbigliamento", "gioielleria", "ottica", "autolinee",
    "trasporti", "edilizia", "immobiliare", "assicurazioni",     "cantina", "cantine", "azienda", "supermercato",
    "group", "arredamenti", "serramenti", "vivai", "caffe", "cafe", "pub",
    "birreria", "enoteca", "bistrot", "braceria", "paninoteca", "vineria", "locanda",
    "agriturismo", "vivaio", "autosalone", "autonoleggio", "autolavaggio", "noleggio", "agenzia",
    "studio", "circolo", "associazione", "ristorazione", "catering", "birrificio", "pastificio",
    "oleificio", "caseificio", "frantoio", "molino", "vetreria", "falegnameria", "tipografia",
    "copisteria", "profumeria", "merceria", "erboristeria", "parafarmacia", "boutique", "showroom",
    "discount", "alimentari", "frutta", "fiori", "tessuti", "impianti", "termoidraulica",
    "autoricambi", "ricambi", "editore", "editrice", "eredi", "fratelli", "lli",
    "pensione", "lido", "bagni", "stabilimento", "balneare", "camping", "campeggio",
    "residence", "affittacamere", "ostello", "rifugio", "villaggio", "motel", "resort", "masseria",
    "idraulica", "impiantistica", "tinteggiature", "giardinaggio", "traslochi", "autospurgo",
    "autospurghi", "infissi", "marmi", "vernici", "elettronica", "carni", "salumi", "acconciature",
    "macchine", "elettrodomestici", "autotrasporti"};
// clang-format on

// Those of a family, as the head of a firm's name.
constexpr std::array<std::string_view, 3> kin_words{"fratelli", "lli", "eredi"};

// What shows somebody of old, of whoever it is: "il busto di Ada Finti".
constexpr std::array<std::string_view, 8> effigies{"busto",     "mezzobusto", "statua",
                                                   "monumento", "lapide",     "bassorilievo",
                                                   "mausoleo",  "cenotafio"};
// What stands between a place and its name: "istituto nautico Finti", "sezione Avis Finti".
constexpr std::array<std::string_view, 56> kinds{
    "nautico",     "tecnico",        "comprensivo", "professionale", "alberghiero", "agrario",
    "statale",     "magistrale",     "superiore",   "musicale",      "scientifico", "classico",
    "artistico",   "linguistico",    "civico",      "comunale",      "commerciale", "industriale",
    "sportivo",    "sportiva",       "civica",      "consiliare",    "magna",       "ciclabile",
    "anziani",     "sociale",        "sociali",     "pubblica",      "pubblico",    "sanitaria",
    "polivalente", "polifunzionale", "diurno",      "giovanile",     "culturale",   "ricreativo",
    "coperta",     "paritaria",      "avis",        "aido",          "anpi",        "arci",
    "acli",        "auser",          "cai",         "bandistico",    "letterario",  "letteraria",
    "poetico",     "fotografico",    "nazionale",   "regionale",     "provinciale", "cittadino",
    "amatoriale",  "dilettantistico"};

/// What may stand between the place and the name: "ospedale dei Santi", "via d'Ada Finti".
bool is_article(std::string_view word) {
    constexpr std::array<std::string_view, 5> articles{"di", "dell", "del", "della", "don"};
    return detect::in(word, articles);
}

/// Ends the walk although it is short: "un premio a Ada Finti", "in piazza con Ada Finti".
bool leads_elsewhere(std::string_view word) {
    constexpr std::array<std::string_view, 22> leads{
        "a",   "ad", "al", "alla", "all", "da",  "dal", "dalla", "con", "per", "su",
        "sul", "e",  "ed", "o",    "ma",  "che", "non", "tra",   "fra", "in",  "c"};
    return detect::in(word, leads);
}

/// Public words that nobody owns: "la statua di Ada Finti", where "il giardino di Ada Finti" is
/// hers.
bool is_nobodys(std::string_view word) {
    constexpr std::array<std::string_view, 21> nobodys{
        "san",    "santa",      "santo",     "sant",        "ss",       "beato",    "beata",
        "chiesa", "parrocchia", "santuario", "basilica",    "cappella", "convento", "monumento",
        "statua", "fontana",    "torre",     "processione", "cippo",    "targa",    "lapide"};
    return detect::in(word, nobodys);
}

/// "in biblioteca", "a scuola": where somebody is, without an article. "in villa Finti" is a house.
bool says_where(std::string_view preposition, std::string_view word) {
    constexpr std::array<std::string_view, 28> halls{
        "biblioteca", "museo",    "teatro",  "oratorio",      "parrocchia", "ospedale", "clinica",
        "chiesa",     "palestra", "piscina", "sala",          "aula",       "caserma",  "stazione",
        "pista",      "campo",    "centro",  "aeroporto",     "reparto",    "ludoteca", "accademia",
        "universita", "collegio", "cinema",  "conservatorio", "auditorium", "primaria", "salone"};
    return (preposition == "in" && detect::in(word, halls)) ||
           (preposition == "a" && (word == "scuola" || word == "teatro"));
}

/// `santo Ermes`: somebody is praised. A saint is "santo" before s and a consonant alone.
bool is_praise(std::string_view word, std::string_view name) {
    constexpr std::string_view vowels = "aeiou";
    return word == "santo" && name.size() > 1 && name.front() != 'z' &&
           !(name.front() == 's' && vowels.find(name[1]) == std::string_view::npos);
}

/// `la pizzeria Da Ada`; "mangiamo in pizzeria da Ada" may be at hers.
bool is_inn(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 9> inns{"bar",     "ristorante", "trattoria",
                                                   "osteria", "pizzeria",   "locanda",
                                                   "enoteca", "gelateria",  "agriturismo"};
    return before.size() > 1 && detect::in(before[1], inns) &&
           !(before.size() > 2 && (before[2] == "in" || before[2] == "al" || before[2] == "alla"));
}

/// `il busto di Ada Finti`, `la lapide a Ada Finti`, `la sala intitolata a Ada Finti`: who is
/// remembered so; what is dedicated to or held in memory of somebody may be the subject's.
Exclusion by_memory(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 3> of{"di", "a", "ad"};
    constexpr std::array<std::string_view, 3> in{"in", "alla", "nel"};
    if (before.size() < 2 || !detect::in(before[0], of)) {
        return Exclusion::none;
    }
    // "la banda porta il nome di Ada Finti"
    if (before.size() > 3 && before[1] == "nome" && before[2] == "il" &&
        (before[3].starts_with("port") || before[3].starts_with("prend"))) {
        return Exclusion::place;
    }
    const bool made_of = before.size() > 3 && before[2] == "in" && detect::in(before[3], effigies);
    if (detect::in(before[1], effigies) || made_of || before[1].starts_with("intitolat")) {
        return Exclusion::place; // "il busto in bronzo di Ada Finti"
    }
    if (before[1] == "natale" || before[1] == "natia") {
        return Exclusion::thing; // "la casa natale di Ada Finti"
    }
    const bool memory = before[0] == "di" && before.size() > 2 && detect::in(before[2], in) &&
                        (before[1] == "memoria" || before[1] == "ricordo");
    return memory || before[1].starts_with("dedicat") ? Exclusion::thing : Exclusion::none;
}

/// `I.C. Ada Finti`, `A.S.D. Finti`, `Az. Agr. Finti`: letters with full stops before the name.
Exclusion by_dotted_letters(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 7> schools{"ic",  "iis", "itis", "itc",
                                                      "itg", "sms", "smp"};
    constexpr std::array<std::string_view, 8> clubs{"asd", "ssd", "apd", "usd",
                                                    "gsd", "srl", "aps", "snc"};
    if (before.size() > 1 && before[0] == "agr" && before[1] == "az") {
        return Exclusion::firm;
    }
    std::string letters;
    for (const std::string_view word : before) {
        if (word.size() != 1 || word == "l") { // "l'I.C."
            break;
        }
        letters.insert(letters.begin(), word.front()); // nearest first
    }
    return detect::in(std::string_view{letters}, schools) ? Exclusion::place
           : detect::in(std::string_view{letters}, clubs) ? Exclusion::firm
                                                          : Exclusion::none;
}

/// "il presidente della bocciofila Ada Finti": the club's, or the club's president's name.
bool may_be_holders(const std::vector<std::string_view>& before, std::size_t place,
                    const NameMatch& match) {
    constexpr std::array<std::string_view, 5> of{"del", "della", "dell", "dello", "dei"};
    return match.form == NameForm::full && place + 2 < before.size() &&
           detect::in(before[place + 1], of) &&
           (is_office(before[place + 2]) || is_trade(before[place + 2]));
}

/// True if the words before lead to a place or a firm: "liceo De Sanctis", "via Maria Assunta".
Exclusion before_exclusion(const std::vector<std::string_view>& before, const NameMatch& match,
                           const NameKnowledge& known) {
    if (const Exclusion memory = by_memory(before); memory != Exclusion::none) {
        return memory;
    }
    if (const Exclusion dotted = by_dotted_letters(before); dotted != Exclusion::none) {
        return dotted;
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        const std::string_view further = i + 1 < before.size() ? before[i + 1] : std::string_view{};
        if (detect::in(before[i], kinds) &&
            (detect::in(further, public_words) || detect::in(further, kinds))) {
            continue;
        }
        if (i == 0 && is_praise(before[0], match.parts.front())) {
            return Exclusion::none;
        }
        if (detect::in(before[i], street_words)) {
            return Exclusion::place;
        }
        // "negozio di Ada Finti" is a person's, "negozio Finti" a firm's.
        const bool possessive =
            i > 0 && (before[i - 1] == "di" || before[i - 1] == "del" || before[i - 1] == "della");
        if (detect::in(before[i], public_words)) {
            // "in biblioteca Ada Finti presenta …" says where, not what is called so.
            const bool own = possessive && before[i - 1] == "di" && !is_nobodys(before[i]);
            return own || says_where(further, before[i]) ? Exclusion::none
                   : may_be_holders(before, i, match)    ? Exclusion::thing
                                                         : Exclusion::place;
        }
        if (detect::in(before[i], vessel_words) && !possessive) {
            return Exclusion::place;
        }
        // "è in pensione Ada Finti" has retired.
        const bool retired = before[i] == "pensione" && further == "in";
        // "i fratelli Ada e Ugo Finti" are two people.
        const bool siblings = match.form == NameForm::given && detect::in(before[i], kin_words);
        if (detect::in(before[i], firm_words) && !possessive && !retired && !siblings) {
            return may_be_holders(before, i, match) ? Exclusion::thing : Exclusion::firm;
        }
        if (i == 0 && before[0] == "da" && is_inn(before)) {
            return Exclusion::thing;
        }
        // Only names, articles and their like may stand between.
        const bool passable = before[i].size() <= 5 && !known.is_common_word(before[i]);
        if (leads_elsewhere(before[i]) ||
            (!known.is_first_name(before[i]) && !is_article(before[i]) && !(passable && i == 0))) {
            break;
        }
    }
    return Exclusion::none;
}

/// The name alone stands between two quotation marks: `lo stadio "Ada Finti"`.
bool is_quoted_alone(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    return match.first_token > 0 && match.end_token < tokens.size() &&
           document.text(tokens[match.first_token - 1]) == "\"" &&
           document.text(tokens[match.end_token]) == "\"";
}

/// "Fittizi & figli", "Fittizi e C.".
bool has_partners(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 5> partners{"figli", "figlio", "c", "soci", "co"};
    const auto& tokens = document.tokens();
    const std::size_t end = match.end_token;
    if (end + 1 >= tokens.size()) {
        return false;
    }
    const std::string_view next = document.text(tokens[end + 1]);
    const bool couple = match.form == NameForm::given && known.is_first_name(next); // "Ada & Ugo"
    const bool ampersand = document.text(tokens[end]) == "&" && !couple;
    return ampersand || (document.text(tokens[end]) == "e" && detect::in(next, partners) &&
                         tokens[end + 1].letters != LetterCase::lower);
}

/// `S.r.l.`, `s.n.c.` from the token `at` on.
bool is_dotted_firm(const Document& document, std::size_t at) {
    constexpr std::array<std::string_view, 7> forms{"srl", "srls", "spa", "snc",
                                                    "sas", "ssd",  "asd"};
    const auto& tokens = document.tokens();
    std::string letters;
    while (at + 1 < tokens.size() && tokens[at].kind == TokenKind::word &&
           document.text(tokens[at]).size() == 1 && document.text(tokens[at + 1]) == "." &&
           letters.size() < 4) {
        letters += document.text(tokens[at]);
        at += 2;
    }
    if (adjacent_word(document, at) && document.text(tokens[at]).size() == 1) {
        letters += document.text(tokens[at]); // "s.r.l" at the end of a text
    }
    return detect::in(letters, forms);
}

/// What follows makes it a firm's: `Fittizi Auto`, `Fittizi & figli`, `Fittizi S.r.l.`
bool firm_follows(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    const std::size_t end = match.end_token;
    const bool word = adjacent_word(document, end) &&
                      detect::in(document.text(tokens[end]), firm_words) &&
                      (is_capitalised(tokens[end]) || match.small);
    bool dotted = is_dotted_firm(document, end);
    // Its letters may have been read as initials of the name.
    for (std::size_t at = match.first_token + 1; !dotted && at < end; ++at) {
        dotted = match.form == NameForm::initial && is_dotted_firm(document, at);
    }
    return word || dotted || has_partners(document, match, known);
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
    constexpr std::array<std::string_view, 7> shown{"film",    "cartone",  "fumetto",    "fumetti",
                                                    "cartoni", "telefilm", "sceneggiato"};
    if (before.empty()) {
        return false;
    }
    if (!with_surname && detect::is_animal(before[0])) {
        return true; // "l'asina Ada"
    }
    // "un film di Sansone": of a name alone that is no surname.
    if (!with_surname && before.size() > 1 && (before[0] == "di" || before[0] == "con") &&
        detect::in(before[1], shown)) {
        return true;
    }
    return (with_surname && detect::in(before[0], named)) ||
           (before.size() > 1 && detect::in(before[0], about) && detect::in(before[1], works));
}

/// `il Finti dei poveri`, `l'Ado Finti dei nostri giorni`, `un novello Ado Finti`: somebody else is
/// likened to the one of that name.
bool is_likened(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 6> leads{"il", "lo", "l", "la", "un", "una"};
    constexpr std::array<std::string_view, 6> anew{"novello", "novella",   "moderno",
                                                   "moderna", "sedicente", "altro"};
    constexpr std::array<std::string_view, 8> of{"dei",   "de",    "di",   "del",
                                                 "della", "delle", "dell", "degli"};
    constexpr std::array<std::string_view, 9> now{
        "nostri", "nostra", "poveri", "noantri", "noialtri", "oggi", "duemila", "secolo", "tempi"};
    const auto before = words_before(document, match.first_token, 2);
    if (before.size() > 1 && detect::in(before[0], anew) && detect::in(before[1], leads)) {
        return true;
    }
    const auto& tokens = document.tokens();
    std::size_t at = match.end_token;
    if (before.empty() || !detect::in(before[0], leads) || !adjacent_word(document, at) ||
        !detect::in(document.text(tokens[at]), of)) {
        return false;
    }
    return adjacent_word(document, at + 1) && detect::in(document.text(tokens[at + 1]), now);
}

} // namespace

Exclusion called_after(const Document& document, const NameMatch& match,
                       const NameKnowledge& known) {
    constexpr std::size_t reach = 4;
    const auto& tokens = document.tokens();
    // `la pizzeria "Da Ada"`, `lo stadio "Ada Finti"`: the walk goes on before the mark.
    std::size_t first = match.first_token;
    first -= is_quoted_alone(document, match) ? 1 : 0;
    std::vector<std::string_view> words = words_before(document, first, reach);
    if (words.size() == 1 && words[0] == "da" && first > 1 &&
        document.text(tokens[first - 2]) == "\"") {
        const auto further = words_before(document, first - 2, 1);
        words.insert(words.end(), further.begin(), further.end());
    }
    const Exclusion before = before_exclusion(words, match, known);
    if (before != Exclusion::none) {
        return before;
    }
    return firm_follows(document, match, known) ? Exclusion::firm : Exclusion::none;
}

bool is_named_thing(const Document& document, const NameMatch& match, bool with_surname) {
    return is_namesake_thing(words_before(document, match.first_token, 2), with_surname) ||
           is_likened(document, match);
}

} // namespace oblio::subject
