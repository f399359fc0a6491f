// lib/src/record/whatsapp_line.hpp: the grammar of one line of a WhatsApp chat text.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oblio::record::whatsapp {

/// `text` without invisible marks (byte order mark, U+200B, direction marks), U+00A0 and U+202F
/// as plain spaces. Joiners stay: emoji in names need them.
[[nodiscard]] std::string plain(std::string_view text);
/// The byte of `text` at which the byte `at` of plain(text) stands, marks before it skipped.
[[nodiscard]] std::size_t raw_offset(std::string_view text, std::size_t at);
/// `text` begins with U+200E, other marks aside.
[[nodiscard]] bool starts_marked(std::string_view text);
/// `text` without the invisible marks at its start.
[[nodiscard]] std::string_view skip_marks(std::string_view text);

/// What stands before the sender. Numbers of the date are in the order of the file.
struct Header {
    std::array<unsigned, 3> numbers{};
    std::array<unsigned char, 3> widths{};
    unsigned hour = 0; ///< 0 to 23
    unsigned minute = 0;
    unsigned second = 0;
    bool has_second = false;
    bool twelve_hours = false;
    bool padded = false;  ///< the hour has two digits
    bool apple = false;   ///< in brackets
    std::size_t rest = 0; ///< byte of the plain line after the header
};

/// The header at the start of a line already made plain; nothing for a continuation line.
/// Time: linear in the header, constant for lines that do not begin with a digit or a bracket.
[[nodiscard]] std::optional<Header> parse_header(std::string_view plain_line);

/// Lower case, typographic quotes made plain, marks removed, without the final full stop.
[[nodiscard]] std::string phrase(std::string_view text);

/// A sentence of WhatsApp itself about the chat; `phrase` as of phrase().
[[nodiscard]] bool is_system_sentence(std::string_view phrase);
/// The notice that the chat is encrypted.
[[nodiscard]] bool is_encryption_notice(std::string_view phrase);
/// A sentence that only groups have (created, added, left, subject…).
[[nodiscard]] bool is_group_sentence(std::string_view phrase);

} // namespace oblio::record::whatsapp
