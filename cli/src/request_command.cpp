// cli/src/request_command.cpp: oblio request: the life of a data-subject request, as it is typed.
#include "commands.hpp"
#include "request_actions.hpp"

#include <fmt/ranges.h>

#include <memory>
#include <span>
#include <utility>

namespace oblio::cli {
namespace {

using Run = Exit (RequestActions::*)();

std::string words_of(std::span<const std::string_view> words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

/// Adds steps to `request`; each has arguments of its own.
class Steps {
public:
    Steps(CLI::App& request, Session& session) : request_{request}, session_{session} {}

    using Added = std::pair<CLI::App*, std::shared_ptr<RequestArguments>>;
    Added add(const std::string& name, const std::string& help, Run run, bool numbered = true) {
        auto arguments = std::make_shared<RequestArguments>();
        Session& session = session_;
        CLI::App* step = add_command(request_, session_, name, help, [&session, arguments, run] {
            RequestActions actions{session, *arguments};
            return (actions.*run)();
        });
        arguments->archive.add_to(*step);
        step->add_flag("--json", arguments->json, "JSON");
        if (numbered) {
            step->add_option("NUMBER", arguments->number, "of the request / della richiesta")
                ->required();
        }
        return {step, arguments};
    }

private:
    CLI::App& request_;
    Session& session_;
};

void add_beginning(Steps& steps) {
    const auto [open, o] = steps.add("open", "a request comes in / arriva una richiesta",
                                     &RequestActions::open, false);
    open->add_option("--subject", o->subject, "the subject file / la scheda")->required();
    open->add_option("--kind", o->kind,
                     "erasure (default), access, rectification, objection, restriction, "
                     "cyberbullying");
    open->add_option("--channel", o->channel, words_of(request_channels));
    open->add_option(
        "--received", o->received,
        "day or instant of arrival; default now / giorno o istante di arrivo; altrimenti ora");
    open->add_option("--requester", o->requester,
                     "who asks, if not the subject / chi chiede, se non l'interessato");
    open->add_option("--requester-role", o->requester_role, words_of(requester_roles));
    open->add_option(
        "--again", o->again,
        "number of a case that a restore lost / numero di un caso perso da un ripristino");
    open->add_option("--ground", o->ground,
                     "the law's code, such as G17A or R18A / il codice di legge, come G17A o R18A");
    const auto [identify, i] = steps.add(
        "identify", "the identity is verified, or asked for / l'identità", // no copy is kept
        &RequestActions::identify_person);
    identify->add_option("--how", i->how,
                         "how it was verified; no copy of a document is kept / come è stata "
                         "verificata; non si tengono copie di documenti");
    identify->add_option(
        "--ask", i->doubt,
        "why there is a doubt: proof is asked for / perché c'è un dubbio: si chiede una prova");
    identify->add_option("--on", i->date, "the day; default today / il giorno; altrimenti oggi");
    steps.add("trace", "looks for every mention / cerca ogni riferimento", &RequestActions::trace);
    const auto [review, v] = steps.add(
        "review", "the ambiguous records, one by one / i contenuti dubbi", &RequestActions::review);
    review->add_option("--answers", v->answers_file,
                       "a file {\"yes\":[record],\"no\":[record]} in place of the terminal / un "
                       "file {\"yes\":[contenuto],\"no\":[contenuto]} al posto del terminale");
    review->add_flag("--list", v->list, "only list them, as JSON / solo l'elenco, in JSON");
}

void add_decisions(Steps& steps) {
    const auto [plan, p] = steps.add(
        "plan", "what would happen to each record / che cosa accadrebbe", &RequestActions::plan);
    plan->add_option("--action", p->action,
                     "erase, restrict, release, rectify; default: what the "
                     "kind of the request asks for / altrimenti ciò che la richiesta chiede");
    plan->add_option("--ground", p->ground,
                     "the law's code, in place of the request's / il codice di legge, al posto di "
                     "quello della richiesta");
    plan->add_option("--reason", p->reason,
                     "of a restriction, in words / di una limitazione, in parole");
    plan->add_option("--until", p->until,
                     "when a restriction is looked at again / quando una limitazione si riesamina");
    plan->add_option("--told", p->told,
                     "the day on which the person was told that the restriction ends (art. 18(3)) "
                     "/ il giorno in cui la persona è stata avvisata della fine");
    plan->add_option("--corrections", p->corrections,
                     "a file [{\"record\",\"from\",\"to\"}], to rectify / un file "
                     "[{\"record\",\"from\",\"to\"}], per rettificare");
    const auto [keep, k] = steps.add(
        "keep", "one record stays, for a legal ground / un contenuto resta", &RequestActions::keep);
    keep->add_option("RECORD", k->record, "its id / il suo id")->required();
    keep->add_option("--ground", k->ground,
                     "the exemption's code, such as X17A / il codice dell'esenzione, come X17A")
        ->required();
    keep->add_option("--reason", k->reason, "in words / in parole")->required();
    keep->add_option(
            "--until", k->until,
            "the last day; the case opens again after it / l'ultimo giorno; poi il caso si riapre")
        ->required();
    const auto [release, r] =
        steps.add("release", "ends what keeps one record / il contenuto non è più conservato",
                  &RequestActions::release);
    release->add_option("RECORD", r->record, "its id / il suo id")->required();
    const auto [approve, a] = steps.add(
        "approve", "the plan may be executed / il piano è approvato", &RequestActions::approve);
    approve
        ->add_option("--role", a->role,
                     "of who approves, as in the policy / di chi approva, come nella policy")
        ->required();
    approve->add_option(
        "--over-cap-by", a->over_cap_by,
        "a second approver, beyond the cap / chi approva per secondo, oltre il limite");
    steps.add("execute", "runs the approved plan only / esegue il piano approvato",
              &RequestActions::execute);
    const auto [verify, w] =
        steps.add("verify", "reads everything again, writes the certificate / verifica e attesta",
                  &RequestActions::verify);
    verify->add_option("--citizen-copy", w->citizen_copy,
                       "where the citizen's copy goes: it holds the salt, ours does not / dove va "
                       "la copia del cittadino: tiene il sale, la nostra no");
}

void add_endings(Steps& steps) {
    const auto [refuse, f] =
        steps.add("refuse", "refused, with a ground / rifiutata", &RequestActions::refuse);
    refuse->add_option("--ground", f->ground, "the exemption's code / il codice dell'esenzione")
        ->required();
    refuse->add_option("--reason", f->reason, "in words / in parole")->required();
    const auto [extend, e] =
        steps.add("extend", "two more months, with a reason / prorogata", &RequestActions::extend);
    extend->add_option("--reason", e->reason, "in words / in parole")->required();
    extend->add_option("--on", e->date,
                       "the day on which the person was told; default today / il giorno "
                       "dell'avviso alla persona; altrimenti oggi");
    steps.add("withdraw", "withdrawn by who asked / ritirata", &RequestActions::withdraw);
    const auto [duplicate, d] =
        steps.add("duplicate", "the same as another one / doppione", &RequestActions::duplicate);
    duplicate->add_option("--of", d->of, "number of the other one / il numero dell'altra")
        ->required();
    const auto [close, c] =
        steps.add("close", "answered and closed / risposta e chiusa", &RequestActions::close);
    close->add_option("--channel", c->channel,
                      "through which the answer went: " + words_of(answer_channels) +
                          " / con cui è partita la risposta: " + words_of(answer_channels));
    const auto [letter, l] =
        steps.add("letter", "what to write to the person / che cosa scrivere all'interessato",
                  &RequestActions::letter);
    letter->add_option("--text", l->text, "receipt (default), extension, refusal, completion");
    const auto [forget, g] =
        steps.add("forget",
                  "closed cases past the policy's term forget whom they were about / le pratiche "
                  "chiuse dimenticano di chi parlavano",
                  &RequestActions::forget, false);
    forget
        ->add_option("--days", g->days,
                     "in place of the policy's requests.case_days / al posto di requests.case_days "
                     "della policy")
        ->check(CLI::NonNegativeNumber);
}

} // namespace

void add_request_commands(CLI::App& app, Session& session) {
    CLI::App* request = app.add_subcommand(
        "request", "the life of a data-subject request / la vita di una richiesta");
    request->require_subcommand(1);
    Steps steps{*request, session};
    add_beginning(steps);
    add_decisions(steps);
    add_endings(steps);
    steps.add("list", "by what expires first / per scadenza", &RequestActions::list, false);
    steps.add("show", "one request with its steps / una richiesta", &RequestActions::show);
}

} // namespace oblio::cli
