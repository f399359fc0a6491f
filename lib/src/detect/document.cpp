// lib/src/detect/document.cpp: cuts the folded text into tokens.
//
// The end of a word is found in bit masks of 64 bytes (text/byte_classes.hpp), its case in the bit
// that tells capitals from small letters, its hash once for every table that is asked later. Only
// words that touch a character that folded to another length go the long way.
#include "detect/document.hpp"

#include "text/byte_classes.hpp"
#include "text/word_hash.hpp"

#include "oblio/text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>
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

/// Of most characters of Italian posts beyond ASCII, emoji and accented letters, no table is asked.
CharClass classify_beyond_ascii(char32_t c) noexcept {
    if (c >= 0x1F000U && c < 0x20000U) { // pictures: no letter, no space
        return CharClass::other;
    }
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
        // Latin-1 letters come in two rows, capitals first; U+00D7 and U+00F7 are signs.
        const bool latin = value >= 0xC0 && value <= 0xFF && value != 0xD7 && value != 0xF7;
        const bool upper = latin ? value < 0xDF : u_isupper(value) != 0 || u_istitle(value) != 0;
        const bool lower = latin ? value >= 0xDF : u_islower(value) != 0;
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

/// How many of eight ASCII letters are capitals: bit 5 tells, and a multiplication adds up the
/// bits, as not every processor counts them.
std::size_t capitals_of(std::uint64_t letters) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    return static_cast<std::size_t>(((~letters >> 5U & ones) * ones) >> 56U);
}

/// The capitals of a word of ASCII letters. What is read beside the word, up to eight bytes from
/// its beginning or before its end, counts as small letters. `room`: bytes that can be read from it
/// on. Requires: `word` not empty, ASCII letters throughout.
std::size_t count_capitals(std::string_view word, std::size_t room) noexcept {
    const auto load = [&word](std::size_t at) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, word.data() + at, sizeof eight);
        return eight;
    };
    constexpr std::uint64_t all = ~std::uint64_t{0};
    const std::size_t size = word.size();
    if (size < 8 && room >= 8) { // most words, whatever their length
        return capitals_of(load(0) | all << (8 * size));
    }
    std::size_t upper = 0;
    std::size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        upper += capitals_of(load(at));
    }
    if (at == 0) { // a short word at the end of the text
        for (const char c : word) {
            upper += (c & 0x20) == 0 ? 1 : 0;
        }
    } else if (at < size) {
        upper += capitals_of(load(size - 8) | all >> (8 * (size - at)));
    }
    return upper;
}

/// The end of a run of ASCII letters, or of digits, in a text whose classes are computed 64 bytes
/// at a time as the walk gets there.
class RunFinder {
public:
    explicit RunFinder(std::string_view text) : text_{text}, scan_{text::best_byte_scan()} {}

    /// One past the run that holds `at`.
    std::size_t end_of(std::size_t at, std::uint64_t text::ByteMasks::*which) noexcept {
        while (at < text_.size()) {
            const std::size_t block = at & ~std::size_t{63};
            if (block != block_) {
                block_ = block;
                masks_ = scan_.classify(text_.data() + block,
                                        std::min<std::size_t>(64, text_.size() - block));
            }
            const std::uint64_t outside = ~(masks_.*which) >> (at - block);
            if (outside != 0) {
                return std::min(text_.size(),
                                at + static_cast<std::size_t>(std::countr_zero(outside)));
            }
            at = block + 64;
        }
        return text_.size();
    }

private:
    std::string_view text_;
    const text::ByteScan& scan_;
    std::size_t block_ = ~std::size_t{0};
    text::ByteMasks masks_{};
};

} // namespace

/// Where the walk stands among the runs that did not fold byte for byte, and the letters so far.
struct CaseCursor {
    std::span<const FoldedText::Run> runs;
    std::size_t next = 0;  // the first run that ends at or after the word
    std::size_t ahead = 0; // source offset of the byte after the runs passed ...
    std::size_t from = 0;  // ... which is this folded offset
    std::size_t upper = 0;
    std::size_t lower = 0;
};

