// lib/include/oblio/archive/archive.hpp: the sealed store of an entity's records and its index.
#pragma once

#include "oblio/archive/index_terms.hpp"
#include "oblio/environment.hpp"
#include "oblio/record/record.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// A record's number in one archive. Never given twice. Always in [2^24, 2^31).
enum class RecordRow : std::int64_t {};

/// What opens the vault key. With neither, `<archive>/master.key` is used.
struct MasterSecret {
    std::optional<std::filesystem::path> key_file; ///< 32 random bytes as 64 hex digits
    std::optional<std::string> passphrase;         ///< through Argon2id
};

enum class RecordState : std::uint8_t {
    live = 0,
    redacted = 1,    ///< live, with spans replaced by an executed plan
    restricted = 2,  ///< kept, shown to nobody without a reason (GDPR art. 18)
    quarantined = 3, ///< kept aside for the privacy role
    purged = 4,      ///< a tombstone: place in the thread and times, no content
    lost = 5,        ///< a tombstone left by a replay: may be imported again
};
/// `live`, `redacted`, `restricted`, `quarantined`, `purged`, `lost`.
[[nodiscard]] std::string_view state_name(RecordState state) noexcept;

enum class RecordKind : std::uint8_t { post = 0, comment = 1, reply = 2, direct_message = 3 };
enum class AuthorRole : std::uint8_t { channel = 0, other = 1, system = 2, unknown = 3 };

/// A keyed hash of what a record says; tells two versions apart.
using ContentDigest = std::array<std::byte, 8>;

/// The columns in clear: nothing of it reads as a person.
struct RecordSummary {
    RecordRow row{};
    std::optional<BlindKey> thread;  ///< of thread_value(); nothing once lost
    std::optional<BlindKey> author;  ///< of the author's account id, else handle, else name
    std::optional<RecordRow> parent; ///< the tombstone answered, once that was purged
    std::optional<Instant> created;
    Instant imported{};
    RecordKind kind = RecordKind::post;
    AuthorRole role = AuthorRole::unknown;
    bool is_private = false;
    std::string platform;
    RecordState state = RecordState::live;
    std::uint32_t types = 0;    ///< bit n = a finding of FindingType n, institutional ones left out
    std::uint32_t findings = 0; ///< how many
    ContentDigest digest{};     ///< keyed hash of the content; zero once purged
    [[nodiscard]] bool has(FindingType type) const noexcept {
        return ((types >> static_cast<unsigned>(type)) & 1U) != 0;
    }
};

/// A record as it was sealed.
struct StoredRecord {
    RecordSummary summary;
    Record record;
    std::vector<FieldFinding> findings;
};

/// A record in which a key was met; once, however often it stands there.
struct IndexHit {
    RecordRow row{};
    friend auto operator<=>(const IndexHit&, const IndexHit&) noexcept = default;
};

/// A conversation, from the columns in clear.
struct ThreadSummary {
    BlindKey thread;
    std::string platform;
    bool is_private = false;
    std::uint64_t records = 0; ///< tombstones left out
    std::uint64_t purged = 0;
    std::optional<Instant> first, last; ///< of `created`
    std::optional<Instant> last_from_channel, last_from_others;
    RecordRow first_row{}, last_row{}; ///< earliest and latest by created; live ones if any
};

/// A small sealed document: a request, a consent, a hold, an answer.
struct Document {
    std::string kind; ///< in clear: `request`, `consent`, `hold`...
    std::string id;   ///< sealed; looked up by its keyed hash
    std::string json; ///< sealed
    Instant updated{};
};

struct ArchiveCounts {
    std::uint64_t records = 0; ///< not tombstones
    std::uint64_t tombstones = 0;
    std::uint64_t restricted = 0, quarantined = 0;
    std::uint64_t terms = 0;
    std::uint64_t documents = 0;
    std::uint64_t suppressions = 0;
    std::map<std::string, std::uint64_t> by_platform;
};

