// tests/subject/rules_test.cpp: the rules of decision as tables: what each one is for, beside the
// look-alikes that it must not take.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;

using test::check;
using test::check_apart;
using test::Row;

TEST_CASE("A first name before another surname is another person, in capitals and small letters",
          "[trace]") {
    const std::string subject = R"({"name":"Renzo Spadorini"})";
    const Row here{"Renzo Spadorini", "Io porto le sedie", "certain"};
    check_apart(subject, here,
                {
                    {"Ugo Prova", "Renzo ha ragione", "certain"},
                    {"Ugo Prova", "RENZO HA RAGIONE", "certain"},
                    {"Ugo Prova", "renzo ha ragione", "certain"},
                    {"Ugo Prova", "GRAZIE RENZO, SEI GRANDE", "certain"},
                    {"Ugo Prova", "RENZO SCRIVETEGLI VOI", "certain"},
                    {"Ugo Prova", "Ehilà Renzo", "certain"},
                    {"Ugo Prova", "SPADORINI HA RAGIONE", "certain"},
                    {"Ugo Prova", "Renzo Colombini ha vinto", "excluded"},
                    {"Ugo Prova", "RENZO COLOMBO HA VINTO", "excluded"},
                    {"Ugo Prova", "renzo colombo ha vinto", "excluded"},
                    {"Ugo Prova", "HA VINTO COLOMBO RENZO", "excluded"},
                    {"Ugo Prova", "Colombo Renzo ha vinto", "excluded"},
                    {"Ugo Prova", "RENZO DE SANTIS HA VINTO", "excluded"},
                    {"Ugo Prova", "RENZO D'ANGELO HA VINTO", "excluded"},
                    {"Ugo Prova", "BRUNELLA SPADORINI HA VINTO", "excluded"},
                    {"Ugo Prova", "ha vinto brunella spadorini", "excluded"},
                    // A surname that is a word, or that no list has: a person looks.
                    {"Ugo Prova", "RENZO ROSSI HA VINTO", "review"},
                    {"Ugo Prova", "HA VINTO RENZO BRAMBILLASCA", "review"},
                });
}

TEST_CASE("A figure's name is the neighbour's where something is said to its bearer", "[trace]") {
    check_apart(R"({"name":"Noè Fittizi"})", {"Noè Fittizi", "Io vengo", "certain"},
                {
                    {"Ugo Prova", "Noè ci accordi anche la chitarra?", "certain"},
                    {"Ugo Prova", "Noè mi finisci il tavolo?", "certain"},
                    {"Ugo Prova", "Noè giochi anche domenica?", "certain"},
                    {"Ugo Prova", "Noè scusa se insisto", "certain"},
                    {"Ugo Prova", "Noè chiamami domani", "certain"},
                    // Told of him, or wished for: nobody is spoken to.
                    {"Ugo Prova", "Noè ci mise quaranta giorni", "review"},
                    {"Ugo Prova", "Noè ci aiuti con questa pioggia!", "review"},
                    {"Ugo Prova", "Noè conosceva gli animali?", "review"},
                    {"Ugo Prova", "Noè porta la barca", "review"},
                });
}

TEST_CASE("A handle made from the name is asked where nobody gave it, as author and in a text",
          "[trace]") {
    const std::string subject = R"({"name":"Mario Rossi"})";
    for (const auto* handle : {"m.rossi84", "rossimario", "mario_rossi", "rossi.m", "mrossi",
                               "mariorossi77", "mario.r", "mari.rossi"}) {
        INFO(handle);
        check(subject, {{"MR", "Che bella giornata", "review", -1, handle},
                        {"Ugo Prova", "Ieri in piazza", "-"}});
        check(subject, {{"Ugo Prova", "Grazie @" + std::string{handle} + " per le foto", "review"},
                        {"Ugo Prova", "Ieri in piazza", "-"}});
    }
    for (const auto* handle : {"rossella84", "il_rossi_club", "g.rossi84", "marione", "redazione",
                               "mario_bianchi", "amrossi"}) {
        INFO(handle);
        check(subject, {{"MR", "Che bella giornata", "-", -1, handle}});
        check(subject, {{"Ugo Prova", "Grazie @" + std::string{handle} + " per le foto", "no"}});
    }
    // Somebody else's display name, and a handle given for the platform, speak against.
    check(subject, {{"Giulia Rossi", "Che bella giornata", "-", -1, "m.rossi84"}});
    check(R"({"name":"Mario Rossi","handles":["facebook:marione"]})",
          {{"MR", "Che bella giornata", "-", -1, "m.rossi84"},
           {"MR", "Che brutta giornata", "certain", -1, "marione", "other"}});
    // Given, it is certain in both places; and so is the handle of an account that is the
    // subject's.
    check(R"({"name":"Mario Rossi","handles":["m.rossi84"]})",
          {{"MR", "Che bella giornata", "certain", -1, "m.rossi84"},
           {"Ugo Prova", "Grazie @m.rossi84 per le foto", "certain"}});
    check(subject, {{"Mario Rossi", "Che bella giornata", "certain", -1, "marione"},
                    {"Ugo Prova", "Grazie @marione per le foto", "certain"}});
}

