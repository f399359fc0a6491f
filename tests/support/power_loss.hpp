// tests/support/power_loss.hpp: what a disk may hold after the power went, from the list of changes
// that a program made: a change is only sure to be there once its file was synced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace oblio::test {

enum class ChangeKind {
    write,    ///< `bytes` at `offset`
    truncate, ///< to `offset` bytes
    sync,     ///< all changes of this file before are on the medium
    replace,  ///< the file now holds `bytes`, durably: written, synced, renamed, directory synced
    remove    ///< gone; durably if `offset` is 1
};

/// One change to a file, in the order in which a program made them.
struct Change {
    ChangeKind kind = ChangeKind::write;
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::string bytes;
};

/// What becomes of changes that were not synced when the power went.
enum class Unsynced {
    lost,   ///< none of them arrived
    some,   ///< each 512-byte sector of each of them arrived or not, by chance: lost and reordered
    arrived ///< all of them: as when only the process ended
};

/// Makes `target` what `before` (a folder as it was) would be if the power went after the first
/// `count` of `changes`, which were made to files below `live`. `target` may be `live` itself.
void after_power_loss(const std::filesystem::path& before, const std::filesystem::path& live,
                      std::span<const Change> changes, std::size_t count, Unsynced unsynced,
                      std::mt19937& chance, const std::filesystem::path& target);

} // namespace oblio::test
