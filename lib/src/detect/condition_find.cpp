// lib/src/detect/condition_find.cpp: the stage for special categories, judicial data and hardship.
#include "detect/condition_find.hpp"

#include "detect/condition_couple.hpp"
#include "detect/condition_link.hpp"
#include "detect/pattern_data.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

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

/// "dato il daspo", "notificato lo sfratto": the verb only brings what has a term of its own, and
/// the noun is enough.
void report_what_is_given(const ClauseText& text, const LexiconIndex& index,
                          const std::vector<LexiconHit>& all, std::vector<LexiconHit>& hits) {
    constexpr double certain = 0.7;
    for (LexiconHit& hit : hits) {
        if (hit.trap || index.term(hit.term).kind != TermKind::act || hit.span > hit.begin) {
            continue;
        }
        const auto word = [&](std::uint32_t token) {
            return text.document().text(text.document().tokens()[token]);
        };
        std::uint32_t verb = hit.begin; // "mi hanno dato il daspo"
        while (verb + 1 < hit.end && verb < hit.begin + 2 &&
               in(word(verb), "mi", "gli", "le", "ci", "hanno", "ha", "e", "ho", "avete")) {
            ++verb;
        }
        if (!in(word(verb), "dato", "ricevuto", "notificato", "arrivato", "arrivata") &&
            !(word(verb) == "preso" && index.term(hit.term).type == FindingType::judicial)) {
            continue;
        }
        any_near(hit, all, [&](const LexiconHit& other) {
            const LexiconTerm& noun = index.term(other.term);
            const bool inside = !other.trap && other.end == hit.end && hit.begin < other.begin &&
                                other.begin <= verb + 3 && noun.weight >= certain &&
                                noun.type == index.term(hit.term).type &&
                                noun.kind != TermKind::act && noun.kind != TermKind::weak;
            hit.span = inside ? other.begin : hit.span;
            return inside;
        });
    }
}

