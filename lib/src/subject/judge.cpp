// lib/src/subject/judge.cpp: rules 3, 4, 5 and 8: first what cannot be the subject (places, firms,
// officials), then by form of the name, from the full name to the first name alone.
#include "subject/judge.hpp"

#include <algorithm>
#include <optional>

namespace oblio::subject {
namespace {

class Judge {
public:
    explicit Judge(Scene& scene) : scene_{scene} {}

    Verdict decide(const CorpusRecord& record, const NameMatch& match, bool identified) {
        switch (exclusion_of(*record.document, match, scene_.profile, scene_.names)) {
        case Exclusion::place:
            return {MentionClass::excluded, 0, {Phrase::place}};
        case Exclusion::firm:
            return {MentionClass::excluded, 0, {Phrase::firm}};
        case Exclusion::other_person:
            return {MentionClass::excluded, 0, {Phrase::part_of_other_name}};
        case Exclusion::common_word:
            return {MentionClass::excluded, 0, {Phrase::ordinary_word}};
        case Exclusion::none:
            break;
        }
        const Cues cues =
            cues_of(*record.document, match, scene_.subject, scene_.occupation, scene_.profile);
        if (auto office = judge_office(record, cues)) {
            return *office;
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
            return judge_by_thread(record, match, cues);
        case NameForm::surname:
            return judge_surname(record, match, cues, identified);
        case NameForm::given:
        case NameForm::diminutive:
        case NameForm::nickname:
            return judge_first_name(record, match, cues);
        }
        return {MentionClass::review, 0.5, {Phrase::short_name, Phrase::alone}};
    }

private:
    /// Rule 8.
    std::optional<Verdict> judge_office(const CorpusRecord& record, const Cues& cues) const {
        if (cues.own_trade && !cues.role && !scene_.in_office(record)) {
            return std::nullopt;
        }
        if (scene_.occupation.roles.empty() && !scene_.occupation.office_claimed) {
            if (cues.role) {
                return Verdict{MentionClass::excluded, 0, {Phrase::official_in_role}};
            }
            return std::nullopt;
        }
        if (scene_.in_office(record)) {
            return Verdict{MentionClass::review, 0.5, {Phrase::while_in_office}};
        }
        if (!record.record.is_private() && (cues.role || names_office(*record.document))) {
            return Verdict{MentionClass::review, 0.5, {Phrase::speaks_of_office}};
        }
        if (record.record.is_private() && names_office(*record.document)) {
            return Verdict{MentionClass::review, 0.5, {Phrase::speaks_of_office}};
        }
        return std::nullopt;
    }

    /// Rules 3 and 4.
    Verdict judge_full(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                       bool identified) {
        if (scene_.accounts.is_another_persons_name(match.parts)) {
            return {MentionClass::excluded, 0, {Phrase::other_persons_name}};
        }
        const bool namesake = scene_.profile.reversible && scene_.accounts.has_reversed_namesake();
        if (namesake && match.reversed) {
            return {scene_.threads[record.thread].subject_wrote ? MentionClass::review
                                                                : MentionClass::excluded,
                    0.3,
                    {Phrase::reversed_namesake}};
        }
        const bool typo = match.form == NameForm::full_typo;
        const Phrase what = typo ? Phrase::full_name_with_typo : Phrase::full_name;
        if (cues.other_generation) {
            return {MentionClass::excluded, 0, {what, Phrase::other_generation}};
        }
        if (cues.own_trade || cues.own_generation || identified) {
            return {MentionClass::certain, 0.97, {what, Phrase::own_evidence}};
        }
        if (!scene_.accounts.has_homonym() && !namesake) {
            if (cues.other_trade && !scene_.occupation.words.empty()) {
                return {MentionClass::review, 0.5, {what, Phrase::another_trade}};
            }
            return {MentionClass::certain, typo ? 0.9 : 0.95, {what, Phrase::nobody_else}};
        }
        if (cues.other_trade) {
            return {MentionClass::excluded, 0, {what, Phrase::namesakes_trade}};
        }
        const ThreadView& thread = scene_.threads[record.thread];
        const CorpusRecord* parent = scene_.parent_of(record);
        if (parent != nullptr && scene_.accounts.of(*parent) == Attribution::mine) {
            return {MentionClass::certain, 0.92, {what, Phrase::answers_subject}};
        }
        if (thread.homonym_wrote && !thread.subject_wrote) {
            return namesake ? Verdict{MentionClass::review,
                                      0.4,
                                      {what, Phrase::beside_reversed_namesake}}
                            : Verdict{MentionClass::excluded, 0, {what, Phrase::namesakes_thread}};
        }
        if (thread.subject_wrote && !thread.homonym_wrote) {
            return {MentionClass::certain, 0.9, {what, Phrase::subject_writes_here}};
        }
        return {MentionClass::review, 0.5, {what, Phrase::somebody_else_too}};
    }

