// tests/support/dates.hpp: a day as a test writes it.
#pragma once

#include "oblio/time.hpp"

#include <string_view>

namespace oblio::test {

/// Requires: `iso` such as 2026-06-01.
inline Date day(std::string_view iso) {
    return parse_date(iso).value();
}

} // namespace oblio::test
