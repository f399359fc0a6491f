// lib/src/archive/importer.cpp: takes records in: one batch, one transaction, keys first.
#include "archive/store.hpp"
#include "archive/suppress.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace oblio {
namespace {

constexpr std::size_t batch_bytes = 64U << 20U;

/// A record that waits for its batch to be written.
struct Pending {
    RecordSummary summary;
    std::string body; ///< encoded, not sealed
    std::vector<BlindKey> keys;
    std::optional<Slot> old_slot; ///< of the version it replaces
    std::vector<BlindKey> old_keys;
    ImportOutcome outcome = ImportOutcome::fresh;
};

struct KeyHash {
    std::size_t operator()(const BlindKey& key) const noexcept {
        return std::bit_cast<std::size_t>(key.bytes); // a keyed hash already
    }
};

/// Says of most ids that were not taken in since the archive was empty that they were not, so
/// that the index need not be asked. Two mebibytes; wrong once in 400 at a million ids.
class TakenIds {
public:
    void add(const BlindKey& id) {
        for (unsigned i = 0; i < 4; ++i) {
            bits_[place(id, i) / 64] |= 1ULL << (place(id, i) % 64);
        }
    }
    [[nodiscard]] bool perhaps(const BlindKey& id) const {
        for (unsigned i = 0; i < 4; ++i) {
            if ((bits_[place(id, i) / 64] >> (place(id, i) % 64) & 1U) == 0) {
                return false;
            }
        }
        return true;
    }

private:
    static constexpr unsigned log_size = 24;
    static std::size_t place(const BlindKey& id, unsigned which) {
        const std::uint64_t mixed =
            std::bit_cast<std::uint64_t>(id.bytes) * (0x9E3779B97F4A7C15ULL + 2 * which);
        return static_cast<std::size_t>(mixed >> (64U - log_size));
    }
    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>((1U << log_size) / 64);
};

void count(ImportAccount& account, ImportOutcome outcome, std::uint64_t times) {
    switch (outcome) {
    case ImportOutcome::fresh:
        account.fresh += times;
        break;
    case ImportOutcome::known:
        account.known += times;
        break;
    case ImportOutcome::superseded:
        account.superseded += times;
        break;
    case ImportOutcome::suppressed:
        account.suppressed += times;
        break;
    case ImportOutcome::redacted:
        account.redacted += times;
        break;
    case ImportOutcome::quarantined:
        account.quarantined += times;
        break;
    }
}

} // namespace

struct PreparedRecord::State {
    Record record;
    std::vector<FieldFinding> findings;
    RecordSummary summary; ///< but for row, time of import and state
    BlindKey id;
    std::vector<BlindKey> keys;
    std::string body; ///< encoded, not sealed
};

PreparedRecord::PreparedRecord(std::unique_ptr<State> state) : state_{std::move(state)} {}
PreparedRecord::PreparedRecord(PreparedRecord&&) noexcept = default;
PreparedRecord& PreparedRecord::operator=(PreparedRecord&&) noexcept = default;
PreparedRecord::~PreparedRecord() = default;

struct RecordPreparer::State {
    const Archive::Store* store; ///< its keys alone are used, and they do not change
    TermExtractor terms;
    BodyCodec bodies;

    PreparedRecord::State make(Record record, std::vector<FieldFinding> findings) {
        PreparedRecord::State ready;
        ready.summary = summarise(*store, record, findings);
        ready.summary.digest = store->digest(record);
        ready.id = store->blind(IndexKind::record_id, record.id);
        Envelope envelope{std::move(record), std::move(findings), {}};
        envelope.terms =
            key_terms(*store, envelope.record, terms(envelope.record, envelope.findings));
        ready.keys.reserve(envelope.terms.size());
        for (const StoredTerm& term : envelope.terms) {
            ready.keys.push_back(term.key);
        }
        ready.body = bodies.encode(envelope);
        ready.record = std::move(envelope.record);
        ready.findings = std::move(envelope.findings);
        return ready;
    }
};

RecordPreparer::RecordPreparer(std::unique_ptr<State> state) : state_{std::move(state)} {}
RecordPreparer::RecordPreparer(RecordPreparer&&) noexcept = default;
RecordPreparer& RecordPreparer::operator=(RecordPreparer&&) noexcept = default;
RecordPreparer::~RecordPreparer() = default;

PreparedRecord RecordPreparer::prepare(Record record, std::vector<FieldFinding> findings) {
    return PreparedRecord{std::make_unique<PreparedRecord::State>(
        state_->make(std::move(record), std::move(findings)))};
}

struct Importer::State {
    State(Archive::Store& archive, ImportOptions how)
        : store{&archive}, options{std::move(how)}, preparer{&archive, options.terms, {}} {}

    Archive::Store* store;
    ImportOptions options;
    RecordPreparer::State preparer; ///< for records prepared in the importer's own thread
    ImportAccount account;          ///< of what was committed
    ImportAccount waiting;          ///< of what was added since and needs no writing
    std::vector<Pending> batch;
    std::unordered_map<BlindKey, std::size_t, KeyHash> batch_ids; ///< record id -> place in batch
    std::optional<TakenIds> taken; ///< only if the archive was empty when the import began
    std::size_t bytes = 0;
    std::int64_t next_row = first_row;

