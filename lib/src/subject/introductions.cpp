// lib/src/subject/introductions.cpp
#include "subject/introductions.hpp"

#include "subject/small_words.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {

using detect::Document;
using detect::Token;
using detect::TokenKind;

bool introduces(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    for (std::size_t i = match.first_token; i > 0 && match.first_token - i < 3; --i) {
        const Token& token = tokens[i - 1];
        const std::string_view word = document.text(token);
        if (word == "sono" || word == "qui" || word == "chiamo" || word == "sottoscritta" ||
            word == "sottoscritto" || word == "firmato" || word == "firmata") {
            return true;
        }
        if (token.kind != TokenKind::word) {
            return false;
        }
    }
    return false;
}

bool writes_from_elsewhere(const Document& document) {
    constexpr std::array<std::string_view, 8> devices{
        "telefono", "telefonino", "cellulare", "profilo", "account", "tablet", "numero", "cell"};
    const auto& tokens = document.tokens();
    bool writes = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        if (word == "scrivo" || word == "scrive" || word == "scrivendo") {
            writes = true;
        }
        if (writes && i > 0 && std::find(devices.begin(), devices.end(), word) != devices.end() &&
            (document.text(tokens[i - 1]) == "dal" || document.text(tokens[i - 1]) == "col" ||
             document.text(tokens[i - 1]) == "dall")) {
            return true;
        }
    }
    return false;
}

bool introduces_anybody(const Document& document) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const bool capital = tokens[i + 1].letters == detect::LetterCase::capitalised;
        if ((word == "sono" || word == "qui" || word == "chiamo") && capital) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> asked_about(const Document& document) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const std::string_view verb = document.text(tokens[i + 1]);
        if (document.text(tokens[i]) != "chi" || (verb != "e" && verb != "sarebbe")) {
            continue;
        }
        std::size_t next = i + 2;
        while (next < tokens.size() && is_small_word(document.text(tokens[next]))) {
            ++next;
        }
        if (next < tokens.size() && tokens[next].kind == TokenKind::word &&
            document.text(tokens[next]).size() >= 4) {
            return std::string(document.text(tokens[next]));
        }
    }
    return std::nullopt;
}

std::vector<std::string> nicknames_after(const Document& document, const NameMatch& match) {
    std::vector<std::string> nicknames;
    const auto& tokens = document.tokens();
    for (std::size_t i = match.end_token; i + 1 < tokens.size() && i < match.end_token + 3; ++i) {
        const std::string_view word = document.text(tokens[i]);
        if (word != "detto" && word != "detta" && word != "alias" && word != "soprannominato" &&
            word != "soprannominata") {
            continue;
        }
        std::size_t next = i + 1;
        while (next < tokens.size() && (tokens[next].kind == TokenKind::mark ||
                                        is_small_word(document.text(tokens[next])))) {
            ++next;
        }
        if (next < tokens.size() && tokens[next].kind == TokenKind::word &&
            document.text(tokens[next]).size() >= 3) {
            nicknames.emplace_back(document.text(tokens[next]));
        }
    }
    return nicknames;
}

} // namespace oblio::subject
