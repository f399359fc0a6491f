// lib/src/archive/private_folder.cpp
#include "archive/private_folder.hpp"

#include <system_error>

namespace oblio {

namespace fs = std::filesystem;

Result<void> make_private_folder(const fs::path& path) {
    std::error_code failure;
    fs::create_directories(path, failure);
    if (!failure) {
        fs::permissions(path, fs::perms::owner_all, failure);
    }
    return failure ? Result<void>{Error{ErrorCode::io, path.string() + ": " + failure.message()}}
                   : Result<void>{};
}

} // namespace oblio
