// lib/src/record/thread_folders.hpp: Meta names the folder of a conversation after a person.
#pragma once

#include "record/byte_source.hpp"
#include "record/edit_store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace oblio::record {

/// `ginevraprovolini_1000000001`: what stands before the number tells who it is.
struct ThreadFolder {
    std::string name;   ///< as it stands
    std::string person; ///< the part before the last `_`, letters and digits alone
    std::string number; ///< the part after it
};

/// The folder that holds `path`, if it is named so and tells somebody.
[[nodiscard]] std::optional<ThreadFolder> thread_folder(std::string_view path);
/// True if `person` of the folder is how Meta would write `name`.
[[nodiscard]] bool tells(const ThreadFolder& folder, std::string_view name);
/// As Meta itself names the folder of an account that is no more.
[[nodiscard]] std::string nameless(const ThreadFolder& folder, bool instagram);
/// `path` with every step `from` become `to`.
[[nodiscard]] std::string renamed_path(std::string_view path, std::string_view from,
                                       std::string_view to);

/// `edits` of `source`, and that every `from` in it becomes `to`, in what they write as well; they
/// are added to `store`, which may be the one they are in. Requires: `from` is ASCII.
/// Errors: as the source's and the store's.
[[nodiscard]] Result<EditRange> with_renames(ByteSource& source, std::string_view from,
                                             std::string_view to, EditReader edits,
                                             EditStore& store);

} // namespace oblio::record
