// lib/src/detect/trigger_table.hpp: what has to stand in a text before a recognizer is asked.
#pragma once

#include "text/word_hash.hpp"
#include "text/word_table.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::detect {

/// The marks that may trigger a recognizer.
constexpr std::string_view trigger_marks = "@/([";
/// Runs shorter than this trigger nothing by their length.
constexpr std::size_t long_run = 12;

/// Which bytes any match must hold: without them the expression is not tried.
struct Trigger {
    std::size_t digits = 0;         ///< at least so many ASCII digits
    std::size_t numbers = 0;        ///< digits in at least so many runs
    std::string marks;              ///< at least one of these ASCII bytes
    std::vector<std::string> words; ///< at least one of these whole words (folded)
    bool first = false;             ///< and the match begins with it
    std::size_t run = 0;            ///< at least so many letters and digits in one piece
};

/// Some of the recognizers, by index: one bit each. Threads: one thread at a time.
class RecognizerSet {
public:
    explicit RecognizerSet(
        std::pmr::memory_resource* memory = std::pmr::get_default_resource()) noexcept
        : words_{memory} {}

    void add(std::size_t recognizer);
    void add(const RecognizerSet& others);
    void remove(const RecognizerSet& others) noexcept;
    /// Removes what is not among `others`.
    void keep(const RecognizerSet& others) noexcept;
    [[nodiscard]] bool contains(std::size_t recognizer) const noexcept;
    [[nodiscard]] bool empty() const noexcept;
    /// The first recognizer from `recognizer` on; `none` if there is none.
    [[nodiscard]] std::size_t next(std::size_t recognizer) const noexcept;
    static constexpr std::size_t none = ~std::size_t{0};

private:
    std::pmr::vector<std::uint64_t> words_;
};

/// Words, each with the recognizers that it concerns. Threads: immutable once filled.
class WordRecognizers {
public:
    void add(std::string_view word, std::size_t recognizer);
    /// Null for most words. Time: one look at a bitmap for those. Requires: `hash` is its
    /// text::word_hash.
    [[nodiscard]] const RecognizerSet* find(std::string_view word, std::uint32_t hash) const {
        if ((seen_[hash / 64 % seen_.size()] >> (hash % 64) & 1U) == 0) {
            return nullptr;
        }
        return entries_.find(word, hash);
    }

private:
    std::array<std::uint64_t, 1'024> seen_{};
    text::WordTable<RecognizerSet> entries_;
};

/// The triggers of all recognizers, by what sets them off. Threads: immutable once filled.
struct TriggerTable {
    /// [n]: those that n digits are enough for; the last for any more.
    std::vector<RecognizerSet> by_digits;
    std::vector<RecognizerSet> by_run; ///< [n]: those that a run of n is enough for
    std::array<RecognizerSet, trigger_marks.size()> by_mark;
    WordRecognizers by_word;
    RecognizerSet always; ///< nothing triggers them: they are tried on every text
    /// Those that find nothing in a text without any of their context words.
    RecognizerSet gated;
    WordRecognizers gates; ///< whole words that may be part of such a context
    /// And stems, with the recognizers of each, and the bytes that they begin with.
    std::vector<std::pair<std::string, RecognizerSet>> stem_gates;
    std::bitset<256> stem_heads;
};

} // namespace oblio::detect