    /// Rule 5 for what is shorter than a full name.
    Verdict judge_by_thread(const CorpusRecord& record, const NameMatch& match, const Cues& cues) {
        const Phrase what = Phrase::short_name;
        const ThreadView& thread = scene_.threads[record.thread];
        if (cues.other_trade || cues.other_generation) {
            return {MentionClass::excluded, 0, {what, Phrase::other_trade_beside}};
        }
        if ((thread.subject_wrote || thread.subject_named) && !thread.homonym_wrote) {
            return {MentionClass::certain, 0.9, {what, Phrase::subject_in_thread}};
        }
        if (cues.own_trade && match.form != NameForm::initials_only) {
            return {MentionClass::certain, 0.9, {what, Phrase::own_trade}};
        }
        if (thread.homonym_wrote && !thread.subject_wrote) {
            return {MentionClass::excluded, 0, {what, Phrase::namesakes_thread}};
        }
        return {MentionClass::review, 0.4, {what, Phrase::alone}};
    }

    Verdict judge_surname(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                          bool identified) {
        const Phrase what = Phrase::surname;
        const ThreadView& thread = scene_.threads[record.thread];
        if (cues.other_trade || cues.other_generation) {
            return {MentionClass::excluded, 0, {what, Phrase::other_trade_or_generation}};
        }
        if (identified || cues.own_trade) {
            return {MentionClass::certain, 0.92, {what, Phrase::own_evidence}};
        }
        const CorpusRecord* parent = scene_.parent_of(record);
        if (parent != nullptr && scene_.accounts.of(*parent) == Attribution::mine) {
            return {MentionClass::certain, 0.93, {what, Phrase::answers_subject}};
        }
        // A relative of the same name, or a surname that is hardly one: the thread alone cannot
        // tell.
        if (scene_.accounts.namesake_at_home() && !thread.subject_wrote) {
            return {MentionClass::review, 0.4, {what, Phrase::relative_too}};
        }
        if (match.parts.front().size() <= 3 && !thread.subject_wrote) {
            return {MentionClass::review, 0.4, {what, Phrase::too_short}};
        }
        if (parent != nullptr && names_fully(*parent)) {
            return {MentionClass::certain, 0.9, {what, Phrase::answers_full_name}};
        }
        if (scene_.profile.reversible && scene_.accounts.has_reversed_namesake()) {
            return {MentionClass::review, 0.4, {what, Phrase::somebodys_first_name}};
        }
        const bool rival = thread.homonym_wrote ||
                           thread.other_surname_bearers.contains(match.parts.front()) ||
                           thread.other_names.contains(match.parts.front());
        if (parent != nullptr && rival && shares_name(*parent, match.parts.front())) {
            return {MentionClass::excluded, 0, {what, Phrase::answers_namesake}};
        }
        if ((thread.subject_wrote || thread.subject_named) && !rival) {
            return {MentionClass::certain, 0.9, {what, Phrase::subject_in_thread}};
        }
        if (rival && !thread.subject_wrote && !thread.subject_named) {
            return {MentionClass::excluded, 0, {what, Phrase::thread_of_namesake}};
        }
        return {MentionClass::review, 0.4, {what, Phrase::alone}};
    }

