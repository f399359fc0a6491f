// tests/detect/lexicon_file_test.cpp: what a lexicon file may say, and what is refused.
#include "detect/lexicon_file.hpp"

#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace oblio;
using namespace oblio::detect;

namespace {

std::string file_with(const std::string& entry, const std::string& more = "") {
    return R"({"id":"t","type":"HEALTH","title":"T","since":"0.1.0","source":"here","licence":"EUPL-1.2",)" +
           more + R"("entries":[)" + entry +
           R"(],"finds":[{"text":"ho il diabete"}],"ignores":["x"]})";
}

Result<Lexicon> read(const std::string& bytes) {
    const test::TempDir folder;
    folder.write("t.json", bytes);
    auto file = PatternFile::read(folder.path() / "t.json");
    if (!file) {
        return file.error();
    }
    return read_lexicon(*file);
}

const std::string good_entry = R"({"terms":["diabete"],"kind":"condition","weight":0.9})";

} // namespace

TEST_CASE("Braces multiply, and an empty choice leaves the stem", "[lexicon]") {
    CHECK(expand_braces("diabetic{o,a}") == std::vector<std::string>{"diabetico", "diabetica"});
    CHECK(expand_braces("{in,a} cas{a,e}") ==
          std::vector<std::string>{"in casa", "a casa", "in case", "a case"});
    CHECK(expand_braces("trans{,gender}") == std::vector<std::string>{"trans", "transgender"});
    CHECK(expand_braces("plain") == std::vector<std::string>{"plain"});
}

TEST_CASE("Braces that do not match are refused", "[lexicon]") {
    CHECK_FALSE(expand_braces("a{b").has_value());
    CHECK_FALSE(expand_braces("a}b").has_value());
    CHECK_FALSE(expand_braces("a{b{c}}").has_value());
}

TEST_CASE("Braces that give thousands of forms are refused", "[lexicon]") {
    std::string term = "x";
    for (int i = 0; i < 13; ++i) {
        term += "{a,b}";
    }
    CHECK_FALSE(expand_braces(term).has_value());
}

TEST_CASE("A lexicon counts its expanded terms and keeps its examples", "[lexicon]") {
    const auto lexicon =
        read(file_with(R"({"terms":["diabetic{o,a}","cieco"],"kind":"bearer","weight":0.8})"));
    REQUIRE(lexicon.has_value());
    CHECK(lexicon->info.entries == 3);
    CHECK(lexicon->info.kind == "lexicon");
    CHECK(lexicon->info.type == FindingType::health);
    REQUIRE(lexicon->examples.size() == 2);
    CHECK(lexicon->examples[0].must_find);
    CHECK_FALSE(lexicon->examples[1].must_find);
}

TEST_CASE("A file with a mistake is refused with its name and place", "[lexicon]") {
    REQUIRE(read(file_with(good_entry)).has_value());
    const std::vector<std::string> bad{
        "[]",
        "{",
        file_with(good_entry, R"("colour":"red",)"),
        file_with(R"({"terms":["a"],"kind":"disease","weight":0.9})"),
        file_with(R"({"terms":["a"],"kind":"condition","weight":1.5})"),
        file_with(R"({"terms":[],"kind":"condition","weight":0.9})"),
        file_with(R"({"terms":["a{"],"kind":"condition","weight":0.9})"),
        file_with(R"({"terms":["a"],"kind":"condition","weight":0.9,"trap":["b"]})"),
        R"({"id":"t","type":"PHONE","title":"T","since":"1","source":"s","licence":"l","entries":[)" +
            good_entry + R"(],"finds":[{"text":"a"}],"ignores":["b"]})",
        R"({"id":"t","type":"HEALTH","title":"T","since":"1","source":"s","licence":"l","entries":[)" +
            good_entry + "]}",
    };
    for (const std::string& bytes : bad) {
        const auto lexicon = read(bytes);
        INFO(bytes);
        REQUIRE_FALSE(lexicon.has_value());
        CHECK(lexicon.error().code == ErrorCode::bad_pattern);
        CHECK(lexicon.error().detail.find("t.json:") != std::string::npos);
    }
}

TEST_CASE("A class is put where a term names it, an unknown one is refused", "[lexicon]") {
    const std::string classes = R"("classes":{"luce":["luce","gas di rete"]},)";
    const auto lexicon =
        read(file_with(R"({"terms":["~staccare _ @luce"],"kind":"act","weight":0.8})", classes));
    REQUIRE(lexicon.has_value());
    CHECK(lexicon->info.entries == 2); // the class and the phrase
    CHECK(lexicon->entries[0].terms[0] == "~staccare _ {~#t.luce,gas di rete}");
    CHECK(lexicon->classes[0].words == std::vector<std::string>{"luce"});
    CHECK_FALSE(read(file_with(R"({"terms":["@acqua"],"kind":"act","weight":0.8})", classes)));
}

TEST_CASE("A ~ without a verb or a preposition is refused, and a _ in front", "[lexicon]") {
    CHECK(read(file_with(R"({"terms":["~bere da anni"],"kind":"act","weight":0.8})")));
    CHECK_FALSE(read(file_with(R"({"terms":["~luce"],"kind":"act","weight":0.8})")));
    CHECK_FALSE(read(file_with(R"({"terms":["_ luce"],"kind":"act","weight":0.8})")));
}
