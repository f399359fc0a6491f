// lib/src/archive/care.cpp
#include "oblio/archive/care.hpp"

#include "archive/store.hpp"
#include "archive/suppression_file.hpp"

namespace oblio {
namespace {

/// The record's content and all its index rows are what they should be.
Result<bool> is_whole(Archive::Store& store, const OpenedRecord& opened,
                      std::uint64_t& missing_terms) {
    auto record = parse_record(opened.envelope.record_json);
    if (!record) {
        return false;
    }
    auto query = store.statement("SELECT 1 FROM term WHERE key = ?1 AND row = ?2 AND field = ?3 "
                                 "AND start = ?4");
    if (!query) {
        return query.error();
    }
    for (const StoredTerm& term : opened.envelope.terms) {
        const sqlite::Using scope{**query};
        auto there = (*query)
                         ->bind(1, std::span<const std::byte>{term.key.bytes})
                         .bind(2, number_of(opened.sealed.summary.row))
                         .bind(3, std::int64_t{pack(term.field)})
                         .bind(4, std::int64_t{term.start})
                         .step();
        if (!there) {
            return there.error();
        }
        missing_terms += *there ? 0U : 1U;
    }
    return store.digest(format_record(*record, false)) == opened.sealed.summary.digest;
}

} // namespace

Result<ArchiveHealth> inspect(const Archive& archive,
                              const std::function<void(std::uint64_t)>& progress) {
    Archive::Store& store = archive.store();
    ArchiveHealth health;
    auto rows = store.database->prepare("SELECT row FROM record WHERE slot IS NOT NULL");
    if (!rows) {
        return rows.error();
    }
    for (;;) {
        auto more = rows->step();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        auto opened = store.open(RecordRow{rows->integer(0)});
        auto whole = opened ? is_whole(store, *opened, health.index_faults) : Result<bool>{false};
        if (!whole) {
            return whole.error();
        }
        ++(*whole ? health.opened : health.not_opening);
        if (progress) {
            progress(health.opened + health.not_opening);
        }
    }
    // Rows of the index that belong to no record, or to one that is erased (its thread aside).
    for (const auto& [sql, into] :
         {std::pair<std::string_view, std::uint64_t*>{"SELECT count(*) FROM term", &health.terms},
          {"SELECT count(*) FROM term LEFT JOIN record ON record.row = term.row "
           "WHERE record.row IS NULL OR (record.slot IS NULL AND term.field <> 21)",
           &health.index_faults}}) {
        auto count = store.database->integer(sql);
        if (!count) {
            return count.error();
        }
        *into += static_cast<std::uint64_t>(*count);
    }
    auto integrity = store.database->integrity();
    if (!integrity) {
        return integrity.error();
    }
    health.integrity = *integrity;
    return health;
}

Result<void> compact(Archive& archive) {
    Archive::Store& store = archive.store();
    if (auto may = store.require_writable(); !may) {
        return may;
    }
    if (auto expired = expire_suppression(store); !expired) {
        return expired.error();
    }
    if (auto done = store.database->vacuum(); !done) {
        return done;
    }
    return store.database->empty_log();
}

Result<void> change_master_key(Archive& archive, const MasterSecret& secret) {
    Archive::Store& store = archive.store();
    if (auto may = store.require_writable(); !may) {
        return may;
    }
    return rewrap_vault(store.directory, store.vault, secret, store.environment);
}

std::string signing_key(const Archive& archive) {
    return to_hex(public_key(archive.store().vault.signing_seed));
}

} // namespace oblio
