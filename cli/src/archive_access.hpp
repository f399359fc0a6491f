// cli/src/archive_access.hpp: how a command opens an archive: folder, secret, policy, who acts.
#pragma once

#include "app.hpp"

#include "oblio/archive/archive.hpp"
#include "oblio/policy/policy.hpp"

#include <string>

namespace oblio::cli {

/// The options of every command that works on an archive.
struct ArchiveArguments {
    std::string directory;
    std::string key_file;
    std::string passphrase_file; ///< its first line; else OBLIO_PASSPHRASE of the environment
    std::string by = "desk";     ///< the role or operator that acts, for the ledger

    /// -a, --key-file, --passphrase-file, --by. Options may stand before the subcommand's own.
    void add_to(CLI::App& command);
    /// Errors: bad_argument (no folder), io, not_found.
    [[nodiscard]] Result<MasterSecret> secret(const Session& session) const;
    /// Errors: as Archive::open().
    [[nodiscard]] Result<Archive> open(const Session& session, bool read_only) const;
};

/// The archive's own policy. Errors: io, not_found, bad_policy.
Result<Policy> policy_of(const Archive& archive);

} // namespace oblio::cli
