// tests/subject/bare_names_test.cpp: what a name alone must have beside it before a conversation
// that has the subject makes it theirs.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;
using test::check;
using test::check_apart;
using test::check_threads;
using test::first_words;
using test::subject_of_account;
using test::verdict;

TEST_CASE("After a noun that is nobody's, a surname alone is asked", "[trace]") {
    check_apart(subject_of_account("Ugo Fintozzi"), first_words("Ugo Fintozzi"),
                {{"Ida Prova", "il trenino Fintozzi oggi era in ritardo", "review"},
                 {"Ida Prova", "ho perso il biglietto del pullman Fintozzi", "review"},
                 {"Ida Prova", "la collezione Fintozzi merita una sala", "review"},
                 {"Ida Prova", "un ascensore Fintozzi dura tre anni", "review"},
                 {"Ida Prova", "il tassista Fintozzi mi ha aspettato", "certain"},
                 {"Ida Prova", "il solito Fintozzi che fa tardi", "certain"},
                 {"Ida Prova", "un giorno Fintozzi diventa ricco", "certain"},
                 {"Ida Prova", "al mercato Fintozzi vende le mele", "certain"},
                 {"Ida Prova", "al banco Fintozzi non sbaglia un conto", "certain"},
                 {"Ida Prova", "la porta Fintozzi, la spesa", "certain"},
                 {"Ida Prova", "chiedi al signor Fintozzi", "certain"}});
}

TEST_CASE("A surname that goes on with another word in capitals is asked", "[trace]") {
    check_apart(subject_of_account("Ugo Fintozzi"), first_words("Ugo Fintozzi"),
                {{"Ida Prova", "le cornici le fanno da Fintozzi Arredi", "review"},
                 {"Ida Prova", "la Fintozzi Gomme apre alle otto", "review"},
                 {"Ida Prova", "passo da Fintozzi domani. Arredi?", "certain"},
                 {"Ida Prova", "Fintozzi Sindaco subito", "certain"}});
}

TEST_CASE("A bare name in the office's own post is not who answers it", "[trace]") {
    const auto post = [](const std::string& text, const std::string& expected) {
        test::Town town;
        town.say("t", "Comune", text);
        town.last().author_role = "channel";
        town.say("t", "io", "bello, ci vediamo", 0);
        town.last().author = {"io", "Ada Fintozzi", "io"};
        INFO(text);
        CHECK(verdict(town.trace(subject_of_account("Ada Fintozzi")), 0) == expected);
    };
    post("Letture in piazza: stasera \"Ugo e Ada\", un amore di paese", "review");
    post("Torna il premio Fintozzi per i giovani", "excluded");
    post("Grazie alla signora Ada per il laboratorio", "certain");
    post("Grazie ad Ada Fintozzi per il laboratorio", "certain");
}

TEST_CASE("A first name beside a figure of old is asked", "[trace]") {
    check_apart(subject_of_account("Virgilio Fintozzi"), first_words("Virgilio Fintozzi"),
                {{"Ida Prova", "Virgilio guidava Dante, almeno sapeva la strada", "review"},
                 {"Ida Prova", "Virgilio abita in via Dante", "certain"},
                 {"Ida Prova", "Virgilio porta le sedie", "certain"},
                 {"Ida Prova", "Virgilio, hai letto Dante?", "certain"}});
}

TEST_CASE("Names listed after animals are theirs, here and later in the thread", "[trace]") {
    check(
        subject_of_account("Stella Marini"),
        {{"Comune", "Palio degli asini, in gara: Perla, Stella Marina, Furia e Bricco", "!certain"},
         {"Stella Marini", "che ridere", "certain", 0, "io", "io"},
         {"Ida Prova", "Stella Marina ha vinto due volte", "!certain", 0}});
    check(subject_of_account("Furio Fintozzi"),
          {{"Comune", "Corsa dei cavalli, in gara: Perla, Furio, Saetta e Bricco", "!certain"},
           {"Furio Fintozzi", "che ridere", "certain", 0, "io", "io"},
           {"Ida Prova", "io punto su Furio", "!certain", 0},
           {"Ida Prova", "bravo Furio Fintozzi", "certain", 0}});
}

TEST_CASE("Who answers the very record is meant, though the surname is a street's there",
          "[trace]") {
    const auto street = test::Row{"Comune", "Fiera del borgo lungo via Fintozzi", ""};
    check(subject_of_account("Ada Fintozzi"),
          {street,
           {"Ada Fintozzi", "io ci sono", "certain", 0, "io", "io"},
           {"Ida Prova", "la Fintozzi scaricava casse davanti al garage", "certain", 0},
           {"Ada Fintozzi", "dieci minuti d'orologio", "certain", 2, "io", "io"},
           {"Ugo Prova", "la Fintozzi è sempre allagata", "!certain", 0}});
}

