// lib/src/detect/lexicon_index.hpp: all lexicons as one automaton over the tokens of a text.
//
//   token  ->  starts_: one bit a hash  ->  slots_: hash, then bytes  ->  firsts_: the root's child
//              (most words end here)        (a word of some term)         by word or by family
//   child  ->  edge_bits_: may any reading of the next word go on?  ->  edges, by word  ->  outputs
//
// The hash is the one that the document took of each token. Everything is one flat array after
// another, so that it can lie in a mapped file (tables.hpp). Nothing is allocated per token.
#pragma once

#include "detect/clause_words.hpp"
#include "detect/document.hpp"
#include "detect/lexicon_file.hpp"
#include "detect/tables.hpp"

#include "oblio/detect/finding.hpp"
#include "oblio/detect/scanner.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// A term of a lexicon, or a phrase that takes one away, found in a text.
struct LexiconHit {
    std::uint32_t begin; ///< index of the first token
    std::uint32_t end;   ///< one past the last token
    std::uint32_t term;  ///< LexiconIndex::term()
    bool trap;
    std::uint32_t span; ///< first token of what is reported; after `begin` where the term has |
};

/// What a hit means. The views live as long as the index.
struct LexiconTerm {
    std::string_view lexicon; ///< its id
    FindingType type;
    TermKind kind;
    double weight;
    std::string_view ending; ///< for a disease told by its ending; else empty
};

/// Threads: immutable once built.
class LexiconIndex {
public:
    LexiconIndex();
    LexiconIndex(LexiconIndex&&) noexcept;
    LexiconIndex& operator=(LexiconIndex&&) noexcept;
    ~LexiconIndex();
    /// Adds every term and trap. Requires: finish() was not called.
    void add(const Lexicon& lexicon);
    /// Makes it ready for find().
    void finish();
    /// Into a file of tables, and back in place of add() and finish(): borrowed.
    void save(TableWriter& out) const;
    void borrow(TableReader& in);
    [[nodiscard]] bool empty() const noexcept { return terms_.empty(); }

    /// Appends the hits by begin; of terms of one type that begin at one token, the longest.
    /// A term never crosses a line. Time: linear; each token starts a bounded walk.
    /// The reference engine looks every word up. Requires: finish() was called.
    void find(const Document& document, std::vector<LexiconHit>& hits,
              Engine engine = Engine::fast) const;
    [[nodiscard]] const LexiconTerm& term(std::uint32_t number) const { return terms_[number]; }
    [[nodiscard]] const ClauseWords& words() const noexcept { return words_; }
    /// What a folded word says as a form of the verbs of all terms.
    struct VerbReading {
        std::uint64_t persons = 0; ///< cue::first ... cue::they; several if it can be read so
        bool not_finite = false;   ///< it can also be a participle, a gerund or an infinitive
    };
    [[nodiscard]] VerbReading verb_reading(std::string_view folded) const noexcept;

private:
    struct Edge {
        std::uint32_t word;
        std::uint32_t node;
    };
    struct Output {
        std::uint32_t term;
        std::uint32_t trap; ///< 0 or 1
    };
    /// Where the edges (by word) and outputs of a node begin; they end where those of the next do.
    struct Node {
        std::uint32_t edges;
        std::uint32_t outputs;
    };
    struct Slot {
        std::uint32_t hash;
        std::uint32_t word; ///< number + 1; 0 = free
    };
    /// What a word of the vocabulary is besides itself, as bits.
    enum Role : std::uint32_t {
        determiner = 1,
        adverb = 2,
        numeral = 4,
        verb_family = 8,
        not_finite = 16,
        clitic = 32,
        negation = 64
    };
    struct WordRole {
        std::uint64_t persons; ///< of VerbReading
        std::uint64_t edges; ///< edge_bit() of the word, of its families, of a number if it is one
        std::uint32_t roles; ///< of Role
        std::uint32_t families; ///< where its families begin; they end where those of the next do
        [[nodiscard]] bool is(Role role) const noexcept { return (roles & role) != 0; }
    };
    struct Builder;
    struct Walk;
    /// Where a walk stands: how many gaps it took, how many adverbs may still come, and where the
    /// reported part begins.
    struct Step {
        int gaps = 0;
        int adverbs = 0;
        std::uint32_t span = 0;
        int clitics = 0; ///< pronouns that may still come: after "non"
    };

    [[nodiscard]] std::string_view word(std::uint32_t number) const noexcept {
        return {letters_.span().data() + word_at_[number], word_at_[number + 1] - word_at_[number]};
    }
    /// The families of a word: word numbers of "~perdere" and the like, and of the word that it is
    /// another spelling of.
    [[nodiscard]] std::span<const std::uint32_t> families(std::uint32_t word) const noexcept {
        return families_.span().subspan(roles_[word].families,
                                        roles_[word + 1].families - roles_[word].families);
    }
    /// One of 63 bits for the word of an edge.
    [[nodiscard]] static std::uint64_t edge_bit(std::uint32_t word) noexcept {
        return std::uint64_t{1} << (word * 0x9E3779B1U >> 8U) % 63U;
    }
    [[nodiscard]] std::uint32_t next_node(std::uint32_t node, std::uint32_t word) const noexcept;
    [[nodiscard]] std::uint32_t word_number(std::string_view word,
                                            std::uint32_t hash) const noexcept;
    [[nodiscard]] std::uint32_t word_number(const Document& document,
                                            const Token& token) const noexcept;
    void start(Walk& state, std::uint32_t word) const;
    void walk(Walk& state, std::uint32_t node, std::size_t token, Step step) const;
    void walk_on(Walk& state, std::uint32_t node, std::size_t at, Step step) const;
    void walk_word(Walk& state, std::uint32_t node, std::size_t at, std::uint32_t word,
                   Step step) const;
    void walk_gap(Walk& state, std::uint32_t node, std::size_t at, Step step) const;
    void accept(Walk& state, std::uint32_t node, std::size_t end, std::uint32_t span) const;

    ClauseWords words_;
    std::deque<std::string> ids_;
    std::vector<LexiconTerm> terms_;
    Flat<Node> nodes_; ///< and one past the last
    Flat<Edge> edges_;
    Flat<std::uint64_t> edge_bits_; ///< of each node: which words may go on; bit 63: a mark may
    Flat<Output> outputs_;
    Flat<char> letters_;          ///< of all words: the marks <n> ... _ | and then words
    Flat<std::uint32_t> word_at_; ///< and one past the last
    Flat<WordRole> roles_;        ///< by word number, and one past the last
    Flat<std::uint32_t> families_;
    Flat<Slot> slots_;                 ///< open addressing; a power of two of them
    Flat<std::uint64_t> starts_;       ///< one bit a hash that begins a term
    Flat<std::uint32_t> firsts_;       ///< by word number: the root's child, or none
    std::unique_ptr<Builder> builder_; ///< until finish()
    std::uint32_t health_stem_ = 0;    ///< the first of the terms made from endings
};

} // namespace oblio::detect
