// lib/src/archive/term_index.cpp
#include "archive/term_index.hpp"

#include "archive/envelope.hpp"
#include "archive/store.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace oblio {
namespace {

/// Rows merged in one go: copies of so many are made. The last of their blocks is written twice.
constexpr std::size_t added_at_once = 32'768;

constexpr std::string_view block_at =
    "SELECT first, block, entries, words FROM term_first JOIN term_block ON id = block "
    "WHERE first <= ?1 ORDER BY first DESC LIMIT 1";
constexpr std::string_view next_block =
    "SELECT first, block, entries, words FROM term_first JOIN term_block ON id = block "
    "WHERE first > ?1 ORDER BY first LIMIT 1";
constexpr std::string_view blocks_between =
    "SELECT entries FROM term_first JOIN term_block ON id = block "
    "WHERE first > ?1 AND first <= ?2 ORDER BY first";

std::span<const std::byte> bytes_of(const TermRow& row) {
    return row.bytes;
}

TermRow row_in(std::span<const std::byte> bytes) {
    TermRow row;
    std::copy_n(bytes.begin(), std::min(bytes.size(), row.bytes.size()), row.bytes.begin());
    return row;
}

constexpr RecordRow last_record{0xFFFFFFFF};

WordFilter words_of(std::span<const TermRow> rows) {
    WordFilter words;
    for (const TermRow& row : rows) {
        words.add(row.key());
    }
    return words;
}

/// The same, read where the rows lie.
WordFilter words_of(const TermBlock& block) {
    WordFilter words;
    for (std::size_t line = 0; line < block.size(); ++line) {
        words.add(block.key(line));
    }
    return words;
}

Error damaged(std::int64_t block) {
    return {ErrorCode::damaged, "archive.db: block " + std::to_string(block) +
                                    " of the index is not as it was written"};
}

/// The rows of a line that have one of the records of `doomed`, both in order. Requires: one.
void add_common(const TermBlock& block, std::size_t line, std::span<const TermRow> doomed,
                std::vector<TermRow>& common) {
    auto next = doomed.begin();
    RecordRow wanted = next->row();
    block.each_record(line, [&](RecordRow record) {
        while (wanted < record) {
            if (++next == doomed.end()) {
                return false;
            }
            wanted = next->row();
        }
        if (wanted == record) {
            common.push_back(TermRow::of(block.key(line), record));
        }
        return true;
    });
}

/// The rows of a block that `doomed` may mean, whose keys are shortened.
std::vector<TermRow> standing_in(const TermBlock& block, std::span<const TermRow> doomed) {
    std::vector<TermRow> found;
    while (!doomed.empty()) {
        const BlindKey key = doomed.front().key();
        const auto end = std::find_if(doomed.begin(), doomed.end(),
                                      [&](const TermRow& row) { return row.key() != key; });
        std::size_t line = block.line_of(key);
        if (line == block.size()) {
            break;
        }
        for (; line < block.size() && same_term_key(block.key(line), key); ++line) {
            add_common(block, line, {doomed.begin(), end}, found);
        }
        doomed = {end, doomed.end()};
    }
    return found;
}

/// `doomed` without those that come before every key that begins as this one does.
std::span<const TermRow> from_key_on(std::span<const TermRow> doomed, const BlindKey& key) {
    const TermRow low = TermRow::of(shortened(key), RecordRow{});
    return {std::lower_bound(doomed.begin(), doomed.end(), low), doomed.end()};
}

/// Where the search goes on after a block that ends with the key `last`, and before one that begins
/// with `next`. A key that goes on may do so for many blocks; it is looked at where a record asked
/// for would be, and where it ends, since other keys that begin alike follow it.
/// Requires: `doomed` begins where from_key_on() says for `next`.
TermRow next_to_look_at(std::span<const TermRow> doomed, const BlindKey& last,
                        const TermRow& next) {
    for (const TermRow& row : doomed) {
        if (!same_term_key(row.key(), next.key())) {
            break;
        }
        const TermRow wanted = TermRow::of(next.key(), row.row());
        if (wanted >= next) {
            return wanted;
        }
    }
    return next.key() == last ? TermRow::of(last, last_record) : next;
}

/// What a cut between two blocks adds at most: the line of a key that goes on.
constexpr std::size_t cut_size = 32;

/// Rows for one block: what was carried here, what is new, and what stood there.
std::vector<TermRow> merged(const std::vector<TermRow>& carried, std::span<const TermRow> rows,
                            const std::vector<TermRow>& old) {
    std::vector<TermRow> fresh;
    fresh.reserve(carried.size() + rows.size());
    std::merge(carried.begin(), carried.end(), rows.begin(), rows.end(), std::back_inserter(fresh));
    std::vector<TermRow> all;
    all.reserve(fresh.size() + old.size());
    std::set_union(fresh.begin(), fresh.end(), old.begin(), old.end(), std::back_inserter(all));
    return all;
}

/// How many of the rows, which are too many for one block, make full blocks.
std::size_t rows_in_full_blocks(std::span<const TermRow> rows) {
    std::size_t full = 0;
    for (std::size_t fit = rows_that_fit(rows); full + fit < rows.size();
         fit = rows_that_fit(rows.subspan(full))) {
        full += fit;
    }
    return full;
}

} // namespace

