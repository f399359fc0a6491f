// lib/src/archive/record_codec.hpp: a record as the bytes that are sealed: what is absent takes no
// room, and the same record always gives the same bytes.
#pragma once

#include "archive/byte_codec.hpp"
#include "oblio/record/record.hpp"

#include <string>
#include <string_view>

namespace oblio {

/// Everything but `source`: nothing asks an archive where in an export a record stood, and names of
/// files often name people. Equal records give equal bytes, others different ones: the keyed hash
/// of these bytes says whether a record changed.
void encode_record(std::string& out, const Record& record);
/// in.ok() is false if the bytes are not those of encode_record().
[[nodiscard]] Record decode_record(ByteReader& in);

/// The name of a platform: one byte if it is a known one.
void write_platform(ByteWriter& out, std::string_view platform);
[[nodiscard]] std::string read_platform(ByteReader& in);

} // namespace oblio
