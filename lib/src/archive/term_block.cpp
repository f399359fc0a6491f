// lib/src/archive/term_block.cpp
#include "archive/term_block.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

namespace oblio {
namespace {

constexpr std::size_t head_size = 2;
constexpr std::size_t key_size = sizeof(BlindKey);
constexpr std::size_t number_size = 4;
constexpr std::size_t line_size = key_size + number_size;
static_assert(line_size == sizeof(TermRow));

// A line's number is a record, or this with the place of a list and its length. No record has a
// first byte of 0x80: they have 31 bits.
constexpr std::uint32_t list_mark = 0x80000000U;
constexpr unsigned place_shift = 12;
constexpr std::uint32_t length_mask = 0xFFF;
static_assert(term_block_size <= length_mask);

std::uint32_t read_number(std::span<const std::byte> bytes) noexcept {
    std::uint32_t number = 0;
    for (const std::byte part : bytes.first<number_size>()) {
        number = number << 8U | std::to_integer<std::uint32_t>(part);
    }
    return number;
}

void write_number(std::byte* out, std::uint32_t number) noexcept {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        *out++ = static_cast<std::byte>(number >> shift);
    }
}

std::size_t step_size(std::uint32_t step) noexcept {
    std::size_t size = 1;
    for (; step >= 0x80U; step >>= 7U) {
        ++size;
    }
    return size;
}

/// Seven bits a byte, the lowest first; gives where it ended.
std::byte* write_step(std::byte* out, std::uint32_t step) noexcept {
    for (; step >= 0x80U; step >>= 7U) {
        *out++ = static_cast<std::byte>(step | 0x80U);
    }
    *out++ = static_cast<std::byte>(step);
    return out;
}

void add_step(std::vector<std::byte>& steps, std::uint32_t step) {
    std::array<std::byte, 5> bytes{};
    steps.insert(steps.end(), bytes.data(), write_step(bytes.data(), step));
}

std::uint32_t number_in(const TermRow& row) noexcept {
    return read_number(std::span{row.bytes}.subspan<key_size>());
}

bool same_key(const TermRow& a, const TermRow& b) noexcept {
    return std::memcmp(a.bytes.data(), b.bytes.data(), key_size) == 0;
}

/// Writes lines and the lists of their records, each where the one before ended.
class BlockWriter {
public:
    /// Requires: so many lines fit.
    BlockWriter(std::span<std::byte, term_block_size> block, std::size_t lines) noexcept
        : line_{block.data() + head_size}, list_{line_ + lines * line_size}, end_{block.data() +
                                                                                  block.size()} {
        block[0] = static_cast<std::byte>(lines >> 8U);
        block[1] = static_cast<std::byte>(lines);
    }

