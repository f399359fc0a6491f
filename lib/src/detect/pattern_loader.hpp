// lib/src/detect/pattern_loader.hpp: what the files of a folder of patterns say.
#pragma once

#include "detect/pattern_data.hpp"

#include "oblio/result.hpp"

#include <filesystem>
#include <memory>
#include <span>

namespace oblio::detect {

/// Reads every file of `directories`; what a later one adds may use what an earlier one has.
/// Errors: not_found, io, bad_pattern with the file and the place in it.
[[nodiscard]] Result<std::unique_ptr<PatternSet::Data>>
read_patterns(std::span<const std::filesystem::path> directories);

} // namespace oblio::detect
