// lib/include/oblio/erasure/plan.hpp: what is to happen to each record, with a hash to approve.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

enum class Action : std::uint8_t {
    purge,      ///< the whole record goes; a tombstone keeps its place in the thread
    redact,     ///< spans are replaced, the rest stays
    keep,       ///< stays, for a legal ground
    restrict,   ///< stays, hidden (GDPR art. 18)
    quarantine, ///< stays aside for the privacy role
    release,    ///< a restriction or quarantine ends
};
/// `purge`, `redact`, `keep`, `restrict`, `quarantine`, `release`.
[[nodiscard]] std::string_view action_name(Action action) noexcept;
[[nodiscard]] std::optional<Action> find_action(std::string_view name) noexcept;

/// A part of a record to be replaced.
struct RedactSpan {
    FieldRef field;
    std::optional<ByteSpan> where; ///< nothing: the whole field
    /// What stands there afterwards; nothing: the label of redaction for a span, and for a whole
    /// field its absence.
    std::optional<std::string> with;
};

/// What somebody decided about one record.
struct Decision {
    RecordRow row{};
    Action action = Action::purge;
    std::vector<RedactSpan> spans; ///< for redact
    std::string ground;            ///< G17A..., X17A...: the law's code; required
    std::string reason;            ///< in words, for keep and restrict
    std::optional<Date> review_on; ///< for keep and restrict: when it is looked at again
    std::string author = {};       ///< for keep: who decided that
};

/// An identity to be refused when it is imported again: exact ones only, never a name.
struct SuppressedIdentity {
    IndexKind kind; ///< account_id, handle or an identifier
    std::string value;
};

/// What a plan is made from.
struct PlanInput {
    std::string id;      ///< the request's number, or such as `retention-2026-06-01`; no names
    std::string purpose; ///< `request`, `minors`, `retention`
    std::string author;  ///< who made it
    std::vector<Decision> decisions;
    std::vector<SuppressedIdentity> suppress;
    /// The subject's values in plain spelling (names, numbers, addresses): searched for in every
    /// file afterwards. Kept sealed until the verification, then shredded.
    std::vector<std::string> needles;
    /// Records that a person has still to look at; they stay untouched and are counted.
    std::uint64_t left_for_review = 0;
    int suppression_days = 400;
};

/// One record of a plan, as it was when the plan was made.
struct PlanItem {
    Decision decision;
    ContentDigest digest{}; ///< RecordSummary::digest
    std::string platform;
};

/// Threads: a plain value.
struct Plan {
    std::string id, purpose, author;
    Instant made{};
    std::string archive;            ///< Archive::id()
    std::vector<PlanItem> items;    ///< by row, each once
    std::vector<BlindKey> suppress; ///< tags of the suppression list
    int suppression_days = 400;
    std::uint64_t left_for_review = 0;
    std::uint64_t archive_records = 0; ///< in the archive when it was made
    std::string hash;                  ///< BLAKE2b-256 of the rest, 64 hex digits

    [[nodiscard]] std::uint64_t count(Action action) const noexcept;
};

/// Makes a plan and stores it, sealed, under its hash. Changes no record.
/// Errors: bad_argument (a row twice, a span outside its string, no ground, a name to suppress, a
/// redaction of the id), not_found (no such record), not_allowed (already a tombstone).
Result<Plan> make_plan(Archive& archive, const PlanInput& input);

/// The stored plan. Errors: not_found, forged if it does not give its hash.
[[nodiscard]] Result<Plan> load_plan(const Archive& archive, std::string_view hash);
/// Every stored plan, oldest first.
[[nodiscard]] Result<std::vector<Plan>> plans(const Archive& archive);

/// A plan as JSON; parse_plan() of it gives the same. Holds row numbers and codes, no texts.
[[nodiscard]] std::string plan_json(const Plan& plan);
/// Errors: bad_json, forged (the hash is not that of the content).
[[nodiscard]] Result<Plan> parse_plan(std::string_view json);

/// Somebody's yes to one plan.
struct Approval {
    std::string plan; ///< hash
    std::string by;
    std::string role;
    Instant at{};
    /// A second approver of a plan beyond the cap; empty otherwise.
    std::string over_cap_by;
};

/// Who asked; they may not approve. Empty where nobody asked.
struct Requester {
    std::string name;
};

/// Stores the approval. Errors: not_found (no such plan), not_allowed (the role may not approve;
/// the approver made the plan, or is the requester, and the policy asks for a second person;
/// over_cap_by is one of them or the same).
Result<Approval> approve_plan(Archive& archive, std::string_view hash, std::string_view by,
                              std::string_view role, const Policy& policy,
                              const Requester& requester = {}, std::string_view over_cap_by = {});
[[nodiscard]] Result<std::optional<Approval>> approval_of(const Archive& archive,
                                                          std::string_view hash);

} // namespace oblio
