// lib/include/oblio/erasure/execute.hpp: the one way in which anything is erased.
#pragma once

#include "oblio/erasure/plan.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace oblio {

enum class ExecuteStatus {
    executed,        ///< done now
    resumed,         ///< an interrupted execution was brought to its end
    already_done,    ///< this plan was executed before; nothing was changed
    nothing_to_erase ///< the plan holds no purge, redaction or change of state
};

/// What execute() reports: done of total, in the step called `what`.
using ProgressReport =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

struct ExecuteOptions {
    /// Takes the archive-wide measurements that verify() compares with. Its cost follows the
    /// archive; without it the cost of execute() follows the plan, and no certificate is possible.
    bool proof = true;
    /// Searches the database file for erased keys and rewrites it if one is found. Cost as proof.
    bool scan = true;
    CapsPolicy caps;
    ProgressReport progress;
};

struct Receipt {
    ExecuteStatus status = ExecuteStatus::executed;
    std::string plan; ///< hash
    std::uint64_t purged = 0, redacted = 0, kept = 0, restricted = 0, quarantined = 0, released = 0;
    std::uint64_t terms_erased = 0, slots_shredded = 0;
    bool rewritten = false; ///< an erased key was left in a page, so the file was rewritten
    Instant at{};
    std::chrono::microseconds purge_time{}; ///< without measurements and search
    std::chrono::microseconds total_time{};
};

/// Executes an approved plan.
///
/// Order of writes; each step is durable before the next, so a crash anywhere is resumed by the
/// next call (or by resume()):
///  1. measurements for the proof (`proofs/`), keys of redacted bodies (appended to keys.slots);
///  2. ledger: `purge-intent` with the slots to be shredded; then the suppression list's file;
///  3. one transaction: holds, restrictions and the records' digests checked again; index rows and
///     bodies deleted, redacted bodies written, tombstones, suppression entries, the list of slots
///     to shred, the job;
///  4. slots overwritten in place, synced and read back;
///  5. the write-ahead log emptied (its answer read); waits for readers;
///  6. the database file searched for erased keys; rewritten only if one is found;
///  7. ledger: `purge-done`; the job removed.
///
/// Doing it again is `already_done`. Errors, nothing changed: not_executed (no approval),
/// not_found, forged, stale_plan (the detail says how many records changed), held, not_allowed
/// (restricted), over_cap, clock_backwards. Errors to be resumed: io, locked (a reader stays),
/// remnant_found.
Result<Receipt> execute_plan(Archive& archive, std::string_view hash,
                             const ExecuteOptions& options = {});

/// Brings an interrupted execution to its end; nothing_to_erase if there is none.
Result<Receipt> resume(Archive& archive, const ExecuteOptions& options = {});

/// True between the transaction and the end of an execution.
[[nodiscard]] Result<bool> is_interrupted(const Archive& archive);

} // namespace oblio
