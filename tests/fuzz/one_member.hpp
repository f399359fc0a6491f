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

/// What holds of every record of a member of `size` bytes, and of every account.
void check(const Record& record, std::uint64_t size);
void check(const MemberAccount& account);
/// Ends the process with the words if something does not hold.
void must(bool holds, const char* what);

} // namespace oblio::fuzz
