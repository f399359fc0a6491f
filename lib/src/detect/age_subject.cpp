// lib/src/detect/age_subject.cpp: whose age it is where no subject stands before it: relatives
// before and after, and writers who go on about themselves.
#include "detect/age_numbers.hpp"
#include "detect/age_walk.hpp"
#include "detect/dates.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

// "a 71 anni salgo", "80 anni e conto": a verb of the first person ends in -o.
bool first_person_form(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 13> no_verbs{
        "uno",   "primo",  "quanto", "secondo", "solo",    "poco", "tutto",
        "molto", "nostro", "questo", "quando",  "proprio", "sono"};
    return word.size() >= 4 && word.back() == 'o' && !in(word, no_verbs);
}

} // namespace

bool AgeClauseReader::speaks_of_self_after(std::size_t end) const noexcept {
    for (std::size_t at = end; at < end + 10; ++at) {
        const std::string_view word = text(at);
        const std::string_view next = text(at + 1);
        if ((word == "sarei" || word == "sono" || word == "cioe") && next == "io") {
            return true;
        }
        if ((word == "per" || word == "come") && next == "me") {
            return true;
        }
    }
    return turns_them_near(end, end);
}

// "mia nonna", "il nostro Luca", "la mia principessa", not "la nostra piscina".
bool AgeClauseReader::dear(std::size_t at) const noexcept {
    static constexpr std::array<std::string_view, 12> endearments{
        "amore",    "principe", "principessa", "campione", "campionessa",  "cucciolo",
        "cucciola", "tesoro",   "decano",      "decana",   "concittadino", "concittadina"};
    return in(text(at), people) || in(text(at), endearments) ||
           (at < document_.tokens().size() && document_.tokens()[at].letters != LetterCase::lower);
}

bool AgeClauseReader::relative_after(std::size_t end) const noexcept {
    for (std::size_t at = end; at < end + 6 && at < document_.tokens().size(); ++at) {
        const Person* person = person_at(at);
        if (person != nullptr && !person->first_name_alone) {
            return true;
        }
    }
    for (std::size_t at = end; at < end + 3; ++at) {
        const std::string_view word = text(at);
        if ((in(word, mine) && dear(at + 1)) || (at > end && in(word, people))) {
            return true;
        }
    }
    return false;
}

// "... accettate anche mia figlia? Ha 9 anni": the verb opens its sentence, and the one before
// names somebody near.
bool AgeClauseReader::relative_in_sentence_before(std::size_t verb) const noexcept {
    constexpr std::size_t reach = 40;
    const std::vector<Token>& tokens = document_.tokens();
    std::size_t sentences = 0;
    for (std::size_t steps = 1; steps <= std::min(verb, reach); ++steps) {
        const std::size_t at = verb - steps;
        const std::string_view word = text(at);
        const bool ends = tokens[at].kind == TokenKind::newline || word == "." || word == "!" ||
                          word == "?" || word == ";";
        const bool ends_before = at + 1 < verb && ends;
        sentences += ends_before ? 1 : 0;
        if (sentences > 1) {
            return false;
        }
        if (const Person* person = person_at(at); person != nullptr && !person->first_name_alone) {
            return true;
        }
        if (in(word, animals)) {
            return false;
        }
        if (in(word, people) && at > 0 &&
            (in(text(at - 1), mine) || (at > 1 && in(text(at - 2), mine)))) {
            return true;
        }
        if (parent_of(at)) {
            return true;
        }
    }
    return false;
}

// "sono la mamma di Elia", "sono il papà di un bambino": the child is named with the parent.
bool AgeClauseReader::parent_of(std::size_t at) const noexcept {
    return at >= 2 &&
           in(text(at), "mamma", "madre", "papa", "padre", "babbo", "nonna", "nonno", "zia",
              "zio") &&
           in(text(at - 1), "la", "il", "lo") && in(text(at - 2), "sono", "sn", "son") &&
           in(text(at + 1), "di", "d", "della", "del", "dell");
}

