// lib/src/record/zone.hpp: what a wall clock without a zone meant.
#pragma once

#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace oblio::record {

/// A time zone of the IANA list. Threads: one thread at a time.
class Zone {
public:
    /// Errors: bad_argument names a zone that does not exist.
    [[nodiscard]] static Result<Zone> open(const std::string& name);
    Zone(Zone&&) noexcept;
    Zone& operator=(Zone&&) noexcept;
    ~Zone();

    struct Moment {
        Instant instant;
        bool ambiguous = false; ///< the hour that comes twice, or the one that does not exist
    };
    /// Twice-occurring hour: the first one, unless that lies before `previous`. Missing hour:
    /// shifted forward by the gap.
    [[nodiscard]] Moment to_utc(std::chrono::local_seconds wall,
                                std::optional<Instant> previous) const;
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

private:
    struct Impl;
    explicit Zone(std::string name, std::unique_ptr<Impl> impl);
    std::string name_;
    std::unique_ptr<Impl> impl_;
};

} // namespace oblio::record
