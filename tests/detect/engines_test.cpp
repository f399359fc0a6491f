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

/// How much was compared, and of what: where nothing is found, any two engines agree.
struct Compared {
    std::size_t bytes = 0;
    std::size_t identifiers = 0;
    std::size_t persons = 0;
    std::size_t ages = 0;
    std::size_t conditions = 0; // special categories, judicial data, hardship

    void count(const std::vector<Finding>& findings) {
        for (const Finding& finding : findings) {
            const Category category = category_of(finding.type);
            (finding.type == FindingType::person ? persons
             : finding.type == FindingType::age  ? ages
             : category == Category::identifier  ? identifiers
                                                 : conditions) += 1;
        }
    }
};

/// Compares the engines on everything below `folder`.
Compared compare_below(const fs::path& folder) {
    const Scanner fast = scanner(Engine::fast);
    const Scanner plain = scanner(Engine::reference);
    constexpr std::size_t most = 200'000; // of each file: the whole towns take minutes
    Compared compared;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::size_t done = 0;
        for (const std::string& piece : pieces_of(entry.path(), 300)) {
            INFO(entry.path() << " at " << done);
            const std::vector<Finding> findings = plain.scan(piece);
            REQUIRE(same(fast.scan(piece), findings));
            compared.count(findings);
            done += piece.size();
            if (done > most) {
                break;
            }
        }
        compared.bytes += done;
    }
    return compared;
}

TEST_CASE("Both engines agree on the annotated messages and the invented towns", "[engines]") {
    const Compared compared = compare_below(test::source_folder() / "fixtures");
    CHECK(compared.bytes > 100'000);
    CHECK(compared.identifiers > 500);
    CHECK(compared.persons > 500);
    CHECK(compared.ages > 50);
    CHECK(compared.conditions > 100);
}

TEST_CASE("Both engines agree where who writes or is answered has a name of ordinary words",
          "[engines]") {
    const Scanner fast = scanner(Engine::fast);
    const Scanner plain = scanner(Engine::reference);
    ScanContext context;
    context.author_name = "Pedali e Pentole";
    context.replied_to_name = "Alba Neve";
    for (const std::string_view text :
         {"pedali e pentole", "Neve!", "neve", "che neve, Alba", "Ciao Alba, pedali e basta",
          "la neve di Pentole", "Pentole"}) {
        CAPTURE(text);
        CHECK(same(fast.scan(text, context), plain.scan(text, context)));
    }
}

TEST_CASE("The comparison of engines sees one finding, one word and one digit more", "[engines]") {
    const Scanner scan = scanner(Engine::reference);
    const auto all = scan.scan("Maria Bianchi ha 13 anni, e sono diabetica: 316 555 7788");
    Compared compared;
    compared.count(all);
    CHECK(compared.identifiers == 1);
    CHECK(compared.persons == 1);
    CHECK(compared.ages == 1);
    CHECK(compared.conditions == 1);
    CHECK(same(all, all));
    for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
        auto fewer = all;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
        CHECK_FALSE(same(fewer, all));
        auto other = all;
        other[left_out].confidence /= 2;
        CHECK_FALSE(same(other, all));
        other = all;
        other[left_out].reasons.emplace_back("another");
        CHECK_FALSE(same(other, all));
    }
}

TEST_CASE("Both engines agree on random pieces of codes, dates, numbers and labels",
          "[engines][property]") {
    const Scanner fast = scanner(Engine::fast);
    const Scanner plain = scanner(Engine::reference);
    const std::vector<std::string> pieces{
        "0",       "1",        "31",      "316",       "1980",    "55 50",      "12/03/",
        "5550101", "X05428",   "IT60",    "80A01",     "H501U",   "RSSMRA",     "CA",
        "00000",   "AA",       "YB",      "AB",        "123",     "CD",         "o",
        "il",      "l",        "cie",     "targa",     "patente", "rubat",      "documento",
        "piva",    "cf",       "nato il", "del",       "marzo",   "sono del",   "via Roma",
        "v.le",    "civico",   "snc",     "zero",      "erre",    "@",          "(n.",
        ")",       "/",        ".",       "-",         "_",       ",",          ":",
        "\n",      "\u00b0",   "\u20ac",  "\u00e8",    "(at)",    "chiocciola", "posta.example",
        "t.me/",   "https://", "wa.me/",  "libero.it", "  ",      "passaporto", "\U0001f600"};
    CHECK(rc::check([&] {
        std::string text;
        const auto parts = *rc::gen::inRange(0, 40);
        for (int part = 0; part < parts; ++part) {
            text += *rc::gen::elementOf(pieces);
            text += *rc::gen::element(std::string{" "}, std::string{}, std::string{});
        }
        RC_ASSERT(same(fast.scan(text), plain.scan(text)));
    }));
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
