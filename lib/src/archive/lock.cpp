// lib/src/archive/lock.cpp
#include "archive/lock.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace oblio {

Result<WriterLock> WriterLock::take(const std::filesystem::path& directory,
                                    std::chrono::milliseconds wait) {
    const std::filesystem::path path = directory / "lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        return Error{ErrorCode::io, path.string() + ": " +
                                        std::error_code{errno, std::generic_category()}.message()};
    }
    WriterLock lock{descriptor};
    const auto until = std::chrono::steady_clock::now() + wait;
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return Error{ErrorCode::io,
                         path.string() + ": " +
                             std::error_code{errno, std::generic_category()}.message()};
        }
        if (std::chrono::steady_clock::now() >= until) {
            return Error{ErrorCode::locked,
                         directory.string() + ": another process is writing to this archive"};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return lock;
}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

} // namespace oblio
