// lib/src/subject/namesakes.cpp: read from what somebody says of themselves, from the full name on.
#include "subject/namesakes.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/identifiers.hpp"
#include "subject/introductions.hpp"
#include "subject/trade_cues.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::TokenKind;

/// One past `di Vincenzo` after a name, in letters that show it: whose child somebody is.
std::size_t after_father(const Document& document, std::size_t at) {
    const auto& tokens = document.tokens();
    const bool named = at + 1 < tokens.size() && document.text(tokens[at]) == "di" &&
                       tokens[at + 1].kind == TokenKind::word && is_capitalised(tokens[at + 1]);
    return named ? at + 2 : at;
}

/// `, l'infermiera`, `, infermiera`, `infermiera`, after a name: a trade that is not the subject's.
bool gives_other_trade(const Document& document, std::size_t at, const Occupation& occupation) {
    if (occupation.words.empty()) {
        return false;
    }
    const auto& tokens = document.tokens();
    at = after_father(document, at);
    at += at < tokens.size() && document.text(tokens[at]) == "," ? 1 : 0;
    at += at < tokens.size() && detect::in(document.text(tokens[at]), definite_articles) ? 1 : 0;
    at += at < tokens.size() && document.text(tokens[at]) == "'" ? 1 : 0;
    return adjacent_word(document, at) && looks_like_trade(document.text(tokens[at])) &&
           !is_own_trade(document.text(tokens[at]), occupation);
}

/// The year of a date at `at`, or a year alone.
std::optional<int> year_at(const Document& document, std::size_t at) {
    if (const auto date = read_date(document, at)) {
        return static_cast<int>(date->year());
    }
    const std::string_view digits = document.text(document.tokens()[at]);
    int year = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
    const bool whole = error == std::errc{} && stop == digits.data() + digits.size();
    return whole && year >= 1900 && year < 2100 ? std::optional{year} : std::nullopt;
}

/// `nato il 6/10/2003`, `classe 2003`, in the sentence after a name: not the subject's year.
bool gives_other_birth(const Document& document, std::size_t at, const Subject& subject) {
    constexpr std::array<std::string_view, 3> born{"nato", "nata", "classe"};
    constexpr std::size_t reach = 8;     // tokens to the word
    constexpr std::size_t date_near = 8; // and from there to the year: "a Finta (FI) il"
    const auto& tokens = document.tokens();
    if (!subject.birth_date) {
        return false;
    }
    for (std::size_t i = at; i < tokens.size() && i < at + reach; ++i) {
        if (!detect::in(document.text(tokens[i]), born)) {
            continue;
        }
        for (std::size_t next = i + 1; next < tokens.size() && next < i + date_near; ++next) {
            const auto year =
                tokens[next].kind == TokenKind::number ? year_at(document, next) : std::nullopt;
            if (year) {
                return *year != static_cast<int>(subject.birth_date->year());
            }
        }
    }
    return false;
}

} // namespace

bool introduces_another(const Document& document, const Subject& subject,
                        const Occupation& occupation, const NameProfile& profile,
                        const NameKnowledge& known) {
    const std::vector<NameMatch> names = match_names(document, profile, known);
    return std::any_of(names.begin(), names.end(), [&](const NameMatch& match) {
        const bool own =
            introduces(document, match) || document.tokens()[match.first_token].starts_sentence;
        return match.form == NameForm::full && own &&
               (gives_other_trade(document, match.end_token, occupation) ||
                gives_other_birth(document, match.end_token, subject));
    });
}

bool tells_of_namesake(const Document& document) {
    constexpr std::array<std::string_view, 4> alike{"uguale", "uguali", "identico", "identici"};
    // "la frazione omonima", "l'omonima via" are called after something.
    constexpr std::array<std::string_view, 4> no_namesake{"quasi", "frazione", "via", "festa"};
    const auto& tokens = document.tokens();
    const auto word = [&](std::size_t at) {
        return at < tokens.size() ? document.text(tokens[at]) : std::string_view{};
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view first = word(i);
        const bool same = (first == "stesso" || first == "medesimo") && word(i + 1) == "nome";
        const bool equal = first == "nome" && word(i + 1) == "e" && word(i + 2) == "cognome" &&
                           (detect::in(word(i + 3), alike) || word(i + 3).starts_with("come"));
        const bool as_me =
            first == "chiama" && ((word(i + 1) == "come" && word(i + 2) == "me") ||
                                  (detect::in(word(i + 1), alike) && word(i + 2) == "a"));
        const bool namesake =
            first.starts_with("omonim") && (i == 0 || !detect::in(word(i - 1), no_namesake));
        if (same || equal || as_me || namesake) {
            return true;
        }
    }
    return false;
}

bool says_not_to_be(const Document& document) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (document.text(tokens[i]) == "non" && document.text(tokens[i + 1]) == "sono") {
            return true;
        }
    }
    return false;
}

} // namespace oblio::subject
