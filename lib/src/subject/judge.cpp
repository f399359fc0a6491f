// lib/src/subject/judge.cpp: rules 3, 4, 5 and 8: first what cannot be the subject (places, firms,
// officials), then by form of the name, from the full name to the first name alone.
#include "subject/judge.hpp"

#include "detect/word_list.hpp"

#include "subject/bare_names.hpp"
#include "subject/beside.hpp"
#include "subject/introductions.hpp"
#include "subject/judge_office.hpp"
#include "subject/lookalikes.hpp"
#include "subject/meant.hpp"
#include "subject/ordinary.hpp"
#include "subject/persons.hpp"
#include "subject/surroundings.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace oblio::subject {
namespace {

/// What was written of the name.
Phrase phrase_of(NameForm form) {
    switch (form) {
    case NameForm::full:
    case NameForm::full_typo:
        return Phrase::full_name;
    case NameForm::surname:
        return Phrase::surname;
    case NameForm::given:
    case NameForm::diminutive:
        return Phrase::first_name;
    case NameForm::nickname:
        return Phrase::nickname;
    default:
        return Phrase::short_name;
    }
}

class Judge {
public:
    explicit Judge(Scene& scene) : scene_{scene} {}

    Verdict decide(const CorpusRecord& record, const NameMatch& match, bool identified) {
        Exclusion exclusion = exclusion_of(*record.document, match, scene_.profile, scene_.names);
        if ((exclusion == Exclusion::other_person || exclusion == Exclusion::thing) &&
            is_beside_called(scene_, record, match)) {
            exclusion = Exclusion::none;
        }
        switch (exclusion) {
        case Exclusion::place:
            return {MentionClass::excluded, 0, {Phrase::place}};
        case Exclusion::firm:
            return {MentionClass::excluded, 0, {Phrase::firm}};
        case Exclusion::other_person:
        case Exclusion::figure:
            return {MentionClass::excluded, 0, {Phrase::part_of_other_name}};
        case Exclusion::common_word:
            return judge_ordinary(record, match);
        case Exclusion::family:
            return {MentionClass::review, 0.3, {Phrase::family}};
        case Exclusion::writers_kin:
            if (is_called_by_relative(scene_, record, match)) {
                return {MentionClass::certain, 0.9, {Phrase::first_name, Phrase::from_relative}};
            }
            return {MentionClass::review, 0.3, {Phrase::writers_kin}};
        case Exclusion::other_sex:
            return {MentionClass::review, 0.3, {Phrase::other_sex}};
        case Exclusion::thing:
            return {MentionClass::review, 0.3, {Phrase::name_of_thing}};
        case Exclusion::of_the_dead:
            return {MentionClass::review, 0.3, {Phrase::of_the_dead}};
        case Exclusion::byword:
            if (answered_subject(scene_, record) != nullptr) {
                break; // said to the subject's face
            }
            return {MentionClass::review, 0.3, {Phrase::other_byword}};
        case Exclusion::clergy:
            if (may_be_clergy(record, match)) {
                break;
            }
            return {MentionClass::review,
                    0.3,
                    {match.parts.size() > 1 ? Phrase::full_name : Phrase::first_name,
                     Phrase::another_trade}};
        case Exclusion::none:
            break;
        }
        const Cues cues = cues_of(*record.document, scene_.text_cues_in(record), match,
                                  scene_.subject, scene_.occupation, scene_.profile);
        if (auto office = judge_office(scene_, record, cues)) {
            return *office;
        }
        if (!identified && is_mourned(*record.document, match) &&
            answered_subject(scene_, record) == nullptr) {
            return {MentionClass::review, 0.3, {phrase_of(match.form), Phrase::mourned}};
        }
        switch (match.form) {
        case NameForm::full:
        case NameForm::full_typo:
        case NameForm::short_full:
            return judge_full(record, match, cues, identified);
        case NameForm::partial:
        case NameForm::initial:
        case NameForm::initials_only:
            if (match.form != NameForm::initials_only &&
                scene_.accounts.is_another_persons_name(match.parts)) {
                return {MentionClass::excluded, 0, {Phrase::other_persons_name}};
            }
            return match.loose
                       ? Verdict{MentionClass::review, 0.3, {Phrase::short_name, Phrase::alone}}
                       : judge_by_thread(record, match, cues);
        case NameForm::surname:
            return judge_surname(record, match, cues, identified);
        case NameForm::given:
        case NameForm::diminutive:
        case NameForm::nickname:
            return judge_first_name(record, match, cues, identified);
        }
        return {MentionClass::review, 0.5, {Phrase::short_name, Phrase::alone}};
    }

private:
    /// The subject is a priest or a nun, or is called so to the face, whatever it means.
    bool may_be_clergy(const CorpusRecord& record, const NameMatch& match) {
        if (match.parts.size() > 1 && scene_.occupation.words.empty()) {
            return true; // whose trade nobody gave
        }
        return is_own_trade("parroco", scene_.occupation) ||
               is_own_trade("suora", scene_.occupation) ||
               (record.record.reply_to && scene_.beside_subject(record));
    }

