// lib/src/detect/condition_link.hpp: is a term about somebody who can be identified?
//
// The term is followed to its left, over articles and adverbs, to the word that governs it: a verb
// ("ho", "soffre di", "e stata"), a person ("mio nonno", "Marta Livi,"), the head of a topic
// ("giornata del", "sportello"), or the edge of the clause. A verb leads on to its subject.
// One file for each: condition_anchor, _preposition, _verb, _act (terms with their own verb),
// _edge, _subject. condition_figure and condition_jest: what is not meant; condition_near: whoever
// stands around the term; condition_served: to whom a service or a grant goes; condition_span: what
// is reported; condition_elsewhere: what another sentence says of it. Terms of kind partner ask
// condition_couple instead.
#pragma once

#include "detect/clause_sentence.hpp"
#include "detect/lexicon_index.hpp"

#include "oblio/detect/scanner.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::detect {

/// A hit as words of the text.
struct ConditionHit {
    std::size_t begin; ///< words, half-open
    std::size_t end;
    const LexiconTerm* term;
    std::size_t span = 0; ///< first word of what is reported, if it lies after `begin`
};

/// Whom a term may be about that no rule ties to anybody.
enum class Company : std::uint8_t {
    nobody, ///< a rule has spoken against it
    others, ///< a person in the sentence, but not its author: another subject stands there
    anyone,
};

/// What was decided about one hit.
struct LinkDecision {
    double strength = 0;   ///< in [0, 1]; times the weight of the term it is the confidence
    std::string reason;    ///< the link that was seen, or why there is none
    std::size_t begin = 0; ///< words: the span, with the frame that belongs to it
    std::size_t end = 0;
    Company open = Company::nobody; ///< where no rule decides, who else may
    bool linked() const noexcept { return strength > 0; }
};

namespace link {

inline constexpr std::size_t farthest = 40; ///< words looked at on either side: a scan stays linear
inline constexpr std::size_t far_right = 14;
/// The first word that is looked at before `word`, whatever sentence it stands in.
[[nodiscard]] constexpr std::size_t farthest_before(std::size_t word) noexcept {
    return word > farthest ? word - farthest : 0;
}
inline constexpr std::uint64_t verbs =
    cue::be | cue::have | cue::act | cue::suffer | cue::go | cue::diagnosis | cue::grant;
inline constexpr std::uint64_t frames = cue::member | cue::token | cue::vote;
inline constexpr std::uint64_t persons =
    cue::first | cue::second | cue::you_all | cue::third | cue::they;

[[nodiscard]] inline LinkDecision rejected(std::string reason) {
    return {0.0, std::move(reason), 0, 0};
}
/// No rule knows the words around the term: who stands in the sentence decides.
[[nodiscard]] inline LinkDecision undecided(std::string reason, Company open) {
    return {0.0, std::move(reason), 0, 0, open};
}
[[nodiscard]] inline LinkDecision linked(double strength, std::string reason) {
    return {strength, std::move(reason), 0, 0};
}

} // namespace link

/// Decides hit after hit of one text, in order; a hit may follow the decision before it
/// ("ho il diabete e l'ipertensione").
/// Threads: one thread at a time.
class ConditionLinker {
public:
    /// Borrows all. Of `context` it asks who is answered and whom the text before has named; the
    /// latter is noted in `thread_asked`.
    ConditionLinker(const ClauseText& text, const LexiconIndex& index, const ScanContext& context,
                    bool& thread_asked);
    [[nodiscard]] LinkDecision decide(const ConditionHit& hit);

private:
    static constexpr std::size_t at_edge = static_cast<std::size_t>(-1);
    /// What stands to the left of a term, up to the word that governs it.
    struct Path {
        std::size_t anchor = at_edge; ///< the governing word; at_edge if the clause begins here
        std::size_t begin = 0;        ///< first word of what was walked over
        bool comma = false;           ///< the edge is a comma, not the start of the sentence
        bool definite = false;
        bool indefinite = false;
        bool plural = false;
        bool negated = false;
    };
    enum class Shape { thing, bearer, verbal, membership };
    /// A term, what it is read as, and what stands to its left.
    struct Site {
        const ConditionHit& hit;
        Shape shape;
        const Path& path;
        bool whole_word() const noexcept {
            return shape == Shape::bearer || shape == Shape::membership;
        }
    };
    /// What a rule decides; nothing if it does not apply.
    using Rule = std::optional<LinkDecision>;
    struct FiniteVerb {
        std::size_t at;
        Rule decision; ///< if none was found, what follows from that
    };
    struct NounBefore {
        bool thing;     ///< the subject, and no person
        bool of_phrase; ///< "del ...": it says nothing
        std::size_t next;
    };