/// "disabile per un incidente sul lavoro": how many tokens of a bearer are enough, where its
/// beginning has a term of its own; all of them where it has none.
std::uint32_t enough_of(const LexiconIndex& index, const LexiconHit& hit,
                        const std::vector<LexiconHit>& all) {
    constexpr double certain = 0.8;
    std::uint32_t enough = hit.end;
    if (hit.trap || index.term(hit.term).kind != TermKind::bearer) {
        return enough;
    }
    any_near(hit, all, [&](const LexiconHit& other) {
        const LexiconTerm& core = index.term(other.term);
        const bool inside = !other.trap && other.begin == hit.begin && other.end < enough &&
                            core.type == index.term(hit.term).type && core.weight >= certain &&
                            core.kind == TermKind::bearer;
        enough = inside ? other.end : enough;
        return false;
    });
    return enough;
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
    constexpr double told = 0.5; // the usual threshold: what is under it names nothing
    const LexiconTerm& term = *found.hit.term;
    const FindingType type = term.type;
    if (&found == &named || type != named.hit.term->type ||
        named.hit.term->weight * named.decision.strength < told || !found.decision.linked() ||
        type == FindingType::hardship || type == FindingType::judicial) {
        return false;
    }
    if (term.kind == TermKind::partner && found.hit.begin != named.hit.begin &&
        named.hit.term->kind == TermKind::bearer) {
        return text.words()[found.hit.begin].sentence == text.words()[named.hit.begin].sentence;
    }
    if (names_it(found) || !names_it(named)) {
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
    // "sono invalida e mi hanno dato la 104": a benefit told after the condition is one fact more
    const bool benefit = term.kind == TermKind::status &&
                         (found.hit.begin < named.hit.begin || type != FindingType::health ||
                          found.decision.reason.find(" in the ") != std::string::npos);
    const bool effect = term.kind == TermKind::act || benefit || near_care;
    const auto own = [](const Found& one) {
        return one.decision.reason.starts_with("first person");
    };
    return effect && own(found) == own(named) && !found.decision.reason.ends_with(", joined");
}

/// A participle that says by itself what a court or the police did to one.
bool tells_a_case(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 12> stems{
        "assolt",    "arrestat",  "condannat", "denunciat",  "scarcerat",  "indagat",
        "processat", "rilasciat", "prosciolt", "ammanettat", "incarcerat", "patteggiat"};
    return std::any_of(stems.begin(), stems.end(),
                       [word](std::string_view stem) { return word.starts_with(stem); });
}

/// "to be" and "to have" belong to the span of an act only where they make its tense:
/// "mi hanno licenziato", but "[siamo una] coppia gay", "[è stata] ricoverata".
std::size_t past_auxiliary(const ClauseText& text, const Found& found) {
    const std::size_t begin = found.decision.begin;
    const bool ill = found.hit.term->type == FindingType::health ||
                     found.hit.term->type == FindingType::genetic_biometric;
    if (ill && begin + 2 < found.decision.end &&
        in(text.text(begin), "morto", "morta", "deceduto", "deceduta", "affetto", "affetta") &&
        in(text.text(begin + 1), "di", "da", "dal", "dalla", "del", "della")) {
        return begin + 2; // "morto di AIDS": the illness is enough
    }
    if (found.hit.term->type == FindingType::ethnic_origin && begin + 2 == found.decision.end &&
        in(text.text(begin), "mezzo", "mezza", "mezzi")) {
        return begin + 1; // "mezzo curdo"
    }
    if (found.hit.term->kind != TermKind::act || !found.decision.linked()) {
        return begin;
    }
    const auto cues = [&](std::size_t w) { return text.words()[w].cues; };
    std::size_t at = begin;
    while (at + 1 < found.decision.end &&
           (cues(at) & (cue::clitic1 | cue::clitic3 | cue::light)) != 0) {
        ++at;
    }
    // "al referendum ho [votato no]", "a casa mia hanno [tagliato la luce]"
    if ((cues(begin) & cue::prep) != 0 && found.hit.span <= found.hit.begin) {
        for (std::size_t w = begin + 1; w + 2 < found.decision.end && w < begin + 4; ++w) {
            if ((cues(w) & (cue::be | cue::have)) != 0 && (cues(w) & link::persons) != 0 &&
                (cues(w) & cue::article) == 0) {
                return w + 1;
            }
        }
    }
    if (in(text.text(found.decision.end - 1), "altra", "altro")) {
        return begin; // "ho un'altra"
    }
    const bool auxiliary = (cues(at) & (cue::be | cue::have)) != 0 &&
                           (cues(at) & link::persons) != 0 &&
                           !text.text(at).starts_with("sent"); // "sento le voci"
    while (auxiliary && at + 1 < found.decision.end &&
           (cues(at) & (cue::be | cue::have | cue::been | cue::article)) != 0) {
        ++at;
    }
    if (!auxiliary || at == begin) {
        return begin;
    }
    const bool sentenced = found.hit.term->type == FindingType::judicial &&
                           at + 1 == found.decision.end && at > begin + 1 &&
                           tells_a_case(text.text(at));
    if (sentenced) {
        return at; // "lo hanno [assolto]"
    }
    const auto letters = [&](std::size_t from, std::size_t to) {
        const auto& tokens = text.document().tokens();
        return tokens[text.words()[to - 1].token].end - tokens[text.words()[from].token].begin;
    };
    // "mi avete [preso le impronte digitali]", "mi sono [fatto sbattezzare]": what is left says it
    if (at > begin + 1 && at + 1 < found.decision.end &&
        letters(at, found.decision.end) * 5 >= letters(begin, found.decision.end) * 3) {
        return at;
    }
    const std::string_view verb = text.text(at);
    const bool participle =
        verb.size() > 4 && (verb.ends_with("to") || verb.ends_with("ta") || verb.ends_with("ti") ||
                            verb.ends_with("te") || verb.ends_with("so") || verb.ends_with("sa"));
    return participle && (cues(at - 1) & cue::been) == 0 ? begin : at;
}

/// "sordo [dalla nascita]", "leghista [della prima ora]", "ateo [convinto]": how many words at the
/// end only say since when or how much.
std::size_t tail_of(const ClauseText& text, const Found& found) {
    const std::size_t size = found.decision.end - found.decision.begin;
    const auto from_end = [&](std::size_t n) { return text.text(found.decision.end - n); };
    if (found.hit.term->kind == TermKind::act || size < 2) {
        return 0;
    }
    if (in(from_end(1), "convinto", "convinta", "convinti", "sfegatato", "sfegatata")) {
        return 1;
    }
    if (size > 2 && from_end(1) == "nascita" && in(from_end(2), "dalla", "di")) {
        return 2;
    }
    if (size > 2 && ((from_end(1) == "sempre" && from_end(2) == "da") ||
                     (from_end(1) == "midollo" && from_end(2) == "al"))) {
        return from_end(1) == "sempre" || size < 4 ? 2 : 3;
    }
    return size > 3 && from_end(1) == "ora" && from_end(2) == "prima" && from_end(3) == "della" ? 3
                                                                                                : 0;
}

/// "indagato [per gli appalti della neve]": where what stands behind "per" is a matter of the
/// place and no crime. The end of the span; its own end if it has no such tail.
std::size_t before_the_matter(const ClauseText& text, const Found& found) {
    const std::size_t end = found.decision.end;
    if (found.hit.term->type != FindingType::judicial) {
        return end;
    }
    bool told = false;
    for (std::size_t w = found.decision.begin; w + 1 < end; ++w) {
        told = told || tells_a_case(text.text(w));
        if (told && text.text(w) == "per" && in(text.text(w + 1), "i", "gli", "le")) {
            return w;
        }
    }
    return end;
}

/// A term may end with a small word that leads on ("non trova lavoro da", "pignorato pure il"): the
/// span ends before it, or after the noun of an article alone.
std::size_t whole_end(const ClauseText& text, const Found& found) {
    constexpr std::uint64_t small = cue::article | cue::prep | cue::joins | cue::that;
    if (const std::size_t told = before_the_matter(text, found); told < found.decision.end) {
        return told;
    }
    std::size_t end = found.decision.end - tail_of(text, found);
    if (end > found.decision.begin + 1 && end < text.sentence_end(found.decision.begin) &&
        end == found.decision.end && !in(text.text(end), "anno", "mese", "estate", "inverno") &&
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
    const std::vector<LexiconHit> all = hits;
    keep_longest(index, hits);
    report_what_is_given(text, index, all, hits);
    ConditionLinker linker{text, index, context, candidates.thread_asked};
    std::vector<Found> found;
    for (const LexiconHit& hit : hits) {
        if (hit.trap) {
            continue;
        }
        Found next{{text.word_at(hit.begin), text.word_at(hit.end), &index.term(hit.term),
                    text.word_at(hit.span)},
                   {}};
        const std::size_t enough = text.word_at(enough_of(index, hit, all));
        if (next.hit.begin >= next.hit.end) {
            continue;
        }
        next.decision = decide(text, index, hit, hits, next.hit, candidates, linker, names);
        if (next.decision.linked() && next.decision.end == next.hit.end) {
            next.decision.end = enough;
        }
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