    /// Names that are ordinary words, written small: no name, unless the subject is spoken to.
    Verdict judge_ordinary(const CorpusRecord& record, const NameMatch& match) {
        const Verdict excluded{MentionClass::excluded, 0, {Phrase::ordinary_word}};
        const detect::Document& document = *record.document;
        const bool asked =
            match.form == NameForm::nickname && asked_about(document) == match.parts.front();
        if (asked && is_answered_fully(record)) {
            return {MentionClass::certain, 0.9, {Phrase::nickname, Phrase::answers_full_name}};
        }
        if (auto called = judge_called(record, match)) {
            return *called;
        }
        // "lo presti": a surname in capitals throughout, or in an answer to who bears it, is asked.
        if (match.form == NameForm::surname && match.end_token - match.first_token > 1 &&
            (answered_subject(scene_, record) != nullptr ||
             (document.all_capitals() && scene_.has_subject(record)))) {
            return {MentionClass::review, 0.3, {Phrase::surname, Phrase::ordinary_too}};
        }
        // "matti sei un fenomeno", in answer to the subject
        if (match.small && match.form == NameForm::diminutive && match.first_token == 0 &&
            answered_subject(scene_, record) != nullptr &&
            speaks_to(document, match, scene_.names)) {
            return {MentionClass::certain, 0.88, {Phrase::first_name, Phrase::answers_subject}};
        }
        const bool whole = match.form == NameForm::full;
        const bool personal =
            whole || match.form == NameForm::given || match.form == NameForm::nickname;
        if (!match.small || !personal) {
            return excluded;
        }
        const Phrase what = whole                              ? Phrase::full_name
                            : match.form == NameForm::nickname ? Phrase::nickname
                                                               : Phrase::first_name;
        const bool called = match.first_token == 0 && answered_subject(scene_, record) != nullptr;
        if (called && (whole || speaks_to(document, match, scene_.names))) {
            return {MentionClass::certain, 0.88, {what, Phrase::answers_subject}};
        }
        if (called ||
            ((whole || asked || match.form == NameForm::nickname) && scene_.has_subject(record))) {
            return {MentionClass::review, 0.3, {what, Phrase::ordinary_too}};
        }
        return excluded;
    }

    /// "Festa mi hai fatto piangere", in answer to the subject: an ordinary word without an article
    /// that begins a sentence is who is spoken to, if a pronoun or the second person follows.
    std::optional<Verdict> judge_called(const CorpusRecord& record, const NameMatch& match) {
        constexpr std::array<std::string_view, 9> pronouns{"mi", "ti", "ci", "vi", "lo",
                                                           "la", "li", "le", "ne"};
        const detect::Document& document = *record.document;
        const bool surname = match.form == NameForm::surname;
        const bool short_form = match.form == NameForm::diminutive;
        if (match.first_token != 0 ||
            (!surname && !short_form && match.form != NameForm::nickname) ||
            document.tokens()[0].letters == detect::LetterCase::lower) {
            return std::nullopt;
        }
        const Phrase what = surname      ? Phrase::surname
                            : short_form ? Phrase::first_name
                                         : Phrase::nickname;
        const ThreadView& thread = scene_.threads[record.thread];
        if (surname && (thread.subject_wrote || thread.subject_named) &&
            scene_.has_subject(record) && !answers_namesake(scene_, record, match) &&
            (acts_as_person(document, match.end_token) ||
             is_told_after_word(document, match, scene_.names))) {
            return Verdict{MentionClass::certain, 0.88, {what, Phrase::subject_in_thread}};
        }
        // "Galante ti paghiamo da bere": no word of the sentence is spoken to
        if (surname && thread.subject_wrote && scene_.has_subject(record) &&
            !answers_namesake(scene_, record, match) &&
            match.end_token < document.tokens().size() &&
            detect::in(document.text(document.tokens()[match.end_token]), "ti", "tu", "hai",
                       "sei")) {
            return Verdict{MentionClass::certain, 0.88, {what, Phrase::subject_in_thread}};
        }
        if (answered_subject(scene_, record) == nullptr) {
            return surname && record.record.is_private() && scene_.beside_subject(record)
                       ? std::optional{Verdict{
                             MentionClass::review, 0.3, {what, Phrase::ordinary_too}}}
                       : std::nullopt;
        }
        const std::size_t next = match.end_token;
        const bool spoken_to = next < document.tokens().size() &&
                               ((!short_form && // "salvo la cena" keeps it
                                 detect::in(document.text(document.tokens()[next]), pronouns)) ||
                                speaks_to(document, match, scene_.names));
        return spoken_to ? Verdict{MentionClass::certain, 0.88, {what, Phrase::answers_subject}}
                         : Verdict{MentionClass::review, 0.3, {what, Phrase::ordinary_too}};
    }

