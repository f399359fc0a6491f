// lib/src/subject/ordinary.cpp
#include "subject/ordinary.hpp"

#include "detect/word_list.hpp"

#include "subject/beside.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::Token;

constexpr std::array<std::string_view, 14> articles{
    "il", "lo", "la", "l", "i", "gli", "le", "un", "uno", "una", "al", "alla", "questo", "questa"};

bool ends_in(std::string_view word, char ending) {
    return word.size() >= 4 && word.back() == ending;
}

std::string with_ending(std::string_view word, std::string_view cut, std::string_view ending) {
    return std::string{word.substr(0, word.size() - cut.size())} + std::string{ending};
}

/// `guido` of `guidare`, `serra` of `serrare`: the first or third person of a verb.
bool is_verb_form(std::string_view word, const NameKnowledge& known) {
    return (ends_in(word, 'o') || ends_in(word, 'a')) &&
           known.is_common_word(with_ending(word, "o", "are"));
}

/// `onorato` of `onorare`, `perdonata` of `perdonare`.
bool is_participle(std::string_view word, const NameKnowledge& known) {
    for (const std::string_view ending : {"ato", "ata", "ati", "ate"}) {
        if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
            return known.is_common_word(word) ||
                   known.is_common_word(with_ending(word, ending, "are"));
        }
    }
    return false;
}

/// The word has a masculine and a feminine that are ordinary: `allegra` of `allegro`.
bool is_adjective(std::string_view word, const NameKnowledge& known) {
    return (ends_in(word, 'a') && known.is_common_word(with_ending(word, "a", "o"))) ||
           (ends_in(word, 'o') && known.is_common_word(word) &&
            known.is_common_word(with_ending(word, "o", "a")));
}

// What leads to a thing, not to somebody.
constexpr std::array<std::string_view, 24> leads{
    "del",   "dello",  "dell",   "della", "dei",   "degli", "delle", "nel",
    "nella", "nell",   "dal",    "dalla", "all",   "sul",   "sulla", "in",
    "che",   "quanta", "quanto", "tanta", "molta", "piena", "mia",   "tua"};
std::string_view word_at(const Document& document, std::size_t token) {
    return adjacent_word(document, token) ? document.text(document.tokens()[token])
                                          : std::string_view{};
}

/// Words that call or name somebody, and so are no noun that an adjective follows.
bool calls_somebody(std::string_view word) {
    constexpr std::array<std::string_view, 30> calls{
        "cara",    "bella",   "brava",     "povera",        "signora",    "signorina",
        "zia",     "nonna",   "mamma",     "maestra",       "dottoressa", "amica",
        "bidella", "sorella", "figlia",    "cugina",        "ciao",       "grande",
        "chiama",  "saluta",  "ringrazia", "ascolta",       "guarda",     "senti",
        "allora",  "dona",    "suora",     "professoressa", "sora",       "comare"};
    return detect::in(word, calls);
}

} // namespace

bool is_ordinary(std::string_view word, const NameKnowledge& known) {
    if (known.is_common_word(word)) {
        return true;
    }
    // The plural or the feminine of an ordinary word: the list has "ruscello" for "ruscelli".
    if (word.size() < 4) {
        return false;
    }
    std::string stem{word.substr(0, word.size() - 1)};
    if (stem.back() == 'h') {
        stem.pop_back();
    }
    constexpr std::string_view endings = "oaei";
    return endings.find(word.back()) != std::string_view::npos &&
           std::any_of(endings.begin(), endings.end(),
                       [&](char ending) { return known.is_common_word(stem + ending); });
}

bool says_quality(std::string_view word, const NameKnowledge& known) {
    return is_adjective(word, known) && !is_verb_form(word, known) && !calls_somebody(word);
}

