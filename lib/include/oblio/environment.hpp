// lib/include/oblio/environment.hpp: the outside world as arguments: clock, randomness, files.
#pragma once

#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// Tells the time. Threads: guarded.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// Unpredictable bytes. Threads: guarded.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> out) = 0;
};

/// One open file that is written in place. Threads: one thread at a time.
class File {
public:
    virtual ~File() = default;
    /// Fills `out` from `offset`. Errors: io, also when the file ends before.
    virtual Result<void> read(std::uint64_t offset, std::span<std::byte> out) = 0;
    /// Writes all of `bytes` at `offset`. Errors: io; part of it may then be written.
    virtual Result<void> write(std::uint64_t offset, std::span<const std::byte> bytes) = 0;
    /// What was written is on the medium when this returns. Errors: io.
    virtual Result<void> sync() = 0;
    [[nodiscard]] virtual Result<std::uint64_t> size() = 0;
    /// Errors: io.
    virtual Result<void> truncate(std::uint64_t size) = 0;
};

/// How a file is opened.
enum class OpenMode {
    read,       ///< must exist
    read_write, ///< must exist
    create,     ///< must not exist; mode 0600
};

/// The files of an archive directory; a test gives one that fails on purpose.
/// Every error names the path. Threads: guarded.
class Files {
public:
    virtual ~Files() = default;
    /// Errors: not_found, exists (create), io.
    virtual Result<std::unique_ptr<File>> open(const std::filesystem::path& path,
                                               OpenMode mode) = 0;
    /// The whole file. Errors: not_found, io.
    virtual Result<std::string> read_all(const std::filesystem::path& path) = 0;
    /// Replaces `path` in one step: temporary file beside it, sync, rename, sync of the directory.
    /// Mode 0600. Errors: io; `path` is then as it was.
    virtual Result<void> replace(const std::filesystem::path& path, std::string_view bytes) = 0;
    /// Puts the file `from` in the place of `to` in one step and syncs the directory; both are in
    /// the same file system. Errors: io; both are then as they were. Files that are kept elsewhere
    /// than in a file system may refuse it.
    virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to);
    /// Appends and syncs. Creates the file with mode 0600. Errors: io.
    virtual Result<void> append(const std::filesystem::path& path, std::string_view bytes) = 0;
    /// Removes the file if it is there. Errors: io.
    virtual Result<void> remove(const std::filesystem::path& path) = 0;
    [[nodiscard]] virtual bool exists(const std::filesystem::path& path) = 0;
    /// Regular files below `directory`, any depth, sorted by path. Errors: not_found, io.
    virtual Result<std::vector<std::filesystem::path>>
    list(const std::filesystem::path& directory) = 0;
};

/// The three together. Borrows them.
struct Environment {
    Clock& clock;
    Random& random;
    Files& files;
};

/// The machine's clock, libsodium's generator, the real file system. Owns all three.
class SystemEnvironment {
public:
    SystemEnvironment();
    ~SystemEnvironment();
    SystemEnvironment(const SystemEnvironment&) = delete;
    SystemEnvironment& operator=(const SystemEnvironment&) = delete;
    /// Lives as long as this object.
    [[nodiscard]] Environment environment() noexcept;

private:
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<Random> random_;
    std::unique_ptr<Files> files_;
};

} // namespace oblio
