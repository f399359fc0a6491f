// cli/src/request_command.cpp: oblio request: the life of a data-subject request.
#include "archive_access.hpp"
#include "commands.hpp"
#include "request_review.hpp"
#include "subject_files.hpp"

#include "oblio/erasure/request.hpp"
#include "oblio/erasure/subject_plan.hpp"
#include "oblio/subject/trace.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Everything that some step of a request takes.
struct RequestArguments {
    ArchiveArguments archive;
    std::string number, subject, kind = "erasure", channel = "email", received, requester;
    std::string requester_role = "self", ground, how, doubt, role, over_cap_by, reason, date, of;
    std::string answers_file, citizen_copy;
    bool json = false, list = false;
};

Json request_json(const Request& request, const Policy& policy, Date today) {
    const RequestClock clock = clock_of(request, policy);
    Json json{{"number", request.number},
              {"kind", request_kind_name(request.kind)},
              {"state", request_state_name(request.state)},
              {"channel", request.channel},
              {"received", format_instant(request.received)},
              {"due", format_date(clock.due)},
              {"days_left", clock.days_left(today)},
              {"ground", request.ground},
              {"plan", request.plan},
              {"certificate", request.certificate}};
    if (clock.paused) {
        json["due_paused"] = format_date(*clock.paused);
    }
    if (clock.urgent) {
        json["urgent"] = format_instant(clock.first);
    }
    Json steps = Json::array();
    for (const RequestStep& step : request.steps) {
        steps.push_back({{"at", format_instant(step.at)}, {"what", step.what}, {"by", step.by}});
    }
    json["steps"] = std::move(steps);
    return json;
}

class Requests {
public:
    Requests(const Session& session, const RequestArguments& arguments)
        : session_{session}, arguments_{arguments} {}

    /// Opens archive and policy, then does one step. The step says what to print.
    template <class Step> Exit with_archive(bool read_only, Step step) {
        auto archive = arguments_.archive.open(session_, read_only);
        if (!archive) {
            return session_.fail(archive.error());
        }
        const auto policy = policy_of(*archive);
        if (!policy) {
            return session_.fail(policy.error());
        }
        const Result<Exit> done = step(*archive, *policy);
        return done ? *done : session_.fail(done.error());
    }

    Result<Exit> shown(const Result<Request>& request, const Policy& policy) const {
        if (!request) {
            return request.error();
        }
        if (arguments_.json) {
            fmt::print("{}\n", request_json(*request, policy, session_.today()).dump());
            return Exit::nothing;
        }
        const RequestClock clock = clock_of(*request, policy);
        fmt::print("{} {}  {}  {} {}  {} {} ({} {})\n", session_.text("request", "richiesta"),
                   request->number, request_kind_name(request->kind),
                   session_.text("state:", "stato:"), request_state_name(request->state),
                   session_.text("answer due", "risposta entro"), format_date(clock.due),
                   clock.days_left(session_.today()), session_.text("days left", "giorni"));
        return Exit::nothing;
    }

