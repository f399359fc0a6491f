// lib/src/subject/tracer.cpp: asks the index with every form, opens what answers and the threads
// around it, and decides record by record. The rules are numbered as in the documentation.
#include "oblio/subject/trace.hpp"

#include "subject/accounts.hpp"
#include "subject/corpus.hpp"
#include "subject/evidence.hpp"
#include "subject/name_match.hpp"
#include "subject/quotes.hpp"
#include "subject/terms.hpp"

#include "oblio/time.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace oblio {

using namespace subject;

struct Tracer::Knowledge {
    std::shared_ptr<const NameLists> lists;
    std::shared_ptr<const CommonWords> common;
    NameKnowledge names;
};

namespace {

/// A bare first name is looked at in at most so many records outside the subject's own threads.
constexpr std::size_t bare_first_names = 200;

std::optional<Date> day_of(const Record& record) {
    const auto instant = record.created ? parse_instant(*record.created) : std::nullopt;
    return instant ? std::optional{rome_date(*instant)} : std::nullopt;
}

/// What is known of one thread.
struct ThreadView {
    std::vector<RecordRow> rows;
    bool subject_wrote = false;
    bool subject_named = false; ///< by a full name or an identifier
    bool homonym_wrote = false;
    std::set<std::string> other_names;           ///< words of the display names of everybody else
    std::set<std::string> other_surname_bearers; ///< words before or after the surname, others'
};

/// One verdict on one match.
struct Verdict {
    MentionClass decision;
    double score;
    std::string why;
};

class Investigation {
public:
    Investigation(Corpus& corpus, const Subject& subject, const NameKnowledge& names)
        : corpus_{corpus}, subject_{subject}, names_{names}, profile_{make_profile(subject, names)},
          identifiers_{identifiers_of(subject)}, occupation_{occupation_of(subject)},
          accounts_{subject_, profile_, identifiers_, occupation_, names_} {}

    Result<Trace> run(const ReviewAnswers& answers) {
        for (const auto step :
             {&Investigation::collect, &Investigation::settle_accounts, &Investigation::learn,
              &Investigation::settle_threads, &Investigation::add_bare_first_names,
              &Investigation::decide_all, &Investigation::add_quotes}) {
            if (auto done = (this->*step)(); !done) {
                return done.error();
            }
        }
        return finish(answers);
    }

private:
    Result<void> probe(IndexKind kind, const std::string& value, std::set<RecordRow>& rows) {
        const auto hits = corpus_.hits(kind, value);
        if (!hits) {
            return hits.error();
        }
        for (const IndexHit& hit : *hits) {
            rows.insert(hit.row);
        }
        return {};
    }

