// lib/src/detect/condition_anchor.cpp: what the word that governs a term says of somebody.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {

// Verbs beside which an adjective says what their subject is: "vivo sola", "muoio comunista".
constexpr std::array<std::string_view, 10> says_what_one_is{
    "viv", "torn", "nasc", "muo", "mor", "cresc", "invecch", "camp", "dorm", "esc"};

} // namespace

// Each rule looks at the word that governs the term; the first that applies decides.
LinkDecision ConditionLinker::by_anchor(const ConditionHit& hit, Shape shape,
                                        const Path& path) const {
    if (path.anchor == at_edge) {
        return by_edge(hit, shape, path);
    }
    static constexpr std::array rules{
        &ConditionLinker::descends_from,        &ConditionLinker::person_governs,
        &ConditionLinker::conjunction_joins,    &ConditionLinker::fought_against,
        &ConditionLinker::preposition_governs,  &ConditionLinker::not_meant,
        &ConditionLinker::verb_governs,         &ConditionLinker::pronoun_governs,
        &ConditionLinker::clause_governs,       &ConditionLinker::goes_on,
        &ConditionLinker::called_by_others,     &ConditionLinker::family_governs,
        &ConditionLinker::is_said_of_noun,      &ConditionLinker::stands_beside,
        &ConditionLinker::unknown_verb_governs, &ConditionLinker::service_acts};
    const Site site{hit, shape, path};
    for (const auto rule : rules) {
        if (const Rule decision = (this->*rule)(site)) {
            return *decision;
        }
    }
    return noun_governs(site);
}

