// lib/src/record/rewrite_record.hpp: the bytes to change in one record as it stands in its file.
#pragma once

#include "oblio/record/rewrite.hpp"
#include "record/edit_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::record {

/// One record that is to be edited.
struct PlannedRecord {
    RecordSource source;
    std::string id;
    std::optional<std::string> text;
    RecordEdit edit;
    bool empty = false; ///< instead of dropping: leave no text
    /// Ranges of other records inside this one, and of those inside these, by their beginning; they
    /// stay as they are.
    std::vector<std::pair<std::uint64_t, std::uint64_t>> nested;
};

/// The edits of one record; `raw` are the bytes [source.start, source.end) of its member.
/// Sorted, none overlapping another. Errors: bad_record if the place of the text is not known.
[[nodiscard]] Result<std::vector<ByteEdit>> edits_of(const PlannedRecord& record,
                                                     std::string_view raw);

/// The new form of a JSON string token outside of records; nothing if it stays.
/// `meta`: the file writes UTF-8 bytes as code points.
[[nodiscard]] std::optional<std::string> edit_token(std::string_view token, bool meta,
                                                    const StringEditor& edit);
/// A pair of coordinates as a StringEditor is asked for it.
[[nodiscard]] std::string coordinates(std::string_view one, std::string_view other);
/// What stands in place of a coordinate, a string or a number as `token` is.
[[nodiscard]] std::string no_coordinate(std::string_view token);
[[nodiscard]] bool is_meta_format(std::string_view format);
/// Its records are whole lines or rows; those of every other form are parts of a JSON value.
[[nodiscard]] bool is_line_format(std::string_view format);

} // namespace oblio::record
