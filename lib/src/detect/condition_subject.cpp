// lib/src/detect/condition_subject.cpp: from a verb to its subject or object, and the frames of
// terms.
#include "detect/condition_link.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

constexpr std::size_t farthest = 40;
constexpr std::size_t far_right = 14;
constexpr std::uint64_t persons = cue::first | cue::second | cue::you_all | cue::third | cue::they;

struct MentionRow {
    double strength;
    std::string_view reason;
};

// By MentionKind.
constexpr std::array<MentionRow, 6> mention_rows{{
    {1.0, "a named person"},
    {0.95, "a tagged person"},
    {1.0, "a relative of the author"},
    {0.95, "an acquaintance of the author"},
    {0.78, "one person told by place or role"},
    {0.75, "a relative of somebody named"},
}};

LinkDecision rejected(std::string reason) {
    return {0.0, std::move(reason), 0, 0};
}

constexpr std::array<std::string_view, 24> crime_adjectives{
    "edilizio",    "aggravata",   "aggravato", "sessuale",    "domestica",  "colposo",
    "colposa",     "stradale",    "privata",   "aggravate",   "personali",  "familiari",
    "fiscale",     "fraudolenta", "mafiosa",   "domestici",   "volontario", "gravi",
    "persecutori", "informatica", "abusiva",   "giudiziario", "impropria",  "continuata"};

