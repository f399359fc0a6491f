// lib/src/detect/lexicon_keys.cpp: chooses the key of each term, and makes the keys flat arrays.
#include "detect/lexicon_keys.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace oblio::detect {

using namespace lexicon;

LexiconKeys::Builder::Builder(const LexiconVocabulary& vocabulary, std::size_t nodes)
    : vocabulary_{vocabulary}, starts_(vocabulary.often.size()), below_(nodes) {}

/// The rarest word if hardly any text holds it; else the rarest pair of neighbours.
LexiconKeys::Builder::Key
LexiconKeys::Builder::choose(std::span<const std::uint32_t> spoken) const {
    constexpr double rare = 1.0 / 20'000;
    const auto& often = vocabulary_.often;
    std::optional<std::size_t> word;
    std::optional<Key> pair;
    std::optional<std::size_t> before; // no gap since
    bool determiners = false;
    for (std::size_t at = 0; at < spoken.size(); ++at) {
        const std::uint32_t here = spoken[at];
        if (here == gap_word) {
            before.reset();
        } else if (here == determiner_word) {
            determiners = true;
        } else if (here != bar_word) {
            if (!word || often[here] < often[spoken[*word]]) {
                word = at;
            }
            if (before) {
                const std::uint32_t first = spoken[*before];
                if (!pair ||
                    often[first] * often[here] < often[pair->first] * often[pair->second]) {
                    pair =
                        Key{first, here, *before, at + 1, determiners || vocabulary_.loose[first]};
                }
            }
            before = at;
            determiners = false;
        }
    }
    const std::size_t rarest = word.value_or(0);
    if (pair && often[spoken[rarest]] > rare) {
        return *pair;
    }
    return {spoken[rarest], none, rarest, rarest + 1, false};
}

/// What a text says beside a key where the term says `word`: its bit, or all if that may be a
/// number of many tokens, what fills a gap, or a mark that is passed over.
std::uint64_t LexiconKeys::Builder::beside(std::uint32_t word) const {
    const auto& glue = vocabulary_.glue;
    const bool open = word < fixed_words || std::find(glue.begin(), glue.end(), word) != glue.end();
    return open ? anything : word_bit(word);
}

/// What stands right before a key, wherever the term is said.
std::uint64_t LexiconKeys::Builder::before(std::span<const std::uint32_t> spoken,
                                           const Key& key) const {
    std::size_t at = key.at;
    while (at > 0 && spoken[at - 1] == bar_word) {
        --at;
    }
    const bool open = at == 0 || key.first == number_word || vocabulary_.loose[spoken[at - 1]];
    return open ? anything : beside(spoken[at - 1]);
}

/// What stands right after it.
std::uint64_t LexiconKeys::Builder::after(std::span<const std::uint32_t> spoken,
                                          const Key& key) const {
    const std::uint32_t last = spoken[key.end - 1];
    std::size_t at = key.end;
    while (at < spoken.size() && spoken[at] == bar_word) {
        ++at;
    }
    const bool open = at == spoken.size() || last == number_word || vocabulary_.loose[last];
    return open ? anything : beside(spoken[at]);
}

/// How many tokens of a text these words of a term take at most, glue not counted: walk_on() says
/// what may stand between them.
std::size_t LexiconKeys::Builder::reach(std::span<const std::uint32_t> spoken) const {
    std::size_t tokens = 0;
    for (const std::uint32_t word : spoken) {
        tokens += word == number_word                           ? longest_walk
                  : word == gap_word || word == determiner_word ? most_between
                  : word == bar_word                            ? 0
                  : vocabulary_.loose[word]                     ? 1 + most_between
                                                                : 1;
    }
    return std::min(tokens, longest_walk);
}

