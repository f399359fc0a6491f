// lib/include/oblio/erasure/request.hpp: the life of a data-subject request, with its clocks.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/clocks.hpp"
#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/subject_plan.hpp"
#include "oblio/erasure/verify.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/subject/answers.hpp"
#include "oblio/time.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

enum class RequestKind { erasure, access, rectification, objection, restriction, cyberbullying };
[[nodiscard]] std::string_view request_kind_name(RequestKind kind) noexcept;
[[nodiscard]] std::optional<RequestKind> find_request_kind(std::string_view name) noexcept;

/// The ways a request comes in. Closed, as all that is not shredded with the person: free words
/// might name somebody.
inline constexpr std::array<std::string_view, 6> request_channels{"pec",  "email", "letter",
                                                                  "desk", "dm",    "comment"};
/// The ways an answer goes out: never in public, and a message only says that it was sent.
inline constexpr std::array<std::string_view, 4> answer_channels{"pec", "email", "letter", "desk"};
/// Who asks, in relation to the person.
inline constexpr std::array<std::string_view, 6> requester_roles{"self",  "agent", "parent",
                                                                 "tutor", "heir",  "own_interest"};

enum class RequestState {
    received, ///< identity not looked at yet
    id_asked, ///< reasonable doubt; proof was asked for
    identified,
    traced,    ///< every mention found is certain or excluded
    in_review, ///< some wait for a person's answer
    planned,
    approved,
    executed,
    proved, ///< verified, certificate written
    /// It was proved or closed, and what kept some of its records has ended: they are open again.
    reopened,
    closed, ///< answered
    refused,
    withdrawn,
    duplicate, ///< of another request, and identified all the same
};
/// `received`, `id-asked`, and so on.
[[nodiscard]] std::string_view request_state_name(RequestState state) noexcept;
/// The same for people, such as "piano approvato".
[[nodiscard]] LocalText request_state_words(RequestState state);

/// One step of a request.
struct RequestStep {
    Instant at{};
    std::string what; ///< such as `approved`
    std::string by;
};

/// A case. What identifies a person is kept apart (RequestPerson) and is shredded after the term.
struct Request {
    std::string number; ///< such as `2026-0003`
    RequestKind kind = RequestKind::erasure;
    RequestState state = RequestState::received;
    std::string channel;                 ///< of request_channels
    std::string requester_role = "self"; ///< of requester_roles
    Instant received{};
    std::string ground; ///< G17A...

    std::string identified_how, identified_by; ///< never a copy of a document
    std::string doubt;                         ///< why identity was asked for
    std::optional<Date> id_asked, id_answered;

    std::string extension_reason;
    std::optional<Date> extension_sent;

    std::string plan;        ///< hash of the plan in force
    std::string certificate; ///< id
    std::string refusal_ground, refusal_reason;
    std::string duplicate_of;
    std::optional<Instant> decided, executed, proved, answered, ended;
    std::optional<Date> reopened;        ///< its clock runs again from this day
    std::optional<Date> told_of_lifting; ///< GDPR art. 18(3): before a restriction ends
    std::string answer_channel;
    std::vector<RequestStep> steps;
    bool person_shredded = false;

    [[nodiscard]] bool is_open() const noexcept;
};

/// The part of a case that names somebody.
struct RequestPerson {
    std::string requester;    ///< name of who asks; may not approve
    std::string subject_json; ///< as given
    /// A person's answers on uncertain records: record id -> it is the subject's.
    std::map<std::string, bool> answers;
    /// Exemptions: record id -> why it stays, who decided, and until when.
    std::map<std::string, KeepReason> keep = {};
};

/// The dates of a case.
struct RequestClock {
    Date due;                   ///< strict: one month from receipt, or three once extended
    std::optional<Date> paused; ///< when the days of waiting for proof of identity do not count
    Date acknowledge;           ///< working days of the policy
    std::optional<UrgentDue> urgent; ///< only for cyberbullying
    /// What expires first, for sorting: the urgent end, else the end of `due` in Rome.
    Instant first{};
    [[nodiscard]] int days_left(Date today) const noexcept;
};
[[nodiscard]] RequestClock clock_of(const Request& request, const Policy& policy);

/// What is known when a request comes in.
struct NewRequest {
    RequestKind kind = RequestKind::erasure;
    std::string channel = "email";
    std::string requester_role = "self";
    Instant received{};
    std::string ground;
    RequestPerson person;
    std::string by = {}; ///< who registers it
    /// One of lost_cases(), to be opened again under its number; empty: the next number.
    std::string again = {};
};

/// Cases that the ledger knows and the database does not, since it was put back from a backup older
/// than they are: number -> the ledger's newest step. Errors: io, damaged.
[[nodiscard]] Result<std::map<std::string, std::string>> lost_cases(const Archive& archive);

