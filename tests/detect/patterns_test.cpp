// tests/detect/patterns_test.cpp
#include "oblio/detect/patterns.hpp"

#include "oblio/detect/scanner.hpp"

#include "support/paths.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>

using namespace oblio;
namespace fs = std::filesystem;

namespace {

std::shared_ptr<const PatternSet> shipped() {
    static const auto patterns = [] {
        const std::vector<fs::path> folders{test::source_folder() / "patterns"};
        auto loaded = PatternSet::load(folders);
        if (!loaded) {
            FAIL(loaded.error().detail);
        }
        return *loaded;
    }();
    return patterns;
}

bool finds(const Scanner& scanner, const PatternExample& example) {
    const auto findings = scanner.scan(example.text);
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.type == example.type &&
               (example.span.empty() || finding.where.of(example.text) == example.span);
    });
}

Result<std::shared_ptr<const PatternSet>> load(const test::TempDir& folder) {
    const std::vector<fs::path> folders{folder.path()};
    return PatternSet::load(folders);
}

std::string recognizer(const std::string& more = "", const std::string& expression = "q[0-9]{4}") {
    return R"({"id": "local-code", "title": "t", "since": "1", "source": "s",
 "type": "PLATE", "expression": ")" +
           expression + R"(", "validator": "alone", "confidence": 0.9,
 )" + more +
           R"("finds": ["q1234"], "ignores": ["q12"]})";
}

} // namespace

TEST_CASE("Every example of every shipped pattern holds in the whole scan", "[patterns]") {
    const auto patterns = shipped();
    const auto scanner = Scanner::create(patterns).value();
    REQUIRE(patterns->examples().size() > 50);
    for (const PatternExample& example : patterns->examples()) {
        INFO(example.pattern << ": " << example.text);
        CHECK(finds(scanner, example) == example.must_find);
    }
}

TEST_CASE("Each lexicon holds the forms that are asked of it", "[patterns]") {
    std::size_t lexicons = 0;
    for (const PatternInfo& info : shipped()->list()) {
        if (info.kind != "lexicon") {
            continue;
        }
        ++lexicons;
        INFO(info.id);
        CHECK_FALSE(info.source.empty());
        CHECK(info.entries >= (info.id == "health" ? 2500 : 300)); // a verb counts as one form
    }
    CHECK(lexicons >= 9);
}

TEST_CASE("A municipality's own pattern works without a word of code", "[patterns]") {
    const test::TempDir folder;
    folder.write("code.json", recognizer());
    const std::vector<fs::path> none;
    REQUIRE(Scanner::create(PatternSet::load(none).value()).value().scan("targa Q1234").empty());

    const auto scanner = Scanner::create(load(folder).value()).value();

    const auto findings = scanner.scan("codice Q1234.");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "local-code");
    CHECK((findings[0].where == ByteSpan::of_indices(7, 12)));
}

TEST_CASE("Expressions share parts, and a part has a limit like the rest", "[patterns]") {
    const auto part = [](std::string_view expression) {
        return R"({"id": "digits", "title": "t", "since": "1", "source": "s", "expression": ")" +
               std::string{expression} + "\"}";
    };
    const test::TempDir folder;
    fs::create_directory(folder.path() / "parts");
    folder.write("parts/digits.json", part("[0-9]{2}|[0-9]{4}"));
    folder.write("code.json", recognizer("", "q(?&digits)\\\\b"));
    const auto scanner = Scanner::create(load(folder).value()).value();
    CHECK(scanner.scan("codice Q1234.").size() == 1);
    CHECK(scanner.scan("codice Q123.").empty());

    folder.write("parts/digits.json", part("[0-9]+"));
    CHECK_THAT(load(folder).error().detail, Catch::Contains("must have a longest match"));
    folder.write("parts/digits.json", part("[0-9"));
    CHECK_THAT(load(folder).error().detail, Catch::Contains("digits.json:1: bad expression"));
}

TEST_CASE("A wrong pattern file is refused with its name and line", "[patterns]") {
    struct Case {
        std::string bytes;
        std::string problem;
    };
    const std::vector<Case> cases{
        {recognizer("\"colour\": 1, "), ":3: unknown field \"colour\""},
        {recognizer("\"context\": {\"wrods\": []}, "), ":3: unknown field \"wrods\""},
        {recognizer("\"trigger\": {\"numbers\": 2}, "), ":3: \"trigger\" must have one of"},
        {recognizer("\"trigger\": {\"run\": 12, \"first\": true}, "),
         ":3: \"trigger\" must have one of"},
        {recognizer("\"trigger\": {\"words\": [\"q\"], \"first\": 1}, "),
         ":3: \"first\" must be true or false"},
        {recognizer("", "q[0-9"), ":2: bad expression"},
        {recognizer("", "q[0-9]+"), ":2: the expression must have a longest match"},
        {recognizer("", "q(?&no-such)"), ":2: unknown part of expressions \"no-such\""},
        {recognizer("", "q(?&no-such"), ":2: unknown part of expressions"},
        {R"({"id": "x", "title": "t", "since": "1", "source": "s", "type": "SHOE"})",
         "\"validator\" must be a text"},
        {R"({"type": "SHOE",
 "validator": "alone"})",
         ":1: unknown type \"SHOE\""},
        {R"({"type": "PLATE",
 "validator": "magic"})",
         ":2: unknown validator \"magic\""},
        {"{\n\"id\": }", ":2: not JSON"},
        {"[]", ":1: not a JSON object"},
        {R"({"id": "x", "title": "t", "since": "1", "source": "s", "type": "PLATE",
 "expression": "q", "validator": "alone", "confidence": 0.5})",
         "\"finds\" must hold at least one example"},
    };
    for (const Case& wrong : cases) {
        const test::TempDir folder;
        folder.write("code.json", wrong.bytes);
        const auto loaded = load(folder);
        INFO(wrong.bytes);
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().code == ErrorCode::bad_pattern);
        INFO(loaded.error().detail);
        CHECK(loaded.error().detail.find("code.json") != std::string::npos);
        CHECK(loaded.error().detail.find(wrong.problem) != std::string::npos);
    }
}

TEST_CASE("The same id twice is an error, also across folders", "[patterns]") {
    const test::TempDir folder;
    folder.write("a.json", recognizer());
    REQUIRE(load(folder));
    fs::create_directories(folder.path() / "identifiers");
    folder.write("identifiers/b.json", recognizer());
    const auto loaded = load(folder);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().detail.find("taken already") != std::string::npos);
}

TEST_CASE("A folder without a pattern is an error", "[patterns]") {
    const test::TempDir folder;
    const auto loaded = load(folder);
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().detail.find(folder.path().string()) != std::string::npos);
    folder.write("local-code.json", recognizer());
    CHECK(load(folder).has_value());
}

TEST_CASE("A folder of patterns that is not there is an error", "[patterns]") {
    const std::vector<fs::path> folders{"/nowhere/patterns"};
    CHECK(PatternSet::load(folders).error().code == ErrorCode::not_found);
}
