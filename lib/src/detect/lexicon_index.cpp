// lib/src/detect/lexicon_index.cpp
#include "detect/lexicon_index.hpp"

#include "detect/lexicon_stems.hpp"
#include "detect/word_families.hpp"
#include "detect/word_list.hpp"
#include "text/word_hash.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>
#include <unordered_map>
#include <utility>

namespace oblio::detect {
namespace {

constexpr std::uint32_t root = 0;
constexpr std::uint32_t none = 0xFFFFFFFFU;
constexpr std::uint32_t number_word = 0;     // written <n> in a term
constexpr std::uint32_t gap_word = 1;        // written ... in a term: up to three words
constexpr std::uint32_t determiner_word = 2; // written _ in a term
constexpr std::uint32_t bar_word = 3;        // written | in a term: what is reported begins here
constexpr std::size_t fixed_words = 4;
constexpr std::uint64_t step_bit = std::uint64_t{1} << 63U; // of edge_bits_: gap, _ or |
constexpr int most_gaps = 2;
constexpr int longest_gap = 3;
constexpr int most_determiners = 3;
constexpr int most_adverbs = 3;
constexpr std::size_t filter_bits = 1U << 17U;
constexpr double stem_weight = 0.8;
constexpr std::string_view stem_ending = "stem";
// As people type them in comments, and as Rome and Naples say them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> spellings{{
    {"nn", "non"},
    {"nun", "non"},
    {"nunn", "non"},
    {"x", "per"},
    {"xke", "perche"},
    {"xche", "perche"},
    {"perke", "perche"},
    {"ke", "che"},
    {"cn", "con"},
    {"kn", "con"},
    {"cu", "con"},
    {"er", "il"},
    {"ar", "al"},
    {"der", "del"},
    {"dar", "dal"},
    {"ner", "nel"},
}};
constexpr std::size_t longest_walk = 24; // tokens; no term comes near

/// A filter of one bit a hash; hashes are spread already.
bool holds(const Flat<std::uint64_t>& bits, std::uint32_t hash) noexcept {
    return (bits[hash / 64 % bits.size()] >> (hash % 64) & 1U) != 0;
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

/// The trie while terms are added: nodes that grow, words in a map.
struct LexiconIndex::Builder {
    struct Growing {
        std::vector<Edge> edges; // by word
        std::vector<Output> outputs;
    };
    struct Word {
        std::string text;
        std::uint64_t persons = 0;
        std::uint32_t roles = 0;
        std::vector<std::uint32_t> families;
    };
    std::vector<Growing> nodes{1};
    std::vector<Word> words{{"<n>", 0, 0, {}}, {"...", 0, 0, {}}, {"_", 0, 0, {}}, {"|", 0, 0, {}}};
    std::unordered_map<std::string, std::uint32_t> numbers;
    Document document;

    Builder() {
        mark_words(determiners(), determiner);
        mark_words(verb_adverbs(), adverb);
        mark_words(number_words(), numeral);
        mark_words("mi ti si ci vi lo la li le gli ne me se m c", clitic);
        mark_words("non nn nun nunn", negation);
        for (const auto& [spelling, meant] : spellings) {
            const std::uint32_t number = intern(meant);
            words[intern(spelling)].families.push_back(number);
        }
    }

    std::uint32_t intern(std::string_view word) {
        const auto [entry, fresh] = numbers.emplace(word, static_cast<std::uint32_t>(words.size()));
        if (fresh) {
            words.push_back({std::string{word}, 0, 0, {}});
        }
        return entry->second;
    }

    void mark_words(std::string_view list, Role role) {
        each_word(list, [&](std::string_view word) { words[intern(word)].roles |= role; });
    }

    /// The word number of "~name", which stands for all forms of a verb or a preposition.
    std::uint32_t family(std::string_view name) {
        const std::size_t known = words.size();
        const std::uint32_t number = intern(name);
        if (number < known) {
            return number;
        }
        words[number].roles |= is_verb(name.substr(1)) ? std::uint32_t{verb_family} : 0U;
        for (const VerbForm& form : word_family(name.substr(1))) {
            Word& word = words[intern(form.text)];
            word.persons |= form.persons;
            word.roles |= form.persons == 0 ? std::uint32_t{not_finite} : 0U;
            if (word.families.empty() || word.families.back() != number) {
                word.families.push_back(number);
            }
        }
        each_word(dialect_forms(name.substr(1)),
                  [&](std::string_view form) { words[intern(form)].families.push_back(number); });
        return number;
    }

    void add_class(const LexiconClass& list) {
        const std::uint32_t number = intern("~" + list.name);
        for (const std::string& word : list.words) {
            document.read(word);
            if (!document.tokens().empty()) {
                words[intern(document.text(document.tokens().front()))].families.push_back(number);
            }
        }
    }

    std::uint32_t child(std::uint32_t node, std::uint32_t word) {
        auto& edges = nodes[node].edges;
        const auto place = std::lower_bound(
            edges.begin(), edges.end(), word,
            [](const Edge& edge, std::uint32_t wanted) { return edge.word < wanted; });
        if (place != edges.end() && place->word == word) {
            return place->node;
        }
        const auto made = static_cast<std::uint32_t>(nodes.size());
        edges.insert(place, {word, made});
        nodes.emplace_back();
        return made;
    }

    void add_phrase(std::string_view phrase, Output output);
    /// The bits of starts_. Requires: `firsts` by word number.
    [[nodiscard]] std::vector<std::uint64_t> starts(const std::vector<std::uint32_t>& firsts) const;
};

LexiconIndex::LexiconIndex() : builder_{std::make_unique<Builder>()} {}
LexiconIndex::LexiconIndex(LexiconIndex&&) noexcept = default;
LexiconIndex& LexiconIndex::operator=(LexiconIndex&&) noexcept = default;
LexiconIndex::~LexiconIndex() = default;

LexiconIndex::VerbReading LexiconIndex::verb_reading(std::string_view folded) const noexcept {
    const std::uint32_t number = word_number(folded, text::word_hash(folded));
    return number == none ? VerbReading{}
                          : VerbReading{roles_[number].persons, roles_[number].is(not_finite)};
}

std::uint32_t LexiconIndex::word_number(std::string_view word, std::uint32_t hash) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot].word != 0; slot = (slot + 1) & mask) {
        if (slots_[slot].hash == hash && this->word(slots_[slot].word - 1) == word) {
            return slots_[slot].word - 1;
        }
    }
    return none;
}

