// lib/src/detect/triggers.cpp
#include "detect/triggers.hpp"

#include "detect/compact.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace oblio::detect {

void RecognizerSet::add(std::size_t recognizer) {
    words_.resize(std::max(words_.size(), recognizer / 64 + 1));
    words_[recognizer / 64] |= std::uint64_t{1} << (recognizer % 64);
}

void RecognizerSet::add(const RecognizerSet& others) {
    words_.resize(std::max(words_.size(), others.words_.size()));
    for (std::size_t word = 0; word < others.words_.size(); ++word) {
        words_[word] |= others.words_[word];
    }
}

void RecognizerSet::remove(const RecognizerSet& others) noexcept {
    for (std::size_t word = 0; word < std::min(words_.size(), others.words_.size()); ++word) {
        words_[word] &= ~others.words_[word];
    }
}

void RecognizerSet::keep(const RecognizerSet& others) noexcept {
    for (std::size_t word = 0; word < words_.size(); ++word) {
        words_[word] &= word < others.words_.size() ? others.words_[word] : 0;
    }
}

bool RecognizerSet::contains(std::size_t recognizer) const noexcept {
    return recognizer / 64 < words_.size() &&
           (words_[recognizer / 64] >> (recognizer % 64) & 1U) != 0;
}

bool RecognizerSet::empty() const noexcept {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

std::size_t RecognizerSet::next(std::size_t recognizer) const noexcept {
    for (std::size_t word = recognizer / 64; word < words_.size(); ++word) {
        const std::uint64_t behind = word == recognizer / 64 ? recognizer % 64 : 0;
        if (const std::uint64_t bits = words_[word] >> behind; bits != 0) {
            return word * 64 + behind + static_cast<std::size_t>(std::countr_zero(bits));
        }
    }
    return none;
}

void WordRecognizers::add(std::string_view word, std::size_t recognizer) {
    const std::uint32_t hash = text::word_hash(word);
    seen_[hash / 64 % seen_.size()] |= std::uint64_t{1} << (hash % 64);
    entries_[word].add(recognizer);
}

namespace {

/// Of each byte its place among the marks that trigger; beyond them if it is none.
constexpr std::array<std::uint8_t, 256> mark_index = [] {
    std::array<std::uint8_t, 256> places{};
    places.fill(trigger_marks.size());
    for (std::size_t mark = 0; mark < trigger_marks.size(); ++mark) {
        places[static_cast<unsigned char>(trigger_marks[mark])] = static_cast<std::uint8_t>(mark);
    }
    return places;
}();

/// `sets[n]` for all n from `least` on gets `recognizer`.
void add_from(std::vector<RecognizerSet>& sets, std::size_t least, std::size_t recognizer) {
    while (sets.size() <= least) {
        sets.push_back(sets.empty() ? RecognizerSet{} : sets.back());
    }
    for (std::size_t size = least; size < sets.size(); ++size) {
        sets[size].add(recognizer);
    }
}

/// A required context gates its recognizer if each phrase has a word to look for.
void set_gate(TriggerTable& table, const ContextRule& context, std::size_t recognizer) {
    if (!context.required) {
        return;
    }
    const auto words = context.phrases.key_words();
    if (std::any_of(words.begin(), words.end(),
                    [](const std::string& word) { return word.empty(); })) {
        return;
    }
    table.gated.add(recognizer);
    for (const std::string& word : words) {
        if (word.back() != '*') {
            table.gates.add(word, recognizer);
            continue;
        }
        const std::string_view stem = std::string_view{word}.substr(0, word.size() - 1);
        auto known = std::find_if(table.stem_gates.begin(), table.stem_gates.end(),
                                  [stem](const auto& gate) { return gate.first == stem; });
        if (known == table.stem_gates.end()) {
            known = table.stem_gates.emplace(known, stem, RecognizerSet{});
            table.stem_heads.set(static_cast<unsigned char>(stem.front()));
        }
        known->second.add(recognizer);
    }
}

} // namespace

void set_triggers(PatternSet::Data& data) {
    TriggerTable& table = data.triggers;
    for (std::size_t index = 0; index < data.recognizers.size(); ++index) {
        const Trigger& trigger = data.recognizers[index].trigger;
        if (trigger.digits > 0) {
            add_from(table.by_digits, trigger.digits, index);
        } else if (!trigger.marks.empty()) {
            for (const char mark : trigger.marks) {
                table.by_mark[trigger_marks.find(mark)].add(index);
            }
        } else if (trigger.run >= long_run) {
            add_from(table.by_run, trigger.run, index);
        } else if (!trigger.words.empty()) {
            for (const std::string& word : trigger.words) {
                table.by_word.add(word, index);
            }
        } else {
            table.always.add(index);
        }
        set_gate(table, data.recognizers[index].context, index);
    }
}

Window window_around(std::string_view text, Window inner, const ExpressionBound& bound) {
    const auto inside_character = [text](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    const std::size_t least = inner.begin > bound.longest ? inner.begin - bound.longest : 0;
    const std::size_t most = std::min(text.size(), inner.end + bound.longest);
    while (inner.begin > least && bound.may_hold(text[inner.begin - 1])) {
        --inner.begin;
    }
    while (inner.end < most && bound.may_hold(text[inner.end])) {
        ++inner.end;
    }
    while (inner.begin > 0 && inside_character(inner.begin)) {
        --inner.begin;
    }
    while (inner.end < text.size() && inside_character(inner.end)) {
        ++inner.end;
    }
    return inner;
}

Triggers::Triggers(const Document& document, const PatternSet::Data& data, bool gate,
                   std::pmr::memory_resource* memory)
    : document_{document}, data_{data}, numbers_{memory}, marks_{memory}, words_{memory},
      long_runs_{memory}, asked_{memory} {
    gather();
    if (gate) {
        close_gates(memory);
    }
}

/// One pass over the tokens. Most posts hold no digit, none of the marks and no street.
void Triggers::gather() {
    const TriggerTable& table = data_.triggers;
    const std::string_view text = document_.text();
    asked_.add(table.always);
    std::size_t digits = 0;
    std::size_t longest = 0;
    Window piece{0, 0}; // the run of letters and digits that ends at the last token
    const auto close_piece = [&] {
        if (piece.end - piece.begin >= long_run) {
            long_runs_.push_back(piece);
            longest = std::max(longest, piece.end - piece.begin);
        }
    };
    for (const Token& token : document_.tokens()) {
        const Window place{token.begin, token.end};
        if (token.kind == TokenKind::mark) {
            if (const auto mark = mark_index[static_cast<unsigned char>(text[place.begin])];
                mark < trigger_marks.size()) {
                marks_.push_back(place);
                asked_.add(table.by_mark[mark]);
            }
            continue;
        }
        if (token.kind == TokenKind::newline) {
            continue;
        }
        if (place.begin != piece.end) {
            close_piece();
            piece.begin = place.begin;
        }
        piece.end = place.end;
        if (token.kind == TokenKind::number) {
            numbers_.push_back(place);
            digits += place.end - place.begin;
        } else if (const auto* concerned = table.by_word.find(document_.text(token), token.hash)) {
            words_.emplace_back(concerned, place);
            asked_.add(*concerned);
        }
    }
    close_piece();
    if (digits > 0 && !table.by_digits.empty()) {
        asked_.add(table.by_digits[std::min(digits, table.by_digits.size() - 1)]);
    }
    if (longest > 0 && !table.by_run.empty()) {
        asked_.add(table.by_run[std::min(longest, table.by_run.size() - 1)]);
    }
}

/// A second look at the words, only where somebody is asked who needs one of them.
void Triggers::close_gates(std::pmr::memory_resource* memory) {
    const TriggerTable& table = data_.triggers;
    RecognizerSet closed{memory};
    closed.add(asked_);
    closed.keep(table.gated);
    const auto open = [&](std::string_view word, std::uint32_t hash) {
        if (const auto* concerned = table.gates.find(word, hash)) {
            closed.remove(*concerned);
        }
    };
    const auto& tokens = document_.tokens();
    for (std::size_t at = 0; at < tokens.size() && !closed.empty(); ++at) {
        if (tokens[at].kind != TokenKind::word) {
            continue;
        }
        const std::string_view word = document_.text(tokens[at]);
        open(word, tokens[at].hash);
        if (table.stem_heads[static_cast<unsigned char>(word.front())]) {
            for (const auto& [stem, concerned] : table.stem_gates) {
                if (word.starts_with(stem)) {
                    closed.remove(concerned);
                }
            }
        }
        // "cieca00000aa": the label may be in one piece with the letters of the code.
        if (at + 1 < tokens.size() && tokens[at + 1].begin == tokens[at].end &&
            tokens[at + 1].kind == TokenKind::number) {
            for (std::size_t size = 1; size < word.size(); ++size) {
                open(word.substr(0, size), text::word_hash(word.substr(0, size)));
            }
        }
    }
    asked_.remove(closed);
}

/// Widens `inner` to what a match around it can take, and joins it to the last window.
void Triggers::add_window(const Recognizer& recognizer, Window inner, Windows& windows) const {
    const Window window = window_around(document_.text(), inner, recognizer.bound);
    if (window.end - window.begin < recognizer.bound.shortest) {
        return;
    }
    if (!windows.empty() && window.begin <= windows.back().end) {
        windows.back().end = std::max(windows.back().end, window.end);
    } else {
        windows.push_back(window);
    }
}

/// Numbers that one match may hold together: not too far apart, and between them only bytes that a
/// match may hold.
void Triggers::windows_of_digits(const Recognizer& recognizer, Windows& windows) const {
    const std::string_view text = document_.text();
    const ExpressionBound& bound = recognizer.bound;
    const auto joined = [&](std::size_t number) { // to the one before it
        const std::string_view gap = text.substr(numbers_[number - 1].end,
                                                 numbers_[number].begin - numbers_[number - 1].end);
        return std::all_of(gap.begin(), gap.end(), [&](char c) { return bound.may_hold(c); });
    };
    std::size_t last = 0; // one past the last number of the group
    std::size_t digits = 0;
    for (std::size_t first = 0; first < numbers_.size(); ++first) {
        while (last < numbers_.size() &&
               numbers_[last].begin < numbers_[first].end + bound.longest &&
               (last == first || joined(last))) {
            digits += numbers_[last].end - numbers_[last].begin;
            ++last;
        }
        if (digits >= recognizer.trigger.digits && last - first >= recognizer.trigger.numbers) {
            add_window(recognizer, {numbers_[first].begin, numbers_[last - 1].end}, windows);
        }
        digits -= numbers_[first].end - numbers_[first].begin;
    }
}

void Triggers::find_windows(std::size_t recognizer, Windows& windows) const {
    windows.clear();
    const Recognizer& searched = data_.recognizers[recognizer];
    const Trigger& trigger = searched.trigger;
    if (trigger.digits > 0) {
        windows_of_digits(searched, windows);
    } else if (!trigger.marks.empty()) {
        for (const Window& mark : marks_) {
            if (trigger.marks.find(document_.text()[mark.begin]) != std::string::npos) {
                add_window(searched, mark, windows);
            }
        }
    } else if (trigger.run >= long_run) {
        for (const Window& run : long_runs_) {
            if (run.end - run.begin >= trigger.run) {
                add_window(searched, run, windows);
            }
        }
    } else if (!trigger.words.empty()) {
        for (const auto& [concerned, place] : words_) {
            if (concerned->contains(recognizer) && trigger.first) {
                const Window window = window_around(document_.text(), place, searched.bound);
                windows.push_back({place.begin, window.end});
            } else if (concerned->contains(recognizer)) {
                add_window(searched, place, windows);
            }
        }
    } else {
        windows.push_back({0, document_.text().size()});
    }
}

} // namespace oblio::detect