// "Mio figlio è stato insultato. È alto, ha 9 anni": the sentence opens with a verb of the third
// person, and nothing in it could be the subject.
bool AgeClauseReader::subject_left_out(std::size_t verb) const noexcept {
    constexpr int reach = 6;
    // "Da settembre va in prima media": when, and no subject
    static constexpr std::array<std::string_view, 16> when{
        "da",   "dal", "dall", "a",      "ad",       "quest",      "questo", "quest",
        "anno", "ora", "oggi", "adesso", "prossimo", "scolastico", "poi",    "gia"};
    bool time_only = true;
    std::size_t first = verb;
    int words = 0;
    for (auto at = word_before(verb); at; at = word_before(*at)) {
        time_only = time_only && (in(text(*at), when) || in(text(*at), italian_months));
        if (++words > reach || in(text(*at), definite) || in(text(*at), mine) ||
            in(text(*at), "un", "una", "uno", "quel", "quella", "questo", "questa")) {
            return false;
        }
        first = *at;
    }
    // folding makes "e" of "è": it is the verb if a comma follows two words on
    const bool is = text(first) == "e" &&
                    (text(first + 2) == "," || text(first + 2) == "e" || text(first + 3) == ",");
    return words > 0 &&
           (is || time_only ||
            in(text(first), "ha", "sta", "vive", "abita", "va", "fa", "frequenta", "gioca", "pesa",
               "lavora", "dorme", "parla")) &&
           relative_in_sentence_before(first);
}

bool AgeClauseReader::said_of_relative(std::size_t at) const noexcept {
    return at > 2 && text(at - 1) == "," &&
           (names_person(at - 2) || (in(text(at - 2), people) && in(text(at - 3), mine)));
}

bool AgeClauseReader::counted_after_another(std::size_t subject) const noexcept {
    constexpr std::size_t near = 10; // tokens back to the other age
    const std::string_view word = text(subject);
    const std::string_view lead = subject > 0 ? text(subject - 1) : std::string_view{};
    const bool near_one = in(lead, "il", "la") || in(lead, mine);
    const bool somebody = in(word, "lei", "lui") || person_at(subject) != nullptr ||
                          (near_one && (in(word, people) || in(word, "piccolo", "piccola", "grande",
                                                               "maggiore", "minore")));
    bool joined = false;
    for (std::size_t at = subject; somebody && at > 1 && subject - at < near;) {
        --at;
        joined = joined || in(text(at), ",", "e", "ed", "mentre");
        if (in(text(at), ".", "!", "?", ";") || document_.tokens()[at].kind == TokenKind::newline) {
            return false;
        }
        if (in(text(at), "anni", "anno", "mesi")) {
            return joined && read_age_number(text(at - 1)).has_value();
        }
    }
    return false;
}

// ", 67 anni, un polmone solo": said in passing.
bool AgeClauseReader::between_commas(std::size_t begin, std::size_t end) const noexcept {
    const std::string_view next = text(end);
    return begin > 0 && text(begin - 1) == "," && (next == "," || next == "." || next.empty());
}

// "sono iscritto alla bocciofila da poco, 67 anni, un polmone solo": between commas, with the
// writer as the nearest whom it could be of.
bool AgeClauseReader::beside_self(std::size_t begin, std::size_t end) const noexcept {
    constexpr std::size_t reach = 16;
    if (!between_commas(begin, end) || in(text(end + 1), "mai", "sempre", "ogni", "tutti")) {
        return false;
    }
    for (auto at = word_before(begin); at && begin - *at <= reach; at = word_before(*at)) {
        const std::string_view word = text(*at);
        if (person_at(*at) != nullptr || in(word, people) || in(word, animals) ||
            in(word, "ha", "hanno", "che", "chi")) {
            return false;
        }
        if (in(word, "sono", "sn", "vivo", "abito", "io", "campo")) {
            return !text(*at + 1).ends_with('i') && !in(text(*at + 1), "state", "le");
        }
    }
    return false;
}

