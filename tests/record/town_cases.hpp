// tests/record/town_cases.hpp: a generated town's exports, and what a reader should find in each.
#pragma once

#include "record/reading.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace oblio::town {

using nlohmann::json;

[[nodiscard]] std::vector<json> lines_of(const std::filesystem::path& path);

/// Opens an entry of `exports/index.json` of the town in `folder`.
[[nodiscard]] Result<std::unique_ptr<RecordReader>>
open_case(const std::filesystem::path& folder, const json& input, Environment environment);

/// How many expected records were not found; says of some why, to the running test.
[[nodiscard]] std::size_t missing(const std::vector<json>& expected,
                                  const std::vector<Record>& records);

/// Checks that every export of the town in `folder` gives exactly the records expected. Returns how
/// many exports there were.
std::size_t check_exports(const std::filesystem::path& folder);

} // namespace oblio::town
