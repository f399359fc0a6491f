// lib/src/subject/gather.cpp: asks the index with every form, opens what answers and the threads
// around it, and says whose the accounts are.
#include "subject/introductions.hpp"
#include "subject/scene.hpp"
#include "subject/terms.hpp"

#include "oblio/detect/scanner.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace oblio::subject {
namespace {

/// Initials, or a nickname that the archive declares, are a name where at most so many records have
/// them; where more do, they are looked at as bare first names are.
constexpr std::size_t few_initials = 200;

/// Bare first names are looked at in at most so many records outside the subject's own threads,
/// more than a person wants to be asked about; how many were left out is said.
constexpr std::size_t looked_at = 100;

/// A word one letter off the surname is opened without more where so many records have it; where
/// more do, it is somebody else's name, and only those that have a first name as well are opened.
constexpr std::size_t few_slips = 20;
constexpr std::size_t shortest_half = 3; ///< of a first name written in two: "Gian Marco"

class Gatherer {
public:
    explicit Gatherer(Scene& scene) : scene_{scene} {}

    Result<void> run() {
        for (const auto step : {&Gatherer::collect, &Gatherer::settle_accounts, &Gatherer::learn,
                                &Gatherer::settle_threads, &Gatherer::add_bare_first_names}) {
            if (auto done = (this->*step)(); !done) {
                return done;
            }
        }
        return {};
    }

private:
    Result<void> probe(IndexKind kind, const std::string& value, std::set<RecordRow>& rows) {
        const auto hits = scene_.corpus.hits(kind, value);
        if (!hits) {
            return hits.error();
        }
        rows.insert(hits->begin(), hits->end());
        return {};
    }

    /// Rows that answer to a surname in any form, an identifier, a handle or a nickname.
    Result<void> collect() {
        std::set<RecordRow> rows;
        std::vector<std::pair<IndexKind, std::string>> probes;
        for (const auto& [type, value] : scene_.identifiers.values) {
            probes.emplace_back(identifier_kind(type), value);
        }
        for (const std::string& digits : scene_.identifiers.phone_digits) {
            probes.emplace_back(IndexKind::free, digits_value(digits));
        }
        for (const std::string& code : scene_.identifiers.codes) {
            probes.emplace_back(IndexKind::free, code_value(code));
        }
        if (scene_.identifiers.birth_date) {
            probes.emplace_back(IndexKind::free, date_value(*scene_.identifiers.birth_date));
        }
        if (!scene_.identifiers.street.empty()) {
            probes.emplace_back(IndexKind::free, street_value(scene_.identifiers.street.back(),
                                                              scene_.identifiers.civic));
        }
        for (const SubjectHandle& handle : scene_.identifiers.handles) {
            probes.emplace_back(IndexKind::handle, handle.handle);
            probes.emplace_back(IndexKind::name_token, handle.handle);
            if (handle.platform) {
                probes.emplace_back(IndexKind::account_id,
                                    account_value(*handle.platform, handle.handle));
            }
        }
        const NameTokens tokens = name_tokens(scene_.subject, scene_.profile);
        for (const std::string& token : tokens.sure) {
            if (token.ends_with('.')) {
                if (auto done = probe_initials(token, rows); !done) {
                    return done;
                }
                continue;
            }
            probes.emplace_back(IndexKind::name_token, token);
            probes.emplace_back(IndexKind::account_token, token);
        }
        for (const auto& [kind, value] : probes) {
            if (auto done = probe(kind, value, rows); !done) {
                return done;
            }
        }
        for (const std::string& slip : tokens.slips) {
            for (const IndexKind kind : {IndexKind::name_token, IndexKind::account_token}) {
                if (auto done = probe_slip(kind, slip, rows); !done) {
                    return done;
                }
            }
        }
        // Accounts that show no surname: "Lino", "MT".
        for (const auto* list : {&scene_.profile.given, &scene_.profile.diminutives}) {
            for (const std::string& token : *list) {
                const auto named =
                    scene_.corpus.hits(IndexKind::account_token, token, few_initials + 1);
                if (!named) {
                    return named.error();
                }
                if (named->size() <= few_initials) {
                    rows.insert(named->begin(), named->end());
                }
            }
        }
        for (const RecordRow row : rows) {
            if (auto added = add_row(row); !added) {
                return added;
            }
        }
        return {};
    }

