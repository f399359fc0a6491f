// lib/src/subject/tenure.cpp: each date is read with the word that leads to it; that says which end
// of a tenure it is.
#include "subject/tenure.hpp"

#include "detect/word_list.hpp"

#include "subject/identifiers.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::TokenKind;

/// A day, a month or a year, first and last day; `end`: one past its last token.
struct Period {
    Date first;
    Date last;
    std::size_t end;
};

Period month_period(int year, unsigned month, std::size_t end) {
    const std::chrono::year_month which{std::chrono::year{year}, std::chrono::month{month}};
    return {which / 1, Date{which / std::chrono::last}, end};
}

class Reader {
public:
    explicit Reader(const Document& document) : document_{document} {}

    std::vector<Tenure> read() const {
        std::vector<Tenure> found;
        bool opened = false; // the last tenure still waits for its end
        for (std::size_t i = 0; i < document_.tokens().size();) {
            const auto period = period_at(i);
            if (!period) {
                ++i;
                continue;
            }
            const bool closes = leads(i, until_words) || (opened && leads(i, dashes));
            const bool starts = !closes && (leads(i, since_words) || spans_on(period->end));
            if (closes && opened) {
                found.back().until = period->last;
            } else {
                found.push_back({closes ? std::nullopt : std::optional{period->first},
                                 starts ? std::nullopt : std::optional{period->last}});
            }
            opened = starts;
            i = period->end;
        }
        return found;
    }

private:
    static constexpr std::array<std::string_view, 8> since_words{"da",    "dal", "dall",  "dalla",
                                                                 "dallo", "dai", "dagli", "dopo"};
    static constexpr std::array<std::string_view, 7> until_words{"a",    "al",   "all",  "alla",
                                                                 "fino", "sino", "entro"};
    static constexpr std::array<std::string_view, 2> dashes{"-", "/"};

    std::string_view word(std::size_t at) const {
        return at < document_.tokens().size() ? document_.text(document_.tokens()[at])
                                              : std::string_view{};
    }

    std::optional<int> number(std::size_t at) const {
        const bool digits = at < document_.tokens().size() &&
                            document_.tokens()[at].kind == TokenKind::number && word(at).size() < 5;
        return digits ? std::optional{std::stoi(std::string{word(at)})} : std::nullopt;
    }

    std::optional<int> year(std::size_t at) const {
        const auto value = number(at);
        return value && *value >= 1900 && *value < 2200 ? value : std::nullopt;
    }

    /// `1 dicembre 2025`, `31/5/2026`, `1° maggio 2020`, `maggio 2020`, `5/2020`, `2020`.
    std::optional<Period> period_at(std::size_t at) const {
        if (const auto date = read_date(document_, at)) {
            return Period{*date, *date, at + (word(at + 1).size() > 1 ? 3 : 5)};
        }
        const bool first = word(at) == "primo" || (number(at) == 1 && !year(at + 1));
        const std::size_t month_at = first && !month_named(word(at + 1)) ? at + 2 : at + 1;
        if (first) {
            const auto month = month_named(word(month_at));
            const auto which = year(month_at + 1);
            if (month && which) {
                const Date day{std::chrono::year{*which}, std::chrono::month{*month},
                               std::chrono::day{1}};
                return Period{day, day, month_at + 2};
            }
        }
        if (const auto month = month_named(word(at)); month && year(at + 1)) {
            return month_period(*year(at + 1), *month, at + 2);
        }
        const auto month = number(at);
        if (month && *month >= 1 && *month <= 12 && word(at + 1) == "/" && year(at + 2)) {
            return month_period(*year(at + 2), static_cast<unsigned>(*month), at + 3);
        }
        if (const auto which = year(at)) {
            const std::chrono::year value{*which};
            return Period{value / 1 / 1, value / 12 / 31, at + 1};
        }
        return std::nullopt;
    }

    /// One of the words stands before a date, over an apostrophe or an article.
    template <std::size_t N>
    bool leads(std::size_t at, const std::array<std::string_view, N>& words) const {
        std::size_t before = at;
        while (before > 0 && (word(before - 1) == "'" || word(before - 1) == "il" ||
                              word(before - 1) == "anno" || word(before - 1) == "mese")) {
            --before;
        }
        return before > 0 && detect::in(word(before - 1), words);
    }

    /// A dash and another date follow: `2019-2024`.
    bool spans_on(std::size_t end) const {
        return detect::in(word(end), dashes) && period_at(end + 1).has_value();
    }

    const Document& document_;
};

} // namespace

std::vector<Tenure> tenures_in(std::string_view text) {
    const Document document{text};
    return Reader{document}.read();
}

} // namespace oblio::subject
