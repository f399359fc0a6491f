// lib/src/detect/spelled.cpp
#include "detect/spelled.hpp"

#include "detect/check_codes.hpp"
#include "detect/compact.hpp"
#include "detect/contacts.hpp"
#include "detect/italian_numbers.hpp"
#include "detect/phone_plan.hpp"
#include "detect/word_list.hpp"

#include "oblio/detect/fiscal_code.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace oblio::detect {
namespace {

/// Who dictates a number says "uno", never "una".
std::optional<int> said_number(std::string_view word) noexcept {
    return word == "una" ? std::nullopt : read_number_word(word);
}

struct LetterName {
    std::string_view name;
    char letter;
};

// As letters are called in Italy; "i lunga" and "doppia vu" are two words and are not read.
constexpr std::array<LetterName, 26> letter_names{{
    {"bi", 'b'},   {"ci", 'c'},   {"di", 'd'},      {"effe", 'f'},  {"gi", 'g'},    {"acca", 'h'},
    {"elle", 'l'}, {"emme", 'm'}, {"enne", 'n'},    {"pi", 'p'},    {"cu", 'q'},    {"qu", 'q'},
    {"erre", 'r'}, {"esse", 's'}, {"ti", 't'},      {"vi", 'v'},    {"vu", 'v'},    {"zeta", 'z'},
    {"ics", 'x'},  {"ix", 'x'},   {"ipsilon", 'y'}, {"kappa", 'k'}, {"cappa", 'k'}, {"jei", 'j'},
    {"ge", 'g'},   {"ce", 'c'},
}};

// Hardly said but in dictation. The same words trigger the recognizers of patterns/identifiers.
constexpr std::array<std::string_view, 13> telling_words{"zero", "acca",  "erre", "esse", "emme",
                                                         "enne", "effe",  "elle", "zeta", "ipsilon",
                                                         "ics",  "kappa", "cappa"};

bool is_telling(std::string_view word) {
    return in(word, telling_words);
}

/// The characters that one word or number says; empty if none.
std::string said_by(std::string_view word) {
    if (word.empty()) {
        return {};
    }
    if (is_digit(word.front()) || word.size() == 1 || word == "it") {
        return word.size() <= 6 && is_alnum(word.front()) ? std::string(word) : std::string();
    }
    if (const std::optional<int> value = said_number(word)) {
        return std::to_string(*value);
    }
    const auto entry = std::find_if(letter_names.begin(), letter_names.end(),
                                    [word](const LetterName& row) { return row.name == word; });
    return entry == letter_names.end() ? std::string() : std::string(1, entry->letter);
}

/// One word of a run: what it says, and the tokens it takes ("a di Ancona" takes three).
struct Said {
    std::string characters;
    std::size_t first;
    std::size_t last;
};

bool is_joint(const Document& document, const Token& token) {
    return token.kind == TokenKind::newline ||
           (token.kind == TokenKind::mark &&
            std::string_view(",-./:;").find(document.text(token)) != std::string_view::npos);
}

/// The word at `at`, with the town that explains a letter; nothing if it says no character.
std::optional<Said> read_word(const Document& document, std::size_t at) {
    const auto& tokens = document.tokens();
    if (at >= tokens.size() ||
        (tokens[at].kind != TokenKind::word && tokens[at].kind != TokenKind::number)) {
        return std::nullopt;
    }
    Said said{said_by(document.text(tokens[at])), at, at};
    if (said.characters.empty()) {
        return std::nullopt;
    }
    const bool explained =
        said.characters.size() == 1 && at + 2 < tokens.size() &&
        (document.text(tokens[at + 1]) == "di" || document.text(tokens[at + 1]) == "come") &&
        tokens[at + 2].kind == TokenKind::word && document.text(tokens[at + 2]).size() >= 4 &&
        document.text(tokens[at + 2]).front() == said.characters.front();
    said.last = explained ? at + 2 : at;
    return said;
}

constexpr std::size_t longest_run = 64;

/// The run of sayable words around `token`; empty if an earlier match of the run has had it, or
/// if it is longer than any code.
std::vector<Said> run_around(const Document& document, std::size_t token) {
    const auto& tokens = document.tokens();
    std::size_t first = token;
    for (std::size_t at = token; at > 0 && token - at <= 3 * longest_run;) {
        --at;
        if (is_joint(document, tokens[at])) {
            continue;
        }
        const std::string_view word = document.text(tokens[at]);
        if (is_telling(word)) {
            return {};
        }
        if (said_by(word).empty()) { // the end of the run, unless it is the town after a letter
            const auto letter = at >= 2 ? read_word(document, at - 2) : std::nullopt;
            if (!letter || letter->last != at) {
                break;
            }
            at -= 2;
        }
        first = at;
    }
    std::vector<Said> run;
    for (std::size_t at = first; at < tokens.size() && run.size() <= longest_run;) {
        if (is_joint(document, tokens[at])) {
            ++at;
            continue;
        }
        const auto said = read_word(document, at);
        if (!said) {
            break;
        }
        run.push_back(*said);
        at = said->last + 1;
    }
    return run.size() > longest_run ? std::vector<Said>{} : run;
}

using Accepts = bool (*)(std::string_view characters);

/// The first stretch of the run that `accepts` takes, of four words in letters or more.
Verdict find_spelled(const Match& match, Accepts accepts, std::size_t most, std::string reason) {
    const Document& document = match.document;
    const std::vector<Said> run = run_around(document, document.token_at(match.begin));
    for (std::size_t first = 0; first < run.size(); ++first) {
        std::string characters;
        std::size_t in_letters = 0;
        for (std::size_t last = first; last < run.size() && characters.size() < most; ++last) {
            characters += run[last].characters;
            const Token& token = document.tokens()[run[last].first];
            in_letters += token.kind == TokenKind::word && token.end - token.begin > 1 ? 1 : 0;
            if (in_letters >= 4 && accepts(characters)) {
                Verdict verdict = Verdict::yes(match);
                verdict.begin = document.tokens()[run[first].first].begin;
                verdict.end = document.tokens()[run[last].last].end;
                verdict.checked = true;
                verdict.reasons.push_back(std::move(reason));
                verdict.reasons.emplace_back("dictated in words");
                return verdict;
            }
        }
    }
    return Verdict::no("no code in the words around it");
}

bool all_digits(std::string_view characters) {
    return std::all_of(characters.begin(), characters.end(), is_digit);
}

} // namespace