    Result<void> probe_slip(IndexKind kind, const std::string& slip, std::set<RecordRow>& rows) {
        const auto few = scene_.corpus.hits(kind, slip, few_slips + 1);
        if (!few) {
            return few.error();
        }
        if (few->size() <= few_slips) {
            rows.insert(few->begin(), few->end());
            return {};
        }
        const auto all = scene_.corpus.hits(kind, slip);
        if (!all) {
            return all.error();
        }
        if (auto done = find_given_rows(kind); !done) {
            return done;
        }
        const std::vector<RecordRow>& given = given_rows_.at(kind);
        std::set_intersection(all->begin(), all->end(), given.begin(), given.end(),
                              std::inserter(rows, rows.end()));
        return {};
    }

    /// The records in which a first name of the subject stands, in one word or in two: in a text,
    /// or in a display name, as the slip does; one of each is no name.
    Result<void> find_given_rows(IndexKind kind) {
        if (given_rows_.contains(kind)) {
            return {};
        }
        std::vector<RecordRow> found;
        for (const std::string& name : scene_.profile.given) {
            auto whole = scene_.corpus.hits(kind, name);
            if (!whole) {
                return whole.error();
            }
            found.insert(found.end(), whole->begin(), whole->end());
            for (std::size_t cut = shortest_half; cut + shortest_half <= name.size(); ++cut) {
                const auto first = scene_.corpus.hits(kind, name.substr(0, cut));
                const auto second =
                    first && !first->empty() ? scene_.corpus.hits(kind, name.substr(cut)) : first;
                if (!second) {
                    return second.error();
                }
                std::set_intersection(first->begin(), first->end(), second->begin(), second->end(),
                                      std::back_inserter(found));
            }
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        given_rows_.emplace(kind, std::move(found));
        return {};
    }

    /// `P.S.` may be everywhere, and outside the subject's threads it is asked at most.
    Result<void> probe_initials(const std::string& initials, std::set<RecordRow>& rows) {
        const auto found = scene_.corpus.hits(IndexKind::name_token, initials, few_initials + 1);
        if (!found) {
            return found.error();
        }
        if (found->size() <= few_initials) {
            rows.insert(found->begin(), found->end());
        } else {
            crowded_.push_back(initials);
        }
        return {};
    }

    Result<void> add_row(RecordRow row) {
        if (!scene_.rows.insert(row).second) {
            return {};
        }
        const auto record = scene_.corpus.get(row);
        if (!record) {
            return record.error();
        }
        scene_.accounts.add(**record);
        return {};
    }

    /// Opens everything that the accounts in question wrote, and says whose they are.
    Result<void> settle_accounts() {
        std::set<RecordRow> written;
        for (const auto& [key, view] : scene_.accounts.all()) {
            if (!scene_.profile.compatible(view.name_words) && !view.full_name &&
                !has_handle(view)) {
                continue;
            }
            if (auto done = rows_of(view, written); !done) {
                return done;
            }
        }
        for (const RecordRow row : written) {
            if (auto added = add_row(row); !added) {
                return added;
            }
        }
        if (auto done = scene_.accounts.attribute(scene_.corpus); !done) {
            return done;
        }
        return follow_own_accounts();
    }

    /// What accounts wrote that only a record showed to be the subject's, and where they are tagged
    /// by a handle that nobody gave.
    Result<void> follow_own_accounts() {
        std::set<RecordRow> rows;
        for (const auto& [key, view] : scene_.accounts.all()) {
            if (view.attribution != Attribution::mine) {
                continue;
            }
            if (auto done = rows_of(view, rows); !done) {
                return done;
            }
            if (view.account.handle) {
                const std::string handle = handle_value(*view.account.handle);
                auto done = probe(identifier_kind(FindingType::handle),
                                  Scanner::canonical(FindingType::handle, "@" + handle), rows);
                if (done) {
                    done = probe(IndexKind::handle, handle, rows);
                }
                if (!done) {
                    return done;
                }
            }
        }
        if (std::includes(scene_.rows.begin(), scene_.rows.end(), rows.begin(), rows.end())) {
            return {};
        }
        for (const RecordRow row : rows) {
            if (auto added = add_row(row); !added) {
                return added;
            }
        }
        return scene_.accounts.attribute(scene_.corpus);
    }

    bool has_handle(const AccountView& view) const {
        return std::any_of(scene_.identifiers.handles.begin(), scene_.identifiers.handles.end(),
                           [&view](const SubjectHandle& handle) {
                               return view.account.handle &&
                                      letters_of(*view.account.handle) == letters_of(handle.handle);
                           });
    }

    Result<void> rows_of(const AccountView& view, std::set<RecordRow>& rows) {
        if (view.account.id) {
            return probe(IndexKind::account_id, account_value(view.platform, *view.account.id),
                         rows);
        }
        if (view.account.handle) {
            return probe(IndexKind::handle, handle_value(*view.account.handle), rows);
        }
        if (view.account.name) {
            return probe(IndexKind::display_name, display_name_value(*view.account.name), rows);
        }
        return {};
    }

    /// Nicknames that the archive itself declares, and short forms the subject shows as a name.
    Result<void> learn() {
        std::set<std::string> learned;
        std::set<std::string> long_forms;
        for (const RecordRow row : scene_.rows) {
            const auto record = scene_.corpus.get(row);
            if (!record) {
                return record.error();
            }
            if (scene_.accounts.of(**record) == Attribution::mine) {
                if (auto nickname = own_nickname(*(*record)->document)) {
                    learned.insert(std::move(*nickname));
                }
            }
            for (const NameMatch& match :
                 match_names(*(*record)->document, scene_.profile, scene_.names)) {
                for (std::string& nickname : nicknames_after(*(*record)->document, match)) {
                    learned.insert(std::move(nickname));
                }
                // "Raffaella Fittizia" for a subject who gives her name as Lella.
                const std::string& first = match.parts.front();
                if (match.form == NameForm::short_full &&
                    std::binary_search(scene_.profile.long_forms.begin(),
                                       scene_.profile.long_forms.end(), first) &&
                    !scene_.accounts.is_another_persons_name(match.parts)) {
                    long_forms.insert(first);
                }
                if (match.form == NameForm::full || match.form == NameForm::short_full) {
                    if (auto done = learn_from_question(**record, learned); !done) {
                        return done;
                    }
                }
            }
        }
        for (const std::string& name : long_forms) {
            insert_sorted(scene_.profile.diminutives, name);
        }
        for (const auto& [key, view] : scene_.accounts.all()) {
            if (view.attribution == Attribution::mine) {
                for (const std::string& word : view.name_words) {
                    if (word.size() >= 3 && !scene_.names.is_common_word(word) &&
                        scene_.profile.compatible({word})) {
                        insert_sorted(scene_.profile.diminutives, word);
                    }
                }
            }
        }
        for (const std::string& nickname : learned) {
            if (scene_.names.is_first_name(nickname) && !scene_.profile.compatible({nickname})) {
                insert_sorted(scene_.profile.diminutives, nickname);
            }
            insert_sorted(scene_.profile.nicknames, nickname);
            const auto rows = scene_.corpus.hits(IndexKind::name_token, nickname, few_initials + 1);
            if (!rows) {
                return rows.error();
            }
            if (rows->size() > few_initials) {
                continue; // many are called so: as a bare first name, below
            }
            for (const RecordRow row : *rows) {
                if (auto added = add_row(row); !added) {
                    return added;
                }
            }
        }
        return {};
    }

    /// "chi è il Moro?", answered with the subject's full name.
    Result<void> learn_from_question(const CorpusRecord& record, std::set<std::string>& learned) {
        if (!record.record.reply_to) {
            return {};
        }
        const auto rows = scene_.corpus.thread_rows(record.thread);
        if (!rows) {
            return rows.error();
        }
        for (const RecordRow row : *rows) {
            const auto other = scene_.corpus.get(row);
            if (!other) {
                return other.error();
            }
            if ((*other)->record.id == *record.record.reply_to) {
                if (auto nickname = asked_about(*(*other)->document)) {
                    learned.insert(std::move(*nickname));
                }
            }
        }
        return {};
    }

    static void insert_sorted(std::vector<std::string>& list, const std::string& word) {
        const auto place = std::lower_bound(list.begin(), list.end(), word);
        if (place == list.end() || *place != word) {
            list.insert(place, word);
        }
    }

    /// Opens the threads in which the subject writes or is surely named, and looks who is there.
    Result<void> settle_threads() {
        std::set<std::string> threads;
        for (const RecordRow row : scene_.rows) {
            const auto record = scene_.corpus.get(row);
            if (!record) {
                return record.error();
            }
            threads.insert((*record)->thread);
        }
        for (const std::string& thread : threads) {
            if (auto opened = open_thread(thread); !opened) {
                return opened;
            }
        }
        return look_around();
    }

    /// Opens all of a thread once and takes note of who writes in it.
    Result<void> open_thread(const std::string& thread) {
        const auto [place, fresh] = scene_.threads.try_emplace(thread);
        if (!fresh) {
            return {};
        }
        auto rows = scene_.corpus.thread_rows(thread);
        if (!rows) {
            return rows.error();
        }
        place->second.rows = std::move(*rows);
        for (const RecordRow row : place->second.rows) {
            const auto record = scene_.corpus.get(row);
            if (!record) {
                return record.error();
            }
            scene_.accounts.add(**record);
        }
        return {};
    }

    /// More people are known now, and so who bears which name.
    Result<void> look_around() {
        if (auto done = scene_.accounts.attribute(scene_.corpus); !done) {
            return done;
        }
        for (auto& [thread, view] : scene_.threads) {
            if (auto done = look_into(view); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> look_into(ThreadView& view) {
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
                view.in_office_here = view.in_office_here || claims_office(*record.document);
                scene_.occupation.office_claimed =
                    scene_.occupation.office_claimed || view.in_office_here;
                continue;
            }
            const AccountView* account = scene_.accounts.find(record);
            if (account != nullptr && record.record.author_role != "channel") {
                view.homonym_wrote =
                    view.homonym_wrote || (account->full_name && whose == Attribution::other);
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
        if (excluded == Exclusion::other_person) {
            if (match.form == NameForm::surname) {
                note_bearer(record, match, at, view);
            } else if (!is_joined(record, match) &&
                       (match.form == NameForm::given || match.form == NameForm::diminutive)) {
                view.other_given_bearers.try_emplace(match.parts.front(), at);
            }
            return;
        }
        // "la scuola Fittizi" was named: the surname alone may be the school from here on.
        if (match.form == NameForm::surname &&
            (excluded == Exclusion::place || excluded == Exclusion::firm)) {
            view.other_surname_bearers.try_emplace(match.parts.front(), at);
            return;
        }
        const Cues cues =
            cues_of(*record.document, match, scene_.subject, scene_.occupation, scene_.profile);
        const bool full = match.form == NameForm::full || match.form == NameForm::full_typo ||
                          match.form == NameForm::short_full ||
                          (match.form == NameForm::surname && cues.own_trade);
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
        if (cues.role || cues.other_trade || cues.other_generation) {
            return;
        }
        if (!scene_.accounts.has_homonym() || cues.own_trade || cues.own_generation) {
            view.subject_named = true;
            view.naming.insert(record.row);
        }
    }

    /// First names alone, elsewhere: candidates for review, if there are not too many.
    Result<void> add_bare_first_names() {
        std::vector<RecordRow> rows; // there may be many; each list is sorted, and so are they
        for (const auto* list : {&scene_.profile.given, &scene_.profile.diminutives,
                                 &scene_.profile.nicknames, &crowded_}) {
            for (const std::string& token : *list) {
                if (token.size() < 4) {
                    continue;
                }
                const auto named = scene_.corpus.hits(IndexKind::name_token, token);
                if (!named) {
                    return named.error();
                }
                std::vector<RecordRow> both;
                both.reserve(rows.size() + named->size());
                std::set_union(rows.begin(), rows.end(), named->begin(), named->end(),
                               std::back_inserter(both));
                rows = std::move(both);
            }
        }
        std::vector<RecordRow> fresh;
        std::set_difference(rows.begin(), rows.end(), scene_.rows.begin(), scene_.rows.end(),
                            std::back_inserter(fresh));
        if (fresh.size() > looked_at) {
            scene_.bare_first_names_left_out = fresh.size() - looked_at;
            fresh.resize(looked_at);
        }
        for (const RecordRow row : fresh) {
            if (auto added = add_row(row); !added) {
                return added;
            }
            const auto record = scene_.corpus.get(row);
            if (!record) {
                return record.error();
            }
            if (auto opened = open_thread((*record)->thread); !opened) {
                return opened;
            }
        }
        return look_around();
    }

    Scene& scene_;
    std::vector<std::string> crowded_; ///< initials that stand in too many records
    std::map<IndexKind, std::vector<RecordRow>> given_rows_; ///< find_given_rows(); sorted
};

} // namespace

Result<void> gather(Scene& scene) {
    return Gatherer{scene}.run();
}

} // namespace oblio::subject
