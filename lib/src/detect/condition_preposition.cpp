// lib/src/detect/condition_preposition.cpp: a term behind a preposition ("in cura per", "con",
// "di"), and its head.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {

// What one has been through: "vengo da due infarti", "si riprende da un ictus".
constexpr std::array<std::string_view, 9> comes_from{"usc",    "esc",    "veng",   "vien",   "guar",
                                                     "ripres", "libera", "passat", "riprend"};

} // namespace

// The head is the word that governs the preposition: "mia madre e in cura per" leads to "cura".
LinkDecision ConditionLinker::by_preposition(const Site& site) const {
    const ConditionHit before{site.path.anchor, site.hit.end, site.hit.term};
    const Path head =
        follow_left(before, site.shape == Shape::membership ? site.shape : Shape::thing);
    if (const Rule joined = member_of_both(site)) {
        return *joined;
    }
    if (head.anchor == at_edge) {
        return preposition_opens(site, head);
    }
    static constexpr std::array rules{
        &ConditionLinker::head_is_person, &ConditionLinker::head_is_not_theirs,
        &ConditionLinker::head_is_place, &ConditionLinker::head_is_verb};
    for (const auto rule : rules) {
        if (const Rule decision = (this->*rule)(site, head.anchor)) {
            return *decision;
        }
    }
    return head_is_noun(site, head.anchor);
}

/// "iscritto al PD dal 2010 e alla FIOM": one word of membership leads to both.
ConditionLinker::Rule ConditionLinker::member_of_both(const Site& site) const {
    constexpr std::size_t between = 5; // words from one to the other
    const std::size_t anchor = site.path.anchor;
    const bool joins = anchor > text_.sentence_begin(anchor) &&
                       (cues(anchor - 1) & cue::joins) != 0 && !text_.words()[anchor - 1].colon;
    if (!joins || site.shape != Shape::membership || !last_.linked() ||
        (last_shape_ != Shape::membership && (cues(last_.begin) & frames) == 0) ||
        last_end_ <= text_.sentence_begin(anchor) || last_end_ > anchor ||
        anchor - last_end_ > between) {
        return std::nullopt;
    }
    for (std::size_t w = last_end_; w < anchor; ++w) {
        if ((cues(w) & (persons | cue::breaks)) != 0 || mentioned(w)) {
            return std::nullopt;
        }
    }
    return linked(last_.strength, last_.reason + ", joined");
}

LinkDecision ConditionLinker::preposition_opens(const Site& site, const Path& head) const {
    const ConditionHit& hit = site.hit;
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(anchor);
    const std::size_t floor = text_.sentence_begin(anchor);
    if (anchor > floor && (cues(anchor - 1) & cue::after) != 0) { // "prima dell'ictus guidavo"
        const LinkDecision near = by_nearness(hit, Shape::thing, true);
        return near.linked() ? linked(std::max(near.strength, 0.8), near.reason) : near;
    }
    // "mio zio, con il Parkinson, ...", "Ugo Livi, della FIOM, ...", "Ugo Livi, quello con ..."
    const std::size_t end = text_.sentence_end(hit.begin);
    const bool closed = hit.end >= end || text_.words()[hit.end].comma ||
                        text_.words()[hit.end].colon ||
                        (head.begin < anchor && text_.text(anchor - 1).starts_with("quell"));
    const bool theirs = (c & cue::prep_con) != 0 ||
                        (site.whole_word() &&
                         (c & (cue::prep_in | cue::prep_di | cue::prep_da | cue::prep_a)) != 0);
    if (head.comma && closed && theirs && head.begin > floor && mentioned(head.begin - 1)) {
        return to_mention(static_cast<std::size_t>(text_.words()[head.begin - 1].mention), 0.85);
    }
    const bool sentence_first =
        speaks_first(text_.sentence_begin(hit.begin), text_.sentence_end(hit.begin));
    if (site.shape == Shape::membership && (c & cue::prep_con) != 0) {
        return rejected("an organisation, nobody is said to belong to it");
    }
    const bool between = in(text_.text(anchor), "tra", "fra") && site.shape == Shape::thing &&
                         hit.term->kind != TermKind::service;
    if (((c & (cue::prep_con | cue::prep_in)) != 0 || between) && sentence_first) {
        return linked(0.75, "first person in the sentence"); // "tra la chemio e i bambini non ho"
    }
    if ((c & cue::prep_da) != 0 && site.whole_word() && sentence_first && !site.path.definite) {
        return linked(0.8, "first person, speaking as one");
    }
    return rejected("for or about it, nobody is said to have it");
}

