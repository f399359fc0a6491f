// lib/include/oblio/minors/judge.hpp: was the author under age when the message was written?
#pragma once

#include "oblio/archive/index_terms.hpp"
#include "oblio/minors/consent.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/record/record.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

enum class Under { no, uncertain, yes };

/// What happens to a record of somebody who may be under age.
enum class MinorsDecision {
    none,
    keep,
    review,
    quarantine,
    purge,
    wait,   ///< set aside already, or restricted: nothing is due yet; only from judge_due()
    release ///< the quarantine ends; only from judge_due()
};
/// `none`, `keep`, `review`, `quarantine`, `purge`, `wait`, `release`.
[[nodiscard]] std::string_view minors_decision_name(MinorsDecision decision) noexcept;

/// Where the record itself says it. Code points, half-open.
struct AgeEvidence {
    std::string field; ///< `text`, `title`, the name of a side text such as `bio`, `author_handle`
    std::size_t start = 0;
    std::size_t end = 0;
    std::string rule;
};

/// The answer for one record and one threshold.
struct MinorsVerdict {
    std::string record; ///< Record::id
    std::string author; ///< the account's id, else its handle, else its name
    Under under = Under::no;
    int threshold = 14;
    std::vector<AgeEvidence>
        evidence;             ///< of this record; empty if another one of the account says it
    bool via_account = false; ///< decided by what other records of the account say
    int least_age = 0;        ///< full years on the day of the message, inclusive
    int most_age = 150;
    ConsentState consent = ConsentState::none;
    bool refused = false; ///< a guardian was asked and said no: nothing more to wait for
    MinorsDecision decision = MinorsDecision::none; ///< none: no evidence at all
};

/// Decides for one record after the other. First learn() every record, then judge() any: what one
/// record of an account says holds for its others of a compatible time. Rules:
/// - whose age: the author's on the day of the message, in Rome; other people's ages never count;
/// - a stated age holds for a month as it was said, and beyond it as a range of birth days;
/// - an adult on a child's profile, or two statements that cannot both be true, is uncertain;
/// - a child on somebody else's phone counts for that record alone;
/// - a year in a handle or standing alone in a profile is uncertain at most.
/// Threads: one thread at a time while learning, immutable afterwards. Memory: per account with
/// evidence, some 100 bytes for each record that holds some.
class MinorsJudge {
public:
    /// Keeps copies of the policy's part and the consents.
    MinorsJudge(MinorsPolicy policy, std::span<const Consent> consents);
    MinorsJudge(MinorsJudge&&) noexcept;
    MinorsJudge& operator=(MinorsJudge&&) noexcept;
    ~MinorsJudge();

    /// Takes note of what the record says about its author. Records of the channel itself and of
    /// the system are passed over. Keeps no text. Time: linear in the record.
    void learn(const Record& record, std::span<const FieldFinding> findings);

    /// Requires: threshold in 1..18; learn() saw this record. Cannot fail.
    [[nodiscard]] MinorsVerdict judge(const Record& record, std::span<const FieldFinding> findings,
                                      int threshold) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// One line of `minors --json`, without line end.
[[nodiscard]] std::string format_verdict(const MinorsVerdict& verdict);

} // namespace oblio
