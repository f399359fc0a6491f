// lib/src/text/checksum.hpp: a checksum against damage, as fast as memory is read.
//
//   bytes   |  8  |  8  |  8  |  8  |  8  | ...     four lanes, each the CRC32C of every fourth
//   lane    |  0  |  1  |  2  |  3  |  0  | ...     word: one instruction a word waits for no other
//
// A burst of up to 32 wrong bits within a lane cannot pass, other damage once in four thousand
// million times. No defence against forgery. Source: Castagnoli 1993 (polynomial 0x1EDC6F41).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oblio::text {

/// One implementation. Threads: immutable.
struct Checksum {
    using Lanes = std::array<std::uint32_t, 4>;
    const char* name;
    /// Takes in `rounds` times 32 bytes.
    void (*add)(Lanes& lanes, const char* bytes, std::size_t rounds) noexcept;
};

/// The plain twin: tables instead of the instruction.
[[nodiscard]] const Checksum& scalar_checksum() noexcept;
/// The fastest that this processor can run.
[[nodiscard]] const Checksum& best_checksum() noexcept;

/// The sum of `bytes`, hung on `seed`. The same with every implementation. Time: linear.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes, std::uint64_t seed = 0,
                                     const Checksum& with = best_checksum()) noexcept;

} // namespace oblio::text
