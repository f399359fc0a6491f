// lib/src/archive/care.cpp
#include "oblio/archive/care.hpp"

#include "archive/store.hpp"
#include "archive/suppression_file.hpp"

#include <unordered_map>
#include <unordered_set>

namespace oblio {
namespace {

/// The record's content and all its index rows are what they should be.
Result<bool> is_whole(Archive::Store& store, const OpenedRecord& opened,
                      std::uint64_t& missing_terms) {
    for (const StoredTerm& term : opened.envelope.terms) {
        auto there = store.terms.rows(term.key, opened.sealed.summary.row);
        if (!there) {
            return there.error();
        }
        missing_terms += there->empty() ? 1U : 0U;
    }
    return store.digest(opened.envelope.record) == opened.sealed.summary.digest;
}

/// Rows of the index that belong to no record, or to one that is erased (its thread aside).
Result<void> check_index(Archive::Store& store, ArchiveHealth& health) {
    std::unordered_map<std::int64_t, std::optional<BlindKey>> threads; // of all records
    std::unordered_set<std::int64_t> erased;
    auto read = store.database->for_each(
        "SELECT row, facts FROM record", [&](const sqlite::Statement& row) {
            const RecordFacts facts = read_facts(row);
            threads.emplace(number_of(facts.summary.row), facts.summary.thread);
            if (!facts.slot) {
                erased.insert(number_of(facts.summary.row));
            }
        });
    if (!read) {
        return read;
    }
    auto wrong = store.terms.wrong_filters();
    if (!wrong) {
        return wrong.error();
    }
    health.index_faults += *wrong;
    return store.terms.for_each([&](const TermRow& term) {
        ++health.terms;
        const auto record = threads.find(number_of(term.row()));
        const bool stray = record == threads.end() ||
                           (erased.contains(record->first) && record->second != term.key());
        health.index_faults += stray ? 1U : 0U;
    });
}

} // namespace

Result<ArchiveHealth> inspect(const Archive& archive,
                              const std::function<void(std::uint64_t)>& progress) {
    Archive::Store& store = archive.store();
    ArchiveHealth health;
    auto read = store.database->for_each("SELECT row FROM record WHERE sealed IS NOT NULL",
                                         [&](const sqlite::Statement& row) -> Result<bool> {
                                             auto opened = store.open(RecordRow{row.integer(0)});
                                             auto whole = opened ? is_whole(store, *opened,
                                                                            health.index_faults)
                                                                 : Result<bool>{false};
                                             if (!whole) {
                                                 return whole;
                                             }
                                             ++(*whole ? health.opened : health.not_opening);
                                             if (progress) {
                                                 progress(health.opened + health.not_opening);
                                             }
                                             return true;
                                         });
    if (!read) {
        return read.error();
    }
    if (auto counted = check_index(store, health); !counted) {
        return counted.error();
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
