// lib/src/detect/document.hpp: one text made ready for every detector: folded, cut into tokens.
#pragma once

#include "oblio/text/fold.hpp"
#include "oblio/text/span.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// How the letters of a word were written in the source.
enum class LetterCase : std::uint8_t {
    none,        ///< not a word
    lower,       ///< "rossi"
    capitalised, ///< "Rossi", "R"
    upper,       ///< "ROSSI" (two letters or more)
    mixed,       ///< "McDonald", "rOSSI"
};

enum class TokenKind : std::uint8_t {
    word,    ///< a run of letters of any script
    number,  ///< a run of ASCII digits
    mark,    ///< one other printable code point: punctuation, symbol, emoji
    newline, ///< one line feed
};

/// A piece of the folded text. White space other than line feeds is not a token.
struct Token {
    std::uint32_t begin; ///< folded offsets, half-open
    std::uint32_t end;
    TokenKind kind;
    LetterCase letters;
    bool space_before;    ///< white space, a line feed or the start of the text stands before it
    bool starts_sentence; ///< first word of the text, of a line, or after . ! ? …
    std::uint32_t hash;   ///< text::word_hash of the folded bytes of a word or number; else 0
};

struct CaseCursor;

/// A text, its fold and its tokens. Borrows the source text; owns the rest.
/// Threads: immutable once made.
class Document {
public:
    /// The empty text.
    Document() = default;
    /// Requires: `source` valid UTF-8 that outlives this object. Time: linear.
    explicit Document(std::string_view source) { read(source); }
    /// Takes another text in place of the one before, in the same memory. Requires: as above.
    void read(std::string_view source);

    [[nodiscard]] std::string_view source() const noexcept { return source_; }
    [[nodiscard]] const FoldedText& folded() const noexcept { return folded_; }
    /// The folded text; the same as folded().text().
    [[nodiscard]] std::string_view text() const noexcept { return folded_.text(); }
    [[nodiscard]] const std::vector<Token>& tokens() const noexcept { return tokens_; }
    /// The folded bytes of one token. Requires: it is of this document.
    [[nodiscard]] std::string_view text(const Token& token) const noexcept {
        return {text().data() + token.begin, token.end - token.begin};
    }
    /// Where the folded range stands in the source.
    [[nodiscard]] ByteSpan source_span(std::size_t begin, std::size_t end) const noexcept {
        return folded_.source(begin, end);
    }
    /// The source bytes that a token came from.
    [[nodiscard]] std::string_view source_text(const Token& token) const noexcept {
        return source_span(token.begin, token.end).of(source_);
    }
    /// The first token that ends after the folded offset; tokens().size() if there is none.
    [[nodiscard]] std::size_t token_at(std::size_t folded_offset) const noexcept;

    /// The share of letters in capitals is so large that case says nothing ("TUTTO MAIUSCOLO").
    [[nodiscard]] bool all_capitals() const noexcept { return all_capitals_; }
    /// No letter is a capital: case says nothing either.
    [[nodiscard]] bool all_lower() const noexcept { return all_lower_; }

private:
    [[nodiscard]] LetterCase read_case(std::size_t begin, std::size_t end, bool ascii,
                                       CaseCursor& cursor) const noexcept;

    std::string_view source_;
    FoldedText folded_;
    std::vector<Token> tokens_;
    bool all_capitals_ = false;
    bool all_lower_ = false;
};

} // namespace oblio::detect
