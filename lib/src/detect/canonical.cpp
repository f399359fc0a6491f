// lib/src/detect/canonical.cpp
#include "detect/canonical.hpp"

#include "detect/check_codes.hpp"
#include "detect/compact.hpp"
#include "detect/contacts.hpp"
#include "detect/dates.hpp"
#include "detect/phone_plan.hpp"
#include "detect/spelled.hpp"

#include "oblio/detect/fiscal_code.hpp"
#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace oblio::detect {
namespace {

std::string digits_only(std::string_view chars) {
    std::string digits;
    for (const char c : chars) {
        digits += c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
    }
    return digits;
}

/// `chars`, or what the words of `folded` say where there are more of them than a code has.
std::string plain_or_spelled(std::string chars, std::string_view folded, std::size_t most) {
    const std::string spelled = chars.size() > most ? spelled_characters(folded) : std::string();
    return spelled.empty() ? std::move(chars) : spelled;
}

/// Letters written for digits between the first two characters and the last two: in every form of
/// documents and plates with two letters first, five characters or fewer of the middle are digits.
std::string with_digits_in_the_middle(std::string_view chars) {
    const bool two_letters = chars.size() >= 7 && is_lower(chars[0]) && is_lower(chars[1]);
    if (!two_letters || chars.substr(0, 2) == "u1") {
        return std::string(chars);
    }
    const std::string_view middle = chars.substr(2, chars.size() - 4);
    const auto digits = std::count_if(middle.begin(), middle.end(), is_digit);
    std::string read = digits_only(middle);
    const bool all_digits = std::all_of(read.begin(), read.end(), is_digit);
    if (digits * 2 <= static_cast<std::ptrdiff_t>(middle.size()) || !all_digits) {
        return std::string(chars);
    }
    return std::string(chars.substr(0, 2)) + read + std::string(chars.substr(chars.size() - 2));
}

std::string phone(std::string_view folded) {
    std::string digits = phone_digits(folded);
    if (std::count_if(folded.begin(), folded.end(), is_digit) < 3) {
        digits = digits_in_words(folded);
    }
    if (digits.size() == 12 && digits.starts_with("393")) {
        return "+" + digits;
    }
    if (const auto number = read_phone(digits)) {
        return number->e164;
    }
    if (digits.substr(0, 2) == "00") {
        return "+" + digits.substr(2);
    }
    return digits.empty() || digits.front() == '+' ? digits : "+39" + digits;
}

/// Words and numbers with one space between.
std::string words(std::string_view folded) {
    std::string result;
    bool gap = false;
    for (const char c : folded) {
        if (is_alnum(c) || static_cast<unsigned char>(c) >= 0x80U) {
            if (gap && !result.empty()) {
                result += ' ';
            }
            gap = false;
            result += c;
        } else {
            gap = true;
        }
    }
    return result;
}

/// The words of an address, abbreviated street types written out, "n." and its like left out.
std::string address(std::string_view folded) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> types{{
        {"v le", "viale"},
        {"vle", "viale"},
        {"p zza", "piazza"},
        {"pzza", "piazza"},
        {"p za", "piazza"},
        {"p le", "piazzale"},
        {"c so", "corso"},
        {"cso", "corso"},
        {"l go", "largo"},
        {"c da", "contrada"},
        {"loc", "localita"},
        {"fraz", "frazione"},
    }};
    std::string plain = words(folded);
    for (const auto& [shortened, whole] : types) {
        if (plain.rfind(std::string(shortened) + ' ', 0) == 0) {
            plain.replace(0, shortened.size(), whole);
        }
    }
    for (const std::string_view filler : {" n ", " nr ", " num ", " numero ", " civico "}) {
        if (const auto at = plain.find(filler); at != std::string::npos) {
            plain.replace(at, filler.size(), " ");
        }
    }
    return plain;
}

} // namespace

std::string canonical_value(FindingType type, std::string_view value) {
    const std::string folded = fold_to_string(value);
    const std::string chars = compact(folded, 0, folded.size()).chars;
    std::string result;
    switch (type) {
    case FindingType::phone:
        result = phone(folded);
        break;
    case FindingType::email:
        result = plain_email(folded);
        break;
    case FindingType::handle:
        result = plain_handle(folded);
        break;
    case FindingType::fiscal_code: {
        const auto code = parse_fiscal_code(value);
        result = to_capitals(code ? code->code : plain_or_spelled(chars, folded, 16));
        break;
    }
    case FindingType::iban: {
        const auto iban = repair_iban(chars);
        result = to_capitals(iban ? *iban : plain_or_spelled(chars, folded, 34));
        break;
    }
    case FindingType::vat_number:
        result = digits_only(
            plain_or_spelled(chars.substr(0, 2) == "it" ? chars.substr(2) : chars, folded, 11));
        break;
    case FindingType::card_number:
    case FindingType::health_card:
        result = digits_only(plain_or_spelled(chars, folded, 20));
        break;
    case FindingType::id_card:
    case FindingType::passport:
    case FindingType::driving_licence:
    case FindingType::plate:
        result = to_capitals(with_digits_in_the_middle(chars));
        break;
    case FindingType::date_of_birth: {
        const auto date = read_date(folded);
        result = date ? format_date(*date) : words(folded);
        break;
    }
    case FindingType::address:
        result = address(folded);
        break;
    default:
        result = words(folded);
    }
    return result.empty() ? folded : result;
}

} // namespace oblio::detect
