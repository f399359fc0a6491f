// tests/detect/spelled_test.cpp
#include "detect/spelled.hpp"

#include "oblio/detect/scanner.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace oblio;

namespace {

Scanner scanner() {
    const std::vector<std::filesystem::path> folders{test::source_folder() / "patterns"};
    return Scanner::create(PatternSet::load(folders).value()).value();
}

/// As one dictates: digits by their names, letters by theirs or as they are.
std::string dictated(std::string_view code, bool letter_names) {
    constexpr std::array<std::string_view, 10> digits{"zero",   "uno", "due",   "tre",  "quattro",
                                                      "cinque", "sei", "sette", "otto", "nove"};
    constexpr std::array<std::string_view, 26> names{
        "a",    "bi",    "ci",   "di",   "e",    "effe", "gi",      "acca", "i",
        "j",    "kappa", "elle", "emme", "enne", "o",    "pi",      "qu",   "erre",
        "esse", "ti",    "u",    "vu",   "w",    "ics",  "ipsilon", "zeta"};
    std::string words;
    for (const char c : code) {
        words += words.empty() ? "" : " ";
        if (c >= '0' && c <= '9') {
            words += digits[static_cast<std::size_t>(c - '0')];
        } else {
            words += letter_names ? std::string(names[static_cast<std::size_t>(c - 'A')])
                                  : std::string(1, c);
        }
    }
    return words;
}

} // namespace

TEST_CASE("A dictated code is found whole, and has the value of the written one", "[spelled]") {
    struct Case {
        FindingType type;
        std::string_view label, code;
    };
    // Published specimens: textbooks, the SWIFT registry, the networks' test numbers, Enel's
    // number.
    const Case cases[]{
        {FindingType::fiscal_code, "il codice fiscale:", "RSSMRA80A01H501U"},
        {FindingType::fiscal_code, "il codice fiscale:", "MLLSNT82P65Z404U"},
        {FindingType::iban, "bonifico su", "IT60X0542811101000000123456"},
        {FindingType::iban, "bonifico su", "DE89370400440532013000"},
        {FindingType::card_number, "la carta", "4000000000000002"},
        {FindingType::vat_number, "partita iva", "00811720580"},
    };
    const Scanner scan = scanner();
    for (const Case& known : cases) {
        for (const bool letter_names : {true, false}) {
            const std::string value = dictated(known.code, letter_names);
            const std::string text = std::string(known.label) + " " + value + ", grazie";
            INFO(text);
            bool found = false;
            for (const Finding& finding : scan.scan(text)) {
                if (finding.type == known.type && finding.where.of(text) == value) {
                    found = true;
                    CHECK(Scanner::canonical(known.type, value) == known.code);
                }
            }
            CHECK(found);
        }
    }
}

TEST_CASE("A dictated code with one digit wrong is none", "[spelled]") {
    const Scanner scan = scanner();
    for (const std::string_view wrong : {"RSSMRA80A01H501V", "IT60X0542811101000000123457"}) {
        const std::string text = "il codice: " + dictated(wrong, true);
        INFO(text);
        for (const Finding& finding : scan.scan(text)) {
            CHECK(finding.type != FindingType::fiscal_code);
            CHECK(finding.type != FindingType::iban);
        }
    }
}

TEST_CASE("What words say is read, towns for letters and all", "[spelled]") {
    CHECK(detect::spelled_characters("erre esse otto zero a") == "rs80a");
    CHECK(detect::spelled_characters("a di ancona, b come bari - ventidue") == "ab22");
    CHECK(detect::spelled_characters("zero virgola tre").empty());
}
