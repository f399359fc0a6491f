// tests/subject/told_test.cpp: who is meant, told by what they do, by whom they write to, by the
// account that writes, and by other spellings.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace oblio;

TEST_CASE("What somebody does, with what or where tells one of two", "[trace]") {
    const auto told = [](const std::string& trade, const std::string& text,
                         const std::string& expected) {
        INFO(trade << ": " << text);
        test::check_threads(R"({"name":"Ado Fittizi","handles":["facebook:ado"],"occupation":")" +
                                trade + "\"}",
                            {{"u", {"Ado Fittizi", "Altrove", "review", -1, "altro", "altro"}},
                             {"t", {"Ugo Prova", text, expected}}});
    };
    told("imbianchino", "l'Ado Fittizi che dà il bianco ai muri ha finito", "certain");
    told("imbianchino", "cerco Ado Fittizi che fa i lavori di pittura", "certain");
    told("imbianchino", "ma quello che imbiancava il palco era un Fittizi?", "certain");
    told("receptionist", "thanks to Ado Fittizi at reception", "certain");
    told("receptionist", "Herr Fittizi an der Rezeption war nett", "certain");
    told("elettrauto", "quello che mette le gomme si chiama Ado Fittizi", "certain");
    told("elettricista", "il numero del Fittizi? quello dei quadri", "certain");
    told("fornaio", "Ado Fittizi, quello che sforna di notte, è bravo", "certain");
    told("infermiera", "Ado Fittizi che fa le iniezioni a domicilio", "certain");
    // Somebody else's deeds, none, or those of another trade.
    told("imbianchino", "Ado Fittizi che aggiusta i tubi", "!certain");
    told("imbianchino", "Ado Fittizi che non imbianca mai", "!certain");
    told("elettricista", "i quadri di Ado Fittizi sono appesi", "!certain");
    told("elettrauto", "quello che mette le gomme conosce Ado Fittizi", "!certain");
    told("imbianchino", "il figlio di Ado Fittizi che dà il bianco", "!certain");
    told("receptionist", "thanks to Ado Fittizi at the station", "!certain");
}

TEST_CASE("An account of the name with another business in its handle is a namesake's", "[trace]") {
    const auto account = [](const std::string& handle, const std::string& expected) {
        INFO(handle);
        test::Town town;
        town.say("1", "Ado Fittizi", "restiamo aperti il 14");
        town.last().author = {"x1", "Ado Fittizi", handle};
        town.say("1", "Ugo Prova", "Ado tienimi due chili", 0);
        town.say("2", "Ugo Prova", "Ado Fittizi mi ha tagliato la strada");
        const Trace trace = town.trace(
            R"({"name":"Ado Fittizi","handles":["instagram:ado"],"occupation":"cuoco"})");
        CHECK(test::verdict(trace, 0) == expected);
        CHECK(test::verdict(trace, 1) == expected);
        CHECK(test::verdict(trace, 2) == (expected == "excluded" ? "review" : "certain"));
    };
    account("macelleria.fittizi", "excluded");
    account("fittizi_idraulico", "excluded");
    account("farmacia.ado.fittizi", "excluded");
    account("ado.fittizi.avv", "excluded");
    account("ado.fittizi.fiori", "review"); // or a hobby
    account("ado.fittizi", "certain");
    account("cuoco.fittizi", "certain");
    account("trattoria.ado", "certain");
}

TEST_CASE("The subject's own trade tells the full name from a longer one that holds it",
          "[trace]") {
    test::Town town;
    town.say("1", "Ada Prova Polizia Locale", "sabato divieto di sosta");
    town.say("2", "Ugo Finti", "i biscotti di Ada Prova la fornaia sono i migliori");
    town.say("3", "Ugo Finti", "Ada Prova mi ha fatto la multa");
    const Trace trace = town.trace(R"({"name":"Ada Prova","occupation":"fornaia"})");
    CHECK(test::verdict(trace, 1) == "certain");
    CHECK(test::verdict(trace, 2) != "certain");
}

TEST_CASE("A rank before the full name is a trade that may not be the subject's", "[trace]") {
    test::Town town;
    town.say("1", "Ugo Prova", "Riferimento: agente Ado Fittizi.");
    town.say("2", "Ugo Prova", "Riferimento: Ado Fittizi.");
    const Trace other = town.trace(R"({"name":"Ado Fittizi","occupation":"ferroviere"})");
    CHECK(test::verdict(other, 0) != "certain");
    const Trace own = town.trace(R"({"name":"Ado Fittizi","occupation":"agente di polizia"})");
    CHECK(test::verdict(own, 0) == "certain");
}

