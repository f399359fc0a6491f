// lib/src/detect/condition_near.cpp: persons beside a term: its owner, its object, anybody in the
// clause or the sentence.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {
constexpr double certain = 0.79; // weight of a term that has hardly another sense
} // namespace

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
        if (begin > floor && mentioned(begin - 1) && !words[begin].comma) { // "a mio figlio Luca"
            begin = text_.mentions()[static_cast<std::size_t>(words[begin - 1].mention)].begin;
        }
        while (begin > floor + 1 && (cues(begin - 1) & cue::prep_di) != 0 &&
               mentioned(begin - 2)) { // "al figlio di Ugo Livi"
            begin = text_.mentions()[static_cast<std::size_t>(words[begin - 2].mention)].begin;
        }
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

ConditionLinker::Rule ConditionLinker::by_possessor(const ConditionHit& hit, Shape shape) const {
    if (shape == Shape::bearer || shape == Shape::membership) {
        return named_right_after(hit);
    }
    if (const Rule served = served_by(hit, shape)) {
        return served;
    }
    const auto& words = text_.words();
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
            return linked(0.85, "first person"); // "il pacco non mi e arrivato"
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
                return linked(0.95, "first person");
            }
            if (w + 2 < end && unnamed(w + 2) && shape == Shape::thing) {
                return rejected("somebody whom nobody names"); // "l'invalidità di un cliente"
            }
            break;
        }
        if ((c & (cue::light | cue::article | cue::negation)) == 0 && c != 0) {
            break;
        }
    }
    return std::nullopt;
}

/// "un cliente", "una signora": one person, and no telling who.
bool ConditionLinker::unnamed(std::size_t word) const {
    constexpr std::uint64_t person = cue::kin | cue::acquaint | cue::somebody;
    const bool aged = text_.text(word).ends_with("enne"); // "le gambe di un novantenne con ..."
    return !mentioned(word) && ((cues(word) & person) != 0 || aged) &&
           (cues(word) & cue::plural) == 0 && word > text_.sentence_begin(word) &&
           (cues(word - 1) & cue::indefinite) != 0;
}

/// "parlavo con un cardiopatico, Gino Livi, e ...": one whom the name behind the comma tells.
ConditionLinker::Rule ConditionLinker::name_behind_comma(const ConditionHit& hit) const {
    const auto& words = text_.words();
    if (hit.end >= text_.sentence_end(hit.begin) || !words[hit.end].comma || !mentioned(hit.end)) {
        return std::nullopt;
    }
    const auto who = static_cast<std::size_t>(words[hit.end].mention);
    const std::size_t after = text_.mentions()[who].end;
    const MentionKind kind = text_.mentions()[who].kind;
    const bool closed = after >= text_.sentence_end(hit.begin) || words[after].comma;
    return closed && (kind == MentionKind::person || kind == MentionKind::acquaintance)
               ? Rule{to_mention(who, 0.85)}
               : std::nullopt;
}

