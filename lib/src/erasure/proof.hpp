// lib/src/erasure/proof.hpp: what was there before an erasure, measured for the verification.
#pragma once

#include "archive/store.hpp"
#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/plan.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What verify_plan() compares with, sealed in the archive. Once proved, without terms and values.
struct Baseline {
    struct Purged {
        RecordRow row{};
        Slot slot = 0;
        std::vector<TermRow> terms; ///< rows of the index that must be gone
    };
    struct Redacted {
        RecordRow row{};
        Slot slot = 0;
        std::vector<TermRow> terms;
        /// Each redacted value: how often it stood in the record, how often it is redacted.
        std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> values;
    };
    std::int64_t generation = 0; ///< of the last write before
    std::int64_t next_row = first_row;
    std::vector<Purged> purged;
    std::vector<Redacted> redacted;
    std::uint64_t needles_in_bodies = 0; ///< places in the opened bodies of the plan's records
    std::uint64_t rows_in_files = 0;     ///< places of the rows in the files
    std::uint64_t neighbours = 0;        ///< records outside the plan
};

/// One record outside the plan, in eight bytes: what it says when opened, and its state.
using Leaf = std::uint64_t;

/// Calls `visit(row, generation, leaf)` for every record that has a body, by row. A body that does
/// not open gives leaf 0. Reads and opens everything. Errors: io.
Result<void>
for_each_leaf(const Archive& archive,
              const std::function<void(RecordRow, std::int64_t generation, Leaf)>& visit);

/// Takes the measurements for `plan` and stores them; a repeated call replaces them.
/// Errors: io, damaged.
Result<void> measure_before(Archive& archive, const Plan& plan, const ProgressReport& progress);

/// Errors: not_found (never measured), damaged.
Result<Baseline> load_baseline(const Archive& archive, std::string_view plan_hash);
/// The leaves by row - first_row; 0 for a row without body or of the plan.
Result<std::vector<Leaf>> load_leaves(const Archive& archive, std::string_view plan_hash);
/// Sealed bodies as they were, by row: at most `kept_bodies` of them.
Result<std::map<std::int64_t, Bytes>> load_bodies(const Archive& archive,
                                                  std::string_view plan_hash);
constexpr std::size_t kept_bodies = 1000;
/// The values to search for. Errors: not_found once shredded.
Result<std::vector<std::string>> load_needles(const Archive& archive, std::string_view plan_hash);
/// Shreds and removes what says something of people: values, index rows, sealed bodies, leaves.
/// Which rows and keys were to go stays, so that it can be verified again.
Result<void> forget_measurements(Archive& archive, std::string_view plan_hash);

} // namespace oblio
