// tests/subject/lookalikes_test.cpp: what has the letters of the name and is a town, hills, a
// work's title, a word, or somebody else; in a conversation that has the subject.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace oblio;
using test::check_apart;

namespace {

std::string subject(const std::string& name, const std::string& more = "") {
    return R"({"name":")" + name + R"(","handles":["facebook:io"])" + more + "}";
}

test::Row first(const std::string& name) {
    return {name, "Buongiorno a tutti", "certain", -1, "io", "io"};
}

} // namespace

TEST_CASE("A saint's town and land in the plural are not who is called so", "[trace]") {
    check_apart(subject("Ugo Santangelo"), first("Ugo Santangelo"),
                {{"Ida Prova", "a Sant'Angelo in Fintolo le strade le fanno nuove", "no"},
                 {"Ida Prova", "da Sant'Angelo di Prova passa il pullman", "no"},
                 {"Ida Prova", "Sant'Angelo ha ragione da vendere", "certain"},
                 {"Ida Prova", "Santangelo in questo ha ragione", "certain"}});
    check_apart(subject("Ugo Sabatini"), first("Ugo Sabatini"),
                {{"Ida Prova", "la gara sui Monti Sabatini è più dura", "no"},
                 {"Ida Prova", "alle Terme Sabatini si sta bene", "no"},
                 {"Ida Prova", "poi Sabatini ha salutato tutti", "certain"}});
}

TEST_CASE("A title in quotation marks is a work's where works are spoken of", "[trace]") {
    check_apart(subject("Ugo Fintozzi", R"(,"aliases":["il Postino"])"), first("Ugo Fintozzi"),
                {{"Ida Prova", "Sabato proiezione de «Il Postino» con castagne", "!certain"},
                 {"Ida Prova", "in biblioteca la lettura di \"Il Postino\"", "!certain"},
                 {"Ida Prova", "ieri il Postino ha letto la sua poesia", "certain"}});
}

TEST_CASE("Whom everybody knows by the first name is not the neighbour", "[trace]") {
    check_apart(subject("Gabriele Fintozzi"), first("Gabriele Fintozzi"),
                {{"Ida Prova", "suonava come un arcangelo Gabriele", "!certain"},
                 {"Ida Prova", "ma il Gabriele nazionale scrisse altro", "!certain"},
                 {"Ida Prova", "suonava bene Gabriele ieri", "certain"}});
}

TEST_CASE("A foreign first name before the surname is somebody else's", "[trace]") {
    check_apart(subject("Luc Moreau"), first("Luc Moreau"),
                {{"Ida Prova", "Gwendal Moreau era più simpatico", "!certain"},
                 {"Ida Prova", "ieri Gwendal Moreau correva", "!certain"},
                 {"Ida Prova", "Bravo Moreau", "certain"},
                 {"Ida Prova", "Speriamo Moreau risponda", "certain"}});
}

TEST_CASE("Written small after a noun that it qualifies, a first name is a word", "[trace]") {
    check_apart(subject("Sabatino Fintozzi"), first("Sabatino Fintozzi"),
                {{"Ida Prova", "il mercato sabatino dei trattori è già pieno", "!certain"},
                 {"Ida Prova", "allora il signor sabatino di sopra che dice", "certain"},
                 {"Ida Prova", "ieri sabatino ha portato il latte", "certain"}});
    check_apart(subject("Elio Fintozzi"), first("Elio Fintozzi"),
                {{"Ida Prova", "i palloncini col gas elio alla festa li compriamo?", "!certain"},
                 {"Ida Prova", "chiedete a elio alla fermata", "certain"}});
}

TEST_CASE("Somebody of a town that is known, and not this one, is asked", "[trace]") {
    check_apart(subject("Luca Vitale"), first("Luca Vitale"),
                {{"Ida Prova", "ma quale, quello era Luca Vitali di Cesena", "!certain"},
                 {"Ida Prova", "parlo di Luca Vitale di Bergamo", "!certain"},
                 {"Ida Prova", "parlo di Luca Vitale di sopra", "certain"}});
}

TEST_CASE("The first name with the second surname of two may be somebody else", "[trace]") {
    test::check_threads(
        subject("Silvia Rosati Ferrante"),
        {{"1", first("Silvia Rosati Ferrante")},
         {"2", {"Ida Prova", "la guida la fa Silvia Ferrante della Pro loco", "review"}},
         {"3", {"Ida Prova", "la guida la fa Silvia Rosati", "certain"}},
         {"4", {"Ida Prova", "la scala è di Silvia Rosati Ferrante", "certain"}}});
}

TEST_CASE("A surname with a first name in it is no other person's account", "[trace]") {
    const std::string student = subject("Chiara Di Paolo", R"(,"occupation":"studentessa")");
    test::check_threads(student,
                        {{"1",
                          {"Chiara Di Paolo", "Buongiorno, sono la veterinaria dell'elenco",
                           "!certain", -1, "chiara.vet", "2"}},
                         {"2", {"Ida Prova", "brava Chiara Di Paolo", "!certain"}}});
}

TEST_CASE("A relative's word before a first name, to the office, is of the writer's family",
          "[trace]") {
    const auto said = [](const std::string& text, const std::string& expected) {
        INFO(text);
        test::Town town;
        town.say("1", "Ugo Prova", "mia sorella è Ada Fittizi");
        town.last().visibility = "private";
        town.say("1", "Ugo Prova", text);
        town.last().visibility = "private";
        CHECK(test::verdict(town.trace(subject("Ada Fittizi")), 1) == expected);
    };
    said("Anche la zia Ada voleva chiedere", "review");
    said("Ada voleva chiedere anche altro", "certain");
}