ConditionLinker::Rule ConditionLinker::head_is_person(const Site& site, std::size_t h) const {
    const ConditionHit& hit = site.hit;
    const std::uint64_t c = cues(site.path.anchor);
    const std::uint64_t hc = cues(h);
    if (several(hit) && (c & cue::prep_con) != 0 && !led_by_preposition(hit)) {
        return rejected("people in general"); // "io coi comunisti non parlo"
    }
    if (mentioned(h)) {
        const bool close =
            (c & (cue::prep_con | cue::prep_in | cue::prep_da | cue::prep_di)) != 0 ||
            ((c & cue::prep_a) != 0 && hit.term->kind == TermKind::treatment); // "lo porto alla"
        return to_mention(static_cast<std::size_t>(text_.words()[h].mention), close ? 0.9 : 0.7);
    }
    if ((hc & cue::pronoun1) != 0) {
        return linked(0.95, "first person");
    }
    return std::nullopt;
}

/// The head says that it is somebody's whom nobody names, or that it is only called so.
ConditionLinker::Rule ConditionLinker::head_is_not_theirs(const Site& site, std::size_t h) const {
    const auto& [hit, shape, path] = site;
    const std::uint64_t c = cues(path.anchor);
    const std::string_view head = text_.text(h);
    const bool called = site.whole_word() && !led_by_preposition(hit);
    if (called &&
        (((c & cue::prep_di) != 0 &&
          in(head, "dato", "danno", "dava", "davano", "dare", "dai", "date", "dicono")) ||
         ((c & cue::prep_per) != 0 && in(head, "preso", "prendono", "prendete", "scambiato",
                                         "scambiano", "scambiate", "passo", "passare")) ||
         ((c & cue::prep_da) != 0 && head.starts_with("tratta")))) {
        return what_one_is_called(hit, h);
    }
    if (site.whole_word() && at_home(h)) { // "siamo in cinque con un disabile"
        return linked(0.85, "first person: the author's household");
    }
    if (unnamed(h) && (c & (cue::prep_con | cue::prep_in | cue::prep_di)) != 0) {
        if (h > text_.sentence_begin(h) + 1 && (cues(h - 2) & cue::be) != 0) {
            return by_verb({h, hit.end, hit.term}, Shape::bearer, h - 2); // "sono una signora con"
        }
        if (const Rule named = name_behind_comma(hit)) {
            return named; // "per un'amica con l'endometriosi, Ada Livi"
        }
        return rejected("somebody whom nobody names"); // "ho letto di un signore con la SLA"
    }
    const bool one = hit.term->kind == TermKind::bearer || (cues(hit.begin) & cue::member) != 0;
    if (path.indefinite && (c & cue::prep_con) != 0 && one &&
        (called || shape == Shape::membership)) {
        return rejected("somebody whom nobody names"); // "lavoro con un musulmano"
    }
    return std::nullopt;
}

/// "mi hanno dato del fascista" says what others think; "a Ugo Livi davano della checca" is said of
/// whom the insult strikes, as one strikes at origin and at whom one loves.
LinkDecision ConditionLinker::what_one_is_called(const ConditionHit& hit, std::size_t verb) const {
    const FindingType type = hit.term->type;
    if (type == FindingType::sex_life || type == FindingType::ethnic_origin) {
        const std::size_t floor = std::max(text_.sentence_begin(verb), verb > 8 ? verb - 8 : 0);
        for (std::size_t w = verb; w > floor; --w) {
            const std::size_t at = w - 1;
            if ((cues(at) & cue::clitic1) != 0) {
                return linked(0.85, "first person");
            }
            const auto who = text_.words()[at].mention;
            if (who < 0) {
                continue;
            }
            const std::size_t begin = text_.mentions()[static_cast<std::size_t>(who)].begin;
            const std::size_t before = begin > 0 ? begin - 1 : 0;
            const bool to = (cues(begin) & cue::prep_a) != 0 || (cues(before) & cue::prep_a) != 0 ||
                            (before > 0 && (cues(before - 1) & cue::prep_a) != 0);
            return to ? to_mention(static_cast<std::size_t>(who), 0.9)
                      : rejected("what somebody is called");
        }
    }
    return rejected("what somebody is called");
}

