// lib/src/report/tables.cpp: what was counted as tables, with their words.
#include "report/data.hpp"

#include "oblio/erasure/grounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace oblio::report {
namespace {

using std::chrono::sys_days;

LocalText same(std::string_view text) {
    return {std::string{text}, std::string{text}};
}

LocalText type_words(FindingType type) {
    return {std::string{type_label(type, Language::italian)},
            std::string{type_label(type, Language::english)}};
}

LocalText date_words(const std::optional<Date>& day) {
    return same(day ? format_date(*day) : "-");
}

/// A table to be filled; columns as key, Italian, English.
AuditTable table_of(std::string id, LocalText title, LocalText note,
                    std::vector<std::tuple<std::string, std::string, std::string>> columns,
                    AuditChart chart = AuditChart::none) {
    AuditTable table;
    table.id = std::move(id);
    table.title = std::move(title);
    table.note = std::move(note);
    table.chart = chart;
    for (auto& [key, it, en] : columns) {
        table.keys.push_back(std::move(key));
        table.columns.push_back({std::move(it), std::move(en)});
    }
    return table;
}

AuditTable holdings(const AuditData& data) {
    AuditTable table = table_of("holdings", {"Che cosa si conserva", "What is held"},
                                {"Contenuti per canale, senza quelli cancellati.",
                                 "Records by channel, without what was erased."},
                                {{"channel", "Canale", "Channel"},
                                 {"posts", "Post", "Posts"},
                                 {"comments", "Commenti", "Comments"},
                                 {"messages", "Messaggi privati", "Private messages"},
                                 {"total", "Totale", "Total"},
                                 {"since", "Il più vecchio", "Oldest"}},
                                AuditChart::bars);
    for (const auto& [name, counts] : data.channels) {
        LocalText channel = same(name.platform + " · " + name.name);
        if (name.conversations) {
            channel = {name.platform + ", chat private", name.platform + ", private chats"};
        } else if (name.name.empty()) {
            channel = {name.platform + ", canale non indicato",
                       name.platform + ", no channel given"};
        }
        table.rows.push_back({std::move(channel), counts.posts, counts.comments, counts.messages,
                              counts.posts + counts.comments + counts.messages,
                              date_words(counts.oldest)});
    }
    return table;
}

AuditTable ages(const AuditData& data) {
    AuditTable table = table_of("ages", {"Da quanto si conserva", "How old it is"},
                                {"Contenuti per età, contata dal giorno in cui sono stati scritti.",
                                 "Records by age, counted from the day they were written."},
                                {{"age", "Età", "Age"},
                                 {"public", "Pubblici", "Public"},
                                 {"messages", "Messaggi privati", "Private messages"},
                                 {"total", "Totale", "Total"}},
                                AuditChart::bars);
    const std::array<LocalText, age_bands> bands{{{"fino a 6 mesi", "up to 6 months"},
                                                  {"da 6 a 12 mesi", "6 to 12 months"},
                                                  {"da 1 a 2 anni", "1 to 2 years"},
                                                  {"da 2 a 5 anni", "2 to 5 years"},
                                                  {"oltre 5 anni", "over 5 years"},
                                                  {"senza data", "without a date"}}};
    for (std::size_t i = 0; i < age_bands; ++i) {
        const std::int64_t total = data.public_ages[i] + data.message_ages[i];
        if (total > 0) {
            table.rows.push_back({bands[i], data.public_ages[i], data.message_ages[i], total});
        }
    }
    return table;
}

AuditTable states(const AuditData& data) {
    AuditTable table =
        table_of("states", {"In che stato sono i contenuti", "States of the records"},
                 {"Di un contenuto cancellato resta solo il posto nella conversazione.",
                  "Of an erased record only its place in the conversation is left."},
                 {{"state", "Stato", "State"}, {"records", "Contenuti", "Records"}});
    const std::array<LocalText, 6> words{
        {{"leggibili", "readable"},
         {"con parti oscurate", "with parts redacted"},
         {"limitati (art. 18)", "restricted (art. 18)"},
         {"in quarantena", "in quarantine"},
         {"cancellati", "erased"},
         {"persi da una copia ripristinata", "lost to a restored copy"}}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (data.states[i] > 0) {
            table.rows.push_back({words[i], data.states[i]});
        }
    }
    return table;
}

AuditTable findings(const AuditData& data) {
    AuditTable table =
        table_of("findings", {"Quali dati personali e dove", "Which personal data, and where"},
                 {"Contenuti nel cui testo il tipo di dato compare almeno una volta; i nomi degli "
                  "autori e i recapiti dell'ente non si contano.",
                  "Records whose text holds the type at least once; authors' names and the "
                  "entity's own contacts do not count."},
                 {{"type", "Tipo", "Type"},
                  {"own_public", "Pubblicati dall'ente", "Published by the entity"},
                  {"other_public", "Commenti e post di altri", "Comments and posts of others"},
                  {"messages", "Messaggi privati", "Private messages"},
                  {"total", "Totale", "Total"}});
    for (std::size_t i = 0; i < finding_type_count; ++i) {
        const TypeCounts& counts = data.types[i];
        const std::int64_t total = counts.own_public + counts.other_public + counts.messages;
        if (total > 0) {
            table.rows.push_back({type_words(static_cast<FindingType>(i)), counts.own_public,
                                  counts.other_public, counts.messages, total});
        }
    }
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& left, const auto& right) {
        return std::get<std::int64_t>(left[4]) > std::get<std::int64_t>(right[4]);
    });
    return table;
}