    Rule only_a_word(const ConditionHit& hit, Shape shape, const Path& path) const;
    bool asks_who_is(const ConditionHit& hit) const;
    bool in_a_role(const ConditionHit& hit) const;
    bool of_some_matter(const ConditionHit& hit) const;
    bool said_in_jest(const ConditionHit& hit, Shape shape) const;
    bool said_of_us_all(const ConditionHit& hit) const;
    bool fails_on_purpose(const ConditionHit& hit) const;
    bool fails_by_rule(std::size_t next, std::size_t end) const;
    bool fails_whenever(const ConditionHit& hit, std::size_t next) const;
    bool suits_one(std::size_t from, std::size_t end) const;
    bool worn_out_by_fun(const ConditionHit& hit) const;
    bool shared_with_a_thing(const ConditionHit& hit) const;
    bool asks_refuge_from(const ConditionHit& hit) const;
    bool said_of_a_trade(const ConditionHit& hit) const;
    bool turns_each_time(const ConditionHit& hit) const;
    bool beside_itself(const ConditionHit& hit) const;
    bool kept_in_by_a_thing(const ConditionHit& hit) const;
    bool wished_on_them(const ConditionHit& hit) const;
    bool bounced_by_a_machine(const ConditionHit& hit) const;
    bool grown_with_it(const ConditionHit& hit) const;
    bool senseless_thing(const ConditionHit& hit) const;
    bool how_a_place_is(const ConditionHit& hit) const;
    bool lame_in_play(const ConditionHit& hit) const;
    bool only_if(const ConditionHit& hit) const;
    bool on_stage(const ConditionHit& hit) const;
    bool plays_a_part(const ConditionHit& hit) const;
    bool party_of_a_thing(const ConditionHit& hit) const;
    bool others_exaggerate(const ConditionHit& hit) const;
    bool comes_for_the_show(const ConditionHit& hit) const;
    bool only_a_plant(const ConditionHit& hit, Shape shape) const;
    bool animal_before(const ConditionHit& hit, std::size_t floor) const;
    bool fetches_there(const ConditionHit& hit) const;
    bool in_jest(const ConditionHit& hit) const;
    bool in_a_story(const ConditionHit& hit) const;
    bool is_an_animal(const ConditionHit& hit) const;
    bool strikes_a_thing(const ConditionHit& hit, Shape shape) const;
    bool cut_off_unnamed(const ConditionHit& hit) const;
    bool another_thing(const ConditionHit& hit) const;
    bool echoed(const ConditionHit& hit) const;
    bool waved_aside(const ConditionHit& hit) const;
    bool claimed_after(const ConditionHit& hit) const;
    bool thrown_in_quotes(const ConditionHit& hit) const;
    bool home_for_addicts(const ConditionHit& hit) const;
    Rule home_of_another_kind(const ConditionHit& hit) const;
    bool led_by_preposition(const ConditionHit& hit) const;
    std::size_t all_of_them(std::size_t word, std::size_t floor) const;
    Path follow_left(const ConditionHit& hit, Shape shape) const;
    LinkDecision by_anchor(const ConditionHit& hit, Shape shape, const Path& path) const;
    Rule descends_from(const Site& site) const;
    Rule person_governs(const Site& site) const;
    Rule conjunction_joins(const Site& site) const;
    Rule fought_against(const Site& site) const;
    Rule of_whom_it_took(const ConditionHit& hit, std::size_t fight) const;
    Rule preposition_governs(const Site& site) const;
    Rule not_meant(const Site& site) const;
    Rule verb_governs(const Site& site) const;
    Rule pronoun_governs(const Site& site) const;
    Rule clause_governs(const Site& site) const;
    Rule goes_on(const Site& site) const;
    Rule called_by_others(const Site& site) const;
    Rule family_governs(const Site& site) const;
    Rule unknown_verb_governs(const Site& site) const;
    Rule service_acts(const Site& site) const;
    Rule is_said_of_noun(const Site& site) const;
    Rule stands_beside(const Site& site) const;
    LinkDecision noun_governs(const Site& site) const;