/// What happened to a record that was to be imported.
enum class ImportOutcome : std::uint8_t {
    fresh,       ///< stored
    known,       ///< the same content is there already
    superseded,  ///< a newer version replaced the stored one
    suppressed,  ///< erased before: refused
    redacted,    ///< stored, identifiers of an erased person replaced first
    quarantined, ///< stored aside: changed since somebody was redacted from it
};

struct ImportAccount {
    std::uint64_t fresh = 0, known = 0, superseded = 0, suppressed = 0, redacted = 0,
                  quarantined = 0;
    [[nodiscard]] std::uint64_t total() const noexcept {
        return fresh + known + superseded + suppressed + redacted + quarantined;
    }
};

struct ArchiveOptions {
    /// A second process waits so long for the first, and a purge for readers.
    std::chrono::milliseconds wait{5000};
    /// Open although the archive is behind its ledger: for replay and verification alone.
    bool allow_restored_copy = false;
    /// Take no lock; nothing may then be written. Any number of readers beside one writer.
    bool read_only = false;
};

/// The archive of one entity: `archive.db` (SQLite: columns in clear, sealed bodies, blind keys),
/// `keys.slots` (one key slot a sealed body), `vault.key` (the vault and signing keys, wrapped by
/// the master key), `ledger.jsonl`, `policy.json`, `certificates/`.
/// Threads: one thread at a time. Borrows the environment.
class Archive {
public:
    /// Makes `directory` (which may exist if empty) and writes the policy text as it is. Without
    /// a secret, draws a master key into `<directory>/master.key`; a named key file is used if it
    /// is there and made if not.
    /// Errors: exists (an archive or other files are there), io, wrong_key (key file unreadable).
    static Result<Archive> create(const std::filesystem::path& directory,
                                  const MasterSecret& secret, std::string_view policy_json,
                                  Environment environment, const ArchiveOptions& options = {});
    /// Errors: not_found, locked (after waiting), wrong_key, damaged (truncated key file, ledger
    /// shorter than the database remembers), restored_copy, clock_backwards, io.
    static Result<Archive> open(const std::filesystem::path& directory, const MasterSecret& secret,
                                Environment environment, const ArchiveOptions& options = {});
    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;
    ~Archive();

    [[nodiscard]] const std::filesystem::path& directory() const noexcept;
    [[nodiscard]] Environment environment() const noexcept;
    /// 32 hex digits, drawn when the archive was made.
    [[nodiscard]] const std::string& id() const noexcept;
    /// `policy.json`. Errors: io, not_found.
    [[nodiscard]] Result<std::string> policy_json() const;
    /// The key for ids of records that have none (ReadOptions::id_key).
    [[nodiscard]] std::array<std::byte, 32> reader_id_key() const;

    /// The key under which `value` is indexed. Time: some 200 ns.
    [[nodiscard]] BlindKey blind_key(IndexKind kind, std::string_view value) const;

    /// The records of `key`, in order of row. Errors: io, damaged.
    [[nodiscard]] Result<std::vector<IndexHit>> records_with(const BlindKey& key) const;
    [[nodiscard]] Result<std::vector<IndexHit>> records_with(IndexKind kind,
                                                             std::string_view value) const;
    /// The strings of a record in which `key` stands. Errors: as open_record().
    [[nodiscard]] Result<std::vector<FieldRef>> places(RecordRow row, const BlindKey& key) const;
    /// The record of that id (Record::id); nothing if there is none or it was purged.
    [[nodiscard]] Result<std::optional<RecordRow>> find_record(std::string_view record_id) const;
    /// The rows of a thread in order of time; tombstones left out.
    [[nodiscard]] Result<std::vector<RecordRow>> thread_records(const BlindKey& thread) const;
    /// The rows written by an account (RecordSummary::author). Rows in order.
    [[nodiscard]] Result<std::vector<RecordRow>> author_records(const BlindKey& author) const;

