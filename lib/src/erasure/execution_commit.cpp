// lib/src/erasure/execution_commit.cpp: the transaction of an execution: records, index, threads,
// suppression, and the job that ends it.
#include "erasure/execution.hpp"

#include <algorithm>
#include <iterator>

namespace oblio {

/// The keys under which a record is no longer to be found. The tombstone of a purged one keeps its
/// place in the thread: its row under the thread's key.
std::vector<BlindKey> Execution::doomed_keys(const PreparedItem& prepared) {
    if (prepared.body) {
        return prepared.body->removed;
    }
    std::vector<BlindKey> keys;
    if (prepared.item->decision.action == Action::purge) {
        const auto& thread = prepared.opened.sealed.summary.thread;
        for (const StoredTerm& term : prepared.opened.envelope.terms) {
            const bool place =
                thread && term.field.field == Field::thread && same_term_key(term.key, *thread);
            if (!place) {
                keys.push_back(term.key);
            }
        }
    }
    return keys;
}

/// All of the plan at once, in the order of the index, so that each of its blocks is read once and
/// written once.
Result<void> Execution::forget_terms() {
    std::vector<TermRow> doomed;
    for (const PreparedItem& prepared : items_) {
        for (const BlindKey& key : doomed_keys(prepared)) {
            doomed.push_back(TermRow::of(shortened(key), prepared.item->decision.row));
        }
    }
    std::sort(doomed.begin(), doomed.end());
    const auto gone = store_.terms.forget(doomed);
    if (!gone) {
        return gone.error();
    }
    job_.receipt.terms_erased += gone->size();
    touched_.insert(gone->begin(), gone->end());
    return {};
}

/// Answers knew the record by its identifier, which goes: they know its row instead.
Result<void> Execution::point_answers_at(const PreparedItem& prepared) {
    if (prepared.item->decision.action != Action::purge) {
        return {};
    }
    const RecordRow row = prepared.opened.sealed.summary.row;
    auto answers = store_.terms.records(store_.blind(IndexKind::reply_target, prepared.record_id));
    if (!answers) {
        return answers.error();
    }
    for (const RecordRow answer : *answers) {
        auto linked =
            store_.change_facts(answer, [&](RecordFacts& facts) { facts.summary.parent = row; });
        if (!linked) {
            return linked;
        }
    }
    return {};
}

Result<void> Execution::purge(const PreparedItem& prepared, std::int64_t generation) {
    const RecordSummary& summary = prepared.opened.sealed.summary;
    const RecordRow row = summary.row;
    if (summary.thread) {
        touched_threads_.insert(*summary.thread);
    }
    auto written = store_.entomb(row, RecordState::purged,
                                 [&](RecordFacts& facts) { facts.generation = generation; });
    if (!written) {
        return written;
    }
    ++job_.receipt.purged;
    return {};
}

Result<void> Execution::redact(const PreparedItem& prepared, std::int64_t generation) {
    const RedactedBody& body = *prepared.body;
    const RecordRow row = body.summary.row;
    const std::string plain = store_.bodies.encode(body.envelope);
    const Bytes sealed =
        seal_once(store_.body_key(prepared.new_key, row), bytes_of(plain), store_.body_bound(row));
    RecordSummary summary = body.summary;
    if (auto now = store_.summary(row); now && *now) {
        summary.parent = (*now)->parent; // another item of the plan may have set it
    }
    if (auto put = store_.write_record({summary, prepared.new_slot, generation}, sealed, false);
        !put) {
        return put;
    }
    for (const BlindKey& key : body.added) {
        added_.insert(TermRow::of(key, row));
    }
    ++job_.receipt.redacted;
    return {};
}

Result<void> Execution::set_state(const PreparedItem& prepared, std::int64_t generation) {
    RecordState state = RecordState::live;
    switch (prepared.item->decision.action) {
    case Action::restrict:
        state = RecordState::restricted;
        ++job_.receipt.restricted;
        break;
    case Action::quarantine:
        state = RecordState::quarantined;
        ++job_.receipt.quarantined;
        break;
    default:
        ++job_.receipt.released;
        break;
    }
    return store_.change_facts(prepared.item->decision.row, [&](RecordFacts& facts) {
        facts.summary.state = state;
        facts.generation = generation;
    });
}

Result<void> Execution::change(const PreparedItem& prepared, std::int64_t generation) {
    const Action action = prepared.item->decision.action;
    if (action != Action::purge && action != Action::redact) {
        return set_state(prepared, generation);
    }
    if (prepared.opened.sealed.slot) {
        if (auto noted = store_.note_shredding(*prepared.opened.sealed.slot); !noted) {
            return noted;
        }
        ++job_.receipt.slots_shredded;
    }
    return action == Action::purge ? purge(prepared, generation) : redact(prepared, generation);
}

/// A conversation of which nothing is left needs no shape: its key goes too.
Result<void> Execution::close_empty_threads() {
    for (const BlindKey& thread : touched_threads_) {
        auto members = store_.terms.records(thread);
        if (!members) {
            return members.error();
        }
        bool empty = true;
        for (const RecordRow row : *members) {
            auto summary = store_.summary(row);
            if (!summary) {
                return summary.error();
            }
            empty = *summary && is_tombstone((*summary)->state);
            if (!empty) { // one is enough: a long conversation is not read to its end
                break;
            }
        }
        if (!empty) {
            continue;
        }
        if (auto closed = close_thread(thread, *members); !closed) {
            return closed;
        }
    }
    return {};
}

Result<void> Execution::close_thread(const BlindKey& thread,
                                     const std::vector<RecordRow>& members) {
    std::vector<TermRow> rows;
    for (const RecordRow row : members) {
        rows.push_back(TermRow::of(thread, row));
    }
    touched_.insert(rows.begin(), rows.end());
    job_.receipt.terms_erased += rows.size();
    if (auto gone = store_.terms.remove(rows); !gone) {
        return gone;
    }
    for (const RecordRow row : members) {
        auto cleared =
            store_.change_facts(row, [](RecordFacts& facts) { facts.summary.thread.reset(); });
        if (!cleared) {
            return cleared;
        }
    }
    return {};
}

Result<void> Execution::suppress() {
    for (const SuppressionEntry& entry : suppression_) {
        if (auto put = store_.add_suppression(entry); !put) {
            return put;
        }
    }
    return store_.set_meta("suppressing", 1);
}

/// What must not be left in any page: index rows that are gone (those of a redacted record may be
/// there again), and keys that no record has any more.
Result<void> Execution::collect_erased() {
    std::set_difference(touched_.begin(), touched_.end(), added_.begin(), added_.end(),
                        std::back_inserter(job_.erased_rows));
    std::set<BlindKey> keys;
    for (const TermRow& term : touched_) {
        keys.insert(term.key());
    }
    for (const BlindKey& key : keys) {
        auto hit = store_.terms.any_record(key);
        if (!hit) {
            return hit.error();
        }
        if (!*hit) {
            job_.erased_keys.push_back(key);
        }
    }
    return {};
}

/// The job stands in the same transaction as what it must end; its own key goes into the slot file
/// first.
Result<void> Execution::keep_job() {
    job_.plan = plan_.hash;
    job_.receipt.plan = plan_.hash;
    job_.receipt.at = store_.environment.clock.now();
    const Document document = job_document(job_);
    auto prepared = store_.prepare_documents({&document, 1});
    if (!prepared) {
        return prepared.error();
    }
    if (auto put = store_.write_document(prepared->front()); !put) {
        return put;
    }
    return store_.set_meta("job", static_cast<std::int64_t>(job_.intent));
}

/// The transaction; the checks are made again in it, because the archive may have changed.
Result<void> Execution::commit() {
    auto transaction = sqlite::Transaction::begin(*store_.database);
    if (!transaction) {
        return transaction.error();
    }
    if (auto fit = check(); !fit) {
        return fit;
    }
    auto generation = store_.next_generation();
    if (!generation) {
        return generation.error();
    }
    for (const PreparedItem& prepared : items_) { // while the index still knows the answers
        if (auto linked = point_answers_at(prepared); !linked) {
            return linked;
        }
    }
    if (auto gone = forget_terms(); !gone) {
        return gone;
    }
    std::uint64_t done = 0;
    for (const PreparedItem& prepared : items_) {
        if (auto changed = change(prepared, *generation); !changed) {
            return changed;
        }
        tell("purge", ++done, items_.size());
    }
    const std::vector<TermRow> added{added_.begin(), added_.end()};
    if (auto put = store_.terms.add(added); !put) {
        return put;
    }
    for (const auto step : {&Execution::close_empty_threads, &Execution::suppress,
                            &Execution::collect_erased, &Execution::keep_job}) {
        if (auto stepped = (this->*step)(); !stepped) {
            return stepped;
        }
    }
    if (auto put = store_.remember_slots(); !put) {
        return put;
    }
    if (auto put = store_.remember_ledger(); !put) {
        return put;
    }
    return transaction->commit();
}

} // namespace oblio
