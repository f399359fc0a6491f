// lib/src/detect/dates.cpp
#include "detect/dates.hpp"

#include "detect/compact.hpp"
#include "detect/italian_numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace oblio::detect {
namespace {

// Three letters are enough to tell the months of each language apart.
constexpr std::array<std::string_view, 12> english_months{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

// In full: French, Spanish, Romanian, German, Portuguese, Albanian, Venetian, Neapolitan, Sicilian;
// those that differ from the above.
constexpr std::array<std::pair<std::string_view, int>, 91> foreign_months{
    {{"zenaro", 1},    {"zenar", 1},      {"jennaro", 1},    {"jinnaru", 1},    {"febraro", 2},
     {"frevaro", 2},   {"frivaru", 2},    {"marso", 3},      {"marzu", 3},      {"abbrile", 4},
     {"aprili", 4},    {"magio", 5},      {"maju", 5},       {"giugnu", 6},     {"lujo", 7},
     {"giugnettu", 7}, {"austo", 8},      {"austu", 8},      {"setenbre", 9},   {"sittemmiru", 9},
     {"otobre", 10},   {"ottombre", 10},  {"uttuviru", 10},  {"novenbre", 11},  {"nuvemmiru", 11},
     {"disenbre", 12}, {"dicemmiru", 12}, {"janvier", 1},    {"enero", 1},      {"ianuarie", 1},
     {"januar", 1},    {"janeiro", 1},    {"janar", 1},      {"fevrier", 2},    {"febrero", 2},
     {"februarie", 2}, {"februar", 2},    {"fevereiro", 2},  {"shkurt", 2},     {"mars", 3},
     {"martie", 3},    {"marz", 3},       {"maerz", 3},      {"marco", 3},      {"avril", 4},
     {"abril", 4},     {"aprilie", 4},    {"prill", 4},      {"mai", 5},        {"mayo", 5},
     {"maio", 5},      {"maj", 5},        {"juin", 6},       {"junio", 6},      {"iunie", 6},
     {"juni", 6},      {"junho", 6},      {"qershor", 6},    {"juillet", 7},    {"julio", 7},
     {"iulie", 7},     {"juli", 7},       {"julho", 7},      {"korrik", 7},     {"aout", 8},
     {"gusht", 8},     {"septembre", 9},  {"septiembre", 9}, {"septembrie", 9}, {"setembro", 9},
     {"shtator", 9},   {"octobre", 10},   {"octubre", 10},   {"octombrie", 10}, {"oktober", 10},
     {"outubro", 10},  {"tetor", 10},     {"novembre", 11},  {"noviembre", 11}, {"noiembrie", 11},
     {"novembro", 11}, {"nentor", 11},    {"decembre", 12},  {"diciembre", 12}, {"decembrie", 12},
     {"dezember", 12}, {"dezembro", 12},  {"dhjetor", 12},   {"agosto", 8},     {"august", 8},
     {"april", 4}}};

int month_of(std::string_view word) {
    if (word.size() < 3) {
        return 0;
    }
    for (const auto& [name, month] : foreign_months) {
        if (name == word) {
            return month;
        }
    }
    for (const auto& months : {italian_months, english_months}) {
        for (std::size_t month = 0; month < months.size(); ++month) {
            if (months[month].substr(0, word.size()) == word) {
                return static_cast<int>(month + 1);
            }
        }
    }
    return 0;
}

int number(std::string_view digits) {
    int value = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// "millenovecentoottantacinque", "duemilaundici": 0 if it is not a year.
int year_in_words(std::string_view word) {
    // "millenovecentottanta": the o is said once.
    static constexpr std::array<std::pair<std::string_view, int>, 3> starts{
        {{"millenovecento", 1900}, {"millenovecent", 1900}, {"duemila", 2000}}};
    for (const auto& [start, year] : starts) {
        if (word.substr(0, start.size()) != start) {
            continue;
        }
        const std::string_view rest = word.substr(start.size());
        if (rest.empty() && start != "millenovecent") {
            return year;
        }
        if (const std::optional<int> more = read_number_word(rest); more && *more > 0) {
            return year + *more;
        }
    }
    return 0;
}

std::vector<std::string_view> parts_of(std::string_view folded) {
    std::vector<std::string_view> parts;
    std::size_t at = 0;
    while (at < folded.size()) {
        if (!is_alnum(folded[at])) {
            ++at;
            continue;
        }
        const bool digits = is_digit(folded[at]);
        std::size_t end = at;
        while (end < folded.size() && is_alnum(folded[end]) && is_digit(folded[end]) == digits) {
            ++end;
        }
        const std::string_view part = folded.substr(at, end - at);
        const bool filler = part == "di" || part == "del" || part == "dell" || part == "st" ||
                            part == "nd" || part == "rd" || part == "th" || part == "of" ||
                            part == "o" || part == "anno" || part == "de" || part == "mese";
        if (!filler) {
            parts.push_back(part);
        }
        at = end;
    }
    return parts;
}

} // namespace

std::optional<Date> read_date(std::string_view folded) {
    std::string digits;
    if (folded.find('o') != std::string_view::npos &&
        folded.find_first_not_of("0123456789o./-") == std::string_view::npos) {
        digits = folded; // "O3/1O/1941": letters for noughts
        std::replace(digits.begin(), digits.end(), 'o', '0');
        folded = digits;
    }
    auto parts = parts_of(folded);
    if (parts.size() == 1 && parts[0].size() == 8 && is_digit(parts[0][0])) { // 17111958
        parts = {parts[0].substr(0, 2), parts[0].substr(2, 2), parts[0].substr(4)};
    }
    if (parts.size() != 3) {
        return std::nullopt;
    }
    std::array<std::string_view, 3> part{parts[0], parts[1], parts[2]};
    int day = 0;
    int month = 0;
    int year = 0;
    if (is_digit(part[0][0]) && part[0].size() == 4) { // 2019-04-11
        std::swap(part[0], part[2]);
    } else if (is_lower(part[0][0]) && month_of(part[0]) > 0) { // June 14, 1991
        std::swap(part[0], part[1]);
    }
    if (is_digit(part[0][0])) {
        day = part[0].size() <= 2 ? number(part[0]) : 0;
    } else {
        day = part[0] == "primo" ? 1 : read_number_word(part[0]).value_or(0);
    }
    month = is_digit(part[1][0]) ? (part[1].size() <= 2 ? number(part[1]) : 0) : month_of(part[1]);
    if (!is_digit(part[2][0])) {
        year = year_in_words(part[2]);
    } else if (part[2].size() == 4) {
        year = number(part[2]);
    } else if (part[2].size() == 2) {
        year = number(part[2]) + (number(part[2]) < 30 ? 2000 : 1900);
    }
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() && year >= 1900 && year <= 2035 ? std::optional{date} : std::nullopt;
}

Verdict check_birth_date(const Match& match) {
    const std::string_view text = match.document.text();
    std::size_t begin = match.begin;
    while (begin < match.end && !is_alnum(text[begin])) {
        ++begin;
    }
    if (text.substr(begin, 2) == "n." || text.substr(begin, 2) == "n ") {
        begin += 2;
        while (begin < match.end && !is_alnum(text[begin])) {
            ++begin;
        }
    }
    // "sono del 02/06/1946", "lei è del 2 giugno 1946": the words before the day are not part of
    // it. In "tre maggio del 1980" no more than the year follows.
    const std::size_t digit = text.find_first_of("0123456789", begin);
    if (digit < match.end && match.end - digit > 4) {
        const std::string_view head = text.substr(begin, digit - begin);
        const bool said =
            head.ends_with("del ") || head.ends_with("dell'") || head.ends_with("classe ");
        begin = said ? digit : begin;
    }
    std::size_t end = match.end;
    while (end > begin && !is_alnum(text[end - 1])) {
        --end;
    }
    const char before = byte_before(text, begin);
    const char after = byte_at(text, end);
    const bool longer =
        is_alnum(before) || is_alnum(after) ||
        ((before == '/' || before == '.' || before == '-') && begin > 1 &&
         is_digit(text[begin - 2])) ||
        ((after == '/' || after == '-' || after == '.') && is_digit(byte_at(text, end + 1)));
    if (longer) {
        return Verdict::no("inside a longer value");
    }
    const auto date = read_date(text.substr(begin, end - begin));
    if (!date) {
        return Verdict::no("no such day");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.begin = begin;
    verdict.end = end;
    verdict.birth_date = date;
    verdict.reasons.emplace_back("a day of the calendar");
    return verdict;
}

} // namespace oblio::detect
