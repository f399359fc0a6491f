// lib/src/erasure/execution_finish.cpp: the end of an execution: keys shredded, the log emptied,
// the file searched, all of it noted. Every step may be done twice.
#include "erasure/execution.hpp"

#include "erasure/byte_scanner.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {
namespace {

using nlohmann::json;

/// Searches the database file; true if an erased key is still in it.
Result<bool> any_left(Archive::Store& store, const ByteScanner& scanner) {
    for (const std::string_view name : {"archive.db", "archive.db-wal"}) {
        const auto path = store.directory / name;
        if (!store.environment.files.exists(path)) {
            continue;
        }
        std::vector<std::uint64_t> counts(scanner.patterns().size());
        auto size = scanner.scan_file(store.environment.files, path, counts);
        if (!size) {
            return size.error();
        }
        if (std::any_of(counts.begin(), counts.end(), [](std::uint64_t n) { return n > 0; })) {
            return true;
        }
    }
    return false;
}

/// Overwrites the keys and empties the log, so that no copy of a page is left in it.
Result<void> shred_and_empty(Archive::Store& store) {
    if (auto done = store.finish_shredding(); !done) {
        return done;
    }
    return store.database->empty_log();
}

/// True if the database file held an erased key or row and had to be rewritten.
/// Errors: io, locked, remnant_found.
Result<bool> clean_file(Archive::Store& store, const ExecutionJob& job) {
    std::vector<std::string> keys;
    for (const BlindKey& key : job.erased_keys) {
        keys.emplace_back(text_of(key.bytes));
    }
    const ByteScanner scanner{keys, job.erased_rows};
    auto left = any_left(store, scanner);
    if (!left || !*left) {
        return left;
    }
    if (auto done = store.database->vacuum(); !done) {
        return done.error();
    }
    if (auto done = store.database->empty_log(); !done) {
        return done.error();
    }
    left = any_left(store, scanner);
    if (left && *left) {
        return Error{ErrorCode::remnant_found,
                     "archive.db: an erased key is still there after rewriting the file"};
    }
    return left ? Result<bool>{true} : left;
}

/// The number of the intent's `purge-done` in the ledger, written now if it was not yet.
Result<std::uint64_t> note_done(Archive::Store& store, std::uint64_t intent) {
    const auto& entries = store.ledger->entries();
    auto noted = std::find_if(entries.rbegin(), entries.rend(), [&](const LedgerEntry& entry) {
        return entry.operation == "purge-done" && entry.number > intent;
    });
    if (noted != entries.rend()) {
        return noted->number;
    }
    auto entry = store.ledger->append("purge-done", json{{"intent", intent}}.dump());
    if (!entry) {
        return entry.error();
    }
    return entry->number;
}

/// The job gives way to the account of the execution.
Result<void> close_job(Archive::Store& store, const ExecutionJob& job, std::uint64_t done_number) {
    const Document executed = execution_document(job);
    auto prepared = store.prepare_documents({&executed, 1});
    if (!prepared) {
        return prepared.error();
    }
    auto transaction = sqlite::Transaction::begin(*store.database);
    if (!transaction) {
        return transaction.error();
    }
    if (auto put = store.write_document(prepared->front()); !put) {
        return put;
    }
    if (auto gone = store.remove_document("job", "current"); !gone) {
        return gone.error();
    }
    if (auto gone = store.database->execute("DELETE FROM meta WHERE name = 'job'"); !gone) {
        return gone;
    }
    if (auto put = store.set_meta("erasures", static_cast<std::int64_t>(done_number)); !put) {
        return put;
    }
    if (auto put = store.remember_slots(); !put) {
        return put;
    }
    if (auto put = store.remember_ledger(); !put) {
        return put;
    }
    return transaction->commit();
}

} // namespace

Result<Receipt> finish_execution(Archive& archive, ExecutionJob job,
                                 const ExecuteOptions& options) {
    Archive::Store& store = archive.store();
    const Stopwatch shredding;
    if (auto done = shred_and_empty(store); !done) {
        return done.error();
    }
    job.receipt.purge_time += shredding.elapsed();
    if (options.scan) {
        auto rewritten = clean_file(store, job);
        if (!rewritten) {
            return rewritten.error();
        }
        job.receipt.rewritten = job.receipt.rewritten || *rewritten;
    }
    const Stopwatch closing;
    auto number = note_done(store, job.intent);
    if (!number) {
        return number.error();
    }
    if (auto closed = close_job(store, job, *number); !closed) {
        return closed.error();
    }
    if (auto done = shred_and_empty(store); !done) { // the job's own key, too
        return done.error();
    }
    job.receipt.purge_time += closing.elapsed();
    return job.receipt;
}

Result<void> abandon_open_intents(Archive& archive) {
    Archive::Store& store = archive.store();
    const auto& entries = store.ledger->entries();
    std::uint64_t open = 0;
    for (const LedgerEntry& entry : entries) {
        if (entry.operation == "purge-intent") {
            open = entry.number;
        } else if (entry.operation == "purge-done" || entry.operation == "purge-abandoned") {
            open = 0;
        }
    }
    if (open == 0) {
        return {};
    }
    auto entry = store.record_in_ledger("purge-abandoned", json{{"intent", open}}.dump());
    return entry ? Result<void>{} : Result<void>{entry.error()};
}

} // namespace oblio
