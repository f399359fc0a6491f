// tests/record/archives.cpp
#include "record/archives.hpp"

#include "record/locale_guard.hpp"

#include <archive.h>
#include <archive_entry.h>

namespace oblio::reading {

void pack(const std::filesystem::path& path, Packed how,
          const std::vector<std::pair<std::string, std::string>>& members,
          const std::string& link) {
    const record::Utf8Locale locale;
    archive* const out = archive_write_new();
    if (how == Packed::zip) {
        archive_write_set_format_zip(out);
    } else {
        archive_write_set_format_pax_restricted(out);
        archive_write_add_filter_gzip(out);
    }
    archive_write_open_filename(out, path.c_str());
    archive_entry* const entry = archive_entry_new();
    const auto header = [&](const std::string& name, std::size_t size) {
        archive_entry_clear(entry);
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(size));
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_mtime(entry, 1710265510, 0);
    };
    if (!link.empty()) {
        header(link, 0);
        archive_entry_set_filetype(entry, AE_IFLNK);
        archive_entry_set_symlink(entry, "/etc/passwd");
        archive_write_header(out, entry);
    }
    for (const auto& [name, bytes] : members) {
        header(name, bytes.size());
        archive_write_header(out, entry);
        archive_write_data(out, bytes.data(), bytes.size());
    }
    archive_entry_free(entry);
    archive_write_free(out);
}

std::vector<std::pair<std::string, std::string>> unpack(const std::filesystem::path& path) {
    const record::Utf8Locale locale;
    std::vector<std::pair<std::string, std::string>> members;
    archive* const in = archive_read_new();
    archive_read_support_filter_all(in);
    archive_read_support_format_all(in);
    archive_read_open_filename(in, path.c_str(), 65536);
    archive_entry* entry = nullptr;
    while (archive_read_next_header(in, &entry) == ARCHIVE_OK) {
        std::string bytes;
        char buffer[65536];
        for (la_ssize_t got = 0; (got = archive_read_data(in, buffer, sizeof buffer)) > 0;) {
            bytes.append(buffer, static_cast<std::size_t>(got));
        }
        members.emplace_back(archive_entry_pathname(entry), std::move(bytes));
    }
    archive_read_free(in);
    return members;
}

} // namespace oblio::reading
