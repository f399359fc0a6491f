// lib/src/detect/context.cpp
#include "detect/context.hpp"

#include "detect/compact.hpp"

#include "text/word_hash.hpp"

#include "oblio/text/fold.hpp"

#include <algorithm>

namespace oblio::detect {
namespace {

bool is_word_byte(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80U;
}

bool counts(const Token& token) noexcept {
    return token.kind == TokenKind::word || token.kind == TokenKind::number;
}

bool fits(std::string_view word, std::string_view wanted) noexcept {
    if (!wanted.empty() && wanted.back() == '*') {
        wanted.remove_suffix(1);
        return word.substr(0, wanted.size()) == wanted;
    }
    return word == wanted;
}

/// The words of a phrase, folded; a stem with its '*'.
std::vector<std::string> words_in(std::string_view phrase) {
    const std::string folded = fold_to_string(phrase);
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < folded.size()) {
        if (!is_word_byte(folded[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        // Digits and letters are tokens of their own.
        while (end < folded.size() && is_word_byte(folded[end]) &&
               is_digit(folded[end]) == is_digit(folded[at])) {
            ++end;
        }
        std::string word = folded.substr(at, end - at);
        if (end < folded.size() && folded[end] == '*') {
            word += '*';
            ++end;
        }
        words.push_back(std::move(word));
        at = end;
    }
    return words;
}

std::uint32_t byte_key(char first) noexcept {
    return static_cast<unsigned char>(first);
}

} // namespace

bool PhraseList::has_word(std::string_view phrase) {
    return !words_in(phrase).empty();
}

PhraseList::PhraseList(std::span<const std::string> phrases) {
    std::vector<char> letters;
    std::vector<std::uint32_t> ends{0};
    std::vector<std::uint32_t> begins;
    std::vector<First> first_words;
    std::vector<First> stems;
    const auto put = [&](std::string_view string) {
        letters.insert(letters.end(), string.begin(), string.end());
        ends.push_back(static_cast<std::uint32_t>(letters.size()));
    };
    for (const std::string& phrase : phrases) {
        const auto index = static_cast<std::uint32_t>(begins.size());
        begins.push_back(static_cast<std::uint32_t>(ends.size() - 1));
        put(phrase);
        const auto words = words_in(phrase);
        std::for_each(words.begin(), words.end(), put);
        if (words.front().back() == '*') {
            stems.push_back({byte_key(words.front().front()), index});
        } else {
            first_words.push_back({text::word_hash(words.front()), index});
        }
    }
    begins.push_back(static_cast<std::uint32_t>(ends.size() - 1));
    std::sort(first_words.begin(), first_words.end());
    std::sort(stems.begin(), stems.end());
    letters_ = Flat<char>{std::move(letters)};
    ends_ = Flat<std::uint32_t>{std::move(ends)};
    begins_ = Flat<std::uint32_t>{std::move(begins)};
    by_first_word_ = Flat<First>{std::move(first_words)};
    by_stem_ = Flat<First>{std::move(stems)};
}

void PhraseList::save(TableWriter& out) const {
    out.array(letters_);
    out.array(ends_);
    out.array(begins_);
    out.array(by_first_word_);
    out.array(by_stem_);
}

void PhraseList::borrow(TableReader& in) {
    letters_ = in.array<char>();
    ends_ = in.array<std::uint32_t>();
    begins_ = in.array<std::uint32_t>();
    by_first_word_ = in.array<First>();
    by_stem_ = in.array<First>();
}

std::vector<std::string> PhraseList::key_words() const {
    std::vector<std::string> keys;
    for (std::size_t phrase = 0; phrase < size(); ++phrase) {
        std::string_view key;
        for (std::size_t i = 0; i < words_of(phrase); ++i) {
            const std::string_view word = word_of(phrase, i);
            key = word.size() > key.size() && !is_digit(word.front()) ? word : key;
        }
        keys.emplace_back(key);
    }
    return keys;
}

std::optional<PhraseList::Match> PhraseList::at(const Document& document, std::size_t first) const {
    const auto& tokens = document.tokens();
    std::optional<Match> best;
    const auto try_phrase = [&](const First& candidate) {
        std::size_t token = first;
        for (std::size_t word = 0; word < words_of(candidate.phrase); ++word) {
            while (word > 0 && token < tokens.size() && token < first + 12 &&
                   !counts(tokens[token])) {
                ++token;
            }
            if (token >= tokens.size() || !counts(tokens[token]) ||
                !fits(document.text(tokens[token]), word_of(candidate.phrase, word))) {
                return;
            }
            ++token;
        }
        if (!best || token - first > best->tokens) {
            best = Match{token - first, candidate.phrase};
        }
    };
    const std::string_view word = document.text(tokens[first]);
    const auto whole = with_key(by_first_word_, tokens[first].hash);
    std::for_each(whole.begin(), whole.end(), try_phrase);
    const auto stems = with_key(by_stem_, byte_key(word.front()));
    std::for_each(stems.begin(), stems.end(), try_phrase);
    return best;
}

std::span<const PhraseList::First> PhraseList::with_key(const Flat<First>& list,
                                                        std::uint32_t key) {
    const auto begin = std::lower_bound(list.begin(), list.end(), First{key, 0});
    const auto end =
        std::find_if(begin, list.end(), [&](const First& first) { return first.key != key; });
    return {begin, end};
}

std::optional<std::size_t> PhraseList::word(std::string_view folded) const {
    for (const First& first : with_key(by_first_word_, text::word_hash(folded))) {
        if (words_of(first.phrase) == 1 && word_of(first.phrase, 0) == folded) {
            return first.phrase;
        }
    }
    return std::nullopt;
}

namespace {

/// A phrase of one word, in one piece with the candidate that begins behind it.
std::optional<ContextHit> glued_context(const Document& document, const ContextRule& rule,
                                        std::size_t begin) {
    const std::string_view text = document.text();
    std::size_t head = begin;
    while (head > 0 && is_lower(text[head - 1])) {
        --head;
    }
    std::size_t digits = begin;
    while (is_lower(byte_at(text, digits))) {
        ++digits;
    }
    // "ciao 2012316", "ciao2012316" hold no "ci": the digits are glued too, and so short a label
    // stands before digits alone.
    constexpr std::size_t shortest_before_letters = 3;
    if (head == begin || (digits > begin && begin - head < shortest_before_letters) ||
        is_word_byte(byte_before(text, head)) || !is_digit(byte_at(text, digits))) {
        return std::nullopt;
    }
    const auto phrase = rule.phrases.word(text.substr(head, begin - head));
    return phrase ? std::optional{ContextHit{*phrase, 0, true, true}} : std::nullopt;
}

/// The nearest phrase that ends before the candidate does begin.
std::optional<ContextHit> context_before(const Document& document, const ContextRule& rule,
                                         std::size_t begin) {
    const auto& tokens = document.tokens();
    std::optional<ContextHit> best;
    std::vector<std::size_t> passed; // word tokens between, nearest first
    for (std::size_t token = document.token_at(begin); token > 0 && passed.size() < rule.before;) {
        --token;
        if (!counts(tokens[token])) {
            continue;
        }
        passed.push_back(token);
        const auto match = rule.phrases.at(document, token);
        if (!match || tokens[token + match->tokens - 1].end > begin) {
            continue;
        }
        const auto inside = std::count_if(passed.begin(), passed.end(), [&](std::size_t other) {
            return other < token + match->tokens;
        });
        const std::size_t distance = passed.size() - static_cast<std::size_t>(inside);
        if (!best || distance < best->distance) {
            best = ContextHit{match->phrase, distance, true};
        }
        if (best->distance == 0 || passed.size() > best->distance + 3) {
            break; // only a longer phrase could be as near
        }
    }
    return best;
}

/// The nearest phrase behind the candidate, fewer than `most` words away.
std::optional<ContextHit> context_after(const Document& document, const ContextRule& rule,
                                        std::size_t end, std::size_t most) {
    const auto& tokens = document.tokens();
    std::size_t words = 0;
    for (std::size_t token = document.token_at(end); token < tokens.size() && words < most;
         ++token) {
        if (!counts(tokens[token]) || tokens[token].begin < end) {
            continue;
        }
        if (const auto match = rule.phrases.at(document, token)) {
            return ContextHit{match->phrase, words, false};
        }
        ++words;
    }
    return std::nullopt;
}

} // namespace

std::optional<ContextHit> nearest_context(const Document& document, const ContextRule& rule,
                                          std::size_t begin, std::size_t end) {
    if (rule.phrases.empty()) {
        return std::nullopt;
    }
    if (const auto label = glued_context(document, rule, begin)) {
        return label;
    }
    const auto before = context_before(document, rule, begin);
    const auto after = context_after(document, rule, end,
                                     before ? std::min(rule.after, before->distance) : rule.after);
    return after ? after : before;
}

} // namespace oblio::detect