TEST_CASE("Whoever bears the subject's name may name the subject", "[trace]") {
    // By a name that they do not bear, and that nobody else does.
    const std::string alias = R"({"name":"Ada Fittizia","aliases":["Ada Prova"],
        "handles":["facebook:ada"],"fiscal_code":"FTTDAA52C49M987F"})";
    test::Town town;
    town.say("1", "Ada Fittizia", "la tessera è della signora Ada Prova. Io sono FTTDAA75S42M987I");
    town.last().author = {"p", "Ada Fittizia", "prof.ada"};
    town.say("2", "Ugo Vero", "ADA IN PROVA HA IL TELEFONO STACCATO");
    town.say("3", "Ugo Vero", "ieri c'era Ada Fittizia");
    const Trace trace = town.trace(alias);
    CHECK(test::verdict(trace, 1) == "certain");
    CHECK(test::verdict(trace, 2) == "review");

    test::check(alias, {{"Ugo Vero", "cerco Ada Prova, nata Fittizia", "certain"},
                        {"Ugo Vero", "Ada Prova, nata Verdini, canta", "certain"},
                        {"Ugo Vero", "è nata Fittizia Nuova, la lista", "!certain"}});

    // A father of the same name, to and of the son.
    const std::string son = R"({"name":"Ado Fittizi","handles":["facebook:ado"],
        "occupation":"panettiere","relatives":[{"relation":"padre","name":"Ado Fittizi"}]})";
    test::check_threads(
        son, {{"1", {"Ado Fittizi", "Ho il pane da sfornare", "certain", -1, "ado", "ado"}},
              {"1", {"Ado Fittizi", "Ado sei tu che hai voluto il forno", "certain", 0, "v", "v"}},
              {"2", {"Ado Fittizi", "il forno è di mio figlio Ado", "certain", -1, "v", "v"}},
              {"3", {"Ado Fittizi", "sono Ado, il pensionato", "no", -1, "v", "v"}},
              {"4", {"Ugo Prova", "è di mio figlio Ado", "review", -1, "u", "u"}}});
}

TEST_CASE("Where somebody wants to be written to is theirs", "[trace]") {
    const auto wants = [](const std::string& text, const std::string& expected) {
        INFO(text);
        test::Town town;
        town.say("1", "Zizzi", text);
        town.say("2", "Zizzi", "ci vediamo alla fontana");
        const Trace trace = town.trace(
            R"({"name":"Ado Fittizi","emails":["ado.f@posta.example"],"phones":["316 555 0101"]})");
        CHECK(test::verdict(trace, 0) == "certain");
        CHECK(test::verdict(trace, 1) == expected);
    };
    wants("cerco un passaggio, mi scrivete a ado.f@posta.example?", "certain");
    wants("Mandate il bando a ado.f@posta.example grazie", "certain");
    wants("I fiori del palco sono miei, se vi piacciono: 316 555 0101", "certain");
    wants("mi chiami al 316 555 0101 dopo cena", "certain");
    wants("mandate le foto a ado.f@posta.example grazie", "-");
    wants("scrivete a ado.f@posta.example", "-");
    wants("per chi vuole il copione: ado.f@posta.example", "-");
    wants("non sono miei, chiedete al 316 555 0101", "-");
}

TEST_CASE("A handle without its marks, a byword explained and two spellings of Gian", "[trace]") {
    const std::string ado = R"({"name":"Ado Fittizi","handles":["facebook:ado_fittizi"]})";
    test::check(ado, {{"Ugo Prova", "adofittizi fai ricorso!!", "certain"},
                      {"Ugo Prova", "scrivi a adofittizi@posta.example", "!certain"}});
    test::check(R"({"name":"Zelda Quarto","handles":["facebook:ado.f"]})",
                {{"Ugo Prova", "adof fai ricorso", "no"}});
    test::check_threads(
        R"({"name":"Ado Fittizi","handles":["ado"]})",
        {{"1", {"Ugo Prova", "io col Barba, cioè Ado Fittizi, non gioco più", "certain"}},
         {"1", {"Ado Fittizi", "Non guardi le carte", "certain", 0, "ado", "ado"}},
         {"1", {"Ugo Prova", "Barba la prossima volta bendati", "certain", 1}},
         {"2", {"Ugo Prova", "mi sono fatto la barba", "no"}}});
    test::check(R"({"name":"Gianpiero Della Torre","handles":["facebook:gp"]})",
                {{"Ugo Prova", "si chiama Dellatorre Giampiero", "certain"},
                 {"Ugo Prova", "ho visto Giampiero Della Torre", "certain"},
                 {"Ugo Prova", "ho visto Giampaolo Della Torre", "!certain"}});
}

