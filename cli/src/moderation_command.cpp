// cli/src/moderation_command.cpp: `moderation`: what was done with public items, step by step.
#include "archive_access.hpp"
#include "commands.hpp"

#include "oblio/retention/moderation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ModerationOptions {
    ArchiveArguments archive;
    std::string record, outcome, rule;
    bool courtesy = false;
    bool json = false;
};

Exit add(const Session& session, const ModerationOptions& options) {
    const auto outcome = find_outcome(options.outcome);
    if (!outcome) {
        return session.fail(
            {ErrorCode::bad_argument, "--outcome: reported, hidden, deleted, warned, blocked"});
    }
    auto opened = options.archive.open_for(session, "moderation add");
    if (!opened) {
        return session.fail(opened.error());
    }
    const auto advice =
        advise_moderation(opened->archive, opened->policy, options.record, session.today());
    if (!advice) {
        return session.fail(advice.error());
    }
    if (auto done =
            moderate(opened->archive, opened->policy, options.record, *outcome, options.rule,
                     options.courtesy, options.archive.role(), session.today());
        !done) {
        return session.fail(done.error());
    }
    if (*outcome == ModerationOutcome::warned || options.courtesy) {
        const Moderation one{options.record, "", {}, *outcome, options.rule, options.courtesy, "",
                             session.today()};
        fmt::print("{}\n",
                   warning_text(opened->policy, one, advice->violations + 1, session.language()));
    }
    return Exit::nothing;
}

Exit advise(const Session& session, const ModerationOptions& options) {
    const auto opened = options.archive.open_for(session, "moderation advise");
    if (!opened) {
        return session.fail(opened.error());
    }
    const auto advice =
        advise_moderation(opened->archive, opened->policy, options.record, session.today());
    if (!advice) {
        return session.fail(advice.error());
    }
    std::vector<std::string_view> next;
    for (const ModerationOutcome outcome : advice->next) {
        const std::string_view name = outcome_name(outcome);
        next.push_back(options.json ? name : session.word(name));
    }
    if (options.json) {
        fmt::print(
            "{}\n",
            Json{{"violations", advice->violations}, {"warned", advice->warned}, {"next", next}}
                .dump());
    } else {
        fmt::print("{}: {}\n{}: {}\n{}: {}\n", session.text("violations", "violazioni"),
                   advice->violations, session.text("warned before", "già avvisato"),
                   advice->warned ? session.text("yes", "sì") : session.text("no", "no"),
                   session.text("the policy now wants", "ora la policy vuole"),
                   fmt::join(next, ", "));
    }
    return Exit::nothing;
}

Exit list(const Session& session, const ModerationOptions& options) {
    const auto opened = options.archive.open_for(session, "moderation list");
    if (!opened) {
        return session.fail(opened.error());
    }
    const auto all = moderations(opened->archive);
    if (!all) {
        return session.fail(all.error());
    }
    for (const Moderation& one : *all) {
        if (options.json) {
            fmt::print("{}\n", Json{{"record", one.record},
                                    {"platform", one.platform},
                                    {"outcome", outcome_name(one.outcome)},
                                    {"rule", one.rule},
                                    {"courtesy", one.courtesy},
                                    {"by", one.by},
                                    {"day", format_date(one.day)}}
                                   .dump(-1, ' ', false, Json::error_handler_t::replace));
        } else {
            fmt::print("{}  {:10} {}  {}  {}\n", format_date(one.day),
                       session.word(outcome_name(one.outcome)), one.record,
                       one.rule.empty() ? "-" : one.rule, one.by);
        }
    }
    return Exit::nothing;
}

Exit forget(const Session& session, const ModerationOptions& options) {
    auto opened = options.archive.open_for(session, "moderation forget");
    if (!opened) {
        return session.fail(opened.error());
    }
    const auto forgotten = forget_moderations(opened->archive, opened->policy, session.today(),
                                              options.archive.role());
    if (!forgotten) {
        return session.fail(forgotten.error());
    }
    fmt::print(stderr, "{}: {}\n", session.text("forgotten", "dimenticati"), *forgotten);
    return Exit::nothing;
}

} // namespace

void add_moderation_command(CLI::App& app, Session& session) {
    CLI::App* moderation = app.add_subcommand(
        "moderation", "outcomes and graduated measures / esiti e misure graduali");
    moderation->require_subcommand(1);
    auto options = std::make_shared<ModerationOptions>();
    CLI::App* added =
        add_command(*moderation, session, "add", "record an outcome / registra un esito",
                    [&session, options] { return add(session, *options); });
    options->archive.add_to(*added);
    added->add_option("RECORD", options->record)->required();
    added->add_option("--outcome", options->outcome, "reported, hidden, deleted, warned, blocked")
        ->required();
    added->add_option("--rule", options->rule, "id of the policy's rule / la regola violata");
    added->add_flag("--courtesy", options->courtesy,
                    "the author's own data: no violation / dati propri: non è una violazione");
    CLI::App* advised = add_command(*moderation, session, "advise",
                                    "what the policy wants now / che cosa vuole ora la policy",
                                    [&session, options] { return advise(session, *options); });
    options->archive.add_to(*advised);
    advised->add_option("RECORD", options->record)->required();
    advised->add_flag("--json", options->json);
    CLI::App* listed = add_command(*moderation, session, "list", "the register / il registro",
                                   [&session, options] { return list(session, *options); });
    options->archive.add_to(*listed);
    listed->add_flag("--json", options->json);
    CLI::App* forgotten = add_command(*moderation, session, "forget",
                                      "drop what has expired / togli ciò che è scaduto",
                                      [&session, options] { return forget(session, *options); });
    options->archive.add_to(*forgotten);
}

} // namespace oblio::cli
