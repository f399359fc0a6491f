// lib/src/archive/store.cpp
#include "archive/store.hpp"

#include <algorithm>

namespace oblio {
namespace {

std::optional<BlindKey> blob_key(const sqlite::Statement& statement, int column) {
    const auto blob = statement.blob(column);
    BlindKey key;
    if (blob.size() != key.bytes.size()) {
        return std::nullopt;
    }
    std::copy(blob.begin(), blob.end(), key.bytes.begin());
    return key;
}

Instant instant_of(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

std::int64_t seconds_of(Instant instant) {
    return instant.time_since_epoch().count();
}

RecordKind kind_of(std::string_view name) {
    if (name == "comment") {
        return RecordKind::comment;
    }
    if (name == "reply") {
        return RecordKind::reply;
    }
    return name == "direct-message" ? RecordKind::direct_message : RecordKind::post;
}

AuthorRole role_of(std::string_view name) {
    if (name == "channel") {
        return AuthorRole::channel;
    }
    if (name == "other") {
        return AuthorRole::other;
    }
    return name == "system" ? AuthorRole::system : AuthorRole::unknown;
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
    const sqlite::Using scope{**query};
    auto row = (*query)->bind(1, name).step();
    if (!row) {
        return row.error();
    }
    return *row ? (*query)->maybe_integer(0) : std::nullopt;
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
    const sqlite::Using scope{**query};
    auto row = (*query)->bind(1, name).step();
    if (!row) {
        return row.error();
    }
    return *row ? std::string{(*query)->text(0)} : std::string{};
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
    return {short_hash(index_key, bytes_of(message))};
}

BlindKey Archive::Store::suppression_tag(IndexKind kind, std::string_view value) const {
    std::string message(1, static_cast<char>(kind));
    message += value;
    return {short_hash(suppression_key, bytes_of(message))};
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

std::array<std::byte, 16> Archive::Store::digest(std::string_view canonical_json) const {
    return short_hash(digest_key, bytes_of(canonical_json));
}

RecordSummary read_summary(const sqlite::Statement& statement) {
    RecordSummary summary;
    summary.row = RecordRow{statement.integer(0)};
    summary.thread = blob_key(statement, 1);
    summary.author = blob_key(statement, 2);
    if (const auto parent = statement.maybe_integer(3)) {
        summary.parent = RecordRow{*parent};
    }
    if (const auto created = statement.maybe_integer(4)) {
        summary.created = instant_of(*created);
    }
    summary.imported = instant_of(statement.integer(5));
    summary.kind = static_cast<RecordKind>(statement.integer(6));
    summary.role = static_cast<AuthorRole>(statement.integer(7));
    summary.is_private = statement.integer(8) != 0;
    summary.platform = statement.text(9);
    summary.state = static_cast<RecordState>(statement.integer(10));
    summary.types = static_cast<std::uint32_t>(statement.integer(11));
    summary.findings = static_cast<std::uint32_t>(statement.integer(12));
    if (const auto digest = blob_key(statement, 13)) {
        summary.digest = digest->bytes;
    }
    return summary;
}

Result<std::optional<SealedRecord>> Archive::Store::sealed(RecordRow row) {
    auto query = statement("SELECT row, thread, author, parent, created, imported, kind, role, "
                           "private, platform, state, types, findings, digest, slot, generation, "
                           "(SELECT sealed FROM body WHERE body.row = record.row) "
                           "FROM record WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    auto found = (*query)->bind(1, number_of(row)).step();
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return std::optional<SealedRecord>{};
    }
    SealedRecord record;
    record.summary = read_summary(**query);
    record.slot = (*query)->maybe_integer(14);
    record.generation = (*query)->integer(15);
    const auto body = (*query)->blob(16);
    record.body.assign(body.begin(), body.end());
    return std::optional{std::move(record)};
}

Result<std::optional<RecordSummary>> Archive::Store::summary(RecordRow row) {
    auto query = statement("SELECT row, thread, author, parent, created, imported, kind, role, "
                           "private, platform, state, types, findings, digest "
                           "FROM record WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    auto found = (*query)->bind(1, number_of(row)).step();
    if (!found) {
        return found.error();
    }
    return *found ? std::optional{read_summary(**query)} : std::optional<RecordSummary>{};
}

Result<Envelope> Archive::Store::unseal_body(const SealedRecord& record) {
    const std::string name = "record " + std::to_string(number_of(record.summary.row));
    if (!record.slot || record.body.empty()) {
        return Error{ErrorCode::not_found, name + ": erased"};
    }
    auto slot = slots->read(*record.slot);
    if (!slot) {
        return slot.error();
    }
    auto plain =
        unseal(body_key(*slot, record.summary.row), record.body, body_bound(record.summary.row));
    if (!plain) {
        return Error{ErrorCode::damaged, name + (is_shredded(*slot) ? ": its key was shredded"
                                                                    : ": its body does not open")};
    }
    auto envelope = decode_envelope(*plain);
    if (!envelope) {
        return Error{ErrorCode::damaged, name + ": not as it was written"};
    }
    return std::move(*envelope);
}

Result<OpenedRecord> Archive::Store::open(RecordRow row) {
    auto record = sealed(row);
    if (!record) {
        return record.error();
    }
    if (!*record) {
        return Error{ErrorCode::not_found, "no record " + std::to_string(number_of(row))};
    }
    auto envelope = unseal_body(**record);
    if (!envelope) {
        return envelope.error();
    }
    return OpenedRecord{std::move(**record), std::move(*envelope)};
}

Result<StoredRecord> Archive::Store::stored(OpenedRecord opened) const {
    auto record = parse_record(opened.envelope.record_json);
    if (!record) {
        return Error{ErrorCode::damaged, "record " +
                                             std::to_string(number_of(opened.sealed.summary.row)) +
                                             ": not as it was written"};
    }
    return StoredRecord{opened.sealed.summary, std::move(*record),
                        std::move(opened.envelope.findings)};
}

Result<std::vector<IndexHit>> Archive::Store::hits(const BlindKey& key) {
    auto query = statement("SELECT row, field, start, stop FROM term WHERE key = ?1");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    (*query)->bind(1, std::span<const std::byte>{key.bytes});
    std::vector<IndexHit> found;
    for (;;) {
        auto row = (*query)->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return found;
        }
        found.push_back({RecordRow{(*query)->integer(0)},
                         unpack_field(static_cast<std::uint32_t>((*query)->integer(1))),
                         static_cast<std::uint32_t>((*query)->integer(2)),
                         static_cast<std::uint32_t>((*query)->integer(3))});
    }
}

Result<std::optional<RecordRow>> Archive::Store::first_hit(const BlindKey& key) {
    auto query = statement("SELECT row FROM term WHERE key = ?1 LIMIT 1");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    auto row = (*query)->bind(1, std::span<const std::byte>{key.bytes}).step();
    if (!row) {
        return row.error();
    }
    return *row ? std::optional{RecordRow{(*query)->integer(0)}} : std::optional<RecordRow>{};
}

Result<void> Archive::Store::insert_term(const StoredTerm& term, RecordRow row) {
    auto query = statement("INSERT OR IGNORE INTO term(key, row, field, start, stop) "
                           "VALUES(?1, ?2, ?3, ?4, ?5)");
    if (!query) {
        return query.error();
    }
    return (*query)
        ->bind(1, std::span<const std::byte>{term.key.bytes})
        .bind(2, number_of(row))
        .bind(3, std::int64_t{pack(term.field)})
        .bind(4, std::int64_t{term.start})
        .bind(5, std::int64_t{term.end})
        .run();
}

Result<void> Archive::Store::delete_term(const StoredTerm& term, RecordRow row) {
    auto query = statement("DELETE FROM term WHERE key = ?1 AND row = ?2 AND field = ?3 "
                           "AND start = ?4");
    if (!query) {
        return query.error();
    }
    return (*query)
        ->bind(1, std::span<const std::byte>{term.key.bytes})
        .bind(2, number_of(row))
        .bind(3, std::int64_t{pack(term.field)})
        .bind(4, std::int64_t{term.start})
        .run();
}

Result<void> Archive::Store::write_record(const RecordSummary& summary, Slot slot,
                                          std::int64_t generation, std::span<const std::byte> body,
                                          bool fresh) {
    auto query =
        fresh ? statement("INSERT INTO record(row, thread, author, parent, created, imported, "
                          "kind, role, private, platform, state, types, findings, digest, slot, "
                          "generation) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
                          "?13, ?14, ?15, ?16)")
              : statement("UPDATE record SET thread = ?2, author = ?3, parent = ?4, created = ?5, "
                          "imported = ?6, kind = ?7, role = ?8, private = ?9, platform = ?10, "
                          "state = ?11, types = ?12, findings = ?13, digest = ?14, slot = ?15, "
                          "generation = ?16 WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    sqlite::Statement& write = **query;
    write.bind(1, number_of(summary.row));
    const auto bind_key = [&write](int index, const std::optional<BlindKey>& key) {
        key ? write.bind(index, std::span<const std::byte>{key->bytes}) : write.bind_null(index);
    };
    bind_key(2, summary.thread);
    bind_key(3, summary.author);
    write.bind(4, summary.parent ? std::optional{number_of(*summary.parent)} : std::nullopt);
    write.bind(5, summary.created ? std::optional{seconds_of(*summary.created)} : std::nullopt);
    write.bind(6, seconds_of(summary.imported));
    write.bind(7, static_cast<std::int64_t>(summary.kind));
    write.bind(8, static_cast<std::int64_t>(summary.role));
    write.bind(9, std::int64_t{summary.is_private ? 1 : 0});
    write.bind(10, std::string_view{summary.platform});
    write.bind(11, static_cast<std::int64_t>(summary.state));
    write.bind(12, std::int64_t{summary.types});
    write.bind(13, std::int64_t{summary.findings});
    write.bind(14, std::span<const std::byte>{summary.digest});
    write.bind(15, std::int64_t{slot});
    write.bind(16, generation);
    if (auto done = write.run(); !done) {
        return done;
    }
    auto put = statement("INSERT OR REPLACE INTO body(row, sealed) VALUES(?1, ?2)");
    if (!put) {
        return put.error();
    }
    return (*put)->bind(1, number_of(summary.row)).bind(2, body).run();
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
        for (;;) {
            auto row = (*query)->step();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                break;
            }
            noted.push_back((*query)->integer(0));
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
    const sqlite::Using scope{**query};
    auto row = (*query)->bind(1, std::span<const std::byte>{tag.bytes}).step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return std::optional<SuppressionEntry>{};
    }
    const SuppressionEntry entry{tag, static_cast<SuppressionAction>((*query)->integer(0)),
                                 instant_of((*query)->integer(1)),
                                 instant_of((*query)->integer(2))};
    if (entry.expires <= environment.clock.now()) {
        return std::optional<SuppressionEntry>{};
    }
    return std::optional{entry};
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

std::optional<IndexTerm> author_term(const Record& record) {
    if (record.author.id) {
        return IndexTerm{IndexKind::account_id,
                         account_value(record.platform, *record.author.id),
                         {Field::author_id, 0},
                         0,
                         0};
    }
    if (record.author.handle) {
        return IndexTerm{IndexKind::handle,
                         handle_value(*record.author.handle),
                         {Field::author_handle, 0},
                         0,
                         0};
    }
    if (record.author.name) {
        return IndexTerm{IndexKind::display_name,
                         display_name_value(*record.author.name),
                         {Field::author_name, 0},
                         0,
                         0};
    }
    return std::nullopt;
}

RecordSummary summarise(const Archive::Store& store, const Record& record,
                        std::span<const FieldFinding> findings) {
    RecordSummary summary;
    summary.thread = store.blind(IndexKind::thread, thread_value(record));
    if (const auto author = author_term(record)) {
        summary.author = store.blind(author->kind, author->value);
    }
    if (record.created) {
        summary.created = parse_instant(*record.created);
    }
    summary.kind = kind_of(record.kind);
    summary.role = role_of(record.author_role);
    summary.is_private = record.is_private();
    summary.platform = record.platform;
    for (const FieldFinding& item : findings) {
        if (!item.finding.institutional) {
            summary.types |= 1U << static_cast<unsigned>(item.finding.type);
            ++summary.findings;
        }
    }
    return summary;
}

std::vector<StoredTerm> key_terms(const Archive::Store& store, const Record& record,
                                  std::span<const IndexTerm> terms) {
    std::vector<StoredTerm> keyed;
    keyed.reserve(terms.size() + 4);
    const auto add = [&](const IndexTerm& term) {
        keyed.push_back({store.blind(term.kind, term.value), term.field, term.start, term.end});
    };
    for (const IndexTerm& term : terms) {
        add(term);
    }
    add({IndexKind::record_id, record.id, {Field::id, 0}, 0, 0});
    add({IndexKind::thread, thread_value(record), {Field::thread, 0}, 0, 0});
    if (record.reply_to) {
        add({IndexKind::reply_target, *record.reply_to, {Field::reply_to, 0}, 0, 0});
    }
    if (const auto author = author_term(record)) {
        add(*author);
    }
    std::sort(keyed.begin(), keyed.end());
    keyed.erase(std::unique(keyed.begin(), keyed.end(),
                            [](const StoredTerm& a, const StoredTerm& b) {
                                return a.key == b.key && a.field == b.field && a.start == b.start;
                            }),
                keyed.end());
    return keyed;
}

} // namespace oblio
