// lib/src/detect/condition_find.cpp: the stage for special categories, judicial data and hardship.
#include "detect/condition_find.hpp"

#include "detect/condition_couple.hpp"
#include "detect/condition_link.hpp"
#include "detect/pattern_data.hpp"

#include <algorithm>

namespace oblio::detect {
namespace {

constexpr std::uint32_t trap_reach = 2;   // tokens between a trap and the term it takes away
constexpr std::size_t within = 8;         // decisions to either side of one that may name the thing
constexpr std::uint32_t longest_hit = 32; // tokens; hits that begin farther apart do not meet

struct Found {
    ConditionHit hit;
    LinkDecision decision;
};

/// Whether `test` holds for a hit that begins near `hit`. Requires: `hits` by begin.
template <class Test>
bool any_near(const LexiconHit& hit, const std::vector<LexiconHit>& hits, Test test) {
    const std::uint32_t least = hit.begin > longest_hit ? hit.begin - longest_hit : 0;
    const auto from = std::lower_bound(
        hits.begin(), hits.end(), least,
        [](const LexiconHit& other, std::uint32_t begin) { return other.begin < begin; });
    for (auto other = from; other != hits.end() && other->begin <= hit.end + longest_hit; ++other) {
        if (test(*other)) {
            return true;
        }
    }
    return false;
}

/// Whether a trap of the same lexicon stands on the term, or one of its own entry beside it. A term
/// longer than the trap says more: "siamo due mamme" is not taken away by "due mamme".
bool trapped(const LexiconIndex& index, const LexiconHit& hit,
             const std::vector<LexiconHit>& hits) {
    return any_near(hit, hits, [&](const LexiconHit& trap) {
        if (!trap.trap || index.term(trap.term).lexicon != index.term(hit.term).lexicon) {
            return false;
        }
        const bool on = trap.begin < hit.end && hit.begin < trap.end;
        const bool inside = hit.begin < trap.begin && trap.end <= hit.end &&
                            trap.end - trap.begin < hit.end - hit.begin;
        const bool act = index.term(hit.term).kind == TermKind::act;
        const bool beside = trap.term == hit.term && trap.begin < hit.end + trap_reach &&
                            hit.begin < trap.end + trap_reach;
        const bool begun = act && hit.begin < trap.begin && trap.end <= hit.end;
        return ((on && !inside) || (beside && !on)) && !begun;
    });
}

/// Of overlapping hits of one type the longest stays, then the first.
void keep_longest(const LexiconIndex& index, std::vector<LexiconHit>& hits) {
    std::vector<LexiconHit> kept;
    for (const LexiconHit& hit : hits) {
        const bool beaten = any_near(hit, hits, [&](const LexiconHit& other) {
            if (hit.trap || other.trap || other.begin >= hit.end || hit.begin >= other.end) {
                return false;
            }
            if (index.term(other.term).type != index.term(hit.term).type) {
                // "in affidamento" inside "in affidamento in prova" is another matter
                return other.begin <= hit.begin && hit.end <= other.end &&
                       other.end - other.begin > hit.end - hit.begin &&
                       (hit.end < other.end || index.term(hit.term).kind == TermKind::weak);
            }
            if ((other.begin < hit.begin && other.end < hit.end) ||
                (hit.begin < other.begin && hit.end < other.end)) {
                return false; // they overlap in part: one finding, joined later
            }
            const auto length = hit.end - hit.begin;
            const auto other_length = other.end - other.begin;
            return other_length > length || (other_length == length && other.begin < hit.begin);
        });
        if (!beaten) {
            kept.push_back(hit);
        }
    }
    hits = std::move(kept);
}

/// The whole term lies in somebody's full name: "Marco Neri".
bool in_name(const ClauseText& text, const ConditionHit& hit) {
    const std::int32_t name = text.words()[hit.begin].mention;
    if (name < 0 || text.words()[hit.end - 1].mention != name) {
        return false;
    }
    const Mention& who = text.mentions()[static_cast<std::size_t>(name)];
    return who.kind == MentionKind::person && who.end - who.begin > hit.end - hit.begin;
}

/// "abitiamo in Strada" where an address begins in it: "abitiamo in Strada delle Ginestre 4".
bool runs_into_address(const ClauseText& text, const ConditionHit& hit,
                       const std::vector<Candidate>& found) {
    const auto& tokens = text.document().tokens();
    const std::size_t begin = tokens[text.words()[hit.begin].token].begin;
    const std::size_t end = tokens[text.words()[hit.end - 1].token].end;
    return std::any_of(found.begin(), found.end(), [&](const Candidate& other) {
        return other.type == FindingType::address && other.begin < end && end < other.end &&
               begin < other.end;
    });
}

/// "mi hanno diagnosticato" before "il Parkinson": the phrase only led to the thing it names.
bool leads_to(const Found& left, const Found& right) noexcept {
    return left.hit.term->kind == TermKind::act && right.hit.term->kind != TermKind::act &&
           right.hit.term->kind != TermKind::organisation &&
           left.hit.term->weight < right.hit.term->weight;
}

/// Two linked terms of one type with nothing but small words between them are one finding:
/// "delegato RSU della FIOM", "kosovaro di etnia albanese".
bool continues(const ClauseText& text, const Found& left, const Found& right) {
    if (left.hit.term->type != right.hit.term->type || !left.decision.linked() ||
        text.words()[left.hit.begin].sentence != text.words()[right.hit.begin].sentence) {
        return false;
    }
    const bool couple =
        left.hit.term->kind == TermKind::partner || right.hit.term->kind == TermKind::partner;
    if (right.decision.begin < left.decision.end || couple) {
        return !couple;
    }
    const bool beside =
        left.hit.term->kind == TermKind::act || right.hit.term->kind == TermKind::act;
    if (beside && right.decision.begin == left.decision.end) {
        return false; // "dopo l'ictus non parla più" says two things
    }
    if (right.decision.begin - left.decision.end > 2) {
        return false;
    }
    bool joined = right.decision.begin == left.decision.end; // "l'ictus, l'ambulanza" is not
    for (std::size_t w = left.decision.end; w <= right.decision.begin; ++w) {
        if (text.words()[w].comma || text.words()[w].colon) {
            return false;
        }
        joined = joined || (text.words()[w].cues & cue::prep) != 0;
        if (w < right.decision.begin && (text.words()[w].cues & (cue::prep | cue::article)) == 0) {
            return false;
        }
    }
    return joined;
}

/// What names the thing itself: "il Parkinson", "comunista", "si è ammalata di | anoressia".
bool names_it(const Found& found) noexcept {
    const TermKind kind = found.hit.term->kind;
    return kind == TermKind::condition || kind == TermKind::bearer ||
           (kind == TermKind::act && found.hit.span > found.hit.begin);
}

/// "ho la sclerosi, d'estate non cammino", "mi hanno diagnosticato il Parkinson": what only follows
/// from, or leads to, a thing of the same type that the sentence names of the same person. Hardship
/// and judicial data are facts that add up.
bool says_again(const ClauseText& text, const Found& found, const Found& named) {
    constexpr double plain = 0.7;
    const LexiconTerm& term = *found.hit.term;
    const FindingType type = term.type;
    if (&found == &named || type != named.hit.term->type || !named.decision.linked() ||
        !found.decision.linked() || type == FindingType::hardship ||
        type == FindingType::judicial || names_it(found) || !names_it(named)) {
        return false;
    }
    // "Mio fratello ha la SLA. Comunica con gli occhi.": the subject is that of the sentence before
    const std::uint32_t sentence = text.words()[found.hit.begin].sentence;
    const std::uint32_t before = text.words()[named.hit.begin].sentence;
    const bool goes_on =
        found.decision.reason.ends_with(", named before") && before + 1 == sentence;
    if (before != sentence && !goes_on) {
        return false;
    }
    const bool near_care =
        (term.kind == TermKind::service || term.kind == TermKind::treatment) &&
        term.weight * found.decision.strength < plain &&
        named.hit.term->kind != TermKind::act; // an operation and what was done in it
    const bool effect = term.kind == TermKind::act || term.kind == TermKind::status || near_care;
    const auto own = [](const Found& one) {
        return one.decision.reason.starts_with("first person");
    };
    return effect && own(found) == own(named) && !found.decision.reason.ends_with(", joined");
}

/// "to be" and "to have" belong to the span of an act only where they make its tense:
/// "mi hanno licenziato", but "[siamo una] coppia gay", "[è stata] ricoverata".
std::size_t past_auxiliary(const ClauseText& text, const Found& found) {
    const std::size_t begin = found.decision.begin;
    if (found.hit.term->kind != TermKind::act || !found.decision.linked()) {
        return begin;
    }
    const auto cues = [&](std::size_t w) { return text.words()[w].cues; };
    std::size_t at = begin;
    while (at + 1 < found.decision.end &&
           (cues(at) & (cue::clitic1 | cue::clitic3 | cue::light)) != 0) {
        ++at;
    }
    const bool auxiliary = (cues(at) & (cue::be | cue::have)) != 0 &&
                           (cues(at) & (cue::first | cue::third | cue::they | cue::second)) != 0;
    while (auxiliary && at + 1 < found.decision.end &&
           (cues(at) & (cue::be | cue::have | cue::been | cue::article)) != 0) {
        ++at;
    }
    if (!auxiliary || at == begin) {
        return begin;
    }
    const std::string_view verb = text.text(at);
    const bool participle =
        verb.size() > 4 && (verb.ends_with("to") || verb.ends_with("ta") || verb.ends_with("ti") ||
                            verb.ends_with("te") || verb.ends_with("so") || verb.ends_with("sa"));
    return participle && (cues(at - 1) & cue::been) == 0 ? begin : at;
}

/// A term may end with a small word that leads on ("non trova lavoro da", "pignorato pure il"): the
/// span ends before it, or after the noun of an article alone.
std::size_t whole_end(const ClauseText& text, const Found& found) {
    constexpr std::uint64_t small = cue::article | cue::prep | cue::joins | cue::that;
    std::size_t end = found.decision.end;
    if (end > found.decision.begin + 1 && end < text.sentence_end(found.decision.begin) &&
        (text.words()[end - 1].cues & (cue::article | cue::prep)) == cue::article &&
        (text.words()[end - 2].cues & cue::prep) == 0 && text.words()[end].cues == 0 &&
        !text.words()[end].comma && text.words()[end].mention < 0) {
        return end + 1;
    }
    while (end > found.decision.begin + 1 && (text.words()[end - 1].cues & small) != 0 &&
           (text.words()[end - 1].cues & cue::be) == 0) {
        --end;
    }
    return end;
}

Candidate candidate_of(const ClauseText& text, const Found& found) {
    const auto& tokens = text.document().tokens();
    const LexiconTerm& term = *found.hit.term;
    std::vector<std::string> reasons{"kind: " + std::string{kind_name(term.kind)}};
    if (!term.ending.empty()) {
        reasons.emplace_back("disease told by its ending");
    }
    if (found.decision.linked()) {
        reasons.push_back("link: " + found.decision.reason);
    }
    return {term.type,
            tokens[text.words()[past_auxiliary(text, found)].token].begin,
            tokens[text.words()[whole_end(text, found) - 1].token].end,
            std::clamp(term.weight * found.decision.strength, 0.0, 1.0),
            term.lexicon,
            std::move(reasons),
            false,
            static_cast<int>(found.decision.end - found.decision.begin),
            std::nullopt,
            std::nullopt};
}

/// What is decided about a hit: by what stands on it, else by its link.
LinkDecision decide(const ClauseText& text, const LexiconIndex& index, const LexiconHit& hit,
                    const std::vector<LexiconHit>& hits, const ConditionHit& words,
                    const Candidates& candidates, ConditionLinker& linker, const NameTable* names) {
    if (in_name(text, words)) {
        return {0.0, "part of a name", words.begin, words.end};
    }
    if (runs_into_address(text, words, candidates.found)) {
        return {0.0, "part of an address", words.begin, words.end};
    }
    if (trapped(index, hit, hits)) {
        return {0.0, "a set phrase that means something else", words.begin, words.end};
    }
    return words.term->kind == TermKind::partner ? decide_couple(text, words, names)
                                                 : linker.decide(words);
}

/// Adds `next`, or makes it one with the last one of its type.
void join_or_add(const ClauseText& text, const Found& next, std::vector<Found>& found) {
    if (next.decision.linked()) {
        // The last one of the same type, whatever other categories stand between.
        const auto previous = std::find_if(found.rbegin(), found.rend(), [&](const Found& earlier) {
            return earlier.hit.term->type == next.hit.term->type;
        });
        if (previous != found.rend() && continues(text, *previous, next)) {
            if (leads_to(*previous, next)) {
                *previous = next;
                return;
            }
            previous->decision.end = std::max(previous->decision.end, next.decision.end);
            previous->decision.begin = std::min(previous->decision.begin, next.decision.begin);
            if (next.decision.strength * next.hit.term->weight >
                previous->decision.strength * previous->hit.term->weight) {
                previous->decision.strength = next.decision.strength;
                previous->hit.term = next.hit.term;
            }
            return;
        }
    }
    found.push_back(next);
}

/// Halves what only follows from what its sentence names.
void weaken_repeated(const ClauseText& text, std::vector<Found>& found) {
    constexpr double again = 0.5; // under the usual threshold: explained, not reported
    std::vector<bool> twice(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t from = i > within ? i - within : 0;
        for (std::size_t k = from; k < std::min(found.size(), i + within + 1); ++k) {
            twice[i] = twice[i] || says_again(text, found[i], found[k]);
        }
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (twice[i]) {
            found[i].decision.strength *= again;
            found[i].decision.reason += ", follows from what the sentence names";
        }
    }
}

} // namespace

void find_conditions(const Document& document, const ScanContext& context,
                     const LexiconIndex& index, Candidates& candidates, Engine engine,
                     const NameTable* names) {
    std::vector<LexiconHit> hits;
    index.find(document, hits, engine, candidates.memory);
    if (hits.empty()) {
        return;
    }
    const ClauseText text{document, index.words(), candidates.found, names};
    // A term that begins with the verb "è" is not there where "e" only joins.
    std::erase_if(hits, [&](const LexiconHit& hit) {
        const std::size_t word = text.word_at(hit.begin);
        return document.text(document.tokens()[hit.begin]) == "e" && hit.end - hit.begin > 1 &&
               (text.words()[word].cues & cue::be) == 0 &&
               (word == 0 || text.words()[word - 1].mention < 0);
    });
    keep_longest(index, hits);
    ConditionLinker linker{text, index, context, candidates.thread_asked};
    std::vector<Found> found;
    for (const LexiconHit& hit : hits) {
        if (hit.trap) {
            continue;
        }
        Found next{{text.word_at(hit.begin), text.word_at(hit.end), &index.term(hit.term),
                    text.word_at(hit.span)},
                   {}};
        if (next.hit.begin >= next.hit.end) {
            continue;
        }
        next.decision = decide(text, index, hit, hits, next.hit, candidates, linker, names);
        join_or_add(text, next, found);
    }
    weaken_repeated(text, found);
    for (const Found& one : found) {
        Candidate candidate = candidate_of(text, one);
        if (one.decision.linked()) {
            candidates.found.push_back(std::move(candidate));
        } else {
            candidates.reject(std::move(candidate), one.decision.reason);
        }
    }
}

void find_conditions(const Document& document, const ScanContext& context,
                     const PatternSet::Data& data, const StageOptions& options,
                     Candidates& candidates) {
    find_conditions(document, context, data.lexicons, candidates, options.engine,
                    data.names == nullptr ? nullptr : &data.names->table());
}

} // namespace oblio::detect
