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
    struct Walk;

    void add_phrase(std::string_view phrase, Output output);
    std::uint32_t intern(std::string_view word);
    std::uint32_t child(std::uint32_t node, std::uint32_t word);
    [[nodiscard]] std::uint32_t next_node(std::uint32_t node, std::uint32_t word) const noexcept;
    [[nodiscard]] std::uint32_t word_number(std::string_view word,
                                            std::uint64_t hash) const noexcept;
    void walk(Walk& state, std::uint32_t node, std::size_t token, int gap) const;
    void accept(Walk& state, std::uint32_t node, std::size_t end) const;

    ClauseWords words_;
    std::deque<std::string> ids_;
    std::vector<LexiconTerm> terms_;
    std::vector<Node> nodes_;
    std::vector<std::string> vocabulary_; ///< 0 number, 1 gap, then words
    std::vector<std::uint32_t> slots_;    ///< open addressing: word number + 1
    std::vector<std::uint64_t> starts_;   ///< one bit a hash that begins a term
    std::vector<std::uint32_t> firsts_;   ///< by word number: the root's child, or none
    std::uint32_t health_stem_ = 0;       ///< the first of the terms made from endings
};

} // namespace oblio::detect
