// lib/src/detect/condition_link.cpp: from a term to the word that governs it.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>

namespace oblio::detect {

using namespace link;

namespace {
constexpr double framed_weight = 0.85; // of an organisation after a word of membership
} // namespace

ConditionLinker::ConditionLinker(const ClauseText& text, const LexiconIndex& index,
                                 const ScanContext& context, bool& thread_asked)
    : text_{text}, index_{index}, answered_{!context.replied_to_name.empty()},
      thread_person_{!context.just_named.empty()}, thread_asked_{thread_asked} {
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
    if (hit.end - hit.begin > 1 && led_by_preposition(hit)) {
        return Shape::bearer; // "in dialisi", "ai domiciliari", "ricoverato in psichiatria"
    }
    return Shape::thing;
}

/// "tutti e due", "tutte e tre" that ends at `word`: how many words stand before it; 0 if it does
/// not.
std::size_t ConditionLinker::all_of_them(std::size_t word, std::size_t floor) const {
    const std::string_view last = text_.text(word);
    const bool counted = last == "due" || last == "tre" || last == "quattro" || last == "cinque";
    return counted && word >= floor + 2 && text_.text(word - 1) == "e" &&
                   (text_.text(word - 2) == "tutti" || text_.text(word - 2) == "tutte")
               ? 2
               : 0;
}

ConditionLinker::Path ConditionLinker::follow_left(const ConditionHit& hit, Shape shape) const {
    const auto& words = text_.words();
    const std::size_t floor = floor_of(hit.begin);
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
        } else if (const std::size_t all = all_of_them(left, floor); all > 0) {
            path.begin = left - all; // "siamo tutti e due ..."
            continue;
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
    if (hit.term->type == FindingType::ethnic_origin &&
        hit.begin > text_.sentence_begin(hit.begin) + 1 &&
        in(text_.text(hit.begin - 1), "sangue", "stirpe", "ceppo", "razza") &&
        (cues(hit.begin - 2) & cue::prep_di) != 0) {
        framed.begin = hit.begin - 2; // "di sangue armeno"
        shape = Shape::bearer;
    }
    const Path path = follow_left(framed, shape);
    bool own = false; // "il colore della mia pelle"
    const bool phrase = shape != Shape::verbal || (cues(hit.begin) & cue::prep) != 0;
    for (std::size_t w = hit.begin + 1; w < hit.end && phrase; ++w) {
        // "padrone butta fuori noi"
        const bool us = w + 1 == hit.end && hit.term->type == FindingType::hardship &&
                        in(text_.text(w), "noi", "me");
        own = own || us || (cues(w) & cue::poss1) != 0;
    }
    if (const Rule dismissed = only_a_word(hit, shape, path)) {
        decision = *dismissed;
    } else if (own) {
        decision = linked(0.95, "first person");
    } else if (const Rule owner = by_possessor(hit, shape)) {
        decision = *owner;
    } else {
        const bool asked = path.anchor != at_edge && (cues(path.anchor) & cue::second) != 0 &&
                           text_.question(hit.begin);
        if (path.negated && shape != Shape::verbal && !asked) {
            decision = rejected("denied: somebody does not have or is not it");
        } else if (shape == Shape::verbal) {
            decision = by_verb_inside(framed);
        } else if (const Rule behind = frame_after(framed)) {
            decision = *behind;
        } else {
            decision = by_anchor(framed, shape, path);
        }
    }
    if (decision.linked() && decision.reason.starts_with("one person told by") && on_stage(hit)) {
        decision = rejected("a figure of speech");
    }
    if (!decision.linked() && claimed_after(hit)) {
        decision = linked(0.85, "first person in the text");
    }
    if (decision.open != Company::nobody) {
        decision = by_company(framed, std::move(decision));
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
        const std::size_t verb = shape == Shape::verbal ? verb_behind_object(hit) : hit.end;
        const FindingType type = hit.term->type;
        const bool enough = hit.span > hit.begin || type == FindingType::religion ||
                            type == FindingType::health || type == FindingType::trade_union;
        if (verb != hit.end && enough) {
            decision.end = verb - 1; // "[ramadan] lo faccio"
        } else {
            decision.begin = hit.span > hit.begin ? hit.span : decision.begin;
        }
    }
    last_ = decision;
    last_shape_ = shape;
    last_end_ = hit.end;
    last_term_ = hit.term;
    return decision;
}

/// "in cassa integrazione", "senza lavoro", "seguito dal CSM": it needs no noun before it.
bool ConditionLinker::led_by_preposition(const ConditionHit& hit) const {
    const std::string_view first = text_.text(hit.begin);
    return first == "senza" || first == "sotto" ||
           (cues(hit.begin) & (cue::prep | cue::care | cue::member)) != 0;
}

} // namespace oblio::detect
