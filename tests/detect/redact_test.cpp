// tests/detect/redact_test.cpp
#include "oblio/detect/redact.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace oblio;

namespace {

Finding finding(FindingType type, std::size_t begin, std::size_t end) {
    return {type, ByteSpan::of_indices(begin, end), 1.0, "test", {}, false, false, std::nullopt};
}

RedactKey key_of(unsigned char fill) {
    RedactKey key{};
    key.fill(std::byte{fill});
    return key;
}

Redactor redactor(RedactOperator operation, unsigned char fill = 7) {
    return Redactor::create(operation, Language::italian, key_of(fill)).value();
}

const std::string text = "Chiamate Ugo Finti al 316 555 0101, Ugo Finti non risponde";
const std::vector<Finding> found{finding(FindingType::person, 9, 18),
                                 finding(FindingType::phone, 22, 34),
                                 finding(FindingType::person, 36, 45)};

} // namespace

TEST_CASE("Everything outside the spans stays byte for byte", "[redact]") {
    CHECK(redactor(RedactOperator::replace).redact(text, found) ==
          "Chiamate [nome] al [telefono], [nome] non risponde");
    CHECK(redactor(RedactOperator::mask).redact(text, found) ==
          "Chiamate U** F**** al 31* *** **01, U** F**** non risponde");
    CHECK(redactor(RedactOperator::impersonal).redact(text, found) ==
          "Chiamate una persona al [recapito omesso], una persona non risponde");
    CHECK(redactor(RedactOperator::replace).redact(text, {}) == text);
}

TEST_CASE("Equal values share a hash or a pseudonym, under one key only", "[redact]") {
    for (const auto operation : {RedactOperator::hash, RedactOperator::pseudonym}) {
        const Redactor mine = redactor(operation);
        const std::string a = mine.replacement(FindingType::person, "Ugo Finti");
        CHECK(a == mine.replacement(FindingType::person, "Ugo Finti"));
        CHECK(a != mine.replacement(FindingType::person, "Ugo Finto"));
        CHECK(a != redactor(operation, 8).replacement(FindingType::person, "Ugo Finti"));
        CHECK(a.find("Ugo") == std::string::npos);
    }
    CHECK(Redactor::create(RedactOperator::hash, Language::italian).error().code ==
          ErrorCode::bad_argument);
}

TEST_CASE("A pseudonym goes back with its key and with no other", "[redact]") {
    const std::string hidden = redactor(RedactOperator::pseudonym).redact(text, found);
    CHECK(hidden.find("Finti") == std::string::npos);
    CHECK(restore_pseudonyms(hidden, key_of(7)) == text);
    CHECK(restore_pseudonyms(hidden, key_of(8)) == hidden);
    std::string altered = hidden;
    altered[altered.find(':') + 3] ^= 1;
    CHECK(restore_pseudonyms(altered, key_of(7)) != text);
}

TEST_CASE("The round trip is exact for any text, also one full of brackets", "[redact]") {
    CHECK(rc::check([] {
        const auto noise =
            rc::gen::container<std::string>(rc::gen::elementOf(std::string("[]:PERSONabcAB01 _-")));
        const std::string before = *noise;
        const std::string value = *rc::gen::nonEmpty(noise);
        const std::string after = *noise;
        const std::string whole = before + value + after;
        const std::vector<Finding> one{
            finding(FindingType::person, before.size(), before.size() + value.size())};
        const std::string hidden = redactor(RedactOperator::pseudonym).redact(whole, one);
        RC_ASSERT(restore_pseudonyms(hidden, key_of(7)) == whole);
    }));
}

TEST_CASE("Pseudonyms that stood in the text before come back as pseudonyms", "[redact]") {
    const Redactor mine = redactor(RedactOperator::pseudonym);
    const std::string once = mine.redact(text, found);
    REQUIRE(restore_pseudonyms(once, key_of(7)) == text); // left alone they would be opened
    const std::string quoted = "> " + once + "\nUgo Finti conferma";
    const std::vector<Finding> one{
        finding(FindingType::person, quoted.size() - 18, quoted.size() - 9)};
    const std::string twice = mine.redact(quoted, one);
    CHECK(twice.find("Finti") == std::string::npos);
    CHECK(restore_pseudonyms(twice, key_of(7)) == quoted);
    CHECK(restore_pseudonyms(mine.redact(once, {}), key_of(7)) == once);

    // A span that cuts into a token, or holds it.
    for (const auto& [begin, end] :
         {std::pair<std::size_t, std::size_t>{5, 20}, {0, 60}, {12, 15}}) {
        const std::vector<Finding> across{finding(FindingType::address, begin, end)};
        CHECK(restore_pseudonyms(mine.redact(once, across), key_of(7)) == once);
    }
}

TEST_CASE("Overlapping findings are replaced once", "[redact]") {
    const std::vector<Finding> twice{finding(FindingType::person, 9, 12),
                                     finding(FindingType::handle, 9, 18)};
    CHECK(redactor(RedactOperator::replace).redact(text, twice).substr(0, 24) ==
          "Chiamate [profilo] al 31");
}

TEST_CASE("A masked special category shows nothing", "[redact]") {
    CHECK(mask_value(FindingType::health, "diabete") == "*******");
    CHECK(mask_value(FindingType::fiscal_code, "FNTGUO80A01M987X") == "FN************7X");
    CHECK(mask_value(FindingType::person, "Nicolò D'Avola") == "N***** D'A****");
}

TEST_CASE("A key is 64 hexadecimal digits", "[redact]") {
    CHECK(parse_redact_key(std::string(64, 'a') + "\n"));
    CHECK(parse_redact_key(std::string(63, 'a')).error().code == ErrorCode::bad_argument);
    CHECK(parse_redact_key(std::string(64, 'g')).error().code == ErrorCode::bad_argument);
}
