// lib/src/archive/documents.cpp: small sealed documents, each with its own key slot.
#include "archive/store.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {
namespace {

/// What is bound to a document's seal: a sealed body moved to another place does not open.
std::string document_bound(const Archive::Store& store, std::string_view kind, const BlindKey& id) {
    return "document " + store.vault.archive_id + " " + std::string{kind} + " " + to_hex(id.bytes);
}

SecretKey document_body_key(const Archive::Store& store, const std::array<std::byte, 32>& slot) {
    const std::span<const std::byte> part{slot};
    return SecretKey{keyed_hash(store.document_key, {&part, 1})};
}

/// The id and the text of a document in one string to be sealed.
std::string document_plain(const Document& document) {
    return nlohmann::json::array({document.id, document.json}).dump();
}

Result<Document> unseal_document(const Archive::Store& store, std::string_view kind,
                                 const sqlite::Statement& row) {
    BlindKey id;
    const auto id_bytes = row.blob(0);
    if (id_bytes.size() != id.bytes.size()) {
        return Error{ErrorCode::damaged, "a document of kind " + std::string{kind}};
    }
    std::copy(id_bytes.begin(), id_bytes.end(), id.bytes.begin());
    auto slot = store.slots->read(row.integer(1));
    if (!slot) {
        return slot.error();
    }
    auto plain =
        unseal(document_body_key(store, *slot), row.blob(3), document_bound(store, kind, id));
    if (!plain) {
        return Error{ErrorCode::damaged,
                     "a document of kind " + std::string{kind} + " does not open"};
    }
    try {
        const auto parts = nlohmann::json::parse(*plain);
        return Document{std::string{kind}, parts.at(0).get<std::string>(),
                        parts.at(1).get<std::string>(),
                        Instant{std::chrono::seconds{row.integer(2)}}};
    } catch (const nlohmann::json::exception&) {
        return Error{ErrorCode::damaged, "a document of kind " + std::string{kind}};
    }
}

} // namespace

BlindKey Archive::Store::document_id(std::string_view kind, std::string_view id) const {
    const std::array<std::span<const std::byte>, 3> parts{bytes_of("id"), bytes_of(kind),
                                                          bytes_of(id)};
    const auto hash = keyed_hash(document_key, parts);
    BlindKey key;
    std::copy_n(hash.begin(), key.bytes.size(), key.bytes.begin());
    return key;
}

Result<std::vector<Archive::Store::PreparedDocument>>
Archive::Store::prepare_documents(std::span<const Document> documents) {
    std::vector<std::array<std::byte, 32>> keys(documents.size());
    for (auto& key : keys) {
        environment.random.fill(key);
    }
    const auto first = slots->append(keys);
    if (!first) {
        return first.error();
    }
    std::vector<PreparedDocument> prepared;
    prepared.reserve(documents.size());
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const BlindKey id = document_id(documents[i].kind, documents[i].id);
        prepared.push_back(
            {documents[i].kind, id, *first + static_cast<Slot>(i),
             seal(document_body_key(*this, keys[i]), bytes_of(document_plain(documents[i])),
                  document_bound(*this, documents[i].kind, id), environment.random)});
        wipe(keys[i]);
    }
    return prepared;
}

Result<void> Archive::Store::write_document(const PreparedDocument& document) {
    auto query = statement("SELECT slot FROM document WHERE kind = ?1 AND id_key = ?2");
    if (!query) {
        return query.error();
    }
    const auto old =
        sqlite::one_row((*query)
                            ->bind(1, std::string_view{document.kind})
                            .bind(2, std::span<const std::byte>{document.id_key.bytes}),
                        [](const sqlite::Statement& row) { return row.integer(0); });
    if (!old) {
        return old.error();
    }
    if (*old) {
        if (auto noted = note_shredding(**old); !noted) {
            return noted;
        }
    }
    auto put = statement("INSERT INTO document(kind, id_key, slot, updated, sealed) "
                         "VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(kind, id_key) DO UPDATE SET "
                         "slot = excluded.slot, updated = excluded.updated, "
                         "sealed = excluded.sealed");
    if (!put) {
        return put.error();
    }
    return (*put)
        ->bind(1, std::string_view{document.kind})
        .bind(2, std::span<const std::byte>{document.id_key.bytes})
        .bind(3, std::int64_t{document.slot})
        .bind(4, std::int64_t{environment.clock.now().time_since_epoch().count()})
        .bind(5, std::span<const std::byte>{document.sealed})
        .run();
}