TEST_CASE("Who is told by a birth year, a trade at the end, a trade made of theirs", "[trace]") {
    const std::string ada =
        subject_of_account("Ada Fintozzi", R"(,"birth_date":"1982-10-05",)"
                                           R"("occupation":"decoratrice di ceramica")");
    const test::Row other{"Ada Fintozzi", "sono Ada Fintozzi, infermiera", "no", -1, "lei", "lei"};
    check_threads(ada, {{"1", other},
                        {"2", {"Ida Prova", "premiano Fintozzi Ada dell'82", ""}},
                        {"3", {"Ida Prova", "premiano Fintozzi Ada del '82", "certain"}},
                        {"4", {"Ida Prova", "premiano Ada Fintozzi del 1982", "certain"}},
                        {"5", {"Ida Prova", "premiano Ada Fintozzi del '60", "!certain"}},
                        {"6", {"Ida Prova", "è dell'altra Ada Fintozzi, la ceramista", "certain"}},
                        {"7",
                         {"Ida Prova", "un grazie a Ada Fintozzi che mi ha salvato, ceramista vera",
                          "certain"}},
                        {"8", {"Ida Prova", "un grazie a Ada Fintozzi, e a Ugo, ceramista", ""}},
                        {"9", {"Ida Prova", "Ada Fintozzi la fiorista è cara", "!certain"}}});
}

TEST_CASE("A doubt said in passing leaves a name that nobody else bears", "[trace]") {
    check_threads(subject_of_account("Ada Fintozzi"),
                  {{"1", {"Ida Prova", "quella col cappello è ada fintozzi o sbaglio", "certain"}},
                   {"2", {"Ida Prova", "Ada Fintozzi, o sbaglio nome?", "review"}}});
}

TEST_CASE("Whoever says to be of another age is another, and the name is shared", "[trace]") {
    check_threads(
        subject_of_account("Elvezio Fintozzi", R"(,"birth_date":"1951-04-17")"),
        {{"1",
          {"Elvezio Fintozzi", "non sono io, io ho 30 anni e suono", "!certain", -1, "lui", "lui"}},
         {"2", {"Ida Prova", "il solo di Elvezio Fintozzi mi ha commosso", "review"}}});
}

TEST_CASE("Who gives the whole name and a birth date writes from their own account", "[trace]") {
    const auto chat = [](const std::string& name, const std::string& text) {
        test::Town town;
        town.say("t", name, text);
        town.last().kind = "direct-message";
        town.last().visibility = "private";
        town.say("t", name, "perfetto, grazie");
        town.last().kind = "direct-message";
        town.last().visibility = "private";
        return verdict(
            town.trace(subject_of_account("Ada Fintozzi", R"(,"birth_date":"1982-10-05")")), 1);
    };
    CHECK(chat("fosso del lupo", "Buonasera sono Ada Fintozzi, nata il 05/10/1982") == "certain");
    CHECK(chat("+39 319 118 2203", "sono Ada Fintozzi nata il 5 ottobre 1982") == "certain");
    CHECK(chat("Bruno Prova", "sono Ada Fintozzi nata il 5 ottobre 1982") != "certain");
    CHECK(chat("Bruno Prova", "cerco Ada Fintozzi nata il 5 ottobre 1982") != "certain");
}

TEST_CASE("A surname that is a plural word is somebody's with an article of one", "[trace]") {
    check_apart(subject_of_account("Ivo Gentili"), first_words("Ivo Gentili"),
                {{"Ida Prova", "Il Gentili lavora bene, comunque", "!excluded"},
                 {"Ida Prova", "Per me il Gentili lavora bene", "certain"},
                 {"Ida Prova", "Gentili mi ha rifatto il muretto", "certain"},
                 {"Ida Prova", "Gentili come sempre", "!certain"}});
}

TEST_CASE("Where a street or a firm has the surname, what only a person does makes it one",
          "[trace]") {
    const auto later = [](const std::string& text, const std::string& expected) {
        check(subject_of_account("Ada Fintozzi"),
              {{"Ada Fintozzi", "arrivo", "certain", -1, "io", "io"},
               {"Ida Prova", "la farmacia Fintozzi è di turno", "no", 0},
               {"Ugo Prova", text, expected, 1}});
    };
    later("la Fintozzi non risponde mai", "certain");
    later("la Fintozzi ha già prenotato", "certain");
    later("chiedete alla Fintozzi", "certain");
    later("la Fintozzi è gentilissima", "certain");
    later("la Fintozzi ha riaperto", "!certain");
    later("la Fintozzi è chiusa", "!certain");
}

