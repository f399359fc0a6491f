// lib/src/subject/trade_deeds.cpp: one table of trades and the words of each; a word of it counts
// only after what picks somebody out ("che", "quello dei"), so that "i muri di Finti" says nothing.
#include "subject/trade_deeds.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/small_words.hpp"
#include "subject/trade_cues.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::TokenKind;

/// Stems of the names of a trade, and of the words that tell it; separated by spaces.
struct Deeds {
    std::string_view trades;
    std::string_view words;
};

// Written for oblio: the trades of a town, with Italian words and some English, French and German
// ones that guests use.
constexpr std::array<Deeds, 66> table{{
    {"receptionist portier concierg albergat", "reception rezeption accueil portineria"},
    {"imbianchin tinteggiat decorator verniciat",
     "imbianc tinteggi pittura pitturat vernici bianco pennell pareti facciat"},
    {"elettraut gommist meccanic carrozz",
     "gomm pneumatic batteri motor fren officin autofficin tagliand marmitt frizion carrozzeri"},
    {"elettricist", "quadri quadro impiant lampadin lampion cavi prese fusibil contator elettric"},
    {"idraulic termoidraulic", "tubi tubo rubinett caldai scarich scaldabagn lavandin termosifon"},
    {"falegnam ebanist", "legno mobili armadi sedie serrament infiss persian falegnameri"},
    {"murator", "muro muri mattoni tetto tetti intonac ponteggi cement cantier piastrell"},
    {"piastrellist", "piastrell mattonell"},
    {"fabbr", "ferro cancell ringhier serratur inferriat"},
    {"panettier fornai", "pane forno sforna michett focacc brioch panificio pagnott bakery"},
    {"pasticcer", "torte dolci bign pasticceri cannol croissant"},
    {"gelatai", "gelat coni granit"},
    {"cuoc chef ristorat", "cucin fornelli pentol mensa ristorant kitchen kuche cuisine"},
    {"pizzaiol", "pizz"},
    {"barist barman", "caff cappuccin bancone bar spritz aperitiv"},
    {"camerier", "tavoli vassoi waiter kellner"},
    {"macellai", "carne salsicc bistecch macelleri"},
    {"pescivendol", "pesce pescheri"},
    {"pescator", "pesce pesca reti lenza"},
    {"fruttivendol ortolan", "frutta verdur ortofrutt"},
    {"fiorai fiorist vivaist", "fiori piant mazzi vivaio tulipani rose ghirland"},
    {"giardinier vivaist", "siepi siepe prato prati pota aiuol giardin alberi"},
    {"parrucchier barbier acconciat", "capelli tinta barba salone messa taglia"},
    {"estetist", "unghie ceretta manicur"},
    {"sart", "orli orlo cuce cuciva cucito stoff zip cernier bottoni sartoria"},
    {"calzolai", "scarpe suole suola tacchi"},
    {"insegnant maestr professor docent", "insegn lezion alunni compiti ripetizion scuola teacher"},
    {"medic dottor", "ambulatori pazient mutua visite ricette"},
    {"infermier oss", "reparto punture puntura flebo iniezion prelievi corsia nurse"},
    {"fisioterapist", "massagg schiena riabilit fisioterap"},
    {"ostetric", "parto parti nascere"},
    {"dentist odontoiatr", "denti dente cari dentier"},
    {"veterinari", "animali veterinari"},
    {"farmacist", "farmacia medicin"},
    {"ottic", "occhiali lenti"},
    {"avvocat", "cause tribunal difende lawyer anwalt"},
    {"notai", "rogiti rogito"},
    {"geometr", "catast planimetri rilievi"},
    {"architett", "progett disegn"},
    {"ingegner", "progett calcoli strutture"},
    {"commercialist ragionier contabil", "tasse dichiarazion bilanci fatture"},
    {"vigil", "multe"},
    {"postin portaletter", "posta lettere pacchi raccomandat"},
    {"autist camionist tassist conducent", "autobus corriera pullman camion taxi scuolabus bus"},
    {"ferrovier macchinist capotren", "treno treni ferrovi"},
    {"bagnin", "piscina spiaggia salvataggi salvat lido"},
    {"marinai traghettator capitan barcaiol", "battell traghett vaporett timon ormegg ferry"},
    {"guid", "gite turist tour comitiv"},
    {"bibliotecari", "bibliotec prestit"},
    {"librai", "libri libreria"},
    {"edicolant giornalai", "giornali edicol quotidian"},
    {"giornalist", "articoli intervist"},
    {"fotograf", "foto fotograf scatta ritratt"},
    {"musicist suonator organist chitarrist pianist violinist",
     "suona suonava piano chitarr organo violin"},
    {"tabaccai", "tabacc sigarett"},
    {"benzinai", "benzin distributor"},
    {"netturbin spazzin operatorecologic", "immondizi rifiut spazza spazzatura"},
    {"contadin agricoltor allevator", "mucche latte trattor fieno stalla"},
    {"apicoltor", "miele api arnie"},
    {"badant assistent", "anziani assist accudi"},
    {"colf domestic", "pulizie stira"},
    {"bidell", "bidell"},
    {"informatic programmator", "computer pc sito software"},
    {"antennist", "antenn parabol"},
    {"spazzacamin", "camini canne"},
    {"toelettator toelett", "tosa toelett"},
}};

