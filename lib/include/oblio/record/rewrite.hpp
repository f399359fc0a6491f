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
#include <map>
#include <optional>
#include <span>
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
    /// Asked for every other string of the record (names, titles, links…), and for each pair of
    /// coordinates of a JSON record as `41.5,12.5`: whatever it gives, both become 0.0, which is
    /// what Meta writes where it knows no place.
    StringEditor strings;
};

/// Decides over an export.
struct ExportEditor {
    std::function<RecordEdit(const Record& record)> record;
    /// Asked for every string that stands in no record (members of a thread, contacts, profile),
    /// in every JSON member, and for each `latitude` with its `longitude`. May be empty.
    StringEditor outside;
};

/// What was done. Adds up: dropped + emptied + changed + untouched = records. Contacts, sessions
/// and the like count as records here (ReadOptions::side_data).
struct RewriteAccount {
    std::uint64_t records = 0;
    std::uint64_t dropped = 0;
    std::uint64_t emptied = 0; ///< to be dropped, but others' records hang on it: no text is left
    std::uint64_t changed = 0;
    std::uint64_t untouched = 0;
    std::uint64_t outside = 0;           ///< strings changed outside of records
    std::vector<std::string> media_gone; ///< members left out with the records that named them
    /// Folders of conversations that were named after somebody -> what they are called now.
    std::map<std::string, std::string> renamed;
    /// Paths that still hold what was changed inside (`Chat WhatsApp con Ada.txt`): theirs to
    /// rename who keeps the files.
    std::vector<std::string> telling_names;
    std::vector<std::string> not_written; ///< ids of records whose place in the file is not known
    std::vector<Problem> problems;        ///< what could not be read, and is copied as it is
};

/// Copies the export `input` (file, folder, zip, tar.gz) to `output` in the same form. Bytes
/// outside of the changed ranges stay; in archives the members do, whatever their packing. `output`
/// may be `input`. A file or archive appears whole or not at all (temporary file, sync, rename); a
/// folder is replaced file by file. Errors: as open_input(); exists (another folder with content);
/// io, `output` is then as it was. Memory: the changes, and the largest changed record.
/// The folder of a Meta conversation whose person's name was changed outside of its records gets
/// the name that Meta gives to those of closed accounts, `facebookuser_<number>`.
[[nodiscard]] Result<RewriteAccount>
rewrite_export(const std::filesystem::path& input, const std::filesystem::path& output,
               const ReadOptions& options, Environment environment, const ExportEditor& editor);

/// The same for the parts of one export, read as one tree; part i goes to `outputs[i]`. Nothing is
/// written before the edits of all parts are worked out.
/// Requires: as many outputs as parts. Errors: bad_argument if two parts have one file name.
[[nodiscard]] Result<RewriteAccount> rewrite_export(std::span<const std::filesystem::path> parts,
                                                    std::span<const std::filesystem::path> outputs,
                                                    const ReadOptions& options,
                                                    Environment environment,
                                                    const ExportEditor& editor);

} // namespace oblio
