// lib/include/oblio/retention/public_items.hpp: what has to leave the public pages, and the private
// messages that are kept, without anybody asking for it.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// Why a public record has to change.
enum class RemovalReason {
    others,  ///< data of the policy's `public_items.remove` about somebody else than the author
    own,     ///< data of `public_items.hide` about the author: hidden, without a strike
    always,  ///< data of `public_items.remove_always` about the author: removed, without a strike
    entity,  ///< data that block a publication, in what the entity itself published
    albo,    ///< personal data in a legal notice past its days
    message, ///< data of `private_messages.remove` in a private message
};
/// `others`, `own`, `always`, `entity`, `albo`, `message`.
[[nodiscard]] std::string_view removal_reason_name(RemovalReason reason) noexcept;

/// One public record and what in it has to go.
struct PublicRemoval {
    RecordRow row{};
    std::string record;    ///< Record::id
    std::string permalink; ///< where a person removes it on the platform; may be empty
    RemovalReason reason = RemovalReason::others;
    std::vector<FieldFinding> findings; ///< what has to go
};

/// The finding is about the author: the detectors saw a first person.
[[nodiscard]] bool is_about_author(const Finding& finding) noexcept;

/// A post of the entity that says it is a legal notice (albo pretorio).
[[nodiscard]] bool is_legal_notice(const Record& record);

/// What of one public record has to go on `day`; no findings if nothing. The findings of text and
/// title count, and only those at least as certain as `publication.min_confidence`. A legal notice
/// within its days keeps all but special, judicial and hardship data.
[[nodiscard]] PublicRemoval judge_public_item(const StoredRecord& stored, const Policy& policy,
                                              Date day);

/// What of one private message has to go although the message is kept: the types of
/// `private_messages.remove` in text and title, whoever they are about, at least as certain as
/// `publication.min_confidence`. No findings if nothing. The reason is `message`.
[[nodiscard]] PublicRemoval judge_private_message(const StoredRecord& stored, const Policy& policy);

/// Every public record of which something has to go, by row. Errors: io, damaged.
Result<void> for_each_removal(const Archive& archive, const Policy& policy, Date day,
                              const std::function<void(const PublicRemoval&)>& visit);

} // namespace oblio
