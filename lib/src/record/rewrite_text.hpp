// lib/src/record/rewrite_text.hpp: a text as a member writes it, and the bytes that change in it.
#pragma once

#include "record/edit_store.hpp"
#include "record/rewrite_record.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::record {

/// How the member writes strings.
enum class Writing { json, meta, x, html, csv, segments, lines };

[[nodiscard]] Writing writing_of(std::string_view format);

/// `text` as a JSON string with its quotes.
[[nodiscard]] std::string json_token(std::string_view text);
/// `text` with `changes` (sorted, none overlapping another).
[[nodiscard]] std::string changed(std::string_view text, const std::vector<TextChange>& changes);
/// A whole new value in the member's writing, quotes included.
[[nodiscard]] std::string whole_value(std::string_view text, Writing writing, bool meta_repaired);

/// Where the pieces of a text stand in its member, quotes included: [from, to), in order.
using TextTokens = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

/// Adds the edits of the record's text, which stands in `tokens` with `joiner` between them; `raw`
/// as for edits_of(). False if the tokens do not give the text back: its value is then written
/// anew.
[[nodiscard]] bool edit_in_place(const PlannedRecord& record, std::string_view raw, Writing writing,
                                 const TextTokens& tokens, std::string_view joiner,
                                 std::vector<ByteEdit>& out);

} // namespace oblio::record