AuditTable categories(const AuditData& data) {
    AuditTable table =
        table_of("categories", {"Quali categorie e dove", "Which categories, and where"},
                 {"Contenuti nel cui testo la categoria compare almeno una volta.",
                  "Records whose text holds the category at least once."},
                 {{"category", "Categoria", "Category"},
                  {"own_public", "Pubblicati dall'ente", "Published by the entity"},
                  {"other_public", "Commenti e post di altri", "Comments and posts of others"},
                  {"messages", "Messaggi privati", "Private messages"},
                  {"total", "Totale", "Total"}},
                 AuditChart::bars);
    const std::array<LocalText, category_count> words{
        {{"identificativi e recapiti", "identifiers and contacts"},
         {"nomi", "names"},
         {"età", "age"},
         {"categorie particolari (art. 9)", "special categories (art. 9)"},
         {"dati giudiziari (art. 10)", "judicial data (art. 10)"},
         {"disagio economico o sociale", "economic or social hardship"}}};
    for (std::size_t i = 0; i < category_count; ++i) {
        const TypeCounts& counts = data.categories[i];
        const std::int64_t total = counts.own_public + counts.other_public + counts.messages;
        if (total > 0) {
            table.rows.push_back(
                {words[i], counts.own_public, counts.other_public, counts.messages, total});
        }
    }
    return table;
}

AuditTable sensitive_public(const AuditData& data) {
    AuditTable table = table_of(
        "sensitive_public",
        {"Dati particolari, giudiziari e di disagio ancora pubblici",
         "Special-category, judicial and hardship data still public"},
        {"Da rimuovere anche senza richiesta. Un contenuto con due tipi conta in due righe.",
         "To be removed without any request. A record with two types counts in two rows."},
        {{"type", "Tipo", "Type"},
         {"own", "Pubblicati dall'ente", "Published by the entity"},
         {"others", "Di altri", "By others"},
         {"total", "Totale", "Total"},
         {"recent", "di cui fino a 6 mesi", "of them up to 6 months"}});
    for (std::size_t i = 0; i < finding_type_count; ++i) {
        const TypeCounts& counts = data.types[i];
        const std::int64_t total = counts.own_public + counts.other_public;
        if (is_sensitive(static_cast<FindingType>(i)) && total > 0) {
            table.rows.push_back({type_words(static_cast<FindingType>(i)), counts.own_public,
                                  counts.other_public, total, counts.public_ages[0]});
        }
    }
    return table;
}

