// lib/src/archive/private_folder.hpp: folders that only their owner may enter.
#pragma once

#include "oblio/result.hpp"

#include <filesystem>

namespace oblio {

/// Makes `path` and what leads to it, if it is not there, and closes it to everybody but the owner
/// (mode 0700). Errors: io.
Result<void> make_private_folder(const std::filesystem::path& path);

} // namespace oblio