TEST_CASE("A surname that is a word and agrees with its article is asked", "[trace]") {
    check_apart(subject_of_account("Teresa Villa"), first_words("Teresa Villa"),
                {{"Ida Prova", "la Villa è chiusa fino a lunedì", "review"},
                 {"Ida Prova", "Villa Teresa è in vendita", "review"},
                 {"Ida Prova", "madre Teresa avrebbe pazienza", "review"},
                 {"Ida Prova", "la Villa chiede sempre del parco", "certain"},
                 {"Ida Prova", "lo dice la Villa", "certain"},
                 {"Ida Prova", "la Villa ha le mani d'oro", "certain"}});
}

TEST_CASE("A first name is asked once its bearer of old is named with a town", "[trace]") {
    check(subject_of_account("Leonardo Fintozzi"),
          {{"Comune", "Mostra su Leonardo da Vinci al castello", ""},
           {"Leonardo Fintozzi", "ci porto i ragazzi", "certain", 0, "io", "io"},
           {"Ida Prova", "Leonardo era mancino", "review", 0},
           {"Ugo Prova", "Leonardo ci vieni domenica?", "certain", 1}});
}

TEST_CASE("Who explains another's trade is not the subject", "[trace]") {
    check_apart(subject_of_account("Emma Fintozzi", R"(,"occupation":"barista")"),
                first_words("Emma Fintozzi"),
                {{"Ida Prova", "La direttrice dell'ospedale, la Fintozzi, ha detto", "!certain"},
                 {"Ida Prova", "La barista del porto, la Fintozzi, ha detto", "certain"}});
}

TEST_CASE("A bare name that the sentence uses as a word or a place is asked, spoken to it is not",
          "[trace]") {
    check_apart(subject_of_account("Mirko Galante", R"(,"occupation":"autista")"),
                first_words("Mirko Galante"),
                {{"Ida Prova", "i viaggi Galante fanno servizio?", "review"},
                 {"Ida Prova", "il bus è del signor Galante", "certain"},
                 {"Ida Prova", "Mirko dell'edicola è più informato", "review"},
                 {"Ida Prova", "Mirko del pullman è più informato", "!excluded"},
                 {"Ida Prova", "Mirko delle volte esagera", "certain"},
                 {"Ida Prova", "Galante ti paghiamo da bere", "certain"}});
    check_apart(subject_of_account("Vera Sole"), first_words("Vera Sole"),
                {{"Ida Prova", "col Sole negli occhi non si vede", "review"},
                 {"Ida Prova", "la Sole ha una voce pazzesca", "!excluded"}});
}

TEST_CASE("The subject's own age after a shared name is evidence", "[trace]") {
    const test::Row other{
        "Tommaso Fintozzi", "sono Tommaso Fintozzi, nato nel 1958", "no", -1, "lui", "lui"};
    check_threads(
        subject_of_account("Tommaso Fintozzi", R"(,"birth_date":"2003-07-07")"),
        {{"1", other},
         {"2", {"Ida Prova", "Tommaso Fintozzi, 21 anni, ha vinto la corsa", "certain"}},
         {"3", {"Ida Prova", "Tommaso Fintozzi, 66 anni, ha vinto la corsa", "!certain"}}});
}

TEST_CASE("Who is named later is no rival before, nor what is called after a name somebody",
          "[trace]") {
    check(subject_of_account("Ada Fintozzi"),
          {{"Ada Fintozzi", "ho firmato", "certain", -1, "io", "io"},
           {"Ida Prova", "anche alla Fintozzi piace", "certain", 0},
           {"Ugo Prova", "parlate di Bruna Fintozzi?", "no", 0},
           {"Ugo Prova", "anche alla Fintozzi piace", "review"}});
    check_apart(subject_of_account("Ugo Serra"), first_words("Ugo Serra"),
                {{"Ida Prova", "effetto Serra garantito", "!certain", 0},
                 {"Ida Prova", "Serra fa il miglior pane", "certain"}});
    check_threads(
        subject_of_account("Giulia Fintozzi", R"(,"occupation":"fotografa")"),
        {{"1", {"Giulia Fintozzi", "arrivo", "certain", -1, "io", "io"}},
         {"2", {"Giulia Fintozzi", "da insegnante dico di no", "!certain", -1, "x", "x"}},
         {"1", {"Ida Prova", "Giulia Fintozzi del Conad vende biglietti?", "review", 0}},
         {"3", {"Ida Prova", "lo studio è di Giulia Fintozzi, la fotografa", "certain"}}});
}