std::uint32_t LexiconIndex::word_number(const Document& document,
                                        const Token& token) const noexcept {
    const std::string_view text = document.text(token);
    const bool hashed = token.kind == TokenKind::word || token.kind == TokenKind::number;
    return word_number(text, hashed ? token.hash : text::word_hash(text));
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

void LexiconIndex::Builder::add_phrase(std::string_view phrase, Output output) {
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
        document.read(piece);
        for (std::size_t i = 0; i < document.tokens().size(); ++i) {
            if (!is_glue(document, i)) {
                node = child(node, intern(document.text(document.tokens()[i])));
            }
        }
    }
    if (node != root) {
        nodes[node].outputs.push_back(output);
    }
}

void LexiconIndex::add(const Lexicon& lexicon) {
    const std::string_view id = ids_.emplace_back(lexicon.info.id);
    for (const LexiconClass& words : lexicon.classes) {
        builder_->add_class(words);
    }
    for (const LexiconEntry& entry : lexicon.entries) {
        const auto number = static_cast<std::uint32_t>(terms_.size());
        terms_.push_back({id, lexicon.info.type, entry.kind, entry.weight, {}});
        for (const bool trap : {false, true}) {
            for (const std::string& phrase : trap ? entry.traps : entry.terms) {
                for (const std::string& form :
                     expand_braces(phrase).value_or(std::vector<std::string>{})) {
                    builder_->add_phrase(form, {number, trap ? 1U : 0U});
                }
            }
        }
    }
    if (lexicon.info.type == FindingType::health && health_stem_ == 0) {
        health_stem_ = static_cast<std::uint32_t>(terms_.size());
        terms_.push_back({id, FindingType::health, TermKind::condition, stem_weight, stem_ending});
    }
}

std::vector<std::uint64_t>
LexiconIndex::Builder::starts(const std::vector<std::uint32_t>& firsts) const {
    std::vector<std::uint64_t> bits(filter_bits / 64);
    for (std::size_t word = fixed_words; word < words.size(); ++word) {
        const bool begins =
            firsts[word] != none ||
            ((words[word].roles & numeral) != 0 && firsts[number_word] != none) ||
            std::any_of(words[word].families.begin(), words[word].families.end(),
                        [&](std::uint32_t family) { return firsts[family] != none; });
        if (begins) {
            const std::uint32_t hash = text::word_hash(words[word].text);
            bits[hash / 64 % bits.size()] |= std::uint64_t{1} << (hash % 64);
        }
    }
    return bits;
}

