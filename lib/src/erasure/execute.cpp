// lib/src/erasure/execute.cpp: the one guarded way; the order of writes is in the header.
#include "oblio/erasure/execute.hpp"

#include "archive/slot_ranges.hpp"
#include "archive/store.hpp"
#include "archive/suppression_file.hpp"
#include "erasure/byte_scanner.hpp"
#include "erasure/change.hpp"
#include "erasure/proof.hpp"
#include "oblio/erasure/hold.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace oblio {
namespace {

using nlohmann::json;
using Ticks = std::chrono::steady_clock;

std::chrono::microseconds since(Ticks::time_point start) {
    return std::chrono::duration_cast<std::chrono::microseconds>(Ticks::now() - start);
}

bool is_tombstone(RecordState state) {
    return state == RecordState::purged || state == RecordState::lost;
}

/// What an execution carries from step to step; sealed in the database between the transaction
/// and the end, so that another process can go on.
struct Job {
    std::string plan;
    std::uint64_t intent = 0;
    Receipt receipt;
    std::vector<std::string> erased; ///< bytes that must not be left in the database file
};

json receipt_json(const Receipt& receipt) {
    return {{"purged", receipt.purged},
            {"redacted", receipt.redacted},
            {"kept", receipt.kept},
            {"restricted", receipt.restricted},
            {"quarantined", receipt.quarantined},
            {"released", receipt.released},
            {"terms", receipt.terms_erased},
            {"slots", receipt.slots_shredded},
            {"rewritten", receipt.rewritten},
            {"at", format_instant(receipt.at)}};
}

Receipt read_receipt(const json& value, std::string_view plan) {
    Receipt receipt;
    receipt.plan = plan;
    receipt.purged = value.at("purged").get<std::uint64_t>();
    receipt.redacted = value.at("redacted").get<std::uint64_t>();
    receipt.kept = value.at("kept").get<std::uint64_t>();
    receipt.restricted = value.at("restricted").get<std::uint64_t>();
    receipt.quarantined = value.at("quarantined").get<std::uint64_t>();
    receipt.released = value.at("released").get<std::uint64_t>();
    receipt.terms_erased = value.at("terms").get<std::uint64_t>();
    receipt.slots_shredded = value.at("slots").get<std::uint64_t>();
    receipt.rewritten = value.at("rewritten").get<bool>();
    receipt.at = parse_instant(value.at("at").get<std::string>()).value_or(Instant{});
    return receipt;
}

std::string job_json(const Job& job) {
    json erased = json::array();
    for (const std::string& bytes : job.erased) {
        erased.push_back(to_hex(bytes_of(bytes)));
    }
    return json{{"plan", job.plan},
                {"intent", job.intent},
                {"receipt", receipt_json(job.receipt)},
                {"erased", std::move(erased)}}
        .dump();
}

Result<std::optional<Job>> load_job(const Archive& archive) {
    auto document = archive.document("job", "current");
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return std::optional<Job>{};
    }
    try {
        const json value = json::parse((*document)->json);
        Job job;
        job.plan = value.at("plan").get<std::string>();
        job.intent = value.at("intent").get<std::uint64_t>();
        job.receipt = read_receipt(value.at("receipt"), job.plan);
        for (const json& hex : value.at("erased")) {
            if (const auto bytes = from_hex(hex.get<std::string>())) {
                job.erased.emplace_back(text_of(*bytes));
            }
        }
        return std::optional{std::move(job)};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the interrupted execution cannot be read"};
    }
}

/// One item made ready before the transaction.
struct Prepared {
    const PlanItem* item = nullptr;
    OpenedRecord opened;
    std::string record_id;
    std::optional<RedactedBody> body;
    Slot new_slot = 0;
    std::array<std::byte, 32> new_key{};
};

/// One execution, from the checks to the end. Threads: one thread at a time.
class Execution {
public:
    Execution(Archive& archive, const Plan& plan, const ExecuteOptions& options)
        : archive_{archive}, store_{archive.store()}, plan_{plan}, options_{options} {}

