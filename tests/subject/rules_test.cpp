// tests/subject/rules_test.cpp: the rules of decision as tables: what each one is for, beside the
// look-alikes that it must not take.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <span>
#include <string>
#include <vector>

using namespace oblio;

namespace {

/// One record of one thread and what a trace must say of it.
struct Row {
    std::string author;
    std::string text;
    std::string expected; ///< as test::verdict(); empty: not asked
    int reply_to = -1;    ///< place in the same table
};

/// Traces `subject` in one thread made of `rows` and compares each verdict.
void check(const std::string& subject, const std::vector<Row>& rows) {
    test::Town town;
    for (const Row& row : rows) {
        town.say("t", row.author, row.text, row.reply_to);
    }
    const Trace trace = town.trace(subject);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO(rows[i].text);
        if (!rows[i].expected.empty()) {
            CHECK(test::verdict(trace, static_cast<int>(i)) == rows[i].expected);
        }
    }
}

/// Each of `rows` in a thread of its own after `first`: none is evidence for another.
void check_apart(const std::string& subject, const Row& first, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        check(subject, {first, row});
    }
}

} // namespace

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