    LinkDecision by_preposition(const Site& site) const;
    LinkDecision preposition_opens(const Site& site, const Path& head) const;
    Rule head_is_not_theirs(const Site& site, std::size_t h) const;
    Rule head_is_person(const Site& site, std::size_t h) const;
    Rule member_of_both(const Site& site) const;
    LinkDecision what_one_is_called(const ConditionHit& hit, std::size_t verb) const;
    Rule head_is_place(const Site& site, std::size_t h) const;
    Rule head_is_verb(const Site& site, std::size_t h) const;
    LinkDecision head_is_noun(const Site& site, std::size_t h) const;

    LinkDecision by_verb(const ConditionHit& hit, Shape shape, std::size_t verb) const;
    bool of_oneself(const ConditionHit& hit, std::size_t verb) const;
    FiniteVerb finite_of(const ConditionHit& hit, Shape shape, std::size_t verb) const;
    Rule verb_denies(const ConditionHit& hit, Shape shape, std::size_t verb,
                     std::size_t finite) const;
    Rule verb_strikes(const ConditionHit& hit, Shape shape, std::size_t verb,
                      std::size_t finite) const;
    LinkDecision by_first(const ConditionHit& hit, std::size_t finite) const;
    LinkDecision by_sono(const ConditionHit& hit, std::size_t finite) const;
    std::optional<std::size_t> plural_subject(std::size_t finite) const;
    bool several_people_are(std::size_t finite) const;
    bool several_things_are(const ConditionHit& hit, std::size_t finite) const;

    LinkDecision by_edge(const ConditionHit& hit, Shape shape, const Path& path) const;
    Rule taken_up(const Site& site) const;
    Rule put_first(const Site& site) const;
    Rule in_a_list(const Site& site) const;
    Rule what_one_is_made_of(const Site& site) const;
    Rule thing_alone(const Site& site) const;
    bool card_at_hand(const Site& site) const;
    Rule after_comma(const Site& site) const;
    Rule turned_round(const Site& site) const;
    Rule verb_follows(const Site& site) const;
    Rule said_of_none(const Site& site) const;
    Rule said_around(const Site& site) const;
    LinkDecision person_left_out(const Site& site) const;
    bool several(const ConditionHit& hit) const {
        return hit.term->kind == TermKind::bearer && (cues(hit.begin) & cue::prep) == 0 &&
               text_.text(hit.begin).ends_with('i');
    }

    LinkDecision by_verb_inside(const ConditionHit& hit) const;
    std::size_t verb_behind_object(const ConditionHit& hit) const;
    LinkDecision by_object_first(const ConditionHit& hit, std::size_t verb) const;
    LinkDecision by_auxiliary(const ConditionHit& hit, std::uint64_t otherwise) const;
    LinkDecision by_person(const ConditionHit& hit, std::size_t verb, std::uint64_t person) const;
    Rule by_possessor(const ConditionHit& hit, Shape shape) const;
    Rule served_by(const ConditionHit& hit, Shape shape) const;
    Rule name_behind_comma(const ConditionHit& hit) const;
    Rule named_right_after(const ConditionHit& hit) const;
    LinkDecision by_object(const ConditionHit& hit, std::size_t verb) const;
    LinkDecision by_nearness(const ConditionHit& hit, Shape shape, bool after = false) const;
    bool works_on(const ConditionHit& hit, std::size_t word) const;
    double nearness(const ConditionHit& hit, std::size_t word, bool after) const;
    LinkDecision by_sentence(const ConditionHit& hit, bool author = true) const;
    LinkDecision by_company(const ConditionHit& hit, LinkDecision otherwise) const;
    LinkDecision by_sentence_before(const ConditionHit& hit) const;
    LinkDecision by_text(const ConditionHit& hit) const;
    bool measure_or_card(const ConditionHit& hit) const;
    bool speaks_of_a_matter(const ConditionHit& hit) const;
    bool speaks_of_several(const ConditionHit& hit) const;
    LinkDecision to_subject(const ConditionHit& hit, std::size_t verb, bool many) const;
    Rule subject_before(const ConditionHit& hit, std::size_t verb, bool many) const;
    Rule mention_as_subject(const ConditionHit& hit, std::size_t m, std::size_t floor,
                            std::size_t verb, bool many) const;
    bool is_anyone(std::size_t at, std::size_t floor) const;
    Rule nobody_in_particular(std::size_t at, std::size_t floor, bool crossed) const;
    bool says_so_itself(std::size_t verb, std::size_t floor) const;
    bool people_of_author(std::size_t at, std::size_t floor) const;
    bool generic_object(std::size_t at, std::size_t floor) const;
    NounBefore noun_before(std::size_t at, std::size_t floor) const;
    Rule subject_after(const ConditionHit& hit, std::size_t verb, bool many) const;
    LinkDecision subject_left_out(std::size_t verb, bool many) const;
    LinkDecision to_mention(std::size_t mention, double strength) const;
    LinkDecision to_second() const;
    LinkDecision from_experience(const ConditionHit& hit, std::size_t verb) const;
    bool writes(std::size_t who) const;
    std::size_t verb_of_act(const ConditionHit& hit, std::uint64_t before) const;
    bool opens_with_time(const ConditionHit& hit) const;
    LinkDecision to_antecedent(std::size_t word) const;
    LinkDecision to_several(std::size_t word) const;

