// lib/src/detect/person_words.cpp: looks each word up once and reads its case and its neighbours.
#include "detect/person_words.hpp"

#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

// Particles that an apostrophe joins to the next word.
bool joins_with_apostrophe(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 8> joining{"d",    "dell", "dall", "o",
                                                      "degl", "n",    "m",    "l"};
    return in(word, joining);
}

bool is_vowel(char c) noexcept {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

// Marks that tie a word into an address, a handle or a file name.
bool is_tie(std::string_view mark) noexcept {
    return mark == "@" || mark == "#" || mark == "_" || mark == "/" || mark == "\\" || mark == "=";
}

bool has_capital(const Token& token) noexcept {
    return token.letters == LetterCase::capitalised || token.letters == LetterCase::upper ||
           token.letters == LetterCase::mixed;
}

// A name, a foreign word with a capital, or a word after which a name stands.
bool may_start(const NameWord& word) noexcept {
    if (word.hint == CaseHint::capital || word.initial) {
        return true;
    }
    if (word.entry == nullptr) {
        return false;
    }
    const NameEntry& entry = *word.entry;
    return entry.first > 0 || entry.diminutive || word.has(NameContext::title) ||
           word.has(NameContext::role) || word.has(NameContext::office) ||
           word.has(NameContext::intro);
}

} // namespace

NameWords::NameWords(const Document& document, const NameTable& table, Engine engine,
                     std::pmr::memory_resource* memory)
    : document_{&document}, table_{&table}, words_{memory} {
    const std::vector<Token>& tokens = document.tokens();
    words_.reserve(tokens.size());
    std::size_t line = 0; // first word of the line
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        if (tokens[index].kind == TokenKind::newline) {
            read_case(line, words_.size());
            line = words_.size();
        } else if (tokens[index].kind == TokenKind::word) {
            const NameEntry* found = table.find(document.text(tokens[index]), tokens[index].hash);
            words_.push_back({static_cast<std::uint32_t>(index), tokens[index].end, found,
                              CaseHint::lower, false, false, false});
        }
    }
    read_case(line, words_.size());
    silence_small_letters();
    // A letter alone may turn out to be an initial; whatever else begins a name is known by now.
    const bool may = std::any_of(words_.begin(), words_.end(), [&](const NameWord& word) {
        const Token& own = tokens[word.token];
        return own.end - own.begin == 1 || may_start(word);
    });
    if (may || engine == Engine::reference) {
        read_links(engine);
        may_hold_names_ = std::any_of(words_.begin(), words_.end(), may_start);
    }
}

std::string_view NameWords::mark(std::size_t token_index) const noexcept {
    const std::vector<Token>& tokens = document_->tokens();
    if (token_index >= tokens.size() || tokens[token_index].kind != TokenKind::mark) {
        return {};
    }
    return document_->text(tokens[token_index]);
}

// Who writes no capital but at the beginning of a sentence, as telephones do, leaves it out of
// names too.
void NameWords::silence_small_letters() noexcept {
    const auto speaks = [this](const NameWord& word) {
        return word.hint == CaseHint::capital &&
               document_->tokens()[word.token].letters != LetterCase::upper;
    };
    if (std::any_of(words_.begin(), words_.end(), speaks)) {
        return;
    }
    for (NameWord& word : words_) {
        if (word.hint == CaseHint::lower) {
            word.hint = CaseHint::silent;
        }
    }
}

// The dot before the word belongs to "sig." or "A.": no sentence begins here.
bool NameWords::after_abbreviation(std::size_t index) const noexcept {
    if (index == 0 || words_[index].token != words_[index - 1].token + 2 ||
        mark(words_[index].token - 1) != ".") {
        return false;
    }
    const NameWord& before = words_[index - 1];
    const Token& own = token(index - 1);
    return (own.end - own.begin == 1 && has_capital(own)) ||
           (own.end - own.begin <= 6 &&
            (before.has(NameContext::title) || before.has(NameContext::title_end) ||
             before.has(NameContext::inner) || before.has(NameContext::street)));
}

