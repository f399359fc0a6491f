// tests/detect/person_mentions_test.cpp: who is named in a text, and who only seems to be.
#include "detect/person_mentions.hpp"

#include "oblio/detect/names.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

using namespace oblio;

namespace {

const NameLists& lists() {
    static const auto loaded = NameLists::load(test::source_folder() / "patterns" / "names");
    return *loaded.value();
}

struct Mention {
    std::string text;
    double confidence;
    std::string refused;
    std::vector<std::string> reasons;
};

std::vector<Mention> all(std::string_view text, const ScanContext& context = {}) {
    const detect::Document document{text};
    std::vector<Mention> result;
    for (const detect::PersonMention& mention :
         detect::find_mentions(document, lists().table(), nullptr, context)) {
        const ByteSpan where = document.source_span(mention.begin, mention.end);
        result.push_back({std::string{where.of(text)},
                          mention.confidence,
                          std::string{mention.refused},
                          {mention.reasons.begin(), mention.reasons.end()}});
    }
    return result;
}

// The names that would be reported.
std::vector<std::string> people(std::string_view text, const ScanContext& context = {}) {
    std::vector<std::string> names;
    for (Mention& mention : all(text, context)) {
        if (mention.refused.empty() && mention.confidence >= 0.5) {
            names.push_back(std::move(mention.text));
        }
    }
    return names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("A full name is found in either order and without its title", "[person]") {
    CHECK(people("Ho parlato con Tullia Morandazzi ieri") == Names{"Tullia Morandazzi"});
    CHECK(people("Risulta iscritto Morandazzi Tullio") == Names{"Morandazzi Tullio"});
    CHECK(people("la dott.ssa Tullia Morandazzi riceve") == Names{"Tullia Morandazzi"});
    CHECK(people("Sig.ra Anna Maria Bertolazzi") == Names{"Anna Maria Bertolazzi"});
    CHECK(people("ringrazio Ivo Dal Pra e Rosa Lo Cicero") ==
          Names{"Ivo Dal Pra", "Rosa Lo Cicero"});
    CHECK(people("per Chiara D'Andreis") == Names{"Chiara D'Andreis"});
}

TEST_CASE("A name is found in small letters and in capitals", "[person]") {
    CHECK(people("ieri ho visto marta bertolini in piazza") == Names{"marta bertolini"});
    CHECK(people("IERI HO VISTO MARTA BERTOLINI IN PIAZZA") == Names{"MARTA BERTOLINI"});
    CHECK(people("ieri marta era in piazza").empty());
    CHECK(people("TUTTI I LAMPIONI SONO SPENTI DA IERI SERA").empty());
}

TEST_CASE("A surname alone counts after a title, a role or the word cognome", "[person]") {
    CHECK(people("il geometra Tosarelli non risponde") == Names{"Tosarelli"});
    CHECK(people("Gentile avv. De Tommasi, allego") == Names{"De Tommasi"});
    CHECK(people("cognome Bragantini") == Names{"Bragantini"});
    CHECK(people("ieri Bragantini non c'era").empty());
    CHECK(people("la famiglia Bragantini ringrazia").empty());
    CHECK(people("un maestro di vita").empty());
}

TEST_CASE("Initials stand for a first name or a surname", "[person]") {
    CHECK(people("firmato M. Bertolini") == Names{"M. Bertolini"});
    CHECK(people("Cordiali saluti\nA. G. Bertolini") == Names{"A. G. Bertolini"});
    CHECK(people("l'ha detto Martina B. al bar") == Names{"Martina B."});
}

TEST_CASE("A public role is a reason of the finding", "[person]") {
    const auto found = all("L'assessora Tullia Morandazzi ha risposto");
    REQUIRE(found.size() == 1);
    CHECK(std::find(found[0].reasons.begin(), found[0].reasons.end(), "public role") !=
          found[0].reasons.end());
    CHECK(people("il sindaco Morandazzi riceve").size() == 1);
}

TEST_CASE("A first name alone stays below one half unless it signs", "[person]") {
    const auto alone = all("ieri Martina era al parco");
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].confidence < 0.5);
    CHECK(people("mi chiamo Martina e scrivo per la mensa") == Names{"Martina"});
}

TEST_CASE("Streets, schools, saints, firms and figures of history are refused with a reason",
          "[person]") {
    const std::vector<std::string> texts{"via Marta Bertolini è chiusa",
                                         "in piazza don Ivo Bertolini",
                                         "la scuola Marta Bertolini",
                                         "lo stadio Ivo Bertolini",
                                         "la ditta Bertolini Ivo",
                                         "Ivo Bertolini srl",
                                         "chiesa di San Ivo Bertolini",
                                         "il compleanno di Giuseppe Garibaldi",
                                         "il corteo di piazza Giacomo Matteotti",
                                         "la statua di Giacomo Leopardi"};
    for (const std::string& text : texts) {
        INFO(text);
        CHECK(people(text).empty());
    }
    CHECK(people("sono Giuseppe Garibaldi, abito in centro") == Names{"Giuseppe Garibaldi"});
    const auto refused = all("via Marta Bertolini è chiusa");
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].refused == "part of a street name");
    CHECK(people("ha chiamato Marta Bertolini").size() == 1); // the same name is seen elsewhere
}

