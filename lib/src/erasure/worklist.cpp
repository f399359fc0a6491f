// lib/src/erasure/worklist.cpp
#include "oblio/erasure/worklist.hpp"

#include "archive/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace oblio {
namespace {

using nlohmann::json;

std::string item_json(const WorkItem& item) {
    json value{{"number", item.number},
               {"kind", item.kind == WorkKind::platform ? "platform" : "recipient"},
               {"where", item.where},
               {"action", item.action},
               {"link", item.link},
               {"added", format_instant(item.added)},
               {"plan", item.plan},
               {"proof", item.proof}};
    if (item.done) {
        value["done"] = format_date(*item.done);
    }
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<WorkItem> parse_item(const Document& document) {
    try {
        const json value = json::parse(document.json);
        WorkItem item;
        item.id = document.id;
        item.number = value.at("number").get<std::string>();
        item.kind = value.at("kind") == "platform" ? WorkKind::platform : WorkKind::recipient;
        item.where = value.at("where").get<std::string>();
        item.action = value.at("action").get<std::string>();
        item.link = value.at("link").get<std::string>();
        item.added = parse_instant(value.at("added").get<std::string>()).value_or(Instant{});
        item.plan = value.value("plan", "");
        item.proof = value.at("proof").get<std::string>();
        if (value.contains("done")) {
            item.done = parse_date(value.at("done").get<std::string>());
        }
        return item;
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "an item of the worklist cannot be read"};
    }
}

/// The number that the next of a case's items bears; one is never given twice.
std::size_t next_number(const std::vector<WorkItem>& items) {
    std::size_t last = 0;
    for (const WorkItem& item : items) {
        const auto digits = item.id.find_last_not_of("0123456789") + 1;
        std::size_t number = 0;
        std::from_chars(item.id.data() + digits, item.id.data() + item.id.size(), number);
        last = std::max(last, number);
    }
    return last + 1;
}

/// Takes back what a plan listed that never ran, since another one has taken its place.
Result<void> drop_replaced(Archive& archive, const std::vector<WorkItem>& items, const Plan& plan) {
    for (const WorkItem& item : items) {
        if (item.kind != WorkKind::platform || item.done || item.plan == plan.hash) {
            continue;
        }
        auto executed = archive.document("execution", item.plan);
        if (!executed) {
            return executed.error();
        }
        if (*executed) {
            continue;
        }
        if (auto gone = archive.shred_document("worklist", item.id); !gone) {
            return gone.error();
        }
    }
    return {};
}

} // namespace

Result<std::uint64_t> add_platform_items(Archive& archive, const Plan& plan) {
    auto present = work_items(archive, plan.id);
    if (!present) {
        return present.error();
    }
    std::uint64_t of_this_plan = 0;
    for (const WorkItem& item : *present) {
        of_this_plan += item.plan == plan.hash ? 1U : 0U;
    }
    if (of_this_plan > 0) {
        return of_this_plan;
    }
    const std::size_t first = next_number(*present);
    std::vector<Document> documents;
    for (const PlanItem& item : plan.items) {
        const Action action = item.decision.action;
        if (action != Action::purge && action != Action::redact && action != Action::restrict) {
            continue;
        }
        auto stored = archive.open_record(item.decision.row);
        if (!stored) {
            return stored.error();
        }
        const Record& record = stored->record;
        // L. 71/2017: what is sealed here comes off the platform all the same. Other restricted
        // items are hidden there, where the public sees them.
        const bool sealed = action == Action::restrict && item.decision.ground == "G_L71";
        if (action == Action::restrict && !sealed && record.is_private()) {
            continue;
        }
        // What the policy takes out of other people's items nobody here can edit on the platform.
        const bool others = plan.purpose == "retention" && record.author_role != "channel";
        WorkItem work;
        work.id = fmt::format("{}/{}", plan.id, first + documents.size());
        work.number = plan.id;
        work.plan = plan.hash;
        work.where = record.platform;
        work.action = action == Action::redact && !others     ? "edit"
                      : action == Action::restrict && !sealed ? "hide"
                                                              : "remove";
        work.link = record.permalink.value_or(record.id);
        work.added = archive.environment().clock.now();
        documents.push_back({"worklist", work.id, item_json(work), {}});
    }
    if (auto dropped = drop_replaced(archive, *present, plan); !dropped) {
        return dropped.error();
    }
    if (auto put = archive.put_documents(documents); !put) {
        return put.error();
    }
    return documents.size();
}

Result<WorkItem> add_recipient(Archive& archive, std::string_view number, std::string_view who) {
    auto present = work_items(archive, number);
    if (!present) {
        return present.error();
    }
    WorkItem work;
    work.id = fmt::format("{}/r{}", number, next_number(*present));
    work.number = number;
    work.kind = WorkKind::recipient;
    work.where = who;
    work.action = "tell";
    work.added = archive.environment().clock.now();
    if (auto put = archive.put_document("worklist", work.id, item_json(work)); !put) {
        return put.error();
    }
    return work;
}

Result<std::vector<WorkItem>> work_items(const Archive& archive, std::string_view number) {
    auto documents = archive.documents("worklist");
    if (!documents) {
        return documents.error();
    }
    std::vector<WorkItem> items;
    for (const Document& document : *documents) {
        auto item = parse_item(document);
        if (!item) {
            return item.error();
        }
        if (number.empty() || item->number == number) {
            items.push_back(std::move(*item));
        }
    }
    return items;
}

Result<std::uint64_t> drop_links(Archive& archive, std::string_view number) {
    auto items = work_items(archive, number);
    if (!items) {
        return items.error();
    }
    std::vector<Document> emptied;
    for (WorkItem& item : *items) {
        if (!item.link.empty()) {
            item.link.clear();
            emptied.push_back({"worklist", item.id, item_json(item), {}});
        }
    }
    if (auto put = archive.put_documents(emptied); !put) {
        return put.error();
    }
    return emptied.size();
}

Result<WorkItem> finish_item(Archive& archive, std::string_view id, Date done,
                             std::string_view proof) {
    auto document = archive.document("worklist", id);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Error{ErrorCode::not_found, "the worklist has no item " + std::string{id}};
    }
    auto item = parse_item(**document);
    if (!item) {
        return item;
    }
    if (item->done) {
        return Error{ErrorCode::not_allowed,
                     "item " + item->id + " was done on " + format_date(*item->done)};
    }
    item->done = done;
    item->proof = proof;
    item->link.clear();
    if (auto put = archive.put_document("worklist", id, item_json(*item)); !put) {
        return put.error();
    }
    return item;
}

} // namespace oblio