    Result<Receipt> run();

private:
    Result<void> check();
    Result<void> check_item(const PlanItem& item, const HoldSet& holds, std::uint64_t& changed);
    Result<bool> hidden_by_this_case(RecordRow row);
    Result<void> prepare();
    Result<void> intend();
    Result<void> commit();
    Result<void> change(Prepared& prepared, std::int64_t generation);
    Result<void> purge(const Prepared& prepared, std::int64_t generation);
    Result<void> redact(const Prepared& prepared, std::int64_t generation);
    Result<void> set_state(const Prepared& prepared, std::int64_t generation);
    Result<void> forget_terms(const std::vector<BlindKey>& keys, RecordRow row);
    Result<void> close_empty_threads();
    Result<void> suppress();
    void will_suppress(const BlindKey& tag, SuppressionAction action);
    Result<void> collect_erased();
    void tell(std::string_view what, std::uint64_t done, std::uint64_t total) const {
        if (options_.progress) {
            options_.progress(what, done, total);
        }
    }

    Archive& archive_;
    Archive::Store& store_;
    const Plan& plan_;
    const ExecuteOptions& options_;
    std::vector<Prepared> items_;
    std::vector<Slot> doomed_purge_, doomed_redact_;
    std::vector<SuppressionEntry> suppression_;
    std::set<TermRow> touched_;
    std::set<BlindKey> touched_threads_;
    Job job_;
};

/// Nothing is written here; the parts that can change are checked again in the transaction.
Result<void> Execution::check() {
    const auto records = static_cast<double>(plan_.archive_records);
    const std::uint64_t purges = plan_.count(Action::purge);
    auto approval = approval_of(archive_, plan_.hash);
    if (!approval) {
        return approval.error();
    }
    if (!*approval) {
        return Error{ErrorCode::not_executed, "the plan is not approved"};
    }
    const bool over = static_cast<double>(purges) > options_.caps.share * records &&
                      purges > static_cast<std::uint64_t>(std::max(0, options_.caps.always));
    if (over && (*approval)->over_cap_by.empty()) {
        return Error{ErrorCode::over_cap,
                     "the plan would purge " + std::to_string(purges) + " of " +
                         std::to_string(plan_.archive_records) +
                         " records, more than the policy allows without a second approval"};
    }
    const auto holds = HoldSet::load(archive_, rome_date(store_.environment.clock.now()));
    if (!holds) {
        return holds.error();
    }
    std::uint64_t changed = 0;
    for (const PlanItem& item : plan_.items) {
        if (auto fit = check_item(item, *holds, changed); !fit) {
            return fit;
        }
    }
    if (changed > 0) {
        return Error{ErrorCode::stale_plan, std::to_string(changed) + " of " +
                                                std::to_string(plan_.items.size()) +
                                                " records changed since the plan was made; make "
                                                "a new plan"};
    }
    return {};
}

/// An objection hides meanwhile what its own plan may erase in the end.
Result<bool> Execution::hidden_by_this_case(RecordRow row) {
    auto all = plans(archive_);
    if (!all) {
        return all.error();
    }
    return std::any_of(all->begin(), all->end(), [&](const Plan& earlier) {
        return plan_.purpose == "request" && earlier.id == plan_.id &&
               std::any_of(earlier.items.begin(), earlier.items.end(), [&](const PlanItem& item) {
                   return item.decision.row == row && item.decision.action == Action::restrict;
               });
    });
}

Result<void> Execution::check_item(const PlanItem& item, const HoldSet& holds,
                                   std::uint64_t& changed) {
    auto summary = store_.summary(item.decision.row);
    if (!summary) {
        return summary.error();
    }
    if (!*summary || is_tombstone((*summary)->state) || (*summary)->digest != item.digest) {
        ++changed;
        return {};
    }
    const bool erases =
        item.decision.action == Action::purge || item.decision.action == Action::redact;
    if (!erases) {
        return {};
    }
    const std::string name = "record " + std::to_string(number_of(item.decision.row));
    if (const Hold* hold = holds.on(**summary)) {
        return Error{ErrorCode::held, name + ": held (" + hold->ground + "), so not erased"};
    }
    if ((*summary)->state == RecordState::restricted) {
        auto ours = hidden_by_this_case(item.decision.row);
        if (!ours) {
            return ours.error();
        }
        if (*ours) {
            return {};
        }
        return Error{ErrorCode::held,
                     name + ": its use is restricted (GDPR art. 18); release it first"};
    }
    return {};
}