TEST_CASE("Who asks which of two is meant decides nothing", "[trace]") {
    const std::string subject =
        R"({"name":"Berto Fittizi","handles":["facebook:figlio"],
            "relatives":[{"relation":"padre","name":"Berto Fittizi"}]})";
    const Row here{"Berto Fittizi", "Io ci sono", "certain", -1, "figlio", "figlio"};
    check_apart(subject, here,
                {{"Ugo Prova", "Berto Fittizi, il figlio, è bravo", "certain"},
                 {"Ugo Prova", "Berto Fittizi senior è bravo", "excluded"},
                 {"Ugo Prova", "ma quale Berto Fittizi, il padre o il figlio?", "review"},
                 {"Ugo Prova", "Fittizi Berto c'era, ma non so quale dei due", "review"}});
}

TEST_CASE("Where the name may be turned, the trade beside it says whose it is", "[trace]") {
    const std::vector<Row> rows{
        {"Silvestro Adriano", "Io cucino", "", -1, "cuoco", "1"},
        {"Adriano Silvestro", "Io spengo", "", -1, "pompiere", "2"},
        {"Ugo Prova", "il numero dei pompieri è quello di Silvestro Adriano?", "certain"},
        {"Ugo Prova", "Silvestro Adriano ha vinto", ""}};
    check(R"({"name":"Adriano Silvestro","handles":["pompiere"],"occupation":"pompiere"})", rows);
    std::vector<Row> other = rows;
    other[2].expected = "review";
    check(R"({"name":"Silvestro Adriano","handles":["cuoco"],"occupation":"cuoco"})", other);
}

TEST_CASE("A trade is told by the place where it is exercised, too", "[trace]") {
    const std::string subject =
        R"({"name":"Berto Fittizi","handles":["facebook:berto"],"occupation":"tassista"})";
    const Row namesake{"Berto Fittizi", "Faccio il musicista", "excluded", -1, "altro", "altro"};
    check_apart(subject, namesake,
                {{"Ugo Prova", "il taxi di Berto Fittizi arriva a mezzanotte?", "certain"},
                 {"Ugo Prova", "la banda di Berto Fittizi arriva a mezzanotte?", "excluded"}});
}

TEST_CASE("Part of a double first name with the surname is nobody who bears the other part",
          "[trace]") {
    const std::string subject = R"({"name":"Gian Luigi Fittizi"})";
    check(subject, {{"Ugo Prova", "Gianluigi Fittizi fa i conti", "certain"},
                    {"Luigi Fittizi", "io no", ""},
                    {"Ugo Prova", "Gian Fittizi mi ha fatto risparmiare", "certain"}});
    check(subject, {{"Ugo Prova", "Gianluigi Fittizi fa i conti", "certain"},
                    {"Gian Fittizi", "io no", "review"},
                    {"Ugo Prova", "Gian Fittizi mi ha fatto risparmiare", "excluded"}});
}

TEST_CASE("What is said of the trade in the next sentence is said of who was named", "[trace]") {
    const std::string subject =
        R"({"name":"Berto Fittizi","handles":["facebook:berto"],"occupation":"apicoltore"})";
    const Row namesake{"Berto Fittizi", "Faccio il musicista", "excluded", -1, "altro", "altro"};
    check_apart(subject, namesake,
                {{"Ugo Prova", "Le api di Berto Fittizi? fa l'apicoltore, ci vive", "certain"},
                 {"Ugo Prova", "Le api di Berto Fittizi? non fa l'apicoltore", "excluded"},
                 {"Ugo Prova", "Le api di Berto Fittizi? fa la banda", "excluded"}});
}

TEST_CASE("Two surnames are ordinary words only if both are", "[trace]") {
    check_apart(R"({"name":"Ascanio Monti Vellutini"})",
                {"Ascanio Monti Vellutini", "Io disegno", "certain"},
                {{"Ugo Prova", "Monti Vellutini firma i lampioni?", "certain"},
                 {"Ugo Prova", "Monti e valli, che gita", "excluded"}});
}