/// A block as the directory has it.
struct TermIndex::Place {
    TermRow first;
    WordFilter words;
    std::int64_t id = 0;
};

/// A block unpacked, to take rows in.
struct TermIndex::Block {
    Place place;
    std::vector<TermRow> rows;
};

/// A block as it lies in the file, to take rows out.
struct TermIndex::Lying {
    Place place;
    std::vector<std::byte> bytes;
};

/// What `read` makes of the first row of `sql`, given a row of the index.
template <class Read>
auto TermIndex::read_block(std::string_view sql, const TermRow& row, Read read)
    -> Result<std::optional<std::invoke_result_t<Read&, const sqlite::Statement&>>> {
    auto query = store_.statement(sql);
    if (!query) {
        return query.error();
    }
    return sqlite::one_row((*query)->bind(1, bytes_of(row)), read);
}

/// The same of the block where `row` is or would be; nothing if there is no block.
template <class Read> auto TermIndex::at_block(const TermRow& row, Read read) {
    auto there = read_block(block_at, row, read);
    return !there || *there ? std::move(there) : read_block(next_block, row, read);
}

/// The rows of a word may begin in one block and go on in the next ones.
Result<bool> TermIndex::may_hold(const BlindKey& word) {
    auto query = store_.statement(
        "SELECT first, words FROM term_first WHERE first <= ?1 ORDER BY first DESC");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    const TermRow low = TermRow::of(word, RecordRow{});
    bool found = false;
    (*query)->bind(1, bytes_of(TermRow::of(word, last_record)));
    auto walked = sqlite::for_each_row(**query, [&](const sqlite::Statement& block) {
        found = WordFilter(block.blob(1)).may_hold(word);
        return !found && low < row_in(block.blob(0));
    });
    if (!walked) {
        return walked.error();
    }
    return found;
}

/// Most keys end in the block they begin in: the directory is then asked once.
Result<std::vector<RecordRow>> TermIndex::records(const BlindKey& key, std::size_t at_most) {
    if (is_word(key)) {
        auto maybe = may_hold(key);
        if (!maybe) {
            return maybe.error();
        }
        if (!*maybe) {
            return std::vector<RecordRow>{};
        }
    }
    std::vector<RecordRow> found;
    /// True if the next block may have more of them.
    const auto take = [&](const TermBlock& block) {
        const std::size_t line = block.line_of(key);
        if (line < block.size() && block.key(line) == key) {
            block.each_record(line, [&](RecordRow row) {
                const bool wanted = found.size() < at_most;
                if (wanted) {
                    found.push_back(row);
                }
                return wanted;
            });
        }
        return line + 1 >= block.size() && found.size() < at_most;
    };
    const TermRow low = TermRow::of(key, RecordRow{});
    const auto more = read_block(block_at, low, [&](const sqlite::Statement& block) {
        return take(TermBlock{block.blob(2)});
    });
    if (!more) {
        return more.error();
    }
    if (*more && !**more) {
        return found;
    }
    auto query = store_.statement(blocks_between);
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    (*query)->bind(1, bytes_of(low)).bind(2, bytes_of(TermRow::of(key, last_record)));
    auto walked = sqlite::for_each_row(
        **query, [&](const sqlite::Statement& block) { return take(TermBlock{block.blob(0)}); });
    if (!walked) {
        return walked.error();
    }
    return found;
}