void LexiconIndex::finish() {
    const Builder& built = *builder_;
    const auto narrow = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
    std::size_t size = 1024; // at most half full, so probes stay short
    while (size < 2 * built.words.size()) {
        size *= 2;
    }
    std::vector<Slot> slots(size, Slot{0, 0});
    std::vector<char> letters;
    std::vector<std::uint32_t> word_at{0};
    std::vector<WordRole> roles;
    std::vector<std::uint32_t> families;
    for (const Builder::Word& word : built.words) {
        std::uint64_t bits = edge_bit(narrow(roles.size()));
        for (const std::uint32_t family : word.families) {
            bits |= edge_bit(family);
        }
        bits |= (word.roles & numeral) != 0 ? edge_bit(number_word) : 0;
        roles.push_back({word.persons, bits, word.roles, narrow(families.size())});
        families.insert(families.end(), word.families.begin(), word.families.end());
        letters.insert(letters.end(), word.text.begin(), word.text.end());
        word_at.push_back(narrow(letters.size()));
        if (roles.size() > fixed_words) { // the marks are no words of a text
            const std::uint32_t hash = text::word_hash(word.text);
            std::size_t slot = hash & (size - 1);
            while (slots[slot].word != 0) {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = {hash, narrow(roles.size())};
        }
    }
    roles.push_back({0, 0, 0, narrow(families.size())});
    std::vector<std::uint32_t> firsts(built.words.size(), none);
    for (const Edge& edge : built.nodes[root].edges) {
        firsts[edge.word] = edge.node;
    }
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    std::vector<Output> outputs;
    std::vector<std::uint64_t> edge_bits;
    for (const Builder::Growing& node : built.nodes) {
        edge_bits.push_back(0);
        for (const Edge& edge : node.edges) {
            const bool step = edge.word != number_word && edge.word < fixed_words;
            edge_bits.back() |= step ? step_bit : edge_bit(edge.word);
        }
        nodes.push_back({narrow(edges.size()), narrow(outputs.size())});
        edges.insert(edges.end(), node.edges.begin(), node.edges.end());
        outputs.insert(outputs.end(), node.outputs.begin(), node.outputs.end());
    }
    nodes.push_back({narrow(edges.size()), narrow(outputs.size())});
    starts_ = Flat<std::uint64_t>{built.starts(firsts)};
    nodes_ = Flat<Node>{std::move(nodes)};
    edges_ = Flat<Edge>{std::move(edges)};
    edge_bits_ = Flat<std::uint64_t>{std::move(edge_bits)};
    outputs_ = Flat<Output>{std::move(outputs)};
    letters_ = Flat<char>{std::move(letters)};
    word_at_ = Flat<std::uint32_t>{std::move(word_at)};
    roles_ = Flat<WordRole>{std::move(roles)};
    families_ = Flat<std::uint32_t>{std::move(families)};
    slots_ = Flat<Slot>{std::move(slots)};
    firsts_ = Flat<std::uint32_t>{std::move(firsts)};
    builder_.reset();
}

void LexiconIndex::save(TableWriter& out) const {
    out.number(static_cast<std::uint32_t>(ids_.size()));
    for (const std::string& id : ids_) {
        out.text(id);
    }
    out.number(static_cast<std::uint32_t>(terms_.size()));
    for (const LexiconTerm& term : terms_) {
        const auto id = std::find(ids_.begin(), ids_.end(), term.lexicon);
        out.number(static_cast<std::uint32_t>(id - ids_.begin()));
        out.number(term.type);
        out.number(term.kind);
        out.number(term.weight);
    }
    out.number(health_stem_);
    out.array(nodes_);
    out.array(edges_);
    out.array(edge_bits_);
    out.array(outputs_);
    out.array(letters_);
    out.array(word_at_);
    out.array(roles_);
    out.array(families_);
    out.array(slots_);
    out.array(starts_);
    out.array(firsts_);
}

void LexiconIndex::borrow(TableReader& in) {
    builder_.reset();
    const auto ids = in.number<std::uint32_t>();
    for (std::uint32_t id = 0; id < ids && in.ok(); ++id) {
        ids_.emplace_back(in.text());
    }
    const auto terms = in.number<std::uint32_t>();
    terms_.reserve(in.ok() ? terms : 0);
    for (std::uint32_t at = 0; at < terms && in.ok(); ++at) {
        const auto id = in.number<std::uint32_t>();
        const auto type = in.number<FindingType>();
        const auto kind = in.number<TermKind>();
        terms_.push_back({ids_[id], type, kind, in.number<double>(), {}});
    }
    health_stem_ = in.number<std::uint32_t>();
    if (health_stem_ != 0) {
        terms_[health_stem_].ending = stem_ending;
    }
    nodes_ = in.array<Node>();
    edges_ = in.array<Edge>();
    edge_bits_ = in.array<std::uint64_t>();
    outputs_ = in.array<Output>();
    letters_ = in.array<char>();
    word_at_ = in.array<std::uint32_t>();
    roles_ = in.array<WordRole>();
    families_ = in.array<std::uint32_t>();
    slots_ = in.array<Slot>();
    starts_ = in.array<std::uint64_t>();
    firsts_ = in.array<std::uint32_t>();
}

void LexiconIndex::accept(Walk& state, std::uint32_t node, std::size_t end,
                          std::uint32_t span) const {
    for (std::uint32_t at = nodes_[node].outputs; at < nodes_[node + 1].outputs; ++at) {
        const LexiconHit hit{state.begin, static_cast<std::uint32_t>(end), outputs_[at].term,
                             outputs_[at].trap != 0, span == 0 ? state.begin : span};
        if (hit.trap) {
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
    if (nodes_[node].edges == nodes_[node + 1].edges || at >= state.begin + longest_walk ||
        at >= tokens.size() || tokens[at].kind == TokenKind::newline) {
        return;
    }
    if (tokens[at].kind == TokenKind::number) {
        if (const auto next = next_node(node, number_word); next != none) {
            walk(state, next, past_number(state.document, at), {step.gaps, 0, step.span});
        }
    }
    const std::uint32_t word = word_number(state.document, tokens[at]);
    if (word != none) {
        const WordRole& role = roles_[word];
        if ((role.edges & edge_bits_[node]) != 0) {
            walk_word(state, node, at, word, step);
        }
        if (step.adverbs > 0 && role.is(adverb)) {
            walk_on(state, node, at + 1, {step.gaps, step.adverbs - 1, step.span});
        }
        if (step.clitics > 0 && role.is(clitic)) {
            walk_on(state, node, at + 1, {step.gaps, 0, step.span, step.clitics - 1});
        }
    }
    if ((edge_bits_[node] & step_bit) == 0) {
        return;
    }
    if (const auto after = next_node(node, determiner_word); after != none) {
        std::size_t place = at;
        for (int skipped = 0; skipped <= most_determiners; ++skipped) {
            walk_on(state, after, place, {step.gaps, 0, step.span});
            const std::uint32_t number =
                place < tokens.size() ? word_number(state.document, tokens[place]) : none;
            if (number == none || !roles_[number].is(determiner)) {
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

/// Walks from the root over the word at state.begin, and over each family it belongs to.
void LexiconIndex::start(Walk& state, std::uint32_t word) const {
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

void LexiconIndex::find(const Document& document, std::vector<LexiconHit>& hits,
                        Engine engine) const {
    assert(builder_ == nullptr);
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        std::uint32_t hash = token.hash;
        if (token.kind == TokenKind::newline || token.kind == TokenKind::mark) {
            if (document.text()[token.begin] != '+') {
                continue;
            }
            hash = text::word_hash("+");
        }
        const std::size_t before = hits.size();
        Walk state{document, hits, before, static_cast<std::uint32_t>(i)};
        if (token.kind == TokenKind::number && firsts_[number_word] != none) {
            walk(state, firsts_[number_word], past_number(document, i), {});
        }
        if (engine == Engine::reference || holds(starts_, hash)) {
            const std::uint32_t number = word_number(document.text(token), hash);
            if (number != none) {
                start(state, number);
            }
        }
        if (hits.size() == before && health_stem_ != 0 &&
            !disease_ending(document.text(token)).empty()) {
            hits.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1),
                            health_stem_, false, static_cast<std::uint32_t>(i)});
        }
    }
}

} // namespace oblio::detect
