// lib/src/erasure/change.hpp: what a decision makes of one record.
#pragma once

#include "archive/store.hpp"
#include "oblio/erasure/plan.hpp"

#include <string_view>
#include <vector>

namespace oblio {

/// What stands in for a redacted span when the decision does not say.
constexpr std::string_view redaction_label = "[omissis]";

/// A record after its redaction, ready to be sealed.
struct RedactedBody {
    RecordSummary summary;
    Envelope envelope;
    std::vector<BlindKey> removed; ///< keys, shortened as the old body has them, that go
    std::vector<BlindKey> added;   ///< whole keys that the record has now; some it may have had
};

[[nodiscard]] RedactedBody redacted_body(const Archive::Store& store, const OpenedRecord& opened,
                                         const std::vector<RedactSpan>& spans);

/// Empty if all spans lie in strings of the record; else what is wrong, without any text.
[[nodiscard]] std::string wrong_span(const Record& record, const std::vector<RedactSpan>& spans);

} // namespace oblio
