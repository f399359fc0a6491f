// tests/subject/things_test.cpp: in a conversation that has the subject, the same word is a town, a
// make, a figure, a word of the sentence, or somebody dead.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;
using test::check_apart;
using test::first_words;
using test::subject_of_account;

TEST_CASE("A surname that is a town one stops at, comes from or tags is asked", "[trace]") {
    check_apart(subject_of_account("Ugo Prato"), first_words("Ugo Prato"),
                {{"Ida Prova", "Fermatevi a Prato a mangiare, già che ci siete", "review"},
                 {"Ida Prova", "sostate a Prato, il casello è comodo", "review"},
                 {"Ida Prova", "passate per Prato, si fa prima", "review"},
                 {"Ida Prova", "vengo da Prato con mia sorella", "review"},
                 {"Ida Prova", "che vergogna #prato e le strade", "!certain"},
                 {"Ida Prova", "il pane lo prendo da Prato", "certain"},
                 {"Ida Prova", "fermate Prato che scappa", "certain"}});
    // What is no town's name is somebody.
    check_apart(subject_of_account("Ugo Fintolini"), first_words("Ugo Fintolini"),
                {{"Ida Prova", "vengo da Fintolini domani", "certain"},
                 {"Ida Prova", "#fintolini sei grande", "certain"}});
}

TEST_CASE("A name that is a make's is asked beside what one says of such things", "[trace]") {
    check_apart(subject_of_account("Giulia Ferrari"), first_words("Giulia Ferrari"),
                {{"Ida Prova", "Arriva su una Giulia rossa, bellissima macchina", "review"},
                 {"Ida Prova", "l'ombrellone della Ferrari, ma perché il brand in mare", "review"},
                 {"Ida Prova", "ha le scarpe della Ferrari", "review"},
                 {"Ida Prova", "la Ferrari ha cantato bene", "certain"},
                 {"Ida Prova", "brava Giulia", "certain"}});
    check_apart(subject_of_account("Vito Prova"), first_words("Vito Prova"),
                {{"Ida Finta", "col Vito della Mercedes ci stanno in nove", "review"},
                 {"Ida Finta", "col Vito ci stiamo in nove", "certain"}});
}

TEST_CASE("First names that are a figure's are asked beside another figure", "[trace]") {
    check_apart(subject_of_account("Marco Aurelio Fintozzi"), first_words("Marco Aurelio Fintozzi"),
                {{"Ida Prova", "c'è chi confonde Marco Aurelio con Nerone", "review"},
                 {"Ida Prova", "Marco Aurelio e Nerone erano imperatori", "review"},
                 {"Ida Prova", "il racconto di Marco Aurelio era bello", "certain"},
                 {"Ida Prova", "Marco Aurelio, hai visto la statua di Nerone?", "certain"}});
}

TEST_CASE("Written small, a word with its quality or amount is no surname", "[trace]") {
    check_apart(subject_of_account("Carmela Ventura"), first_words("Carmela Ventura"),
                {{"Ida Prova", "buona ventura a chi trova posto", "review"},
                 {"Ida Prova", "ci vuole più ventura che soldi", "review"},
                 {"Ida Prova", "brava ventura", "certain"},
                 {"Ida Prova", "chiedete alla ventura", "certain"}});
    check_apart(subject_of_account("Ugo Sorrentino"), first_words("Ugo Sorrentino"),
                {{"Ida Prova", "vendo limoncello vero sorrentino", "review"},
                 {"Ida Prova", "caro sorrentino, hai ragione", "certain"}});
    // A nickname of a man's that ends like a woman's, with her article.
    const std::string byname = subject_of_account("Ugo Fintozzi", R"(,"aliases":["Spatola"])");
    check_apart(byname, first_words("Ugo Fintozzi"),
                {{"Ida Prova", "e con la frittura pure la spatola impanata grazie", "review", 0},
                 {"Ida Prova", "e una spatola per me", "review", 0},
                 {"Ida Prova", "grazie spatola", "certain", 0},
                 {"Ida Prova", "Spatola hai visto?", "certain", 0}});
}

TEST_CASE("Who is spoken of as of the dead is asked", "[trace]") {
    check_apart(
        subject_of_account("Ada Fittizia"), first_words("Ada Fittizia"),
        {{"Ida Prova", "Una preghiera per Ada Fittizia, cinque anni che ci manchi", "review"},
         {"Ida Prova", "ai funerali di Ada Fittizia c'eravamo tutti", "review"},
         {"Ida Prova", "mia nonna Ada Fittizia (buonanima) cuciva", "review"},
         {"Ida Prova", "la compianta Ada Fittizia", "review"},
         {"Ida Prova", "Ada Fittizia, riposa in pace", "review"},
         {"Ida Prova", "un lumino a Ada Fittizia, che è mancata a maggio", "review"},
         {"Ida Prova", "una preghiera per Ada Fittizia che si opera domani", "certain"},
         {"Ida Prova", "ai funerali c'era pure Ada Fittizia", "certain"},
         {"Ida Prova", "Ada Fittizia torna che ci manchi", "certain"}});
}

TEST_CASE("Whose name a band bears, and a portrait with a year of old, are asked", "[trace]") {
    test::check_threads(
        subject_of_account("Alfo Fittizi", R"(,"occupation":"maestro di banda")"),
        {{"1", {"Comune", "Suona la banda musicale «Alfo Fittizi»", "excluded"}},
         {"1", {"Alfo Fittizi", "Prove venerdì", "certain", 0, "io", "io"}},
         {"1", {"Ida Prova", "la banda porta il nome di Alfo Fittizi, un po' di rispetto", "no"}},
         {"2", {"Ida Prova", "il quadro di Alfo Fittizi con la data 1904", "review"}},
         {"3", {"Ida Prova", "il quadro di Alfo Fittizi è bello", "certain"}}});
}
