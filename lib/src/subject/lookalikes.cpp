// lib/src/subject/lookalikes.cpp: each kind by its own small grammar; what stands further off says
// nothing.
#include "subject/lookalikes.hpp"

#include "detect/word_list.hpp"
#include "subject/bare_names.hpp"
#include "subject/beside.hpp"
#include "subject/ordinary.hpp"
#include "subject/small_words.hpp"
#include "subject/trade_cues.hpp"
#include "subject/trades.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;
using detect::Token;
using detect::TokenKind;

/// `Sant'Angelo in Prova`, `a San Martino di Prova`: a surname made of a saint's, written apart,
/// goes on as the names of towns do.
bool is_saints_town(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 5> saints{"san", "sant", "santa", "santo", "santi"};
    constexpr std::array<std::string_view, 14> joins{"in",  "di",    "del",  "della", "dello",
                                                     "d",   "dei",   "nel",  "a",     "al",
                                                     "sul", "sulla", "alla", "all"};
    const auto& tokens = document.tokens();
    if (match.form != NameForm::surname || match.end_token - match.first_token < 2 ||
        !detect::in(document.text(tokens[match.first_token]), saints) ||
        !adjacent_word(document, match.end_token) ||
        !detect::in(document.text(tokens[match.end_token]), joins)) {
        return false;
    }
    std::size_t town = match.end_token + 1;
    town += town < tokens.size() && document.text(tokens[town]) == "'" ? 1 : 0;
    return adjacent_word(document, town) &&
           (is_capitalised(tokens[town]) == is_capitalised(tokens[match.first_token]));
}

/// `i Monti Fittizi`, `le Grotte Fittizie`: land in the plural.
bool is_of_land(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 12> land{"monti",    "colli",   "laghi", "cime",
                                                    "grotte",   "terme",   "isole", "alpi",
                                                    "dolomiti", "colline", "gole",  "catena"};
    const auto before = words_before(document, match.first_token, 1);
    return match.form == NameForm::surname && !before.empty() && detect::in(before[0], land) &&
           touches(document, match.first_token - 1, match.first_token);
}

/// `la proiezione de «Il Postino» con ...`: the whole of a title in quotation marks, in a text that
/// speaks of works. A byword in marks after a first name ("Ugo «il Postino»") is somebody's.
bool is_title_of_work(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 30> works{
        "film",       "proiezione", "proiettano", "cinema",   "pellicola", "regia",
        "romanzo",    "libro",      "lettura",    "leggere",  "commedia",  "tragedia",
        "spettacolo", "recita",     "teatro",     "opera",    "aria",      "canzone",
        "brano",      "cantano",    "suonano",    "fumetto",  "serie",     "puntata",
        "trama",      "capitolo",   "autore",     "rassegna", "replica",   "sceneggiato"};
    const auto& tokens = document.tokens();
    const auto mark = [&](std::size_t at) {
        return at < tokens.size() && document.text(tokens[at]) == "\"";
    };
    std::size_t first = match.first_token;
    first -= first > 0 && detect::in(document.text(tokens[first - 1]), "il", "lo", "la", "i", "gli",
                                     "le", "un", "una")
                 ? 1
                 : 0;
    if (first == 0 || !mark(first - 1) || !mark(match.end_token) ||
        (first > 1 && adjacent_word(document, first - 2) && is_capitalised(tokens[first - 2]) &&
         !tokens[first - 2].starts_sentence)) {
        return false;
    }
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return detect::in(document.text(token), works); });
}

/// `Gabriele nazionale`, `l'arcangelo Gabriele`: whom everybody knows by the first name.
bool is_everybodys(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 6> of_heaven{"arcangelo", "patriarca", "serafino",
                                                        "beato",     "beata",     "diavolo"};
    if (match.form != NameForm::given) {
        return false;
    }
    const auto before = words_before(document, match.first_token, 1);
    return (!before.empty() && detect::in(before[0], of_heaven)) ||
           (adjacent_word(document, match.end_token) &&
            document.text(document.tokens()[match.end_token]) == "nazionale");
}

