// tests/subject/elsewhere_test.cpp: names that are something else's where they stand, and the twins
// in which the same words name the subject.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;

using test::check;
using test::check_apart;
using test::Row;

namespace {

const std::string baker = R"({"name":"Ugo Fittizi","handles":["ugo"],"occupation":"panettiere"})";
const Row writes{"Ugo Fittizi", "Eccomi, porto il pane", "certain", -1, "ugo", "ugo"};

} // namespace

TEST_CASE("A works, a boat or a paper called after somebody is not the person", "[trace]") {
    std::vector<Row> things;
    for (const char* text :
         {"la filanda Fittizi è la mia infanzia", "Chiude il vecchio cantiere Fittizi",
          "hanno svuotato l'archivio Fittizi", "ormeggiano accanto alla barca Fittizi",
          "che fine ha fatto il progetto Fittizi?", "una torta Fittizi per tutti",
          "nel cortile Fittizi si suona", "Il saponificio Fittizi ha chiuso"}) {
        things.push_back({"Ada Prova", text, "!certain"});
    }
    check_apart(baker, writes, things);
    std::vector<Row> persons;
    for (const char* text : {"il collega Fittizi lo sa", "La filanda, Fittizi, la riaprono?",
                             "la filanda di Fittizi è chiusa", "quel bravo Fittizi",
                             "in cantiere Fittizi non c'era"}) {
        persons.push_back({"Ada Prova", text, "certain"});
    }
    check_apart(baker, writes, persons);
}

TEST_CASE("The names on a stone are not the subject's", "[trace]") {
    const std::string subject = R"({"name":"Ugo Fittizi","handles":["ugo"]})";
    std::vector<Row> dead;
    for (const char* text :
         {"Dalla lapide: Prova Carlo, Fittizi Ugo, Vero Tommaso. Tutti ragazzi",
          "I dispersi del paese: Carlo Prova, Ugo Fittizi e Tommaso Vero",
          "Fittizi Ugo, Prova Carlo: morti sul Carso a vent'anni",
          "Ugo Fittizi, disperso in Russia nel 1943", "Ugo Fittizi caduto sul fronte greco",
          "sul cippo dei partigiani: Ada Prova; Ugo Fittizi"}) {
        dead.push_back({"Ada Prova", text, "!certain"});
    }
    check_apart(subject, writes, dead);
    std::vector<Row> living;
    for (const char* text :
         {"Alla lapide dei caduti c'erano Carlo Prova, Ugo Fittizi e la banda",
          "Ugo Fittizi è caduto dalla bici in piazza", "Ugo Fittizi ha pulito il cippo",
          "il torneo: Carlo Prova, Ugo Fittizi e Tommaso Vero",
          "hanno deposto la corona Ugo Fittizi, Carlo Prova e il sindaco"}) {
        living.push_back({"Ada Prova", text, "certain"});
    }
    check_apart(subject, writes, living);
}

TEST_CASE("A name that is a word called out is a cry, and a name where somebody is spoken to",
          "[trace]") {
    const std::string subject = R"({"name":"Vittoria Fittizi","handles":["vi"]})";
    const Row here{"Vittoria Fittizi", "Porto i fiori", "certain", -1, "vi", "vi"};
    check_apart(subject, here,
                {{"Ada Prova", "VITTORIA!!! 3-1 fuori casa", "!certain"},
                 {"Ada Prova", "Che partita ragazzi. Vittoria! Siamo primi", "!certain"},
                 {"Ada Prova", "e vittoria!", "!certain"},
                 {"Ada Prova", "Vittoria! Vieni anche tu sabato?", "certain"},
                 {"Ada Prova", "Brava Vittoria! Che bei fiori", "certain"},
                 {"Ada Prova", "Vittoria, non vedo l'ora", "certain"},
                 {"Ada Prova", "VITTORIA!!!", "certain", 0}});
}

