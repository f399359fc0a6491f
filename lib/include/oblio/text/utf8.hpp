// lib/include/oblio/text/utf8.hpp: UTF-8: is it valid, one code point, offsets in other units.
#pragma once

#include "oblio/text/span.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// Where `text` stops being UTF-8 (no overlong forms, no surrogates, at most U+10FFFF);
/// nothing if it is valid throughout. Time: linear.
[[nodiscard]] std::optional<ByteOffset> first_invalid_utf8(std::string_view text) noexcept;

/// `text` with each invalid byte sequence replaced by U+FFFD. Time: linear.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// One decoded code point and the bytes it took.
struct CodePoint {
    char32_t value;
    std::size_t length; ///< 1 to 4 bytes
};

/// The code point that starts at `at`. Requires: `text` valid UTF-8, `at` on a boundary, at < size.
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept;

/// Appends `code_point` in UTF-8. Requires: a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// The number of code points in valid UTF-8. Time: linear.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// Turns byte offsets of one text into code points and UTF-16 units, and code points back.
/// Threads: immutable. Borrows `text`.
class OffsetIndex {
public:
    /// Requires: `text` valid UTF-8, alive as long as this object. Time: linear.
    explicit OffsetIndex(std::string_view text);

    /// Code points before `offset`. Time: constant.
    [[nodiscard]] std::size_t code_points(ByteOffset offset) const noexcept;
    /// UTF-16 units before `offset`. Time: constant.
    [[nodiscard]] std::size_t utf16_units(ByteOffset offset) const noexcept;
    /// The byte at which code point number `index` starts; the end of the text when it is past it.
    /// Time: logarithmic.
    [[nodiscard]] ByteOffset bytes(std::size_t index) const noexcept;

private:
    struct Mark {
        std::size_t code_points;
        std::size_t utf16_units;
    };
    std::string_view text_;
    std::vector<Mark> marks_; // counts before every 64th byte; empty for pure ASCII
};

} // namespace oblio
