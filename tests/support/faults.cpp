// tests/support/faults.cpp
#include "support/faults.hpp"

#include <sqlite3.h>

#include <csignal>
#include <cstring>
#include <unistd.h>

namespace oblio::test {
namespace {

Error injected(const std::filesystem::path& path) {
    return {ErrorCode::io, path.string() + ": injected failure"};
}

std::string text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
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
        if (fails) {
            return injected(path_);
        }
        steps_.note({ChangeKind::write, path_, offset, text(bytes)});
        return real_->write(offset, bytes);
    }
    Result<void> sync() override {
        if (steps_.next()) {
            return injected(path_);
        }
        steps_.note({ChangeKind::sync, path_, 0, {}});
        return real_->sync();
    }
    Result<std::uint64_t> size() override { return real_->size(); }
    Result<void> truncate(std::uint64_t size) override {
        if (steps_.next()) {
            return injected(path_);
        }
        steps_.note({ChangeKind::truncate, path_, size, {}});
        return real_->truncate(size);
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
    const char* name; ///< SQLite keeps it as long as the file is open; nullptr for one without name
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

void note(sqlite3_file* file, ChangeKind kind, sqlite3_int64 offset, std::string bytes = {}) {
    if (wrapped(file)->name != nullptr && wrapped(file)->steps->records()) {
        wrapped(file)->steps->note(
            {kind, wrapped(file)->name, static_cast<std::uint64_t>(offset), std::move(bytes)});
    }
}

int faulty_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    const bool fails = wrapped(file)->steps->next(
        [&] { real(file)->pMethods->xWrite(real(file), bytes, size / 2, offset); });
    if (fails) {
        return SQLITE_IOERR_WRITE;
    }
    note(file, ChangeKind::write, offset,
         {static_cast<const char*>(bytes), static_cast<std::size_t>(size)});
    return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int faulty_truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (wrapped(file)->steps->next()) {
        return SQLITE_IOERR_TRUNCATE;
    }
    note(file, ChangeKind::truncate, size);
    return real(file)->pMethods->xTruncate(real(file), size);
}

int faulty_sync(sqlite3_file* file, int flags) {
    if (wrapped(file)->steps->next()) {
        return SQLITE_IOERR_FSYNC;
    }
    note(file, ChangeKind::sync, 0);
    return real(file)->pMethods->xSync(real(file), flags);
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
    ours->name = name;
    ours->real()->pMethods = nullptr;
    const int code = behind(vfs)->real->xOpen(behind(vfs)->real, name, ours->real(), flags, out);
    file->pMethods = ours->real()->pMethods != nullptr ? &methods : nullptr;
    return code;
}

int faulty_delete(sqlite3_vfs* vfs, const char* name, int sync) {
    if (behind(vfs)->steps->next()) {
        return SQLITE_IOERR_DELETE;
    }
    behind(vfs)->steps->note({ChangeKind::remove, name, sync != 0 ? 1U : 0U, {}});
    return behind(vfs)->real->xDelete(behind(vfs)->real, name, sync);
}

} // namespace

void Steps::end_process() {
    ::kill(::getpid(), SIGKILL); // nothing is flushed, closed or unlocked by us
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
    steps_.note({ChangeKind::replace, path, 0, std::string{bytes}});
    return real_.replace(path, bytes);
}

Result<void> FaultyFiles::rename(const std::filesystem::path& from,
                                 const std::filesystem::path& to) {
    if (steps_.next()) {
        return injected(to);
    }
    if (steps_.records()) {
        auto bytes = real_.read_all(from);
        if (!bytes) {
            return bytes.error();
        }
        steps_.note({ChangeKind::replace, to, 0, std::move(*bytes)});
        steps_.note({ChangeKind::remove, from, 1, {}});
    }
    return real_.rename(from, to);
}

Result<void> FaultyFiles::append(const std::filesystem::path& path, std::string_view bytes) {
    const bool write_fails = steps_.next([&] {
        [[maybe_unused]] const auto half = real_.append(path, bytes.substr(0, bytes.size() / 2));
    });
    if (write_fails) {
        return injected(path);
    }
    if (steps_.records()) {
        auto before =
            real_.exists(path) ? real_.read_all(path) : Result<std::string>{std::string{}};
        if (!before) {
            return before.error();
        }
        steps_.note({ChangeKind::write, path, before->size(), std::string{bytes}});
    }
    if (auto written = real_.append(path, bytes); !written) {
        return written;
    }
    if (steps_.next()) {
        return injected(path);
    }
    steps_.note({ChangeKind::sync, path, 0, {}});
    return {};
}

Result<void> FaultyFiles::remove(const std::filesystem::path& path) {
    if (steps_.next()) {
        return injected(path);
    }
    steps_.note({ChangeKind::remove, path, 0, {}});
    return real_.remove(path);
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