TEST_CASE("A trade that nobody gave does not take the surname from who is in the conversation",
          "[trace]") {
    check(R"({"name":"Ottilia Fittizia"})",
          {{"Ottilia Fittizia", "Ho letto io", "certain"},
           {"Ugo Prova", "la scrittrice Fittizia piange", "certain"}});
    check(R"({"name":"Ottilia Fittizia"})",
          {{"Ugo Prova", "la scrittrice Fittizia piange", "review"}});
    check(R"({"name":"Ottilia Fittizia","occupation":"sarta"})",
          {{"Ottilia Fittizia", "Ho letto io", "certain"},
           {"Ugo Prova", "la scrittrice Fittizia piange", "excluded"}});
}

TEST_CASE("The office's message to the subject's number does not make a namesake's name theirs",
          "[trace]") {
    test::Town town;
    town.say("w", "Natale Fausto", "Io faccio miele");
    town.say("d", "Comune", "La confondiamo con Natale Fausto, ci scusi");
    town.last().author_role = "channel";
    town.last().visibility = "private";
    town.last().recipients = {{std::nullopt, std::nullopt, "+393165550101"}};
    const Trace trace = town.trace(R"({"name":"Fausto Natale","phones":["316 5550101"]})");
    CHECK(test::verdict(trace, 1) != "certain");
}

TEST_CASE("Rule 1: an account is the subject's by its number or by what one record of it proves",
          "[trace]") {
    const std::string subject =
        R"({"name":"Zelinda Amaranto","phones":["316 5550101"],"fiscal_code":"MRNZND80A41M987P",
            "handles":["instagram:zeli"]})";
    const Row namesake{"Zelinda Amaranto", "Io sono l'altra", "", -1, "altra", "altra"};
    check(subject, {namesake,
                    {"Zeli", "buongiorno", "certain", -1, "+393165550101", "numero"},
                    {"Zeli", "il mio numero è 316 555 0101", "certain", -1, "z", "prova"},
                    {"Zeli", "che sole", "certain", -1, "z", "prova"},
                    // Another number, and somebody else's name beside the right one.
                    {"Zeli", "buongiorno", "no", -1, "+393165550102", "altro numero"},
                    {"Ugo Prova", "chiamatela al 316 555 0101", "certain", -1, "u", "u"},
                    {"Ugo Prova", "che sole", "no", -1, "u", "u"}});
    // The handle of another platform proves nothing here.
    check(subject, {{"Z", "buongiorno", "no", -1, "zeli", "zeli"}});
}

TEST_CASE("Rule 4: one letter off is the subject unless somebody has exactly that name",
          "[trace]") {
    const std::string subject = R"({"name":"Zelinda Amaranto"})";
    for (const auto* slip : {"Amaronto", "Amarant", "Amarantto", "Amarnato", "AMARANTI"}) {
        check(subject, {{"Ugo Prova", "Ho visto Zelinda " + std::string{slip}, "certain"}});
        check(subject, {{"Zelinda " + std::string{slip}, "Io", ""},
                        {"Ugo Prova", "Ho visto Zelinda " + std::string{slip}, "no"}});
        check(subject, {{"Ugo Prova", "Ho visto Rosa " + std::string{slip}, "no"}});
    }
    check(subject, {{"Ugo Prova", "Ho visto Zelinda Amaronzo", "no"}}); // two letters
    check(R"({"name":"Zelinda Rosi"})", {{"Ugo Prova", "Ho visto Zelinda Rossi", "no"}}); // short
}

TEST_CASE("Rule 6: the named one is mentioned, the relative is somebody else", "[trace]") {
    const std::vector<Row> rows{{"Ugo Prova", "la figlia di Zelinda Amaranto canta", ""}};
    std::vector<Row> named = rows;
    named[0].expected = "certain";
    check(R"({"name":"Zelinda Amaranto"})", named);
    std::vector<Row> child = rows;
    child[0].expected = "no";
    check(R"({"name":"Ada Amaranto"})", child);
}