    /// Somebody answers the record with the subject's full name.
    bool is_answered_fully(const CorpusRecord& record) {
        const ThreadView& thread = scene_.threads[record.thread];
        return std::any_of(thread.naming.begin(), thread.naming.end(), [&](RecordRow row) {
            const auto other = scene_.corpus.get(row);
            return other && (*other)->record.reply_to == record.record.id && names_fully(**other);
        });
    }

    /// Rules 3 and 4.
    Verdict judge_full(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                       bool identified) {
        // "Ada Prova il fornaio", beside an account "Ada Prova Polizia Locale": the trade tells.
        const bool told = match.form == NameForm::full && (identified || cues.own_trade);
        if (!told && scene_.accounts.is_another_persons_name(match.parts)) {
            return {MentionClass::excluded, 0, {Phrase::other_persons_name}};
        }
        const bool namesake = scene_.profile.reversible && scene_.accounts.has_reversed_namesake();
        if (namesake && match.reversed && !cues.own_trade) {
            const ThreadView& here = scene_.threads[record.thread];
            return {here.subject_wrote || here.subject_named || cues.undecided || cues.doubted
                        ? MentionClass::review
                        : MentionClass::excluded,
                    0.3,
                    {Phrase::reversed_namesake}};
        }
        const bool typo = match.form == NameForm::full_typo;
        const Phrase what = typo ? Phrase::full_name_with_typo : Phrase::full_name;
        if (typo && scene_.threads[record.thread].animals.contains(match.parts.front())) {
            return {MentionClass::review, 0.3, {Phrase::name_of_thing}};
        }
        if (typo && scene_.accounts.is_near_another_persons_name(match.parts)) {
            return {MentionClass::review, 0.4, {what, Phrase::near_another_name}};
        }
        if (cues.other_generation) {
            return {MentionClass::excluded, 0, {what, Phrase::other_generation}};
        }
        if ((cues.undecided || (cues.doubted && scene_.accounts.has_homonym(match.parts))) &&
            !identified) {
            return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
        }
        if (namesake && has_both_ways(scene_, record)) {
            return {MentionClass::review, 0.4, {what, Phrase::beside_reversed_namesake}};
        }
        const bool lives_there =
            !scene_.accounts.namesake_at_home() &&
            names_street(*record.document, match.end_token, scene_.identifiers);
        if (cues.own_trade || cues.own_generation || cues.own_birth_year || lives_there ||
            identified) {
            return {MentionClass::certain, 0.97, {what, Phrase::own_evidence}};
        }
        if (cues.other_birth_year) {
            return {MentionClass::review, 0.3, {what, Phrase::other_age}};
        }
        if (may_be_of_old(scene_, record, match, cues, identified)) {
            return {MentionClass::review, 0.3, {what, Phrase::place_too}};
        }
        if (is_from_elsewhere(scene_, record, match)) {
            return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
        }
        return scene_.accounts.has_homonym(match.parts) || namesake
                   ? judge_shared(record, match, cues, what)
                   : judge_unshared(record, match, cues, what, typo);
    }

