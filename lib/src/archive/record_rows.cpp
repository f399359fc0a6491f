// lib/src/archive/record_rows.cpp: the records of an open archive: their columns in clear and their
// sealed bodies.
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

/// The known platforms are numbers in the table, others stand there by name. Append only.
constexpr std::array<std::string_view, 8> platforms{"facebook", "instagram", "whatsapp", "telegram",
                                                    "x",        "youtube",   "mastodon", "generic"};

void bind_platform(sqlite::Statement& statement, int index, std::string_view platform) {
    const auto known = std::find(platforms.begin(), platforms.end(), platform);
    if (known == platforms.end()) {
        statement.bind(index, platform);
    } else {
        statement.bind(index, std::int64_t{known - platforms.begin()});
    }
}

std::string platform_in(const sqlite::Statement& statement, int column) {
    const std::string_view text = statement.text(column); // a number in digits, too
    const bool number = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    const auto at = number ? static_cast<std::size_t>(statement.integer(column)) : platforms.size();
    return std::string{at < platforms.size() ? platforms[at] : text};
}

} // namespace

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
    summary.platform = platform_in(statement, 9);
    summary.state = static_cast<RecordState>(statement.integer(10));
    summary.types = static_cast<std::uint32_t>(statement.integer(11));
    summary.findings = static_cast<std::uint32_t>(statement.integer(12));
    if (const auto digest = statement.blob(13); digest.size() == summary.digest.size()) {
        std::copy(digest.begin(), digest.end(), summary.digest.begin());
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
    return sqlite::one_row((*query)->bind(1, number_of(row)), [](const sqlite::Statement& found) {
        const auto body = found.blob(16);
        return SealedRecord{read_summary(found), found.maybe_integer(14), found.integer(15),
                            Bytes(body.begin(), body.end())};
    });
}

Result<std::optional<RecordSummary>> Archive::Store::summary(RecordRow row) {
    auto query = statement("SELECT row, thread, author, parent, created, imported, kind, role, "
                           "private, platform, state, types, findings, digest "
                           "FROM record WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    return sqlite::one_row((*query)->bind(1, number_of(row)), read_summary);
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
    auto plain = unseal_once(body_key(*slot, record.summary.row), record.body,
                             body_bound(record.summary.row));
    if (!plain) {
        return Error{ErrorCode::damaged, name + (is_shredded(*slot) ? ": its key was shredded"
                                                                    : ": its body does not open")};
    }
    auto envelope = bodies.decode(*plain);
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

StoredRecord Archive::Store::stored(OpenedRecord opened) {
    return {opened.sealed.summary, std::move(opened.envelope.record),
            std::move(opened.envelope.findings)};
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
    bind_platform(write, 10, summary.platform);
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

RecordSummary summarise(KeyMemo& keys, const Record& record,
                        std::span<const FieldFinding> findings) {
    RecordSummary summary;
    summary.thread = keys(IndexKind::thread, thread_value(record));
    if (const auto author = author_term(record)) {
        summary.author = keys(author->kind, author->value);
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

std::vector<StoredTerm> key_terms(KeyMemo& keys, const Record& record,
                                  std::span<const IndexTerm> terms) {
    std::vector<StoredTerm> keyed;
    keyed.reserve(terms.size() + 4);
    const auto add = [&](const IndexTerm& term) {
        keyed.push_back({keys(term.kind, term.value), term.field, term.start, term.end});
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
    sort_terms(keyed);
    return keyed;
}

} // namespace oblio
