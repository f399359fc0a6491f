// tests/detect/engines_test.cpp: the fast engine and the plain one give the same findings, with the
// shipped patterns, on invented towns, on annotated messages and on texts that nobody wrote.
#include "oblio/detect/scanner.hpp"
#include "oblio/text/utf8.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace oblio;
namespace fs = std::filesystem;

namespace {

Scanner scanner(Engine engine) {
    static const auto patterns = [] {
        const std::vector<fs::path> folders{test::source_folder() / "patterns"};
        return PatternSet::load(folders).value();
    }();
    ScannerOptions options;
    options.engine = engine;
    return Scanner::create(patterns, options).value();
}

bool same(const std::vector<Finding>& a, const std::vector<Finding>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Finding& x, const Finding& y) {
                          return x.type == y.type && x.where == y.where && x.rule == y.rule &&
                                 x.confidence == y.confidence && x.reasons == y.reasons;
                      });
}

/// What stands in a file, cut at line ends and at about `bytes` bytes, made valid UTF-8.
std::vector<std::string> pieces_of(const fs::path& file, std::size_t bytes) {
    std::ifstream in{file, std::ios::binary};
    const std::string all = repair_utf8(std::string{std::istreambuf_iterator<char>{in}, {}});
    std::vector<std::string> pieces;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end =
            std::min(all.find('\n', std::min(at + bytes, all.size())), all.size());
        pieces.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    return pieces;
}

/// Compares the engines on everything below `folder`; how many bytes it was.
std::size_t compare_below(const fs::path& folder) {
    const Scanner fast = scanner(Engine::fast);
    const Scanner plain = scanner(Engine::reference);
    constexpr std::size_t most = 200'000; // of each file: the whole towns take minutes
    std::size_t compared = 0;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::size_t done = 0;
        for (const std::string& piece : pieces_of(entry.path(), 300)) {
            INFO(entry.path() << " at " << done);
            REQUIRE(same(fast.scan(piece), plain.scan(piece)));
            done += piece.size();
            if (done > most) {
                break;
            }
        }
        compared += done;
    }
    return compared;
}

TEST_CASE("Both engines agree on the annotated messages and the invented towns", "[engines]") {
    CHECK(compare_below(test::source_folder() / "fixtures") > 100'000);
}

TEST_CASE("Both engines agree on random Unicode between words of people", "[engines][property]") {
    const Scanner fast = scanner(Engine::fast);
    const Scanner plain = scanner(Engine::reference);
    const std::vector<std::string> words{
        "ho",      "13",           "anni",        "tredicenne", "la",        "signora",   "Maria",
        "ROSSI",   "di",           "Carla",       "è",          "diabetica", "in",        "cura",
        "per",     "depressione",  "la 3B",       "seconda",    "media",     "nata nel",  "2012",
        "ne ho",   "15",           "sindaco",     "vent'",      "centouno",  "mio",       "figlio",
        "celiaco", "gastrite",     "non",         "l’",         "M.",        "Bianchi",   "De",
        "Luca",    "ciao",         "classe",      "2k10",       "anni 84",   "minorenne", "eta per",
        "votare",  "316 555 7788", "via Roma 12", "+",          "104",       "\n",        ". ",
        ", "};
    const auto code_point = [] {
        const auto value = *rc::gen::weightedOneOf<std::uint32_t>(
            {{6, rc::gen::inRange<std::uint32_t>(0x20, 0x7F)},
             {3, rc::gen::inRange<std::uint32_t>(0xA0, 0x250)},
             {2, rc::gen::inRange<std::uint32_t>(0x300, 0x370)},
             {2, rc::gen::inRange<std::uint32_t>(0x2000, 0x2070)},
             {1, rc::gen::inRange<std::uint32_t>(0x1D400, 0x1D800)},
             {1, rc::gen::inRange<std::uint32_t>(0x1F000, 0x1FAFF)},
             {1, rc::gen::inRange<std::uint32_t>(0x370, 0xD7FF)}});
        std::string bytes;
        append_utf8(bytes, value);
        return bytes;
    };
    CHECK(rc::check([&] {
        std::string text;
        const auto parts = *rc::gen::inRange(0, 40);
        for (int part = 0; part < parts; ++part) {
            if (*rc::gen::inRange(0, 4) == 0) {
                text += code_point();
            } else {
                text += *rc::gen::elementOf(words);
                text += *rc::gen::element(std::string{" "}, std::string{" "}, std::string{});
            }
        }
        RC_ASSERT(same(fast.scan(text), plain.scan(text)));
    }));
}

} // namespace
