// lib/src/detect/check_codes.cpp
#include "detect/check_codes.hpp"

#include "detect/compact.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace oblio::detect {
namespace {

struct CountryLength {
    std::string_view country;
    std::size_t length;
};

// SWIFT IBAN Registry, release 99, by country code.
constexpr std::array<CountryLength, 89> iban_lengths{{
    {"ad", 24}, {"ae", 23}, {"al", 28}, {"at", 20}, {"az", 28}, {"ba", 20}, {"be", 16}, {"bg", 22},
    {"bh", 22}, {"bi", 27}, {"br", 29}, {"by", 28}, {"ch", 21}, {"cr", 22}, {"cy", 28}, {"cz", 24},
    {"de", 22}, {"dj", 27}, {"dk", 18}, {"do", 28}, {"ee", 20}, {"eg", 29}, {"es", 24}, {"fi", 18},
    {"fk", 18}, {"fo", 18}, {"fr", 27}, {"gb", 22}, {"ge", 22}, {"gi", 23}, {"gl", 18}, {"gr", 27},
    {"gt", 28}, {"hn", 28}, {"hr", 21}, {"hu", 28}, {"ie", 22}, {"il", 23}, {"iq", 23}, {"is", 26},
    {"it", 27}, {"jo", 30}, {"kw", 30}, {"kz", 20}, {"lb", 28}, {"lc", 32}, {"li", 21}, {"lt", 20},
    {"lu", 20}, {"lv", 21}, {"ly", 25}, {"mc", 27}, {"md", 24}, {"me", 22}, {"mk", 19}, {"mn", 20},
    {"mr", 27}, {"mt", 31}, {"mu", 30}, {"ni", 28}, {"nl", 18}, {"no", 15}, {"om", 23}, {"pk", 24},
    {"pl", 28}, {"ps", 29}, {"pt", 25}, {"qa", 29}, {"ro", 24}, {"rs", 22}, {"ru", 33}, {"sa", 24},
    {"sc", 31}, {"sd", 18}, {"se", 24}, {"si", 19}, {"sk", 24}, {"sm", 27}, {"so", 23}, {"st", 25},
    {"sv", 28}, {"tl", 23}, {"tn", 24}, {"tr", 26}, {"ua", 29}, {"va", 22}, {"vg", 24}, {"xk", 20},
    {"ye", 30},
}};

bool mod97_holds(std::string_view iban) noexcept {
    unsigned remainder = 0;
    const auto feed = [&remainder](char c) {
        const auto value =
            is_digit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>(c - 'a') + 10U;
        remainder = (remainder * (value > 9U ? 100U : 10U) + value) % 97U;
    };
    for (const char c : iban.substr(4)) {
        feed(c);
    }
    for (const char c : iban.substr(0, 4)) {
        feed(c);
    }
    return remainder == 1U;
}

bool cin_holds(std::string_view iban) noexcept {
    int sum = 0;
    for (std::size_t at = 5; at < iban.size(); ++at) {
        sum += (at - 5) % 2 == 0 ? odd_weight(iban[at]) : even_weight(iban[at]);
    }
    return iban[4] == static_cast<char>('a' + sum % 26);
}

bool all_digits(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), is_digit);
}

char as_digit(char c) noexcept {
    if (c == 'o') {
        return '0';
    }
    return c == 'i' || c == 'l' ? '1' : c;
}

unsigned number(std::string_view digits) noexcept {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

} // namespace

int odd_weight(char c) noexcept {
    constexpr std::array<int, 26> weights{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                          20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    return weights[static_cast<std::size_t>(even_weight(c))];
}

int even_weight(char c) noexcept {
    return is_digit(c) ? c - '0' : c - 'a';
}

bool luhn_holds(std::string_view digits) noexcept {
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        int value = *digit - '0';
        if (twice) {
            value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        }
        sum += value;
        twice = !twice;
    }
    return sum % 10 == 0;
}

bool vat_number_holds(std::string_view digits) noexcept {
    if (digits.size() != 11 || !all_digits(digits) || !luhn_holds(digits) ||
        digits.substr(0, 7) == "0000000") {
        return false;
    }
    if (digits[0] == '8' || digits[0] == '9') {
        return true; // fiscal codes of bodies without a VAT number
    }
    const unsigned office = number(digits.substr(7, 3));
    return (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 ||
           office == 999;
}

std::size_t iban_length(std::string_view country) noexcept {
    const auto row = std::lower_bound(
        iban_lengths.begin(), iban_lengths.end(), country,
        [](const CountryLength& entry, std::string_view wanted) { return entry.country < wanted; });
    return row != iban_lengths.end() && row->country == country ? row->length : 0;
}

bool iban_holds(std::string_view iban) noexcept {
    if (iban.size() < 15 || iban.size() != iban_length(iban.substr(0, 2)) ||
        !std::all_of(iban.begin(), iban.end(), is_alnum) || !all_digits(iban.substr(2, 2)) ||
        !mod97_holds(iban)) {
        return false;
    }
    const std::string_view country = iban.substr(0, 2);
    if (country == "it" || country == "sm") {
        return is_lower(iban[4]) && all_digits(iban.substr(5, 10)) && cin_holds(iban);
    }
    return true;
}

std::optional<std::string> repair_iban(std::string_view iban) {
    if (iban.size() < 15) {
        return std::nullopt;
    }
    std::string as_written{iban};
    as_written[2] = as_digit(as_written[2]);
    as_written[3] = as_digit(as_written[3]);
    if (iban_holds(as_written)) {
        return as_written;
    }
    // Bank and branch of the Italian form are digits; the account may hold letters.
    const std::size_t first = iban.substr(0, 2) == "it" || iban.substr(0, 2) == "sm" ? 5 : 4;
    std::string all_read = as_written;
    for (std::size_t at = first; at < all_read.size(); ++at) {
        const bool bank = first == 5 && at < 15;
        all_read[at] = as_digit(all_read[at]);
        as_written[at] = bank ? all_read[at] : as_written[at];
    }
    if (iban_holds(as_written)) {
        return as_written;
    }
    return iban_holds(all_read) ? std::optional{all_read} : std::nullopt;
}

std::string_view card_network(std::string_view digits) noexcept {
    const std::size_t size = digits.size();
    if (size < 13 || size > 19) {
        return {};
    }
    const unsigned two = number(digits.substr(0, 2));
    const unsigned three = number(digits.substr(0, 3));
    const unsigned four = number(digits.substr(0, 4));
    if (digits[0] == '4' && (size == 13 || size == 16 || size == 19)) {
        return "Visa";
    }
    if (size == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720))) {
        return "Mastercard";
    }
    if (size == 15 && (two == 34 || two == 37)) {
        return "American Express";
    }
    if (size >= 16 && (four == 6011 || two == 65 || (three >= 644 && three <= 649))) {
        return "Discover";
    }
    if (size >= 16 && four >= 3528 && four <= 3589) {
        return "JCB";
    }
    if (size >= 14 && (two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305))) {
        return "Diners";
    }
    if (size >= 16 && two == 62) {
        return "UnionPay";
    }
    constexpr std::array<unsigned, 8> maestro{5018, 5020, 5038, 5893, 6304, 6759, 6761, 6763};
    if (four == 6762 || std::find(maestro.begin(), maestro.end(), four) != maestro.end()) {
        return "Maestro";
    }
    return {};
}

} // namespace oblio::detect
