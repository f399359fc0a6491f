// tests/detect/condition_elsewhere_test.cpp: whom another sentence, a door or a mark around a term
// tells.
#include "condition_scan.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::detect;
using namespace oblio::detect::test;

TEST_CASE("What is said of anybody is of the author who says to be that one", "[condition]") {
    finds("aprite lo sportello per chi ha il diabete. Ecco, sono io", {"diabete"});
    finds("cercate persone con la sclerosi per lo studio? Eccomi", {"sclerosi"});
    ignores("aprite lo sportello per chi ha il diabete. Ecco, bravi");
}

TEST_CASE("What one is called in quotation marks is not what one is", "[condition]") {
    ignores("mi ha detto \"lei è comunista\" davanti a tutti");
    finds("mi ha detto che lei è comunista", {"comunista"});
}

TEST_CASE("A title names a topic", "[condition]") {
    ignores("Ugo Livi presenta il libro \"Io e il mio tumore\"", {"Ugo Livi"});
    finds("Ugo Livi ha un tumore", {"tumore"}, {"Ugo Livi"});
}

TEST_CASE("The family of whom the text has just named is somebody's", "[condition]") {
    finds("ti scrivo di Samuel Livi. I genitori sono curdi e lui non viene", {"curdi"},
          {"Samuel Livi"});
    finds("Samuel Livi ha i genitori sordi", {"sordi"}, {"Samuel Livi"});
    ignores("ti scrivo della scuola. I genitori sono curdi e nessuno viene");
}

TEST_CASE("A household told by its door is somebody", "[condition]") {
    finds("la famiglia che abita di fronte a noi è curda", {"curda"});
    finds("i vicini del piano di sopra sono sordi", {"sordi"});
    ignores("la famiglia che recita nel film di ieri è curda");
}

TEST_CASE("Who fought against an illness had it, whatever stands between", "[condition]") {
    finds("Addio a Ugo Livi. Ha lottato fino all'ultimo contro la sclerosi", {"sclerosi"},
          {"Ugo Livi"});
    finds("Ugo Livi si è spento dopo una lunga battaglia contro il parkinson", {"parkinson"},
          {"Ugo Livi"});
    ignores("settimana di lotta contro la sclerosi");
}

TEST_CASE("What one has about one is one's own, also where it stops one", "[condition]") {
    finds("posso entrare col girello?", {"girello"});
    finds("con il girello come faccio?", {"girello"});
    finds("non entro con il deambulatore", {"deambulatore"});
    finds("il portone è chiuso, coll'altro girello come faccio?", {"girello"});
    ignores("la sala con il girello chiude alle otto");
}

TEST_CASE("Days are no people in general", "[condition]") {
    finds("mio zio fuma a tutte le ore e dicono che è diabetico", {"diabetico"});
    ignores("mio zio saluta, di tutti i clienti dicono che è diabetico");
}

TEST_CASE("Who asks what it means to have such a child has one", "[condition]") {
    finds("sapete cosa vuol dire avere un figlio con la sclerosi?", {"sclerosi"});
    ignores("il corso spiega come aiutare un figlio con la sclerosi");
}

TEST_CASE("Kin and neighbours of dialects", "[condition]") {
    finds("el me omo el xe diabetico", {"diabetico"});
    finds("er mi vicino ha avuto 'n infarto", {"infarto"});
    finds("pateme tene 'o parkinson", {"parkinson"});
    finds("signora gamba rotta, ha il diabete", {"diabete"});
    finds("frateme sta ai domiciliari", {"ai domiciliari"});
    finds("el nonu el g'ha el parkinson", {"parkinson"});
    ignores("un omo xe diabetico");
}

TEST_CASE("A trade beside a service and what befalls anybody are nobody's", "[condition]") {
    ignores("mia sorella è psichiatra al csm");
    finds("mia sorella è paziente al csm", {"paziente al csm"});
    ignores("con queste code ci si ritrova in terapia");
}

TEST_CASE("A name behind a comma tells who was meant", "[condition]") {
    finds("ho parlato con un diabetico, Ugo Livi, e mi ha aiutato", {"diabetico"}, {"Ugo Livi"});
    finds("chiedo per un signore con la sclerosi, Ugo Livi", {"sclerosi"}, {"Ugo Livi"});
    ignores("ho parlato con un diabetico e con Ugo Livi", {"Ugo Livi"});
}
