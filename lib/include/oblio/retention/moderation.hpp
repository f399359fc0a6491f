// lib/include/oblio/retention/moderation.hpp: what was done with public items that break the rules,
// and how often an author broke them.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// One outcome for one item. Holds no words of the item and no name of its author.
struct Moderation {
    std::string record; ///< Record::id
    std::string platform;
    std::optional<BlindKey> author; ///< nothing: the author is not known
    ModerationOutcome outcome = ModerationOutcome::reported;
    std::string rule;      ///< id of the rule of the policy that was broken
    bool courtesy = false; ///< the author's own data, hidden to protect them: no violation
    std::string by;        ///< role
    Date day{};
};

/// What is known before an item is moderated.
struct ModerationAdvice {
    int violations = 0; ///< of the author within the expiry, this item left out
    bool warned = false;
    std::vector<ModerationOutcome> next; ///< what the policy wants for one more
};

/// The author's other items with an outcome that is no courtesy, within `expire_days` before `day`.
[[nodiscard]] int count_violations(std::span<const Moderation> all, const BlindKey& author,
                                   std::string_view but_record, Date day, int expire_days);

/// Errors: not_found (no such record), io, damaged.
[[nodiscard]] Result<ModerationAdvice> advise_moderation(const Archive& archive,
                                                         const Policy& policy,
                                                         std::string_view record_id, Date day);

/// Records an outcome, here and (without item and author) in the ledger. Errors: not_found (no such
/// record); not_allowed if the policy does not use the outcome, or does not block an author at this
/// violation (at the first, for instance; advise_moderation() says whether there was a warning);
/// bad_argument (no rule of that id); io.
Result<void> moderate(Archive& archive, const Policy& policy, std::string_view record_id,
                      ModerationOutcome outcome, std::string_view rule, bool courtesy,
                      std::string_view by, Date day);

/// The whole register, oldest first. Errors: io, damaged.
[[nodiscard]] Result<std::vector<Moderation>> moderations(const Archive& archive);

/// Shreds what is older than the policy's expiry; noted in the ledger for `by`, a role. Returns how
/// many. Errors: io.
Result<std::size_t> forget_moderations(Archive& archive, const Policy& policy, Date day,
                                       std::string_view by);

/// The note to the author, with the rule quoted and without a word of the item.
[[nodiscard]] std::string warning_text(const Policy& policy, const Moderation& moderation,
                                       int violation, Language language);

} // namespace oblio
