// lib/src/record/json.hpp: one JSON value as a tree that remembers where each part stood.
#pragma once

#include "oblio/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::record {

/// What is forgiven beyond RFC 8259. Lone surrogate escapes always are (they become U+FFFD).
struct JsonLeniency {
    bool hex_escapes = false;  ///< `\x1b` in strings (Telegram Desktop)
    bool bare_values = false;  ///< `"document_id": some/path` (Telegram Desktop 4.1)
    bool raw_controls = false; ///< control characters inside strings (YouTube segments)
    std::uint32_t depth = 256; ///< deepest nesting
};

class JsonDocument;
class JsonPadded;

/// One value of a document; also "nothing there". Cheap to copy.
/// Lives as long as the document is neither parsed anew nor destroyed.
class Json {
public:
    enum class Type : std::uint8_t { absent, null, boolean, number, string, array, object };

    Json() = default;
    [[nodiscard]] Type type() const noexcept;
    explicit operator bool() const noexcept { return type() != Type::absent; }
    [[nodiscard]] bool is_object() const noexcept { return type() == Type::object; }
    [[nodiscard]] bool is_array() const noexcept { return type() == Type::array; }
    [[nodiscard]] bool is_string() const noexcept { return type() == Type::string; }
    [[nodiscard]] bool is_null() const noexcept { return type() == Type::null; }

    /// Decoded; nothing if it is not a string.
    [[nodiscard]] std::optional<std::string_view> string() const noexcept;
    /// A string, or a number as written: for ids.
    [[nodiscard]] std::optional<std::string_view> string_or_number() const noexcept;
    /// A whole number within 64 bits; also one written as a string of digits.
    [[nodiscard]] std::optional<std::int64_t> integer() const noexcept;
    [[nodiscard]] bool is_true() const noexcept;

    /// The member `key` of an object (the last one of that name), else absent.
    [[nodiscard]] Json operator[](std::string_view key) const noexcept;
    /// Elements of an array or members of an object; 0 otherwise.
    [[nodiscard]] std::size_t size() const noexcept;
    /// Walking: first child and next sibling, absent at the end.
    [[nodiscard]] Json first() const noexcept;
    [[nodiscard]] Json next() const noexcept;
    /// The name under which this value stands in its object, decoded; else empty.
    [[nodiscard]] std::string_view key() const noexcept;

    /// Bytes of this value in what was parsed, quotes included.
    [[nodiscard]] std::size_t from() const noexcept;
    [[nodiscard]] std::size_t to() const noexcept;
    /// The bytes themselves.
    [[nodiscard]] std::string_view raw() const noexcept;

private:
    friend class JsonDocument;
    Json(const JsonDocument* document, std::uint32_t index) noexcept
        : document_{document}, index_{index} {}
    const JsonDocument* document_ = nullptr;
    std::uint32_t index_ = 0;
};

/// What may be read after the bytes given to parse_padded().
constexpr std::size_t json_padding = 64;

/// Owns the nodes of one parsed value; parse again to reuse its memory.
/// Threads: one thread at a time to parse; then immutable.
class JsonDocument {
public:
    /// Parses all of `bytes`, which must outlive the use of the tree. Integers keep their digits.
    /// Errors: bad_json, bad_utf8, limit_exceeded (depth); `error_at()` is then the byte.
    [[nodiscard]] Result<Json> parse(std::string_view bytes, const JsonLeniency& leniency = {});
    /// The same, several times faster. Requires: json_padding bytes after `bytes` may be read,
    /// whatever they hold; nobody else writes them.
    [[nodiscard]] Result<Json> parse_padded(std::string_view bytes,
                                            const JsonLeniency& leniency = {});
    /// Byte in what was parsed last at which it stopped being JSON.
    [[nodiscard]] std::size_t error_at() const noexcept { return error_at_; }
    /// A lone surrogate was replaced in the value parsed last.
    [[nodiscard]] bool replaced_surrogates() const noexcept { return replaced_; }
    /// A key stood twice in one object of the value parsed last; the last one counts.
    [[nodiscard]] bool duplicate_keys() const noexcept { return duplicates_; }

private:
    friend class Json;
    friend class JsonParser;
    friend class JsonPadded;
    struct Node {
        std::string_view text; // decoded string, or the bytes of a number
        std::string_view key;
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        std::uint32_t first = 0; // 0: none
        std::uint32_t next = 0;
        std::uint32_t count = 0;
        Json::Type type = Json::Type::absent;
    };
    std::vector<Node> nodes_; // nodes_[0] is the absent one
    std::string decoded_;     // never grows past its capacity while views into it live
    std::string_view bytes_;
    std::size_t error_at_ = 0;
    bool replaced_ = false;
    bool duplicates_ = false;
    std::shared_ptr<JsonPadded> padded_; // made when it is first needed
};

/// Appends `text` with quotes, escaped where JSON demands it, UTF-8 left as it is.
void append_json_string(std::string& out, std::string_view text);

/// Every string inside `value`, with the path to it (`media.exif[0].ip`), keys not included.
template <class Visit>
void for_each_string(Json value, const std::string& path, const Visit& visit) {
    if (const auto text = value.string()) {
        visit(path, *text);
        return;
    }
    std::size_t index = 0;
    for (Json child = value.first(); child; child = child.next(), ++index) {
        if (value.is_array()) {
            for_each_string(child, path + "[" + std::to_string(index) + "]", visit);
        } else {
            for_each_string(child,
                            path.empty() ? std::string{child.key()}
                                         : path + "." + std::string{child.key()},
                            visit);
        }
    }
}

} // namespace oblio::record
