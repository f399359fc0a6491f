// lib/src/text/utf8.cpp
#include "oblio/text/utf8.hpp"

#include <simdjson.h>

#include <algorithm>

namespace oblio {
namespace {

constexpr std::size_t stride = 64;

unsigned byte_at(std::string_view text, std::size_t at) noexcept {
    return static_cast<unsigned char>(text[at]);
}

bool is_continuation(std::string_view text, std::size_t at) noexcept {
    return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U;
}

/// The length of the valid sequence at `at`, or 0. Source: Unicode 15, table 3-7.
std::size_t valid_length(std::string_view text, std::size_t at) noexcept {
    const unsigned lead = byte_at(text, at);
    if (lead < 0x80U) {
        return 1;
    }
    if (lead >= 0xC2U && lead <= 0xDFU) {
        return is_continuation(text, at + 1) ? 2 : 0;
    }
    if (lead >= 0xE0U && lead <= 0xEFU) {
        if (!is_continuation(text, at + 1) || !is_continuation(text, at + 2)) {
            return 0;
        }
        const unsigned second = byte_at(text, at + 1);
        const bool overlong = lead == 0xE0U && second < 0xA0U;
        const bool surrogate = lead == 0xEDU && second > 0x9FU;
        return overlong || surrogate ? 0 : 3;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        if (!is_continuation(text, at + 1) || !is_continuation(text, at + 2) ||
            !is_continuation(text, at + 3)) {
            return 0;
        }
        const unsigned second = byte_at(text, at + 1);
        const bool overlong = lead == 0xF0U && second < 0x90U;
        const bool too_large = lead == 0xF4U && second > 0x8FU;
        return overlong || too_large ? 0 : 4;
    }
    return 0;
}

} // namespace

std::optional<ByteOffset> first_invalid_utf8(std::string_view text) noexcept {
    if (simdjson::validate_utf8(text.data(), text.size())) {
        return std::nullopt;
    }
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = valid_length(text, at);
        if (length == 0) {
            return ByteOffset{at};
        }
        at += length;
    }
    return std::nullopt;
}

std::string repair_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = valid_length(text, at);
        if (length != 0) {
            out.append(text, at, length);
            at += length;
            continue;
        }
        out += "\xEF\xBF\xBD";
        ++at;
        while (is_continuation(text, at)) {
            ++at;
        }
    }
    return out;
}

CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept {
    const unsigned lead = byte_at(text, at);
    if (lead < 0x80U) {
        return {lead, 1};
    }
    if (lead < 0xE0U) {
        return {((lead & 0x1FU) << 6U) | (byte_at(text, at + 1) & 0x3FU), 2};
    }
    if (lead < 0xF0U) {
        return {((lead & 0x0FU) << 12U) | ((byte_at(text, at + 1) & 0x3FU) << 6U) |
                    (byte_at(text, at + 2) & 0x3FU),
                3};
    }
    return {((lead & 0x07U) << 18U) | ((byte_at(text, at + 1) & 0x3FU) << 12U) |
                ((byte_at(text, at + 2) & 0x3FU) << 6U) | (byte_at(text, at + 3) & 0x3FU),
            4};
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto put = [&out](char32_t value) { out += static_cast<char>(value); };
    if (code_point < 0x80U) {
        put(code_point);
    } else if (code_point < 0x800U) {
        put(0xC0U | (code_point >> 6U));
        put(0x80U | (code_point & 0x3FU));
    } else if (code_point < 0x10000U) {
        put(0xE0U | (code_point >> 12U));
        put(0x80U | ((code_point >> 6U) & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    } else {
        put(0xF0U | (code_point >> 18U));
        put(0x80U | ((code_point >> 12U) & 0x3FU));
        put(0x80U | ((code_point >> 6U) & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    }
}

std::size_t count_code_points(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

OffsetIndex::OffsetIndex(std::string_view text) : text_{text} {
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (ascii) {
        return;
    }
    marks_.reserve(text.size() / stride + 1);
    Mark count{0, 0};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at % stride == 0) {
            marks_.push_back(count);
        }
        const unsigned byte = byte_at(text, at);
        if ((byte & 0xC0U) != 0x80U) {
            ++count.code_points;
            count.utf16_units += byte >= 0xF0U ? 2 : 1;
        }
    }
}

std::size_t OffsetIndex::code_points(ByteOffset offset) const noexcept {
    const std::size_t at = to_index(offset);
    if (marks_.empty()) {
        return at;
    }
    const std::size_t mark = std::min(at / stride, marks_.size() - 1);
    return marks_[mark].code_points +
           count_code_points(text_.substr(mark * stride, at - mark * stride));
}

std::size_t OffsetIndex::utf16_units(ByteOffset offset) const noexcept {
    const std::size_t at = to_index(offset);
    if (marks_.empty()) {
        return at;
    }
    const std::size_t mark = std::min(at / stride, marks_.size() - 1);
    std::size_t units = marks_[mark].utf16_units;
    for (std::size_t i = mark * stride; i < at; ++i) {
        const unsigned byte = byte_at(text_, i);
        units += (byte & 0xC0U) == 0x80U ? 0 : (byte >= 0xF0U ? 2 : 1);
    }
    return units;
}

ByteOffset OffsetIndex::bytes(std::size_t index) const noexcept {
    if (marks_.empty()) {
        return ByteOffset{std::min(index, text_.size())};
    }
    const auto after = std::upper_bound(
        marks_.begin(), marks_.end(), index,
        [](std::size_t wanted, const Mark& mark) { return wanted < mark.code_points; });
    const auto mark = static_cast<std::size_t>(after - marks_.begin()) - 1;
    std::size_t seen = marks_[mark].code_points;
    std::size_t at = mark * stride;
    while (at < text_.size()) {
        if ((byte_at(text_, at) & 0xC0U) != 0x80U) {
            if (seen == index) {
                return ByteOffset{at};
            }
            ++seen;
        }
        ++at;
    }
    return ByteOffset{text_.size()};
}

} // namespace oblio
