// lib/src/text/escape_html.hpp: a text as it stands between tags and in quoted attributes of HTML.
#pragma once

#include <string>
#include <string_view>

namespace oblio {

/// `text` with & < > and the double quote written as entities. Time: linear.
[[nodiscard]] std::string escape_html(std::string_view text);

} // namespace oblio
