// lib/src/archive/term_block.hpp: the bytes of one block of the mention index.
//
//   [n] [key][record] [key][list->] [key][record] .. [record][step][step] [record][step] .. 0 0 0
//    2   8    4        8    4                         4       seven bits a byte
//
// n lines of twelve bytes, sorted by key, so that a key is found by halving. A key of one record
// has it in its line; a key of several has a list after the lines: the first record in full, then
// the distance of each from the one before. A line says where its list is counted from its own
// first byte. So whatever copy of a block is found, and wherever in a file, the key's eight bytes
// stand in it as they are, and the records can be read from there on: that is how the bytes of a
// file are searched for rows after an erasure (erasure/byte_scanner.hpp reads them with its own
// code).
//
// A block always has the same size, so that SQLite overwrites it in place: what is taken out leaves
// no copy in the page.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/archive/index_terms.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace oblio {

/// One row of the index: a key and a record that it stands in.
struct TermRow {
    std::array<std::byte, 12> bytes{}; ///< the key, then the record's number, highest byte first
    [[nodiscard]] static TermRow of(const BlindKey& key, RecordRow row) noexcept;
    [[nodiscard]] BlindKey key() const noexcept {
        BlindKey key;
        std::copy_n(bytes.begin(), key.bytes.size(), key.bytes.begin());
        return key;
    }
    [[nodiscard]] RecordRow row() const noexcept {
        const auto part = [&](std::size_t at) { return std::to_integer<std::uint32_t>(bytes[at]); };
        return RecordRow{part(8) << 24U | part(9) << 16U | part(10) << 8U | part(11)};
    }
    friend bool operator==(const TermRow&, const TermRow&) noexcept = default;
    friend std::strong_ordering operator<=>(const TermRow& a, const TermRow& b) noexcept {
        const auto by_key = a.key() <=> b.key();
        return by_key != 0 ? by_key : a.row() <=> b.row();
    }
};

/// As std::sort, for rows whose keys are keyed hashes and so fall evenly: dealt into 256 heaps by
/// their first byte, in place, then each heap by its second byte, until a heap is small.
void sort_rows(std::span<TermRow> rows);

constexpr std::size_t term_block_size = 4056; // the most that stays in one page of 4096

/// Reads a block where it stands. Bytes that are none of pack_block() give some rows or none, never
/// anything outside them. Threads: immutable.
class TermBlock {
public:
    explicit TermBlock(std::span<const std::byte> bytes) noexcept;

    /// Lines, one a key.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] BlindKey key(std::size_t line) const noexcept;
    /// The first line whose key is not before `key`; size() if there is none.
    [[nodiscard]] std::size_t line_of(const BlindKey& key) const noexcept;
    /// Calls `visit(record)` for the records of a line, in order, until it says no; true if it
    /// never did.
    template <class Visit> bool each_record(std::size_t line, Visit visit) const;
    [[nodiscard]] bool holds(std::size_t line, RecordRow row) const;
    /// Every row, in order.
    [[nodiscard]] std::vector<TermRow> rows() const;
    /// The first and the last of them. Requires: a line at least.
    [[nodiscard]] TermRow first() const;
    [[nodiscard]] TermRow last() const;
    /// The bytes of a block without `gone`, as pack_block() would give them; what is not here is no
    /// error. Lines that lose nothing are copied as they are: a purge takes a row or two out of
    /// each of five hundred blocks. Nothing if these bytes are no block. Requires: sorted, unique.
    [[nodiscard]] std::optional<std::array<std::byte, term_block_size>>
    without(std::span<const TermRow> gone) const;

private:
    /// What a line says of its records: one number, or the steps after it.
    struct Records {
        std::uint32_t first;
        std::span<const std::byte> steps;
    };
    [[nodiscard]] Records records(std::size_t line) const noexcept;
    /// A line that loses rows, and what is left of it.
    struct Shortened;
    [[nodiscard]] Shortened shortened(std::size_t line, std::span<const TermRow> gone) const;
    [[nodiscard]] std::vector<Shortened> shortened_by(std::span<const TermRow> gone) const;
    /// The step at `at`, which moves to the next. Requires: at != end.
    static std::uint32_t take_step(const std::byte*& at, const std::byte* end) noexcept;

    std::span<const std::byte> bytes_;
    std::size_t size_;
};

/// How many of the first `rows` make a block of `room` bytes at most. Requires: sorted, unique.
[[nodiscard]] std::size_t rows_that_fit(std::span<const TermRow> rows,
                                        std::size_t room = term_block_size) noexcept;
/// The bytes that they take, zeros left out. Requires: as above.
[[nodiscard]] std::size_t packed_size(std::span<const TermRow> rows) noexcept;
/// Requires: as above, and that they fit.
[[nodiscard]] std::array<std::byte, term_block_size> pack_block(std::span<const TermRow> rows);

inline std::uint32_t TermBlock::take_step(const std::byte*& at, const std::byte* end) noexcept {
    auto step = std::to_integer<std::uint32_t>(*at++);
    if (step < 0x80U) { // most are: a long list is read at a nanosecond a record
        return step;
    }
    step &= 0x7FU;
    for (unsigned shift = 7; at != end && shift < 32; shift += 7) {
        const auto part = std::to_integer<std::uint32_t>(*at++);
        step |= (part & 0x7FU) << shift;
        if (part < 0x80U) {
            break;
        }
    }
    return step;
}

template <class Visit> bool TermBlock::each_record(std::size_t line, Visit visit) const {
    const Records there = records(line);
    std::uint32_t number = there.first;
    if (!visit(RecordRow{number})) {
        return false;
    }
    const std::byte* const end = there.steps.data() + there.steps.size();
    for (const std::byte* at = there.steps.data(); at != end;) {
        const std::uint32_t step = take_step(at, end);
        if (step == 0) {
            break;
        }
        number += step;
        if (!visit(RecordRow{number})) {
            return false;
        }
    }
    return true;
}

} // namespace oblio