Verdict check_spelled_fiscal_code(const Match& match) {
    const auto accepts = [](std::string_view characters) {
        const auto code = characters.size() == 16 ? parse_fiscal_code(characters) : std::nullopt;
        return code && !code->corrected;
    };
    return find_spelled(match, accepts, 16, "check letter right");
}

Verdict check_spelled_iban(const Match& match) {
    const auto accepts = [](std::string_view characters) {
        return characters.size() >= 15 &&
               iban_length(characters.substr(0, 2)) == characters.size() && iban_holds(characters);
    };
    return find_spelled(match, accepts, 34, "length of the country and mod 97 right");
}

Verdict check_spelled_card_number(const Match& match) {
    const auto accepts = [](std::string_view characters) {
        return characters.size() >= 15 && all_digits(characters) &&
               !card_network(characters).empty() && luhn_holds(characters);
    };
    return find_spelled(match, accepts, 19, "check digit and issuer range right");
}

Verdict check_spelled_vat_number(const Match& match) {
    const auto accepts = [](std::string_view characters) {
        return characters.size() == 11 && all_digits(characters) && vat_number_holds(characters);
    };
    Verdict verdict = find_spelled(match, accepts, 11, "check digit and office right");
    verdict.needs_context = true;
    return verdict;
}

std::string spelled_characters(std::string_view folded) {
    const Document document{folded};
    std::string characters;
    for (std::size_t at = 0; at < document.tokens().size();) {
        if (is_joint(document, document.tokens()[at])) {
            ++at;
            continue;
        }
        const auto said = read_word(document, at);
        if (!said) {
            return {};
        }
        characters += said->characters;
        at = said->last + 1;
    }
    return characters;
}

std::string digits_in_words(std::string_view folded) {
    std::string digits;
    std::size_t at = 0;
    while (at < folded.size()) {
        if (is_digit(folded[at])) {
            digits += folded[at++];
            continue;
        }
        if (!is_lower(folded[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < folded.size() && is_lower(folded[end])) {
            ++end;
        }
        const std::string_view word = folded.substr(at, end - at);
        if (const std::optional<int> value = said_number(word)) {
            digits += std::to_string(*value);
        } else if (word != "e") {
            return {};
        }
        at = end;
    }
    return digits;
}

Verdict check_phone_in_words(const Match& match) {
    const std::string digits = digits_in_words(match.text());
    const LineKind kind = italian_line(digits);
    if (kind != LineKind::mobile && kind != LineKind::fixed && kind != LineKind::toll_free) {
        return Verdict::no("the words are not a telephone number");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.checked = true;
    verdict.reasons.emplace_back("numbering plan, in words");
    return verdict;
}

} // namespace oblio::detect