TEST_CASE("Rules 7 and 10: words with the name go with it, without it they are asked, answers that "
          "name nobody stand apart",
          "[trace]") {
    check(R"({"name":"Zelinda Amaranto"})",
          {{"Zelinda Amaranto", "il torrente sotto casa mia canta tutta la notte", "certain"},
           {"Ugo Prova", "Zelinda Amaranto: «il torrente sotto casa mia canta»", "certain"},
           {"Ugo Prova", "> il torrente sotto casa mia canta tutta la notte", "review"},
           {"Ugo Prova", "il torrente è in secca da maggio", "no"},
           {"Ugo Prova", "hai ragione da vendere", "addressed", 0},
           {"Ugo Prova", "hai ragione da vendere", "no", 3}});
}

TEST_CASE("Rule 11: saints, monuments, bridges and common nouns are nobody", "[trace]") {
    check(R"({"name":"Leone Barca"})",
          {{"Ugo Prova", "la processione di San Leone", "no"},
           {"Ugo Prova", "il monumento a Leone Barca", "excluded"},
           {"Ugo Prova", "il ponte Leone Barca è chiuso", "excluded"},
           {"Ugo Prova", "ho dipinto la barca", "no"},
           {"Ugo Prova", "Bar Barca chiude a mezzanotte", "no"},
           {"Ugo Prova", "ieri Leone Barca era in piazza", "certain"}});
}

TEST_CASE("Rule 1: of two accounts of one name, one proved leaves the other open", "[trace]") {
    const std::string subject = R"({"name":"Berta Fittizi","phones":["316 5550101"]})";
    check(subject, {{"Berta Fittizi", "Io suono", "review", -1, "altra", "altra"},
                    {"Berta Fittizi", "chiamatemi al 316 555 0101", "certain", -1, "b", "b"}});
    check(subject, {{"Berta Fittizi", "Io suono", "certain", -1, "altra", "altra"}});
}

TEST_CASE("Who speaks as one of the subject's trade is told from who speaks of it", "[trace]") {
    const std::string subject = R"({"name":"Berta Fittizi","occupation":"pescivendola"})";
    const Row other{"Berta Fittizi", "Io suono", "review", -1, "altra", "altra"};
    const auto says = [&](const std::string& text, const std::string& expected) {
        check(subject, {other, {"Berta Fittizi", text, expected, -1, "b", "b"}});
    };
    says("da pescivendola verrò a dire la mia", "certain");
    says("Va bene. Come pescivendola non vi dico bugie", "certain");
    says("da pescivendola si veste bene", "review");
    says("ieri vestita da pescivendola verrò anche domani", "review");
    says("da pompiere verrò a dire la mia", "review");
}

TEST_CASE("Where somebody works, and who is picked out by it, says which of two is meant",
          "[trace]") {
    const std::string subject =
        R"({"name":"Berto Fittizi","handles":["facebook:berto"],"occupation":"vivaista"})";
    const Row namesake{"Berto Fittizi", "Faccio il musicista", "excluded", -1, "altro", "altro"};
    check_apart(
        subject, namesake,
        {{"Ugo Prova", "un grazie a Berto Fittizi del vivaio, sempre gentile", "certain"},
         {"Ugo Prova", "Berto Fittizi ha curato anche la rotatoria nuova, quello del vivaio",
          "certain"},
         {"Ugo Prova", "Berto Fittizi ha curato la siepe, proprio quello che fa il vivaista",
          "certain"},
         {"Ugo Prova", "Berto Fittizi ha curato anche la rotatoria nuova, non quello del vivaio",
          "excluded"},
         {"Ugo Prova", "Berto Fittizi ha litigato tutta la sera con Ada Prova, quella del vivaio",
          "excluded"},
         {"Ugo Prova", "Berto Fittizi mi ha salvato tutte e due le piante, come vivaista è bravo",
          "certain"},
         {"Ugo Prova", "Berto Fittizi mi ha salvato tutte e due le piante, come un vivaista vero",
          "excluded"},
         {"Ugo Prova", "un grazie a Berto Fittizi del vicolo, sempre gentile", "excluded"}});
}

TEST_CASE("A birth year beside the name says which of two is meant", "[trace]") {
    const std::string subject =
        R"({"name":"Elvio Fittizi","handles":["facebook:elvio"],"birth_date":"1968-03-17",
            "occupation":"fabbro"})";
    const Row namesake{"Elvio Fittizi", "Faccio il musicista", "excluded", -1, "altro", "altro"};
    check_apart(subject, namesake,
                {{"Ugo Prova", "Elvio Fittizi, quello nato nel 1968, lo sa", "certain"},
                 {"Ugo Prova", "lo sa Elvio Fittizi classe 1968", "certain"},
                 {"Ugo Prova", "Elvio Fittizi nato il 17 marzo 1968 lo sa", "certain"},
                 {"Ugo Prova", "Elvio Fittizi, quello nato nel 1991, lo sa", "review"},
                 {"Ugo Prova", "Elvio Fittizi, non quello nato nel 1968", "review"},
                 {"Ugo Prova", "lo sanno Elvio Fittizi e Ada Prova, nata nel 1968", "excluded"},
                 {"Ugo Prova", "dal 1968 Elvio Fittizi vive in collina", "excluded"}});
}

