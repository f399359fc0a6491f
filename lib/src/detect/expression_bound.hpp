// lib/src/detect/expression_bound.hpp: how long a match of an expression can be.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace oblio::detect {

/// The most bytes that a match of `expression` (RE2 syntax, UTF-8) can have; nothing if there is
/// no limit (`*`, `+`, `{2,}`) or the syntax is not understood. An upper bound: a class that may
/// hold characters outside ASCII counts four bytes. Time: linear.
[[nodiscard]] std::optional<std::size_t> longest_match(std::string_view expression);

} // namespace oblio::detect
