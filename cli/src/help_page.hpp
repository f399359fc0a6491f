// cli/src/help_page.hpp: --help and refused command lines in the reader's language.
#pragma once

#include "app.hpp"

#include <memory>
#include <string>

namespace oblio::cli {

/// A formatter for help texts written as `English / italiano`: it shows the session's half.
/// `session` has to outlive it.
[[nodiscard]] std::shared_ptr<CLI::FormatterBase> help_page(const Session& session);

/// Why a command line is refused, and where help is.
[[nodiscard]] std::string refusal(const Session& session, const CLI::Error& error);

} // namespace oblio::cli
