// lib/src/environment.cpp: POSIX files, the system clock, libsodium's random bytes.
#include "oblio/environment.hpp"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace oblio {
namespace {

namespace fs = std::filesystem;

Error system_error(ErrorCode code, const fs::path& path, const char* doing) {
    return {code, path.string() + ": " + doing + ": " +
                      std::error_code{errno, std::generic_category()}.message()};
}

class SystemClock final : public Clock {
public:
    Instant now() const override {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
};

class SodiumRandom final : public Random {
public:
    void fill(std::span<std::byte> out) override { randombytes_buf(out.data(), out.size()); }
};

class PosixFile final : public File {
public:
    PosixFile(int descriptor, fs::path path) : descriptor_{descriptor}, path_{std::move(path)} {}
    ~PosixFile() override { ::close(descriptor_); }
    PosixFile(const PosixFile&) = delete;
    PosixFile& operator=(const PosixFile&) = delete;

    Result<void> read(std::uint64_t offset, std::span<std::byte> out) override {
        while (!out.empty()) {
            const ssize_t got =
                ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                return system_error(ErrorCode::io, path_, "read");
            }
            if (got == 0) {
                return Error{ErrorCode::io, path_.string() + ": ends before byte " +
                                                std::to_string(offset + out.size())};
            }
            out = out.subspan(static_cast<std::size_t>(got));
            offset += static_cast<std::uint64_t>(got);
        }
        return {};
    }
    Result<void> write(std::uint64_t offset, std::span<const std::byte> bytes) override {
        while (!bytes.empty()) {
            const ssize_t put =
                ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (put < 0 && errno == EINTR) {
                continue;
            }
            if (put < 0) {
                return system_error(ErrorCode::io, path_, "write");
            }
            bytes = bytes.subspan(static_cast<std::size_t>(put));
            offset += static_cast<std::uint64_t>(put);
        }
        return {};
    }
    Result<void> sync() override {
        if (::fsync(descriptor_) != 0) {
            return system_error(ErrorCode::io, path_, "sync");
        }
        return {};
    }
    Result<std::uint64_t> size() override {
        struct stat info {};
        if (::fstat(descriptor_, &info) != 0) {
            return system_error(ErrorCode::io, path_, "size");
        }
        return static_cast<std::uint64_t>(info.st_size);
    }
    Result<void> truncate(std::uint64_t size) override {
        if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
            return system_error(ErrorCode::io, path_, "truncate");
        }
        return {};
    }

private:
    int descriptor_;
    fs::path path_;
};

Result<void> sync_directory(const fs::path& directory) {
    const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return system_error(ErrorCode::io, directory, "open");
    }
    const bool synced = ::fsync(descriptor) == 0;
    const int reason = errno;
    ::close(descriptor);
    errno = reason;
    return synced ? Result<void>{} : Result<void>{system_error(ErrorCode::io, directory, "sync")};
}

class PosixFiles final : public Files {
public:
    Result<std::unique_ptr<File>> open(const fs::path& path, OpenMode mode) override {
        int flags = O_CLOEXEC;
        flags |= mode == OpenMode::read ? O_RDONLY : O_RDWR;
        flags |= mode == OpenMode::create ? O_CREAT | O_EXCL : 0;
        const int descriptor = ::open(path.c_str(), flags, S_IRUSR | S_IWUSR);
        if (descriptor < 0) {
            return system_error(open_code(), path, "open");
        }
        return std::unique_ptr<File>{std::make_unique<PosixFile>(descriptor, path)};
    }
    Result<std::string> read_all(const fs::path& path) override {
        std::error_code status;
        if (fs::is_directory(path, status)) {
            return Error{ErrorCode::io, path.string() + ": is a directory"};
        }
        auto file = open(path, OpenMode::read);
        if (!file) {
            return file.error();
        }
        const auto size = (*file)->size();
        if (!size) {
            return size.error();
        }
        std::string bytes(static_cast<std::size_t>(*size), '\0');
        auto done = (*file)->read(0, std::as_writable_bytes(std::span{bytes}));
        if (!done) {
            return done.error();
        }
        return bytes;
    }
    Result<void> replace(const fs::path& path, std::string_view bytes) override {
        const fs::path fresh = path.string() + ".new";
        if (auto removed = remove(fresh); !removed) {
            return removed;
        }
        auto file = open(fresh, OpenMode::create);
        if (!file) {
            return file.error();
        }
        auto written = (*file)->write(0, std::as_bytes(std::span{bytes}));
        if (written) {
            written = (*file)->sync();
        }
        file->reset();
        if (written && ::rename(fresh.c_str(), path.c_str()) != 0) {
            written = system_error(ErrorCode::io, path, "rename");
        }
        if (!written) {
            ::unlink(fresh.c_str());
            return written;
        }
        return sync_directory(directory_of(path));
    }
    Result<void> rename(const fs::path& from, const fs::path& to) override {
        if (::rename(from.c_str(), to.c_str()) != 0) {
            return system_error(ErrorCode::io, to, "rename");
        }
        return sync_directory(directory_of(to));
    }
    Result<void> append(const fs::path& path, std::string_view bytes) override {
        const bool fresh = !exists(path);
        const int descriptor =
            ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (descriptor < 0) {
            return system_error(open_code(), path, "open");
        }
        PosixFile file{descriptor, path};
        const auto size = file.size();
        if (!size) {
            return size.error();
        }
        if (auto written = file.write(*size, std::as_bytes(std::span{bytes})); !written) {
            return written;
        }
        if (auto synced = file.sync(); !synced) {
            return synced;
        }
        return fresh ? sync_directory(directory_of(path)) : Result<void>{};
    }
    Result<void> remove(const fs::path& path) override {
        if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
            return system_error(ErrorCode::io, path, "remove");
        }
        return {};
    }
    bool exists(const fs::path& path) override {
        std::error_code status;
        return fs::exists(path, status);
    }
    Result<std::vector<fs::path>> list(const fs::path& directory) override {
        std::error_code status;
        if (!fs::is_directory(directory, status)) {
            return Error{ErrorCode::not_found, directory.string() + ": not a directory"};
        }
        std::vector<fs::path> found;
        fs::recursive_directory_iterator at{directory, status};
        for (; !status && at != fs::recursive_directory_iterator{}; at.increment(status)) {
            if (at->is_regular_file(status) && !status) {
                found.push_back(at->path());
            }
        }
        if (status) {
            return Error{ErrorCode::io, directory.string() + ": " + status.message()};
        }
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    static ErrorCode open_code() {
        if (errno == ENOENT) {
            return ErrorCode::not_found;
        }
        return errno == EEXIST ? ErrorCode::exists : ErrorCode::io;
    }
    static fs::path directory_of(const fs::path& path) {
        return path.has_parent_path() ? path.parent_path() : fs::path{"."};
    }
};

} // namespace

Result<void> Files::rename(const fs::path& /*from*/, const fs::path& to) {
    return Error{ErrorCode::io, to.string() + ": cannot be renamed here"};
}

SystemEnvironment::SystemEnvironment()
    : clock_{std::make_unique<SystemClock>()}, random_{std::make_unique<SodiumRandom>()},
      files_{std::make_unique<PosixFiles>()} {
    // Returns 1 when it was already done; -1 only where the system has no randomness at all,
    // and then libsodium's generator ends the process rather than give predictable bytes.
    [[maybe_unused]] const int ready = sodium_init();
}

SystemEnvironment::~SystemEnvironment() = default;

Environment SystemEnvironment::environment() noexcept {
    return {*clock_, *random_, *files_};
}

} // namespace oblio
