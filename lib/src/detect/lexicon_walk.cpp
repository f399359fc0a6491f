// lib/src/detect/lexicon_walk.cpp: finds the terms of the lexicons in a text.
//
// A walk begins at a word that a term of some key ahead begins with (lexicon_ahead.cpp), and goes
// on only while the key of some term below its node stands in its reach. Words are told by their
// hashes until a hit is found; then they are compared, and if one was another, the walks are
// walked again.
#include "detect/lexicon_index.hpp"
#include "detect/lexicon_stems.hpp"
#include "text/word_hash.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace oblio::detect {
namespace {

constexpr int most_gaps = 2;

bool is_mark(const Document& document, const Token& token, char mark) noexcept {
    return token.kind == TokenKind::mark && document.text(token) == std::string_view{&mark, 1};
}

} // namespace

using namespace lexicon;

bool is_glue(const Document& document, std::size_t index) noexcept {
    const auto& tokens = document.tokens();
    const Token& token = tokens[index];
    if (token.kind != TokenKind::mark) {
        return false;
    }
    const char mark = document.text()[token.begin];
    return mark == '\'' || (mark == '-' && !token.space_before && index + 1 < tokens.size() &&
                            !tokens[index + 1].space_before);
}

namespace {

std::size_t skip_glue(const Document& document, std::size_t index) noexcept {
    while (index < document.tokens().size() && is_glue(document, index)) {
        ++index;
    }
    return index;
}

bool begins_before(const LexiconHit& a, const LexiconHit& b) noexcept {
    return a.begin < b.begin;
}

/// Past "4.300,50": groups of digits that only dots and commas divide.
std::size_t past_number(const Document& document, std::size_t index) noexcept {
    const auto& tokens = document.tokens();
    ++index;
    while (index + 1 < tokens.size() && tokens[index].kind == TokenKind::mark &&
           !tokens[index].space_before && !tokens[index + 1].space_before &&
           tokens[index + 1].kind == TokenKind::number &&
           (is_mark(document, tokens[index], '.') || is_mark(document, tokens[index], ','))) {
        index += 2;
    }
    return index;
}

} // namespace

/// One walk from one token: what it has found so far.
struct LexiconIndex::Walk {
    const Document& document;
    const std::uint32_t* words; ///< by token: its number, or none
    Kind kind;
    std::vector<LexiconHit>& hits;
    std::size_t first_hit = 0; ///< hits of this walk begin here
    std::uint32_t begin = 0;
    std::uint64_t ahead = ~std::uint64_t{0}; ///< bits of the keys in its reach; mark_bit always
};

LexiconIndex::VerbReading LexiconIndex::verb_reading(std::string_view folded) const noexcept {
    const std::uint32_t number = word_number(folded, text::word_hash(folded));
    return number == none ? VerbReading{}
                          : VerbReading{roles_[number].persons, roles_[number].is(not_finite)};
}

std::uint32_t LexiconIndex::next_node(std::uint32_t node, std::uint32_t word) const noexcept {
    const auto begin = edges_.begin() + nodes_[node].edges;
    const auto end = edges_.begin() + nodes_[node + 1].edges;
    if (word < fixed_words) { // these stand before all others
        const auto mark =
            std::find_if(begin, end, [word](const Edge& edge) { return edge.word >= word; });
        return mark != end && mark->word == word ? mark->node : none;
    }
    const auto found =
        std::lower_bound(begin, end, word,
                         [](const Edge& edge, std::uint32_t wanted) { return edge.word < wanted; });
    return found != end && found->word == word ? found->node : none;
}

void LexiconIndex::accept(Walk& state, std::uint32_t node, std::size_t end,
                          std::uint32_t span) const {
    for (std::uint32_t at = nodes_[node].outputs; at < nodes_[node + 1].outputs; ++at) {
        if (outputs_[at].kind != state.kind) {
            continue;
        }
        const bool trap = state.kind == trap_kind;
        const LexiconHit hit{state.begin, static_cast<std::uint32_t>(end), outputs_[at].term, trap,
                             span == 0 ? state.begin : span};
        if (trap) {
            state.hits.push_back(hit);
            continue;
        }
        const auto rival =
            std::find_if(state.hits.begin() + static_cast<std::ptrdiff_t>(state.first_hit),
                         state.hits.end(), [&](const LexiconHit& other) {
                             return terms_[other.term].type == terms_[hit.term].type;
                         });
        if (rival == state.hits.end()) {
            state.hits.push_back(hit);
        } else if (rival->end < hit.end || (rival->end == hit.end &&
                                            terms_[rival->term].weight < terms_[hit.term].weight)) {
            *rival = hit;
        }
    }
}

