// lib/src/archive/record_rows.cpp: the records of an open archive: their columns in clear and their
// sealed bodies.
#include "archive/store.hpp"

#include <algorithm>

namespace oblio {
namespace {

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

RecordFacts read_facts(const sqlite::Statement& statement) {
    return decode_facts(RecordRow{statement.integer(0)}, statement.blob(1));
}

Result<std::optional<SealedRecord>> Archive::Store::sealed(RecordRow row) {
    auto query = statement("SELECT row, facts, sealed FROM record WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    return sqlite::one_row((*query)->bind(1, number_of(row)), [](const sqlite::Statement& found) {
        const auto body = found.blob(2);
        return SealedRecord{read_facts(found), Bytes(body.begin(), body.end())};
    });
}

Result<std::optional<RecordFacts>> Archive::Store::facts(RecordRow row) {
    auto query = statement("SELECT row, facts FROM record WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    return sqlite::one_row((*query)->bind(1, number_of(row)), read_facts);
}

Result<std::optional<RecordSummary>> Archive::Store::summary(RecordRow row) {
    auto found = facts(row);
    if (!found) {
        return found.error();
    }
    return *found ? std::optional{std::move((*found)->summary)} : std::nullopt;
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

Result<void> Archive::Store::write_record(const RecordFacts& facts, std::span<const std::byte> body,
                                          bool fresh) {
    auto query = fresh ? statement("INSERT INTO record(row, facts, sealed) VALUES(?1, ?2, ?3)")
                       : statement("UPDATE record SET facts = ?2, sealed = ?3 WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    const std::string encoded = encode_facts(facts);
    return (*query)
        ->bind(1, number_of(facts.summary.row))
        .bind(2, bytes_of(encoded))
        .bind(3, body)
        .run();
}

Result<void> Archive::Store::change_facts(RecordRow row,
                                          const std::function<void(RecordFacts&)>& change) {
    auto found = facts(row);
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return Error{ErrorCode::not_found, "no record " + std::to_string(number_of(row))};
    }
    change(**found);
    auto query = statement("UPDATE record SET facts = ?2 WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    const std::string encoded = encode_facts(**found);
    return (*query)->bind(1, number_of(row)).bind(2, bytes_of(encoded)).run();
}

Result<void> Archive::Store::entomb(RecordRow row, RecordState state,
                                    const std::function<void(RecordFacts&)>& change) {
    auto query = statement("UPDATE record SET sealed = NULL WHERE row = ?1");
    if (!query) {
        return query.error();
    }
    if (auto done = (*query)->bind(1, number_of(row)).run(); !done) {
        return done;
    }
    return change_facts(row, [&](RecordFacts& facts) {
        facts.slot.reset();
        facts.summary.author.reset();
        facts.summary.state = state;
        facts.summary.types = facts.summary.findings = 0;
        facts.summary.digest = {};
        change(facts);
    });
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
