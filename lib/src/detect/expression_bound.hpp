// lib/src/detect/expression_bound.hpp: what is known of every match of an expression before it
// runs.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

namespace oblio::detect {

/// Bounds of every match. They err on the safe side: a real match is inside them.
struct ExpressionBound {
    std::size_t shortest = 0; ///< bytes
    std::size_t longest = 0;  ///< bytes; a class that may go beyond ASCII counts four a character
    std::bitset<256> bytes;   ///< all that a match may hold

    [[nodiscard]] bool may_hold(char byte) const noexcept {
        return bytes[static_cast<unsigned char>(byte)];
    }
};

/// The bounds of `expression` (RE2 syntax, UTF-8); nothing if a match has no limit (`*`, `+`,
/// `{2,}`) or the syntax is not understood. Time: linear.
[[nodiscard]] std::optional<ExpressionBound> bound_of(std::string_view expression);

} // namespace oblio::detect