void LexiconKeys::Builder::add(std::span<const std::uint32_t> spoken,
                               std::span<const std::uint32_t> passed) {
    const Key key = choose(spoken);
    const std::uint64_t bit = key_bit(key.first, key.second);
    keys_.push_back(key);
    starts_[spoken.front()] |= bit;
    // "4.300,50 euro": a number is several tokens, and the key stands at its last.
    const bool number = key.first == number_word;
    rows_.push_back({key.first, key.second, word_bit(spoken.front()),
                     number ? longest_walk : reach(spoken.first(key.at)), before(spoken, key),
                     after(spoken, key)});
    for (std::size_t depth = 0; depth + 1 < passed.size(); ++depth) {
        below_[passed[depth]] |= depth <= key.at ? bit : mark_bit;
    }
}

/// A bit for each first word of a pair: one of their own for those that texts say most often.
std::vector<LexiconKeys::Bits> LexiconKeys::Builder::first_bits() const {
    constexpr std::size_t shared_bits = 127 - own;
    std::vector<std::uint32_t> firsts;
    for (const Key& key : keys_) {
        if (key.second != none) {
            firsts.push_back(key.first);
        }
    }
    std::sort(firsts.begin(), firsts.end());
    firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
    std::stable_sort(firsts.begin(), firsts.end(), [&](std::uint32_t a, std::uint32_t b) {
        return vocabulary_.often[a] > vocabulary_.often[b];
    });
    std::vector<Bits> bits(vocabulary_.often.size());
    for (std::size_t at = 0; at < firsts.size(); ++at) {
        const std::size_t bit = at < own ? at : own + firsts[at] % shared_bits;
        bits[firsts[at]] =
            bit < 64 ? Bits{std::uint64_t{1} << bit, 0} : Bits{0, std::uint64_t{1} << (bit - 64)};
    }
    return bits;
}

/// A bit for each of the second words that texts say most often, of keys whose first word has none
/// of its own.
std::vector<std::uint64_t> LexiconKeys::Builder::second_bits(std::span<const Bits> first) const {
    std::vector<std::uint32_t> seconds;
    for (const Key& key : keys_) {
        if (key.second != none && !(first[key.first] & own_bits).any()) {
            seconds.push_back(key.second);
        }
    }
    std::sort(seconds.begin(), seconds.end());
    seconds.erase(std::unique(seconds.begin(), seconds.end()), seconds.end());
    std::stable_sort(seconds.begin(), seconds.end(), [&](std::uint32_t a, std::uint32_t b) {
        return vocabulary_.often[a] > vocabulary_.often[b];
    });
    std::vector<std::uint64_t> bits(vocabulary_.often.size());
    for (std::size_t at = 0; at < std::min(seconds.size(), usual_seconds); ++at) {
        bits[seconds[at]] = std::uint64_t{1} << at;
    }
    return bits;
}

LexiconKeys::Builder::OwnBits LexiconKeys::Builder::own_bits_of_words() const {
    OwnBits bits{first_bits(), {}};
    bits.second = second_bits(bits.first);
    return bits;
}

bool LexiconKeys::Builder::OwnBits::by_second(const Key& key) const {
    return second[key.second] != 0 && !(first[key.first] & own_bits).any();
}

/// What the words of a text say of keys, from what the words of terms do.
std::vector<LexiconKeys::Word> LexiconKeys::Builder::words_of_texts(const OwnBits& bits) const {
    std::vector<Word> alone(bits.first.size());
    for (std::size_t word = 0; word < alone.size(); ++word) {
        alone[word].first = bits.first[word];
        alone[word].second = bits.second[word];
    }
    for (const Key& key : keys_) {
        if (key.second == none) {
            alone[key.first].first.more |= mark_bit;
        } else if (bits.by_second(key)) {
            alone[key.first].seconds |= bits.second[key.second];
        } else {
            (key.loose ? alone[key.second].beyond : alone[key.second].nearby) |=
                bits.first[key.first];
        }
    }
    std::vector<Word> words(alone.size());
    for (std::size_t word = 0; word < words.size(); ++word) {
        for (const std::uint32_t reading : vocabulary_.readings[word]) {
            words[word].first |= alone[reading].first;
            words[word].nearby |= alone[reading].nearby;
            words[word].beyond |= alone[reading].beyond;
            words[word].second |= alone[reading].second;
            words[word].seconds |= alone[reading].seconds;
        }
    }
    for (const std::uint32_t word : vocabulary_.small) {
        words[word].beyond.more |= mark_bit;
    }
    for (const std::uint32_t mark : vocabulary_.glue) {
        words[mark].nearby.more |= mark_bit;
    }
    return words;
}

