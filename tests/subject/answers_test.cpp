// tests/subject/answers_test.cpp: what was answered for one identity, and what that says of
// another.
#include "oblio/subject/answers.hpp"

#include "oblio/subject/reasons.hpp"
#include "support/archive_fixture.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::test;

namespace {

Subject subject(const std::string& json) {
    return must(parse_subject(json));
}

class Office {
public:
    Office()
        : archive{
              must(Archive::create(folder_.path() / "a", {}, "{}", environment_.environment()))} {}

private:
    TempDir folder_;
    TestEnvironment environment_;

public:
    Archive archive;
};

} // namespace

TEST_CASE("What was answered is remembered by who is asked for, not by how the file is written",
          "[answers]") {
    Office office;
    const Subject first = subject(R"({"name":"Ada Fittizia","handles":["facebook:ada.f"]})");
    must(remember_answers(office.archive, first, {{"facebook:1", true}, {"facebook:2", false}}));
    const Subject again = subject(
        R"({"name":"FITTIZIA ADA","handles":["facebook:ada.f"],"phones":["316 555 0101"]})");
    const ReviewAnswers answers = must(remembered_answers(office.archive, again));
    CHECK(answers.yes == std::set<std::string>{"facebook:1"});
    CHECK(answers.no == std::set<std::string>{"facebook:2"});
}

TEST_CASE("What is one homonym's is not the other's, and nothing is said of a third", "[answers]") {
    Office office;
    const Subject first = subject(R"({"name":"Ada Fittizia","handles":["facebook:ada.f"]})");
    must(remember_answers(office.archive, first, {{"facebook:1", true}, {"facebook:2", false}}));
    const ReviewAnswers other = must(remembered_answers(
        office.archive, subject(R"({"name":"Ada Fittizia","handles":["facebook:fittizia80"]})")));
    CHECK(other.namesakes == std::set<std::string>{"facebook:1"});
    CHECK(other.no.empty());
    CHECK(other.yes.empty());
    const ReviewAnswers unclear = must(remembered_answers(
        office.archive, subject(R"({"name":"Ada Fittizia","emails":["ada@posta.example"]})")));
    CHECK(unclear.yes.empty());
    CHECK(unclear.no.empty());
}

TEST_CASE("An answer can be taken back and changed", "[answers]") {
    Office office;
    const Subject ada = subject(R"({"name":"Ada Fittizia"})");
    must(remember_answers(office.archive, ada, {{"facebook:1", true}, {"facebook:2", true}}));
    must(remember_answers(office.archive, ada,
                          {{"facebook:1", std::nullopt}, {"facebook:2", false}}));
    const ReviewAnswers answers = must(remembered_answers(office.archive, ada));
    CHECK(answers.yes.empty());
    CHECK(answers.no == std::set<std::string>{"facebook:2"});
}

TEST_CASE("The stored answers do not say who was asked for, even opened", "[answers]") {
    Office office;
    const Subject ada = subject(
        R"({"name":"Ada Fittizia","handles":["facebook:ada.f"],"emails":["ada@posta.example"]})");
    must(remember_answers(office.archive, ada, {{"facebook:1", true}}));
    const auto documents = must(office.archive.documents("answers"));
    REQUIRE(documents.size() == 1);
    const std::string all = documents.front().id + documents.front().json;
    CHECK(all.find("facebook:1") != std::string::npos); // the control: the answer itself is there
    for (const char* value : {"Ada F", "ittizia", "ada.f", "posta"}) {
        CHECK(all.find(value) == std::string::npos);
    }
}

TEST_CASE("A reason reads in Italian, whatever it is made of", "[answers]") {
    CHECK(reason_text("the surname, in answer to the subject", Language::italian) ==
          "il cognome, in risposta all'interessato");
    CHECK(reason_text("the first name alone", Language::italian) == "il nome da solo");
    CHECK(reason_text("full name, one letter off, which nobody else bears", Language::italian) ==
          "nome e cognome, con una lettera diversa, che nessun altro porta");
    CHECK(reason_text("given identifier: PHONE", Language::italian) == "dato indicato: telefono");
    CHECK(reason_text("the surname alone", Language::english) == "the surname alone");
    CHECK(reason_text("something new", Language::italian) == "something new");
}
