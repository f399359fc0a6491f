// lib/src/text/join.hpp: one string out of parts, as long expressions are put together.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace oblio {

/// The parts, one after the other, nothing between. Time: linear.
inline std::string join(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const std::string_view part : parts) {
        all += part;
    }
    return all;
}

} // namespace oblio