    /// Rule 3 where nobody else in the archive has the full name.
    Verdict judge_unshared(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                           Phrase what, bool typo) {
        if ((cues.other_trade || cues.touching_trade) && !scene_.occupation.words.empty() &&
            answered_subject(scene_, record) == nullptr) {
            return {MentionClass::review, 0.5, {what, Phrase::another_trade}};
        }
        if (may_be_its_place(scene_, record, match)) {
            return {MentionClass::review, 0.4, {what, Phrase::place_too}};
        }
        if (leaves_first_surname(match, scene_.profile) && !record.record.is_private() &&
            scene_.subject.name.find(" in ") == std::string::npos &&
            !scene_.beside_subject(record) && !speaks_to(*record.document, match, scene_.names)) {
            return {MentionClass::review, 0.4, {Phrase::short_name, Phrase::alone}};
        }
        return {MentionClass::certain, typo ? 0.9 : 0.95, {what, Phrase::nobody_else}};
    }

    /// Rule 3 where somebody else has the full name, too, and nothing in the record says more for
    /// the subject: what is said beside the name, then who is in the thread.
    Verdict judge_shared(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                         Phrase what) {
        const bool namesake = scene_.profile.reversible && scene_.accounts.has_reversed_namesake();
        const bool told_so = answered_subject(scene_, record) != nullptr; // to the subject's face
        if (cues.other_trade || (cues.other_calling && !told_so)) {
            // Whose trade nobody gave may have this one.
            return scene_.occupation.words.empty()
                       ? Verdict{MentionClass::review, 0.4, {what, Phrase::another_trade}}
                       : Verdict{MentionClass::excluded, 0, {what, Phrase::namesakes_trade}};
        }
        const ThreadView& thread = scene_.threads[record.thread];
        switch (trade_said_next(scene_, record)) {
        case ToldTrade::own:
            return {MentionClass::certain, 0.9, {what, Phrase::own_trade}};
        case ToldTrade::other:
            return {MentionClass::review, 0.4, {what, Phrase::another_trade}};
        case ToldTrade::none:
            break;
        }
        if (cues.picked_out && answered_subject(scene_, record) == nullptr) {
            return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
        }
        // "Ada Finti del forno": one of several, whoever is answered
        const bool placed = is_picked_by_place(*record.document, match, scene_.occupation);
        if (!placed && answered_subject(scene_, record) != nullptr) {
            return {MentionClass::certain, 0.92, {what, Phrase::answers_subject}};
        }
        if (tells_own_age(record, match, scene_.subject)) {
            return {MentionClass::certain, 0.9, {what, Phrase::own_evidence}};
        }
        if (tells_other_age(record, match, scene_.subject)) {
            return {MentionClass::review, 0.3, {what, Phrase::other_age}};
        }
        if (tells_address(record, match)) { // the subject's own is told before
            return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
        }
        if (was_told_by_writer(scene_, record)) {
            return {MentionClass::certain, 0.9, {what, Phrase::subject_in_thread}};
        }
        if (thread.homonym_wrote && !thread.subject_wrote) {
            return namesake ? Verdict{MentionClass::review,
                                      0.4,
                                      {what, Phrase::beside_reversed_namesake}}
                            : of_namesake(thread.homonym_proved, {what, Phrase::namesakes_thread});
        }
        // In a family of one name, who writes elsewhere under a post does not say who is meant
        // here.
        const bool namesake_here =
            thread.homonym_wrote || (namesake && thread.reversed_here) ||
            ((thread.namesake_named || !thread.official.empty()) && !scene_.beside_subject(record));
        if (thread.subject_wrote && !namesake_here && !placed &&
            (!scene_.accounts.namesake_at_home() || scene_.beside_subject(record))) {
            return {MentionClass::certain, 0.9, {what, Phrase::subject_writes_here}};
        }
        return {MentionClass::review, 0.5, {what, Phrase::somebody_else_too}};
    }

    /// What is said to or beside a namesake; asked where only a handle tells their account apart.
    static Verdict of_namesake(bool proved, Reason why) {
        return {proved ? MentionClass::excluded : MentionClass::review, proved ? 0 : 0.3, why};
    }

