// lib/src/archive/term_index.hpp: the mention index: which blind key stands in which record.
//
//   term_first                term_block (one a page of the file)
//   first row -> block words  rows, as term_block.hpp says
//   first row -> block words  rows
//
// The rows of the whole index are sorted by key, then by record. Blocks are cut where they are
// full, so the records of a frequent key go on from block to block, each of which begins with the
// key. A key is written once a block, and a record under it mostly takes one byte or two: 5 bytes a
// row where a table of rows took 35.
//
// `words` tell which words a block has not: word_filter.hpp.
#pragma once

#include "archive/sqlite.hpp"
#include "archive/term_block.hpp"
#include "archive/word_filter.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace oblio {

constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

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
    /// Takes rows out, each block written once; what is not there is no error. Requires: sorted,
    /// unique.
    Result<void> remove(std::span<const TermRow> rows);
    /// Takes out what rows() gives for the key and record of each of `doomed`, and gives it, in
    /// order: each block is read once and written once. Requires: sorted, keys shortened.
    Result<std::vector<TermRow>> forget(std::span<const TermRow> doomed);

private:
    struct Place;
    struct Block;
    struct Lying;
    template <class Read>
    auto read_block(std::string_view sql, const TermRow& row, Read read)
        -> Result<std::optional<std::invoke_result_t<Read&, const sqlite::Statement&>>>;
    template <class Read> auto at_block(const TermRow& row, Read read);
    /// False: no block has this word. Reads the directory alone.
    Result<bool> may_hold(const BlindKey& word);
    /// The block where `row` is or would be; nothing if there is no block.
    Result<std::optional<Block>> block_of(const TermRow& row);
    /// The same as it lies in the file, with a line at least. Errors: damaged.
    Result<std::optional<Lying>> block_lying_at(const TermRow& row);
    Result<void> take_from(const Lying& block, std::span<const TermRow> gone);
    Result<std::int64_t> write(const std::optional<Place>& place, std::span<const std::byte> bytes);
    Result<std::optional<TermRow>> next_first(const TermRow& first);
    Result<void> add_some(std::span<const TermRow> rows);
    Result<void> put(const std::optional<Place>& place, std::span<const TermRow> rows);
    Result<void> put_parts(std::optional<Place> place, std::span<const TermRow> rows);
    Result<void> name(const std::optional<Place>& place, const TermRow& first,
                      const WordFilter& words, std::int64_t id);
    Result<void> drop(const Place& place);

    Archive::Store& store_;
};

} // namespace oblio
