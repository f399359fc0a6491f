// lib/src/detect/condition_subject.cpp: the person whom a verb or a noun is said of.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {

struct MentionRow {
    double strength;
    std::string_view reason;
};

// By MentionKind.
constexpr std::array<MentionRow, 7> mention_rows{{
    {1.0, "a named person"},
    {0.95, "a tagged person"},
    {1.0, "a relative of the author"},
    {0.95, "an acquaintance of the author"},
    {0.78, "one person told by place or role"},
    {0.75, "a relative of somebody named"},
    {1.0, "first person"},
}};

/// An animal, a vehicle, a place or a body of somebody's; losing one's house is hardship all the
/// same.
bool no_person(std::uint64_t cues, std::string_view noun, FindingType type) noexcept {
    const bool fate = type == FindingType::hardship || type == FindingType::judicial;
    return is_animal(noun) || (!fate && ((cues & cue::topic) != 0 ||
                                         in(noun, "macchina", "auto", "moto", "bici", "sedia")));
}

} // namespace

LinkDecision ConditionLinker::to_mention(std::size_t mention, double strength) const {
    const Mention& who = text_.mentions()[mention];
    const MentionRow& row = mention_rows[static_cast<std::size_t>(who.kind)];
    return {strength * row.strength, std::string{row.reason}, 0, 0};
}

LinkDecision ConditionLinker::to_second() const {
    if (answered_) {
        return {0.9, "the person answered", 0, 0};
    }
    if (spoken_to_ < text_.mentions().size()) {
        LinkDecision decision = to_mention(spoken_to_, 0.9);
        decision.reason += ", spoken to";
        return decision;
    }
    return rejected("said to somebody whom the text does not name");
}

/// The person whom a pronoun before `word` takes up ("gli", "la"): the nearest one said before it,
/// in its sentence or the ones before.
LinkDecision ConditionLinker::to_antecedent(std::size_t word) const {
    const std::size_t stop = farthest_before(word);
    for (std::size_t w = word; w > stop; --w) {
        if (!mentioned(w - 1)) {
            continue;
        }
        const auto m = static_cast<std::size_t>(text_.words()[w - 1].mention);
        if (!text_.mentions()[m].plural) {
            LinkDecision decision = to_mention(m, 0.85);
            decision.reason += ", named before";
            return decision;
        }
        w = std::max<std::size_t>(text_.mentions()[m].begin + 1, 1);
    }
    return thread_person() ? LinkDecision{0.7, "the person whom the thread names", 0, 0}
                           : undecided("nobody is named", Company::anyone);
}

/// The persons whom "li" before `word` takes up: kin of the author or several who are named.
LinkDecision ConditionLinker::to_several(std::size_t word) const {
    for (std::size_t w = word; w > farthest_before(word); --w) {
        const std::int32_t who = text_.words()[w - 1].mention;
        if (who >= 0 && text_.mentions()[static_cast<std::size_t>(who)].plural) {
            return to_mention(static_cast<std::size_t>(who), 0.9);
        }
    }
    return rejected("a group, not one person");
}

LinkDecision ConditionLinker::to_subject(const ConditionHit& hit, std::size_t verb,
                                         bool many) const {
    if (const Rule decision = subject_before(hit, verb, many)) {
        return *decision;
    }
    if (const Rule decision = subject_after(hit, verb, many)) {
        return *decision;
    }
    return subject_left_out(verb, many);
}

