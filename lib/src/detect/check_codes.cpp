// lib/src/detect/check_codes.cpp
#include "detect/check_codes.hpp"

#include "detect/compact.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace oblio::detect {
namespace {

struct CountryForm {
    std::string_view country;
    std::string_view form; // of what follows the check digits: n digits, a letters, c either
};

// SWIFT IBAN Registry, release 99, by country code.
constexpr std::array<CountryForm, 89> iban_forms{{
    {"ad", "n8c12"},    {"ae", "n19"},      {"al", "n8c16"},    {"at", "n16"},
    {"az", "a4c20"},    {"ba", "n16"},      {"be", "n12"},      {"bg", "a4n6c8"},
    {"bh", "a4c14"},    {"bi", "n23"},      {"br", "n23a1c1"},  {"by", "c4n4c16"},
    {"ch", "n5c12"},    {"cr", "n18"},      {"cy", "n8c16"},    {"cz", "n20"},
    {"de", "n18"},      {"dj", "n23"},      {"dk", "n14"},      {"do", "c4n20"},
    {"ee", "n16"},      {"eg", "n25"},      {"es", "n20"},      {"fi", "n14"},
    {"fk", "a2n12"},    {"fo", "n14"},      {"fr", "n10c11n2"}, {"gb", "a4n14"},
    {"ge", "a2n16"},    {"gi", "a4c15"},    {"gl", "n14"},      {"gr", "n7c16"},
    {"gt", "c24"},      {"hn", "a4n20"},    {"hr", "n17"},      {"hu", "n24"},
    {"ie", "a4n14"},    {"il", "n19"},      {"iq", "a4n15"},    {"is", "n22"},
    {"it", "a1n10c12"}, {"jo", "a4n4c18"},  {"kw", "a4c22"},    {"kz", "n3c13"},
    {"lb", "n4c20"},    {"lc", "a4c24"},    {"li", "n5c12"},    {"lt", "n16"},
    {"lu", "n3c13"},    {"lv", "a4c13"},    {"ly", "n21"},      {"mc", "n10c11n2"},
    {"md", "c20"},      {"me", "n18"},      {"mk", "n3c10n2"},  {"mn", "n16"},
    {"mr", "n23"},      {"mt", "a4n5c18"},  {"mu", "a4n19a3"},  {"ni", "a4n20"},
    {"nl", "a4n10"},    {"no", "n11"},      {"om", "n3c16"},    {"pk", "a4c16"},
    {"pl", "n24"},      {"ps", "a4c21"},    {"pt", "n21"},      {"qa", "a4c21"},
    {"ro", "a4c16"},    {"rs", "n18"},      {"ru", "n14c15"},   {"sa", "n2c18"},
    {"sc", "a4n20a3"},  {"sd", "n14"},      {"se", "n20"},      {"si", "n15"},
    {"sk", "n20"},      {"sm", "a1n10c12"}, {"so", "n19"},      {"st", "n21"},
    {"sv", "a4n20"},    {"tl", "n19"},      {"tn", "n20"},      {"tr", "n6c16"},
    {"ua", "n6c19"},    {"va", "n18"},      {"vg", "a4n16"},    {"xk", "n16"},
    {"ye", "a4n4c18"},
}};

/// The form of a country's account part; empty if it has no IBAN.
std::string_view iban_form(std::string_view country) noexcept {
    const auto row = std::lower_bound(
        iban_forms.begin(), iban_forms.end(), country,
        [](const CountryForm& entry, std::string_view wanted) { return entry.country < wanted; });
    return row != iban_forms.end() && row->country == country ? row->form : std::string_view{};
}

/// Calls `part(kind, count)` for each part of a form until one says false.
template <class Part> bool each_part(std::string_view form, Part part) {
    std::size_t at = 0;
    while (at < form.size()) {
        const char kind = form[at++];
        std::size_t count = 0;
        while (at < form.size() && is_digit(form[at])) {
            count = count * 10 + static_cast<std::size_t>(form[at++] - '0');
        }
        if (!part(kind, count)) {
            return false;
        }
    }
    return true;
}

/// `account` has the form of its country.
bool form_holds(std::string_view form, std::string_view account) noexcept {
    return each_part(form, [&account](char kind, std::size_t count) {
        const std::string_view piece = account.substr(0, count);
        account.remove_prefix(count);
        return std::all_of(piece.begin(), piece.end(), [kind](char c) {
            return kind == 'n' ? is_digit(c) : kind == 'a' ? is_lower(c) : is_alnum(c);
        });
    });
}

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
    static constexpr std::array<int, 26> weights{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
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
    const std::string_view form = iban_form(country);
    std::size_t length = form.empty() ? 0 : 4;
    each_part(form, [&length](char, std::size_t count) {
        length += count;
        return true;
    });
    return length;
}

bool iban_holds(std::string_view iban) noexcept {
    if (iban.size() < 15 || iban.size() != iban_length(iban.substr(0, 2)) ||
        !all_digits(iban.substr(2, 2)) ||
        !form_holds(iban_form(iban.substr(0, 2)), iban.substr(4)) || !mod97_holds(iban)) {
        return false;
    }
    const std::string_view country = iban.substr(0, 2);
    return (country != "it" && country != "sm") || cin_holds(iban);
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
    // Letters become digits where the form has digits; then everywhere but where it has letters.
    std::string all_read = as_written;
    std::size_t at = 4;
    each_part(iban_form(iban.substr(0, 2)), [&](char kind, std::size_t count) {
        for (; count > 0 && at < all_read.size(); --count, ++at) {
            if (kind == 'a') {
                continue;
            }
            all_read[at] = as_digit(all_read[at]);
            if (kind == 'n') {
                as_written[at] = all_read[at];
            }
        }
        return true;
    });
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
    static constexpr std::array<unsigned, 8> maestro{5018, 5020, 5038, 5893,
                                                     6304, 6759, 6761, 6763};
    if (four == 6762 || std::find(maestro.begin(), maestro.end(), four) != maestro.end()) {
        return "Maestro";
    }
    return {};
}

} // namespace oblio::detect