Result<std::optional<RecordRow>> TermIndex::any_record(const BlindKey& key) {
    auto found = records(key, 1);
    if (!found) {
        return found.error();
    }
    return found->empty() ? std::optional<RecordRow>{} : std::optional{found->front()};
}

/// The keys that a shortened one may be stand side by side, mostly in one block. Where one of them
/// goes on for many blocks, only the one that may hold the record is read.
Result<std::vector<TermRow>> TermIndex::rows(const BlindKey& key, RecordRow row) {
    struct Seen {
        TermRow first;
        BlindKey last;
        bool whole; ///< a later key stands in the block, too
    };
    std::vector<TermRow> found;
    const auto look = [&](const sqlite::Statement& there) {
        const TermBlock block{there.blob(2)};
        Seen seen{row_in(there.blob(0)), key, false};
        std::size_t line = block.line_of(key);
        for (; line < block.size() && same_term_key(block.key(line), key); ++line) {
            seen.last = block.key(line);
            if (block.holds(line, row)) {
                found.push_back(TermRow::of(seen.last, row));
            }
        }
        seen.whole = line < block.size();
        return seen;
    };
    for (TermRow at = TermRow::of(key, row);;) {
        const auto seen = at_block(at, look);
        if (!seen) {
            return seen.error();
        }
        if (!*seen || (*seen)->whole) {
            return found;
        }
        const auto next = next_first((*seen)->first);
        if (!next) {
            return next.error();
        }
        if (!*next || !same_term_key((*next)->key(), key)) {
            return found;
        }
        const TermRow doomed = TermRow::of(key, row);
        at = next_to_look_at({&doomed, 1}, (*seen)->last, **next);
    }
}

Result<bool> TermIndex::holds(const TermRow& row) {
    const auto there = at_block(row, [&](const sqlite::Statement& found) {
        const TermBlock block{found.blob(2)};
        const std::size_t line = block.line_of(row.key());
        return line < block.size() && block.key(line) == row.key() && block.holds(line, row.row());
    });
    if (!there) {
        return there.error();
    }
    return there->value_or(false);
}

Result<void> TermIndex::for_each(const std::function<void(const TermRow&)>& visit) {
    return store_.database->for_each(
        "SELECT entries FROM term_first JOIN term_block ON id = block ORDER BY first",
        [&](const sqlite::Statement& block) {
            const auto rows = TermBlock{block.blob(0)}.rows();
            std::for_each(rows.begin(), rows.end(), visit);
        });
}

Result<std::uint64_t> TermIndex::wrong_filters() {
    std::uint64_t wrong = 0;
    auto read = store_.database->for_each(
        "SELECT words, entries FROM term_first JOIN term_block ON id = block",
        [&](const sqlite::Statement& block) {
            const auto rows = TermBlock{block.blob(1)}.rows();
            wrong += WordFilter(block.blob(0)) == words_of(rows) ? 0U : 1U;
        });
    if (!read) {
        return read.error();
    }
    return wrong;
}

Result<std::optional<TermIndex::Block>> TermIndex::block_of(const TermRow& row) {
    return at_block(row, [](const sqlite::Statement& there) {
        return Block{{row_in(there.blob(0)), WordFilter(there.blob(3)), there.integer(1)},
                     TermBlock{there.blob(2)}.rows()};
    });
}

Result<std::optional<TermIndex::Lying>> TermIndex::block_lying_at(const TermRow& row) {
    auto block = at_block(row, [](const sqlite::Statement& there) {
        const auto bytes = there.blob(2);
        return Lying{{row_in(there.blob(0)), WordFilter(there.blob(3)), there.integer(1)},
                     {bytes.begin(), bytes.end()}};
    });
    const bool empty = block && *block && TermBlock{(*block)->bytes}.size() == 0;
    return empty ? damaged((*block)->place.id) : std::move(block);
}

