// cli/src/advice.hpp: what a person can do about an error, in their language.
#pragma once

#include "oblio/language.hpp"
#include "oblio/result.hpp"

#include <string_view>

namespace oblio::cli {

/// One sentence, for errors that say what is wrong and not what to do; empty for the others.
[[nodiscard]] std::string_view advice_for(const Error& error, Language language) noexcept;

} // namespace oblio::cli
