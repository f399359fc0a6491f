// lib/src/archive/slot_ranges.hpp: slot numbers as the ledger writes them: `5-9,12`.
#pragma once

#include "archive/slots.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

[[nodiscard]] std::string slot_ranges(std::vector<Slot> slots);
/// Nothing if it is not of that form.
[[nodiscard]] std::optional<std::vector<Slot>> parse_slot_ranges(std::string_view text);

} // namespace oblio