Result<void> Execution::prepare() {
    std::vector<std::array<std::byte, 32>> keys;
    for (const PlanItem& item : plan_.items) {
        if (item.decision.action == Action::keep) {
            ++job_.receipt.kept;
            continue;
        }
        auto opened = store_.open(item.decision.row);
        if (!opened) {
            return opened.error();
        }
        std::string id = opened->envelope.record.id;
        Prepared prepared{&item, std::move(*opened), std::move(id), {}, 0, {}};
        if (item.decision.action == Action::redact) {
            prepared.body = redacted_body(store_, prepared.opened, item.decision.spans);
            prepared.new_slot = static_cast<Slot>(keys.size());
            store_.environment.random.fill(prepared.new_key);
            keys.push_back(prepared.new_key);
        }
        const bool purge = item.decision.action == Action::purge;
        if (purge || item.decision.action == Action::redact) {
            (purge ? doomed_purge_ : doomed_redact_)
                .push_back(prepared.opened.sealed.slot.value_or(0));
            will_suppress(store_.suppression_tag(IndexKind::record_id, prepared.record_id),
                          purge ? SuppressionAction::block : SuppressionAction::redact);
        }
        items_.push_back(std::move(prepared));
    }
    auto first = store_.slots->append(keys);
    wipe(std::as_writable_bytes(std::span{keys}));
    if (!first) {
        return first.error();
    }
    for (Prepared& prepared : items_) {
        prepared.new_slot += *first;
    }
    return {};
}

Result<void> Execution::intend() {
    const json data{{"plan", plan_.hash},
                    {"purge", plan_.count(Action::purge)},
                    {"redact", plan_.count(Action::redact)},
                    {"purge_slots", slot_ranges(doomed_purge_)},
                    {"redact_slots", slot_ranges(doomed_redact_)},
                    {"end", store_.slots->count()}};
    auto entry = store_.ledger->append("purge-intent", data.dump());
    if (!entry) {
        return entry.error();
    }
    job_.intent = entry->number;
    for (const BlindKey& tag : plan_.suppress) {
        will_suppress(tag, SuppressionAction::redact);
    }
    return append_suppression(store_, job_.intent, suppression_);
}

void Execution::will_suppress(const BlindKey& tag, SuppressionAction action) {
    const Instant now = store_.environment.clock.now();
    suppression_.push_back({tag, action, now, now + std::chrono::days{plan_.suppression_days}});
}

Result<void> Execution::forget_terms(const std::vector<BlindKey>& keys, RecordRow row) {
    for (const BlindKey& key : keys) {
        auto gone = store_.terms.remove(key, row);
        if (!gone) {
            return gone.error();
        }
        touched_.insert(gone->begin(), gone->end());
        job_.receipt.terms_erased += gone->size();
    }
    return {};
}

Result<void> Execution::purge(const Prepared& prepared, std::int64_t generation) {
    const RecordSummary& summary = prepared.opened.sealed.summary;
    const RecordRow row = summary.row;
    // The tombstone keeps its place in the thread: its row under the thread's key.
    std::vector<BlindKey> keys;
    for (const StoredTerm& term : prepared.opened.envelope.terms) {
        const bool place = summary.thread && term.field.field == Field::thread &&
                           same_term_key(term.key, *summary.thread);
        if (!place) {
            keys.push_back(term.key);
        }
    }
    if (auto gone = forget_terms(keys, row); !gone) {
        return gone;
    }
    if (summary.thread) {
        touched_threads_.insert(*summary.thread);
    }
    auto answers = store_.terms.records(store_.blind(IndexKind::reply_target, prepared.record_id));
    if (!answers) {
        return answers.error();
    }
    for (const RecordRow answer : *answers) {
        auto link = store_.statement("UPDATE record SET parent = ?2 WHERE row = ?1");
        if (!link) {
            return link.error();
        }
        if (auto done = (*link)->bind(1, number_of(answer)).bind(2, number_of(row)).run(); !done) {
            return done;
        }
    }
    auto body = store_.statement("DELETE FROM body WHERE row = ?1");
    if (!body) {
        return body.error();
    }
    if (auto gone = (*body)->bind(1, number_of(row)).run(); !gone) {
        return gone;
    }
    auto tombstone = store_.statement(
        "UPDATE record SET slot = NULL, author = NULL, state = 4, types = 0, findings = 0, "
        "digest = NULL, generation = ?2 WHERE row = ?1");
    if (!tombstone) {
        return tombstone.error();
    }
    if (auto done = (*tombstone)->bind(1, number_of(row)).bind(2, generation).run(); !done) {
        return done;
    }
    ++job_.receipt.purged;
    return {};
}

