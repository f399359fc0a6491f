// lib/src/policy/describe.cpp: a policy in words for people who do not read JSON.
#include "oblio/policy/policy.hpp"

#include "policy/names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace oblio {
namespace {

using Labels = std::array<std::string_view, 2>; ///< Italian, English

constexpr std::array<Labels, finding_type_count> type_labels{{
    {"codici fiscali", "fiscal codes"},
    {"partite IVA", "VAT numbers"},
    {"IBAN", "IBANs"},
    {"numeri di telefono", "phone numbers"},
    {"indirizzi e-mail", "e-mail addresses"},
    {"numeri di carta di pagamento", "payment card numbers"},
    {"numeri di carta d'identità", "identity card numbers"},
    {"numeri di passaporto", "passport numbers"},
    {"numeri di patente", "driving licence numbers"},
    {"numeri di tessera sanitaria", "health card numbers"},
    {"targhe", "number plates"},
    {"indirizzi di casa", "home addresses"},
    {"date di nascita", "birth dates"},
    {"profili di persone", "people's handles"},
    {"nomi di persona", "people's names"},
    {"età", "ages"},
    {"dati sulla salute", "health data"},
    {"origine etnica", "ethnic origin"},
    {"opinioni politiche", "political opinions"},
    {"convinzioni religiose", "religious beliefs"},
    {"appartenenza sindacale", "trade union membership"},
    {"vita o orientamento sessuale", "sex life or orientation"},
    {"dati genetici e biometrici", "genetic and biometric data"},
    {"dati giudiziari", "judicial data"},
    {"disagio economico o sociale", "economic or social hardship"},
}};

/// By Category; empty where the only type says it already.
constexpr std::array<Labels, 6> category_labels{{
    {"ogni identificativo (codici, documenti, recapiti, indirizzi, targhe, date di nascita, "
     "profili)",
     "every identifier (codes, documents, contacts, addresses, plates, birth dates, handles)"},
    {"", ""},
    {"", ""},
    {"tutti i dati particolari (salute, origine, opinioni politiche, religione, sindacato, vita "
     "sessuale, dati genetici e biometrici)",
     "all special categories (health, origin, political opinions, religion, trade union, sex life, "
     "genetic and biometric data)"},
    {"", ""},
    {"", ""},
}};

bool holds_all(const std::vector<FindingType>& types, Category category) {
    for (std::size_t i = 0; i < finding_type_count; ++i) {
        const auto type = static_cast<FindingType>(i);
        if (category_of(type) == category &&
            std::find(types.begin(), types.end(), type) == types.end()) {
            return false;
        }
    }
    return true;
}

constexpr std::array<Labels, 5> outcome_labels{{
    {"segnalare alla piattaforma", "report to the platform"},
    {"nascondere", "hide"},
    {"cancellare", "delete"},
    {"avvisare l'autore", "warn the author"},
    {"bloccare l'autore", "block the author"},
}};

constexpr std::array<Labels, 10> power_labels{{
    {"controllare i testi", "check texts"},
    {"moderare", "moderate"},
    {"tracciare", "trace"},
    {"preparare piani", "make plans"},
    {"rispondere sui casi dubbi", "answer doubtful cases"},
    {"approvare", "approve"},
    {"eseguire", "execute"},
    {"tenere il registro dei consensi", "keep the register of consents"},
    {"porre blocchi legali", "set legal holds"},
    {"leggere la relazione", "read the audit"},
}};

constexpr std::array<Labels, 7> weekday_labels{{{"lunedì", "Monday"},
                                                {"martedì", "Tuesday"},
                                                {"mercoledì", "Wednesday"},
                                                {"giovedì", "Thursday"},
                                                {"venerdì", "Friday"},
                                                {"sabato", "Saturday"},
                                                {"domenica", "Sunday"}}};

/// Collects the lines.
class Page {
public:
    explicit Page(Language language) : italian_{language == Language::italian} {}

