// lib/src/detect/lexicon_index.hpp: all lexicons as one automaton over the tokens of a text.
//
//   tokens  ->  slots_: number of each word  ->  keys_: does the key of a term stand here?
//               (by the document's hash)         (lexicon_ahead.cpp; nearly always no, and done)
//   walk    ->  firsts_: the root's child     ->  Node::words: may any reading of the next word
//               by word or by family              go on?  ->  edges, by word  ->  outputs
//
// Terms come first. Traps take away from terms, so they are looked for only in texts that have one.
// Everything is one flat array after another, so that it can lie in a mapped file (tables.hpp).
// Nothing is allocated per token.
#pragma once

#include "detect/clause_words.hpp"
#include "detect/document.hpp"
#include "detect/lexicon_file.hpp"
#include "detect/lexicon_keys.hpp"
#include "detect/tables.hpp"

#include "oblio/detect/finding.hpp"
#include "oblio/detect/scanner.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

class NameTable;

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
    std::string_view ending;   ///< for a disease told by its ending; else empty
    bool object_first = false; ///< a verb and its object, the object first: "ramadan lo faccio"
};

/// An apostrophe, or a hyphen inside a word: to terms as if it were not there. Requires: a token.
[[nodiscard]] bool is_glue(const Document& document, std::size_t token) noexcept;

/// Threads: immutable once built.
class LexiconIndex {
public:
    LexiconIndex();
    LexiconIndex(LexiconIndex&&) noexcept;
    LexiconIndex& operator=(LexiconIndex&&) noexcept;
    ~LexiconIndex();
    /// Adds every term and trap. Requires: finish() was not called.
    void add(const Lexicon& lexicon);
    /// Makes it ready for find(). `names`: how usual each word is, so that the keys are rare ones.
    void finish(const NameTable* names = nullptr);
    /// Into a file of tables, and back in place of add() and finish(): borrowed.
    void save(TableWriter& out) const;
    void borrow(TableReader& in);
    [[nodiscard]] bool empty() const noexcept { return terms_.empty(); }

    /// Appends the hits by begin, terms before traps; of terms of one type that begin at one token,
    /// the longest. Where there is no term, traps are not looked for. A term never crosses a line.
    /// Time: linear; each token starts a bounded walk.
    /// The reference engine asks for no key. Requires: finish() was called.
    /// `memory`: for what it needs until it returns.
    void find(const Document& document, std::vector<LexiconHit>& hits, Engine engine = Engine::fast,
              std::pmr::memory_resource* memory = std::pmr::get_default_resource()) const;
    [[nodiscard]] const LexiconTerm& term(std::uint32_t number) const { return terms_[number]; }
    [[nodiscard]] const ClauseWords& words() const noexcept { return words_; }
    /// What a folded word says as a form of the verbs of all terms.
    struct VerbReading {
        std::uint64_t persons = 0; ///< cue::first ... cue::they; several if it can be read so
        bool not_finite = false;   ///< it can also be a participle, a gerund or an infinitive
    };
    [[nodiscard]] VerbReading verb_reading(std::string_view folded) const noexcept;

private:
    static constexpr std::uint32_t root = 0;
    static constexpr std::uint32_t alias_bit = std::uint32_t{1} << 31U;   // of Slot::word
    static constexpr std::uint32_t disease_bit = std::uint32_t{1} << 30U; // of Slot::word
    /// A term, or a phrase that takes one away.
    enum Kind : std::uint32_t { term_kind, trap_kind };

