// lib/include/oblio/erasure/verify.hpp: looks whether what was to go is gone; writes the
// certificate.
#pragma once

#include "oblio/erasure/certificate.hpp"
#include "oblio/erasure/execute.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// One thing that was looked at.
struct ProofCheck {
    std::string name; ///< such as `slots`
    bool holds = false;
    std::string figure; ///< in words and numbers, without personal data
};

/// Facts of the case that the certificate repeats. No personal data.
struct CaseFacts {
    std::string number; ///< of the request
    std::string right;  ///< `erasure`, ...
    std::string channel;
    std::optional<Instant> received, decided;
    std::vector<std::string> grounds;
    std::string controller, dpo;
    std::uint64_t platform_items = 0, platform_items_done = 0;
    std::uint64_t recipients = 0, recipients_told = 0;
    /// Copies that still hold the data, and the day on which each ends.
    struct Backup {
        Instant taken{};
        Date expires{};
    };
    std::vector<Backup> backups;
    std::string program; ///< name and version
    /// For the commitment: what identifies the subject. Not written anywhere.
    std::vector<std::string> identifiers;
};

struct Verification {
    bool holds = false;
    std::vector<ProofCheck> checks;
    std::uint64_t files = 0, bytes = 0; ///< searched
    std::string certificate;            ///< JSON; empty if it does not hold
    std::string citizen_copy;           ///< the same with the salt; stored nowhere
    std::filesystem::path file;         ///< where the certificate was written
    bool repeated = false;              ///< proved before; the certificate is the one of then
};

/// Verifies an executed plan by its own reading of every file, not by asking the executor:
/// rows and bodies gone, slots zero in the file, old bodies kept for this do not open, index rows
/// gone, redacted words gone, every file of the archive directory searched for the subject's values
/// in all spellings and for the erased keys, every other record opened and compared with before,
/// integrity, ledger. The control that the search can see is part of it.
/// If all holds, writes `certificates/<id>.json` and pages beside it, and shreds of the
/// measurements what says something of people. Once proved, a further call reads everything again:
/// the same files, keys, records and index, the values of `facts.identifiers` searched for, and
/// whether the certificate is there as it was signed. It writes no other certificate; the ledger
/// notes that it was verified, and whether it holds. Errors: not_executed, not_found (executed
/// without proof), io, damaged.
Result<Verification> verify_plan(Archive& archive, std::string_view hash, const CaseFacts& facts,
                                 const ProgressReport& progress = {});

} // namespace oblio
