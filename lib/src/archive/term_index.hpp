// lib/src/archive/term_index.hpp: the mention index: which blind key stands in which record.
//
//   term_first                term_block (one a page of the file)
//   first row -> block words  [key 0-2][record number][key 3-7] [..][..][..] 0 0 0
//   first row -> block words  [..][..] 0 0 0 0 0 0 0 0 0 0 0
//
// A row is twelve bytes, and a block holds 338 of them, sorted, zeros behind: 12.1 bytes a row
// where a table of rows took 35. The bytes of a row stand together in the file, so that after an
// erasure they can be searched for exactly. A block is always as long, so that SQLite overwrites
// it in place: what is taken out leaves no copy in the page. The first three bytes of the key
// stand before the record's number, so that the rows of one record are found by what its body
// keeps of the keys, also where a key has a hundred thousand records.
//
// `words` tell which words a block has not: word_filter.hpp.
#pragma once

#include "archive/word_filter.hpp"

#include "oblio/archive/archive.hpp"
#include "oblio/archive/index_terms.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace oblio {

/// One row of the index, in the order and the bytes of the file.
struct TermRow {
    std::array<std::byte, 12> bytes{};
    [[nodiscard]] static TermRow of(const BlindKey& key, RecordRow row) noexcept;
    [[nodiscard]] BlindKey key() const noexcept;
    [[nodiscard]] RecordRow row() const noexcept;
    friend auto operator<=>(const TermRow&, const TermRow&) noexcept = default;
};

constexpr std::size_t no_limit = static_cast<std::size_t>(-1);
constexpr std::size_t block_rows = 338; // 4056 bytes: the most that stays in one page of 4096

/// The index in an open archive. Borrows the store. Threads: one thread at a time.
class TermIndex {
public:
    explicit TermIndex(Archive::Store& store) : store_{store} {}

    /// The records of a key, in order; the first `at_most`. Time: a probe and the rows given; for
    /// a word that is not there, mostly a look into the directory.
    Result<std::vector<RecordRow>> records(const BlindKey& key, std::size_t at_most = no_limit);
    /// One of them.
    Result<std::optional<RecordRow>> any_record(const BlindKey& key);
    /// The rows of a record under a key, which may be shortened.
    Result<std::vector<TermRow>> rows(const BlindKey& key, RecordRow row);
    Result<bool> holds(const TermRow& row);
    /// Every row, in order, by walking all blocks.
    Result<void> for_each(const std::function<void(const TermRow&)>& visit);
    /// Blocks of which the directory knows other words than they have.
    Result<std::uint64_t> wrong_filters();

    // Inside a transaction.
    /// Takes rows in; those that are there already stay. Requires: sorted, unique.
    /// Blocks that overflow hand on to their neighbours, so that a large batch leaves them full.
    Result<void> add(std::span<const TermRow> rows);
    /// Takes out what rows() gives, and gives it. Nothing is not an error.
    Result<std::vector<TermRow>> remove(const BlindKey& key, RecordRow row);

private:
    struct Block;
    using Visit = std::function<bool(std::span<const TermRow>)>;
    /// The parts of blocks that lie in [low, high], until `visit` says no.
    Result<void> walk(const TermRow& low, const TermRow& high, const Visit& visit);
    /// False: no block has this word. Reads the directory alone.
    Result<bool> may_hold(const BlindKey& word);
    /// The block where `row` is or would be; nothing if there is no block.
    Result<std::optional<Block>> block_of(const TermRow& row);
    Result<std::optional<TermRow>> next_first(const TermRow& first);
    Result<void> add_some(std::span<const TermRow> rows);
    Result<std::optional<Block>> read_block(std::string_view sql, const TermRow& row);
    Result<void> put(std::optional<Block>& place, std::span<const TermRow> rows);
    Result<void> put_parts(std::optional<Block> place, std::span<const TermRow> rows);
    Result<void> name(const std::optional<Block>& place, const TermRow& first,
                      const WordFilter& words, std::int64_t id);
    Result<void> drop(const Block& block);
    Result<void> take_out(const TermRow& row);

    Archive::Store& store_;
};

} // namespace oblio
