// lib/src/detect/condition_span.cpp: the frame of a term, and how far the reported span goes.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {

constexpr std::array<std::string_view, 24> crime_adjectives{
    "edilizio",    "aggravata",   "aggravato", "sessuale",    "domestica",  "colposo",
    "colposa",     "stradale",    "privata",   "aggravate",   "personali",  "familiari",
    "fiscale",     "fraudolenta", "mafiosa",   "domestici",   "volontario", "gravi",
    "persecutori", "informatica", "abusiva",   "giudiziario", "impropria",  "continuata"};

} // namespace

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

/// "alla CGIL ci sono iscritto da una vita".
ConditionLinker::Rule ConditionLinker::frame_after(const ConditionHit& hit) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const std::size_t stop = text_.sentence_end(hit.begin);
    // "La Cgil? Ci sono iscritta da trent'anni."
    const bool asked = hit.end == stop && text_.question(hit.begin) && hit.begin <= floor + 1 &&
                       stop < text_.words().size() && text_.text(stop) == "ci";
    const std::size_t end = std::min(asked ? text_.sentence_end(stop) : stop, hit.end + 5);
    if (hit.term->kind != TermKind::organisation || (cues(hit.begin) & frames) != 0 ||
        (!asked && (hit.begin == floor ||
                    (cues(hit.begin - 1) & (cue::prep_a | cue::prep_in | cue::prep_con)) == 0))) {
        return std::nullopt;
    }
    for (std::size_t w = hit.end; w < end && !text_.words()[w].comma && !mentioned(w); ++w) {
        if ((cues(w) & cue::member) != 0 && (cues(w - 1) & cue::be) != 0) {
            return by_verb({w, w + 1, hit.term}, Shape::bearer, w);
        }
    }
    return std::nullopt;
}

void ConditionLinker::widen_frame(const ConditionHit& hit, LinkDecision& decision) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    if (hit.term->type == FindingType::hardship && hit.begin > floor + 2 &&
        (cues(hit.begin - 1) & cue::prep_di) != 0 && text_.text(hit.begin - 2) == "euro") {
        decision.begin = hit.begin - 3; // "500 euro di debiti"
    }
    const std::size_t left = hit.begin > floor ? hit.begin - 1 : hit.begin;
    const bool apposed = (hit.term->kind == TermKind::organisation &&
                          (cues(left) & (cue::prep_di | cue::prep_con)) != 0) ||
                         text_.text(left) == "famiglia";
    if (left < hit.begin && text_.words()[left].comma && apposed) {
        decision.begin = left; // "Ugo Livi, della FIOM, ...", "Youssef Livi, famiglia berbera"
    }
    if (hit.term->type == FindingType::health && hit.term->kind == TermKind::condition &&
        left > floor && left < hit.begin && (cues(left) & cue::prep_di) != 0 &&
        text_.text(left - 1).starts_with("ammalat")) {
        decision.begin = left - 1; // "si e ammalato di tubercolosi"
    }
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
        if (open(at) && in(text_.text(at), crime_adjectives)) {
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