/// The same for what terms begin with.
std::vector<std::uint64_t> LexiconKeys::Builder::starts_of_texts() const {
    std::vector<std::uint64_t> starts(starts_.size());
    for (std::size_t word = 0; word < starts.size(); ++word) {
        for (const std::uint32_t reading : vocabulary_.readings[word]) {
            starts[word] |= starts_[reading];
        }
    }
    return starts;
}

/// Each key once, with what all its terms begin with.
std::vector<LexiconKeys::Row> LexiconKeys::Builder::rows() const {
    const auto of = [](const Row& row) { return std::tuple{row.first, row.second}; };
    std::vector<Row> sorted = rows_;
    std::sort(sorted.begin(), sorted.end(),
              [&](const Row& a, const Row& b) { return of(a) < of(b); });
    std::vector<Row> once;
    for (const Row& row : sorted) {
        if (once.empty() || of(once.back()) != of(row)) {
            once.push_back(row);
        }
        once.back().begins |= row.begins;
        once.back().before |= row.before;
        once.back().after |= row.after;
        once.back().back = std::max(once.back().back, row.back);
    }
    return once;
}

/// The filter of may_pair(): every pair of words of a text that has the readings of a key.
std::vector<std::uint64_t> LexiconKeys::Builder::pairs(const OwnBits& bits) const {
    std::vector<std::vector<std::uint32_t>> written(vocabulary_.readings.size()); // by reading
    for (std::uint32_t word = 0; word < written.size(); ++word) {
        for (const std::uint32_t reading : vocabulary_.readings[word]) {
            written[reading].push_back(word);
        }
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const Key& key : keys_) {
        const bool decided =
            key.second == none || (bits.first[key.first] & own_bits).any() || bits.by_second(key);
        if (!decided) { // else their bits alone decide
            pairs.emplace_back(key.first, key.second);
        }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    std::vector<std::uint64_t> hashes;
    for (const auto& [one, other] : pairs) {
        for (const std::uint32_t first : written[one]) {
            for (const std::uint32_t second : written[other]) {
                hashes.push_back(pair_hash(first, second));
            }
        }
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    std::size_t size = 1; // at least six bits a pair, so that one question in twenty errs
    while (size * 64 < 6 * hashes.size()) {
        size *= 2;
    }
    std::vector<std::uint64_t> filter(size);
    for (const std::uint64_t hash : hashes) {
        filter[hash & (size - 1)] |= pair_bits(hash);
    }
    return filter;
}

LexiconKeys LexiconKeys::Builder::finish() const {
    const std::vector<Row> all = rows();
    std::size_t size = 64; // at most half full, so probes stay short
    while (size < 2 * all.size()) {
        size *= 2;
    }
    std::vector<Row> placed(size, Row{});
    for (const Row& row : all) {
        std::size_t at = place(row.first, row.second, size);
        while (placed[at].begins != 0) {
            at = (at + 1) & (size - 1);
        }
        placed[at] = row;
    }
    LexiconKeys keys;
    const OwnBits bits = own_bits_of_words();
    keys.words_ = Flat<Word>{words_of_texts(bits)};
    keys.starts_ = Flat<std::uint64_t>{starts_of_texts()};
    keys.rows_ = Flat<Row>{std::move(placed)};
    keys.pairs_ = Flat<std::uint64_t>{pairs(bits)};
    return keys;
}

void LexiconKeys::save(TableWriter& out) const {
    out.array(words_);
    out.array(starts_);
    out.array(rows_);
    out.array(pairs_);
}

void LexiconKeys::borrow(TableReader& in) {
    words_ = in.array<Word>();
    starts_ = in.array<std::uint64_t>();
    rows_ = in.array<Row>();
    pairs_ = in.array<std::uint64_t>();
}

} // namespace oblio::detect
