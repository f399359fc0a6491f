// tests/fuzz/one_member.hpp: any bytes as a member of a given form, and what must hold whatever
// they are.
#pragma once

#include "record/member_reader.hpp"

#include <string_view>

namespace oblio::fuzz {

/// Reads `bytes` as `format` to the end. Ends the process if something does not hold:
/// elements = records + skipped, positions inside the bytes, records that survive writing and
/// reading.
void read_member(record::Format format, std::string_view bytes);

} // namespace oblio::fuzz
