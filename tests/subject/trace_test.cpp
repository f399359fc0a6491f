// tests/subject/trace_test.cpp: the rules of decision, each on a few records in memory.
#include "subject/name_form.hpp"
#include "subject/quotes.hpp"
#include "subject/town.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>

using namespace oblio;
using test::check;
using test::check_threads;
using test::Town;
using test::verdict;

TEST_CASE("A full name that nobody else bears is certain, however it is written", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Ho visto Zelinda D'Amaranto al mercato")
        .say("2", "Ugo Prova", "la signora DAMARANTO ZELINDA abita qui")
        .say("3", "Ugo Prova", "chiedete a zelinda d’amaranto")
        .say("4", "Ugo Prova", "Zelinda D'Amarranto non risponde")
        .say("5", "Ugo Prova", "Bella giornata");
    const Trace trace = town.trace(R"({"name":"Zelinda D'Amaranto"})");
    CHECK(verdict(trace, 0) == "certain");
    CHECK(verdict(trace, 1) == "certain");
    CHECK(verdict(trace, 2) == "certain");
    CHECK(verdict(trace, 3) == "certain");
    CHECK(verdict(trace, 4) == "-");
    CHECK((trace.certain.at(0).spans.at(0).where == ByteSpan::of_indices(9, 27)));
}

TEST_CASE("Streets, schools and firms named after somebody are excluded", "[trace]") {
    check_threads(R"({"name":"Bonaventura Quagliata"})",
                  {{"1", {"Ugo Prova", "Lavori in via Bonaventura Quagliata", "excluded"}},
                   {"2", {"Ugo Prova", "La scuola Quagliata resta chiusa", "excluded"}},
                   {"3", {"Ugo Prova", "Ha vinto la Quagliata Costruzioni", "excluded"}}});
}

TEST_CASE("A namesake's account is never the subject's, and bare names between two are asked",
          "[trace]") {
    check_threads(
        R"({"name":"Rosa Tramontana","handles":["facebook:rosa.t"],"occupation":"sarta"})",
        {{"1", {"Rosa Tramontana", "Io sono contenta", "certain", -1, "rosa.t"}},
         {"2", {"Rosa Tramontana", "Io invece no", "review", -1, "rosatram55", "other-account"}},
         {"3", {"Ugo Prova", "Grazie a Rosa Tramontana", "review"}},
         {"4", {"Ugo Prova", "Grazie a Rosa Tramontana, la sarta", "certain"}}});
}

TEST_CASE("An official in a public role is not a citizen of the same name", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Ringrazio l'assessora Rosa Tramontana per il cantiere")
        .say("2", "Ugo Prova", "Rosa Tramontana ha perso il gatto");
    const Trace citizen = town.trace(R"({"name":"Rosa Tramontana","occupation":"sarta"})");
    CHECK(verdict(citizen, 0) == "excluded");
    const Trace official =
        town.trace(R"({"name":"Rosa Tramontana","occupation":"assessora fino al 30 aprile 2025"})");
    CHECK(verdict(official, 0) == "review");
}

TEST_CASE("A first name or a surname counts where the conversation has the person", "[trace]") {
    check_threads(R"({"name":"Zelinda Amaranto"})",
                  {{"1", {"Zelinda Amaranto", "Io ci sarò", "certain"}},
                   {"1", {"Ugo Prova", "Zelinda porta la torta", "certain", 0}},
                   {"1", {"Ugo Prova", "La solita Amaranto", "certain", 0}},
                   {"2", {"Ugo Prova", "Ma Zelinda viene?", "review"}},
                   {"3", {"Ugo Prova", "Zelinda Bianchi ha vinto", "!certain"}}});
}

TEST_CASE("A given identifier is certain in any spelling", "[trace]") {
    check_threads(
        R"({"name":"Ada Fittizia","phones":["+39 316 5550101"],"address":"via dei Finti 7",)"
        R"("birth_date":"1970-04-03","plates":["ZZ999ZZ"]})",
        {{"1", {"Ugo Prova", "chiamate il 316-555 01 01", "certain"}},
         {"2", {"Ugo Prova", "abita al civico 7 di via dei Finti", "certain"}},
         {"3", {"Ugo Prova", "nata il 3/4/1970 a Roma", "certain"}},
         {"4", {"Ugo Prova", "in via dei Finti ci sono buche", "-"}},
         {"5", {"Ugo Prova", "la targa Z Z 9 9 9 Z Z è ferma lì", "certain"}}});
}

TEST_CASE("Quoted words with the name are redacted with it; without the name they are asked",
          "[trace]") {
    Town town;
    town.say("1", "Zelinda Amaranto", "Da giovane correvo scalza fino al mulino vecchio")
        .say("2", "Ugo Prova", "Zelinda Amaranto: «correvo scalza fino al mulino»")
        .say("3", "Ugo Prova", "«correvo scalza fino al mulino» che ridere");
    const Trace trace = town.trace(R"({"name":"Zelinda Amaranto"})");
    CHECK(verdict(trace, 1) == "certain");
    CHECK(trace.certain.at(1).spans.size() == 2);
    CHECK(verdict(trace, 2) == "review");
}

TEST_CASE("Of words that everybody writes, what is not looked at is counted", "[trace]") {
    constexpr std::size_t others = 60;
    const std::string wish = "Tanti auguri di cuore a tutta la nostra bella frazione";
    Town town;
    town.say("1", "Zelinda Amaranto", wish);
    for (std::size_t i = 0; i < others; ++i) {
        town.say("f" + std::to_string(i), "Ugo Prova", wish);
    }
    const Trace trace = town.trace(R"({"name":"Zelinda Amaranto"})");
    CHECK(trace.certain.size() == 1);
    CHECK(trace.review.size() == subject::most_copies);
    CHECK(trace.review.size() + trace.copies_left_out == others);
}

TEST_CASE("A nickname that the archive declares is learned", "[trace]") {
    check(R"({"name":"Zelinda Amaranto"})",
          {{"Ugo Prova", "Zelinda Amaranto detta la Faina ha vinto", "certain"},
           {"Ada Finta", "Brava Faina", "certain"}});
}

TEST_CASE("Of a nickname or initials that stand everywhere, what is not looked at is counted",
          "[trace]") {
    for (const std::string text : {"Ho visto Faina al mercato", "Scusate. Z.A. al mercato"}) {
        Town town;
        town.say("1", "Ugo Prova", "Zelinda Amaranto detta la Faina ha vinto")
            .say("1", "Ada Finta", text);
        for (int i = 0; i < 250; ++i) {
            town.say("f" + std::to_string(i), "Ugo Prova", text);
        }
        const Trace trace = town.trace(R"({"name":"Zelinda Amaranto"})");
        CHECK(verdict(trace, 0) == "certain");
        CHECK(verdict(trace, 1) == "certain");
        CHECK(trace.review.size() <= 200);
        CHECK(trace.review.size() + trace.bare_first_names_left_out == 250);
    }
}

TEST_CASE("A person's answer wins over every rule", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Ma Zelinda viene?")
        .say("2", "Ugo Prova", "Ho visto Zelinda Amaranto");
    const std::string subject = R"({"name":"Zelinda Amaranto"})";
    CHECK(verdict(town.trace(subject), 0) == "review");
    CHECK(verdict(town.trace(subject), 1) == "certain");
    const Trace answered = town.trace(subject, {{"facebook:0"}, {"facebook:1"}});
    CHECK(verdict(answered, 0) == "certain");
    CHECK(verdict(answered, 1) == "excluded");
    CHECK(answered.excluded.at(0).why.back() == "answered: no");
    // What was said to be a namesake's is so where it was open; own evidence stands.
    const Trace implied = town.trace(subject, {{}, {}, {"facebook:0", "facebook:1"}});
    CHECK(verdict(implied, 0) == "excluded");
    CHECK(verdict(implied, 1) == "certain");
}

TEST_CASE("The strings one edit away are those that the comparison accepts", "[trace]") {
    CHECK(rc::check([] {
        const std::string word = *rc::gen::container<std::string>(rc::gen::inRange('a', 'f'));
        for (const std::string& edit : subject::one_edit_from(word)) {
            RC_ASSERT(subject::within_one_edit(word, edit));
        }
    }));
    CHECK_FALSE(subject::within_one_edit("rossi", "russo"));
    CHECK_FALSE(subject::within_one_edit("ab", "ba c"));
}

// What the third invented town taught, by kind; each case names what speaks for and against.

TEST_CASE("A name joined by a hyphen, or after 'in', is a place or somebody else's", "[trace]") {
    check(R"({"name":"Italia Fittizi"})",
          {{"Italia Fittizi", "Io vengo", ""},
           {"Ugo Prova", "Ci vediamo dopo Italia-Olanda", "excluded"},
           {"Ugo Prova", "Stasera gioca la Francia in Italia", "excluded"},
           {"Ugo Prova", "Ho fiducia in Italia, sa quel che fa", "certain"},
           {"Ugo Prova", "Grazie Italia!", "certain"}});
}

TEST_CASE("An article of the plural, a shop or partners make a surname something else", "[trace]") {
    check_threads(R"({"name":"Zelinda Quagliata"})",
                  {{"1", {"Zelinda Quagliata", "Io vengo", ""}},
                   {"1", {"Ugo Prova", "Davanti alle Quagliata c'è sempre fila", "excluded"}},
                   {"1", {"Ugo Prova", "I Quagliata sono tutti alti", "review"}},
                   {"1", {"Ugo Prova", "Al Quagliata Caffè si mangia bene", "excluded"}},
                   {"1", {"Ugo Prova", "Il camion di Quagliata & figli perde olio", "excluded"}},
                   {"2", {"Zelinda Quagliata", "Io vengo", ""}},
                   {"2", {"Ugo Prova", "La Quagliata porta la torta", "certain"}}});
}

TEST_CASE("Written small, a form of an ordinary word is no certain surname or nickname",
          "[trace]") {
    check(R"({"name":"Zelinda Castelli"})",
          {{"Zelinda Castelli", "Io vengo", ""},
           {"Ugo Prova", "su quella collina ci sono castelli ovunque", "!certain"},
           {"Ugo Prova", "chiedete alla castelli", "certain"},
           {"Ada Finta", "Zelinda Castelli detta Mortadella non manca mai", ""},
           {"Ugo Prova", "io prendo la mortadella col pistacchio", "!certain"},
           {"Ugo Prova", "Brava Mortadella", "certain"}});
}

TEST_CASE("In a family of one name only the branch in which the person writes is proof",
          "[trace]") {
    check(R"({"name":"Zelinda Amaranto","handles":["facebook:zeli"],"birth_date":"2001-05-02",)"
          R"("relatives":[{"relation":"nonna","name":"Zelinda Amaranto"}]})",
          {{"Comune", "Gelo in arrivo", ""},
           {"Zelinda Amaranto", "Io resto in casa", "certain", 0, "zeli"},
           {"Ugo Prova", "Ho visto Zelinda Amaranto col bastone", "review", 0},
           {"Ugo Prova", "Zelinda Amaranto ha ragione", "certain", 1},
           {"Ugo Prova", "Zelinda Amaranto, studentessa, spala la neve", "certain", 0},
           {"Ugo Prova", "Zelinda Amaranto, pensionata, spala la neve", "excluded", 0}});
}

TEST_CASE("Somebody else of that initial, first name or surname leaves a short form open",
          "[trace]") {
    check_threads(R"({"name":"Zelinda Amaranto"})",
                  {{"1", {"Zelinda Amaranto", "Io vengo", ""}},
                   {"1", {"Zoilo Amaranto", "Anche io", ""}},
                   {"1", {"Ugo Prova", "Z. Amaranto ha il mio libro", "review"}},
                   {"2", {"Zelinda Amaranto", "Io vengo", ""}},
                   {"2", {"Berto Amaranto", "Anche io", ""}},
                   {"2", {"Ugo Prova", "Z. Amaranto ha il mio libro", "certain"}},
                   {"3", {"Zelinda Amaranto", "Io vengo", ""}},
                   {"3", {"Ugo Prova", "Zelinda Bianchi invece no", ""}},
                   {"3", {"Ugo Prova", "Allora Zelinda alle sette", "review"}}});
}

TEST_CASE("A slip that is as near to somebody else's name is asked", "[trace]") {
    check_threads(R"({"name":"Zelinda Amaranto"})",
                  {{"1", {"Zelinda Amarante", "Io sono un'altra", ""}},
                   {"2", {"Ugo Prova", "Ho visto Zelinda Amarant", "review"}},
                   {"3", {"Ugo Prova", "Ho visto Zelinda Amarranto", "certain"}}});
}

TEST_CASE("A surname said before the person comes into the conversation is asked", "[trace]") {
    check_threads(R"({"name":"Zelinda Amaranto"})",
                  {{"1", {"Ugo Prova", "La Amaranto fa ancora le punture?", ""}},
                   {"1", {"Ada Finta", "Cercate Zelinda Amaranto", "", 0}},
                   {"2", {"Ugo Prova", "La Amaranto fa ancora le punture?", "review"}},
                   {"2", {"Ada Finta", "Non so", ""}},
                   {"2", {"Ada Finta", "Davvero", ""}},
                   {"2", {"Ada Finta", "Piove", ""}},
                   {"2", {"Ada Finta", "Cercate Zelinda Amaranto", ""}},
                   {"2", {"Ugo Prova", "La Amaranto allora viene", "certain"}}});
}

TEST_CASE("Who writes from somebody else's device is believed for that record alone", "[trace]") {
    Town town;
    const auto chat = [&town](const std::string& text) {
        town.say("w", "Berto Finto", text);
        town.last().visibility = "private";
    };
    chat("Buongiorno, sono Zelinda Amaranto, questo cellulare è di mio marito");
    chat("la domanda l'ho mandata a febbraio");
    chat("Rieccomi io, sono Berto");
    const Trace trace = town.trace(R"({"name":"Zelinda Amaranto"})");
    CHECK(verdict(trace, 0) == "certain");
    CHECK(verdict(trace, 1) == "review");
    CHECK(verdict(trace, 2) != "certain");
    CHECK(verdict(trace, 2) != "review");
}

TEST_CASE("Nicknames are learned however they are declared, long forms from the full name",
          "[trace]") {
    check_threads(R"({"name":"Zelinda Amaranto"})",
                  {{"1", {"Ugo Prova", "Zelinda Amaranto, per gli amici la Faina, ha vinto", ""}},
                   {"1", {"Ada Finta", "Brava Faina", "certain"}},
                   {"2", {"Ugo Prova", "chi è la faina?", "certain"}},
                   {"2", {"Ada Finta", "Zelinda Amaranto", "", 2}}});
    check(R"({"name":"Lella Amaranto"})",
          {{"Lella Amaranto", "Mi sono fatta male", ""},
           {"Ugo Prova", "Raffaella Amaranto coraggio", "certain", 0},
           {"Ugo Prova", "Raffaella guarisci", "certain", 0},
           {"Ugo Prova", "Antonella guarisci", "!certain", 0}});
}

TEST_CASE("Words of the subject that come again in the conversation are asked", "[trace]") {
    check(R"({"name":"Zelinda Amaranto"})",
          {{"Zelinda Amaranto", "La nebbia allunga le strade e accorcia la pazienza", ""},
           {"Ugo Prova", "ahah la nebbia allunga le strade, chi l'ha detta?", "review"},
           {"Ugo Prova", "la nebbia è fitta", "-"}});
}

TEST_CASE("A pronoun in answer to a full name is asked, elsewhere it is nobody", "[trace]") {
    check_threads(R"({"name":"Zelinda Amaranto"})",
                  {{"1", {"Ugo Prova", "Ho visto Zelinda Amaranto al mercato", ""}},
                   {"1", {"Ada Finta", "lei non manca mai", "review", 0}},
                   {"1", {"Ada Finta", "bella giornata", "-", 0}},
                   {"2", {"Ada Finta", "lei non manca mai", "-"}}});
}

TEST_CASE("An account of a shared name is the subject's where it says the trade as its own",
          "[trace]") {
    check_threads(
        R"({"name":"Rosa Tramontana","occupation":"sarta"})",
        {{"1", {"Rosa Tramontana", "Io sono contenta", "!certain", -1, "rosa.uno", "one"}},
         {"2",
          {"Rosa Tramontana", "Sono Rosa Tramontana, la sarta: cucio tutto", "certain", -1,
           "rosa.due", "two"}},
         {"3", {"Rosa Tramontana", "Io no", "", -1, "rosa.tre", "three"}}});
}

// What the fourth invented town taught, by kind.

TEST_CASE("A surname taken apart into ordinary words is no name where nothing has a capital",
          "[trace]") {
    check(R"({"name":"Zelinda Dell'Orto"})",
          {{"Zelinda Dell'Orto", "Io vengo", ""},
           {"Ugo Prova", "le galline dell'orto di mio nonno cantano", "excluded"},
           {"Ugo Prova", "LE GALLINE DELL'ORTO SONO PIÙ BELLE", "review"},
           {"Ugo Prova", "chiedete alla signora dell'orto", "certain"},
           {"Ugo Prova", "la dell'orto porta la torta", "certain"},
           {"Ugo Prova", "zelinda dell'orto non manca mai", "certain"}});
    check(R"({"name":"Berto Pestalana"})",
          {{"Berto Pestalana", "Io vengo", ""},
           {"Ugo Prova", "chi pesta lana qui si annoia", "excluded"},
           {"Ugo Prova", "chiedete a pestalana", "certain"}});
}

TEST_CASE("An emperor, a prophet or a numbered king is not the neighbour of that name", "[trace]") {
    check(R"({"name":"Ezechiele Costantino"})",
          {{"Ezechiele Costantino", "Io vengo", ""},
           {"Ugo Prova", "Al tempo dell'imperatore Costantino si mangiava meglio", "excluded"},
           {"Ugo Prova", "Il profeta Ezechiele lo diceva", "excluded"},
           {"Ugo Prova", "Neanche Costantino II avrebbe osato", "excluded"},
           {"Ugo Prova", "Il papa Costantino ringrazia", "review"},
           {"Ugo Prova", "Il solito Costantino", "certain"}});
}

TEST_CASE("A bare name that everybody uses for a figure or a country is asked", "[trace]") {
    Town town;
    town.say("1", "Noè Fittizi", "Io vengo")
        .say("1", "Ugo Prova", "Con questa pioggia ci vorrebbe Noè e tutta la barca")
        .say("1", "Ugo Prova", "Grazie Noè")
        .say("1", "Ugo Prova", "Noè, porta la barca")
        .say("1", "Ugo Prova", "Noè non si discute", 0)
        .say("2", "Italia Fittizi", "Io vengo")
        .say("2", "Ugo Prova", "Viva Italia, e anche la Francia")
        .say("2", "Ugo Prova", "Che partita, Italia senza fiato")
        .say("2", "Ugo Prova", "Auguri Italia!")
        .say("3", "Berto Ancona", "Io vengo")
        .say("3", "Ugo Prova", "Forza Ancona fino alla fine")
        .say("3", "Ugo Prova", "Il solito Ancona")
        .say("4", "Noè Fittizi", "Servono due tavoli")
        .say("4", "Comune", "Bene Noè pensa alle sedie");
    town.last().visibility = "private";
    const Trace figure = town.trace(R"({"name":"Noè Fittizi"})");
    CHECK(verdict(figure, 1) == "review");
    CHECK(verdict(figure, 2) == "certain");
    CHECK(verdict(figure, 3) == "certain");
    CHECK(verdict(figure, 4) == "certain");
    CHECK(verdict(figure, 13) == "certain");
    const Trace country = town.trace(R"({"name":"Italia Fittizi"})");
    CHECK(verdict(country, 6) == "review");
    CHECK(verdict(country, 7) == "review");
    CHECK(verdict(country, 8) == "certain");
    const Trace town_name = town.trace(R"({"name":"Berto Ancona"})");
    CHECK(verdict(town_name, 10) == "review");
    CHECK(verdict(town_name, 11) == "certain");
}

TEST_CASE(
    "What the office writes to a given number is addressed; a name in it is judged for itself",
    "[trace]") {
    const std::string subject =
        R"({"name":"Zelinda Amaranto","phones":["316 5550101"],"occupation":"sarta"})";
    Town town;
    const auto reply = [&town](const std::string& text) {
        town.say("w", "Comune", text);
        town.last().visibility = "private";
        town.last().author_role = "channel";
        town.last().recipients = {{std::nullopt, "+39 316 555 0101", "+393165550101"}};
    };
    reply("Buongiorno, in cosa possiamo aiutarla?");
    reply("L'assessora Amaranto ha un altro recapito");
    reply("Confermiamo l'appuntamento a Zelinda Amaranto");
    reply("Il suo numero è 316 5550101?");
    const Trace trace = town.trace(subject);
    CHECK(verdict(trace, 0) == "addressed");
    CHECK(verdict(trace, 1) == "addressed");
    CHECK(trace.addressed.at(0).spans.size() == 2);
    CHECK(verdict(trace, 2) == "certain");
    CHECK(verdict(trace, 3) == "certain");
}

TEST_CASE("Who speaks of an office once held is asked; a paper to fetch something is no office",
          "[trace]") {
    check(R"({"name":"Zelinda Amaranto"})",
          {{"Zelinda Amaranto", "Quando avevo la delega lo facevamo gratis", "review"}});
    check(R"({"name":"Berto Finto"})",
          {{"Berto Finto", "Avevo la delega di mia madre per il pacco", "certain"}});
}

TEST_CASE(
    "A second account of the name on one platform is a namesake's, or asked where it speaks for "
    "the subject",
    "[trace]") {
    const std::string subject =
        R"({"name":"Rosa Tramontana","handles":["facebook:rosa.t"],"occupation":"sarta"})";
    check_threads(
        subject, {{"1", {"Rosa Tramontana", "Io ci sono", "certain", -1, "rosa.t", "one"}},
                  {"2", {"Rosa Tramontana", "Io invece no", "review", -1, "rosa.due", "two"}},
                  {"3", {"Rosa Tramontana", "Parlo da sarta", "review", -1, "rosa.tre", "three"}}});
}

TEST_CASE(
    "Where somebody is called the other way about, an account of the name alone is asked of both",
    "[trace]") {
    const std::string subject =
        R"({"name":"Renzo Bruno","handles":["facebook:renzo.b"],"occupation":"cuoco"})";
    Town town;
    town.say("1", "Bruno Renzo", "Io vengo").say("2", "Renzo Bruno", "Io porto le sedie");
    town.last().platform = "youtube";
    town.say("3", "Renzo Bruno", "E le panche. Renzo Bruno dei cuochi");
    town.last().platform = "telegram";
    const Trace trace = town.trace(subject);
    CHECK(verdict(trace, 0) == "excluded"); // the platform whose handle is given
    CHECK(verdict(trace, 1) == "review");
    CHECK(verdict(trace, 2) == "certain"); // signed with the trade
    Town turned;
    turned.say("1", "Bruno Renzo", "Io vengo").say("2", "Renzo Bruno", "Io porto le sedie");
    turned.last().platform = "youtube";
    const Trace other =
        turned.trace(R"({"name":"Bruno Renzo","handles":["facebook:Bruno Renzo"]})");
    CHECK(verdict(other, 0) == "certain");
    CHECK(verdict(other, 1) == "review");
}

TEST_CASE("A handle that nobody gave is followed once its account is the subject's", "[trace]") {
    check_threads(R"({"name":"Zelinda Amaranto"})",
                  {{"1", {"Zelinda Amaranto", "Io porto la torta", "certain", -1, "faina.dolci"}},
                   {"2", {"Ugo Prova", "chiedete a @faina.dolci per le torte", "certain"}},
                   {"3", {"Ugo Prova", "chiedete a @volpe.dolci per le torte", "-"}}});
}

TEST_CASE("Who does not know whom a name means is asked", "[trace]") {
    check_threads(
        R"({"name":"Zelinda Amaranto"})",
        {{"1", {"Ugo Prova", "E Zelinda Amaranto porta la torta?", "certain"}},
         {"2", {"Ugo Prova", "E Zelinda Amaranto porta la torta? o sbaglio nome", "review"}},
         {"3", {"Ugo Prova", "ma Zelinda Amaranto chi, scusate?", "review"}},
         {"4", {"Ugo Prova", "Zelinda Amaranto chi la conosce lo sa", "certain"}},
         {"5", {"Ugo Prova", "se non sbaglio viene Zelinda Amaranto", "certain"}}});
}

TEST_CASE("Who speaks as a former official is asked", "[trace]") {
    const std::string subject = R"({"name":"Zelinda Amaranto"})";
    check(subject, {{"Zelinda Amaranto", "Da vecchia assessora dico solo: si vota", "review"}});
    check(subject, {{"Zelinda Amaranto", "Da vecchia sarta dico solo: si cuce", "certain"}});
}