TEST_CASE("Rule 8: what is said of who speaks there as an official is asked", "[trace]") {
    const std::string subject = R"({"name":"Nino Fittizi","occupation":"veterinario"})";
    const std::vector<Row> said{
        {"Ugo Prova", "Nino Fittizi ha firmato il taglio dei pini", "review"},
        {"Ugo Prova", "il veterinario Nino Fittizi cura i gatti", "certain"},
        {"Ugo Prova", "Nino Fittizi mi ha curato tutti e due i gatti, come veterinario è bravo",
         "certain"}};
    check_apart(subject, {"Nino Fittizi", "Da assessore al verde ringrazio tutti", "review"}, said);
    check(subject, {{"Nino Fittizi", "Da assessore al verde ringrazio tutti", "review"},
                    {"Nino Fittizi", "Ora curo soltanto i gatti", "certain"},
                    {"Ugo Prova", "Nino Fittizi ha firmato, ricordatevelo", "review"},
                    {"Ugo Prova", "Nino il mio micio?", "certain", 1}});
    check(subject, {{"Nino Fittizi", "Da cittadino ringrazio tutti", "certain"},
                    {"Ugo Prova", "Nino Fittizi ha firmato il taglio dei pini", "certain"}});
}

TEST_CASE("Rule 11: who is venerated under a name is not the neighbour", "[trace]") {
    check_apart(R"({"name":"Addolorata Fittizi"})",
                {"Ada Prova", "ecco Addolorata Fittizi", "certain"},
                {{"Ugo Prova", "la Madonna Addolorata del quadro è sparita", "no"},
                 {"Ugo Prova", "la festa dell'Addolorata cade a fine mese", "review"},
                 {"Ugo Prova", "la festa di Addolorata è stata bella", "certain"},
                 {"Ugo Prova", "ieri Addolorata ha cantato", "certain"}});
}

TEST_CASE("Somebody's byword, a list, a film about a name are asked", "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini","aliases":["Ronzino"]})",
                {"Ada Prova", "ecco Renzo Spadorini", "certain"},
                {{"Ugo Prova", "al teatrino danno Renzo detto il Furioso", "review"},
                 {"Ugo Prova", "è arrivato Renzo detto Ronzino", "certain"},
                 {"Ugo Prova", "hanno detto che Renzo canta", "certain"},
                 {"Ugo Prova", "renzo ha detto il vero", "certain"},
                 {"Ugo Prova", "la lista Spadorini non si presenta", "review"},
                 {"Ugo Prova", "la lista di Spadorini è lunga", "certain"},
                 {"Ugo Prova", "il documentario su Spadorini lo danno due volte", "review"},
                 {"Ugo Prova", "contiamo tutti su Spadorini", "certain"}});
}

TEST_CASE("Where a street has the whole name, books and old times may be about who gave it",
          "[trace]") {
    const std::string subject = R"({"name":"Silvano Fittizi"})";
    const std::vector<std::string> of_old{"in classe leggevamo Silvano Fittizi e i suoi versi",
                                          "il vero Silvano Fittizi nacque altrove",
                                          "\"Silvano Fittizi, il prigioniero\" alle 21"};
    const std::vector<std::string> of_today{"Silvano Fittizi mi ha rifatto il divano",
                                            "il letto l'ho preso da Silvano Fittizi"};
    const Row own{"Silvano Fittizi", "Io ci sono", "certain"};
    const Row street{"Ugo Prova", "via Silvano Fittizi è tutta una buca", "excluded"};
    const Row elsewhere{"Ugo Prova", "via Tarcisio Provini è tutta una buca", "no"};
    for (const std::string& text : of_old) {
        check(subject, {own, street, {"Ada Prova", text, "review"}});
        check(subject, {own, elsewhere, {"Ada Prova", text, "certain"}});
    }
    for (const std::string& text : of_today) {
        check(subject, {own, street, {"Ada Prova", text, "certain"}});
    }
}

