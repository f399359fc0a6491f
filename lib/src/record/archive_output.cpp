// lib/src/record/archive_output.cpp
#include "record/archive_output.hpp"

#include "record/archive_input.hpp"
#include "record/archive_session.hpp"
#include "record/locale_guard.hpp"
#include "record/thread_folders.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

/// The bytes of the entry a session stands at. Borrows it.
class EntryBytes final : public ByteSource {
public:
    EntryBytes(Session& session, std::string where) : session_{session}, where_{std::move(where)} {}
    Result<std::size_t> read(std::span<char> out) override {
        const la_ssize_t got = archive_read_data(session_.reader.get(), out.data(), out.size());
        if (got < 0) {
            return Error{ErrorCode::damaged, where_ + ": cannot be unpacked"};
        }
        return static_cast<std::size_t>(got);
    }

private:
    Session& session_;
    std::string where_;
};

struct Output {
    File& file;
    std::uint64_t offset = 0;
    std::optional<Error> error;
};

la_ssize_t write_bytes(archive* /*writer*/, void* data, const void* bytes, size_t count) {
    auto& out = *static_cast<Output*>(data);
    const std::span all{static_cast<const std::byte*>(bytes), count};
    if (auto written = out.file.write(out.offset, all); !written) {
        out.error = written.error();
        return -1;
    }
    out.offset += count;
    return static_cast<la_ssize_t>(count);
}

struct FreeWriter {
    void operator()(archive* writer) const { archive_write_free(writer); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

bool is_packed(std::string_view name) {
    static constexpr std::array<std::string_view, 14> packed{"jpg", "jpeg", "png", "gif",  "webp",
                                                             "mp4", "mov",  "3gp", "opus", "ogg",
                                                             "m4a", "mp3",  "zip", "heic"};
    const std::string extension = extension_of(name);
    return std::find(packed.begin(), packed.end(), extension) != packed.end();
}

class Copier {
public:
    Copier(Session& session, Output& output, std::string file)
        : session_{session}, output_{output}, file_{std::move(file)}, writer_{archive_write_new()} {
    }

    /// After the first header was read: the format is known then.
    Result<void> open() {
        const bool zip = (archive_format(session_.reader.get()) & ARCHIVE_FORMAT_BASE_MASK) ==
                         ARCHIVE_FORMAT_ZIP;
        archive* const writer = writer_.get();
        zip_ = zip;
        if (zip) {
            archive_write_set_format_zip(writer);
        } else {
            archive_write_set_format_pax_restricted(writer);
            archive_write_add_filter_gzip(writer);
        }
        archive_write_set_bytes_in_last_block(writer, 1);
        const int status = archive_write_open(writer, &output_, nullptr, write_bytes, nullptr);
        return status < ARCHIVE_WARN ? Result<void>{failure()} : Result<void>{};
    }

    Result<void> member(archive_entry* entry, const std::string& name, const MemberChange& change) {
        const std::unique_ptr<archive_entry, FreeEntry> header{archive_entry_clone(entry)};
        if (archive_entry_size_is_set(entry) != 0) {
            archive_entry_set_size(header.get(), archive_entry_size(entry) + change.growth);
        }
        if (const char* const raw = archive_entry_pathname(entry);
            change.rename && raw != nullptr) {
            const auto& [from, to] = *change.rename;
            archive_entry_copy_pathname(header.get(), renamed_path(raw, from, to).c_str());
        }
        if (zip_) {
            is_packed(name) ? archive_write_zip_set_compression_store(writer_.get())
                            : archive_write_zip_set_compression_deflate(writer_.get());
        }
        {
            const Utf8Locale locale;
            if (archive_write_header(writer_.get(), header.get()) < ARCHIVE_WARN) {
                return failure();
            }
        }
        std::unique_ptr<ByteSource> source =
            std::make_unique<EntryBytes>(session_, file_ + ": " + name);
        if (change.wrap) {
            source = change.wrap(std::move(source));
        }
        auto copied = each_chunk(*source, [&](std::string_view bytes) -> Result<void> {
            const bool all = archive_write_data(writer_.get(), bytes.data(), bytes.size()) ==
                             static_cast<la_ssize_t>(bytes.size());
            return all ? Result<void>{} : Result<void>{failure()};
        });
        if (!copied) {
            return copied;
        }
        return archive_write_finish_entry(writer_.get()) < ARCHIVE_WARN ? Result<void>{failure()}
                                                                        : Result<void>{};
    }

    Result<void> close() {
        return archive_write_close(writer_.get()) < ARCHIVE_WARN ? Result<void>{failure()}
                                                                 : Result<void>{};
    }

private:
    Error failure() const {
        return output_.error ? *output_.error
                             : Error{ErrorCode::io, file_ + ": the archive cannot be written"};
    }

    Session& session_;
    Output& output_;
    std::string file_;
    std::unique_ptr<archive, FreeWriter> writer_;
    bool zip_ = false;
};

} // namespace

Result<void> copy_archive(const std::filesystem::path& input, Files& files, File& out,
                          const std::function<MemberChange(const std::string& name)>& change) {
    auto session = open_session(input, files);
    if (!session) {
        return session.error();
    }
    Output output{out, 0, std::nullopt};
    Copier copier{**session, output, input.string()};
    bool opened = false;
    while (true) {
        const auto entry = next_entry(**session, input.string());
        if (!entry) {
            return entry.error();
        }
        if (!opened) {
            opened = true;
            if (auto done = copier.open(); !done) {
                return done;
            }
        }
        if (*entry == nullptr) {
            return copier.close();
        }
        const char* const raw = archive_entry_pathname(*entry);
        const std::string name = member_name(raw == nullptr ? "" : raw);
        const MemberChange what = change(name);
        if (what.leave_out) {
            continue;
        }
        if (auto done = copier.member(*entry, name, what); !done) {
            return done;
        }
    }
}

} // namespace oblio::record
