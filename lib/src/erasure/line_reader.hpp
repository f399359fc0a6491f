// lib/src/erasure/line_reader.hpp: reads what archive/term_block.hpp writes, with code of its own.
//
// Of its own on purpose: what proves that a row is gone must not share a mistake with what took it
// out. So nothing here calls TermBlock, and a test holds both readers to the same rows. The search
// of the files and the walk over the blocks read lines by this one; nobody else does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oblio {

/// Four bytes, the highest first.
[[nodiscard]] inline std::uint32_t number_at(std::string_view bytes, std::size_t at) noexcept {
    std::uint32_t number = 0;
    for (const char part : bytes.substr(at, 4)) {
        number = number << 8U | static_cast<unsigned char>(part);
    }
    return number;
}

/// Calls `visit(record)` for each record of the line that `bytes` begin with: a key of eight bytes,
/// then a record, or the place and length of a list. Bytes that only look like a line give
/// anything, and nothing outside them is read.
template <class Visit> void each_record_of_line(std::string_view bytes, Visit visit) {
    if (bytes.size() < 12) {
        return;
    }
    const std::uint32_t line = number_at(bytes, 8);
    if (line >> 24U != 0x80) {
        visit(line);
        return;
    }
    const std::size_t place = line >> 12U & 0xFFFU;
    const std::size_t end = place + (line & 0xFFFU);
    if (end > bytes.size() || end < place + 4) {
        return;
    }
    std::uint32_t record = number_at(bytes, place);
    visit(record);
    std::uint32_t step = 0;
    unsigned shift = 0;
    for (const char part : bytes.substr(place + 4, end - place - 4)) {
        const auto seven = static_cast<unsigned char>(part);
        step |= (seven & 0x7FU) << (shift % 32);
        shift += 7;
        if (seven < 0x80) {
            record += step;
            visit(record);
            step = shift = 0;
        }
    }
}

} // namespace oblio
