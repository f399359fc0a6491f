// lib/include/oblio/record/record.hpp: the neutral record: one utterance by one author at one
// moment.
#pragma once

#include "oblio/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio {

/// A person or account as a platform names it. Absent and unknown are both nothing.
struct Account {
    std::optional<std::string> id;     ///< the platform's permanent id
    std::optional<std::string> name;   ///< display name as exported
    std::optional<std::string> handle; ///< without @; E.164 on WhatsApp
};

struct Attachment {
    std::string type; ///< image video audio file sticker gif link location contact poll
    std::optional<std::string> path, url, name, mime, alt;
    std::optional<std::int64_t> size; ///< bytes
    bool missing = false;
};

/// A part of the text that the platform itself marked. Half-open, code points.
struct Entity {
    std::string type; ///< mention hashtag url email phone card
    std::size_t start = 0;
    std::size_t end = 0;
    std::optional<std::string> value;
};

struct Reaction {
    std::optional<std::string> author_id, author_name, symbol, at;
};

/// Another string that belongs to the record and may hold personal data.
struct SideText {
    std::string name;
    std::string value;
};

/// Where in the input a record stands, for write-back and for messages.
/// Byte offsets are into the uncompressed member before any decoding.
struct RecordSource {
    std::optional<std::string> archive, member, pointer, format, sha256;
    std::optional<std::uint64_t> index, start, end, text_start, text_end, line;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> text_parts;
};

/// One post, comment or direct message from any platform, or one system event.
/// Every field is as in the documented neutral form: nothing is merged, nothing dropped for being
/// empty; absent and unknown are both nothing, "" means known to be empty.
struct Record {
    std::string id;       ///< `<platform>:<native id>` or `<platform>:~<32 hex>`
    std::string platform; ///< facebook instagram whatsapp telegram x youtube mastodon generic
    std::string channel;  ///< the municipality's own account, page, group or channel
    std::optional<std::string> thread_id;
    std::string kind = "post"; ///< post comment reply direct-message
    Account author;
    std::string author_role = "unknown"; ///< channel other system unknown
    std::vector<Account> recipients;
    std::optional<std::string> created; ///< RFC 3339 UTC
    std::optional<std::string> created_precision, created_source, edited;
    std::optional<std::string> text, title, permalink, reply_to;
    std::optional<Account> reply_to_author;
    std::vector<Attachment> attachments;
    std::vector<Entity> entities;
    std::vector<Reaction> reactions;
    std::vector<SideText> side_text;
    std::string visibility = "public"; ///< public private
    std::vector<std::string> flags;    ///< sorted, unique
    std::optional<RecordSource> source;

    [[nodiscard]] bool is_private() const noexcept { return visibility == "private"; }
    [[nodiscard]] bool has_flag(std::string_view flag) const noexcept;
    /// Adds `flag` where it belongs in the sorted set.
    void set_flag(std::string_view flag);
};

/// Reads one record of the neutral form. Keys in any order; unknown keys become side text;
/// `id` and `text` are enough (platform `generic`, kind `post`, visibility `public` then).
/// Errors: bad_json with the byte where it stops being JSON; bad_record names the field.
[[nodiscard]] Result<Record> parse_record(std::string_view json);

/// The record on one line without line end, keys in the documented order. `source` is written
/// only if `with_source`. parse_record() of it gives the same record.
[[nodiscard]] std::string format_record(const Record& record, bool with_source = true);

} // namespace oblio