/// How the word in [begin, end) was written. `ascii`: every folded byte of it is ASCII.
LetterCase Document::read_case(std::size_t begin, std::size_t end, bool ascii,
                               CaseCursor& cursor) const noexcept {
    const auto& runs = cursor.runs;
    while (cursor.next < runs.size() && runs[cursor.next].folded_end <= begin) {
        cursor.ahead = runs[cursor.next].source_end;
        cursor.from = runs[cursor.next].folded_end;
        ++cursor.next;
    }
    // A run inside the word may stand for any of its letters.
    const bool exact =
        ascii && (cursor.next == runs.size() || runs[cursor.next].folded_begin >= end);
    if (exact) {
        const std::size_t at = cursor.ahead + (begin - cursor.from);
        const std::string_view word{source_.data() + at, end - begin};
        const std::size_t upper = count_capitals(word, source_.size() - at);
        cursor.upper += upper;
        cursor.lower += word.size() - upper;
        return upper == 0 ? LetterCase::lower
                          : letter_case({upper, word.size() - upper, (word[0] & 0x20) == 0});
    }
    const CaseCount count = count_case(source_span(begin, end).of(source_));
    cursor.upper += count.upper;
    cursor.lower += count.lower;
    return letter_case(count);
}

void Document::read(std::string_view source) {
    source_ = source;
    fold_into(folded_, source);
    const std::string_view text = folded_.text();
    tokens_.clear();
    tokens_.reserve(text.size() / 5 + 4);
    RunFinder runs{text};
    CaseCursor cursor{folded_.runs()};
    bool space = true;
    bool sentence = true;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == ' ') {
            space = true;
            ++at;
            continue;
        }
        const auto [kind, length] = character_at(text, at);
        std::size_t end = at + length;
        if (kind == CharClass::space) {
            space = true;
            at = end;
            continue;
        }
        Token token{
            static_cast<std::uint32_t>(at), 0, TokenKind::mark, LetterCase::none, space, false, 0};
        bool ascii = length == 1;
        if (kind == CharClass::letter) {
            while (true) {
                end = runs.end_of(end, &text::ByteMasks::letters);
                if (end >= text.size() || static_cast<unsigned char>(text[end]) < 0x80U) {
                    break;
                }
                const auto [next, next_length] = character_at(text, end);
                if (next != CharClass::letter) {
                    break;
                }
                ascii = false;
                end += next_length;
            }
            token.kind = TokenKind::word;
            token.letters = read_case(at, end, ascii, cursor);
        } else if (kind == CharClass::digit) {
            end = runs.end_of(end, &text::ByteMasks::digits);
            token.kind = TokenKind::number;
        } else if (kind == CharClass::newline) {
            token.kind = TokenKind::newline;
        }
        token.end = static_cast<std::uint32_t>(end);
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            token.starts_sentence = sentence;
            token.hash = text.size() - at >= 8 ? text::word_hash_inside(text.data() + at, end - at)
                                               : text::word_hash(text.substr(at, end - at));
            sentence = false;
        } else if (token.kind == TokenKind::newline || text[at] == '.' || text[at] == '!' ||
                   text[at] == '?') {
            sentence = true;
        }
        space = token.kind == TokenKind::newline;
        tokens_.push_back(token);
        at = end;
    }
    // Nine letters in ten: "SONO IL SIG. Rossi" still counts as shouted.
    all_capitals_ = cursor.upper >= 8 && cursor.lower * 9 <= cursor.upper;
    all_lower_ = cursor.upper == 0;
}

std::size_t Document::token_at(std::size_t folded_offset) const noexcept {
    const auto place =
        std::upper_bound(tokens_.begin(), tokens_.end(), folded_offset,
                         [](std::size_t wanted, const Token& token) { return wanted < token.end; });
    return static_cast<std::size_t>(place - tokens_.begin());
}

} // namespace oblio::detect
