// lib/src/archive/envelope.hpp: what is sealed for a record: its JSON, its findings, its terms.
#pragma once

#include "oblio/archive/index_terms.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// One row of the mention index, as the record's own body remembers it: so that the rows of a
/// record are found by exact probes, without an index by record.
struct StoredTerm {
    BlindKey key;
    FieldRef field;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    friend auto operator<=>(const StoredTerm&, const StoredTerm&) noexcept = default;
};

struct Envelope {
    std::string record_json;
    std::vector<FieldFinding> findings;
    std::vector<StoredTerm> terms; ///< sorted, unique by (key, field, start)
};

[[nodiscard]] std::string encode(const Envelope& envelope);
/// Nothing if the bytes are not those of encode().
[[nodiscard]] std::optional<Envelope> decode_envelope(std::string_view bytes);

/// A field reference in one number, as the index stores it.
[[nodiscard]] constexpr std::uint32_t pack(FieldRef field) noexcept {
    return static_cast<std::uint32_t>(field.field) |
           (static_cast<std::uint32_t>(field.index) << 8U);
}
[[nodiscard]] constexpr FieldRef unpack_field(std::uint32_t packed) noexcept {
    return {static_cast<Field>(packed & 0xFFU), static_cast<std::uint16_t>(packed >> 8U)};
}

} // namespace oblio
