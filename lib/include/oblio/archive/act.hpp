// lib/include/oblio/archive/act.hpp: what the office does in its registers, noted in the ledger.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/result.hpp"

#include <cstdint>
#include <string_view>

namespace oblio {

/// Notes `{"act":"hold-add","by":"privacy","count":1}` in the ledger, under the operation `act`.
/// `role` goes in as role_for_ledger() of the archive's policy says, so that no person's name can
/// stand there. Call it before the change it speaks of: what is in a register is then always in
/// the ledger, too. Requires: `act` is a word of the program, never of a record or of an operator.
/// Errors: io, not_allowed (opened for reading).
Result<void> note_act(Archive& archive, std::string_view act, std::string_view role,
                      std::uint64_t count = 1);

/// Notes an import that brought or refused something: `{"by","new","suppressed","redacted"}`, the
/// latter two for what was erased before and came back. Errors: as note_act().
Result<void> note_import(Archive& archive, std::string_view role, const ImportAccount& account);

} // namespace oblio