    Exit open() {
        return with_archive(false, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto kind = find_request_kind(arguments_.kind);
            if (!kind) {
                return Error{ErrorCode::bad_argument, "--kind " + arguments_.kind};
            }
            const auto subject = load_subject(session_, arguments_.subject);
            if (!subject) {
                return subject.error();
            }
            NewRequest fresh;
            fresh.kind = *kind;
            fresh.channel = arguments_.channel;
            fresh.requester_role = arguments_.requester_role;
            fresh.ground = arguments_.ground;
            fresh.received = session_.now();
            if (!arguments_.received.empty()) {
                const auto at = parse_time(arguments_.received);
                if (!at) {
                    return Error{ErrorCode::bad_argument, "--received " + arguments_.received};
                }
                fresh.received = *at;
            }
            fresh.person.requester =
                arguments_.requester.empty() ? subject->name : arguments_.requester;
            fresh.person.subject_json = format_subject(*subject);
            return shown(open_request(archive, fresh), policy);
        });
    }

    Exit identify_person() {
        return with_archive(false, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            if (!arguments_.doubt.empty()) {
                return shown(ask_identity(archive, arguments_.number, arguments_.doubt, day(),
                                          arguments_.archive.by),
                             policy);
            }
            return shown(
                identify(archive, arguments_.number, arguments_.how, day(), arguments_.archive.by),
                policy);
        });
    }

    Exit plan() {
        return with_archive(false, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto traced = trace_request(session_, archive, arguments_.number);
            if (!traced) {
                return traced.error();
            }
            const auto request = load_request(archive, arguments_.number);
            if (!request) {
                return request.error();
            }
            auto input = plan_for_subject(archive, traced->subject, traced->trace,
                                          request->ground.empty() ? "G_POLICY" : request->ground);
            if (!input) {
                return input.error();
            }
            input->id = request->number;
            input->author = arguments_.archive.by;
            input->suppression_days = policy.requests.suppression_days;
            const auto made = make_plan(archive, *input);
            if (!made) {
                return made.error();
            }
            const auto after =
                set_plan(archive, arguments_.number, made->hash, arguments_.archive.by);
            if (!after) {
                return after.error();
            }
            print_plan(*made);
            return Exit::nothing;
        });
    }

    void print_plan(const Plan& plan) const {
        if (arguments_.json) {
            fmt::print("{}\n", plan_json(plan));
            return;
        }
        fmt::print("{} {}\n", session_.text("plan", "piano"), plan.hash);
        for (const Action action : {Action::purge, Action::redact, Action::keep, Action::restrict,
                                    Action::quarantine, Action::release}) {
            if (const auto count = plan.count(action); count > 0) {
                fmt::print("{:>8}  {}\n", count, action_name(action));
            }
        }
        fmt::print("{:>8}  {}\n", plan.left_for_review,
                   session_.text("left for review, untouched", "da rivedere, intatti"));
        for (const PlanItem& item : plan.items) {
            fmt::print("  {:>10}  {:<10} {:<8} {}\n", static_cast<std::int64_t>(item.decision.row),
                       item.platform, action_name(item.decision.action), item.decision.ground);
        }
    }

    Exit approve() {
        return with_archive(false, [&](Archive& archive, const Policy& policy) {
            return shown(approve_request(archive, arguments_.number, arguments_.archive.by,
                                         arguments_.role, policy, arguments_.over_cap_by),
                         policy);
        });
    }

    Exit execute() {
        return with_archive(false, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            ExecuteOptions options;
            options.caps = policy.caps;
            Progress progress{std::string{session_.text("execute", "esecuzione")}};
            options.progress = [&progress](std::string_view, std::uint64_t done,
                                           std::uint64_t total) { progress.update(done, total); };
            const auto receipt =
                execute_request(archive, arguments_.number, arguments_.archive.by, options);
            if (!receipt) {
                return receipt.error();
            }
            print_receipt(*receipt);
            return Exit::nothing;
        });
    }

    void print_receipt(const Receipt& receipt) const {
        std::string_view what = session_.text("executed", "eseguita");
        if (receipt.status == ExecuteStatus::resumed) {
            what = session_.text("an interrupted execution was brought to its end",
                                 "un'esecuzione interrotta è stata portata a termine");
        } else if (receipt.status == ExecuteStatus::already_done) {
            what = session_.text("executed before; nothing was changed",
                                 "già eseguita; nulla è cambiato");
        } else if (receipt.status == ExecuteStatus::nothing_to_erase) {
            what = session_.text("nothing to erase", "nulla da cancellare");
        }
        if (arguments_.json) {
            const Json json{{"status", status_name(receipt.status)},
                            {"plan", receipt.plan},
                            {"purged", receipt.purged},
                            {"redacted", receipt.redacted},
                            {"kept", receipt.kept},
                            {"index_entries_erased", receipt.terms_erased},
                            {"keys_shredded", receipt.slots_shredded},
                            {"purge_microseconds", receipt.purge_time.count()},
                            {"total_microseconds", receipt.total_time.count()}};
            fmt::print("{}\n", json.dump());
            return;
        }
        fmt::print("{}\n{:>8}  {}\n{:>8}  {}\n{:>8}  {}\n", what, receipt.purged,
                   session_.text("records purged", "contenuti cancellati"), receipt.redacted,
                   session_.text("records redacted", "contenuti oscurati"), receipt.slots_shredded,
                   session_.text("keys overwritten", "chiavi sovrascritte"));
    }

    static std::string_view status_name(ExecuteStatus status) {
        switch (status) {
        case ExecuteStatus::executed:
            return "executed";
        case ExecuteStatus::resumed:
            return "resumed";
        case ExecuteStatus::already_done:
            return "already_done";
        case ExecuteStatus::nothing_to_erase:
            return "nothing_to_erase";
        }
        return "executed";
    }

    Exit verify() {
        return with_archive(false, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            CaseFacts facts;
            facts.controller = policy.entity.name;
            facts.dpo = policy.entity.dpo;
            facts.program = "oblio " OBLIO_VERSION;
            if (const auto person = request_person(archive, arguments_.number)) {
                if (const auto subject = parse_subject(person->subject_json)) {
                    facts.identifiers = identifying_values(*subject);
                }
            }
            Progress progress{std::string{session_.text("verify", "verifica")}};
            const auto proof =
                verify_request(archive, arguments_.number, facts, arguments_.archive.by,
                               [&progress](std::string_view, std::uint64_t done,
                                           std::uint64_t total) { progress.update(done, total); });
            if (!proof) {
                return proof.error();
            }
            if (!arguments_.citizen_copy.empty() && !proof->citizen_copy.empty()) {
                if (auto written = session_.environment().files.replace(arguments_.citizen_copy,
                                                                        proof->citizen_copy);
                    !written) {
                    return written.error();
                }
            }
            print_proof(*proof);
            return proof->holds ? Exit::nothing : Exit::found;
        });
    }

    void print_proof(const Verification& proof) const {
        if (arguments_.json) {
            Json checks = Json::array();
            for (const ProofCheck& check : proof.checks) {
                checks.push_back(
                    {{"name", check.name}, {"holds", check.holds}, {"figure", check.figure}});
            }
            fmt::print("{}\n", Json{{"holds", proof.holds},
                                    {"checks", std::move(checks)},
                                    {"files", proof.files},
                                    {"bytes", proof.bytes},
                                    {"certificate", proof.file.string()}}
                                   .dump());
            return;
        }
        for (const ProofCheck& check : proof.checks) {
            fmt::print("  {} {:<22} {}\n", check.holds ? "✓" : "✗", check.name, check.figure);
        }
        fmt::print("{}\n", proof.holds ? session_.text("The erasure is proved.",
                                                       "La cancellazione è provata.")
                                       : session_.text("The erasure is NOT proved.",
                                                       "La cancellazione NON è provata."));
        if (proof.holds) {
            fmt::print("{} {}\n", session_.text("certificate:", "attestato:"), proof.file.string());
        }
    }

    Exit end(std::string_view how) {
        return with_archive(false, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const std::string& by = arguments_.archive.by;
            if (how == "refuse") {
                return shown(refuse_request(archive, arguments_.number, arguments_.ground,
                                            arguments_.reason, by),
                             policy);
            }
            if (how == "extend") {
                return shown(
                    extend_request(archive, arguments_.number, arguments_.reason, day(), by),
                    policy);
            }
            if (how == "withdraw") {
                return shown(withdraw_request(archive, arguments_.number, by), policy);
            }
            if (how == "duplicate") {
                return shown(mark_duplicate(archive, arguments_.number, arguments_.of, by), policy);
            }
            return shown(
                close_request(archive, arguments_.number, session_.now(), arguments_.channel, by),
                policy);
        });
    }

    Exit list() {
        return with_archive(true, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto all = requests(archive, policy);
            if (!all) {
                return all.error();
            }
            for (const Request& request : *all) {
                if (auto done = shown(request, policy); !done) {
                    return done;
                }
            }
            return Exit::nothing;
        });
    }

    Exit show() {
        return with_archive(true, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto request = load_request(archive, arguments_.number);
            auto done = shown(request, policy);
            if (!done || arguments_.json) {
                return done;
            }
            for (const RequestStep& step : request->steps) {
                fmt::print("  {}  {:<12} {}\n", format_instant(step.at), step.what, step.by);
            }
            return Exit::nothing;
        });
    }

    Exit review() {
        return with_archive(false, [&](Archive& archive, const Policy&) {
            return review_request(session_, archive, arguments_.number, arguments_.archive.by,
                                  arguments_.answers_file, arguments_.list);
        });
    }