ConditionLinker::Rule ConditionLinker::subject_before(const ConditionHit& hit, std::size_t verb,
                                                      bool many) const {
    const std::size_t floor = floor_of(verb);
    const auto& words = text_.words();
    if ((writes(floor) && verb - floor < 4) || says_so_itself(verb, floor)) {
        return linked(0.9, "first person"); // "chi vi scrive e un trapiantato"
    }
    bool touching = true; // nothing but adverbs and pronouns between here and the verb
    bool crossed = false; // another clause was entered: its objects are not the subject
    for (std::size_t w = verb; w > floor; --w) {
        const std::size_t at = w - 1;
        const std::uint64_t c = cues(at);
        crossed = crossed || words[w].colon;
        if (mentioned(at)) {
            const auto m = static_cast<std::size_t>(words[at].mention);
            if (const Rule decision = mention_as_subject(hit, m, floor, verb, many)) {
                return *decision;
            }
            w = text_.mentions()[m].begin + 1;
            touching = false;
            continue;
        }
        if ((c & cue::pronoun1) != 0 && (many || (touching && text_.text(at) == "io"))) {
            return linked(0.95, "first person"); // "io e mio fratello ...", "che io sia ..."
        }
        if ((c & (cue::breaks | cue::joins | cue::after)) != 0 && (c & cue::be) == 0) {
            touching = false;
            crossed = true;
            continue;
        }
        if (many && (c & cue::kin) != 0 && (c & cue::plural) != 0) {
            continue; // "mia sorella e i bimbi dormono": the first of the two is told apart
        }
        if ((c & cue::year) != 0) { // "da un anno fa la dialisi"
            while (w > floor + 1 &&
                   (cues(w - 2) & (cue::article | cue::light | cue::prep_da)) != 0) {
                --w;
            }
            continue;
        }
        const bool by_birth =
            hit.term->type == FindingType::ethnic_origin || hit.term->type == FindingType::religion;
        if (by_birth && touching && people_of_author(at, floor)) {
            return linked(0.85, "first person: of the author's people");
        }
        if ((c & cue::generic) != 0 && generic_object(at, floor)) {
            touching = false;
            continue;
        }
        if (const Rule decision = nobody_in_particular(at, floor, crossed)) {
            return *decision;
        }
        if (text_.text(at) == "quale" || text_.text(at) == "quali") {
            continue; // "mio zio, il quale soffre di ..."
        }
        if (words[at + 1].comma || words[at + 1].colon) {
            touching = false;
        }
        if (touching && (c & (cue::light | cue::negation | cue::clitic1 | cue::clitic3 | cue::that |
                              cue::been | cue::pronoun3 | cue::have | cue::be)) == 0) {
            const NounBefore noun = noun_before(at, floor);
            const bool object = at + 1 < verb && in(text_.text(verb - 1), "la", "lo", "li", "le");
            if (noun.thing && (is_animal(text_.text(at)) || is_gadget(text_.text(at)))) {
                return rejected("says it of a thing, not of a person"); // "il mio gatto e cieco"
            }
            if (noun.thing && !object) { // but "la spesa la prende al banco alimentare"
                return undecided("says it of a thing, not of a person", Company::others);
            }
            touching = noun.of_phrase;
            w = noun.next;
        }
    }
    return std::nullopt;
}

/// The person `m` before a verb, if one and many agree.
ConditionLinker::Rule ConditionLinker::mention_as_subject(const ConditionHit& hit, std::size_t m,
                                                          std::size_t floor, std::size_t verb,
                                                          bool many) const {
    const auto& words = text_.words();
    const Mention& who = text_.mentions()[m];
    const bool pair = many && ((who.begin > floor && (cues(who.begin - 1) & cue::joins) != 0) ||
                               (who.end < verb && (cues(who.end) & cue::joins) != 0 &&
                                (cues(who.end) & cue::be) == 0 && !words[who.end].comma));
    const std::size_t of = (cues(who.begin) & cue::prep_di) != 0 ? who.begin : who.begin - 1;
    if (who.begin > floor + 1 && of > floor && (cues(of) & cue::prep_di) != 0 &&
        no_person(cues(of - 1), text_.text(of - 1), hit.term->type)) {
        return rejected("says it of a thing, not of a person"); // "il gatto di mia zia è diabetico"
    }
    const bool one_of =
        !many && who.plural && of > floor && (cues(of) & cue::prep_di) != 0 &&
        in(text_.text(of - 1), "uno", "una", "maggiore", "minore", "grande", "piccolo", "piccola",
           "primo", "prima", "secondo", "seconda", "terzo", "terza", "ultimo", "ultima");
    if (one_of) { // "uno dei miei figli è sordo"
        return to_mention(m, 0.95);
    }
    if (many == who.plural || pair || who.kind == MentionKind::handle) {
        return to_mention(m, 1.0);
    }
    return std::nullopt;
}

