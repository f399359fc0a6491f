// lib/src/detect/lexicon_index.cpp
#include "detect/lexicon_index.hpp"

#include "detect/lexicon_stems.hpp"
#include "detect/word_families.hpp"

#include <algorithm>
#include <cassert>

namespace oblio::detect {
namespace {

constexpr std::uint32_t root = 0;
constexpr std::uint32_t none = 0xFFFFFFFFU;
constexpr std::uint32_t number_word = 0;     // written <n> in a term
constexpr std::uint32_t gap_word = 1;        // written ... in a term: up to three words
constexpr std::uint32_t determiner_word = 2; // written _ in a term
constexpr std::uint32_t bar_word = 3;        // written | in a term: what is reported begins here
constexpr std::size_t fixed_words = 4;
constexpr int most_gaps = 2;
constexpr int longest_gap = 3;
constexpr int most_determiners = 3;
constexpr int most_adverbs = 3;
constexpr std::size_t filter_bits = 1U << 17U;
constexpr double stem_weight = 0.8;
constexpr std::size_t longest_walk = 24; // tokens; no term comes near

std::uint64_t hash_word(std::string_view word) noexcept {
    std::uint64_t hash = 0x9E3779B97F4A7C15U ^ word.size();
    for (const char c : word) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return hash ^ (hash >> 29U);
}

bool is_mark(const Document& document, const Token& token, char mark) noexcept {
    return token.kind == TokenKind::mark && document.text(token) == std::string_view{&mark, 1};
}

/// An apostrophe, or a hyphen inside a word: as if it were not there.
bool is_glue(const Document& document, std::size_t index) noexcept {
    const auto& tokens = document.tokens();
    const Token& token = tokens[index];
    if (is_mark(document, token, '\'')) {
        return true;
    }
    return is_mark(document, token, '-') && !token.space_before && index + 1 < tokens.size() &&
           !tokens[index + 1].space_before;
}

std::size_t skip_glue(const Document& document, std::size_t index) noexcept {
    while (index < document.tokens().size() && is_glue(document, index)) {
        ++index;
    }
    return index;
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
    std::vector<LexiconHit>& hits;
    std::size_t first_hit; ///< hits of this walk begin here
    std::uint32_t begin;
};

LexiconIndex::LexiconIndex() : nodes_(1), vocabulary_{"<n>", "...", "_", "|"}, roles_(fixed_words) {
    mark_words(determiners(), &WordRole::determiner);
    mark_words(verb_adverbs(), &WordRole::adverb);
    mark_words(number_words(), &WordRole::number);
}

void LexiconIndex::mark_words(std::string_view words, bool WordRole::*role) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        roles_[intern(words.substr(0, end))].*role = true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

/// The word number of "~name", which stands for all forms of a verb or a preposition.
std::uint32_t LexiconIndex::family(std::string_view name) {
    const std::size_t known = vocabulary_.size();
    const std::uint32_t number = intern(name);
    if (number < known) {
        return number;
    }
    roles_[number].verb_family = is_verb(name.substr(1));
    for (const VerbForm& form : word_family(name.substr(1))) {
        WordRole& role = roles_[intern(form.text)];
        role.verb.persons |= form.persons;
        role.verb.not_finite = role.verb.not_finite || form.persons == 0;
        if (role.families.empty() || role.families.back() != number) {
            role.families.push_back(number);
        }
    }
    return number;
}

void LexiconIndex::add_class(const LexiconClass& words) {
    const std::uint32_t number = intern("~" + words.name);
    for (const std::string& word : words.words) {
        const Document document{word};
        if (!document.tokens().empty()) {
            roles_[intern(document.text(document.tokens().front()))].families.push_back(number);
        }
    }
}

LexiconIndex::VerbReading LexiconIndex::verb_reading(std::string_view folded) const noexcept {
    const std::uint32_t number = word_number(folded, hash_word(folded));
    return number == none ? VerbReading{} : roles_[number].verb;
}

std::uint32_t LexiconIndex::word_number(std::string_view word, std::uint64_t hash) const noexcept {
    if (slots_.empty()) {
        return none;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if (vocabulary_[slots_[slot] - 1] == word) {
            return slots_[slot] - 1;
        }
    }
    return none;
}

std::uint32_t LexiconIndex::intern(std::string_view word) {
    const std::uint32_t known = word_number(word, hash_word(word));
    if (known != none) {
        return known;
    }
    vocabulary_.emplace_back(word);
    roles_.emplace_back();
    if (vocabulary_.size() * 2 > slots_.size()) { // at most half full, so probes stay short
        slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), 0);
        for (std::size_t i = fixed_words; i + 1 < vocabulary_.size(); ++i) {
            std::size_t slot = hash_word(vocabulary_[i]) & (slots_.size() - 1);
            while (slots_[slot] != 0) {
                slot = (slot + 1) & (slots_.size() - 1);
            }
            slots_[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }
    std::size_t slot = hash_word(word) & (slots_.size() - 1);
    while (slots_[slot] != 0) {
        slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = static_cast<std::uint32_t>(vocabulary_.size());
    return static_cast<std::uint32_t>(vocabulary_.size() - 1);
}

std::uint32_t LexiconIndex::next_node(std::uint32_t node, std::uint32_t word) const noexcept {
    const auto& edges = nodes_[node].edges;
    const auto found =
        std::lower_bound(edges.begin(), edges.end(), word,
                         [](const Edge& edge, std::uint32_t wanted) { return edge.word < wanted; });
    return found != edges.end() && found->word == word ? found->node : none;
}

std::uint32_t LexiconIndex::child(std::uint32_t node, std::uint32_t word) {
    if (const std::uint32_t known = next_node(node, word); known != none) {
        return known;
    }
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    auto& edges = nodes_[node].edges;
    const auto place =
        std::lower_bound(edges.begin(), edges.end(), word,
                         [](const Edge& edge, std::uint32_t wanted) { return edge.word < wanted; });
    edges.insert(place, {word, made});
    return made;
}

void LexiconIndex::add_phrase(std::string_view phrase, Output output) {
    std::uint32_t node = root;
    std::size_t at = 0;
    while (at < phrase.size()) {
        const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
        std::string_view piece = phrase.substr(at, end - at);
        at = end + 1;
        if (piece == "...") {
            node = child(node, gap_word);
            continue;
        }
        if (piece == "_" || piece == "|" || piece.starts_with('~')) {
            node = child(node, piece == "_"   ? determiner_word
                               : piece == "|" ? bar_word
                                              : family(piece));
            continue;
        }
        if (piece.starts_with("<n>")) { // also "<n>%"
            node = child(node, number_word);
            piece.remove_prefix(3);
        }
        const Document document{piece};
        for (std::size_t i = 0; i < document.tokens().size(); ++i) {
            if (!is_glue(document, i)) {
                node = child(node, intern(document.text(document.tokens()[i])));
            }
        }
    }
    if (node != root) {
        nodes_[node].outputs.push_back(output);
    }
}

void LexiconIndex::add(const Lexicon& lexicon) {
    const std::string_view id = ids_.emplace_back(lexicon.info.id);
    for (const LexiconClass& words : lexicon.classes) {
        add_class(words);
    }
    for (const LexiconEntry& entry : lexicon.entries) {
        const auto number = static_cast<std::uint32_t>(terms_.size());
        terms_.push_back({id, lexicon.info.type, entry.kind, entry.weight, {}});
        for (const bool trap : {false, true}) {
            for (const std::string& phrase : trap ? entry.traps : entry.terms) {
                for (const std::string& form :
                     expand_braces(phrase).value_or(std::vector<std::string>{})) {
                    add_phrase(form, {number, trap});
                }
            }
        }
    }
    if (lexicon.info.type == FindingType::health && health_stem_ == 0) {
        health_stem_ = static_cast<std::uint32_t>(terms_.size());
        terms_.push_back({id, FindingType::health, TermKind::condition, stem_weight, "stem"});
    }
}

void LexiconIndex::finish() {
    starts_.assign(filter_bits / 64, 0);
    firsts_.assign(vocabulary_.size(), none);
    for (const Edge& edge : nodes_[root].edges) {
        firsts_[edge.word] = edge.node;
    }
    for (std::uint32_t word = fixed_words; word < vocabulary_.size(); ++word) {
        const auto& families = roles_[word].families;
        const bool begins = firsts_[word] != none ||
                            (roles_[word].number && firsts_[number_word] != none) ||
                            std::any_of(families.begin(), families.end(),
                                        [&](auto one) { return firsts_[one] != none; });
        if (begins) {
            const std::uint64_t hash = hash_word(vocabulary_[word]);
            starts_[(hash >> 40U) % (filter_bits / 64)] |= std::uint64_t{1} << (hash >> 58U);
        }
    }
}

void LexiconIndex::accept(Walk& state, std::uint32_t node, std::size_t end,
                          std::uint32_t span) const {
    for (const Output& output : nodes_[node].outputs) {
        const LexiconHit hit{state.begin, static_cast<std::uint32_t>(end), output.term, output.trap,
                             span == 0 ? state.begin : span};
        if (output.trap) {
            state.hits.push_back(hit);
            continue;
        }
        const auto rival =
            std::find_if(state.hits.begin() + static_cast<std::ptrdiff_t>(state.first_hit),
                         state.hits.end(), [&](const LexiconHit& other) {
                             return !other.trap && terms_[other.term].type == terms_[hit.term].type;
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
    accept(state, node, token, step.span);
    walk_on(state, node, token, step);
}

/// Follows the edges of `node` from the token at `at`. What the term says next may stand after an
/// adverb if a verb came last, after determiners where it has `_`, after a gap where it has `...`.
void LexiconIndex::walk_on(Walk& state, std::uint32_t node, std::size_t at, Step step) const {
    const auto& tokens = state.document.tokens();
    at = skip_glue(state.document, at);
    if (nodes_[node].edges.empty() || at >= state.begin + longest_walk || at >= tokens.size() ||
        tokens[at].kind == TokenKind::newline) {
        return;
    }
    if (tokens[at].kind == TokenKind::number) {
        if (const auto next = next_node(node, number_word); next != none) {
            walk(state, next, past_number(state.document, at), {step.gaps, 0, step.span});
        }
    }
    const std::string_view text = state.document.text(tokens[at]);
    const std::uint32_t word = word_number(text, hash_word(text));
    if (word != none) {
        const WordRole& role = roles_[word];
        if (const auto next = next_node(node, word); next != none) {
            walk(state, next, at + 1, {step.gaps, 0, step.span});
        }
        for (const std::uint32_t family : role.families) {
            if (const auto next = next_node(node, family); next != none) {
                const int adverbs = roles_[family].verb_family ? most_adverbs : 0;
                walk(state, next, at + 1, {step.gaps, adverbs, step.span});
            }
        }
        if (const auto next = next_node(node, number_word); next != none && role.number) {
            walk(state, next, at + 1, {step.gaps, 0, step.span});
        }
        if (step.adverbs > 0 && role.adverb) {
            walk_on(state, node, at + 1, {step.gaps, step.adverbs - 1, step.span});
        }
    }
    if (const auto after = next_node(node, determiner_word); after != none) {
        std::size_t place = at;
        for (int skipped = 0; skipped <= most_determiners; ++skipped) {
            walk_on(state, after, place, {step.gaps, 0, step.span});
            const std::string_view here =
                place < tokens.size() ? state.document.text(tokens[place]) : std::string_view{};
            const std::uint32_t number = word_number(here, hash_word(here));
            if (number == none || !roles_[number].determiner) {
                break;
            }
            place = skip_glue(state.document, place + 1);
        }
    }
    if (const auto after = next_node(node, gap_word); after != none && step.gaps < most_gaps) {
        walk_gap(state, after, at, step);
    }
    if (const auto after = next_node(node, bar_word); after != none) {
        walk_on(state, after, at, {step.gaps, 0, static_cast<std::uint32_t>(at)});
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

/// Walks from the root over the word at state.begin, and over each family it belongs to.
void LexiconIndex::start(Walk& state, std::uint32_t word) const {
    if (roles_[word].number && firsts_[number_word] != none) {
        walk(state, firsts_[number_word], state.begin + 1, {});
    }
    if (firsts_[word] != none) {
        walk(state, firsts_[word], state.begin + 1, {});
    }
    for (const std::uint32_t family : roles_[word].families) {
        if (firsts_[family] != none) {
            walk(state, firsts_[family], state.begin + 1,
                 {0, roles_[family].verb_family ? most_adverbs : 0});
        }
    }
}

void LexiconIndex::find(const Document& document, std::vector<LexiconHit>& hits) const {
    assert(terms_.empty() || !starts_.empty());
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::newline ||
            (tokens[i].kind == TokenKind::mark && document.text(tokens[i]) != "+")) {
            continue;
        }
        const std::string_view word = document.text(tokens[i]);
        const std::uint64_t hash = hash_word(word);
        const std::size_t before = hits.size();
        if (tokens[i].kind == TokenKind::number && !firsts_.empty() &&
            firsts_[number_word] != none) {
            Walk state{document, hits, before, static_cast<std::uint32_t>(i)};
            walk(state, firsts_[number_word], past_number(document, i), {});
        }
        if (!starts_.empty() &&
            (starts_[(hash >> 40U) % (filter_bits / 64)] >> (hash >> 58U) & 1U) != 0) {
            const std::uint32_t number = word_number(word, hash);
            if (number != none) {
                Walk state{document, hits, before, static_cast<std::uint32_t>(i)};
                start(state, number);
            }
        }
        if (hits.size() == before && health_stem_ != 0 && !disease_ending(word).empty()) {
            hits.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1),
                            health_stem_, false, static_cast<std::uint32_t>(i)});
        }
    }
}

} // namespace oblio::detect
