// lib/include/oblio/retention/retention.hpp: how long a private conversation may still be kept.
#pragma once

#include "oblio/policy/policy.hpp"
#include "oblio/time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// Where a conversation stands, in the order in which the reasons are asked.
enum class RetentionStatus {
    held,    ///< a legal hold forbids erasing
    open,    ///< a request in it is not closed
    overdue, ///< the deadline has passed
    due,     ///< within the warning window: 0 to warning_days days left
    fine,
};
/// `held`, `open`, `overdue`, `due`, `fine`.
[[nodiscard]] std::string_view retention_status_name(RetentionStatus status) noexcept;

/// What keeps a conversation, as far as it is known.
struct ThreadHold {
    std::string reason;
    std::optional<Date> until; ///< the last day it holds; nothing: until released
};

/// What the desk said of a conversation.
enum class ThreadMark { none, open, closed };

/// One conversation, as far as its clock needs it.
struct RetentionThread {
    std::string thread; ///< Record::thread_id
    std::string platform;
    std::string channel;
    std::optional<Instant> last; ///< the newest message of either side; nothing: no message has a
                                 ///< date, and a person has to look
    std::optional<Instant> last_from_channel;
    std::optional<Instant> last_from_others;
    std::uint64_t records = 0;
    ThreadMark mark = ThreadMark::none;
    std::string mark_reason; ///< such as a protocol number or a request's
    std::vector<ThreadHold> holds;
};

/// The clock of one conversation on one day.
struct RetentionVerdict {
    std::string thread, platform, channel;
    RetentionStatus status = RetentionStatus::fine;
    std::optional<Date> last; ///< Rome
    std::optional<Date> due;  ///< the last day it may be kept; what stops the clock left aside
    int days_left = 0;        ///< from as_of to due; negative when passed
    LocalText reason;
    std::uint64_t records = 0;
    /// The last day to hand on what somebody wrote and nobody has answered, marked or closed, to
    /// the policy's office; nothing: there is nothing to hand on, or no office.
    std::optional<Date> forward_by;
};

/// The deadline is the Rome date of the last message plus the clock's days; that day is not yet
/// overdue. A hold past its end holds no longer. In service mode a conversation whose last message
/// the office did not answer is open for unanswered_days, unless the desk closed it. Without any
/// date the conversation is open, for a person to look at. Cannot fail.
[[nodiscard]] RetentionVerdict judge_thread(const RetentionThread& thread,
                                            const RetentionClock& clock, Date as_of);

/// When a message that arrived at `arrived` is to be with the office of `forwarding`: its working
/// days, counted from the next watch hours, because nobody reads before.
[[nodiscard]] Date forward_by(const Policy& policy, Instant arrived);

/// All of them by the policy's clocks: overdue first, the oldest deadline first.
[[nodiscard]] std::vector<RetentionVerdict> judge_threads(std::span<const RetentionThread> threads,
                                                          const Policy& policy, Date as_of);

/// The answer of `retention --json`, on one line.
[[nodiscard]] std::string format_retention(std::span<const RetentionVerdict> verdicts, Date as_of,
                                           const RetentionClock& clock);

/// The last day on which a legal notice published on `published` may stay public.
/// Source: TUEL art. 124: consecutive days, not less and not more.
[[nodiscard]] Date albo_end(const AlboPolicy& albo, Date published) noexcept;

} // namespace oblio
