// lib/src/detect/lexicon_index.cpp: terms become an automaton; into a file of tables and back.
#include "detect/lexicon_index.hpp"

#include "detect/lexicon_stems.hpp"
#include "detect/names_table.hpp"
#include "detect/word_families.hpp"
#include "detect/word_list.hpp"
#include "text/word_hash.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace oblio::detect {
namespace {

constexpr double stem_weight = 0.8;
constexpr std::string_view stem_ending = "stem";
// As people type them in comments, and as Rome and Naples say them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> spellings{{
    {"nn", "non"},     {"nun", "non"},     {"nunn", "non"},     {"x", "per"},
    {"xke", "perche"}, {"xche", "perche"}, {"perke", "perche"}, {"ke", "che"},
    {"cn", "con"},     {"kn", "con"},      {"cu", "con"},       {"er", "il"},
    {"ar", "al"},      {"der", "del"},     {"dar", "dal"},      {"ner", "nel"},
    {"sur", "sul"},    {"sensa", "senza"}, {"sanza", "senza"},  {"senz", "senza"},
}};

std::uint32_t narrow(std::size_t value) noexcept {
    return static_cast<std::uint32_t>(value);
}

} // namespace

using namespace lexicon;

/// The trie while terms are added: nodes that grow, words in a map.
struct LexiconIndex::Builder {
    struct Growing {
        std::vector<Edge> edges; // by word
        std::vector<Output> outputs;
        std::array<std::uint64_t, 2> below{};
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
    std::vector<double> often; // by word, once all terms are added
    Document document;

    Builder() {
        mark_words(determiners(), determiner);
        mark_words(verb_adverbs(), adverb);
        mark_words(number_words(), numeral);
        mark_words("mi ti si ci vi lo la li le gli ne me se m c", clitic);
        mark_words("non nn nun nunn", negation);
        mark_words("' -", glue);
        for (const auto& [spelling, meant] : spellings) {
            const std::uint32_t number = intern(meant);
            words[intern(spelling)].families.push_back(number);
        }
    }

