// lib/include/oblio/archive/care.hpp: looks whether an archive is whole, and rewrites it.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/result.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace oblio {

/// What an inspection found.
struct ArchiveHealth {
    std::uint64_t opened = 0;       ///< records whose body opens and is what its digest says
    std::uint64_t not_opening = 0;  ///< records that should and do not
    std::uint64_t terms = 0;        ///< rows of the mention index
    std::uint64_t index_faults = 0; ///< rows without record, or missing for a record
    std::string integrity;          ///< SQLite's own words; `ok`
    [[nodiscard]] bool sound() const noexcept {
        return not_opening == 0 && index_faults == 0 && integrity == "ok";
    }
};

/// Opens every record and compares it with its digest and with the index. Changes nothing.
/// `progress` is told how many records were looked at. Errors: io.
[[nodiscard]] Result<ArchiveHealth>
inspect(const Archive& archive, const std::function<void(std::uint64_t)>& progress = {});

/// Drops what has expired of the suppression list and rewrites the database without gaps.
/// Errors: not_allowed (opened for reading), io, locked.
Result<void> compact(Archive& archive);

/// Wraps the archive's keys under another master secret; nothing sealed is written again.
/// Errors: not_allowed (opened for reading), io, wrong_key.
Result<void> change_master_key(Archive& archive, const MasterSecret& secret);

/// The public key that signs this archive's certificates, 64 hex digits.
[[nodiscard]] std::string signing_key(const Archive& archive);

} // namespace oblio
