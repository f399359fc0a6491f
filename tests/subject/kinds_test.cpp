// tests/subject/kinds_test.cpp: kinds of look-alikes and of names, each with relatives and with
// what must not be taken for it.
#include "subject/tenure.hpp"
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;

using test::check;
using test::check_apart;
using test::Row;

TEST_CASE("Both ends of a time in office are read, however they are said", "[trace]") {
    const auto days = [](std::string_view text) {
        std::string out;
        for (const subject::Tenure& tenure : subject::tenures_in(text)) {
            out += (tenure.from ? format_date(*tenure.from) : "") + ".." +
                   (tenure.until ? format_date(*tenure.until) : "") + " ";
        }
        return out;
    };
    CHECK(days("assessora dal 1 dicembre 2025 al 31 maggio 2026") == "2025-12-01..2026-05-31 ");
    CHECK(days("sindaca dal 1° giugno 2019 al 9/6/2024") == "2019-06-01..2024-06-09 ");
    CHECK(days("da maggio 2020 a febbraio 2024") == "2020-05-01..2024-02-29 ");
    CHECK(days("consigliere dal 2019 al 2024, dal 2025") == "2019-01-01..2024-12-31 2025-01-01.. ");
    CHECK(days("assessore (2019-2024)") == "2019-01-01..2024-12-31 ");
    CHECK(days("in carica dal 3.5.2024") == "2024-05-03.. ");
    CHECK(days("fino al 15 ottobre 2024") == "..2024-10-15 ");
    CHECK(days("fino a ottobre 2024") == "..2024-10-31 ");
    CHECK(days("commissario nel 2021") == "2021-01-01..2021-12-31 ");
    CHECK(days("assessora all'ambiente, 3 figli").empty());
}

TEST_CASE("Before and after a time in office the subject is anybody", "[trace]") {
    const std::vector<Row> rows{{"Ada Fittizia", "Porto le torte", "", -1, "", "ada"},
                                {"Ugo Prova", "la torta di Ada Fittizia era buona", ""},
                                {"Ugo Prova", "brava Ada", "", 0}};
    const auto all = [&rows](const std::string& occupation, const std::string& expected) {
        INFO(occupation);
        std::vector<Row> asked = rows;
        for (Row& row : asked) {
            row.expected = expected;
        }
        check(R"({"name":"Ada Fittizia","handles":["ada"],"occupation":")" + occupation + "\"}",
              asked);
    };
    // The records are of March 2025.
    all("cuoca; assessora dal 1 aprile 2025 al 31 maggio 2026", "certain");
    all("cuoca; assessora da maggio 2020 a febbraio 2025", "certain");
    all("cuoca; assessora dal 2019 al 2024", "certain");
    all("cuoca; assessora dal 1 marzo 2025", "review");
    all("cuoca; assessora dal 2019 al 2025", "review");
    all("cuoca; assessora, in carica dal 2 gennaio 2025 al 30 giugno 2025", "review");
    all("cuoca; assessora fino al 30 giugno 2025", "review");
    all("assessora (2019-2021), cuoca dal 2022", "certain");
}

TEST_CASE("Who leaves something to the citizens' councillor does not speak as one", "[trace]") {
    check_apart(R"({"name":"Ada Fittizia","handles":["ada"]})",
                {"Ada Fittizia", "Io cucino", "certain", -1, "", "ada"},
                {{"Ada Fittizia", "Il resto va al vostro assessore", "certain", -1, "", "ada"},
                 {"Ada Fittizia", "La colpa è della vostra sindaca", "certain", -1, "", "ada"},
                 {"Ada Fittizia", "Chiedete dal vostro consigliere", "certain", -1, "", "ada"},
                 {"Ada Fittizia", "Scrivo da vostra assessora", "review", -1, "", "ada"},
                 {"Ada Fittizia", "Sono stata la vostra assessora", "review", -1, "", "ada"}});
}

