// cli/src/commands.hpp: every command of the program, in the order of its help.
#pragma once

#include "app.hpp"

namespace oblio::cli {

// One function per file of this folder goes here; each adds its subcommands to `app`.

/// All of them. A command file is listed here and in cli/CMakeLists.txt, nowhere else.
inline void add_all_commands([[maybe_unused]] CLI::App& app, [[maybe_unused]] Session& session) {}

} // namespace oblio::cli
