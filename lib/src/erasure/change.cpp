// lib/src/erasure/change.cpp
#include "erasure/change.hpp"

#include "archive/edit.hpp"

#include <algorithm>
#include <iterator>

namespace oblio {

Result<RedactedBody> redacted_body(const Archive::Store& store, const OpenedRecord& opened,
                                   const std::vector<RedactSpan>& spans) {
    auto record = parse_record(opened.envelope.record_json);
    if (!record) {
        return Error{ErrorCode::damaged, "record " +
                                             std::to_string(number_of(opened.sealed.summary.row)) +
                                             ": not as it was written"};
    }
    std::vector<Replacement> replacements;
    for (const RedactSpan& span : spans) {
        auto with = span.with;
        if (!with && span.where) {
            with = std::string{redaction_label};
        }
        replacements.push_back({span.field, span.where, std::move(with)});
    }
    // Where the record came from may name people (a file called after a chat partner).
    record->source.reset();
    RedactedBody body;
    body.envelope.findings = opened.envelope.findings;
    body.envelope.terms = opened.envelope.terms;
    apply(*record, body.envelope.findings, body.envelope.terms, std::move(replacements));
    const RecordSummary& before = opened.sealed.summary;
    body.summary = summarise(store, *record, body.envelope.findings);
    body.summary.row = before.row;
    body.summary.thread = before.thread; // its place in the conversation stays
    body.summary.parent = before.parent;
    body.summary.imported = before.imported;
    body.summary.created = before.created;
    body.summary.state = before.state == RecordState::live ? RecordState::redacted : before.state;
    body.summary.digest = store.digest(format_record(*record, false));
    body.envelope.record_json = format_record(*record);
    std::vector<StoredTerm>& terms = body.envelope.terms;
    if (before.thread) {
        terms.push_back({*before.thread, {Field::thread, 0}, 0, 0});
    }
    if (const auto author = author_term(*record)) {
        terms.push_back({store.blind(author->kind, author->value), author->field, 0, 0});
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    const auto& old_terms = opened.envelope.terms; // sorted when they were stored
    std::set_difference(old_terms.begin(), old_terms.end(), terms.begin(), terms.end(),
                        std::back_inserter(body.removed));
    std::set_difference(terms.begin(), terms.end(), old_terms.begin(), old_terms.end(),
                        std::back_inserter(body.added));
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
