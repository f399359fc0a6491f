// lib/src/erasure/hold.cpp
#include "oblio/erasure/hold.hpp"

#include "archive/store.hpp"
#include "erasure/request_step.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {
namespace {

using nlohmann::json;

constexpr std::string_view document_kind = "hold";

Result<Hold> parse_hold(const Document& document) {
    try {
        const json value = json::parse(document.json);
        Hold hold;
        hold.id = document.id;
        if (value.contains("record")) {
            hold.record = RecordRow{value.at("record").get<std::int64_t>()};
        }
        if (value.contains("thread")) {
            const auto bytes = from_hex(value.at("thread").get<std::string>());
            if (!bytes || bytes->size() != BlindKey{}.bytes.size()) {
                return Error{ErrorCode::damaged, "a hold cannot be read"};
            }
            hold.thread.emplace();
            std::copy(bytes->begin(), bytes->end(), hold.thread->bytes.begin());
        }
        hold.label = value.at("label").get<std::string>();
        hold.ground = value.at("ground").get<std::string>();
        hold.reason = value.at("reason").get<std::string>();
        hold.author = value.at("author").get<std::string>();
        hold.since = parse_instant(value.at("since").get<std::string>()).value_or(Instant{});
        if (value.contains("until")) {
            hold.until = parse_date(value.at("until").get<std::string>());
        }
        return hold;
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "a hold cannot be read"};
    }
}

} // namespace

Result<void> add_hold(Archive& archive, const Hold& hold) {
    if (hold.id.empty() || (!hold.record && !hold.thread)) {
        return Error{ErrorCode::bad_argument, "a hold needs an id and a record or a thread"};
    }
    if (hold.reason.empty()) {
        return Error{ErrorCode::bad_argument, "a hold needs a reason"};
    }
    json value{{"label", hold.label},
               {"ground", hold.ground},
               {"reason", hold.reason},
               {"author", hold.author},
               {"since", format_instant(hold.since)}};
    if (hold.record) {
        value["record"] = number_of(*hold.record);
    }
    if (hold.thread) {
        value["thread"] = to_hex(hold.thread->bytes);
    }
    if (hold.until) {
        value["until"] = format_date(*hold.until);
    }
    return archive.put_document(document_kind, hold.id, value.dump());
}

Result<bool> release_hold(Archive& archive, std::string_view id) {
    auto gone = archive.shred_document(document_kind, id);
    if (!gone || !*gone) {
        return gone;
    }
    if (auto reopened = reopen_cases(archive); !reopened) {
        return reopened.error();
    }
    return true;
}

Result<std::vector<Hold>> holds(const Archive& archive) {
    auto documents = archive.documents(document_kind);
    if (!documents) {
        return documents.error();
    }
    std::vector<Hold> all;
    for (const Document& document : *documents) {
        auto hold = parse_hold(document);
        if (!hold) {
            return hold.error();
        }
        all.push_back(std::move(*hold));
    }
    return all;
}

Result<HoldSet> HoldSet::load(const Archive& archive, Date day) {
    auto all = oblio::holds(archive);
    if (!all) {
        return all.error();
    }
    HoldSet set;
    for (Hold& hold : *all) {
        if (!hold.until || *hold.until >= day) {
            set.holds_.push_back(std::move(hold));
        }
    }
    return set;
}

const Hold* HoldSet::on(const RecordSummary& record) const noexcept {
    const auto found = std::find_if(holds_.begin(), holds_.end(), [&](const Hold& hold) {
        return hold.record == record.row || (hold.thread && hold.thread == record.thread);
    });
    return found == holds_.end() ? nullptr : &*found;
}

const Hold* HoldSet::on_thread(const BlindKey& thread) const noexcept {
    const auto found = std::find_if(holds_.begin(), holds_.end(),
                                    [&](const Hold& hold) { return hold.thread == thread; });
    return found == holds_.end() ? nullptr : &*found;
}

} // namespace oblio