/// "qui parla uno che", "ve lo dice una che": whoever speaks so means the author.
bool ConditionLinker::says_so_itself(std::size_t verb, std::size_t floor) const {
    std::size_t that = verb; // "uno che non e", "una che da anni e"
    while (that > floor && verb - that < 5 && (cues(that - 1) & cue::that) == 0) {
        --that;
    }
    if (that < floor + 3 || (cues(that - 1) & cue::that) == 0 ||
        !in(text_.text(that - 2), "uno", "una", "qualcuno")) {
        return false;
    }
    const std::string_view says = text_.text(that - 3);
    return in(says, "parla", "scrive", "scriverti", "scrivervi", "scrivere", "firma", "parlare",
              "racconta", "garantisce") ||
           (in(says, "dice", "dirvelo", "chiede", "segnala", "assicura", "detto", "parola", "da") &&
            (that == floor + 3 ||
             in(text_.text(that - 4), "lo", "l", "la", "ve", "vi", "ti", "a", "detto", "chiesto")));
}

/// "la mia gente", "il nostro popolo": the author's people, and the author one of them.
bool ConditionLinker::people_of_author(std::size_t at, std::size_t floor) const {
    return at > floor && (cues(at - 1) & cue::poss1) != 0 &&
           in(text_.text(at), "gente", "popolo", "stirpe", "razza", "etnia", "tribu", "comunita",
              "minoranza", "famiglia");
}

/// "chi vi scrive", "chi parla": the author.
bool ConditionLinker::writes(std::size_t who) const {
    const std::size_t end = text_.sentence_end(who);
    std::size_t verb = who + 1;
    if (text_.text(who) != "chi" || verb >= end) {
        return false;
    }
    if (in(text_.text(verb), "vi", "ti", "le") && verb + 1 < end) {
        ++verb;
    }
    return in(text_.text(verb), "scrive", "parla", "firma");
}

/// "non riconosce più nessuno", "lo sanno tutti che": people in general behind a verb of their own,
/// and "ogni giorno".
bool ConditionLinker::generic_object(std::size_t at, std::size_t floor) const {
    const bool next = at + 1 < text_.sentence_end(at);
    if (text_.text(at) == "ogni") {
        return next && ((cues(at + 1) & cue::year) != 0 ||
                        in(text_.text(at + 1), "volta", "mattina", "sera", "notte", "settimana",
                           "tanto", "ora", "minuto", "estate", "inverno", "domenica"));
    }
    if (!in(text_.text(at), "nessuno", "tutti", "tutte", "qualcuno", "ognuno", "gente")) {
        return false;
    }
    std::size_t verb = at;
    while (verb > floor && !text_.words()[verb].comma &&
           (cues(verb - 1) & (cue::light | cue::article)) != 0 && (cues(verb - 1) & persons) == 0) {
        --verb;
    }
    if (verb == floor || text_.words()[verb].comma || (cues(verb - 1) & cue::be) != 0) {
        return false;
    }
    const bool closed = !next || text_.words()[at + 1].comma || text_.words()[at + 1].colon ||
                        (cues(at + 1) & (cue::that | cue::joins | cue::breaks)) != 0;
    // "mio zio non disturba nessuno", "Ugo Livi saluta tutti": a verb that no table knows
    const bool told =
        cues(verb - 1) == 0 && verb > floor + 1 &&
        ((cues(verb - 2) & (cue::negation | cue::clitic3)) != 0 || mentioned(verb - 2));
    return closed && (told || (cues(verb - 1) & persons) != 0 ||
                      index_.verb_reading(text_.text(verb - 1)).persons != 0);
}

/// "se uno perde il lavoro": the subject of a verb right after it.
bool ConditionLinker::is_anyone(std::size_t at, std::size_t floor) const {
    if (!in(text_.text(at), "uno", "una") || at + 1 >= text_.sentence_end(at)) {
        return false;
    }
    const bool opens = at == floor || in(text_.text(at - 1), "se", "quando", "che", "come",
                                         "perche", "dove", "finche", "appena");
    return opens && ((cues(at + 1) & (persons | cue::negation | cue::clitic3)) != 0 ||
                     index_.verb_reading(text_.text(at + 1)).persons != 0);
}

