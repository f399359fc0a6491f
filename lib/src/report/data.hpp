// lib/src/report/data.hpp: what the report counts, before it is put into tables.
#pragma once

#include "oblio/erasure/request.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/report/audit.hpp"
#include "oblio/retention/moderation.hpp"
#include "oblio/retention/retention.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace oblio::report {

/// Ages of records: up to half a year, a year, two, five, more; the last: no date.
constexpr std::size_t age_bands = 6;

/// Where records stand: a channel of a platform, which may have no name, or all the conversations
/// there that are not told by one.
struct ChannelName {
    std::string platform;
    std::string name;
    bool conversations = false;
    auto operator<=>(const ChannelName&) const = default;
};

/// Of one channel of a platform.
struct ChannelCounts {
    std::int64_t posts = 0, comments = 0, messages = 0;
    std::optional<Date> oldest;
};

/// Where records with a type of finding stand.
struct TypeCounts {
    std::int64_t own_public = 0;   ///< published by the entity
    std::int64_t other_public = 0; ///< comments and posts of others
    std::int64_t messages = 0;
    std::array<std::int64_t, age_bands> public_ages{};
};

/// Records with evidence of their author's age, by what is due (judge_due()).
struct MinorsCounts {
    int threshold = 0;
    std::int64_t without = 0;   ///< under age, no valid consent: to be erased or set aside
    std::int64_t withdrawn = 0; ///< of them, consent expired or revoked
    std::int64_t waiting = 0;   ///< set aside or restricted: nothing is due yet
    std::int64_t consented = 0; ///< under age, kept by a valid consent
    std::int64_t review = 0;
    std::int64_t other = 0;   ///< kept, not under age
    std::int64_t release = 0; ///< of those kept, still in quarantine
};

struct HoldLine {
    std::string ground;
    std::string reason;
    Date since{};
    std::optional<Date> until;
};

/// A data-subject request, as far as the report needs it.
struct RequestLine {
    RequestState state = RequestState::received;
    Date received{};
    std::optional<Date> due;
    std::optional<Date> closed;
};

constexpr std::size_t category_count = 6;

struct AuditData {
    /// Conversations that have no name of the entity's own stand together, because a private chat
    /// may be called after a person.
    std::map<ChannelName, ChannelCounts> channels;
    std::array<std::int64_t, age_bands> public_ages{}, message_ages{};
    std::array<std::int64_t, 6> states{}; ///< by RecordState
    std::array<TypeCounts, finding_type_count> types{};
    std::array<TypeCounts, category_count> categories{}; ///< by Category; a record counts once
    std::int64_t sensitive_own = 0;    ///< public records of the entity with such data
    std::int64_t sensitive_others = 0; ///< public records of others with such data
    std::vector<RetentionVerdict> threads;
    std::vector<MinorsCounts> minors;
    std::vector<HoldLine> holds;
    std::vector<RequestLine> requests;
    std::vector<Moderation> moderations;                                    ///< of the period
    std::map<std::pair<std::string, std::string>, std::int64_t> operations; ///< of the period
    std::int64_t unnamed = 0; ///< acts of the period of which nobody said in which role
    std::int64_t suppressions = 0;
    std::int64_t suppressed = 0; ///< refused at import, in the period
    bool ledger_holds = false;
    std::uint64_t ledger_entries = 0;
    std::string ledger_head;
    std::map<std::string, std::int64_t> before; ///< figures of the last audit
    std::optional<Date> before_day;
};

/// Special categories, judicial data, hardship.
[[nodiscard]] bool is_sensitive(FindingType type) noexcept;

/// Errors: io, damaged.
[[nodiscard]] Result<AuditData> collect(const Archive& archive, const Policy& policy,
                                        const AuditOptions& options);

/// Conversations that stand so.
[[nodiscard]] std::int64_t threads_of(const AuditData& data, RetentionStatus status);

/// What there is to do, the most urgent first: broken proof, unlawful publication, children,
/// deadlines, the rest.
[[nodiscard]] std::vector<AuditAction> actions_of(const AuditData& data, const Policy& policy,
                                                  const AuditOptions& options);
/// The figures at the top, with those of the last audit.
[[nodiscard]] std::vector<AuditFigure> figures_of(const AuditData& data, const Policy& policy);

[[nodiscard]] Audit put_into_tables(const AuditData& data, const Policy& policy,
                                    const AuditOptions& options);

} // namespace oblio::report
