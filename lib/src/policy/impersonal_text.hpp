// lib/src/policy/impersonal_text.hpp: a text without the people in it, as somebody would write it.
#pragma once

#include "oblio/detect/finding.hpp"

#include <span>
#include <string>
#include <string_view>

namespace oblio::policy {

/// `text` with the spans told in impersonal words, in Italian, as the texts of a municipality are,
/// whatever the language of who reads the report. Titles and articles before a name go with it:
/// "dal signor Rossi" becomes "da una persona". A sentence that now begins with such words gets
/// its capital. Time: linear, and sorting the spans.
[[nodiscard]] std::string impersonal_text(std::string_view text, std::span<const Finding> spans);

} // namespace oblio::policy