TEST_CASE("An animal of the thread has the name first", "[trace]") {
    const std::string subject = R"({"name":"Ambrogio Fittizi","handles":["am"]})";
    check(subject, {{"Comune", "Smarrito un gatto, risponde al nome di Ambrogio", "!certain"},
                    {"Ambrogio Fittizi", "Visto al molo", "certain", 0, "am", "am"},
                    {"Ada Prova", "Ambrogio mangiava sotto il tavolo", "!certain", 0},
                    {"Ada Prova", "Grazie Ambrogio!", "certain", 1}});
    check(subject, {{"Ada Prova", "La mia cagnolina si chiama Ambrogio, lo so", "!certain"},
                    {"Ambrogio Fittizi", "Bella", "certain", 0, "am", "am"},
                    {"Ugo Vero", "Ambrogio abbaia sempre", "!certain"}});
    check(subject, {{"Comune", "Smarrito un gatto rosso", ""},
                    {"Ambrogio Fittizi", "Visto al molo", "certain", 0, "am", "am"},
                    {"Ada Prova", "Ambrogio lo ha visto al molo", "certain", 0}});
}

TEST_CASE("Under a post about the school of that name the bare name with an article is asked",
          "[trace]") {
    const std::string subject = R"({"name":"Teresa Fittizi","handles":["te"]})";
    const auto under = [&subject](const std::string& text, const std::string& expected,
                                  int reply_to) {
        check(subject, {{"Comune", "Riaprono le classi all'Istituto Teresa Fittizi", ""},
                        {"Teresa Fittizi", "Mi chiamo come la scuola", "certain", 0, "te", "te"},
                        {"Ada Prova", text, expected, reply_to}});
    };
    under("La Fittizi resta la miglior scuola", "review", 0);
    under("i ragazzi della Fittizi sono bravi", "review", 0);
    under("Signora Fittizi mi scusi", "certain", 0);
    under("La Fittizi è simpatica", "certain", 1);
}

TEST_CASE("A house number that goes on is another house", "[trace]") {
    const auto house = [](const std::string& address, const std::string& text,
                          const std::string& expected) {
        check(R"({"name":"Ugo Fittizi","address":")" + address + "\"}",
              {{"Ada Prova", text, expected}});
    };
    house("via dei Finti 21", "rubata una bici in via dei Finti 21 bis", "no");
    house("via dei Finti 21", "in via dei Finti 21/A", "no");
    house("via dei Finti 21", "in via dei Finti 21b", "no");
    house("via dei Finti 21", "in via dei Finti 210", "no");
    house("via dei Finti 21", "in via dei Finti 21 a Vattelapesca", "certain");
    house("via dei Finti 21", "in via dei Finti 21, interno 3", "certain");
    house("via dei Finti 21", "via dei Finti 21 - scala B", "certain");
    house("via dei Finti 21 bis", "in via dei Finti 21 bis", "certain");
    house("via dei Finti 21/A", "in via dei Finti 21/B", "no");
    house("via dei Finti 21/A", "in via dei Finti 21A", "certain");
}

TEST_CASE("A title with a place of work, a priest's or an artist's trade is another's", "[trace]") {
    check_apart(
        baker, writes,
        {{"Ada Prova", "il dottor Fittizi del pronto soccorso ricama le ferite", "!certain"},
         {"Ada Prova", "Il dott. Ugo Fittizi, primario, canta bene", "!certain"},
         {"Ada Prova", "Il dottor Ugo Fittizi dell'ospedale ha cantato", "!certain"},
         {"Ada Prova", "mi ricorda Fittizi lo scultore", "!certain"},
         {"Ada Prova", "Ricordiamo don Ugo Fittizi, da vent'anni in parrocchia", "!certain"},
         {"Ada Prova", "il dottor Fittizi mi ha salutato", "certain"},
         {"Ada Prova", "Fittizi il panettiere ha sfornato", "certain"},
         {"Ada Prova", "il dottor Ugo Fittizi porta il pane in ospedale", "certain"}});
    check(R"({"name":"Ugo Fittizi","occupation":"medico"})",
          {{"Ada Prova", "il dottor Ugo Fittizi del pronto soccorso", "certain"}});
    check(R"({"name":"Ugo Fittizi","occupation":"parroco"})",
          {{"Ada Prova", "grazie don Ugo Fittizi", "certain"}});
}
