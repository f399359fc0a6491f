// lib/src/archive/lock.hpp: one writer at a time.
#pragma once

#include "oblio/result.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

namespace oblio {

/// Holds `<archive>/lock`; the system lets go of it when the process ends, however it ends.
class WriterLock {
public:
    WriterLock() = default;
    /// Waits for another holder. Errors: locked, io.
    static Result<WriterLock> take(const std::filesystem::path& directory,
                                   std::chrono::milliseconds wait);
    WriterLock(WriterLock&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
    WriterLock& operator=(WriterLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~WriterLock();
    [[nodiscard]] bool held() const noexcept { return descriptor_ >= 0; }

private:
    explicit WriterLock(int descriptor) : descriptor_{descriptor} {}
    int descriptor_ = -1;
};

} // namespace oblio
