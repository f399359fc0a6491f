// lib/src/record/whatsapp_body.hpp: bodies of WhatsApp messages that mean something else.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::record::whatsapp {

/// What a body says. The text is what the author wrote: byte ranges of the body, in order,
/// joined by a line feed.
struct Body {
    enum class Kind { text, media_left_out, media, deleted, call, location, poll, waiting };
    Kind kind = Kind::text;
    std::vector<std::pair<std::size_t, std::size_t>> parts; ///< half-open, none: no text
    std::string type; ///< of the attachment: image video audio file sticker gif contact location
    std::string file; ///< name of the attached file
    std::string url;  ///< of the location
    bool edited = false;
};

/// `body` is as it stands in the file, lines joined as they are (`\n` or `\r\n`).
[[nodiscard]] Body read_body(std::string_view body);

/// Kind of an attachment by its file name.
[[nodiscard]] std::string attachment_type(std::string_view file);
/// The day in a media file name (`IMG-20240312-WA0001.jpg`, `…-PHOTO-2024-03-12-…`), as
/// year * 10000 + month * 100 + day.
[[nodiscard]] std::optional<unsigned> day_in_file_name(std::string_view file);

} // namespace oblio::record::whatsapp
