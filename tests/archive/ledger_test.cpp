// tests/archive/ledger_test.cpp: a ledger that was touched is found out.
#include "archive/ledger.hpp"
#include "archive/store.hpp"
#include "support/archive_fixture.hpp"

using namespace oblio;
using namespace oblio::test;

namespace {

/// Ten entries and the file they are in.
struct Written {
    TempDir dir;
    TestEnvironment world;
    Archive archive = must(Archive::create(dir.path() / "A", {}, "{}", world.environment()));
    std::vector<std::string> lines;

    Written() {
        for (int i = 0; i < 9; ++i) {
            world.clock.time += std::chrono::seconds{1};
            must(archive.store().record_in_ledger("request", R"({"case":"2026-0001","step":"x"})"));
        }
        std::istringstream in{bytes_of_file(path())};
        for (std::string line; std::getline(in, line);) {
            lines.push_back(line);
        }
        REQUIRE(lines.size() == 10);
    }
    std::filesystem::path path() const { return dir.path() / "A" / "ledger.jsonl"; }
    Result<LedgerHead> check(const std::vector<std::string>& changed) {
        std::ofstream out{path(), std::ios::binary};
        for (const std::string& line : changed) {
            out << line << '\n';
        }
        out.close();
        return verify_ledger(archive);
    }
};

} // namespace

TEST_CASE("Every change, removal, reordering and truncation of the ledger is found", "[ledger]") {
    Written ledger;
    REQUIRE(ledger.check(ledger.lines).value().number == 10); // untouched, it holds
    for (std::size_t at = 0; at < ledger.lines.size(); ++at) {
        INFO("line " << at + 1);
        auto changed = ledger.lines;
        const auto place = changed[at].find("2026-06-01T10");
        REQUIRE(place != std::string::npos);
        changed[at].replace(place, 13, "2026-06-01T11");
        CHECK_FALSE(ledger.check(changed));
        auto removed = ledger.lines;
        removed.erase(removed.begin() + static_cast<std::ptrdiff_t>(at));
        CHECK_FALSE(ledger.check(removed));
        if (at > 0) {
            auto swapped = ledger.lines;
            std::swap(swapped[at], swapped[at - 1]);
            CHECK_FALSE(ledger.check(swapped));
        }
        const std::vector<std::string> cut{ledger.lines.begin(),
                                           ledger.lines.begin() + static_cast<std::ptrdiff_t>(at)};
        CHECK_FALSE(ledger.check(cut));
        auto twice = ledger.lines;
        twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(at), ledger.lines[at]);
        CHECK_FALSE(ledger.check(twice));
    }
    CHECK(ledger.check(ledger.lines).has_value());
}

TEST_CASE("Who recomputes the whole chain lacks the archive's mark", "[ledger]") {
    Written ledger;
    // The ledger of another archive is a chain in itself, with right hashes throughout.
    Written other;
    CHECK(parse_ledger(bytes_of_file(other.path())).has_value());
    const auto foreign = ledger.check(other.lines);
    REQUIRE_FALSE(foreign);
    CHECK(foreign.error().code == ErrorCode::forged);
}

TEST_CASE("Half a line after a crash is cut off before the next entry", "[ledger]") {
    Written ledger;
    std::ofstream{ledger.path(), std::ios::app | std::ios::binary} << R"({"n":11,"at":"2026)";
    CHECK(verify_ledger(ledger.archive).value().number == 10);
    must(ledger.archive.store().record_in_ledger("request", "{}"));
    CHECK(verify_ledger(ledger.archive).value().number == 11);
}

TEST_CASE("A last line of which only the end reached the disk was never acknowledged", "[ledger]") {
    Written ledger;
    const std::string half = ledger.lines.back().substr(20);
    std::ofstream{ledger.path(), std::ios::binary | std::ios::app} << std::string(20, '\0') << half
                                                                   << '\n';
    must(ledger.archive.store().record_in_ledger("request", R"({"case":"2026-0001","step":"y"})"));
    CHECK(must(verify_ledger(ledger.archive)).number == 11);
    // The same in place of a line that the database knows of is a loss.
    auto holed = ledger.lines;
    holed.back().replace(0, 20, 20, '\0');
    CHECK_FALSE(ledger.check(holed));
}

TEST_CASE("The ledger does not go back in time", "[ledger]") {
    Written ledger;
    ledger.world.clock.time -= std::chrono::seconds{30}; // a clock that was corrected a little
    CHECK(ledger.archive.store().record_in_ledger("request", "{}").has_value());
    ledger.world.clock.time -= std::chrono::minutes{5};
    CHECK(ledger.archive.store().record_in_ledger("request", "{}").error().code ==
          ErrorCode::clock_backwards);
}