/// `il mercato sabatino dei fiori`, `col gas elio`: written small between a noun with its article
/// and what goes on the noun; the name is a quality of it, or its kind.
bool is_kind_of_noun(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 14> leads{"il",    "un",   "col", "del",    "dal",
                                                     "nel",   "al",   "sul", "questo", "quel",
                                                     "dello", "allo", "uno", "lo"};
    constexpr std::array<std::string_view, 12> goes_on{
        "di", "del", "dei", "della", "degli", "delle", "al", "alla", "per", "nel", "nella", "in"};
    const auto& tokens = document.tokens();
    if (!match.small || match.form != NameForm::given || match.end_token - match.first_token != 1 ||
        match.first_token == 0 || !adjacent_word(document, match.first_token - 1) ||
        !adjacent_word(document, match.end_token) ||
        !detect::in(document.text(tokens[match.end_token]), goes_on)) {
        return false;
    }
    const auto before = words_before(document, match.first_token, 2);
    const bool agrees = before[0].back() == match.parts.front().back() ||
                        std::string_view{"aeiou"}.find(before[0].back()) == std::string_view::npos;
    return before.size() > 1 && detect::in(before[1], leads) && agrees && before[0].size() > 2 &&
           known.is_common_word(before[0]) && !known.is_first_name(before[0]) &&
           !names_person(before[0], known);
}

} // namespace

Exclusion looks_alike(const Document& document, const NameMatch& match,
                      const NameKnowledge& known) {
    if (is_saints_town(document, match) || is_of_land(document, match)) {
        return Exclusion::place;
    }
    if (is_title_of_work(document, match)) {
        return Exclusion::thing;
    }
    if (is_everybodys(document, match)) {
        return Exclusion::byword;
    }
    return is_kind_of_noun(document, match, known) ? Exclusion::thing : Exclusion::none;
}

bool is_after_first_name(const Document& document, const NameMatch& match,
                         const NameProfile& profile, const NameKnowledge& known) {
    constexpr std::size_t shortest = 4; // letters
    constexpr std::array<std::string_view, 10> titles{
        "frau", "herr", "mister", "madame", "monsieur", "madam", "miss", "lady", "senora", "senor"};
    const auto& tokens = document.tokens();
    if (match.form != NameForm::surname || !match.capitalised || document.all_capitals() ||
        match.first_token == 0 || !adjacent_word(document, match.first_token - 1)) {
        return false;
    }
    const Token& name = tokens[match.first_token - 1];
    const std::string_view word = document.text(name);
    return name.letters == LetterCase::capitalised && word.size() >= shortest &&
           !is_ordinary(word, known) && !is_small_word(word) && !detect::in(word, titles) &&
           !looks_like_trade(word) && !is_office(word) &&
           !profile.compatible({std::string{word}}) && !known.is_place(word) &&
           !word.ends_with("issimo") && !word.ends_with("issima");
}

bool is_called_kin(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 14> kin{
        "zio",     "zia",     "nonno",   "nonna",  "cugino", "cugina", "cognato",
        "cognata", "suocero", "suocera", "genero", "nuora",  "nipote", "fratello"};
    const auto before = words_before(document, match.first_token, 1);
    return (match.form == NameForm::given || match.form == NameForm::diminutive) &&
           !before.empty() && detect::in(before[0], kin);
}

bool leaves_first_surname(const NameMatch& match, const NameProfile& profile) {
    const PersonName& name = profile.names.front();
    const auto has = [&match](const std::string& part) {
        return std::find(match.parts.begin(), match.parts.end(), part) != match.parts.end();
    };
    return name.surnames.size() == 2 && match.form == NameForm::full && has(name.surnames.back()) &&
           !has(name.surnames.front());
}

} // namespace oblio::subject