void LexiconIndex::walk(Walk& state, std::uint32_t node, std::size_t token, Step step) const {
    if (nodes_[node].outputs != nodes_[node + 1].outputs) {
        accept(state, node, token, step.span);
    }
    walk_on(state, node, token, step);
}

/// Follows the edges of `node` from the token at `at`. What the term says next may stand after an
/// adverb if a verb came last, after determiners where it has `_`, after a gap where it has `...`.
void LexiconIndex::walk_on(Walk& state, std::uint32_t node, std::size_t at, Step step) const {
    const auto& tokens = state.document.tokens();
    if ((nodes_[node].below[state.kind] & state.ahead) == 0) { // most walks end here
        return;
    }
    at = skip_glue(state.document, at);
    if (at >= tokens.size() || at >= state.begin + longest_walk ||
        tokens[at].kind == TokenKind::newline) {
        return;
    }
    if (tokens[at].kind == TokenKind::number) {
        if (const auto next = next_node(node, number_word); next != none) {
            walk(state, next, past_number(state.document, at), {step.gaps, 0, step.span});
        }
    }
    const std::uint32_t word = state.words[at];
    if (word != none) {
        const WordRole& role = roles_[word];
        if ((role.edges & nodes_[node].words) != 0) {
            walk_word(state, node, at, word, step);
        }
        if (step.adverbs > 0 && role.is(adverb)) {
            walk_on(state, node, at + 1, {step.gaps, step.adverbs - 1, step.span});
        }
        if (step.clitics > 0 && role.is(clitic)) {
            walk_on(state, node, at + 1, {step.gaps, 0, step.span, step.clitics - 1});
        }
    }
    if ((nodes_[node].words & mark_bit) == 0) {
        return;
    }
    if (const auto after = next_node(node, determiner_word); after != none) {
        std::size_t place = at;
        for (int skipped = 0; skipped <= most_determiners; ++skipped) {
            walk_on(state, after, place, {step.gaps, 0, step.span});
            const std::uint32_t number = place < tokens.size() ? state.words[place] : none;
            if (number == none || !roles_[number].is(determiner)) {
                break;
            }
            place = skip_glue(state.document, place + 1);
        }
    }
    if (const auto after = next_node(node, gap_word);
        after != none && step.gaps < most_gaps &&
        (nodes_[after].below[state.kind] & state.ahead) != 0) {
        walk_gap(state, after, at, step);
    }
    if (const auto after = next_node(node, bar_word); after != none) {
        walk_on(state, after, at, {step.gaps, 0, static_cast<std::uint32_t>(at)});
    }
}

/// Follows the edges of `word`, of each of its families and of numbers, if it is one.
void LexiconIndex::walk_word(Walk& state, std::uint32_t node, std::size_t at, std::uint32_t word,
                             Step step) const {
    const WordRole& role = roles_[word];
    const int clitics = role.is(negation) ? 1 : 0;
    if (const auto next = next_node(node, word); next != none) {
        walk(state, next, at + 1, {step.gaps, 0, step.span, clitics});
    }
    for (const std::uint32_t family : families(word)) {
        if (const auto next = next_node(node, family); next != none) {
            const int adverbs = roles_[family].is(verb_family) ? most_adverbs : 0;
            walk(state, next, at + 1, {step.gaps, adverbs, step.span, clitics});
        }
    }
    if (role.is(numeral)) {
        if (const auto next = next_node(node, number_word); next != none) {
            walk(state, next, at + 1, {step.gaps, 0, step.span});
        }
    }
}

/// The word after a gap may stand at `at` or up to three words on.
void LexiconIndex::walk_gap(Walk& state, std::uint32_t node, std::size_t at, Step step) const {
    const auto& tokens = state.document.tokens();
    for (int skipped = 0; skipped <= longest_gap; ++skipped) {
        at = skip_glue(state.document, at);
        if (at >= tokens.size() || tokens[at].kind == TokenKind::newline ||
            tokens[at].kind == TokenKind::mark) {
            return;
        }
        walk_on(state, node, at, {step.gaps + 1, 0, step.span});
        ++at;
    }
}