    [[nodiscard]] std::string_view say(const Labels& labels) const {
        return labels[italian_ ? 0 : 1];
    }
    [[nodiscard]] bool italian() const noexcept { return italian_; }
    /// `it` or `en` filled in.
    template <class... Values>
    [[nodiscard]] std::string form(std::string_view it, std::string_view en,
                                   const Values&... values) const {
        return fmt::format(fmt::runtime(italian_ ? it : en), values...);
    }
    void heading(std::string_view it, std::string_view en) {
        fmt::format_to(std::back_inserter(out_), "{}{}\n", out_.empty() ? "" : "\n",
                       italian_ ? it : en);
    }
    void line(std::string_view words) { fmt::format_to(std::back_inserter(out_), "  {}\n", words); }
    void line(std::string_view it, std::string_view en) { line(italian_ ? it : en); }
    /// A label and a list; nothing if the list is empty.
    void list(std::string_view it, std::string_view en, const std::vector<std::string>& values) {
        if (!values.empty()) {
            line(fmt::format("{}: {}", italian_ ? it : en, fmt::join(values, ", ")));
        }
    }
    void quote(const LocalText& text) {
        if (!text.empty()) {
            line(form("«{}»", "\"{}\"", italian_ ? text.it : text.en));
        }
    }
    /// A category whose types are all there is told by its own name.
    [[nodiscard]] std::vector<std::string> words(const std::vector<FindingType>& types) const {
        std::vector<std::string> names;
        std::set<Category> whole;
        for (const FindingType type : types) {
            const Category category = category_of(type);
            const auto& label = category_labels[static_cast<std::size_t>(category)];
            if (label[0].empty() || !holds_all(types, category)) {
                names.emplace_back(say(type_labels[static_cast<std::size_t>(type)]));
            } else if (whole.insert(category).second) {
                names.emplace_back(say(label));
            }
        }
        return names;
    }
    [[nodiscard]] std::vector<std::string>
    words(const std::vector<ModerationOutcome>& outcomes) const {
        std::vector<std::string> names;
        names.reserve(outcomes.size());
        for (const ModerationOutcome outcome : outcomes) {
            names.emplace_back(say(outcome_labels[static_cast<std::size_t>(outcome)]));
        }
        return names;
    }
    [[nodiscard]] std::string days(int count) const {
        return fmt::format("{} {}", count,
                           italian_ ? (count == 1 ? "giorno" : "giorni")
                                    : (count == 1 ? "day" : "days"));
    }
    [[nodiscard]] std::string take() && { return std::move(out_); }

private:
    std::string out_;
    bool italian_;
};

void describe_entity(const Policy& policy, Page& page) {
    page.heading(policy.entity.name, policy.entity.name);
    page.list("Detto anche", "Also called", policy.entity.aliases);
    if (!policy.entity.dpo.empty()) {
        page.line(page.italian() ? fmt::format("RPD (DPO): {}", policy.entity.dpo)
                                 : fmt::format("DPO: {}", policy.entity.dpo));
    }
    page.heading("Account ufficiali", "Official accounts");
    if (policy.accounts.empty()) {
        page.line("nessuno indicato", "none given");
    }
    for (const OfficialAccount& account : policy.accounts) {
        std::string words = account.platform;
        if (!account.name.empty()) {
            words += fmt::format(" · {}", account.name);
        }
        if (!account.handle.empty()) {
            words += fmt::format(" (@{})", account.handle);
        }
        if (!account.service.empty()) {
            words += fmt::format(" · {}", account.service);
        }
        if (!account.managed_by.empty()) {
            words += page.form(" · gestito da: {}", " · managed by: {}",
                               fmt::join(account.managed_by, ", "));
        }
        if (!account.active) {
            words += page.italian() ? " · non più attivo" : " · no longer active";
        }
        page.line(words);
    }
    const InstitutionalContacts contacts = institutional_contacts(policy);
    page.heading("Recapiti dell'ente: non sono dati personali",
                 "The entity's own contacts: not personal data");
    page.list("Telefoni", "Phones", contacts.phones);
    page.list("Caselle", "Mailboxes", contacts.emails);
    page.list("Domini", "Domains", contacts.domains);
    page.list("Profili", "Handles", contacts.handles);
    page.list("Indirizzi", "Addresses", contacts.addresses);
}

void describe_publication(const Policy& policy, Page& page) {
    page.heading("Prima di pubblicare", "Before publication");
    page.list("Bloccano il testo", "These block a text", page.words(policy.publication.block));
    page.list("Fanno chiedere la base giuridica", "These ask for a legal basis",
              page.words(policy.publication.warn));
    page.line(page.form("Sotto la certezza {:.2f} il blocco diventa avviso",
                        "Below confidence {:.2f} a block becomes a warning",
                        policy.publication.min_confidence));
    for (const PolicyRule& rule : policy.publication.rules) {
        page.quote(rule.sentence);
    }
    page.heading("Commenti e post degli utenti", "Users' comments and posts");
    static constexpr std::array<Labels, 3> times{
        {{"Moderazione dopo la pubblicazione", "Moderation after publication"},
         {"Moderazione prima della pubblicazione", "Moderation before publication"},
         {"Moderazione prima o dopo, secondo la piattaforma",
          "Moderation before or after, as the platform allows"}}};
    page.line(page.say(times[static_cast<std::size_t>(policy.public_items.moderation)]));
    page.list("Si rimuovono, se di altre persone", "Removed, if about other people",
              page.words(policy.public_items.remove));
    page.list("Si nascondono, se dell'autore stesso", "Hidden, if about the author",
              page.words(policy.public_items.hide));
    page.list("Si rimuovono in ogni caso, anche se dell'autore",
              "Removed in any case, even if about the author",
              page.words(policy.public_items.remove_always));
    page.list("Esiti possibili", "Possible outcomes", page.words(policy.public_items.outcomes));
    for (const MeasureStep& step : policy.measures.steps) {
        page.list(fmt::format("Violazione n. {}", step.violation),
                  fmt::format("Violation no. {}", step.violation), page.words(step.outcomes));
    }
    if (!policy.measures.steps.empty()) {
        page.line(page.form("Una violazione conta per {}", "A violation counts for {}",
                            page.days(policy.measures.expire_days)));
    }
}

void describe_minors(const Policy& policy, Page& page) {
    const MinorsPolicy& minors = policy.minors;
    page.heading("Minori", "Minors");
    page.line(page.form("Sotto i {} anni serve l'autorizzazione di chi ha la "
                        "responsabilità genitoriale{}",
                        "Under {} the holder of parental responsibility has to agree{}",
                        minors.threshold,
                        minors.guardians == 1 ? ""
                        : page.italian()      ? " (entrambi)"
                                              : " (both)"));
    for (const int other : minors.thresholds) {
        page.line(page.form("Si osserva anche la soglia di {} anni",
                            "The threshold of {} years is watched, too", other));
    }
    switch (minors.action) {
    case MinorAction::purge:
        page.line("Senza autorizzazione il contenuto va nel piano di cancellazione",
                  "Without it the record goes into a plan of erasure");
        break;
    case MinorAction::quarantine:
        page.line(page.form("Senza autorizzazione il contenuto resta in quarantena {}, "
                            "poi va nel piano di cancellazione",
                            "Without it the record waits in quarantine for {}, then goes "
                            "into a plan of erasure",
                            page.days(minors.quarantine_days)));
        break;
    case MinorAction::review:
        page.line("Senza autorizzazione decide una persona", "Without it a person decides");
        break;
    }
    if (minors.consent_is_legal_basis) {
        page.line("Il consenso è la base giuridica: se è revocato, i contenuti vanno riesaminati",
                  "Consent is the legal basis: once withdrawn, records go to review");
    }
    page.quote(minors.guardian_must);
}

void describe_clock(const RetentionClock& clock, std::string_view where, Page& page) {
    page.line(page.form("{}: {} dopo l'ultimo messaggio, preavviso {}",
                        "{}: {} after the last message, warning {} before", where,
                        page.days(clock.days), page.days(clock.warning_days)));
    if (clock.mode == RetentionMode::service) {
        page.line(page.form("{}: finché la richiesta è aperta o senza risposta (al più {}) il "
                            "termine non corre",
                            "{}: the clock waits while the request is open or unanswered (at "
                            "most {})",
                            where, page.days(clock.unanswered_days)));
    }
}

void describe_messages(const Policy& policy, Page& page) {
    const PrivateMessagesPolicy& messages = policy.private_messages;
    page.heading("Messaggi privati", "Private messages");
    describe_clock(messages.clock, page.italian() ? "Tutti" : "All", page);
    for (const ChannelClock& own : messages.channels) {
        std::string where = own.platform;
        if (!own.channel.empty()) {
            where += (where.empty() ? "" : " · ") + own.channel;
        }
        describe_clock(own.clock, where, page);
    }
    page.list("Si oscurano", "Redacted", page.words(messages.remove));
    if (messages.publish_impersonal) {
        page.line("Si possono pubblicare solo in forma impersonale",
                  "May be published in impersonal form only");
    } else {
        page.line("Non si pubblicano", "Are not published");
    }
    page.quote(messages.sentence);
    if (!policy.forwarding.mailbox.empty() || !policy.forwarding.office.empty()) {
        std::string to = policy.forwarding.office;
        for (const std::string& part : {policy.forwarding.mailbox, policy.forwarding.phone}) {
            to += (to.empty() || part.empty() ? "" : " ") + part;
        }
        page.line(page.form("Richieste, segnalazioni e reclami vanno a: {}",
                            "Requests, reports and complaints go to: {}", to));
    }
}

void describe_people(const Policy& policy, Page& page) {
    page.heading("Orari di presidio", "Watch hours");
    if (policy.watch_hours.empty()) {
        page.line("lunedì-venerdì 09:00-13:00 (predefinito)",
                  "Monday-Friday 09:00-13:00 (default)");
    }
    for (const WatchHours& hours : policy.watch_hours) {
        std::vector<std::string_view> days;
        for (const unsigned day : hours.weekdays) {
            days.push_back(page.say(weekday_labels[day - 1]));
        }
        page.line(fmt::format("{} {:02}:{:02}-{:02}:{:02}", fmt::join(days, ", "), hours.from / 60,
                              hours.from % 60, hours.to / 60, hours.to % 60));
    }
    page.heading("Ruoli", "Roles");
    for (const PolicyRole& role : policy.roles) {
        std::vector<std::string_view> powers;
        for (const RolePower power : role.may) {
            powers.push_back(page.say(power_labels[static_cast<std::size_t>(power)]));
        }
        const std::string title = page.italian() ? role.title.it : role.title.en;
        const std::string reviewed = page.form(
            "accesso riveduto ogni {} mesi", "access reviewed every {} months", role.review_months);
        page.line(fmt::format("{} ({}{}): {}", title.empty() ? role.id : title,
                              !role.external   ? ""
                              : page.italian() ? "esterno, "
                                               : "external, ",
                              reviewed, fmt::join(powers, ", ")));
    }
    std::vector<std::string> approvers;
    for (const std::string& id : policy.approval.roles) {
        const auto role = std::find_if(policy.roles.begin(), policy.roles.end(),
                                       [&](const PolicyRole& one) { return one.id == id; });
        approvers.push_back(role == policy.roles.end() || role->title.empty()
                                ? id
                                : (page.italian() ? role->title.it : role->title.en));
    }
    page.list("Approva una cancellazione", "An erasure is approved by", approvers);
    if (policy.approval.second_person) {
        page.line("mai chi ha preparato il piano", "never by who made the plan");
    }
    if (policy.approval.role_required) {
        page.line("Chi cambia qualcosa nell'archivio dice sempre in quale ruolo",
                  "Whoever changes something in the archive always says in which role");
    }
    page.line(page.form("Un piano si ferma oltre {} contenuti che siano più "
                        "del {:.0f} % dell'archivio",
                        "A plan stops above {} records that are more than "
                        "{:.0f} % of the archive",
                        policy.caps.always, policy.caps.share * 100));
}

void describe_requests(const Policy& policy, Page& page) {
    page.heading("Richieste degli interessati", "Data-subject requests");
    if (policy.requests.every_reference) {
        page.line("A richiesta si elimina ogni riferimento individuale rintracciabile",
                  "On request every individual reference that can be traced is removed");
    }
    page.quote(policy.requests.sentence);
    page.line(page.form("Ricevuta entro {} giorni lavorativi; copie di sicurezza per {}; "
                        "reimportazione bloccata per {}",
                        "Receipt within {} working days; backups live {}; a re-import is "
                        "refused for {}",
                        policy.requests.acknowledge_working_days,
                        page.days(policy.requests.backup_days),
                        page.days(policy.requests.suppression_days)));
    page.line(page.form("Una richiesta conclusa dimentica di chi parlava dopo {}",
                        "A closed request forgets whom it was about after {}",
                        page.days(policy.requests.case_days)));
    page.line(page.form("Atti all'albo: {}{}", "Legal notices: {}{}", page.days(policy.albo.days),
                        policy.albo.law.empty() ? "" : " (" + policy.albo.law + ")"));
}

} // namespace

std::string_view type_label(FindingType type, Language language) noexcept {
    return type_labels[static_cast<std::size_t>(type)][language == Language::italian ? 0 : 1];
}

std::string describe(const Policy& policy, Language language) {
    Page page{language};
    describe_entity(policy, page);
    describe_publication(policy, page);
    describe_minors(policy, page);
    describe_messages(policy, page);
    describe_people(policy, page);
    describe_requests(policy, page);
    return std::move(page).take();
}

} // namespace oblio