TEST_CASE(
    "Short forms that are words call the subject in an answer; a second surname alone is asked",
    "[trace]") {
    test::check(R"({"name":"Mattia Fittizi","handles":["ma"]})",
                {{"Mattia Fittizi", "Merito del mister", "certain", -1, "ma", "ma"},
                 {"Ugo Prova", "matti sei un fenomeno", "certain", 0},
                 {"Ugo Prova", "siete tutti matti", "no", 0}});
    test::check(R"({"name":"Nico D'Adda","handles":["ni"]})",
                {{"Nico D'Adda", "Secondo posto", "certain", -1, "ni", "ni"},
                 {"Ugo Prova", "il bagnino arriva secondo ahahah D'adda ritirati", "certain", 0}});
    test::check_apart(R"({"name":"Ada Fittizia Rossini","handles":["ada"]})",
                      {"Ada Fittizia Rossini", "Ho tre figli", "certain", -1, "ada", "ada"},
                      {{"Ugo Prova", "pane e Rossini, ai miei tempi", "review"},
                       {"Ugo Prova", "la Fittizia Rossini ha ragione", "certain"},
                       {"Ugo Prova", "Fittizia non sa di che parla", "certain"},
                       {"Ugo Prova", "Rossini sei sempre tu", "certain", 0}});
}

TEST_CASE("Who has spoken as an official is asked where others speak to the office", "[trace]") {
    test::check_threads(
        R"({"name":"Ada Fittizia","handles":["ada"],"occupation":"guida"})",
        {{"1", {"Ada Fittizia", "Da assessora sono orgogliosa", "review", -1, "ada", "ada"}},
         {"1", {"Ugo Prova", "Assessora Fittizia, e il parcheggio?", "review", 0}},
         {"1", {"Ada Fittizia", "La navetta parte ogni ora", "review", 1, "ada", "ada"}},
         {"2", {"Comune", "Grazie all'assessora uscente Ada Fittizia", "review"}},
         {"2", {"Ada Fittizia", "È stato un onore", "review", 3, "ada", "ada"}},
         {"2", {"Ugo Prova", "La Fittizia ha lasciato il buco", "review", 4}},
         {"3", {"Ada Fittizia", "Vi accompagno io in villa", "certain", -1, "ada", "ada"}},
         {"3", {"Ugo Prova", "Brava Ada", "certain", 6}}});
}

TEST_CASE("A surname that is a word is somebody where only a person acts, and where one is told",
          "[trace]") {
    test::check_apart(R"({"name":"Walter Lago","handles":["wa"]})",
                      {"Walter Lago", "Viene giù solo a fare le multe", "certain", -1, "wa", "wa"},
                      {{"Ugo Prova", "Lago ha ragione, lui con le reti ci mangia", "certain"},
                       {"Ugo Prova", "Lago dice sempre così", "certain"},
                       {"Ugo Prova", "Lago esagera", "certain"},
                       {"Ugo Prova", "Lago allora portaci in barca", "certain"},
                       {"Ugo Prova", "Lago in piena, attenti", "!certain"},
                       {"Ugo Prova", "Lago ha raggiunto il molo", "!certain"},
                       {"Ugo Prova", "Lago allora agitato stanotte", "!certain"},
                       {"Ugo Prova", "il lago ha ragione", "!certain"}});
}

TEST_CASE("Labels, quoted words of who says who they are, and names made with an initial",
          "[trace]") {
    test::check(R"({"name":"Ada Fittizia","phones":["0738 661420"]})",
                {{"Ugo Prova", "COGNOME: Fittizia\nNOME: Ada\nTEL: 0738.66.14.20", "certain"}});
    test::Town town;
    town.say("1", "Ugo Prova",
             "Inoltro: \"Salve, sono Ada Fittizia, il banco resta chiuso per "
             "lutto\". Potete avvisare voi?");
    const Trace trace = town.trace(R"({"name":"Ada Fittizia"})");
    REQUIRE(trace.certain.size() == 1);
    const auto& spans = trace.certain.front().spans;
    CHECK(std::any_of(spans.begin(), spans.end(), [](const MentionSpan& span) {
        return to_index(span.where.end()) - to_index(span.where.begin()) > 50;
    }));
    test::check_threads(
        R"({"name":"Carlotta Fittizi","emails":["c.f@posta.example"],"occupation":"receptionist"})",
        {{"1", {"carlottaf", "per chi vuole il copione: c.f@posta.example", "certain"}},
         {"1", {"carlottaf", "l'anno prossimo lo rifacciamo", "certain"}},
         {"2", {"Ugo Vero", "Frau Fittizi an der Rezeption hat uns geholfen", "certain"}},
         {"2", {"Hotel", "Danke! Carlotta ringrazia", "certain", 2}},
         {"3", {"Ugo Prova", "Carlotta ringrazia", "review"}}});
}
