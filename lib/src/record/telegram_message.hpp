// lib/src/record/telegram_message.hpp: what one message of Telegram holds: text, media, reactions.
#pragma once

#include "oblio/record/record.hpp"
#include "record/json.hpp"
#include "record/member_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace oblio::record::telegram {

/// Ids since 2021 carry a letter prefix; a bare number before that is a user.
[[nodiscard]] std::optional<std::string> peer_id(Json value);

/// Fills in text, entities, attachments, reactions and side text. `base` is where the message
/// stands in its member; `record.source` is there.
void read_content(Record& record, Json message, std::uint64_t base, const Zone& zone,
                  const Tree& tree);

} // namespace oblio::record::telegram