TEST_CASE("Another trade said right after the full name is a namesake's", "[trace]") {
    const std::string subject =
        R"({"name":"Ado Fittizi","handles":["facebook:ado"],"occupation":"panettiere"})";
    const auto apart = [&subject](const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            test::check_threads(subject,
                                {{"u", {"Ado Fittizi", "Altrove", "review", -1, "altro", "altro"}},
                                 {"t", {"Ado Fittizi", "Ho sfornato", "certain", -1, "ado", "ado"}},
                                 {"t", row}});
        }
    };
    apart({{"Ugo Prova", "il pane lo fa Ado Fittizi", "certain"},
           {"Ugo Prova", "c'era Ado Fittizi, il bagnino della spiaggia", "excluded"},
           {"Ugo Prova", "aspetto da un mese Ado Fittizi, l'agronomo, per l'ulivo", "excluded"},
           {"Ugo Prova", "il regolamento lo chiederei ad Ado Fittizi, è avvocato", "excluded"},
           {"Ugo Prova", "Ado Fittizi suona bene, fa il violinista", "excluded"},
           {"Ugo Prova", "scusate, ma Ado Fittizi non era quello dei tappeti?", "review"},
           {"Ugo Prova", "Ado Fittizi, il panettiere, ha chiuso", "certain"},
           {"Ugo Prova", "Ado Fittizi ha il forno caldo, è panettiere", "certain"},
           {"Ugo Prova", "Ado Fittizi, il migliore, e il sindaco", "certain"},
           {"Ugo Prova", "Ado Fittizi non è avvocato", "certain"}});
    apart({{"Ugo Prova", "Fittizi, l'agronomo, è in ritardo", "review"},
           {"Ugo Prova", "Fittizi, il fornaio, è in ritardo", "certain"},
           {"Ugo Prova", "Ado, il violinista, è in ritardo", "review"}});
    // Somebody else of that name was spoken of here: a bare name asks which.
    test::check_threads(subject,
                        {{"u", {"Ado Fittizi", "Altrove", "review", -1, "altro", "altro"}},
                         {"t", {"Comune", "Forni aperti", "-"}},
                         {"t", {"Ado Fittizi", "Ho sfornato", "certain", 1, "ado", "ado"}},
                         {"t", {"Ugo Prova", "e Ado Fittizi, il bagnino?", "excluded", 1}},
                         {"t", {"Ida Prova", "insomma Ado Fittizi è ovunque", "review", 1}}});
}

TEST_CASE("Of two of one name, what the writer adds next says which", "[trace]") {
    const std::string subject =
        R"({"name":"Ada Fittizia","handles":["facebook:ada"],"address":"via Prova 16",
            "occupation":"sarta"})";
    const test::ThreadRow namesake{"u", {"Ada Fittizia", "Io no", "review", -1, "altra", "altra"}};
    const test::ThreadRow own{"v", {"Ada Fittizia", "Io cucio", "certain", -1, "ada", "ada"}};
    const auto apart = [&](const std::vector<Row>& rows) {
        std::vector<test::ThreadRow> all{namesake, own};
        for (const Row& row : rows) {
            all.push_back({"t", row});
        }
        test::check_threads(subject, all);
    };
    apart({{"Ugo Prova", "chi fa gli orli? Ada Fittizia risponde?", "certain"},
           {"Ugo Prova", "ma è la sarta, la conoscono tutti", ""}});
    apart({{"Ugo Prova", "chi fa gli orli? Ada Fittizia risponde?", "review"},
           {"Ugo Prova", "ma è la postina, la conoscono tutti", ""}});
    apart({{"Ugo Prova", "chi fa gli orli? Ada Fittizia risponde?", "review"},
           {"Ida Prova", "ma è la sarta che lo dice", ""}});
    // Who is only in the same conversation may be contrasted with the one who is meant.
    apart({{"Ugo Prova", "via Prova 16 è al buio", "certain"},
           {"Ida Prova", "Ada Fittizia invece dice di no", "review"}});
    // The trade said of a pronoun proves the account.
    const auto proves = [](const std::string& text, const std::string& expected) {
        INFO(text);
        test::check_threads(R"({"name":"Ada Fittizia","occupation":"sarta"})",
                            {{"u", {"Ada Fittizia", "Io no", "review", -1, "altra", "altra"}},
                             {"t", {"Ada Fittizia", text, expected, -1, "terza", "terza"}}});
    };
    proves("parlate con me, la sarta, ho stoffe", "certain");
    proves("io, la sarta, non ne so niente", "certain");
    proves("chiedete a me, vostra sarta", "certain");
    proves("parlate con me, la postina", "review");
    proves("parlate con lei, la sarta", "review");
}

