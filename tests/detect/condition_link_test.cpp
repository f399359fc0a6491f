// tests/detect/condition_link_test.cpp: links that run past the sentence of a term, and what only
// looks like one.
#include "condition_scan.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::detect;
using namespace oblio::detect::test;

TEST_CASE("An illness that opens its clause is of the one person of the text", "[condition]") {
    finds("Dal referto di ieri: sclerosi. Lavoro in cucina e ho paura", {"sclerosi"});
    finds("Vista male, gambe peggio: parkinson, dice il dottore. Ugo Livi", {"parkinson"},
          {"Ugo Livi"});
    ignores("Dal convegno di ieri: sclerosi. Lavoro in cucina e ho paura");
    ignores("Dal referto di ieri: sclerosi. Sono finite le sedie");
    ignores("Il diabete si cura con la dieta? Chiedo per un articolo che scrivo");
}

TEST_CASE("A list goes on about whom its verb or its first word names", "[condition]") {
    finds("il piccolo ha sei anni, una depressione e il grembiule", {"depressione"});
    finds("Ugo Livi, 55 anni, parkinson, e la rampa non c'è", {"parkinson"}, {"Ugo Livi"});
    ignores("il sito ha sei pagine, depressione compresa");
    ignores("Ugo Livi parla alle 18, parkinson il tema", {"Ugo Livi"});
}

TEST_CASE("What one is by birth or by choice one says of oneself", "[condition]") {
    finds("comunista per scelta, presente alla serata", {"comunista"});
    finds("sordo di nascita, presente alla serata", {"sordo"});
    ignores("comunista per la stampa, assente alla serata");
}

TEST_CASE("A list of what one is opens a text of one's own, kin without an article too",
          "[condition]") {
    finds("vedova, due bimbi, disabile: punteggio zero", {"disabile"});
    finds("figlio autistico, marito assente, e voi mi tagliate il bus", {"autistico"});
    ignores("Incontro: vescovo, sindaco, disabile in sala");
    ignores("figlio autistico, marito assente: il film di stasera");
}

TEST_CASE("Who writes is the author, and so is who tells how it is", "[condition]") {
    finds("chi vi scrive è disabile", {"disabile"});
    finds("a scrivere è una mamma sorda", {"sorda"});
    finds("quando sei sordo ti parlano piano, io lo so", {"sordo"});
    finds("La Cgil? Ci sono iscritta da anni", {"Cgil"});
    ignores("chi vi aiuta è disabile");
    ignores("la famiglia è disabile");
    ignores("quando sei sordo puoi chiedere il modulo");
    ignores("La Cgil? Ci sono volantini ovunque");
}

TEST_CASE("One of the children is somebody once the text has told of them", "[condition]") {
    finds("due bimbi di 2 e 5 anni, la grande diabetica", {"diabetica"});
    finds("i miei figli a casa, al più grande, sordo, serve il bus", {"sordo"});
    ignores("due piante di 2 e 5 metri, la grande diabetica");
}

TEST_CASE("What happens in a film, to an animal or in jest is not meant", "[condition]") {
    ignores("nel film il commissario lo trovano arrestato e io dormivo");
    ignores("in casa mia il comunista è il gatto");
    ignores("mio figlio è ai domiciliari finché non mette in ordine");
    ignores("dormo in macchina, nel senso che faccio il pendolare");
    ignores("ho il diabete, si fa per dire, con tutti questi dolci");
    finds("ho visto un film con mio zio ai domiciliari", {"ai domiciliari"});
    finds("in casa mia il comunista è il nonno", {"comunista"});
    finds("dormo in macchina, nel parcheggio", {"dormo in macchina"});
}

TEST_CASE("What a creed or a craving is of tells that it is not meant", "[condition]") {
    ignores("sono un comunista della differenziata");
    ignores("in vacanza no ma sono comunista in cucina");
    ignores("tra un po' dormo in macchina se il tram non passa");
    finds("da un po' dormo in macchina perché il tram non passa", {"dormo in macchina"});
    finds("sono comunista della prima ora", {"comunista"});
    finds("sono comunista di famiglia", {"comunista"});
}

TEST_CASE("What is done to an animal, cared for or told in a film is of nobody", "[condition]") {
    ignores("il gatto sta male e gli hanno trovato un tumore");
    ignores("siamo una cooperativa che assiste disabili");
    ignores("accompagno i ragazzi disabili in piscina");
    finds("porto in piscina i miei figli disabili", {"disabili"});
    ignores("mio nonno era comunista? no, campanaro");
    finds("mio nonno era comunista? sì, e campanaro", {"comunista"});
    ignores("ho pianto per quel ragazzo autistico del film");
    finds("mio zio sta male e gli hanno trovato un tumore", {"tumore"});
    finds("signora ha depressione e non esce", {"depressione"});
}

TEST_CASE("What almost happened is no illness", "[condition]") {
    ignores("al terzo rigore ci è quasi preso un infarto");
    finds("al terzo rigore ho avuto un infarto", {"infarto"});
}

TEST_CASE("Clipped articles of dialects are articles", "[condition]") {
    finds("tengo 'o diabete", {"diabete"});
    finds("mio padre sta male pe' 'n infarto", {"infarto"});
}