/// Stores a new case. Errors: bad_argument (an unknown channel, role or ground, received in the
/// future, `again` is no lost case).
Result<Request> open_request(Archive& archive, const NewRequest& request);
/// As it stands today: reopened, if nothing keeps its deferred records any more. Errors: not_found.
[[nodiscard]] Result<Request> load_request(const Archive& archive, std::string_view number);
/// Errors: not_found once shredded.
[[nodiscard]] Result<RequestPerson> request_person(const Archive& archive, std::string_view number);
/// Open ones first, by what expires first; then the others, newest first. On `today` a case of
/// which nothing keeps the deferred records any more is reopened.
[[nodiscard]] Result<std::vector<Request>> requests(const Archive& archive, const Policy& policy,
                                                    Date today);
/// The same, today.
[[nodiscard]] Result<std::vector<Request>> requests(const Archive& archive, const Policy& policy);

// Each of these changes the state, notes the step and stores the case. All give the case after it.
// Errors of all: not_found; not_allowed, with the reason, if the state or the law forbids it.

/// Proof of identity is asked for. Needs a reason; `on` a Rome date.
Result<Request> ask_identity(Archive& archive, std::string_view number, std::string_view doubt,
                             Date on, std::string_view by);
/// How and by whom; the words `copy` of a document are refused: none is kept.
Result<Request> identify(Archive& archive, std::string_view number, std::string_view how, Date on,
                         std::string_view by);
/// A person's answers on uncertain records; later ones win, and none takes one back.
Result<Request> answer_review(Archive& archive, std::string_view number,
                              const GivenAnswers& answers, std::string_view by);
/// The records were looked for: `review` of them wait for an answer. Refused before the identity is
/// verified; no step is noted if nothing changes.
Result<Request> note_trace(Archive& archive, std::string_view number, std::uint64_t review,
                           std::string_view by);
/// One record stays, for a legal ground, until its review date; a plan made before no longer holds.
/// Errors also: bad_argument (no exemption's code, no words, no review date).
Result<Request> keep_record(Archive& archive, std::string_view number, std::string_view record,
                            const KeepReason& why, std::string_view by);
/// Ends the exemption of one record; a closed case is then open again for it.
Result<Request> release_record(Archive& archive, std::string_view number, std::string_view record,
                               std::string_view by);
/// The person was told that the restriction of their records ends (GDPR art. 18(3)).
Result<Request> tell_of_lifting(Archive& archive, std::string_view number, Date told,
                                std::string_view by);
/// The plan in force. Refused before the identity is verified; a plan that ends a restriction also
/// before the person was told.
Result<Request> set_plan(Archive& archive, std::string_view number, std::string_view plan_hash,
                         std::string_view by);
/// Refused for the requester, for who made the plan, for the DPO, for roles without the power.
Result<Request> approve_request(Archive& archive, std::string_view number, std::string_view by,
                                std::string_view role, const Policy& policy,
                                std::string_view over_cap_by = {});
/// Runs the approved plan. Errors: also those of execute_plan().
Result<Receipt> execute_request(Archive& archive, std::string_view number, std::string_view by,
                                const ExecuteOptions& options);
/// Verifies, and notes the certificate if all holds. Errors: also those of verify_plan().
Result<Verification> verify_request(Archive& archive, std::string_view number, CaseFacts facts,
                                    std::string_view by, const ProgressReport& progress = {});
/// Runs an approved plan that nobody asked for (retention, minors, public items), its platform
/// items put on the worklist first. Errors: not_allowed (it is a request's), those of
/// execute_plan().
Result<Receipt> execute_own_plan(Archive& archive, std::string_view hash,
                                 const ExecuteOptions& options);
/// Verifies such a plan. Errors: not_allowed, those of verify_plan().
Result<Verification> verify_own_plan(Archive& archive, std::string_view hash, CaseFacts facts,
                                     const ProgressReport& progress = {});
/// One extension, sent within the first month, with a concrete reason.
Result<Request> extend_request(Archive& archive, std::string_view number, std::string_view reason,
                               Date sent, std::string_view by);
/// Needs an exemption's code and reasons.
Result<Request> refuse_request(Archive& archive, std::string_view number, std::string_view ground,
                               std::string_view reason, std::string_view by);
Result<Request> withdraw_request(Archive& archive, std::string_view number, std::string_view by);
/// Refused before the identity is verified: a duplicate never skips it.
Result<Request> mark_duplicate(Archive& archive, std::string_view number, std::string_view of,
                               std::string_view by);
/// Closes the case with the day and the channel of the answer, one of answer_channels.
Result<Request> close_request(Archive& archive, std::string_view number, Instant answered,
                              std::string_view channel, std::string_view by);

/// What forget_old_cases() did.
struct ForgottenCases {
    std::uint64_t forgotten = 0;
    std::uint64_t waiting = 0; ///< past their term, but records of theirs are still kept by law
    std::uint64_t links = 0;   ///< platform items that nobody had removed: their links are gone too
};

/// Shreds what identifies people in cases that ended more than `days` before `today`: who asked,
/// the subject file, the answers and exemptions, the words, the links. The facts of the procedure
/// stay.
Result<ForgottenCases> forget_old_cases(Archive& archive, Date today, int days);

} // namespace oblio
