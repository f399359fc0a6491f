// lib/src/detect/condition_link.cpp: from a term to the word that governs it.
#include "detect/condition_link.hpp"

#include <algorithm>

namespace oblio::detect {
namespace {

constexpr std::size_t farthest = 40; // words looked at on either side: keeps a scan linear
constexpr std::uint64_t verbs =
    cue::be | cue::have | cue::act | cue::suffer | cue::go | cue::diagnosis | cue::grant;
constexpr double framed_weight = 0.85; // of an organisation after a word of membership
constexpr std::uint64_t frames = cue::member | cue::token | cue::vote;
constexpr std::uint64_t persons = cue::first | cue::second | cue::you_all | cue::third | cue::they;

LinkDecision rejected(std::string reason) {
    return {0.0, std::move(reason), 0, 0};
}

LinkDecision linked(double strength, std::string reason) {
    return {strength, std::move(reason), 0, 0};
}

} // namespace

ConditionLinker::ConditionLinker(const ClauseText& text, const LexiconIndex& index,
                                 const ScanContext& context)
    : text_{text}, index_{index}, answered_{!context.replied_to_name.empty()},
      thread_person_{context.named.size() == 1} {
    const auto& mentions = text.mentions();
    const auto named = std::find_if(mentions.begin(), mentions.end(), [](const Mention& who) {
        return who.kind == MentionKind::handle || who.kind == MentionKind::person;
    });
    spoken_to_ = static_cast<std::size_t>(named - mentions.begin());
}

ConditionLinker::Shape ConditionLinker::shape_of(const ConditionHit& hit) const {
    const std::uint64_t first = cues(hit.begin);
    switch (hit.term->kind) {
    case TermKind::organisation:
        return Shape::membership;
    case TermKind::act:
        return Shape::verbal;
    case TermKind::bearer:
        return Shape::bearer;
    default:
        break;
    }
    if (hit.end - hit.begin > 1 && (first & (cue::have | cue::act | cue::clitic1)) != 0 &&
        (first & (persons | cue::clitic1)) != 0) {
        return Shape::verbal;
    }
    const bool without = text_.text(hit.begin) == "senza" || text_.text(hit.begin) == "sotto";
    if (hit.end - hit.begin > 1 &&
        (without || (first & (cue::prep | cue::care | cue::member)) != 0)) {
        return Shape::bearer; // "in dialisi", "ai domiciliari", "ricoverato in psichiatria"
    }
    return Shape::thing;
}

ConditionLinker::Path ConditionLinker::follow_left(const ConditionHit& hit, Shape shape) const {
    const auto& words = text_.words();
    const std::size_t floor =
        std::max(text_.sentence_begin(hit.begin), hit.begin > farthest ? hit.begin - farthest : 0);
    Path path;
    path.begin = hit.begin;
    bool time_span = false;
    while (path.begin > floor) {
        if (words[path.begin].comma || words[path.begin].colon) {
            path.comma = true;
            return path;
        }
        const std::size_t left = path.begin - 1;
        const std::uint64_t c = cues(left);
        const bool number = text_.document().tokens()[words[left].token].kind == TokenKind::number;
        const std::int32_t own = words[hit.begin].mention;
        if (mentioned(left) && words[left].mention != own) {
            path.anchor = left;
            return path;
        }
        if ((c & cue::negation) != 0) {
            path.negated = true;
        } else if ((c & (cue::article | cue::demonstrative)) != 0 &&
                   !(shape == Shape::bearer && (c & cue::be) != 0)) {
            path.plural = path.plural || (c & cue::plural) != 0;
            (c & cue::indefinite) != 0 ? path.indefinite = true : path.definite = true;
        } else if ((c & cue::year) != 0 && shape != Shape::membership) {
            time_span = true; // "sono da anni depressa"
        } else if (number || (c & cue::been) != 0 ||
                   ((c & cue::light) != 0 && (c & (verbs | cue::document)) == 0) ||
                   (time_span && (c & cue::prep_da) != 0)) {
            // walked over
        } else {
            path.anchor = left;
            return path;
        }
        path.begin = left;
    }
    return path;
}

LinkDecision ConditionLinker::decide(const ConditionHit& hit) {
    Shape shape = shape_of(hit);
    ConditionHit framed = hit;
    LinkDecision decision;
    const bool service = hit.term->kind == TermKind::service && shape == Shape::thing;
    if (shape == Shape::membership || service) {
        framed.begin = frame_word(hit);
        if (service && framed.begin != hit.begin) {
            shape = Shape::bearer;
        }
    }
    const Path path = follow_left(framed, shape);
    // "piu cieco di una talpa"
    const bool compared = shape == Shape::bearer && hit.end < text_.sentence_end(hit.begin) &&
                          hit.begin > text_.sentence_begin(hit.begin) &&
                          text_.text(hit.begin - 1) == "piu" && !path.negated &&
                          ((cues(hit.end) & cue::prep_di) != 0 || (cues(hit.end) & cue::that) != 0);
    bool own = false; // "il colore della mia pelle"
    const bool phrase = shape != Shape::verbal || (cues(hit.begin) & cue::prep) != 0;
    for (std::size_t w = hit.begin + 1; w < hit.end && phrase; ++w) {
        own = own || (cues(w) & cue::poss1) != 0;
    }
    if (text_.words()[hit.begin].hashtag) {
        decision = rejected("a hashtag names a topic");
    } else if (compared) {
        decision = rejected("a comparison");
    } else if (echoed(hit)) {
        decision = rejected("asked back, not said");
    } else if (own) {
        decision = linked(0.95, "first person");
    } else if (decision = by_possessor(hit, shape); !decision.linked()) {
        const bool asked = path.anchor != at_edge && (cues(path.anchor) & cue::second) != 0 &&
                           text_.question(hit.begin);
        if (path.negated && shape != Shape::verbal && !asked) {
            decision = rejected("denied: somebody does not have or is not it");
        } else if (shape == Shape::verbal) {
            decision = by_verb_inside(framed);
        } else {
            decision = by_anchor(framed, shape, path);
        }
    }
    decision.begin = framed.begin;
    decision.end = hit.end;
    if (shape == Shape::membership && framed.begin != hit.begin &&
        hit.term->weight < framed_weight) {
        decision.strength *= framed_weight / hit.term->weight; // "iscritto a" settles what SPI is
    }
    if (decision.linked()) {
        widen_frame(framed, decision);
        widen_right(hit, decision);
        if (text_.joking(hit.begin)) {
            decision.strength *= 0.8;
        }
        decision.begin = hit.span > hit.begin ? hit.span : decision.begin;
    }
    last_ = decision;
    last_shape_ = shape;
    last_end_ = hit.end;
    return decision;
}

/// "io lavoro in nero?? ma se ho tre fatture": others said so, and it is denied.
bool ConditionLinker::echoed(const ConditionHit& hit) const {
    const std::size_t begin = text_.sentence_begin(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    return text_.text(begin) == "io" && text_.question(hit.begin) && end < text_.words().size() &&
           (text_.text(end) == "ma" || text_.text(end) == "figurati" ||
            text_.text(end) == "figuriamoci");
}

LinkDecision ConditionLinker::by_anchor(const ConditionHit& hit, Shape shape,
                                        const Path& path) const {
    if (path.anchor == at_edge) {
        return by_edge(hit, shape, path);
    }
    const std::size_t anchor = path.anchor;
    const std::uint64_t c = cues(anchor);
    const bool whole_word = shape == Shape::bearer || shape == Shape::membership;
    if (mentioned(anchor)) {
        return to_mention(static_cast<std::size_t>(text_.words()[anchor].mention),
                          whole_word ? 0.95 : 0.7);
    }
    if (text_.text(anchor) == "e" && (c & cue::be) == 0 && whole_word && !path.plural &&
        anchor > text_.sentence_begin(anchor) && mentioned(anchor - 1) &&
        !text_.words()[anchor].comma) {
        // "mio figlio e autistico": the accent was left out
        return to_mention(static_cast<std::size_t>(text_.words()[anchor - 1].mention), 0.95);
    }
    if ((c & cue::joins) != 0) {
        const bool alike = whole_word == (last_shape_ != Shape::thing) &&
                           !(path.definite && hit.term->kind == TermKind::service);
        const bool follows =
            last_end_ != 0 && alike && last_end_ <= anchor && anchor - last_end_ <= 1;
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
    const bool fought = anchor > text_.sentence_begin(anchor) && text_.text(anchor) == "contro" &&
                        (text_.text(anchor - 1).starts_with("lott") ||
                         text_.text(anchor - 1).starts_with("combatt")) &&
                        hit.term->kind == TermKind::condition &&
                        ((cues(anchor - 1) & cue::topic) == 0 ||
                         (anchor - 1 > text_.sentence_begin(anchor) && mentioned(anchor - 2)));
    if (fought) { // "mia madre sta combattendo contro un tumore"
        return by_verb(hit, shape, anchor - 1);
    }
    if ((c & cue::about) != 0 && (c & cue::prep_di) == 0) {
        return rejected("a topic of talk");
    }
    if ((c & (cue::be | cue::have | cue::seem)) == 0 && (c & cue::prep) != 0) {
        return by_preposition(hit, shape, path);
    }
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
    const bool practised = hit.term->kind == TermKind::service && path.definite &&
                           (c & cue::act) != 0 && text_.text(anchor).starts_with("fa") &&
                           (trade.ends_with("ista") || trade.ends_with("iatra") ||
                            trade.ends_with("logo") || trade.ends_with("loga"));
    if (practised) {
        return rejected("a profession"); // "mia sorella fa la logopedista"
    }
    const std::string_view verb = text_.text(anchor);
    if (hit.term->type == FindingType::ethnic_origin &&
        (verb.starts_with("parl") || verb.starts_with("studi") || verb.starts_with("insegn") ||
         verb.starts_with("traduc") || verb.starts_with("impar"))) {
        return rejected("a language"); // "parlo berbero"
    }
    if (whole_word && path.plural && (c & (cue::have | cue::act)) != 0) {
        return rejected("a group, not one person");
    }
    if ((c & (verbs | cue::vote)) != 0) {
        return by_verb(hit, shape, anchor);
    }
    if (whole_word && (c & cue::other_verb) != 0 && (c & persons) != 0 &&
        !text_.text(anchor).starts_with("lavor")) {
        return by_verb(hit, shape, anchor); // "vivo in casa rifugio"
    }
    if ((c & cue::pronoun1) != 0 && text_.text(anchor) == "me" && whole_word) {
        return rejected("an opinion, not a person"); // "secondo me un ateo ..."
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
    if (last_end_ == anchor + 1 && last_.linked() && (whole_word || last_shape_ == Shape::verbal)) {
        return linked(last_.strength, last_.reason + ", joined"); // "kosovaro di etnia albanese"
    }
    const std::string_view name = text_.text(anchor);
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
    if (whole_word) { // "sono una persona disabile", "sono una mamma sola senza reddito"
        const std::size_t floor = text_.sentence_begin(anchor);
        for (std::size_t w = anchor; w > floor + 1 && anchor - w < 3 && !text_.words()[w].comma;
             --w) {
            if ((cues(w - 1) & cue::indefinite) != 0 && (cues(w - 2) & cue::be) != 0) {
                return by_verb(hit, shape, w - 2);
            }
            if (w == anchor && (cues(w - 1) & cue::be) != 0) {
                return by_verb(hit, shape, w - 1); // "mio nonno era pastore valdese"
            }
            if ((cues(w - 1) & cue::prep) != 0) {
                break;
            }
        }
    }
    const bool apposed = whole_word && c == 0 && anchor > text_.sentence_begin(anchor) &&
                         text_.words()[anchor].comma && mentioned(anchor - 1) &&
                         (name.ends_with('o') || name.ends_with('a') || name.ends_with('e'));
    if (apposed) { // "Ennio Livi, storico militante di ..."
        return to_mention(static_cast<std::size_t>(text_.words()[anchor - 1].mention), 0.8);
    }
    if ((c & cue::generic) != 0) {
        return whole_word && name.starts_with("tutt") && at_home(anchor)
                   ? linked(0.85, "first person: the author's household")
                   : rejected("people in general");
    }
    if ((c & cue::topic) != 0) {
        return rejected("names a service, a place or an event");
    }
    if (whole_word) {
        return rejected("says it of a thing, not of a person");
    }
    return by_nearness(hit, shape);
}

LinkDecision ConditionLinker::by_preposition(const ConditionHit& hit, Shape shape,
                                             const Path& path) const {
    const std::uint64_t c = cues(path.anchor);
    Path head;
    {
        const ConditionHit before{path.anchor, hit.end, hit.term};
        head = follow_left(before, shape == Shape::membership ? shape : Shape::thing);
    }
    const bool sentence_first =
        speaks_first(text_.sentence_begin(hit.begin), text_.sentence_end(hit.begin));
    const bool whole_word = shape == Shape::bearer || shape == Shape::membership;
    if (head.anchor == at_edge) { // the preposition opens the clause
        if ((c & (cue::prep_con | cue::prep_in)) != 0 && sentence_first) {
            return linked(0.75, "first person in the sentence");
        }
        if ((c & cue::prep_da) != 0 && whole_word && sentence_first && !path.definite) {
            return linked(0.8, "first person, speaking as one");
        }
        return rejected("for or about it, nobody is said to have it");
    }
    const std::size_t h = head.anchor;
    const std::uint64_t hc = cues(h);
    if (mentioned(h)) {
        const bool close =
            (c & (cue::prep_con | cue::prep_in | cue::prep_da | cue::prep_di)) != 0 ||
            ((c & cue::prep_a) != 0 && hit.term->kind == TermKind::treatment); // "lo porto alla"
        return to_mention(static_cast<std::size_t>(text_.words()[h].mention), close ? 0.9 : 0.7);
    }
    if ((hc & cue::pronoun1) != 0) {
        return linked(0.95, "first person");
    }
    const ConditionHit from_head{h, hit.end, hit.term};
    const bool in_bed =
        h > text_.sentence_begin(h) &&
        (text_.text(h) == "ospedale" || text_.text(h) == "casa" || text_.text(h) == "letto") &&
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
    const bool noun = h > text_.sentence_begin(h) && (hc & cue::document) != 0 &&
                      (cues(h - 1) & (cue::article | cue::poss1)) != 0; // "il certificato di ..."
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
    if ((hc & cue::document) != 0) {
        return by_anchor(from_head, Shape::thing, follow_left(from_head, Shape::thing));
    }
    if (text_.text(h) == "via" && h > text_.sentence_begin(h) &&
        (cues(h - 1) & cue::prep_per) != 0) { // "per via dell'artrite"
        const LinkDecision near = by_nearness(hit, Shape::thing, true);
        return near.linked() ? linked(std::max(near.strength, 0.8), near.reason) : near;
    }
    if ((hc & cue::topic) != 0) {
        return rejected("names a service, a place or an event");
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
    if ((hc & cue::other_verb) != 0 && (hc & cue::first) != 0 &&
        (c & (cue::prep_con | cue::prep_in)) != 0) {
        return linked(0.85, "first person");
    }
    if ((c & cue::prep_per) != 0 || ((c & cue::prep_da) != 0 && !whole_word)) {
        return rejected("for it or like it, nobody is said to have it");
    }
    if (whole_word) {
        return rejected("says it of a thing, not of a person");
    }
    return by_nearness(hit, shape);
}

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
    const std::size_t floor = text_.sentence_begin(verb);
    const auto& words = text_.words();
    // The finite verb: this one, or the auxiliary or modal of a participle or infinitive.
    std::size_t finite = verb;
    while ((cues(finite) & persons) == 0) {
        if (finite == floor || words[finite].comma || words[finite].colon || verb - finite > 4) {
            return by_edge({verb, hit.end, hit.term}, Shape::bearer,
                           follow_left({verb, hit.end, hit.term}, Shape::bearer));
        }
        const std::uint64_t c = cues(finite - 1);
        if (mentioned(finite - 1)) {
            return to_mention(static_cast<std::size_t>(words[finite - 1].mention), 0.9);
        }
        if ((c & (persons | cue::light | cue::been | cue::clitic1 | cue::clitic3 | cue::prep_a |
                  cue::prep_di | cue::negation | verbs)) == 0) {
            // "ho scritto di essere bisex"
            const bool infinitive =
                (shape == Shape::bearer && (cues(verb) & cue::be) != 0) ||
                (text_.text(verb).starts_with("aver") && (cues(verb - 1) & cue::prep_di) != 0);
            return infinitive && speaks_first(floor, verb)
                       ? linked(0.8, "first person in the sentence")
                       : by_nearness(hit, Shape::thing);
        }
        --finite;
    }
    const std::uint64_t c = cues(finite);
    const bool asked = (c & cue::second) != 0 && text_.question(finite);
    if (!asked && negated(finite, hit)) { // "ma tu non eri in comunita?" says that you were
        return rejected("denied: somebody does not have or is not it");
    }
    const bool direct = finite == verb;
    const TermKind kind = hit.term->kind;
    const bool noun = kind == TermKind::condition || kind == TermKind::treatment ||
                      kind == TermKind::drug || kind == TermKind::organisation;
    if (shape == Shape::thing && noun && direct && (c & cue::be) != 0 &&
        (c & (cue::have | cue::act)) == 0) {
        return rejected("says what something is");
    }
    for (std::size_t w = finite + 1; w < hit.begin; ++w) {
        const bool family = finite > floor && mentioned(finite - 1);
        if ((cues(w) & cue::generic) != 0 && !mentioned(w) && (c & cue::first) != 0 && !family &&
            text_.text(w).starts_with("tutt") && !at_home(finite)) {
            return rejected("people in general"); // but "nella mia famiglia siamo tutti ..."
        }
    }
    if (text_.text(finite).starts_with("sent") && hit.term->type != FindingType::health &&
        hit.term->type != FindingType::sex_life) {
        return rejected("a figure of speech"); // "mi sento indagata pure io"
    }
    const std::uint64_t left = finite > floor && !words[finite].comma ? cues(finite - 1) : 0;
    if ((left & cue::clitic1) != 0) {
        const bool exists = text_.text(finite - 1) == "ci" && (c & cue::be) != 0 && direct &&
                            (c & (cue::third | cue::they)) != 0;
        return exists ? rejected("there are such people, none is named")
                      : linked(0.95, "first person");
    }
    if ((left & cue::pronoun2) != 0 && text_.text(finite - 1) != "tu") {
        return to_second(); // "ma non ti avevano arrestato?"
    }
    if ((cues(verb) & (cue::diagnosis | cue::grant)) != 0 && (c & cue::have) != 0) {
        if (LinkDecision object = by_object(hit, finite); object.linked()) {
            return object;
        }
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
    if ((c & cue::first) != 0) {
        const bool ambiguous = (c & cue::they) != 0;
        if (!ambiguous) {
            // "siamo in prigione", "siamo agli arresti": nearly always said of a traffic jam
            const bool all_of_us = hit.term->type == FindingType::judicial &&
                                   hit.term->kind != TermKind::bearer &&
                                   text_.text(finite) == "siamo";
            return linked(all_of_us ? 0.5 : 1.0, "first person");
        }
        // "sono": the third plural has a plural term or a plural subject before it.
        const bool plural_term = hit.term->kind == TermKind::bearer &&
                                 text_.text(hit.begin).ends_with('i') &&
                                 (cues(hit.begin) & cue::prep) == 0; // "di fede islamica"
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
              (cues(subject - 2) & (cue::article | cue::demonstrative)) != 0));
        return plural_term || plural_before ? to_subject(hit, finite, true)
                                            : linked(1.0, "first person");
    }
    if ((c & cue::second) != 0) {
        return to_second();
    }
    if ((c & cue::you_all) != 0) {
        return rejected("said to everybody");
    }
    return to_subject(hit, finite, (c & cue::they) != 0 && (c & cue::third) == 0);
}

LinkDecision ConditionLinker::by_edge(const ConditionHit& hit, Shape shape,
                                      const Path& path) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const bool first = speaks_first(floor, text_.sentence_end(hit.begin));
    const bool near_last = last_end_ != 0 && last_end_ <= path.begin &&
                           path.begin - last_end_ <= 1 && last_end_ > floor;
    // "Mio padre? Due infarti": the sentence before is nothing but the person
    const bool named_alone =
        path.begin == floor && floor > 0 && mentioned(floor - 1) &&
        text_.mentions()[static_cast<std::size_t>(text_.words()[floor - 1].mention)].begin ==
            text_.sentence_begin(floor - 1);
    if (named_alone && hit.term->weight > 0.6 && !path.definite) {
        return to_mention(static_cast<std::size_t>(text_.words()[floor - 1].mention), 0.8);
    }
    const bool alike = (shape == Shape::thing) == (last_shape_ == Shape::thing);
    if (path.comma && near_last && alike && last_.linked() && last_.strength > 0.7) {
        return linked(last_.strength * 0.95, last_.reason + ", joined");
    }
    if (shape == Shape::thing) {
        // "mio marito: due infarti"
        const bool listed = hit.term->kind == TermKind::condition && path.begin > floor &&
                            text_.words()[path.begin].colon && mentioned(path.begin - 1);
        if (listed) {
            return to_mention(static_cast<std::size_t>(text_.words()[path.begin - 1].mention),
                              0.85);
        }
        // "il parkinson non le permette": a pronoun takes up the person named before
        for (std::size_t w = hit.end; w < std::min(text_.sentence_end(hit.begin), hit.end + 4);
             ++w) {
            const bool dative = text_.text(w) == "gli" || text_.text(w) == "le";
            if (dative && hit.term->kind == TermKind::condition && w + 1 < text_.words().size() &&
                (cues(w + 1) & (cue::kin | cue::plural | cue::acquaint)) == 0 &&
                (cues(w - 1) & (cue::prep | cue::be)) == 0) {
                const LinkDecision taken = to_subject(hit, path.begin, false);
                if (taken.linked()) {
                    return taken;
                }
            }
        }
        // "Fibrosi cistica: mia figlia ce l'ha dalla nascita"
        const std::size_t stop = std::min(text_.sentence_end(hit.begin), hit.end + 10);
        for (std::size_t w = hit.end; w + 2 < stop; ++w) {
            if (text_.text(w) == "ce" && (cues(w + 1) & cue::clitic3) != 0 &&
                (cues(w + 2) & cue::have) != 0 && (cues(w + 2) & persons) != 0) {
                return (cues(w + 2) & cue::first) != 0 ? linked(0.95, "first person")
                                                       : to_subject(hit, w, false);
            }
        }
        return by_nearness(hit, shape);
    }
    const std::string_view word = text_.text(hit.begin);
    const bool group = hit.term->kind == TermKind::bearer && word.ends_with('i');
    if (path.comma && path.begin > floor) {
        const std::size_t left = path.begin - 1;
        if (mentioned(left)) {
            return to_mention(static_cast<std::size_t>(text_.words()[left].mention), 0.9);
        }
        if (left > floor && cues(left) == 0 && mentioned(left - 1) && !text_.words()[left].comma) {
            return to_mention(static_cast<std::size_t>(text_.words()[left - 1].mention),
                              0.85); // "mio fratello minore, sordo, ..."
        }
        if ((cues(left) & cue::pronoun1) != 0) {
            return linked(0.9, "first person");
        }
        // "sono vedova, disabile e sola": an earlier "to be" of the sentence still holds.
        for (std::size_t w = path.begin; !path.definite && w > floor && path.begin - w < 12; --w) {
            const std::uint64_t c = cues(w - 1);
            if (text_.words()[w].colon) {
                break;
            }
            if (mentioned(w - 1) && path.begin - w > 3) {
                break;
            }
            if ((c & cue::be) != 0 && (c & persons) != 0 && (c & cue::demonstrative) == 0) {
                LinkDecision chained = by_verb(hit, shape, w - 1);
                chained.strength *= 0.8;
                if (!group || chained.linked()) {
                    return chained;
                }
                break;
            }
        }
    }
    // "l'imputato è suo cognato", "testimoni di Geova io e la mia famiglia"
    const std::size_t stop = text_.sentence_end(hit.begin);
    if (hit.end < stop && text_.text(hit.end) == "io" && !text_.words()[hit.end].comma) {
        return linked(0.9, "first person");
    }
    if (path.definite && !group && hit.end < stop && (cues(hit.end) & cue::be) != 0 &&
        (cues(hit.end) & cue::third) != 0) {
        for (std::size_t w = hit.end + 1; w < std::min(stop, hit.end + 3); ++w) {
            if (mentioned(w)) {
                return to_mention(static_cast<std::size_t>(text_.words()[w].mention), 0.9);
            }
        }
    }
    const bool alternative = hit.end < text_.sentence_end(hit.begin) &&
                             (text_.text(hit.end) == "o" || text_.text(hit.end) == "oppure");
    if (hit.term->kind == TermKind::organisation && (cues(hit.begin) & frames) == 0) {
        return rejected("an organisation, nobody is said to belong to it");
    }
    if (group || alternative || path.definite || (path.indefinite && path.comma)) {
        return rejected("nobody is said to be it");
    }
    if (first) {
        return linked(0.75, "first person in the sentence");
    }
    // "agli arresti domiciliari ci sta anche Katia Busetto"
    const std::size_t end = std::min(text_.sentence_end(hit.begin), hit.end + 5);
    for (std::size_t w = hit.end; w < end && !text_.words()[w].comma; ++w) {
        if ((cues(w) & cue::be) != 0 && (cues(w) & cue::third) != 0) {
            return to_subject(hit, w, false);
        }
    }
    // "Jamila Osei, nata qui ma di origini ghanesi"
    for (std::size_t w = path.begin; w > floor && path.begin - w < 8; --w) {
        if (mentioned(w - 1)) {
            return to_mention(static_cast<std::size_t>(text_.words()[w - 1].mention), 0.65);
        }
    }
    if (left_out(hit, path)) {
        return linked(0.7, "first person left out"); // "Licenziata con un messaggio"
    }
    // "Delegato Fim da dieci anni, mai visto un assessore": so one speaks of oneself
    for (std::size_t w = hit.end; path.begin == floor && w < end && w < hit.end + 4; ++w) {
        const bool since =
            (cues(w) & cue::year) != 0 || text_.text(w) == "sempre" || text_.text(w) == "nascita" ||
            text_.text(w) == "vita" || text_.text(w) == "generazioni" ||
            (w == hit.end + 1 &&
             text_.document().tokens()[text_.words()[w].token].kind == TokenKind::number);
        if (since && (cues(hit.end) & cue::prep_da) != 0) {
            return linked(0.75, "first person left out");
        }
    }
    return rejected("nobody is said to be it");
}

/// A participle that opens its clause, with nobody before it in the text and no noun after it: so
/// one tells in a comment what befell oneself ("Sfrattata a maggio con due figli").
bool ConditionLinker::left_out(const ConditionHit& hit, const Path& path) const {
    const auto& words = text_.words();
    const std::string_view word = text_.text(hit.begin);
    const bool participle = word.ends_with("ato") || word.ends_with("ata") ||
                            word.ends_with("uto") || word.ends_with("uta") ||
                            word.ends_with("ito") || word.ends_with("ita");
    const TermKind kind = hit.term->kind;
    if (!participle || path.begin != hit.begin ||
        (kind != TermKind::bearer && kind != TermKind::act)) {
        return false;
    }
    const std::size_t end = text_.sentence_end(hit.begin);
    const bool alone = hit.end >= end || words[hit.end].comma ||
                       (cues(hit.end) & (cue::prep | cue::joins | cue::light | cue::after)) != 0 ||
                       hit.end - hit.begin > 1;
    if (!alone || (hit.end < end && mentioned(hit.end))) {
        return false;
    }
    for (std::size_t w = 0; w < std::min(end, hit.begin + farthest); ++w) {
        const std::uint64_t c = cues(w);
        const bool other = (c & (cue::office | cue::generic | cue::pronoun3)) != 0 ||
                           ((c & cue::third) != 0 && (c & cue::first) == 0);
        if ((mentioned(w) && w + farthest > hit.begin) ||
            (other && w >= text_.sentence_begin(hit.begin) && w < hit.begin)) {
            return false;
        }
    }
    return true;
}

} // namespace oblio::detect