TEST_CASE("Rule 7: words given to the subject after the quotation are asked where they come again",
          "[trace]") {
    const std::string subject = R"({"name":"Zelinda Amaranto"})";
    check(subject,
          {{"Ugo Prova", "«l'acqua non sa il tuo nome», come dice Zelinda Amaranto", "certain"},
           {"Ada Prova", "\"l'acqua non sa il tuo nome\" sul muro", "review"}});
    check(subject,
          {{"Ugo Prova", "«l'acqua non sa il tuo nome» e poi canta Zelinda Amaranto", "certain"},
           {"Ada Prova", "\"l'acqua non sa il tuo nome\" sul muro", "no"}});
}

TEST_CASE("A trade or an age after the name, or whose parent is meant, tells two apart",
          "[trace]") {
    const std::string subject = R"({"name":"Renzo Spadorini","occupation":"elettricista",
        "relatives":[{"relation":"padre","name":"Renzo Spadorini"}]})";
    check_apart(subject, {"Ada Prova", "Chi viene?", ""},
                {
                    {"Ugo Prova", "Renzo Spadorini, l'elettricista, viene domani", "certain"},
                    {"Ugo Prova", "Renzo Spadorini, il geometra, viene domani", "excluded"},
                    {"Ugo Prova", "il papà di Renzo Spadorini, l'elettricista", "certain"},
                    {"Ugo Prova", "il figlio di Renzo Spadorini suona", "review"}, // the subject
                });
}

TEST_CASE("An entry of a list has the surname, a comma and the first name", "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini"})", {"Ada Prova", "Scrutatori:", ""},
                {
                    {"Ugo Prova", "COLOMBO, ADA; SPADORINI, RENZO; PROVA, UGO", "certain"},
                    {"Ugo Prova", "1 Spadorini, Renzo\n2 Colombo, Ada", "certain"},
                    {"Ugo Prova", "grazie a Spadorini, Renzo ha perso", "review"}, // two people
                });
}

TEST_CASE("A word with an article, a town, a feast or what several are said to be is asked",
          "[trace]") {
    check_apart(R"({"name":"Assunta Fontana"})",
                {"Assunta Fontana", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "Assunta ci pensa lei", "certain"},
                    {"Ugo Prova", "per l'Assunta c'è la processione", "review"},
                    {"Ugo Prova", "la Fontana ha ragione", "certain"},
                    {"Ugo Prova", "la Fontana del Nettuno è lontana", "review"},
                });
    check_apart(R"({"name":"Renzo Prato"})", {"Renzo Prato", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "grazie Prato per le sedie", "certain"},
                    {"Ugo Prova", "la gita a Prato è rimandata", "review"},
                });
    check_apart(R"({"name":"Renzo Malvestiti"})",
                {"Renzo Malvestiti", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "ha ragione malvestiti", "certain"},
                    {"Ugo Prova", "erano eleganti e noi malvestiti", "no"},
                });
}

TEST_CASE("A name joined in a hashtag is the full name; who asks which of several decides nothing",
          "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini"})",
                {"Renzo Spadorini", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "bravo #RenzoSpadorini, che serata", "certain"},
                    {"Ugo Prova", "#spadorinirenzo sempre", "certain"},
                    {"Ugo Prova", "#RenzoSpadoriniani", "-"},
                    {"Ugo Prova", "Renzo quale dei due?", "review"},
                    {"Ugo Prova", "di Renzo Spadorini ce ne sono tre, di chi parlate?", "review"},
                });
}

TEST_CASE("An account is the subject's by an alias as its name, or an address it calls its own",
          "[trace]") {
    const std::string subject =
        R"({"name":"Renzo Spadorini","aliases":["Spado"],"emails":["spado@prova.example"]})";
    check(subject, {{"Spado", "bella serata", "certain"}});
    check(subject, {{"pedali e pentole", "mi trovate su spado@prova.example", "certain"},
                    {"pedali e pentole", "e porto le sedie", "certain"}});
    check(subject,
          {{"pedali e pentole", "il ciclista sono io anche qui, spado@prova.example", "certain"},
           {"pedali e pentole", "e porto le sedie", "certain"}});
    check(subject, {{"pedali e pentole", "non sono io, chiedete a spado@prova.example", "certain"},
                    {"pedali e pentole", "e porto le sedie", "-"}});
    check(subject,
          {{"pedali e pentole", "la sedia è sua, spado@prova.example è la mail", "certain"},
           {"pedali e pentole", "e porto le sedie", "-"}});
}