private:
    [[nodiscard]] Date day() const {
        const auto given = parse_date(arguments_.date);
        return given ? *given : session_.today();
    }
    static std::optional<Instant> parse_time(const std::string& text) {
        if (const auto date = parse_date(text)) {
            return Instant{std::chrono::sys_days{*date} + std::chrono::hours{10}};
        }
        return parse_instant(text);
    }

    const Session& session_;
    const RequestArguments& arguments_;
};

} // namespace

void add_request_commands(CLI::App& app, Session& session) {
    CLI::App* request = app.add_subcommand(
        "request", "the life of a data-subject request / la vita di una richiesta");
    request->require_subcommand(1);
    const auto add = [&](const std::string& name, const std::string& help, bool numbered,
                         auto run) {
        auto arguments = std::make_shared<RequestArguments>();
        CLI::App* step = add_command(*request, session, name, help, [&session, arguments, run] {
            Requests requests{session, *arguments};
            return run(requests);
        });
        arguments->archive.add_to(*step);
        step->add_flag("--json", arguments->json, "JSON");
        if (numbered) {
            step->add_option("NUMBER", arguments->number, "of the request / della richiesta")
                ->required();
        }
        return std::pair{step, arguments};
    };
    const auto [open, o] = add("open", "a request comes in / arriva una richiesta", false,
                               [](Requests& r) { return r.open(); });
    open->add_option("--subject", o->subject, "the subject file / la scheda")->required();
    open->add_option("--kind", o->kind,
                     "erasure (default), access, rectification, objection, restriction, "
                     "cyberbullying");
    open->add_option("--channel", o->channel, "pec, email, letter, desk, dm, comment");
    open->add_option("--received", o->received, "day or instant of arrival; default now");
    open->add_option("--requester", o->requester, "who asks, if not the subject");
    open->add_option("--requester-role", o->requester_role,
                     "self, agent, parent, tutor, heir, own_interest");
    open->add_option("--ground", o->ground, "the law's code, such as G17A");
    const auto [identify, i] =
        add("identify", "the identity is verified, or asked for / l'identità", true,
            [](Requests& r) { return r.identify_person(); });
    identify->add_option("--how", i->how, "how it was verified; no copy of a document is kept");
    identify->add_option("--ask", i->doubt, "why there is a doubt: proof is asked for");
    identify->add_option("--on", i->date, "the day; default today");
    add("plan", "what would happen to each record / che cosa accadrebbe", true,
        [](Requests& r) { return r.plan(); });
    const auto [review, v] = add("review", "the ambiguous records, one by one / i contenuti dubbi",
                                 true, [](Requests& r) { return r.review(); });
    review->add_option("--answers", v->answers_file,
                       "a file {\"yes\":[record],\"no\":[record]} in place of the terminal");
    review->add_flag("--list", v->list, "only list them, as JSON");
    const auto [approve, a] = add("approve", "the plan may be executed / il piano è approvato",
                                  true, [](Requests& r) { return r.approve(); });
    approve->add_option("--role", a->role, "of who approves, as in the policy")->required();
    approve->add_option("--over-cap-by", a->over_cap_by, "a second approver, beyond the cap");
    add("execute", "runs the approved plan only / esegue il piano approvato", true,
        [](Requests& r) { return r.execute(); });
    const auto [verify, p] = add("verify", "reads everything again, writes the certificate", true,
                                 [](Requests& r) { return r.verify(); });
    verify->add_option("--citizen-copy", p->citizen_copy,
                       "where the citizen's copy goes: it holds the salt, ours does not");
    const auto [refuse, f] = add("refuse", "refused, with a ground / rifiutata", true,
                                 [](Requests& r) { return r.end("refuse"); });
    refuse->add_option("--ground", f->ground, "the exemption's code")->required();
    refuse->add_option("--reason", f->reason, "in words")->required();
    const auto [extend, e] = add("extend", "two more months, with a reason / prorogata", true,
                                 [](Requests& r) { return r.end("extend"); });
    extend->add_option("--reason", e->reason, "in words")->required();
    extend->add_option("--on", e->date, "the day on which the person was told; default today");
    add("withdraw", "withdrawn by who asked / ritirata", true,
        [](Requests& r) { return r.end("withdraw"); });
    const auto [duplicate, d] = add("duplicate", "the same as another one / doppione", true,
                                    [](Requests& r) { return r.end("duplicate"); });
    duplicate->add_option("--of", d->of, "number of the other one")->required();
    const auto [close, c] = add("close", "answered and closed / risposta e chiusa", true,
                                [](Requests& r) { return r.end("close"); });
    close->add_option("--channel", c->channel, "through which the answer went");
    add("list", "by what expires first / per scadenza", false,
        [](Requests& r) { return r.list(); });
    add("show", "one request with its steps / una richiesta", true,
        [](Requests& r) { return r.show(); });
}

} // namespace oblio::cli
