// lib/src/record/archive_input.hpp: zips and tar.gz as containers.
#pragma once

#include "record/input.hpp"

#include <string>
#include <string_view>

namespace oblio::record {

/// Lists the members at once. Members that lead out of the archive, links and encrypted ones are
/// in refused(). Reading in the order of the archive walks it once.
/// Errors: as Files::open; damaged; limit_exceeded (members); unsupported_format (gzip, no tar).
[[nodiscard]] Result<std::unique_ptr<Container>>
open_archive(const std::filesystem::path& path, Files& files, const ReadLimits& limits);

/// A member name as UTF-8 in NFC: as it is if it is UTF-8, else read as code page 437.
[[nodiscard]] std::string member_name(std::string_view raw);
/// An absolute path, a drive, or a `..` step.
[[nodiscard]] bool leads_out(std::string_view path);

} // namespace oblio::record
