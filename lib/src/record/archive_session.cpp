// lib/src/record/archive_session.cpp
#include "record/archive_session.hpp"

#include "record/locale_guard.hpp"

#include <algorithm>
#include <cstdio>
#include <span>

namespace oblio::record {
namespace {

constexpr std::size_t block = std::size_t{64} << 10U;

la_ssize_t read_bytes(archive* /*reader*/, void* data, const void** out) {
    auto& bytes = *static_cast<Bytes*>(data);
    const auto count = static_cast<std::size_t>(
        std::min<std::uint64_t>(bytes.buffer.size(), bytes.size - bytes.offset));
    if (auto done = bytes.file->read(bytes.offset,
                                     std::as_writable_bytes(std::span{bytes.buffer}.first(count)));
        !done) {
        bytes.error = done.error();
        return ARCHIVE_FATAL;
    }
    bytes.offset += count;
    *out = bytes.buffer.data();
    return static_cast<la_ssize_t>(count);
}

la_int64_t skip_bytes(archive* /*reader*/, void* data, la_int64_t request) {
    auto& bytes = *static_cast<Bytes*>(data);
    const auto count =
        std::min<std::uint64_t>(static_cast<std::uint64_t>(request), bytes.size - bytes.offset);
    bytes.offset += count;
    return static_cast<la_int64_t>(count);
}

la_int64_t seek_bytes(archive* /*reader*/, void* data, la_int64_t offset, int whence) {
    auto& bytes = *static_cast<Bytes*>(data);
    const auto base = static_cast<la_int64_t>(whence == SEEK_SET   ? 0
                                              : whence == SEEK_CUR ? bytes.offset
                                                                   : bytes.size);
    const la_int64_t wanted = base + offset;
    if (wanted < 0 || static_cast<std::uint64_t>(wanted) > bytes.size) {
        return ARCHIVE_FATAL;
    }
    bytes.offset = static_cast<std::uint64_t>(wanted);
    return wanted;
}

Error damaged(const std::string& file, const Session& session) {
    if (session.bytes.error) {
        return *session.bytes.error;
    }
    return {ErrorCode::damaged, file + ": the archive is damaged or cut off at byte " +
                                    std::to_string(session.bytes.offset)};
}

} // namespace

Result<std::unique_ptr<Session>> open_session(const std::filesystem::path& path, Files& files) {
    auto file = files.open(path, OpenMode::read);
    if (!file) {
        return file.error();
    }
    auto session = std::make_unique<Session>();
    session->bytes.file = std::move(*file);
    const auto size = session->bytes.file->size();
    if (!size) {
        return size.error();
    }
    session->bytes.size = *size;
    session->bytes.buffer.resize(block);
    const Utf8Locale locale;
    session->reader.reset(archive_read_new());
    archive* const reader = session->reader.get();
    archive_read_support_filter_gzip(reader);
    archive_read_support_format_zip(reader);
    archive_read_support_format_tar(reader);
    archive_read_set_read_callback(reader, read_bytes);
    archive_read_set_skip_callback(reader, skip_bytes);
    archive_read_set_seek_callback(reader, seek_bytes);
    archive_read_set_callback_data(reader, &session->bytes);
    if (archive_read_open1(reader) < ARCHIVE_WARN) {
        return damaged(path.string(), *session);
    }
    return session;
}

/// The next entry; null at the end.
Result<archive_entry*> next_entry(Session& session, const std::string& file) {
    const Utf8Locale locale;
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(session.reader.get(), &entry);
    if (status == ARCHIVE_EOF) {
        return static_cast<archive_entry*>(nullptr);
    }
    if (status < ARCHIVE_WARN) {
        return damaged(file, session);
    }
    ++session.next;
    return entry;
}

} // namespace oblio::record
