// lib/include/oblio/retention/archive_threads.hpp: the private conversations of an archive and what
// the desk said of them.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/hold.hpp"
#include "oblio/result.hpp"
#include "oblio/retention/retention.hpp"
#include "oblio/subject/trace.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// A private conversation of the archive.
struct ArchiveThread {
    BlindKey key;
    RetentionThread clock;
};

/// Every private conversation that still has a message, by key, with its marks and holds. Opens
/// one record of each. With a tracer an open request of a person (access, rectification,
/// restriction, objection, cyberbullying; not erasure) is a hold on each conversation in which
/// they certainly are: nobody erases what somebody has asked to see. Errors: io, damaged.
[[nodiscard]] Result<std::vector<ArchiveThread>> private_threads(const Archive& archive,
                                                                 const Tracer* tracer = nullptr);

/// The conversations of that id, on any platform; `platform:id` narrows it. Errors: not_found.
[[nodiscard]] Result<std::vector<ArchiveThread>> find_threads(const Archive& archive,
                                                              std::string_view thread);

/// Says that a request in the conversation is open or closed; `reason` such as a protocol number.
/// Noted in the ledger for `by`, a role. Errors: not_found (no such conversation), io.
Result<void> mark_thread(Archive& archive, std::string_view thread, ThreadMark mark,
                         std::string_view reason, std::string_view by);

/// Why a conversation may not be erased for now.
struct ThreadHoldOrder {
    std::string ground = "X17E"; ///< the law's code; see exemption grounds in erasure/grounds.hpp
    std::string reason;          ///< in words
    std::optional<Date> until;   ///< the last day; nothing: until released
    std::string by;              ///< role
};

/// Puts a hold on the conversation (in place of the one before) or ends it; noted in the ledger.
/// Errors: not_found (no such conversation, or no hold on it), bad_argument (no reason, or a ground
/// that keeps nothing), io.
Result<void> hold_thread(Archive& archive, std::string_view thread, const ThreadHoldOrder& order);
Result<void> release_thread(Archive& archive, std::string_view thread, std::string_view by);

} // namespace oblio
