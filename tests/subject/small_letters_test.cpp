// tests/subject/small_letters_test.cpp: names written small, where nothing or nearly nothing is
// written large.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace oblio;

using test::check_apart;
using test::Row;

namespace {

/// The index has `word` for a record with that text alone, in which nothing was detected.
bool is_indexed(const std::string& text, const std::string& word) {
    static const TermExtractor terms = Tracer::create(test::patterns()).value().term_extractor();
    Record record;
    record.id = "facebook:1";
    record.platform = "facebook";
    record.text = text;
    const auto found = terms(record, {}, nullptr);
    return std::any_of(found.begin(), found.end(), [&word](const IndexTerm& term) {
        return term.kind == IndexKind::name_token && term.value == word;
    });
}

} // namespace

TEST_CASE("An ordinary word written small is indexed beside a first name alone", "[trace]") {
    for (const auto* text :
         {"ho visto rosa bianchi", "bianchi rosa ha vinto", "rosa-bianchi", "la signora bianchi",
          "r. bianchi ha vinto", "bianchi r. ha vinto", "Rosa bianchi ha vinto"}) {
        INFO(text);
        CHECK(is_indexed(text, "bianchi"));
    }
    for (const auto* text : {"tre fogli bianchi", "bianchi e neri", "una rosa, bianchi i petali"}) {
        INFO(text);
        CHECK_FALSE(is_indexed(text, "bianchi"));
    }
    CHECK(is_indexed("la casa di gino della valle", "valle"));
    CHECK_FALSE(is_indexed("il fondo della valle", "valle"));
    // What no list has as a surname needs a name that is nothing else, and written small as well.
    CHECK(is_indexed("chiedete a gino sole", "sole"));
    CHECK_FALSE(is_indexed("chiedete a Gino sole cose vere", "sole"));
    CHECK_FALSE(is_indexed("una rosa sole e vento", "sole"));
    // Short ones that somebody is called by.
    CHECK(is_indexed("bravo mario bo", "bo"));
    CHECK_FALSE(is_indexed("mario ha vinto", "ha"));
}

TEST_CASE("A name of ordinary words written small is found where nothing else of it is indexed",
          "[trace]") {
    const Row elsewhere{"Ugo Prova", "il treno era in ritardo", ""};
    check_apart(R"({"name":"Rosa Bianchi"})", elsewhere,
                {{"Ugo Prova", "ho visto rosa bianchi in farmacia", "certain"},
                 {"Ugo Prova", "Ieri ho visto rosa bianchi in farmacia. Stava bene", "certain"},
                 {"Ugo Prova", "Signora rosa bianchi ci pensi lei", "certain"},
                 {"Ugo Prova", "una rosa, bianchi i petali", "no"}});
    check_apart(R"({"name":"Gino Sole"})", elsewhere,
                {{"Ugo Prova", "chiedete a gino sole che lo sa", "certain"},
                 {"Ugo Prova", "oggi il sole batte", "no"}});
}

TEST_CASE("A telephone sets the first letter of a sentence: the name in it is as small as the rest",
          "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini"})",
                {"Renzo Spadorini", "Io porto le sedie", "certain"},
                {{"Ugo Prova", "Secondo me ha ragione spadorini.", "certain"},
                 {"Ugo Prova", "Ha ragione renzo, come sempre", "certain"},
                 {"Ugo Prova", "Ieri carlo spadorini ha cantato", "excluded"},
                 {"Ugo Prova", "Ieri renzo colombo ha cantato", "excluded"},
                 // Where other names have their capitals, a small one is no name.
                 {"Ugo Prova", "A Milano renzo vuol dire riccio", "excluded"}});
    check_apart(R"({"name":"Assunta Fontana"})",
                {"Assunta Fontana", "Io porto le sedie", "certain"},
                {{"Ugo Prova", "Hanno pulito la fontana. Era ora", "no"}});
}

TEST_CASE("A first name that is an ordinary word goes with the whole name beside it", "[trace]") {
    test::Town town;
    const std::string text = "per me vince serena, cioè serena monti, in una serena gara";
    town.say("t", "Ugo Prova", text);
    const Trace trace = town.trace(R"({"name":"Serena Monti"})");
    REQUIRE(trace.certain.size() == 1);
    const auto& spans = trace.certain.front().spans;
    REQUIRE(spans.size() == 2);
    CHECK(spans[0].where.of(text) == "serena");
    CHECK(to_index(spans[0].where.begin()) == text.find("serena"));
    CHECK(spans[1].where.of(text) == "serena monti");
}

TEST_CASE("A surname that is a word of the sentence is asked, a wish is nobody's name", "[trace]") {
    check_apart(R"({"name":"Marco Costa"})", {"Ugo Prova", "il treno era in ritardo", ""},
                {{"Ada Prova", "marco costa è bravo", "certain"},
                 {"Ada Prova", "Marco Costa poco ed è bravo", "certain"},
                 {"Ada Prova", "marco costa poco ed è bravo", "review"},
                 {"Ada Prova", "Ieri da Prova Marco costa troppo", "review"}});
    check_apart(R"({"name":"Luna Rossi"})", {"Ugo Prova", "il treno era in ritardo", ""},
                {{"Ada Prova", "la Luna Rossa ha vinto la regata", "review"},
                 {"Ada Prova", "Luna Rossii ha vinto la regata", "certain"}});
    check_apart(R"({"name":"Serena Valle"})", {"Serena Valle", "buongiorno a tutti", "certain"},
                {{"Ugo Prova", "Serena ha ragione", "certain"},
                 {"Ugo Prova", "Serena notte a tutti", "no"},
                 {"Ugo Prova", "una Serena domenica a tutti", "no"},
                 {"Ugo Prova", "la Valle ha ragione", "certain"},
                 {"Ugo Prova", "a Valle della strada c'è un fosso", "no"}});
}
