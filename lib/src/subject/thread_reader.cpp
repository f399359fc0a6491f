// lib/src/subject/thread_reader.cpp
#include "subject/thread_reader.hpp"

#include "subject/bare_names.hpp"
#include "subject/introductions.hpp"
#include "subject/offices.hpp"
#include "subject/surroundings.hpp"
#include "subject/things.hpp"

namespace oblio::subject {
namespace {

class ThreadReader {
public:
    explicit ThreadReader(Scene& scene) : scene_{scene} {}

    Result<void> read(ThreadView& view) {
        for (std::size_t at = 0; at < view.rows.size(); ++at) {
            const RecordRow row = view.rows[at];
            const auto opened = scene_.corpus.get(row);
            if (!opened) {
                return opened.error();
            }
            const CorpusRecord& record = **opened;
            const Attribution whose = scene_.accounts.of(record);
            if (whose == Attribution::mine) {
                view.subject_wrote = true;
                view.own.insert(row);
                view.in_office_here = view.in_office_here || claims_office(*record.document) ||
                                      answers_official(view, record);
                scene_.occupation.office_claimed =
                    scene_.occupation.office_claimed || view.in_office_here;
                continue;
            }
            const AccountView* account = scene_.accounts.find(record);
            if (account != nullptr && record.record.author_role != "channel") {
                if ((account->full_name || account->namesake) && whose == Attribution::other) {
                    view.homonym_wrote = true;
                    view.homonym_proved = view.homonym_proved || account->tells_trade;
                }
                note_person(account->name_words, at, view);
                view.reversed_here = view.reversed_here || account->reversed;
            }
            if (!find_identifiers(record, scene_.identifiers).empty()) {
                view.subject_named = true;
                view.naming.insert(row);
            }
            for (const NameMatch& match : scene_.names_in(record)) {
                note_name(record, match, at, view);
                if (introduces(*record.document, match) &&
                    writes_from_elsewhere(*record.document) && record.record.is_private()) {
                    scene_.borrowed.try_emplace(borrowed_key(record),
                                                record.record.created.value_or(""));
                }
            }
        }
        return {};
    }

private:
    /// As Scene::answers_as_official(), where the thread is being read.
    bool answers_official(const ThreadView& view, const CorpusRecord& record) {
        return !view.official.empty() && record.record.reply_to &&
               scene_.answers_as_official(record);
    }

    /// The words of somebody else's name, and the pairs that an initial could stand for.
    static void note_person(const std::vector<std::string>& words, std::size_t at,
                            ThreadView& view) {
        for (const std::string& word : words) {
            view.other_names.try_emplace(word, at);
            for (const std::string& other : words) {
                if (other != word) {
                    view.other_initials.try_emplace(initial_pair(word, other), at);
                }
            }
        }
    }

    /// The first name before a surname that is somebody else's: "Domenica Lorusso".
    static void note_bearer(const CorpusRecord& record, const NameMatch& match, std::size_t at,
                            ThreadView& view) {
        const auto& tokens = record.document->tokens();
        view.other_surname_bearers.try_emplace(match.parts.front(), at);
        for (const std::size_t beside : {match.first_token - 1, match.end_token}) {
            if (beside < tokens.size() && tokens[beside].kind == detect::TokenKind::word) {
                view.other_initials.try_emplace(
                    initial_pair(record.document->text(tokens[beside]), match.parts.front()), at);
            }
        }
    }

    /// A hyphen stands beside the match: it names no other person of that first name.
    static bool is_joined(const CorpusRecord& record, const NameMatch& match) {
        const auto& tokens = record.document->tokens();
        const auto mark = [&](std::size_t at) {
            return at < tokens.size() && tokens[at].kind == detect::TokenKind::mark;
        };
        return mark(match.first_token - 1) ||
               (mark(match.end_token) && !tokens[match.end_token].space_before);
    }

    void note_name(const CorpusRecord& record, const NameMatch& match, std::size_t at,
                   ThreadView& view) {
        const Exclusion excluded =
            exclusion_of(*record.document, match, scene_.profile, scene_.names);
        if (excluded == Exclusion::other_person && is_beside_called(scene_, record, match)) {
            return;
        }
        if (excluded == Exclusion::other_person) {
            if (match.form == NameForm::surname) {
                note_bearer(record, match, at, view);
            } else if (!is_joined(record, match) &&
                       (match.form == NameForm::given || match.form == NameForm::diminutive)) {
                view.other_given_bearers.try_emplace(match.parts.front(), at);
            }
            return;
        }
        // "Leonardo da Vinci", "Francesco d'Assisi": from here on the first name may be his.
        if (match.form == NameForm::given &&
            (excluded == Exclusion::figure || is_called_from(*record.document, match))) {
            view.figures.try_emplace(match.parts.front(), at);
            return;
        }
        if ((match.parts.size() == 1 || match.form == NameForm::full_typo) &&
            is_animals_name(*record.document, match)) {
            view.animals.try_emplace(match.parts.front(), at);
        }
        // "la scuola Fittizi" was named: the surname alone may be the school from here on.
        if (match.form == NameForm::surname &&
            (excluded == Exclusion::place || excluded == Exclusion::firm)) {
            view.things_called_so.try_emplace(match.parts.front(), at);
            return;
        }
        const Cues cues = cues_of(*record.document, scene_.text_cues_in(record), match,
                                  scene_.subject, scene_.occupation, scene_.profile);
        const bool full = match.form == NameForm::full || match.form == NameForm::full_typo ||
                          match.form == NameForm::short_full ||
                          (match.form == NameForm::surname && cues.own_trade);
        view.place_named = view.place_named || (at == 0 && match.form == NameForm::full &&
                                                excluded == Exclusion::place);
        // "al vigile Fittizi", where somebody of the whole name is known to be another.
        const bool titled = match.form == NameForm::surname && excluded == Exclusion::none &&
                            cues.other_trade && !cues.own_trade &&
                            !scene_.occupation.words.empty() && scene_.accounts.has_homonym();
        view.namesake_named = view.namesake_named || titled ||
                              (match.form == NameForm::full && excluded == Exclusion::none &&
                               !cues.own_trade && (cues.other_trade || cues.other_calling));
        const bool turned =
            match.reversed && scene_.profile.reversible && scene_.accounts.has_reversed_namesake();
        view.reversed_here = view.reversed_here || (full && turned);
        if (full && scene_.accounts.is_another_persons_name(match.parts)) {
            for (const std::string& part : match.parts) {
                view.other_given_bearers.try_emplace(part, at);
                view.other_surname_bearers.try_emplace(part, at);
            }
            note_person(match.parts, at, view);
            return;
        }
        if (!full || turned || excluded != Exclusion::none ||
            scene_.accounts.of(record) == Attribution::other) {
            return;
        }
        if (cues.role) {
            view.official.insert(record.row);
        }
        if (cues.role || cues.other_trade || cues.other_generation ||
            (cues.other_calling && scene_.accounts.has_homonym())) {
            return;
        }
        if (!scene_.accounts.has_homonym() || cues.own_trade || cues.own_generation) {
            view.subject_named = true;
            view.naming.insert(record.row);
        }
    }

    Scene& scene_;
};

} // namespace

Result<void> read_thread(Scene& scene, ThreadView& view) {
    return ThreadReader{scene}.read(view);
}

} // namespace oblio::subject
