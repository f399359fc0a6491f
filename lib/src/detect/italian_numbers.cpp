// lib/src/detect/italian_numbers.cpp: number words: units to nineteen, tens, and the two glued.
#include "detect/italian_numbers.hpp"

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
// After those of Italian the tens of Venetian, Lombard, Neapolitan and Sicilian.
constexpr std::array<Row, 19> tens{{{"vent", 20},
                                    {"trent", 30},
                                    {"quarant", 40},
                                    {"cinquant", 50},
                                    {"sessant", 60},
                                    {"settant", 70},
                                    {"ottant", 80},
                                    {"novant", 90},
                                    {"vint", 20},
                                    {"sinquant", 50},
                                    {"zinquant", 50},
                                    {"sesant", 60},
                                    {"sissant", 60},
                                    {"setant", 70},
                                    {"sittant", 70},
                                    {"otant", 80},
                                    {"uttant", 80},
                                    {"nuant", 90},
                                    {"nonant", 90}}};
// The units that follow a ten in the same dialects, where they differ.
constexpr std::array<Row, 11> dialect_units{{{"do", 2},
                                             {"dui", 2},
                                             {"tri", 3},
                                             {"quatro", 4},
                                             {"quattru", 4},
                                             {"sinque", 5},
                                             {"zinque", 5},
                                             {"sie", 6},
                                             {"sete", 7},
                                             {"oto", 8},
                                             {"ottu", 8}}};

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
    if (!value) {
        return look_up(dialect_units, word);
    }
    return *value >= 1 && *value <= 9 && word != "una" ? value : std::nullopt;
}

} // namespace

std::optional<int> read_number_word(std::string_view word) noexcept {
    if (word.empty()) {
        return std::nullopt;
    }
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

std::vector<std::string> number_word_candidates() {
    std::vector<std::string> words;
    for (const auto& [text, value] : units) {
        words.emplace_back(text);
    }
    for (const auto& [ten, value] : tens) {
        for (const std::string_view vowel : {"", "i", "a"}) {
            const std::string stem = std::string{ten} + std::string{vowel};
            words.push_back(stem);
            for (const auto& [unit, unit_value] : units) {
                words.push_back(stem + std::string{unit});
            }
            for (const auto& [unit, unit_value] : dialect_units) {
                words.push_back(stem + std::string{unit});
            }
        }
    }
    return words;
}

} // namespace oblio::detect
