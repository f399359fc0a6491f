// lib/src/archive/vault.hpp: the vault key and the signing key, wrapped by the master key.
#pragma once

#include "archive/crypto.hpp"
#include "oblio/archive/archive.hpp"

#include <filesystem>
#include <string>

namespace oblio {

/// What the master key opens.
struct Vault {
    std::string archive_id; ///< 32 hex digits
    SecretKey key;          ///< every other key of the archive is derived from it
    SecretKey signing_seed; ///< Ed25519
};

/// Draws a vault and writes `vault.key`; makes the master key file if that is what is used and it
/// is not there. Errors: exists, io, wrong_key (a key file that is not one).
[[nodiscard]] Result<Vault> create_vault(const std::filesystem::path& directory,
                                         const MasterSecret& secret, Environment environment);
/// Errors: not_found, wrong_key, damaged, io.
[[nodiscard]] Result<Vault> open_vault(const std::filesystem::path& directory,
                                       const MasterSecret& secret, Environment environment);
/// Wraps the same vault under another master secret. Errors: as both.
Result<void> rewrap_vault(const std::filesystem::path& directory, const Vault& vault,
                          const MasterSecret& secret, Environment environment);

/// Where the master key is when nothing is said.
[[nodiscard]] std::filesystem::path default_key_file(const std::filesystem::path& directory);

} // namespace oblio
