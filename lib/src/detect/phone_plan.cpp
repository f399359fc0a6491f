// lib/src/detect/phone_plan.cpp
#include "detect/phone_plan.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

/// Second and third digits of the area codes that start with 0 and one first digit.
struct AreaRow {
    char first;
    char second;
    std::string_view third; // allowed third digits
};

// The area codes after the zero. "Any" third digits: the second ends the code (010, 055, 0583...).
constexpr std::string_view any = "0123456789";
constexpr std::array<AreaRow, 89> areas{{
    {'1', '0', any},         {'1', '1', any},         {'1', '2', "12345"},  {'1', '3', "1"},
    {'1', '4', "1234"},      {'1', '5', any},         {'1', '6', "1356"},   {'1', '7', "12345"},
    {'1', '8', "23457"},     {'1', '9', any},         {'2', '0', any},      {'2', '1', any},
    {'2', '2', any},         {'2', '3', any},         {'2', '4', any},      {'2', '5', any},
    {'2', '6', any},         {'2', '7', any},         {'2', '8', any},      {'2', '9', any},
    {'3', '0', any},         {'3', '1', any},         {'3', '2', "1234"},   {'3', '3', "12"},
    {'3', '4', "123456"},    {'3', '5', any},         {'3', '6', "23459"},  {'3', '7', "1234567"},
    {'3', '8', "123456"},    {'3', '9', any},         {'4', '0', any},      {'4', '1', any},
    {'4', '2', "123456789"}, {'4', '3', "123456789"}, {'4', '4', "245"},    {'4', '5', any},
    {'4', '6', "12345"},     {'4', '7', "1234"},      {'4', '8', "1"},      {'4', '9', any},
    {'5', '0', any},         {'5', '1', any},         {'5', '2', "12345"},  {'5', '3', "23456"},
    {'5', '4', "12345679"},  {'5', '5', any},         {'5', '6', "456"},    {'5', '7', "1234578"},
    {'5', '8', "345678"},    {'5', '9', any},         {'6', '0', any},      {'6', '1', any},
    {'6', '2', any},         {'6', '3', any},         {'6', '4', any},      {'6', '5', any},
    {'6', '6', any},         {'6', '7', any},         {'6', '8', any},      {'6', '9', any},
    {'7', '0', any},         {'7', '1', any},         {'7', '2', "12"},     {'7', '3', "1234567"},
    {'7', '4', "2346"},      {'7', '5', any},         {'7', '6', "13569"},  {'7', '7', "13456"},
    {'7', '8', "123459"},    {'7', '9', any},         {'8', '0', any},      {'8', '1', any},
    {'8', '2', "34578"},     {'8', '3', "12356"},     {'8', '5', any},      {'8', '6', "12345"},
    {'8', '7', "12345"},     {'8', '8', "12345"},     {'8', '9', any},      {'9', '0', any},
    {'9', '1', any},         {'9', '2', "12345"},     {'9', '3', "12345"},  {'9', '4', "12"},
    {'9', '5', any},         {'9', '6', "12345678"},  {'9', '7', "123456"}, {'9', '8', "12345"},
    {'9', '9', any},
}};

bool starts_with(std::string_view text, std::string_view prefix) noexcept {
    return text.substr(0, prefix.size()) == prefix;
}

bool is_area(std::string_view digits) noexcept {
    const auto fits = [digits](const AreaRow& row) {
        return row.first == digits[1] && row.second == digits[2] &&
               row.third.find(digits[3]) != std::string_view::npos;
    };
    return std::any_of(areas.begin(), areas.end(), fits);
}

} // namespace

LineKind italian_line(std::string_view digits) noexcept {
    const std::size_t size = digits.size();
    if (size < 6 || size > 11) {
        return LineKind::none;
    }
    const auto third = digits[2];
    switch (digits[0]) {
    case '0':
        if (starts_with(digits, "0878")) {
            return size == 9 ? LineKind::premium : LineKind::none;
        }
        return is_area(digits) ? LineKind::fixed : LineKind::none;
    case '3':
        return (size == 10 && digits[1] != '0') || (size == 9 && digits[1] >= '2')
                   ? LineKind::mobile
                   : LineKind::none;
    case '8':
        if (starts_with(digits, "800")) {
            return size == 9 ? LineKind::toll_free : LineKind::none;
        }
        if (starts_with(digits, "803")) {
            return size == 6 ? LineKind::toll_free : LineKind::none;
        }
        if (digits[1] == '4') {
            const bool nine = (third == '0' || third == '8') && size == 9;
            const bool six = (third == '1' || third == '7') && size == 6;
            return nine || six ? LineKind::shared_cost : LineKind::none;
        }
        if (starts_with(digits, "89")) {
            const char fourth = digits[3];
            const bool six =
                size == 6 && (third == '2' || (third == '3' && (fourth == '0' || fourth == '4')) ||
                              (third == '4' && fourth <= '4') || (third == '5' && fourth <= '4'));
            const bool eight = size == 8 && third == '4' && fourth >= '5';
            const bool nine_or_ten =
                (size == 9 && third == '9') || (size == 10 && ((third == '3' && fourth == '8') ||
                                                               (third == '5' && fourth >= '5')));
            return six || eight || nine_or_ten ? LineKind::premium : LineKind::none;
        }
        return LineKind::none;
    case '1':
        if ((starts_with(digits, "178") && size == 10) ||
            (starts_with(digits, "199") && size == 9)) {
            return LineKind::personal;
        }
        return size == 9 && (starts_with(digits, "144") || starts_with(digits, "163") ||
                             starts_with(digits, "164") || starts_with(digits, "166"))
                   ? LineKind::premium
                   : LineKind::none;
    case '5':
        return size == 10 && digits[1] == '5' ? LineKind::voip : LineKind::none;
    default:
        return LineKind::none;
    }
}

std::size_t area_code_length(std::string_view digits) noexcept {
    if (digits.size() < 3 || digits[0] != '0') {
        return 0;
    }
    if (digits[1] == '2' || digits[1] == '6') {
        return 2;
    }
    return std::string_view("0159").find(digits[2]) != std::string_view::npos ? 3 : 4;
}

std::optional<PhoneNumber> read_phone(std::string_view digits) {
    std::string_view rest = digits;
    if (starts_with(rest, "+")) {
        rest.remove_prefix(1);
    } else if (starts_with(rest, "00")) {
        rest.remove_prefix(2);
    } else {
        const LineKind kind = italian_line(rest);
        return kind == LineKind::none
                   ? std::nullopt
                   : std::optional{PhoneNumber{"+39" + std::string(rest), kind, true}};
    }
    if (starts_with(rest, "39")) {
        return read_phone(rest.substr(2).empty() || starts_with(rest.substr(2), "00")
                              ? std::string_view("x")
                              : rest.substr(2));
    }
    if (rest.size() < 7 || rest.size() > 15) {
        return std::nullopt;
    }
    namespace pn = i18n::phonenumbers;
    const auto* util = pn::PhoneNumberUtil::GetInstance();
    pn::PhoneNumber number;
    const std::string international = "+" + std::string(rest);
    if (util->Parse(international, "IT", &number) != pn::PhoneNumberUtil::NO_PARSING_ERROR ||
        !util->IsPossibleNumber(number)) {
        return std::nullopt;
    }
    std::string e164;
    util->Format(number, pn::PhoneNumberUtil::E164, &e164);
    return PhoneNumber{e164, LineKind::foreign, util->IsValidNumber(number)};
}

} // namespace oblio::detect
