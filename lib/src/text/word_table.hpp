// lib/src/text/word_table.hpp: values by whole words, asked with the hash that each word of a text
// has already.
//
//   hash & mask -> slots  [hash, row] [free] [hash, row] ...   the next one if another word is
//   there
//                  rows   "ho": value, "hai": value, ...
//
// A map of the standard library hashes the word again and divides by a prime: two per cent of a
// scan went there.
#pragma once

#include "text/word_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::text {

/// Threads: immutable once filled.
template <class Value> class WordTable {
public:
    /// The value of a word; a new one is Value{}. Lives until the next call.
    Value& operator[](std::string_view word) {
        const std::uint32_t hash = word_hash(word);
        if (const std::size_t row = row_of(word, hash); row != 0) {
            return rows_[row - 1].second;
        }
        rows_.emplace_back(std::string{word}, Value{});
        if (2 * rows_.size() >= slots_.size()) {
            slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), Slot{});
            for (std::size_t row = 0; row < rows_.size(); ++row) {
                place(word_hash(rows_[row].first), row);
            }
        } else {
            place(hash, rows_.size() - 1);
        }
        return rows_.back().second;
    }
    /// Null if the word was never given. Requires: `hash` is its word_hash().
    [[nodiscard]] const Value* find(std::string_view word, std::uint32_t hash) const noexcept {
        const std::size_t row = row_of(word, hash);
        return row == 0 ? nullptr : &rows_[row - 1].second;
    }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t row = 0; // index + 1, 0 = free
    };
    [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
    /// Index + 1 into rows_; 0 if the word was never given.
    [[nodiscard]] std::size_t row_of(std::string_view word, std::uint32_t hash) const noexcept {
        for (std::size_t at = hash & mask(); !slots_.empty() && slots_[at].row != 0;
             at = (at + 1) & mask()) {
            if (slots_[at].hash == hash && same_word(rows_[slots_[at].row - 1].first, word)) {
                return slots_[at].row;
            }
        }
        return 0;
    }
    void place(std::uint32_t hash, std::size_t row) {
        std::size_t at = hash & mask();
        while (slots_[at].row != 0) {
            at = (at + 1) & mask();
        }
        slots_[at] = {hash, static_cast<std::uint32_t>(row + 1)};
    }

    std::vector<Slot> slots_; // a power of two, at least half of them free
    std::vector<std::pair<std::string, Value>> rows_;
};

} // namespace oblio::text