// "Vorrei iscrivere mio figlio. Ha la sindrome di Down, 10 anni, adora la musica": between commas,
// in a sentence that goes on about the relative of the one before.
bool AgeClauseReader::beside_relative(std::size_t begin, std::size_t end) const noexcept {
    constexpr std::size_t reach = 16;
    if (!between_commas(begin, end)) {
        return false;
    }
    std::size_t first = begin;
    for (auto at = word_before(begin); at; at = word_before(*at)) {
        if (begin - *at > reach || person_at(*at) != nullptr || in(text(*at), people) ||
            in(text(*at), animals)) {
            return false;
        }
        first = *at;
    }
    return in(text(first), "ha", "soffre", "frequenta", "vive", "abita", "gioca", "studia") &&
           relative_in_sentence_before(first);
}

// "Ho il frigo vuoto. ... 58 anni, disoccupato da tre.", "Chi me lo paga? 80 anni e conto gli
// spicci": a grown-up goes on.
bool AgeClauseReader::goes_on_about_self(std::size_t begin, std::size_t end) const noexcept {
    static constexpr std::array<std::string_view, 7> mine_before{"ho",  "mi", "io", "mio",
                                                                 "mia", "m",  "me"};
    constexpr std::size_t reach = 24;
    constexpr int adult = 18;
    const std::optional<int> number = read_age_number(text(begin));
    const bool opens = begin > 0 && in(text(begin - 1), ".", "?", "!");
    const bool goes_on = text(end) == "e" && first_person_form(text(end + 1));
    if (!number || *number < adult || !opens ||
        (text(end) != "," && text(end) != "." && !goes_on)) {
        return false;
    }
    for (std::size_t steps = 1; steps <= std::min(begin, reach); ++steps) {
        if (person_at(begin - steps) != nullptr) {
            return false;
        }
        if (in(text(begin - steps), mine_before)) {
            return true;
        }
    }
    return false;
}

// "prima superiore e voce bassa, va bene?", "15 anni e zero esperienza, posso?": after an age that
// opens the text, a question about nobody but the writer.
bool AgeClauseReader::asks_for_self(std::size_t end) const noexcept {
    constexpr std::size_t reach = 20;
    bool asks = false;
    for (std::size_t at = end; at < std::min(document_.tokens().size(), end + reach); ++at) {
        const std::string_view word = text(at);
        if (person_at(at) != nullptr || in(word, people) || in(word, mine)) {
            return false;
        }
        const bool well = (word == "va" || word == "vado") && text(at + 1) == "bene" &&
                          (in(text(at + 2), "?", "uguale", "comunque") || text(at + 3) == "stesso");
        asks = asks || well || word == "posso" || word == "potrei" ||
               (word == "mi" && in(text(at + 1), "prendete", "fate", "accettate", "volete"));
    }
    return asks;
}

