// cli/src/init_command.cpp: `init`: makes an archive: database, key file, ledger.
#include "archive_access.hpp"
#include "commands.hpp"
#include "scanning.hpp"

#include <fmt/format.h>

#include <memory>

namespace oblio::cli {
namespace {

struct InitOptions {
    ArchiveArguments archive;
    std::string policy;
};

Exit run(const Session& session, const InitOptions& options) {
    // Read twice on purpose: once to be checked, once to be kept byte for byte.
    if (const auto checked = load_policy(session, options.policy); !checked) {
        return session.fail(checked.error());
    }
    const auto text = session.environment().files.read_all(options.policy);
    if (!text) {
        return session.fail(text.error());
    }
    const auto secret = options.archive.secret(session);
    if (!secret) {
        return session.fail(secret.error());
    }
    const auto made =
        Archive::create(options.archive.directory, *secret, *text, session.environment());
    if (!made) {
        return session.fail(made.error());
    }
    fmt::print(stderr, "{} {}\n", session.text("archive made in", "archivio creato in"),
               options.archive.directory);
    if (!secret->passphrase && !secret->key_file) {
        fmt::print(stderr, "{}\n",
                   session.text("its master key is master.key inside; keep a copy elsewhere, apart "
                                "from copies of the database",
                                "la chiave principale è master.key al suo interno: tenerne copia "
                                "altrove, lontano dalle copie della base dati"));
    }
    return Exit::nothing;
}

} // namespace

void add_init_command(CLI::App& app, Session& session) {
    auto options = std::make_shared<InitOptions>();
    CLI::App* command = add_command(app, session, "init", "make an archive / crea un archivio",
                                    [&session, options] { return run(session, *options); });
    options->archive.add_to(*command);
    command->add_option("--policy", options->policy, "policy file / file della policy")->required();
}

} // namespace oblio::cli
