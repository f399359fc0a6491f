// lib/src/detect/lexicon_keys.hpp: the part of each term that few texts hold, and so where to look.
//
//   "senza fissa dimora"       key: dimora           one word, if hardly any text holds it
//   "~perdere _ casa perche"   key: ~perdere casa    else the two neighbours that meet least
//   "in <n> ... di casa"       key: di casa          (no gap divides them)
//
// A key counts only where its neighbours are those of some term: of "anni di" in texts, few go on
// with a prison.
//
// Everyday words begin, and make up, most terms, but their pairs are rare: of the words of a post
// one in four is the key of some term by itself, one in sixty where pairs are asked for.
#pragma once

#include "detect/tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace oblio::detect {

/// The words of all terms by number. The first of them are marks and stand for no word of a text.
namespace lexicon {
constexpr std::uint32_t none = 0xFFFFFFFFU;
constexpr std::uint32_t number_word = 0;     // written <n> in a term
constexpr std::uint32_t gap_word = 1;        // written ... in a term: up to three words
constexpr std::uint32_t determiner_word = 2; // written _ in a term
constexpr std::uint32_t bar_word = 3;        // written | in a term: what is reported begins here
constexpr std::size_t fixed_words = 4;
constexpr std::size_t longest_walk = 24; // tokens of a text; no term comes near
constexpr int longest_gap = 3;           // words
constexpr int most_determiners = 3;
constexpr int most_adverbs = 3; // after a verb
constexpr std::size_t most_between = 3;
static_assert(longest_gap <= most_between && most_determiners <= most_between &&
              most_adverbs <= most_between);
constexpr std::uint64_t mark_bit = std::uint64_t{1} << 63U; // beside those of word_bit()

/// One of 63 bits for a word.
[[nodiscard]] constexpr std::uint64_t word_bit(std::uint32_t word) noexcept {
    return std::uint64_t{1} << (word * 0x9E3779B1U >> 8U) % 63U;
}
} // namespace lexicon

/// What the keys are chosen by; the first three for each word of the terms.
struct LexiconVocabulary {
    std::vector<double> often; ///< one word of a text in how many it is, inverted
    /// What a term says next may stand some small words on.
    std::vector<bool> loose;
    /// What a word of a text may be: itself, its families, a number.
    std::vector<std::vector<std::uint32_t>> readings;
    std::vector<std::uint32_t> small; ///< may stand between the words of a term
    std::vector<std::uint32_t> glue;  ///< marks that may
};

/// The keys of all terms, or of all traps. Threads: immutable.
class LexiconKeys {
public:
    /// A set of first words of pairs. Those that texts say most ("di", "non") have a bit of their
    /// own, which is exact; the others share what is left. Before a usual second word these stand
    /// in no set: half of them would be meant. There the bit of the second word is asked for.
    struct Bits {
        std::uint64_t usual = 0; ///< the first 64
        std::uint64_t more = 0;  ///< the other ones, those that are shared, and mark_bit
        [[nodiscard]] constexpr Bits operator&(const Bits& other) const noexcept {
            return {usual & other.usual, more & other.more};
        }
        [[nodiscard]] constexpr Bits operator|(const Bits& other) const noexcept {
            return {usual | other.usual, more | other.more};
        }
        constexpr Bits& operator|=(const Bits& other) noexcept { return *this = *this | other; }
        [[nodiscard]] constexpr bool any() const noexcept { return (usual | more) != 0; }
        [[nodiscard]] constexpr bool marked() const noexcept {
            return (more & lexicon::mark_bit) != 0;
        }
    };
    /// What a word says of keys; of a word of a text, for all its readings. One line of the
    /// processor's memory: it is asked for nearly every word of a text.
    struct alignas(64) Word {
        Bits first;                ///< its bits as the first word; marked: it is a key itself
        Bits nearby;               ///< bits of those it makes a key right after; marked: glue
        Bits beyond;               ///< the same after small words; marked: it is one of those
        std::uint64_t second = 0;  ///< its bit as the second word, if it is one of the usual ones
        std::uint64_t seconds = 0; ///< bits of the usual words that make a key after it
    };
    /// One key.
    struct Row {
        std::uint32_t first;
        std::uint32_t second; ///< none if it is one word
        std::uint64_t begins; ///< bits of what its terms begin with; 0: no row
        std::uint64_t back;   ///< how many tokens before it they begin at most, glue not counted
        std::uint64_t before; ///< bits of what stands right before it; anything: who knows
        std::uint64_t after;  ///< and right after it
    };
    class Builder;
    static constexpr std::uint64_t anything = ~std::uint64_t{0}; ///< of Row::before and after
    static constexpr std::size_t own = 108;          ///< first words have a bit of their own
    static constexpr std::size_t usual_seconds = 64; ///< second words have a bit of their own
    static constexpr Bits own_bits{~std::uint64_t{0}, (std::uint64_t{1} << (own - 64)) - 1};
    static constexpr Bits all_bits{~std::uint64_t{0}, ~lexicon::mark_bit};

