// lib/src/archive/slot_ranges.cpp
#include "archive/slot_ranges.hpp"

#include <algorithm>
#include <charconv>

namespace oblio {

std::string slot_ranges(std::vector<Slot> slots) {
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    std::string text;
    for (std::size_t i = 0; i < slots.size();) {
        std::size_t last = i;
        while (last + 1 < slots.size() && slots[last + 1] == slots[last] + 1) {
            ++last;
        }
        text += text.empty() ? "" : ",";
        text += std::to_string(slots[i]);
        if (last > i) {
            text += "-" + std::to_string(slots[last]);
        }
        i = last + 1;
    }
    return text;
}

std::optional<std::vector<Slot>> parse_slot_ranges(std::string_view text) {
    std::vector<Slot> slots;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        Slot from = 0;
        auto parsed = std::from_chars(at, end, from);
        if (parsed.ec != std::errc{}) {
            return std::nullopt;
        }
        Slot to = from;
        if (parsed.ptr < end && *parsed.ptr == '-') {
            parsed = std::from_chars(parsed.ptr + 1, end, to);
            if (parsed.ec != std::errc{} || to < from || to - from > (1LL << 31U)) {
                return std::nullopt;
            }
        }
        for (Slot slot = from; slot <= to; ++slot) {
            slots.push_back(slot);
        }
        at = parsed.ptr;
        if (at < end && *at++ != ',') {
            return std::nullopt;
        }
    }
    return slots;
}

} // namespace oblio