Result<void> Execution::redact(const Prepared& prepared, std::int64_t generation) {
    const RedactedBody& body = *prepared.body;
    const RecordRow row = body.summary.row;
    if (auto gone = forget_terms(body.removed, row); !gone) {
        return gone;
    }
    const std::string plain = store_.bodies.encode(body.envelope);
    const Bytes sealed =
        seal_once(store_.body_key(prepared.new_key, row), bytes_of(plain), store_.body_bound(row));
    RecordSummary summary = body.summary;
    if (auto now = store_.summary(row); now && *now) {
        summary.parent = (*now)->parent; // another item of the plan may have set it
    }
    if (auto put = store_.write_record(summary, prepared.new_slot, generation, sealed, false);
        !put) {
        return put;
    }
    for (const BlindKey& key : body.added) {
        const TermRow added = TermRow::of(key, row);
        if (auto put = store_.terms.add({&added, 1}); !put) {
            return put;
        }
    }
    ++job_.receipt.redacted;
    return {};
}

Result<void> Execution::set_state(const Prepared& prepared, std::int64_t generation) {
    RecordState state = RecordState::live;
    switch (prepared.item->decision.action) {
    case Action::restrict:
        state = RecordState::restricted;
        ++job_.receipt.restricted;
        break;
    case Action::quarantine:
        state = RecordState::quarantined;
        ++job_.receipt.quarantined;
        break;
    default:
        ++job_.receipt.released;
        break;
    }
    auto update = store_.statement("UPDATE record SET state = ?2, generation = ?3 WHERE row = ?1");
    if (!update) {
        return update.error();
    }
    return (*update)
        ->bind(1, number_of(prepared.item->decision.row))
        .bind(2, static_cast<std::int64_t>(state))
        .bind(3, generation)
        .run();
}

Result<void> Execution::change(Prepared& prepared, std::int64_t generation) {
    const Action action = prepared.item->decision.action;
    if (action != Action::purge && action != Action::redact) {
        return set_state(prepared, generation);
    }
    if (prepared.opened.sealed.slot) {
        if (auto noted = store_.note_shredding(*prepared.opened.sealed.slot); !noted) {
            return noted;
        }
        ++job_.receipt.slots_shredded;
    }
    return action == Action::purge ? purge(prepared, generation) : redact(prepared, generation);
}

/// A conversation of which nothing is left needs no shape: its key goes too.
Result<void> Execution::close_empty_threads() {
    for (const BlindKey& thread : touched_threads_) {
        auto members = store_.terms.records(thread);
        if (!members) {
            return members.error();
        }
        bool empty = true;
        for (const RecordRow row : *members) {
            auto summary = store_.summary(row);
            if (!summary) {
                return summary.error();
            }
            empty = empty && *summary && is_tombstone((*summary)->state);
        }
        if (!empty) {
            continue;
        }
        for (const RecordRow row : *members) {
            if (auto gone = forget_terms({thread}, row); !gone) {
                return gone;
            }
            auto clear = store_.statement("UPDATE record SET thread = NULL WHERE row = ?1");
            if (!clear) {
                return clear.error();
            }
            if (auto done = (*clear)->bind(1, number_of(row)).run(); !done) {
                return done;
            }
        }
    }
    return {};
}

Result<void> Execution::suppress() {
    for (const SuppressionEntry& entry : suppression_) {
        if (auto put = store_.add_suppression(entry); !put) {
            return put;
        }
    }
    return store_.set_meta("suppressing", 1);
}

/// What must not be left in any page: the bytes of index rows that are gone (those of a redacted
/// record may have moved only), and keys that no record has any more.
Result<void> Execution::collect_erased() {
    std::set<BlindKey> keys;
    for (const TermRow& term : touched_) {
        auto there = store_.terms.holds(term);
        if (!there) {
            return there.error();
        }
        if (!*there) {
            job_.erased.emplace_back(text_of(term.bytes));
        }
        keys.insert(term.key());
    }
    for (const BlindKey& key : keys) {
        auto hit = store_.terms.any_record(key);
        if (!hit) {
            return hit.error();
        }
        if (!*hit) {
            job_.erased.emplace_back(text_of(key.bytes));
        }
    }
    return {};
}