    /// Rows that answer to a surname in any form, an identifier, a handle or a nickname.
    Result<void> collect() {
        std::set<RecordRow> rows;
        std::vector<std::pair<IndexKind, std::string>> probes;
        for (const auto& [type, value] : identifiers_.values) {
            probes.emplace_back(identifier_kind(type), value);
        }
        for (const std::string& digits : identifiers_.phone_digits) {
            probes.emplace_back(IndexKind::free, digits_value(digits));
        }
        for (const std::string& code : identifiers_.codes) {
            probes.emplace_back(IndexKind::free, code_value(code));
        }
        if (identifiers_.birth_date) {
            probes.emplace_back(IndexKind::free, date_value(*identifiers_.birth_date));
        }
        if (!identifiers_.street.empty()) {
            probes.emplace_back(IndexKind::free,
                                street_value(identifiers_.street.back(), identifiers_.civic));
        }
        for (const SubjectHandle& handle : identifiers_.handles) {
            probes.emplace_back(IndexKind::handle, handle.handle);
            probes.emplace_back(IndexKind::name_token, handle.handle);
            if (handle.platform) {
                probes.emplace_back(IndexKind::account_id,
                                    account_value(*handle.platform, handle.handle));
            }
        }
        for (const std::string& token : strong_tokens(subject_, profile_)) {
            probes.emplace_back(IndexKind::name_token, token);
            probes.emplace_back(IndexKind::account_token, token);
        }
        for (const auto& [kind, value] : probes) {
            if (auto done = probe(kind, value, rows); !done) {
                return done;
            }
        }
        // Accounts that show no surname: "Lino", "MT".
        for (const auto* list : {&profile_.given, &profile_.diminutives}) {
            for (const std::string& token : *list) {
                std::set<RecordRow> named;
                if (auto done = probe(IndexKind::account_token, token, named); !done) {
                    return done;
                }
                if (named.size() <= bare_first_names) {
                    rows.insert(named.begin(), named.end());
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

    Result<void> add_row(RecordRow row) {
        if (!rows_.insert(row).second) {
            return {};
        }
        const auto record = corpus_.get(row);
        if (!record) {
            return record.error();
        }
        accounts_.add(**record);
        return {};
    }

    /// Opens everything that the accounts in question wrote, and says whose they are.
    Result<void> settle_accounts() {
        std::set<RecordRow> written;
        for (const auto& [key, view] : accounts_.all()) {
            if (!profile_.compatible(view.name_words) && !view.full_name && !has_handle(view)) {
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
        return accounts_.attribute(corpus_);
    }

    bool has_handle(const AccountView& view) const {
        return std::any_of(identifiers_.handles.begin(), identifiers_.handles.end(),
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
        for (const RecordRow row : rows_) {
            const auto record = corpus_.get(row);
            if (!record) {
                return record.error();
            }
            for (const NameMatch& match : match_names(*(*record)->document, profile_, names_)) {
                for (std::string& nickname : nicknames_after(*(*record)->document, match)) {
                    learned.insert(std::move(nickname));
                }
                if (match.form == NameForm::full || match.form == NameForm::short_full) {
                    if (auto done = learn_from_question(**record, learned); !done) {
                        return done;
                    }
                }
            }
        }
        for (const auto& [key, view] : accounts_.all()) {
            if (view.attribution == Attribution::mine) {
                for (const std::string& word : view.name_words) {
                    if (word.size() >= 3 && !names_.is_common_word(word) &&
                        profile_.compatible({word})) {
                        insert_sorted(profile_.diminutives, word);
                    }
                }
            }
        }
        for (const std::string& nickname : learned) {
            if (names_.is_first_name(nickname) && !profile_.compatible({nickname})) {
                insert_sorted(profile_.diminutives, nickname);
            }
            insert_sorted(profile_.nicknames, nickname);
            std::set<RecordRow> rows;
            if (auto done = probe(IndexKind::name_token, nickname, rows); !done) {
                return done;
            }
            for (const RecordRow row : rows) {
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
        const auto rows = corpus_.thread_rows(record.thread);
        if (!rows) {
            return rows.error();
        }
        for (const RecordRow row : *rows) {
            const auto other = corpus_.get(row);
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
        for (const RecordRow row : rows_) {
            const auto record = corpus_.get(row);
            if (!record) {
                return record.error();
            }
            threads.insert((*record)->thread);
        }
        for (const std::string& thread : threads) {
            auto rows = corpus_.thread_rows(thread);
            if (!rows) {
                return rows.error();
            }
            ThreadView& view = threads_[thread];
            view.rows = std::move(*rows);
            for (const RecordRow row : view.rows) {
                const auto record = corpus_.get(row);
                if (!record) {
                    return record.error();
                }
                accounts_.add(**record);
            }
        }
        // More people are known now, and so who bears which name.
        if (auto done = accounts_.attribute(corpus_); !done) {
            return done;
        }
        for (auto& [thread, view] : threads_) {
            if (auto done = look_into(view); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> look_into(ThreadView& view) {
        for (const RecordRow row : view.rows) {
            const auto opened = corpus_.get(row);
            if (!opened) {
                return opened.error();
            }
            const CorpusRecord& record = **opened;
            const Attribution whose = accounts_.of(record);
            if (whose == Attribution::mine) {
                view.subject_wrote = true;
                occupation_.office_claimed =
                    occupation_.office_claimed || claims_office(*record.document);
                continue;
            }
            const AccountView* account = accounts_.find(record);
            if (account != nullptr && record.record.author_role != "channel") {
                view.homonym_wrote =
                    view.homonym_wrote || (account->full_name && whose == Attribution::other);
                view.other_names.insert(account->name_words.begin(), account->name_words.end());
            }
            if (!find_identifiers(record, identifiers_).empty()) {
                view.subject_named = true;
            }
            for (const NameMatch& match : match_names(*record.document, profile_, names_)) {
                note_name(record, match, view);
                if (introduces(*record.document, match) &&
                    writes_from_elsewhere(*record.document) && record.record.is_private()) {
                    borrowed_.try_emplace(record.thread + '\x1F' + account_key(record),
                                          record.record.created.value_or(""));
                }
            }
        }
        return {};
    }

    void note_name(const CorpusRecord& record, const NameMatch& match, ThreadView& view) {
        const Exclusion excluded = exclusion_of(*record.document, match, profile_, names_);
        if (match.form == NameForm::surname && excluded == Exclusion::other_person) {
            view.other_surname_bearers.insert(match.parts.front());
            return;
        }
        const Cues cues = cues_of(*record.document, match, subject_, occupation_, profile_);
        const bool full = match.form == NameForm::full || match.form == NameForm::full_typo ||
                          match.form == NameForm::short_full ||
                          (match.form == NameForm::surname && cues.own_trade);
        const bool turned =
            match.reversed && profile_.reversible && accounts_.has_reversed_namesake();
        if (!full || turned || excluded != Exclusion::none ||
            accounts_.of(record) == Attribution::other) {
            return;
        }
        if (cues.role || cues.other_trade || cues.other_generation ||
            accounts_.is_another_persons_name(match.parts)) {
            return;
        }
        if (!accounts_.has_homonym() || cues.own_trade || cues.own_generation) {
            view.subject_named = true;
        }
    }

    /// First names alone, elsewhere: candidates for review, if there are not too many.
    Result<void> add_bare_first_names() {
        std::set<RecordRow> rows;
        for (const auto* list : {&profile_.given, &profile_.diminutives, &profile_.nicknames}) {
            for (const std::string& token : *list) {
                if (token.size() < 4) {
                    continue;
                }
                if (auto done = probe(IndexKind::name_token, token, rows); !done) {
                    return done;
                }
            }
        }
        std::vector<RecordRow> fresh;
        std::set_difference(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                            std::back_inserter(fresh));
        if (fresh.size() > bare_first_names) {
            trace_.bare_first_names_left_out = fresh.size() - bare_first_names;
            fresh.resize(bare_first_names);
        }
        for (const RecordRow row : fresh) {
            if (auto added = add_row(row); !added) {
                return added;
            }
            const auto record = corpus_.get(row);
            if (!record) {
                return record.error();
            }
            if (auto [place, is_new] = threads_.try_emplace((*record)->thread); is_new) {
                auto thread = corpus_.thread_rows((*record)->thread);
                if (!thread) {
                    return thread.error();
                }
                place->second.rows = std::move(*thread);
                for (const RecordRow other : place->second.rows) {
                    const auto opened = corpus_.get(other);
                    if (!opened) {
                        return opened.error();
                    }
                    accounts_.add(**opened);
                }
            }
        }
        if (auto done = accounts_.attribute(corpus_); !done) {
            return done;
        }
        for (auto& [thread, view] : threads_) {
            if (auto done = look_into(view); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> decide_all() {
        std::set<RecordRow> rows = rows_;
        for (const auto& [thread, view] : threads_) {
            if (view.subject_wrote || view.subject_named) {
                rows.insert(view.rows.begin(), view.rows.end());
            }
        }
        for (const RecordRow row : rows) {
            const auto record = corpus_.get(row);
            if (!record) {
                return record.error();
            }
            decide(**record);
        }
        return {};
    }

    Mention start(const CorpusRecord& record) const {
        Mention mention;
        mention.row = record.row;
        mention.record = record.record.id;
        mention.thread = record.thread;
        return mention;
    }

    void decide(const CorpusRecord& record) {
        Mention mention = start(record);
        const AccountView* account = accounts_.find(record);
        const Attribution whose = account == nullptr ? Attribution::none : account->attribution;
        if (whose == Attribution::mine || whose == Attribution::unknown) {
            mention.role = MentionRole::authored;
            mention.decision =
                whose == Attribution::mine ? MentionClass::certain : MentionClass::review;
            mention.score = whose == Attribution::mine ? 1.0 : 0.5;
            mention.why.push_back(account->why);
            // Rule 8: what a former official wrote in office is looked at.
            if (whose == Attribution::mine &&
                (in_office(record) || claims_office(*record.document))) {
                mention.decision = MentionClass::review;
                mention.score = 0.5;
                mention.why.emplace_back("written while in office");
            }
            put(std::move(mention));
            return;
        }
        if (after_borrowed_phone(record)) {
            mention.role = MentionRole::authored;
            mention.score = 0.4;
            mention.why.emplace_back("after a message that the subject wrote from this account");
            put(std::move(mention));
            return;
        }
        for (IdentifierHit& hit : find_identifiers(record, identifiers_)) {
            mention.spans.push_back(hit.span);
            mention.why.push_back("given identifier: " + hit.why);
        }
        const bool identified = !mention.spans.empty();
        add_reply_fields(record, mention);
        std::optional<Verdict> best;
        std::vector<MentionSpan> unsure;
        for (const NameMatch& match : match_names(*record.document, profile_, names_)) {
            const Verdict verdict = judge(record, match, identified);
            const MentionSpan span{{}, record.document->source_span(match.begin, match.end)};
            if (verdict.decision == MentionClass::certain) {
                mention.spans.push_back(span);
                mention.why.push_back(verdict.why);
                add_said(record, match);
                // Rule 9: somebody else's phone.
                if (introduces(*record.document, match) &&
                    writes_from_elsewhere(*record.document)) {
                    mention.role = MentionRole::authored;
                }
            } else if (verdict.decision == MentionClass::review) {
                unsure.push_back(span);
            }
            if (!best || rank(verdict.decision) > rank(best->decision)) {
                best = verdict;
            }
        }
        const bool only_fields = !identified && names_only_in_fields(mention);
        if (!mention.spans.empty() && only_fields) {
            mention.role = MentionRole::addressed;
            mention.score = 0.3;
            trace_.addressed.push_back(std::move(mention));
            return;
        }
        if (!mention.spans.empty()) {
            mention.decision = MentionClass::certain;
            mention.score = identified ? 1.0 : (best ? std::max(best->score, 0.9) : 0.9);
            if (whose == Attribution::other && !identified) {
                mention.decision = MentionClass::excluded;
                mention.score = 0.1;
                mention.why.push_back(account->why);
            }
            put(std::move(mention));
            return;
        }
        if (!best && whose == Attribution::other && account->full_name) {
            mention.role = MentionRole::authored;
            mention.decision = MentionClass::excluded;
            mention.why.push_back(account->why);
            put(std::move(mention));
            return;
        }
        if (!best) {
            add_addressed(record, mention);
            return;
        }
        mention.spans = std::move(unsure);
        mention.decision = whose == Attribution::other ? MentionClass::excluded : best->decision;
        mention.score = mention.decision == MentionClass::excluded ? 0.1 : best->score;
        mention.why.push_back(whose == Attribution::other ? account->why : best->why);
        put(std::move(mention));
    }

    /// Rule 7: `Ada Fittizia: «…»`: the quoted words are hers.
    void add_said(const CorpusRecord& record, const NameMatch& match) {
        for (const Passage& passage : passages_of(*record.document)) {
            const bool follows = passage.quoted && passage.first_token > match.end_token &&
                                 passage.first_token <= match.end_token + 4;
            if (follows) {
                said_.push_back(passage.words);
            }
        }
    }

    /// Rule 9: what the same account writes next, until it says who is writing.
    bool after_borrowed_phone(const CorpusRecord& record) {
        const auto borrowed = borrowed_.find(record.thread + '\x1F' + account_key(record));
        return borrowed != borrowed_.end() &&
               borrowed->second < record.record.created.value_or("") &&
               !introduces_anybody(*record.document);
    }

    /// Every span is a string in which the platform names whom the record reaches.
    static bool names_only_in_fields(const Mention& mention) {
        return std::none_of(
            mention.spans.begin(), mention.spans.end(), [](const MentionSpan& span) {
                return span.field.field == Field::text || span.field.field == Field::title ||
                       span.field.field == Field::side_text;
            });
    }

    static int rank(MentionClass decision) {
        return decision == MentionClass::certain ? 2 : (decision == MentionClass::review ? 1 : 0);
    }

    /// The strings in which the platform names whom the record answers or reaches.
    void add_reply_fields(const CorpusRecord& record, Mention& mention) const {
        const auto check = [&](const Account& account, Field name, Field handle,
                               std::uint16_t index) {
            const bool same_handle =
                account.handle &&
                std::any_of(identifiers_.handles.begin(), identifiers_.handles.end(),
                            [&](const SubjectHandle& own) {
                                return own.handle == handle_value(*account.handle) &&
                                       (!own.platform || *own.platform == record.record.platform);
                            });
            const bool same_name = account.name && !accounts_.has_homonym() &&
                                   profile_.is_full_name(words_of(*account.name));
            if (!same_handle && !same_name) {
                return;
            }
            if (account.name) {
                mention.spans.push_back(
                    {{name, index}, ByteSpan::of_indices(0, account.name->size())});
            }
            if (account.handle) {
                mention.spans.push_back(
                    {{handle, index}, ByteSpan::of_indices(0, account.handle->size())});
            }
            mention.why.emplace_back("addressed by the platform's own fields");
        };
        if (record.record.reply_to_author) {
            check(*record.record.reply_to_author, Field::reply_to_author_name,
                  Field::reply_to_author_handle, 0);
        }
        for (std::size_t i = 0; i < record.record.recipients.size(); ++i) {
            check(record.record.recipients[i], Field::recipient_name, Field::recipient_handle,
                  static_cast<std::uint16_t>(i));
        }
    }

    /// Rule 10: an answer that names nobody, and the office's side of the subject's conversation.
    void add_addressed(const CorpusRecord& record, Mention mention) {
        const ThreadView& thread = threads_[record.thread];
        bool answers = record.record.is_private() && thread.subject_wrote;
        if (const CorpusRecord* parent = parent_of(record)) {
            answers = answers || accounts_.of(*parent) == Attribution::mine;
        }
        if (!answers) {
            return;
        }
        mention.role = MentionRole::addressed;
        mention.score = 0.3;
        mention.why.emplace_back("answers the subject, names nobody");
        trace_.addressed.push_back(std::move(mention));
    }

    const CorpusRecord* parent_of(const CorpusRecord& record) {
        if (!record.record.reply_to) {
            return nullptr;
        }
        for (const RecordRow row : threads_[record.thread].rows) {
            const auto other = corpus_.get(row);
            if (other && (*other)->record.id == *record.record.reply_to) {
                return *other;
            }
        }
        return nullptr;
    }

    bool in_office(const CorpusRecord& record) const {
        const auto day = day_of(record.record);
        return !record.record.is_private() && occupation_.in_office_until && day &&
               *day <= *occupation_.in_office_until;
    }

    Verdict judge(const CorpusRecord& record, const NameMatch& match, bool identified) {
        switch (exclusion_of(*record.document, match, profile_, names_)) {
        case Exclusion::place:
            return {MentionClass::excluded, 0, "part of a place's name"};
        case Exclusion::firm:
            return {MentionClass::excluded, 0, "part of a firm's name"};
        case Exclusion::other_person:
            return {MentionClass::excluded, 0, "part of another person's name"};
        case Exclusion::common_word:
            return {MentionClass::excluded, 0, "an ordinary word here"};
        case Exclusion::none:
            break;
        }
        const Cues cues = cues_of(*record.document, match, subject_, occupation_, profile_);
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
                accounts_.is_another_persons_name(match.parts)) {
                return {MentionClass::excluded, 0, "exactly another person's name"};
            }
            return judge_by_thread(record, match, cues);
        case NameForm::surname:
            return judge_surname(record, match, cues, identified);
        case NameForm::given:
        case NameForm::diminutive:
        case NameForm::nickname:
            return judge_first_name(record, match, cues);
        }
        return {MentionClass::review, 0.5, "a name"};
    }

    /// Rule 8.
    std::optional<Verdict> judge_office(const CorpusRecord& record, const Cues& cues) const {
        if (cues.own_trade && !cues.role && !in_office(record)) {
            return std::nullopt;
        }
        if (occupation_.roles.empty() && !occupation_.office_claimed) {
            if (cues.role) {
                return Verdict{MentionClass::excluded, 0, "an official in a public role"};
            }
            return std::nullopt;
        }
        if (in_office(record)) {
            return Verdict{MentionClass::review, 0.5, "named while in office"};
        }
        if (!record.record.is_private() && (cues.role || names_office(*record.document))) {
            return Verdict{MentionClass::review, 0.5, "speaks of the time in office"};
        }
        if (record.record.is_private() && names_office(*record.document)) {
            return Verdict{MentionClass::review, 0.5, "speaks of the time in office"};
        }
        return std::nullopt;
    }

    /// Rules 3 and 4.
    Verdict judge_full(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                       bool identified) {
        if (accounts_.is_another_persons_name(match.parts)) {
            return {MentionClass::excluded, 0, "exactly another person's name"};
        }
        const bool namesake = profile_.reversible && accounts_.has_reversed_namesake();
        if (namesake && match.reversed) {
            return {threads_[record.thread].subject_wrote ? MentionClass::review
                                                          : MentionClass::excluded,
                    0.3, "the name of somebody else, who is called the other way about"};
        }
        const bool typo = match.form == NameForm::full_typo;
        const std::string what = typo ? "full name, one letter off" : "full name";
        if (cues.other_generation) {
            return {MentionClass::excluded, 0, what + ", but of the other generation"};
        }
        if (cues.own_trade || cues.own_generation || identified) {
            return {MentionClass::certain, 0.97,
                    what + ", with the subject's own evidence beside it"};
        }
        if (!accounts_.has_homonym() && !namesake) {
            if (cues.other_trade && !occupation_.words.empty()) {
                return {MentionClass::review, 0.5, what + ", with another trade beside it"};
            }
            return {MentionClass::certain, typo ? 0.9 : 0.95, what + ", which nobody else bears"};
        }
        if (cues.other_trade) {
            return {MentionClass::excluded, 0, what + ", but a namesake's trade stands beside it"};
        }
        const ThreadView& thread = threads_[record.thread];
        const CorpusRecord* parent = parent_of(record);
        if (parent != nullptr && accounts_.of(*parent) == Attribution::mine) {
            return {MentionClass::certain, 0.92, what + ", in answer to the subject"};
        }
        if (thread.homonym_wrote && !thread.subject_wrote) {
            return namesake ? Verdict{MentionClass::review, 0.4,
                                      what + ", where somebody called the other way about writes"}
                            : Verdict{MentionClass::excluded, 0,
                                      what + ", in a namesake's conversation"};
        }
        if (thread.subject_wrote && !thread.homonym_wrote) {
            return {MentionClass::certain, 0.9,
                    what + ", in a conversation where the subject writes"};
        }
        return {MentionClass::review, 0.5, what + ", which somebody else bears too"};
    }

    /// Rule 5 for what is shorter than a full name.
    Verdict judge_by_thread(const CorpusRecord& record, const NameMatch& match, const Cues& cues) {
        const std::string what = "a shortened name";
        const ThreadView& thread = threads_[record.thread];
        if (cues.other_trade || cues.other_generation) {
            return {MentionClass::excluded, 0, what + ", with another person's trade beside it"};
        }
        if ((thread.subject_wrote || thread.subject_named) && !thread.homonym_wrote) {
            return {MentionClass::certain, 0.9, what + ", in a conversation that has the subject"};
        }
        if (cues.own_trade && match.form != NameForm::initials_only) {
            return {MentionClass::certain, 0.9, what + ", with the subject's trade beside it"};
        }
        if (thread.homonym_wrote && !thread.subject_wrote) {
            return {MentionClass::excluded, 0, what + ", in a namesake's conversation"};
        }
        return {MentionClass::review, 0.4, what + " alone"};
    }

    Verdict judge_surname(const CorpusRecord& record, const NameMatch& match, const Cues& cues,
                          bool identified) {
        const std::string what = "the surname";
        const ThreadView& thread = threads_[record.thread];
        if (cues.other_trade || cues.other_generation) {
            return {MentionClass::excluded, 0, what + ", with somebody else's trade or generation"};
        }
        if (identified || cues.own_trade) {
            return {MentionClass::certain, 0.92,
                    what + ", with the subject's own evidence beside it"};
        }
        const CorpusRecord* parent = parent_of(record);
        if (parent != nullptr && accounts_.of(*parent) == Attribution::mine) {
            return {MentionClass::certain, 0.93, what + ", in answer to the subject"};
        }
        // A relative of the same name, or a surname that is hardly one: the thread alone cannot
        // tell.
        if (accounts_.namesake_at_home() && !thread.subject_wrote) {
            return {MentionClass::review, 0.4,
                    what + ", which a relative of the same name bears too"};
        }
        if (match.parts.front().size() <= 3 && !thread.subject_wrote) {
            return {MentionClass::review, 0.4, what + ", too short to stand alone"};
        }
        if (parent != nullptr && names_fully(*parent)) {
            return {MentionClass::certain, 0.9, what + ", in answer to the full name"};
        }
        if (profile_.reversible && accounts_.has_reversed_namesake()) {
            return {MentionClass::review, 0.4, what + ", which is somebody's first name"};
        }
        const bool rival = thread.homonym_wrote ||
                           thread.other_surname_bearers.contains(match.parts.front()) ||
                           thread.other_names.contains(match.parts.front());
        if (parent != nullptr && rival && shares_name(*parent, match.parts.front())) {
            return {MentionClass::excluded, 0, what + ", in answer to somebody else of that name"};
        }
        if ((thread.subject_wrote || thread.subject_named) && !rival) {
            return {MentionClass::certain, 0.9, what + ", in a conversation that has the subject"};
        }
        if (rival && !thread.subject_wrote && !thread.subject_named) {
            return {MentionClass::excluded, 0,
                    what + ", in a conversation of somebody else of that name"};
        }
        return {MentionClass::review, 0.4, what + " alone"};
    }

    /// The record surely names the subject in full.
    bool names_fully(const CorpusRecord& record) {
        const auto matches = match_names(*record.document, profile_, names_);
        return std::any_of(matches.begin(), matches.end(), [&](const NameMatch& match) {
            return (match.form == NameForm::full || match.form == NameForm::full_typo) &&
                   judge(record, match, false).decision == MentionClass::certain;
        });
    }

    bool shares_name(const CorpusRecord& record, const std::string& letters) const {
        const AccountView* account = accounts_.find(record);
        return account != nullptr && account->account.name &&
               account->attribution != Attribution::mine &&
               letters_of(*account->account.name).find(letters) != std::string::npos;
    }

    Verdict judge_first_name(const CorpusRecord& record, const NameMatch& match, const Cues& cues) {
        const bool nickname = match.form == NameForm::nickname;
        const std::string what = nickname ? "a nickname" : "the first name";
        const ThreadView& thread = threads_[record.thread];
        if (cues.other_trade || cues.other_generation) {
            return {MentionClass::excluded, 0, what + ", with somebody else's trade or generation"};
        }
        const std::string& letters = match.parts.front();
        const CorpusRecord* parent = parent_of(record);
        if (is_relative(record) && match.capitalised) {
            return {MentionClass::certain, 0.9, what + ", from a given relative"};
        }
        if (parent != nullptr && accounts_.of(*parent) == Attribution::mine) {
            return {MentionClass::certain, 0.92, what + ", in answer to the subject"};
        }
        if (profile_.reversible && accounts_.has_reversed_namesake()) {
            return {MentionClass::review, 0.4, what + ", which is somebody's surname"};
        }
        if (parent != nullptr && names_fully(*parent)) {
            return {MentionClass::certain, 0.9, what + ", in answer to the full name"};
        }
        if (parent != nullptr && shares_name(*parent, letters)) {
            return {MentionClass::excluded, 0, what + ", in answer to somebody else of that name"};
        }
        const bool rival = thread.other_names.contains(letters);
        if ((thread.subject_wrote || thread.subject_named) && !rival) {
            return {MentionClass::certain, 0.88, what + ", in a conversation that has the subject"};
        }
        if (rival) {
            return thread.subject_wrote || thread.subject_named
                       ? Verdict{MentionClass::review, 0.4, what + ", which two people here bear"}
                       : Verdict{MentionClass::excluded, 0, what + " of somebody else here"};
        }
        if (!match.capitalised && !nickname) {
            return {MentionClass::excluded, 0, what + ", written small, far from the subject"};
        }
        return {MentionClass::review, 0.3, what + " alone"};
    }

    /// The account bears the name of a relative that the subject file gives.
    bool is_relative(const CorpusRecord& record) const {
        const AccountView* account = accounts_.find(record);
        if (account == nullptr || account->full_name) {
            return false;
        }
        std::vector<std::string> display = account->name_words;
        std::sort(display.begin(), display.end());
        return std::any_of(subject_.relatives.begin(), subject_.relatives.end(),
                           [&display](const Relative& relative) {
                               std::vector<std::string> own = words_of(relative.name);
                               std::sort(own.begin(), own.end());
                               return own == display;
                           });
    }

    /// Rule 7.
    Result<void> add_quotes() {
        std::vector<SaidWords> own = said_;
        for (const auto& [id, mention] : found_) {
            if (mention.role == MentionRole::authored &&
                mention.decision == MentionClass::certain) {
                const auto record = corpus_.get(mention.row);
                if (!record) {
                    return record.error();
                }
                own.push_back(said_words(*(*record)->document));
            }
        }
        const auto quotes = find_quotes(corpus_, own);
        if (!quotes) {
            return quotes.error();
        }
        for (const Quote& quote : *quotes) {
            const auto record = corpus_.get(quote.row);
            if (!record) {
                return record.error();
            }
            if (accounts_.of(**record) == Attribution::mine) {
                continue;
            }
            const auto known = found_.find((*record)->record.id);
            const bool named =
                known != found_.end() && known->second.decision == MentionClass::certain;
            Mention mention = named ? known->second : start(**record);
            mention.decision = named ? MentionClass::certain : MentionClass::review;
            mention.score = named ? mention.score : 0.5;
            mention.spans.push_back({{}, quote.where});
            mention.why.emplace_back(named ? "quotes the subject's words"
                                           : "quotes the subject's words without the name");
            found_.insert_or_assign(mention.record, std::move(mention));
        }
        return {};
    }

    void put(Mention mention) { found_.insert_or_assign(mention.record, std::move(mention)); }

    Result<Trace> finish(const ReviewAnswers& answers) {
        std::vector<std::pair<std::string, Mention>> ordered;
        for (auto& [id, mention] : found_) {
            const auto record = corpus_.get(mention.row);
            if (!record) {
                return record.error();
            }
            std::sort(mention.spans.begin(), mention.spans.end(),
                      [](const MentionSpan& a, const MentionSpan& b) {
                          return std::pair{a.field, a.where.begin()} <
                                 std::pair{b.field, b.where.begin()};
                      });
            apply_answer(answers, mention);
            ordered.emplace_back((*record)->record.created.value_or(""), std::move(mention));
        }
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (auto& [created, mention] : ordered) {
            auto& list = mention.decision == MentionClass::certain  ? trace_.certain
                         : mention.decision == MentionClass::review ? trace_.review
                                                                    : trace_.excluded;
            list.push_back(std::move(mention));
        }
        std::erase_if(trace_.addressed,
                      [this](const Mention& mention) { return found_.contains(mention.record); });
        return std::move(trace_);
    }

    static void apply_answer(const ReviewAnswers& answers, Mention& mention) {
        if (answers.yes.contains(mention.record)) {
            mention.decision = MentionClass::certain;
            mention.score = 1.0;
            mention.why.emplace_back("answered: yes");
        } else if (answers.no.contains(mention.record)) {
            mention.decision = MentionClass::excluded;
            mention.score = 0;
            mention.why.emplace_back("answered: no");
        }
    }

    Corpus& corpus_;
    const Subject& subject_;
    const NameKnowledge& names_;
    NameProfile profile_;
    Identifiers identifiers_;
    Occupation occupation_;
    Accounts accounts_;
    std::set<RecordRow> rows_;
    std::map<std::string, ThreadView> threads_;
    std::map<std::string, Mention> found_;
    std::vector<SaidWords> said_;
    /// Thread and account -> when the subject wrote from it.
    std::map<std::string, std::string> borrowed_;
    Trace trace_;
};

} // namespace

Tracer::Tracer(std::shared_ptr<const Knowledge> knowledge) : knowledge_{std::move(knowledge)} {}
Tracer::~Tracer() = default;
Tracer::Tracer(Tracer&&) noexcept = default;
Tracer& Tracer::operator=(Tracer&&) noexcept = default;

Result<Tracer> Tracer::create(std::span<const std::filesystem::path> pattern_folders) {
    if (pattern_folders.empty()) {
        return Error{ErrorCode::bad_argument, "no folder of patterns"};
    }
    const auto folder = pattern_folders.front() / "names";
    auto lists = NameLists::load(folder);
    if (!lists) {
        return lists.error();
    }
    auto common = CommonWords::load(folder / "common_words.tsv");
    if (!common) {
        return common.error();
    }
    auto knowledge = std::make_shared<Knowledge>();
    knowledge->lists = *lists;
    knowledge->common = *common;
    knowledge->names = {
        [names = *lists](std::string_view name) {
            const auto views = names->diminutives_of(name);
            return std::vector<std::string>(views.begin(), views.end());
        },
        [names = *lists](std::string_view word) { return names->is_first_name(word); },
        [words = *common](std::string_view word) { return words->holds(word); }};
    return Tracer{std::move(knowledge)};
}

Result<Trace> Tracer::trace(const Archive& archive, const Subject& subject,
                            const ReviewAnswers& answers) const {
    const auto corpus = archive_corpus(archive);
    return Investigation{*corpus, subject, knowledge_->names}.run(answers);
}

Result<Trace> Tracer::trace(std::span<const Record> records,
                            std::span<const std::vector<FieldFinding>> findings,
                            const Subject& subject, const ReviewAnswers& answers) const {
    const auto corpus = memory_corpus(records, findings, term_extractor());
    return Investigation{*corpus, subject, knowledge_->names}.run(answers);
}

TermExtractor Tracer::term_extractor() const {
    return [knowledge = knowledge_](const Record& record, std::span<const FieldFinding> findings) {
        return index_terms(record, findings, *knowledge->common);
    };
}

} // namespace oblio
