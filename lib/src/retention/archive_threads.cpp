// lib/src/retention/archive_threads.cpp
#include "oblio/retention/archive_threads.hpp"

#include "oblio/archive/act.hpp"
#include "oblio/erasure/grounds.hpp"
#include "oblio/erasure/request.hpp"
#include "oblio/subject/subject.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace oblio {
namespace {

constexpr std::string_view mark_kind = "thread";

struct Mark {
    ThreadMark mark = ThreadMark::none;
    std::string reason;
};

/// A conversation's name in the archive's documents.
std::string mark_id(const RetentionThread& thread) {
    return thread_value(thread.platform, thread.channel, thread.thread);
}

Result<Mark> read_mark(const Archive& archive, const RetentionThread& thread) {
    const auto document = archive.document(mark_kind, mark_id(thread));
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Mark{};
    }
    const auto json = nlohmann::json::parse((*document)->json, nullptr, false);
    if (!json.is_object() || !json.contains("open") || !json["open"].is_boolean()) {
        return Error{ErrorCode::damaged, "the mark of a conversation"};
    }
    return Mark{json["open"].get<bool>() ? ThreadMark::open : ThreadMark::closed,
                json.value("reason", std::string{})};
}

Result<RetentionThread> describe_thread(const Archive& archive, const ThreadSummary& summary,
                                        const std::vector<Hold>& holds) {
    const auto stored = archive.open_record(summary.last_row);
    if (!stored) {
        return stored.error();
    }
    RetentionThread thread;
    thread.thread = stored->record.thread_id.value_or(stored->record.id);
    thread.platform = stored->record.platform;
    thread.channel = stored->record.channel;
    thread.last = summary.last;
    thread.last_from_channel = summary.last_from_channel;
    thread.last_from_others = summary.last_from_others;
    thread.records = summary.records;
    auto mark = read_mark(archive, thread);
    if (!mark) {
        return mark.error();
    }
    thread.mark = mark->mark;
    thread.mark_reason = std::move(mark->reason);
    for (const Hold& hold : holds) {
        if (hold.thread == summary.thread) {
            thread.holds.push_back({hold.reason, hold.until});
        }
    }
    return thread;
}

std::string key_text(const BlindKey& key) {
    return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
}

/// The law's code is a reason to keep something for now.
bool keeps(std::string_view ground) {
    const Ground* known = find_ground(ground);
    return known != nullptr && (known->use == GroundUse::keep || known->use == GroundUse::restrict);
}

/// A hold of the desk on one conversation has the conversation's own name.
std::string hold_id(const RetentionThread& thread) {
    return "thread:" + mark_id(thread);
}

/// The conversations in which the person of one request certainly is.
Result<std::set<std::string>> threads_of_request(const Archive& archive, const Tracer& tracer,
                                                 const Request& request) {
    std::set<std::string> threads;
    const auto person = request_person(archive, request.number);
    if (!person) { // shredded: nothing is left to look for
        return person.error().code == ErrorCode::not_found
                   ? Result<std::set<std::string>>{std::move(threads)}
                   : Result<std::set<std::string>>{person.error()};
    }
    const auto subject = parse_subject(person->subject_json);
    const auto trace = subject ? tracer.trace(archive, *subject) : Result<Trace>{subject.error()};
    if (!trace) {
        return trace.error();
    }
    for (const Mention& mention : trace->certain) {
        const auto summary = archive.summary(mention.row);
        if (!summary) {
            return summary.error();
        }
        if (summary->thread) {
            threads.insert(key_text(*summary->thread));
        }
    }
    return threads;
}

/// Adds a hold for every open request of a person in the conversation, but for erasures.
Result<void> hold_requested(const Archive& archive, const Tracer& tracer,
                            std::vector<ArchiveThread>& threads) {
    const auto all = requests(archive, default_policy()); // the policy only sorts them
    if (!all) {
        return all.error();
    }
    for (const Request& request : *all) {
        if (!request.is_open() || request.kind == RequestKind::erasure) {
            continue;
        }
        const auto concerned = threads_of_request(archive, tracer, request);
        if (!concerned) {
            return concerned.error();
        }
        for (ArchiveThread& thread : threads) {
            if (concerned->contains(key_text(thread.key))) {
                thread.clock.holds.push_back(
                    {std::string{request_kind_name(request.kind)} + " request " + request.number,
                     {}});
            }
        }
    }
    return {};
}

} // namespace