TEST_CASE("Ships, busts, schools and likenesses of a full name are not the neighbour", "[trace]") {
    const std::string subject = R"({"name":"Ado Fittizi"})";
    for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
             {"la motonave Ado Fittizi affondò", "excluded"},
             {"sul traghetto Ado Fittizi si mangia male", "excluded"},
             {"il peschereccio di Ado Fittizi è tornato", "certain"},
             {"all'istituto nautico Ado Fittizi esce mio figlio", "excluded"},
             {"il liceo scientifico statale Ado Fittizi è chiuso", "excluded"},
             {"il busto di Ado Fittizi è sporco", "excluded"},
             {"chi ha rotto la lapide di Ado Fittizi?", "excluded"},
             {"l'Ado Fittizi dei nostri giorni", "review"},
             {"ecco un novello Ado Fittizi", "review"},
             {"il Ado Fittizi di via Prova è simpatico", "certain"}}) {
        check(subject, {{"Ugo Prova", text, expected}});
    }
    // A post about the street of that name, where the person has no part.
    const std::string post = "Asfaltatura di via Ado Fittizi da lunedì";
    check(subject,
          {{"Comune", post, "excluded"}, {"Ugo Prova", "Ado Fittizi non meritava", "review"}});
    check(subject, {{"Comune", post, "excluded"},
                    {"Ado Fittizi", "Proprio davanti a casa mia", "certain"},
                    {"Ugo Prova", "Ado Fittizi monta le gomme", "certain"},
                    {"Ugo Prova", "l'ammiraglio Ado Fittizi avrebbe virato", "review"}});
    check(subject, {{"Comune", "Asfaltatura di via Prova", "-"},
                    {"Ugo Prova", "Ado Fittizi monta le gomme", "certain"}});
}

TEST_CASE("A town, a country, a boarding house are not the neighbour of that name", "[trace]") {
    const Row here{"Marta Costa", "Io vengo", "certain"};
    check_apart(R"({"name":"Marta Costa"})", here,
                {{"Ugo Prova", "siamo andati a Costa al mare", "review"},
                 {"Ugo Prova", "mio cugino abita a Costa", "review"},
                 {"Ugo Prova", "ho lavorato in Costa d'Avorio", "excluded"},
                 {"Ugo Prova", "in Costa di Sopra nevica", "excluded"},
                 {"Ugo Prova", "chiedete a Costa quanto paga", "certain"},
                 {"Ugo Prova", "il premio è andato a Costa", "certain"},
                 {"Ugo Prova", "siamo andati da Costa a ritirarlo", "certain"},
                 {"Ugo Prova", "lo sa Costa della Pro Loco", "certain"}});
    check_apart(R"({"name":"Rosa Fittizia"})", {"Rosa Fittizia", "Io vengo", "certain"},
                {{"Ugo Prova", "quella della pensione Rosa affitta d'estate", "excluded"},
                 {"Ugo Prova", "ai bagni Rosa si sta bene", "excluded"},
                 {"Ugo Prova", "il lido Rosa ha chiuso", "excluded"},
                 {"Ugo Prova", "finalmente in pensione Rosa si riposa", "certain"},
                 {"Ugo Prova", "la pensione di Rosa è bassa", "certain"}});
    check_apart(R"({"name":"Ettore Fittizi","aliases":["Sansone"]})",
                {"Ettore Fittizi", "Io vengo", "certain"},
                {{"Ugo Prova", "ho visto un vecchio film di Sansone", "review"},
                 {"Ugo Prova", "il cartone con Sansone fa ridere", "review"}});
}