AuditTable retention(const AuditData& data) {
    AuditTable table = table_of(
        "retention", {"Conservazione dei messaggi privati", "Retention of private messages"},
        {"Conversazioni per stato alla data della relazione.",
         "Conversations by state on the day of the report."},
        {{"status", "Stato", "State"},
         {"threads", "Conversazioni", "Conversations"},
         {"records", "Messaggi", "Messages"}});
    const std::array<std::pair<RetentionStatus, LocalText>, 5> words{
        {{RetentionStatus::overdue, {"oltre il termine", "past the deadline"}},
         {RetentionStatus::due, {"in scadenza", "due soon"}},
         {RetentionStatus::open, {"richiesta aperta", "request open"}},
         {RetentionStatus::held, {"blocco legale", "legal hold"}},
         {RetentionStatus::fine, {"entro il termine", "within the deadline"}}}};
    for (const auto& [status, name] : words) {
        std::int64_t records = 0;
        for (const RetentionVerdict& one : data.threads) {
            records += one.status == status ? static_cast<std::int64_t>(one.records) : 0;
        }
        table.rows.push_back({name, threads_of(data, status), records});
    }
    if (data.threads.empty()) {
        table.rows.clear();
    }
    return table;
}

AuditTable overdue(const AuditData& data) {
    AuditTable table =
        table_of("overdue", {"Da quanto è passato il termine", "How long past the deadline"},
                 {"Conversazioni che andavano già cancellate, per giorni di ritardo.",
                  "Conversations that should be gone, by days of delay."},
                 {{"delay", "Ritardo", "Delay"}, {"threads", "Conversazioni", "Conversations"}},
                 AuditChart::bars);
    const std::array<std::tuple<int, int, LocalText>, 4> bands{
        {{1, 30, {"fino a 30 giorni", "up to 30 days"}},
         {31, 90, {"da 31 a 90 giorni", "31 to 90 days"}},
         {91, 365, {"da 91 a 365 giorni", "91 to 365 days"}},
         {366, 1 << 30, {"oltre un anno", "over a year"}}}};
    bool any = false;
    for (const auto& [from, to, words] : bands) {
        const int first = from;
        const int last = to;
        const auto count =
            std::count_if(data.threads.begin(), data.threads.end(), [&](const auto& one) {
                return one.status == RetentionStatus::overdue && -one.days_left >= first &&
                       -one.days_left <= last;
            });
        any = any || count > 0;
        table.rows.push_back({words, static_cast<std::int64_t>(count)});
    }
    if (!any) {
        table.rows.clear();
    }
    return table;
}

AuditTable minors(const AuditData& data) {
    AuditTable table = table_of(
        "minors", {"Minori", "Minors"},
        {"Contenuti con un indizio sull'età di chi scrive, per soglia.",
         "Records with evidence of their author's age, by threshold."},
        {{"threshold", "Soglia", "Threshold"},
         {"without_consent", "Sotto l'età, senza consenso valido", "Under age, no valid consent"},
         {"withdrawn", "di cui scaduto o revocato", "of them expired or revoked"},
         {"waiting", "In attesa", "Waiting"},
         {"consented", "Sotto l'età, con consenso", "Under age, with consent"},
         {"uncertain", "Da esaminare", "To review"},
         {"other", "Altri", "Others"}});
    for (const MinorsCounts& counts : data.minors) {
        table.rows.push_back({LocalText{fmt::format("{} anni", counts.threshold),
                                        fmt::format("{} years", counts.threshold)},
                              counts.without, counts.withdrawn, counts.waiting, counts.consented,
                              counts.review, counts.other});
    }
    return table;
}

AuditTable requests(const AuditData& data, Date today) {
    AuditTable table =
        table_of("requests", {"Richieste degli interessati", "Data-subject requests"},
                 {"Tempo dal ricevimento alla chiusura, in giorni.",
                  "Time from receipt to closing, in days."},
                 {{"state", "Stato", "State"},
                  {"requests", "Richieste", "Requests"},
                  {"late", "Oltre il termine", "Past the deadline"},
                  {"mean_days", "Giorni in media", "Mean days"},
                  {"most_days", "Al più", "At most"}});
    struct Sum {
        std::int64_t count = 0, late = 0, days = 0, most = 0;
    };
    std::map<RequestState, Sum> sums; // in the order of a case's life
    for (const RequestLine& one : data.requests) {
        const Date end = one.closed.value_or(today);
        const std::int64_t days = days_between(one.received, end);
        Sum& sum = sums[one.state];
        ++sum.count;
        sum.late += one.due && sys_days{end} > sys_days{*one.due} ? 1 : 0;
        sum.days += days;
        sum.most = std::max(sum.most, days);
    }
    for (const auto& [state, sum] : sums) {
        table.rows.push_back(
            {request_state_words(state), sum.count, sum.late, sum.days / sum.count, sum.most});
    }
    return table;
}

