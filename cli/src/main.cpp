// cli/src/main.cpp: the program's entry: finds the command and runs it.
#include "app.hpp"
#include "commands.hpp"
#include "help_page.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <system_error>

namespace {

/// Where this program lies: the patterns are beside it.
std::filesystem::path program_path(const char* called_as) {
    std::error_code status;
    auto path = std::filesystem::read_symlink("/proc/self/exe", status);
    return status ? std::filesystem::absolute(called_as, status) : path;
}

int run(int argc, char** argv) {
    oblio::SystemEnvironment system;
    oblio::cli::Session session{system.environment(), program_path(argv[0])};
    CLI::App app{
        "oblio: finds personal data and forgets an individual, with proof / oblio: trova i "
        "dati personali e dimentica una persona, con la prova",
        "oblio"};
    app.formatter(oblio::cli::help_page(session));
    app.failure_message([&session](const CLI::App* /*app*/, const CLI::Error& error) {
        return oblio::cli::refusal(session, error);
    });
    app.set_help_flag("-h,--help", "this page / questa pagina");
    app.set_version_flag("--version", OBLIO_VERSION, "which version this is / la versione");
    session.add_common_options(app);
    oblio::cli::add_all_commands(app, session);
    app.require_subcommand(1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& refused) {
        // The language may have been given with what was refused; a bad one leaves the locale's.
        static_cast<void>(session.read_common_options());
        const int shown = app.exit(refused); // prints help, version or the reason
        return shown == 0 ? 0 : static_cast<int>(oblio::cli::Exit::failed);
    }
    if (auto flushed = oblio::cli::flush_output(); !flushed) {
        return static_cast<int>(session.fail(flushed.error()));
    }
    return static_cast<int>(session.exit());
}

} // namespace

int main(int argc, char** argv) {
    // A file that may grow no further is an error to report, like a full disk, not a sudden end.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "oblio: {}\n", failure.what());
        return static_cast<int>(oblio::cli::Exit::failed);
    }
}
