// lib/src/detect/lexicon_ahead.cpp: says where in a text the keys of terms stand.
//
// Nearly every word of a post begins some term ("ho ...", "in ...", "non ..."), and nearly every
// term has a word, or two neighbours, that few posts hold: its key (lexicon_keys.hpp). The words
// of the text are numbered by the hash that the document took, then asked from the last to the
// first whether they make a key with what follows: one mask of right after, one of beyond small
// words. Nearly always these bits are enough.
//
//   text     ho    perso    tutta   la   casa .    first: what each may begin {di} {perdere} ...
//   beyond         {p}  <-  {p}  <- {p}  {p}       bit p: wanted after "~perdere", so asked exactly
//   ahead    {k}   {k}                             k: key "~perdere casa"; walks begin where a term
//                                                  of k may: at "perso", not at "ho"
//
// Seven posts in ten hold no key of a term, and leave here.
#include "detect/lexicon_index.hpp"
#include "text/word_hash.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace oblio::detect {

using namespace lexicon;

namespace {
constexpr std::size_t chunk = 32; // tokens; no walk goes farther
static_assert(longest_walk <= chunk);
} // namespace

/// The number of each token by its hash alone: that of another word in a text of ten thousand.
void LexiconIndex::look_up(Text& text) const {
    const std::span<const Token> tokens{text.document.tokens()};
    const std::span<const Slot> slots = slots_.span();
    text.words.resize(tokens.size());
    const std::span<std::uint32_t> words{text.words};
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const Token& token = tokens[at];
        const std::uint32_t hash =
            token.kind == TokenKind::mark ? text::word_hash(text.document.text(token)) : token.hash;
        std::size_t slot = hash & (slots.size() - 1);
        while (slots[slot].hash != hash && slots[slot].word != 0) {
            slot = (slot + 1) & (slots.size() - 1);
        }
        std::uint32_t word = slots[slot].word - 1; // none if the slot is free
        if ((word & alias_bit) != 0) {             // of none, too
            word = word == none ? none : word_number(text.document.text(token), hash);
            word = word == none && token.kind == TokenKind::number ? number_word : word;
        }
        words[at] = word;
    }
}

/// Compares each word with the one that its number stands for. Time: once a text.
void LexiconIndex::confirm_words(Text& text) const {
    if (std::exchange(text.confirmed, true)) {
        return;
    }
    const auto& tokens = text.document.tokens();
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        std::uint32_t& word = text.words[at];
        if (word != none && !text::same_word(this->word(word), text.document.text(tokens[at]))) {
            word = none;
        }
    }
}

std::uint32_t LexiconIndex::word_number(std::string_view word, std::uint32_t hash) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot].word != 0; slot = (slot + 1) & mask) {
        const std::uint32_t number = (slots_[slot].word & ~alias_bit) - 1;
        if (slots_[slot].hash == hash && text::same_word(this->word(number), word)) {
            return number;
        }
    }
    return none;
}

/// Notes the keys that the word at `at` makes, alone or with a word after it. What stands between
/// the two is what a walk may pass over.
void LexiconIndex::open_keys(Text& text, const LexiconKeys& keys, std::size_t at) const {
    const auto open = [&](std::uint32_t first, std::uint32_t second) {
        if (const std::uint64_t begins = keys.begins(first, second); begins != 0) {
            text.opened.push_back({at, LexiconKeys::key_bit(first, second), begins});
        }
    };
    const std::size_t end = std::min(text.words.size(), at + longest_walk);
    each_reading(text.words[at], [&](std::uint32_t first) {
        const std::uint64_t own = keys.word(first).first;
        if ((own & mark_bit) != 0) {
            open(first, none);
        }
        bool passed = false; // a small word
        for (std::size_t next = at + 1; next < end; ++next) {
            const std::uint32_t number = text.words[next];
            if (number == none) {
                return;
            }
            const LexiconKeys::Word& word = keys.word(number);
            if ((word.nearby & mark_bit) != 0) {
                continue;
            }
            const std::uint64_t wanted = word.beyond | (passed ? 0 : word.nearby);
            if ((own & wanted & ~mark_bit) != 0) {
                each_reading(number, [&](std::uint32_t second) {
                    const LexiconKeys::Word& row = keys.word(second);
                    if ((own & (row.nearby | row.beyond) & ~mark_bit) != 0) {
                        open(first, second);
                    }
                });
            }
            if ((word.beyond & mark_bit) == 0) {
                return;
            }
            passed = true;
        }
    });
}

/// Notes every key that stands in the text.
void LexiconIndex::look_for_keys(Text& text, const LexiconKeys& keys) const {
    text.opened.clear();
    std::uint64_t nearby = mark_bit; // first words that make a key with the next word
    std::uint64_t beyond = 0;        // and with one after small words
    for (std::size_t at = text.words.size(); at-- > 0;) {
        const std::uint32_t number = text.words[at];
        if (number == none) { // a line feed, too
            nearby = mark_bit;
            beyond = 0;
            continue;
        }
        const LexiconKeys::Word& word = keys.word(number);
        if ((word.first & (nearby | beyond)) != 0) {
            open_keys(text, keys, at);
        }
        if ((word.nearby & mark_bit) == 0) {
            nearby = word.nearby | mark_bit;
            beyond = (word.beyond & ~mark_bit) | ((word.beyond & mark_bit) != 0 ? beyond : 0);
        }
    }
}

/// Says of each token what stands ahead of it: in its chunk of tokens and the next one, so that a
/// long text takes no more time a word than a short one. For the reference engine, everything.
void LexiconIndex::look_ahead(Text& text) const {
    const auto& tokens = text.document.tokens();
    const std::uint64_t always =
        text.engine == Engine::reference ? ~std::uint64_t{0} : std::uint64_t{0};
    text.seen.resize(tokens.size());
    Seen near{}; // of this chunk
    Seen next{}; // of the one after it
    std::size_t left = chunk;
    auto opened = text.opened.begin();
    for (std::size_t at = tokens.size(); at-- > 0;) {
        if (tokens[at].kind == TokenKind::newline) { // no term crosses it
            near = next = {};
            left = chunk;
        } else if (left-- == 0) {
            next = std::exchange(near, {});
            left = chunk - 1;
        }
        for (; opened != text.opened.end() && opened->at == at; ++opened) {
            near.ahead |= opened->key;
            near.begins |= opened->begins;
        }
        text.seen[at] = {near.ahead | next.ahead | mark_bit | always,
                         near.begins | next.begins | always, text.words[at]};
    }
}

} // namespace oblio::detect
