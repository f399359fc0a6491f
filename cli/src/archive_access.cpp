// cli/src/archive_access.cpp
#include "archive_access.hpp"

#include "oblio/policy/permission.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace oblio::cli {

void ArchiveArguments::add_to(CLI::App& command) {
    command.add_option("-a,--archive", directory, "folder of the archive / cartella dell'archivio")
        ->required();
    command.add_option("--key-file", key_file,
                       "file of the master key / file della chiave principale");
    command.add_option("--passphrase-file", passphrase_file,
                       "its first line is the passphrase; or OBLIO_PASSPHRASE / la prima riga è la "
                       "frase segreta");
    add_role_to(command);
}

void ArchiveArguments::add_role_to(CLI::App& command) {
    command.add_option("--by", by, "who acts, by role / chi agisce, per ruolo")
        ->each([this](const std::string&) { by_given = true; });
}

Result<MasterSecret> ArchiveArguments::secret(const Session& session) const {
    MasterSecret secret;
    if (!key_file.empty()) {
        secret.key_file = key_file;
    }
    if (!passphrase_file.empty()) {
        auto text = session.environment().files.read_all(passphrase_file);
        if (!text) {
            return text.error();
        }
        secret.passphrase = text->substr(0, text->find_first_of("\r\n"));
    } else if (const char* value = std::getenv("OBLIO_PASSPHRASE"); // NOLINT(concurrency-mt-unsafe)
               value != nullptr && key_file.empty()) {
        secret.passphrase = value;
    }
    return secret;
}

Result<Archive> ArchiveArguments::open(const Session& session, bool read_only) const {
    const auto opened_with = secret(session);
    if (!opened_with) {
        return opened_with.error();
    }
    ArchiveOptions options;
    options.read_only = read_only;
    return Archive::open(directory, *opened_with, session.environment(), options);
}

Result<OpenedArchive> ArchiveArguments::open_for(const Session& session, std::string_view command,
                                                 std::optional<std::string_view> other_role) const {
    const auto powers = command_powers();
    const auto row = std::find_if(powers.begin(), powers.end(),
                                  [&](const auto& one) { return one.command == command; });
    auto archive = open(session, row == powers.end() || !row->changes);
    if (!archive) {
        return archive.error();
    }
    auto policy = policy_of(*archive);
    if (!policy) {
        return policy.error();
    }
    if (auto allowed = allow_command(*policy, command, other_role.value_or(role())); !allowed) {
        return allowed.error();
    }
    return OpenedArchive{std::move(*archive), std::move(*policy)};
}

Result<Policy> policy_of(const Archive& archive) {
    const auto json = archive.policy_json();
    if (!json) {
        return json.error();
    }
    auto policy = parse_policy(*json);
    if (!policy) {
        return Error{policy.error().code, "policy.json: " + policy.error().detail};
    }
    return policy;
}

} // namespace oblio::cli
