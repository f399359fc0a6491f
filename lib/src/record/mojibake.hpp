// lib/src/record/mojibake.hpp: Meta's text, whose UTF-8 bytes were written as code points.
#pragma once

#include <string>
#include <string_view>

namespace oblio::record {

/// What became of a text.
enum class Repair {
    none,      ///< plain ASCII, or real Unicode already
    repaired,  ///< the bytes behind it are UTF-8 and are the text now
    truncated, ///< the same, with a last character that was cut off: U+FFFD stands for it
    doubtful,  ///< code points below U+0100 that are not UTF-8 when taken as bytes
};

/// Repairs `text` in place. Requires: valid UTF-8. A second run changes nothing, except in a text
/// that is about such damage. Source: formats reference, section 3.1.
Repair repair_mojibake(std::string& text);

/// Text as Meta writes it into JSON: each UTF-8 byte above 0x7F as `\u00xx`; quotes included.
[[nodiscard]] std::string meta_json_string(std::string_view text);

} // namespace oblio::record
