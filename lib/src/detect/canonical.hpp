// lib/src/detect/canonical.hpp: the one spelling under which a value is indexed.
#pragma once

#include "oblio/detect/finding.hpp"

#include <string>
#include <string_view>

namespace oblio::detect {

/// As Scanner::canonical().
[[nodiscard]] std::string canonical_value(FindingType type, std::string_view value);

} // namespace oblio::detect
