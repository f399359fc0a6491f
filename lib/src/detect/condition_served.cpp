// lib/src/detect/condition_served.cpp: a service or a grant, and to whom it goes.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>

namespace oblio::detect {

using namespace link;

/// A service or a grant, and to whom it goes: "a mia suocera l'accompagnamento", "il SerD mi ha
/// dato", "il CSM lo segue da anni".
ConditionLinker::Rule ConditionLinker::served_by(const ConditionHit& hit, Shape shape) const {
    const TermKind kind = hit.term->kind;
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    if (shape != Shape::thing || (kind != TermKind::service && kind != TermKind::status)) {
        return std::nullopt;
    }
    std::size_t left = hit.begin;
    while (left > floor && !text_.words()[left].comma && (cues(left - 1) & cue::article) != 0 &&
           !mentioned(left - 1)) {
        --left;
    }
    if (left > floor && !text_.words()[left].comma && mentioned(left - 1)) {
        const auto m = static_cast<std::size_t>(text_.words()[left - 1].mention);
        const Mention& who = text_.mentions()[m];
        const std::uint64_t to =
            cues(who.begin) | (who.begin > floor ? cues(who.begin - 1) : std::uint64_t{0});
        const bool kin = who.kind == MentionKind::relative;
        if ((to & cue::prep_a) != 0 || (kin && (to & cue::prep_per) != 0)) {
            return to_mention(m, 0.85);
        }
        if ((to & cue::prep_per) != 0) { // "per Ugo Livi la Caritas va chiusa": so he thinks
            return rejected("for it or like it, nobody is said to have it");
        }
    }
    std::size_t pronoun = hit.end;
    while (pronoun < end && (cues(pronoun) & cue::light) != 0 && !text_.words()[pronoun].comma) {
        ++pronoun;
    }
    if (kind != TermKind::service || pronoun + 1 >= end || text_.words()[pronoun].comma) {
        return std::nullopt;
    }
    const std::string_view verb = text_.text(pronoun + 1);
    const auto begins = [&](std::initializer_list<std::string_view> stems) {
        return std::any_of(stems.begin(), stems.end(),
                           [&](std::string_view stem) { return verb.starts_with(stem); });
    };
    const bool opinion = begins({"sembr", "par", "risult", "dic", "interess", "piac", "spiac",
                                 "dispiac", "sta", "va", "fa", "serv", "manc", "pare"});
    if (text_.text(pronoun) == "mi" && !opinion) {
        return linked(0.85, "first person");
    }
    const bool cares =
        begins({"segu", "aiut", "ospit", "assist", "cur", "salv", "mantien", "sostien", "accogli"});
    if (text_.text(pronoun) == "ci" && cares) {
        return linked(0.8, "first person");
    }
    return (cues(pronoun) & cue::clitic3) != 0 && cares ? Rule{to_antecedent(pronoun)}
                                                        : std::nullopt;
}

} // namespace oblio::detect
