// lib/src/erasure/answer.cpp
#include "oblio/erasure/answer.hpp"

#include "oblio/erasure/backup.hpp"
#include "oblio/erasure/grounds.hpp"
#include "oblio/erasure/worklist.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace oblio {
namespace {

constexpr std::array<std::string_view, 4> kind_names{"receipt", "extension", "refusal",
                                                     "completion"};

struct Both {
    std::string_view it, en;
};

constexpr std::array<Both, 6> rights{{{"cancellazione", "erasure"},
                                      {"accesso", "access"},
                                      {"rettifica", "rectification"},
                                      {"opposizione", "objection"},
                                      {"limitazione", "restriction"},
                                      {"oscuramento (L. 71/2017)", "removal (L. 71/2017)"}}};

/// Writes one answer. Borrows everything.
class Letter {
public:
    Letter(const Archive& archive, const Request& request, const Policy& policy, Language language)
        : archive_{archive}, request_{request}, policy_{policy}, language_{language},
          clock_{clock_of(request, policy)} {}

    [[nodiscard]] std::string receipt() const;
    [[nodiscard]] Result<std::string> extension() const;
    [[nodiscard]] Result<std::string> refusal() const;
    [[nodiscard]] Result<std::string> completion() const;

private:
    [[nodiscard]] bool italian() const { return language_ == Language::italian; }
    [[nodiscard]] std::string_view say(std::string_view it, std::string_view en) const {
        return italian() ? it : en;
    }
    [[nodiscard]] std::string day(Date date) const {
        return italian()
                   ? fmt::format("{}/{}/{}", static_cast<unsigned>(date.day()),
                                 static_cast<unsigned>(date.month()), static_cast<int>(date.year()))
                   : format_date(date);
    }
    [[nodiscard]] std::string day(Instant time) const { return day(rome_date(time)); }
    [[nodiscard]] std::string_view right() const {
        const Both& both = rights[static_cast<std::size_t>(request_.kind)];
        return say(both.it, both.en);
    }
    [[nodiscard]] std::string ground(std::string_view code) const {
        const Ground* found = find_ground(code);
        return found == nullptr ? std::string{code}
                                : fmt::format("{} ({})", say(found->it, found->en), found->law);
    }
    /// In every refusal, extension and completion.
    [[nodiscard]] std::string remedies() const {
        std::string text{
            say("Se non è d'accordo può presentare reclamo al Garante per la protezione dei dati "
                "personali (art. 77 GDPR) oppure ricorso al tribunale (art. 79 GDPR).",
                "If you disagree you may complain to the Italian data protection authority, the "
                "Garante (art. 77 GDPR), or go to court (art. 79 GDPR).")};
        if (!policy_.entity.dpo.empty()) {
            text += fmt::format("{}{}.", say(" Il nostro RPD: ", " Our DPO: "), policy_.entity.dpo);
        }
        return text + "\n";
    }
    [[nodiscard]] std::string done(const Plan& plan) const;
    [[nodiscard]] std::string kept(const Plan& plan) const;
    [[nodiscard]] Result<std::string> elsewhere() const;
    [[nodiscard]] Error not_yet(std::string_view why) const {
        return {ErrorCode::not_allowed, "request " + request_.number + ": " + std::string{why}};
    }

