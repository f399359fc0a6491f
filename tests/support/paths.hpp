// tests/support/paths.hpp: where the sources and the built program are.
#pragma once

#include <filesystem>

namespace oblio::test {

/// The checkout that is tested.
[[nodiscard]] std::filesystem::path source_folder();
/// The built command-line program.
[[nodiscard]] std::filesystem::path program();

} // namespace oblio::test