Result<std::vector<ArchiveThread>> private_threads(const Archive& archive, const Tracer* tracer) {
    auto summaries = archive.threads();
    if (!summaries) {
        return summaries.error();
    }
    auto all_holds = holds(archive);
    if (!all_holds) {
        return all_holds.error();
    }
    std::vector<ArchiveThread> threads;
    for (const ThreadSummary& summary : *summaries) {
        if (!summary.is_private || summary.records == 0) {
            continue;
        }
        auto thread = describe_thread(archive, summary, *all_holds);
        if (!thread) {
            return thread.error();
        }
        threads.push_back({summary.thread, std::move(thread).value()});
    }
    if (tracer != nullptr) {
        if (auto held = hold_requested(archive, *tracer, threads); !held) {
            return held.error();
        }
    }
    return threads;
}

Result<std::vector<ArchiveThread>> find_threads(const Archive& archive, std::string_view thread) {
    auto all = private_threads(archive);
    if (!all) {
        return all.error();
    }
    std::erase_if(*all, [&](const ArchiveThread& one) {
        return one.clock.thread != thread && one.clock.platform + ":" + one.clock.thread != thread;
    });
    if (all->empty()) {
        return Error{ErrorCode::not_found, "no private conversation of that name"};
    }
    return all;
}

Result<void> mark_thread(Archive& archive, std::string_view thread, ThreadMark mark,
                         std::string_view reason, std::string_view by) {
    const auto found = find_threads(archive, thread);
    if (!found) {
        return found.error();
    }
    std::vector<Document> documents;
    for (const ArchiveThread& one : *found) {
        const nlohmann::ordered_json json{
            {"open", mark == ThreadMark::open}, {"reason", reason}, {"by", by}};
        documents.push_back(
            {std::string{mark_kind},
             mark_id(one.clock),
             json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
             {}});
    }
    const auto act = mark == ThreadMark::open ? "thread-open" : "thread-close";
    if (auto noted = note_act(archive, act, by, documents.size()); !noted) {
        return noted;
    }
    return archive.put_documents(documents);
}

Result<void> hold_thread(Archive& archive, std::string_view thread, const ThreadHoldOrder& order) {
    if (order.reason.empty()) {
        return Error{ErrorCode::bad_argument, "a hold needs a reason"};
    }
    if (!keeps(order.ground)) {
        return Error{ErrorCode::bad_argument, "no ground for a hold: " + order.ground};
    }
    const auto found = find_threads(archive, thread);
    if (!found) {
        return found.error();
    }
    if (auto noted = note_act(archive, "hold-add", order.by, found->size()); !noted) {
        return noted;
    }
    for (const ArchiveThread& one : *found) {
        Hold hold;
        hold.id = hold_id(one.clock);
        hold.thread = one.key;
        hold.label = one.clock.thread;
        hold.ground = order.ground;
        hold.reason = order.reason;
        hold.author = order.by;
        hold.since = archive.environment().clock.now();
        hold.until = order.until;
        if (auto added = add_hold(archive, hold); !added) {
            return added;
        }
    }
    return {};
}

Result<void> release_thread(Archive& archive, std::string_view thread, std::string_view by) {
    const auto found = find_threads(archive, thread);
    if (!found) {
        return found.error();
    }
    const auto all = holds(archive);
    if (!all) {
        return all.error();
    }
    std::vector<std::string> ids;
    for (const ArchiveThread& one : *found) {
        const std::string id = hold_id(one.clock);
        if (std::any_of(all->begin(), all->end(), [&](const Hold& h) { return h.id == id; })) {
            ids.push_back(id);
        }
    }
    if (ids.empty()) {
        return Error{ErrorCode::not_found, "no hold on that conversation"};
    }
    if (auto noted = note_act(archive, "hold-release", by, ids.size()); !noted) {
        return noted;
    }
    for (const std::string& id : ids) {
        if (auto released = release_hold(archive, id); !released) {
            return released.error();
        }
    }
    return {};
}

} // namespace oblio
