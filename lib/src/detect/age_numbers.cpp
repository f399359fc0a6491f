// lib/src/detect/age_numbers.cpp: Italian number words, composed and elided.
#include "detect/age_numbers.hpp"

#include <array>
#include <utility>

namespace oblio::detect {
namespace {

using Row = std::pair<std::string_view, int>;

constexpr std::array<Row, 22> units{
    {{"zero", 0},      {"un", 1},           {"uno", 1},       {"una", 1},     {"due", 2},
     {"tre", 3},       {"quattro", 4},      {"cinque", 5},    {"sei", 6},     {"sette", 7},
     {"otto", 8},      {"nove", 9},         {"dieci", 10},    {"undici", 11}, {"dodici", 12},
     {"tredici", 13},  {"quattordici", 14}, {"quindici", 15}, {"sedici", 16}, {"diciassette", 17},
     {"diciotto", 18}, {"diciannove", 19}}};
// Without the last vowel, which falls before "uno", "otto", "anni" and "enne".
constexpr std::array<Row, 8> tens{{{"vent", 20},
                                   {"trent", 30},
                                   {"quarant", 40},
                                   {"cinquant", 50},
                                   {"sessant", 60},
                                   {"settant", 70},
                                   {"ottant", 80},
                                   {"novant", 90}}};

/// Requires: no empty text among `rows`, `word` not empty.
template <std::size_t Size>
std::optional<int> look_up(const std::array<Row, Size>& rows, std::string_view word) noexcept {
    for (const auto& [text, value] : rows) {
        // The first byte settles nearly every row without a call.
        if (text.size() == word.size() && text.front() == word.front() && text == word) {
            return value;
        }
    }
    return std::nullopt;
}

// A unit after a ten: "uno", "un", "due", "tre" ... "nove".
std::optional<int> read_unit(std::string_view word) noexcept {
    const std::optional<int> value = look_up(units, word);
    return value && *value >= 1 && *value <= 9 && word != "una" ? value : std::nullopt;
}

/// Requires: `word` not empty.
std::optional<int> read_below_hundred(std::string_view word) noexcept {
    if (const std::optional<int> value = look_up(units, word)) {
        return value;
    }
    for (const auto& [text, value] : tens) {
        if (word.front() != text.front() || !word.starts_with(text)) {
            continue;
        }
        std::string_view rest = word.substr(text.size());
        if (rest.empty() || (rest.size() == 1 && (rest == "i" || rest == "a"))) {
            return value;
        }
        if (const std::optional<int> unit = read_unit(rest)) {
            return value + *unit; // "ventuno", "trentotto"
        }
        if (rest.front() == 'i' || rest.front() == 'a') {
            rest.remove_prefix(1);
            if (const std::optional<int> unit = read_unit(rest)) {
                return value + *unit;
            }
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<int> read_age_number(std::string_view folded) noexcept {
    if (folded.empty() || folded.size() > 20) {
        return std::nullopt;
    }
    if (folded.front() >= '0' && folded.front() <= '9') {
        int value = 0;
        for (const char c : folded) {
            if (c < '0' || c > '9' || folded.size() > 3) {
                return std::nullopt;
            }
            value = value * 10 + (c - '0');
        }
        return value <= 120 ? std::optional<int>{value} : std::nullopt;
    }
    if (folded.starts_with("cent")) {
        std::string_view rest = folded.substr(4);
        if (!rest.empty() && rest.front() == 'o') {
            rest.remove_prefix(1);
        }
        if (rest.empty()) {
            return 100;
        }
        const std::optional<int> more = read_below_hundred(rest);
        return more && *more <= 20 ? std::optional<int>{100 + *more} : std::nullopt;
    }
    return read_below_hundred(folded);
}

std::vector<std::string> age_number_words() {
    std::vector<std::string> below;
    for (const auto& [text, value] : units) {
        below.emplace_back(text);
    }
    for (const auto& [ten, value] : tens) {
        for (const std::string_view vowel : {"", "i", "a"}) {
            const std::string stem = std::string{ten} + std::string{vowel};
            below.push_back(stem);
            for (const auto& [unit, unit_value] : units) {
                below.push_back(stem + std::string{unit});
            }
        }
    }
    std::vector<std::string> words = below;
    for (const std::string_view hundred : {"cent", "cento"}) {
        words.emplace_back(hundred);
        for (const std::string& rest : below) {
            words.push_back(std::string{hundred} + rest);
        }
    }
    std::erase_if(words, [](const std::string& word) { return !read_age_number(word); });
    return words;
}

std::optional<int> read_age_adjective(std::string_view folded) noexcept {
    if (folded.size() < 7 || !(folded.ends_with("enne") || folded.ends_with("enni"))) {
        return std::nullopt;
    }
    const std::string_view stem = folded.substr(0, folded.size() - 4);
    if (stem == "cent") {
        return 100;
    }
    // "tredic-enne", "ottant-enne", "ventun-enne", "trentaquattr-enne", "ventitre-enne".
    for (const std::string_view vowel : {"i", "", "o", "e", "a"}) {
        std::array<char, 24> bytes{};
        if (stem.size() + 1 > bytes.size()) {
            return std::nullopt;
        }
        stem.copy(bytes.data(), stem.size());
        vowel.copy(bytes.data() + stem.size(), vowel.size());
        const std::optional<int> value =
            read_age_number({bytes.data(), stem.size() + vowel.size()});
        if (value && *value >= 6) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<int> read_school_year(std::string_view folded) noexcept {
    constexpr std::array<Row, 15> years{{{"prima", 1},
                                         {"seconda", 2},
                                         {"terza", 3},
                                         {"quarta", 4},
                                         {"quinta", 5},
                                         {"primo", 1},
                                         {"secondo", 2},
                                         {"terzo", 3},
                                         {"quarto", 4},
                                         {"quinto", 5},
                                         {"1", 1},
                                         {"2", 2},
                                         {"3", 3},
                                         {"4", 4},
                                         {"5", 5}}};
    return folded.empty() || folded.size() > 7 ? std::nullopt : look_up(years, folded);
}

} // namespace oblio::detect
