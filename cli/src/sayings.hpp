// cli/src/sayings.hpp: the library's English sentences and their Italian, as catalogues.
#pragma once

#include <span>
#include <string_view>

namespace oblio::cli {

struct Saying {
    std::string_view english, italian; ///< `{}` stands for a value, in the same order in both
};

extern const std::span<const Saying> sayings_of_archives;
extern const std::span<const Saying> sayings_of_inputs;
extern const std::span<const Saying> sayings_of_findings;

} // namespace oblio::cli
