// tests/support/faults.cpp
#include "support/faults.hpp"

#include <sqlite3.h>

#include <cstring>
#include <unistd.h>

namespace oblio::test {
namespace {

Error injected(const std::filesystem::path& path) {
    return {ErrorCode::io, path.string() + ": injected failure"};
}

class FaultyFile final : public File {
public:
    FaultyFile(std::unique_ptr<File> real, std::filesystem::path path, Steps& steps)
        : real_{std::move(real)}, path_{std::move(path)}, steps_{steps} {}
    Result<void> read(std::uint64_t offset, std::span<std::byte> out) override {
        return real_->read(offset, out);
    }
    Result<void> write(std::uint64_t offset, std::span<const std::byte> bytes) override {
        const bool fails = steps_.next([&] {
            [[maybe_unused]] const auto half = real_->write(offset, bytes.first(bytes.size() / 2));
        });
        return fails ? Result<void>{injected(path_)} : real_->write(offset, bytes);
    }
    Result<void> sync() override {
        return steps_.next() ? Result<void>{injected(path_)} : real_->sync();
    }
    Result<std::uint64_t> size() override { return real_->size(); }
    Result<void> truncate(std::uint64_t size) override {
        return steps_.next() ? Result<void>{injected(path_)} : real_->truncate(size);
    }

private:
    std::unique_ptr<File> real_;
    std::filesystem::path path_;
    Steps& steps_;
};

/// An open file of SQLite, with the real one behind it in the same allocation.
struct Wrapped {
    sqlite3_file base;
    Steps* steps;
    [[nodiscard]] sqlite3_file* real() noexcept {
        return reinterpret_cast<sqlite3_file*>(this + 1);
    }
};

Wrapped* wrapped(sqlite3_file* file) {
    return reinterpret_cast<Wrapped*>(file);
}

sqlite3_file* real(sqlite3_file* file) {
    return wrapped(file)->real();
}

int faulty_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    const bool fails = wrapped(file)->steps->next(
        [&] { real(file)->pMethods->xWrite(real(file), bytes, size / 2, offset); });
    return fails ? SQLITE_IOERR_WRITE
                 : real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int faulty_truncate(sqlite3_file* file, sqlite3_int64 size) {
    return wrapped(file)->steps->next() ? SQLITE_IOERR_TRUNCATE
                                        : real(file)->pMethods->xTruncate(real(file), size);
}

int faulty_sync(sqlite3_file* file, int flags) {
    return wrapped(file)->steps->next() ? SQLITE_IOERR_FSYNC
                                        : real(file)->pMethods->xSync(real(file), flags);
}

const sqlite3_io_methods methods{
    3,
    [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
    [](sqlite3_file* f, void* b, int n, sqlite3_int64 o) {
        return real(f)->pMethods->xRead(real(f), b, n, o);
    },
    faulty_write,
    faulty_truncate,
    faulty_sync,
    [](sqlite3_file* f, sqlite3_int64* s) { return real(f)->pMethods->xFileSize(real(f), s); },
    [](sqlite3_file* f, int l) { return real(f)->pMethods->xLock(real(f), l); },
    [](sqlite3_file* f, int l) { return real(f)->pMethods->xUnlock(real(f), l); },
    [](sqlite3_file* f, int* r) { return real(f)->pMethods->xCheckReservedLock(real(f), r); },
    [](sqlite3_file* f, int o, void* a) { return real(f)->pMethods->xFileControl(real(f), o, a); },
    [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    [](sqlite3_file* f, int r, int s, int e, void volatile** p) {
        return real(f)->pMethods->xShmMap(real(f), r, s, e, p);
    },
    [](sqlite3_file* f, int o, int n, int g) {
        return real(f)->pMethods->xShmLock(real(f), o, n, g);
    },
    [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
    [](sqlite3_file* f, int d) { return real(f)->pMethods->xShmUnmap(real(f), d); },
    [](sqlite3_file* f, sqlite3_int64 o, int n, void** p) {
        return real(f)->pMethods->xFetch(real(f), o, n, p);
    },
    [](sqlite3_file* f, sqlite3_int64 o, void* p) {
        return real(f)->pMethods->xUnfetch(real(f), o, p);
    },
};

/// The system's own file system of SQLite, and the steps.
struct Behind {
    sqlite3_vfs* real;
    Steps* steps;
};

Behind* behind(sqlite3_vfs* vfs) {
    return static_cast<Behind*>(vfs->pAppData);
}

int faulty_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    Wrapped* ours = wrapped(file);
    ours->steps = behind(vfs)->steps;
    ours->real()->pMethods = nullptr;
    const int code = behind(vfs)->real->xOpen(behind(vfs)->real, name, ours->real(), flags, out);
    file->pMethods = ours->real()->pMethods != nullptr ? &methods : nullptr;
    return code;
}

int faulty_delete(sqlite3_vfs* vfs, const char* name, int sync) {
    return behind(vfs)->steps->next() ? SQLITE_IOERR_DELETE
                                      : behind(vfs)->real->xDelete(behind(vfs)->real, name, sync);
}

} // namespace

void Steps::end_process() {
    ::_exit(137);
}

Result<std::unique_ptr<File>> FaultyFiles::open(const std::filesystem::path& path, OpenMode mode) {
    if (mode == OpenMode::create && steps_.next()) {
        return injected(path);
    }
    auto file = real_.open(path, mode);
    if (!file || mode == OpenMode::read) {
        return file;
    }
    return std::unique_ptr<File>{std::make_unique<FaultyFile>(std::move(*file), path, steps_)};
}

Result<void> FaultyFiles::replace(const std::filesystem::path& path, std::string_view bytes) {
    // Three steps of the real one: the temporary file, its sync, the rename.
    const std::filesystem::path fresh = path.string() + ".new";
    const bool first = steps_.next([&] {
        [[maybe_unused]] const auto half = real_.append(fresh, bytes.substr(0, bytes.size() / 2));
    });
    if (first || steps_.next() || steps_.next()) {
        return injected(path);
    }
    return real_.replace(path, bytes);
}

Result<void> FaultyFiles::append(const std::filesystem::path& path, std::string_view bytes) {
    const bool write_fails = steps_.next([&] {
        [[maybe_unused]] const auto half = real_.append(path, bytes.substr(0, bytes.size() / 2));
    });
    if (write_fails) {
        // A full disk leaves what fitted.
        [[maybe_unused]] const auto half = real_.append(path, bytes.substr(0, bytes.size() / 2));
        return injected(path);
    }
    if (auto written = real_.append(path, bytes); !written) {
        return written;
    }
    return steps_.next() ? Result<void>{injected(path)} : Result<void>{};
}

Result<void> FaultyFiles::remove(const std::filesystem::path& path) {
    return steps_.next() ? Result<void>{injected(path)} : real_.remove(path);
}

void faulty_sqlite(Steps& steps) {
    static Behind kept{};
    static sqlite3_vfs ours{};
    sqlite3_initialize();
    kept = {sqlite3_vfs_find(nullptr), &steps};
    std::memcpy(&ours, kept.real, sizeof ours);
    ours.pNext = nullptr;
    ours.zName = "oblio-faults";
    ours.szOsFile = static_cast<int>(sizeof(Wrapped)) + kept.real->szOsFile;
    ours.pAppData = &kept;
    ours.xOpen = faulty_open;
    ours.xDelete = faulty_delete;
    ours.xAccess = [](sqlite3_vfs* v, const char* n, int f, int* r) {
        return behind(v)->real->xAccess(behind(v)->real, n, f, r);
    };
    ours.xFullPathname = [](sqlite3_vfs* v, const char* n, int s, char* o) {
        return behind(v)->real->xFullPathname(behind(v)->real, n, s, o);
    };
    sqlite3_vfs_register(&ours, 1);
}

} // namespace oblio::test