    /// Rule 5 for what is shorter than a full name.
    Verdict judge_by_thread(const CorpusRecord& record, const NameMatch& match, const Cues& cues) {
        const Phrase what = Phrase::short_name;
        const ThreadView& thread = scene_.threads[record.thread];
        if (cues.other_trade || cues.other_generation) {
            return {MentionClass::excluded, 0, {what, Phrase::other_trade_beside}};
        }
        if (scene_.accounts.namesake_at_home() && !scene_.beside_subject(record)) {
            return {MentionClass::review, 0.4, {what, Phrase::relative_too}};
        }
        if (scene_.has_subject(record) && !thread.homonym_wrote) {
            if (has_rival(thread, match) && answered_subject(scene_, record) == nullptr) {
                return {MentionClass::review, 0.4, {what, Phrase::two_people_here}};
            }
            return {MentionClass::certain, 0.9, {what, Phrase::subject_in_thread}};
        }
        if (cues.own_trade && match.form != NameForm::initials_only) {
            return {MentionClass::certain, 0.9, {what, Phrase::own_trade}};
        }
        if (thread.homonym_wrote && !thread.subject_wrote) {
            return of_namesake(thread.homonym_proved, {what, Phrase::namesakes_thread});
        }
        return {MentionClass::review, 0.4, {what, Phrase::alone}};
    }

    Verdict judge_surname(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                          bool identified) {
        const Phrase what = Phrase::surname;
        const ThreadView& thread = scene_.threads[record.thread];
        // Where no trade of the subject's is known and nobody bears the name, a trade is no proof.
        const bool trade_tells = !scene_.occupation.words.empty() || scene_.accounts.has_homonym();
        if ((cues.other_trade && trade_tells) || cues.other_generation) {
            return {MentionClass::excluded, 0, {what, Phrase::other_trade_or_generation}};
        }
        if (identified || cues.own_trade || cues.own_generation) {
            return {MentionClass::certain, 0.92, {what, Phrase::own_evidence}};
        }
        const CorpusRecord* parent = scene_.parent_of(record);
        if (answered_subject(scene_, record) != nullptr) {
            return {MentionClass::certain, 0.93, {what, Phrase::answers_subject}};
        }
        if ((cues.other_trade && !scene_.has_subject(record)) ||
            (cues.other_calling && (trade_tells || cues.touching_trade))) {
            return {MentionClass::review, 0.4, {what, Phrase::another_trade}};
        }
        if (trade_tells && explains_trade(*record.document, match, scene_.occupation)) {
            return {MentionClass::review, 0.4, {what, Phrase::another_trade}};
        }
        if (is_from_elsewhere(scene_, record, match)) {
            return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
        }
        if (is_small_ordinary(scene_, record, match)) {
            return {MentionClass::review, 0.3, {what, Phrase::ordinary_too}};
        }
        if (may_be_of_old(scene_, record, match, cues, identified) ||
            may_be_its_place(scene_, record, match)) {
            return {MentionClass::review, 0.3, {what, Phrase::place_too}};
        }
        // A relative of the same name, or a surname that is hardly one: the thread alone cannot
        // tell.
        if (scene_.accounts.namesake_at_home() && !thread.subject_wrote) {
            return {MentionClass::review, 0.4, {what, Phrase::relative_too}};
        }
        if (match.parts.front().size() <= 3 && !thread.subject_wrote) {
            return {MentionClass::review, 0.4, {what, Phrase::too_short}};
        }
        const bool told = (thread.namesake_named && trade_tells) ||
                          (!thread.official.empty() && scene_.accounts.has_homonym());
        const bool namesake_told = told && !scene_.beside_subject(record);
        // Who answers the very record is meant, whatever else bears the surname there.
        const bool rival =
            thread.homonym_wrote || namesake_told ||
            (is_rivalled(scene_, record, match) && !is_answered_by_subject(scene_, record)) ||
            may_be_thing_here(scene_, record, match);
        // Under a post all answer it, whatever they speak of.
        if (parent != nullptr && !parent->record.reply_to && names_fully(*parent) &&
            may_be_byword(scene_, record, match)) {
            return {MentionClass::review, 0.3, {what, Phrase::ordinary_too}};
        }
        if (parent != nullptr && names_fully(*parent)) {
            return has_rival(thread, match, scene_.position(record)) && !parent->record.reply_to
                       ? Verdict{MentionClass::review, 0.4, {what, Phrase::two_people_here}}
                       : Verdict{MentionClass::certain, 0.9, {what, Phrase::answers_full_name}};
        }
        if (scene_.profile.reversible && scene_.accounts.has_reversed_namesake() &&
            (thread.reversed_here || !scene_.has_subject(record))) {
            return {MentionClass::review, 0.4, {what, Phrase::somebodys_first_name}};
        }
        if (answers_identifier(scene_, record) || is_named_in_branch(scene_, record, match)) {
            return {MentionClass::certain, 0.9, {what, Phrase::subject_in_thread}};
        }
        if (parent != nullptr && rival && shares_name(scene_, *parent, match.parts.front())) {
            return of_namesake(!is_unproved(scene_, *parent), {what, Phrase::answers_namesake});
        }
        // Both surnames are hardly anybody else's: the person may come into the thread later.
        const bool both = match.parts.size() > 1 && match.parts.front() != match.parts.back();
        const bool here = scene_.has_subject(record) || answered_next(scene_, record) ||
                          (both && (thread.subject_wrote || thread.subject_named));
        if (here && may_be_byword(scene_, record, match)) {
            return {MentionClass::review, 0.3, {what, Phrase::ordinary_too}};
        }
        if (here && is_in_opening_post(scene_, record, match)) {
            return {MentionClass::review, 0.4, {what, Phrase::alone}};
        }
        if (here && !rival && !is_second_alone(scene_, record, match)) {
            return {MentionClass::certain, 0.9, {what, Phrase::subject_in_thread}};
        }
        if (rival && !thread.subject_wrote && !thread.subject_named) {
            return {MentionClass::excluded, 0, {what, Phrase::thread_of_namesake}};
        }
        return {MentionClass::review, 0.4, {what, Phrase::alone}};
    }

