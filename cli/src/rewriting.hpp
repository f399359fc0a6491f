// cli/src/rewriting.hpp: commands that give the same export again: from files or standard input,
// to a file or standard output.
#pragma once

#include "app.hpp"
#include "inputs.hpp"

#include "oblio/record/rewrite.hpp"
#include "oblio/result.hpp"

#include <filesystem>
#include <string>

namespace oblio::cli {

/// Where a rewritten export goes.
struct OutputArguments {
    std::string out;       ///< file or folder; empty: standard output
    bool in_place = false; ///< each input is replaced, as a whole or not at all
    /// An output that holds a record nobody could read is not handed on: it would be unredacted.
    bool withhold_unread = false;

    void add_to(CLI::App& command);
};

/// A folder that only this user reads; gone with all it holds when the object goes. Without a path
/// if it could not be made.
class PrivateFolder {
public:
    PrivateFolder();
    ~PrivateFolder();
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

/// True for an entry of a list of contacts, which is no utterance (ReadOptions::side_data).
[[nodiscard]] bool is_contact(const Record& record);

/// Rewrites every input with `editor` and warns of what could not be read (it is copied as it is).
/// Archives and folders need `--out` or `--in-place`. Standard input passes through a private
/// temporary file. Returns how many records could not be read or written.
/// Errors: those of rewrite_export(); bad_argument.
Result<std::size_t> rewrite_inputs(const Session& session, const InputArguments& inputs,
                                   const OutputArguments& output, const ExportEditor& editor);

/// rewrite_inputs() as a command does it that has nothing more to do.
Exit rewrite_all(const Session& session, const InputArguments& inputs,
                 const OutputArguments& output, const ExportEditor& editor);

} // namespace oblio::cli
