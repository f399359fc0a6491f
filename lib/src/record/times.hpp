// lib/src/record/times.hpp: the times of the platforms, as the neutral record writes them.
#pragma once

#include "oblio/record/record.hpp"
#include "oblio/time.hpp"
#include "record/zone.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oblio::record {

/// RFC 3339 UTC of a count since 1970; nothing outside years 1 to 9999.
[[nodiscard]] std::optional<std::string> from_seconds(std::int64_t seconds);
[[nodiscard]] std::optional<std::string> from_milliseconds(std::int64_t milliseconds);
[[nodiscard]] std::optional<std::string> from_microseconds(std::int64_t microseconds);

/// A time with an offset or Z, fraction as in the source; precision by its digits.
struct UtcTime {
    std::string text;
    std::string precision; ///< s ms us
    bool offset = false;   ///< it had an offset other than Z
};
/// ISO 8601 with `Z`, `+00:00` or `+0000`, with or without fraction.
[[nodiscard]] std::optional<UtcTime> from_iso(std::string_view text);
/// `Tue Mar 12 17:45:10 +0000 2024`.
[[nodiscard]] std::optional<UtcTime> from_x_date(std::string_view text);
/// `2024-03-12T18:45:10` without a zone.
[[nodiscard]] std::optional<std::chrono::local_seconds> local_iso(std::string_view text);

/// Fills created, precision `s`/`ms` and source `utc`.
void set_created_seconds(Record& record, std::optional<std::int64_t> seconds);
void set_created_milliseconds(Record& record, std::optional<std::int64_t> milliseconds);
void set_created(Record& record, const std::optional<UtcTime>& time);
/// From a wall clock in `zone`, with its flags. Gives the moment back.
Instant set_created_local(Record& record, std::chrono::local_seconds wall, const Zone& zone,
                          std::optional<Instant> previous, std::string_view precision);

} // namespace oblio::record
