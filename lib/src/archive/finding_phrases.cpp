// lib/src/archive/finding_phrases.cpp
#include "archive/finding_phrases.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace oblio {
namespace {

/// Append only: their places are stored in sealed bodies. Frequent ones first: the number of the
/// first 127 is one byte. Made by counting what scans of the invented towns and messages give; what
/// stands between patterns' own words and figures ("context ...") is left to the compression.
constexpr auto phrases = std::to_array<std::string_view>({
    "person-full-name",
    "first name and surname",
    "signature or line",
    "named in the thread",
    "form: 0.80",
    "mention",
    "title or role before it",
    "form: 0.55",
    "it-phone",
    "numbering plan: mobile",
    "check: +0.30",
    "check: +0.05",
    "verb after it",
    "kind: act",
    "check: +0.20",
    "form: 0.93",
    "health",
    "kind: bearer",
    "link: a relative of the author",
    "check: -0.05",
    "known ending of the domain",
    "email",
    "link: first person",
    "form: 0.90",
    "check letter right",
    "it-fiscal-code",
    "place code not in the table: may be newer",
    "announced by the words before it",
    "form: 0.60",
    "in capitals",
    "surname after a title or role",
    "person-surname",
    "age-years",
    "link: a named person",
    "check: +0.10",
    "hardship",
    "it-address",
    "street type, name and house number",
    "form: 0.45",
    "form: 0.50",
    "judicial",
    "a day of the calendar",
    "surname and first name",
    "form: 0.30",
    "first person",
    "described after it",
    "birth-date",
    "religion",
    "length of the country and mod 97 right",
    "iban",
    "relative or acquaintance",
    "politics",
    "it-plate-car",
    "ethnic",
    "sex_life",
    "CIN right",
    "kind: condition",
    "age-school",
    "genetic",
    "public role",
    "kind: service",
    "check digit and office right",
    "it-vat-number",
    "union",
    "card-number",
    "20 digits that start with 80380, check digit right",
    "it-health-card",
    "a relative or somebody near",
    "link: first person in the sentence",
    "a line about oneself",
    "it-passport",
    "check digit right, issuer range of Visa",
    "possible length, not in the numbering plan",
    "it-driving-licence-uco",
    "it-id-card-electronic",
    "after a name",
    "check: +0.15",
    "spelled out",
    "name with initials",
    "person-initials",
    "form: 0.85",
    "place code in use in the year of birth",
    "email-spelled",
    "it-driving-licence",
    "link: one person told by place or role",
    "it-id-card-paper",
    "link: first person in the clause",
    "link: a person in the clause",
    "place",
    "form: 0.40",
    "kind: status",
    "age-birth-year",
    "link: a tagged person",
    "kind: organisation",
    "profile-url",
    "after the writer's own name",
    "link: an acquaintance of the author",
    "foreign-passport",
    "the birth date of a fiscal code in the same text",
    "check digit right, issuer range of Mastercard",
    "kind: treatment",
    "link: a named person, named before",
    "just after a person",
    "prefix IT",
    "numbering plan: fixed line",
    "link: first person, speaking as one",
    "link: a tagged person, spoken to",
    "kind: partner",
    "link: a relative of somebody named",
    "it-plate-motorcycle",
    "possessive",
    "numbering plan: toll-free",
    "link: first person left out",
    "birth-date-sono-del",
    "it-plate-provincial",
    "it-plate-moped",
    "age-adjective",
    "check: -0.10",
    "omocodia",
    "link: first person: a partner of the author's own sex",
    "link: a relative of the author, named before",
    "the writer goes on about themselves",
    "link: a named person, spoken to",
    "just after one of the family or a number of a person",
    "glued to a word",
    "numbering plan, in words",
    "check digit right, issuer range of American Express",
    "numbering plan: foreign",
    "link: first person: of the author's family",
    "link: a relative of the author, joined",
    "link: somebody lives with a partner of the same sex",
    "of the relative named in the sentence before",
    "email-spaced",
    "birth-date-words",
    "it-phone-in-words",
    "person-first-name",
    "it-id-card-by-form",
    "birth-date-foreign",
    "card-number-spelled",
    "it-driving-licence-by-form",
    "it-vat-number-firm",
    "age-months",
    "it-id-card-first-electronic",
    "corrected on request",
    "surname of somebody named in the thread",
    "first name of somebody named in the thread",
    "link: the person whom the thread names",
});

const std::unordered_map<std::string_view, std::uint64_t>& numbers() {
    static const auto made = [] {
        std::unordered_map<std::string_view, std::uint64_t> by_phrase;
        for (std::size_t i = 0; i < phrases.size(); ++i) {
            by_phrase.emplace(phrases[i], i + 1);
        }
        return by_phrase;
    }();
    return made;
}

} // namespace

void write_phrase(ByteWriter& out, std::string_view phrase) {
    const auto known = numbers().find(phrase);
    if (known != numbers().end()) {
        out.number(known->second);
    } else {
        out.number(0);
        out.text(phrase);
    }
}

std::string read_phrase(ByteReader& in) {
    const std::uint64_t number = in.number();
    return number == 0 || number > phrases.size() ? in.text() : std::string{phrases[number - 1]};
}

} // namespace oblio