    /// A line step by step. Requires: it fits.
    void begin(std::span<const std::byte> key, std::uint32_t first) noexcept {
        std::copy_n(key.begin(), key_size, line_);
        write_number(line_ + key_size, first);
        start_ = list_;
        before_ = first;
    }
    void step_to(std::uint32_t record) noexcept {
        if (list_ == start_) {
            list_ = std::copy_n(line_ + key_size, number_size, list_);
        }
        list_ = write_step(list_, record - before_);
        before_ = record;
    }
    /// A whole line. False if there is no room for it: spoiled bytes may give one list to many.
    bool copy(std::span<const std::byte> key, std::uint32_t first,
              std::span<const std::byte> steps) noexcept {
        if (!steps.empty() && std::ssize(steps) + std::ptrdiff_t{number_size} > end_ - list_) {
            return false;
        }
        begin(key, first);
        if (!steps.empty()) {
            list_ = std::copy_n(line_ + key_size, number_size, list_);
            list_ = std::copy(steps.begin(), steps.end(), list_);
        }
        end();
        return true;
    }
    void end() noexcept {
        if (list_ != start_) {
            const auto place = static_cast<std::uint32_t>(start_ - line_);
            const auto length = static_cast<std::uint32_t>(list_ - start_);
            write_number(line_ + key_size, list_mark | place << place_shift | length);
        }
        line_ += line_size;
    }

private:
    std::byte* line_;
    std::byte* list_;
    std::byte* end_;
    std::byte* start_ = nullptr;
    std::uint32_t before_ = 0;
};

/// What the row at `at` adds to a block of the rows before it.
std::size_t added_size(std::span<const TermRow> rows, std::size_t at) noexcept {
    if (at == 0 || !same_key(rows[at - 1], rows[at])) {
        return line_size;
    }
    const bool second = at == 1 || !same_key(rows[at - 2], rows[at]);
    return step_size(number_in(rows[at]) - number_in(rows[at - 1])) + (second ? number_size : 0);
}

/// Rows that are alike in the bytes before `at`, into their order.
void deal_by_byte(std::span<TermRow> rows, std::size_t at) {
    constexpr std::size_t few = 64; // dealing costs 256 counts, comparing six steps a row
    if (rows.size() <= few || at == sizeof(TermRow)) {
        std::sort(rows.begin(), rows.end());
        return;
    }
    const auto heap_of = [at](const TermRow& row) {
        return std::to_integer<std::size_t>(row.bytes[at]);
    };
    std::array<std::size_t, 257> begins{}; // of each heap; the last one's end
    for (const TermRow& row : rows) {
        ++begins[heap_of(row) + 1];
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    auto next = begins; // where each heap takes its next row
    for (std::size_t heap = 0; heap < 256; ++heap) {
        while (next[heap] < begins[heap + 1]) {
            const std::size_t wanted = heap_of(rows[next[heap]]);
            if (wanted == heap) {
                ++next[heap];
            } else {
                std::swap(rows[next[heap]], rows[next[wanted]++]);
            }
        }
    }
    for (std::size_t heap = 0; heap < 256; ++heap) {
        deal_by_byte(rows.subspan(begins[heap], begins[heap + 1] - begins[heap]), at + 1);
    }
}

} // namespace

TermRow TermRow::of(const BlindKey& key, RecordRow row) noexcept {
    TermRow made;
    std::copy(key.bytes.begin(), key.bytes.end(), made.bytes.begin());
    write_number(made.bytes.data() + key_size,
                 static_cast<std::uint32_t>(static_cast<std::int64_t>(row)));
    return made;
}

void sort_rows(std::span<TermRow> rows) {
    deal_by_byte(rows, 0);
}

TermBlock::TermBlock(std::span<const std::byte> bytes) noexcept : bytes_{bytes}, size_{0} {
    if (bytes.size() >= head_size) {
        size_ = std::min(std::to_integer<std::size_t>(bytes[0]) << 8U |
                             std::to_integer<std::size_t>(bytes[1]),
                         (bytes.size() - head_size) / line_size);
    }
}

BlindKey TermBlock::key(std::size_t line) const noexcept {
    BlindKey key;
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(head_size + line * line_size),
                key_size, key.bytes.begin());
    return key;
}

std::size_t TermBlock::line_of(const BlindKey& key) const noexcept {
    std::size_t from = 0;
    for (std::size_t to = size_; from < to;) {
        const std::size_t middle = from + (to - from) / 2;
        const bool before = std::memcmp(bytes_.data() + head_size + middle * line_size,
                                        key.bytes.data(), key_size) < 0;
        (before ? from : to) = before ? middle + 1 : middle;
    }
    return from;
}

TermBlock::Records TermBlock::records(std::size_t line) const noexcept {
    const auto from_line = bytes_.subspan(head_size + line * line_size);
    const std::uint32_t number = read_number(from_line.subspan(key_size));
    if ((number & list_mark) == 0) {
        return {number, {}};
    }
    const std::size_t place = number >> place_shift & length_mask;
    const std::size_t length = number & length_mask;
    if (length < number_size || place + length > from_line.size()) {
        return {0, {}};
    }
    const auto list = from_line.subspan(place, length);
    return {read_number(list), list.subspan(number_size)};
}

bool TermBlock::holds(std::size_t line, RecordRow row) const {
    bool found = false;
    each_record(line, [&](RecordRow there) {
        found = there == row;
        return there < row;
    });
    return found;
}

std::vector<TermRow> TermBlock::rows() const {
    std::vector<TermRow> rows;
    rows.reserve(2 * size_);
    for (std::size_t line = 0; line < size_; ++line) {
        const BlindKey its = key(line);
        each_record(line, [&](RecordRow record) {
            rows.push_back(TermRow::of(its, record));
            return true;
        });
    }
    return rows;
}

TermRow TermBlock::first() const {
    return TermRow::of(key(0), RecordRow{records(0).first});
}