    /// Errors: not_found (no such row).
    [[nodiscard]] Result<RecordSummary> summary(RecordRow row) const;
    /// Errors: not_found (no such row, or a tombstone), damaged (does not open).
    [[nodiscard]] Result<StoredRecord> open_record(RecordRow row) const;
    /// Opens every record that is not a tombstone, by row. Stops early when `visit` says false.
    /// Records that do not open are errors.
    Result<void> for_each_record(const std::function<bool(const StoredRecord&)>& visit) const;
    /// The same from the columns in clear alone; tombstones too.
    Result<void> for_each_summary(const std::function<bool(const RecordSummary&)>& visit) const;
    /// By thread key. Reads the columns in clear alone. Time: linear in records.
    [[nodiscard]] Result<std::vector<ThreadSummary>> threads() const;
    [[nodiscard]] Result<ArchiveCounts> counts() const;

    /// Writes or replaces (kind, id); the key of the version before is shredded. Durable.
    Result<void> put_document(std::string_view kind, std::string_view id, std::string_view json);
    /// The same for many, in one step: all or none.
    Result<void> put_documents(std::span<const Document> documents);
    [[nodiscard]] Result<std::optional<Document>> document(std::string_view kind,
                                                           std::string_view id) const;
    /// In order of first writing.
    [[nodiscard]] Result<std::vector<Document>> documents(std::string_view kind) const;
    /// Removes it and shreds its key; false if there was none.
    Result<bool> shred_document(std::string_view kind, std::string_view id);

    /// The inside, for the areas of the library that come after this one; defined in lib/src/.
    class Store;
    [[nodiscard]] Store& store() const noexcept { return *store_; }

private:
    explicit Archive(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

struct ImportOptions {
    TermExtractor terms = basic_index_terms; ///< called by every RecordPreparer, in its thread
    /// Records a transaction; it is also ended by 64 MiB of bodies and by 1.5 million index rows.
    /// Large, because each batch rewrites what it touches of the index: at 20 000 a million records
    /// take half as long again.
    std::size_t batch = 100'000;
};

/// A record encoded and keyed, ready for an Importer of the same archive. Movable.
class PreparedRecord {
public:
    PreparedRecord(PreparedRecord&&) noexcept;
    PreparedRecord& operator=(PreparedRecord&&) noexcept;
    ~PreparedRecord();

private:
    friend class RecordPreparer;
    friend class Importer;
    struct State;
    explicit PreparedRecord(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// The part of an import that touches no file: terms, keys, encoding. Each thread has its own; the
/// importer's archive must outlive it. Threads: one thread at a time.
class RecordPreparer {
public:
    RecordPreparer(RecordPreparer&&) noexcept;
    RecordPreparer& operator=(RecordPreparer&&) noexcept;
    ~RecordPreparer();

    /// `findings` are those of the record's strings; `text` as TermExtractor says. Cannot fail.
    [[nodiscard]] PreparedRecord prepare(const Record& record,
                                         std::span<const FieldFinding> findings,
                                         const detect::Document* text = nullptr);

private:
    friend class Importer;
    struct State;
    explicit RecordPreparer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Takes records into an archive. What commit() acknowledged is durable; what was added since is
/// not there after a crash. From the first add() to commit() a transaction is open: nothing else
/// may be written to the archive. Memory: that of one batch, bodies not among it; it does not grow
/// with the import. Threads: one thread at a time. Borrows the archive.
class Importer {
public:
    /// Errors: not_allowed if the archive was opened for reading.
    static Result<Importer> begin(Archive& archive, ImportOptions options = {});
    Importer(Importer&&) noexcept;
    Importer& operator=(Importer&&) noexcept;
    /// Drops what was not committed.
    ~Importer();

    /// For another thread, which hands its records to add().
    [[nodiscard]] RecordPreparer preparer() const;

    /// Takes one record; where the batch is full, what came before is committed first. Adding the
    /// same again is `known`. Asks the suppression list. Errors: io, damaged; the batch is dropped.
    Result<ImportOutcome> add(PreparedRecord record);
    /// Prepares it first, in this thread.
    Result<ImportOutcome> add(const Record& record, std::span<const FieldFinding> findings);
    /// Makes all that was added durable and gives the account since begin(). Errors: io.
    Result<ImportAccount> commit();

private:
    struct State;
    explicit Importer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace oblio