/// The transaction. The job's own key has to be in the slot file before, so the job is written
/// twice: prepared with what is known, then with what was erased.
Result<void> Execution::commit() {
    auto transaction = sqlite::Transaction::begin(*store_.database);
    if (!transaction) {
        return transaction.error();
    }
    if (auto fit = check(); !fit) {
        return fit;
    }
    auto generation = store_.next_generation();
    if (!generation) {
        return generation.error();
    }
    std::uint64_t done = 0;
    for (Prepared& prepared : items_) {
        if (auto changed = change(prepared, *generation); !changed) {
            return changed;
        }
        tell("purge", ++done, items_.size());
    }
    for (const auto step :
         {&Execution::close_empty_threads, &Execution::suppress, &Execution::collect_erased}) {
        if (auto stepped = (this->*step)(); !stepped) {
            return stepped;
        }
    }
    job_.plan = plan_.hash;
    job_.receipt.plan = plan_.hash;
    job_.receipt.at = store_.environment.clock.now();
    const Document document{"job", "current", job_json(job_), {}};
    auto prepared = store_.prepare_documents({&document, 1});
    if (!prepared) {
        return prepared.error();
    }
    if (auto put = store_.write_document(prepared->front()); !put) {
        return put;
    }
    if (auto put = store_.set_meta("job", static_cast<std::int64_t>(job_.intent)); !put) {
        return put;
    }
    if (auto put = store_.remember_slots(); !put) {
        return put;
    }
    if (auto put = store_.remember_ledger(); !put) {
        return put;
    }
    return transaction->commit();
}

/// Searches the database file; true if an erased key is still in it.
Result<bool> any_left(Archive::Store& store, const ByteScanner& scanner) {
    for (const std::string_view name : {"archive.db", "archive.db-wal"}) {
        const auto path = store.directory / name;
        if (!store.environment.files.exists(path)) {
            continue;
        }
        std::vector<std::uint64_t> counts(scanner.patterns().size());
        auto size = scanner.scan_file(store.environment.files, path, counts);
        if (!size) {
            return size.error();
        }
        if (std::any_of(counts.begin(), counts.end(), [](std::uint64_t n) { return n > 0; })) {
            return true;
        }
    }
    return false;
}

/// Steps 4 to 7, from whatever point the one before stopped at.
Result<Receipt> finish(Archive& archive, Job job, const ExecuteOptions& options) {
    Archive::Store& store = archive.store();
    const auto started = Ticks::now();
    if (auto done = store.finish_shredding(); !done) {
        return done.error();
    }
    if (auto done = store.database->empty_log(); !done) {
        return done.error();
    }
    job.receipt.purge_time += since(started);
    if (options.scan) {
        const ByteScanner scanner{job.erased};
        auto left = any_left(store, scanner);
        if (left && *left) {
            job.receipt.rewritten = true;
            if (auto done = store.database->vacuum(); !done) {
                return done.error();
            }
            if (auto done = store.database->empty_log(); !done) {
                return done.error();
            }
            left = any_left(store, scanner);
        }
        if (!left) {
            return left.error();
        }
        if (*left) {
            return Error{ErrorCode::remnant_found,
                         "archive.db: an erased key is still there after rewriting the file"};
        }
    }
    const auto closing = Ticks::now();
    const auto& entries = store.ledger->entries();
    auto noted = std::find_if(entries.rbegin(), entries.rend(), [&](const LedgerEntry& entry) {
        return entry.operation == "purge-done" && entry.number > job.intent;
    });
    std::uint64_t number = noted == entries.rend() ? 0 : noted->number;
    if (number == 0) {
        auto entry = store.ledger->append("purge-done", json{{"intent", job.intent}}.dump());
        if (!entry) {
            return entry.error();
        }
        number = entry->number;
    }
    const Document executed{"execution", job.plan, receipt_json(job.receipt).dump(), {}};
    auto prepared = store.prepare_documents({&executed, 1});
    if (!prepared) {
        return prepared.error();
    }
    auto transaction = sqlite::Transaction::begin(*store.database);
    if (!transaction) {
        return transaction.error();
    }
    if (auto put = store.write_document(prepared->front()); !put) {
        return put.error();
    }
    if (auto gone = store.remove_document("job", "current"); !gone) {
        return gone.error();
    }
    if (auto gone = store.database->execute("DELETE FROM meta WHERE name = 'job'"); !gone) {
        return gone.error();
    }
    if (auto put = store.set_meta("erasures", static_cast<std::int64_t>(number)); !put) {
        return put.error();
    }
    if (auto put = store.remember_slots(); !put) {
        return put.error();
    }
    if (auto put = store.remember_ledger(); !put) {
        return put.error();
    }
    if (auto done = transaction->commit(); !done) {
        return done.error();
    }
    if (auto done = store.finish_shredding(); !done) {
        return done.error();
    }
    if (auto done = store.database->empty_log(); !done) {
        return done.error();
    }
    job.receipt.purge_time += since(closing);
    return job.receipt;
}