Result<bool> Archive::Store::remove_document(std::string_view kind, std::string_view id) {
    const BlindKey key = document_id(kind, id);
    auto query = statement("SELECT slot FROM document WHERE kind = ?1 AND id_key = ?2");
    if (!query) {
        return query.error();
    }
    const auto slot =
        sqlite::one_row((*query)->bind(1, kind).bind(2, std::span<const std::byte>{key.bytes}),
                        [](const sqlite::Statement& row) { return row.integer(0); });
    if (!slot) {
        return slot.error();
    }
    if (!*slot) {
        return false;
    }
    if (auto noted = note_shredding(**slot); !noted) {
        return noted.error();
    }
    auto remove = statement("DELETE FROM document WHERE kind = ?1 AND id_key = ?2");
    if (!remove) {
        return remove.error();
    }
    auto removed = (*remove)->bind(1, kind).bind(2, std::span<const std::byte>{key.bytes}).run();
    if (!removed) {
        return removed.error();
    }
    return true;
}

Result<void> Archive::put_document(std::string_view kind, std::string_view id,
                                   std::string_view json) {
    const Document document{std::string{kind}, std::string{id}, std::string{json}, {}};
    return put_documents({&document, 1});
}

Result<void> Archive::put_documents(std::span<const Document> documents) {
    if (auto may = store_->require_writable(); !may) {
        return may;
    }
    auto prepared = store_->prepare_documents(documents);
    if (!prepared) {
        return prepared.error();
    }
    auto transaction = sqlite::Transaction::begin(*store_->database);
    if (!transaction) {
        return transaction.error();
    }
    for (const auto& document : *prepared) {
        if (auto written = store_->write_document(document); !written) {
            return written;
        }
    }
    if (auto done = store_->remember_slots(); !done) {
        return done;
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed;
    }
    return store_->finish_shredding();
}

Result<std::optional<Document>> Archive::document(std::string_view kind,
                                                  std::string_view id) const {
    auto query = store_->statement("SELECT id_key, slot, updated, sealed FROM document "
                                   "WHERE kind = ?1 AND id_key = ?2");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    const BlindKey key = store_->document_id(kind, id);
    auto row = (*query)->bind(1, kind).bind(2, std::span<const std::byte>{key.bytes}).step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return std::optional<Document>{};
    }
    auto document = unseal_document(*store_, kind, **query);
    if (!document) {
        return document.error();
    }
    return std::optional{std::move(*document)};
}

Result<std::vector<Document>> Archive::documents(std::string_view kind) const {
    auto query = store_->statement("SELECT id_key, slot, updated, sealed FROM document "
                                   "WHERE kind = ?1 ORDER BY row");
    if (!query) {
        return query.error();
    }
    const sqlite::Using scope{**query};
    (*query)->bind(1, kind);
    std::vector<Document> found;
    auto read = sqlite::for_each_row(**query, [&](const sqlite::Statement& row) -> Result<bool> {
        auto document = unseal_document(*store_, kind, row);
        if (!document) {
            return document.error();
        }
        found.push_back(std::move(*document));
        return true;
    });
    if (!read) {
        return read.error();
    }
    return found;
}

Result<bool> Archive::shred_document(std::string_view kind, std::string_view id) {
    if (auto may = store_->require_writable(); !may) {
        return may.error();
    }
    auto transaction = sqlite::Transaction::begin(*store_->database);
    if (!transaction) {
        return transaction.error();
    }
    auto removed = store_->remove_document(kind, id);
    if (!removed || !*removed) {
        return removed;
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed.error();
    }
    if (auto shredded = store_->finish_shredding(); !shredded) {
        return shredded.error();
    }
    return true;
}

} // namespace oblio
