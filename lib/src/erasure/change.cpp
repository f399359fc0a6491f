// lib/src/erasure/change.cpp
#include "erasure/change.hpp"

#include "archive/edit.hpp"

#include <algorithm>

namespace oblio {
namespace {

/// A correction and where its words stand in the new string.
struct Placed {
    const RedactSpan* span;
    std::size_t begin;
    std::size_t end;
};

/// Corrections alone: what a redaction leaves is not to be found by.
std::vector<Placed> placed_corrections(const Record& corrected, std::vector<RedactSpan>& spans) {
    std::stable_sort(spans.begin(), spans.end(), [](const RedactSpan& a, const RedactSpan& b) {
        return std::pair{a.field, a.where ? a.where->begin() : ByteOffset{0}} <
               std::pair{b.field, b.where ? b.where->begin() : ByteOffset{0}};
    });
    std::vector<Placed> placed;
    std::size_t grown = 0; // wraps around when the string shrinks, and back
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const RedactSpan& span = spans[i];
        grown = i > 0 && spans[i - 1].field == span.field ? grown : 0;
        if (!span.where) {
            continue;
        }
        const std::size_t begin = to_index(span.where->begin()) + grown;
        const std::string_view with = span.with ? std::string_view{*span.with} : redaction_label;
        const auto text = field_text(corrected, span.field);
        if (span.with && text && text->substr(std::min(begin, text->size()), with.size()) == with) {
            placed.push_back({&span, begin, begin + with.size()});
        }
        grown += with.size() - (to_index(span.where->end()) - to_index(span.where->begin()));
    }
    return placed;
}

/// What a correction put in is found as what it replaced was: findings of the same types, and the
/// terms that an import would have given it.
void index_corrections(const Archive::Store& store, const Record& corrected,
                       const std::vector<FieldFinding>& old_findings, std::vector<RedactSpan> spans,
                       Envelope& envelope) {
    for (const Placed& place : placed_corrections(corrected, spans)) {
        const ByteSpan& old_place = *place.span->where;
        std::vector<FieldFinding> fresh;
        for (FieldFinding item : old_findings) {
            if (item.field == place.span->field && item.finding.where == old_place) {
                item.finding.where = ByteSpan::of_indices(place.begin, place.end);
                item.finding.reasons = {"corrected on request"};
                fresh.push_back(std::move(item));
            }
        }
        for (const IndexTerm& term : basic_index_terms(corrected, fresh)) {
            if (term.field == place.span->field && term.start < place.end &&
                place.begin < term.end) {
                envelope.terms.push_back(
                    {store.blind(term.kind, term.value), term.field, term.start, term.end});
            }
        }
        envelope.findings.insert(envelope.findings.end(), fresh.begin(), fresh.end());
    }
}

} // namespace

RedactedBody redacted_body(const Archive::Store& store, const OpenedRecord& opened,
                           const std::vector<RedactSpan>& spans) {
    Record record = opened.envelope.record;
    std::vector<Replacement> replacements;
    for (const RedactSpan& span : spans) {
        auto with = span.with;
        if (!with && span.where) {
            with = std::string{redaction_label};
        }
        replacements.push_back({span.field, span.where, std::move(with)});
    }
    RedactedBody body;
    body.envelope.findings = opened.envelope.findings;
    body.envelope.terms = opened.envelope.terms;
    apply(record, body.envelope.findings, body.envelope.terms, std::move(replacements));
    index_corrections(store, record, opened.envelope.findings, spans, body.envelope);
    const RecordSummary& before = opened.sealed.summary;
    KeyMemo keys{store};
    body.summary = summarise(keys, record, body.envelope.findings);
    body.summary.row = before.row;
    body.summary.thread = before.thread; // its place in the conversation stays
    body.summary.parent = before.parent;
    body.summary.imported = before.imported;
    body.summary.created = before.created;
    body.summary.state = before.state == RecordState::live ? RecordState::redacted : before.state;
    body.summary.digest = store.digest(record);
    std::vector<StoredTerm>& terms = body.envelope.terms;
    const auto& old_terms = opened.envelope.terms;
    const auto holds = [](const std::vector<StoredTerm>& list, const BlindKey& key) {
        return std::any_of(list.begin(), list.end(),
                           [&](const StoredTerm& term) { return same_term_key(term.key, key); });
    };
    const auto put = [&](const BlindKey& key, FieldRef field) {
        const bool there = std::any_of(terms.begin(), terms.end(), [&](const StoredTerm& term) {
            return term.field == field && same_term_key(term.key, key);
        });
        if (!there) {
            terms.push_back({key, field, 0, 0});
        }
    };
    if (before.thread) {
        put(*before.thread, {Field::thread, 0});
    }
    if (const auto author = author_term(record)) {
        put(store.blind(author->kind, author->value), author->field);
    }
    sort_terms(terms);
    for (const StoredTerm& term : old_terms) {
        if (!holds(terms, term.key)) {
            body.removed.push_back(term.key);
        }
    }
    for (const StoredTerm& term : terms) {
        if (term.key != shortened(term.key)) { // made here, not read from the old body
            body.added.push_back(term.key);
        }
    }
    body.envelope.record = std::move(record);
    return body;
}

std::string wrong_span(const Record& record, const std::vector<RedactSpan>& spans) {
    for (const RedactSpan& span : spans) {
        if (span.field.field == Field::id) {
            return "the id of a record cannot be redacted; purge the record";
        }
        const auto text = field_text(record, span.field);
        if (!text) {
            return "there is no " + field_name(span.field);
        }
        if (span.where && (span.where->empty() || to_index(span.where->end()) > text->size())) {
            return "a span lies outside " + field_name(span.field);
        }
    }
    return spans.empty() ? "nothing to redact is named" : "";
}

} // namespace oblio