/// "il leghista Marco Rossi", "quello zingaro di mio cognato".
ConditionLinker::Rule ConditionLinker::named_right_after(const ConditionHit& hit) const {
    const auto& words = text_.words();
    // "arrestato Mario Rossi": a measure names whom it strikes right after it.
    const bool measure = hit.term->type == FindingType::judicial && hit.end < words.size() &&
                         words[hit.end].sentence == words[hit.begin].sentence &&
                         !words[hit.end].comma && mentioned(hit.end) &&
                         text_.text(hit.begin).ends_with('o');
    const bool opens = hit.begin == text_.sentence_begin(hit.begin) ||
                       (cues(hit.begin - 1) & (cue::have | cue::they)) != 0;
    const bool titled = hit.end < words.size() && !words[hit.end].comma &&
                        words[hit.end].sentence == words[hit.begin].sentence &&
                        mentioned(hit.end) &&
                        text_.mentions()[static_cast<std::size_t>(words[hit.end].mention)].kind ==
                            MentionKind::person;
    const bool called = hit.end + 2 < words.size() && text_.text(hit.end) == "si" &&
                        text_.text(hit.end + 1) == "chiama" && mentioned(hit.end + 2);
    if (titled || called) { // "il leghista Marco Rossi", "quel delegato si chiama Rossi"
        return to_mention(static_cast<std::size_t>(words[hit.end + (called ? 2 : 0)].mention), 0.9);
    }
    const bool some =
        hit.begin > text_.sentence_begin(hit.begin) && (cues(hit.begin - 1) & cue::indefinite) != 0;
    if (const Rule apposed = some ? name_behind_comma(hit) : Rule{}) {
        return apposed;
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
    if (measure && opens) {
        return to_mention(static_cast<std::size_t>(words[hit.end].mention), 0.95);
    }
    return std::nullopt;
}

LinkDecision ConditionLinker::by_sentence(const ConditionHit& hit, bool author) const {
    const std::size_t floor = floor_of(hit.begin);
    const std::size_t end = ceiling_of(hit);
    for (std::size_t w = floor; w < end; ++w) {
        if (mentioned(w)) {
            return to_mention(static_cast<std::size_t>(text_.words()[w].mention), 0.85);
        }
    }
    return author && speaks_first(floor, end)
               ? LinkDecision{0.8, "first person in the sentence", 0, 0}
               : rejected("nobody is named");
}

/// Where no rule knows the words between: who speaks of themselves, or of somebody in the same
/// sentence, with a term that has hardly another sense says it of them. A service or a grant is
/// also named when it is only talked about; "i malati" are not the one person who is there.
LinkDecision ConditionLinker::by_company(const ConditionHit& hit, LinkDecision otherwise) const {
    // A term of weight 0.79 passes for its author, of 0.74 for a person who is named.
    constexpr double unread = 0.8;
    constexpr std::uint64_t strangers = cue::hypothesis | cue::seem | cue::handles | cue::helps;
    const TermKind kind = hit.term->kind;
    // "parla con il PD"
    const std::size_t opens = text_.sentence_begin(hit.begin);
    const std::size_t before = hit.begin > opens + 1 && (cues(hit.begin - 1) & cue::prep) == 0
                                   ? hit.begin - 2
                                   : hit.begin - 1;
    const bool party = kind == TermKind::organisation && (cues(hit.begin) & frames) == 0 &&
                       hit.begin > opens && (cues(before) & cue::prep_con) != 0;
    const bool granted = kind == TermKind::service || kind == TermKind::status;
    if ((granted && !measure_or_card(hit)) || kind == TermKind::weak || party) {
        return otherwise;
    }
    const std::size_t floor = floor_of(hit.begin);
    for (std::size_t w = hit.begin; w > floor && (cues(w - 1) & cue::breaks) == 0; --w) {
        const std::uint64_t c = cues(w - 1);
        const bool anybody = (c & cue::generic) != 0 && (c & cue::demonstrative) == 0;
        if (!mentioned(w - 1) && (anybody || (c & strangers) != 0)) {
            return otherwise;
        }
    }
    LinkDecision company = by_sentence(hit, otherwise.open == Company::anyone);
    if (!company.linked()) {
        company = by_sentence_before(hit);
    }
    if (!company.linked()) {
        company = by_text(hit);
    }
    if (!company.linked() || (several(hit) && !speaks_of_several(hit))) {
        return otherwise;
    }
    company.strength *= unread;
    company.reason += ", the only one it can be about";
    return company;
}

/// "Quello è mio zio. Sempre ai banchetti della Lega": the one person of the sentence before.
LinkDecision ConditionLinker::by_sentence_before(const ConditionHit& hit) const {
    const std::size_t end = text_.sentence_begin(hit.begin);
    if (end == 0 || text_.question(hit.begin)) { // "Infarto in piazza?" asks what happened
        return rejected("nobody is named");
    }
    const std::size_t floor = std::max(text_.sentence_begin(end - 1), farthest_before(end));
    std::int32_t who = -1;
    for (std::size_t w = end; w > floor; --w) {
        const std::int32_t here = text_.words()[w - 1].mention;
        const bool apposed = here >= 0 && who >= 0 && here != who && // "il bimbo, Ugo Livi"
                             text_.mentions()[static_cast<std::size_t>(who)].begin == w;
        if (here >= 0 && who >= 0 && here != who && !apposed) {
            return rejected("nobody is named"); // which of them?
        }
        who = here >= 0 ? here : who;
    }
    return who >= 0 ? to_mention(static_cast<std::size_t>(who), 0.8) : rejected("nobody is named");
}

/// "foglio di via", "la quota Confsal": a measure or a card that somebody has, unless its sentence
/// speaks of those whom it concerns in general.
bool ConditionLinker::measure_or_card(const ConditionHit& hit) const {
    const FindingType type = hit.term->type;
    return (type == FindingType::judicial || type == FindingType::trade_union) &&
           !speaks_of_a_matter(hit);
}

/// Its sentence names a service, an event, an office or people in general, or asks.
bool ConditionLinker::speaks_of_a_matter(const ConditionHit& hit) const {
    constexpr std::uint64_t matter = cue::topic | cue::office | cue::about | cue::handles |
                                     cue::helps | cue::hypothesis | cue::figure | cue::seem;
    const std::size_t end = ceiling_of(hit);
    for (std::size_t w = floor_of(hit.begin); w < end && (w < hit.end || !text_.words()[w].colon);
         ++w) {
        const bool inside = hit.begin <= w && w < hit.end;
        const bool anybody = (cues(w) & cue::generic) != 0 &&
                             (cues(w) & (cue::demonstrative | cue::indefinite)) == 0;
        const bool written = (cues(w) & cue::about) != 0 && w + 1 < end &&
                             in(text_.text(w + 1), "foglio", "referto", "verbale", "certificato",
                                "cartella", "carta", "modulo", "lettera");
        if (!inside && !mentioned(w) && !written && (anybody || (cues(w) & matter) != 0)) {
            return true;
        }
    }
    return text_.question(hit.begin);
}

/// "Dal referto: epatite C. Lavoro in cucina": an illness that opens its clause, in a text whose
/// other sentences are the author's, or name one person and nobody else.
LinkDecision ConditionLinker::by_text(const ConditionHit& hit) const {
    const TermKind kind = hit.term->kind;
    const bool illness =
        (kind == TermKind::condition || kind == TermKind::treatment) &&
        (hit.term->type == FindingType::health || hit.term->type == FindingType::genetic_biometric);
    if (!illness || hit.term->weight < certain || speaks_of_a_matter(hit)) {
        return rejected("nobody is named");
    }
    const std::size_t floor = farthest_before(hit.begin);
    const std::size_t end = std::min(text_.words().size(), hit.end + farthest);
    std::int32_t who = -1;
    for (std::size_t w = floor; w < end; ++w) {
        const std::int32_t here = text_.words()[w].mention;
        if (here >= 0 && who >= 0 && here != who) {
            return rejected("nobody is named"); // which of them?
        }
        who = here >= 0 ? here : who;
    }
    if (who >= 0) {
        return to_mention(static_cast<std::size_t>(who), 0.8);
    }
    return speaks_first(floor, end) ? LinkDecision{0.8, "first person in the text", 0, 0}
                                    : rejected("nobody is named");
}

/// "siamo ...", "noi ...", "i miei genitori ...", "mio zio e i suoi fratelli sono ...".
bool ConditionLinker::speaks_of_several(const ConditionHit& hit) const {
    const std::size_t floor = floor_of(hit.begin);
    bool somebody = false;
    for (std::size_t w = floor; w < hit.begin; ++w) {
        const std::string_view here = text_.text(w);
        somebody = somebody || mentioned(w);
        if (here == "siamo" || here == "eravamo" || here == "noi" ||
            (somebody && (cues(w) & cue::be) != 0 && (cues(w) & cue::they) != 0) ||
            (mentioned(w) &&
             text_.mentions()[static_cast<std::size_t>(text_.words()[w].mention)].plural)) {
            return true;
        }
    }
    return false;
}

/// "secondo me": the author gives an opinion, no fact of their own.
bool ConditionLinker::opinion(std::size_t word) const {
    return word > 0 && text_.text(word - 1) == "secondo";
}

LinkDecision ConditionLinker::by_nearness(const ConditionHit& hit, Shape shape, bool after) const {
    const TermKind kind = hit.term->kind;
    const bool held = (cues(hit.begin) & cue::token) != 0; // "la tessera di ..."
    if (shape != Shape::thing || kind == TermKind::weak ||
        (kind == TermKind::service && !after && !held) || kind == TermKind::organisation ||
        kind == TermKind::bearer) {
        // "vi segnalo la CGIL": nobody belongs to what they talk of
        return undecided("no link to a person",
                         kind == TermKind::organisation ? Company::others : Company::anyone);
    }
    const auto& words = text_.words();
    const std::size_t floor = floor_of(hit.begin);
    const std::size_t end = ceiling_of(hit);
    std::size_t clause = hit.begin;
    while (clause > floor && !words[clause].colon && (cues(clause - 1) & cue::breaks) == 0) {
        --clause;
    }
    LinkDecision best = undecided("no link to a person", Company::anyone);
    bool general = false; // people in general, and nobody after them
    for (std::size_t w = clause; w < end; ++w) {
        if (w >= hit.end && (words[w].colon || (cues(w) & cue::breaks) != 0)) {
            break;
        }
        const std::uint64_t c = cues(w);
        if (w < hit.begin && !mentioned(w) &&
            (c & (cue::seem | cue::figure | cue::hypothesis)) != 0) {
            return rejected("a figure of speech");
        }
        const bool talked_of = w + 1 < hit.begin && hit.begin - w < 4 &&
                               hit.term->kind != TermKind::condition &&
                               (cues(w + 1) & cue::prep_di) != 0 &&
                               in(text_.text(w), "parlato", "parlano", "parlava", "parlavano",
                                  "parlando", "accennato", "discusso");
        if (talked_of) {
            return rejected("a topic of talk"); // "mi hanno parlato della 104"
        }
        if (w < hit.begin && !mentioned(w) && works_on(hit, w)) {
            return rejected("what somebody works on");
        }
        general = w < hit.begin && !mentioned(w) &&
                  (general ||
                   ((c & cue::generic) != 0 && (c & (cue::demonstrative | cue::indefinite)) == 0));
        if (general && w + 1 == hit.begin) {
            return rejected("people in general");
        }
        const double strength = nearness(hit, w, after);
        if (strength > best.strength) {
            best = {strength,
                    mentioned(w) ? "a person in the clause" : "first person in the clause", 0, 0};
        }
    }
    return best;
}

/// "cura i disturbi", "studia la celiachia": the word before a term says that somebody works on it.
bool ConditionLinker::works_on(const ConditionHit& hit, std::size_t word) const {
    const std::string_view verb = text_.text(word);
    // "l'alunno presenta disturbo oppositivo": a person shows it
    const bool shows = hit.term->kind == TermKind::condition && word + 1 == hit.begin &&
                       verb.starts_with("presenta");
    const bool treats =
        word + 1 < hit.begin &&
        ((verb == "cura" && (cues(word + 1) & cue::article) != 0) ||
         ((cues(word + 1) & cue::plural) != 0 && in(verb, "curo", "segue", "seguo")));
    return !shows && (treats || (cues(word) & cue::handles) != 0);
}

/// How strongly a word of the clause ties the term to a person or to the author; 0 if it is nobody.
double ConditionLinker::nearness(const ConditionHit& hit, std::size_t word, bool after) const {
    const std::uint64_t c = cues(word);
    double strength = 0;
    if (mentioned(word)) {
        const auto who = static_cast<std::size_t>(text_.words()[word].mention);
        strength = 0.62 * to_mention(who, 1.0).strength;
    } else if ((c & cue::clitic1) != 0 && text_.text(word) != "ci" && !opinion(word)) {
        strength = 0.65;
    } else if (((c & cue::pronoun1) != 0 && !opinion(word)) ||
               ((c & cue::first) != 0 &&
                ((c & (cue::they | cue::clitic1)) == 0 || sono_is_first(word)) &&
                (after || !text_.text(word).ends_with("iamo")))) {
        strength = 0.6;
    }
    const bool home = text_.text(word) == "casa" && word + 1 < text_.sentence_end(word) &&
                      in(text_.text(word + 1), "mia", "nostra");
    if (home && hit.term->kind == TermKind::condition) {
        strength = 0.62; // "da quando c'e la SLA in casa nostra"
    }
    if (hit.term->kind == TermKind::status && (c & (cue::clitic1 | cue::poss1)) == 0) {
        strength *= 0.7;
    }
    return strength;
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

/// "non apro", "vi comunico", "ne parlo", "so che": a first person whose verb no table knows, told
/// by what stands beside it.
bool ConditionLinker::first_by_form(std::size_t word) const {
    static constexpr std::array<std::string_view, 10> before{"non", "nn",  "ci", "ti", "vi",
                                                             "ne",  "gli", "ve", "te", "ce"};
    static constexpr std::array<std::string_view, 8> known{"che",  "cosa",   "come", "quanto",
                                                           "dove", "quando", "se",   "bene"};
    const std::string_view here = text_.text(word);
    const bool follows = word > text_.sentence_begin(word) && !text_.words()[word].comma;
    if (here == "so") {
        return word + 1 < text_.sentence_end(word) && in(text_.text(word + 1), known);
    }
    if (!follows || cues(word) != 0 || here.size() <= 3 || !here.ends_with('o')) {
        return false;
    }
    if (!here.ends_with("no") && !here.ends_with("to") && !here.ends_with("so")) {
        return in(text_.text(word - 1), before);
    }
    // "dove passo", "non passo": of a verb that the lexicons know, and no "passò"
    const auto& token = text_.document().tokens()[text_.words()[word].token];
    const LexiconIndex::VerbReading verb = index_.verb_reading(here);
    return (in(text_.text(word - 1), before) || in(text_.text(word - 1), "dove", "come")) &&
           (verb.persons & cue::first) != 0 && !verb.not_finite &&
           text_.document().source_text(token).ends_with('o');
}

bool ConditionLinker::speaks_first(std::size_t begin, std::size_t end) const {
    constexpr std::uint64_t strong = cue::pronoun1 | cue::clitic1 | cue::poss1;
    for (std::size_t w = begin; w < std::min(end, begin + 2 * farthest); ++w) {
        const std::uint64_t c = cues(w);
        const bool compared = w > begin && text_.text(w) == "noi" && text_.text(w - 1) == "di";
        if ((c & strong) != 0 && !opinion(w) && !compared &&
            !(text_.text(w) == "ci" || text_.text(w) == "c" || text_.text(w) == "ce" ||
              text_.text(w) == "m" || text_.text(w).starts_with("nostr"))) {
            return true;
        }
        // "doniamo tutti", "ricordiamo che": we who call upon everybody
        const bool calling = text_.text(w).ends_with("iamo") && (c & verbs) == 0;
        if ((c & cue::first) != 0 && !calling && ((c & cue::they) == 0 || sono_is_first(w))) {
            return true;
        }
        if (first_by_form(w)) {
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

} // namespace oblio::detect
