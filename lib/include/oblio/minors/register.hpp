// lib/include/oblio/minors/register.hpp: the register of consents in an archive, and the minors of
// a whole archive.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/minors/consent.hpp"
#include "oblio/minors/judge.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace oblio {

/// Adds consents, sealed; one of the same account, guardian and day replaces the one before.
/// All or none; noted in the ledger for `by`, a role. Errors: io, not_allowed (opened for reading).
Result<void> add_consents(Archive& archive, std::span<const Consent> consents, std::string_view by);

/// Marks every consent of the account (and of the guardian, unless empty) that is not yet revoked
/// as revoked on `day`; noted in the ledger for `by`, a role. Returns how many; without any nothing
/// is noted. Errors: io, not_allowed.
Result<std::size_t> revoke_consents(Archive& archive, std::string_view author_id,
                                    std::string_view guardian, Date day, std::string_view by);

/// The whole register, in order of writing. Errors: io, damaged.
[[nodiscard]] Result<std::vector<Consent>> consents(const Archive& archive);

/// Called with a record and what was decided on it.
using MinorsVisitor = std::function<void(const StoredRecord&, const MinorsVerdict&)>;

/// Judges every record of the archive that can be opened, by row, under each threshold in turn;
/// only those with evidence are visited. Opens each record twice, however many thresholds.
/// Requires: thresholds in 1..18. Errors: io, damaged.
Result<void> judge_archive(const Archive& archive, const MinorsPolicy& policy,
                           std::span<const int> thresholds, const MinorsVisitor& visit);

} // namespace oblio