    std::uint32_t intern(std::string_view word) {
        const auto [entry, fresh] = numbers.emplace(word, static_cast<std::uint32_t>(words.size()));
        if (fresh) {
            const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
            words.push_back({std::string{word}, 0, number ? std::uint32_t{digits} : 0U, {}});
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

    void number_by_use(const NameTable* names);
    [[nodiscard]] std::vector<Slot> slots() const;
    [[nodiscard]] LexiconVocabulary vocabulary(const NameTable* names) const;
    [[nodiscard]] LexiconKeys keys(const LexiconVocabulary& vocabulary, Kind kind);
    /// Calls `each` with the words and the nodes of every way from the root to an output.
    template <class Each> void each_term(Kind kind, const Each& each) const;
};

LexiconIndex::LexiconIndex() : builder_{std::make_unique<Builder>()} {}
LexiconIndex::LexiconIndex(LexiconIndex&&) noexcept = default;
LexiconIndex& LexiconIndex::operator=(LexiconIndex&&) noexcept = default;
LexiconIndex::~LexiconIndex() = default;

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

/// "~fare | _ ramadan" -> "ramadan | ~lo ~fare": a verb and its object, which a text may put first;
/// nothing if the form is anything else. A bar tells that the object says enough.
std::string object_first(std::string_view form) {
    constexpr std::size_t most_words = 3;
    const std::size_t end = form.find(' ');
    const std::string_view verb = form.substr(0, end);
    if (end == std::string_view::npos || !verb.starts_with('~') || !is_verb(verb.substr(1)) ||
        in(verb, "~essere", "~stare", "~avere")) {
        return {};
    }
    std::string_view object = form.substr(end);
    bool bar = false;
    bool article = false;
    for (;;) {
        if (object.starts_with(" | ")) {
            bar = true;
        } else if (object.starts_with(" _ ")) {
            article = true;
        } else {
            break;
        }
        object.remove_prefix(2);
    }
    object.remove_prefix(std::min<std::size_t>(1, object.size()));
    const bool plain =
        object.find_first_of(object.starts_with("~#") ? "_|<." : "~_|<.") == std::string_view::npos;
    const std::size_t last = object.rfind(' ');
    const std::string_view ending =
        last == std::string_view::npos ? std::string_view{} : object.substr(last + 1);
    if (!article || !plain || object.empty() ||
        static_cast<std::size_t>(std::count(object.begin(), object.end(), ' ')) >= most_words ||
        in(ending, "da", "di", "per", "ogni", "che", "con", "in", "a")) {
        return {};
    }
    return std::string{object} + (bar ? " | ~lo " : " ~lo ") + std::string{verb};
}

void LexiconIndex::add(const Lexicon& lexicon) {
    const std::string_view id = ids_.emplace_back(lexicon.info.id);
    for (const LexiconClass& words : lexicon.classes) {
        builder_->add_class(words);
    }
    for (const LexiconEntry& entry : lexicon.entries) {
        const auto number = static_cast<std::uint32_t>(terms_.size());
        terms_.push_back({id, lexicon.info.type, entry.kind, entry.weight, {}});
        if (entry.kind == TermKind::act) { // its phrases with the object first
            terms_.push_back({id, lexicon.info.type, entry.kind, entry.weight, {}, true});
        }
        for (const bool trap : {false, true}) {
            for (const std::string& phrase : trap ? entry.traps : entry.terms) {
                for (const std::string& form :
                     expand_braces(phrase).value_or(std::vector<std::string>{})) {
                    builder_->add_phrase(form, {number, trap ? trap_kind : term_kind});
                    const std::string turned =
                        !trap && entry.kind == TermKind::act ? object_first(form) : std::string{};
                    if (!turned.empty()) {
                        builder_->add_phrase(turned, {number + 1, term_kind});
                    }
                }
            }
        }
    }
    if (lexicon.info.type == FindingType::health && health_stem_ == 0) {
        health_stem_ = static_cast<std::uint32_t>(terms_.size());
        terms_.push_back({id, FindingType::health, TermKind::condition, stem_weight, stem_ending});
    }
}

/// How often a word stands in Italian texts, about: one in so many, by its rank (Zipf's law). What
/// has no rank but a meaning to the lists of names (a day, a town, a name) is no rare word either.
double frequency_of(std::string_view word, const NameTable* names) {
    const NameEntry* entry = names == nullptr ? nullptr : names->find(word, text::word_hash(word));
    if (entry != nullptr && entry->rank > 0) {
        return 1.0 / (9.0 + entry->rank);
    }
    const bool mark = word.size() == 1 && (word < "0" || (word > "9" && word < "a"));
    if (mark || word.size() <= 2) { // a full stop, "l", "cl"
        return mark ? 1.0 / 20 : word.size() == 1 ? 1.0 / 50 : 1.0 / 1'000;
    }
    const bool usual = entry != nullptr && (!entry->contexts.empty() || entry->first > 0);
    return usual ? 1.0 / 2'000 : entry != nullptr ? 1.0 / 8'000 : 1.0 / 30'000;
}

/// Gives the first numbers to the words that texts say most, so that what is asked of them lies
/// side by side in the memory.
void LexiconIndex::Builder::number_by_use(const NameTable* names) {
    std::vector<double> use(words.size());
    for (std::size_t word = fixed_words; word < words.size(); ++word) {
        const std::string& text = words[word].text;
        use[word] = text.front() == '~' ? 0 : frequency_of(text, names);
    }
    std::vector<std::uint32_t> order(words.size()); // old numbers
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin() + fixed_words, order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return use[a] > use[b]; });
    std::vector<std::uint32_t> fresh(words.size()); // new numbers, by old
    std::vector<Word> sorted;
    for (const std::uint32_t word : order) {
        fresh[word] = narrow(sorted.size());
        sorted.push_back(std::move(words[word]));
    }
    words = std::move(sorted);
    for (std::size_t number = fixed_words; number < words.size(); ++number) {
        numbers[words[number].text] = narrow(number);
        for (std::uint32_t& family : words[number].families) {
            family = fresh[family];
        }
    }
    for (Growing& node : nodes) {
        for (Edge& edge : node.edges) {
            edge.word = fresh[edge.word];
        }
        std::sort(node.edges.begin(), node.edges.end(),
                  [](const Edge& a, const Edge& b) { return a.word < b.word; });
    }
}

/// A family stands as often as all its forms. Without `names`: by length alone.
LexiconVocabulary LexiconIndex::Builder::vocabulary(const NameTable* names) const {
    constexpr double of_numbers = 1.0 / 20;
    LexiconVocabulary all{std::vector<double>(words.size()),
                          std::vector<bool>(words.size()),
                          std::vector<std::vector<std::uint32_t>>(words.size()),
                          {},
                          {}};
    for (std::uint32_t word = 0; word < words.size(); ++word) {
        const Word& row = words[word];
        const bool written = word >= fixed_words && row.text.front() != '~';
        all.readings[word] = row.families;
        all.readings[word].push_back(word);
        if ((row.roles & (numeral | digits)) != 0) {
            all.readings[word].push_back(number_word);
        }
        if ((row.roles & (determiner | adverb | clitic)) != 0) {
            all.small.push_back(word);
        }
        if ((row.roles & glue) != 0) {
            all.glue.push_back(word);
        }
        const double own = written ? frequency_of(row.text, names) : 0.0;
        for (const std::uint32_t reading : all.readings[word]) {
            all.often[reading] += own;
            // Adverbs after a verb, a pronoun after "non": see walk_on().
            all.loose[reading] = all.loose[reading] || (words[reading].roles & verb_family) != 0 ||
                                 (row.roles & negation) != 0;
        }
    }
    all.often[number_word] = of_numbers;
    return all;
}

LexiconKeys LexiconIndex::Builder::keys(const LexiconVocabulary& vocabulary, Kind kind) {
    LexiconKeys::Builder keys{vocabulary, nodes.size()};
    each_term(kind, [&](const auto& spoken, const auto& passed) { keys.add(spoken, passed); });
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        nodes[node].below[kind] = keys.below()[node];
    }
    return keys.finish();
}

