// lib/src/subject/beside.hpp: the words beside a place in a text.
#pragma once

#include "detect/document.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// Of one thing or person; "l" stands before an apostrophe.
inline constexpr std::array<std::string_view, 4> definite_articles{"il", "lo", "la", "l"};

/// The words before a token, nearest first, up to a mark or a line end; at most `most`. Apostrophes
/// and full stops are passed over: "dell'", "S. Lorusso".
[[nodiscard]] inline std::vector<std::string_view>
words_before(const detect::Document& document, std::size_t token, std::size_t most) {
    std::vector<std::string_view> words;
    const auto& tokens = document.tokens();
    for (std::size_t i = token; i > 0 && words.size() < most; --i) {
        const detect::Token& before = tokens[i - 1];
        const std::string_view text = document.text(before);
        if (before.kind == detect::TokenKind::mark && (text == "'" || text == ".")) {
            continue;
        }
        if (before.kind != detect::TokenKind::word) {
            break;
        }
        words.push_back(text);
    }
    return words;
}

/// A word stands there.
[[nodiscard]] inline bool adjacent_word(const detect::Document& document, std::size_t token) {
    const auto& tokens = document.tokens();
    return token < tokens.size() && tokens[token].kind == detect::TokenKind::word;
}

[[nodiscard]] inline bool is_capitalised(const detect::Token& token) {
    return token.letters == detect::LetterCase::capitalised ||
           token.letters == detect::LetterCase::upper || token.letters == detect::LetterCase::mixed;
}

/// No punctuation but a full stop or an apostrophe stands between a token and the token `first`
/// after it.
[[nodiscard]] inline bool touches(const detect::Document& document, std::size_t token,
                                  std::size_t first) {
    const auto& tokens = document.tokens();
    for (std::size_t i = token + 1; i < first; ++i) {
        const std::string_view text = document.text(tokens[i]);
        if (tokens[i].kind != detect::TokenKind::word && text != "." && text != "'") {
            return false;
        }
    }
    return true;
}

} // namespace oblio::subject