/// "figlio di una coppia di sinti", "nato da genitori curdi", "vengo da una famiglia di pastori
/// valdesi": what one's kin are one is oneself.
ConditionLinker::Rule ConditionLinker::descends_from(const Site& site) const {
    constexpr std::size_t longest = 7; // words from the descent to the term
    constexpr std::uint64_t small =
        cue::prep_di | cue::prep_da | cue::article | cue::light | cue::indefinite;
    const ConditionHit& hit = site.hit;
    const FindingType type = hit.term->type;
    if ((type != FindingType::ethnic_origin && type != FindingType::religion) ||
        site.shape != Shape::bearer) {
        return std::nullopt;
    }
    const std::size_t floor = text_.sentence_begin(hit.begin);
    bool parents = false; // somebody of whom one descends stands between, or a number of them
    for (std::size_t w = hit.begin; w > floor && hit.begin - w < longest; --w) {
        const std::size_t at = w - 1;
        const std::string_view word = text_.text(at);
        if (text_.words()[w].comma || text_.words()[w].colon) {
            return std::nullopt;
        }
        const bool child = in(word, "figlio", "figlia", "figli", "figlie", "nipote", "nipoti");
        const bool comes = in(word, "nato", "nata", "nati", "nate", "vengo", "provengo", "viene",
                              "proviene", "discendo", "discende", "veniamo", "cresciuto",
                              "cresciuta", "discendente", "discendenti");
        if ((child || comes) && parents &&
            (cues(w) & (cue::prep_di | cue::prep_da | cue::prep_in))) {
            const ConditionHit from{at, hit.end, hit.term};
            return (cues(at) & persons) != 0 || comes
                       ? by_verb(from, Shape::bearer, at)
                       : by_anchor(from, Shape::bearer, follow_left(from, Shape::bearer));
        }
        parents = parents ||
                  in(word, "coppia", "genitori", "famiglia", "padre", "madre", "nonni", "stirpe",
                     "generazioni", "due", "gente", "casa", "clan", "nonno", "nonna", "antenati");
        if (!parents && (cues(at) & small) == 0 && at + 3 < hit.begin) {
            return std::nullopt;
        }
        if (mentioned(at) && !parents) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/// "mia madre diabetica", "mio figlio e autistico".
ConditionLinker::Rule ConditionLinker::person_governs(const Site& site) const {
    const Path& path = site.path;
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    if (mentioned(anchor)) {
        const auto who = static_cast<std::size_t>(text_.words()[anchor].mention);
        const std::size_t opens = text_.mentions()[who].begin;
        const std::string_view before =
            opens > text_.sentence_begin(anchor) ? text_.text(opens - 1) : std::string_view{};
        if (several(site.hit) && text_.mentions()[who].plural &&
            in(before, "accompagno", "assisto", "seguo", "alleno", "aiuto", "assiste", "segue",
               "accompagna", "aiuta", "allena")) {
            return rejected("a group, not one person"); // "accompagno i ragazzi disabili"
        }
        const bool goes_on = last_.linked() && last_term_->type == site.hit.term->type &&
                             last_end_ > text_.sentence_begin(anchor); // "..., mio padre il PD"
        if (site.shape == Shape::membership && path.definite && !goes_on &&
            (cues(site.hit.begin) & frames) == 0) {
            return rejected("an organisation, nobody is said to belong to it");
        }
        return to_mention(static_cast<std::size_t>(text_.words()[anchor].mention),
                          whole_word ? 0.95 : 0.7);
    }
    if (text_.text(anchor) == "e" && (c & cue::be) == 0 && whole_word && !path.plural &&
        anchor > text_.sentence_begin(anchor) && mentioned(anchor - 1) &&
        !text_.words()[anchor].comma) {
        // "mio figlio e autistico": the accent was left out
        return to_mention(static_cast<std::size_t>(text_.words()[anchor - 1].mention), 0.95);
    }
    return std::nullopt;
}

/// "ho il diabete e l'ipertensione": as the term before, or as if the clause began here.
ConditionLinker::Rule ConditionLinker::conjunction_joins(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    if ((c & cue::joins) == 0) {
        return std::nullopt;
    }
    const bool alike = whole_word == (last_shape_ != Shape::thing) &&
                       !(path.definite && hit.term->kind == TermKind::service);
    const bool follows = last_end_ != 0 && alike && last_end_ <= anchor && anchor - last_end_ <= 1;
    if (follows && path.plural && path.definite && whole_word) {
        return rejected("people in general"); // "è comunista, e i comunisti ..."
    }
    if (follows) {
        return last_.linked() ? linked(last_.strength, last_.reason + ", joined")
                              : rejected(last_.reason);
    }
    Path edge = path;
    edge.comma = true;
    edge.begin = anchor;
    return by_edge(hit, shape, edge);
}

/// "mia madre sta combattendo contro un tumore", "ha lottato fino all'ultimo contro la leucemia",
/// "si è spento dopo una lunga battaglia contro il Parkinson".
ConditionLinker::Rule ConditionLinker::fought_against(const Site& site) const {
    constexpr std::size_t longest = 5; // words from the fight to "contro"
    const ConditionHit& hit = site.hit;
    const std::size_t anchor = site.path.anchor;
    const std::size_t floor = text_.sentence_begin(anchor);
    if (text_.text(anchor) != "contro" || hit.term->kind != TermKind::condition) {
        return std::nullopt;
    }
    for (std::size_t w = anchor; w > floor && anchor - w < longest; --w) {
        const std::size_t at = w - 1;
        const std::string_view fight = text_.text(at);
        if (text_.words()[w].colon || mentioned(at)) {
            return std::nullopt;
        }
        const bool noun = (cues(at) & cue::topic) != 0 || fight == "battaglia" || fight == "guerra";
        if (noun && !(at > floor && mentioned(at - 1))) {
            return at > floor ? of_whom_it_took(hit, at) : std::nullopt;
        }
        if (fight.starts_with("lott") || fight.starts_with("combatt")) {
            return by_verb(hit, site.shape, at);
        }
    }
    return std::nullopt;
}

/// "si è spenta dopo una lunga lotta contro il male", "ha perso la battaglia contro la SLA": the
/// subject of a verb of death before the fight.
ConditionLinker::Rule ConditionLinker::of_whom_it_took(const ConditionHit& hit,
                                                       std::size_t fight) const {
    for (std::size_t w = fight; w > floor_of(fight); --w) {
        const std::string_view verb = text_.text(w - 1);
        if (in(verb, "spento", "spenta", "morto", "morta", "mancato", "mancata", "scomparso",
               "scomparsa", "lasciati", "lasciato", "lasciata", "perso", "vinto", "finito")) {
            return to_subject(hit, w - 1, false);
        }
    }
    return std::nullopt;
}

ConditionLinker::Rule ConditionLinker::preposition_governs(const Site& site) const {
    const std::uint64_t c = cues(site.path.anchor);
    if ((c & cue::about) != 0 && (c & cue::prep_di) == 0) {
        return rejected("a topic of talk");
    }
    if ((c & (cue::be | cue::have | cue::seem)) == 0 && (c & cue::prep) != 0) {
        return by_preposition(site);
    }
    return std::nullopt;
}

/// A figure of speech, a trade, a language, a group.
ConditionLinker::Rule ConditionLinker::not_meant(const Site& site) const {
    const ConditionHit& hit = site.hit;
    const Path& path = site.path;
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    if ((c & cue::seem) != 0) {
        // "mi prende un infarto", "ci manca solo un ictus"; but "prende il litio"
        const bool takes = (c & cue::act) != 0 && (hit.term->kind != TermKind::condition ||
                                                   anchor == text_.sentence_begin(anchor) ||
                                                   (cues(anchor - 1) & cue::clitic1) == 0);
        if (!takes) {
            return rejected("a figure of speech");
        }
    }
    const std::string_view trade = text_.text(hit.end - 1);
    const bool does = (c & cue::act) != 0 && text_.text(anchor).starts_with("fa");
    const bool practised = hit.term->kind == TermKind::service &&
                           ((path.definite && (does || (c & cue::be) != 0)) ||
                            (path.indefinite && (c & cue::be) != 0)) &&
                           (trade.ends_with("ista") || trade.ends_with("iatra") ||
                            trade.ends_with("logo") || trade.ends_with("loga") ||
                            in(text_.text(hit.begin), "assistente", "insegnante", "educatore",
                               "educatrice", "tutore"));
    if (practised) {
        return rejected("a profession"); // "mia sorella fa la logopedista"
    }
    const std::string_view verb = text_.text(anchor);
    if (hit.term->type == FindingType::ethnic_origin &&
        (verb.starts_with("parl") || verb.starts_with("studi") || verb.starts_with("insegn") ||
         verb.starts_with("traduc") || verb.starts_with("impar"))) {
        return rejected("a language"); // "parlo berbero"
    }
    if (whole_word && path.indefinite && verb.starts_with("sent")) {
        return rejected("a figure of speech"); // "mi sento un invalido con questa app"
    }
    const bool cared_for = several(hit) && (c & cue::care) != 0 && verb.ends_with('e');
    if ((whole_word && path.plural && (c & (cue::have | cue::act)) != 0) || cared_for) {
        return rejected("a group, not one person"); // "una cooperativa che assiste detenuti"
    }
    return std::nullopt;
}

ConditionLinker::Rule ConditionLinker::verb_governs(const Site& site) const {
    const ConditionHit& hit = site.hit;
    const Shape shape = site.shape;
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    if ((c & (verbs | cue::vote)) != 0) {
        return by_verb(hit, shape, anchor);
    }
    if (!whole_word || (c & cue::other_verb) == 0 || (c & persons) == 0) {
        return std::nullopt;
    }
    const std::string_view verb = text_.text(anchor);
    const bool says_how =
        std::any_of(says_what_one_is.begin(), says_what_one_is.end(),
                    [&](std::string_view stem) { return verb.starts_with(stem); });
    const bool joins_on = led_by_preposition(hit) || (cues(hit.begin) & frames) != 0 ||
                          hit.term->kind == TermKind::act;
    if ((joins_on || says_how) && !verb.starts_with("lavor")) {
        return by_verb(hit, shape, anchor); // "vivo in casa rifugio", "vivo sola e disoccupata"
    }
    return std::nullopt;
}

ConditionLinker::Rule ConditionLinker::pronoun_governs(const Site& site) const {
    const ConditionHit& hit = site.hit;
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    if (((c & cue::pronoun1) != 0 && text_.text(anchor) == "me" && whole_word) || opinion(anchor)) {
        return rejected("an opinion, not a person"); // "secondo me un ateo ..."
    }
    if (anchor > text_.sentence_begin(anchor) && (cues(anchor - 1) & cue::hypothesis) != 0) {
        return rejected("a figure of speech or a hypothesis"); // "e se fossi io il disabile?"
    }
    if (several(hit) && (c & (cue::poss1 | cue::poss3)) != 0) {
        return rejected("people in general"); // "i suoi disabili"
    }
    if (site.shape == Shape::membership && site.path.definite && (cues(hit.begin) & frames) == 0) {
        return rejected("an organisation, nobody is said to belong to it"); // "io la Lega la temo"
    }
    if ((c & cue::pronoun1) != 0 || (c & cue::poss1) != 0) {
        return linked(0.95, "first person");
    }
    if ((c & (cue::pronoun2 | cue::poss2)) != 0) {
        return to_second();
    }
    if ((c & (cue::pronoun3 | cue::poss3)) != 0) {
        return to_subject(hit, anchor, false);
    }
    return std::nullopt;
}

/// A conjunction of time, of comparison or of speech, or a break.
ConditionLinker::Rule ConditionLinker::clause_governs(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    if ((c & cue::after) != 0) {
        const LinkDecision near = by_nearness(hit, Shape::thing, true);
        return near.linked() ? linked(std::max(near.strength, 0.8), near.reason) : near;
    }
    if ((c & cue::as) != 0) {
        if (text_.text(anchor) == "quanto" && !path.definite) {
            return by_sentence(hit); // "in quanto nucleo indigente"
        }
        return whole_word && !path.indefinite && !path.definite &&
                       speaks_first(text_.sentence_begin(hit.begin),
                                    text_.sentence_end(hit.begin)) &&
                       (last_end_ == 0 || last_end_ != anchor)
                   ? linked(0.85, "first person, speaking as one")
                   : rejected("a comparison");
    }
    if ((c & cue::that) != 0) {
        const bool told = anchor > text_.sentence_begin(anchor) && !text_.words()[anchor].comma &&
                          (cues(anchor - 1) & (cue::other_verb | cue::have)) != 0;
        Path clause = path; // "vi dico che l'iscrizione ... l'ho fatta"
        clause.definite = clause.definite && shape != Shape::membership;
        return told ? by_edge(hit, shape, clause) : rejected("an exclamation");
    }
    if ((c & (cue::figure | cue::hypothesis)) != 0) {
        return rejected("a figure of speech or a hypothesis");
    }
    if ((c & cue::breaks) != 0) {
        return by_edge(hit, shape, path);
    }
    return std::nullopt;
}

ConditionLinker::Rule ConditionLinker::goes_on(const Site& site) const {
    const std::size_t anchor = site.path.anchor;
    const bool whole_word = site.whole_word();
    if (last_end_ == anchor + 1 && last_.linked() && !site.path.indefinite &&
        (whole_word || last_shape_ == Shape::verbal)) {
        return linked(last_.strength, last_.reason + ", joined"); // "kosovaro di etnia albanese"
    }
    return std::nullopt;
}

ConditionLinker::Rule ConditionLinker::called_by_others(const Site& site) const {
    const ConditionHit& hit = site.hit;
    const std::size_t anchor = site.path.anchor;
    const bool whole_word = site.whole_word();
    const std::string_view name = text_.text(site.path.anchor);
    if (whole_word && (name.starts_with("chiam") || name.starts_with("definis")) &&
        anchor > text_.sentence_begin(anchor)) { // "lo chiamavano il frocio"
        const std::uint64_t whom = cues(anchor - 1);
        if ((whom & cue::clitic1) != 0) {
            return linked(0.85, "first person");
        }
        if ((whom & cue::clitic3) != 0) {
            return to_subject(hit, anchor - 1, false);
        }
    }
    return std::nullopt;
}

ConditionLinker::Rule ConditionLinker::family_governs(const Site& site) const {
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    const std::string_view name = text_.text(site.path.anchor);
    if (whole_word && (c & cue::kin) != 0 && (c & cue::plural) == 0) {
        // "vengo da una famiglia sinta", "sono la mamma di un bimbo sordo"
        const std::size_t floor = text_.sentence_begin(anchor);
        const bool first = speaks_first(floor, anchor);
        bool parent = name == "famiglia";
        for (std::size_t w = anchor; w > floor && anchor - w < 3; --w) {
            parent = parent || (cues(w - 1) & (cue::kin | cue::familiar)) != 0;
        }
        if (parent && first) {
            return linked(0.85, "first person: of the author's family");
        }
    }
    return std::nullopt;
}

/// "sono una persona disabile", "sono una mamma sola senza reddito".
ConditionLinker::Rule ConditionLinker::is_said_of_noun(const Site& site) const {
    const ConditionHit& hit = site.hit;
    const Shape shape = site.shape;
    if (!site.whole_word()) {
        return std::nullopt;
    }
    const std::size_t anchor = site.path.anchor;
    const std::size_t floor = text_.sentence_begin(anchor);
    for (std::size_t w = anchor; w > floor + 1 && anchor - w < 3 && !text_.words()[w].comma; --w) {
        if ((cues(w - 1) & cue::indefinite) != 0 && (cues(w - 2) & cue::be) != 0) {
            return by_verb(hit, shape, w - 2);
        }
        const std::string_view trade = text_.text(anchor);
        const bool works =
            w == anchor && (cues(w - 1) & cue::be) != 0 && led_by_preposition(hit) &&
            hit.term->kind == TermKind::service &&
            (trade.ends_with("iatra") || trade.ends_with("logo") || trade.ends_with("loga") ||
             trade.ends_with("ista") || trade.ends_with("iera") || trade.ends_with("iere") ||
             trade.ends_with("tore") || trade.ends_with("trice") || trade.ends_with("tora"));
        if (works) {
            return rejected("a profession"); // "mia sorella è psichiatra al CSM"
        }
        if (w == anchor && (cues(w - 1) & cue::be) != 0) {
            return by_verb(hit, shape, w - 1); // "mio nonno era pastore valdese"
        }
        if ((cues(w - 1) & cue::prep) != 0) {
            break;
        }
    }
    return std::nullopt;
}

/// "mi dichiaro ateo", "si ritrova disoccupato", "ho visto Ugo Livi entrare al SerD": a verb that
/// no table knows, and the pronoun or the person right before it.
ConditionLinker::Rule ConditionLinker::unknown_verb_governs(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t anchor = path.anchor;
    if (!site.whole_word() || anchor == text_.sentence_begin(anchor) ||
        text_.words()[anchor].comma) {
        return std::nullopt;
    }
    const std::string_view verb = text_.text(anchor);
    const bool infinitive = verb.size() > 4 && (verb.ends_with("are") || verb.ends_with("ere") ||
                                                verb.ends_with("ire"));
    if (infinitive && mentioned(anchor - 1)) {
        return to_mention(static_cast<std::size_t>(text_.words()[anchor - 1].mention), 0.85);
    }
    if (infinitive && (cues(hit.begin) & cue::prep_con) != 0) { // "posso entrare col catetere"
        return by_verb(hit, Shape::bearer, anchor);
    }
    if ((cues(hit.begin) & frames) != 0 && first_by_form(anchor)) {
        return linked(0.85, "first person"); // "vi comunico la disdetta dalla CGIL"
    }
    if (in(verb, "scrive", "parla") && in(text_.text(anchor - 1), "vi", "ti", "le")) {
        return linked(0.9, "first person"); // "vi scrive una disoccupata"
    }
    if (path.definite || path.indefinite) {
        return std::nullopt;
    }
    return verb_points(hit, anchor);
}

/// "mi ospita il centro antiviolenza", "lo segue il CSM": a service right behind a verb, and the
/// pronoun before it.
ConditionLinker::Rule ConditionLinker::service_acts(const Site& site) const {
    const auto& [hit, shape, path] = site;
    if (hit.term->kind != TermKind::service || shape != Shape::thing || path.indefinite ||
        path.negated || cues(path.anchor) != 0) {
        return std::nullopt;
    }
    const Rule decision = verb_points(hit, path.anchor);
    return decision && decision->linked() ? decision : std::nullopt;
}

/// "Ennio Livi, storico militante di ...".
ConditionLinker::Rule ConditionLinker::stands_beside(const Site& site) const {
    const std::size_t anchor = site.path.anchor;
    const std::uint64_t c = cues(site.path.anchor);
    const bool whole_word = site.whole_word();
    const std::string_view name = text_.text(site.path.anchor);
    constexpr std::uint64_t noun = cue::kin | cue::generic | cue::plural | cue::female | cue::male;
    const bool apposed = whole_word && (c & ~noun) == 0 && anchor > text_.sentence_begin(anchor) &&
                         text_.words()[anchor].comma && mentioned(anchor - 1) &&
                         (name.ends_with('o') || name.ends_with('a') || name.ends_with('e'));
    if (apposed) {
        return to_mention(static_cast<std::size_t>(text_.words()[anchor - 1].mention), 0.8);
    }
    return std::nullopt;
}

/// A part of an organisation in which only members are: "la sezione di", "lista".
bool ConditionLinker::list_or_branch(std::size_t word) const {
    return in(text_.text(word), "sezione", "lista", "circolo");
}

/// No rule knows the word that governs it: a noun of whatever kind.
LinkDecision ConditionLinker::noun_governs(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t anchor = path.anchor;
    const std::uint64_t c = cues(anchor);
    const std::string_view name = text_.text(anchor);
    const bool whole_word = site.whole_word();
    if ((c & cue::generic) != 0) {
        return whole_word && name.starts_with("tutt") && at_home(anchor)
                   ? linked(0.85, "first person: the author's household")
                   : rejected("people in general");
    }
    if ((c & cue::topic) != 0 && shape == Shape::membership && !list_or_branch(anchor)) {
        return rejected("names a service, a place or an event");
    }
    if ((c & cue::topic) != 0) {
        return undecided("names a service, a place or an event",
                         shape == Shape::bearer ? Company::others : Company::anyone);
    }
    if (whole_word) {
        // "suona il tamburo africano": an adjective of the noun that it touches
        constexpr std::uint64_t somebody =
            cue::kin | cue::acquaint | cue::somebody | cue::female | cue::male | cue::plural;
        const bool of_thing = hit.term->type == FindingType::ethnic_origin &&
                              path.begin == hit.begin && name.size() > 4 && (c & somebody) == 0 &&
                              anchor > text_.sentence_begin(anchor) && !mentioned(anchor - 1) &&
                              (cues(anchor - 1) & cue::article) != 0;
        return undecided("says it of a thing, not of a person",
                         of_thing ? Company::nobody : Company::others);
    }
    return by_nearness(hit, shape);
}

} // namespace oblio::detect
