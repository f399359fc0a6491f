// tests/policy/publication_test.cpp: what a check finds in a text, and what takes a finding back.
#include "oblio/policy/publication.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace oblio;

namespace {

PublicationReport checked(std::string_view text) {
    static const std::filesystem::path folder = test::source_folder() / "patterns";
    static const Scanner scanner = Scanner::create(PatternSet::load({&folder, 1}).value()).value();
    static const Policy policy;
    return check_publication(text, scanner, policy);
}

std::vector<Suppression> suppressed(std::string_view text) {
    std::vector<Suppression> all;
    for (const PublicationItem& item : checked(text).items) {
        all.push_back(item.suppressed);
    }
    return all;
}

constexpr auto marked = Suppression::inline_mark;
constexpr auto open = Suppression::none;

} // namespace

TEST_CASE("A mark takes back the findings of its line, of its types", "[publication]") {
    using All = std::vector<Suppression>;
    CHECK(suppressed("Chiamate il 316 555 0101") == All{open}); // it can see one
    CHECK(suppressed("Chiamate il 316 555 0101 oblio:allow") == All{marked});
    CHECK(suppressed("Chiamate il 316 555 0101 oblio:allow PHONE,EMAIL") == All{marked});
    CHECK(suppressed("Chiamate il 316 555 0101 oblio:allow EMAIL") == All{open});
    CHECK(suppressed("316 555 0101 o ada@posta.example oblio:allow EMAIL\n"
                     "316 555 0102 o ugo@posta.example\n"
                     "316 555 0103 o lia@posta.example oblio:allow: PHONE\n"
                     "oblio:allow 316 555 0104") ==
          All{open, marked, open, open, marked, open, marked});
}

/// Were its line read for each finding, this test would take minutes.
TEST_CASE("A line with very many findings is checked in linear time", "[publication]") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) {
        text += "316 555 0101 o ada@posta.example, ";
    }
    const auto found = suppressed(text + "oblio:allow PHONE");
    CHECK(found.size() == 40'000);
    CHECK(std::count(found.begin(), found.end(), marked) == 20'000);
}