    [[nodiscard]] const Word& word(std::uint32_t number) const noexcept { return words_[number]; }
    /// key_bit() of all terms that can begin with a word of a text.
    [[nodiscard]] std::uint64_t starts(std::uint32_t number) const noexcept {
        return starts_[number];
    }
    /// By word number, for who asks for each word of a text.
    [[nodiscard]] std::span<const Word> words() const noexcept { return words_.span(); }
    /// Whether two words of a text may be a key of which neither has a bit of its own: wrongly so
    /// in one pair of twenty, and never wrongly not.
    [[nodiscard]] bool may_pair(std::uint32_t first, std::uint32_t second) const noexcept {
        const std::uint64_t hash = pair_hash(first, second);
        const std::uint64_t wanted = pair_bits(hash);
        return (pairs_[hash & (pairs_.size() - 1)] & wanted) == wanted;
    }
    /// Asks the memory for what may_pair() will look at.
    void expect_pair(std::uint32_t first, std::uint32_t second) const noexcept {
        __builtin_prefetch(&pairs_[pair_hash(first, second) & (pairs_.size() - 1)]);
    }
    /// The row of this key; one that begins with nothing if it is none.
    [[nodiscard]] const Row& row(std::uint32_t first, std::uint32_t second) const noexcept {
        for (std::size_t at = place(first, second, rows_.size());; ++at) {
            const Row& row = rows_[at & (rows_.size() - 1)];
            if (row.begins == 0 || (row.first == first && row.second == second)) {
                return row;
            }
        }
    }
    /// One of 63 bits for a key.
    [[nodiscard]] static std::uint64_t key_bit(std::uint32_t first, std::uint32_t second) noexcept {
        return lexicon::word_bit(first + second * 0x85EBCA6BU);
    }

    void save(TableWriter& out) const;
    void borrow(TableReader& in);

private:
    /// Where a key is looked for first among `size` rows.
    [[nodiscard]] static std::size_t place(std::uint32_t first, std::uint32_t second,
                                           std::size_t size) noexcept {
        return static_cast<std::size_t>(pair_hash(first, second) >> 8U) & (size - 1);
    }
    [[nodiscard]] static std::uint64_t pair_hash(std::uint32_t first,
                                                 std::uint32_t second) noexcept {
        return (std::uint64_t{first} << 32U | second) * 0x9E3779B97F4A7C15U >> 32U;
    }
    /// Two bits of a word of pairs_.
    [[nodiscard]] static std::uint64_t pair_bits(std::uint64_t hash) noexcept {
        return std::uint64_t{1} << (hash >> 26U) | std::uint64_t{1} << (hash >> 20U & 63U);
    }

    Flat<Word> words_;
    Flat<std::uint64_t> starts_;
    Flat<Row> rows_; ///< open addressing; a power of two of them
    /// Two bits for each pair of words of a text that is a key; a power of two of them.
    Flat<std::uint64_t> pairs_;
};

/// Chooses the keys. Threads: one thread at a time.
class LexiconKeys::Builder {
public:
    /// Borrows `vocabulary`.
    Builder(const LexiconVocabulary& vocabulary, std::size_t nodes);
    /// A term: its words and marks, and the nodes passed before each of them and at the end.
    void add(std::span<const std::uint32_t> spoken, std::span<const std::uint32_t> passed);
    /// The keys, once all terms are added.
    [[nodiscard]] LexiconKeys finish() const;
    /// By node: keys still to come below it; mark_bit: some have come.
    [[nodiscard]] const std::vector<std::uint64_t>& below() const noexcept { return below_; }

private:
    struct Key {
        std::uint32_t first;
        std::uint32_t second;
        std::size_t at;  ///< of `first` among the words of the term
        std::size_t end; ///< one past the last of it
        bool loose;      ///< small words may divide the two
    };
    [[nodiscard]] Key choose(std::span<const std::uint32_t> spoken) const;
    /// The bits of each word of a term, as the first and as the second of a key.
    struct OwnBits {
        std::vector<Bits> first;
        std::vector<std::uint64_t> second; ///< 0: not one of the usual ones
        /// Whether the bit of the second word alone decides.
        [[nodiscard]] bool by_second(const Key& key) const;
    };
    [[nodiscard]] OwnBits own_bits_of_words() const;
    [[nodiscard]] std::vector<Bits> first_bits() const;
    [[nodiscard]] std::vector<std::uint64_t> second_bits(std::span<const Bits> first) const;
    [[nodiscard]] std::vector<Word> words_of_texts(const OwnBits& bits) const;
    [[nodiscard]] std::vector<std::uint64_t> starts_of_texts() const;
    [[nodiscard]] std::vector<Row> rows() const;
    [[nodiscard]] std::vector<std::uint64_t> pairs(const OwnBits& bits) const;
    [[nodiscard]] std::uint64_t beside(std::uint32_t word) const;
    [[nodiscard]] std::uint64_t before(std::span<const std::uint32_t> spoken, const Key& key) const;
    [[nodiscard]] std::uint64_t after(std::span<const std::uint32_t> spoken, const Key& key) const;
    [[nodiscard]] std::size_t reach(std::span<const std::uint32_t> spoken) const;

    const LexiconVocabulary& vocabulary_;
    std::vector<std::uint64_t> starts_; ///< by word of a term
    std::vector<Key> keys_;
    std::vector<Row> rows_; ///< with repetitions
    std::vector<std::uint64_t> below_;
};

} // namespace oblio::detect