    struct Edge {
        std::uint32_t word;
        std::uint32_t node;
    };
    struct Output {
        std::uint32_t term;
        Kind kind;
    };
    /// All that a walk asks of a node, in one place: walks go where the memory is far.
    /// Where its edges (by word) and outputs begin; they end where those of the next node do.
    struct Node {
        std::uint32_t edges;
        std::uint32_t outputs;
        std::uint64_t words; ///< word_bit() of the words that may go on; mark_bit: a mark may
        std::array<std::uint64_t, 2> below; ///< by Kind: LexiconKeys::Builder::below()
    };
    struct Slot {
        std::uint32_t hash;
        std::uint32_t word; ///< number + 1; 0 = free; alias_bit: another word has the same hash;
                            ///< disease_bit: it ends as a disease does
    };
    /// What a word of the vocabulary is besides itself, as bits.
    enum Role : std::uint32_t {
        determiner = 1,
        adverb = 2,
        numeral = 4,
        verb_family = 8,
        not_finite = 16,
        clitic = 32,
        negation = 64,
        glue = 128,
        digits = 256,
    };
    struct WordRole {
        std::uint64_t persons;  ///< of VerbReading
        std::uint64_t edges;    ///< word_bit() of the word, of its families, of a number
        std::uint32_t roles;    ///< of Role
        std::uint32_t families; ///< where its families begin; they end where those of the next do
        [[nodiscard]] bool is(Role role) const noexcept { return (roles & role) != 0; }
    };
    struct Builder;
    struct Walk;
    /// A key that stands in a text.
    struct Opened {
        std::size_t at;
        std::uint64_t key;    ///< its bit
        std::uint64_t begins; ///< of what its terms begin with
        std::size_t back;     ///< how many tokens before it, glue not counted
    };
    /// A text under way.
    struct Text {
        Text(const Document& read, Engine asked, std::pmr::memory_resource* memory)
            : document{read}, engine{asked}, words{memory}, diseases{memory}, noted{memory},
              opened{memory} {}
        const Document& document;
        Engine engine;
        std::pmr::vector<std::uint32_t> words; ///< by token: its number, or none
        bool confirmed = false; ///< words were compared byte by byte, not by hash alone
        std::pmr::vector<std::uint32_t>
            diseases;                          ///< tokens that may end as one; unknown words, too
        std::pmr::vector<std::uint32_t> noted; ///< tokens that the next step looks at
        std::pmr::vector<Opened> opened;       ///< from the last to the first
    };
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
    [[nodiscard]] std::uint32_t next_node(std::uint32_t node, std::uint32_t word) const noexcept;
    [[nodiscard]] std::uint32_t word_number(std::string_view word,
                                            std::uint32_t hash) const noexcept;
    /// Calls `each` with what a word of a text may be to a term.
    template <class Each> void each_reading(std::uint32_t word, const Each& each) const {
        each(word);
        for (const std::uint32_t family : families(word)) {
            each(family);
        }
        if (roles_[word].is(numeral) || roles_[word].is(digits)) {
            each(lexicon::number_word);
        }
    }
    /// Whether a term of this key may begin with `word`.
    [[nodiscard]] bool may_start(const LexiconKeys& keys, std::uint32_t word,
                                 const Opened& key) const noexcept {
        return (keys.starts(word) & key.key) != 0 && (roles_[word].edges & key.begins) != 0;
    }
    void look_up(Text& text) const;
    [[nodiscard]] bool confirm_words(Text& text) const;
    void note_words(Text& text, const LexiconKeys& keys) const;
    [[nodiscard]] bool stands_between(const Text& text, const LexiconKeys& keys,
                                      const LexiconKeys::Row& row, std::size_t first,
                                      std::size_t last) const;
    void open_keys(Text& text, const LexiconKeys& keys, std::size_t at) const;
    void note_starts(Text& text, const LexiconKeys& keys) const;
    void look_ahead(Text& text, const LexiconKeys& keys) const;
    void walk_starts(const Text& text, Kind kind, std::vector<LexiconHit>& hits) const;
    void find_kind(Text& text, Kind kind, std::vector<LexiconHit>& hits) const;
    void find_stems(const Text& text, std::size_t first, std::vector<LexiconHit>& hits) const;
    void freeze_words(const Builder& built);
    void freeze_nodes(const Builder& built);
    void start(Walk& state) const;
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
    Flat<Output> outputs_;
    Flat<char> letters_;          ///< of all words: the marks <n> ... _ | and then words
    Flat<std::uint32_t> word_at_; ///< and one past the last
    Flat<WordRole> roles_;        ///< by word number, and one past the last
    Flat<std::uint32_t> families_;
    Flat<Slot> slots_;                 ///< open addressing; a power of two of them
    std::array<LexiconKeys, 2> keys_;  ///< by Kind
    Flat<std::uint32_t> firsts_;       ///< by word number: the root's child, or none
    std::unique_ptr<Builder> builder_; ///< until finish()
    std::uint32_t health_stem_ = 0;    ///< the first of the terms made from endings
};

} // namespace oblio::detect
