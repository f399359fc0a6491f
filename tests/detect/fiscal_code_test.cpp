// tests/detect/fiscal_code_test.cpp
#include "oblio/detect/fiscal_code.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace oblio;
using namespace std::chrono_literals;

namespace {

/// A code with its check letter computed.
std::string checked(std::string first15) {
    first15 += fiscal_code_check_letter(first15);
    return first15;
}

} // namespace

TEST_CASE("The published example codes are read with sex, birth date and place", "[fiscal-code]") {
    // RSSMRA80A01H501U and the like are the examples that circulars and textbooks print.
    struct Case {
        std::string_view code;
        Sex sex;
        Date birth;
        std::string_view place;
    };
    const Case cases[]{
        {"RSSMRA80A01H501U", Sex::male, 1980y / 1 / 1, "H501"},
        {"MRTMTT25D09F205Z", Sex::male, 1925y / 4 / 9, "F205"},    // Wikipedia, "Codice fiscale"
        {"MLLSNT82P65Z404U", Sex::female, 1982y / 9 / 25, "Z404"}, // the same page
        {"BNCLRA85T50M987J", Sex::female, 1985y / 12 / 10, "M987"},
    };
    for (const Case& example : cases) {
        INFO(example.code);
        const auto code = parse_fiscal_code(example.code);
        REQUIRE(code);
        CHECK(code->sex == example.sex);
        CHECK(
            code->birth_date(2026y / 6 / 1 < example.birth ? example.birth : Date{2024y / 6 / 1}) ==
            example.birth);
        CHECK(code->place == example.place);
        CHECK_FALSE(code->omocodia);
        CHECK_FALSE(code->corrected);
    }
}

TEST_CASE("Each of the seven digits may be a letter of omocodia", "[fiscal-code]") {
    const std::string plain = "RSSMRA80A01H501";
    constexpr std::string_view letters = "LMNPQRSTUV";
    const std::size_t places[]{6, 7, 9, 10, 12, 13, 14};
    for (unsigned mask = 1; mask < 128; ++mask) {
        std::string code = plain;
        for (std::size_t place = 0; place < 7; ++place) {
            if ((mask >> place & 1U) != 0) {
                char& digit = code[places[place]];
                digit = letters[static_cast<std::size_t>(digit - '0')];
            }
        }
        const auto read = parse_fiscal_code(checked(code));
        INFO(code);
        REQUIRE(read);
        CHECK(read->omocodia);
        CHECK(read->base == "RSSMRA80A01H501U");
        CHECK(read->day == 1);
    }
}

TEST_CASE("Any other check letter is refused", "[fiscal-code]") {
    REQUIRE(parse_fiscal_code("RSSMRA80A01H501U"));
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
        const std::string code = std::string("RSSMRA80A01H501") + letter;
        CHECK(parse_fiscal_code(code).has_value() == (letter == 'U'));
    }
}

TEST_CASE("Days and months that do not exist are refused", "[fiscal-code]") {
    CHECK(parse_fiscal_code(checked("RSSMRA80B29H501")));       // 1980 is a leap year
    CHECK_FALSE(parse_fiscal_code(checked("RSSMRA81B29H501"))); // 1981 is not
    CHECK_FALSE(parse_fiscal_code(checked("RSSMRA80D31H501"))); // 31 April
    CHECK(parse_fiscal_code(checked("RSSMRA80A31H501")));
    CHECK_FALSE(parse_fiscal_code(checked("RSSMRA80A32H501")));
    CHECK_FALSE(parse_fiscal_code(checked("RSSMRA80A00H501")));
    CHECK(parse_fiscal_code(checked("RSSMRA80A71H501")));
    CHECK_FALSE(parse_fiscal_code(checked("RSSMRA80A72H501")));
    CHECK_FALSE(parse_fiscal_code(checked("RSSMRA80F01H501"))); // F is no month
    CHECK_FALSE(parse_fiscal_code(checked("RSSMRA80A01H000")));
}

TEST_CASE("Separators, case, other scripts and O for zero do not hide a code", "[fiscal-code]") {
    for (const std::string_view written :
         {"rss mra 80a01 h501u", "RSS.MRA.80A01.H501U", "R S S M R A 8 0 A 0 1 H 5 0 1 U",
          "RSSMRA80A01\nH501U", "ＲＳＳＭＲＡ８０Ａ０１Ｈ５０１Ｕ", "RSSMRA80AO1H5O1U",
          "RSSMRA80A0IH50IU", "RSS\u200BMRA80A01H501U", "RSSMRА80А01Н501U"}) {
        const auto code = parse_fiscal_code(written);
        INFO(written);
        REQUIRE(code);
        CHECK(code->code == "RSSMRA80A01H501U");
    }
}

TEST_CASE("Sixteen other characters are not a code", "[fiscal-code]") {
    for (const std::string_view other :
         {"", "RSSMRA80A01H501", "RSSMRA80A01H501UU", "1234567890123456", "RIT2025AB12C345Z",
          "responsabilmente"}) {
        CHECK_FALSE(parse_fiscal_code(other));
    }
}

TEST_CASE("The century of a birth date is the latest that is possible", "[fiscal-code]") {
    const auto code = parse_fiscal_code(checked("RSSMRA24P15H501")).value();
    CHECK(code.birth_date(2024y / 9 / 15) == Date{2024y / 9 / 15});
    CHECK(code.birth_date(2024y / 9 / 14) == Date{1924y / 9 / 15});
}
