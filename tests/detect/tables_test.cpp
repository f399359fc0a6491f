// tests/detect/tables_test.cpp: mapped tables say what the patterns say, or are not used.
#include "oblio/detect/patterns.hpp"
#include "oblio/detect/scanner.hpp"

#include "support/paths.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace oblio;
namespace fs = std::filesystem;

namespace {

/// The shipped patterns in a folder of their own, with their tables beside them.
class Copy {
public:
    Copy() {
        fs::copy(test::source_folder() / "patterns", folders_[0], fs::copy_options::recursive);
        write(PatternSet::tables(folders_).value());
    }
    void write(std::string_view tables) const { std::ofstream{file(), std::ios::binary} << tables; }
    [[nodiscard]] std::string tables() const {
        std::ifstream in{file(), std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    [[nodiscard]] std::shared_ptr<const PatternSet> load() const {
        return PatternSet::load(folders_).value();
    }
    [[nodiscard]] fs::path file() const { return PatternSet::tables_file(folders_); }
    [[nodiscard]] const fs::path& folder() const { return folders_[0]; }

private:
    test::TempDir dir_;
    std::vector<fs::path> folders_{dir_.path() / "patterns"};
};

std::string told(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += finding.rule + ' ' + std::to_string(to_index(finding.where.begin())) + ' ' +
                std::to_string(to_index(finding.where.end())) + ' ' +
                std::to_string(finding.confidence);
        for (const std::string& reason : finding.reasons) {
            text += " | " + reason;
        }
        text += '\n';
    }
    return text;
}

TEST_CASE("What is mapped finds and lists what is read, example by example", "[tables]") {
    const Copy copy;
    const auto mapped = copy.load();
    REQUIRE(mapped->mapped());
    fs::remove(copy.file());
    const auto read = copy.load();
    REQUIRE_FALSE(read->mapped());

    REQUIRE(mapped->list().size() == read->list().size());
    const Scanner fast = Scanner::create(mapped).value();
    const Scanner plain = Scanner::create(read).value();
    const auto examples = read->examples();
    REQUIRE(mapped->examples().size() == examples.size());
    for (const PatternExample& example : examples) {
        INFO(example.text);
        REQUIRE(told(fast.scan(example.text)) == told(plain.scan(example.text)));
    }
}

TEST_CASE("The same patterns give the same tables", "[tables]") {
    const Copy copy;
    const std::vector<fs::path> folders{copy.folder()};
    CHECK(PatternSet::tables(folders).value() == copy.tables());
}

TEST_CASE("Tables older than a pattern, or of other patterns, are not used", "[tables]") {
    const Copy copy;
    REQUIRE(copy.load()->mapped());
    const fs::path surnames = copy.folder() / "names" / "surnames.tsv";
    SECTION("another time of the same bytes changes nothing") {
        fs::last_write_time(surnames, fs::last_write_time(surnames) + std::chrono::hours{1});
        CHECK(copy.load()->mapped());
    }
    SECTION("a line more is seen, and what it says is found") {
        std::ofstream{surnames, std::ios::app} << "zzvergoni\t6\n";
        CHECK_FALSE(copy.load()->mapped());
    }
    SECTION("a file more is seen") {
        std::ofstream{copy.folder() / "names" / "more.txt"} << "x\n";
        CHECK_FALSE(copy.load()->mapped());
    }
    SECTION("a file less is seen") {
        fs::remove(copy.folder() / "places" / "comuni.tsv");
        CHECK_FALSE(copy.load()->mapped());
    }
}

TEST_CASE("Damaged tables are not used, wherever the damage is", "[tables]") {
    const Copy copy;
    const std::string whole = copy.tables();
    REQUIRE(copy.load()->mapped());
    for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{17}, std::size_t{25},
                                 std::size_t{60}, whole.size() / 2, whole.size() - 1}) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        copy.write(damaged);
        INFO(at);
        CHECK_FALSE(copy.load()->mapped());
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{20}, whole.size() / 2}) {
        copy.write(std::string_view{whole}.substr(0, size));
        CHECK_FALSE(copy.load()->mapped());
    }
    copy.write(whole);
    CHECK(copy.load()->mapped());
}

} // namespace
