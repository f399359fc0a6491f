// tests/support/files.hpp: what files hold, as a test looks at it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::test {

/// Empty if there is no such file.
[[nodiscard]] std::string bytes_of_file(const std::filesystem::path& path);
/// Every file below `folder`, by its path in it, with its bytes.
[[nodiscard]] std::map<std::string, std::string> files_in(const std::filesystem::path& folder);
/// The files below `folder` that hold `needle`.
[[nodiscard]] std::vector<std::filesystem::path> files_holding(const std::filesystem::path& folder,
                                                               std::string_view needle);

} // namespace oblio::test