TEST_CASE("A first name that is a word of its sentence is nobody", "[trace]") {
    check_apart(R"({"name":"Allegra Fittizia"})", {"Allegra Fittizia", "Io vengo", "certain"},
                {{"Ugo Prova", "musica allegra in sala lettura? per favore no", "no"},
                 {"Ugo Prova", "che bella compagnia allegra", "no"},
                 {"Ugo Prova", "ha ragione allegra", "certain"},
                 {"Ugo Prova", "brava allegra", "certain"}});
    check_apart(R"({"name":"Guido Fittizi"})", {"Guido Fittizi", "Io vengo", "certain"},
                {{"Ugo Prova", "guido io il pulmino quel giorno", "no"},
                 {"Ugo Prova", "di notte non guido volentieri", "no"},
                 {"Ugo Prova", "se piove guido il furgone", "no"},
                 {"Ugo Prova", "ha ragione guido", "certain"},
                 {"Ugo Prova", "guido ha sempre ragione", "certain"}});
    check_apart(R"({"name":"Onorato Fittizi"})", {"Onorato Fittizi", "Io vengo", "certain"},
                {{"Ugo Prova", "mia nonna ha onorato i caduti", "no"},
                 {"Ugo Prova", "mi avete veramente onorato", "no"},
                 {"Ugo Prova", "il patto va onorato, lo avete onorato?", "no"},
                 {"Ugo Prova", "lo dice onorato e ha ragione", "certain"}});
    check_apart(R"({"name":"Gioia Serra"})", {"Gioia Serra", "Io vengo", "certain"},
                {{"Ugo Prova", "in elenco leggo «Serra floreale», un refuso", "no"},
                 {"Ugo Prova", "hanno scritto \"Serra chiusa\" sul cartello", "no"},
                 {"Ugo Prova", "lo dice anche Serra", "certain"}});
}

TEST_CASE("Two ordinary words, both small, are the full name where only a name can stand",
          "[trace]") {
    check_apart(R"({"name":"Gioia Serra"})", {"Gioia Serra", "Io vengo", "certain"},
                {{"Ugo Prova", "gioia serra ha la voce bella", "certain"},
                 {"Ugo Prova", "e per me gioia serra, le sue magliette le disegna lei", "certain"},
                 {"Ugo Prova", "dico solo gioia serra e chi la conosce capisce", "certain"},
                 {"Ugo Prova", "che gioia serra i denti", "!certain"},
                 {"Ugo Prova", "la gioia serra il cuore", "!certain"}});
    check_apart(R"({"name":"Rosa Bianchi"})", {"Rosa Bianchi", "Io vengo", "certain"},
                {{"Ugo Prova", "una rosa bianchi petali", "!certain"}});
}

TEST_CASE("What the subject says to have always been called is learned", "[trace]") {
    for (const auto* text :
         {"Sulle piste mi hanno sempre chiamato Saetta, vi aspetto", "Per tutti sono Saetta",
          "Da ragazzo ero Saetta e correvo", "Io sono per tutti Saetta"}) {
        INFO(text);
        check(R"({"name":"Ado Fittizi"})", {{"Ado Fittizi", text, "certain"},
                                            {"Ugo Prova", "Saetta, ci sei domani?", "certain", 0}});
    }
    for (const auto* text : {"Mi hanno chiamato Saetta e Fulmine per il torneo di ieri",
                             "Per tutti è Saetta il cavallo", "Da ragazzo correvo con Saetta"}) {
        INFO(text);
        Row other{"Ugo Prova", "Lampo, ci sei domani?", "!certain", 0};
        check(R"({"name":"Ado Fittizi"})", {{"Ado Fittizi", text, "certain"}, other});
    }
}

