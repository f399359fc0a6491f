// tests/support/faults.hpp: counts every write, sync, rename and truncation, and ends or fails one.
#pragma once

#include "oblio/environment.hpp"
#include "support/power_loss.hpp"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <utility>
#include <vector>

namespace oblio::test {

/// What happens at the chosen step.
enum class Fault {
    none, ///< count only
    kill, ///< the process ends at once, before the step is done
    torn, ///< the process ends with half of the bytes written
    fail, ///< the step fails (EIO), later ones work
    part, ///< half of the bytes are written, then the step fails (a short write), later ones work
    stuck ///< the step writes what fits, then it and every later one fail: a full disk (ENOSPC)
};

/// The steps of one process, of SQLite (through faulty_sqlite()) and of files (through
/// FaultyFiles) alike. Threads: one thread at a time.
class Steps {
public:
    /// Starts counting from 0; step number `at` (from 1) gets the fault.
    void arm(Fault fault, std::uint64_t at) noexcept {
        fault_ = fault;
        at_ = at;
        done_ = 0;
    }
    [[nodiscard]] std::uint64_t done() const noexcept { return done_; }

    /// Called before a step. True: the step has to fail. `tear` writes half of it, if it can.
    template <class Tear> bool next(Tear tear) {
        ++done_;
        if (fault_ == Fault::none || done_ < at_ || (done_ > at_ && fault_ != Fault::stuck)) {
            return false;
        }
        if (fault_ != Fault::kill && fault_ != Fault::fail) {
            tear();
        }
        if (fault_ == Fault::kill || fault_ == Fault::torn) {
            end_process();
        }
        return true;
    }
    bool next() {
        return next([] {});
    }

    /// From now on every change is written down, in order; nullptr ends it. Borrowed.
    void record_to(std::vector<Change>* journal) noexcept { journal_ = journal; }
    [[nodiscard]] bool records() const noexcept { return journal_ != nullptr; }
    void note(Change change) {
        if (journal_ != nullptr) {
            journal_->push_back(std::move(change));
        }
    }

private:
    [[noreturn]] static void end_process();
    Fault fault_ = Fault::none;
    std::uint64_t at_ = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t done_ = 0;
    std::vector<Change>* journal_ = nullptr;
};

/// Files whose changes are steps. Borrows both.
class FaultyFiles final : public Files {
public:
    FaultyFiles(Files& real, Steps& steps) : real_{real}, steps_{steps} {}
    Result<std::unique_ptr<File>> open(const std::filesystem::path& path, OpenMode mode) override;
    Result<std::string> read_all(const std::filesystem::path& path) override {
        return real_.read_all(path);
    }
    Result<void> replace(const std::filesystem::path& path, std::string_view bytes) override;
    Result<void> rename(const std::filesystem::path& from,
                        const std::filesystem::path& to) override;
    Result<void> append(const std::filesystem::path& path, std::string_view bytes) override;
    Result<void> remove(const std::filesystem::path& path) override;
    bool exists(const std::filesystem::path& path) override { return real_.exists(path); }
    Result<std::vector<std::filesystem::path>>
    list(const std::filesystem::path& directory) override {
        return real_.list(directory);
    }

private:
    Files& real_;
    Steps& steps_;
};

/// From now on every SQLite database of this process goes through `steps`, which has to live as
/// long as any of them. Call once.
void faulty_sqlite(Steps& steps);

} // namespace oblio::test
