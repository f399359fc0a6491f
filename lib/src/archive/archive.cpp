// lib/src/archive/archive.cpp: making, opening and asking an archive.
#include "oblio/archive/archive.hpp"

#include "archive/private_folder.hpp"
#include "archive/slot_ranges.hpp"
#include "archive/store.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sys/stat.h>
#include <unordered_map>

namespace oblio {
namespace {

namespace fs = std::filesystem;

/// Every table and what erases it: the index and `record` by an executed plan; `document`
/// by shred_document(); `suppression` by its expiry; `shredding` empties itself; `meta` holds
/// counters.
constexpr std::array schema{
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE record(row INTEGER PRIMARY KEY, facts BLOB NOT NULL, sealed BLOB)",
    "CREATE TABLE term_block(id INTEGER PRIMARY KEY, entries BLOB NOT NULL)",
    "CREATE TABLE term_first(first BLOB PRIMARY KEY, block INTEGER NOT NULL, "
    "words BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE document(row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id_key BLOB NOT NULL, "
    "slot INTEGER NOT NULL, updated INTEGER NOT NULL, sealed BLOB NOT NULL)",
    "CREATE UNIQUE INDEX document_id ON document(kind, id_key)",
    "CREATE TABLE suppression(tag BLOB PRIMARY KEY, action INTEGER NOT NULL, "
    "cutoff INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE shredding(slot INTEGER PRIMARY KEY)",
};
constexpr int schema_version = 5;
constexpr std::int64_t application_id = 0x6F626C69; // "obli"

Result<void> make_directory(const fs::path& directory) {
    std::error_code failure;
    if (fs::exists(directory, failure) && !fs::is_directory(directory, failure)) {
        return Error{ErrorCode::exists, directory.string() + ": not a directory"};
    }
    fs::create_directories(directory, failure);
    if (failure) {
        return Error{ErrorCode::io, directory.string() + ": " + failure.message()};
    }
    if (!fs::is_empty(directory, failure) || failure) {
        return Error{ErrorCode::exists, directory.string() + ": is not empty"};
    }
    if (auto closed = make_private_folder(directory); !closed) {
        return closed;
    }
    return make_private_folder(directory / "certificates");
}

Result<void> make_tables(Archive::Store& store) {
    sqlite::Database& database = *store.database;
    if (auto done = database.execute("PRAGMA application_id=" + std::to_string(application_id));
        !done) {
        return done;
    }
    auto transaction = sqlite::Transaction::begin(database);
    if (!transaction) {
        return transaction.error();
    }
    for (const std::string_view table : schema) {
        if (auto done = database.execute(table); !done) {
            return done;
        }
    }
    if (auto done = database.execute("PRAGMA user_version=" + std::to_string(schema_version));
        !done) {
        return done;
    }
    if (auto done = store.set_meta_text("archive", store.vault.archive_id); !done) {
        return done;
    }
    if (auto done = store.remember_ledger(); !done) {
        return done;
    }
    return transaction->commit();
}

/// Takes back what a failed create() left in the directory, which was empty before it.
void clear_directory(const fs::path& directory, bool was_there) {
    std::error_code failure;
    std::vector<fs::path> made;
    for (fs::directory_iterator entry{directory, failure}; entry != fs::directory_iterator{};
         entry.increment(failure)) {
        made.push_back(entry->path());
    }
    for (const fs::path& path : made) {
        fs::remove_all(path, failure);
    }
    if (!was_there) {
        fs::remove(directory, failure);
    }
}

/// Keys, policy, ledger and database of a new archive, in this order.
Result<void> fill_new(Archive::Store& store, const MasterSecret& secret,
                      std::string_view policy_json) {
    const fs::path& directory = store.directory;
    auto vault = create_vault(directory, secret, store.environment);
    if (!vault) {
        return vault.error();
    }
    store.vault = std::move(*vault);
    store.derive_keys();
    if (auto written = store.environment.files.replace(directory / "policy.json", policy_json);
        !written) {
        return written.error();
    }
    auto slots =
        SlotFile::create(directory / "keys.slots", store.vault.archive_id, store.environment.files);
    if (!slots) {
        return slots.error();
    }
    store.slots = std::move(*slots);
    auto ledger = Ledger::open(directory / "ledger.jsonl", store.ledger_key, store.environment);
    if (!ledger) {
        return ledger.error();
    }
    store.ledger.emplace(std::move(*ledger));
    const nlohmann::json born{{"archive", store.vault.archive_id},
                              {"key", to_hex(public_key(store.vault.signing_seed))}};
    if (auto entry = store.ledger->append("init", born.dump()); !entry) {
        return entry.error();
    }
    auto database = sqlite::Database::open(directory / "archive.db", true, store.options.wait);
    if (!database) {
        return database.error();
    }
    store.database.emplace(std::move(*database));
    ::chmod((directory / "archive.db").c_str(), S_IRUSR | S_IWUSR);
    return make_tables(store);
}

/// The database belongs to these keys and is not newer than this program.
Result<void> check_identity(Archive::Store& store) {
    const auto version = store.database->integer("PRAGMA user_version");
    if (!version) {
        return version.error();
    }
    if (*version == 0) { // what SQLite makes of a file without content
        return Error{ErrorCode::damaged, "archive.db: is empty"};
    }
    if (*version != schema_version) {
        return Error{ErrorCode::damaged,
                     "archive.db: format " + std::to_string(*version) +
                         ", this program reads format " + std::to_string(schema_version) +
                         (*version < schema_version
                              ? ": made by an earlier program; make a new archive and import again"
                              : ": made by a later program")};
    }
    const auto archive = store.meta_text("archive");
    if (!archive) {
        return archive.error();
    }
    if (*archive != store.vault.archive_id) {
        return Error{ErrorCode::damaged, "archive.db: belongs to another archive"};
    }
    return {};
}

/// The newest intent of the ledger has no end, and yet one of its keys is overwritten: the database
/// that did it is not this one.
bool shredded_without_job(Archive::Store& store) {
    const LedgerEntry* open = nullptr;
    for (const LedgerEntry& entry : store.ledger->entries()) {
        if (entry.operation == "purge-intent") {
            open = &entry;
        } else if (entry.operation == "purge-done" || entry.operation == "purge-abandoned") {
            open = nullptr;
        }
    }
    if (open == nullptr) {
        return false;
    }
    const auto data = nlohmann::json::parse(open->data, nullptr, false);
    for (const char* list : {"purge_slots", "redact_slots"}) {
        const auto slots = parse_slot_ranges(data.value(list, ""));
        for (const Slot slot : slots.value_or(std::vector<Slot>{})) {
            if (store.slots->is_gone(slot)) {
                return true;
            }
        }
    }
    return false;
}

/// No erasure of the ledger is missing in the database, and no line is missing in the ledger.
Result<void> check_ledger(Archive::Store& store) {
    const auto number = store.meta("ledger_number");
    if (!number) {
        return number.error();
    }
    const auto hash = store.meta_text("ledger_hash");
    if (!hash) {
        return hash.error();
    }
    const auto& entries = store.ledger->entries();
    if (!holds_head(entries, {static_cast<std::uint64_t>(number->value_or(0)), *hash})) {
        return Error{ErrorCode::damaged,
                     "ledger.jsonl: shorter than or different from what the archive remembers"};
    }
    if (!entries.empty() &&
        store.environment.clock.now() + std::chrono::seconds{60} < entries.back().at) {
        return Error{ErrorCode::clock_backwards, "the clock shows " +
                                                     format_instant(store.environment.clock.now()) +
                                                     ", the newest entry of the ledger is of " +
                                                     format_instant(entries.back().at)};
    }
    if (store.options.allow_restored_copy) {
        return {};
    }
    const auto applied = store.meta("erasures");
    if (!applied) {
        return applied.error();
    }
    std::int64_t newest = 0;
    for (const LedgerEntry& entry : entries) {
        if (entry.operation == "purge-done") {
            newest = static_cast<std::int64_t>(entry.number);
        }
    }
    const auto running = store.meta("job");
    if (!running) {
        return running.error();
    }
    if (!*running && (newest > applied->value_or(0) || shredded_without_job(store))) {
        return Error{
            ErrorCode::restored_copy,
            "archive.db is older than the ledger: a backup was put back; run archive restore to "
            "repeat the erasures made since"};
    }
    return {};
}

Result<void> check_slots(Archive::Store& store) {
    const auto slots = store.meta("slots");
    if (!slots) {
        return slots.error();
    }
    if (store.slots->count() < slots->value_or(0) && !store.options.allow_restored_copy) {
        return Error{ErrorCode::damaged,
                     "keys.slots: cut off: " + std::to_string(store.slots->count()) + " slots of " +
                         std::to_string(slots->value_or(0))};
    }
    return {};
}

} // namespace

std::string_view state_name(RecordState state) noexcept {
    static constexpr std::array<std::string_view, 6> names{"live",        "redacted", "restricted",
                                                           "quarantined", "purged",   "lost"};
    return names[static_cast<std::size_t>(state)];
}

Archive::Archive(std::unique_ptr<Store> store) : store_{std::move(store)} {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::create(const fs::path& directory, const MasterSecret& secret,
                                std::string_view policy_json, Environment environment,
                                const ArchiveOptions& options) {
    std::error_code failure;
    const bool was_there = fs::exists(directory, failure);
    if (auto made = make_directory(directory); !made) {
        return made.error();
    }
    auto store = std::make_unique<Store>(directory, environment, options);
    auto lock = WriterLock::take(directory, options.wait);
    if (!lock) {
        return lock.error();
    }
    if (environment.files.exists(directory / "vault.key")) {
        return Error{ErrorCode::exists, directory.string() + ": is not empty"};
    }
    store->lock = std::move(*lock);
    if (auto made = fill_new(*store, secret, policy_json); !made) {
        store->database.reset();
        clear_directory(directory, was_there);
        return made.error();
    }
    return Archive{std::move(store)};
}

Result<Archive> Archive::open(const fs::path& directory, const MasterSecret& secret,
                              Environment environment, const ArchiveOptions& options) {
    if (!environment.files.exists(directory / "archive.db") ||
        !environment.files.exists(directory / "vault.key")) {
        return Error{ErrorCode::not_found, directory.string() + ": no archive here"};
    }
    auto store = std::make_unique<Store>(directory, environment, options);
    if (!options.read_only) {
        auto lock = WriterLock::take(directory, options.wait);
        if (!lock) {
            return lock.error();
        }
        store->lock = std::move(*lock);
    }
    auto vault = open_vault(directory, secret, environment);
    if (!vault) {
        return vault.error();
    }
    store->vault = std::move(*vault);
    store->derive_keys();
    auto slots = SlotFile::open(directory / "keys.slots", store->vault.archive_id,
                                environment.files, !options.read_only);
    if (!slots) {
        return slots.error();
    }
    store->slots = std::move(*slots);
    auto database = sqlite::Database::open(directory / "archive.db", false, options.wait);
    if (!database) {
        return database.error();
    }
    store->database.emplace(std::move(*database));
    auto ledger = Ledger::open(directory / "ledger.jsonl", store->ledger_key, environment);
    if (!ledger) {
        return ledger.error();
    }
    store->ledger.emplace(std::move(*ledger));
    for (const auto check : {check_identity, check_slots, check_ledger}) {
        if (auto held = check(*store); !held) {
            return held.error();
        }
    }
    if (!options.read_only) {
        if (auto done = store->finish_shredding(); !done) {
            return done.error();
        }
    }
    return Archive{std::move(store)};
}

const fs::path& Archive::directory() const noexcept {
    return store_->directory;
}

Environment Archive::environment() const noexcept {
    return store_->environment;
}

const std::string& Archive::id() const noexcept {
    return store_->vault.archive_id;
}

Result<std::string> Archive::policy_json() const {
    return store_->environment.files.read_all(store_->directory / "policy.json");
}

std::array<std::byte, 32> Archive::reader_id_key() const {
    const SecretKey key = derive(store_->vault.key, "record ids");
    std::array<std::byte, 32> bytes{};
    std::copy(key.bytes().begin(), key.bytes().end(), bytes.begin());
    return bytes;
}

BlindKey Archive::blind_key(IndexKind kind, std::string_view value) const {
    return store_->blind(kind, value);
}

Result<std::vector<IndexHit>> Archive::records_with(const BlindKey& key) const {
    auto rows = store_->terms.records(key);
    if (!rows) {
        return rows.error();
    }
    std::vector<IndexHit> hits(rows->size());
    std::transform(rows->begin(), rows->end(), hits.begin(),
                   [](RecordRow row) { return IndexHit{row}; });
    return hits;
}

Result<std::vector<IndexHit>> Archive::records_with(IndexKind kind, std::string_view value) const {
    return records_with(store_->blind(kind, value));
}

Result<std::vector<FieldRef>> Archive::places(RecordRow row, const BlindKey& key) const {
    auto opened = store_->open(row);
    if (!opened) {
        return opened.error();
    }
    std::vector<FieldRef> fields;
    for (const StoredTerm& term : opened->envelope.terms) { // sorted by field
        if (same_term_key(term.key, key) && (fields.empty() || fields.back() != term.field)) {
            fields.push_back(term.field);
        }
    }
    return fields;
}

Result<std::optional<RecordRow>> Archive::find_record(std::string_view record_id) const {
    return store_->terms.any_record(store_->blind(IndexKind::record_id, record_id));
}

Result<std::vector<RecordRow>> Archive::thread_records(const BlindKey& thread) const {
    auto members = store_->terms.records(thread);
    if (!members) {
        return members.error();
    }
    std::vector<std::pair<Instant, RecordRow>> timed;
    for (const RecordRow row : *members) {
        auto found = store_->summary(row);
        if (!found) {
            return found.error();
        }
        const bool there = *found && (*found)->state != RecordState::purged &&
                           (*found)->state != RecordState::lost;
        if (there) {
            timed.emplace_back((*found)->created.value_or(Instant::min()), row);
        }
    }
    std::sort(timed.begin(), timed.end());
    std::vector<RecordRow> rows;
    for (const auto& [time, row] : timed) {
        rows.push_back(row);
    }
    return rows;
}

Result<std::vector<RecordRow>> Archive::author_records(const BlindKey& author) const {
    auto named = store_->terms.records(author);
    if (!named) {
        return named.error();
    }
    std::vector<RecordRow> rows;
    for (const RecordRow row : *named) {
        auto found = store_->summary(row);
        if (!found) {
            return found.error();
        }
        if (*found && (*found)->author == author) {
            rows.push_back(row);
        }
    }
    return rows;
}

Result<RecordSummary> Archive::summary(RecordRow row) const {
    auto found = store_->summary(row);
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return Error{ErrorCode::not_found, "no record " + std::to_string(number_of(row))};
    }
    return **found;
}

Result<StoredRecord> Archive::open_record(RecordRow row) const {
    auto opened = store_->open(row);
    if (!opened) {
        return opened.error();
    }
    return store_->stored(std::move(*opened));
}

Result<void> Archive::for_each_record(const std::function<bool(const StoredRecord&)>& visit) const {
    return store_->database->for_each(
        "SELECT row FROM record WHERE sealed IS NOT NULL ORDER BY row",
        [&](const sqlite::Statement& row) -> Result<bool> {
            auto record = open_record(RecordRow{row.integer(0)});
            if (!record) {
                return record.error();
            }
            return visit(*record);
        });
}

Result<void>
Archive::for_each_summary(const std::function<bool(const RecordSummary&)>& visit) const {
    return store_->database->for_each(
        "SELECT row, facts FROM record ORDER BY row",
        [&](const sqlite::Statement& row) { return visit(read_facts(row).summary); });
}

Result<std::vector<ThreadSummary>> Archive::threads() const {
    std::map<BlindKey, ThreadSummary> found;
    const auto later = [](std::optional<Instant>& newest, Instant at) {
        newest = std::max(newest.value_or(at), at);
    };
    auto read = for_each_summary([&](const RecordSummary& record) {
        if (!record.thread) {
            return true;
        }
        auto [entry, fresh] = found.try_emplace(*record.thread);
        ThreadSummary& thread = entry->second;
        const bool gone = record.state == RecordState::purged || record.state == RecordState::lost;
        if (fresh) {
            thread.thread = *record.thread;
            thread.platform = record.platform;
            thread.first_row = thread.last_row = record.row;
        }
        thread.is_private |= record.is_private;
        gone ? ++thread.purged : ++thread.records;
        if (gone || !record.created) {
            return true;
        }
        if (!thread.first || *record.created < *thread.first) {
            thread.first = record.created;
            thread.first_row = record.row;
        }
        if (!thread.last || *record.created >= *thread.last) {
            thread.last = record.created;
            thread.last_row = record.row;
        }
        if (record.role == AuthorRole::channel) {
            later(thread.last_from_channel, *record.created);
        } else if (record.role != AuthorRole::system) {
            later(thread.last_from_others, *record.created);
        }
        return true;
    });
    if (!read) {
        return read.error();
    }
    std::vector<ThreadSummary> threads;
    threads.reserve(found.size());
    for (auto& [key, thread] : found) {
        threads.push_back(std::move(thread));
    }
    return threads;
}

Result<ArchiveCounts> Archive::counts() const {
    ArchiveCounts counts;
    auto read = for_each_summary([&](const RecordSummary& record) {
        if (record.state == RecordState::purged || record.state == RecordState::lost) {
            ++counts.tombstones;
            return true;
        }
        ++counts.records;
        ++counts.by_platform[record.platform];
        counts.restricted += record.state == RecordState::restricted ? 1U : 0U;
        counts.quarantined += record.state == RecordState::quarantined ? 1U : 0U;
        return true;
    });
    if (!read) {
        return read.error();
    }
    const auto count = [this](std::string_view table, std::uint64_t& into) -> Result<void> {
        auto number = store_->database->integer("SELECT count(*) FROM " + std::string{table});
        if (!number) {
            return number.error();
        }
        into = static_cast<std::uint64_t>(*number);
        return {};
    };
    for (auto& [table, into] :
         {std::pair<std::string_view, std::uint64_t&>{"document", counts.documents},
          {"suppression", counts.suppressions}}) {
        if (auto done = count(table, into); !done) {
            return done.error();
        }
    }
    if (auto walked = store_->terms.for_each([&](const TermRow&) { ++counts.terms; }); !walked) {
        return walked.error();
    }
    return counts;
}

} // namespace oblio
