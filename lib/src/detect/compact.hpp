// lib/src/detect/compact.hpp: a code without its separators, and where each character stood.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) noexcept {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_alnum(char c) noexcept {
    return is_digit(c) || is_lower(c);
}

/// The ASCII letters and digits of a folded range.
struct Compact {
    std::string chars;
    std::vector<std::size_t> at; ///< offset of each in the text it was taken from

    [[nodiscard]] std::size_t size() const noexcept { return chars.size(); }
};

/// The letters and digits of `text` in [begin, end), all other bytes left out.
inline Compact compact(std::string_view text, std::size_t begin, std::size_t end) {
    Compact result;
    result.chars.reserve(end - begin);
    result.at.reserve(end - begin);
    for (std::size_t at = begin; at < end; ++at) {
        if (is_alnum(text[at])) {
            result.chars += text[at];
            result.at.push_back(at);
        }
    }
    return result;
}

/// The byte before `at`, or a space at the start.
inline char byte_before(std::string_view text, std::size_t at) noexcept {
    return at == 0 ? ' ' : text[at - 1];
}
/// The byte at `at`, or a space at the end.
inline char byte_at(std::string_view text, std::size_t at) noexcept {
    return at >= text.size() ? ' ' : text[at];
}

/// `text` in ASCII capitals.
inline std::string to_capitals(std::string_view text) {
    std::string capitals{text};
    for (char& c : capitals) {
        c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return capitals;
}

} // namespace oblio::detect
