// lib/src/record/archive_session.hpp: one walk over an archive with libarchive.
#pragma once

#include "oblio/environment.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace oblio::record {

/// The bytes of the archive file as libarchive asks for them.
struct Bytes {
    std::unique_ptr<File> file;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
    std::string buffer;
    std::optional<Error> error;
};

struct FreeArchive {
    void operator()(archive* reader) const { archive_read_free(reader); }
};

/// One walk over the archive. Not movable: libarchive holds its address.
struct Session {
    Bytes bytes;
    std::unique_ptr<archive, FreeArchive> reader; // freed before bytes
    std::size_t next = 0;                         // entry whose header comes next
};

/// Errors: as Files::open; damaged.
[[nodiscard]] Result<std::unique_ptr<Session>> open_session(const std::filesystem::path& path,
                                                            Files& files);
/// The next entry; null at the end. Errors: damaged, io; `file` is for messages.
[[nodiscard]] Result<archive_entry*> next_entry(Session& session, const std::string& file);

} // namespace oblio::record
