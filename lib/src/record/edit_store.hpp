// lib/src/record/edit_store.hpp: the byte edits of an export, however many, in little memory.
#pragma once

#include "oblio/environment.hpp"
#include "record/byte_source.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace oblio::record {

/// Bytes [from, to) of a member become `bytes`.
struct ByteEdit {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::string bytes;
};

/// The edits of one member, as they lie in a store.
struct EditRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::int64_t growth = 0; ///< how many bytes longer the member becomes
    [[nodiscard]] bool empty() const noexcept { return begin == end; }
};

/// Keeps edits one after another; beyond `in_memory` bytes in the file `spill`, which no other
/// program sees (it has no name any more) and which goes with this object.
/// Threads: one thread at a time.
class EditStore {
public:
    EditStore(Files& files, std::filesystem::path spill, std::size_t in_memory = 2U << 20U)
        : files_{files}, path_{std::move(spill)}, in_memory_{in_memory} {}

    /// The place of the edits that are added from now on.
    [[nodiscard]] EditRange begin() const noexcept { return {size(), size(), 0}; }
    /// Adds one to `range`, the last one begun. Errors: io of the spill file.
    Result<void> add(EditRange& range, const ByteEdit& edit);
    /// Fills `out` from byte `at`. Requires: that much was added. Errors: io.
    Result<void> read(std::uint64_t at, std::span<char> out) const;

private:
    [[nodiscard]] std::uint64_t size() const noexcept { return written_ + tail_.size(); }
    Result<void> spill();
    Files& files_;
    std::filesystem::path path_;
    std::size_t in_memory_;
    std::unique_ptr<File> file_; ///< null until there are too many
    std::uint64_t written_ = 0;  ///< bytes in the file
    std::string tail_;           ///< those after them
};

/// Gives the edits of a range back. Borrows the store; others may be added meanwhile.
/// Threads: one thread at a time.
class EditReader {
public:
    EditReader(const EditStore& store, const EditRange& range)
        : store_{store}, at_{range.begin}, end_{range.end} {}
    /// False at the end. Errors: as EditStore::read.
    Result<bool> next(ByteEdit& edit);

private:
    Result<void> take(std::span<char> out);
    const EditStore& store_;
    std::uint64_t at_; ///< of what comes after buffer_
    std::uint64_t end_;
    std::string buffer_;
    std::size_t used_ = 0;
};

/// `source` with the edits (in order, none overlapping another) made.
[[nodiscard]] std::unique_ptr<ByteSource> edited_source(std::unique_ptr<ByteSource> source,
                                                        EditReader edits);

} // namespace oblio::record
