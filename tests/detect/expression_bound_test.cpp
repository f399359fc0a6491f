// tests/detect/expression_bound_test.cpp
#include "detect/expression_bound.hpp"

#include <catch2/catch.hpp>

using oblio::detect::longest_match;

TEST_CASE("The longest match of an expression is known before it runs", "[expression]") {
    CHECK(longest_match("abc") == 3U);
    CHECK(longest_match("a?b{2,5}(?:cd|e){3}") == 12U);
    CHECK(longest_match("\\b[a-z0-9]{4}\\.?$") == 5U);
    CHECK(longest_match("[^x]{2}") == 8U);
    CHECK(longest_match(".\\pL\\p{Lu}") == 12U);
    CHECK(longest_match("[]a]") == 1U);
    CHECK(longest_match("[[:alpha:]]{3}") == 3U);
    CHECK(longest_match("(?i)(a|bb|ccc)") == 3U);
    CHECK(longest_match("perché") == 7U);
}

TEST_CASE("An expression without a longest match is told", "[expression]") {
    for (const auto* endless : {"a*", "a+", "(?:ab){2,}", "[a-z]+?", "a{,3}x*"}) {
        INFO(endless);
        CHECK_FALSE(longest_match(endless));
    }
}
