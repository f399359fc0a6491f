// lib/src/archive/ledger.hpp: the ledger file that an open archive appends to.
#pragma once

#include "archive/crypto.hpp"
#include "oblio/archive/ledger.hpp"
#include "oblio/environment.hpp"

#include <filesystem>
#include <vector>

namespace oblio {

/// Threads: one thread at a time. Borrows the environment.
class Ledger {
public:
    /// Reads the whole file; an absent one is an empty ledger.
    /// Errors: forged, damaged, io.
    static Result<Ledger> open(std::filesystem::path path, const SecretKey& key,
                               Environment environment);

    [[nodiscard]] const std::vector<LedgerEntry>& entries() const noexcept { return entries_; }
    [[nodiscard]] LedgerHead head() const;

    /// Appends and syncs. `data` is a JSON object without personal data.
    /// Errors: clock_backwards if the clock is more than a minute behind the newest entry; io, and
    /// then the ledger is as it was.
    Result<LedgerEntry> append(std::string_view operation, std::string_view data);

private:
    Ledger(std::filesystem::path path, SecretKey key, Environment environment,
           std::vector<LedgerEntry> entries, std::uint64_t size)
        : path_{std::move(path)}, key_{key},
          environment_{environment}, entries_{std::move(entries)}, size_{size} {}
    Result<void> cut_to_acknowledged();

    std::filesystem::path path_;
    SecretKey key_;
    Environment environment_;
    std::vector<LedgerEntry> entries_;
    std::uint64_t size_; // bytes of the acknowledged lines
};

/// The keyed mark of a line.
[[nodiscard]] std::string ledger_mac(const SecretKey& key, std::string_view hash);

} // namespace oblio