bool is_word_of_sentence(const Document& document, const NameMatch& match,
                         const NameKnowledge& known) {
    constexpr std::array<std::string_view, 14> have{
        "ho",    "hai",     "ha",      "abbiamo", "avete", "hanno",  "avevo",
        "aveva", "avevano", "avevamo", "avra",    "avere", "avendo", "avessi"};
    constexpr std::array<std::string_view, 9> been{"stato", "stata", "stati",  "state",   "viene",
                                                   "va",    "vanno", "andava", "andrebbe"};
    constexpr std::array<std::string_view, 10> subjects{"io", "non", "mi", "ti",     "ci",
                                                        "vi", "ne",  "se", "quando", "mentre"};
    const std::string_view word = match.parts.front();
    const auto before = words_before(document, match.first_token, 2);
    const std::string_view next = word_at(document, match.end_token);
    if (is_verb_form(word, known) && word.back() == 'o' &&
        (next == "io" || detect::in(next, articles) ||
         (!before.empty() && detect::in(before[0], subjects)))) {
        return true;
    }
    if (is_participle(word, known) && !before.empty()) {
        const bool adverb = before.size() > 1 && before[0].ends_with("mente");
        const std::string_view auxiliary = before[adverb ? 1 : 0];
        if (detect::in(auxiliary, have) || detect::in(auxiliary, been)) {
            return true;
        }
    }
    // "musica allegra": a noun of the same ending, with nothing between.
    const bool beside = match.first_token > 0 && adjacent_word(document, match.first_token - 1);
    return beside && !before.empty() && is_adjective(word, known) &&
           before[0].back() == word.back() && before[0].size() >= 4 &&
           known.is_common_word(before[0]) && !known.is_first_name(before[0]) &&
           !calls_somebody(before[0]);
}

bool stands_as_name(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 12> objects{"di",   "poco",  "molto",  "troppo",
                                                       "caro", "tanto", "quanto", "cara",
                                                       "d",    "piu",   "meno",   "tutto"};
    if (match.form != NameForm::full || match.parts.size() != 2) {
        return false;
    }
    const bool turned = match.reversed;
    const std::string_view given = match.parts[turned ? 1 : 0];
    const std::string_view surname = match.parts[turned ? 0 : 1];
    if (!known.is_first_name(given) || !known.is_surname(surname)) {
        return false;
    }
    const auto before = words_before(document, match.first_token, 1);
    if (!before.empty() && (detect::in(before[0], articles) || detect::in(before[0], leads))) {
        return false;
    }
    const std::string_view next = word_at(document, match.end_token);
    const bool object = detect::in(next, articles) || detect::in(next, objects);
    if (is_verb_form(surname, known) && object) {
        return false;
    }
    // "rosa bianca", "alba chiara": the second is said of the first.
    const bool agrees = given.back() == surname.back() && is_adjective(surname, known);
    const bool plural = next.size() >= 4 && next.back() == surname.back() &&
                        surname.back() == 'i' && known.is_common_word(next); // "monti innevati"
    return !agrees && !plural;
}

bool surname_is_word(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 10> amounts{"poco", "molto",  "troppo", "tanto", "meno",
                                                       "piu",  "quanto", "tutto",  "caro",  "cara"};
    const auto& tokens = document.tokens();
    if (match.form != NameForm::full || match.reversed || match.parts.size() != 2 ||
        match.end_token - match.first_token != 2 || !known.is_common_word(match.parts[1]) ||
        tokens[match.first_token + 1].letters != detect::LetterCase::lower) {
        return false;
    }
    const Token& given = tokens[match.first_token];
    const bool told_apart = given.letters != detect::LetterCase::lower && !given.starts_sentence;
    const std::string_view next = word_at(document, match.end_token);
    return told_apart || (is_verb_form(match.parts[1], known) &&
                          (detect::in(next, articles) || detect::in(next, amounts)));
}

bool stands_alone(const Document& document, const NameMatch& match) {
    const auto before = words_before(document, match.first_token, 1);
    const bool led =
        !before.empty() && (detect::in(before[0], articles) || detect::in(before[0], leads));
    return match.form == NameForm::given && !led && !adjacent_word(document, match.end_token);
}

} // namespace oblio::subject
