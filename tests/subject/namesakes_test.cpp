// tests/subject/namesakes_test.cpp: somebody else bears the subject's name, and how that is told.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace oblio;

namespace {

const std::string ada =
    R"({"name":"Ada Fittizia","handles":["facebook:ada"],"occupation":"sarta",
        "birth_date":"1970-05-02"})";

} // namespace

TEST_CASE("Who gives the full name as theirs with another trade or birth is a namesake",
          "[trace]") {
    const auto account = [](const std::string& display, const std::string& text,
                            const std::string& expected) {
        INFO(text);
        test::Town town;
        town.say("p", display, text);
        town.last().platform = "instagram";
        town.last().author = {"i1", display, std::nullopt};
        CHECK(test::verdict(town.trace(ada), 0) == expected);
    };
    account("Ada Fittizia", "Buongiorno, chiedo il pass", "certain");
    account("Ada Fittizia", "Chiedo il pass. Ada Fittizia, infermiera, vico Prova 2", "excluded");
    account("Ada Fittizia", "sono Ada Fittizia di Vincenzo, l'elettricista del rione", "excluded");
    account("Ada Fittizia", "serve un certificato. Ada Fittizia, nata il 6/10/2003", "excluded");
    account("Ada Fittizia", "Sono Ada Fittizia, classe 1999", "excluded");
    account("Ada Fittizia", "Mi chiamo Ada Fittizia, sono nata a Finta (FI) nel 1988", "excluded");
    account("Dina Fittizia", "Ada Fittizia, infermiera, chiede il pass", "excluded");
    // What agrees with the file, and what is said of others, speaks for the subject.
    account("Ada Fittizia", "Ada Fittizia, nata il 2/5/1970, chiede un certificato", "certain");
    account("Ada Fittizia", "Sono Ada Fittizia, sarta, chiedo il pass", "certain");
    account("Ada Fittizia", "Sono Ada Fittizia, ho chiamato l'idraulico due volte", "certain");
    // Another trade in passing: asked.
    account("Ada Fittizia", "Io faccio la fornaia e mi alzo alle tre", "review");
}

TEST_CASE("Where a namesake is told, a bare full name asks which", "[trace]") {
    // Of the subject's own records, or of an account of the name.
    const auto told = [](const std::string& text, const std::string& expected) {
        INFO(text);
        test::check_threads(ada, {{"1", {"Ada Fittizia", text, "certain", -1, "ada", "ada"}},
                                  {"2", {"Ugo Prova", "ieri c'era Ada Fittizia", expected}}});
    };
    told("cucio e basta", "certain");
    told("la mensa è della mia omonima", "review");
    told("mia cugina ha nome e cognome uguale", "review");
    told("la nonna si chiama come me", "review");
    told("ho lo stesso nome della zia, non confondeteci", "review");
    told("la posta è della quasi omonima del terzo piano", "certain");
    told("festa nella frazione omonima", "certain");
    told("ha chiamato come matta", "certain");
}

TEST_CASE("To whom the office gives another trade is another of the name", "[trace]") {
    const auto office = [](const std::string& text, const std::string& expected,
                           const std::string& then) {
        INFO(text);
        test::Town town;
        town.say("1", "Comune", text);
        town.last().author_role = "channel";
        town.say("2", "Ugo Prova", "ho visto Ada Fittizia al bar");
        const Trace trace = town.trace(ada);
        CHECK(test::verdict(trace, 0) == expected);
        CHECK(test::verdict(trace, 1) == then);
    };
    office("Segnalate alla Polizia locale, ispettore Ada Fittizia", "excluded", "review");
    office("Canta in piazza la cantante Ada Fittizia", "excluded", "review");
    office("Costumi della sarta Ada Fittizia", "certain", "certain");
    office("Grazie ad Ada Fittizia per i costumi", "certain", "certain");
    // An official may be the subject, until who answers denies it.
    const auto official = [](const std::string& answer, const std::string& then) {
        INFO(answer);
        test::check_threads(ada, {{"1", {"Comune", "L'assessora Ada Fittizia risponde", ""}},
                                  {"1", {"Ada Fittizia", answer, "certain", 0, "ada", "ada"}},
                                  {"1", {"Ugo Prova", "Fittizia a me la multa l'ha fatta", ""}},
                                  {"2", {"Ugo Prova", "ho visto Ada Fittizia al bar", then}}});
    };
    official("non sono io, io cucio", "review");
    official("ci vengo anch'io", "certain");
}

TEST_CASE("Where a trade is exercised and what it is done with speak for the subject", "[trace]") {
    const auto works = [](const std::string& trade, const std::string& text,
                          const std::string& expected) {
        INFO(text);
        test::check_threads(R"({"name":"Ado Fittizi","handles":["facebook:ado"],"occupation":")" +
                                trade + "\"}",
                            {{"u", {"Ado Fittizi", "Altrove", "review", -1, "altro", "altro"}},
                             {"t", {"Ugo Prova", text, expected}}});
    };
    works("frantoiano", "il frantoio di Ado Fittizi molisce anche poco", "certain");
    works("frantoiano", "Ado Fittizi del frantoio ha chiesto la parola", "certain");
    works("vignaiolo", "la cantina di Ado Fittizi apre sabato", "certain");
    works("musicista", "Ado Fittizi col trombone nuovo non dorme", "certain");
    works("musicista", "la chitarra di Ado Fittizi era scordata", "certain");
    works("apicoltore", "Ado Fittizi ha portato il miele", "certain");
    works("fornaio", "il frantoio di Ado Fittizi molisce anche poco", "review");
    works("idraulico", "Ado Fittizi è venuto al concerto", "review");
}

TEST_CASE("Who is picked out by another town, or bears a title of old, is asked", "[trace]") {
    const auto of = [](const std::string& text, const std::string& expected) {
        INFO(text);
        test::Town town;
        town.say("1", "Ado Fittizi", "buongiorno a tutti");
        town.last().author = {"ado", "Ado Fittizi", "ado"};
        town.last().channel = "Comune di Pievefinta";
        town.say("1", "Ugo Prova", text);
        town.last().channel = "Comune di Pievefinta";
        CHECK(test::verdict(town.trace(R"({"name":"Ado Fittizi","handles":["facebook:ado"],
                                           "address":"via Prova 8, Borgofinto"})"),
                            1) == expected);
    };
    of("canta Ado Fittizi da Torino, vent'anni", "review");
    of("il Fittizi di Torino invece fa barba e capelli", "review");
    of("Ado Fittizi di Borgofinto ha vinto", "certain");
    of("il Fittizi di Pievefinta ha vinto", "certain");
    of("il Fittizi di Rosa è suo figlio", "certain");
    of("il brigante Fittizi parlava meno", "review");
    of("il barone Ado Fittizi morì senza eredi", "review");
    of("il Fittizi parla meno", "certain");
}
