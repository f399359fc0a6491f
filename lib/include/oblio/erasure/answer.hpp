// lib/include/oblio/erasure/answer.hpp: what the office writes to the person, ready to be sent.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/request.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace oblio {

enum class AnswerKind { receipt, extension, refusal, completion };
/// `receipt`, `extension`, `refusal`, `completion`.
[[nodiscard]] std::optional<AnswerKind> find_answer_kind(std::string_view name) noexcept;

/// The text of an answer, from what the case holds: dates, counts, grounds in words with their
/// articles, backups and suppression with their ends, and the remedies. Never a word, a name or a
/// link of what was erased or kept, nor that of anybody else.
/// Errors: not_allowed if the case has not come so far (not extended, not refused, not executed).
/// Source: GDPR art. 12(1), (3), (4), 13-14, 19, 77, 79.
[[nodiscard]] Result<std::string> answer_text(const Archive& archive, const Request& request,
                                              const Policy& policy, AnswerKind kind,
                                              Language language);

} // namespace oblio