TEST_CASE("Ordinary words, places and things with a capital are nobody", "[person]") {
    for (const std::string_view text : {"Il gatto nero con la macchia bianca è vostro?",
                                        "Dal Bar Mario in poi è chiuso",
                                        "Sono un avvocato penalista dello studio",
                                        "mio cognato sta a Regina Coeli",
                                        "domani sarà risarcito",
                                        "il Comune sara' risarcito",
                                        "Sarà Bianchini a saperlo",
                                        "Grande Marco!",
                                        "Buongiorno Anna",
                                        "Stella Cadente in arrivo",
                                        "Marina Nuova chiusa",
                                        "sono nato a Castel Bertone",
                                        "Emilia Romagna e Reggio Emilia",
                                        "Villa Aurora",
                                        "Festa di Santa Lucia in centro",
                                        "Croce Verde e Polizia Locale",
                                        "Papa Giovanni XXIII",
                                        "scrivi a marta.bertolini@posta.example",
                                        "grazie @marta_bertolini",
                                        "#MartaBertolini"}) {
        INFO(text);
        CHECK(people(text).empty());
    }
}

TEST_CASE("A line break, a comma or a full stop ends a name", "[person]") {
    CHECK(people("Marta\nBertolini").empty());
    CHECK(people("ciao Marta, Bertolini non viene").empty());
    CHECK(people("Elenco: Bertolini Marta, Rizzardi Ivo") ==
          Names{"Bertolini Marta", "Rizzardi Ivo"});
}

TEST_CASE("Accents and apostrophes belong to the name", "[person]") {
    CHECK(people("ha firmato Nicolo' Bertolini") == Names{"Nicolo' Bertolini"});
    CHECK(people("ha firmato Niccolò Bertolini") == Names{"Niccolò Bertolini"});
    CHECK(people("per Zoë Bertolinić") == Names{"Zoë Bertolinić"});
}

TEST_CASE("What the thread has named makes a bare surname enough", "[person]") {
    const std::vector<std::string> named{"Marta Bertolini"};
    ScanContext context;
    context.named = named;
    CHECK(people("ieri Bertolini non c'era").empty());
    CHECK(people("ieri Bertolini non c'era", context) == Names{"Bertolini"});
}

TEST_CASE("The same text gives the same mentions twice, and nonsense gives none", "[person]") {
    CHECK(people("").empty());
    CHECK(people("...''' D' d' L' . A. B. C.").empty());
    const std::string text = "Bertolini Marta ' Lo Di De La Dell' D'";
    CHECK(people(text) == people(text));
}

TEST_CASE("Two unknown words with the letters of another language are a name", "[person]") {
    CHECK(people("Ieri ho incontrato Zhivko Draganchev al mercato") == Names{"Zhivko Draganchev"});
    CHECK(people("ringrazio Dario Fumetti e Zdravka Milosavljeva") ==
          Names{"Dario Fumetti", "Zdravka Milosavljeva"});
    CHECK(people("Il Black Friday e lo Street Food Festival di domani").empty());
    CHECK(people("Con Samsung Galaxy non funziona lo Smart Working").empty());
}

TEST_CASE("A surname stands between commas after the trade it names", "[person]") {
    CHECK(people("er medico mio, Sbardelloni, nun risponne mai") == Names{"Sbardelloni"});
    CHECK(people("il medico di base, Fiorentelli, va in pensione") == Names{"Fiorentelli"});
    CHECK(people("la maestra, Domani, spiegherà tutto").empty());
}

TEST_CASE("The initial of a first name may stand behind the surname", "[person]") {
    CHECK(people("firmato De Santini A.") == Names{"De Santini A."});
    CHECK(people("ieri Rossetti M. ha timbrato due volte") == Names{"Rossetti M."});
    CHECK(people("ieri Sezione B. e Serie A. erano chiuse").empty());
}

TEST_CASE("A first name that is a word is one after a title", "[person]") {
    CHECK(people("con la maestra Immacolata Trombini") == Names{"Immacolata Trombini"});
    CHECK(people("è arrivata la Stella Polare").empty());
}

