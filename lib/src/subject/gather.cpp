// lib/src/subject/gather.cpp: asks the index with every form, opens what answers and the threads
// around it, and says whose the accounts are.
#include "subject/introductions.hpp"
#include "subject/offices.hpp"
#include "subject/scene.hpp"
#include "subject/terms.hpp"
#include "subject/thread_reader.hpp"

#include "oblio/detect/scanner.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace oblio::subject {
namespace {

/// Initials, a nickname that the archive declares, or a first name alone as an account's name are
/// the name of one person where at most so many records have them; where more do, they are looked
/// at as bare first names are.
constexpr std::size_t few_bearers = 200;

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

    /// Takes in the rows of a term if there are at most `few`; false if there are more.
    Result<bool> probe_few(IndexKind kind, const std::string& value, std::size_t few,
                           std::set<RecordRow>& rows) {
        const auto hits = scene_.corpus.hits(kind, value, few + 1);
        if (!hits) {
            return hits.error();
        }
        if (hits->size() > few) {
            return false;
        }
        rows.insert(hits->begin(), hits->end());
        return true;
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
            if (const std::string letters = letters_of(handle.handle);
                letters.size() >= joined_handle_length) {
                probes.emplace_back(IndexKind::name_token, letters);
            }
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
        if (auto done = probe_relatives(rows); !done) {
            return done;
        }
        // Accounts that show no surname: "Lino", "MT".
        for (const auto* list : {&scene_.profile.given, &scene_.profile.diminutives}) {
            for (const std::string& token : *list) {
                const auto few = probe_few(IndexKind::account_token, token, few_bearers, rows);
                if (!few) {
                    return few.error();
                }
            }
        }
        return add_rows(rows);
    }

    /// Rows that name a given relative in full: the subject may be "la nonna di Ada Finti".
    Result<void> probe_relatives(std::set<RecordRow>& rows) {
        for (const Relative& relative : scene_.subject.relatives) {
            std::optional<std::vector<RecordRow>> both;
            for (const std::string& word : words_of(relative.name)) {
                auto hits = scene_.corpus.hits(IndexKind::name_token, word);
                if (!hits) {
                    return hits.error();
                }
                std::vector<RecordRow> common;
                if (both) {
                    std::set_intersection(both->begin(), both->end(), hits->begin(), hits->end(),
                                          std::back_inserter(common));
                }
                both = both ? std::move(common) : std::move(*hits);
            }
            if (both && both->size() <= few_bearers) {
                rows.insert(both->begin(), both->end());
            }
        }
        return {};
    }

    Result<void> probe_slip(IndexKind kind, const std::string& slip, std::set<RecordRow>& rows) {
        const auto few = probe_few(kind, slip, few_slips, rows);
        if (!few) {
            return few.error();
        }
        if (*few) {
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
        const auto few = probe_few(IndexKind::name_token, initials, few_bearers, rows);
        if (!few) {
            return few.error();
        }
        if (!*few) {
            crowded_.push_back(initials);
        }
        return {};
    }

    Result<void> add_rows(const std::set<RecordRow>& rows) {
        for (const RecordRow row : rows) {
            if (auto added = add_row(row); !added) {
                return added;
            }
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

    /// To whom the office itself gives another trade than the subject's is somebody else of the
    /// name; so is an official, where who answers says to be another. An official alone may be the
    /// subject, of whom the file does not say it.
    Result<void> find_told_namesakes() {
        if (!scene_.occupation.roles.empty()) {
            return {};
        }
        for (const RecordRow row : scene_.rows) {
            const auto record = scene_.corpus.get(row);
            if (!record) {
                return record.error();
            }
            const auto told = tells_another(**record);
            if (!told) {
                return told.error();
            }
            if (*told) {
                scene_.accounts.note_told_namesake();
                return {};
            }
        }
        return {};
    }

    /// `la cantante Ada Fittizia`, by the office; `l'assessore Ada Fittizia`, and an answer denies
    /// it.
    Result<bool> tells_another(const CorpusRecord& record) {
        for (const NameMatch& match : match_names(*record.document, scene_.profile, scene_.names)) {
            if (match.form != NameForm::full ||
                exclusion_of(*record.document, match, scene_.profile, scene_.names) !=
                    Exclusion::none) {
                continue;
            }
            const Cues cues = cues_of(*record.document, scene_.text_cues_in(record), match,
                                      scene_.subject, scene_.occupation, scene_.profile);
            if (cues.other_trade && !cues.own_trade && !scene_.occupation.words.empty() &&
                record.record.author_role == "channel") {
                return true;
            }
            if (cues.role) {
                return is_denied_in_answer(record);
            }
        }
        return false;
    }

    /// An account of the full name answers `non sono io`, `è un omonimo`.
    Result<bool> is_denied_in_answer(const CorpusRecord& record) {
        const auto rows = scene_.corpus.thread_rows(record.thread);
        if (!rows) {
            return rows.error();
        }
        for (const RecordRow row : *rows) {
            const auto other = scene_.corpus.get(row);
            if (!other) {
                return other.error();
            }
            const AccountView* account = scene_.accounts.find(**other);
            if ((*other)->record.reply_to == record.record.id && account != nullptr &&
                account->full_name && denies_office(*(*other)->document)) {
                return true;
            }
        }
        return false;
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
        if (auto added = add_rows(written); !added) {
            return added;
        }
        if (auto done = find_told_namesakes(); !done) {
            return done;
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
        if (auto added = add_rows(rows); !added) {
            return added;
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
        std::set<RecordRow> called; // by a learned name
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
            // Where many are called so: as a bare first name, below.
            const auto few = probe_few(IndexKind::name_token, nickname, few_bearers, called);
            if (!few) {
                return few.error();
            }
        }
        return add_rows(called);
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
            if (auto done = read_thread(scene_, view); !done) {
                return done;
            }
        }
        return {};
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
