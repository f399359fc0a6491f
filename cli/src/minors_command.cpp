// cli/src/minors_command.cpp: `minors` and `consent`: who wrote under age, and who allowed it.
#include "archive_access.hpp"
#include "commands.hpp"
#include "own_plans.hpp"

#include "oblio/minors/plan.hpp"
#include "oblio/minors/register.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>

namespace oblio::cli {
namespace {

struct ConsentOptions {
    ArchiveArguments archive;
    Consent consent;
    std::string given, expires, day, file;
    bool json = false;
    bool yes = false;
    bool no = false;
};

/// Reads an optional date option. Errors: bad_argument names the option.
Result<std::optional<Date>> date_option(std::string_view name, const std::string& text) {
    if (text.empty()) {
        return std::optional<Date>{};
    }
    const auto date = parse_date(text);
    if (!date) {
        return Error{ErrorCode::bad_argument, fmt::format("--{} {}: 2026-06-01", name, text)};
    }
    return date;
}

Exit record(const Session& session, ConsentOptions& options, std::string_view command) {
    const auto given = date_option("given", options.given);
    const auto expires = date_option("expires", options.expires);
    if (!given || !expires) {
        return session.fail(given ? expires.error() : given.error());
    }
    options.consent.given = given->value_or(session.today());
    options.consent.expires = *expires;
    auto opened = options.archive.open_for(session, command);
    if (!opened) {
        return session.fail(opened.error());
    }
    if (auto added = add_consents(opened->archive, {&options.consent, 1}, options.archive.role());
        !added) {
        return session.fail(added.error());
    }
    return Exit::nothing;
}

/// What a guardian said when records were waiting for it: a yes covers them, too, a no ends the
/// waiting. The next plan of `minors --apply` releases or erases them.
Exit answer(const Session& session, ConsentOptions& options) {
    if (options.yes == options.no) {
        return session.fail({ErrorCode::bad_argument, "--yes or --no"});
    }
    options.consent.covers_earlier = options.yes;
    options.consent.refused = options.no;
    return record(session, options, "consent answer");
}

Exit revoke(const Session& session, const ConsentOptions& options) {
    const auto day = date_option("on", options.day);
    if (!day) {
        return session.fail(day.error());
    }
    auto opened = options.archive.open_for(session, "consent revoke");
    if (!opened) {
        return session.fail(opened.error());
    }
    const auto revoked =
        revoke_consents(opened->archive, options.consent.author_id, options.consent.guardian,
                        day->value_or(session.today()), options.archive.role());
    if (!revoked) {
        return session.fail(revoked.error());
    }
    if (*revoked == 0) {
        return session.fail({ErrorCode::not_found, "no consent of that account to revoke"});
    }
    return Exit::nothing;
}

Exit import(const Session& session, const ConsentOptions& options) {
    const auto text = session.environment().files.read_all(options.file);
    if (!text) {
        return session.fail(text.error());
    }
    const auto read = parse_consents(*text);
    if (!read) {
        return session.fail({read.error().code, options.file + ": " + read.error().detail});
    }
    auto opened = options.archive.open_for(session, "consent import");
    if (!opened) {
        return session.fail(opened.error());
    }
    if (auto added = add_consents(opened->archive, *read, options.archive.role()); !added) {
        return session.fail(added.error());
    }
    fmt::print(stderr, "{}: {}\n", session.text("consents", "consensi"), read->size());
    return Exit::nothing;
}

std::string date_or_dash(const std::optional<Date>& date) {
    return date ? format_date(*date) : "-";
}

Exit list(const Session& session, const ConsentOptions& options) {
    const auto opened = options.archive.open_for(session, "consent list");
    if (!opened) {
        return session.fail(opened.error());
    }
    const auto all = consents(opened->archive);
    if (!all) {
        return session.fail(all.error());
    }
    for (const Consent& consent : *all) {
        if (options.json) {
            fmt::print("{}\n", format_consent(consent));
        } else {
            fmt::print("{}  {}  {}  {}  {}  {}\n", consent.author_id, consent.guardian,
                       format_date(consent.given), date_or_dash(consent.expires),
                       date_or_dash(consent.revoked),
                       session.word(consent_state_name(state_on(consent, session.today()))));
        }
    }
    return Exit::nothing;
}

struct MinorsOptions {
    ArchiveArguments archive;
    int threshold = 0;
    bool json = false;
    bool apply = false;
};

void print_summary(const Session& session, const std::map<MinorsDecision, std::size_t>& counts,
                   int threshold) {
    fmt::print(stderr, "{} {}:", session.text("under", "sotto i"), threshold);
    for (const auto& [decision, count] : counts) {
        fmt::print(stderr, " {} {}", count, session.word(minors_decision_name(decision)));
    }
    fmt::print(stderr, "\n");
}

Exit minors(const Session& session, const MinorsOptions& options) {
    auto opened = options.archive.open_for(session, options.apply ? "minors --apply" : "minors");
    if (!opened) {
        return session.fail(opened.error());
    }
    auto& [archive, policy] = *opened;
    const int threshold = options.threshold > 0 ? options.threshold : policy.minors.threshold;
    if (threshold > 18) {
        return session.fail({ErrorCode::bad_argument, "--threshold: 1 to 18"});
    }
    if (options.apply) {
        auto input = plan_for_minors(archive, policy, threshold, session.today());
        return input ? store_own_plan(session, archive, std::move(*input), options.archive.by)
                     : session.fail(input.error());
    }
    std::map<MinorsDecision, std::size_t> counts;
    const auto judged = judge_due(
        archive, policy, {&threshold, 1}, session.today(),
        [&](const StoredRecord&, const MinorsVerdict& verdict) {
            ++counts[verdict.decision];
            if (options.json) {
                fmt::print("{}\n", format_verdict(verdict));
            } else if (verdict.under != Under::no || verdict.decision == MinorsDecision::release) {
                fmt::print("{:<12}  {}  {}-{}  {}  {}\n",
                           session.word(minors_decision_name(verdict.decision)), verdict.record,
                           verdict.least_age,
                           verdict.most_age >= 150 ? "?" : std::to_string(verdict.most_age),
                           verdict.via_account ? session.text("from the account", "dall'account")
                           : verdict.evidence.empty() ? ""
                                                      : session.word(verdict.evidence[0].field),
                           session.word(consent_state_name(verdict.consent)));
            }
        });
    if (!judged) {
        return session.fail(judged.error());
    }
    print_summary(session, counts, threshold);
    counts.erase(MinorsDecision::keep);
    counts.erase(MinorsDecision::wait);
    const bool todo = !counts.empty();
    return todo ? Exit::found : Exit::nothing;
}

} // namespace

void add_consent_command(CLI::App& app, Session& session) {
    CLI::App* consent =
        app.add_subcommand("consent", "guardians' authorisations / autorizzazioni dei genitori");
    consent->require_subcommand(1);
    auto options = std::make_shared<ConsentOptions>();
    CLI::App* added =
        add_command(*consent, session, "add", "record one / registrane una",
                    [&session, options] { return record(session, *options, "consent add"); });
    options->archive.add_to(*added);
    added
        ->add_option("--author", options->consent.author_id,
                     "account id or handle / id o nome del profilo")
        ->required();
    added->add_option("--guardian", options->consent.guardian, "who agrees / chi autorizza")
        ->required();
    added->add_option("--platform", options->consent.platform);
    added->add_option("--role", options->consent.role, "parent, tutor, foster, court");
    added->add_option("--method", options->consent.method,
                      "how it was verified; no copies of documents / come è stata verificata");
    added->add_option("--given", options->given, "first day; default today / primo giorno");
    added->add_option("--expires", options->expires, "last day / ultimo giorno");
    added->add_flag("--covers-earlier", options->consent.covers_earlier,
                    "also for what was written before / anche per il passato");

    CLI::App* answered =
        add_command(*consent, session, "answer",
                    "a guardian's yes or no to what is waiting / la risposta del genitore",
                    [&session, options] { return answer(session, *options); });
    options->archive.add_to(*answered);
    answered->add_option("--author", options->consent.author_id)->required();
    answered->add_option("--guardian", options->consent.guardian)->required();
    answered->add_option("--platform", options->consent.platform);
    answered->add_option("--role", options->consent.role, "parent, tutor, foster, court");
    answered->add_option("--method", options->consent.method);
    answered->add_option(
        "--on", options->given,
        "the day of the answer; default today / il giorno della risposta; altrimenti oggi");
    answered->add_option("--expires", options->expires, "last day of a yes / ultimo giorno");
    answered->add_flag("--yes", options->yes);
    answered->add_flag("--no", options->no);

    CLI::App* revoked = add_command(*consent, session, "revoke", "end it / revocala",
                                    [&session, options] { return revoke(session, *options); });
    options->archive.add_to(*revoked);
    revoked->add_option("--author", options->consent.author_id)->required();
    revoked->add_option("--guardian", options->consent.guardian);
    revoked->add_option("--on", options->day, "the day it ends; default today / da quando");

    CLI::App* listed = add_command(*consent, session, "list", "the register / il registro",
                                   [&session, options] { return list(session, *options); });
    options->archive.add_to(*listed);
    listed->add_flag("--json", options->json);

    CLI::App* imported =
        add_command(*consent, session, "import", "take a JSON list / importa un elenco JSON",
                    [&session, options] { return import(session, *options); });
    options->archive.add_to(*imported);
    imported->add_option("FILE", options->file)->required();
}

void add_minors_command(CLI::App& app, Session& session) {
    auto options = std::make_shared<MinorsOptions>();
    CLI::App* command =
        add_command(app, session, "minors",
                    "who wrote under age, with evidence and consent / chi ha scritto sotto l'età",
                    [&session, options] { return minors(session, *options); });
    options->archive.add_to(*command);
    command->add_option("--threshold", options->threshold,
                        "full years; default the policy's / anni compiuti");
    command->add_flag("--json", options->json);
    command->add_flag("--apply", options->apply,
                      "make the plan, to be approved / prepara il piano da approvare");
}

} // namespace oblio::cli
