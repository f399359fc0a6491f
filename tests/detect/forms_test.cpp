// tests/detect/forms_test.cpp: plates, documents, health cards, dates and addresses of mail against
// the norms that say their form, letter by letter and day by day; nothing here comes from the
// generator of the fixtures.
#include "oblio/detect/scanner.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace oblio;

namespace {

const Scanner& scanner() {
    static const Scanner one = [] {
        const std::vector<std::filesystem::path> folders{test::source_folder() / "patterns"};
        ScannerOptions options;
        for (int type = 0; type <= static_cast<int>(FindingType::handle); ++type) {
            options.types.push_back(static_cast<FindingType>(type));
        }
        return Scanner::create(PatternSet::load(folders).value(), options).value();
    }();
    return one;
}

/// True if `value` after `label` is reported whole as `type`.
bool is(FindingType type, std::string_view label, std::string_view value) {
    const std::string text = fmt::format("{} {}", label, value);
    for (const Finding& finding : scanner().scan(text)) {
        if (finding.type == type && finding.where.of(text) == value) {
            return true;
        }
    }
    return false;
}

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Sum of the digits, every second one from the right doubled, its own digits added: by hand, as
/// ISO/IEC 7812-1 annex B tells it.
bool luhn_by_hand(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto at = digits.rbegin(); at != digits.rend(); ++at) {
        const int value = (*at - '0') * (twice ? 2 : 1);
        sum += value / 10 + value % 10;
        twice = !twice;
    }
    return sum % 10 == 0;
}