LocalText ground_words(const std::string& code) {
    const Ground* ground = find_ground(code);
    return ground == nullptr ? same(code)
                             : LocalText{fmt::format("{} ({})", ground->it, code),
                                         fmt::format("{} ({})", ground->en, code)};
}

AuditTable holds_table(const AuditData& data, Date today) {
    AuditTable table = table_of("holds", {"Blocchi legali", "Legal holds"},
                                {"Che cosa non si può cancellare per ora, e perché.",
                                 "What may not be erased for now, and why."},
                                {{"ground", "Motivo di legge", "Ground"},
                                 {"reason", "Ragione", "Reason"},
                                 {"since", "Dal", "Since"},
                                 {"until", "Fino al", "Until"},
                                 {"state", "Stato", "State"}});
    for (const HoldLine& hold : data.holds) {
        const bool ended = hold.until && sys_days{*hold.until} < sys_days{today};
        table.rows.push_back(
            {ground_words(hold.ground), same(hold.reason), date_words(hold.since),
             hold.until ? date_words(hold.until) : LocalText{"fino a revoca", "until released"},
             ended ? LocalText{"finito", "ended"} : LocalText{"attivo", "active"}});
    }
    return table;
}

AuditTable moderation(const AuditData& data) {
    AuditTable table =
        table_of("moderation", {"Moderazione nel periodo", "Moderation in the period"},
                 {"Esiti registrati, per piattaforma.", "Outcomes recorded, by platform."},
                 {{"platform", "Piattaforma", "Platform"},
                  {"reported", "Segnalati", "Reported"},
                  {"hidden", "Nascosti", "Hidden"},
                  {"deleted", "Cancellati", "Deleted"},
                  {"warned", "Autori avvisati", "Authors warned"},
                  {"blocked", "Autori bloccati", "Authors blocked"}});
    std::map<std::string, std::array<std::int64_t, 5>> counts;
    for (const Moderation& one : data.moderations) {
        ++counts[one.platform][static_cast<std::size_t>(one.outcome)];
    }
    for (const auto& [platform, row] : counts) {
        table.rows.push_back({same(platform), row[0], row[1], row[2], row[3], row[4]});
    }
    return table;
}

/// The words of the ledger for people; a word that is not here stands for itself.
LocalText operation_words(const std::string& operation) {
    struct Words {
        std::string_view code, it, en;
    };
    static constexpr std::array words{
        Words{"init", "archivio creato", "archive made"},
        Words{"import", "importazione", "import"},
        Words{"request", "passo di una richiesta", "step of a request"},
        Words{"approved", "piano approvato", "plan approved"},
        Words{"purge-intent", "cancellazione iniziata", "erasure begun"},
        Words{"purge-done", "cancellazione compiuta", "erasure done"},
        Words{"purge-abandoned", "cancellazione abbandonata", "erasure abandoned"},
        Words{"certificate", "attestato scritto", "certificate written"},
        Words{"verified-again", "cancellazione verificata di nuovo", "erasure verified again"},
        Words{"backup", "copia di sicurezza", "backup"},
        Words{"replay", "cancellazioni ripetute dopo un ripristino",
              "erasures repeated after a restore"},
        Words{"consent-add", "consenso registrato", "consent recorded"},
        Words{"consent-refuse", "consenso negato", "consent refused"},
        Words{"consent-revoke", "consenso revocato", "consent withdrawn"},
        Words{"hold-add", "blocco legale posto", "legal hold set"},
        Words{"hold-release", "blocco legale tolto", "legal hold released"},
        Words{"thread-open", "richiesta in una conversazione aperta",
              "request in a conversation opened"},
        Words{"thread-close", "richiesta in una conversazione chiusa",
              "request in a conversation closed"},
        Words{"moderation-reported", "contenuto segnalato alla piattaforma",
              "item reported to the platform"},
        Words{"moderation-hidden", "contenuto nascosto", "item hidden"},
        Words{"moderation-deleted", "contenuto cancellato dalla pagina",
              "item deleted from the page"},
        Words{"moderation-warned", "autore avvisato", "author warned"},
        Words{"moderation-blocked", "autore bloccato", "author blocked"},
        Words{"moderation-courtesy", "nascosto per cortesia", "hidden as a courtesy"},
        Words{"moderation-forget", "moderazioni scadute dimenticate", "expired outcomes forgotten"},
    };
    const auto* found = std::find_if(words.begin(), words.end(),
                                     [&](const Words& row) { return row.code == operation; });
    return found == words.end() ? same(operation)
                                : LocalText{std::string{found->it}, std::string{found->en}};
}

