// lib/src/detect/fiscal_code.cpp
#include "oblio/detect/fiscal_code.hpp"

#include "detect/check_codes.hpp"
#include "detect/compact.hpp"

#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>

namespace oblio {
namespace {

using detect::is_digit;
using detect::is_lower;

constexpr std::string_view omocodia_letters = "lmnpqrstuv"; // 0 to 9
constexpr std::string_view month_letters = "abcdehlmprst";  // January to December
constexpr std::array<std::size_t, 7> digit_places{6, 7, 9, 10, 12, 13, 14};

bool is_digit_place(std::size_t at) {
    return std::find(digit_places.begin(), digit_places.end(), at) != digit_places.end();
}

char check_letter(std::string_view first15) noexcept {
    int sum = 0;
    for (std::size_t at = 0; at < first15.size(); ++at) {
        sum += at % 2 == 0 ? detect::odd_weight(first15[at]) : detect::even_weight(first15[at]);
    }
    return static_cast<char>('a' + sum % 26);
}

/// Reads 16 lower-case characters as they stand.
std::optional<FiscalCode> read(std::string_view code) {
    std::string base{code};
    bool omocodia = false;
    for (std::size_t at = 0; at < 15; ++at) {
        if (!is_digit_place(at)) {
            if (!is_lower(code[at])) {
                return std::nullopt;
            }
            continue;
        }
        if (is_digit(code[at])) {
            continue;
        }
        const auto digit = omocodia_letters.find(code[at]);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        base[at] = static_cast<char>('0' + digit);
        omocodia = true;
    }
    const auto month = month_letters.find(base[8]);
    if (!is_lower(code[15]) || month == std::string_view::npos ||
        check_letter(code.substr(0, 15)) != code[15]) {
        return std::nullopt;
    }
    const int coded_day = (base[9] - '0') * 10 + (base[10] - '0');
    const int day = coded_day > 40 ? coded_day - 40 : coded_day;
    static constexpr std::array<int, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (day < 1 || day > days[month] || base.substr(12, 3) == "000") {
        return std::nullopt;
    }
    FiscalCode result{};
    result.sex = coded_day > 40 ? Sex::female : Sex::male;
    result.year_in_century = (base[6] - '0') * 10 + (base[7] - '0');
    result.month = static_cast<unsigned>(month + 1);
    result.day = static_cast<unsigned>(day);
    if (month == 1 && day == 29 && result.year_in_century % 4 != 0) {
        return std::nullopt;
    }
    result.omocodia = omocodia;
    base[15] = check_letter(std::string_view(base).substr(0, 15));
    result.code = detect::to_capitals(code);
    result.base = detect::to_capitals(base);
    result.place = result.base.substr(11, 4);
    return result;
}

} // namespace

char fiscal_code_check_letter(std::string_view first15) noexcept {
    std::array<char, 15> lower{};
    for (std::size_t at = 0; at < lower.size(); ++at) {
        const char c = first15[at];
        lower[at] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return static_cast<char>(check_letter({lower.data(), lower.size()}) - 'a' + 'A');
}

Date FiscalCode::birth_date(Date latest) const noexcept {
    const int century = static_cast<int>(latest.year()) / 100 * 100;
    for (int start = century; start >= century - 200; start -= 100) {
        const Date date{std::chrono::year{start + year_in_century}, std::chrono::month{month},
                        std::chrono::day{day}};
        if (date.ok() && date <= latest) {
            return date;
        }
    }
    return {std::chrono::year{century - 100 + year_in_century}, std::chrono::month{month},
            std::chrono::day{day}};
}

std::optional<FiscalCode> parse_fiscal_code(std::string_view value) {
    const std::string folded = fold_to_string(value);
    const std::string code = detect::compact(folded, 0, folded.size()).chars;
    if (code.size() != 16) {
        return std::nullopt;
    }
    if (auto as_written = read(code)) {
        return as_written;
    }
    // L stands for zero in omocodia, so it is read as one only in a second attempt.
    for (const bool l_is_one : {false, true}) {
        std::string fixed = code;
        for (std::size_t at = 0; at < fixed.size(); ++at) {
            char& c = fixed[at];
            if (is_digit_place(at)) {
                c = c == 'o' ? '0' : c == 'i' || (l_is_one && c == 'l') ? '1' : c;
            } else {
                c = c == '0' ? 'o' : c == '1' ? (l_is_one ? 'l' : 'i') : c;
            }
        }
        if (auto corrected = read(fixed)) {
            corrected->corrected = true;
            return corrected;
        }
    }
    return std::nullopt;
}

} // namespace oblio
