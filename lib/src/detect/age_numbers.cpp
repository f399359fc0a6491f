// lib/src/detect/age_numbers.cpp: ages, and years of a school, in digits and words.
#include "detect/age_numbers.hpp"

#include "detect/italian_numbers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace oblio::detect {
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
        const std::optional<int> more = read_number_word(rest);
        return more && *more <= 20 ? std::optional<int>{100 + *more} : std::nullopt;
    }
    return read_number_word(folded);
}

std::vector<std::string> age_number_words() {
    const std::vector<std::string> below = number_word_candidates();
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
    std::string_view stem = folded.substr(0, folded.size() - 4);
    if (stem.starts_with("ultra")) {
        stem.remove_prefix(5); // "ultranovantenne": at least that old
    } else if (stem.starts_with("neo")) {
        stem.remove_prefix(3); // "neodiciottenne"
    }
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

std::optional<int> read_year_word(std::string_view folded) noexcept {
    using Row = std::pair<std::string_view, int>;
    static constexpr std::array<Row, 2> centuries{{{"duemila", 2000}, {"millenovecento", 1900}}};
    for (const auto& [beginning, years] : centuries) {
        if (folded.starts_with(beginning)) {
            folded.remove_prefix(beginning.size());
            const std::optional<int> more = read_number_word(folded);
            return more && *more < 100 ? std::optional{years + *more} : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<int> read_school_year(std::string_view folded) noexcept {
    using Row = std::pair<std::string_view, int>;
    static constexpr std::array<Row, 19> years{{{"prima", 1},
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
                                                {"5", 5},
                                                {"ii", 2},
                                                {"iii", 3},
                                                {"iv", 4},
                                                {"v", 5}}};
    const auto row = std::find_if(years.begin(), years.end(),
                                  [folded](const Row& year) { return year.first == folded; });
    return row == years.end() ? std::nullopt : std::optional<int>{row->second};
}

} // namespace oblio::detect
