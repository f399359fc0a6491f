// lib/src/archive/importer.cpp: takes records in: one batch, one transaction, keys first.
#include "archive/record_codec.hpp"
#include "archive/store.hpp"
#include "archive/suppress.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace oblio {
namespace {

/// Rows of the index that wait for the end of their batch, in the order of the file.
constexpr std::size_t batch_terms = 1'500'000;
/// Bodies of one batch, which wait in the write-ahead log.
constexpr std::size_t batch_bytes = 64U << 20U;

/// What is remembered of a record of the open batch, whose body is written already: what takes it
/// out again when its next version comes.
struct Written {
    RecordRow row;
    std::size_t first_term; ///< its rows among those that wait
    std::size_t term_count;
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

/// Keys of bodies as they are asked for, drawn some at a time: each draw is a call of the system.
class DrawnKeys {
public:
    DrawnKeys() = default;
    DrawnKeys(const DrawnKeys&) = delete;
    DrawnKeys& operator=(const DrawnKeys&) = delete;
    ~DrawnKeys() { wipe(std::as_writable_bytes(std::span{drawn_})); }

    [[nodiscard]] std::array<std::byte, 32> next(Random& random) {
        if (left_ == 0) {
            random.fill(std::as_writable_bytes(std::span{drawn_}));
            left_ = drawn_.size();
        }
        auto& key = drawn_[--left_];
        const auto given = key;
        wipe(key);
        return given;
    }

private:
    std::array<std::array<std::byte, 32>, 64> drawn_{};
    std::size_t left_ = 0;
};

void count(ImportAccount& account, ImportOutcome outcome) {
    switch (outcome) {
    case ImportOutcome::fresh:
        ++account.fresh;
        break;
    case ImportOutcome::known:
        ++account.known;
        break;
    case ImportOutcome::superseded:
        ++account.superseded;
        break;
    case ImportOutcome::suppressed:
        ++account.suppressed;
        break;
    case ImportOutcome::redacted:
        ++account.redacted;
        break;
    case ImportOutcome::quarantined:
        ++account.quarantined;
        break;
    }
}

} // namespace

/// No part of the record but its body: what it was made of is given back where it was taken.
struct PreparedRecord::State {
    RecordSummary summary; ///< but for row, time of import and state
    BlindKey id;
    std::vector<BlindKey> keys; ///< sorted, unique
    std::string body;           ///< encoded, not sealed
};

PreparedRecord::PreparedRecord(std::unique_ptr<State> state) : state_{std::move(state)} {}
PreparedRecord::PreparedRecord(PreparedRecord&&) noexcept = default;
PreparedRecord& PreparedRecord::operator=(PreparedRecord&&) noexcept = default;
PreparedRecord::~PreparedRecord() = default;

struct RecordPreparer::State {
    State(const Archive::Store& archive, TermExtractor extractor)
        : store{&archive}, terms{std::move(extractor)}, keys{archive} {}

    const Archive::Store* store; ///< its keys alone are used, and they do not change
    TermExtractor terms;
    BodyCodec bodies;
    KeyMemo keys;
    std::string plain; ///< of the body that is made

    PreparedRecord::State make(const Record& record, std::span<const FieldFinding> findings,
                               const detect::Document* text = nullptr) {
        PreparedRecord::State ready;
        plain.clear();
        encode_record(plain, record);
        ready.summary = summarise(keys, record, findings);
        ready.summary.digest = store->digest_of(plain);
        ready.id = keys(IndexKind::record_id, record.id);
        const auto stored = key_terms(keys, record, terms(record, findings, text));
        ready.keys.reserve(stored.size());
        for (const StoredTerm& term : stored) {
            ready.keys.push_back(term.key);
        }
        std::sort(ready.keys.begin(), ready.keys.end());
        ready.keys.erase(std::unique(ready.keys.begin(), ready.keys.end()), ready.keys.end());
        append_places(plain, findings, stored);
        ready.body = bodies.encode(plain, stored);
        return ready;
    }
};

RecordPreparer::RecordPreparer(std::unique_ptr<State> state) : state_{std::move(state)} {}
RecordPreparer::RecordPreparer(RecordPreparer&&) noexcept = default;
RecordPreparer& RecordPreparer::operator=(RecordPreparer&&) noexcept = default;
RecordPreparer::~RecordPreparer() = default;

PreparedRecord RecordPreparer::prepare(const Record& record, std::span<const FieldFinding> findings,
                                       const detect::Document* text) {
    return PreparedRecord{
        std::make_unique<PreparedRecord::State>(state_->make(record, findings, text))};
}

/// A batch is one open transaction. Bodies go into it as they come, so that memory holds a batch's
/// index rows (twelve bytes each), ids and keys, and not its records.
struct Importer::State {
    State(Archive::Store& archive, ImportOptions how)
        : store{&archive}, options{std::move(how)}, preparer{archive, options.terms} {}

