// lib/src/archive/term_index.cpp
#include "archive/term_index.hpp"

#include "archive/envelope.hpp"
#include "archive/store.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <type_traits>

namespace oblio {
namespace {

constexpr std::size_t row_size = sizeof(TermRow);
constexpr std::size_t block_size = block_rows * row_size;
static_assert(row_size == 12);
/// Rows merged in one go: copies of so many are made. The last of their blocks is written twice.
constexpr std::size_t added_at_once = 100 * block_rows;

constexpr std::string_view block_at =
    "SELECT first, block, entries, words FROM term_first JOIN term_block ON id = block "
    "WHERE first <= ?1 ORDER BY first DESC LIMIT 1";
constexpr std::string_view next_block =
    "SELECT first, block, entries, words FROM term_first JOIN term_block ON id = block "
    "WHERE first > ?1 ORDER BY first LIMIT 1";
constexpr std::string_view blocks_between =
    "SELECT entries FROM term_first JOIN term_block ON id = block "
    "WHERE first > ?1 AND first <= ?2 ORDER BY first";

/// The rows in the bytes of a block, where they stand; zeros end them (no record has the number 0).
std::span<const TermRow> rows_in(std::span<const std::byte> bytes) {
    static_assert(alignof(TermRow) == 1 && std::is_trivially_copyable_v<TermRow>);
    const std::span<const TermRow> all{reinterpret_cast<const TermRow*>(bytes.data()),
                                       bytes.size() / row_size};
    const auto end = std::partition_point(
        all.begin(), all.end(), [](const TermRow& row) { return row.row() != RecordRow{}; });
    return {all.begin(), end};
}

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

} // namespace

TermRow TermRow::of(const BlindKey& key, RecordRow row) noexcept {
    TermRow made;
    const auto number = static_cast<std::uint32_t>(static_cast<std::int64_t>(row));
    auto out = std::copy_n(key.bytes.begin(), hint_size, made.bytes.begin());
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        *out++ = static_cast<std::byte>(number >> shift);
    }
    std::copy(key.bytes.begin() + hint_size, key.bytes.end(), out);
    return made;
}

BlindKey TermRow::key() const noexcept {
    BlindKey key;
    const auto rest = std::copy_n(bytes.begin(), hint_size, key.bytes.begin());
    std::copy(bytes.begin() + hint_size + 4, bytes.end(), rest);
    return key;
}

RecordRow TermRow::row() const noexcept {
    std::int64_t number = 0;
    for (std::size_t i = hint_size; i < hint_size + 4; ++i) {
        number = number << 8U | std::to_integer<std::int64_t>(bytes[i]);
    }
    return RecordRow{number};
}

struct TermIndex::Block {
    TermRow first; ///< as the directory has it
    WordFilter words;
    std::int64_t id = 0;
    std::vector<TermRow> rows;
};

/// Most walks end in the block they begin in: the directory is then asked once.
Result<void> TermIndex::walk(const TermRow& low, const TermRow& high, const Visit& visit) {
    /// False once `visit` or the order of the rows says that nothing more is to come.
    const auto go_on = [&](std::span<const TermRow> rows) {
        const auto from = std::lower_bound(rows.begin(), rows.end(), low);
        const auto to = std::upper_bound(from, rows.end(), high);
        return visit({from, to}) && to == rows.end();
    };
    auto first = store_.statement(block_at);
    if (!first) {
        return first.error();
    }
    const auto more =
        sqlite::one_row((*first)->bind(1, bytes_of(low)), [&](const sqlite::Statement& block) {
            return go_on(rows_in(block.blob(2)));
        });
    if (!more) {
        return more.error();
    }
    if (*more && !**more) {
        return {};
    }
    auto query = store_.statement(blocks_between);
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    (*query)->bind(1, bytes_of(low)).bind(2, bytes_of(high));
    return sqlite::for_each_row(
        **query, [&](const sqlite::Statement& block) { return go_on(rows_in(block.blob(0))); });
}

/// The rows of a key may begin in one block and go on in the next ones.
Result<bool> TermIndex::may_hold(const BlindKey& word) {
    auto query = store_.statement(
        "SELECT first, words FROM term_first WHERE first <= ?1 ORDER BY first DESC");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    const TermRow low = TermRow::of(shortened(word), RecordRow{});
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
    auto walked = walk(TermRow::of(shortened(key), RecordRow{}), TermRow::of(key, last_record),
                       [&](std::span<const TermRow> rows) {
                           for (const TermRow& row : rows) {
                               if (found.size() == at_most) {
                                   return false;
                               }
                               if (row.key() == key) {
                                   found.push_back(row.row());
                               }
                           }
                           return true;
                       });
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

Result<std::vector<TermRow>> TermIndex::rows(const BlindKey& key, RecordRow row) {
    BlindKey highest = key;
    std::fill(highest.bytes.begin() + hint_size, highest.bytes.end(), std::byte{0xFF});
    std::vector<TermRow> found;
    auto walked = walk(TermRow::of(shortened(key), row), TermRow::of(highest, row),
                       [&](std::span<const TermRow> rows) {
                           std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
                                        [&](const TermRow& candidate) {
                                            return same_term_key(candidate.key(), key);
                                        });
                           return true;
                       });
    if (!walked) {
        return walked.error();
    }
    return found;
}

Result<bool> TermIndex::holds(const TermRow& row) {
    bool found = false;
    auto walked = walk(row, row, [&](std::span<const TermRow> rows) {
        found = found || !rows.empty();
        return true;
    });
    if (!walked) {
        return walked.error();
    }
    return found;
}