TermRow TermBlock::last() const {
    RecordRow record{};
    each_record(size_ - 1, [&record](RecordRow there) {
        record = there;
        return true;
    });
    return TermRow::of(key(size_ - 1), record);
}

struct TermBlock::Shortened {
    std::size_t line = 0;
    std::optional<std::uint32_t> first; ///< nothing if no record is left
    std::vector<std::byte> steps;
};

/// Steps between records that stay are copied, one over records that go is made anew, and what
/// comes after the last of these is not read.
TermBlock::Shortened TermBlock::shortened(std::size_t line, std::span<const TermRow> gone) const {
    const Records there = records(line);
    const std::byte* at = there.steps.data();
    const std::byte* const end = at + there.steps.size();
    Shortened less{line, std::nullopt, {}};
    std::uint32_t record = there.first;
    const std::byte* its_step = at;
    std::uint32_t kept = 0;     // the last before `record` that stays
    const std::byte* same = at; // the steps from here to its are as they were,
    bool cut = true;            // unless the record before it goes, or there is none
    for (;;) {
        while (!gone.empty() && number_in(gone.front()) < record) {
            gone = gone.subspan(1);
        }
        if (gone.empty() && !cut) {
            break;
        }
        if (!gone.empty() && number_in(gone.front()) == record) {
            less.steps.insert(less.steps.end(), same, cut ? same : its_step);
            cut = true;
        } else {
            if (cut && less.first) {
                add_step(less.steps, record - kept);
            }
            less.first = less.first.value_or(record);
            same = std::exchange(cut, false) ? at : same;
            kept = record;
        }
        if (at == end) {
            break;
        }
        its_step = at;
        record += take_step(at, end);
    }
    less.steps.insert(less.steps.end(), cut ? end : same, end);
    return less;
}

std::vector<TermBlock::Shortened> TermBlock::shortened_by(std::span<const TermRow> gone) const {
    std::vector<Shortened> all;
    while (!gone.empty()) {
        const BlindKey its = gone.front().key();
        const auto next_key = std::find_if(gone.begin(), gone.end(),
                                           [&](const TermRow& row) { return row.key() != its; });
        const std::size_t line = line_of(its);
        if (line < size_ && key(line) == its) {
            all.push_back(shortened(line, {gone.begin(), next_key}));
        }
        gone = {next_key, gone.end()};
    }
    return all;
}

std::optional<std::array<std::byte, term_block_size>>
TermBlock::without(std::span<const TermRow> gone) const {
    if (head_size + size_ * line_size > term_block_size) {
        return std::nullopt;
    }
    const std::vector<Shortened> all = shortened_by(gone);
    const auto emptied =
        std::count_if(all.begin(), all.end(), [](const Shortened& less) { return !less.first; });
    std::array<std::byte, term_block_size> block{};
    BlockWriter out{block, size_ - static_cast<std::size_t>(emptied)};
    bool fits = true;
    auto next = all.begin();
    for (std::size_t line = 0; line < size_ && fits; ++line) {
        const auto its_key = bytes_.subspan(head_size + line * line_size, key_size);
        if (next == all.end() || next->line != line) {
            const Records same = records(line);
            fits = out.copy(its_key, same.first, same.steps);
            continue;
        }
        fits = !next->first || out.copy(its_key, *next->first, next->steps);
        ++next;
    }
    return fits ? std::optional{block} : std::nullopt;
}

std::size_t rows_that_fit(std::span<const TermRow> rows, std::size_t room) noexcept {
    std::size_t size = head_size;
    std::size_t count = 0;
    while (count < rows.size() && (size += added_size(rows, count)) <= room) {
        ++count;
    }
    return count;
}

std::size_t packed_size(std::span<const TermRow> rows) noexcept {
    std::size_t size = head_size;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        size += added_size(rows, at);
    }
    return size;
}

std::array<std::byte, term_block_size> pack_block(std::span<const TermRow> rows) {
    std::array<std::byte, term_block_size> block{};
    std::size_t lines = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        lines += at == 0 || !same_key(rows[at - 1], rows[at]) ? 1U : 0U;
    }
    BlockWriter out{block, lines};
    for (std::size_t at = 0; at < rows.size();) {
        out.begin(rows[at].bytes, number_in(rows[at]));
        for (++at; at < rows.size() && same_key(rows[at - 1], rows[at]); ++at) {
            out.step_to(number_in(rows[at]));
        }
        out.end();
    }
    return block;
}

} // namespace oblio
