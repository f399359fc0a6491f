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

std::uint32_t number_in(const TermRow& row) noexcept {
    return read_number(std::span{row.bytes}.subspan<key_size>());
}

bool same_key(const TermRow& a, const TermRow& b) noexcept {
    return std::memcmp(a.bytes.data(), b.bytes.data(), key_size) == 0;
}

/// Writes lines and the lists of their records, each where the one before ended.
class BlockWriter {
public:
    /// Requires: all that will be written fits.
    BlockWriter(std::span<std::byte, term_block_size> block, std::size_t lines) noexcept
        : line_{block.data() + head_size}, list_{line_ + lines * line_size} {
        block[0] = static_cast<std::byte>(lines >> 8U);
        block[1] = static_cast<std::byte>(lines);
    }

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
    /// The list as it stood elsewhere, instead of steps; empty: the line has one record.
    void copy_list(std::span<const std::byte> list) noexcept {
        list_ = std::copy(list.begin(), list.end(), list_);
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
        return {number, {}, {}};
    }
    const std::size_t place = number >> place_shift & length_mask;
    const std::size_t length = number & length_mask;
    if (length < number_size || place + length > from_line.size()) {
        return {0, {}, {}};
    }
    const auto list = from_line.subspan(place, length);
    return {read_number(list), list.subspan(number_size), list};
}

std::uint32_t TermBlock::take_step(std::span<const std::byte>& steps) noexcept {
    std::uint32_t step = 0;
    for (unsigned shift = 0; !steps.empty() && shift < 32; shift += 7) {
        const auto part = std::to_integer<std::uint32_t>(steps.front());
        steps = steps.subspan(1);
        step |= (part & 0x7FU) << shift;
        if ((part & 0x80U) == 0) {
            break;
        }
    }
    return step;
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

/// Spoiled bytes may give one list to many lines.
bool TermBlock::lists_fit() const noexcept {
    std::size_t size = head_size + size_ * line_size;
    for (std::size_t line = 0; line < size_; ++line) {
        size += records(line).list.size();
    }
    return size <= term_block_size;
}

struct TermBlock::Shortened {
    std::size_t line;
    std::vector<std::uint32_t> left;
};

std::vector<TermBlock::Shortened> TermBlock::shortened_by(std::span<const TermRow> gone) const {
    std::vector<Shortened> shortened;
    while (!gone.empty()) {
        const BlindKey its = gone.front().key();
        const auto end = std::find_if(gone.begin(), gone.end(),
                                      [&](const TermRow& row) { return row.key() != its; });
        const std::size_t line = line_of(its);
        if (line < size_ && key(line) == its) {
            Shortened less{line, {}};
            auto next = gone.begin();
            each_record(line, [&](RecordRow record) {
                next = std::find_if(next, end,
                                    [&](const TermRow& row) { return row.row() >= record; });
                if (next == end || next->row() != record) {
                    less.left.push_back(
                        static_cast<std::uint32_t>(static_cast<std::int64_t>(record)));
                }
                return true;
            });
            shortened.push_back(std::move(less));
        }
        gone = {end, gone.end()};
    }
    return shortened;
}

std::optional<std::array<std::byte, term_block_size>>
TermBlock::without(std::span<const TermRow> gone) const {
    if (!lists_fit()) {
        return std::nullopt;
    }
    const std::vector<Shortened> shortened = shortened_by(gone);
    const auto emptied = std::count_if(shortened.begin(), shortened.end(),
                                       [](const Shortened& less) { return less.left.empty(); });
    std::array<std::byte, term_block_size> block{};
    BlockWriter out{block, size_ - static_cast<std::size_t>(emptied)};
    auto next = shortened.begin();
    for (std::size_t line = 0; line < size_; ++line) {
        const auto its_key = bytes_.subspan(head_size + line * line_size, key_size);
        if (next == shortened.end() || next->line != line) {
            const Records same = records(line);
            out.begin(its_key, same.first);
            out.copy_list(same.list);
            out.end();
            continue;
        }
        if (!next->left.empty()) {
            out.begin(its_key, next->left.front());
            std::for_each(next->left.begin() + 1, next->left.end(),
                          [&out](std::uint32_t record) { out.step_to(record); });
            out.end();
        }
        ++next;
    }
    return block;
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