TEST_CASE("A trade in a stranger's handle or profile does not make the account the subject's",
          "[trace]") {
    const std::string subject = R"({"name":"Renzo Spadorini","occupation":"elettricista"})";
    const std::vector<Row> rows{
        {"pedali e pentole", "Renzo Spadorini ripara tutto", "certain", -1, "elettricista77"},
        {"pedali e pentole", "e porto le sedie", "-", -1, "elettricista77"}};
    check(subject, rows);
    test::Town town;
    town.say("t", "pedali e pentole", "Renzo Spadorini ripara tutto");
    town.last().side_text.push_back({"bio", "elettricista da sempre"});
    town.say("t", "pedali e pentole", "e porto le sedie");
    const Trace trace = town.trace(subject);
    CHECK(test::verdict(trace, 0) == "certain");
    CHECK(test::verdict(trace, 1) == "-");
}

TEST_CASE("A nickname beside a figure of history is asked", "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini","aliases":["Caronte"]})",
                {"Renzo Spadorini", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "Caronte porta anche di notte", "certain"},
                    {"Ugo Prova", "Caronte ha gli occhi di bragia, lo dice Dante", "review"},
                });
}

TEST_CASE("Who is named by a given relative alone is asked", "[trace]") {
    const std::string subject =
        R"({"name":"Assunta Spadorini","relatives":[{"relation":"nipote","name":"Denis Colombo"}]})";
    check(subject, {{"Ugo Prova", "la nonna di Denis Colombo fa gli gnocchi", "review"}});
    check(subject, {{"Ugo Prova", "la nonna di Colombo Denis fa gli gnocchi", "review"}});
    check(subject, {{"Ugo Prova", "il cane di Denis Colombo abbaia", "-"}});
    check(subject, {{"Ugo Prova", "la nonna di Denis Colombini fa gli gnocchi", "-"}});
    check(subject, {{"Ugo Prova", "la nonna e Denis Colombo fanno gli gnocchi", "-"}});
    const std::string son =
        R"({"name":"Renzo Spadorini","relatives":[{"relation":"padre","name":"Renzo Spadorini"}]})";
    check(son, {{"Ugo Prova", "ho visto suo padre, Renzo Spadorini", "excluded"},
                {"Ugo Prova", "grazie papà, Renzo Spadorini viene", "review"}});
}

TEST_CASE("An answer to an account that may be the subject's is asked", "[trace]") {
    test::check_threads(R"({"name":"Renzo Spadorini"})",
                        {{"1", {"Renzo Spadorini", "Io ci sono", "review", -1, {}, "one"}},
                         {"2", {"Renzo Spadorini", "Io no", "review", -1, {}, "two"}},
                         {"2", {"Ugo Prova", "Renzo hai ragione", "review", 1}}});
}

TEST_CASE("What the subject says to be called is learned", "[trace]") {
    check(R"({"name":"Renzo Spadorini"})",
          {{"Renzo Spadorini", "da ragazzo mi chiamavano Zanzara", "certain"},
           {"Ugo Prova", "Zanzara resta fuori", "certain", 0}});
}

TEST_CASE("The writer's own family, people of the other sex and whoever bears a name are asked",
          "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini"})",
                {"Renzo Spadorini", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "mio zio Renzo la pensa come noi", "review"},
                    {"Ugo Prova", "nostra cugina Spadorini vive lontano", "review"},
                    {"Ugo Prova", "l'amico Renzo la pensa come noi", "certain"},
                    {"Ugo Prova", "la signora Spadorini ha scritto", "review"},
                    {"Ugo Prova", "la sig.ra Spadorini ha scritto", "review"},
                    {"Ugo Prova", "la Spadorini ha scritto", "review"},
                    {"Ugo Prova", "il signor Spadorini ha scritto", "certain"},
                    {"Ugo Prova", "la famiglia Spadorini ha scritto", "review"},
                    {"Ugo Prova", "auguri a tutti i Renzo", "review"},
                    {"Ugo Prova", "don Renzo ha detto messa", "review"},
                    {"Ugo Prova", "don Renzo, le sedie!", "certain", 0},
                    {"Ugo Prova", "Renzo (Colombo) ha torto", "review"},
                    {"Ugo Prova", "Renzo (quello giusto) ha ragione", "certain"},
                });
    check_apart(R"({"name":"Renza Spadorini"})",
                {"Renza Spadorini", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "la Spadorini ha scritto", "certain"},
                    {"Ugo Prova", "il signor Spadorini ha scritto", "review"},
                });
}

