// lib/src/record/neutral.hpp: a parsed JSON object as a neutral record.
#pragma once

#include "oblio/record/record.hpp"
#include "record/json.hpp"

namespace oblio::record {

/// As parse_record(), of an object that is parsed already. Copies what it keeps.
[[nodiscard]] Result<Record> record_of(Json object);

} // namespace oblio::record