bool is_crime_adjective(std::string_view word) noexcept {
    return std::find(crime_adjectives.begin(), crime_adjectives.end(), word) !=
           crime_adjectives.end();
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

/// "siamo in tre in casa, tutti ...", "siamo tutti ... in famiglia": a household of the author's.
bool ConditionLinker::at_home(std::size_t word) const {
    const std::size_t floor = std::max(text_.sentence_begin(word), word > 10 ? word - 10 : 0);
    const std::size_t end = std::min(text_.sentence_end(word), word + 8);
    bool we = false;
    bool home = false;
    for (std::size_t w = floor; w < end; ++w) {
        const std::string_view here = text_.text(w);
        we = we || here == "siamo" || here == "eravamo";
        home = home || here == "famiglia" ||
               (w > floor && here == "casa" && (cues(w - 1) & (cue::prep_in | cue::prep_a)) != 0);
        const bool counted = w > floor && text_.text(w - 1) == "in" &&
                             (here == "due" || here == "tre" || here == "quattro" ||
                              here == "cinque" || here == "sei");
        home = home || counted;
    }
    return we && home;
}

bool ConditionLinker::sono_is_first(std::size_t word) const {
    // "sono la mamma di", "sono padre di"
    for (std::size_t w = word + 1; text_.text(word) == "sono" && w < word + 3; ++w) {
        if (w >= text_.sentence_end(word)) {
            break;
        }
        const std::uint64_t c = cues(w);
        if ((c & (cue::kin | cue::familiar)) != 0 && (c & cue::plural) == 0) {
            return true;
        }
        if ((c & cue::article) == 0) {
            break;
        }
    }
    // "sono appena uscita": a singular participle or adjective tells "I am" from "they are"
    const std::size_t end = std::min(text_.sentence_end(word), word + 4);
    std::size_t next = word + 1;
    while (next < end && (cues(next) & (cue::light | cue::been)) != 0 && next + 1 < end) {
        ++next;
    }
    return text_.text(word) == "sono" && next < end && !mentioned(next) &&
           text_.text(next).size() > 3 &&
           (text_.text(next).ends_with('a') || text_.text(next).ends_with('o'));
}

bool ConditionLinker::speaks_first(std::size_t begin, std::size_t end) const {
    constexpr std::uint64_t strong = cue::pronoun1 | cue::clitic1 | cue::poss1;
    for (std::size_t w = begin; w < std::min(end, begin + 2 * farthest); ++w) {
        const std::uint64_t c = cues(w);
        if ((c & strong) != 0 &&
            !(text_.text(w) == "ci" || text_.text(w) == "c" || text_.text(w) == "ce" ||
              text_.text(w) == "m" || text_.text(w).starts_with("nostr"))) {
            return true;
        }
        if ((c & cue::first) != 0 && ((c & cue::they) == 0 || sono_is_first(w))) {
            return true;
        }
        // An imperfect or a conditional that no table knows: "non sapevo", "scapperei".
        const std::string_view here = text_.text(w);
        const bool noun = w > begin && (cues(w - 1) & (cue::article | cue::prep)) != 0;
        // "aiutatemi", "rispondetemi"
        if (here.size() > 5 && !noun && !here.starts_with("sist") &&
            (here.ends_with("atemi") || here.ends_with("etemi") || here.ends_with("itemi"))) {
            return true;
        }
        if (c == 0 && here.size() > 5 && !noun &&
            (here.ends_with("avo") || here.ends_with("evo") || here.ends_with("erei") ||
             here.ends_with("irei"))) {
            return true;
        }
        const LexiconIndex::VerbReading verb =
            c == 0 && !noun ? index_.verb_reading(here) : LexiconIndex::VerbReading{};
        if (verb.persons == cue::first && !verb.not_finite) {
            return true; // "lo accendo"
        }
        // A verb that no table knows: "cattolico praticante, offro il furgone".
        const bool opens =
            w > begin && (text_.words()[w].comma || (cues(w - 1) & cue::breaks) != 0);
        if (opens && c == 0 && w + 1 < end && text_.text(w).ends_with('o') &&
            text_.text(w).size() > 3 && (cues(w + 1) & (cue::article | cue::prep_di)) != 0) {
            return true;
        }
    }
    return false;
}

LinkDecision ConditionLinker::to_subject(const ConditionHit& hit, std::size_t verb,
                                         bool many) const {
    const std::size_t sentence = text_.sentence_begin(verb);
    const std::size_t floor = std::max(sentence, verb > farthest ? verb - farthest : 0);
    const auto& words = text_.words();
    bool touching = true; // nothing but adverbs and pronouns between here and the verb
    bool crossed = false; // another clause was entered: its objects are not the subject
    for (std::size_t w = verb; w > floor; --w) {
        const std::size_t at = w - 1;
        const std::uint64_t c = cues(at);
        if (mentioned(at)) {
            const auto m = static_cast<std::size_t>(words[at].mention);
            const Mention& who = text_.mentions()[m];
            const bool pair =
                many && ((who.begin > floor && (cues(who.begin - 1) & cue::joins) != 0) ||
                         (who.end < verb && (cues(who.end) & cue::joins) != 0 &&
                          (cues(who.end) & cue::be) == 0 && !words[who.end].comma));
            if (many == who.plural || pair || who.kind == MentionKind::handle) {
                return to_mention(m, 1.0);
            }
            w = who.begin + 1;
            touching = false;
            continue;
        }
        if ((c & cue::pronoun1) != 0 && many) {
            return {0.95, "first person", 0, 0}; // "io e mio fratello ..."
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
        const bool object = at > floor && (cues(at - 1) & cue::prep) != 0; // "ce l'ha con tutti"
        if ((c & cue::generic) != 0 && (c & (cue::demonstrative | cue::indefinite)) == 0 &&
            !object && (!crossed || text_.text(at) == "chi")) {
            return rejected("people in general");
        }
        if ((c & cue::office) != 0) {
            return rejected("a public office or body, nobody named");
        }
        if (touching && (c & (cue::light | cue::negation | cue::clitic1 | cue::clitic3 | cue::that |
                              cue::been | cue::pronoun3 | cue::have | cue::be)) == 0) {
            // A noun that touches the verb: of a phrase with "del" it says nothing, with an
            // article of its own it is the subject, and it is no person.
            std::size_t head = at;
            while (head > floor && !words[head].comma && at - head < 3 &&
                   (cues(head - 1) &
                    (cue::article | cue::prep | cue::demonstrative | cue::poss3)) == 0 &&
                   !mentioned(head - 1)) {
                --head;
            }
            const std::uint64_t before = head > floor && !mentioned(head - 1) ? cues(head - 1) : 0;
            const bool adverbial = head > floor + 1 && (cues(head - 2) & cue::after) != 0;
            if ((before & cue::prep) == 0 && !adverbial && !words[at + 1].comma &&
                (before & (cue::article | cue::demonstrative)) != 0) {
                return rejected("says it of a thing, not of a person");
            }
            touching = (before & cue::prep) != 0 && head > floor + 1;
            w = head > floor && mentioned(head - 1) ? head + 1 : std::max(floor + 1, head);
        } else if (words[at + 1].comma || words[at + 1].colon) {
            touching = false;
        }
    }
    // Italian may put the subject after the verb.
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
    // Or leave it out: the last person of the sentence before.
    if (!many && sentence > 0) {
        const std::size_t stop = sentence > farthest ? sentence - farthest : 0;
        for (std::size_t w = sentence; w > stop; --w) {
            if (mentioned(w - 1)) {
                LinkDecision decision =
                    to_mention(static_cast<std::size_t>(words[w - 1].mention), 0.8);
                decision.reason += ", named before";
                return decision;
            }
        }
    }
    if (!many && thread_person_ && text_.mentions().empty()) {
        return {0.7, "the person whom the thread names", 0, 0};
    }
    const bool pointed = !many && ((cues(verb) & cue::pronoun3) != 0 ||
                                   (verb > floor && (cues(verb - 1) & cue::pronoun3) != 0));
    return pointed ? LinkDecision{0.62, "somebody pointed at by a pronoun", 0, 0}
                   : rejected("nobody is named");
}

/// The person whom a pronoun before `word` takes up ("gli", "la"): the nearest one said before it,
/// in its sentence or the ones before.
LinkDecision ConditionLinker::to_antecedent(std::size_t word) const {
    const std::size_t stop = word > farthest ? word - farthest : 0;
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
    return thread_person_ && text_.mentions().empty()
               ? LinkDecision{0.7, "the person whom the thread names", 0, 0}
               : rejected("nobody is named");
}

LinkDecision ConditionLinker::by_object(const ConditionHit& hit, std::size_t verb) const {
    const auto& words = text_.words();
    const std::size_t end = std::min(text_.sentence_end(verb), hit.end + far_right);
    for (std::size_t w = verb + 1; w < end; ++w) {
        const bool apart = w >= hit.end && (words[w].comma || (cues(w) & cue::breaks) != 0);
        if (apart && !(w == hit.end && mentioned(w))) { // "l'hanno denunciata, la signora ..."
            break;
        }
        if (mentioned(w)) {
            return to_mention(static_cast<std::size_t>(words[w].mention), 0.95);
        }
        if ((cues(w) & cue::pronoun1) != 0 && (cues(w - 1) & cue::prep_a) != 0) {
            return {0.95, "first person", 0, 0};
        }
    }
    const std::size_t floor = text_.sentence_begin(verb);
    const bool dative = (verb > floor && (cues(verb - 1) & cue::clitic3) != 0) ||
                        (verb == hit.begin && (cues(verb) & cue::clitic3) != 0);
    // "mia zia l'hanno sfrattata": the person stands first and a pronoun takes it up again.
    std::size_t taken_up = verb;
    while (taken_up > floor && !mentioned(taken_up - 1) && !words[taken_up].comma &&
           (cues(taken_up - 1) & (cue::clitic3 | cue::light | cue::negation)) != 0) {
        --taken_up;
    }
    const std::size_t after_pronoun = (cues(verb) & cue::clitic3) != 0 ? verb + 1 : verb;
    const bool pronoun = dative || after_pronoun != verb;
    if (pronoun && taken_up > floor && mentioned(taken_up - 1) && after_pronoun < words.size() &&
        ((cues(after_pronoun) & cue::they) != 0 || text_.text(after_pronoun).ends_with("ano") ||
         text_.text(after_pronoun).ends_with("ono"))) { // "a mio zio gli piacciono ..."
        return to_mention(static_cast<std::size_t>(words[taken_up - 1].mention), 0.9);
    }
    bool to_somebody = dative;
    for (std::size_t w = verb; w > floor && verb - w < farthest; --w) {
        if (!mentioned(w - 1)) {
            continue;
        }
        const auto m = static_cast<std::size_t>(words[w - 1].mention);
        std::size_t begin = text_.mentions()[m].begin;
        while (begin > floor && (cues(begin) & cue::prep_a) == 0 &&
               (cues(begin - 1) & (cue::prep_a | cue::somebody | cue::light)) != 0) {
            --begin; // "al signor Nardi"
        }
        to_somebody = to_somebody || (cues(begin) & cue::prep_a) != 0;
        if (to_somebody) {
            return to_mention(m, 0.9);
        }
        if ((cues(verb) & cue::they) != 0 && hit.term->kind == TermKind::act) {
            return to_mention(m, 0.75); // "a casa di Ugo Livi hanno tagliato il gas"
        }
        // "mio zio ha scoperto un tumore": an active verb says it of its subject
        if (hit.term->kind != TermKind::bearer && (cues(verb) & cue::third) != 0) {
            return to_mention(m, 0.85);
        }
        break;
    }
    return dative ? to_antecedent(verb) : rejected("done to nobody who is named");
}

LinkDecision ConditionLinker::by_possessor(const ConditionHit& hit, Shape shape) const {
    const auto& words = text_.words();
    if (shape == Shape::bearer || shape == Shape::membership) {
        // "arrestato Mario Rossi": a measure names whom it strikes right after it.
        const bool measure = hit.term->type == FindingType::judicial && hit.end < words.size() &&
                             words[hit.end].sentence == words[hit.begin].sentence &&
                             !words[hit.end].comma && mentioned(hit.end) &&
                             text_.text(hit.begin).ends_with('o');
        const bool opens = hit.begin == text_.sentence_begin(hit.begin) ||
                           (cues(hit.begin - 1) & (cue::have | cue::they)) != 0;
        const bool titled =
            hit.end < words.size() && !words[hit.end].comma &&
            words[hit.end].sentence == words[hit.begin].sentence && mentioned(hit.end) &&
            text_.mentions()[static_cast<std::size_t>(words[hit.end].mention)].kind ==
                MentionKind::person;
        const bool called = hit.end + 2 < words.size() && text_.text(hit.end) == "si" &&
                            text_.text(hit.end + 1) == "chiama" && mentioned(hit.end + 2);
        if (titled || called) { // "il leghista Marco Rossi", "quel delegato si chiama Rossi"
            return to_mention(static_cast<std::size_t>(words[hit.end + (called ? 2 : 0)].mention),
                              0.9);
        }
        const std::size_t like = hit.end + 1; // "per un diabetico come me"
        if (like < words.size() && text_.text(hit.end) == "come" &&
            words[like].sentence == words[hit.begin].sentence &&
            ((cues(like) & cue::pronoun1) != 0 || mentioned(like))) {
            return mentioned(like) ? to_mention(static_cast<std::size_t>(words[like].mention), 0.9)
                                   : LinkDecision{0.9, "first person", 0, 0};
        }
        // "quello zingaro di mio cognato"
        const std::size_t of =
            hit.end + 1 < words.size() && !mentioned(hit.end) && (cues(hit.end) & cue::prep_di) != 0
                ? hit.end + 1
                : hit.end;
        const bool called_so = of < words.size() && mentioned(of) &&
                               words[of].sentence == words[hit.begin].sentence &&
                               hit.begin > text_.sentence_begin(hit.begin) &&
                               (cues(hit.begin - 1) & cue::demonstrative) != 0;
        if (called_so) {
            return to_mention(static_cast<std::size_t>(words[of].mention), 0.9);
        }
        return measure && opens ? to_mention(static_cast<std::size_t>(words[hit.end].mention), 0.95)
                                : rejected("no link");
    }
    const bool granted = hit.term->kind == TermKind::status || shape == Shape::verbal;
    const std::size_t end = std::min(text_.sentence_end(hit.begin), hit.end + 5);
    for (std::size_t w = hit.end; w < end; ++w) {
        if (words[w].comma || words[w].colon) {
            break;
        }
        const std::uint64_t c = cues(w);
        const bool received =
            hit.term->kind == TermKind::status || hit.term->type == FindingType::hardship;
        if (shape == Shape::thing && received && hit.term->kind != TermKind::condition &&
            hit.term->kind != TermKind::service &&
            (text_.text(w) == "mi" || text_.text(w) == "ci") && w + 1 < end &&
            (cues(w + 1) & (cue::be | cue::have | cue::grant)) != 0 &&
            (cues(w + 1) & cue::first) == 0) {
            return {0.85, "first person", 0, 0}; // "il pacco non mi e arrivato"
        }
        const bool of =
            (c & cue::prep_di) != 0 || (granted && (c & (cue::prep_per | cue::prep_a)) != 0);
        if (of) {
            std::size_t who = w;
            while (who < end && !mentioned(who) && who < w + 2) {
                ++who;
            }
            if (who < end && mentioned(who)) {
                return to_mention(static_cast<std::size_t>(words[who].mention), 0.95);
            }
            if (w + 1 < end && (cues(w + 1) & cue::pronoun1) != 0) {
                return {0.95, "first person", 0, 0};
            }
            break;
        }
        if ((c & (cue::light | cue::article | cue::negation)) == 0 && c != 0) {
            break;
        }
    }
    return rejected("no link");
}

LinkDecision ConditionLinker::by_sentence(const ConditionHit& hit) const {
    const std::size_t floor =
        std::max(text_.sentence_begin(hit.begin), hit.begin > farthest ? hit.begin - farthest : 0);
    const std::size_t end = std::min(text_.sentence_end(hit.begin), hit.end + farthest);
    for (std::size_t w = floor; w < end; ++w) {
        if (mentioned(w)) {
            return to_mention(static_cast<std::size_t>(text_.words()[w].mention), 0.85);
        }
    }
    return speaks_first(floor, end) ? LinkDecision{0.8, "first person in the sentence", 0, 0}
                                    : rejected("nobody is named");
}

LinkDecision ConditionLinker::by_nearness(const ConditionHit& hit, Shape shape, bool after) const {
    const TermKind kind = hit.term->kind;
    const bool held = (cues(hit.begin) & cue::token) != 0; // "la tessera di ..."
    if (shape != Shape::thing || kind == TermKind::weak ||
        (kind == TermKind::service && !after && !held) || kind == TermKind::organisation ||
        kind == TermKind::bearer) {
        return rejected("no link to a person");
    }
    const auto& words = text_.words();
    const std::size_t floor =
        std::max(text_.sentence_begin(hit.begin), hit.begin > farthest ? hit.begin - farthest : 0);
    const std::size_t end = std::min(text_.sentence_end(hit.begin), hit.end + farthest);
    std::size_t clause = hit.begin;
    while (clause > floor && !words[clause].colon && (cues(clause - 1) & cue::breaks) == 0) {
        --clause;
    }
    LinkDecision best = rejected("no link to a person");
    for (std::size_t w = clause; w < end; ++w) {
        if (w >= hit.end && (words[w].colon || (cues(w) & cue::breaks) != 0)) {
            break;
        }
        const std::uint64_t c = cues(w);
        if (w < hit.begin && !mentioned(w) &&
            (c & (cue::seem | cue::figure | cue::hypothesis)) != 0) {
            return rejected("a figure of speech");
        }
        if (w < hit.begin && !mentioned(w) && (c & cue::generic) != 0 &&
            (c & cue::demonstrative) == 0 && (c & cue::indefinite) == 0) {
            return rejected("people in general");
        }
        double strength = 0;
        if (mentioned(w)) {
            strength = 0.62 * to_mention(static_cast<std::size_t>(words[w].mention), 1.0).strength;
        } else if ((c & cue::clitic1) != 0 && text_.text(w) != "ci") {
            strength = 0.65;
        } else if ((c & cue::pronoun1) != 0 ||
                   ((c & cue::first) != 0 &&
                    ((c & (cue::they | cue::clitic1)) == 0 || sono_is_first(w)) &&
                    (after || !text_.text(w).ends_with("iamo")))) {
            strength = 0.6;
        }
        if (kind == TermKind::status) {
            strength *= (c & (cue::clitic1 | cue::poss1)) != 0 ? 1.0 : 0.7;
        }
        if (strength > best.strength) {
            best = {strength,
                    mentioned(w) ? "a person in the clause" : "first person in the clause", 0, 0};
        }
    }
    return best;
}

LinkDecision ConditionLinker::by_verb_inside(const ConditionHit& hit) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const auto& words = text_.words();
    const std::uint64_t before =
        hit.begin > floor && !words[hit.begin].comma ? cues(hit.begin - 1) : 0;
    for (std::size_t w = hit.begin; w < hit.end; ++w) {
        if ((cues(w) & cue::clitic1) != 0 && text_.text(w) != "m") {
            return {1.0, "first person", 0, 0};
        }
    }
    if ((before & cue::negation) != 0) {
        return rejected("denied: somebody does not do it");
    }
    if ((before & cue::clitic1) != 0) {
        return {1.0, "first person", 0, 0};
    }
    const auto reflexive = [&](std::size_t w) {
        return text_.text(w) == "si" || text_.text(w) == "s";
    };
    std::size_t verb = hit.begin;
    while (verb + 1 < hit.end &&
           ((cues(verb) & (cue::negation | cue::clitic3)) != 0 || reflexive(verb)) &&
           (cues(verb) & persons) == 0) {
        ++verb;
    }
    if ((before & cue::that) != 0 && text_.text(verb) == "si" && verb + 1 < hit.end) {
        ++verb; // "quello che si faceva di eroina"
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
    if (!known && not_finite(verb)) {
        return by_auxiliary(hit, person);
    }
    if (person == 0 && index_.verb_reading(word).persons == 0) { // "la pensione non basta"
        const LinkDecision decision = by_person(hit, verb, person);
        return decision.linked() ? decision : by_sentence(hit);
    }
    return by_person(hit, verb, person);
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
        return to_second();
    }
    if ((person & cue::you_all) != 0) {
        return rejected("said to everybody");
    }
    return by_anchor(hit, Shape::bearer, follow_left(hit, Shape::bearer));
}

std::size_t ConditionLinker::frame_word(const ConditionHit& hit) const {
    const auto& words = text_.words();
    const bool organisation = hit.term->kind == TermKind::organisation;
    const std::uint64_t wanted = organisation ? cue::member | cue::token | cue::vote : cue::care;
    const std::size_t floor = text_.sentence_begin(hit.begin);
    std::size_t frame = hit.begin;
    int strange = 0;
    for (std::size_t w = hit.begin; w > floor && hit.begin - w < 7; --w) {
        const std::uint64_t c = cues(w - 1);
        if (words[w].comma || words[w].colon || mentioned(w - 1)) {
            break;
        }
        if ((c & wanted) != 0) {
            frame = w - 1;
        } else if ((c & (cue::prep | cue::article | cue::light)) == 0 &&
                   (++strange > 2 || (c & (persons | cue::breaks | cue::joins)) != 0)) {
            break;
        }
    }
    return frame;
}

void ConditionLinker::widen_frame(const ConditionHit& hit, LinkDecision& decision) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    if (hit.term->type == FindingType::hardship && hit.begin > floor + 2 &&
        (cues(hit.begin - 1) & cue::prep_di) != 0 && text_.text(hit.begin - 2) == "euro") {
        decision.begin = hit.begin - 3; // "500 euro di debiti"
    }
    const std::size_t left = hit.begin > floor ? hit.begin - 1 : hit.begin;
    const std::size_t prep = left > floor && (cues(left) & cue::indefinite) != 0 ? left - 1 : left;
    if (hit.term->type == FindingType::hardship && (cues(prep) & cue::prep_in) != 0 &&
        prep > floor && prep < hit.begin && (cues(prep - 1) & (cue::be | cue::other_verb)) != 0) {
        decision.begin = prep; // "in un dormitorio"
    }
    if (hit.term->kind == TermKind::service && hit.begin > floor &&
        (cues(hit.begin - 1) & cue::prep_in) != 0 &&
        (text_.text(hit.begin) == "cura" || text_.text(hit.begin) == "carico")) {
        decision.begin = hit.begin - 1;
    }
}