    Result<void> start();
    Result<ImportOutcome> add(PreparedRecord::State ready);
    Result<std::optional<ImportOutcome>> meet_existing(const BlindKey& id, std::string_view name,
                                                       Pending& fresh);
    Result<std::optional<SealedRecord>> stored_version(const BlindKey& id);
    Result<std::optional<ImportOutcome>> give_row(Pending& fresh);
    Result<ImportOutcome> queue(const BlindKey& id, Pending fresh);
    Result<void> flush();
    Result<void> write(Slot first, std::span<const std::array<std::byte, 32>> keys);
    void drop();
};

Result<void> Importer::State::start() {
    auto row = store->meta("next_row");
    if (!row) {
        return row.error();
    }
    next_row = row->value_or(first_row);
    if (next_row == first_row && !taken) {
        taken.emplace();
    }
    return {};
}

void Importer::State::drop() {
    batch.clear();
    batch_ids.clear();
    bytes = 0;
    waiting = {};
}

/// The version in the archive; nothing if there is none.
Result<std::optional<SealedRecord>> Importer::State::stored_version(const BlindKey& id) {
    if (taken && !taken->perhaps(id)) {
        return std::optional<SealedRecord>{};
    }
    auto row = store->terms.any_record(id);
    if (!row) {
        return row.error();
    }
    return *row ? store->sealed(**row) : std::optional<SealedRecord>{};
}

Result<std::optional<ImportOutcome>> Importer::State::give_row(Pending& fresh) {
    if (next_row >= row_limit) {
        return Error{ErrorCode::limit_exceeded, "the archive is full: 2 130 706 432 records"};
    }
    fresh.summary.row = RecordRow{next_row++};
    return std::optional<ImportOutcome>{};
}

/// Looks for the record's id in the batch and in the archive. Gives an outcome if nothing is to be
/// added to the batch; else `fresh` has its row and may be the next version of an older one.
Result<std::optional<ImportOutcome>>
Importer::State::meet_existing(const BlindKey& id, std::string_view name, Pending& fresh) {
    const auto in_batch = batch_ids.find(id);
    if (in_batch != batch_ids.end()) {
        Pending& earlier = batch[in_batch->second];
        if (earlier.summary.digest == fresh.summary.digest) {
            return std::optional{ImportOutcome::known};
        }
        fresh.summary.row = earlier.summary.row;
        fresh.summary.parent = earlier.summary.parent;
        if (earlier.summary.state != RecordState::live) {
            fresh.summary.state = earlier.summary.state;
        }
        fresh.old_slot = earlier.old_slot;
        fresh.old_keys = std::move(earlier.old_keys);
        return std::optional<ImportOutcome>{};
    }
    auto old = stored_version(id);
    if (!old) {
        return old.error();
    }
    if (!*old) {
        return give_row(fresh);
    }
    const RecordSummary before = (*old)->summary;
    if (before.digest == fresh.summary.digest) {
        return std::optional{ImportOutcome::known};
    }
    auto opened = store->unseal_body(**old);
    if (!opened) {
        return opened.error();
    }
    if (opened->record.id != name) { // two ids with one key: another record
        return give_row(fresh);
    }
    fresh.summary.row = before.row;
    fresh.summary.parent = before.parent;
    if (before.state == RecordState::restricted || before.state == RecordState::quarantined) {
        fresh.summary.state = before.state; // a new version does not lift what a person decided
    }
    fresh.old_slot = (*old)->slot;
    for (const StoredTerm& term : opened->terms) {
        fresh.old_keys.push_back(term.key);
    }
    if (fresh.outcome == ImportOutcome::fresh) {
        fresh.outcome = ImportOutcome::superseded;
    }
    return std::optional<ImportOutcome>{};
}

Result<ImportOutcome> Importer::State::add(PreparedRecord::State ready) {
    auto verdict = ask_suppression(*store, ready.record, ready.findings);
    if (!verdict) {
        return verdict.error();
    }
    if (*verdict == SuppressionVerdict::block) {
        ++waiting.suppressed;
        return ImportOutcome::suppressed;
    }
    if (*verdict != SuppressionVerdict::none) { // it may be another record now
        ready = preparer.make(std::move(ready.record), std::move(ready.findings));
    }
    Pending fresh{std::move(ready.summary), std::move(ready.body), std::move(ready.keys), {}, {}};
    fresh.summary.imported = store->environment.clock.now();
    if (*verdict == SuppressionVerdict::redacted) {
        fresh.outcome = ImportOutcome::redacted;
    } else if (*verdict == SuppressionVerdict::quarantine) {
        fresh.outcome = ImportOutcome::quarantined;
        fresh.summary.state = RecordState::quarantined;
    }
    auto met = meet_existing(ready.id, ready.record.id, fresh);
    if (!met) {
        return met.error();
    }
    if (*met) {
        count(waiting, **met, 1);
        return **met;
    }
    return queue(ready.id, std::move(fresh));
}

