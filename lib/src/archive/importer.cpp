// lib/src/archive/importer.cpp: takes records in: one batch, one transaction, keys first.
#include "archive/store.hpp"
#include "archive/suppress.hpp"

#include <algorithm>
#include <map>

namespace oblio {
namespace {

constexpr std::size_t batch_bytes = 64U << 20U;

/// A record that waits for its batch to be written.
struct Pending {
    RecordSummary summary;
    Envelope envelope;
    std::optional<Slot> old_slot; ///< of the version it replaces
    std::vector<StoredTerm> old_terms;
    ImportOutcome outcome = ImportOutcome::fresh;
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

struct Importer::State {
    Archive::Store* store;
    ImportOptions options;
    ImportAccount account; ///< of what was committed
    ImportAccount waiting; ///< of what was added since and needs no writing
    std::vector<Pending> batch;
    std::map<BlindKey, std::size_t> batch_ids; ///< record id -> place in batch
    std::size_t bytes = 0;
    std::int64_t next_row = first_row;

    Result<void> start();
    Result<ImportOutcome> add(Record record, std::vector<FieldFinding> findings);
    Result<std::optional<ImportOutcome>> meet_existing(const BlindKey& id, Pending& fresh);
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
    return {};
}

void Importer::State::drop() {
    batch.clear();
    batch_ids.clear();
    bytes = 0;
    waiting = {};
}

/// Looks for the record's id in the batch and in the archive. Gives an outcome if nothing is to be
/// added to the batch; else `fresh` may have become the next version of an older one.
Result<std::optional<ImportOutcome>> Importer::State::meet_existing(const BlindKey& id,
                                                                    Pending& fresh) {
    const auto in_batch = batch_ids.find(id);
    if (in_batch != batch_ids.end()) {
        Pending& earlier = batch[in_batch->second];
        if (earlier.summary.digest == fresh.summary.digest) {
            return std::optional{ImportOutcome::known};
        }
        fresh.summary.row = earlier.summary.row;
        fresh.old_slot = earlier.old_slot;
        fresh.old_terms = std::move(earlier.old_terms);
        bytes -= earlier.envelope.record_json.size();
        earlier = std::move(fresh);
        bytes += earlier.envelope.record_json.size();
        return std::optional{ImportOutcome::superseded};
    }
    auto row = store->first_hit(id);
    if (!row) {
        return row.error();
    }
    if (!*row) {
        if (next_row >= row_limit) {
            return Error{ErrorCode::limit_exceeded, "the archive is full: 2 130 706 432 records"};
        }
        fresh.summary.row = RecordRow{next_row++};
        return std::optional<ImportOutcome>{};
    }
    auto old = store->open(**row);
    if (!old) {
        return old.error();
    }
    const RecordSummary& before = old->sealed.summary;
    if (before.digest == fresh.summary.digest) {
        return std::optional{ImportOutcome::known};
    }
    fresh.summary.row = before.row;
    fresh.summary.parent = before.parent;
    if (before.state == RecordState::restricted || before.state == RecordState::quarantined) {
        fresh.summary.state = before.state; // a new version does not lift what a person decided
    }
    fresh.old_slot = old->sealed.slot;
    fresh.old_terms = std::move(old->envelope.terms);
    if (fresh.outcome == ImportOutcome::fresh) {
        fresh.outcome = ImportOutcome::superseded;
    }
    return std::optional<ImportOutcome>{};
}

Result<ImportOutcome> Importer::State::add(Record record, std::vector<FieldFinding> findings) {
    auto verdict = ask_suppression(*store, record, findings);
    if (!verdict) {
        return verdict.error();
    }
    if (*verdict == SuppressionVerdict::block) {
        ++waiting.suppressed;
        return ImportOutcome::suppressed;
    }
    Pending fresh;
    fresh.summary = summarise(*store, record, findings);
    fresh.summary.imported = store->environment.clock.now();
    fresh.summary.digest = store->digest(format_record(record, false));
    if (*verdict == SuppressionVerdict::redacted) {
        fresh.outcome = ImportOutcome::redacted;
    } else if (*verdict == SuppressionVerdict::quarantine) {
        fresh.outcome = ImportOutcome::quarantined;
        fresh.summary.state = RecordState::quarantined;
    }
    fresh.envelope.record_json = format_record(record);
    const BlindKey id = store->blind(IndexKind::record_id, record.id);
    fresh.envelope.terms = key_terms(*store, record, options.terms(record, findings));
    fresh.envelope.findings = std::move(findings);
    auto met = meet_existing(id, fresh);
    if (!met) {
        return met.error();
    }
    if (*met) {
        count(waiting, **met, 1);
        return **met;
    }
    const ImportOutcome outcome = fresh.outcome;
    bytes += fresh.envelope.record_json.size();
    batch_ids.emplace(id, batch.size());
    batch.push_back(std::move(fresh));
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
    std::vector<std::pair<StoredTerm, RecordRow>> terms;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Pending& item = batch[i];
        for (const StoredTerm& term : item.old_terms) {
            if (auto gone = store->delete_term(term, item.summary.row); !gone) {
                return gone;
            }
        }
        if (item.old_slot) {
            if (auto noted = store->note_shredding(*item.old_slot); !noted) {
                return noted;
            }
        }
        const std::string plain = encode(item.envelope);
        const Bytes body = seal(store->body_key(keys[i], item.summary.row), bytes_of(plain),
                                store->body_bound(item.summary.row), store->environment.random);
        if (auto put = store->write_record(item.summary, first + static_cast<Slot>(i), *generation,
                                           body, !item.old_slot);
            !put) {
            return put;
        }
        for (const StoredTerm& term : item.envelope.terms) {
            terms.emplace_back(term, item.summary.row);
        }
    }
    // In key order: neighbouring rows of the index are written together.
    std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first.key, a.second) < std::tie(b.first.key, b.second);
    });
    for (const auto& [term, row] : terms) {
        if (auto put = store->insert_term(term, row); !put) {
            return put;
        }
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
    auto state = std::make_unique<State>();
    state->store = &store;
    state->options = std::move(options);
    if (auto started = state->start(); !started) {
        return started.error();
    }
    return Importer{std::move(state)};
}

Result<ImportOutcome> Importer::add(const Record& record, std::span<const FieldFinding> findings) {
    auto outcome = state_->add(record, {findings.begin(), findings.end()});
    if (!outcome) {
        state_->drop();
        // Numbers given to dropped records were never used.
        if (auto again = state_->start(); !again) {
            return again.error();
        }
    }
    return outcome;
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