TEST_CASE("A name cut short with a full stop is the name; a first name before it is another's",
          "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini"})",
                {"Renzo Spadorini", "Io porto le sedie", "certain"},
                {
                    {"Ugo Prova", "Renzo Spad. è sempre il solito", "certain"},
                    {"Ugo Prova", "Renzo Gran. è sempre il solito", "!certain"},
                    {"Ugo Prova", "Carlo Renzo Spadorini è un altro", "review"},
                    {"Ugo Prova", "Grazie Renzo Spadorini", "certain"},
                });
}

TEST_CASE("A surname that is a pronoun is one only where its capital says so", "[trace]") {
    check_apart(R"({"name":"Maria Li"})", {"Ugo Prova", "il treno era in ritardo", ""},
                {
                    {"Ada Prova", "Maria Li ha un negozio", "certain"},
                    {"Ada Prova", "Ieri a Prova Maria li ha visti", "no"},
                    {"Ada Prova", "maria li ha visti", "review"},
                    {"Ada Prova", "MARIA LI HA VISTI", "review"},
                });
}

TEST_CASE(
    "Rule 1: an account that only its handle tells apart is asked, and so is what is beside it",
    "[trace]") {
    const std::string subject =
        R"({"name":"Berto Fittizi","handles":["facebook:berto"],"occupation":"vivaista"})";
    const Row silent{"Berto Fittizi", "Io suono", "review", -1, "altro", "altro"};
    const Row musician{"Berto Fittizi", "Faccio il musicista", "excluded", -1, "altro", "altro"};
    check_apart(subject, silent,
                {{"Ugo Prova", "un grazie a Berto Fittizi, sempre gentile", "review"},
                 {"Ugo Prova", "bravo Berto", "review", 0}});
    check_apart(subject, musician,
                {{"Ugo Prova", "un grazie a Berto Fittizi, sempre gentile", "excluded"},
                 {"Ugo Prova", "bravo Berto", "excluded", 0}});
}

TEST_CASE("A trade near the name is the subject's only where it is said of the name", "[trace]") {
    const std::string subject =
        R"({"name":"Berto Fittizi","handles":["facebook:berto"],"occupation":"elettricista",
            "birth_date":"1968-03-17"})";
    const Row namesake{"Berto Fittizi", "Io suono", "review", -1, "altro", "altro"};
    check_apart(subject, namesake,
                {{"Ugo Prova", "Berto Fittizi, bravissimo elettricista", "certain"},
                 {"Ugo Prova", "Berto Fittizi lavora ancora come elettricista", "certain"},
                 {"Ugo Prova", "cercavo un elettricista e ho chiamato Berto Fittizi", "certain"},
                 {"Ugo Prova", "Berto Fittizi classe 68", "certain"},
                 {"Ugo Prova", "Berto Fittizi, nato nel '68", "certain"},
                 {"Ugo Prova", "Berto Fittizi classe 91", "review"},
                 {"Ugo Prova", "Berto Fittizi ha chiamato un elettricista", "review"},
                 {"Ugo Prova", "Berto Fittizi e l'elettricista litigano", "review"},
                 {"Ugo Prova", "l'elettricista di Berto Fittizi è bravo", "review"},
                 {"Ugo Prova", "il figlio di Berto Fittizi fa l'elettricista", "review"},
                 {"Ugo Prova", "Ada Prova, l'elettricista, e Berto Fittizi", "review"},
                 {"Ugo Prova", "Berto Fittizi non è l'elettricista", "!certain"},
                 {"Ugo Prova", "Berto Fittizi, mica l'elettricista", "!certain"}});
}

TEST_CASE("The subject's street beside the name says which of two is meant", "[trace]") {
    const std::string subject = R"({"name":"Berto Fittizi","handles":["facebook:berto"],
        "address":"via dei Mulini 12, Prova"})";
    const Row namesake{"Berto Fittizi", "Io suono", "review", -1, "altro", "altro"};
    check_apart(subject, namesake,
                {{"Ugo Prova", "Berto Fittizi di via dei Mulini lo sa", "certain"},
                 {"Ugo Prova", "Berto Fittizi che abita in via dei Mulini lo sa", "certain"},
                 {"Ugo Prova", "Berto Fittizi, via dei Mulini n. 12", "certain"},
                 {"Ugo Prova", "Berto Fittizi, via dei Mulini 40", "review"},
                 {"Ugo Prova", "Berto Fittizi di via dei Molini lo sa", "review"},
                 {"Ugo Prova", "Berto Fittizi e Ada Prova di via dei Mulini", "review"},
                 {"Ugo Prova", "Berto Fittizi lo sa. In via dei Mulini no", "review"}});
}
