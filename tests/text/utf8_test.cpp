// tests/text/utf8_test.cpp
#include "oblio/text/utf8.hpp"

#include <catch2/catch.hpp>

using namespace oblio;

TEST_CASE("The first byte that is not UTF-8 is named", "[text]") {
    CHECK_FALSE(first_invalid_utf8("Perché no ☕"));
    CHECK(first_invalid_utf8("abc\xE8 def") == ByteOffset{3});
    CHECK(first_invalid_utf8("\xC0\x80") == ByteOffset{0});         // overlong
    CHECK(first_invalid_utf8("a\xED\xA0\x80") == ByteOffset{1});    // surrogate
    CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == ByteOffset{0}); // past U+10FFFF
    CHECK(first_invalid_utf8("ok\xE2\x82") == ByteOffset{2});       // cut off
}

TEST_CASE("Repair keeps what is valid and marks what is not", "[text]") {
    CHECK(repair_utf8("a\xE8 b") == "a\uFFFD b");
    CHECK_FALSE(first_invalid_utf8(repair_utf8("\xFF\xFE\x80x\xE2\x82")));
}

TEST_CASE("Offsets in code points and UTF-16 agree with a walk over the text", "[text]") {
    std::string text;
    for (int i = 0; i < 40; ++i) {
        text += "città 😀 x";
    }
    const OffsetIndex index{text};
    std::size_t points = 0;
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        REQUIRE(index.code_points(ByteOffset{at}) == points);
        REQUIRE(index.utf16_units(ByteOffset{at}) == units);
        REQUIRE(index.bytes(points) == ByteOffset{at});
        const CodePoint c = decode_utf8(text, at);
        at += c.length;
        ++points;
        units += c.value > 0xFFFF ? 2 : 1;
    }
    CHECK(index.code_points(ByteOffset{text.size()}) == points);
    CHECK(index.bytes(points + 5) == ByteOffset{text.size()});
}
