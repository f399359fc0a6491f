// cli/src/rewriting.cpp
#include "rewriting.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <system_error>

namespace oblio::cli {
namespace {

namespace fs = std::filesystem;

/// A folder that only this user reads; gone with all it holds when the command ends.
class PrivateFolder {
public:
    PrivateFolder() {
        std::string name = (fs::temp_directory_path() / "oblio-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) {
            path_ = name;
        }
    }
    ~PrivateFolder() {
        std::error_code ignored;
        if (!path_.empty()) {
            fs::remove_all(path_, ignored);
        }
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    [[nodiscard]] const fs::path& path() const noexcept { return path_; }

private:
    fs::path path_;
};

Result<void> copy_to_stdout(const fs::path& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) {
        return Error{ErrorCode::io, path.string()};
    }
    std::string block(1U << 20U, '\0');
    bool good = true;
    for (std::size_t got = 0;
         good && (got = std::fread(block.data(), 1, block.size(), file)) > 0;) {
        good = std::fwrite(block.data(), 1, got, stdout) == got;
    }
    good = good && std::ferror(file) == 0;
    std::fclose(file);
    return good ? Result<void>{} : Result<void>{Error{ErrorCode::io, "<stdout>"}};
}

Result<void> copy_from_stdin(const Session& session, const fs::path& path) {
    const std::string bytes{std::istreambuf_iterator<char>{std::cin}, {}};
    return session.environment().files.replace(path, bytes);
}

std::size_t report(const Session& session, const RewriteAccount& account) {
    for (const Problem& problem : account.problems) {
        session.warn(format_problem(problem));
    }
    for (const std::string& id : account.not_written) {
        session.warn(fmt::format("{}: {}", id,
                                 session.text("its place in the file is not known; left as it is",
                                              "il suo posto nel file non è noto; lasciato com'è")));
    }
    return account.problems.size() + account.not_written.size();
}

} // namespace

void OutputArguments::add_to(CLI::App& command) {
    command.add_option("--out", out, "file or folder to write; without it standard output");
    command.add_flag("--in-place", in_place,
                     "replace each input, as a whole or not at all / sostituisce ogni file");
}

Result<std::size_t> rewrite_inputs(const Session& session, const InputArguments& inputs,
                                   const OutputArguments& output, const ExportEditor& editor) {
    auto options = inputs.options();
    if (!options) {
        return options.error();
    }
    options->digests = false;
    const PrivateFolder folder;
    if (folder.path().empty()) {
        return Error{ErrorCode::io, "no temporary folder"};
    }
    std::vector<std::string> files = inputs.files;
    if (files.empty()) {
        files.emplace_back("-");
    }
    if (!output.out.empty() && files.size() > 1) {
        return Error{ErrorCode::bad_argument, "--out: one input at a time"};
    }
    std::size_t unread = 0;
    for (const std::string& file : files) {
        const bool standard = file == "-";
        const fs::path input = standard ? folder.path() / "input" : fs::path{file};
        if (standard) {
            if (auto copied = copy_from_stdin(session, input); !copied) {
                return copied.error();
            }
        }
        const bool to_stdout = output.out.empty() && (!output.in_place || standard);
        if (to_stdout && fs::is_directory(input)) {
            return Error{ErrorCode::bad_argument, file + ": a folder needs --out or --in-place"};
        }
        const fs::path target = to_stdout         ? folder.path() / "output"
                                : output.in_place ? input
                                                  : fs::path{output.out};
        const auto account = rewrite_export(input, target, *options, session.environment(), editor);
        if (!account) {
            return account.error();
        }
        const std::size_t failed = report(session, *account);
        unread += failed;
        if (failed > 0 && output.withhold_unread && target != input) {
            // What could not be read was copied as it is: such a copy is not handed on.
            std::error_code ignored;
            fs::remove_all(target, ignored);
            session.warn(
                file + ": " +
                std::string{session.text("nothing was written", "non è stato scritto nulla")});
            continue;
        }
        if (to_stdout) {
            if (auto copied = copy_to_stdout(target); !copied) {
                return copied.error();
            }
        }
    }
    return unread;
}

} // namespace oblio::cli