/// "e in ospedale con ...", "il bimbo di Sara, quello con ...".
ConditionLinker::Rule ConditionLinker::head_is_place(const Site& site, std::size_t h) const {
    const ConditionHit& hit = site.hit;
    const std::uint64_t c = cues(site.path.anchor);
    const ConditionHit from_head{h, site.hit.end, site.hit.term};
    const bool in_bed =
        h > text_.sentence_begin(h) &&
        in(text_.text(h), "ospedale", "casa", "letto", "clinica", "reparto", "struttura") &&
        (cues(h - 1) & (cue::prep_in | cue::prep_a)) != 0;
    if (in_bed && (c & (cue::prep_con | cue::prep_per)) != 0) { // "e in ospedale con ..."
        const ConditionHit bed{h - 1, hit.end, hit.term};
        return by_anchor(bed, Shape::bearer, follow_left(bed, Shape::bearer));
    }
    if (text_.text(h).starts_with("quell") && h > text_.sentence_begin(h)) {
        if (text_.words()[h].comma && mentioned(h - 1)) { // "il bimbo di Sara, quello con ..."
            return to_mention(static_cast<std::size_t>(text_.words()[h - 1].mention), 0.85);
        }
        const std::size_t pronoun = (cues(h - 1) & (cue::pronoun2 | cue::pronoun3)) != 0 ? 1 : 0;
        const std::size_t be = h - 1 - pronoun;
        if (be >= text_.sentence_begin(h) && (cues(be) & cue::be) != 0) {
            return by_verb(from_head, Shape::bearer, be); // "non eri tu quella con l'epilessia?"
        }
    }
    return std::nullopt;
}

/// A verb, a treatment, a certificate, a span of time, a cause.
ConditionLinker::Rule ConditionLinker::head_is_verb(const Site& site, std::size_t h) const {
    const auto& [hit, shape, path] = site;
    const std::uint64_t c = cues(site.path.anchor);
    const std::uint64_t hc = cues(h);
    const ConditionHit from_head{h, site.hit.end, site.hit.term};
    const std::uint64_t before = h > text_.sentence_begin(h) ? cues(h - 1) : 0;
    const bool noun = (hc & cue::document) != 0 &&
                      (before & (cue::article | cue::poss1)) != 0; // "il certificato di ..."
    const bool group = in(text_.text(h), "coppia", "famiglia", "gruppo", "comitiva", "squadra",
                          "banda", "decina", "centinaio", "ventina") &&
                       (before & cue::indefinite) != 0 && hit.term->kind == TermKind::bearer &&
                       (c & cue::prep_di) != 0 && h > text_.sentence_begin(h) + 1 &&
                       (cues(h - 2) & (cue::be | cue::prep_da)) == 0;
    if (group) { // "la storia di una coppia di rom"
        return rejected("somebody whom nobody names");
    }
    if ((hc & cue::topic) != 0 && (before & (cue::article | cue::demonstrative)) != 0) {
        return std::nullopt; // "la lotta alla leucemia", "un reparto per l'Alzheimer"
    }
    if ((hc & (cue::suffer | cue::diagnosis | cue::grant)) != 0 && !noun) {
        return by_verb(from_head, Shape::bearer, h);
    }
    if ((hc & cue::year) != 0 &&
        (shape == Shape::membership || hit.term->type == FindingType::trade_union)) {
        return by_sentence(hit); // "dopo 15 anni nella CGIL"
    }
    if ((hc & cue::care) != 0 || (hc & cue::year) != 0) {
        ConditionHit care = from_head;
        if (h > text_.sentence_begin(h) && (cues(h - 1) & cue::prep_in) != 0) {
            --care.begin; // "in cura per"
        }
        return by_anchor(care, Shape::bearer, follow_left(care, Shape::bearer));
    }
    if ((hc & (cue::be | cue::have | cue::go | cue::act)) != 0 && (hc & persons) != 0 &&
        (c & cue::prep_per) == 0) {
        return by_verb(hit, (hc & cue::be) != 0 ? Shape::bearer : shape, h);
    }
    const bool lives = hit.term->kind == TermKind::service && (c & cue::prep_in) != 0 &&
                       (hc & cue::other_verb) != 0 && (hc & persons) != 0 &&
                       in(text_.text(h), "vivo", "vivevo", "vive", "viveva", "abito", "abitavo",
                          "abita", "abitava", "dormo", "dorme", "dormiva");
    if (lives) { // "mio fratello abita in una comunita terapeutica"
        return by_verb(hit, Shape::bearer, h);
    }
    if ((hc & cue::document) != 0) {
        return by_anchor(from_head, Shape::thing, follow_left(from_head, Shape::thing));
    }
    if ((c & cue::prep_da) != 0 && hit.term->kind == TermKind::condition && !noun &&
        std::any_of(comes_from.begin(), comes_from.end(),
                    [&](std::string_view stem) { return text_.text(h).starts_with(stem); })) {
        return by_verb(hit, Shape::bearer, h); // "sto uscendo da una depressione"
    }
    if ((hc & (cue::breaks | cue::that)) != 0) { // "io che con una protesi ..."
        return preposition_opens(site, {});
    }
    const bool cause = h > text_.sentence_begin(h) && (cues(h - 1) & cue::prep) != 0;
    if ((hc & cue::after) != 0 && cause) { // "per via dell'artrite", "a causa del diabete"
        const LinkDecision near = by_nearness(hit, Shape::thing, true);
        return near.linked() ? linked(std::max(near.strength, 0.8), near.reason) : near;
    }
    return std::nullopt;
}

