// lib/include/oblio/erasure/hold.hpp: reasons that forbid erasing an item for now.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// A legal hold on one record or one thread; never on a person.
struct Hold {
    std::string id;                  ///< chosen by the caller, unique
    std::optional<RecordRow> record; ///< this or `thread`
    std::optional<BlindKey> thread;
    std::string label;  ///< how people call it, such as the thread's id; sealed
    std::string ground; ///< X17E, X17B_ARCH, X17B_ALBO, ... (law's code)
    std::string reason; ///< in words; sealed
    std::string author; ///< who decided
    Instant since{};
    std::optional<Date> until; ///< the last day it holds, in Rome; nothing: until released
};

/// Writes or replaces the hold `hold.id`. Errors: bad_argument (no target, or no reason).
Result<void> add_hold(Archive& archive, const Hold& hold);
/// Ends it; false if there was none. What it deferred is open again at once: requests that had to
/// leave the record are reopened.
Result<bool> release_hold(Archive& archive, std::string_view id);
/// All that are stored, also those past their end.
[[nodiscard]] Result<std::vector<Hold>> holds(const Archive& archive);

/// The holds of one day, ready to be asked. Threads: immutable.
class HoldSet {
public:
    /// Errors: io, damaged.
    static Result<HoldSet> load(const Archive& archive, Date day);
    /// The hold on the record or its thread; nullptr if none. Lives as long as this.
    [[nodiscard]] const Hold* on(const RecordSummary& record) const noexcept;
    [[nodiscard]] const Hold* on_thread(const BlindKey& thread) const noexcept;
    [[nodiscard]] const std::vector<Hold>& all() const noexcept { return holds_; }

private:
    std::vector<Hold> holds_;
};

} // namespace oblio
