// lib/src/detect/lexicon_ahead.cpp: says where in a text the keys of terms stand, and where terms
// of these keys may begin.
//
// Nearly every word of a post begins some term ("ho ...", "in ...", "non ..."), and nearly every
// term has a word, or two neighbours, that few posts hold: its key (lexicon_keys.hpp). Each step
// leaves the next one a tenth of its work, and the first two have no branch that a text decides:
//
//   look_up         the number of each word, by the hash that the document took
//   note_words      from the last word to the first: may it make a key with what follows? Two
//                   sets of first words: those wanted right here, and beyond small words
//     text     ho    perso    tutta   la   casa .      first: what each may begin {di} {perdere}
//     ... beyond         {p}  <-  {p}  <- {p}  {p}         bit p: wanted after "~perdere", so noted
//   open_keys       of the noted: do the two words stand in the filter of pairs? Then exactly, and
//                   whether the words around them are those of a term
//   note_starts     back from each key, as far as its terms reach: is this a word they begin with?
//                   at "perso", not at "ho": there the walk begins
//
// Five posts in six hold no such key, and leave here.
#include "detect/lexicon_index.hpp"
#include "detect/lexicon_stems.hpp"
#include "text/word_hash.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace oblio::detect {

using namespace lexicon;

/// The number of each token by its hash alone: that of another word in a text of ten thousand.
/// Nearly always it stands in the first slot that is asked. Notes what may end as a disease, too:
/// of the words of terms that is known, of the others it is asked later. Marks come in no order
/// among words, so the processor would guess a branch for them wrong.
void LexiconIndex::look_up(Text& text) const {
    const std::span<const Token> tokens{text.document.tokens()};
    const std::span<const Slot> slots = slots_.span();
    const std::string_view letters = text.document.text();
    text.words.resize(tokens.size());
    text.diseases.resize(tokens.size());
    const std::span<std::uint32_t> words{text.words};
    const std::span<std::uint32_t> diseases{text.diseases};
    std::size_t count = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const Token& token = tokens[at];
        const bool marks = token.kind == TokenKind::mark || token.kind == TokenKind::newline;
        // The document has no hash for marks, so either is 0. Most marks are one byte.
        const auto byte = static_cast<unsigned char>(letters[token.begin]);
        std::uint32_t hash = token.hash | (text::byte_hashes[byte] & (0U - (marks ? 1U : 0U)));
        if (marks & (token.end - token.begin > 1)) {
            hash = text::word_hash(text.document.text(token));
        }
        std::size_t slot = hash & (slots.size() - 1);
        while (slots[slot].hash != hash && slots[slot].word != 0) {
            slot = (slot + 1) & (slots.size() - 1);
        }
        const std::uint32_t found = slots[slot].word;
        std::uint32_t word = (found & ~disease_bit) - 1;
        if ((word & alias_bit) != 0) { // of none, too
            word = word == none ? none : word_number(text.document.text(token), hash);
            word = word == none && token.kind == TokenKind::number ? number_word : word;
        }
        words[at] = word;
        diseases[count] = static_cast<std::uint32_t>(at);
        count += (found & disease_bit) != 0 || found == 0 ? 1U : 0U;
    }
    text.diseases.resize(count);
}

/// Compares each word with the one that its number stands for. Whether any was another.
/// Time: once a text.
bool LexiconIndex::confirm_words(Text& text) const {
    bool changed = false;
    if (std::exchange(text.confirmed, true)) {
        return changed;
    }
    const auto& tokens = text.document.tokens();
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        std::uint32_t& word = text.words[at];
        if (word != none && word != number_word &&
            !text::same_word(this->word(word), text.document.text(tokens[at]))) {
            word = none;
            changed = true;
        }
    }
    return changed;
}

std::uint32_t LexiconIndex::word_number(std::string_view word, std::uint32_t hash) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot].word != 0; slot = (slot + 1) & mask) {
        const std::uint32_t number = (slots_[slot].word & ~(alias_bit | disease_bit)) - 1;
        if (slots_[slot].hash == hash && text::same_word(this->word(number), word)) {
            return number;
        }
    }
    return none;
}

/// Notes the words that may make a key, alone or with a word after them, the last one first.
void LexiconIndex::note_words(Text& text, const LexiconKeys& keys) const {
    static constexpr LexiconKeys::Word unknown{}; // a line feed, too
    const std::span<const std::uint32_t> words{text.words};
    const std::span<const LexiconKeys::Word> rows = keys.words();
    text.noted.resize(words.size());
    const std::span<std::uint32_t> noted{text.noted};
    std::size_t count = 0;
    LexiconKeys::Bits nearby{0, mark_bit}; // first words that make a key with the next word
    LexiconKeys::Bits beyond; // and with one after small words; marked means nothing here
    std::uint64_t second = 0; // the usual ones among the next word and those after small words
    for (std::size_t at = words.size(); at-- > 0;) {
        const LexiconKeys::Word& word = words[at] == none ? unknown : rows[words[at]];
        noted[count] = static_cast<std::uint32_t>(at);
        const bool sets = (word.first & (nearby | beyond)).any();
        count += sets | ((word.seconds & second) != 0) ? 1U : 0U;
        if (!word.nearby.marked()) {
            const std::uint64_t small = 0 - (word.beyond.more >> 63U);
            second = word.second | (second & small);
            nearby = word.nearby | LexiconKeys::Bits{0, mark_bit};
            beyond = word.beyond | (beyond & LexiconKeys::Bits{small, small});
        }
    }
    text.noted.resize(count);
}

