// tests/detect/age_stage_test.cpp: ages of the author and of people near, and phrases that are
// none.
#include "detect/age_numbers.hpp"
#include "detect/age_school.hpp"
#include "detect/stages.hpp"

#include "oblio/detect/scanner.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

using namespace oblio;
using namespace std::chrono_literals;

namespace {

const Scanner& scanner() {
    static const Scanner made = [] {
        const std::array folders{test::source_folder() / "patterns"};
        return Scanner::create(PatternSet::load(folders).value()).value();
    }();
    return made;
}

struct Age {
    std::string text;
    AgeClaim claim;
};

std::vector<Age> ages(std::string_view text, std::optional<Date> date = {}) {
    ScanContext context;
    context.date = date;
    std::vector<Age> result;
    for (const Finding& finding : scanner().scan(text, context)) {
        if (finding.type == FindingType::age) {
            result.push_back({std::string{finding.where.of(text)}, finding.age.value()});
        }
    }
    return result;
}

// The one claim of a text.
AgeClaim claim(std::string_view text, std::optional<Date> date = {}) {
    const std::vector<Age> found = ages(text, date);
    INFO(text);
    REQUIRE(found.size() == 1);
    return found[0].claim;
}

bool says(const AgeClaim& claim, AgeOf of, int least, int most) {
    return claim.of == of && claim.least == least && claim.most == most;
}

} // namespace

TEST_CASE("Numbers are read in digits, in words and elided", "[age]") {
    CHECK(detect::read_age_number("13") == 13);
    CHECK(detect::read_age_number("ventotto") == 28);
    CHECK(detect::read_age_number("trent") == 30);
    CHECK(detect::read_age_number("novantatre") == 93);
    CHECK(detect::read_age_number("centodue") == 102);
    CHECK(detect::read_age_number("otantun") == 81);
    CHECK(detect::read_age_number("sissantottu") == 68);
    CHECK_FALSE(detect::read_age_number("do"));
    CHECK_FALSE(detect::read_age_number("1300"));
    CHECK_FALSE(detect::read_age_number("trento"));
    CHECK(detect::read_age_adjective("quindicenne") == 15);
    CHECK(detect::read_age_adjective("ventiduenne") == 22);
    CHECK(detect::read_age_adjective("ottantenni") == 80);
    CHECK(detect::read_age_adjective("ultranovantenne") == 90);
    CHECK_FALSE(detect::read_age_adjective("perenne"));
    CHECK_FALSE(detect::read_age_adjective("ventenni") == 21);
}

TEST_CASE("Years are read in words", "[age]") {
    CHECK(detect::read_year_word("duemiladieci") == 2010);
    CHECK(detect::read_year_word("duemilanove") == 2009);
    CHECK(detect::read_year_word("millenovecentoquarantadue") == 1942);
    CHECK_FALSE(detect::read_year_word("duemila"));
    CHECK_FALSE(detect::read_year_word("duemilacento"));
    CHECK_FALSE(detect::read_year_word("dieci"));
}