ConditionLinker::Rule ConditionLinker::nobody_in_particular(std::size_t at, std::size_t floor,
                                                            bool crossed) const {
    const std::uint64_t c = cues(at);
    if (is_anyone(at, floor)) {
        return rejected("people in general");
    }
    const bool object = at > floor && (cues(at - 1) & cue::prep) != 0; // "ce l'ha con tutti"
    if ((c & cue::generic) != 0 && (c & (cue::demonstrative | cue::indefinite)) == 0 && !object &&
        (!crossed || text_.text(at) == "chi")) {
        return rejected("people in general");
    }
    const bool spoken_to = (c & cue::office) != 0 && at + 1 < text_.sentence_end(at) &&
                           text_.words()[at + 1].comma && at > floor &&
                           in(text_.text(at - 1), "gentile", "egregio", "egregia", "spett",
                              "spettabile", "caro", "cara", "signor", "signora", "buongiorno",
                              "buonasera", "salve", "stimato", "stimata", "illustre");
    if (spoken_to) {
        return std::nullopt; // "Gentile ufficio, ..."
    }
    const bool owner = at > floor + 1 && (cues(at - 1) & cue::prep_di) != 0 && mentioned(at - 2);
    if ((c & cue::office) != 0 && (c & cue::been) == 0 && !owner &&
        !object) { // "il cognato del sindaco"
        return rejected("a public office or body, nobody named");
    }
    return std::nullopt;
}

/// A noun that touches the verb: of a phrase with "del" it says nothing, with an article of its
/// own it is the subject, and it is no person.
ConditionLinker::NounBefore ConditionLinker::noun_before(std::size_t at, std::size_t floor) const {
    const auto& words = text_.words();
    std::size_t head = at;
    while (head > floor && !words[head].comma && at - head < 3 &&
           (cues(head - 1) & (cue::article | cue::prep | cue::demonstrative | cue::poss3)) == 0 &&
           !mentioned(head - 1)) {
        --head;
    }
    const std::uint64_t before = head > floor && !mentioned(head - 1) ? cues(head - 1) : 0;
    const bool adverbial = head > floor + 1 && (cues(head - 2) & cue::after) != 0;
    const bool thing = (before & cue::prep) == 0 && !adverbial && !words[at + 1].comma &&
                       (before & (cue::article | cue::demonstrative)) != 0;
    const bool of_phrase = (before & cue::prep) != 0 && head > floor + 1;
    return {thing, of_phrase,
            head > floor && mentioned(head - 1) ? head + 1 : std::max(floor + 1, head)};
}

/// Italian may put the subject after the verb.
ConditionLinker::Rule ConditionLinker::subject_after(const ConditionHit& hit, std::size_t verb,
                                                     bool many) const {
    const auto& words = text_.words();
    const std::size_t end = std::min(text_.sentence_end(verb), hit.end + far_right);
    for (std::size_t w = hit.end; w < end; ++w) {
        if (mentioned(w)) {
            const auto m = static_cast<std::size_t>(words[w].mention);
            const Mention& who = text_.mentions()[m];
            const bool bare = (cues(who.begin) & cue::prep) == 0 &&
                              (who.begin == hit.end || (cues(who.begin - 1) & cue::prep) == 0);
            if (bare && who.plural == many) {
                return to_mention(m, 0.9);
            }
            break;
        }
        if ((cues(w) & cue::breaks) != 0) {
            break;
        }
    }
    return std::nullopt;
}

/// Or leave it out: the last person of the sentence before.
LinkDecision ConditionLinker::subject_left_out(std::size_t verb, bool many) const {
    const std::size_t sentence = text_.sentence_begin(verb);
    const std::size_t floor = floor_of(verb);
    const auto& words = text_.words();
    if (!many && sentence > 0) {
        const std::size_t stop = farthest_before(sentence);
        for (std::size_t w = sentence; w > stop; --w) {
            if (mentioned(w - 1)) {
                LinkDecision decision =
                    to_mention(static_cast<std::size_t>(words[w - 1].mention), 0.8);
                decision.reason += ", named before";
                return decision;
            }
        }
    }
    if (verb > floor && in(text_.text(verb - 1), "scrivere", "scrivervi", "firmare")) {
        return {0.9, "first person", 0, 0}; // "a scrivere e una mamma sorda"
    }
    if (!many && thread_person()) {
        return {0.7, "the person whom the thread names", 0, 0};
    }
    // "Lei e disabile? Se si, compili il riquadro": a form asks whoever reads it
    const bool pointed = !many && !text_.question(verb) &&
                         ((cues(verb) & cue::pronoun3) != 0 ||
                          (verb > floor && (cues(verb - 1) & cue::pronoun3) != 0));
    return pointed ? LinkDecision{0.62, "somebody pointed at by a pronoun", 0, 0}
                   : undecided("nobody is named", Company::anyone);
}

} // namespace oblio::detect
