// lib/src/erasure/subject_plan.cpp
#include "oblio/erasure/subject_plan.hpp"

#include "oblio/detect/scanner.hpp"

#include <algorithm>
#include <set>

namespace oblio {
namespace {

std::vector<RedactSpan> redactions(const Mention& mention) {
    std::vector<RedactSpan> spans;
    for (const MentionSpan& span : mention.spans) {
        // Of a name that the platform gives as a field nothing is left to read; of a text the rest.
        const bool whole = span.field.field != Field::text && span.field.field != Field::title &&
                           span.field.field != Field::side_text;
        RedactSpan redaction{span.field, std::nullopt, std::nullopt};
        if (!whole) {
            redaction.where = span.where;
        }
        const bool inside = std::any_of(spans.begin(), spans.end(), [&](const RedactSpan& other) {
            return other.field == redaction.field &&
                   (!other.where || (redaction.where && other.where->contains(*redaction.where)));
        });
        if (inside) {
            continue;
        }
        // Spans come by place: one that overlaps the one before is joined to it.
        if (!spans.empty() && spans.back().field == redaction.field && spans.back().where &&
            redaction.where && spans.back().where->overlaps(*redaction.where)) {
            spans.back().where =
                ByteSpan{std::min(spans.back().where->begin(), redaction.where->begin()),
                         std::max(spans.back().where->end(), redaction.where->end())};
            continue;
        }
        spans.push_back(std::move(redaction));
    }
    return spans;
}

/// Accounts that wrote what is purged: their next posts of before the erasure are refused too.
Result<void> add_accounts(const Archive& archive, const Trace& trace,
                          std::set<std::pair<IndexKind, std::string>>& suppress) {
    for (const Mention& mention : trace.certain) {
        if (mention.role != MentionRole::authored) {
            continue;
        }
        const auto stored = archive.open_record(mention.row);
        if (!stored) {
            return stored.error();
        }
        const Account& author = stored->record.author;
        if (author.id) {
            suppress.emplace(IndexKind::account_id,
                             account_value(stored->record.platform, *author.id));
        } else if (author.handle) {
            suppress.emplace(IndexKind::handle, handle_value(*author.handle));
        }
    }
    return {};
}

void add_identifiers(const Subject& subject,
                     std::set<std::pair<IndexKind, std::string>>& suppress) {
    const auto add = [&suppress](FindingType type, const std::string& value) {
        suppress.emplace(identifier_kind(type), Scanner::canonical(type, value));
    };
    for (const std::string& email : subject.emails) {
        add(FindingType::email, email);
    }
    for (const std::string& phone : subject.phones) {
        add(FindingType::phone, phone);
    }
    for (const std::string& plate : subject.plates) {
        add(FindingType::plate, plate);
    }
    if (subject.fiscal_code) {
        add(FindingType::fiscal_code, *subject.fiscal_code);
    }
    for (const SubjectHandle& handle : subject.handles) {
        suppress.emplace(IndexKind::handle, handle_value(handle.handle));
    }
}

std::vector<std::string> needles_of(const Subject& subject) {
    std::vector<std::string> needles;
    const auto add = [&needles](const std::string& value) {
        // Shorter strings stand everywhere and prove nothing.
        if (value.size() >= 4) {
            needles.push_back(value);
        }
    };
    add(subject.name);
    for (const auto* list : {&subject.aliases, &subject.emails, &subject.phones, &subject.plates}) {
        std::for_each(list->begin(), list->end(), add);
    }
    for (const SubjectHandle& handle : subject.handles) {
        add(handle.handle);
    }
    if (subject.fiscal_code) {
        add(*subject.fiscal_code);
    }
    if (subject.address) {
        add(*subject.address);
    }
    std::sort(needles.begin(), needles.end());
    needles.erase(std::unique(needles.begin(), needles.end()), needles.end());
    return needles;
}

} // namespace

Result<PlanInput> plan_for_subject(const Archive& archive, const Subject& subject,
                                   const Trace& trace, std::string_view ground) {
    PlanInput input;
    input.purpose = "request";
    for (const Mention& mention : trace.certain) {
        Decision decision;
        decision.row = mention.row;
        decision.ground = ground;
        if (mention.role != MentionRole::authored) {
            decision.action = Action::redact;
            decision.spans = redactions(mention);
        }
        input.decisions.push_back(std::move(decision));
    }
    for (const Mention& mention : trace.addressed) {
        if (!mention.spans.empty()) {
            input.decisions.push_back({mention.row,
                                       Action::redact,
                                       redactions(mention),
                                       std::string(ground),
                                       {},
                                       std::nullopt});
        }
    }
    std::set<std::pair<IndexKind, std::string>> suppress;
    if (auto added = add_accounts(archive, trace, suppress); !added) {
        return added.error();
    }
    add_identifiers(subject, suppress);
    for (const auto& [kind, value] : suppress) {
        input.suppress.push_back({kind, value});
    }
    input.needles = needles_of(subject);
    input.left_for_review = trace.review.size();
    return input;
}

} // namespace oblio