    /// What stands of a record before it is taken in again.
    struct Version {
        RecordSummary summary;
        std::optional<std::size_t> in_batch; ///< its place in `written`
        std::optional<Slot> slot;            ///< of a committed version
        std::vector<StoredTerm> terms;
    };

    Archive::Store* store;
    ImportOptions options;
    RecordPreparer::State preparer; ///< for records prepared in the importer's own thread
    ImportAccount account;          ///< of what was committed
    ImportAccount with_batch;       ///< and of what was added since
    std::optional<TakenIds> taken;  ///< only if the archive was empty when the import began
    std::int64_t next_row = first_row;

    DrawnKeys drawn;

    // The batch. A key's slot is first_slot and its place in `keys`.
    std::optional<sqlite::Transaction> transaction;
    bool suppressing = false; ///< the list has entries; nobody else writes while a batch is open
    std::int64_t generation = 0;
    std::size_t body_bytes = 0;
    Slot first_slot = 0;
    std::vector<std::array<std::byte, 32>> keys;
    std::vector<Written> written; ///< as `keys`
    std::vector<TermRow> terms;
    std::unordered_map<BlindKey, std::size_t, KeyHash> ids; ///< record id -> place in `written`

    Result<void> start();
    Result<ImportOutcome> add(PreparedRecord::State ready);
    Result<SuppressionVerdict> ask(PreparedRecord::State& ready);
    Result<ImportOutcome> take_in(PreparedRecord::State ready, ImportOutcome outcome);
    Result<std::optional<Version>> version_before(const PreparedRecord::State& ready);
    Result<void> take_out(const Version& old);
    Result<void> open_batch();
    Result<void> write(const PreparedRecord::State& ready, bool fresh);
    Result<void> flush();
    Result<void> finish_batch();
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

/// Rolls back what is not committed.
void Importer::State::drop() {
    transaction.reset();
    wipe(std::as_writable_bytes(std::span{keys}));
    keys.clear();
    written.clear();
    terms.clear();
    ids.clear();
    body_bytes = 0;
    with_batch = account;
}

/// The version of the record that is here already; nothing if there is none. What takes it out is
/// left empty if it says the same.
Result<std::optional<Importer::State::Version>>
Importer::State::version_before(const PreparedRecord::State& ready) {
    if (const auto found = ids.find(ready.id); found != ids.end()) {
        auto summary = store->summary(written[found->second].row);
        return summary ? Result{std::optional{Version{**summary, found->second, {}, {}}}}
                       : Result<std::optional<Version>>{summary.error()};
    }
    if (taken && !taken->perhaps(ready.id)) {
        return std::optional<Version>{};
    }
    auto row = store->terms.any_record(ready.id);
    if (!row) {
        return row.error();
    }
    auto sealed = *row ? store->sealed(**row) : std::optional<SealedRecord>{};
    if (!sealed) {
        return sealed.error();
    }
    if (!*sealed) {
        return std::optional<Version>{};
    }
    Version old{(*sealed)->summary, {}, (*sealed)->slot, {}};
    if (old.summary.digest == ready.summary.digest) {
        return std::optional{std::move(old)};
    }
    auto opened = store->unseal_body(**sealed);
    if (!opened) {
        return opened.error();
    }
    const auto given = store->bodies.decode(ready.body);
    if (!given || opened->record.id != given->record.id) { // two ids with one key: another record
        return std::optional<Version>{};
    }
    old.terms = std::move(opened->terms);
    return std::optional{std::move(old)};
}

Result<void> Importer::State::take_out(const Version& old) {
    if (old.in_batch) {
        Written& earlier = written[*old.in_batch];
        wipe(keys[*old.in_batch]);
        std::fill_n(terms.begin() + static_cast<std::ptrdiff_t>(earlier.first_term),
                    earlier.term_count, TermRow{});
        return {};
    }
    std::vector<TermRow> doomed;
    for (const StoredTerm& term : old.terms) {
        doomed.push_back(TermRow::of(shortened(term.key), old.summary.row));
    }
    std::sort(doomed.begin(), doomed.end());
    if (auto gone = store->terms.forget(doomed); !gone) {
        return gone.error();
    }
    return old.slot ? store->note_shredding(*old.slot) : Result<void>{};
}

/// What the suppression list says of the record, which may be another one afterwards.
Result<SuppressionVerdict> Importer::State::ask(PreparedRecord::State& ready) {
    if (!transaction) {
        auto any = suppression_begun(*store);
        if (!any) {
            return any.error();
        }
        suppressing = *any;
    }
    if (!suppressing) {
        return SuppressionVerdict::none;
    }
    auto given = store->bodies.decode(ready.body);
    if (!given) {
        return Error{ErrorCode::damaged, "a prepared record"};
    }
    auto verdict = ask_suppression(*store, given->record, given->findings);
    if (verdict && *verdict != SuppressionVerdict::none && *verdict != SuppressionVerdict::block) {
        ready = preparer.make(given->record, given->findings);
    }
    return verdict;
}

Result<ImportOutcome> Importer::State::add(PreparedRecord::State ready) {
    auto verdict = ask(ready);
    if (!verdict) {
        return verdict.error();
    }
    if (*verdict == SuppressionVerdict::block) {
        ++with_batch.suppressed;
        return ImportOutcome::suppressed;
    }
    ImportOutcome outcome = ImportOutcome::fresh;
    if (*verdict != SuppressionVerdict::none) {
        outcome = ImportOutcome::redacted;
    }
    if (*verdict == SuppressionVerdict::quarantine) {
        outcome = ImportOutcome::quarantined;
        ready.summary.state = RecordState::quarantined;
    }
    ready.summary.imported = store->environment.clock.now();
    auto taken_in = take_in(std::move(ready), outcome);
    if (taken_in) {
        count(with_batch, *taken_in);
    }
    return taken_in;
}

Result<ImportOutcome> Importer::State::take_in(PreparedRecord::State ready, ImportOutcome outcome) {
    if (written.size() >= options.batch || body_bytes >= batch_bytes ||
        terms.size() + ready.keys.size() > batch_terms) {
        if (auto done = flush(); !done) {
            return done.error();
        }
    }
    auto old = version_before(ready);
    if (!old) {
        return old.error();
    }
    if (*old && (*old)->summary.digest == ready.summary.digest) {
        return ImportOutcome::known;
    }
    if (!transaction) {
        if (auto opened = open_batch(); !opened) {
            return opened.error();
        }
    }
    if (*old) {
        const RecordSummary& before = (*old)->summary;
        ready.summary.row = before.row;
        ready.summary.parent = before.parent;
        if (before.state == RecordState::restricted || before.state == RecordState::quarantined) {
            ready.summary.state = before.state; // a new version lifts nothing a person decided
        }
        if (auto gone = take_out(**old); !gone) {
            return gone.error();
        }
        outcome = outcome == ImportOutcome::fresh ? ImportOutcome::superseded : outcome;
    } else if (next_row >= row_limit) {
        return Error{ErrorCode::limit_exceeded, "the archive is full: 2 130 706 432 records"};
    } else {
        ready.summary.row = RecordRow{next_row++};
    }
    if (auto done = write(ready, !*old); !done) {
        return done.error();
    }
    return outcome;
}

Result<void> Importer::State::open_batch() {
    auto begun = sqlite::Transaction::begin(*store->database);
    if (!begun) {
        return begun.error();
    }
    transaction.emplace(std::move(*begun));
    auto next = store->next_generation();
    if (!next) {
        return next.error();
    }
    generation = *next;
    first_slot = store->slots->count();
    // Pages that are not used are never there; keys leave no copy behind by growing.
    terms.reserve(batch_terms);
    keys.reserve(std::min(options.batch, batch_terms));
    return {};
}

Result<void> Importer::State::write(const PreparedRecord::State& ready, bool fresh) {
    const std::size_t place = written.size();
    const RecordRow row = ready.summary.row;
    keys.push_back(drawn.next(store->environment.random));
    const Bytes body =
        seal_once(store->body_key(keys.back(), row), bytes_of(ready.body), store->body_bound(row));
    body_bytes += body.size();
    written.push_back({row, terms.size(), ready.keys.size()});
    for (const BlindKey& key : ready.keys) {
        terms.push_back(TermRow::of(key, row));
    }
    ids.insert_or_assign(ready.id, place);
    return store->write_record({ready.summary, first_slot + static_cast<Slot>(place), generation},
                               body, fresh);
}

/// Keys on the medium first: a body without its key would be lost, a key without body is nothing.
Result<void> Importer::State::finish_batch() {
    const auto first = store->slots->append(keys);
    if (!first) {
        return first.error();
    }
    if (*first != first_slot) {
        return Error{ErrorCode::locked, "keys.slots: something else was written during an import"};
    }
    // In the order of the file: each block of the index is written once a batch.
    sort_rows(terms);
    const auto waiting = std::upper_bound(terms.begin(), terms.end(), TermRow{}); // taken out
    if (auto put = store->terms.add({waiting, terms.end()}); !put) {
        return put;
    }
    if (auto done = store->set_meta("next_row", next_row); !done) {
        return done;
    }
    if (auto done = store->remember_slots(); !done) {
        return done;
    }
    if (auto done = transaction->commit(); !done) {
        return done;
    }
    if (taken) {
        for (const auto& [id, place] : ids) {
            taken->add(id);
        }
    }
    return {};
}

Result<void> Importer::State::flush() {
    if (transaction) {
        if (auto done = finish_batch(); !done) {
            drop();
            return done;
        }
    }
    account = with_batch;
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
        RecordPreparer::State{*state_->store, state_->options.terms})};
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
    return add(PreparedRecord{
        std::make_unique<PreparedRecord::State>(state_->preparer.make(record, findings))});
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
