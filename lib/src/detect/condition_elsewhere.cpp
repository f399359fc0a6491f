// lib/src/detect/condition_elsewhere.cpp: what another sentence, or the mark around a term, says of
// whom it is: claimed by the author after it, thrown at the author in quotation marks, a home of
// which only the rest of the text tells what is healed there.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {

// What is healed in a "comunità", by the words of the text around it.
constexpr std::array<std::string_view, 22> addiction{
    "disintossic", "droga",   "drogh",    "drogat",     "eroina",    "cocaina",
    "alcol",       "alcool",  "ludopati", "dipendenz",  "astinenza", "serd",
    "sert",        "ricadut", "metadone", "overdose",   "bottiglia", "spinell",
    "tossic",      "ripulir", "slot",     "macchinette"};

} // namespace

/// "lo sportello per chi ha problemi col gioco. Ecco, sono io": what is said of anybody, and the
/// sentence after it in which the author says to be that one.
bool ConditionLinker::claimed_after(const ConditionHit& hit) const {
    constexpr std::size_t opening = 6; // words of the next sentence
    const std::size_t floor = floor_of(hit.begin);
    std::size_t next = text_.sentence_end(hit.begin);
    bool anybody = false;
    for (std::size_t w = floor; w < hit.begin; ++w) {
        anybody = anybody || in(text_.text(w), "chi", "persone", "qualcuno", "quelli", "gente");
    }
    for (std::size_t w = hit.end; w < next; ++w) { // "per chi beve: ecco, sono io"
        next = text_.words()[w].colon ? w : next;
    }
    if (!anybody || next >= text_.words().size()) {
        return false;
    }
    const std::size_t end = std::min(text_.sentence_end(next), next + opening);
    for (std::size_t w = next; w < end; ++w) {
        const std::string_view word = text_.text(w);
        const std::string_view then = w + 1 < end ? text_.text(w + 1) : std::string_view{};
        const std::string_view third = w + 2 < end ? text_.text(w + 2) : std::string_view{};
        if (word == "eccomi" || word == "presente" || (word == "sono" && then == "io") ||
            (word == "sono" && in(then, "uno", "una") && in(third, "di", "dei", "delle")) ||
            (word == "parlate" && then == "di" && third == "me")) {
            return true;
        }
    }
    return false;
}

/// 'mi ha detto "lei ha l'amante"': what another throws at the author in quotation marks, as "lei";
/// 'il libro "Io e il mio tumore"': a title.
bool ConditionLinker::thrown_in_quotes(const ConditionHit& hit) const {
    constexpr std::size_t longest = 8; // words from the mark to the term
    const std::size_t floor = floor_of(hit.begin);
    const auto& tokens = text_.document().tokens();
    for (std::size_t w = hit.begin; w > floor + 1 && hit.begin - w < longest; --w) {
        const std::size_t mark = text_.words()[w].token;
        if (mark == 0 || !in(text_.document().text(tokens[mark - 1]), "\"", "«", "“")) {
            continue;
        }
        const bool says = in(text_.text(w - 1), "detto", "dice", "dicono", "disse", "risposto",
                             "risponde", "urlato", "gridato", "scritto", "dire", "fatto");
        const bool titled =
            in(text_.text(w - 1), "libro", "film", "romanzo", "spettacolo", "mostra", "titolo",
               "intitolato", "intitolata", "convegno", "serata", "incontro", "commedia", "canzone",
               "brano", "documentario", "racconto", "tema", "poesia", "monologo", "conferenza");
        return titled || (says && in(text_.text(w), "lei", "tu", "voi", "lui", "sei", "siete"));
    }
    return false;
}

/// "mio marito è di nuovo in comunità, stavolta vuole disintossicarsi": a home for addicts, told by
/// the words around it.
bool ConditionLinker::home_for_addicts(const ConditionHit& hit) const {
    const std::size_t end = std::min(text_.words().size(), hit.end + farthest);
    for (std::size_t w = farthest_before(hit.begin); w < end; ++w) {
        const std::string_view word = text_.text(w);
        if (w >= hit.begin && w < hit.end) {
            continue;
        }
        if (std::any_of(addiction.begin(), addiction.end(),
                        [&](std::string_view stem) { return word.starts_with(stem); }) ||
            (in(word, "bere", "beve", "beveva", "roba", "bucarsi", "farsi") &&
             word != text_.text(hit.begin))) {
            return true;
        }
    }
    return false;
}

/// "in comunità": of minors or of addicts, as the text around it says.
ConditionLinker::Rule ConditionLinker::home_of_another_kind(const ConditionHit& hit) const {
    const bool bare = hit.end - hit.begin <= 5 && text_.text(hit.end - 1) == "comunita";
    if (!bare) {
        return std::nullopt;
    }
    const FindingType type = hit.term->type;
    const bool said = hit.begin > text_.sentence_begin(hit.begin) &&
                      text_.text(hit.begin - 1).starts_with("disintossic");
    if (type == FindingType::health && said && hit.end - hit.begin == 2) {
        return rejected("where, not what"); // "si disintossica in comunità"
    }
    const bool addicts = home_for_addicts(hit);
    if (type == FindingType::health && !addicts && hit.end - hit.begin == 2) {
        return rejected("a home, nothing says of whom");
    }
    return type == FindingType::hardship && addicts ? Rule{rejected("a home for addicts")}
                                                    : std::nullopt;
}

} // namespace oblio::detect