/// Writes `rows` into the block at `place`, or into a new one if there is none, and sets the
/// directory right. Requires: one row at least, no more than fit.
Result<void> TermIndex::put(const std::optional<Place>& place, std::span<const TermRow> rows) {
    const auto id = write(place, pack_block(rows));
    if (!id) {
        return id.error();
    }
    return name(place, rows.front(), words_of(rows), *id);
}

/// The number of the block written.
Result<std::int64_t> TermIndex::write(const std::optional<Place>& place,
                                      std::span<const std::byte> bytes) {
    auto write = place ? store_.statement("UPDATE term_block SET entries = ?1 WHERE id = ?2")
                       : store_.statement("INSERT INTO term_block(entries) VALUES(?1) "
                                          "RETURNING id");
    if (!write) {
        return write.error();
    }
    const sqlite::Using scope{**write};
    (*write)->bind(1, bytes);
    if (place) {
        (*write)->bind(2, std::int64_t{place->id});
    }
    auto done = (*write)->step();
    if (!done) {
        return done.error();
    }
    const std::int64_t id = place ? place->id : (*write)->integer(0);
    if (*done && !place) {
        if (auto ended = (*write)->step(); !ended) {
            return ended.error();
        }
    }
    return id;
}

/// Sets the line of the directory right that is that of `place`, if there is one.
Result<void> TermIndex::name(const std::optional<Place>& place, const TermRow& first,
                             const WordFilter& words, std::int64_t id) {
    if (place && place->first == first) {
        if (place->words == words) {
            return {};
        }
        auto known = store_.statement("UPDATE term_first SET words = ?2 WHERE first = ?1");
        if (!known) {
            return known.error();
        }
        return (*known)->bind(1, bytes_of(first)).bind(2, words.bytes()).run();
    }
    if (place) {
        auto gone = store_.statement("DELETE FROM term_first WHERE first = ?1");
        if (!gone) {
            return gone.error();
        }
        if (auto done = (*gone)->bind(1, bytes_of(place->first)).run(); !done) {
            return done;
        }
    }
    auto fresh = store_.statement("INSERT INTO term_first(first, block, words) VALUES(?1, ?2, ?3)");
    if (!fresh) {
        return fresh.error();
    }
    return (*fresh)->bind(1, bytes_of(first)).bind(2, id).bind(3, words.bytes()).run();
}

Result<void> TermIndex::drop(const Place& place) {
    auto first = store_.statement("DELETE FROM term_first WHERE first = ?1");
    auto entries = store_.statement("DELETE FROM term_block WHERE id = ?1");
    if (!first || !entries) {
        return first ? entries.error() : first.error();
    }
    if (auto done = (*first)->bind(1, bytes_of(place.first)).run(); !done) {
        return done;
    }
    return (*entries)->bind(1, std::int64_t{place.id}).run();
}

Result<void> TermIndex::add(std::span<const TermRow> rows) {
    while (!rows.empty()) {
        const auto some = rows.first(std::min(rows.size(), added_at_once));
        if (auto done = add_some(some); !done) {
            return done;
        }
        rows = rows.subspan(some.size());
    }
    return {};
}

