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
/// Without the last vowel, which falls before "uno", "otto", "anni" and "enne".
struct Ten {
    std::string_view text;
    int value;
    char vowel;
};
// After those of Italian the tens of Venetian, Lombard, Neapolitan and Sicilian.
constexpr std::array<Ten, 19> tens{{{"vent", 20, 'i'},
                                    {"trent", 30, 'a'},
                                    {"quarant", 40, 'a'},
                                    {"cinquant", 50, 'a'},
                                    {"sessant", 60, 'a'},
                                    {"settant", 70, 'a'},
                                    {"ottant", 80, 'a'},
                                    {"novant", 90, 'a'},
                                    {"vint", 20, 'i'},
                                    {"sinquant", 50, 'a'},
                                    {"zinquant", 50, 'a'},
                                    {"sesant", 60, 'a'},
                                    {"sissant", 60, 'a'},
                                    {"setant", 70, 'a'},
                                    {"sittant", 70, 'a'},
                                    {"otant", 80, 'a'},
                                    {"uttant", 80, 'a'},
                                    {"nuant", 90, 'a'},
                                    {"nonant", 90, 'a'}}};
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
    constexpr std::size_t shortest = 4; // "vent"
    if (word.size() < shortest ||
        std::string_view{"vtqcsonzu"}.find(word.front()) == std::string_view::npos) {
        return std::nullopt;
    }
    for (const Ten& ten : tens) {
        if (word.front() != ten.text.front() || !word.starts_with(ten.text)) {
            continue;
        }
        std::string_view rest = word.substr(ten.text.size());
        if (rest.empty() || (rest.size() == 1 && rest.front() == ten.vowel)) {
            return ten.value;
        }
        if (rest.front() == ten.vowel) {
            rest.remove_prefix(1);
        } else if (rest.front() != 'u' && rest.front() != 'o') {
            return std::nullopt; // only "uno" and "otto" take the vowel away
        }
        const std::optional<int> unit = rest.empty() ? std::nullopt : read_unit(rest);
        return unit ? std::optional{ten.value + *unit} : std::nullopt;
    }
    return std::nullopt;
}

std::vector<std::string> number_word_candidates() {
    std::vector<std::string> words;
    std::vector<std::string_view> after;
    for (const auto& [text, value] : units) {
        words.emplace_back(text);
        after.push_back(text);
    }
    for (const auto& [text, value] : dialect_units) {
        after.push_back(text);
    }
    for (const Ten& ten : tens) {
        for (const bool whole : {false, true}) {
            const std::string stem = std::string{ten.text} + (whole ? std::string{ten.vowel} : "");
            words.push_back(stem);
            for (const std::string_view unit : after) {
                words.push_back(stem + std::string{unit});
            }
        }
    }
    std::erase_if(words, [](const std::string& word) { return !read_number_word(word); });
    return words;
}

} // namespace oblio::detect
