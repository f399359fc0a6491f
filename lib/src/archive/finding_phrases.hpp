// lib/src/archive/finding_phrases.hpp: the rules and reasons of findings as numbers.
#pragma once

#include "archive/byte_codec.hpp"

#include <string>
#include <string_view>

namespace oblio {

/// A phrase of the list is a number, any other is spelled after a 0.
void write_phrase(ByteWriter& out, std::string_view phrase);
[[nodiscard]] std::string read_phrase(ByteReader& in);

} // namespace oblio
