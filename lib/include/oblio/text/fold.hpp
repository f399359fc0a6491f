// lib/include/oblio/text/fold.hpp: a text in the plain form that is searched, with the way back.
#pragma once

#include "oblio/text/span.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// A text folded for searching: compatibility forms decomposed, lower case, marks and invisible
/// characters removed, digits of any script as ASCII, typographic quotes, dashes and spaces as
/// ASCII, letters of other scripts that look Latin as Latin (and remembered as look-alikes).
/// Each code point folds by itself, so the fold of a concatenation is the concatenation of folds.
/// Threads: immutable. Owns the folded bytes; does not keep the source.
/// Source: Unicode 15 NFKD and CaseFolding through ICU 72, when the table was generated.
class FoldedText {
public:
    /// The empty text.
    FoldedText() = default;

    /// The folded bytes, valid UTF-8; they live as long as this object.
    [[nodiscard]] std::string_view text() const noexcept { return folded_; }
    /// Size in bytes of the text that was folded.
    [[nodiscard]] std::size_t source_size() const noexcept { return source_size_; }

    /// The bytes of the source that the folded range [begin, end) came from: from the first
    /// code point that left a byte in the range to the last, with the combining marks that follow
    /// it, and whatever invisible characters stand between. Requires: begin <= end <=
    /// text().size(). Time: logarithmic in the number of characters that changed length.
    [[nodiscard]] ByteSpan source(std::size_t begin, std::size_t end) const noexcept;

    /// The folded offset of the first byte that came from `offset` of the source or from after it.
    /// Time: as source().
    [[nodiscard]] std::size_t folded_offset(ByteOffset offset) const noexcept;

    /// True if a letter of another script stands for a Latin one in the folded range.
    [[nodiscard]] bool has_lookalike(std::size_t begin, std::size_t end) const noexcept;

    /// A run of the source that did not fold byte for byte. Runs are in order and apart.
    struct Run {
        std::uint32_t folded_begin;
        std::uint32_t folded_end;
        std::uint32_t source_begin;
        std::uint32_t source_end;
        bool mark; ///< a removed combining mark: belongs to the character before it
    };
    /// In order, for who walks the text from front to back.
    [[nodiscard]] std::span<const Run> runs() const noexcept { return runs_; }

private:
    friend void fold_into(FoldedText& result, std::string_view text);
    std::string folded_;
    std::vector<Run> runs_;
    std::vector<std::uint32_t> lookalikes_; // folded offsets, ascending
    std::size_t source_size_ = 0;
};

/// Folds `text`. Requires: valid UTF-8 of less than 4 GiB. Time: linear.
[[nodiscard]] FoldedText fold(std::string_view text);

/// The same into `result`, whose memory is used again: who folds many texts allocates for few.
void fold_into(FoldedText& result, std::string_view text);

/// The folded bytes alone, for a term of a lexicon or a name to be compared. Time: linear.
[[nodiscard]] std::string fold_to_string(std::string_view text);

} // namespace oblio
