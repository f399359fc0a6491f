// lib/src/archive/suppression_file.cpp
#include "archive/suppression_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace oblio {
namespace {

using nlohmann::json;

std::filesystem::path file_of(const Archive::Store& store) {
    return store.directory / "suppression.jsonl";
}

std::string line_of(const SuppressionLine& line) {
    return json{{"tag", to_hex(line.entry.tag.bytes)},
                {"action", static_cast<int>(line.entry.action)},
                {"cutoff", line.entry.cutoff.time_since_epoch().count()},
                {"expires", line.entry.expires.time_since_epoch().count()},
                {"intent", line.intent}}
               .dump() +
           "\n";
}

} // namespace

Result<void> append_suppression(Archive::Store& store, std::uint64_t intent,
                                std::span<const SuppressionEntry> entries) {
    // A crash may have left part of a line: a line end in front makes it a line of its own, which
    // reading leaves out.
    std::string text = "\n";
    for (const SuppressionEntry& entry : entries) {
        text += line_of({entry, intent});
    }
    return store.environment.files.append(file_of(store), text);
}

Result<std::vector<SuppressionLine>> read_suppression(Archive::Store& store) {
    std::vector<SuppressionLine> lines;
    if (!store.environment.files.exists(file_of(store))) {
        return lines;
    }
    auto text = store.environment.files.read_all(file_of(store));
    if (!text) {
        return text.error();
    }
    std::string_view rest = *text;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const json value = json::parse(line, nullptr, false);
        if (!value.is_object()) {
            continue;
        }
        try {
            SuppressionLine entry;
            const auto tag = from_hex(value.at("tag").get<std::string>());
            if (!tag || tag->size() != entry.entry.tag.bytes.size()) {
                continue;
            }
            std::copy(tag->begin(), tag->end(), entry.entry.tag.bytes.begin());
            entry.entry.action = static_cast<SuppressionAction>(value.at("action").get<int>());
            entry.entry.cutoff =
                Instant{std::chrono::seconds{value.at("cutoff").get<std::int64_t>()}};
            entry.entry.expires =
                Instant{std::chrono::seconds{value.at("expires").get<std::int64_t>()}};
            entry.intent = value.at("intent").get<std::uint64_t>();
            lines.push_back(entry);
        } catch (const json::exception&) {
            return Error{ErrorCode::damaged, "suppression.jsonl: not as it was written"};
        }
    }
    return lines;
}

Result<std::uint64_t> unlisted_erasures(Archive::Store& store) {
    auto lines = read_suppression(store);
    if (!lines) {
        return lines.error();
    }
    std::map<std::uint64_t, std::uint64_t> listed;
    for (const SuppressionLine& line : *lines) {
        ++listed[line.intent];
    }
    std::map<std::uint64_t, std::uint64_t> wanted;
    std::uint64_t unlisted = 0;
    const Instant now = store.environment.clock.now();
    for (const LedgerEntry& entry : store.ledger->entries()) {
        const json data = json::parse(entry.data, nullptr, false);
        if (entry.operation == "purge-intent" && data.contains("suppress")) {
            const auto until = parse_instant(data.value("until", ""));
            if (until && *until > now) {
                wanted[entry.number] = data.value("suppress", std::uint64_t{0});
            }
        } else if (entry.operation == "purge-done" && data.contains("intent")) {
            const auto intent = data.value("intent", std::uint64_t{0});
            const auto found = wanted.find(intent);
            unlisted += found != wanted.end() && listed[intent] < found->second ? 1U : 0U;
        }
    }
    return unlisted;
}

Result<std::uint64_t> expire_suppression(Archive::Store& store) {
    const Instant now = store.environment.clock.now();
    auto lines = read_suppression(store);
    if (!lines) {
        return lines.error();
    }
    const auto gone = std::erase_if(
        *lines, [&](const SuppressionLine& line) { return line.entry.expires <= now; });
    if (gone > 0) {
        std::string text;
        for (const SuppressionLine& line : *lines) {
            text += line_of(line);
        }
        if (auto put = store.environment.files.replace(file_of(store), text); !put) {
            return put.error();
        }
    }
    auto transaction = sqlite::Transaction::begin(*store.database);
    if (!transaction) {
        return transaction.error();
    }
    auto query = store.statement("DELETE FROM suppression WHERE expires <= ?1");
    if (!query) {
        return query.error();
    }
    if (auto done = (*query)->bind(1, std::int64_t{now.time_since_epoch().count()}).run(); !done) {
        return done.error();
    }
    const auto rows = static_cast<std::uint64_t>(store.database->changes());
    if (auto done = transaction->commit(); !done) {
        return done.error();
    }
    return std::max<std::uint64_t>(rows, gone);
}

} // namespace oblio
