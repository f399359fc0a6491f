// lib/include/oblio/text/span.hpp: a place in a text, in bytes.
#pragma once

#include <cassert>
#include <cstddef>
#include <string_view>

namespace oblio {

/// Bytes from the start of a UTF-8 text. Not code points, not columns, not a length.
enum class ByteOffset : std::size_t {};

/// The offset as a plain number, for arithmetic and indexing.
[[nodiscard]] constexpr std::size_t to_index(ByteOffset offset) noexcept {
    return static_cast<std::size_t>(offset);
}

/// The half-open range [begin, end) of one text. Owns nothing. Invariant: begin <= end.
class ByteSpan {
public:
    /// Requires: begin <= end.
    constexpr ByteSpan(ByteOffset begin, ByteOffset end) noexcept : begin_{begin}, end_{end} {
        assert(begin <= end);
    }
    /// The same from plain numbers. Requires: begin <= end.
    [[nodiscard]] static constexpr ByteSpan of_indices(std::size_t begin,
                                                       std::size_t end) noexcept {
        return {ByteOffset{begin}, ByteOffset{end}};
    }
    [[nodiscard]] constexpr ByteOffset begin() const noexcept { return begin_; }
    [[nodiscard]] constexpr ByteOffset end() const noexcept { return end_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept {
        return to_index(end_) - to_index(begin_);
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return begin_ == end_; }
    /// True if the two share at least one byte.
    [[nodiscard]] constexpr bool overlaps(ByteSpan other) const noexcept {
        return begin_ < other.end_ && other.begin_ < end_;
    }
    /// True if `other` lies inside this one.
    [[nodiscard]] constexpr bool contains(ByteSpan other) const noexcept {
        return begin_ <= other.begin_ && other.end_ <= end_;
    }
    friend constexpr bool operator==(ByteSpan, ByteSpan) noexcept = default;

    /// The bytes of `text` in this span; the view lives as long as `text`.
    /// Requires: this span was taken from `text`.
    [[nodiscard]] constexpr std::string_view of(std::string_view text) const {
        assert(to_index(end_) <= text.size());
        return text.substr(to_index(begin_), size());
    }

private:
    ByteOffset begin_;
    ByteOffset end_;
};

} // namespace oblio
