// lib/src/detect/lexicon_index.hpp: all lexicons as one automaton over the tokens of a text.
//
// A token is hashed once. One bit of a small filter rejects it unless some term begins with that
// hash; then the word is verified, and a trie of word numbers is walked as far as the text agrees.
// Nothing is allocated per token.
#pragma once

#include "detect/clause_words.hpp"
#include "detect/document.hpp"
#include "detect/lexicon_file.hpp"

#include "oblio/detect/finding.hpp"

#include <array>
#include <cstdint>
#include <deque>
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
    /// Adds every term and trap. Requires: finish() was not called.
    void add(const Lexicon& lexicon);
    /// Makes it ready for find().
    void finish();
    [[nodiscard]] bool empty() const noexcept { return terms_.empty(); }

    /// Appends the hits by begin; of terms of one type that begin at one token, the longest.
    /// A term never crosses a line. Time: linear; each token starts a bounded walk.
    void find(const Document& document, std::vector<LexiconHit>& hits) const;
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
        bool trap;
    };
    struct Node {
        std::vector<Edge> edges; ///< by word
        std::vector<Output> outputs;
    };
    /// What a word of the vocabulary is besides itself.
    struct WordRole {
        VerbReading verb;
        bool determiner = false;
        bool adverb = false;
        bool number = false;
        std::vector<std::uint32_t> families; ///< word numbers of "~perdere" and the like
        bool verb_family = false;            ///< it is such a number, of a verb
    };
    struct Walk;
    /// Where a walk stands: how many gaps it took, how many adverbs may still come, and where the
    /// reported part begins.
    struct Step {
        int gaps = 0;
        int adverbs = 0;
        std::uint32_t span = 0;
    };

    void add_phrase(std::string_view phrase, Output output);
    std::uint32_t intern(std::string_view word);
    std::uint32_t child(std::uint32_t node, std::uint32_t word);
    [[nodiscard]] std::uint32_t next_node(std::uint32_t node, std::uint32_t word) const noexcept;
    [[nodiscard]] std::uint32_t word_number(std::string_view word,
                                            std::uint64_t hash) const noexcept;
    std::uint32_t family(std::string_view name);
    void add_class(const LexiconClass& words);
    void mark_words(std::string_view words, bool WordRole::*role);
    void start(Walk& state, std::uint32_t word) const;
    void walk(Walk& state, std::uint32_t node, std::size_t token, Step step) const;
    void walk_on(Walk& state, std::uint32_t node, std::size_t at, Step step) const;
    void walk_gap(Walk& state, std::uint32_t node, std::size_t at, Step step) const;
    void accept(Walk& state, std::uint32_t node, std::size_t end, std::uint32_t span) const;

    ClauseWords words_;
    std::deque<std::string> ids_;
    std::vector<LexiconTerm> terms_;
    std::vector<Node> nodes_;
    std::vector<std::string> vocabulary_; ///< the marks <n> ... _ | and then words
    std::vector<WordRole> roles_;         ///< by word number
    std::vector<std::uint32_t> slots_;    ///< open addressing: word number + 1
    std::vector<std::uint64_t> starts_;   ///< one bit a hash that begins a term
    std::vector<std::uint32_t> firsts_;   ///< by word number: the root's child, or none
    std::uint32_t health_stem_ = 0;       ///< the first of the terms made from endings
};

} // namespace oblio::detect