TEST_CASE("Cars, shops, teams, groups and acronyms are nobody", "[person]") {
    for (const char* text :
         {"vendo Alfa Romeo Giulietta del 2015", "una Renault Clio blu e una Skoda Octavia",
          "La titolare: Parrucchieria Donatella", "ditta: Carrozzeria Marini Franco",
          "Pallavolo Martina batte Volley Silvia", "la signora Croce Rossa mi ha detto",
          "signora Amici della Musica, complimenti", "il direttore ATER non risponde",
          "l'agente SIAE è passato", "Il responsabile SUAP dice di no"}) {
        INFO(text);
        CHECK(people(text).empty());
    }
    CHECK(people("oggi Mercedes Bianchi è in lista") == Names{"Mercedes Bianchi"});
    CHECK(people("il commerciante Ferrari Mario chiude") == Names{"Ferrari Mario"});
    CHECK(people("il sindaco FERRI non risponde") == Names{"FERRI"});
    CHECK(people("la signora Conti del terzo piano") == Names{"Conti"});
}

TEST_CASE("Two surnames are found after the plural of a trade or an office", "[person]") {
    CHECK(people("i vigili Castaldelli e Salvioli mi hanno multato") ==
          Names{"Castaldelli", "Salvioli"});
    CHECK(people("le maestre Ferrandi e Colomberi sono brave") == Names{"Ferrandi", "Colomberi"});
    CHECK(people("gli assessori Gattinoni e Merlotti") == Names{"Gattinoni", "Merlotti"});
    CHECK(people("i consiglieri Lega e Forza Italia").empty());
    CHECK(people("i medici Ospedale e Consultorio").empty());
    CHECK(people("gli agenti Torino e Milano").empty());
}

TEST_CASE("A surname after a trade, a given name or quel is somebody's", "[person]") {
    CHECK(people("la caposala Ferretti e il casellante Bruni") == Names{"Ferretti", "Bruni"});
    CHECK(people("L'ex direttore della pesa, quel Corradini, insiste") == Names{"Corradini"});
    CHECK(people("Il mio nome è Tesfaye Bekele e lavoro in stalla") == Names{"Tesfaye Bekele"});
    CHECK(people("Oggi bevo quel Corradini d'annata").empty());
    CHECK(people("Il mio nome è sacro").empty());
    CHECK(people("Ho pagato quaranta euro e dal dottor Zivago fino al signor Hyde").empty());
    CHECK(people("la signora Quaranta Maria abita qui") == Names{"Quaranta Maria"});
}

TEST_CASE("Two unknown words are a name where it is said after them that they are", "[person]") {
    CHECK(people("Adaobi Okafor mi chiamo, ho mandato mail") == Names{"Adaobi Okafor"});
    CHECK(people("Xholtan Brigoveq, residente in via Roma") == Names{"Xholtan Brigoveq"});
    CHECK(people("Okafor Adaobi sono io") == Names{"Okafor Adaobi"});
    CHECK(people("Sono escluso in partenza? Wladimir Toso") == Names{"Wladimir Toso"});
    CHECK(people("Si ricorda il sig. Trombatore quando pagava?") == Names{"Trombatore"});
    CHECK(people("sequestrati in settimana otto monopattini truccati").empty());
    CHECK(people("Xholtan Brigoveq apre alle nove").empty());
    CHECK(people("Buon Natale mi chiamo fuori").empty());
}

TEST_CASE("Titles are read in the dialects, and their small words are no surnames", "[person]") {
    CHECK(people("u prufissuri Sciortino sinni va") == Names{"Sciortino"});
    CHECK(people("la sciura Colombo e la siora Zanin") == Names{"Colombo", "Zanin"});
    CHECK(people("par 'ndar dal dotor ghemo da far el giro").empty());
    CHECK(people("Sciur sindic, el mercaa").empty());
}

TEST_CASE("Between commas after a trade or a relative a word is a name", "[person]") {
    CHECK(people("quel falegname lì, Pezzutti, ha fatto le panchine") == Names{"Pezzutti"});
    CHECK(people("la maestra, Conti, è brava") == Names{"Conti"});
    CHECK(people("chiamate mio genero, Aldo Mare, che viene") == Names{"Aldo Mare"});
    CHECK(people("cerco la dirigente, la Sammartano, per iscritto") == Names{"Sammartano"});
    CHECK(people("abbiamo la macchina, la Ferrari, al salone").empty());
    CHECK(people("mia moglie si è candidata con i Verdi").empty());
    CHECK(people("visite a Villa Pallavicini-Corti ogni domenica").empty());
    CHECK(people("il parroco, Bologna, la domenica").empty());
    CHECK(people("il bidello, Natale, apre").empty());
    CHECK(people("chiamate mio genero Aldo Mare calmo oggi").empty());
}

TEST_CASE("A far office makes no name of the words after a preposition", "[person]") {
    CHECK(people("sul bando l'assessora parla di arredo urbano").empty());
    CHECK(people("L'assessore alla cultura Bianchi risponde") == Names{"Bianchi"});
}
