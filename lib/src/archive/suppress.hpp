// lib/src/archive/suppress.hpp: what the suppression list says about a record to be written.
#pragma once

#include "archive/store.hpp"

namespace oblio {

enum class SuppressionVerdict {
    none,       ///< nothing in it was erased
    block,      ///< erased before: not to be stored
    redacted,   ///< identifiers of somebody erased were replaced in the record given
    quarantine, ///< somebody was redacted from an older version: a person has to look
};

/// Whether the list ever had an entry. Errors: io, damaged.
Result<bool> suppression_begun(Archive::Store& store);

/// Asks the list about a record, its author and every identifier in it. Content newer than an
/// entry's cut-off is not touched by it; content without a time counts as old. Names are never
/// asked: homonyms. Changes `record` and `findings` where identifiers are replaced.
/// Every path that writes a record body calls this. Errors: io, damaged.
Result<SuppressionVerdict> ask_suppression(Archive::Store& store, Record& record,
                                           std::vector<FieldFinding>& findings);

} // namespace oblio
