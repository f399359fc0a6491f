// lib/src/archive/record_facts.hpp: what stands of a record in clear, in one column.
//
//   [what is there][kind, role, ..][platform][thread][author][imported][created][..][digest]
//          1               1           1        8       8       5       4 or less        8
//
// One column of few bytes, because each column of a table takes a byte in the head of every row.
// After the author's key comes the time of import, whose first byte is 0, so that no row of the
// index seems to stand here when the files are searched for it after an erasure.
#pragma once

#include "archive/slots.hpp"
#include "oblio/archive/archive.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace oblio {

/// Numbers of records start here: a number is never taken for something else, and each takes four
/// bytes.
constexpr std::int64_t first_row = 1LL << 24U;
constexpr std::int64_t row_limit = 1LL << 31U;

[[nodiscard]] constexpr std::int64_t number_of(RecordRow row) noexcept {
    return static_cast<std::int64_t>(row);
}

struct RecordFacts {
    RecordSummary summary;
    std::optional<Slot> slot;    ///< nothing: a tombstone
    std::int64_t generation = 0; ///< of the write
};

/// All but the row, which is the table's key.
[[nodiscard]] std::string encode_facts(const RecordFacts& facts);
/// What is cut off reads as zeros.
[[nodiscard]] RecordFacts decode_facts(RecordRow row, std::span<const std::byte> bytes);

} // namespace oblio
