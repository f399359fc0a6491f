// lib/src/minors/birth.cpp: birth days from codes and written dates, and ages from birth days.
#include "minors/birth.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::minors {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::years;

/// The last day of birth of somebody who is `count` years old on `date`: 29 February becomes 28.
sys_days years_before(Date date, int count) noexcept {
    const Date moved = date - years{count};
    return moved.ok() ? sys_days{moved}
                      : sys_days{moved.year() / std::chrono::February / std::chrono::day{28}};
}

/// A year of two digits, as the year of somebody who lives on `day`.
int full_year(int two_digits, Date day) noexcept {
    const int now = static_cast<int>(day.year());
    const int year = now - now % 100 + two_digits;
    return year > now ? year - 100 : year;
}

std::optional<Date> make_date(int year, int month, int day) noexcept {
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

/// Reads a number from the front of `text`; -1 if there is none.
int take_number(std::string_view& text) noexcept {
    int value = -1;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
    return value;
}

void skip(std::string_view& text, std::string_view any) noexcept {
    while (!text.empty() && any.find(text.front()) != std::string_view::npos) {
        text.remove_prefix(1);
    }
}

constexpr std::array<std::string_view, 12> months{"gennaio",   "febbraio", "marzo",    "aprile",
                                                  "maggio",    "giugno",   "luglio",   "agosto",
                                                  "settembre", "ottobre",  "novembre", "dicembre"};

/// A month in words or its first three letters; 0 if it is none.
int take_month(std::string_view& text) noexcept {
    for (std::size_t i = 0; i < months.size(); ++i) {
        for (const std::string_view name : {months[i], months[i].substr(0, 3)}) {
            if (text.starts_with(name)) {
                text.remove_prefix(name.size());
                return static_cast<int>(i) + 1;
            }
        }
    }
    return 0;
}

/// Consonants, then vowels, then X; of a given name with four consonants or more not the second.
std::string three_letters(std::span<const std::string_view> words, bool given) {
    std::string consonants;
    std::string vowels;
    for (const std::string_view word : words) {
        for (const char c : word) {
            if (c >= 'a' && c <= 'z') {
                const bool vowel = std::string_view{"aeiou"}.find(c) != std::string_view::npos;
                (vowel ? vowels : consonants) += static_cast<char>(c - 'a' + 'A');
            }
        }
    }
    if (given && consonants.size() > 3) {
        consonants.erase(1, 1);
    }
    return (consonants + vowels + "XXX").substr(0, 3);
}

} // namespace

BirthRange born_on(Date day) noexcept {
    return {sys_days{day}, sys_days{day}};
}

BirthRange born_in(int year) noexcept {
    const std::chrono::year y{year};
    return {sys_days{y / 1 / 1}, sys_days{y / 12 / 31}};
}

BirthRange aged(AgeRange age, Date day) noexcept {
    return {age.most >= 150 ? sys_days::min() : years_before(day, age.most + 1) + days{1},
            years_before(day, age.least)};
}

BirthRange turning(int age, Date day, int within_days) noexcept {
    const sys_days first = years_before(day, age) + days{1};
    return {first, first + days{within_days}};
}

BirthRange turning_between(int age, sys_days first, sys_days last) noexcept {
    return {years_before(Date{first}, age), years_before(Date{last}, age)};
}

AgeRange age_on(const BirthRange& range, Date day) noexcept {
    AgeRange age{0, 150};
    if (range.latest != sys_days::max()) {
        age.least = std::max(0, full_years(Date{range.latest}, day));
    }
    if (range.earliest != sys_days::min()) {
        age.most = std::max(0, full_years(Date{range.earliest}, day));
    }
    return age;
}

std::optional<Date> birth_of_fiscal_code(std::string_view code, Date day) {
    if (code.size() != 16) {
        return std::nullopt;
    }
    constexpr std::string_view substitutes = "LMNPQRSTUV"; // for 0 to 9, between homonymous codes
    const auto digit = [&](std::size_t at) -> int {
        if (code[at] >= '0' && code[at] <= '9') {
            return code[at] - '0';
        }
        const auto found = substitutes.find(code[at]);
        return found == std::string_view::npos ? -1 : static_cast<int>(found);
    };
    constexpr std::string_view letters = "ABCDEHLMPRST";
    const auto month = letters.find(code[8]);
    const int year = digit(6) * 10 + digit(7);
    int of_month = digit(9) * 10 + digit(10);
    for (const std::size_t at : {6U, 7U, 9U, 10U}) {
        if (digit(at) < 0) {
            return std::nullopt;
        }
    }
    if (month == std::string_view::npos) {
        return std::nullopt;
    }
    of_month -= of_month > 40 ? 40 : 0;
    return make_date(full_year(year, day), static_cast<int>(month) + 1, of_month);
}

bool code_fits_name(std::string_view code, std::string_view folded_name) {
    if (code.size() != 16) {
        return false;
    }
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < folded_name.size();) {
        const std::size_t end = std::min(folded_name.find(' ', begin), folded_name.size());
        if (end > begin) {
            words.push_back(folded_name.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    const auto fits = [&](std::span<const std::string_view> surname,
                          std::span<const std::string_view> given) {
        return code.substr(0, 3) == three_letters(surname, false) &&
               code.substr(3, 3) == three_letters(given, true);
    };
    const std::span<const std::string_view> all{words};
    for (std::size_t cut = 1; cut < words.size(); ++cut) {
        if (fits(all.first(cut), all.subspan(cut)) || fits(all.subspan(cut), all.first(cut))) {
            return true;
        }
    }
    return false;
}

std::optional<Date> read_written_date(std::string_view folded, Date day) {
    constexpr std::string_view between = " /.-,'";
    skip(folded, between);
    const int first = take_number(folded);
    if (first > 31) { // 2011-09-03
        skip(folded, between);
        const int month = take_number(folded);
        skip(folded, between);
        const int of_month = take_number(folded);
        return month < 1 || of_month < 1 ? std::nullopt : make_date(first, month, of_month);
    }
    if (first < 1) {
        return std::nullopt;
    }
    skip(folded, between);
    int month = take_month(folded);
    if (month == 0) {
        month = take_number(folded);
    }
    skip(folded, between);
    const int year = take_number(folded);
    if (month < 1 || year < 0) {
        return std::nullopt;
    }
    return make_date(year < 100 ? full_year(year, day) : year, month, first);
}

} // namespace oblio::minors
