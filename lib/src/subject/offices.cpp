// lib/src/subject/offices.cpp
#include "subject/offices.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/small_words.hpp"
#include "subject/trades.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::TokenKind;

// What an office is of: "presidente del consiglio", where a club's is nobody's office. Stems.
constexpr std::array<std::string_view, 16> public_bodies{
    "consigl",    "provinc", "region", "giunt", "comun",    "circoscrizion", "municip", "quartier",
    "commission", "repubb",  "camer",  "senat", "assemble", "assessor",      "seggi",   "tribunal"};
// Offices that clubs, shops and schools have, too. Stems.
constexpr std::array<std::string_view, 6> private_offices{
    "president", "vicepresident", "segretari", "dirigent", "responsabil", "commissari"};

bool is_public_body(std::string_view word) {
    return std::any_of(public_bodies.begin(), public_bodies.end(),
                       [word](std::string_view row) { return word.starts_with(row); });
}

/// The office at `token` is one of the town's: not `la presidente della bocciofila`.
bool is_public_office(const Document& document, std::size_t token) {
    constexpr std::array<std::string_view, 8> of{"di",    "del",   "della", "dell",
                                                 "dello", "delle", "dei",   "degli"};
    const auto& tokens = document.tokens();
    if (!is_office(document.text(tokens[token]))) {
        return false;
    }
    if (!has_stem(private_offices, document.text(tokens[token])) || token + 2 >= tokens.size() ||
        !detect::in(document.text(tokens[token + 1]), of)) {
        return true;
    }
    const std::size_t body = document.text(tokens[token + 2]) == "'" ? token + 3 : token + 2;
    return body < tokens.size() && is_public_body(document.text(tokens[body]));
}

/// What may stand between an office and the name of its holder, or after the office: `sindaco
/// uscente`, `assessore dott.`
bool belongs_to_office(std::string_view word) {
    constexpr std::array<std::string_view, 24> tails{
        "comunale",   "provinciale", "regionale", "comunali", "uscente", "delegato",
        "delegata",   "anziano",     "anziana",   "generale", "vicario", "vicaria",
        "reggente",   "emerito",     "facente",   "dott",     "dr",      "dottor",
        "dottoressa", "ing",         "avv",       "arch",     "geom",    "prof"};
    return detect::in(word, tails);
}

} // namespace

bool holds_office(const Document& document, const NameMatch& match, std::size_t token) {
    const auto& tokens = document.tokens();
    if (!is_public_office(document, token) || !touches(document, token, match.first_token)) {
        return false;
    }
    bool of = false; // what stands after "al", "di" says of what
    for (std::size_t i = token + 1; i < match.first_token; ++i) {
        const std::string_view word = document.text(tokens[i]);
        if (tokens[i].kind != TokenKind::word) {
            continue;
        }
        if (is_small_word(word)) {
            of = true;
        } else if (!of && !belongs_to_office(word)) {
            return false; // a verb
        }
    }
    return match.first_token == token + 1 ||
           !is_small_word(document.text(tokens[match.first_token - 1]));
}

bool office_follows(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 13> of{"al",   "alla", "alle", "ai",    "agli",
                                                  "allo", "all",  "del",  "della", "dello",
                                                  "dei",  "di",   "con"};
    const auto& tokens = document.tokens();
    std::size_t at = match.end_token;
    const std::string_view mark = at < tokens.size() ? document.text(tokens[at]) : "";
    const bool apposed = mark == "," || mark == "(";
    at += apposed ? 1 : 0;
    const bool article =
        apposed && at < tokens.size() && detect::in(document.text(tokens[at]), definite_articles);
    at += article ? 1 : 0;
    at += at < tokens.size() && document.text(tokens[at]) == "'" ? 1 : 0;
    if (at >= tokens.size() || !is_public_office(document, at)) {
        return false;
    }
    const std::string_view next = at + 1 < tokens.size() ? document.text(tokens[at + 1]) : "";
    return article || mark == "(" || belongs_to_office(next) || detect::in(next, of);
}

bool claims_office(const Document& document) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        // "il resto al vostro assessore" speaks of another.
        constexpr std::array<std::string_view, 9> to_other{"al",    "alla", "dal", "dalla", "del",
                                                           "della", "col",  "sul", "sulla"};
        const bool own = (word == "vostra" || word == "vostro") &&
                         (i == 0 || !detect::in(document.text(tokens[i - 1]), to_other));
        const bool as = own || word == "come" || word == "da" || word == "quale";
        constexpr std::array<std::string_view, 6> former{"ex",    "vecchio", "vecchia",
                                                         "primo", "prima",   "ultimo"};
        const bool past = i + 2 < tokens.size() && detect::in(document.text(tokens[i + 1]), former);
        if (as && is_office(document.text(tokens[i + (past ? 2 : 1)]))) {
            return true;
        }
        // "quando avevo la delega", "ero in giunta", "il mio mandato"; a paper that lets one fetch
        // something is a "delega di" or "per" somebody.
        constexpr std::array<std::string_view, 6> held{"avevo", "ero", "tenevo",
                                                       "mio",   "mia", "lasciato"};
        constexpr std::array<std::string_view, 4> bodies{"giunta", "mandato", "delega",
                                                         "assessorato"};
        if (!detect::in(word, held)) {
            continue;
        }
        for (std::size_t at = i + 1; at < tokens.size() && at < i + 3; ++at) {
            const std::string_view after =
                at + 1 < tokens.size() ? document.text(tokens[at + 1]) : std::string_view{};
            if (detect::in(document.text(tokens[at]), bodies) && after != "di" && after != "per" &&
                after != "a") {
                return true;
            }
        }
    }
    return false;
}

bool denies_office(const Document& document) {
    constexpr std::array<std::string_view, 5> other{"omonim", "confond", "scambi", "sbagli",
                                                    "altro"};
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const bool denied =
            word == "non" && i + 1 < tokens.size() && document.text(tokens[i + 1]) == "sono";
        if (denied || std::any_of(other.begin(), other.end(), [word](std::string_view stem) {
                return word.starts_with(stem);
            })) {
            return true;
        }
    }
    return false;
}

} // namespace oblio::subject
