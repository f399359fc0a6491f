// lib/src/archive/slots.hpp: the key file: 32 random bytes for each sealed body, in fixed places.
#pragma once

#include "archive/crypto.hpp"
#include "oblio/environment.hpp"
#include "oblio/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace oblio {

/// The number of a slot. Never given twice.
using Slot = std::int64_t;

/// `keys.slots`: a header of 64 bytes (name, version, archive), then slots of 32 bytes. Written in
/// place and without a log of its own, so that an overwritten slot has no older copy in any file.
/// A slot is shredded by writing zeros over it; zeros open nothing, on purpose.
/// Threads: one thread at a time.
class SlotFile {
public:
    /// Errors: exists, io.
    static Result<SlotFile> create(const std::filesystem::path& path, std::string_view archive_id,
                                   Files& files);
    /// Errors: not_found, damaged (not ours, of another archive, cut inside a slot), io.
    static Result<SlotFile> open(const std::filesystem::path& path, std::string_view archive_id,
                                 Files& files, bool writable);

    /// How many slots there are.
    [[nodiscard]] Slot count() const noexcept { return count_; }
    /// Appends `keys` and syncs; gives the number of the first. Errors: io; what was appended is
    /// then never used.
    Result<Slot> append(std::span<const std::array<std::byte, 32>> keys);
    /// Errors: damaged if the file ends before the slot, io.
    Result<std::array<std::byte, 32>> read(Slot slot) const;
    /// There is no key there, or an overwritten one.
    [[nodiscard]] bool is_gone(Slot slot) const;
    /// Overwrites the slots with zeros, syncs, and reads them back. Repeating it is harmless.
    /// Errors: io, damaged.
    Result<void> shred(std::span<const Slot> slots);
    /// Makes the file at least so long, with shredded slots: numbers given before are not given
    /// again after an older key file was put back. Errors: io.
    Result<void> extend(Slot count);

private:
    SlotFile(std::unique_ptr<File> file, std::string name, Slot count)
        : file_{std::move(file)}, name_{std::move(name)}, count_{count} {}
    std::unique_ptr<File> file_;
    std::string name_;
    Slot count_;
};

constexpr std::size_t slot_header_size = 64;
constexpr std::size_t slot_size = 32;
/// True if the slot was overwritten.
[[nodiscard]] bool is_shredded(const std::array<std::byte, 32>& slot) noexcept;

} // namespace oblio