    const Archive& archive_;
    const Request& request_;
    const Policy& policy_;
    Language language_;
    RequestClock clock_;
};

std::string Letter::receipt() const {
    std::string text = fmt::format(
        fmt::runtime(say("Il {} abbiamo ricevuto la Sua richiesta di {}, n. {}. Risponderemo entro "
                         "il {}.",
                         "On {} we received your request for {}, no. {}. You will have our answer "
                         "by {}.")),
        day(request_.received), right(), request_.number, day(clock_.due));
    if (!request_.doubt.empty() && !request_.id_answered) {
        text +=
            say(" Per essere certi che i dati siano Suoi ci indichi il codice che Le mandiamo a "
                "un recapito già noto, oppure usi SPID o CIE; non ci mandi copie di documenti.",
                " To be sure that the data are yours, please give us the code that we send to "
                "a contact known to us, or use SPID or CIE; do not send copies of documents.");
    }
    if (clock_.urgent) {
        text += fmt::format(
            fmt::runtime(say(" La prendiamo in carico entro il {}Z; provvederemo entro il {}Z.",
                             " We take charge of it by {}Z and will act by {}Z.")),
            fmt::format("{:%Y-%m-%d %H:%M}", clock_.urgent->taken_in_charge),
            fmt::format("{:%Y-%m-%d %H:%M}", clock_.urgent->done));
    }
    return text + std::string{say(" Il servizio è gratuito.\n", " It is free of charge.\n")};
}

Result<std::string> Letter::extension() const {
    if (!request_.extension_sent) {
        return not_yet("it was not extended");
    }
    const bool known = !request_.identified_how.empty();
    return fmt::format(
               fmt::runtime(say("Per la richiesta n. {} ci serve più tempo, perché: {}. Il nuovo "
                                "termine è il {} (art. 12, par. 3, GDPR). Nel frattempo: {}. ",
                                "We need more time for request no. {}, because: {}. The new date "
                                "is {} (art. 12(3) GDPR). Meanwhile: {}. ")),
               request_.number, request_.extension_reason, day(clock_.due),
               known
                   ? say("abbiamo verificato la Sua identità e stiamo esaminando i contenuti",
                         "we verified your identity and are examining the records")
                   : say("stiamo verificando la Sua identità", "we are verifying your identity")) +
           remedies();
}

Result<std::string> Letter::refusal() const {
    if (request_.state != RequestState::refused) {
        return not_yet("it is not refused");
    }
    return fmt::format(
               fmt::runtime(say("Abbiamo esaminato la richiesta n. {}, ricevuta il {}. Non la "
                                "accogliamo per questo motivo: {}; {}. ",
                                "We examined request no. {}, received on {}. We do not follow it "
                                "for this reason: {}; {}. ")),
               request_.number, day(request_.received), ground(request_.refusal_ground),
               request_.refusal_reason) +
           remedies();
}

std::string Letter::done(const Plan& plan) const {
    std::string text;
    const auto line = [&](std::uint64_t count, std::string_view it, std::string_view en) {
        if (count > 0) {
            text += fmt::format(" {}: {}.", say(it, en), count);
        }
    };
    const bool corrects = request_.kind == RequestKind::rectification;
    line(plan.count(Action::purge), "Cancellati", "Erased");
    line(plan.count(Action::redact), corrects ? "Corretti" : "Resi illeggibili i riferimenti a Lei",
         corrects ? "Corrected" : "References to you made unreadable");
    line(plan.count(Action::restrict), "Limitati: si conservano, nessuno li usa",
         "Restricted: they are stored, nobody uses them");
    line(plan.count(Action::release), "Non più limitati", "No longer restricted");
    return text.empty() ? std::string{say(" Non abbiamo contenuti che La riguardino.",
                                          " We hold no records that concern you.")}
                        : text;
}

/// Each group that stays, with its norm, its end and who may read it (GDPR art. 12(4)).
std::string Letter::kept(const Plan& plan) const {
    std::map<std::pair<std::string, std::string>, std::uint64_t> groups;
    for (const PlanItem& item : plan.items) {
        if (item.decision.action == Action::keep) {
            ++groups[{item.decision.ground,
                      item.decision.review_on ? day(*item.decision.review_on) : std::string{}}];
        }
    }
    std::string text;
    for (const auto& [group, count] : groups) {
        text += fmt::format(" {}: {}, {}", say("Conservati", "Kept"), count, ground(group.first));
        if (!group.second.empty()) {
            text += fmt::format(", {} {}", say("fino al", "until"), group.second);
        }
        text += say("; li legge solo chi decide sulla Sua richiesta.",
                    "; only who decides on your request reads them.");
    }
    return text;
}

Result<std::string> Letter::elsewhere() const {
    std::string text;
    Date last{};
    for (const auto& [taken, expires] :
         live_backups(archive_, rome_date(archive_.environment().clock.now()))) {
        if (!request_.executed || taken <= *request_.executed) {
            last = last.ok() ? std::max(last, expires) : expires;
        }
    }
    if (last.ok()) {
        text += fmt::format(
            " {} {}.",
            say("Nelle copie di sicurezza i dati cessano il", "Backups lose the data on"),
            day(last));
    }
    if (request_.executed) {
        text += fmt::format(
            " {} {}.",
            say("Per non reimportarli teniamo un'impronta in codice fino al",
                "So as not to import them again we keep a coded fingerprint until"),
            day(add_days(rome_date(*request_.executed), policy_.requests.suppression_days)));
    }
    auto items = work_items(archive_, request_.number);
    if (!items) {
        return items.error();
    }
    std::uint64_t told = 0;
    std::uint64_t platform = 0;
    std::uint64_t removed = 0;
    for (const WorkItem& item : *items) {
        const bool is_platform = item.kind == WorkKind::platform;
        platform += is_platform ? 1U : 0U;
        removed += is_platform && item.done ? 1U : 0U;
        told += !is_platform && item.done ? 1U : 0U;
    }
    text += fmt::format(
        fmt::runtime(say(" Sulle piattaforme abbiamo tolto {} contenuti su {}. Destinatari "
                         "avvisati (art. 19): {}; l'elenco si dà a richiesta.",
                         " On the platforms we removed {} items of {}. Recipients told (art. 19): "
                         "{}; their list is given on request.")),
        removed, platform, told);
    return text;
}

Result<std::string> Letter::completion() const {
    if (request_.kind == RequestKind::access) {
        return fmt::format(
                   fmt::runtime(say("Alla richiesta n. {}, ricevuta il {}, alleghiamo i dati che "
                                    "La riguardano; quelli di altre persone sono sostituiti dalla "
                                    "loro natura. Il servizio è gratuito. ",
                                    "With request no. {}, received on {}, we enclose the data that "
                                    "concern you; those of other people are replaced by what they "
                                    "are. It is free of charge. ")),
                   request_.number, day(request_.received)) +
               remedies();
    }
    if (request_.plan.empty() || !request_.executed) {
        return not_yet("it is not executed");
    }
    auto plan = load_plan(archive_, request_.plan);
    auto others = elsewhere();
    if (!plan || !others) {
        return plan ? others.error() : plan.error();
    }
    const bool erases = plan->count(Action::purge) + plan->count(Action::redact) > 0 &&
                        request_.kind != RequestKind::rectification;
    std::string text =
        fmt::format(fmt::runtime(say("La richiesta n. {}, ricevuta il {}, è conclusa il {}.",
                                     "Request no. {}, received on {}, was completed on {}.")),
                    request_.number, day(request_.received), day(*request_.executed));
    text += done(*plan) + kept(*plan) + (erases ? *others : std::string{});
    if (!request_.certificate.empty()) {
        text += fmt::format(" {} {}.", say("Alleghiamo l'attestato", "We enclose the certificate"),
                            request_.certificate);
    }
    text += say(" Il servizio è gratuito. ", " It is free of charge. ");
    return text + remedies();
}

} // namespace

std::optional<AnswerKind> find_answer_kind(std::string_view name) noexcept {
    const auto* found = std::find(kind_names.begin(), kind_names.end(), name);
    return found == kind_names.end()
               ? std::nullopt
               : std::optional{static_cast<AnswerKind>(found - kind_names.begin())};
}

Result<std::string> answer_text(const Archive& archive, const Request& request,
                                const Policy& policy, AnswerKind kind, Language language) {
    const Letter letter{archive, request, policy, language};
    switch (kind) {
    case AnswerKind::extension:
        return letter.extension();
    case AnswerKind::refusal:
        return letter.refusal();
    case AnswerKind::completion:
        return letter.completion();
    case AnswerKind::receipt:
        break;
    }
    return letter.receipt();
}

} // namespace oblio
