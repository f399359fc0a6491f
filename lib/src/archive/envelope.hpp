// lib/src/archive/envelope.hpp: what is sealed for a record: its content, its findings, its terms.
//
//   record, findings, places of the terms   -> zstd with a dictionary, if that is shorter
//   first bytes of the terms' keys                  -> as they are: they look random
//
// A record is compressed alone, before it is sealed, against a dictionary that everybody has. So
// the length of a body says a little of what is in it, as the length of any sealed text does; an
// attacker cannot have a secret compressed beside words of their own (as CRIME does to a
// connection), because no two records share a stream.
#pragma once

#include "oblio/archive/index_terms.hpp"
#include "oblio/record/record.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// One thing the record is found by, as its own body remembers it: so that the rows of a record in
/// the index are found by exact probes, without an index by record.
///
/// Of a key that was read back only the first hint_size bytes are there, the others are zero: with
/// the record's number they name a row of the index. Where two keys of one record begin alike, the
/// body keeps all bytes.
struct StoredTerm {
    BlindKey key;
    FieldRef field;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    friend auto operator<=>(const StoredTerm&, const StoredTerm&) noexcept = default;
};
constexpr std::size_t hint_size = 2;

/// The key with only the bytes that a body keeps.
[[nodiscard]] BlindKey shortened(BlindKey key) noexcept;
/// True if both can be keys of the same term of one record; either may be shortened.
[[nodiscard]] bool same_term_key(const BlindKey& a, const BlindKey& b) noexcept;

struct Envelope {
    Record record;
    std::vector<FieldFinding> findings;
    std::vector<StoredTerm> terms; ///< sorted by place, unique by (key, field, start)
};

/// In the order an envelope keeps.
void sort_terms(std::vector<StoredTerm>& terms);

/// Envelopes to bytes and back. Threads: one thread at a time.
class BodyCodec {
public:
    BodyCodec();
    ~BodyCodec();
    BodyCodec(BodyCodec&&) noexcept;
    BodyCodec& operator=(BodyCodec&&) noexcept;

    [[nodiscard]] std::string encode(const Envelope& envelope);
    /// The same of what encode_record() and append_places() gave. Requires: the same terms.
    [[nodiscard]] std::string encode(std::string_view plain, std::span<const StoredTerm> terms);
    /// Nothing if the bytes are not those of encode().
    [[nodiscard]] std::optional<Envelope> decode(std::string_view bytes);

private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

/// Appends to what encode_record() gave what else is compressed of a body: the findings, and where
/// the terms stand.
void append_places(std::string& plain, std::span<const FieldFinding> findings,
                   std::span<const StoredTerm> terms);

/// A field reference in one number.
[[nodiscard]] constexpr std::uint32_t pack(FieldRef field) noexcept {
    return static_cast<std::uint32_t>(field.field) |
           (static_cast<std::uint32_t>(field.index) << 8U);
}
[[nodiscard]] constexpr FieldRef unpack_field(std::uint32_t packed) noexcept {
    return {static_cast<Field>(packed & 0xFFU), static_cast<std::uint16_t>(packed >> 8U)};
}

} // namespace oblio
