// lib/src/detect/condition_verb.cpp: from a verb to whom it says something of.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>

namespace oblio::detect {

using namespace link;

namespace {

/// "mando", "porto", "accompagno": what is said after it is said of whom one takes there.
bool carries(std::string_view verb) noexcept {
    return verb.starts_with("mand") || verb.starts_with("port") || verb.starts_with("accompagn") ||
           verb.starts_with("spedi");
}

} // namespace

bool ConditionLinker::negated(std::size_t verb, const ConditionHit& hit) const {
    const std::size_t floor = text_.sentence_begin(verb);
    if (text_.question(verb) && (answered_ || spoken_to_ < text_.mentions().size())) {
        for (std::size_t w = floor; w < verb; ++w) { // "@x tuo cugino non l'avevano arrestato?"
            if ((cues(w) & (cue::poss2 | cue::pronoun2)) != 0) {
                return false;
            }
        }
    }
    for (std::size_t w = verb; w > floor && verb - w < 3; --w) {
        const std::uint64_t c = cues(w - 1);
        if ((c & cue::negation) != 0 && w - 1 >= hit.begin) {
            return false; // "non sono battezzata" is what the term says
        }
        const bool reminded = text_.question(verb) && w - 1 > floor && mentioned(w - 2) &&
                              (cues(verb) & cue::be) != 0;
        if ((c & cue::negation) != 0 && reminded) {
            return false; // "ma Ugo Livi non era quello con i domiciliari?"
        }
        if ((c & cue::negation) != 0) {
            // "non e piu in carcere" and "non solo e disabile" still tell.
            for (std::size_t k = w; k < hit.begin; ++k) {
                if (text_.text(k) == "piu" || text_.text(k) == "solo") {
                    return false;
                }
            }
            return true;
        }
        if ((c & (cue::clitic1 | cue::clitic3 | cue::light | cue::be | cue::have)) == 0 ||
            text_.words()[w].comma) {
            return false;
        }
    }
    return false;
}

LinkDecision ConditionLinker::by_verb(const ConditionHit& hit, Shape shape,
                                      std::size_t verb) const {
    const FiniteVerb finite = finite_of(hit, shape, verb);
    if (finite.decision) {
        return *finite.decision;
    }
    if (const Rule decision = verb_denies(hit, shape, verb, finite.at)) {
        return *decision;
    }
    if (const Rule decision = verb_strikes(hit, shape, verb, finite.at)) {
        return *decision;
    }
    const std::uint64_t c = cues(finite.at);
    if ((c & cue::first) != 0) {
        return (c & cue::they) != 0 ? by_sono(hit, finite.at) : by_first(hit, finite.at);
    }
    if ((c & cue::second) != 0) {
        return from_experience(hit, finite.at);
    }
    if ((c & cue::you_all) != 0) {
        return rejected("said to everybody");
    }
    return to_subject(hit, finite.at, (c & cue::they) != 0 && (c & cue::third) == 0);
}

/// "quando hai il Parkinson firmare e un'impresa, lo provo ogni giorno": so one tells of oneself,
/// where the sentence names nobody else.
LinkDecision ConditionLinker::from_experience(const ConditionHit& hit, std::size_t verb) const {
    const std::size_t floor = text_.sentence_begin(verb);
    LinkDecision told = to_second();
    const bool when = verb > floor && text_.text(verb - 1) == "quando" && !text_.question(verb);
    return !told.linked() && when && speaks_first(floor, text_.sentence_end(hit.begin))
               ? linked(0.8, "first person in the sentence")
               : told;
}

/// Whom a verb strikes or says something of, told by the pronoun right before it: "mi aspettano in
/// oncologia", "lo tengono in psichiatria", "si dichiara ateo".
ConditionLinker::Rule ConditionLinker::verb_points(const ConditionHit& hit,
                                                   std::size_t verb) const {
    constexpr std::uint64_t not_verb = ~(cue::other_verb | cue::act | persons);
    if (verb == text_.sentence_begin(verb) || text_.words()[verb].comma ||
        (cues(verb) & not_verb) != 0) {
        return std::nullopt;
    }
    const std::string_view word = text_.text(verb);
    const std::string_view left = text_.text(verb - 1);
    const bool they = word.ends_with("ano") || word.ends_with("ono");
    if (word.ends_with("rebbe") || word.ends_with("rebbero") || word.ends_with("resti")) {
        return rejected("a figure of speech or a hypothesis");
    }
    const bool to_all = word.ends_with("ete") || word.ends_with("ate") || word.ends_with("ite");
    if (left == "vi" || to_all) {
        return rejected("said to everybody"); // "ci mandate al manicomio"
    }
    if (left == "mi" || left == "ci") {
        return linked(0.85, "first person");
    }
    if (left == "ti") {
        return to_second();
    }
    if (left == "si") {
        return to_subject(hit, verb, they);
    }
    const bool known = they || index_.verb_reading(word).persons != 0;
    if ((cues(verb - 1) & cue::clitic3) != 0 && known) {
        return to_antecedent(verb - 1);
    }
    return std::nullopt;
}

/// "Essere sorda allo sportello vuol dire perdere il turno. Ieri l'ho perso": of the author, who
/// says so in the same text.
bool ConditionLinker::of_oneself(const ConditionHit& hit, std::size_t verb) const {
    if (text_.text(verb) != "essere" || several(hit) || hit.term->kind != TermKind::bearer) {
        return false;
    }
    const std::size_t end = std::min(text_.words().size(), hit.end + 2 * farthest);
    for (std::size_t w = hit.end; w < end; ++w) {
        const std::string_view word = text_.text(w);
        if (in(word, "io", "mi", "me", "ho", "mio", "mia", "sono")) {
            return true;
        }
    }
    return false;
}

/// The finite verb: this one, or the auxiliary or modal of a participle or infinitive.
ConditionLinker::FiniteVerb ConditionLinker::finite_of(const ConditionHit& hit, Shape shape,
                                                       std::size_t verb) const {
    const std::size_t floor = text_.sentence_begin(verb);
    const auto& words = text_.words();
    std::size_t finite = verb;
    while ((cues(finite) & persons) == 0) {
        if (finite == floor && finite == verb && of_oneself(hit, verb)) {
            return {finite, linked(0.75, "first person, speaking as one")};
        }
        if (finite == floor || words[finite].comma || words[finite].colon || verb - finite > 4) {
            return {finite, by_edge({verb, hit.end, hit.term}, Shape::bearer,
                                    follow_left({verb, hit.end, hit.term}, Shape::bearer))};
        }
        const std::uint64_t c = cues(finite - 1);
        if (mentioned(finite - 1)) {
            return {finite, to_mention(static_cast<std::size_t>(words[finite - 1].mention), 0.9)};
        }
        if ((c & (persons | cue::light | cue::been | cue::clitic1 | cue::clitic3 | cue::prep_a |
                  cue::prep_di | cue::negation | verbs)) == 0) {
            // "ho scritto di essere bisex"
            const bool infinitive =
                (shape == Shape::bearer && (cues(verb) & cue::be) != 0) ||
                (text_.text(verb).starts_with("aver") && (cues(verb - 1) & cue::prep_di) != 0);
            if (!infinitive) {
                return {finite, by_nearness(hit, Shape::thing)};
            }
            return {finite, speaks_first(floor, verb) ? linked(0.8, "first person in the sentence")
                                                      : to_subject(hit, verb, false)};
        }
        --finite;
    }
    return {finite, std::nullopt};
}

/// Denied, said of a thing or of everybody, or a figure of speech.
ConditionLinker::Rule ConditionLinker::verb_denies(const ConditionHit& hit, Shape shape,
                                                   std::size_t verb, std::size_t finite) const {
    const std::size_t floor = text_.sentence_begin(verb);
    const std::uint64_t c = cues(finite);
    const bool direct = finite == verb;
    const bool asked = (c & cue::second) != 0 && text_.question(finite);
    // "non passo con la carrozzina": what one has about one is not what is denied
    const bool with_it =
        (cues(hit.begin) & cue::prep_con) != 0 && (c & (cue::be | cue::have | cue::act)) == 0;
    if (!asked && !with_it &&
        negated(finite, hit)) { // "ma tu non eri in comunita?" says that you were
        return rejected("denied: somebody does not have or is not it");
    }
    if (const Rule open = left_open(finite)) {
        return open;
    }
    const TermKind kind = hit.term->kind;
    const bool noun = kind == TermKind::condition || kind == TermKind::treatment ||
                      kind == TermKind::drug || kind == TermKind::organisation;
    const bool predicate = hit.begin == finite + 1; // "mia sorella è sorda dalla nascita"
    if (shape == Shape::thing && noun && direct && (c & cue::be) != 0 && !predicate &&
        (c & (cue::have | cue::act)) == 0) {
        return undecided("says what something is", Company::anyone);
    }
    for (std::size_t w = finite + 1; w < hit.begin; ++w) {
        const bool family = finite > floor && mentioned(finite - 1);
        if ((cues(w) & cue::generic) != 0 && !mentioned(w) && (c & cue::first) != 0 && !family &&
            text_.text(w).starts_with("tutt") &&
            !(w + 2 < hit.begin && all_of_them(w + 2, w) > 0) && !at_home(finite)) {
            return rejected("people in general"); // but "nella mia famiglia siamo tutti ..."
        }
    }
    if (text_.text(finite).starts_with("sent") && hit.term->type != FindingType::health &&
        hit.term->type != FindingType::sex_life) {
        return rejected("a figure of speech"); // "mi sento indagata pure io"
    }
    return std::nullopt;
}

/// "non è che sono cieca", "mettiamo che sia disabile", "mi chiedono se sono gay", "cos'è un gay?".
ConditionLinker::Rule ConditionLinker::left_open(std::size_t finite) const {
    const std::size_t floor = text_.sentence_begin(finite);
    if (finite > floor && text_.text(finite - 1) == "cos") {
        return rejected("says what something is");
    }
    std::size_t opens = finite; // past the subject: "mettiamo che mia madre sia ..."
    while (opens > floor && finite - opens < 4 && text_.text(opens - 1) != "che" &&
           text_.text(opens - 1) != "se") {
        --opens;
    }
    if (opens < floor + 2) {
        return std::nullopt;
    }
    const std::size_t before = opens - 2;
    if (text_.text(opens - 1) == "che") {
        const bool is_not = (cues(before) & cue::be) != 0 && before > floor &&
                            (cues(before - 1) & cue::negation) != 0 && opens == finite;
        if (is_not) {
            return rejected("denied: somebody does not have or is not it");
        }
        if ((cues(before) & cue::hypothesis) != 0) {
            return rejected("a figure of speech or a hypothesis");
        }
    }
    for (std::size_t w = opens - 1; text_.text(opens - 1) == "se" && w > floor && opens - w < 4;
         --w) {
        const std::string_view verb = text_.text(w - 1);
        if (verb.starts_with("chied") || verb.starts_with("chiest") || verb.starts_with("domand")) {
            return rejected("asked, not said");
        }
    }
    return std::nullopt;
}

/// By the pronoun or the object whom the verb strikes ("mi hanno", "hanno arrestato mio zio").
ConditionLinker::Rule ConditionLinker::verb_strikes(const ConditionHit& hit, Shape shape,
                                                    std::size_t verb, std::size_t finite) const {
    const std::size_t floor = text_.sentence_begin(verb);
    const auto& words = text_.words();
    const std::uint64_t c = cues(finite);
    const bool direct = finite == verb;
    const std::uint64_t left = finite > floor && !words[finite].comma ? cues(finite - 1) : 0;
    if ((left & cue::clitic1) != 0) {
        const bool exists = text_.text(finite - 1) == "ci" && (c & cue::be) != 0 && direct &&
                            (c & (cue::third | cue::they)) != 0;
        return exists ? rejected("there are such people, none is named")
                      : linked(0.95, "first person");
    }
    if (direct && carries(text_.text(finite)) && led_by_preposition(hit)) {
        if ((left & cue::clitic3) != 0) { // "la accompagno in dialisi"
            return to_antecedent(finite - 1);
        }
        if (finite > floor && text_.text(finite - 1) == "vi") {
            return rejected("said to everybody"); // "vi mando in galera"
        }
        if ((c & cue::first) != 0) {
            return by_object(hit, finite);
        }
    }
    if ((left & cue::pronoun2) != 0 && text_.text(finite - 1) != "tu") {
        return to_second(); // "ma non ti avevano arrestato?"
    }
    if ((cues(verb) & (cue::diagnosis | cue::grant)) != 0 && (c & cue::have) != 0) {
        if (LinkDecision object = by_object(hit, finite); object.linked()) {
            return object;
        }
    }
    // "abbiamo sfrattato le vespe", "ho licenziato il muratore": whoever says so did it
    const std::string_view done = text_.text(hit.begin);
    const bool own_deed = hit.term->type == FindingType::hardship && direct &&
                          (c & cue::have) != 0 && (c & cue::first) != 0 && done.ends_with("ato") &&
                          (done.starts_with("sfratt") || done.starts_with("licenzi") ||
                           done.starts_with("pignor") || done.starts_with("sgomber"));
    if (own_deed) {
        LinkDecision object = by_object(hit, finite);
        return object.reason == "one person told by place or role"
                   ? rejected("done to somebody hired") // "ho licenziato l'idraulico"
                   : object;
    }
    // "ha denunciato", "hanno arrestato": it happens to the object
    const bool active = hit.term->type == FindingType::judicial && shape == Shape::bearer &&
                        (c & cue::have) != 0 && direct && hit.term->kind == TermKind::bearer &&
                        (cues(hit.begin - 1) & cue::article) == 0; // "ha un avviso di garanzia"
    if (active || ((left & cue::clitic3) != 0 && (c & cue::have) != 0) ||
        ((c & cue::they) != 0 && (c & cue::first) == 0 && (c & cue::have) != 0)) {
        LinkDecision object = by_object(hit, finite);
        const bool own = !active && (c & cue::they) != 0 && (left & cue::clitic3) == 0;
        return object.linked() || !own ? object : to_subject(hit, finite, true);
    }
    return std::nullopt;
}

LinkDecision ConditionLinker::by_first(const ConditionHit& hit, std::size_t finite) const {
    // "siamo in prigione", "siamo agli arresti": nearly always said of a traffic jam
    const bool all_of_us = hit.term->type == FindingType::judicial &&
                           hit.term->kind != TermKind::bearer && text_.text(finite) == "siamo";
    return linked(all_of_us ? 0.5 : 1.0, "first person");
}

LinkDecision ConditionLinker::by_sono(const ConditionHit& hit, std::size_t finite) const {
    const std::size_t floor = text_.sentence_begin(finite);
    const auto& words = text_.words();
    // "sono": the third plural has a plural term or a plural subject before it.
    std::size_t subject = finite;
    while (subject > floor && !words[subject].comma &&
           (cues(subject - 1) & (cue::light | cue::clitic3 | cue::that)) != 0 &&
           !mentioned(subject - 1)) {
        --subject;
    }
    const bool adjacent = subject > floor && !words[subject].comma && !words[subject].colon;
    const bool plural_before =
        adjacent &&
        ((mentioned(subject - 1) &&
          text_.mentions()[static_cast<std::size_t>(words[subject - 1].mention)].plural) ||
         (cues(subject - 1) & cue::generic) != 0 ||
         (subject > floor + 1 && (cues(subject - 2) & cue::plural) != 0 &&
          (cues(subject - 2) & (cue::article | cue::demonstrative)) != 0 &&
          plural_subject(finite)));
    if (!several(hit) && !plural_before && several_things_are(hit, finite)) {
        return rejected("says it of a thing, not of a person");
    }
    // "i bambini della materna sono in delirio"
    if (several(hit) || plural_before) {
        return to_subject(hit, finite, true);
    }
    const bool theirs = hit.term->kind != TermKind::bearer && several_people_are(finite);
    for (std::size_t w = finite; theirs && w > *plural_subject(finite); --w) {
        if (mentioned(w - 1)) { // "i bambini della vicina sono seguiti dai servizi"
            return to_mention(static_cast<std::size_t>(words[w - 1].mention), 0.9);
        }
    }
    return theirs ? to_subject(hit, finite, true) : linked(1.0, "first person");
}

/// "le patate di montagna sono cieche": the noun of a plural subject with no verb between it and
/// "sono"; nothing where another one speaks, or it says when or by what.
std::optional<std::size_t> ConditionLinker::plural_subject(std::size_t finite) const {
    constexpr std::size_t longest_subject = 7; // words
    constexpr std::uint64_t opens = cue::article | cue::demonstrative;
    const std::size_t floor = text_.sentence_begin(finite);
    for (std::size_t w = finite; w > floor && finite - w < longest_subject; --w) {
        const std::size_t at = w - 1;
        const std::uint64_t c = cues(at);
        if (text_.words()[w].comma || text_.words()[w].colon) {
            return std::nullopt;
        }
        if ((c & opens) != 0 && (c & cue::plural) != 0 && (c & cue::prep) == 0 && w < finite) {
            const std::uint64_t before = at > floor ? cues(at - 1) : 0;
            const bool led = (before & (persons | cue::prep)) != 0 ||
                             (at > floor && in(text_.text(at - 1), "dopo", "senza", "durante",
                                               "contro", "sotto", "verso", "entro"));
            const std::size_t noun =
                (cues(w) & (cue::poss1 | cue::demonstrative)) != 0 && w + 1 < finite ? w + 1 : w;
            const bool time = in(text_.text(noun), "mattine", "sere", "notti", "giorni",
                                 "settimane", "mesi", "anni", "volte", "ore", "domeniche", "feste",
                                 "vacanze", "primi", "ultimi", "prime", "ultime");
            return led || time ? std::nullopt : std::optional{noun};
        }
        const bool noun = at > floor && (cues(at - 1) & (cue::article | cue::prep)) != 0;
        if ((c & (persons | cue::that)) != 0 && !noun) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/// "i bambini della materna sono": the plural subject is people, by the word or by name.
bool ConditionLinker::several_people_are(std::size_t finite) const {
    constexpr std::uint64_t people = cue::kin | cue::acquaint | cue::somebody | cue::generic;
    const std::optional<std::size_t> noun = plural_subject(finite);
    return noun && (mentioned(*noun) || (cues(*noun) & people) != 0);
}

/// The plural subject of "sono" is nobody's name and no people.
bool ConditionLinker::several_things_are(const ConditionHit& hit, std::size_t finite) const {
    constexpr std::uint64_t people = cue::kin | cue::acquaint | cue::somebody | cue::generic;
    const std::string_view last = text_.text(hit.end - 1);
    if (hit.term->kind == TermKind::bearer && (last.ends_with('a') || last.ends_with('o'))) {
        return false;
    }
    const std::optional<std::size_t> noun = plural_subject(finite);
    return noun && !mentioned(*noun) && (cues(*noun) & people) == 0 &&
           (text_.document().all_capitals() ||
            text_.document().tokens()[text_.words()[*noun].token].letters == LetterCase::lower);
}

} // namespace oblio::detect
