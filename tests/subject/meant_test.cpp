// tests/subject/meant_test.cpp: who a bare name means by what was said before it.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace oblio;

namespace {

std::string subject(const std::string& name, const std::string& more = "") {
    return R"({"name":")" + name + R"(","handles":["facebook:io"])" + more + "}";
}

std::size_t spans_of(const std::string& who, const std::string& text) {
    INFO(text);
    test::Town town;
    town.say("1", "Ugo Prova", text);
    const Trace trace = town.trace(who);
    REQUIRE(trace.certain.size() == 1);
    return trace.certain.front().spans.size();
}

} // namespace

TEST_CASE("A surname in answer to the number, or in a branch that names in full, is that person's",
          "[trace]") {
    const std::string elio = subject("Elio Fintangelo", R"(,"phones":["319 380 6604"])");
    test::check_threads(elio,
                        {{"1", {"Aurelio Fintangelo", "io vendo trattori", ""}},
                         {"1", {"Ida Prova", "Allora chiamo il 319 380 6604", "certain"}},
                         {"1", {"Pia Prova", "cancella il numero di Fintangelo, su", "certain", 1}},
                         {"1", {"Pia Prova", "poi Fintangelo si arrabbia", "!certain", 0}}});
    test::check_threads(subject("Sabatino Fintoz"),
                        {{"1", {"Comune", "Lavori sulla strada", ""}},
                         {"1", {"Ida Prova", "la usa Sabatino Fintoz con le pecore", "certain", 0}},
                         {"1", {"Ugo Prova", "Sabatino porta il latte a tutti", "certain", 1}},
                         {"1", {"Ida Prova", "e allora paghi Fintoz", "certain", 2}},
                         {"1", {"Ada Fintoz", "io non c'entro", "no", 0}}});
}

TEST_CASE("The subject's trade tells a first name from another of the conversation", "[trace]") {
    const std::string who = subject("Rocco Fintoz", R"(,"occupation":"meccanico")");
    test::check_threads(
        who, {{"1", {"Rocco Fintoz", "ho le catene", "certain", -1, "io", "io"}},
              {"1", {"Rocco Provenzi", "buona neve", ""}},
              {"1", {"Comune", "Scuole chiuse", ""}},
              {"1", {"Pia Prova", "Rocco meccanico che misura ci vuole?", "certain", 2}},
              {"1", {"Pia Prova", "Rocco che misura ci vuole?", "review", 2}},
              {"1", {"Pia Prova", "c'è un certo Rocco meccanico, com'è?", "review", 2}}});
}

TEST_CASE("What is called upon after a first name, and how letters begin, are no names",
          "[trace]") {
    test::check_threads(subject("Vincenzo Fintoz"),
                        {{"1", {"Vincenzo Fintoz", "arrivo", "certain", -1, "io", "io"}},
                         {"1", {"Pia Prova", "Vincenzo Dio ti benedica", "certain", 0}},
                         {"1", {"Pia Prova", "Vincenzo Provenzi ti saluta", "!certain", 0}}});
    test::check_threads(subject("Rosa Fintoz"),
                        {{"1", {"Rosa Fintoz", "ho rotto la spalla", "certain", -1, "io", "io"}},
                         {"1", {"Comune", "Gentile Fintoz, apriamo la pratica.", "certain", 0}}});
}

TEST_CASE("The first name again in a text that has the full one goes with it", "[trace]") {
    CHECK(spans_of(subject("Ada Fittizi", R"(,"birth_date":"1939-01-27")"),
                   "mia nonna Ada nata il 27 gennaio 1939 ha avuto un avviso. Fittizi Ada") == 3);
    CHECK(spans_of(subject("Ada Fittizi"), "mia nonna Ada ha avuto un avviso. Fittizi Ada") == 1);
}

TEST_CASE("Words in quotation marks are those of who signs them or is said to have said them",
          "[trace]") {
    CHECK(spans_of(subject("Ada Fittizi"),
                   "Inoltro: «La gita è spostata al 22 aprile, pranzo al sacco. Ada Fittizi»") ==
          2);
    CHECK(spans_of(subject("Ada Fittizi"), "Ha detto all'arrivo: «sulla salita ho visto la "
                                           "Madonna nera» e Ada Fittizi rideva") == 2);
    CHECK(spans_of(subject("Ada Fittizi"), "Lo diceva Ada Fittizi a settembre: «se non si rifà a "
                                           "marzo giochiamo in piscina»") == 2);
    CHECK(spans_of(subject("Ada Fittizi"), "Ugo Prova ha detto: «sulla salita ho visto la "
                                           "Madonna nera» e Ada Fittizi rideva") == 1);
}

TEST_CASE("Who told in private which of the name is meant speaks of the same next", "[trace]") {
    test::Town town;
    town.say("0", "Rosa Fintoz", "sono Rosa Fintoz, infermiera");
    town.last().author = {"x9", "Rosa Fintoz", std::nullopt};
    town.say("1", "Pia Prova", "Rosa Fintoz la bidella è stata gentile");
    town.last().visibility = "private";
    town.say("1", "Pia Prova", "se vedete Fintoz Rosa un abbraccio");
    town.last().visibility = "private";
    town.say("1", "Pia Prova", "Rosa Fintoz sacrestana invece dove sta");
    town.last().visibility = "private";
    town.say("2", "Ida Prova", "se vedete Fintoz Rosa un abbraccio");
    town.last().visibility = "private";
    const Trace trace = town.trace(subject("Rosa Fintoz", R"(,"occupation":"bidella")"));
    CHECK(test::verdict(trace, 1) == "certain");
    CHECK(test::verdict(trace, 2) == "certain");
    CHECK(test::verdict(trace, 3) == "review");
    CHECK(test::verdict(trace, 4) == "review");
}

TEST_CASE("The first of two first names is shortened in several ways", "[trace]") {
    const std::string who = subject("Giovanni Battista Fintoz");
    test::check_threads(
        who, {{"1", {"Giovanni Battista Fintoz", "buongiorno", "certain", -1, "io", "io"}},
              {"1", {"Pia Prova", "Giambattista! Auguri doppi", "certain", 0}},
              {"2", {"Pia Prova", "lo ha fatto Giovan Battista Fintoz", "certain"}},
              {"3", {"Pia Prova", "lo ha fatto Gianpaolo Fintoz", "!certain"}}});
    CHECK(spans_of(subject("Pietro Luigi Fintoz"), "lo ha fatto Pierluigi Fintoz") == 1);
}
