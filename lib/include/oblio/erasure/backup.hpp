// lib/include/oblio/erasure/backup.hpp: copies with data and keys apart, and what a restored copy
// has to forget again.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace oblio {

/// One backup that was made.
struct BackupCopy {
    std::filesystem::path data; ///< a folder: database, ledger, suppression list, certificates
    std::filesystem::path keys; ///< a folder: key slots and wrapped vault key, never the master key
    Instant taken{};
    Date keys_expire{};             ///< from then on nothing erased since can be read from it
    std::uint64_t dropped = 0;      ///< older copies of the keys that were overwritten and removed
    std::uint64_t data_dropped = 0; ///< older copies of the data that were removed
};

/// How long copies live, each kind by its own rotation.
struct BackupTerms {
    int keys_days = 35; ///< short: that is when backups forget
    int data_days = 0;  ///< 0: copies of the data are kept; without keys they open nothing erased
};

/// Copies the database below `data` and the keys below `keys`, each into a folder of its own with
/// the time in its name. Copies older than their terms are removed, those of keys overwritten
/// before. The ledger notes it.
/// Errors: bad_argument (one folder lies in the other, or in the archive), io, exists.
Result<BackupCopy> back_up(Archive& archive, const std::filesystem::path& data,
                           const std::filesystem::path& keys, BackupTerms terms);

/// Copies of the keys that have not expired by `today`, from the ledger.
[[nodiscard]] std::vector<std::pair<Instant, Date>> live_backups(const Archive& archive,
                                                                 Date today);

/// What a replay did.
struct Replay {
    std::uint64_t erasures = 0; ///< of the ledger, that the database did not know
    std::uint64_t purged = 0;   ///< records that became tombstones again
    std::uint64_t lost = 0;     ///< records that were redacted since: import them again
    std::uint64_t documents = 0;
    std::uint64_t unlisted = 0; ///< erasures of which suppression.jsonl misses entries: an import
                                ///< may bring back what they erased
    bool ledger_from_copy = false; ///< no other was there: erasures after the backup are not known
    /// What the ledger noted after the backup was taken and the database does not have.
    struct Missing {
        std::vector<std::string> cases;  ///< numbers of requests: not there at all
        std::vector<std::string> behind; ///< numbers of requests: there, but steps are missing
        /// Holds, consents, moderation, imports: how many, by the ledger's word for each.
        std::map<std::string, std::uint64_t> acts;
    } missing;
};

/// Puts the database of a backup in the place of the archive's, and the keys too if `keys_copy` is
/// given (for when they were lost), then replays. The archive's own ledger stays if it continues
/// that of the backup; it is what knows of the erasures since.
/// Errors: not_found (no backup there), forged (the ledgers do not fit), wrong_key, locked, io;
/// damaged.
Result<Replay> restore(const std::filesystem::path& directory,
                       const std::filesystem::path& data_copy,
                       const std::optional<std::filesystem::path>& keys_copy,
                       const MasterSecret& secret, Environment environment,
                       const ArchiveOptions& options = {});

/// Repeats the erasures that the ledger knows and the database does not: keys overwritten, rows,
/// index and bodies removed, suppression list merged, file rewritten. Repeatable; nothing to do on
/// an archive that is up to date. Errors: io, locked, damaged.
Result<Replay> replay(const std::filesystem::path& directory, const MasterSecret& secret,
                      Environment environment, const ArchiveOptions& options = {});

} // namespace oblio