    /// The record surely names the subject in full.
    bool names_fully(const CorpusRecord& record) {
        const auto matches = match_names(*record.document, scene_.profile, scene_.names);
        return std::any_of(matches.begin(), matches.end(), [&](const NameMatch& match) {
            return (match.form == NameForm::full || match.form == NameForm::full_typo) &&
                   decide(record, match, false).decision == MentionClass::certain;
        });
    }

    bool shares_name(const CorpusRecord& record, const std::string& letters) const {
        const AccountView* account = scene_.accounts.find(record);
        return account != nullptr && account->account.name &&
               account->attribution != Attribution::mine &&
               letters_of(*account->account.name).find(letters) != std::string::npos;
    }

    Verdict judge_first_name(const CorpusRecord& record, const NameMatch& match, const Cues& cues) {
        const bool nickname = match.form == NameForm::nickname;
        const Phrase what = nickname ? Phrase::nickname : Phrase::first_name;
        const ThreadView& thread = scene_.threads[record.thread];
        if (cues.other_trade || cues.other_generation) {
            return {MentionClass::excluded, 0, {what, Phrase::other_trade_or_generation}};
        }
        const std::string& letters = match.parts.front();
        const CorpusRecord* parent = scene_.parent_of(record);
        if (is_relative(record) && match.capitalised) {
            return {MentionClass::certain, 0.9, {what, Phrase::from_relative}};
        }
        if (parent != nullptr && scene_.accounts.of(*parent) == Attribution::mine) {
            return {MentionClass::certain, 0.92, {what, Phrase::answers_subject}};
        }
        if (scene_.profile.reversible && scene_.accounts.has_reversed_namesake()) {
            return {MentionClass::review, 0.4, {what, Phrase::somebodys_surname}};
        }
        if (parent != nullptr && names_fully(*parent)) {
            return {MentionClass::certain, 0.9, {what, Phrase::answers_full_name}};
        }
        if (parent != nullptr && shares_name(*parent, letters)) {
            return {MentionClass::excluded, 0, {what, Phrase::answers_namesake}};
        }
        const bool rival = thread.other_names.contains(letters);
        if ((thread.subject_wrote || thread.subject_named) && !rival) {
            return {MentionClass::certain, 0.88, {what, Phrase::subject_in_thread}};
        }
        if (rival) {
            return thread.subject_wrote || thread.subject_named
                       ? Verdict{MentionClass::review, 0.4, {what, Phrase::two_people_here}}
                       : Verdict{MentionClass::excluded, 0, {what, Phrase::of_somebody_here}};
        }
        if (!match.capitalised && !nickname) {
            return {MentionClass::excluded, 0, {what, Phrase::small_and_far}};
        }
        return {MentionClass::review, 0.3, {what, Phrase::alone}};
    }

    /// The account bears the name of a relative that the subject file gives.
    bool is_relative(const CorpusRecord& record) const {
        const AccountView* account = scene_.accounts.find(record);
        if (account == nullptr || account->full_name) {
            return false;
        }
        std::vector<std::string> display = account->name_words;
        std::sort(display.begin(), display.end());
        return std::any_of(scene_.subject.relatives.begin(), scene_.subject.relatives.end(),
                           [&display](const Relative& relative) {
                               std::vector<std::string> own = words_of(relative.name);
                               std::sort(own.begin(), own.end());
                               return own == display;
                           });
    }

    Scene& scene_;
};

} // namespace

Verdict judge(Scene& scene, const CorpusRecord& record, const NameMatch& match, bool identified) {
    return Judge{scene}.decide(record, match, identified);
}

} // namespace oblio::subject