/// An intent that never reached the database: nothing was erased under it.
Result<void> abandon_open_intents(Archive::Store& store) {
    const auto& entries = store.ledger->entries();
    std::uint64_t open = 0;
    for (const LedgerEntry& entry : entries) {
        if (entry.operation == "purge-intent") {
            open = entry.number;
        } else if (entry.operation == "purge-done" || entry.operation == "purge-abandoned") {
            open = 0;
        }
    }
    if (open == 0) {
        return {};
    }
    auto entry = store.record_in_ledger("purge-abandoned", json{{"intent", open}}.dump());
    return entry ? Result<void>{} : Result<void>{entry.error()};
}

Result<Receipt> Execution::run() {
    const auto started = Ticks::now();
    if (auto fit = check(); !fit) {
        return fit.error();
    }
    if (options_.proof) {
        if (auto measured = measure_before(archive_, plan_, options_.progress); !measured) {
            return measured.error();
        }
    }
    const auto purging = Ticks::now();
    for (const auto step : {&Execution::prepare, &Execution::intend, &Execution::commit}) {
        if (auto done = (this->*step)(); !done) {
            return done.error();
        }
    }
    job_.receipt.purge_time = since(purging);
    auto receipt = finish(archive_, job_, options_);
    if (receipt) {
        receipt->total_time = since(started);
    }
    return receipt;
}

Result<std::optional<Receipt>> earlier_execution(const Archive& archive, std::string_view hash) {
    auto document = archive.document("execution", hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return std::optional<Receipt>{};
    }
    try {
        return std::optional{read_receipt(json::parse((*document)->json), hash)};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "an execution cannot be read"};
    }
}

} // namespace

Result<bool> is_interrupted(const Archive& archive) {
    auto job = archive.store().meta("job");
    if (!job) {
        return job.error();
    }
    return job->has_value();
}

Result<Receipt> resume(Archive& archive, const ExecuteOptions& options) {
    Archive::Store& store = archive.store();
    if (auto may = store.require_writable(); !may) {
        return may.error();
    }
    auto job = load_job(archive);
    if (!job) {
        return job.error();
    }
    if (!*job) {
        Receipt nothing;
        nothing.status = ExecuteStatus::nothing_to_erase;
        if (auto done = abandon_open_intents(store); !done) {
            return done.error();
        }
        return nothing;
    }
    auto receipt = finish(archive, std::move(**job), options);
    if (receipt) {
        receipt->status = ExecuteStatus::resumed;
    }
    return receipt;
}

Result<Receipt> execute_plan(Archive& archive, std::string_view hash,
                             const ExecuteOptions& options) {
    auto before = resume(archive, options);
    if (!before) {
        return before;
    }
    if (before->status == ExecuteStatus::resumed && before->plan == hash) {
        return before;
    }
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    auto earlier = earlier_execution(archive, hash);
    if (!earlier) {
        return earlier.error();
    }
    if (*earlier) {
        (*earlier)->status = ExecuteStatus::already_done;
        return **earlier;
    }
    if (plan->items.size() == plan->count(Action::keep)) {
        auto approval = approval_of(archive, hash);
        if (!approval) {
            return approval.error();
        }
        if (!*approval) {
            return Error{ErrorCode::not_executed, "the plan is not approved"};
        }
        Receipt nothing;
        nothing.status = ExecuteStatus::nothing_to_erase;
        nothing.plan = hash;
        nothing.kept = plan->count(Action::keep);
        return nothing;
    }
    return Execution{archive, *plan, options}.run();
}

} // namespace oblio
