// lib/src/report/actions.cpp: what there is to do, the most urgent first.
#include "report/data.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oblio::report {
namespace {

using std::chrono::sys_days;

/// The most urgent first: broken proof, unlawful publication, children, deadlines, the rest.
class Actions {
public:
    Actions(const AuditData& data, const Policy& policy, const AuditOptions& options)
        : data_{data}, policy_{policy}, options_{options} {}

    [[nodiscard]] std::vector<AuditAction> list() && {
        broken_ledger();
        published();
        late_requests();
        children();
        conversations();
        holds();
        unnamed();
        std::stable_sort(list_.begin(), list_.end(), [](const auto& left, const auto& right) {
            return left.urgency < right.urgency;
        });
        return std::move(list_);
    }

private:
    void add(Urgency urgency, LocalText what, LocalText why, std::string command = {}) {
        list_.push_back({urgency, std::move(what), std::move(why), std::move(command)});
    }
    /// "3 conversazioni", "1 conversazione".
    [[nodiscard]] static LocalText count(std::int64_t n, const LocalText& one,
                                         const LocalText& many) {
        return {fmt::format("{} {}", n, n == 1 ? one.it : many.it),
                fmt::format("{} {}", n, n == 1 ? one.en : many.en)};
    }

    void broken_ledger() {
        if (!data_.ledger_holds) {
            add(Urgency::now, {"Il registro non è integro", "The ledger does not hold"},
                {"Una riga è stata cambiata, tolta o spostata: le prove non valgono più. Valutare "
                 "se è una violazione di dati (72 ore).",
                 "An entry was changed, removed or moved: proofs no longer hold. Ask whether it is "
                 "a breach (72 hours)."},
                "oblio ledger verify -a ARCHIVE");
        }
    }
    void published() {
        if (const auto own = data_.sensitive_own; own > 0) {
            const auto n = count(own, {"contenuto dell'ente rivela", "item of the entity reveals"},
                                 {"contenuti dell'ente rivelano", "items of the entity reveal"});
            add(Urgency::now,
                {n.it + " dati particolari, giudiziari o di disagio",
                 n.en + " special-category, judicial or hardship data"},
                {"Pubblicati dall'ente: oscurare subito e chiedersi oggi stesso se è una "
                 "violazione di dati (art. 33 GDPR).",
                 "Published by the entity: redact now and ask today whether it is a breach (GDPR "
                 "art. 33)."},
                "oblio retention -a ARCHIVE --public");
        }
        if (const auto others = data_.sensitive_others; others > 0) {
            const auto n = count(
                others, {"commento o post di altri rivela", "comment or post of others reveals"},
                {"commenti e post di altri rivelano", "comments and posts of others reveal"});
            add(Urgency::soon,
                {n.it + " dati particolari, giudiziari o di disagio",
                 n.en + " special-category, judicial or hardship data"},
                {"La policy ne vuole la rimozione, anche senza richiesta.",
                 "The policy wants them removed, without any request."},
                "oblio retention -a ARCHIVE --public");
        }
    }
    void late_requests() {
        const auto late = std::count_if(
            data_.requests.begin(), data_.requests.end(), [&](const RequestLine& one) {
                return !one.closed && one.due && sys_days{*one.due} < sys_days{options_.to};
            });
        if (late > 0) {
            const auto n =
                count(late, {"richiesta è", "request is"}, {"richieste sono", "requests are"});
            add(Urgency::now,
                {n.it + " senza risposta oltre il termine", n.en + " unanswered past the deadline"},
                {"Il mese dell'art. 12(3) GDPR è passato: rispondere, anche solo in parte.",
                 "The month of GDPR art. 12(3) has passed: answer, even if in part."},
                "oblio request list -a ARCHIVE");
        }
    }
    void children() {
        if (data_.minors.empty()) {
            return;
        }
        const auto at =
            std::find_if(data_.minors.begin(), data_.minors.end(), [&](const auto& one) {
                return one.threshold == policy_.minors.threshold;
            });
        if (at->without > 0) {
            const auto n = count(at->without, {"contenuto di chi ha", "record of somebody"},
                                 {"contenuti di chi ha", "records of people"});
            add(Urgency::now,
                {fmt::format("{} meno di {} anni, senza consenso valido", n.it, at->threshold),
                 fmt::format("{} under {}, without a valid consent", n.en, at->threshold)},
                {"Cancellare, o mettere in quarantena, con un piano approvato.",
                 "Erase, or set aside, by an approved plan."},
                "oblio minors -a ARCHIVE --apply");
        }
        if (at->release > 0) {
            const auto n =
                count(at->release,
                      {"contenuto in quarantena da liberare", "record in quarantine to release"},
                      {"contenuti in quarantena da liberare", "records in quarantine to release"});
            add(Urgency::soon, n,
                {"È arrivato il consenso, o chi scrive risulta avere l'età.",
                 "The consent came, or the author turned out to be of age."},
                "oblio minors -a ARCHIVE --apply");
        }
        if (at->review > 0) {
            const auto n =
                count(at->review, {"contenuto forse di un minore", "record perhaps of a minor"},
                      {"contenuti forse di minori", "records perhaps of minors"});
            add(Urgency::soon, {n.it + ": decide una persona", n.en + ": a person decides"},
                {"Gli indizi sull'età non bastano, o si contraddicono.",
                 "The evidence of age is not enough, or contradicts itself."},
                "oblio minors -a ARCHIVE");
        }
    }
    void conversations() {
        if (const auto late = threads_of(data_, RetentionStatus::overdue); late > 0) {
            int longest = 0;
            for (const RetentionVerdict& one : data_.threads) {
                longest = one.status == RetentionStatus::overdue ? std::max(longest, -one.days_left)
                                                                 : longest;
            }
            const auto n = count(late,
                                 {"conversazione privata oltre il termine",
                                  "private conversation past its deadline"},
                                 {"conversazioni private oltre il termine",
                                  "private conversations past their deadline"});
            add(Urgency::now, n,
                {fmt::format("La più vecchia da {} giorni. Cancellare con un piano approvato.",
                             longest),
                 fmt::format("The oldest by {} days. Erase by an approved plan.", longest)},
                "oblio retention -a ARCHIVE --apply");
        }
        const auto unread = std::count_if(
            data_.threads.begin(), data_.threads.end(), [&](const RetentionVerdict& one) {
                return one.status != RetentionStatus::overdue && one.forward_by &&
                       sys_days{*one.forward_by} < sys_days{options_.to};
            });
        if (unread > 0) {
            const auto n = count(unread,
                                 {"conversazione senza risposta né inoltro",
                                  "conversation neither answered nor handed on"},
                                 {"conversazioni senza risposta né inoltro",
                                  "conversations neither answered nor handed on"});
            const std::string& office = policy_.forwarding.office;
            add(Urgency::soon, n,
                {fmt::format("La policy le vuole inoltrate a {}; chi lo ha fatto le segna aperte.",
                             office),
                 fmt::format("The policy wants them handed on to {}; mark them open once done.",
                             office)},
                "oblio retention -a ARCHIVE --json");
        }
        if (const auto due = threads_of(data_, RetentionStatus::due); due > 0) {
            const auto n = count(due, {"conversazione in scadenza", "conversation due soon"},
                                 {"conversazioni in scadenza", "conversations due soon"});
            add(Urgency::know, n,
                {"Chi ha ancora una richiesta aperta va segnato ora, o il termine corre.",
                 "Mark now those with an open request, or the clock runs."},
                "oblio retention thread open -a ARCHIVE THREAD");
        }
    }
    void holds() {
        const auto ended =
            std::count_if(data_.holds.begin(), data_.holds.end(), [&](const auto& one) {
                return one.until && sys_days{*one.until} < sys_days{options_.to};
            });
        if (ended > 0) {
            const auto n = count(ended, {"blocco legale finito", "legal hold that ended"},
                                 {"blocchi legali finiti", "legal holds that ended"});
            add(Urgency::soon, n,
                {"Ciò che fermavano si può di nuovo cancellare: rinnovarli o toglierli.",
                 "What they kept may be erased again: renew or release them."},
                "oblio retention hold release -a ARCHIVE THREAD");
        }
        const auto endless =
            std::count_if(data_.holds.begin(), data_.holds.end(), [&](const auto& one) {
                return !one.until && days_between(one.since, options_.to) > 365;
            });
        if (endless > 0) {
            const auto n = count(endless,
                                 {"blocco legale senza fine da più di un anno",
                                  "legal hold without end for over a year"},
                                 {"blocchi legali senza fine da più di un anno",
                                  "legal holds without end for over a year"});
            add(Urgency::know, n,
                {"Chiedere a chi l'ha posto se serve ancora.",
                 "Ask who set it whether it is still needed."});
        }
    }

    void unnamed() {
        if (data_.unnamed > 0) {
            const auto n = count(data_.unnamed, {"operazione senza ruolo", "act without a role"},
                                 {"operazioni senza ruolo", "acts without a role"});
            add(Urgency::know, n,
                {"Nessuno ha detto chi agiva (--by). La policy può renderlo obbligatorio: "
                 "approval.role_required.",
                 "Nobody said who acted (--by). The policy can make it a duty: "
                 "approval.role_required."});
        }
    }

    const AuditData& data_;
    const Policy& policy_;
    const AuditOptions& options_;
    std::vector<AuditAction> list_;
};

} // namespace

std::vector<AuditAction> actions_of(const AuditData& data, const Policy& policy,
                                    const AuditOptions& options) {
    return Actions{data, policy, options}.list();
}

} // namespace oblio::report