AgeClause AgeClauseReader::without_subject(const Walk& walk, std::size_t begin,
                                           std::size_t end) const {
    if (walk.third && !walk.animal && subject_left_out(walk.verb)) {
        return {AgeOf::other, begin, 0.6, "of the relative named in the sentence before"};
    }
    if (walk.animal || (walk.third && walk.ordinary)) {
        return {std::nullopt, begin, 0, "the age of a thing or an animal"};
    }
    if (walk.generic) {
        if (speaks_of_self_after(end)) {
            return {AgeOf::author, begin, 0.75, "the writer says that it is about them"};
        }
        return {std::nullopt, begin, 0, "of nobody in particular"};
    }
    if (walk.third) {
        if (relative_after(end)) {
            return {AgeOf::other, begin, 0.75, "a relative stands after it"};
        }
        if (!word_before(walk.verb) && relative_in_sentence_before(walk.verb)) {
            return {AgeOf::other, begin, 0.6, "of the relative named in the sentence before"};
        }
        return {std::nullopt, begin, 0, "no person before the verb"};
    }
    if (walk.barely) {
        return {std::nullopt, begin, 0, "not said as a fact"};
    }
    if (alone(begin, end)) {
        return {AgeOf::author, begin, 0.6, "a line about oneself"};
    }
    if (presents_itself(begin, end)) {
        // "12 anni qui" is as often how long somebody has lived here
        const bool years = read_age_number(text(begin)).has_value() && text(end - 1) == "anni";
        return {AgeOf::author, begin, years ? 0.5 : 0.7, "the writer is present"};
    }
    if (text(end) == "e" && !word_before(begin) && asks_for_self(end)) {
        return {AgeOf::author, begin, 0.65, "the writer asks to take part"};
    }
    if (text(end) == "e" && !word_before(begin) && goes_on_as_self(end + 1)) {
        // whose, nobody says: a parent writes so, too
        return {AgeOf::author, begin, 0.5, "the writer goes on about themselves"};
    }
    // "54 anni e non ho un lavoro", not "dieci anni e non ho visto un vigile"
    constexpr int grown = 40;
    const bool self = in(text(end + 1), "mi", "non") &&
                      (goes_on_as_self(end + 2) ||
                       (text(end + 1) == "mi" && in(text(end + 2), "hanno", "tocca", "ritrovo")));
    if (text(end) == "e" && self && !word_before(begin) &&
        read_age_number(text(begin)).value_or(0) >= grown) {
        return {AgeOf::author, begin, 0.55, "the writer goes on about themselves"};
    }
    if (says_what_it_can(begin, end)) {
        return {AgeOf::author, begin, 0.6, "the writer goes on about themselves"};
    }
    // "LIBERTÀ!!! prima media archiviata": whose, nobody says; a parent writes so, too.
    if (in(text(end - 1), "media", "medie", "elementare", "superiore", "liceo") &&
        in(text(end), "finita", "archiviata", "andata", "superata", "conclusa", "passata") &&
        alone(begin, end + 1)) {
        return {AgeOf::author, begin, 0.5, "a class that is over, nobody else named"};
    }
    if (goes_on_about_self(begin, end)) {
        return {AgeOf::author, begin, 0.55, "a sentence about oneself, after others"};
    }
    if (beside_self(begin, end)) {
        // of a child it is asked: "sono in squadra, 13 anni, mai una coppa"
        const bool adult = read_age_number(text(begin)).value_or(0) >= 18;
        return {AgeOf::author, begin, adult ? 0.55 : 0.5, "beside what the writer says of oneself"};
    }
    if (beside_relative(begin, end)) {
        return {AgeOf::other, begin, 0.55, "of the relative named in the sentence before"};
    }
    const std::optional<std::size_t> before = word_before(begin);
    constexpr int old = 65; // "a 14 anni mio padre mi mandò a bottega" is a memory
    if (before && text(*before) == "a" && in(text(end), mine) && in(text(end + 1), people) &&
        read_age_number(text(begin)).value_or(0) >= old) {
        return {AgeOf::other, begin, 0.7, "a relative stands after it"};
    }
    if (before && text(*before) == "a") {
        static constexpr std::array<std::string_view, 9> about_me{
            "mi", "ho", "faccio", "sono", "me", "devo", "vado", "vorrei", "posso"};
        const std::optional<std::size_t> lead = word_before(*before);
        const std::optional<std::size_t> earlier = lead ? word_before(*lead) : lead;
        if (first_person_form(text(end)) || (earlier && text(*earlier) == "io")) {
            return {AgeOf::author, begin, 0.55, "the writer goes on about themselves"};
        }
        const std::size_t reach = text(end) == "," ? 7 : 5; // "a 72 anni, operato al cuore, devo"
        for (std::size_t at = end; at < end + reach && text(at) != "?"; ++at) {
            if (in(text(at), mine) && in(text(at + 1), people)) {
                break; // "a 14 anni mio padre mi mandò a bottega"
            }
            // "a 13 anni sono ancora bambini": they are
            const bool they =
                text(at) == "sono" && (text(at + 1).ends_with('i') || text(at + 2).ends_with('i'));
            if (in(text(at), about_me) && !they) {
                return {AgeOf::author, begin, 0.7, "the writer goes on about themselves"};
            }
        }
    }
    return {std::nullopt, begin, 0, "nobody it belongs to"};
}

} // namespace oblio::detect
