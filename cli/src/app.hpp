// cli/src/app.hpp: what every command shares: the environment, the language, errors, exit codes.
#pragma once

#include "words.hpp"

#include "oblio/environment.hpp"
#include "oblio/language.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::cli {

/// What the program's exit says. Source: the command-line contract.
enum class Exit : int {
    nothing = 0, ///< looked, nothing to report; or done; or the check holds
    found = 1,   ///< looked, something found; or the check does not hold
    failed = 2,  ///< could not look, could not do it
};

/// What every command gets. Threads: one thread at a time.
class Session {
public:
    Session(Environment environment, std::filesystem::path program);

    [[nodiscard]] Environment environment() const noexcept { return environment_; }
    [[nodiscard]] Language language() const noexcept { return language_; }
    /// The text of the session's language.
    [[nodiscard]] std::string_view text(std::string_view english,
                                        std::string_view italian) const noexcept {
        return language_ == Language::italian ? italian : english;
    }
    /// A code, such as `overdue`, in the session's language; see word_of().
    [[nodiscard]] std::string_view word(std::string_view code) const noexcept {
        return word_of(code, language_);
    }
    /// What the library says in English, in the session's language.
    [[nodiscard]] std::string said(std::string_view english) const {
        return cli::said(english, language_);
    }
    /// Today in Rome, or the day given with --as-of.
    [[nodiscard]] Date today() const;
    /// Now, or 12:00 of the day given with --as-of.
    [[nodiscard]] Instant now() const;
    /// The folders with patterns: the shipped one first, then those of --patterns.
    [[nodiscard]] std::vector<std::filesystem::path> pattern_folders() const;
    /// The folder of shipped data beside the program, such as `share/oblio`.
    [[nodiscard]] std::filesystem::path data_folder() const;

    /// Prints the error on stderr; what the command then returns.
    Exit fail(const Error& error) const;
    /// A warning on stderr.
    void warn(std::string_view message) const;

    void set_exit(Exit exit) noexcept { exit_ = exit; }
    [[nodiscard]] Exit exit() const noexcept { return exit_; }

    /// The options that every command understands; called once, on the top-level command.
    void add_common_options(CLI::App& app);
    /// Reads the values of the common options after parsing. Errors: bad_argument.
    Result<void> read_common_options();

private:
    Environment environment_;
    std::filesystem::path program_;
    Language language_ = Language::italian;
    Exit exit_ = Exit::nothing;
    std::string language_option_;
    std::string as_of_option_;
    std::optional<Date> as_of_;
    std::vector<std::string> pattern_options_;
};

/// Adds subcommand `name` to `app`; `run` is called when it was chosen and everything parsed,
/// and its return value becomes the program's exit code.
template <class Run>
CLI::App* add_command(CLI::App& app, Session& session, const std::string& name,
                      const std::string& help, Run run) {
    CLI::App* command = app.add_subcommand(name, help);
    command->callback([&session, run] {
        if (auto ready = session.read_common_options(); !ready) {
            session.set_exit(session.fail(ready.error()));
            return;
        }
        session.set_exit(run());
    });
    return command;
}

/// A line on stderr that says how far a long work is: only on a terminal, only after a second.
/// Threads: one thread at a time.
class Progress {
public:
    explicit Progress(std::string what);
    ~Progress(); ///< clears the line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// `done` items so far, of `total` if that is known. Cheap: prints at most five times a second.
    void update(std::uint64_t done, std::optional<std::uint64_t> total = std::nullopt);

private:
    std::string what_;
    bool terminal_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point last_;
};

/// Everything written to stdout so far has arrived. Errors: io, for a full disk or a closed pipe.
[[nodiscard]] Result<void> flush_output();

} // namespace oblio::cli
