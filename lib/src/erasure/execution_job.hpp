// lib/src/erasure/execution_job.hpp: what an execution leaves in the archive, so that another
// process can end it.
#pragma once

#include "archive/term_block.hpp"
#include "oblio/archive/archive.hpp"
#include "oblio/erasure/execute.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What an execution carries from step to step; sealed in the database between the transaction
/// and the end.
struct ExecutionJob {
    std::string plan;
    std::uint64_t intent = 0; ///< number of the `purge-intent` in the ledger
    Receipt receipt;
    // What must not be left in the database file.
    std::vector<TermRow> erased_rows;
    std::vector<BlindKey> erased_keys; ///< that no record has any more
};

/// The job as a document: of kind `job`, named `current`.
[[nodiscard]] Document job_document(const ExecutionJob& job);
/// The figures as a document: of kind `execution`, named after the plan.
[[nodiscard]] Document execution_document(const ExecutionJob& job);

/// The job of an interrupted execution, if there is one. Errors: io, damaged.
Result<std::optional<ExecutionJob>> load_job(const Archive& archive);
/// The figures of the plan's finished execution, if it had one. Errors: io, damaged.
Result<std::optional<Receipt>> earlier_execution(const Archive& archive, std::string_view plan);

/// Steps 4 to 7 of `execute.hpp`, from whatever point the one before stopped at.
/// Errors: io, locked, damaged, remnant_found; call again.
Result<Receipt> finish_execution(Archive& archive, ExecutionJob job, const ExecuteOptions& options);

/// Notes in the ledger that its last intent never reached the database: nothing was erased under
/// it. Errors: io.
Result<void> abandon_open_intents(Archive& archive);

} // namespace oblio
