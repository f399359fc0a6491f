// lib/src/text/byte_classes.hpp: what kind of byte stands where, 64 bytes at a time.
//
//   text   "Via Roma 12, è"          one bit a byte, the first byte in the lowest bit
//   letters 0 11101111 000000 00     (a to z, A to Z)
//   digits  0 00000000 011000 00
//   beyond  0 00000000 000000 11     (part of a character that is not ASCII)
//
// Who looks for the end of a word counts trailing zeros instead of looking at each byte. The same
// interface has a plain twin and one for AVX2, chosen when the program runs; a test gives both the
// same bytes. Nothing else in the library knows vectors.
#pragma once

#include <cstddef>
#include <cstdint>

namespace oblio::text {

struct ByteMasks {
    std::uint64_t letters; ///< ASCII letters
    std::uint64_t digits;  ///< ASCII digits
    std::uint64_t beyond;  ///< bytes of 0x80 and above
};

/// One implementation. Threads: immutable.
struct ByteScan {
    const char* name;
    /// The classes of `count` bytes, at most 64; the bits from `count` on are zero.
    ByteMasks (*classify)(const char* bytes, std::size_t count) noexcept;
    /// Copies bytes from `from` to `to` with ASCII capitals as small letters, up to the first byte
    /// that is not ASCII or is a grave accent (which folds to another character). How many were
    /// copied. Requires: `to` has room for `count` bytes.
    std::size_t (*lower_ascii)(const char* from, std::size_t count, char* to) noexcept;
};

/// The plain twin: slow and obvious.
[[nodiscard]] const ByteScan& scalar_byte_scan() noexcept;
/// The fastest that this processor can run.
[[nodiscard]] const ByteScan& best_byte_scan() noexcept;

} // namespace oblio::text
