// cli/src/rewriting.cpp
#include "rewriting.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <span>
#include <system_error>
#include <vector>

namespace oblio::cli {
namespace {

namespace fs = std::filesystem;

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
    auto file = session.environment().files.open(path, OpenMode::create);
    if (!file) {
        return file.error();
    }
    std::string block(1U << 20U, '\0');
    for (std::uint64_t offset = 0; std::cin;) {
        std::cin.read(block.data(), static_cast<std::streamsize>(block.size()));
        const auto got = static_cast<std::size_t>(std::cin.gcount());
        const std::span bytes = std::as_bytes(std::span{block}.first(got));
        if (auto written = (*file)->write(offset, bytes); !written) {
            return written;
        }
        offset += got;
    }
    return std::cin.bad() ? Result<void>{Error{ErrorCode::io, "<stdin>"}} : Result<void>{};
}

std::size_t report(const Session& session, const RewriteAccount& account) {
    for (const Problem& problem : account.problems) {
        session.warn(session.said(format_problem(problem)));
    }
    for (const std::string& id : account.not_written) {
        session.warn(fmt::format("{}: {}", id,
                                 session.text("its place in the file is not known; left as it is",
                                              "il suo posto nel file non è noto; lasciato com'è")));
    }
    for (const std::string& name : account.telling_names) {
        session.warn(
            fmt::format("{}: {}", name,
                        session.text("its name itself tells who it is about: rename it",
                                     "il nome stesso dice di chi si tratta: va cambiato")));
    }
    return account.problems.size() + account.not_written.size();
}

/// Where the parts of one export go.
Result<std::vector<fs::path>> part_targets(const std::vector<std::string>& files,
                                           const OutputArguments& output) {
    if (output.in_place) {
        return std::vector<fs::path>{files.begin(), files.end()};
    }
    if (output.out.empty()) {
        return Error{ErrorCode::bad_argument, "--parts needs --out FOLDER or --in-place"};
    }
    std::error_code status;
    fs::create_directories(output.out, status);
    if (status) {
        return Error{ErrorCode::io, output.out + ": " + status.message()};
    }
    std::vector<fs::path> targets;
    for (const std::string& file : files) {
        const fs::path path{file};
        targets.push_back(fs::path{output.out} /
                          (path.has_filename() ? path : path.parent_path()).filename());
    }
    return targets;
}

/// Nothing that could not be read is handed on unredacted.
void withhold(const Session& session, const std::string& file, const fs::path& target) {
    std::error_code ignored;
    fs::remove_all(target, ignored);
    session.warn(file + ": " +
                 std::string{session.text("nothing was written", "non è stato scritto nulla")});
}

/// All parts as one tree. Returns how many records could not be read or written.
Result<std::size_t> rewrite_parts(const Session& session, const InputArguments& inputs,
                                  const OutputArguments& output, const ReadOptions& options,
                                  const ExportEditor& editor) {
    const auto targets = part_targets(inputs.files, output);
    if (!targets) {
        return targets.error();
    }
    const std::vector<fs::path> parts{inputs.files.begin(), inputs.files.end()};
    const auto account = rewrite_export(parts, *targets, options, session.environment(), editor);
    if (!account) {
        return account.error();
    }
    const std::size_t failed = report(session, *account);
    for (std::size_t i = 0; failed > 0 && output.withhold_unread && i < parts.size(); ++i) {
        if ((*targets)[i] != parts[i]) {
            withhold(session, inputs.files[i], (*targets)[i]);
        }
    }
    return failed;
}

} // namespace

PrivateFolder::PrivateFolder() {
    std::string name = (fs::temp_directory_path() / "oblio-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) {
        path_ = name;
    }
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) {
        fs::remove_all(path_, ignored);
    }
}

void OutputArguments::add_to(CLI::App& command) {
    command.add_option("--out", out,
                       "file or folder to write; without it standard output / file o cartella da "
                       "scrivere; altrimenti lo standard output");
    command.add_flag("--in-place", in_place,
                     "replace each input, as a whole or not at all / sostituisce ogni file");
}

bool is_contact(const Record& record) {
    const std::string_view pointer =
        record.source && record.source->pointer ? *record.source->pointer : std::string_view{};
    return pointer.starts_with("/contacts/") || pointer.starts_with("/frequent_contacts/");
}

Result<std::size_t> rewrite_inputs(const Session& session, const InputArguments& inputs,
                                   const OutputArguments& output, const ExportEditor& editor) {
    auto options = inputs.options();
    if (!options) {
        return options.error();
    }
    options->digests = false;
    if (inputs.parts) {
        return rewrite_parts(session, inputs, output, *options, editor);
    }
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
            withhold(session, file, target);
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

Exit rewrite_all(const Session& session, const InputArguments& inputs,
                 const OutputArguments& output, const ExportEditor& editor) {
    const auto unread = rewrite_inputs(session, inputs, output, editor);
    if (!unread) {
        return session.fail(unread.error());
    }
    return *unread > 0 ? Exit::failed : Exit::nothing;
}

} // namespace oblio::cli
