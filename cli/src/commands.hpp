// cli/src/commands.hpp: every command of the program, in the order of its help.
#pragma once

#include "app.hpp"

namespace oblio::cli {

// One function per file of this folder; each adds its subcommands to `app`.
void add_scan_command(CLI::App& app, Session& session);
void add_check_command(CLI::App& app, Session& session);
void add_redact_commands(CLI::App& app, Session& session);
void add_forget_command(CLI::App& app, Session& session);
void add_patterns_commands(CLI::App& app, Session& session);
void add_trace_command(CLI::App& app, Session& session);
void add_access_command(CLI::App& app, Session& session);
void add_request_commands(CLI::App& app, Session& session);
void add_policy_command(CLI::App& app, Session& session);
void add_consent_command(CLI::App& app, Session& session);
void add_minors_command(CLI::App& app, Session& session);
void add_retention_command(CLI::App& app, Session& session);
void add_moderation_command(CLI::App& app, Session& session);
void add_audit_command(CLI::App& app, Session& session);
void add_plan_command(CLI::App& app, Session& session);
void add_init_command(CLI::App& app, Session& session);
void add_import_command(CLI::App& app, Session& session);
void add_proof_commands(CLI::App& app, Session& session);

/// All of them. A command file is listed here and in cli/CMakeLists.txt, nowhere else.
inline void add_all_commands(CLI::App& app, Session& session) {
    add_scan_command(app, session);
    add_check_command(app, session);
    add_redact_commands(app, session);
    add_forget_command(app, session);
    add_patterns_commands(app, session);
    add_trace_command(app, session);
    add_access_command(app, session);
    add_request_commands(app, session);
    add_policy_command(app, session);
    add_init_command(app, session);
    add_import_command(app, session);
    add_consent_command(app, session);
    add_minors_command(app, session);
    add_retention_command(app, session);
    add_moderation_command(app, session);
    add_audit_command(app, session);
    add_plan_command(app, session);
    add_proof_commands(app, session);
}

} // namespace oblio::cli
