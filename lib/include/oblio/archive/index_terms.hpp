// lib/include/oblio/archive/index_terms.hpp: what the mention index knows about a record: kinds of
// keys, places in a record, and the terms taken from one.
#pragma once

#include "oblio/detect/finding.hpp"
#include "oblio/record/record.hpp"

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

namespace detect {
class Document;
}

/// What a key of the mention index stands for. Stored in every key: append only.
enum class IndexKind : std::uint8_t {
    record_id = 1,      ///< Record::id
    thread = 2,         ///< thread_value()
    reply_target = 3,   ///< Record::reply_to
    account_id = 4,     ///< platform, U+001F, the platform's id
    handle = 5,         ///< folded, without @; the platform is not part of it
    display_name = 6,   ///< folded full display name, one space between words
    name_token = 7,     ///< one folded word of a name or of a name candidate
    full_name = 8,      ///< folded words of a full name, sorted, one space between
    shingle = 9,        ///< a run of words, to find quotes
    account_token = 10, ///< one folded word of a display name
    free = 11,          ///< for a trace's own needs; prefix the value
    identifier = 64,    ///< the first of the finding types, see identifier_kind()
};

/// The kind under which an identifier found by a detector is kept: identifier + type.
[[nodiscard]] constexpr IndexKind identifier_kind(FindingType type) noexcept {
    return static_cast<IndexKind>(static_cast<std::uint8_t>(IndexKind::identifier) +
                                  static_cast<std::uint8_t>(type));
}

/// A string of a record. Stored in every term: append only.
enum class Field : std::uint8_t {
    text = 0,
    title = 1,
    author_id = 2,
    author_name = 3,
    author_handle = 4,
    recipient_id = 5,
    recipient_name = 6,
    recipient_handle = 7,
    reply_to_author_id = 8,
    reply_to_author_name = 9,
    reply_to_author_handle = 10,
    attachment_name = 11,
    attachment_alt = 12,
    attachment_path = 13,
    attachment_url = 14,
    entity_value = 15,
    reaction_author_id = 16,
    reaction_author_name = 17,
    side_text = 18,
    permalink = 19,
    id = 20,
    thread = 21,
    reply_to = 22,
};

/// One string of a record: the field and, where there are several, which (from 0).
struct FieldRef {
    Field field = Field::text;
    std::uint16_t index = 0;
    friend constexpr auto operator<=>(FieldRef, FieldRef) noexcept = default;
};

/// `text`, `recipients[0].name`, `side_text[2].value`: the same names that for_each_text() gives.
[[nodiscard]] std::string field_name(FieldRef field);
/// The reverse; nothing if there is no such field.
[[nodiscard]] std::optional<FieldRef> parse_field(std::string_view name);
/// The string itself; nothing if it is absent or the index is too large. Borrows `record`.
[[nodiscard]] std::optional<std::string_view> field_text(const Record& record, FieldRef field);
/// Replaces a present string; false if it is absent.
bool set_field_text(Record& record, FieldRef field, std::string value);

/// A finding and the string it stands in.
struct FieldFinding {
    FieldRef field;
    Finding finding;
};

/// One thing a record is to be found by.
struct IndexTerm {
    IndexKind kind;
    std::string value;       ///< canonical; never stored, only its keyed hash
    FieldRef field;          ///< where it stands
    std::uint32_t start = 0; ///< bytes, half-open; 0, 0 for a whole field
    std::uint32_t end = 0;
};

/// Which terms a record is indexed by. Must be deterministic: the same record and findings give
/// the same terms. The last argument is the record's text cut into words, where whoever scanned it
/// has it still (Scanner::last_text), or nullptr: it saves cutting it again.
using TermExtractor = std::function<std::vector<IndexTerm>(
    const Record&, std::span<const FieldFinding>, const detect::Document*)>;

/// The terms that need no knowledge of names: identifiers found, author, recipients, the person
/// answered, tags and reactions by id, handle and display name; and every word that starts with a
/// capital or belongs to a PERSON finding, folded, as name_token. The archive itself adds
/// record_id, thread and reply_target to whatever an extractor gives. `text` as above.
[[nodiscard]] std::vector<IndexTerm> basic_index_terms(const Record& record,
                                                       std::span<const FieldFinding> findings,
                                                       const detect::Document* text = nullptr);

/// The value of IndexKind::thread: platform, channel and thread id, so that two channels do not
/// share a thread; the record's own id where it has no thread.
[[nodiscard]] std::string thread_value(const Record& record);
[[nodiscard]] std::string thread_value(std::string_view platform, std::string_view channel,
                                       std::string_view thread_id);
/// The value of IndexKind::account_id.
[[nodiscard]] std::string account_value(std::string_view platform, std::string_view account_id);

/// The value of IndexKind::display_name: the folded words of `name`, one space between.
[[nodiscard]] std::string display_name_value(std::string_view name);
/// The value of IndexKind::handle: folded, without @.
[[nodiscard]] std::string handle_value(std::string_view handle);

/// A keyed 8-byte hash of (kind, value): what the archive stores instead of the value. Among 10^8
/// different values the chance that two share a key is 3 in 10 000.
struct BlindKey {
    std::array<std::byte, 8> bytes{};
    friend bool operator==(const BlindKey&, const BlindKey&) noexcept = default;
    /// As the bytes stand, the first one first. A call for eight bytes costs more than they do, and
    /// keys are compared some hundred times a record.
    friend std::strong_ordering operator<=>(const BlindKey& a, const BlindKey& b) noexcept {
        return a.number() <=> b.number();
    }

private:
    [[nodiscard]] std::uint64_t number() const noexcept {
        const auto as_they_lie = std::bit_cast<std::uint64_t>(bytes);
        return std::endian::native == std::endian::big ? as_they_lie
                                                       : __builtin_bswap64(as_they_lie);
    }
};

} // namespace oblio