/// Walks from the root over the token at state.begin: as a number, as the word it is, as each of
/// the families it belongs to.
void LexiconIndex::start(Walk& state) const {
    const Token& token = state.document.tokens()[state.begin];
    const std::uint32_t word = state.words[state.begin];
    if (token.kind == TokenKind::mark && state.document.text()[token.begin] != '+') {
        return;
    }
    if (token.kind == TokenKind::number && firsts_[number_word] != none) {
        walk(state, firsts_[number_word], past_number(state.document, state.begin), {});
    }
    if (word == none) {
        return;
    }
    if (roles_[word].is(numeral) && firsts_[number_word] != none) {
        walk(state, firsts_[number_word], state.begin + 1, {});
    }
    const int clitics = roles_[word].is(negation) ? 1 : 0;
    if (firsts_[word] != none) {
        walk(state, firsts_[word], state.begin + 1, {0, 0, 0, clitics});
    }
    for (const std::uint32_t family : families(word)) {
        if (firsts_[family] != none) {
            walk(state, firsts_[family], state.begin + 1,
                 {0, roles_[family].is(verb_family) ? most_adverbs : 0, 0, clitics});
        }
    }
}

/// Walks from each start that was noted.
void LexiconIndex::walk_starts(const Text& text, Kind kind, std::vector<LexiconHit>& hits) const {
    Walk state{text.document, text.words.data(), kind, hits};
    auto first = text.opened.rbegin(); // the first key that a walk may still reach
    for (const std::uint32_t begin : text.noted) {
        state.first_hit = hits.size();
        state.begin = begin;
        if (text.engine == Engine::fast) {
            state.ahead = mark_bit;
            while (first != text.opened.rend() && first->at < begin) {
                ++first;
            }
            for (auto key = first; key != text.opened.rend() && key->at < begin + longest_walk;
                 ++key) {
                state.ahead |= key->key;
            }
        }
        start(state);
    }
}

/// Appends the hits of one kind by begin.
void LexiconIndex::find_kind(Text& text, Kind kind, std::vector<LexiconHit>& hits) const {
    const std::size_t first = hits.size();
    look_ahead(text, keys_[kind]);
    walk_starts(text, kind, hits);
    if (hits.size() > first && confirm_words(text)) {
        hits.resize(first);
        walk_starts(text, kind, hits);
    }
}

/// Adds the diseases told by their endings, where no term of hits from `first` on begins.
void LexiconIndex::find_stems(const Text& text, std::size_t first,
                              std::vector<LexiconHit>& hits) const {
    const std::size_t terms = hits.size();
    for (const std::uint32_t i : text.diseases) {
        const Token& token = text.document.tokens()[i];
        if (may_end_as_disease(text.document.text(), token.begin, token.end) &&
            !disease_ending(text.document.text(token)).empty()) {
            const LexiconHit hit{i, i + 1, health_stem_, false, i};
            if (!std::binary_search(hits.begin() + static_cast<std::ptrdiff_t>(first),
                                    hits.begin() + static_cast<std::ptrdiff_t>(terms), hit,
                                    begins_before)) {
                hits.push_back(hit);
            }
        }
    }
    if (hits.size() > terms) {
        std::stable_sort(hits.begin() + static_cast<std::ptrdiff_t>(first), hits.end(),
                         begins_before);
    }
}

void LexiconIndex::find(const Document& document, std::vector<LexiconHit>& hits, Engine engine,
                        std::pmr::memory_resource* memory) const {
    assert(builder_ == nullptr);
    const std::size_t first = hits.size();
    Text text{document, engine, memory};
    look_up(text);
    if (engine == Engine::reference) {
        static_cast<void>(confirm_words(text));
    }
    find_kind(text, term_kind, hits);
    if (health_stem_ != 0) {
        find_stems(text, first, hits);
    }
    const std::size_t terms = hits.size();
    if (terms == first) {
        return;
    }
    find_kind(text, trap_kind, hits);
    const auto begin = hits.begin() + static_cast<std::ptrdiff_t>(first);
    const auto traps = hits.begin() + static_cast<std::ptrdiff_t>(terms);
    // A trap that begins with what looks like a disease knows better.
    const auto kept = std::remove_if(begin, traps, [&](const LexiconHit& hit) {
        return hit.term == health_stem_ &&
               std::binary_search(traps, hits.end(), hit, begins_before);
    });
    const auto end = std::rotate(kept, traps, hits.end());
    hits.erase(end, hits.end());
    std::inplace_merge(begin, kept, hits.end(), begins_before);
}

} // namespace oblio::detect