/// Whether some term of a key says the words around it, the key being the tokens from `first` to
/// `last`.
bool LexiconIndex::stands_between(const Text& text, const LexiconKeys& keys,
                                  const LexiconKeys::Row& row, std::size_t first,
                                  std::size_t last) const {
    const auto said = [&](std::uint64_t wanted, std::size_t at, std::size_t step) {
        if (wanted == LexiconKeys::anything) {
            return true;
        }
        do { // before the first token at is past the end, too
            at += step;
        } while (at < text.words.size() && text.words[at] != none &&
                 keys.word(text.words[at]).nearby.marked());
        return at < text.words.size() && text.words[at] != none &&
               (roles_[text.words[at]].edges & wanted) != 0;
    };
    return said(row.before, first, ~std::size_t{0}) && said(row.after, last, 1);
}

/// Opens the keys that the word at `at` makes, alone or with a word after it. What stands between
/// the two is what a walk may pass over.
void LexiconIndex::open_keys(Text& text, const LexiconKeys& keys, std::size_t at) const {
    const auto open = [&](std::uint32_t first, std::uint32_t second, std::size_t last) {
        const LexiconKeys::Row& row = keys.row(first, second);
        if (row.begins != 0 && stands_between(text, keys, row, at, last)) {
            text.opened.push_back({at, LexiconKeys::key_bit(first, second), row.begins, row.back});
        }
    };
    const std::uint32_t number = text.words[at];
    const LexiconKeys::Bits own = keys.word(number).first;
    const std::uint64_t seconds = keys.word(number).seconds;
    if (own.marked()) {
        each_reading(number, [&](std::uint32_t first) { open(first, none, at); });
    }
    const std::size_t end = std::min(text.words.size(), at + longest_walk);
    bool passed = false; // a small word
    for (std::size_t next = at + 1; next < end && text.words[next] != none; ++next) {
        const LexiconKeys::Word& word = keys.word(text.words[next]);
        if (word.nearby.marked()) {
            continue;
        }
        const LexiconKeys::Bits wanted = passed ? word.beyond : word.beyond | word.nearby;
        const LexiconKeys::Bits met = own & wanted & LexiconKeys::all_bits;
        const std::uint64_t usual = seconds & word.second;
        if (usual != 0 || (met & LexiconKeys::own_bits).any() ||
            (met.any() && keys.may_pair(number, text.words[next]))) {
            each_reading(number, [&](std::uint32_t first) {
                each_reading(text.words[next], [&](std::uint32_t second) {
                    const LexiconKeys::Word& one = keys.word(first);
                    const LexiconKeys::Word& other = keys.word(second);
                    if ((one.first & met & (other.nearby | other.beyond)).any() ||
                        (one.seconds & other.second & usual) != 0) {
                        open(first, second, next);
                    }
                });
            });
        }
        if (!word.beyond.marked()) {
            return;
        }
        passed = true;
    }
}

/// Notes where a term of the opened keys may begin: back from each of them, glue not counted, in
/// the same line. The first one first.
void LexiconIndex::note_starts(Text& text, const LexiconKeys& keys) const {
    const std::span<const Token> tokens{text.document.tokens()};
    text.noted.clear();
    for (const Opened& key : text.opened) {
        std::size_t left = key.back + 1;
        const std::size_t first = key.at - std::min(key.at, longest_walk - 1);
        for (std::size_t at = key.at + 1; at-- > first && left > 0;) {
            if (tokens[at].kind == TokenKind::newline) {
                break;
            }
            const std::uint32_t word = text.words[at];
            const bool passed_over = word != none && keys.word(word).nearby.marked();
            left -= passed_over ? 0 : 1;
            if ((word != none && may_start(keys, word, key)) ||
                (tokens[at].kind == TokenKind::number && may_start(keys, number_word, key))) {
                text.noted.push_back(static_cast<std::uint32_t>(at));
            }
        }
    }
    std::sort(text.noted.begin(), text.noted.end());
    text.noted.erase(std::unique(text.noted.begin(), text.noted.end()), text.noted.end());
}

/// Notes where walks begin: for the reference engine, everywhere.
void LexiconIndex::look_ahead(Text& text, const LexiconKeys& keys) const {
    text.opened.clear();
    if (text.engine == Engine::reference) {
        text.noted.resize(text.words.size());
        std::iota(text.noted.begin(), text.noted.end(), 0U);
        return;
    }
    note_words(text, keys);
    for (const std::uint32_t at : text.noted) { // the filter lies far from the processor
        keys.expect_pair(text.words[at], at + 1 < text.words.size() ? text.words[at + 1] : none);
    }
    for (const std::uint32_t at : text.noted) {
        open_keys(text, keys, at);
    }
    note_starts(text, keys);
}

} // namespace oblio::detect
