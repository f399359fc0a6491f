// tests/detect/expression_bound_test.cpp
#include "detect/expression_bound.hpp"

#include <catch2/catch.hpp>

#include <string>

using oblio::detect::bound_of;

namespace {

std::size_t longest(std::string_view expression) {
    return bound_of(expression).value().longest;
}

std::size_t shortest(std::string_view expression) {
    return bound_of(expression).value().shortest;
}

/// The bytes of ASCII from blank on that a match may hold.
std::string bytes(std::string_view expression) {
    std::string held;
    for (char c = ' '; c < '\x7F'; ++c) {
        held += bound_of(expression).value().may_hold(c) ? std::string(1, c) : "";
    }
    return held;
}

} // namespace

TEST_CASE("The longest match of an expression is known before it runs", "[expression]") {
    CHECK(longest("abc") == 3);
    CHECK(longest("a?b{2,5}(?:cd|e){3}") == 12);
    CHECK(longest("\\b[a-z0-9]{4}\\.?$") == 5);
    CHECK(longest("[^x]{2}") == 8);
    CHECK(longest(".\\pL\\p{Lu}") == 12);
    CHECK(longest("[]a]") == 1);
    CHECK(longest("[[:alpha:]]{3}") == 3);
    CHECK(longest("(?i)(a|bb|ccc)") == 3);
    CHECK(longest("perché") == 7);
    CHECK(longest("[èa]") == 4);
    CHECK(longest("è{0,3}") == 6);
}

TEST_CASE("The shortest match of an expression is known before it runs", "[expression]") {
    CHECK(shortest("abc") == 3);
    CHECK(shortest("a?b{2,5}(?:cd|e){3}c??") == 5);
    CHECK(shortest("\\b[a-z0-9]{4}\\.?$") == 4);
    CHECK(shortest("è?a") == 1);
    CHECK(shortest("[^x]{2}.\\pL[è]{1,2}") == 5);
}

TEST_CASE("The bytes that a match may hold are known before it runs", "[expression]") {
    CHECK(bytes("\\bab?(?:x|\\.{2})$") == ".abx");
    CHECK(bytes("[0-3 .\\-_]") == " -.0123_");
    CHECK(bytes("[]a-]") == "-]a");
    CHECK(bytes("\\d\\n") == "0123456789");
    CHECK(bound_of("a\\n").value().may_hold('\n'));
    CHECK(bound_of("perché").value().may_hold("é"[1]));
    CHECK_FALSE(bound_of("perche").value().may_hold("é"[1]));
    for (const auto* many : {"[^x]", ".", "\\pL", "[[:alpha:]]", "(?i)a", "[a-é]", "[\\d-z]"}) {
        INFO(many);
        CHECK(bound_of(many).value().bytes.all());
    }
}

TEST_CASE("An expression without a longest match is told", "[expression]") {
    for (const auto* endless : {"a*", "a+", "(?:ab){2,}", "[a-z]+?", "a{,3}x*"}) {
        INFO(endless);
        CHECK_FALSE(bound_of(endless));
    }
}