template <class Each> void LexiconIndex::Builder::each_term(Kind kind, const Each& each) const {
    struct Place {
        std::uint32_t node;
        std::size_t next; // edge
    };
    std::vector<Place> way{{root, 0}};
    std::vector<std::uint32_t> spoken;
    while (!way.empty()) {
        Place& here = way.back();
        const Growing& node = nodes[here.node];
        const auto wanted = [kind](const Output& output) { return output.kind == kind; };
        if (here.next == 0 && std::any_of(node.outputs.begin(), node.outputs.end(), wanted)) {
            std::vector<std::uint32_t> passed;
            for (const Place& place : way) {
                passed.push_back(place.node);
            }
            each(spoken, passed);
        }
        if (here.next == node.edges.size()) {
            way.pop_back();
            if (!spoken.empty()) {
                spoken.pop_back();
            }
            continue;
        }
        const Edge& edge = node.edges[here.next++];
        spoken.push_back(edge.word);
        way.push_back({edge.node, 0});
    }
}

/// The places of all words by hash. What texts say most often stands where it is looked for first.
std::vector<LexiconIndex::Slot> LexiconIndex::Builder::slots() const {
    std::size_t size = 1024; // at most half full, so probes stay short
    while (size < 2 * words.size()) {
        size *= 2;
    }
    std::vector<std::uint32_t> order(words.size() -
                                     fixed_words); // the marks are no words of a text
    std::iota(order.begin(), order.end(), narrow(fixed_words));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return often[a] > often[b]; });
    std::vector<Slot> slots(size, Slot{0, 0});
    for (const std::uint32_t number : order) {
        const std::uint32_t hash = text::word_hash(words[number].text);
        std::size_t slot = hash & (size - 1);
        while (slots[slot].word != 0) {
            slots[slot].word |= slots[slot].hash == hash ? alias_bit : 0;
            slot = (slot + 1) & (size - 1);
        }
        const bool disease = !disease_ending(words[number].text).empty();
        slots[slot] = {hash, (number + 1) | (disease ? disease_bit : 0)};
    }
    return slots;
}

