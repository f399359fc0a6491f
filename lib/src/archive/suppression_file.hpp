// lib/src/archive/suppression_file.hpp: the suppression list outside the database, so that a
// restored database has it too.
#pragma once

#include "archive/store.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace oblio {

/// One line of `suppression.jsonl`, and the erasure it belongs to.
struct SuppressionLine {
    SuppressionEntry entry;
    std::uint64_t intent = 0; ///< number of the ledger's `purge-intent`
};

/// Appends and syncs. Errors: io.
Result<void> append_suppression(Archive::Store& store, std::uint64_t intent,
                                std::span<const SuppressionEntry> entries);
/// All lines; an unfinished last one is left out. Errors: io, damaged.
Result<std::vector<SuppressionLine>> read_suppression(Archive::Store& store);
/// How many erasures that are still in force miss entries of theirs in the file, by what the ledger
/// says of them. Errors: io, damaged.
Result<std::uint64_t> unlisted_erasures(Archive::Store& store);
/// Drops what has expired, in the file and in the database; gives how many entries.
Result<std::uint64_t> expire_suppression(Archive::Store& store);

} // namespace oblio
