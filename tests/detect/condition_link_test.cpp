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

TEST_CASE("People in general behind a verb are not those who have it", "[condition]") {
    finds("mio papà non riconosce più nessuno, ha il parkinson", {"parkinson"});
    finds("mio zio saluta tutti, ha il diabete", {"diabete"});
    finds("Lino Bardi lo sanno tutti che è ai domiciliari", {"ai domiciliari"}, {"Lino Bardi"});
    finds("vi scrive di Marta Livi ogni giorno qualcuno: lei è sorda", {"sorda"}, {"Marta Livi"});
    ignores("qui da noi nessuno ha il diabete");
    ignores("lo sanno tutti che il diabete è brutto");
}

TEST_CASE("One is what one's parents are, and one of one's people", "[condition]") {
    finds("sono figlio di una coppia di sinti", {"sinti"});
    finds("sono nato da genitori curdi", {"curdi"});
    finds("mia moglie viene da una famiglia di sinti", {"sinti"});
    finds("la mia gente è curda", {"curda"});
    finds("sono di sangue curdo", {"di sangue curdo"});
    finds("Lino Bardi è mezzo curdo", {"curdo"}, {"Lino Bardi"});
    ignores("ho letto la storia di una coppia di sinti");
    ignores("la gente è curda da quelle parti");
}

TEST_CASE("Somebody who speaks so is the author", "[condition]") {
    finds("qui parla uno che è di colore", {"di colore"});
    finds("ve lo dice una che è sorda", {"sorda"});
    ignores("uno che è di colore trova meno casa");
}

TEST_CASE("My big one and my two are my children", "[condition]") {
    finds("la mia grande è lesbica", {"lesbica"});
    finds("il mio secondo ha il diabete", {"diabete"});
    finds("i miei due sono autistici", {"autistici"});
    ignores("la mia grande squadra è sorda");
    ignores("i miei due locali sono ciechi");
}

TEST_CASE("The object of an act may stand first", "[condition]") {
    finds("il ramadan lo faccio da sempre", {"ramadan"});
    finds("il ramadan mio marito lo rispetta, io il ramadan lo facevo", {"ramadan"});
    ignores("il ramadan lo fanno in tanti e la sala è piena");
    ignores("dai 16 ai 29 anni lo sconto vale doppio");
}

TEST_CASE("Who is written to is not whom it is said of", "[condition]") {
    finds("Gentile ufficio, a nostro figlio Matteo hanno trovato il diabete", {"diabete"},
          {"Matteo"});
    finds("Egregio sindaco, non esce più di casa mia zia, ha il parkinson", {"parkinson"});
    ignores("Il sindaco, dicono, ha il parkinson");
}

TEST_CASE("What is cut off is light, gas or water where the text has named it", "[condition]") {
    finds("la luce è un ricordo, ce l'hanno staccata a marzo", {"ce l'hanno staccata"});
    finds("a mia madre l'acqua gliel'hanno chiusa", {"gliel'hanno chiusa"});
    ignores("il platano di casa nostra ce l'hanno tagliato a marzo");
}

TEST_CASE("Another one is a lover where a spouse is named and no noun follows", "[condition]") {
    finds("mia moglie non lo sa, io ho un'altra e cambio casa", {"ho un'altra"});
    finds("il marito di Marta Livi ha un'altra da maggio", {"ha un'altra"}, {"Marta Livi"});
    ignores("mia moglie compila la domanda, io ho un'altra carta da firmare");
    ignores("ho un'altra, se vi serve una sedia");
}

TEST_CASE("Sleeping in somebody's van is not about that somebody", "[condition]") {
    finds("dormo nel furgone di un amico", {"dormo nel furgone"});
    ignores("lo sfratto di un amico");
}

TEST_CASE("Lei and lui say the sex of who loves, and the verb belongs to the partner",
          "[condition]") {
    finds("la figlia di Lino Bardi è brava, e comunque lei prima sta con le donne",
          {"sta con le donne"}, {"Lino Bardi"});
    ignores("la figlia di Lino Bardi lei sta con le donne in cucina", {"Lino Bardi"});
    ignores("il figlio di Lino Bardi lui sta con le donne", {"Lino Bardi"});
    finds("Ugo Livi è andato a vivere col fidanzato", {"andato a vivere col fidanzato"},
          {"Ugo Livi"});
}

TEST_CASE("One of my children is somebody", "[condition]") {
    finds("uno dei miei figli è sordo", {"sordo"});
    finds("la più piccola delle mie nipoti ha il diabete", {"diabete"});
    finds("una delle gemelle è autistica", {"autistica"});
    ignores("uno dei bambini della scuola è sordo");
    ignores("uno dei figli dei vicini è sordo");
}

TEST_CASE("What stays under the threshold does not take away what follows from it", "[condition]") {
    finds("@lele tu che votavi lega, adesso fai l'ecologista?", {"votavi lega"}, {"@lele"});
}

TEST_CASE("What somebody has told one of is a topic, and a verdict is its participle",
          "[condition]") {
    ignores("mi hanno parlato dello sfratto");
    finds("mi hanno parlato di un tumore", {"tumore"});
    finds("Lino Bardi non ha rubato, lo hanno assolto", {"assolto"}, {"Lino Bardi"});
}

TEST_CASE("Clipped articles of dialects are articles", "[condition]") {
    finds("tengo 'o diabete", {"diabete"});
    finds("mio padre sta male pe' 'n infarto", {"infarto"});
}