Result<void> TermIndex::add_some(std::span<const TermRow> rows) {
    std::vector<TermRow> carried; // what the block before had no room for
    std::optional<TermRow> here;  // the block it goes to
    while (!rows.empty() || !carried.empty()) {
        auto block = block_of(here ? *here : rows.front());
        if (!block) {
            return block.error();
        }
        std::optional<TermRow> after;
        if (*block) {
            auto next = next_first((*block)->place.first);
            if (!next) {
                return next.error();
            }
            after = *next;
        }
        const auto end = after ? std::lower_bound(rows.begin(), rows.end(), *after) : rows.end();
        const auto size = static_cast<std::size_t>(end - rows.begin());
        const std::vector<TermRow> all =
            merged(carried, rows.first(size), *block ? (*block)->rows : std::vector<TermRow>{});
        rows = rows.subspan(size);
        carried.clear();
        here.reset();
        std::size_t kept = all.size();
        if (after && !rows.empty() && rows_that_fit(all) < all.size()) {
            auto second = next_first(*after);
            if (!second) {
                return second.error();
            }
            if (!*second || rows.front() < **second) { // the neighbour is written anyway
                kept = rows_in_full_blocks(all);
                here = after;
            }
        }
        carried.assign(all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
        const auto place = *block ? std::optional{(*block)->place} : std::nullopt;
        if (auto done = put_parts(place, std::span{all}.first(kept)); !done) {
            return done;
        }
    }
    return {};
}

/// One block if the rows fit; else several: full ones in an empty index or where the rest was
/// carried on, equal ones elsewhere.
Result<void> TermIndex::put_parts(std::optional<Place> place, std::span<const TermRow> rows) {
    std::size_t room = term_block_size;
    if (place && rows_that_fit(rows) < rows.size()) {
        const std::size_t size = packed_size(rows);
        const std::size_t parts = size / term_block_size + 1;
        room = std::min(room, size / parts + cut_size);
    }
    while (!rows.empty()) {
        const auto part = rows.first(rows_that_fit(rows, room));
        if (auto done = put(place, part); !done) {
            return done;
        }
        place.reset();
        rows = rows.subspan(part.size());
    }
    return {};
}

Result<std::optional<TermRow>> TermIndex::next_first(const TermRow& first) {
    auto query =
        store_.statement("SELECT first FROM term_first WHERE first > ?1 ORDER BY first LIMIT 1");
    if (!query) {
        return query.error();
    }
    return sqlite::one_row((*query)->bind(1, bytes_of(first)),
                           [](const sqlite::Statement& there) { return row_in(there.blob(0)); });
}

Result<void> TermIndex::take_from(const Lying& block, std::span<const TermRow> gone) {
    const auto bytes = TermBlock{block.bytes}.without(gone);
    if (!bytes) {
        return damaged(block.place.id);
    }
    if (std::ranges::equal(*bytes, block.bytes)) {
        return {};
    }
    const TermBlock left{*bytes};
    if (left.size() == 0) {
        return drop(block.place);
    }
    if (auto written = write(block.place, *bytes); !written) {
        return written.error();
    }
    return name(block.place, left.first(), words_of(left), block.place.id);
}

Result<void> TermIndex::remove(std::span<const TermRow> rows) {
    while (!rows.empty()) {
        const auto block = block_lying_at(rows.front());
        if (!block) {
            return block.error();
        }
        if (!*block) {
            return {};
        }
        const TermBlock lying{(*block)->bytes};
        const auto end = std::upper_bound(rows.begin() + 1, rows.end(), lying.last());
        if (auto done = take_from(**block, {rows.begin(), end}); !done) {
            return done;
        }
        rows = {end, rows.end()};
    }
    return {};
}

/// The rows may stand under several keys that begin alike, and such keys mostly stand in one block.
/// Where they go on in the next ones, only those are read that may hold a record asked for.
Result<std::vector<TermRow>> TermIndex::forget(std::span<const TermRow> doomed) {
    std::vector<TermRow> gone;
    std::int64_t before = -1;
    for (TermRow at; !doomed.empty();) {
        at = std::max(at, doomed.front());
        const auto block = block_lying_at(at);
        if (!block) {
            return block.error();
        }
        if (!*block) {
            return gone;
        }
        const TermBlock lying{(*block)->bytes};
        const BlindKey last = lying.key(lying.size() - 1);
        const bool again = (*block)->place.id == std::exchange(before, (*block)->place.id);
        const auto here = again ? std::vector<TermRow>{} : standing_in(lying, doomed);
        if (auto done = take_from(**block, here); !done) {
            return done.error();
        }
        gone.insert(gone.end(), here.begin(), here.end());
        doomed = from_key_on(doomed, last);
        if (doomed.empty() || (!again && !same_term_key(doomed.front().key(), last))) {
            continue; // the rest is most likely far from here
        }
        const auto next = next_first(lying.last());
        if (!next) {
            return next.error();
        }
        if (!*next) {
            return gone;
        }
        doomed = from_key_on(doomed, (*next)->key());
        at = next_to_look_at(doomed, last, **next);
    }
    return gone;
}

} // namespace oblio
