// lib/include/oblio/archive/ledger.hpp: the append-only, hash-chained account of what was done.
#pragma once

#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// One line of `ledger.jsonl`. Holds numbers and codes, never personal data.
struct LedgerEntry {
    std::uint64_t number = 0; ///< from 1, without gaps
    Instant at{};             ///< never before the entry before
    std::string operation;    ///< such as `purge-intent`
    std::string data;         ///< a JSON object, keys in order
    std::string previous;     ///< hash of the entry before; 64 zeros for the first
    std::string hash;         ///< BLAKE2b-256 of the line without hash and mac, 64 hex digits
    std::string mac;          ///< keyed hash of `hash`, 64 hex digits
};

/// Where a chain ends.
struct LedgerHead {
    std::uint64_t number = 0;
    std::string hash = std::string(64, '0');
};

/// The chain that `text` (a whole ledger file) holds. A last line without line end was never
/// acknowledged and is left out.
/// Errors: forged, naming the line, if an entry was changed, removed or moved; damaged if a line is
/// not an entry.
[[nodiscard]] Result<std::vector<LedgerEntry>> parse_ledger(std::string_view text);

/// True if `head` is one of the entries: an anchor kept elsewhere, such as in a certificate, shows
/// that nothing up to it was cut off or recomputed. The empty head (number 0) always is.
[[nodiscard]] bool holds_head(const std::vector<LedgerEntry>& entries, const LedgerHead& head);

class Archive;

/// Checks the archive's ledger: the chain, the keyed mark of every line, that it reaches what the
/// database and every certificate in `certificates/` remember. Gives the head.
/// Errors: forged, damaged (cut off), io.
[[nodiscard]] Result<LedgerHead> verify_ledger(const Archive& archive);

} // namespace oblio