TEST_CASE("What is said to the subject's face is not of another generation", "[trace]") {
    const std::string subject =
        R"({"name":"Ado Fittizi","handles":["facebook:padre"],
            "relatives":[{"relation":"figlio","name":"Ado Fittizi"}]})";
    check_apart(subject, {"Ado Fittizi", "Ho la sua bolletta", "certain", -1, "padre", "padre"},
                {{"Ugo Prova", "Ado così impari a dare al figlio il tuo nome", "certain", 0},
                 {"Ugo Prova", "Ado hai visto tuo figlio?", "certain", 0},
                 {"Ugo Prova", "Ado, il figlio, ha ragione", "excluded", 0},
                 {"Ugo Prova", "il figlio Ado ha ragione", "excluded", 0}});
}

TEST_CASE("Who offers what is theirs and says where to write owns the address", "[trace]") {
    const std::string subject = R"({"name":"Ada Fittizia","emails":["ada@posta.example"]})";
    const auto proves = [&subject](const std::string& text, const std::string& expected) {
        INFO(text);
        test::check_threads(subject, {{"t", {"punto croce", text, "certain"}},
                                      {"u", {"punto croce", "che belle mani", expected}}});
    };
    proves("io regalo i gomitoli, mail ada@posta.example", "certain");
    proves("i miei semi li spedisco, scrivete a ada@posta.example", "certain");
    proves("la mia torta ve la mando su ada@posta.example", "certain");
    proves("mia zia regala i gomitoli, mail ada@posta.example", "no");
    proves("regala i gomitoli, scrivete a ada@posta.example", "no");
    proves("io ho scritto a ada@posta.example", "no");
}

TEST_CASE("A name of two short words is no particle and a surname", "[trace]") {
    check(R"({"name":"Li Wei"})", {{"Li Wei", "ravioli anche domenica", "certain"},
                                   {"Ugo Prova", "Li Wei salva la cena", "certain", 0},
                                   {"Ugo Prova", "Wei tienine da parte sei", "certain", 0},
                                   {"Ugo Prova", "Li ho visti ieri, i ravioli", "!certain", 0}});
    check(R"({"name":"Ada Li Causi"})", {{"Ugo Prova", "la signora Li Causi", "review"},
                                         {"Ugo Prova", "Licausi Ada è qui", "certain"}});
}

TEST_CASE("Both surnames tell from who has one of them", "[trace]") {
    test::check_threads(
        R"({"name":"Elda De Fittizi Provini","handles":["facebook:elda"]})",
        {{"1", {"Elda De Fittizi Provini", "Io ci sono", "certain", -1, "elda", "1"}},
         {"2", {"Elda De Fittizi", "Io no", "review", -1, "altra", "2"}},
         {"3", {"Ugo Prova", "Elda de Fittizi-Provini ha vinto", "certain"}},
         {"4", {"Ugo Prova", "Elda De Fittizi ha vinto", "review"}}});
}

TEST_CASE(
    "Ordinary words: an article or a number makes a thing of one, a title or a pronoun a name",
    "[trace]") {
    test::check_apart(
        R"({"name":"Teresa Dogana"})",
        {"Teresa Dogana", "COME SI PRENDE L'APPUNTAMENTO", "certain"},
        {{"Ugo Prova", "signora dogana il tasto delle maiuscole è a sinistra", "certain", 0},
         {"Ugo Prova", "Dogana mi hai fatto piangere", "certain", 0},
         {"Ugo Prova", "Dogana chiusa da anni", "review", 0},
         {"Ugo Prova", "una dogana di carta", "no"},
         {"Ugo Prova", "ogni dogana ha il suo cane", "no"}});
}