/// Puts a record into the batch, in the place of an earlier version of the same batch.
Result<ImportOutcome> Importer::State::queue(const BlindKey& id, Pending fresh) {
    ImportOutcome outcome = fresh.outcome;
    bytes += fresh.body.size();
    const auto [place, first] = batch_ids.emplace(id, batch.size());
    if (first) {
        batch.push_back(std::move(fresh));
    } else {
        Pending& earlier = batch[place->second];
        bytes -= earlier.body.size();
        count(waiting, ImportOutcome::superseded, 1); // the earlier one counts as it is written
        if (fresh.outcome == ImportOutcome::fresh) {
            fresh.outcome = earlier.outcome;
        }
        earlier = std::move(fresh);
        outcome = ImportOutcome::superseded;
    }
    if (batch.size() >= options.batch || bytes >= batch_bytes) {
        if (auto written = flush(); !written) {
            return written.error();
        }
    }
    return outcome;
}

Result<void> Importer::State::write(Slot first, std::span<const std::array<std::byte, 32>> keys) {
    auto transaction = sqlite::Transaction::begin(*store->database);
    if (!transaction) {
        return transaction.error();
    }
    auto generation = store->next_generation();
    if (!generation) {
        return generation.error();
    }
    std::vector<TermRow> terms;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Pending& item = batch[i];
        for (const BlindKey& key : item.old_keys) {
            if (auto gone = store->terms.remove(key, item.summary.row); !gone) {
                return gone.error();
            }
        }
        if (item.old_slot) {
            if (auto noted = store->note_shredding(*item.old_slot); !noted) {
                return noted;
            }
        }
        const Bytes body = seal_once(store->body_key(keys[i], item.summary.row),
                                     bytes_of(item.body), store->body_bound(item.summary.row));
        if (auto put = store->write_record(item.summary, first + static_cast<Slot>(i), *generation,
                                           body, !item.old_slot);
            !put) {
            return put;
        }
        for (const BlindKey& key : item.keys) {
            terms.push_back(TermRow::of(key, item.summary.row));
        }
    }
    // In the order of the file: each block of the index is written once a batch.
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    if (auto put = store->terms.add(terms); !put) {
        return put;
    }
    if (auto done = store->set_meta("next_row", next_row); !done) {
        return done;
    }
    if (auto done = store->remember_slots(); !done) {
        return done;
    }
    return transaction->commit();
}

/// Keys on the medium first: a body without its key would be lost, a key without body is nothing.
Result<void> Importer::State::flush() {
    if (!batch.empty()) {
        std::vector<std::array<std::byte, 32>> keys(batch.size());
        store->environment.random.fill(std::as_writable_bytes(std::span{keys}));
        const auto first = store->slots->append(keys);
        if (!first) {
            drop();
            return first.error();
        }
        auto written = write(*first, keys);
        wipe(std::as_writable_bytes(std::span{keys}));
        if (!written) {
            drop();
            return written;
        }
        for (const Pending& item : batch) {
            count(account, item.outcome, 1);
        }
        if (taken) {
            for (const auto& [id, place] : batch_ids) {
                taken->add(id);
            }
        }
    }
    account.known += waiting.known;
    account.superseded += waiting.superseded;
    account.suppressed += waiting.suppressed;
    drop();
    return store->finish_shredding();
}

Importer::Importer(std::unique_ptr<State> state) : state_{std::move(state)} {}
Importer::Importer(Importer&&) noexcept = default;
Importer& Importer::operator=(Importer&&) noexcept = default;
Importer::~Importer() = default;

Result<Importer> Importer::begin(Archive& archive, ImportOptions options) {
    Archive::Store& store = archive.store();
    if (auto may = store.require_writable(); !may) {
        return may.error();
    }
    auto state = std::make_unique<State>(store, std::move(options));
    if (auto started = state->start(); !started) {
        return started.error();
    }
    return Importer{std::move(state)};
}

RecordPreparer Importer::preparer() const {
    return RecordPreparer{std::make_unique<RecordPreparer::State>(
        RecordPreparer::State{state_->store, state_->options.terms, {}})};
}

Result<ImportOutcome> Importer::add(PreparedRecord record) {
    auto outcome = state_->add(std::move(*record.state_));
    if (!outcome) {
        state_->drop();
        // Numbers given to dropped records were never used.
        if (auto again = state_->start(); !again) {
            return again.error();
        }
    }
    return outcome;
}

Result<ImportOutcome> Importer::add(const Record& record, std::span<const FieldFinding> findings) {
    return add(PreparedRecord{std::make_unique<PreparedRecord::State>(
        state_->preparer.make(record, {findings.begin(), findings.end()}))});
}

Result<ImportAccount> Importer::commit() {
    if (auto written = state_->flush(); !written) {
        if (auto again = state_->start(); !again) {
            return again.error();
        }
        return written.error();
    }
    return state_->account;
}

} // namespace oblio
