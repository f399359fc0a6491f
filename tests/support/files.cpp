// tests/support/files.cpp
#include "support/files.hpp"

#include <fstream>
#include <iterator>

namespace oblio::test {

namespace fs = std::filesystem;

std::string bytes_of_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::map<std::string, std::string> files_in(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file()) {
            files[entry.path().lexically_relative(folder).generic_string()] =
                bytes_of_file(entry.path());
        }
    }
    return files;
}

std::vector<fs::path> files_holding(const fs::path& folder, std::string_view needle) {
    std::vector<fs::path> holding;
    for (const auto& [name, bytes] : files_in(folder)) {
        if (bytes.find(needle) != std::string::npos) {
            holding.push_back(folder / name);
        }
    }
    return holding;
}

} // namespace oblio::test
