// lib/src/subject/tracer.cpp: gathers what may concern the subject, then decides record by record.
// The rules are numbered as in the documentation.
#include "oblio/subject/trace.hpp"

#include "subject/introductions.hpp"
#include "subject/judge.hpp"
#include "subject/kinship.hpp"
#include "subject/meant.hpp"
#include "subject/offices.hpp"
#include "subject/ordinary.hpp"
#include "subject/quotes.hpp"
#include "subject/scene.hpp"
#include "subject/surroundings.hpp"
#include "subject/terms.hpp"

#include "oblio/detect/scanner.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>

namespace oblio {

using namespace subject;

struct Tracer::Knowledge {
    std::shared_ptr<const NameLists> lists; ///< with the patterns whose tables they lie in
    NameKnowledge names;
};

namespace {

bool by_place(const MentionSpan& a, const MentionSpan& b) {
    return std::pair{a.field, a.where.begin()} < std::pair{b.field, b.where.begin()};
}

class Decider {
public:
    explicit Decider(Scene& scene) : scene_{scene} {}

    Result<Trace> run(const ReviewAnswers& answers) {
        for (const auto step : {&Decider::decide_all, &Decider::add_quotes}) {
            if (auto done = (this->*step)(); !done) {
                return done.error();
            }
        }
        return finish(answers);
    }

private:
    Result<void> decide_all() {
        std::set<RecordRow> rows = scene_.rows;
        for (const auto& [thread, view] : scene_.threads) {
            if (view.subject_wrote || view.subject_named) {
                rows.insert(view.rows.begin(), view.rows.end());
            }
        }
        for (const RecordRow row : rows) {
            const auto record = scene_.corpus.get(row);
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
        const AccountView* account = scene_.accounts.find(record);
        if (auto authored = decide_author(record, account)) {
            put(std::move(*authored));
            return;
        }
        Mention mention = start(record);
        for (const IdentifierHit& hit : find_identifiers(record, scene_.identifiers)) {
            mention.spans.push_back(hit.span);
            mention.why.push_back(reason_string({Phrase::identifier}, hit.why));
        }
        // A message that reached the subject's number says nothing of a name in the text.
        const bool identified = !mention.spans.empty() && !only_reached(mention);
        add_reply_fields(record, mention);
        Names names = judge_names(record, identified, mention);
        judge_handles(record, names, mention);
        if (mention.spans.empty()) {
            decide_unnamed(record, account, names, std::move(mention));
        } else if (only_reached(mention)) {
            // Rule 10: the office's side of the conversation. Its fields go with the subject's
            // messages; its words are not the subject's, and names in them are asked.
            if (names.best && names.best->decision == MentionClass::review) {
                mention.spans.insert(mention.spans.end(), names.unsure.begin(), names.unsure.end());
                mention.decision = MentionClass::review;
                mention.score = names.best->score;
                mention.why.push_back(reason_string(names.best->why));
                put(std::move(mention));
                return;
            }
            mention.role = MentionRole::addressed;
            mention.score = 0.3;
            trace_.addressed.push_back(std::move(mention));
        } else {
            mention.decision = MentionClass::certain;
            mention.score =
                identified ? 1.0 : (names.best ? std::max(names.best->score, 0.9) : 0.9);
            if (account != nullptr && account->attribution == Attribution::other && !identified &&
                !names.of_another) {
                mention.decision = MentionClass::excluded;
                mention.score = 0.1;
                mention.why.push_back(account->why);
            }
            put(std::move(mention));
        }
    }

    /// Rules 1, 2 and 9: the subject's own record, or what may be.
    std::optional<Mention> decide_author(const CorpusRecord& record, const AccountView* account) {
        const Attribution whose = account == nullptr ? Attribution::none : account->attribution;
        Mention mention = start(record);
        mention.role = MentionRole::authored;
        if (whose == Attribution::mine || whose == Attribution::unknown) {
            mention.why.push_back(account->why);
            // Rule 8: what a former official wrote in office is looked at.
            const bool in_office =
                whose == Attribution::mine &&
                (scene_.in_office(record) || claims_office(*record.document) ||
                 scene_.answers_as_official(record) || scene_.is_under_office(record));
            if (in_office) {
                mention.why.push_back(reason_string({Phrase::written_in_office}));
            }
            const bool certain = whose == Attribution::mine && !in_office;
            mention.decision = certain ? MentionClass::certain : MentionClass::review;
            mention.score = certain ? 1.0 : 0.5;
            return mention;
        }
        if (after_borrowed_phone(record) && find_identifiers(record, scene_.identifiers).empty()) {
            mention.score = 0.4;
            mention.why.push_back(reason_string({Phrase::after_borrowed_phone}));
            return mention;
        }
        return std::nullopt;
    }

    /// What the names in a text came to.
    struct Names {
        std::optional<Verdict> best;
        std::vector<MentionSpan> unsure;
        bool of_another = false; ///< of who writes, somebody else of the subject's name, none is
    };

    /// Judges every name in the text; the certain ones go into `mention`.
    Names judge_names(const CorpusRecord& record, bool identified, Mention& mention) {
        Names names;
        std::vector<MentionSpan> again; ///< of the first name, as an ordinary word
        std::vector<const NameMatch*> certain;
        std::vector<std::pair<const NameMatch*, Verdict>> asked;
        bool whole = false;
        for (const NameMatch& match : scene_.names_in(record)) {
            const Verdict verdict = judge(scene_, record, match, identified);
            const MentionSpan span{{}, record.document->source_span(match.begin, match.end)};
            if (verdict.decision == MentionClass::certain) {
                mention.spans.push_back(span);
                mention.why.push_back(reason_string(verdict.why));
                whole = whole || (match.form == NameForm::full && match.small);
                certain.push_back(&match);
                names.of_another =
                    names.of_another || is_said_of_another(scene_, record, match, verdict.why);
                // Rule 9: somebody else's phone.
                if (introduces(*record.document, match) &&
                    writes_from_elsewhere(*record.document)) {
                    mention.role = MentionRole::authored;
                }
            } else if (verdict.decision == MentionClass::review) {
                names.unsure.push_back(span);
                asked.emplace_back(&match, verdict);
            } else if (verdict.why.what == Phrase::ordinary_word &&
                       stands_alone(*record.document, match)) {
                again.push_back(span);
            }
            if (!names.best || rank(verdict.decision) > rank(names.best->decision)) {
                names.best = verdict;
            }
        }
        for (const auto& [match, verdict] : asked) {
            if (is_said_again(*match, verdict, scene_.names_in(record), certain, identified)) {
                mention.spans.push_back(
                    {{}, record.document->source_span(match->begin, match->end)});
            }
        }
        add_said(record, certain);
        if (whole) {
            mention.spans.insert(mention.spans.end(), again.begin(), again.end());
        }
        return names;
    }

    /// Handles in the text that nobody gave: an account of the subject's is certain, one made from
    /// the name is asked unless it is known to be somebody else's.
    void judge_handles(const CorpusRecord& record, Names& names, Mention& mention) const {
        for (const FieldFinding& row : record.findings) {
            if (row.field != FieldRef{} || row.finding.type != FindingType::handle) {
                continue;
            }
            const bool known = std::any_of(
                mention.spans.begin(), mention.spans.end(), [&row](const MentionSpan& span) {
                    return span.field == row.field && span.where.overlaps(row.finding.where);
                });
            const std::string handle = handle_value(
                Scanner::canonical(FindingType::handle, row.finding.where.of(record.text())));
            const AccountView* account =
                scene_.accounts.find_handle(record.record.platform, handle);
            const bool own = account != nullptr && account->attribution == Attribution::mine;
            const bool open = account == nullptr ? scene_.profile.is_made_into(handle)
                                                 : account->made_handle &&
                                                       account->attribution == Attribution::unknown;
            if (known || (!own && !open)) {
                continue;
            }
            if (own) {
                mention.spans.push_back({{}, row.finding.where});
                mention.why.push_back(reason_string({Phrase::own_account}));
            } else {
                names.unsure.push_back({{}, row.finding.where});
            }
            const Verdict verdict{own ? MentionClass::certain : MentionClass::review,
                                  own ? 0.95 : 0.4,
                                  {own ? Phrase::own_account : Phrase::made_handle}};
            if (!names.best || rank(verdict.decision) > rank(names.best->decision)) {
                names.best = verdict;
            }
        }
    }

    /// Nothing certain stands in the record: asked, excluded, or an answer to the subject.
    void decide_unnamed(const CorpusRecord& record, const AccountView* account, const Names& names,
                        Mention mention) {
        const bool others = account != nullptr && account->attribution == Attribution::other;
        const bool unnamed = !names.best || names.best->decision == MentionClass::excluded;
        if (!others && unnamed && add_kin(record, mention)) {
            put(std::move(mention));
            return;
        }
        const bool namesake = others && (account->full_name || account->namesake);
        if (!names.best && !namesake) {
            !others&& add_pronoun(record, mention) ? put(std::move(mention))
                                                   : add_addressed(record, std::move(mention));
            return;
        }
        if (!names.best) {
            mention.role = MentionRole::authored;
            mention.decision = account->unproved ? MentionClass::review : MentionClass::excluded;
            mention.why.push_back(account->why);
            put(std::move(mention));
            return;
        }
        mention.spans = names.unsure;
        mention.decision = others ? MentionClass::excluded : names.best->decision;
        mention.score = mention.decision == MentionClass::excluded ? 0.1 : names.best->score;
        mention.why.push_back(others ? account->why : reason_string(names.best->why));
        put(std::move(mention));
    }

    /// Rule 6: `la nonna di Ada Finti`, where the subject gave Ada Finti as a grandchild: asked.
    bool add_kin(const CorpusRecord& record, Mention& mention) const {
        for (const ByteSpan& where : kin_in(*record.document, scene_.subject.relatives)) {
            mention.spans.push_back({{}, where});
        }
        if (mention.spans.empty()) {
            return false;
        }
        mention.decision = MentionClass::review;
        mention.score = 0.4;
        mention.why.push_back(reason_string({Phrase::kin_of_relative}));
        return true;
    }

    /// `lui sì che lo sa`, in answer to what somebody else wrote of the subject: asked.
    bool add_pronoun(const CorpusRecord& record, Mention& mention) {
        const CorpusRecord* parent = scene_.parent_of(record);
        const ThreadView& thread = scene_.threads[record.thread];
        if (parent == nullptr || !thread.naming.contains(parent->row) ||
            thread.own.contains(parent->row)) {
            return false;
        }
        for (const ByteSpan& where : pronouns_in(*record.document)) {
            mention.spans.push_back({{}, where});
        }
        if (mention.spans.empty()) {
            return false;
        }
        mention.decision = MentionClass::review;
        mention.score = 0.3;
        mention.why.push_back(reason_string({Phrase::pronoun}));
        return true;
    }

    /// Rule 7: `Ada Fittizia: «…»`, `«…», come dice Ada Fittizia`: the quoted words are hers.
    void add_said(const CorpusRecord& record, std::span<const NameMatch* const> certain) {
        if (certain.empty()) {
            return;
        }
        for (const Passage& passage : passages_of(*record.document)) {
            for (const NameMatch* match : certain) {
                const bool follows = passage.first_token > match->end_token &&
                                     passage.first_token <= match->end_token + 4;
                const bool inside = match->first_token >= passage.first_token &&
                                    match->end_token <= passage.end_token &&
                                    introduces(*record.document, *match);
                if (passage.quoted &&
                    (follows || inside || is_said_by(*record.document, passage, *match) ||
                     attributes_to(*record.document, passage.end_token, *match))) {
                    said_.push_back(passage.words);
                    break;
                }
            }
        }
    }

    /// Rule 9: what the same account writes next, until it says who is writing.
    bool after_borrowed_phone(const CorpusRecord& record) {
        const auto borrowed = scene_.borrowed.find(borrowed_key(record));
        return borrowed != scene_.borrowed.end() &&
               borrowed->second < record.record.created.value_or("") &&
               !introduces_anybody(*record.document);
    }

    /// Every span is a string in which the platform names whom the record answers or reaches.
    static bool only_reached(const Mention& mention) {
        constexpr std::array<Field, 5> reached{
            Field::reply_to_author_name, Field::reply_to_author_handle, Field::reply_to_author_id,
            Field::recipient_name, Field::recipient_handle};
        return std::all_of(
            mention.spans.begin(), mention.spans.end(), [&reached](const MentionSpan& span) {
                return std::find(reached.begin(), reached.end(), span.field.field) != reached.end();
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
                std::any_of(scene_.identifiers.handles.begin(), scene_.identifiers.handles.end(),
                            [&](const SubjectHandle& own) {
                                return own.handle == handle_value(*account.handle) &&
                                       (!own.platform || *own.platform == record.record.platform);
                            });
            const bool same_name = account.name && !scene_.accounts.has_homonym() &&
                                   scene_.profile.is_full_name(words_of(*account.name));
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
            mention.why.push_back(reason_string({Phrase::by_platform_fields}));
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
        const ThreadView& thread = scene_.threads[record.thread];
        bool answers = record.record.is_private() && thread.subject_wrote;
        if (const CorpusRecord* parent = scene_.parent_of(record)) {
            answers = answers || scene_.accounts.of(*parent) == Attribution::mine;
        }
        if (!answers) {
            return;
        }
        mention.role = MentionRole::addressed;
        mention.score = 0.3;
        mention.why.push_back(reason_string({Phrase::names_nobody}));
        trace_.addressed.push_back(std::move(mention));
    }

    /// Rule 7.
    Result<void> add_quotes() {
        std::vector<SaidWords> own = said_;
        for (const auto& [id, mention] : found_) {
            if (mention.role == MentionRole::authored &&
                mention.decision == MentionClass::certain) {
                const auto record = scene_.corpus.get(mention.row);
                if (!record) {
                    return record.error();
                }
                own.push_back(said_words(*(*record)->document));
            }
        }
        const auto quotes = find_quotes(scene_.corpus, own);
        if (!quotes) {
            return quotes.error();
        }
        trace_.copies_left_out = quotes->left_out;
        for (const Quote& quote : quotes->found) {
            const auto record = scene_.corpus.get(quote.row);
            if (!record) {
                return record.error();
            }
            add_quote(**record, quote.where);
        }
        return add_repetitions();
    }

    /// Words of the subject that come again later in the same conversation, without any mark.
    Result<void> add_repetitions() {
        for (const auto& [name, thread] : scene_.threads) {
            std::vector<SaidWords> said;
            for (const RecordRow row : thread.rows) {
                const auto record = scene_.corpus.get(row);
                if (!record) {
                    return record.error();
                }
                if (thread.own.contains(row)) {
                    said.push_back(said_words(*(*record)->document));
                    continue;
                }
                if ((*record)->record.author_role == "channel") {
                    continue; // the office repeats the question that it answers
                }
                for (const SaidWords& words : said) {
                    for (const ByteSpan& run : repeated_runs(*(*record)->document, words)) {
                        add_quote(**record, run);
                    }
                }
            }
        }
        return {};
    }

    void add_quote(const CorpusRecord& record, ByteSpan where) {
        if (scene_.accounts.of(record) == Attribution::mine) {
            return;
        }
        const auto known = found_.find(record.record.id);
        const bool named = known != found_.end() && known->second.decision == MentionClass::certain;
        Mention mention = known != found_.end() ? known->second : start(record);
        const bool there =
            std::any_of(mention.spans.begin(), mention.spans.end(), [&](const MentionSpan& span) {
                return span.field == FieldRef{} &&
                       (span.where.contains(where) || where.contains(span.where));
            });
        if (there && known != found_.end() && quoted_.contains(record.row)) {
            return;
        }
        quoted_.insert(record.row);
        if (!named) {
            mention = start(record);
            mention.score = 0.5;
        }
        mention.decision = named ? MentionClass::certain : MentionClass::review;
        mention.spans.push_back({{}, where});
        mention.why.push_back(
            reason_string({named ? Phrase::quotes : Phrase::quotes_without_name}));
        found_.insert_or_assign(mention.record, std::move(mention));
    }

    Result<Trace> finish(const ReviewAnswers& answers) {
        std::vector<std::pair<std::string, Mention>> ordered;
        for (auto& [id, mention] : found_) {
            const auto record = scene_.corpus.get(mention.row);
            if (!record) {
                return record.error();
            }
            std::sort(mention.spans.begin(), mention.spans.end(), by_place);
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
        trace_.bare_first_names_left_out = scene_.bare_first_names_left_out;
        std::erase_if(trace_.addressed,
                      [this](const Mention& mention) { return found_.contains(mention.record); });
        return std::move(trace_);
    }

    static void apply_answer(const ReviewAnswers& answers, Mention& mention) {
        if (answers.yes.contains(mention.record)) {
            mention.decision = MentionClass::certain;
            mention.score = 1.0;
            mention.why.push_back(reason_string({Phrase::answered_yes}));
        } else if (answers.no.contains(mention.record) ||
                   (answers.namesakes.contains(mention.record) &&
                    mention.decision == MentionClass::review)) {
            mention.decision = MentionClass::excluded;
            mention.score = 0;
            mention.why.push_back(reason_string({Phrase::answered_no}));
        }
    }

    void put(Mention mention) { found_.insert_or_assign(mention.record, std::move(mention)); }

    Scene& scene_;
    std::map<std::string, Mention> found_;
    std::vector<SaidWords> said_;
    std::set<RecordRow> quoted_; ///< records in which a quotation was found
    Trace trace_;
};

Result<Trace> investigate(Corpus& corpus, const Subject& subject, const NameKnowledge& names,
                          const ReviewAnswers& answers) {
    Scene scene{corpus, subject, names};
    if (auto gathered = gather(scene); !gathered) {
        return gathered.error();
    }
    return Decider{scene}.run(answers);
}

} // namespace

Tracer::Tracer(std::shared_ptr<const Knowledge> knowledge) : knowledge_{std::move(knowledge)} {}
Tracer::~Tracer() = default;
Tracer::Tracer(Tracer&&) noexcept = default;
Tracer& Tracer::operator=(Tracer&&) noexcept = default;

Result<Tracer> Tracer::create(std::span<const std::filesystem::path> pattern_folders) {
    if (pattern_folders.empty()) {
        return Error{ErrorCode::bad_argument, "no folder of patterns"};
    }
    auto patterns = PatternSet::load(pattern_folders);
    return patterns ? create(std::move(*patterns)) : Result<Tracer>{patterns.error()};
}

Result<Tracer> Tracer::create(std::shared_ptr<const PatternSet> patterns) {
    const NameLists* const names = patterns->names();
    if (names == nullptr) {
        return Error{ErrorCode::not_found, "no folder of patterns has names"};
    }
    const std::shared_ptr<const NameLists> lists{std::move(patterns), names};
    auto knowledge = std::make_shared<Knowledge>();
    knowledge->lists = lists;
    knowledge->names = {
        [names = lists](std::string_view name) {
            const auto views = names->diminutives_of(name);
            return std::vector<std::string>(views.begin(), views.end());
        },
        [names = lists](std::string_view name) {
            const auto views = names->full_names_of(name);
            return std::vector<std::string>(views.begin(), views.end());
        },
        [names = lists](std::string_view word) { return names->is_first_name(word); },
        [names = lists](std::string_view word) { return names->is_common_word(word); },
        [names = lists](std::string_view word) { return names->surname_look(word); },
        [names = lists](std::string_view word) { return names->is_figure(word); },
        [names = lists](std::string_view word) { return names->is_place(word); },
        [names = lists](std::string_view word) { return names->is_surname(word); },
        [names = lists](std::string_view name) { return names->sex_of(name); }};
    return Tracer{std::move(knowledge)};
}

Result<Trace> Tracer::trace(const Archive& archive, const Subject& subject,
                            const ReviewAnswers& answers) const {
    const auto corpus = archive_corpus(archive);
    if (!corpus) {
        return corpus.error();
    }
    return investigate(**corpus, subject, knowledge_->names, answers);
}

Result<Trace> Tracer::trace(std::span<const Record> records,
                            std::span<const std::vector<FieldFinding>> findings,
                            const Subject& subject, const ReviewAnswers& answers) const {
    const auto corpus = memory_corpus(records, findings, term_extractor());
    return investigate(*corpus, subject, knowledge_->names, answers);
}

std::vector<MentionSpan> Tracer::own_places(const Record& record,
                                            std::span<const FieldFinding> findings,
                                            const Subject& subject) const {
    CorpusRecord only;
    only.record = record;
    only.findings.assign(findings.begin(), findings.end());
    only.document = std::make_unique<detect::Document>(only.text());
    const NameProfile profile = make_profile(subject, knowledge_->names);
    std::vector<MentionSpan> places;
    for (const IdentifierHit& hit : find_identifiers(only, identifiers_of(subject))) {
        places.push_back(hit.span);
    }
    for (const NameMatch& match : match_names(*only.document, profile, knowledge_->names)) {
        if (exclusion_of(*only.document, match, profile, knowledge_->names) == Exclusion::none) {
            places.push_back({{}, only.document->source_span(match.begin, match.end)});
        }
    }
    std::sort(places.begin(), places.end(), by_place);
    return places;
}

TermExtractor Tracer::term_extractor() const {
    return [knowledge = knowledge_](const Record& record, std::span<const FieldFinding> findings,
                                    const detect::Document* text) {
        return index_terms(record, findings, text, knowledge->lists->table());
    };
}

} // namespace oblio
