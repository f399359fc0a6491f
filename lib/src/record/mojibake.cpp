// lib/src/record/mojibake.cpp
#include "record/mojibake.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

/// Bytes of the sequence that `lead` begins; 0 if none does.
std::size_t sequence_length(unsigned char lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

} // namespace

Repair repair_mojibake(std::string& text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) {
        return Repair::none;
    }
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode_utf8(text, at);
        if (c.value > 0xFF) {
            return Repair::none;
        }
        bytes.push_back(static_cast<char>(c.value));
        at += c.length;
    }
    const auto invalid = first_invalid_utf8(bytes);
    if (!invalid) {
        text = std::move(bytes);
        return Repair::repaired;
    }
    // Cut off by the server: the tail is the beginning of a sequence, and what is before holds at
    // least one whole one. In correct text a final à or è is such a beginning by itself.
    const auto at = static_cast<std::size_t>(*invalid);
    const std::size_t left = bytes.size() - at;
    const bool beginning = left <= 3 &&
                           sequence_length(static_cast<unsigned char>(bytes[at])) > left &&
                           std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                       bytes.end(), [](char c) { return (c & 0xC0) == 0x80; });
    const std::string_view before = std::string_view{bytes}.substr(0, at);
    const bool whole =
        std::any_of(before.begin(), before.end(), [](char c) { return (c & 0x80) != 0; });
    if (beginning && whole) {
        text = std::string{before} + "\xEF\xBF\xBD";
        return Repair::truncated;
    }
    return Repair::doubtful;
}

std::string meta_json_string(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\' || c == '/') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte >= 0x7F) {
            out += "\\u00";
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        } else {
            out += c;
        }
    }
    return out + "\"";
}

} // namespace oblio::record
