// lib/include/oblio/record/rewrite.hpp: the same export again, without what has to go.
#pragma once

#include "oblio/environment.hpp"
#include "oblio/record/reader.hpp"
#include "oblio/record/record.hpp"
#include "oblio/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// A part of Record::text and what stands there instead. Half-open, bytes of the UTF-8 text.
struct TextChange {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string replacement;
};

/// What another string becomes; nothing: it stays as it is.
using StringEditor = std::function<std::optional<std::string>(std::string_view value)>;

/// What happens to one record. By default nothing.
struct RecordEdit {
    bool drop = false;            ///< the record goes, and the media files only it names
    std::vector<TextChange> text; ///< sorted, none overlapping another
    /// Asked for every other string of the record (names, titles, links, coordinates as text…).
    StringEditor strings;
};

/// Decides over an export.
struct ExportEditor {
    std::function<RecordEdit(const Record& record)> record;
    /// Asked for every string that stands in no record (members of a thread, contacts, profile),
    /// in every JSON member. May be empty.
    StringEditor outside;
};

/// What was done. Adds up: dropped + emptied + changed + untouched = records.
struct RewriteAccount {
    std::uint64_t records = 0;
    std::uint64_t dropped = 0;
    std::uint64_t emptied = 0; ///< to be dropped, but others' records hang on it: no text is left
    std::uint64_t changed = 0;
    std::uint64_t untouched = 0;
    std::uint64_t outside = 0;            ///< strings changed outside of records
    std::vector<std::string> media_gone;  ///< members left out with the records that named them
    std::vector<std::string> not_written; ///< ids of records whose place in the file is not known
    std::vector<Problem> problems;        ///< what could not be read, and is copied as it is
};

/// Copies the export `input` (file, folder, zip, tar.gz) to `output` in the same form. Bytes
/// outside of the changed ranges stay; in archives the members do, whatever their packing. `output`
/// may be `input`. A file or archive appears whole or not at all (temporary file, sync, rename); a
/// folder is replaced file by file. Errors: as open_input(); exists (another folder with content);
/// io, `output` is then as it was. Memory: the changes, and the largest changed record.
[[nodiscard]] Result<RewriteAccount>
rewrite_export(const std::filesystem::path& input, const std::filesystem::path& output,
               const ReadOptions& options, Environment environment, const ExportEditor& editor);

} // namespace oblio
