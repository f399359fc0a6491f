// lib/src/archive/store.cpp
#include "archive/store.hpp"

#include "archive/record_codec.hpp"
#include "text/word_hash.hpp"

#include <algorithm>

namespace oblio {
namespace {

Instant instant_of(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

std::int64_t seconds_of(Instant instant) {
    return instant.time_since_epoch().count();
}

BlindKey first_bytes(const std::array<std::byte, 16>& hash) {
    BlindKey key;
    std::copy_n(hash.begin(), key.bytes.size(), key.bytes.begin());
    return key;
}

} // namespace

Archive::Store::Store(std::filesystem::path where, Environment outside, const ArchiveOptions& how)
    : directory{std::move(where)}, environment{outside}, options{how} {}

void Archive::Store::derive_keys() {
    record_key = derive(vault.key, "record");
    index_key = derive(vault.key, "index");
    document_key = derive(vault.key, "document");
    suppression_key = derive(vault.key, "suppression");
    digest_key = derive(vault.key, "digest");
    ledger_key = derive(vault.key, "ledger");
}

Result<void> Archive::Store::require_writable() const {
    if (writable()) {
        return {};
    }
    return Error{ErrorCode::not_allowed, directory.string() + ": opened for reading"};
}

Result<sqlite::Statement*> Archive::Store::statement(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) {
        return &found->second;
    }
    auto prepared = database->prepare(sql);
    if (!prepared) {
        return prepared.error();
    }
    return &statements_.emplace(std::string{sql}, std::move(*prepared)).first->second;
}

Result<std::optional<std::int64_t>> Archive::Store::meta(std::string_view name) {
    auto query = statement("SELECT value FROM meta WHERE name = ?1");
    if (!query) {
        return query.error();
    }
    auto value = sqlite::one_row((*query)->bind(1, name),
                                 [](const sqlite::Statement& row) { return row.maybe_integer(0); });
    if (!value) {
        return value.error();
    }
    return value->value_or(std::nullopt);
}

Result<void> Archive::Store::set_meta(std::string_view name, std::int64_t value) {
    auto query = statement("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)");
    if (!query) {
        return query.error();
    }
    return (*query)->bind(1, name).bind(2, value).run();
}

Result<std::string> Archive::Store::meta_text(std::string_view name) {
    auto query = statement("SELECT value FROM meta WHERE name = ?1");
    if (!query) {
        return query.error();
    }
    auto value = sqlite::one_row((*query)->bind(1, name), [](const sqlite::Statement& row) {
        return std::string{row.text(0)};
    });
    if (!value) {
        return value.error();
    }
    return value->value_or(std::string{});
}

Result<void> Archive::Store::set_meta_text(std::string_view name, std::string_view value) {
    auto query = statement("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)");
    if (!query) {
        return query.error();
    }
    return (*query)->bind(1, name).bind(2, value).run();
}

BlindKey Archive::Store::blind(IndexKind kind, std::string_view value) const {
    std::string message(1, static_cast<char>(kind));
    message += value;
    return marked(first_bytes(short_hash(index_key, bytes_of(message))), kind);
}

BlindKey Archive::Store::suppression_tag(IndexKind kind, std::string_view value) const {
    std::string message(1, static_cast<char>(kind));
    message += value;
    return first_bytes(short_hash(suppression_key, bytes_of(message)));
}

SecretKey Archive::Store::body_key(const std::array<std::byte, 32>& slot, RecordRow row) const {
    const std::string number = std::to_string(number_of(row));
    const std::array<std::span<const std::byte>, 2> parts{std::span<const std::byte>{slot},
                                                          bytes_of(number)};
    return SecretKey{keyed_hash(record_key, parts)};
}

std::string Archive::Store::body_bound(RecordRow row) const {
    return "record " + vault.archive_id + " " + std::to_string(number_of(row));
}

ContentDigest Archive::Store::digest(const Record& record) const {
    std::string content;
    encode_record(content, record);
    return digest_of(content);
}

ContentDigest Archive::Store::digest_of(std::string_view encoded) const {
    return first_bytes(short_hash(digest_key, bytes_of(encoded))).bytes;
}

BlindKey KeyMemo::operator()(IndexKind kind, std::string_view value) {
    if (kind == IndexKind::record_id) {
        if (last_id_.empty() || last_id_ != value) {
            last_id_ = value;
            last_id_key_ = store_->blind(kind, value);
        }
        return last_id_key_;
    }
    if (value.size() > longest || kind == IndexKind::shingle || kind >= IndexKind::free) {
        return store_->blind(kind, value);
    }
    if (entries_.empty()) {
        entries_.resize(places);
    }
    const std::size_t mixed = text::word_hash(value) + static_cast<std::size_t>(kind) * 0x9E37U;
    Entry& entry = entries_[mixed % places];
    if (entry.kind != kind || std::string_view{entry.value.data(), entry.size} != value) {
        entry.key = store_->blind(kind, value);
        entry.kind = kind;
        entry.size = static_cast<std::uint8_t>(value.copy(entry.value.data(), longest));
    }
    return entry.key;
}

Result<void> Archive::Store::note_shredding(Slot slot) {
    auto query = statement("INSERT OR IGNORE INTO shredding(slot) VALUES(?1)");
    if (!query) {
        return query.error();
    }
    return (*query)->bind(1, std::int64_t{slot}).run();
}

Result<void> Archive::Store::remember_slots() {
    return set_meta("slots", slots->count());
}

Result<void> Archive::Store::remember_ledger() {
    const LedgerHead head = ledger->head();
    if (auto done = set_meta("ledger_number", static_cast<std::int64_t>(head.number)); !done) {
        return done;
    }
    return set_meta_text("ledger_hash", head.hash);
}

Result<std::int64_t> Archive::Store::next_generation() {
    auto present = meta("generation");
    if (!present) {
        return present.error();
    }
    const std::int64_t next = present->value_or(0) + 1;
    if (auto done = set_meta("generation", next); !done) {
        return done.error();
    }
    return next;
}

Result<void> Archive::Store::finish_shredding() {
    std::vector<Slot> noted;
    {
        auto query = statement("SELECT slot FROM shredding ORDER BY slot");
        if (!query) {
            return query.error();
        }
        const sqlite::Using scope{**query};
        auto read = sqlite::for_each_row(
            **query, [&](const sqlite::Statement& row) { noted.push_back(row.integer(0)); });
        if (!read) {
            return read;
        }
    }
    if (noted.empty()) {
        return {};
    }
    if (auto done = slots->shred(noted); !done) {
        return done;
    }
    auto transaction = sqlite::Transaction::begin(*database);
    if (!transaction) {
        return transaction.error();
    }
    auto query = statement("DELETE FROM shredding WHERE slot = ?1");
    if (!query) {
        return query.error();
    }
    for (const Slot slot : noted) {
        if (auto done = (*query)->bind(1, std::int64_t{slot}).run(); !done) {
            return done;
        }
    }
    return transaction->commit();
}

Result<LedgerEntry> Archive::Store::record_in_ledger(std::string_view operation,
                                                     std::string_view data) {
    auto entry = ledger->append(operation, data);
    if (!entry) {
        return entry.error();
    }
    auto transaction = sqlite::Transaction::begin(*database);
    if (!transaction) {
        return transaction.error();
    }
    if (auto done = remember_ledger(); !done) {
        return done.error();
    }
    if (auto done = transaction->commit(); !done) {
        return done.error();
    }
    return entry;
}

Result<std::optional<SuppressionEntry>> Archive::Store::suppressed(const BlindKey& tag) {
    auto query = statement("SELECT action, cutoff, expires FROM suppression WHERE tag = ?1");
    if (!query) {
        return query.error();
    }
    auto entry = sqlite::one_row((*query)->bind(1, std::span<const std::byte>{tag.bytes}),
                                 [&](const sqlite::Statement& row) {
                                     return SuppressionEntry{
                                         tag, static_cast<SuppressionAction>(row.integer(0)),
                                         instant_of(row.integer(1)), instant_of(row.integer(2))};
                                 });
    if (entry && *entry && (*entry)->expires <= environment.clock.now()) {
        return std::optional<SuppressionEntry>{};
    }
    return entry;
}

Result<void> Archive::Store::add_suppression(const SuppressionEntry& entry) {
    // Of two erasures of the same person the later and longer one holds; a block beats a redaction.
    auto query = statement("INSERT INTO suppression(tag, action, cutoff, expires) "
                           "VALUES(?1, ?2, ?3, ?4) ON CONFLICT(tag) DO UPDATE SET "
                           "action = min(action, excluded.action), "
                           "cutoff = max(cutoff, excluded.cutoff), "
                           "expires = max(expires, excluded.expires)");
    if (!query) {
        return query.error();
    }
    return (*query)
        ->bind(1, std::span<const std::byte>{entry.tag.bytes})
        .bind(2, static_cast<std::int64_t>(entry.action))
        .bind(3, seconds_of(entry.cutoff))
        .bind(4, seconds_of(entry.expires))
        .run();
}

} // namespace oblio