Result<void> TermIndex::for_each(const std::function<void(const TermRow&)>& visit) {
    TermRow last;
    last.bytes.fill(std::byte{0xFF});
    return walk({}, last, [&](std::span<const TermRow> rows) {
        std::for_each(rows.begin(), rows.end(), visit);
        return true;
    });
}

Result<std::uint64_t> TermIndex::wrong_filters() {
    std::uint64_t wrong = 0;
    auto read = store_.database->for_each(
        "SELECT words, entries FROM term_first JOIN term_block ON id = block",
        [&](const sqlite::Statement& block) {
            wrong += WordFilter(block.blob(0)) == words_of(rows_in(block.blob(1))) ? 0U : 1U;
        });
    if (!read) {
        return read.error();
    }
    return wrong;
}

Result<std::optional<TermIndex::Block>> TermIndex::read_block(std::string_view sql,
                                                              const TermRow& row) {
    auto query = store_.statement(sql);
    if (!query) {
        return query.error();
    }
    return sqlite::one_row((*query)->bind(1, bytes_of(row)), [](const sqlite::Statement& there) {
        const auto rows = rows_in(there.blob(2));
        return Block{row_in(there.blob(0)),
                     WordFilter(there.blob(3)),
                     there.integer(1),
                     {rows.begin(), rows.end()}};
    });
}

Result<std::optional<TermIndex::Block>> TermIndex::block_of(const TermRow& row) {
    auto block = read_block(block_at, row);
    return !block || *block ? std::move(block) : read_block(next_block, row);
}

/// Writes `rows` into the block at `place`, or into a new one if there is none, and sets the
/// directory right. Requires: 1 to block_rows rows.
Result<void> TermIndex::put(std::optional<Block>& place, std::span<const TermRow> rows) {
    std::array<std::byte, block_size> bytes{};
    std::memcpy(bytes.data(), rows.data(), rows.size() * row_size);
    auto write = place ? store_.statement("UPDATE term_block SET entries = ?1 WHERE id = ?2")
                       : store_.statement("INSERT INTO term_block(entries) VALUES(?1) "
                                          "RETURNING id");
    if (!write) {
        return write.error();
    }
    std::int64_t id = 0;
    {
        const sqlite::Using scope{**write};
        (*write)->bind(1, std::span<const std::byte>{bytes});
        if (place) {
            (*write)->bind(2, std::int64_t{place->id});
        }
        auto done = (*write)->step();
        if (!done) {
            return done.error();
        }
        id = place ? place->id : (*write)->integer(0);
        if (*done && !place) {
            if (auto ended = (*write)->step(); !ended) {
                return ended.error();
            }
        }
    }
    return name(place, rows.front(), words_of(rows), id);
}

/// Sets the line of the directory right that is that of `place`, if there is one.
Result<void> TermIndex::name(const std::optional<Block>& place, const TermRow& first,
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

Result<void> TermIndex::drop(const Block& block) {
    auto first = store_.statement("DELETE FROM term_first WHERE first = ?1");
    auto entries = store_.statement("DELETE FROM term_block WHERE id = ?1");
    if (!first || !entries) {
        return first ? entries.error() : first.error();
    }
    if (auto done = (*first)->bind(1, bytes_of(block.first)).run(); !done) {
        return done;
    }
    return (*entries)->bind(1, std::int64_t{block.id}).run();
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
            auto next = next_first((*block)->first);
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
        if (kept > block_rows && after && !rows.empty()) {
            auto second = next_first(*after);
            if (!second) {
                return second.error();
            }
            if (!*second || rows.front() < **second) { // the neighbour is written anyway
                kept = (all.size() - 1) / block_rows * block_rows;
                here = after;
            }
        }
        carried.assign(all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
        if (auto done = put_parts(std::move(*block), std::span{all}.first(kept)); !done) {
            return done;
        }
    }
    return {};
}

/// One block if the rows fit; else several: full ones in an empty index or where the rest was
/// carried on, equal ones elsewhere.
Result<void> TermIndex::put_parts(std::optional<Block> place, std::span<const TermRow> rows) {
    const std::size_t parts = (rows.size() + block_rows - 1) / block_rows;
    const std::size_t each = place ? (rows.size() + parts - 1) / parts : block_rows;
    for (std::size_t from = 0; from < rows.size(); from += each) {
        const auto part = rows.subspan(from, std::min(each, rows.size() - from));
        if (auto done = put(place, part); !done) {
            return done;
        }
        place.reset();
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

Result<void> TermIndex::take_out(const TermRow& row) {
    auto block = block_of(row);
    if (!block) {
        return block.error();
    }
    if (!*block) {
        return {};
    }
    std::vector<TermRow>& rows = (*block)->rows;
    const auto place = std::lower_bound(rows.begin(), rows.end(), row);
    if (place == rows.end() || *place != row) {
        return {};
    }
    rows.erase(place);
    if (rows.empty()) {
        return drop(**block);
    }
    const std::vector<TermRow> left = rows;
    return put(*block, left);
}

Result<std::vector<TermRow>> TermIndex::remove(const BlindKey& key, RecordRow row) {
    auto doomed = rows(key, row);
    if (!doomed) {
        return doomed;
    }
    for (const TermRow& each : *doomed) {
        if (auto done = take_out(each); !done) {
            return done.error();
        }
    }
    return doomed;
}

} // namespace oblio
