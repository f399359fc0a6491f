// lib/src/erasure/subject_plan.cpp
#include "oblio/erasure/subject_plan.hpp"

#include "archive/crypto.hpp"
#include "oblio/detect/scanner.hpp"
#include "oblio/erasure/hold.hpp"
#include "oblio/text/fold.hpp"
#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <set>

namespace oblio {
namespace {

bool is_author(Field field) {
    return field == Field::author_id || field == Field::author_name ||
           field == Field::author_handle;
}

/// The strings that name one account of a record.
std::vector<FieldRef> account_fields(FieldRef field) {
    switch (field.field) {
    case Field::recipient_id:
    case Field::recipient_name:
    case Field::recipient_handle:
        return {{Field::recipient_id, field.index},
                {Field::recipient_name, field.index},
                {Field::recipient_handle, field.index}};
    case Field::reply_to_author_id:
    case Field::reply_to_author_name:
    case Field::reply_to_author_handle:
        return {{Field::reply_to_author_id, 0},
                {Field::reply_to_author_name, 0},
                {Field::reply_to_author_handle, 0}};
    case Field::reaction_author_id:
    case Field::reaction_author_name:
        return {{Field::reaction_author_id, field.index},
                {Field::reaction_author_name, field.index}};
    default:
        return {};
    }
}

class Planner {
public:
    Planner(const Archive& archive, const Subject& subject, const Trace& trace,
            std::string_view ground, const std::map<std::string, KeepReason>& keep)
        : archive_{archive}, subject_{subject}, trace_{trace}, ground_{ground}, keep_{keep} {}

    Result<PlanInput> make();

private:
    Result<void> take_certain();
    Result<void> take_accounts();
    Result<void> take_account(const IndexTerm& term);
    Result<void> take_place(RecordRow row, FieldRef field);
    Result<void> take_conversations();
    Result<void> decide();
    void redact(RecordRow row, RedactSpan span);
    void identities();
    void needles();
    void add_needle(std::string value);

