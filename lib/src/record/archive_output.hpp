// lib/src/record/archive_output.hpp: the same archive again with other bytes in some members.
#pragma once

#include "oblio/environment.hpp"
#include "record/byte_source.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace oblio::record {

/// What happens to one member, by the name that member_name() gives it.
struct MemberChange {
    bool leave_out = false;
    std::int64_t growth = 0; ///< how many bytes longer it becomes
    /// A step of its path that gets another name, ASCII: from -> to.
    std::optional<std::pair<std::string, std::string>> rename;
    /// Wraps the bytes of the member; empty: as they are.
    std::function<std::unique_ptr<ByteSource>(std::unique_ptr<ByteSource>)> wrap;
};

/// Writes the archive `input` to `out`, a new and empty file, in the same format: names, times,
/// modes and order stay, packing may differ.
/// Errors: as reading; io of `out`; damaged (then `out` is of no use).
[[nodiscard]] Result<void>
copy_archive(const std::filesystem::path& input, Files& files, File& out,
             const std::function<MemberChange(const std::string& name)>& change);

} // namespace oblio::record
