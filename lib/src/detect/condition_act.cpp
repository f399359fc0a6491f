// lib/src/detect/condition_act.cpp: terms that hold their own verb ("ho votato Lega", "dormo in
// macchina").
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

namespace oblio::detect {

using namespace link;

/// The verb of an act: past pronouns, denials and "perché", or past the day that it begins with.
/// `before`: the cues of the word before the term.
std::size_t ConditionLinker::verb_of_act(const ConditionHit& hit, std::uint64_t before) const {
    const auto reflexive = [&](std::size_t w) {
        return text_.text(w) == "si" || text_.text(w) == "s";
    };
    // "la rata ... | non riesco a pagarla": the debt stands first
    const bool debt_first = hit.span > hit.begin && text_.text(hit.span) == "non";
    std::size_t verb = debt_first ? hit.span : hit.begin;
    while (verb + 1 < hit.end &&
           ((cues(verb) & (cue::negation | cue::clitic3 | cue::breaks)) != 0 || reflexive(verb)) &&
           (cues(verb) & persons) == 0) {
        ++verb;
    }
    for (std::size_t w = hit.begin + 1; opens_with_time(hit) && w < hit.end; ++w) {
        if ((cues(w) & verbs) != 0 && (cues(w) & persons) != 0) {
            return w;
        }
    }
    const bool of_him = (before & cue::that) != 0 && text_.text(verb) == "si" && verb + 1 < hit.end;
    return of_him ? verb + 1 : verb; // "quello che si faceva di eroina"
}

/// "ramadan lo faccio", "tessera la rinnovo": the verb of a term whose object stands first; its end
/// if it has none.
std::size_t ConditionLinker::verb_behind_object(const ConditionHit& hit) const {
    return hit.term->object_first ? hit.end - 1 : hit.end;
}

/// A term whose object stands first: of the person of its verb.
LinkDecision ConditionLinker::by_object_first(const ConditionHit& hit, std::size_t verb) const {
    const std::uint64_t person = persons_inside(verb);
    const bool opens =
        hit.begin == text_.sentence_begin(hit.begin) || text_.words()[hit.begin].comma;
    constexpr std::uint64_t determiner =
        cue::article | cue::demonstrative | cue::poss1 | cue::poss3;
    if (!opens && (cues(hit.begin - 1) & determiner) == 0) {
        return rejected("a noun, not what somebody does"); // "29 anni lo sconto"
    }
    if ((person & cue::they) != 0 && (person & cue::first) == 0) {
        const LinkDecision several = to_subject(hit, hit.begin, true);
        return several.linked() ? several : rejected("people in general"); // "lo fanno in tanti"
    }
    return by_person(hit, verb, person);
}

LinkDecision ConditionLinker::by_verb_inside(const ConditionHit& hit) const {
    if (const std::size_t verb = verb_behind_object(hit); verb != hit.end) {
        return by_object_first(hit, verb);
    }
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const auto& words = text_.words();
    const std::uint64_t before =
        hit.begin > floor && !words[hit.begin].comma ? cues(hit.begin - 1) : 0;
    for (std::size_t w = hit.begin; w < hit.end; ++w) {
        if ((cues(w) & cue::clitic1) != 0 && text_.text(w) != "m") {
            return {1.0, "first person", 0, 0};
        }
        if (w + 1 < hit.end && in(text_.text(w), "m", "c") && text_.text(w + 1) == "hanno" &&
            hit.end - w > 3) {
            return {0.95, "first person", 0, 0}; // "m'hanno tajato er gas", "c'hanno tolto la luce"
        }
        // "il badge vuole la mia impronta digitale"
        if (hit.term->type == FindingType::genetic_biometric && w > hit.begin && w + 1 < hit.end &&
            (cues(w) & cue::poss1) != 0 && (cues(w + 1) & (cue::kin | cue::acquaint)) == 0) {
            return {1.0, "first person", 0, 0};
        }
    }
    for (std::size_t w = hit.begin + 1; w + 2 < hit.end; ++w) {
        if (in(text_.text(w), "lavora", "lavorano", "lavorava", "insegna") &&
            (cues(w + 1) & cue::prep_in) != 0 && text_.text(w + 2) != "nero") {
            return rejected("a trade"); // "mia nipote lavora in casa famiglia"
        }
    }
    if (hit.begin > floor && !words[hit.begin].comma && is_anyone(hit.begin - 1, floor)) {
        return rejected("people in general"); // "se uno perde il lavoro"
    }
    if ((before & cue::negation) != 0) {
        return rejected("denied: somebody does not do it");
    }
    if ((before & cue::clitic1) != 0) {
        return text_.text(hit.begin) == "si" && text_.text(hit.begin - 1) == "ci"
                   ? rejected("people in general") // "con queste code ci si ammala"
                   : LinkDecision{1.0, "first person", 0, 0};
    }
    const bool yours = text_.text(hit.begin) == "ti" ||
                       (hit.begin > floor && text_.text(hit.begin - 1) == "ti" && before != 0);
    if (yours && (persons_inside(hit.begin) & cue::first) == 0) {
        return to_second(); // "Denis, si sa che ti piacciono gli uomini"
    }
    const std::size_t verb = verb_of_act(hit, before);
    if (verb != hit.begin && opens_with_time(hit)) { // "il venerdì sono in moschea"
        return by_verb(hit, Shape::verbal, verb);
    }
    const std::string_view word = text_.text(verb);
    const std::uint64_t person = persons_inside(verb);
    const bool known = (cues(verb) & persons) != 0;
    const bool after_be = (before & cue::be) != 0 && (before & persons) != 0 &&
                          (!known || word.ends_with("asto") || word.ends_with("asta"));
    if (after_be || (!known && (cues(verb) & (cue::prep | cue::article)) != 0)) {
        return by_anchor(hit, Shape::bearer, follow_left(hit, Shape::bearer)); // "sono vittima di"
    }
    const std::uint64_t noun = cue::article | cue::prep | cue::poss1 | cue::have;
    if (!known && (before & noun) != 0 && (before & cue::clitic3) == 0 && !not_finite(verb)) {
        return by_anchor(hit, Shape::thing, follow_left(hit, Shape::thing)); // "ho la luce ..."
    }
    if (verb > hit.begin && (cues(hit.begin) & cue::clitic3) != 0 && (person & cue::third) != 0) {
        return to_antecedent(hit.begin); // "il tribunale gli ha messo ..."
    }
    const bool of_many = word.ends_with('i') && (before & (cue::generic | cue::plural)) != 0 &&
                         (before & (cue::have | cue::be | cue::article)) == 0 &&
                         !mentioned(hit.begin - 1);
    if (!known && of_many) {
        return rejected("people in general"); // "i bambini ricoverati in oncologia"
    }
    if (!known && not_finite(verb)) {
        return by_auxiliary(hit, person);
    }
    const bool them =
        text_.text(hit.begin) == "li" || (hit.begin > floor && text_.text(hit.begin - 1) == "li");
    if ((person & cue::they) != 0 && them) { // "gli stagionali li pagano tre euro l'ora"
        return to_several(hit.begin);
    }
    if (person == 0 && index_.verb_reading(word).persons == 0) { // "la pensione non basta"
        const LinkDecision decision = by_person(hit, verb, person);
        return decision.linked() ? decision : by_sentence(hit);
    }
    if (word == "sono" && several_things_are(hit, verb)) {
        return rejected("says it of a thing, not of a person"); // "i miei capelli sono in sciopero"
    }
    return by_person(hit, verb, person);
}

/// "il venerdì ...", "la domenica ...", "ogni mattina ...": a term that begins with when.
bool ConditionLinker::opens_with_time(const ConditionHit& hit) const {
    if (hit.end - hit.begin < 3) {
        return false;
    }
    const std::string_view day = text_.text(hit.begin + 1);
    return in(text_.text(hit.begin), "il", "la", "ogni") &&
           in(day, "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica",
              "mattina", "sera", "notte");
}

/// Whether the verb of an act can be read as a participle, a gerund or an infinitive.
bool ConditionLinker::not_finite(std::size_t verb) const {
    const std::string_view word = text_.text(verb);
    if (const auto reading = index_.verb_reading(word);
        reading.persons != 0 || reading.not_finite) {
        return reading.not_finite;
    }
    const bool participle =
        word.size() > 3 && (word.ends_with("to") || word.ends_with("ta") || word.ends_with("ti") ||
                            word.ends_with("te") || word.ends_with("so") || word.ends_with("sa") ||
                            word.ends_with("si"));
    return participle || word.ends_with("re") || word.ends_with("ndo");
}

/// The persons that the verb of an act says: from the table of cues, else as one of its forms, else
/// by its ending. An accent on the last letter tells "patteggiò" from "patteggio".
std::uint64_t ConditionLinker::persons_inside(std::size_t verb) const {
    if (const std::uint64_t said = cues(verb) & persons; said != 0) {
        return said;
    }
    const std::string_view word = text_.text(verb);
    if (word == "sei") {
        return cue::third; // the number: "s'e fatto [sei anni all'Ucciardone]"
    }
    const auto& token = text_.document().tokens()[text_.words()[verb].token];
    const std::string_view source = text_.document().source_text(token);
    const bool stressed = source.ends_with("\xC3\xB2") || source.ends_with("\xC3\xAC"); // ò, ì
    if (const std::uint64_t form = index_.verb_reading(word).persons; form != 0) {
        if (stressed && (form & cue::third) != 0) {
            return cue::third;
        }
        for (const std::uint64_t one : {cue::first, cue::second, cue::third, cue::they}) {
            if ((form & one) != 0) {
                return one;
            }
        }
        return form;
    }
    if (in(word, "dentro", "fuori", "sotto", "dietro", "contro", "solo", "dopo", "prima")) {
        return 0;
    }
    const char last = word.back();
    if (stressed) {
        return cue::third;
    }
    if (word.ends_with("iamo") || word.ends_with("vamo") || last == 'o') {
        return word.ends_with("ano") || word.ends_with("ono") ? cue::they : cue::first;
    }
    return last == 'a' || last == 'e' ? cue::third : 0;
}

/// "votato", "perdere": the person is in the auxiliary or the modal before it. `otherwise`: the
/// persons that the word says where none stands there ("persi il lavoro").
LinkDecision ConditionLinker::by_auxiliary(const ConditionHit& hit, std::uint64_t otherwise) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    std::size_t finite = hit.begin;
    while (finite > floor && hit.begin - finite < 5 && !text_.words()[finite].comma) {
        --finite;
        if (mentioned(finite)) {
            return to_mention(static_cast<std::size_t>(text_.words()[finite].mention), 0.9);
        }
        if ((cues(finite) & persons) != 0 &&
            (cues(finite) & (cue::have | cue::be | cue::other_verb | cue::act)) != 0) {
            return by_verb(hit, Shape::verbal, finite);
        }
    }
    if (hit.begin > floor && (text_.text(hit.begin - 1).starts_with("aver") ||
                              text_.text(hit.begin - 1).starts_with("esser"))) {
        const LinkDecision subject = to_subject(hit, hit.begin - 1, false);
        return !subject.linked() && speaks_first(floor, text_.sentence_end(hit.begin))
                   ? LinkDecision{0.75, "first person in the sentence", 0, 0}
                   : subject; // "due mesi dopo aver raccolto le firme"
    }
    const bool finite_too = index_.verb_reading(text_.text(hit.begin)).persons != 0;
    if (finite_too && (otherwise & (cue::first | cue::third)) != 0) {
        return by_person(hit, hit.begin, otherwise);
    }
    return by_edge(hit, Shape::bearer, follow_left(hit, Shape::bearer));
}

/// An act whose verb, at `verb`, says `person`.
LinkDecision ConditionLinker::by_person(const ConditionHit& hit, std::size_t verb,
                                        std::uint64_t person) const {
    if ((person & cue::first) != 0 && (person & cue::they) == 0) {
        return {1.0, "first person", 0, 0};
    }
    if ((person & cue::third) != 0) {
        return to_subject(hit, hit.begin, false);
    }
    if ((person & cue::they) != 0) {
        const LinkDecision object = by_object(hit, hit.begin);
        if (object.linked()) {
            return object;
        }
        if ((person & cue::first) != 0) {
            return by_verb(hit, Shape::verbal, verb);
        }
        return to_subject(hit, hit.begin, true);
    }
    if ((person & cue::second) != 0) {
        return from_experience(hit, verb);
    }
    if ((person & cue::you_all) != 0) {
        return rejected("said to everybody");
    }
    return by_anchor(hit, Shape::bearer, follow_left(hit, Shape::bearer));
}

} // namespace oblio::detect