/// The words of the builder: their letters, roles and places by hash.
void LexiconIndex::freeze_words(const Builder& built) {
    std::vector<char> letters;
    std::vector<std::uint32_t> word_at{0};
    std::vector<WordRole> roles;
    std::vector<std::uint32_t> families;
    for (const Builder::Word& word : built.words) {
        WordRole role{word.persons, word_bit(narrow(roles.size())), word.roles,
                      narrow(families.size())};
        for (const std::uint32_t family : word.families) {
            role.edges |= word_bit(family);
        }
        role.edges |= (word.roles & numeral) != 0 ? word_bit(number_word) : 0;
        roles.push_back(role);
        families.insert(families.end(), word.families.begin(), word.families.end());
        letters.insert(letters.end(), word.text.begin(), word.text.end());
        word_at.push_back(narrow(letters.size()));
    }
    roles.push_back({0, 0, 0, narrow(families.size())});
    letters_ = Flat<char>{std::move(letters)};
    word_at_ = Flat<std::uint32_t>{std::move(word_at)};
    roles_ = Flat<WordRole>{std::move(roles)};
    families_ = Flat<std::uint32_t>{std::move(families)};
    slots_ = Flat<Slot>{built.slots()};
}

/// The nodes of the builder, one flat array of edges for all.
void LexiconIndex::freeze_nodes(const Builder& built) {
    std::vector<std::uint32_t> firsts(built.words.size(), none);
    for (const Edge& edge : built.nodes[root].edges) {
        firsts[edge.word] = edge.node;
    }
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    std::vector<Output> outputs;
    for (const Builder::Growing& node : built.nodes) {
        std::uint64_t words = 0;
        for (const Edge& edge : node.edges) {
            const bool step = edge.word != number_word && edge.word < fixed_words;
            words |= step ? mark_bit : word_bit(edge.word);
        }
        nodes.push_back({narrow(edges.size()), narrow(outputs.size()), words, node.below});
        edges.insert(edges.end(), node.edges.begin(), node.edges.end());
        outputs.insert(outputs.end(), node.outputs.begin(), node.outputs.end());
    }
    nodes.push_back({narrow(edges.size()), narrow(outputs.size()), 0, {}});
    nodes_ = Flat<Node>{std::move(nodes)};
    edges_ = Flat<Edge>{std::move(edges)};
    outputs_ = Flat<Output>{std::move(outputs)};
    firsts_ = Flat<std::uint32_t>{std::move(firsts)};
}

void LexiconIndex::finish(const NameTable* names) {
    builder_->number_by_use(names);
    const LexiconVocabulary vocabulary = builder_->vocabulary(names);
    for (const Kind kind : {term_kind, trap_kind}) {
        keys_[kind] = builder_->keys(vocabulary, kind);
    }
    builder_->often = vocabulary.often;
    freeze_words(*builder_);
    freeze_nodes(*builder_);
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
        out.number(static_cast<std::uint32_t>(term.object_first ? 1 : 0));
    }
    out.number(health_stem_);
    out.array(nodes_);
    out.array(edges_);
    out.array(outputs_);
    out.array(letters_);
    out.array(word_at_);
    out.array(roles_);
    out.array(families_);
    out.array(slots_);
    out.array(firsts_);
    for (const LexiconKeys& keys : keys_) {
        keys.save(out);
    }
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
        const auto weight = in.number<double>();
        terms_.push_back({ids_[id], type, kind, weight, {}, in.number<std::uint32_t>() != 0});
    }
    health_stem_ = in.number<std::uint32_t>();
    if (health_stem_ != 0) {
        terms_[health_stem_].ending = stem_ending;
    }
    nodes_ = in.array<Node>();
    edges_ = in.array<Edge>();
    outputs_ = in.array<Output>();
    letters_ = in.array<char>();
    word_at_ = in.array<std::uint32_t>();
    roles_ = in.array<WordRole>();
    families_ = in.array<std::uint32_t>();
    slots_ = in.array<Slot>();
    firsts_ = in.array<std::uint32_t>();
    for (LexiconKeys& keys : keys_) {
        keys.borrow(in);
    }
}

} // namespace oblio::detect