void ConditionLinker::widen_right(const ConditionHit& hit, LinkDecision& decision) const {
    const auto& words = text_.words();
    const std::size_t end = std::min(text_.sentence_end(hit.begin), hit.end + 10);
    const auto open = [&](std::size_t w) {
        return w < end && !words[w].comma && !words[w].colon && !mentioned(w);
    };
    std::size_t at = hit.end;
    if (hit.term->type == FindingType::health) {
        const bool allergy = text_.text(hit.begin).starts_with("allergi");
        if (open(at) && open(at + 1) && (cues(at) & (cue::prep_a | cue::prep_di)) != 0 &&
            ((cues(at + 1) & cue::body) != 0 || allergy)) {
            at += 2;
            if (allergy && open(at) && open(at + 1) && (cues(at) & cue::prep_di) != 0) {
                at += 2;
            }
            decision.end = at;
            if (allergy && hit.term->kind == TermKind::bearer && hit.end - hit.begin == 1) {
                decision.strength *= 0.7; // "allergico alla burocrazia": allergens are listed
            }
        }
        return;
    }
    if (hit.term->type == FindingType::ethnic_origin && text_.text(hit.end - 1) == "etnia" &&
        open(at)) { // "di etnia ashanti": no list has them all
        decision.end = at + 1;
        return;
    }
    if (hit.term->type != FindingType::judicial) {
        return;
    }
    if (open(at) && (cues(at) & cue::prep_a) != 0) { // "a due anni e sei mesi di reclusione"
        std::size_t year = at + 1;
        while (open(year) && year < at + 4 && (cues(year) & cue::year) == 0) {
            ++year;
        }
        if (open(year) && (cues(year) & cue::year) != 0) {
            at = year + 1;
            if (open(at) && open(at + 1) && (cues(at) & cue::prep_di) != 0) {
                at += 2;
            }
            decision.end = at;
        }
    }
    if (open(at) && open(at + 1) && (cues(at) & cue::prep_per) != 0 &&
        (cues(at + 1) & (persons | cue::kin | cue::poss1)) == 0) {
        at += 2;
        if (open(at) && is_crime_adjective(text_.text(at))) {
            ++at;
        }
        for (int part = 0; part < 2 && open(at) && open(at + 1) &&
                           ((cues(at) & cue::prep_di) != 0 || text_.text(at + 1) == "stato");
             ++part) {
            at += 2;
        }
        decision.end = at;
    }
}

} // namespace oblio::detect