TEST_CASE("A trade after the bare name, an article of the other sex and praise", "[trace]") {
    test::check_apart(R"({"name":"Ermes Spadorini","occupation":"elettricista"})",
                      {"Ermes Spadorini", "Io porto le sedie", "certain"},
                      {{"Ugo Prova", "nipote di Ermes Spadorini portiere, il nonno", "review"},
                       {"Ugo Prova", "lo Spadorini poeta l'ho conosciuto", "review"},
                       {"Ugo Prova", "la Ermes Spadorini è la mia vecchia scuola", "review"},
                       {"Ugo Prova", "santo Ermes", "certain", 0},
                       {"Ugo Prova", "io voto Ermes Spadorini presidente", "certain"}});
}

TEST_CASE("Rule 8: who answers a post that names them in office was in office", "[trace]") {
    const std::string subject = R"({"name":"Danilo Spadorini"})";
    const Row post{"Comune", "L'assessore allo sport Danilo Spadorini incontra le società", ""};
    check(subject, {{"Comune", post.text, "review"},
                    {"Danilo Spadorini", "Vi aspetto con il caffè", "review", 0},
                    {"Ugo Prova", "l'assessore Spadorini venga in palestra", "review", 0}});
    // Nobody who says to be another, and nobody whose trade is another.
    check(subject, {{"Comune", post.text, "excluded"},
                    {"Danilo Spadorini", "Non sono io, è un omonimo", "certain", 0}});
    check(R"({"name":"Danilo Spadorini","occupation":"fornaio"})",
          {{"Comune", post.text, "excluded"},
           {"Danilo Spadorini", "Ci vengo anch'io", "certain", 0}});
}

TEST_CASE("A byword between first name and surname is part of the name", "[trace]") {
    test::check_apart(R"({"name":"Giuseppe Torlofanti","aliases":["il Moro"]})",
                      {"Ugo Prova", "il treno era in ritardo", ""},
                      {{"Ada Prova", "Giuseppe \"Pino\" Torlofanti ha vinto", "certain"},
                       {"Ada Prova", "Giuseppe (Pino) Torlofanti ha vinto", "certain"},
                       {"Ada Prova", "Giuseppe «il Moro» Torlofanti ha vinto", "certain"},
                       {"Ada Prova", "Giuseppe detto il Moro Torlofanti ha vinto", "certain"},
                       {"Ada Prova", "Giuseppe ha detto (piano) Torlofanti", "!certain"},
                       {"Ada Prova", "Ludovico il Moro", "no"}});
}

TEST_CASE("An account that says another trade or another age is a namesake's", "[trace]") {
    const std::string subject =
        R"({"name":"Berto Fittizi","handles":["facebook:berto"],"occupation":"vivaista",
            "birth_date":"1958-03-17"})";
    const auto says = [&](const std::string& text, const std::string& handle,
                          const std::string& expected) {
        test::check_threads(subject,
                            {{"1", {"Berto Fittizi", text, expected, -1, handle, "altro"}}});
    };
    says("Io suono", "altro", "review");
    says("Da geometra dico che regge", "altro", "excluded");
    says("Parola di geometra, regge", "altro", "excluded");
    says("Faccio il geometra", "altro", "excluded");
    says("Non faccio il geometra", "altro", "review");
    says("Parola di vivaista, cresce", "altro", "review"); // speaks for the subject
    says("Io suono", "geom.fittizi", "excluded");
    says("ho 20 anni e suono", "altro", "excluded");
}

TEST_CASE("Of two with one name, a trade says nothing against who gave none", "[trace]") {
    const Row namesake{"Berto Fittizi", "Io suono", "review", -1, "altro", "altro"};
    test::check_apart(R"({"name":"Berto Fittizi","handles":["facebook:berto"]})", namesake,
                      {{"Ugo Prova", "il sarto Berto Fittizi cuce bene", "review"}});
    test::check_apart(
        R"({"name":"Berto Fittizi","handles":["facebook:berto"],"occupation":"vivaista"})",
        namesake, {{"Ugo Prova", "il sarto Berto Fittizi cuce bene", "excluded"}});
}
