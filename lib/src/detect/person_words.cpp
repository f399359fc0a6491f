// lib/src/detect/person_words.cpp: looks each word up once and reads its case and its neighbours.
#include "detect/person_words.hpp"

#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace oblio::detect {
namespace {

// Particles that an apostrophe joins to the next word.
bool joins_with_apostrophe(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 8> joining{"d",    "dell", "dall", "o",
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

// A name, or a word after which a name stands.
bool may_start(const NameEntry* entry) noexcept {
    constexpr NameContexts announcing{NameContext::title, NameContext::role, NameContext::office,
                                      NameContext::intro};
    return entry != nullptr &&
           (entry->first > 0 || entry->diminutive || entry->contexts.has_any(announcing));
}

// "e", "ed"
bool is_and(std::string_view word) noexcept {
    return word[0] == 'e' && (word.size() == 1 || (word.size() == 2 && word[1] == 'd'));
}

constexpr std::size_t shortest_shout = 3; // letters: "A", "TV" are written so by everybody

} // namespace

// The words of one line, and what is needed to read their case.
struct NameWords::Line {
    std::size_t begin = 0;    // its first word
    std::size_t end = 0;      // one past its last
    std::size_t capitals = 0; // words with a capital
    std::size_t upper = 0;    // words of some length, all in capitals ...
    std::size_t other = 0;    // ... and not

    void count(const Token& word) noexcept {
        const bool shouted = word.letters == LetterCase::upper;
        const bool long_enough = word.end - word.begin >= shortest_shout;
        capitals += has_capital(word) ? 1 : 0;
        upper += long_enough && shouted ? 1 : 0;
        other += long_enough && !shouted ? 1 : 0;
    }
    [[nodiscard]] bool shouts() const noexcept { return upper >= 3 && upper >= 2 * other; }
};

NameWords::NameWords(const Document& document, const NameTable& table, Engine engine,
                     std::pmr::memory_resource* memory)
    : document_{&document}, table_{&table}, words_{memory}, tied_{memory} {
    const std::span<const Token> tokens{document.tokens()};
    words_.reserve(tokens.size());
    tied_.reserve(tokens.size());
    Line line;
    bool letter_alone = false;
    bool starts = false;
    for (std::uint32_t index = 0; index < tokens.size(); ++index) {
        const Token& token = tokens[index];
        if (token.kind == TokenKind::newline) {
            line.end = words_.size();
            read_case(line);
            line = {words_.size()};
        }
        if (token.kind != TokenKind::word) {
            continue;
        }
        const std::string_view text = document.text(token);
        const Token* const next = index + 1 < tokens.size() ? &token + 1 : nullptr;
        // Blanks on both sides: no mark or digit touches the word, and what follows decides.
        const bool loose =
            engine == Engine::fast && token.space_before && (next == nullptr || next->space_before);
        if (!loose) {
            tied_.push_back(static_cast<std::uint32_t>(words_.size()));
        }
        const bool linked = loose && next != nullptr && next->kind == TokenKind::word;
        const NameEntry* const entry = table.find(text, token.hash);
        words_.push_back(
            {entry, index, token.end, CaseHint::lower, false, false, linked, is_and(text)});
        starts = starts || may_start(entry);
        letter_alone = letter_alone || text.size() == 1;
        line.count(token);
    }
    line.end = words_.size();
    read_case(line);
    silence_small_letters();
    may_hold_names_ = may_hold_names_ || starts;
    // A letter alone may turn out to be an initial; whatever else begins a name is known by now.
    if (may_hold_names_ || letter_alone || engine == Engine::reference) {
        for (const std::uint32_t index : tied_) {
            read_links(index);
        }
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
    if (case_speaks_) {
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

void NameWords::read_case(const Line& line) noexcept {
    std::size_t capitals = line.capitals; // still to come; most lines have one, in front
    for (std::size_t index = line.begin; capitals > 0; ++index) {
        if (!has_capital(token(index))) {
            continue;
        }
        --capitals;
        const CaseHint hint = case_of(index, line);
        words_[index].hint = hint;
        may_hold_names_ = may_hold_names_ || hint == CaseHint::capital;
        case_speaks_ = case_speaks_ ||
                       (hint == CaseHint::capital && token(index).letters != LetterCase::upper);
    }
}

// What the case of a word with a capital says.
CaseHint NameWords::case_of(std::size_t index, const Line& line) const noexcept {
    const Token& word = token(index);
    if (document_->all_capitals() || line.shouts()) {
        return CaseHint::shouted;
    }
    if (word.letters != LetterCase::upper) {
        const bool starts = word.starts_sentence && !after_abbreviation(index);
        return starts ? CaseHint::start : CaseHint::capital;
    }
    const auto shouts_at = [&](std::size_t neighbour) {
        return neighbour >= line.begin && neighbour < line.end &&
               token(neighbour).letters == LetterCase::upper &&
               token(neighbour).end - token(neighbour).begin >= shortest_shout;
    };
    // A name in capitals inside ordinary writing ("sono ROSSI Mario", "MARIO ROSSI") speaks; a run
    // of shouted words does not.
    const int run = (shouts_at(index - 1) ? 1 : 0) + (shouts_at(index + 1) ? 1 : 0) +
                    (shouts_at(index - 2) && shouts_at(index - 1) ? 1 : 0) +
                    (shouts_at(index + 2) && shouts_at(index + 1) ? 1 : 0);
    return run >= 2 ? CaseHint::shouted : CaseHint::capital;
}

// What the marks around a word make of it.
void NameWords::read_links(std::size_t index) {
    const std::vector<Token>& tokens = document_->tokens();
    NameWord& word = words_[index];
    const Token& own = tokens[word.token];
    const std::size_t after = word.token + 1;
    const std::string_view next_mark =
        after < tokens.size() && !tokens[after].space_before ? mark(after) : std::string_view{};
    const bool near_digit =
        (after < tokens.size() && !tokens[after].space_before &&
         tokens[after].kind == TokenKind::number) ||
        (word.token > 0 && !own.space_before && tokens[word.token - 1].kind == TokenKind::number);
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
        may_hold_names_ = true;
    }
    if (index + 1 >= words_.size()) {
        if (next_mark == "'" && is_vowel(document_->text(own).back())) {
            word.end = tokens[after].end;
        }
        return;
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
    } else if (next == after + 1 && next_mark == "-" && !other.space_before && has_capital(own) &&
               has_capital(other)) {
        word.linked = true;
    } else if (next_mark == "'" && is_vowel(document_->text(own).back()) &&
               (after + 1 >= tokens.size() || tokens[after + 1].space_before ||
                tokens[after + 1].kind == TokenKind::mark ||
                tokens[after + 1].kind == TokenKind::newline)) {
        word.end = tokens[after].end;
    }
}

} // namespace oblio::detect
