// cli/src/archive_access.hpp: how a command opens an archive: folder, secret, policy, who acts.
#pragma once

#include "app.hpp"

#include "oblio/archive/archive.hpp"
#include "oblio/policy/policy.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace oblio::cli {

/// An archive and its policy.
struct OpenedArchive {
    Archive archive;
    Policy policy;
};

/// The options of every command that works on an archive.
struct ArchiveArguments {
    std::string directory;
    std::string key_file;
    std::string passphrase_file; ///< its first line; else OBLIO_PASSPHRASE of the environment
    std::string by = "desk";     ///< the role or operator that acts, for the ledger
    bool by_given = false;       ///< somebody said it

    /// -a, --key-file, --passphrase-file, --by. Options may stand before the subcommand's own.
    void add_to(CLI::App& command);
    /// --by alone.
    void add_role_to(CLI::App& command);
    /// Errors: bad_argument (no folder), io, not_found.
    [[nodiscard]] Result<MasterSecret> secret(const Session& session) const;
    /// Errors: as Archive::open().
    [[nodiscard]] Result<Archive> open(const Session& session, bool read_only) const;
    /// The role in which somebody acts; empty if nobody said it.
    [[nodiscard]] std::string_view role() const noexcept {
        return by_given ? std::string_view{by} : std::string_view{};
    }
    /// The same for the command of that name in command_powers(), and only if the archive's policy
    /// lets the role give it: role(), unless the command asks for another, as approvals do. For
    /// reading unless the command changes something.
    /// Errors: not_allowed, bad_policy, and as Archive::open().
    [[nodiscard]] Result<OpenedArchive>
    open_for(const Session& session, std::string_view command,
             std::optional<std::string_view> other_role = std::nullopt) const;
};

/// Opens the archive for a command as open_for() does, then does `step(archive, policy)`, which
/// gives a Result<Exit>; what goes wrong is told.
template <class Step>
Exit with_archive(const Session& session, const ArchiveArguments& arguments,
                  std::string_view command, Step step,
                  std::optional<std::string_view> role = std::nullopt) {
    auto opened = arguments.open_for(session, command, role);
    if (!opened) {
        return session.fail(opened.error());
    }
    const Result<Exit> done = step(opened->archive, std::as_const(opened->policy));
    return done ? *done : session.fail(done.error());
}

/// The archive's own policy. Errors: io, not_found, bad_policy.
Result<Policy> policy_of(const Archive& archive);

} // namespace oblio::cli
