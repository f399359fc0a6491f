// lib/src/detect/document.cpp
#include "detect/document.hpp"

#include "oblio/text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

namespace oblio::detect {
namespace {

enum class CharClass : std::uint8_t { letter, digit, space, newline, other };

constexpr std::array<CharClass, 128> ascii_classes = [] {
    std::array<CharClass, 128> classes{};
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        classes[c] = letter                   ? CharClass::letter
                     : c >= '0' && c <= '9'   ? CharClass::digit
                     : c == '\n'              ? CharClass::newline
                     : c <= ' ' || c == 0x7FU ? CharClass::space
                                              : CharClass::other;
    }
    return classes;
}();

CharClass classify_beyond_ascii(char32_t c) noexcept {
    if (u_isalpha(static_cast<UChar32>(c)) != 0) {
        return CharClass::letter;
    }
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 ? CharClass::space : CharClass::other;
}

/// The class of the character at `at`, and how many bytes it takes.
std::pair<CharClass, std::size_t> character_at(std::string_view text, std::size_t at) noexcept {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80U) {
        return {ascii_classes[byte], 1};
    }
    const CodePoint c = decode_utf8(text, at);
    return {classify_beyond_ascii(c.value), c.length};
}

struct CaseCount {
    std::size_t upper = 0;
    std::size_t lower = 0;
    bool first_upper = false;
};

CaseCount count_case(std::string_view source) noexcept {
    CaseCount count;
    bool first = true;
    std::size_t at = 0;
    while (at < source.size()) {
        if (const auto byte = static_cast<unsigned char>(source[at]); byte < 0x80U) {
            ++at;
            if (byte >= 'a' && byte <= 'z') {
                ++count.lower;
                first = false;
            } else if (byte >= 'A' && byte <= 'Z') {
                ++count.upper;
                count.first_upper = count.first_upper || first;
                first = false;
            }
            continue;
        }
        const CodePoint c = decode_utf8(source, at);
        at += c.length;
        const auto value = static_cast<UChar32>(c.value);
        const bool upper = u_isupper(value) != 0 || u_istitle(value) != 0;
        const bool lower = u_islower(value) != 0;
        if (!upper && !lower) {
            continue;
        }
        count.upper += upper ? 1 : 0;
        count.lower += lower ? 1 : 0;
        count.first_upper = count.first_upper || (first && upper);
        first = false;
    }
    return count;
}

LetterCase letter_case(const CaseCount& count) noexcept {
    if (count.upper == 0) {
        return LetterCase::lower;
    }
    if (count.lower == 0) {
        return count.upper == 1 ? LetterCase::capitalised : LetterCase::upper;
    }
    return count.upper == 1 && count.first_upper ? LetterCase::capitalised : LetterCase::mixed;
}

bool ends_sentence(std::string_view mark) noexcept {
    return mark == "." || mark == "!" || mark == "?";
}

} // namespace

Document::Document(std::string_view source) : source_{source}, folded_{fold(source)} {
    const std::string_view text = folded_.text();
    tokens_.reserve(text.size() / 5 + 4);
    std::size_t upper = 0;
    std::size_t lower = 0;
    bool space = true;
    bool sentence = true;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto [kind, length] = character_at(text, at);
        std::size_t end = at + length;
        if (kind == CharClass::space) {
            space = true;
            at = end;
            continue;
        }
        Token token{
            static_cast<std::uint32_t>(at), 0, TokenKind::mark, LetterCase::none, space, false};
        if (kind == CharClass::letter || kind == CharClass::digit) {
            while (end < text.size()) {
                const auto [next, next_length] = character_at(text, end);
                if (next != kind) {
                    break;
                }
                end += next_length;
            }
            token.kind = kind == CharClass::letter ? TokenKind::word : TokenKind::number;
        } else if (kind == CharClass::newline) {
            token.kind = TokenKind::newline;
        }
        token.end = static_cast<std::uint32_t>(end);
        if (token.kind == TokenKind::word) {
            const CaseCount count = count_case(source_span(at, end).of(source_));
            token.letters = letter_case(count);
            upper += count.upper;
            lower += count.lower;
        }
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            token.starts_sentence = sentence;
            sentence = false;
        } else if (token.kind == TokenKind::newline || ends_sentence(text.substr(at, end - at))) {
            sentence = true;
        }
        space = token.kind == TokenKind::newline;
        tokens_.push_back(token);
        at = end;
    }
    // Nine letters in ten: "SONO IL SIG. Rossi" still counts as shouted.
    all_capitals_ = upper >= 8 && lower * 9 <= upper;
    all_lower_ = upper == 0;
}

std::size_t Document::token_at(std::size_t folded_offset) const noexcept {
    const auto place =
        std::upper_bound(tokens_.begin(), tokens_.end(), folded_offset,
                         [](std::size_t wanted, const Token& token) { return wanted < token.end; });
    return static_cast<std::size_t>(place - tokens_.begin());
}

} // namespace oblio::detect
