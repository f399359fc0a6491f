// lib/src/report/figures.cpp: the few figures at the top of the report, each with that of the last
// one.
#include "report/data.hpp"

#include <algorithm>

namespace oblio::report {

std::int64_t threads_of(const AuditData& data, RetentionStatus status) {
    return std::count_if(data.threads.begin(), data.threads.end(),
                         [&](const RetentionVerdict& one) { return one.status == status; });
}

std::vector<AuditFigure> figures_of(const AuditData& data, const Policy& policy) {
    std::int64_t records = 0;
    std::int64_t messages = 0;
    for (const auto& [name, counts] : data.channels) {
        records += counts.posts + counts.comments + counts.messages;
        messages += counts.messages;
    }
    std::int64_t without = 0;
    std::int64_t review = 0;
    for (const MinorsCounts& counts : data.minors) {
        if (counts.threshold == policy.minors.threshold) {
            without = counts.without;
            review = counts.review;
        }
    }
    const auto open = std::count_if(data.requests.begin(), data.requests.end(),
                                    [](const RequestLine& one) { return !one.closed; });
    std::vector<AuditFigure> list{
        {"records", {"contenuti conservati", "records held"}, records, {}},
        {"messages", {"messaggi privati", "private messages"}, messages, {}},
        {"overdue",
         {"conversazioni oltre il termine", "conversations past the deadline"},
         threads_of(data, RetentionStatus::overdue),
         {}},
        {"due",
         {"conversazioni in scadenza", "conversations due soon"},
         threads_of(data, RetentionStatus::due),
         {}},
        {"sensitive_public",
         {"dati particolari, giudiziari o di disagio pubblici",
          "special, judicial or hardship data in public"},
         data.sensitive_own + data.sensitive_others,
         {}},
        {"minors",
         {"contenuti di minori senza consenso", "records of minors without consent"},
         without,
         {}},
        {"minors_review",
         {"contenuti da esaminare per l'età", "records to review for age"},
         review,
         {}},
        {"requests", {"richieste aperte", "open requests"}, static_cast<std::int64_t>(open), {}},
        {"holds",
         {"blocchi legali", "legal holds"},
         static_cast<std::int64_t>(data.holds.size()),
         {}},
        {"moderation",
         {"esiti di moderazione", "moderation outcomes"},
         static_cast<std::int64_t>(data.moderations.size()),
         {}}};
    for (AuditFigure& figure : list) {
        if (const auto before = data.before.find(figure.id); before != data.before.end()) {
            figure.before = before->second;
        }
    }
    return list;
}

} // namespace oblio::report
