// lib/src/archive/suppress.cpp
#include "archive/suppress.hpp"

#include "archive/edit.hpp"

#include <algorithm>

namespace oblio {
namespace {

/// Exact identities only.
bool is_exact(IndexKind kind) {
    return kind == IndexKind::account_id || kind == IndexKind::handle ||
           kind >= IndexKind::identifier;
}

bool is_author(Field field) {
    return field == Field::author_id || field == Field::author_name ||
           field == Field::author_handle;
}

/// The strings that name the same person as `field` does: all go when one is suppressed.
std::vector<FieldRef> same_person(FieldRef field) {
    const auto three = [&](Field a, Field b, Field c) {
        return std::vector<FieldRef>{{a, field.index}, {b, field.index}, {c, field.index}};
    };
    switch (field.field) {
    case Field::recipient_id:
    case Field::recipient_name:
    case Field::recipient_handle:
        return three(Field::recipient_id, Field::recipient_name, Field::recipient_handle);
    case Field::reply_to_author_id:
    case Field::reply_to_author_name:
    case Field::reply_to_author_handle:
        return three(Field::reply_to_author_id, Field::reply_to_author_name,
                     Field::reply_to_author_handle);
    case Field::reaction_author_id:
    case Field::reaction_author_name:
        return {{Field::reaction_author_id, field.index},
                {Field::reaction_author_name, field.index}};
    default:
        return {field};
    }
}

} // namespace

Result<bool> suppression_begun(Archive::Store& store) {
    auto any = store.meta("suppressing");
    return any ? Result<bool>{any->value_or(0) != 0} : Result<bool>{any.error()};
}

Result<SuppressionVerdict> ask_suppression(Archive::Store& store, Record& record,
                                           std::vector<FieldFinding>& findings) {
    if (auto any = suppression_begun(store); !any || !*any) {
        return any ? Result<SuppressionVerdict>{SuppressionVerdict::none}
                   : Result<SuppressionVerdict>{any.error()};
    }
    std::optional<Instant> newest;
    for (const auto& time : {record.created, record.edited}) {
        if (const auto at = time ? parse_instant(*time) : std::nullopt) {
            newest = std::max(newest.value_or(*at), *at);
        }
    }
    const auto ask = [&](IndexKind kind,
                         std::string_view value) -> Result<std::optional<SuppressionEntry>> {
        return store.suppressed(store.suppression_tag(kind, value));
    };
    const auto applies = [&](const SuppressionEntry& entry) {
        return !newest || *newest <= entry.cutoff;
    };
    auto by_id = ask(IndexKind::record_id, record.id);
    if (!by_id) {
        return by_id.error();
    }
    if (*by_id && applies(**by_id) && (*by_id)->action == SuppressionAction::block) {
        return SuppressionVerdict::block;
    }
    std::vector<Replacement> replacements;
    for (const IndexTerm& term : basic_index_terms(record, findings)) {
        if (!is_exact(term.kind)) {
            continue;
        }
        auto entry = ask(term.kind, term.value);
        if (!entry) {
            return entry.error();
        }
        if (!*entry || !applies(**entry)) {
            continue;
        }
        if (is_author(term.field.field)) {
            return SuppressionVerdict::block;
        }
        if (term.end > term.start) {
            replacements.push_back(
                {term.field, ByteSpan::of_indices(term.start, term.end), "[omissis]"});
        } else {
            for (const FieldRef field : same_person(term.field)) {
                replacements.push_back({field, std::nullopt, std::nullopt});
            }
        }
    }
    std::vector<StoredTerm> none;
    const bool changed = !replacements.empty();
    apply(record, findings, none, std::move(replacements));
    if (*by_id && (*by_id)->action == SuppressionAction::redact) {
        // Our redacted version stays. Where a restored backup lost it, what comes back has to be
        // looked at before anybody else reads it.
        auto ours = store.terms.any_record(store.blind(IndexKind::record_id, record.id));
        if (!ours) {
            return ours.error();
        }
        return applies(**by_id) && *ours ? SuppressionVerdict::block
                                         : SuppressionVerdict::quarantine;
    }
    return changed ? SuppressionVerdict::redacted : SuppressionVerdict::none;
}

} // namespace oblio