/// A word of the space-separated list, from its start: `imbianc` for `imbiancava`.
template <class Test> bool any_in(std::string_view list, Test test) {
    while (!list.empty()) {
        const auto end = list.find(' ');
        if (test(list.substr(0, end))) {
            return true;
        }
        list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    }
    return false;
}

bool ends_sentence(const Document& document, std::size_t token) {
    const std::string_view text = document.text(document.tokens()[token]);
    return document.tokens()[token].kind == TokenKind::newline || text == ";" || text == "!" ||
           text == ".";
}

/// A deed within a few words from `at`, which stands after what picks somebody out.
bool deed_follows(const Document& document, std::size_t at, std::size_t end,
                  const Occupation& occupation) {
    constexpr std::size_t reach = 6;
    for (std::size_t i = at; i < end && i < at + reach; ++i) {
        const auto& token = document.tokens()[i];
        if (ends_sentence(document, i) || document.text(token) == "," ||
            document.text(token) == "?" || document.text(token) == "non") {
            return false;
        }
        if (token.kind == TokenKind::word && is_deed(document.text(token), occupation)) {
            return true;
        }
    }
    return false;
}

/// `che ...`, `quello dei ...`, `quello con le ...`, `at ...`, `an der ...`, right after the name,
/// a comma or a question mark between.
bool picks_out_after(const Document& document, const NameMatch& match,
                     const Occupation& occupation) {
    static constexpr std::array<std::string_view, 4> picks{"quello", "quella", "quel", "quell"};
    static constexpr std::array<std::string_view, 6> leads{"che", "who", "der",
                                                           "die", "dei", "delle"};
    static constexpr std::array<std::string_view, 7> places{"at",  "from", "an",   "am",
                                                            "bei", "alla", "della"};
    const auto& tokens = document.tokens();
    std::size_t at = match.end_token;
    while (at < tokens.size() && tokens[at].kind == TokenKind::mark &&
           detect::in(document.text(tokens[at]), ",", "?", "(")) {
        ++at;
    }
    if (at + 1 >= tokens.size()) {
        return false;
    }
    const std::string_view word = document.text(tokens[at]);
    const std::size_t next = at + 1;
    const bool touches_name = at == match.end_token;
    if (detect::in(word, picks)) {
        return deed_follows(document, next, tokens.size(), occupation);
    }
    if (detect::in(word, places)) {
        return touches_name &&
               deed_follows(document, next, std::min(next + 2, tokens.size()), occupation);
    }
    return detect::in(word, leads) && deed_follows(document, next, tokens.size(), occupation);
}

/// `quello che mette le gomme si chiama`, `chi mi ha imbiancato casa è`, before the name.
bool picks_out_before(const Document& document, const NameMatch& match,
                      const Occupation& occupation) {
    static constexpr std::array<std::string_view, 7> is{"e",     "era",  "chiama", "stato",
                                                        "stata", "sara", "sarebbe"};
    constexpr std::size_t reach = 16;
    const auto& tokens = document.tokens();
    const std::size_t from = match.first_token - std::min(match.first_token, reach);
    bool joined = false; // what follows is who it is
    for (std::size_t i = match.first_token; i > from; --i) {
        const auto& token = tokens[i - 1];
        const std::string_view word = document.text(token);
        if (ends_sentence(document, i - 1) || word == "non" || word == "?" ||
            (token.letters == detect::LetterCase::capitalised && !token.starts_sentence)) {
            return false;
        }
        joined = joined || detect::in(word, is);
        const bool who = i < match.first_token && document.text(tokens[i]) == "che" &&
                         detect::in(word, "quello", "quella", "quel");
        if ((who || word == "chi") && joined) {
            return deed_follows(document, i, match.first_token, occupation);
        }
    }
    return false;
}

} // namespace

bool is_deed(std::string_view word, const Occupation& occupation) {
    return word.size() > 1 && std::any_of(table.begin(), table.end(), [&](const Deeds& row) {
               // A short stem is a word of its own: "bar" is no "barca".
               constexpr std::size_t whole = 3;
               const bool told = any_in(row.words, [word](std::string_view stem) {
                   return stem.size() <= whole ? word == stem : word.starts_with(stem);
               });
               return told && any_in(row.trades, [&](std::string_view stem) {
                          return std::any_of(occupation.words.begin(), occupation.words.end(),
                                             [stem](const std::string& own) {
                                                 return own.starts_with(stem) ||
                                                        stem.starts_with(own);
                                             });
                      });
           });
}

bool is_told_by_deeds(const Document& document, const NameMatch& match,
                      const Occupation& occupation) {
    return !occupation.words.empty() && !is_whose_kin(document, match) &&
           (picks_out_after(document, match, occupation) ||
            picks_out_before(document, match, occupation));
}

} // namespace oblio::subject
