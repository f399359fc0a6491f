// cli/src/policy_command.cpp: `policy check` and `policy show`.
#include "commands.hpp"

#include "oblio/policy/policy.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace oblio::cli {
namespace {

struct Options {
    std::string file;
    bool json = false;
};

Exit check(const Session& session, const Options& options) {
    const auto text = session.environment().files.read_all(options.file);
    if (!text) {
        return session.fail(text.error());
    }
    const auto problems = check_policy(*text);
    if (options.json) {
        auto list = nlohmann::ordered_json::array();
        for (const PolicyProblem& problem : problems) {
            list.push_back(
                {{"pointer", problem.pointer}, {"line", problem.line}, {"what", problem.what}});
        }
        fmt::print("{}\n", nlohmann::ordered_json{{"file", options.file},
                                                  {"valid", problems.empty()},
                                                  {"problems", std::move(list)}}
                               .dump());
    } else {
        for (const PolicyProblem& problem : problems) {
            fmt::print("{}:{}: {} {}\n", options.file, problem.line,
                       problem.pointer.empty() ? "/" : problem.pointer, session.said(problem.what));
        }
        if (problems.empty()) {
            fmt::print("{}: {}\n", options.file, session.text("valid", "valida"));
        }
    }
    return problems.empty() ? Exit::nothing : Exit::found;
}

Exit show(const Session& session, const Options& options) {
    const auto text = session.environment().files.read_all(options.file);
    if (!text) {
        return session.fail(text.error());
    }
    const auto policy = parse_policy(*text);
    if (!policy) {
        return session.fail({policy.error().code, options.file + ": " + policy.error().detail});
    }
    fmt::print("{}", describe(*policy, session.language()));
    return Exit::nothing;
}

} // namespace

void add_policy_command(CLI::App& app, Session& session) {
    CLI::App* policy = app.add_subcommand(
        "policy", "the entity's rules, as a file / le regole dell'ente, in un file");
    policy->require_subcommand(1);
    auto options = std::make_shared<Options>();
    CLI::App* checked = add_command(*policy, session, "check",
                                    "is FILE a valid policy? / FILE è una policy valida?",
                                    [&session, options] { return check(session, *options); });
    checked->add_option("FILE", options->file)->required();
    checked->add_flag("--json", options->json);
    CLI::App* shown =
        add_command(*policy, session, "show", "FILE in plain words / FILE in parole semplici",
                    [&session, options] { return show(session, *options); });
    shown->add_option("FILE", options->file)->required();
}

} // namespace oblio::cli
