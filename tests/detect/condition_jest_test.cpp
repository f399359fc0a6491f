// tests/detect/condition_jest_test.cpp: what is said in jest, and the same words where they are
// meant.
#include "condition_scan.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::detect;
using namespace oblio::detect::test;

TEST_CASE("All of us are ill only in jest, but a household is", "[condition]") {
    ignores("con questo traffico qua siamo tutti in terapia");
    ignores("ormai stiamo tutti in terapia per colpa del bando");
    finds("siamo tutti e due in terapia, chiamate dopo le sei", {"in terapia"});
    finds("io e i miei fratelli siamo tutti in terapia", {"siamo tutti in terapia"});
    finds("in famiglia siamo tutti in terapia", {"siamo tutti in terapia"});
}

TEST_CASE("A sense that fails when it suits is not lost", "[condition]") {
    ignores("mio marito davanti al frigo diventa cieco");
    ignores("mio figlio diventa sordo appena lo chiamo");
    ignores("mia zia è sorda quando le conviene");
    ignores("mio zio diventa improvvisamente cieco se c'è da lavare i piatti");
    ignores("noi della frazione siamo sordi per contratto");
    ignores("noi del condominio siamo ciechi a giorni alterni");
    finds("mio marito è diventato cieco quando è scoppiata la bombola", {"cieco"});
    finds("mio figlio è sordo, appena lo chiamo si gira solo se mi vede", {"sordo"});
    finds("siamo sordi per una febbre presa da piccoli", {"sordi"});
    finds("mio zio diventa cieco se non lo operano", {"cieco"});
}

TEST_CASE("What comes of too much fun is soon over", "[condition]") {
    ignores("ho ballato talmente tanto che oggi vado in carrozzina");
    ignores("ieri ho riso così tanto che adesso non cammino");
    finds("sono talmente stanca che oggi vado in carrozzina", {"vado in carrozzina"});
    finds("da quando ho ballato sul palco rotto non cammino", {"non cammino"});
}

TEST_CASE("A machine shares no therapy", "[condition]") {
    ignores("io e la stampante siamo in terapia da gennaio");
    ignores("io e la mia vecchia caldaia ormai siamo in terapia");
    finds("io e mio marito siamo in terapia da gennaio", {"in terapia"});
}

TEST_CASE("Who asks the neighbours for asylum has not fled", "[condition]") {
    ignores("con queste zanzare chiedo asilo politico in montagna");
    ignores("chiediamo asilo politico al bar di fronte");
    finds("vengo dal mare e ho chiesto asilo politico a maggio", {"chiesto asilo politico"});
    finds("chiedo asilo politico in Italia", {"chiedo asilo politico"});
}

TEST_CASE("A plant in small letters is no party", "[condition]") {
    ignores("Lino Bardi mi ha spiegato come si pota l'ulivo", {"Lino Bardi"});
    ignores("mio zio ha piantato la quercia");
    finds("ero dell'ulivo e me ne vanto", {"ulivo"});
    finds("mio zio ha votato quercia", {"votato quercia"});
}

TEST_CASE("Things in the plural are blind, and nobody with them", "[condition]") {
    ignores("quest'anno le patate di montagna sono cieche");
    ignores("le finestre sul cortile sono cieche");
    finds("le mie figlie sono cieche", {"cieche"});
    finds("da quest'anno sono disabile", {"disabile"});
    finds("leggo le carte, sono disabile", {"disabile"});
}

TEST_CASE("Those who are paid little are a group, unless they are somebody's", "[condition]") {
    ignores("noi vediamo gli stagionali che li pagano tre euro");
    finds("i miei figli li pagano tre euro", {"pagano tre euro"});
}

TEST_CASE("Whoever rides or waits somewhere is a group", "[condition]") {
    ignores("noi ciclisti di via Roma siamo ciechi");
    ignores("noi del lungofiume siamo sordi");
    finds("noi fratelli siamo ciechi", {"ciechi"});
    finds("noi due siamo sordi", {"sordi"});
}

TEST_CASE("What one turns into each time one is not", "[condition]") {
    ignores("appena vedo la bolletta divento comunista");
    ignores("se vince ancora quello divento comunista");
    finds("sono diventata comunista quando ho perso il posto", {"comunista"});
    finds("divento cieco se non mi operano", {"cieco"});
}

TEST_CASE("Joy makes nobody ill, and a convict is not glad", "[condition]") {
    ignores("al derby mio padre diventa cieco di gioia");
    ignores("mio marito in cucina è un condannato felice");
    ignores("siamo condannati a vita al semaforo di via Verdi");
    finds("mio padre è cieco di un occhio", {"cieco"});
    finds("mio marito è stato condannato al carcere", {"condannato"});
}

TEST_CASE("Who is teased with an illness does not have it", "[condition]") {
    ignores("mia madre dice che sono autistico perché metto in ordine i barattoli");
    finds("il medico dice che sono autistico perché lo ha visto", {"autistico"});
    finds("mia madre dice che sono autistico", {"autistico"});
}

TEST_CASE("A wait that was too long, a dish too salty and a machine make nobody ill",
          "[condition]") {
    ignores("la fila era talmente lunga che vado in carrozzina");
    ignores("la mia vecchia Panda ha il parkinson e la mattina non parte");
    ignores("il nostro ascensore ha il parkinson");
    finds("la mia vecchia ha il parkinson", {"parkinson"});
}

TEST_CASE("A visit to a church is no faith, and hair joins no strike", "[condition]") {
    ignores("vado in chiesa solo per il coro di venerdì");
    ignores("vado in chiesa a vedere gli affreschi");
    finds("vado in chiesa la domenica e i campanelli non suonano", {"vado in chiesa"});
    ignores("i miei capelli sono in sciopero da ieri");
    finds("sono in sciopero da ieri", {"in sciopero"});
}

TEST_CASE("A part in a show, what is feigned and a party of a thing are not meant", "[condition]") {
    ignores("per il saggio mia nipote fa la comunista");
    ignores("mio zio fa il sordo quando suona il vigile");
    ignores("sono iscritto al partito del divano");
    finds("mia nipote fa la spesa ed è comunista", {"comunista"});
    finds("mio zio fa il fornaio ed è sordo", {"sordo"});
    finds("sono iscritto al partito della Rosa", {"iscritto al partito"});
}

TEST_CASE("The legs of a man of ninety are one's own", "[condition]") {
    ignores("ho le gambe di un novantenne con il parkinson");
    finds("sono un novantenne con il parkinson", {"parkinson"});
}

TEST_CASE("Animals, a stage and what would come if are not somebody's", "[condition]") {
    ignores("alla fiera c'era un asino cieco e Lino Bardi lo ha preso", {"Lino Bardi"});
    ignores("a teatro ho pianto per la ragazza autistica");
    ignores("se il gelataio chiude vado in carrozzina");
    ignores("ma quale comunista, mio suocero vota alla lotteria");
    finds("alla fiera c'era un asino e Lino Bardi è cieco", {"cieco"}, {"Lino Bardi"});
    finds("per la ragazza autistica del terzo piano serve il bus", {"autistica"});
    finds("se non prendo le medicine vado in carrozzina", {"vado in carrozzina"});
    finds("quale posto per mio suocero comunista?", {"comunista"});
}

TEST_CASE("Plural subjects of sono are not the writer", "[condition]") {
    ignores("le scale del metrò sono in terapia");
    ignores("i bambini della materna sono in terapia");
    finds("tutte le mattine sono in terapia", {"in terapia"});
    finds("dopo le ferie sono in terapia", {"in terapia"});
}
