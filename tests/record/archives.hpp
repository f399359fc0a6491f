// tests/record/archives.hpp: pack and unpack archives in a test.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace oblio::reading {

enum class Packed { zip, tar_gz };

/// Writes an archive with the members in their order; `link`: one more member, a link of that name.
void pack(const std::filesystem::path& path, Packed how,
          const std::vector<std::pair<std::string, std::string>>& members,
          const std::string& link = {});

/// Names and bytes of the members.
std::vector<std::pair<std::string, std::string>> unpack(const std::filesystem::path& path);

} // namespace oblio::reading
