// tests/support/temp_dir.hpp: a directory of a test's own, gone when the test ends.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace oblio::test {

enum class TempPlace {
    disk,  ///< the system's temporary directory
    memory ///< where a sync costs nothing, if there is such a place: for thousands of small writes
};

/// Makes an empty directory under the system's temporary one; removes it with all it holds.
class TempDir {
public:
    explicit TempDir(TempPlace place = TempPlace::disk);
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// Writes `bytes` to a file of that name, in folders that are made for it, and gives its path.
    std::filesystem::path write(const std::string& name, std::string_view bytes) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << bytes;
        return file;
    }

private:
    std::filesystem::path path_;
};

} // namespace oblio::test
