// lib/include/oblio/erasure/grounds.hpp: why something is erased, kept or refused, by code.
#pragma once

#include <span>
#include <string_view>

namespace oblio {

/// What a code is for.
enum class GroundUse {
    erase,    ///< a ground for erasure
    restrict, ///< a ground for restriction
    correct,  ///< a ground for rectification
    keep,     ///< an exemption: an item stays
    refuse,   ///< a whole request is not followed
};

struct Ground {
    std::string_view code; ///< such as G17A
    std::string_view it;
    std::string_view en;
    std::string_view law;
    GroundUse use;
};

/// All of them, in the order of the law.
[[nodiscard]] std::span<const Ground> grounds() noexcept;
/// nullptr if there is none of that code.
[[nodiscard]] const Ground* find_ground(std::string_view code) noexcept;

} // namespace oblio