    const Archive& archive_;
    const Subject& subject_;
    const Trace& trace_;
    std::string_view ground_;
    const std::map<std::string, KeepReason>& keep_;
    PlanInput input_;
    std::set<RecordRow> purged_, untouched_;
    std::map<RecordRow, std::vector<RedactSpan>> redactions_;
    std::set<std::pair<IndexKind, std::string>> accounts_;
    std::set<std::string> account_names_; ///< folded
    std::set<BlindKey> threads_;
};

void Planner::redact(RecordRow row, RedactSpan span) {
    if (purged_.contains(row)) {
        return;
    }
    auto& spans = redactions_[row];
    const bool there = std::any_of(spans.begin(), spans.end(), [&](const RedactSpan& other) {
        return other.field == span.field && other.where == span.where;
    });
    if (!there) {
        spans.push_back(std::move(span));
    }
}

Result<void> Planner::take_certain() {
    for (const Mention& mention : trace_.review) {
        untouched_.insert(mention.row);
    }
    for (const Mention& mention : trace_.certain) {
        if (mention.role == MentionRole::authored) {
            purged_.insert(mention.row);
        }
    }
    for (const auto* list : {&trace_.certain, &trace_.addressed}) {
        for (const Mention& mention : *list) {
            if (purged_.contains(mention.row) || mention.spans.empty()) {
                continue;
            }
            auto stored = archive_.open_record(mention.row);
            if (!stored) {
                return stored.error();
            }
            for (const MentionSpan& span : mention.spans) {
                const auto account = account_fields(span.field);
                for (const FieldRef field : account) {
                    if (field_text(stored->record, field)) {
                        redact(mention.row, {field, {}, {}});
                    }
                }
                if (account.empty() && !span.where.empty()) {
                    redact(mention.row, {span.field, span.where, {}});
                }
            }
        }
    }
    return {};
}

/// An account is the subject's if all that it wrote is: a borrowed telephone is not.
Result<void> Planner::take_accounts() {
    std::map<BlindKey, bool> judged;
    for (const RecordRow row : purged_) {
        auto stored = archive_.open_record(row);
        if (!stored) {
            return stored.error();
        }
        if (stored->summary.thread && stored->summary.is_private) {
            threads_.insert(*stored->summary.thread);
        }
        if (!stored->summary.author) {
            continue;
        }
        auto [entry, fresh] = judged.try_emplace(*stored->summary.author, false);
        if (fresh) {
            auto rows = archive_.author_records(*stored->summary.author);
            if (!rows) {
                return rows.error();
            }
            entry->second = std::all_of(rows->begin(), rows->end(),
                                        [&](RecordRow r) { return purged_.contains(r); });
        }
        if (!entry->second) {
            continue;
        }
        const Record& record = stored->record;
        if (record.author.name) {
            account_names_.insert(fold_to_string(*record.author.name));
        }
        if (record.author.id) {
            accounts_.emplace(IndexKind::account_id,
                              account_value(record.platform, *record.author.id));
        }
        if (record.author.handle) {
            accounts_.emplace(IndexKind::handle, handle_value(*record.author.handle));
        }
        if (!record.author.id && !record.author.handle && record.author.name) {
            accounts_.emplace(IndexKind::display_name, display_name_value(*record.author.name));
        }
    }
    for (const auto& [kind, value] : accounts_) {
        if (auto done = take_account({kind, value, {}, 0, 0}); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Planner::take_account(const IndexTerm& term) {
    auto hits = archive_.records_with(term.kind, term.value);
    if (!hits) {
        return hits.error();
    }
    for (const IndexHit& hit : *hits) {
        if (purged_.contains(hit.row) || untouched_.contains(hit.row)) {
            continue;
        }
        auto fields = archive_.places(hit.row, archive_.blind_key(term.kind, term.value));
        if (!fields) {
            return fields.error();
        }
        for (const FieldRef field : *fields) {
            if (is_author(field.field)) {
                continue;
            }
            if (auto done = take_place(hit.row, field); !done) {
                return done;
            }
        }
    }
    return {};
}

Result<void> Planner::take_place(RecordRow row, FieldRef place) {
    auto stored = archive_.open_record(row);
    if (!stored) {
        return stored.error();
    }
    const Record& record = stored->record;
    for (const FieldRef field : account_fields(place)) {
        if (field_text(record, field)) {
            redact(row, {field, {}, {}});
        }
    }
    if (place.field == Field::entity_value && place.index < record.entities.size()) {
        redact(row, {place, {}, {}});
        const Entity& tag = record.entities[place.index];
        if (record.text && tag.start < tag.end) {
            const OffsetIndex index{*record.text};
            const ByteSpan where{index.bytes(tag.start), index.bytes(tag.end)};
            if (!where.empty()) {
                redact(row, {{Field::text, 0}, where, {}});
            }
        }
    }
    return {};
}

/// A private conversation is often called after the person: that name goes from the other side's
/// messages too. What stands in its place keeps the messages together.
Result<void> Planner::take_conversations() {
    for (const BlindKey& thread : threads_) {
        auto rows = archive_.thread_records(thread);
        if (!rows) {
            return rows.error();
        }
        for (const RecordRow row : *rows) {
            if (purged_.contains(row) || untouched_.contains(row)) {
                continue;
            }
            auto stored = archive_.open_record(row);
            if (!stored) {
                return stored.error();
            }
            const std::string name = fold_to_string(stored->record.thread_id.value_or(""));
            const bool names =
                std::any_of(account_names_.begin(), account_names_.end(), [&](const auto& value) {
                    return !value.empty() && name.find(value) != std::string::npos;
                });
            if (names) {
                redact(row,
                       {{Field::thread, 0}, {}, "omissis-" + to_hex(thread.bytes).substr(0, 8)});
            }
        }
    }
    return {};
}

Result<void> Planner::decide() {
    auto holds = HoldSet::load(archive_, rome_date(archive_.environment().clock.now()));
    if (!holds) {
        return holds.error();
    }
    std::set<RecordRow> rows = purged_;
    for (const auto& [row, spans] : redactions_) {
        rows.insert(row);
    }
    std::size_t kept = 0;
    for (const RecordRow row : rows) {
        auto stored = archive_.open_record(row);
        if (!stored) {
            return stored.error();
        }
        Decision decision;
        decision.row = row;
        decision.ground = ground_;
        const auto asked = keep_.find(stored->record.id);
        const Hold* hold = holds->on(stored->summary);
        if (asked != keep_.end() || hold != nullptr) {
            decision.action = Action::keep;
            decision.ground = hold != nullptr ? hold->ground : asked->second.ground;
            decision.reason = hold != nullptr ? hold->reason : asked->second.reason;
            decision.review_on = hold != nullptr ? hold->until : asked->second.review_on;
            decision.author = hold != nullptr ? hold->author : asked->second.author;
            kept += asked != keep_.end() ? 1U : 0U;
            if (decision.ground.empty()) {
                decision.ground = "X17E";
            }
        } else if (purged_.contains(row)) {
            decision.action = Action::purge;
        } else {
            decision.action = Action::redact;
            decision.spans = redactions_[row];
        }
        input_.decisions.push_back(std::move(decision));
    }
    if (kept != keep_.size()) {
        return Error{ErrorCode::bad_argument,
                     "a record to keep is not among those that the plan would touch"};
    }
    return {};
}

void Planner::identities() {
    const auto add = [&](FindingType type, const std::string& value) {
        input_.suppress.push_back({identifier_kind(type), Scanner::canonical(type, value)});
    };
    for (const std::string& phone : subject_.phones) {
        add(FindingType::phone, phone);
    }
    for (const std::string& email : subject_.emails) {
        add(FindingType::email, email);
    }
    for (const std::string& plate : subject_.plates) {
        add(FindingType::plate, plate);
    }
    if (subject_.fiscal_code) {
        add(FindingType::fiscal_code, *subject_.fiscal_code);
    }
    for (const SubjectHandle& handle : subject_.handles) {
        input_.suppress.push_back({IndexKind::handle, handle_value(handle.handle)});
    }
    for (const auto& [kind, value] : accounts_) {
        if (kind != IndexKind::display_name) {
            input_.suppress.push_back({kind, value});
        }
    }
    std::erase_if(input_.suppress, [](const SuppressedIdentity& i) { return i.value.empty(); });
}

void Planner::add_needle(std::string value) {
    constexpr std::size_t telling = 7; // shorter ones are met by chance
    if (value.size() >= telling) {
        input_.needles.push_back(std::move(value));
    }
}

void Planner::needles() {
    add_needle(subject_.name);
    const auto space = subject_.name.find(' ');
    if (space != std::string::npos && subject_.name.find(' ', space + 1) == std::string::npos) {
        add_needle(subject_.name.substr(space + 1) + " " + subject_.name.substr(0, space));
    }
    for (const auto* list : {&subject_.aliases, &subject_.emails, &subject_.plates}) {
        for (const std::string& value : *list) {
            add_needle(value);
        }
    }
    for (const std::string& phone : subject_.phones) {
        add_needle(phone);
        const std::string canonical = Scanner::canonical(FindingType::phone, phone);
        add_needle(canonical);
        if (canonical.starts_with("+39")) {
            add_needle(canonical.substr(3));
        }
    }
    for (const SubjectHandle& handle : subject_.handles) {
        add_needle(handle.handle);
    }
    if (subject_.fiscal_code) {
        add_needle(*subject_.fiscal_code);
    }
    std::sort(input_.needles.begin(), input_.needles.end());
    input_.needles.erase(std::unique(input_.needles.begin(), input_.needles.end()),
                         input_.needles.end());
}

Result<PlanInput> Planner::make() {
    input_.purpose = "request";
    input_.left_for_review = trace_.review.size();
    for (const auto step : {&Planner::take_certain, &Planner::take_accounts,
                            &Planner::take_conversations, &Planner::decide}) {
        if (auto done = (this->*step)(); !done) {
            return done.error();
        }
    }
    identities();
    needles();
    return std::move(input_);
}

} // namespace

Result<PlanInput> plan_for_subject(const Archive& archive, const Subject& subject,
                                   const Trace& trace, std::string_view ground,
                                   const std::map<std::string, KeepReason>& keep) {
    return Planner{archive, subject, trace, ground, keep}.make();
}

} // namespace oblio