LocalText role_words(const std::string& role) {
    return role.empty()        ? same("-")
           : role == "unnamed" ? LocalText{"nessun ruolo detto", "no role said"}
           : role == "other"
               ? LocalText{"ruolo che la policy non conosce", "a role the policy does not know"}
               : same(role);
}

AuditTable operations(const AuditData& data) {
    AuditTable table = table_of("operations", {"Chi ha fatto che cosa", "Who did what"},
                                {"Operazioni nel registro, nel periodo, per ruolo.",
                                 "Operations in the ledger, in the period, by role."},
                                {{"operation", "Operazione", "Operation"},
                                 {"by", "Ruolo", "Role"},
                                 {"times", "Volte", "Times"}});
    for (const auto& [key, times] : data.operations) {
        table.rows.push_back({operation_words(key.first), role_words(key.second), times});
    }
    return table;
}

AuditTable ledger(const AuditData& data) {
    AuditTable table =
        table_of("ledger", {"Registro e soppressioni", "Ledger and suppressions"},
                 {"Il registro è una catena: una riga cambiata, tolta o spostata si vede. La lista "
                  "di soppressione impedisce che ciò che è stato cancellato rientri.",
                  "The ledger is a chain: a line changed, removed or moved shows. The suppression "
                  "list keeps what was erased from coming back."},
                 {{"figure", "Voce", "Figure"}, {"value", "Valore", "Value"}});
    table.rows.push_back({LocalText{"il registro è integro", "the ledger holds"},
                          data.ledger_holds ? LocalText{"sì", "yes"} : LocalText{"NO", "NO"}});
    table.rows.push_back(
        {LocalText{"righe del registro", "entries of the ledger"},
         LocalText{std::to_string(data.ledger_entries), std::to_string(data.ledger_entries)}});
    table.rows.push_back(
        {LocalText{"ultima impronta", "last hash"},
         same(data.ledger_head.empty() ? "-" : data.ledger_head.substr(0, 16) + "…")});
    table.rows.push_back(
        {LocalText{"voci della lista di soppressione", "entries of the suppression list"},
         same(std::to_string(data.suppressions))});
    table.rows.push_back(
        {LocalText{"reimportazioni fermate nel periodo", "re-imports stopped in the period"},
         same(std::to_string(data.suppressed))});
    return table;
}

} // namespace

Audit put_into_tables(const AuditData& data, const Policy& policy, const AuditOptions& options) {
    Audit audit;
    audit.entity = policy.entity.name;
    audit.from = options.from;
    audit.to = options.to;
    audit.before = data.before_day;
    audit.actions = actions_of(data, policy, options);
    audit.figures = figures_of(data, policy);
    audit.tables = {holdings(data),
                    ages(data),
                    states(data),
                    categories(data),
                    findings(data),
                    sensitive_public(data),
                    retention(data),
                    overdue(data),
                    minors(data),
                    requests(data, options.to),
                    holds_table(data, options.to),
                    moderation(data),
                    operations(data),
                    ledger(data)};
    return audit;
}

} // namespace oblio::report