void NameWords::read_case(std::size_t begin, std::size_t end) {
    std::size_t upper = 0;
    std::size_t other = 0;
    for (std::size_t index = begin; index < end; ++index) {
        const Token& word = token(index);
        if (word.end - word.begin >= 3) {
            (word.letters == LetterCase::upper ? upper : other) += 1;
        }
    }
    const bool line_shouts = upper >= 3 && upper >= 2 * other;
    for (std::size_t index = begin; index < end; ++index) {
        const Token& word = token(index);
        NameWord& row = words_[index];
        const auto shouts_at = [&](std::size_t neighbour) {
            return neighbour >= begin && neighbour < end && neighbour != index &&
                   token(neighbour).letters == LetterCase::upper &&
                   token(neighbour).end - token(neighbour).begin >= 3;
        };
        if (!has_capital(word)) {
            row.hint = CaseHint::lower;
        } else if (document_->all_capitals() || line_shouts) {
            row.hint = CaseHint::shouted;
        } else if (word.letters == LetterCase::upper) {
            // A name in capitals inside ordinary writing ("sono ROSSI Mario", "MARIO ROSSI")
            // speaks; a run of shouted words does not.
            const int run = (shouts_at(index - 1) ? 1 : 0) + (shouts_at(index + 1) ? 1 : 0) +
                            (shouts_at(index - 2) && shouts_at(index - 1) ? 1 : 0) +
                            (shouts_at(index + 2) && shouts_at(index + 1) ? 1 : 0);
            row.hint = run >= 2 ? CaseHint::shouted : CaseHint::capital;
        } else {
            const bool starts = word.starts_sentence && !after_abbreviation(index);
            row.hint = starts ? CaseHint::start : CaseHint::capital;
        }
    }
}

void NameWords::read_links(Engine engine) {
    const std::vector<Token>& tokens = document_->tokens();
    for (std::size_t index = 0; index < words_.size(); ++index) {
        NameWord& word = words_[index];
        const Token& own = tokens[word.token];
        const std::size_t after = word.token + 1;
        // Blanks on both sides: no mark or digit touches the word.
        if (engine == Engine::fast && own.space_before &&
            (after >= tokens.size() || tokens[after].space_before)) {
            word.linked = index + 1 < words_.size() && words_[index + 1].token == after;
            continue;
        }
        const std::string_view next_mark =
            after < tokens.size() && !tokens[after].space_before ? mark(after) : std::string_view{};
        const bool near_digit = (after < tokens.size() && !tokens[after].space_before &&
                                 tokens[after].kind == TokenKind::number) ||
                                (word.token > 0 && !own.space_before &&
                                 tokens[word.token - 1].kind == TokenKind::number);
        const std::string_view previous_mark =
            word.token > 0 && !own.space_before ? mark(word.token - 1) : std::string_view{};
        const bool next_glued = after + 1 < tokens.size() && !tokens[after + 1].space_before &&
                                tokens[after + 1].kind != TokenKind::newline &&
                                tokens[after + 1].kind != TokenKind::mark;
        word.glued = near_digit || is_tie(next_mark) || is_tie(previous_mark) ||
                     (next_mark == "." && next_glued && index + 1 < words_.size() &&
                      words_[index + 1].hint == word.hint && !word.has(NameContext::title) &&
                      own.letters == LetterCase::lower) ||
                     (previous_mark == "." && index > 0 && words_[index - 1].glued);
        word.initial = own.end - own.begin == 1 && next_mark == "." &&
                       (has_capital(own) || word.hint == CaseHint::silent);
        if (word.initial) {
            word.end = tokens[after].end;
        }
        if (index + 1 >= words_.size()) {
            if (next_mark == "'" && is_vowel(document_->text(own).back())) {
                word.end = tokens[after].end;
            }
            continue;
        }
        const std::uint32_t next = words_[index + 1].token;
        const Token& other = tokens[next];
        if (next == after) {
            word.linked = true;
        } else if (next == after + 1 && next_mark == "'") {
            if (!other.space_before && joins_with_apostrophe(document_->text(own))) {
                word.linked = true;
            } else if (other.space_before && is_vowel(document_->text(own).back())) {
                word.linked = true;
                word.end = tokens[after].end;
            }
        } else if (next == after + 1 && next_mark == "." && word.initial) {
            word.linked = true;
        } else if (next == after + 1 && next_mark == "-" && !other.space_before &&
                   has_capital(own) && has_capital(other)) {
            word.linked = true;
        } else if (next_mark == "'" && is_vowel(document_->text(own).back()) &&
                   (after + 1 >= tokens.size() || tokens[after + 1].space_before ||
                    tokens[after + 1].kind == TokenKind::mark ||
                    tokens[after + 1].kind == TokenKind::newline)) {
            word.end = tokens[after].end;
        }
    }
}

} // namespace oblio::detect
