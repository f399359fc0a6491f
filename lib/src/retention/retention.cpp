// lib/src/retention/retention.cpp: the clocks; no archive, no files.
#include "oblio/retention/retention.hpp"

#include "oblio/policy/calendar.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <tuple>

namespace oblio {
namespace {

using std::chrono::sys_days;

bool holds_on(const ThreadHold& hold, Date day) noexcept {
    return !hold.until || sys_days{*hold.until} >= sys_days{day};
}

LocalText held_reason(const ThreadHold& hold) {
    if (!hold.until) {
        return {fmt::format("blocco legale: {}", hold.reason),
                fmt::format("legal hold: {}", hold.reason)};
    }
    const std::string until = format_date(*hold.until);
    return {fmt::format("blocco legale fino al {}: {}", until, hold.reason),
            fmt::format("legal hold until {}: {}", until, hold.reason)};
}

/// Why the conversation counts as open; empty if it does not.
LocalText open_reason(const RetentionThread& thread, const RetentionClock& clock, Date as_of) {
    if (thread.mark == ThreadMark::open) {
        const std::string more = thread.mark_reason.empty() ? "" : ": " + thread.mark_reason;
        return {"richiesta aperta" + more, "open request" + more};
    }
    if (!thread.last) {
        return {"nessun messaggio ha una data: va guardata",
                "no message has a date: somebody has to look"};
    }
    if (clock.mode != RetentionMode::service || thread.mark == ThreadMark::closed ||
        !thread.last_from_others ||
        (thread.last_from_channel && *thread.last_from_channel >= *thread.last_from_others)) {
        return {};
    }
    const Date until = add_days(rome_date(*thread.last_from_others), clock.unanswered_days);
    if (sys_days{until} < sys_days{as_of}) {
        return {};
    }
    return {fmt::format("in attesa di risposta, al più fino al {}", format_date(until)),
            fmt::format("waiting for an answer, at most until {}", format_date(until))};
}

LocalText days(int count) {
    return {fmt::format("{} {}", count, count == 1 ? "giorno" : "giorni"),
            fmt::format("{} {}", count, count == 1 ? "day" : "days")};
}

} // namespace

std::string_view retention_status_name(RetentionStatus status) noexcept {
    static constexpr std::array<std::string_view, 5> names{"held", "open", "overdue", "due",
                                                           "fine"};
    return names[static_cast<std::size_t>(status)];
}

RetentionVerdict judge_thread(const RetentionThread& thread, const RetentionClock& clock,
                              Date as_of) {
    RetentionVerdict verdict{thread.thread,
                             thread.platform,
                             thread.channel,
                             RetentionStatus::fine,
                             {},
                             {},
                             0,
                             {},
                             thread.records,
                             {}};
    if (thread.last) {
        verdict.last = rome_date(*thread.last);
        verdict.due = add_days(*verdict.last, clock.days);
        verdict.days_left = days_between(as_of, *verdict.due);
    }
    const auto hold = std::find_if(thread.holds.begin(), thread.holds.end(),
                                   [&](const ThreadHold& one) { return holds_on(one, as_of); });
    if (hold != thread.holds.end()) {
        verdict.status = RetentionStatus::held;
        verdict.reason = held_reason(*hold);
        return verdict;
    }
    if (LocalText open = open_reason(thread, clock, as_of); !open.empty()) {
        verdict.status = RetentionStatus::open;
        verdict.reason = std::move(open);
        return verdict;
    }
    const std::string due = format_date(*verdict.due);
    if (verdict.days_left < 0) {
        verdict.status = RetentionStatus::overdue;
        const LocalText late = days(-verdict.days_left);
        verdict.reason = {fmt::format("scaduta il {}, da {}", due, late.it),
                          fmt::format("expired on {}, {} ago", due, late.en)};
    } else if (verdict.days_left <= clock.warning_days) {
        verdict.status = RetentionStatus::due;
        const LocalText left = days(verdict.days_left);
        verdict.reason = verdict.days_left == 0
                             ? LocalText{fmt::format("scade oggi, {}", due),
                                         fmt::format("expires today, {}", due)}
                             : LocalText{fmt::format("scade il {}, fra {}", due, left.it),
                                         fmt::format("expires on {}, in {}", due, left.en)};
    } else {
        verdict.reason = {fmt::format("si conserva fino al {}", due),
                          fmt::format("kept until {}", due)};
    }
    return verdict;
}

Date forward_by(const Policy& policy, Instant arrived) {
    return add_working_days(rome_date(next_watch(policy, arrived)),
                            policy.forwarding.within_working_days);
}

std::vector<RetentionVerdict> judge_threads(std::span<const RetentionThread> threads,
                                            const Policy& policy, Date as_of) {
    std::vector<RetentionVerdict> verdicts;
    verdicts.reserve(threads.size());
    for (const RetentionThread& thread : threads) {
        verdicts.push_back(
            judge_thread(thread, clock_for(policy, thread.platform, thread.channel), as_of));
        const bool waits =
            thread.mark == ThreadMark::none && thread.last_from_others &&
            (!thread.last_from_channel || *thread.last_from_channel < *thread.last_from_others);
        if (waits && !policy.forwarding.office.empty()) {
            verdicts.back().forward_by = forward_by(policy, *thread.last_from_others);
        }
    }
    const auto rank = [](RetentionStatus status) {
        static constexpr std::array<int, 5> order{2, 3, 0, 1,
                                                  4}; // of held, open, overdue, due, fine
        return order[static_cast<std::size_t>(status)];
    };
    const auto key = [&](const RetentionVerdict& one) {
        return std::tuple{rank(one.status), one.due ? sys_days{*one.due} : sys_days::min(),
                          std::string_view{one.platform}, std::string_view{one.thread}};
    };
    std::sort(verdicts.begin(), verdicts.end(),
              [&](const auto& left, const auto& right) { return key(left) < key(right); });
    return verdicts;
}

std::string format_retention(std::span<const RetentionVerdict> verdicts, Date as_of,
                             const RetentionClock& clock) {
    using Json = nlohmann::ordered_json;
    const auto date = [](const std::optional<Date>& day) {
        return day ? Json(format_date(*day)) : Json(nullptr);
    };
    Json answer{
        {"as_of", format_date(as_of)}, {"days", clock.days}, {"warning_days", clock.warning_days}};
    answer["threads"] = Json::array();
    for (const RetentionVerdict& verdict : verdicts) {
        answer["threads"].push_back({{"thread", verdict.thread},
                                     {"platform", verdict.platform},
                                     {"channel", verdict.channel},
                                     {"status", retention_status_name(verdict.status)},
                                     {"last", date(verdict.last)},
                                     {"due", date(verdict.due)},
                                     {"days_left", verdict.days_left},
                                     {"records", verdict.records},
                                     {"reason", verdict.reason.en},
                                     {"reason_it", verdict.reason.it}});
        if (verdict.forward_by) {
            answer["threads"].back()["forward_by"] = format_date(*verdict.forward_by);
        }
    }
    return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Date albo_end(const AlboPolicy& albo, Date published) noexcept {
    return add_days(published, albo.days - (albo.count_first_day ? 1 : 0));
}

} // namespace oblio