    /// The record surely names the subject in full.
    bool names_fully(const CorpusRecord& record) {
        const auto& matches = scene_.names_in(record);
        return std::any_of(matches.begin(), matches.end(), [&](const NameMatch& match) {
            return (match.form == NameForm::full || match.form == NameForm::full_typo) &&
                   decide(record, match, false).decision == MentionClass::certain;
        });
    }

    /// `la signora Finti della reception`: the surname, with the subject's trade beside it.
    bool names_by_trade(const CorpusRecord& record) {
        const auto& matches = scene_.names_in(record);
        return std::any_of(matches.begin(), matches.end(), [&](const NameMatch& match) {
            return match.form == NameForm::surname &&
                   cues_of(*record.document, scene_.text_cues_in(record), match, scene_.subject,
                           scene_.occupation, scene_.profile)
                       .own_trade &&
                   decide(record, match, false).decision == MentionClass::certain;
        });
    }

    Verdict judge_first_name(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                             bool identified) {
        const bool nickname = match.form == NameForm::nickname;
        const Phrase what = nickname ? Phrase::nickname : Phrase::first_name;
        const ThreadView& thread = scene_.threads[record.thread];
        if ((cues.other_trade || cues.other_generation) &&
            !is_called_in_answer(scene_, record, match)) {
            return {MentionClass::excluded, 0, {what, Phrase::other_trade_or_generation}};
        }
        if (cues.undecided || cues.doubted) {
            return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
        }
        const std::string& letters = match.parts.front();
        const CorpusRecord* parent = scene_.parent_of(record);
        // "NOME: Ada", in a record that gives the subject's number
        if (identified && match.capitalised && !match.loose && !nickname &&
            is_labelled(*record.document, match)) {
            return {MentionClass::certain, 0.92, {what, Phrase::own_evidence}};
        }
        if (nickname && asked_about(*record.document) == letters && is_answered_fully(record)) {
            return {MentionClass::certain, 0.9, {what, Phrase::answers_full_name}};
        }
        if (has_given_title(scene_, record, match)) {
            return {MentionClass::certain, 0.88, {what, Phrase::own_evidence}};
        }
        if (is_relative(scene_, record) && match.capitalised) {
            return {MentionClass::certain, 0.9, {what, Phrase::from_relative}};
        }
        // Two of one name in the thread: even an answer may mean both.
        if (parent != nullptr && scene_.accounts.namesake_at_home() && thread.homonym_wrote &&
            thread.subject_wrote && speaks_to_several(*record.document)) {
            return {MentionClass::review, 0.4, {what, Phrase::two_people_here}};
        }
        if (answered_subject(scene_, record) != nullptr) {
            return {MentionClass::certain, 0.92, {what, Phrase::answers_subject}};
        }
        if (cues.other_calling && !scene_.occupation.words.empty()) {
            return {MentionClass::review, 0.4, {what, Phrase::another_trade}};
        }
        if (scene_.profile.reversible && scene_.accounts.has_reversed_namesake() &&
            (thread.reversed_here || !scene_.has_subject(record)) &&
            !(cues.own_trade && scene_.has_subject(record))) {
            return {MentionClass::review, 0.4, {what, Phrase::somebodys_surname}};
        }
        // "bruno, ada, ada e bruno": both halves apart, where each may be either name.
        if (scene_.profile.reversible && scene_.accounts.has_reversed_namesake() &&
            has_halves(scene_, record)) {
            return {MentionClass::review, 0.4, {what, Phrase::somebodys_surname}};
        }
        if (is_picked_by_place(*record.document, match, scene_.occupation)) {
            return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
        }
        if (is_called_in_branch(scene_, record, match)) {
            return {MentionClass::certain, 0.88, {what, Phrase::answers_subject}};
        }
        if (parent != nullptr && match.form == NameForm::given && names_by_trade(*parent)) {
            return {MentionClass::certain, 0.88, {what, Phrase::subject_in_thread}};
        }
        if (thread.figures.contains(letters) &&
            !(match.first_token == 0 && speaks_to(*record.document, match, scene_.names))) {
            return {MentionClass::review, 0.3, {what, Phrase::two_people_here}};
        }
        const auto animal = thread.animals.find(letters);
        if (animal != thread.animals.end() && animal->second <= scene_.position(record) &&
            !acts_as_person(*record.document, match.end_token)) {
            return {MentionClass::review, 0.3, {Phrase::name_of_thing}};
        }
        // "la zia Ada", of who writes to the office: no neighbour's byname.
        if (record.record.is_private() && is_called_kin(*record.document, match) &&
            !thread.subject_wrote) {
            return {MentionClass::review, 0.3, {Phrase::writers_kin}};
        }
        if (cues.own_trade && scene_.has_subject(record) && !nickname &&
            !is_one_of_many(*record.document, match)) {
            return {MentionClass::certain, 0.88, {what, Phrase::own_trade}};
        }
        const bool rival = has_rival(thread, match);
        if (parent != nullptr && names_fully(*parent)) {
            return match.loose || (has_rival(thread, match, scene_.position(record)) &&
                                   !parent->record.reply_to)
                       ? Verdict{MentionClass::review, 0.4, {what, Phrase::two_people_here}}
                       : Verdict{MentionClass::certain, 0.9, {what, Phrase::answers_full_name}};
        }
        if (parent != nullptr && shares_name(scene_, *parent, letters)) {
            if (scene_.accounts.of(*parent) == Attribution::unknown) {
                return {MentionClass::review, 0.4, {what, Phrase::somebody_else_too}};
            }
            return of_namesake(!is_unproved(scene_, *parent), {what, Phrase::answers_namesake});
        }
        const bool here = scene_.has_subject(record);
        // A nickname is a word of its own: written small it needs the subject to be spoken to.
        const bool faint =
            match.loose || (nickname && !match.capitalised) || may_be_byword(scene_, record, match);
        if (here && !rival && is_in_opening_post(scene_, record, match)) {
            return {MentionClass::review, 0.4, {what, Phrase::alone}};
        }
        if (here && !rival && !faint) {
            return {MentionClass::certain, 0.88, {what, Phrase::subject_in_thread}};
        }
        if (rival || (here && faint)) {
            // Somebody else is only named, or the subject comes into it later: nobody can say.
            const bool open = here || thread.subject_wrote || thread.subject_named ||
                              !thread.other_names.contains(letters);
            return open ? Verdict{MentionClass::review,
                                  0.4,
                                  {what, rival ? Phrase::two_people_here : Phrase::ordinary_too}}
                        : Verdict{MentionClass::excluded, 0, {what, Phrase::of_somebody_here}};
        }
        if (match.loose) {
            return {MentionClass::excluded, 0, {what, Phrase::small_and_far}};
        }
        if (!match.capitalised && !nickname) {
            return {MentionClass::excluded, 0, {what, Phrase::small_and_far}};
        }
        return {MentionClass::review, 0.3, {what, Phrase::alone}};
    }

    Scene& scene_;
};

} // namespace

Verdict judge(Scene& scene, const CorpusRecord& record, const NameMatch& match, bool identified) {
    return Judge{scene}.decide(record, match, identified);
}

} // namespace oblio::subject
