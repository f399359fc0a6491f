// cli/src/main.cpp: the program's entry: finds the command and runs it.
#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
    CLI::App app{"oblio: finds personal data and forgets an individual, with proof"};
    app.set_version_flag("--version", OBLIO_VERSION);
    app.require_subcommand(1);
    CLI11_PARSE(app, argc, argv);
    return 0;
}
