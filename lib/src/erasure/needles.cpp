// lib/src/erasure/needles.cpp
#include "erasure/needles.hpp"

#include "oblio/text/fold.hpp"
#include "oblio/text/utf8.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace oblio {
namespace {

std::string utf8_of(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// The letter cases and normal forms of a value.
std::vector<std::string> spellings(std::string_view value) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    const auto given = icu::UnicodeString::fromUTF8(
        icu::StringPiece{value.data(), static_cast<int32_t>(value.size())});
    std::vector<icu::UnicodeString> cases{given, given, given, given};
    const icu::Locale italian{"it"};
    cases[1].toLower(italian);
    cases[2].toUpper(italian);
    cases[3].toTitle(nullptr, italian);
    std::vector<std::string> all{std::string{value}, fold_to_string(value)};
    for (const icu::UnicodeString& text : cases) {
        all.push_back(utf8_of(text));
        if (U_SUCCESS(status)) {
            all.push_back(utf8_of(nfc->normalize(text, status)));
            all.push_back(utf8_of(nfd->normalize(text, status)));
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// UTF-16 units, most significant byte first if `big`.
std::string utf16(const std::string& text, bool big) {
    const auto units = icu::UnicodeString::fromUTF8(text);
    std::string out;
    for (int32_t i = 0; i < units.length(); ++i) {
        const auto high = static_cast<char>(units[i] >> 8);
        const auto low = static_cast<char>(units[i] & 0xFF);
        out += big ? high : low;
        out += big ? low : high;
    }
    return out;
}

/// JSON with \u for what is not ASCII, or for everything.
std::string json_escapes(const std::string& text, bool everything, bool capitals) {
    const auto units = icu::UnicodeString::fromUTF8(text);
    std::string out;
    for (int32_t i = 0; i < units.length(); ++i) {
        const unsigned unit = units[i];
        if (unit < 0x80 && !everything) {
            out += static_cast<char>(unit);
        } else {
            out += capitals ? fmt::format("\\u{:04X}", unit) : fmt::format("\\u{:04x}", unit);
        }
    }
    return out;
}

bool is_plain(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_' || byte == '.' || byte == '~';
}

std::string percent(const std::string& text, bool plus, bool capitals) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_plain(byte)) {
            out += c;
        } else if (c == ' ' && plus) {
            out += '+';
        } else {
            out += capitals ? fmt::format("%{:02X}", byte) : fmt::format("%{:02x}", byte);
        }
    }
    return out;
}

std::string entities(const std::string& text, bool hexadecimal) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_utf8(text, at);
        at += point.length;
        const auto value = static_cast<std::uint32_t>(point.value);
        const bool special = value == '\'' || value == '"' || value == '&' || value == '<';
        if (value < 0x80 && !special) {
            out += static_cast<char>(value);
        } else {
            out += hexadecimal ? fmt::format("&#x{:x};", value) : fmt::format("&#{};", value);
        }
    }
    return out;
}

/// The characters of base64 that depend on `text` alone when `before` bytes stand before it.
std::string base64(const std::string& text, std::size_t before) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string bytes = std::string(before, '\0') + text;
    std::string out;
    unsigned pending = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        pending = (pending << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += digits[(pending >> bits) & 63U];
        }
    }
    return out.substr((before * 8 + 5) / 6);
}

} // namespace

const std::vector<std::string>& needle_encodings() {
    static const std::vector<std::string> names{
        "UTF-8 NFC",       "UTF-8 NFD", "lower, upper and title case",
        "without accents", "UTF-16LE",  "UTF-16BE",
        "JSON \\uXXXX",    "percent",   "HTML",
        "base64 (x3)"};
    return names;
}

std::vector<std::string> needle_patterns(std::string_view value) {
    std::vector<std::string> patterns;
    for (const std::string& text : spellings(value)) {
        patterns.push_back(text);
        for (const bool flag : {false, true}) {
            patterns.push_back(utf16(text, flag));
            patterns.push_back(entities(text, flag));
            for (const bool capitals : {false, true}) {
                patterns.push_back(json_escapes(text, flag, capitals));
                patterns.push_back(percent(text, flag, capitals));
            }
        }
        for (std::size_t before = 0; before < 3; ++before) {
            patterns.push_back(base64(text, before));
        }
    }
    std::sort(patterns.begin(), patterns.end());
    patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
    return patterns;
}

} // namespace oblio
