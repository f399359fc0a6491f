// lib/src/record/recognise.hpp: which form a member has, by its content and its path.
#pragma once

#include "record/member_reader.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace oblio::record {

/// How much of a member is looked at.
constexpr std::size_t head_size = std::size_t{256} << 10U;

/// Which keys the start of a JSON file has, and where.
struct JsonSketch {
    std::set<std::string, std::less<>> paths;               ///< as JsonPart::path
    std::map<std::string, std::string, std::less<>> values; ///< scalars as written, first ones
    char root = '\0';                                       ///< its first byte
    bool assignment = false;                                ///< `window.… = `
    std::optional<Error> error;                             ///< before the head's end
    std::size_t error_at = 0;

    [[nodiscard]] bool has(std::string_view path) const { return paths.contains(path); }
    /// The scalar at `path` without quotes; empty if there is none.
    [[nodiscard]] std::string value(std::string_view path) const;
};
[[nodiscard]] JsonSketch sketch_json(std::string_view head, bool whole, bool assignment = false);

/// What a member turned out to be.
struct Verdict {
    enum class What {
        content, ///< `format` says how to read it
        account, ///< says who the municipality is
        noise,   ///< holds no utterances
        refused, ///< recognised, and not read: `error`
        unknown,
    };
    What what = What::unknown;
    Format format = Format::neutral_jsonl;
    std::string platform; ///< empty: from the other members or from the caller
    std::optional<Error> error;
};

/// `whole`: `head` is all there is. `alone`: the member is not part of a tree.
[[nodiscard]] Verdict recognise(std::string_view path, std::string_view head, bool whole,
                                bool alone, const ReadOptions& options);

/// False for media and other files that are not looked into.
[[nodiscard]] bool may_hold_content(std::string_view path);
/// In a folder of a Meta download that holds advertising or logs.
[[nodiscard]] bool is_advertising(std::string_view path);
/// `__MACOSX/`, `._x`, `.DS_Store`, `Thumbs.db`.
[[nodiscard]] bool is_noise(std::string_view path);
/// A line of a WhatsApp chat that starts a record. (whatsapp_line.cpp)
[[nodiscard]] bool is_whatsapp_header(std::string_view line);

} // namespace oblio::record
