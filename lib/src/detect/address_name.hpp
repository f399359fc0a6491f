// lib/src/detect/address_name.hpp: the name of a street, and the tokens that an address is read by.
#pragma once

#include "detect/document.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// The tokens of a document, asked by their place; there is nothing beyond the last. Borrows the
/// document. Threads: immutable.
class AddressTokens {
public:
    explicit AddressTokens(const Document& document)
        : document_{document}, tokens_{document.tokens()} {}

    [[nodiscard]] const Document& document() const noexcept { return document_; }
    [[nodiscard]] std::size_t size() const noexcept { return tokens_.size(); }
    /// Requires: at < size().
    [[nodiscard]] const Token& token(std::size_t at) const { return tokens_[at]; }
    [[nodiscard]] bool is(std::size_t at, TokenKind kind) const {
        return at < tokens_.size() && tokens_[at].kind == kind;
    }
    /// Folded; empty where there is none.
    [[nodiscard]] std::string_view word(std::size_t at) const {
        return at < tokens_.size() ? document_.text(tokens_[at]) : std::string_view{};
    }
    [[nodiscard]] bool is_mark(std::size_t at, std::string_view mark) const {
        return is(at, TokenKind::mark) && word(at) == mark;
    }
    [[nodiscard]] bool is_capital(std::size_t at) const {
        return is(at, TokenKind::word) && tokens_[at].letters != LetterCase::lower;
    }
    /// No space stands before it.
    [[nodiscard]] bool glued(std::size_t at) const {
        return at < tokens_.size() && !tokens_[at].space_before;
    }
    [[nodiscard]] bool case_says_nothing() const {
        return document_.all_capitals() || document_.all_lower();
    }

private:
    const Document& document_;
    const std::vector<Token>& tokens_;
};

struct StreetName {
    std::size_t end;             ///< one past its last token
    bool capital = false;        ///< it begins with a capital, but for particles
    bool particle_first = false; ///< "campo da calcio"
};

/// The name that stands from token `at` on: some eight words at most; nothing if none does.
[[nodiscard]] std::optional<StreetName> read_street_name(const AddressTokens& tokens,
                                                         std::size_t at);

} // namespace oblio::detect
