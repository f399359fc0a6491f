// lib/src/detect/person_surname.cpp: looks at one word, its letters and its nearest neighbours.
#include "detect/person_surname.hpp"

#include "detect/person_letters.hpp"
#include "detect/word_list.hpp"

#include <array>

namespace oblio::detect {

// "il direttore ATER": short, in capitals among other words, and no surname.
bool SurnameAlone::is_acronym(std::size_t at) const {
    const NameWord& word = words_[at];
    const Token& token = words_.token(at);
    return token.letters == LetterCase::upper && word.hint == CaseHint::capital &&
           words_.text(at).size() <= 5 && (word.entry == nullptr || word.entry->surname == 0) &&
           words_.table().surname_shape(words_.text(at)) < 0.9;
}

// A word with a capital that may be a surname by itself: listed, or of its letters.
bool SurnameAlone::may_be_surname(std::size_t at) const {
    const NameWord& word = words_[at];
    const std::string_view text = words_.text(at);
    if (word.hint != CaseHint::capital || is_acronym(at) ||
        (places_ != nullptr && places_->has_municipality(text))) {
        return false;
    }
    return word.entry == nullptr ? words_.table().surname_shape(text) >= 0.3 &&
                                       !words_.table().is_inflected_word(text)
                                 : word.entry->surname > 0 && word.entry->rank == 0 &&
                                       word.entry->first < 3 && word.entry->contexts.empty();
}

// "i vigili Brambati e Salvioli": two surnames after the plural of an office or a trade.
bool SurnameAlone::in_titled_pair(std::size_t at) const {
    static constexpr std::array<std::string_view, 26> plurals{
        "vigili",      "maestre",   "maestri",    "assessori",  "assessore",     "consiglieri",
        "consigliere", "agenti",    "medici",     "dottori",    "dottoresse",    "avvocati",
        "geometri",    "ingegneri", "architetti", "professori", "professoresse", "infermieri",
        "infermiere",  "bidelle",   "bidelli",    "educatrici", "educatori",     "signore",
        "carabinieri", "impiegate"};
    const auto is_and = [this](std::size_t word) {
        return word < words_.size() && words_[word].is_and && words_[word].linked;
    };
    if (!is_and(at + 1) && !(at >= 1 && is_and(at - 1))) {
        return false; // nearly always
    }
    const std::size_t first = at >= 2 && is_and(at - 1) && words_[at - 2].linked ? at - 2 : at;
    if (first == 0 || first + 2 >= words_.size() || !words_[first - 1].linked ||
        !words_[first].linked || !is_and(first + 1)) {
        return false;
    }
    return in(words_.text(first - 1), plurals) && may_be_surname(first) &&
           may_be_surname(first + 2);
}

// "l'ex direttore della funivia, quel Corradini".
bool SurnameAlone::singled_out(std::size_t at) const {
    return at > 0 && words_[at - 1].linked &&
           in(words_.text(at - 1), "quel", "tal", "certo", "tale") && may_be_surname(at);
}

// What follows a title and is none: a first name, a word in small letters, a particle before a
// word.
bool SurnameAlone::is_no_surname(std::size_t at, const NameBefore& before, const NameParse& parse,
                                 bool likely) const {
    const NameWord& word = words_[at];
    const bool particle = word.has(NameContext::particle);
    if (word.entry != nullptr && word.entry->first >= 3 && word.entry->surname < 4 && !particle) {
        return true; // "la signora Maria"
    }
    if (before.clergy && !before.title && word.entry != nullptr && word.entry->first > 0) {
        return true; // "don Bruno"
    }
    const bool listed = word.entry != nullptr && word.entry->surname > 0;
    const bool small = word.hint != CaseHint::capital && !particle;
    if (small && ((!before.title && !likely) || (!listed && names_a_specialist(words_.text(at))))) {
        return true; // "il custode chiude", "un avvocato penalista"
    }
    const NameEntry* last = words_[parse.end - 1].entry;
    return particle && !word.capital() && last != nullptr && last->rank > 0 &&
           words_.text(at) != "de" && words_.text(at) != "d"; // "maestro di vita"
}

// "er medico mio, Sbardelloni, nun risponne": an apposition that no list takes for a word.
bool SurnameAlone::between_commas(std::size_t at, const NameBefore& before) const {
    const NameWord& word = words_[at];
    const std::string_view text = words_.text(at);
    if (!(before.role || before.title) || word.hint != CaseHint::capital ||
        words_.mark(word.token + 1) != ",") {
        return false;
    }
    if (places_ != nullptr && places_->has_municipality(text)) {
        return false;
    }
    if (word.entry == nullptr) {
        return words_.table().surname_shape(text) >= 0.3;
    }
    const NameEntry& entry = *word.entry;
    if (entry.surname > 0 && entry.rank == 0 && entry.first < 3 && entry.contexts.empty()) {
        return true;
    }
    // "il tecnico, Conti, era assente": a word, too, but first of all a surname.
    constexpr int common = 5;
    constexpr NameContexts other{
        NameContext::place,  NameContext::month, NameContext::not_name, NameContext::institution,
        NameContext::street, NameContext::title, NameContext::role,     NameContext::office};
    return entry.surname >= common && !entry.contexts.has_any(other);
}

} // namespace oblio::detect