LinkDecision ConditionLinker::head_is_noun(const Site& site, std::size_t h) const {
    const auto& [hit, shape, path] = site;
    const std::uint64_t c = cues(site.path.anchor);
    const std::uint64_t hc = cues(h);
    const bool whole_word = site.whole_word();
    const ConditionHit from_head{h, site.hit.end, site.hit.term};
    // "un vuoto di memoria da alzheimer"
    const bool likened = text_.text(path.anchor) == "da" && !whole_word;
    const Company open = likened ? Company::nobody
                         : whole_word && (c & (cue::prep_a | cue::prep_per)) != 0
                             ? Company::others // "offro lavoro a disoccupato"
                             : Company::anyone;
    // "fondi per la leucemia", "parla di prevenzione dell'infarto"
    const bool of_topic = (c & cue::prep_per) != 0 || ((c & cue::prep_di) != 0 && !whole_word);
    if ((hc & cue::topic) != 0 &&
        ((shape == Shape::membership && !list_or_branch(h)) || of_topic)) {
        return rejected("names a service, a place or an event");
    }
    if ((hc & cue::topic) != 0) {
        return undecided("names a service, a place or an event", open);
    }
    if ((c & cue::prep_da) != 0 && whole_word && !path.definite && (hc & cue::first) != 0) {
        return linked(0.85, "first person, speaking as one"); // "ve lo dico da iscritta"
    }
    if ((hc & cue::kin) != 0 && (hc & cue::plural) == 0 && whole_word &&
        (c & cue::prep_di) != 0) { // "e figlio di immigrati"
        return by_anchor(from_head, Shape::bearer, follow_left(from_head, Shape::bearer));
    }
    if ((hc & cue::generic) != 0) {
        return rejected("people in general");
    }
    const bool reflexive = h > text_.sentence_begin(h) && (cues(h - 1) & cue::clitic1) != 0;
    if ((c & cue::prep_con) != 0 && reflexive) { // "mi ritrovo con un decreto penale"
        return linked(0.8, "first person");
    }
    const TermKind kind = hit.term->kind;
    if ((kind == TermKind::service || kind == TermKind::treatment) &&
        (c & (cue::prep_in | cue::prep_a)) != 0) { // "lo aspettano in oncologia"
        if (const Rule decision = verb_points(hit, h)) {
            return decision->linked() ? linked(0.9 * decision->strength, decision->reason)
                                      : *decision;
        }
    }
    if (last_end_ == h + 1 && last_.linked() && shape == Shape::membership &&
        last_term_->type == hit.term->type) { // "la mia militanza nel Movimento Sociale"
        return linked(last_.strength, last_.reason + ", joined");
    }
    if ((hc & cue::other_verb) != 0 && (hc & cue::first) != 0 &&
        (c & (cue::prep_con | cue::prep_in)) != 0) {
        return linked(0.85, "first person");
    }
    if ((c & cue::prep_per) != 0 || ((c & cue::prep_da) != 0 && !whole_word)) {
        return undecided("for it or like it, nobody is said to have it", open);
    }
    if (whole_word) {
        const bool called_at = shape == Shape::membership && (c & cue::prep_a) != 0;
        return undecided("says it of a thing, not of a person", // "ho telefonato alla UIL"
                         called_at ? Company::nobody : open);
    }
    return by_nearness(hit, shape);
}

} // namespace oblio::detect
