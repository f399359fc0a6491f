// tests/minors/birthday_test.cpp: the day on which somebody turns an age, from the words around it.
#include "minors/birthday.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace oblio;
using namespace oblio::minors;
using namespace std::chrono_literals;

namespace {

constexpr Date today{2026y / std::chrono::March / 10};

/// The age between [ and ].
std::optional<BirthRange> read(std::string_view marked) {
    const auto open = marked.find('[');
    const auto close = marked.find(']');
    std::string text{marked.substr(0, open)};
    text += marked.substr(open + 1, close - open - 1);
    text += marked.substr(close + 1);
    const FoldedText folded = fold(text);
    return read_birthday(folded, ByteSpan::of_indices(open, close - 1), today);
}

bool spans(std::string_view marked, Date earliest, Date latest) {
    INFO(marked);
    const auto range = read(marked);
    REQUIRE(range);
    CHECK(Date{range->earliest} == earliest);
    CHECK(Date{range->latest} == latest);
    return true;
}

} // namespace

TEST_CASE("A birthday to come or gone by gives the day of birth", "[minors][birthday]") {
    using namespace std::chrono;
    spans("domani [compio 14 anni]", 2012y / 3 / 11, 2012y / 3 / 11);
    spans("oggi sono [sedici]", 2010y / 3 / 10, 2010y / 3 / 10);
    spans("[compio 14 anni] il 3 maggio", 2012y / 5 / 3, 2012y / 5 / 3);
    spans("il 3 febbraio [compio 14 anni]", 2013y / 2 / 3, 2013y / 2 / 3);
    spans("[ne faccio 13] a settembre", 2013y / 9 / 1, 2013y / 10 / 1);
    spans("[fra tre giorni ne faccio 14]", 2012y / 3 / 13, 2012y / 3 / 13);
    spans("mi [mancano due settimane ai 14 anni]", 2012y / 3 / 21, 2012y / 3 / 27);
    spans("ho [compiuto 15 anni] ieri", 2011y / 3 / 9, 2011y / 3 / 9);
    spans("[15 anni] compiuti a gennaio", 2011y / 1 / 1, 2011y / 1 / 31);
    spans("quest'anno [faccio 14 anni]", 2012y / 1 / 1, 2012y / 12 / 31);
    spans("l'anno prossimo [faccio 14 anni]", 2013y / 1 / 1, 2013y / 12 / 31);
    spans("a Natale [compio 14 anni]", 2012y / 12 / 25, 2012y / 12 / 25);
    spans("domani [divento quindicenne]", 2011y / 3 / 11, 2011y / 3 / 11);
    spans("[i quattordici li faccio] a ottobre", 2012y / 10 / 1, 2012y / 10 / 31);
    spans("tra dieci giorni mi porta al mare perché [compio 14 anni]", 2012y / 3 / 20,
          2012y / 3 / 20);
    spans("domani andiamo al lago e il 3 maggio [compio 14 anni]", 2012y / 5 / 3, 2012y / 5 / 3);
}

TEST_CASE("A half year and months narrow the year of birth", "[minors][birthday]") {
    const auto half = read("[ho 13 anni] e mezzo");
    REQUIRE(half);
    CHECK(age_on(*half, today).least == 13);
    CHECK(age_on(*half, today).most == 13);
    CHECK(age_on(*half, 2026y / std::chrono::December / 31).least == 14);
}

TEST_CASE("Days that no birthday is on say nothing", "[minors][birthday]") {
    for (const std::string_view text :
         {"domani vado al mare, [ho 13 anni]", "[ho 13 anni], domani vado al mare", "[ho 13 anni]",
          "il 3 maggio si vota e io [ho 17 anni]", "[faccio 14 anni] per finta"}) {
        INFO(text);
        CHECK_FALSE(read(text));
    }
}