TEST_CASE("The author's own age comes out as a claim about the author", "[age]") {
    CHECK(says(claim("ho 12 anni e gioco a basket"), AgeOf::author, 12, 12));
    CHECK(says(claim("salve ho quattordici anni"), AgeOf::author, 14, 14));
    CHECK(says(claim("SONO UNA PENSIONATA DI 79 ANNI"), AgeOf::author, 79, 79));
    CHECK(says(claim("sono una trentenne stanca"), AgeOf::author, 30, 30));
    CHECK(says(claim("mia madre non vuole, ma ne ho 15"), AgeOf::author, 15, 15));
    CHECK(says(claim("ho quasi 14 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("ho appena compiuto 16 anni"), AgeOf::author, 16, 16));
    CHECK(says(claim("domani compio 15 anni"), AgeOf::author, 14, 14));
    CHECK(says(claim("oggi compio 15 anni"), AgeOf::author, 15, 15));
    CHECK(says(claim("tra un mese faccio 14 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("quanti anni avete? io undici"), AgeOf::author, 11, 11));
    CHECK(says(claim("sono minorenne, chi firma?"), AgeOf::author, 0, 17));
    CHECK(says(claim("calcio · 13 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("a 68 anni mi tocca fare la fila"), AgeOf::author, 68, 68));
}

TEST_CASE("A birth year is a range at the day of the message", "[age]") {
    const Date day = 2025y / 5 / 1;
    const AgeClaim born = claim("sono del 2010, posso venire?", day);
    CHECK(says(born, AgeOf::author, 14, 15));
    CHECK(born.birth_year == 2010);
    CHECK(says(claim("classe 2011 · nuoto", day), AgeOf::author, 13, 14));
    CHECK(ages("la mia Panda, classe 2010", day).empty());
    CHECK(ages("i lavori del 2010", day).empty());
    CHECK(ages("2008").size() == 1);
    CHECK(ages("nascita: 11/01/2008").empty()); // the birth date says it
}

TEST_CASE("A school class implies an age, by the half of the school year", "[age]") {
    CHECK(says(claim("faccio la terza media", 2025y / 10 / 1), AgeOf::author, 12, 13));
    CHECK(says(claim("faccio la terza media", 2025y / 3 / 1), AgeOf::author, 13, 14));
    CHECK(says(claim("vado in quinta elementare", 2025y / 3 / 1), AgeOf::author, 10, 11));
    CHECK(says(claim("sono in seconda superiore", 2025y / 10 / 1), AgeOf::author, 14, 15));
    CHECK(claim("faccio la terza superiore", 2025y / 10 / 1).least >= 16);
    CHECK(says(claim("frequento le medie"), AgeOf::author, 10, 14));
    CHECK(claim("mia figlia fa la prima media").of == AgeOf::other);
    CHECK(ages("LIBERTÀ!!! prima media archiviata", Date{2026y / 6 / 8}).size() == 1);
    CHECK(ages("prima media archiviata dal ministero").empty());
}

TEST_CASE("The classes follow one another without a gap", "[age]") {
    int before = 0;
    for (const auto level : {detect::SchoolLevel::elementary, detect::SchoolLevel::middle}) {
        const int last = level == detect::SchoolLevel::elementary ? 5 : 3;
        for (int year = 1; year <= last; ++year) {
            const detect::AgeRange autumn = detect::school_ages(level, year, 2025y / 11 / 1);
            const detect::AgeRange spring = detect::school_ages(level, year, 2026y / 4 / 1);
            CHECK(autumn.least == spring.least - 1);
            CHECK(autumn.least > before);
            before = autumn.least;
        }
    }
}

TEST_CASE("Ages of people near are not the author's", "[age]") {
    CHECK(says(claim("mio figlio ha 13 anni"), AgeOf::other, 13, 13));
    CHECK(says(claim("mia nonna di 93 anni cade spesso"), AgeOf::other, 93, 93));
    CHECK(says(claim("i miei figli (4 e 7 anni) vanno a scuola"), AgeOf::other, 4, 7));
    CHECK(says(claim("mio papà ne ha 86, non guida più"), AgeOf::other, 86, 86));
    CHECK(says(claim("ha compiuto 9 anni mia figlia"), AgeOf::other, 9, 9));
    CHECK(says(claim("Tullia Morandazzi, 82 anni, è scomparsa"), AgeOf::other, 82, 82));
    CHECK(says(claim("per Tullia Morandazzi, 79enne"), AgeOf::other, 79, 79));
    CHECK(says(claim("mia figlia quattordicenne aspetta il bus"), AgeOf::other, 14, 14));
}

TEST_CASE("Memories, limits, spans of time, things, quotes and jokes state no age", "[age]") {
    CHECK(ages("ho 13 anni").size() == 1); // the phrase itself is seen
    CHECK(ages("ho 70 anni per l'anagrafe").size() == 1);
    for (const std::string_view text : {"quando avevo 13 anni qui c'era un prato",
                                        "Nel 1974 avevo quattordici anni",
                                        "corso dai 14 anni in su",
                                        "riservato agli under 16",
                                        "vietato ai minori di 14 anni",
                                        "per ragazzi dai 6 ai 14 anni",
                                        "da 20 anni aspettiamo",
                                        "20 anni fa era meglio",
                                        "sono 30 anni che pago",
                                        "ho 30 anni di contributi",
                                        "ho 12 anni per l'anagrafe del videogioco",
                                        "ho 12 anni secondo il sito",
                                        "il ponte ha 50 anni",
                                        "il mio cane ha 11 anni",
                                        "il teatro compie 100 anni",
                                        "fra quindici anni vado in pensione",
                                        "mi sono sentita una dodicenne",
                                        "mi ha detto: «ho dodici anni»",
                                        "io e lui, 15 anni insieme",
                                        "la prima media delle temperature",
                                        "ho solo la terza media",
                                        "insegno in seconda media",
                                        "quando andavo alle elementari",
                                        "ne ho 40 scatole",
                                        "se avessi vent'anni",
                                        "un ragazzo di 20 anni",
                                        "il treno delle 13"}) {
        INFO(text);
        CHECK(ages(text).empty());
    }
}

TEST_CASE("An age with a verb of the past is a memory, not an age of today", "[age]") {
    for (const char* text :
         {"a 15 anni programmavo già", "io a 13 anni lavoravo in fabbrica", "avevo 14 anni",
          "quando ne avevo 13 mio padre mi portava al mare", "a quindici anni partii per Torino",
          "mi sono sposata a vent'anni", "a 16 anni ho cominciato a lavorare",
          "Mia figlia ha smesso di mangiare a quattordici anni",
          "Fuggito di casa a 17 anni perché mi andava stretto", "mi sento come se avessi 15 anni",
          "all'età di 13 anni emigrai in Belgio",
          "a 14 anni, con mio padre, andavo già al cantiere", "ho fatto la terza media a Jesi"}) {
        INFO(text);
        CHECK(ages(text).empty());
    }
    CHECK(says(claim("a 71 anni salgo le scale a piedi"), AgeOf::author, 71, 71));
    CHECK(says(claim("A settantadue anni, operato al cuore, devo fare le scale"), AgeOf::author, 72,
               72));
    CHECK(says(claim("ho 15 anni e prima giocavo a calcio"), AgeOf::author, 15, 15));
}

TEST_CASE("Years that something lasts are nobody's age, across marks and small words", "[age]") {
    for (const char* text :
         {"ho 12 anni... di abbonamento alle spalle", "ho 12 anni, di esperienza",
          "ho 12 anni ormai... di matrimonio!", "ho 14 anni di contributi",
          "Ho 15 anni (di servizio) e nessuno mi ascolta", "da 15 anni vivo qui",
          "sono 12 anni che aspetto", "di contributi ho 14 anni",
          "Anni di abbonamento? ne ho 12, di abbonamento",
          "La sentenza: quattro anni e due mesi per peculato",
          "passaporto della bimba, validità tre anni"}) {
        INFO(text);
        CHECK(ages(text).empty());
    }
    CHECK(says(claim("ho 12 anni... e vorrei iscrivermi"), AgeOf::author, 12, 12));
    CHECK(says(claim("ho 12 anni, di solito vengo il lunedì"), AgeOf::author, 12, 12));
}

TEST_CASE("What somebody spent years at is no age, and what a birthday says is", "[age]") {
    for (const char* text :
         {"mio fratello ha lavorato due anni in Germania", "mio zio ha già patteggiato otto mesi",
          "mia madre è stata tre mesi in ospedale", "mio figlio aspetta 8 mesi per una visita"}) {
        INFO(text);
        CHECK(ages(text).empty());
    }
    CHECK(says(claim("mia figlia ha compiuto 8 anni"), AgeOf::other, 8, 8));
    CHECK(says(claim("mio figlio ha fatto 18 anni ieri"), AgeOf::other, 18, 18));
    CHECK(says(claim("mia nonna ha raggiunto 100 anni"), AgeOf::other, 100, 100));
}

TEST_CASE("An age reaches back to the relative of the sentence before", "[age]") {
    CHECK(says(claim("accettate anche mia figlia? Ha 9 anni"), AgeOf::other, 9, 9));
    CHECK(ages("Il ponte è chiuso. Ha 90 anni").empty());
    CHECK(says(claim("Vado per i novantatré e cammino ancora"), AgeOf::author, 92, 92));
    CHECK(ages("Vado per i campi e conto i novantatré pali").empty());
    CHECK(says(claim("io ne ho quindici e mezzo posso?"), AgeOf::author, 15, 15));
}

TEST_CASE("An age that is denied, not reached or somebody else's words is not the writer's",
          "[age]") {
    CHECK(says(claim("ho 14 anni"), AgeOf::author, 14, 14));
    CHECK(says(claim("non ho ancora 14 anni"), AgeOf::author, 11, 13));
    CHECK(says(claim("ho meno di 14 anni"), AgeOf::author, 11, 13));
    CHECK(says(claim("sto per compiere 14 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("mi mancano due mesi ai 14 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("tra due anni faccio 18 anni"), AgeOf::author, 15, 16));
    for (const std::string_view none :
         {"non ho mica 12 anni", "Non ho 12 anni, pretendo una risposta",
          "un ragazzino mi ha risposto: ho 12 anni", "lei dice ho 13 anni e tutti zitti",
          "ho 12 anni più di mia sorella", "ho 14 anni + iva", "mentalmente ho 12 anni",
          "ho 15 anni ancora da scontare", "Età: 11-13 anni", "Oggi compio 12 anni da donatore",
          "a 14 anni mio padre mi mandò a bottega", "a 13 anni sono ancora bambini",
          "se tornassi alla mia età di 12 anni rifarei tutto",
          "ho 13 anni, mi ha detto uno in piazza", "Sono Rocky, ho 10 anni e cerco casa",
          "ciao, ho 3 anni e mordo"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
}

TEST_CASE("An age by a register, a game, or in somebody else's eyes is not the writer's", "[age]") {
    for (const std::string_view none :
         {"ho 12 anni per l'anagrafe del videogioco", "su Fortnite ho 12 anni",
          "per Instagram ho 12 anni perché ho sbagliato la data", "secondo il sito ho 11 anni",
          "nel gioco ho 12 anni e un drago", "la app dice che ho 14 anni",
          "sul vostro portale risulta che ho 13 anni", "nel copione ho 12 anni",
          "per mia madre ho ancora dieci anni", "pensate che ho 12 anni?",
          "quando vedo la giostra ho ancora 10 anni", "mi tratti come se ho 12 anni",
          "ho 13 anni? no, ben di più", "e lui: ho 13 anni, lasciami stare",
          "sul muro c'è la scritta ho 13 anni e voglio volare"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
    CHECK(says(claim("ho 13 anni e su Fortnite sono forte"), AgeOf::author, 13, 13));
    CHECK(says(claim("su internet gioco, ho 13 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("quando piove sto a casa, ho 13 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("ho 12 anni, per il sito chi chiamo?"), AgeOf::author, 12, 12));
    CHECK(says(claim("per l'anagrafe ho 81 anni"), AgeOf::author, 81, 81));
}

TEST_CASE("Years said in jest, or of something else, are no age", "[age]") {
    for (const std::string_view none :
         {"ho 15 anni da 30 anni", "ho 15 anni da un bel pezzo", "ho 15 anni più iva",
          "ho 15 anni anch'io per un minuto", "io 13 anni non li ho più",
          "compio 12 anni senza fumo", "spengo quindici candeline per il mio bar",
          "alle giostre quando divento dodicenne", "vado in quinta elementare a leggere le fiabe",
          "faccio la terza media alla sera, finalmente"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
    CHECK(ages("ho 15 anni da due mesi").size() == 1);
    CHECK(ages("ho 15 anni ancora per un giorno").size() == 1);
    CHECK(ages("vado in quinta elementare a piedi").size() == 1);
}

TEST_CASE("A number put first is an age where a verb of turning takes it up", "[age]") {
    CHECK(says(claim("i quattordici li faccio a ottobre"), AgeOf::author, 13, 13));
    CHECK(says(claim("i tredici li compio tra un mese, posso?"), AgeOf::author, 12, 12));
    CHECK(says(claim("quindici anni li faccio domenica!!"), AgeOf::author, 14, 14));
    CHECK(says(claim("14 anni li ho compiuti a marzo"), AgeOf::author, 14, 14));
    CHECK(says(claim("i 14 li ho fatti ieri, finalmente"), AgeOf::author, 14, 14));
    CHECK(says(claim("12 anni ce li ho"), AgeOf::author, 12, 12));
    for (const std::string_view none :
         {"i quindici chilometri li faccio a ottobre", "i dieci li faccio in 50 minuti",
          "i quattordici turni li faccio a ottobre", "i 14 li faccio fare a mio fratello",
          "la corsa: i dieci li faccio a ottobre, i ventuno a maggio", "i dodici li faccio"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
}

TEST_CASE("An age beside what is said of oneself is the writer's", "[age]") {
    for (const std::string_view text :
         {"sono iscritto alla bocciofila da poco, 67 anni, un polmone solo, e mi negate la sala",
          "vivo da solo in periferia, 74 anni, nessuno che passa",
          "chi me lo paga? 80 anni e conto gli spicci", "io monarchico a 24 anni, si può?"}) {
        INFO(text);
        CHECK(claim(text).of == AgeOf::author);
    }
    for (const std::string_view text :
         {"Mio figlio è stato insultato. È alto, ha 9 anni e paga", "il mio bisnonno ne fa 102",
          "Mia nipote si è persa. Sta bene, ha 6 anni", "la mia più grande ha compiuto 17 anni",
          "non hanno l'acqua e loro hanno ottantotto anni"}) {
        INFO(text);
        CHECK(claim(text).of == AgeOf::other);
    }
    for (const std::string_view none :
         {"sono iscritto alla palestra, 13 anni, mai un'assenza", "il mio cane. È nero, ha 9 anni",
          "Mio figlio ha un cane. È nero, ha 9 anni", "la loro casa ha 13 anni",
          "sono passati i mesi, 13 anni, e niente", "la legge ha quasi dieci anni",
          "mia mamma quarant'anni in filanda", "Fulgenzio Rasponi ha fatto sei anni al fresco"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
}

TEST_CASE("Who becomes so old is not so old yet", "[age]") {
    CHECK(says(claim("domani divento sedicenne"), AgeOf::author, 15, 15));
    CHECK(says(claim("a luglio divento quattordicenne"), AgeOf::author, 13, 13));
    CHECK(says(claim("oggi divento sedicenne"), AgeOf::author, 16, 16));
    CHECK(says(claim("domani divento trentenne"), AgeOf::author, 29, 29));
}

TEST_CASE("A number beside ne is an age only where ages are spoken of", "[age]") {
    CHECK(says(claim("mio fratello è grande, io ne ho 14"), AgeOf::author, 14, 14));
    CHECK(says(claim("ne faccio 15 giovedì"), AgeOf::author, 14, 14));
    CHECK(says(claim("ne ho 13 appena fatti"), AgeOf::author, 13, 13));
    for (const std::string_view none : {"io ne ho 13 di gatti", "di gatti ne ho 13",
                                        "ne ho 15 in garage", "ne ho 12, di biglietti"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
    // of anything: no more than a hint
    CHECK(scanner().scan("biglietti? ne ho 13", {}).at(0).confidence <= 0.5);
}

TEST_CASE("Those who present themselves in a few words are of the age they give", "[age]") {
    CHECK(says(claim("quindicenne qui, presente!"), AgeOf::author, 15, 15));
    CHECK(claim("seconda media qui!").of == AgeOf::author);
    CHECK(claim("prima superiore e poca esperienza, va bene?").of == AgeOf::author);
    CHECK(says(claim("noi ragazze di quindici anni"), AgeOf::author, 15, 15));
    CHECK(says(claim("noi quindicenni non abbiamo dove andare"), AgeOf::author, 15, 15));
    CHECK(says(claim("gioco a calcio, ho 12 anni"), AgeOf::author, 12, 12));
    CHECK(says(claim("siamo due amiche di 13 anni"), AgeOf::author, 13, 13));
    CHECK(says(claim("siamo dodicenni e vogliamo un campetto"), AgeOf::author, 12, 12));
    CHECK(claim("mi presento: Anna, 13 anni").of == AgeOf::author);
    CHECK(claim("quest'anno ho iniziato le medie").of == AgeOf::author);
    CHECK(claim("ho una figlia di terza media").of == AgeOf::other);
    CHECK(claim("il mio nonno ne compie 100 domenica").of == AgeOf::other);
    for (const std::string_view none :
         {"ai miei tempi in terza media si andava a lavorare", "vado alle medie a votare",
          "sono alle medie per il ricevimento", "poltrone anni 50", "Con i miei di prima media",
          "oggi spengo 13 candeline da quando ho aperto"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
    CHECK(ages("terza media presente nel plesso").empty());
    CHECK(ages("Prima superiore e libri a 400 euro: vergogna").empty());
    CHECK(ages("di calcio ho 12 anni").empty());
    CHECK(ages("noi quindicenni degli anni ottanta").empty());
}

TEST_CASE("Ages are read in the languages heard in Italian towns", "[age]") {
    for (const std::string_view text :
         {"i'm 13 can i come?", "im 13 years old", "I am 13", "hi, I'm a 13 year old girl",
          "tengo 13 años", "j'ai 13 ans", "am 13 ani", "ich bin 13 Jahre alt", "jam 13 vjeç",
          "tenho 13 anos", "go 13 ani", "aggio fatto 13 anne", "haiu 13 anni", "ciò 13 anni"}) {
        INFO(text);
        CHECK(says(claim(text), AgeOf::author, 13, 13));
    }
    for (const std::string_view none : {"I'm 13 minutes late", "mi hijo tiene 13 años",
                                        "vivo aquí hace 13 años", "im 13% sure"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
}

TEST_CASE("A class is counted as its school counts, and as the words around it change it",
          "[age]") {
    const Date spring{2026y / std::chrono::March / 10};
    CHECK(says(claim("faccio la I media", spring), AgeOf::author, 11, 12));
    CHECK(says(claim("sono in quarta ginnasio", spring), AgeOf::author, 14, 15));
    CHECK(says(claim("sono all'ultimo anno di medie", spring), AgeOf::author, 13, 14));
    CHECK(says(claim("quest'anno ho l'esame di terza media", spring), AgeOf::author, 13, 14));
    CHECK(says(claim("a settembre inizio il liceo", spring), AgeOf::author, 13, 14));
    CHECK(says(claim("a settembre inizio la terza superiore", spring), AgeOf::author, 15, 16));
    CHECK(says(claim("ripeto la seconda media", spring), AgeOf::author, 12, 14));
    CHECK(says(claim("vado ancora alle elementari", spring), AgeOf::author, 5, 11));
    CHECK(claim("i miei fanno la prima media", spring).of == AgeOf::other);
    CHECK(says(claim("faccio il primo anno dell'alberghiero", spring), AgeOf::author, 14, 15));
    CHECK(says(claim("faccio il secondo anno dello scientifico", spring), AgeOf::author, 15, 16));
    CHECK(says(claim("mia nipote fa l'ultimo anno di materna", spring), AgeOf::other, 5, 6));
    CHECK(says(claim("mio figlio è al primo anno di asilo", spring), AgeOf::other, 3, 4));
    for (const std::string_view none :
         {"I media parlano d'altro", "frequento la terza media serale al CPIA",
          "vado in terza media domani per una supplenza", "la terza media l'ho ripetuta due volte",
          "ho solo la terza media", "l'ultimo anno di materna è gratuito",
          "mia figlia va alla prima materna del paese"}) {
        INFO(none);
        CHECK(ages(none, spring).empty());
    }
}

TEST_CASE("Years of birth are read as people shorten them", "[age]") {
    const Date day{2026y / std::chrono::March / 10};
    for (const std::string_view text :
         {"sono 2012", "sono una 2012", "io 2012", "2012 qui!", "sono del '12",
          "nata a maggio 2012, posso?", "sono del duemiladodici", "classe duemiladodici, posso?",
          "annata duemiladodici presente", "leva 2012 qui, chi c'è?",
          "io sono nata nel duemiladodici"}) {
        INFO(text);
        CHECK(claim(text, day).birth_year == 2012);
        CHECK(claim(text, day).of == AgeOf::author);
    }
    for (const std::string_view none :
         {"sono 2012 euro", "oggi sono 2012", "iscrizioni aperte: 2012, 2013 e 2014",
          "la mia Panda è del '12", "nell'12 non c'era", "sono duemila",
          "il Barolo annata duemiladieci è finito", "abito qui dal duemiladodici",
          "il pulmino è del duemiladodici", "che vino, annata 2012"}) {
        INFO(none);
        CHECK(ages(none, day).empty());
    }
}

TEST_CASE("A class that homework is of is the writer's, unless a family or a time gone by is named",
          "[age]") {
    const Date day{2025y / std::chrono::December / 5};
    for (const std::string_view text :
         {"venivo anche io ma avevo i compiti di seconda media",
          "non ci sono stata perché avevo la verifica di seconda media",
          "ho troppi compiti di seconda media uffa",
          "noi di seconda media avevamo l'interrogazione di storia, evviva la neve"}) {
        CHECK(says(claim(text, day), AgeOf::author, 11, 12));
    }
    for (const std::string_view none :
         {"quando avevo i compiti di seconda media li facevo in cucina",
          "ai miei tempi noi di seconda media avevamo la verifica ogni lunedì",
          "noi di seconda media avevamo la verifica di latino, nel '74",
          "ho le verifiche di seconda media da correggere",
          "volevo uscire ma avevo i compiti di seconda media di mia figlia",
          "aiuto cercasi per i compiti di seconda media", "vendo libri e compiti di seconda media",
          "avevo i compiti di seconda media"}) {
        INFO(none);
        CHECK(ages(none, day).empty());
    }
}

TEST_CASE("A number beside ne is an age where the writer takes part among elders", "[age]") {
    CHECK(says(claim("io gioco coi grandi anche se ne ho 12"), AgeOf::author, 12, 12));
    CHECK(scanner().scan("mi alleno con i più grandi, ma ne ho 13").front().confidence >= 0.7);
    CHECK(scanner().scan("io gioco coi grandi anche se ne ho 12").front().confidence >= 0.7);
    for (const std::string_view none : {"vasi grandi, ne ho 12", "coi grandi vasi, ne ho 12",
                                        "i pacchi sono tra i grandi, ne ho 12"}) {
        INFO(none);
        for (const Finding& finding : scanner().scan(none)) {
            CHECK((finding.type != FindingType::age || finding.confidence < 0.55));
        }
    }
}

TEST_CASE("A child is known from the parent who writes, from the relative before, or not at all",
          "[age]") {
    CHECK(claim("Sono la mamma di Elia. Da settembre va in prima media").of == AgeOf::other);
    CHECK(claim("Iscrivo mio figlio. Ha l'asma, 10 anni, adora la musica").of == AgeOf::other);
    for (const std::string_view none :
         {"La mamma di tutte le liti. Da settembre va in prima media la rissa",
          "Cerco un tubo. Ha la guarnizione, 10 anni, e perde"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
}

TEST_CASE("What somebody waits or works for years is nobody's age, in any way of saying it",
          "[age]") {
    for (const std::string_view none :
         {"SON ORMAI DIECI ANNI CHE CHIEDO UNO SCIVOLO", "sono già 20 anni che scrivo",
          "i panini? ne ho fatti sessanta",
          "ieri Otello Fermi, quarant'anni nel partito, ha parlato",
          "mi padre ha fatto il camallo pe' 38 anni", "ho 30 anni e di contributi"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
    CHECK(says(claim("ho 16 anni e in cantiere mi pagano poco"), AgeOf::author, 16, 16));
    CHECK(claim("ieri era il mio compleanno, ne ho fatti 14").of == AgeOf::author);
    CHECK(says(claim("So' settantasei anni che sto ar monno"), AgeOf::author, 76, 76));
    CHECK(ages("mio padre so' dieci anni che ce litiga").empty());
    CHECK(claim("a 91 anni mia nonna ha fatto la carta elettronica").of == AgeOf::other);
    CHECK(ages("a 14 anni mio padre mi mandò a bottega").empty());
    CHECK(claim("SONO UNA VECCHIETTA DI 87 ANNI E FACCIO LE SCALE").of == AgeOf::author);
    CHECK(claim("Giulia Bruni, 40 anni nel 2026, cerca casa").of == AgeOf::other);
}

TEST_CASE("Those who give a name and a number, or the class they go to, give their age", "[age]") {
    CHECK(says(claim("Ciao sono Ale, 16, cerco gente per calcetto"), AgeOf::author, 16, 16));
    CHECK(says(claim("Mi chiamo Sara, 11, e vorrei una pista"), AgeOf::author, 11, 11));
    CHECK(claim("faccio la quinta al liceo scientifico").of == AgeOf::author);
    CHECK(claim("mia figlia va in terza alle elementari").of == AgeOf::other);
    CHECK(claim("Ho un bimbo di 5 anni, esiste il bonus?").of == AgeOf::other);
    for (const std::string_view none :
         {"sono le Poste, 16, 17 e 18 aprile chiuse", "la quinta volta al liceo",
          "la gita di un bimbo di 5 anni", "sono stanco, 16, 17 e ancora"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
}

TEST_CASE("Who is counted after another is as old as the number that follows", "[age]") {
    const auto second = [](std::string_view text) {
        const auto found = ages(text);
        REQUIRE(found.size() == 2);
        return found[1].claim;
    };
    CHECK(
        says(second("vorremmo sposarci: io 31 anni, lei 28. Quanto costa?"), AgeOf::other, 28, 28));
    CHECK(says(second("io 70 anni, mio marito 75, non possiamo"), AgeOf::other, 75, 75));
    CHECK(says(second("mio figlio ha 8 anni, la piccola 5"), AgeOf::other, 5, 5));
    for (const std::string_view one :
         {"io 31 anni, lui 28 euro di multa", "ho 31 anni. Lei 28, grazie", "ho 31 anni, bus 28"}) {
        INFO(one);
        CHECK(ages(one).size() == 1);
    }
}

TEST_CASE("A class without its school is an age of a child near the writer, or beside a name",
          "[age]") {
    const Date autumn{2026y / std::chrono::October / 10};
    CHECK(says(claim("mio figlio va in quinta", autumn), AgeOf::other, 9, 19));
    CHECK(claim("SONO LA MAMMA DI LARA CHE STA IN QUINTA A DE AMICIS").of == AgeOf::other);
    CHECK(claim("premio a Ada Monti (classe 3^B secondaria)").of == AgeOf::other);
    CHECK(claim("ha vinto Ugo Livi (2A)").of == AgeOf::other);
    CHECK(claim("Ecco, sono io. Cinquanta anni e non ho un lavoro").of == AgeOf::author);
    for (const std::string_view none :
         {"mio figlio gioca in terza categoria", "mia figlia sta in prima", "sono in terza corsia",
          "la salita si fa in seconda a fatica", "il bando (3B) scade oggi",
          "Dieci anni e non ho visto un vigile", "Ugo Livi si è fatto due anni per bancarotta"}) {
        INFO(none);
        CHECK(ages(none, autumn).empty());
    }
}

TEST_CASE("An age without its unit, in a question or beside a comparison is still an age",
          "[age]") {
    CHECK(claim("Mio suocero, ottantaquattro a dicembre, non ci riconosce").of == AgeOf::other);
    CHECK(claim("mia cognata, cinquanta passati, suona la campana").of == AgeOf::other);
    CHECK(claim("ho perso il lavoro e a 57 anni chi mi prende?").of == AgeOf::author);
    CHECK(claim("mio figlio è alto come me, 11 anni, gioca").of == AgeOf::other);
    CHECK(claim("Complimenti ad Ada Monti che a 19 anni ha già vinto").of == AgeOf::other);
    CHECK(claim("i libri di seconda superiore di mia figlia").of == AgeOf::other);
    CHECK(claim("la tessera di mio figlio neodiciottenne").least == 18);
    CHECK(claim("mi fijo c'ha sei mesi").of == AgeOf::other);
    CHECK(claim("14 anni x la cronaca").of == AgeOf::author);
    for (const std::string_view none :
         {"mio padre ha perso il lavoro a 58 anni, c'è qualche tirocinio?",
          "mio marito ha fatto il muratore trent'anni", "Ada Monti a 19 anni ha vinto il premio",
          "Oggi compie vent'anni la nostra piscina", "il vecchio acquedotto compie cent'anni",
          "mio padre, duecento a marzo e duecento ad aprile"}) {
        INFO(none);
        CHECK(ages(none).empty());
    }
}
