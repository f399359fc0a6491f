// lib/src/archive/store.hpp: the inside of an open archive: keys, files, database, ledger.
#pragma once

#include "archive/crypto.hpp"
#include "archive/envelope.hpp"
#include "archive/ledger.hpp"
#include "archive/lock.hpp"
#include "archive/record_facts.hpp"
#include "archive/slots.hpp"
#include "archive/sqlite.hpp"
#include "archive/term_index.hpp"
#include "archive/vault.hpp"
#include "oblio/archive/archive.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What a suppression entry does to content that is not newer than its cut-off.
enum class SuppressionAction : std::uint8_t {
    block = 1,  ///< the record, or everything the account wrote, is refused
    redact = 2, ///< the identifier is replaced; a record id sends a changed version to quarantine
};

struct SuppressionEntry {
    BlindKey tag;
    SuppressionAction action = SuppressionAction::block;
    Instant cutoff{};
    Instant expires{};
};

/// A record as it stands in the database, before it is opened.
struct SealedRecord : RecordFacts {
    Bytes body;
};

/// A record opened, with what the index holds of it.
struct OpenedRecord {
    SealedRecord sealed;
    Envelope envelope;
};

/// Everything an open archive holds. Threads: one thread at a time.
class Archive::Store {
public:
    Store(std::filesystem::path where, Environment outside, const ArchiveOptions& how);

    std::filesystem::path directory;
    Environment environment;
    ArchiveOptions options;
    WriterLock lock;
    Vault vault;
    SecretKey record_key, index_key, document_key, suppression_key, digest_key, ledger_key;
    std::optional<SlotFile> slots;
    std::optional<Ledger> ledger;
    std::optional<sqlite::Database> database;
    TermIndex terms{*this};
    BodyCodec bodies;

    void derive_keys();
    [[nodiscard]] bool writable() const noexcept { return !options.read_only; }
    Result<void> require_writable() const;

    /// A statement kept prepared. Borrowed: reset it after use (sqlite::Using).
    Result<sqlite::Statement*> statement(std::string_view sql);

    // meta
    Result<std::optional<std::int64_t>> meta(std::string_view name);
    Result<void> set_meta(std::string_view name, std::int64_t value);
    Result<std::string> meta_text(std::string_view name);
    Result<void> set_meta_text(std::string_view name, std::string_view value);

    // keys
    [[nodiscard]] BlindKey blind(IndexKind kind, std::string_view value) const;
    [[nodiscard]] BlindKey suppression_tag(IndexKind kind, std::string_view value) const;
    [[nodiscard]] SecretKey body_key(const std::array<std::byte, 32>& slot, RecordRow row) const;
    [[nodiscard]] std::string body_bound(RecordRow row) const;
    /// Changes whenever the record does; where it was read from does not count.
    [[nodiscard]] ContentDigest digest(const Record& record) const;
    /// The same of what encode_record() gave.
    [[nodiscard]] ContentDigest digest_of(std::string_view encoded) const;

    // records
    Result<std::optional<SealedRecord>> sealed(RecordRow row);
    Result<std::optional<RecordFacts>> facts(RecordRow row);
    Result<std::optional<RecordSummary>> summary(RecordRow row);
    /// Errors: not_found for a tombstone, damaged if the body does not open.
    Result<OpenedRecord> open(RecordRow row);
    Result<Envelope> unseal_body(const SealedRecord& sealed);
    [[nodiscard]] static StoredRecord stored(OpenedRecord opened);

    // inside a transaction
    /// A new row, or another version of one that is there.
    Result<void> write_record(const RecordFacts& facts, std::span<const std::byte> body,
                              bool fresh);
    /// What `change` makes of a record's facts. Errors: not_found.
    Result<void> change_facts(RecordRow row, const std::function<void(RecordFacts&)>& change);
    /// Makes a tombstone of a record: the body goes, and of the facts what tells of its content.
    Result<void> entomb(RecordRow row, RecordState state,
                        const std::function<void(RecordFacts&)>& change);
    /// The slot will be shredded by finish_shredding(), also after a crash.
    Result<void> note_shredding(Slot slot);
    Result<void> remember_slots();
    Result<void> remember_ledger();
    Result<std::int64_t> next_generation();

    // outside a transaction
    /// Shreds the slots noted and forgets the notes.
    Result<void> finish_shredding();
    /// Appends to the ledger and has the database remember the new head.
    Result<LedgerEntry> record_in_ledger(std::string_view operation, std::string_view data);

    // suppression
    Result<std::optional<SuppressionEntry>> suppressed(const BlindKey& tag);
    Result<void> add_suppression(const SuppressionEntry& entry);

    // documents: see documents.cpp
    [[nodiscard]] BlindKey document_id(std::string_view kind, std::string_view id) const;
    /// A document's key is drawn and its slot appended before the transaction begins.
    struct PreparedDocument {
        std::string kind;
        BlindKey id_key;
        Slot slot = 0;
        Bytes sealed;
    };
    Result<std::vector<PreparedDocument>> prepare_documents(std::span<const Document> documents);
    /// Inside a transaction.
    Result<void> write_document(const PreparedDocument& document);
    Result<bool> remove_document(std::string_view kind, std::string_view id);

private:
    std::map<std::string, sqlite::Statement, std::less<>> statements_;
};

/// Of a row of `record` whose first columns are `row, facts`.
[[nodiscard]] RecordFacts read_facts(const sqlite::Statement& statement);

/// Keys as Store::blind() gives them. Remembers some: authors, threads and names come again and
/// again, and a key costs ten times a look-up. Runs of words and numbers hardly do: they would only
/// push others out. Memory: less than a megabyte. Threads: one thread at a time. Borrows the store.
class KeyMemo {
public:
    explicit KeyMemo(const Archive::Store& store) : store_{&store} {}
    [[nodiscard]] BlindKey operator()(IndexKind kind, std::string_view value);

private:
    static constexpr std::size_t places = 16'384;
    static constexpr std::size_t longest = 40; ///< longer values hardly come again
    struct Entry {
        BlindKey key;
        IndexKind kind{}; ///< none yet: of no term
        std::uint8_t size = 0;
        std::array<char, longest> value{};
    };

    const Archive::Store* store_;
    std::vector<Entry> entries_;
    std::string last_id_; ///< of a record: asked twice, and never again
    BlindKey last_id_key_;
};

/// The clear columns that follow from a record and its findings; row, imported and digest are left.
[[nodiscard]] RecordSummary summarise(KeyMemo& keys, const Record& record,
                                      std::span<const FieldFinding> findings);
/// The key of the account that wrote the record: its id, else handle, else name.
[[nodiscard]] std::optional<IndexTerm> author_term(const Record& record);
/// Keys of the extractor's terms and of those that every record has, by place, unique.
[[nodiscard]] std::vector<StoredTerm> key_terms(KeyMemo& keys, const Record& record,
                                                std::span<const IndexTerm> terms);

} // namespace oblio
