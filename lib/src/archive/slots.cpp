// lib/src/archive/slots.cpp
#include "archive/slots.hpp"

#include <algorithm>

namespace oblio {
namespace {

std::uint64_t place(Slot slot) {
    return slot_header_size + static_cast<std::uint64_t>(slot) * slot_size;
}

std::array<std::byte, slot_header_size> header(std::string_view archive_id) {
    std::array<std::byte, slot_header_size> bytes{};
    const std::string text = "oblio key slots 1\n" + std::string{archive_id};
    std::copy_n(bytes_of(text).begin(), std::min(text.size(), bytes.size()), bytes.begin());
    return bytes;
}

} // namespace

bool is_shredded(const std::array<std::byte, 32>& slot) noexcept {
    return std::all_of(slot.begin(), slot.end(), [](std::byte b) { return b == std::byte{0}; });
}

Result<SlotFile> SlotFile::create(const std::filesystem::path& path, std::string_view archive_id,
                                  Files& files) {
    auto file = files.open(path, OpenMode::create);
    if (!file) {
        return file.error();
    }
    const auto bytes = header(archive_id);
    if (auto written = (*file)->write(0, bytes); !written) {
        return written.error();
    }
    if (auto synced = (*file)->sync(); !synced) {
        return synced.error();
    }
    return SlotFile{std::move(*file), path.string(), 0};
}

Result<SlotFile> SlotFile::open(const std::filesystem::path& path, std::string_view archive_id,
                                Files& files, bool writable) {
    auto file = files.open(path, writable ? OpenMode::read_write : OpenMode::read);
    if (!file) {
        return file.error();
    }
    const auto size = (*file)->size();
    if (!size) {
        return size.error();
    }
    if (*size < slot_header_size) {
        return Error{ErrorCode::damaged, path.string() + ": cut off"};
    }
    std::array<std::byte, slot_header_size> found{};
    if (auto read = (*file)->read(0, found); !read) {
        return read.error();
    }
    if (found != header(archive_id)) {
        return Error{ErrorCode::damaged, path.string() + ": not the key file of this archive"};
    }
    // A crash while appending may leave part of a slot that nobody was told of.
    const auto count = static_cast<Slot>((*size - slot_header_size) / slot_size);
    return SlotFile{std::move(*file), path.string(), count};
}

Result<Slot> SlotFile::append(std::span<const std::array<std::byte, 32>> keys) {
    const Slot first = count_;
    if (keys.empty()) {
        return first;
    }
    if (auto written = file_->write(place(first), std::as_bytes(keys)); !written) {
        return written.error();
    }
    if (auto synced = file_->sync(); !synced) {
        return synced.error();
    }
    count_ += static_cast<Slot>(keys.size());
    return first;
}

bool SlotFile::is_gone(Slot slot) const {
    const auto key = read(slot);
    return !key || is_shredded(*key);
}

Result<std::array<std::byte, 32>> SlotFile::read(Slot slot) const {
    std::array<std::byte, 32> key{};
    const auto size = file_->size(); // another process may have appended
    if (!size) {
        return size.error();
    }
    if (slot < 0 || place(slot) + slot_size > *size) {
        return Error{ErrorCode::damaged, name_ + ": ends before slot " + std::to_string(slot)};
    }
    if (auto done = file_->read(place(slot), key); !done) {
        return done.error();
    }
    return key;
}

Result<void> SlotFile::shred(std::span<const Slot> slots) {
    constexpr std::array<std::byte, slot_size> zeros{};
    for (const Slot slot : slots) {
        if (slot < 0 || slot >= count_) {
            return Error{ErrorCode::damaged, name_ + ": no slot " + std::to_string(slot)};
        }
        if (auto written = file_->write(place(slot), zeros); !written) {
            return written;
        }
    }
    if (slots.empty()) {
        return {};
    }
    if (auto synced = file_->sync(); !synced) {
        return synced;
    }
    for (const Slot slot : slots) {
        auto key = read(slot);
        if (!key) {
            return key.error();
        }
        if (!is_shredded(*key)) {
            return Error{ErrorCode::io,
                         name_ + ": slot " + std::to_string(slot) + " was not overwritten"};
        }
    }
    return {};
}

Result<void> SlotFile::extend(Slot count) {
    if (count <= count_) {
        return {};
    }
    const std::vector<std::array<std::byte, 32>> zeros(static_cast<std::size_t>(count - count_));
    auto added = append(zeros);
    return added ? Result<void>{} : Result<void>{added.error()};
}

} // namespace oblio
