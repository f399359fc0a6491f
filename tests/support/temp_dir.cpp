// tests/support/temp_dir.cpp
#include "support/temp_dir.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>
#include <unistd.h>

namespace oblio::test {

TempDir::TempDir(TempPlace place) {
    const bool there = place == TempPlace::memory && ::access("/dev/shm", W_OK | X_OK) == 0;
    const auto parent = there ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string name = (parent / "oblio-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("mkdtemp: " + name);
    }
    path_ = name;
}

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace oblio::test
