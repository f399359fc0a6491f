// tests/subject/spellings_test.cpp: names written as one word, given with a title or a short form,
// and what stands beside them without being part of them.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace oblio;
using test::check;
using test::check_apart;

TEST_CASE("A whole name written as one word is the full name", "[trace]") {
    check_apart(R"({"name":"Vito Fintozzi Provani"})", {"Ugo Prova", "buongiorno", ""},
                {{"Ida Prova", "VitoFintozzi presidente del mondo", "certain"},
                 {"Ida Prova", "vitofintozzi fa un prezzo onesto", "certain"},
                 {"Ida Prova", "#vitofintozziprovani dove sei??", "certain"},
                 {"Ida Prova", "scrivete a @vitofintozzi", "review"},
                 {"Ida Prova", "guardate vitofintozzi77", "!certain"},
                 {"Ida Prova", "vitofintozz fa un prezzo onesto", "!certain"}});
    check_apart(R"({"name":"Ada Fi"})", {"Ugo Prova", "buongiorno", ""},
                {{"Ida Prova", "adafi", "no"}});
}

TEST_CASE("An alias with a title or a short form is read as the name that it is", "[trace]") {
    // Longo and Marino are first names, too.
    check(R"({"name":"Francesco Pio Longo","aliases":["Ciccio Longo"]})",
          {{"Ida Prova", "gran partita di Ciccio Longo in porta", "certain"},
           {"Ida Prova", "bravo Ciccio", "certain", 0}});
    const std::string priest =
        R"({"name":"Gaetano Fintaro","aliases":["don Gaetano"],"handles":["facebook:don"],
            "occupation":"parroco"})";
    check(priest, {{"Don Gaetano Fintaro", "Il salone resta aperto", "certain", -1, "don", "don"},
                   {"Ida Prova", "don Fintaro batta un colpo", "certain", 0},
                   {"Ida Prova", "grazie don Gaetano", "certain", 0},
                   {"Ugo Prova", "thank you don", "!certain", 2}});
    const std::string father =
        R"({"name":"Pasquale Marino","aliases":["Pasquale Marino di Rocco"],
            "occupation":"contadino"})";
    test::check_threads(
        father, {{"1", {"Pasquale Marino", "Altrove", "", -1, "altro", "altro"}},
                 {"2", {"Ida Prova", "quale dei due? Pasquale di Rocco, il contadino", "certain"}},
                 {"3", {"Ida Prova", "Pasquale Marino, ma quale dei due?", "review"}}});
}

TEST_CASE("Who is answered may be called beside the name", "[trace]") {
    const std::string subject = R"({"name":"Libero Fintina","handles":["facebook:io"]})";
    const auto beside = [&](const std::string& author, const std::string& text,
                            const std::string& expected) {
        INFO(author << ": " << text);
        check(subject, {{"Libero Fintina", "Ho il pesce fresco", "certain", -1, "io", "io"},
                        {author, "io non saprei chi votare", ""},
                        {"Ida Prova", text, expected, 1}});
    };
    beside("Cataldo Prova", "Cataldo Libero Fintina sindaco", "certain");
    beside("Cataldo Prova", "Fintina Cataldo, l'altro era del teatro", "certain");
    beside("Ugo Prova", "Cataldo Libero Fintina sindaco", "!certain");
    beside("Ugo Prova", "Fintina Cataldo, l'altro era del teatro", "!certain");
    beside("Cataldo Fintina", "Fintina Cataldo, l'altro era del teatro", "!certain");
}

TEST_CASE("A short form that is a preposition calls somebody where it is spoken to", "[trace]") {
    check_apart(R"({"name":"Salvatore Fintozzi","handles":["facebook:io"]})",
                {"Salvatore Fintozzi", "Suono il trombone", "certain", -1, "io", "io"},
                {{"Ida Prova", "Salvo l'anno scorso hai preso una stecca", "certain", 0},
                 {"Ida Prova", "Salvo cambia nome ti conviene", "certain", 0},
                 {"Ida Prova", "Salvo imprevisti ci vediamo lì", "!certain", 0},
                 {"Ida Prova", "Salvo la cena, è andato tutto bene", "!certain", 0}});
    // In capitals an article is no part of a byname.
    check_apart(R"({"name":"Ugo Fintozzi","aliases":["Spatola"],"handles":["facebook:io"]})",
                {"Ugo Fintozzi", "Intitolatemi una panchina", "certain", -1, "io", "io"},
                {{"Ida Prova", "SPATOLA LA PANCHINA E GIA TUA", "certain", 0},
                 {"Ida Prova", "Spatola di Venezia è un altro", "!certain", 0}});
}

TEST_CASE("Up the branch of the subject, a name that is called is theirs", "[trace]") {
    const auto branch = [](const std::string& text, const std::string& expected) {
        INFO(text);
        check(R"({"name":"Lucia Fintozzi","handles":["facebook:io"]})",
              {{"Comune", "Oggi si cuoce il grano", ""},
               {"Lucia Fintozzi", "Lo faccio io", "certain", 0, "io", "io"},
               {"Ugo Prova", "auguri doppi", "addressed", 1},
               {"Ida Prova", text, expected, 2},
               {"Lucia Provani", "Auguri a tutte", "", 0}});
    };
    branch("Lucia mi insegni? la mia viene collosa", "certain");
    branch("Lucia venite da noi", "certain");
    branch("sono passata da Lucia", "!certain");
}

TEST_CASE("A number sent alone to the office, and an alias of title and name", "[trace]") {
    const auto sends = [](const std::string& text, const std::string& expected) {
        INFO(text);
        test::Town town;
        town.say("p", "Terry Blu", "ho visto un cane");
        town.last().visibility = "private";
        town.say("p", "Terry Blu", text);
        town.last().visibility = "private";
        CHECK(test::verdict(town.trace(R"({"name":"Ada Fittizia","phones":["316 555 0101"]})"),
                            0) == expected);
    };
    sends("3165550101", "certain");
    sends("+39 316 555 0101.", "certain");
    sends("chiamate lei al 316 555 0101", "-");
    check(R"({"name":"Gaetano Fintaro","aliases":["don Gaetano"],"occupation":"parroco"})",
          {{"Ida Prova", "alla fila c'era anche don Gaetano", "certain"},
           {"Ida Prova", "alla fila c'era anche Gaetano", "!excluded"}});
    check(R"({"name":"Gaetano Fintaro","occupation":"parroco"})",
          {{"Ida Prova", "alla fila c'era anche don Gaetano", "review"}});
}