/// The days of a month by counting, without a library.
int days_of(int year, int month) {
    constexpr std::array<int, 12> usual{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return usual[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

} // namespace

TEST_CASE("Plates have the letters that D.P.R. 495/1992 gives them, and no others", "[forms]") {
    // Art. 256 and annexes: I, O, Q and U are left out, as they look like digits or other letters.
    constexpr std::string_view left_out = "IOQU";
    for (const char letter : letters) {
        const bool used = left_out.find(letter) == std::string_view::npos;
        INFO(letter);
        CHECK(is(FindingType::plate, "targa", fmt::format("{}B123CD", letter)) == used);
        CHECK(is(FindingType::plate, "targa", fmt::format("A{}123CD", letter)) == used);
        CHECK(is(FindingType::plate, "targa", fmt::format("AB123{}D", letter)) == used);
        CHECK(is(FindingType::plate, "targa", fmt::format("AB123C{}", letter)) == used);
        CHECK(is(FindingType::plate, "moto targata", fmt::format("Z{}12345", letter)) == used);
    }
    for (const std::string_view wrong : {"AB12CD", "AB1234CD", "A123CD", "ABC123D", "AB123C"}) {
        INFO(wrong);
        CHECK_FALSE(is(FindingType::plate, "targa", wrong));
    }
    // R.D. 1740/1933: the sigla of a province (or "Roma") first; XX was never one.
    CHECK(is(FindingType::plate, "targa", "BS 412907"));
    CHECK(is(FindingType::plate, "targa", "Roma A12345"));
    CHECK_FALSE(is(FindingType::plate, "targa", "XX 412907"));
}

TEST_CASE("Documents have the form of their decree", "[forms]") {
    // D.M. 23/12/2015: C, a letter, five digits, two letters. CA00000AA is the specimen's.
    CHECK(is(FindingType::id_card, "carta d'identità", "CA00000AA"));
    for (const char letter : letters) {
        INFO(letter);
        CHECK(is(FindingType::id_card, "carta d'identità", fmt::format("C{}12345BD", letter)));
        CHECK(is(FindingType::id_card, "carta d'identità", fmt::format("{}A12345BD", letter)) ==
              (letter == 'C'));
        CHECK(is(FindingType::passport, "passaporto", fmt::format("Y{}1234567", letter)));
        CHECK(is(FindingType::driving_licence, "patente", fmt::format("MI1234567{}", letter)));
    }
    CHECK(is(FindingType::driving_licence, "patente", "U12A34B56C")); // Circolare MIT 18/10/2011
    for (const std::string_view wrong : {"CA1234BD", "CA123456BD", "C112345BD", "CA12345B"}) {
        INFO(wrong);
        CHECK_FALSE(is(FindingType::id_card, "carta d'identità", wrong));
    }
    CHECK_FALSE(is(FindingType::driving_licence, "patente", "MI123456X"));
    CHECK_FALSE(is(FindingType::driving_licence, "patente", "MI12345678X"));
}

TEST_CASE("Of ten last digits of a health card one is right", "[forms]") {
    std::uint64_t serial = 987'654'321;
    for (int tried = 0; tried < 60; ++tried) {
        serial = (serial * 48'271) % 2'147'483'647; // Park and Miller
        const std::string first = fmt::format("80380000{:011}", serial % 99'999'999'999ULL);
        int right = 0;
        for (char last = '0'; last <= '9'; ++last) {
            const std::string card = first + last;
            const bool found = is(FindingType::health_card, "tessera sanitaria", card);
            CHECK(found == luhn_by_hand(card));
            right += found ? 1 : 0;
        }
        CHECK(right == 1);
    }
}

TEST_CASE("A birth date is a day that the calendar has", "[forms]") {
    for (const int year : {1900, 1924, 1946, 1960, 1999, 2000, 2001, 2016}) {
        for (int month = 1; month <= 12; ++month) {
            for (const int day : {0, 1, 28, 29, 30, 31, 32}) {
                const bool exists = day >= 1 && day <= days_of(year, month);
                const std::string digits = fmt::format("{:02}/{:02}/{}", day, month, year);
                const std::string iso = fmt::format("{}-{:02}-{:02}", year, month, day);
                INFO(digits);
                CHECK(is(FindingType::date_of_birth, "nata il", digits) == exists);
                CHECK(is(FindingType::date_of_birth, "nata il", iso) == exists);
            }
        }
    }
    CHECK_FALSE(is(FindingType::date_of_birth, "nata il", "12/13/1980"));
}

TEST_CASE("Addresses of mail are those that RFC 5321 allows and people use", "[forms]") {
    // RFC 3696, section 3, what is in use of it; RFC 5321, section 4.1.2; RFC 1035, section 2.3.1.
    for (const std::string_view right :
         {"user+mailbox@example.com", "customer.department@example.com",
          "a.b-c_d%e@sub.example.co.uk", "o'neill@example.org", "x@example.museum"}) {
        INFO(right);
        CHECK(is(FindingType::email, "scrivi a", right));
    }
    for (const std::string_view wrong :
         {".dot@example.com", "dot.@example.com", "two..dots@example.com", "no.domain@",
          "@example.com", "user@-example.com", "user@example-.com", "user@example..com",
          "user@localhost"}) {
        INFO(wrong);
        CHECK_FALSE(is(FindingType::email, "scrivi a", wrong));
    }
}

TEST_CASE("Accounts are as long and of the letters that the platforms allow", "[forms]") {
    // X: 4 to 15 of A-Z, 0-9 and _; Instagram: up to 30, also dots; Telegram: 5 to 32.
    for (const std::string_view right :
         {"@TwitterDev", "@jack_99", "@anna.bianchi", "@user_name_1"}) {
        INFO(right);
        CHECK(is(FindingType::handle, "grazie", right));
    }
    for (const std::string_view wrong : {"@", "@@", "@12", "@21", "@tutti"}) {
        INFO(wrong);
        CHECK_FALSE(is(FindingType::handle, "grazie", wrong));
    }
}

TEST_CASE("A house needs a street, a name and a number", "[forms]") {
    // The street types are those of ISTAT's list (DUG), with the abbreviations on envelopes.
    for (const std::string_view type :
         {"via",       "viale",    "piazza", "piazzale", "piazzetta", "corso",     "largo",
          "vicolo",    "contrada", "strada", "salita",   "calle",     "campiello", "fondamenta",
          "lungomare", "borgo",    "rione",  "frazione", "località",  "V.le",      "P.zza",
          "C.so",      "V.lo",     "C.da",   "P.le",     "Str."}) {
        INFO(type);
        CHECK(is(FindingType::address, "abito in", fmt::format("{} Garibaldi 12", type)));
        CHECK_FALSE(is(FindingType::address, "lavori in", fmt::format("{} Garibaldi", type)));
    }
    for (const std::string_view number :
         {"12", "12/A", "12 bis", "n. 12", "n° 12", ", 12", "snc"}) {
        INFO(number);
        const bool comma = number.front() == ',';
        CHECK(is(FindingType::address, "abito in",
                 fmt::format("via Garibaldi{}{}", comma ? "" : " ", number)));
    }
}