    bool left_out(const ConditionHit& hit, const Path& path) const;
    bool introduces_oneself(const Site& site) const;
    bool in_a_list_of_oneself(const Site& site) const;
    bool says_since_when(const ConditionHit& hit) const;
    bool in_fragment(const ConditionHit& hit) const;
    bool not_finite(std::size_t verb) const;
    std::uint64_t persons_inside(std::size_t verb) const;
    Shape shape_of(const ConditionHit& hit) const;
    void widen_frame(const ConditionHit& hit, LinkDecision& decision) const;
    void widen_right(const ConditionHit& hit, LinkDecision& decision) const;
    std::size_t frame_word(const ConditionHit& hit) const;
    Rule frame_after(const ConditionHit& hit) const;
    bool negated(std::size_t verb, const ConditionHit& hit) const;
    bool sono_is_first(std::size_t word) const;
    bool at_home(std::size_t word) const;
    bool opinion(std::size_t word) const;
    bool speaks_first(std::size_t begin, std::size_t end) const;
    bool first_by_form(std::size_t word) const;
    Rule verb_points(const ConditionHit& hit, std::size_t verb) const;
    Rule left_open(std::size_t finite) const;
    bool unnamed(std::size_t word) const;
    bool list_or_branch(std::size_t word) const;
    bool will_befall(const ConditionHit& hit) const;
    bool ends_up(const ConditionHit& hit) const;
    bool goes_on_as_figure(const ConditionHit& hit) const;
    bool lacks_a_thing(const ConditionHit& hit) const;
    /// The words of its sentence that are looked at around a hit or a verb: from floor_of() up to,
    /// not with, ceiling_of().
    std::size_t floor_of(std::size_t word) const noexcept {
        return std::max(text_.sentence_begin(word), link::farthest_before(word));
    }
    std::size_t ceiling_of(const ConditionHit& hit) const noexcept {
        return std::min(text_.sentence_end(hit.begin), hit.end + link::farthest);
    }
    std::uint64_t cues(std::size_t word) const noexcept { return text_.words()[word].cues; }
    bool mentioned(std::size_t word) const noexcept { return text_.words()[word].mention >= 0; }
    /// The text names nobody, and the one before it in the thread has named one person.
    bool thread_person() const noexcept {
        const bool nobody = text_.mentions().empty();
        thread_asked_ = thread_asked_ || nobody;
        return nobody && thread_person_;
    }

    const ClauseText& text_;
    const LexiconIndex& index_;
    bool answered_;
    bool thread_person_;       ///< the text before has named one person, and only one
    bool& thread_asked_;       ///< somebody wanted to know
    std::size_t spoken_to_;    ///< the first name or tag of the text: whom a "tu" may mean
    std::size_t last_end_ = 0; ///< of the hit decided before; 0 if none
    Shape last_shape_ = Shape::thing;
    LinkDecision last_;
    const LexiconTerm* last_term_ = nullptr;
};

} // namespace oblio::detect
