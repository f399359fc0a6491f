// lib/src/detect/context.cpp
#include "detect/context.hpp"

#include "detect/compact.hpp"

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

} // namespace

bool PhraseList::add(std::string_view phrase) {
    Phrase entry{std::string(phrase), {}};
    const std::string folded = fold_to_string(phrase);
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
        entry.words.push_back(std::move(word));
        at = end;
    }
    if (entry.words.empty()) {
        return false;
    }
    phrases_.push_back(std::move(entry));
    index_last();
    return true;
}

void PhraseList::index_last() {
    const std::size_t index = phrases_.size() - 1;
    const std::string& first = phrases_.back().words.front();
    if (first.back() == '*') {
        const auto same = stems_from(first.front());
        by_stem_.insert(by_stem_.begin() + (same.data() + same.size() - by_stem_.data()), index);
    } else {
        by_first_word_[first].push_back(index);
    }
}

void PhraseList::save(TableWriter& out) const {
    out.number(static_cast<std::uint32_t>(phrases_.size()));
    for (const Phrase& phrase : phrases_) {
        out.text(phrase.written);
        out.number(static_cast<std::uint32_t>(phrase.words.size()));
        for (const std::string& word : phrase.words) {
            out.text(word);
        }
    }
}

void PhraseList::read(TableReader& in) {
    const auto count = in.number<std::uint32_t>();
    for (std::uint32_t row = 0; row < count && in.ok(); ++row) {
        Phrase phrase{std::string{in.text()}, {}};
        const auto words = in.number<std::uint32_t>();
        for (std::uint32_t word = 0; word < words && in.ok(); ++word) {
            phrase.words.emplace_back(in.text());
        }
        if (!phrase.words.empty() && !phrase.words.front().empty()) {
            phrases_.push_back(std::move(phrase));
            index_last();
        }
    }
}

void PhraseList::add_all(const PhraseList& other) {
    for (const Phrase& phrase : other.phrases_) {
        add(phrase.written);
    }
}

std::vector<std::string> PhraseList::key_words() const {
    std::vector<std::string> keys;
    for (const Phrase& phrase : phrases_) {
        std::string_view key;
        for (const std::string& word : phrase.words) {
            key = word.size() > key.size() && !is_digit(word.front()) ? word : key;
        }
        keys.emplace_back(key);
    }
    return keys;
}

std::optional<PhraseList::Match> PhraseList::at(const Document& document, std::size_t first) const {
    const auto& tokens = document.tokens();
    std::optional<Match> best;
    const auto try_phrase = [&](std::size_t index) {
        const Phrase& phrase = phrases_[index];
        std::size_t token = first;
        for (std::size_t word = 0; word < phrase.words.size(); ++word) {
            while (word > 0 && token < tokens.size() && token < first + 12 &&
                   !counts(tokens[token])) {
                ++token;
            }
            if (token >= tokens.size() || !counts(tokens[token]) ||
                !fits(document.text(tokens[token]), phrase.words[word])) {
                return;
            }
            ++token;
        }
        if (!best || token - first > best->tokens) {
            best = Match{token - first, index};
        }
    };
    const std::string_view word = document.text(tokens[first]);
    if (const auto entry = by_first_word_.find(word); entry != by_first_word_.end()) {
        std::for_each(entry->second.begin(), entry->second.end(), try_phrase);
    }
    const auto stems = stems_from(word.front());
    std::for_each(stems.begin(), stems.end(), try_phrase);
    return best;
}

std::span<const std::size_t> PhraseList::stems_from(char first) const {
    const auto byte_of = [&](std::size_t index) { return phrases_[index].words.front().front(); };
    const auto begin =
        std::lower_bound(by_stem_.begin(), by_stem_.end(), first,
                         [&](std::size_t index, char wanted) { return byte_of(index) < wanted; });
    const auto end =
        std::upper_bound(begin, by_stem_.end(), first,
                         [&](char wanted, std::size_t index) { return wanted < byte_of(index); });
    return {begin, end};
}

std::optional<std::size_t> PhraseList::word(std::string_view folded) const {
    if (const auto entry = by_first_word_.find(folded); entry != by_first_word_.end()) {
        for (const std::size_t index : entry->second) {
            if (phrases_[index].words.size() == 1) {
                return index;
            }
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

} // namespace

std::optional<ContextHit> nearest_context(const Document& document, const ContextRule& rule,
                                          std::size_t begin, std::size_t end) {
    if (rule.phrases.empty()) {
        return std::nullopt;
    }
    if (const auto label = glued_context(document, rule, begin)) {
        return label;
    }
    const auto& tokens = document.tokens();
    std::optional<ContextHit> best;
    // Left: walk back; a phrase must end before the candidate does begin.
    std::size_t token = document.token_at(begin);
    std::size_t words = 0;
    std::vector<std::size_t> passed; // word tokens between, nearest first
    while (token > 0 && words < rule.before) {
        --token;
        if (!counts(tokens[token])) {
            continue;
        }
        passed.push_back(token);
        ++words;
        const auto match = rule.phrases.at(document, token);
        if (!match || tokens[token + match->tokens - 1].end > begin) {
            continue;
        }
        const auto inside = std::count_if(passed.begin(), passed.end(), [&](std::size_t other) {
            return other < token + match->tokens;
        });
        const std::size_t distance = words - static_cast<std::size_t>(inside);
        if (!best || distance < best->distance) {
            best = ContextHit{match->phrase, distance, true};
        }
        if (best->distance == 0 || words > best->distance + 3) {
            break; // only a longer phrase could be as near
        }
    }
    // Right.
    words = 0;
    for (token = document.token_at(end == 0 ? 0 : end); token < tokens.size(); ++token) {
        if (!counts(tokens[token]) || tokens[token].begin < end) {
            continue;
        }
        if (words >= rule.after || (best && words >= best->distance)) {
            break;
        }
        if (const auto match = rule.phrases.at(document, token)) {
            best = ContextHit{match->phrase, words, false};
            break;
        }
        ++words;
    }
    return best;
}

} // namespace oblio::detect
