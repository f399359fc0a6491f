// lib/src/archive/verify_ledger.cpp: the ledger against everything that remembers it.
#include "archive/store.hpp"
#include "archive/suppression_file.hpp"

#include <nlohmann/json.hpp>

namespace oblio {

Result<LedgerHead> verify_ledger(const Archive& archive) {
    Archive::Store& store = archive.store();
    auto ledger =
        Ledger::open(store.directory / "ledger.jsonl", store.ledger_key, store.environment);
    if (!ledger) {
        return ledger.error();
    }
    auto number = store.meta("ledger_number");
    if (!number) {
        return number.error();
    }
    auto hash = store.meta_text("ledger_hash");
    if (!hash) {
        return hash.error();
    }
    if (!holds_head(ledger->entries(), {static_cast<std::uint64_t>(number->value_or(0)), *hash})) {
        return Error{ErrorCode::forged, "ledger.jsonl: cut off, or not the one the archive knows"};
    }
    auto unlisted = unlisted_erasures(store);
    if (!unlisted) {
        return unlisted.error();
    }
    if (*unlisted > 0) {
        return Error{ErrorCode::damaged, "suppression.jsonl: entries of " +
                                             std::to_string(*unlisted) +
                                             " erasures are missing; put the file back from a "
                                             "backup of the data made since"};
    }
    auto paths = store.environment.files.list(store.directory / "certificates");
    if (!paths) {
        return ledger->head(); // none was written yet
    }
    for (const auto& path : *paths) {
        if (path.extension() != ".json") {
            continue;
        }
        auto text = store.environment.files.read_all(path);
        if (!text) {
            return text.error();
        }
        try {
            const auto anchor = nlohmann::json::parse(*text).at("ledger");
            if (!holds_head(ledger->entries(), {anchor.at("number").get<std::uint64_t>(),
                                                anchor.at("head").get<std::string>()})) {
                return Error{ErrorCode::forged, "ledger.jsonl: does not contain the head that " +
                                                    path.filename().string() + " names"};
            }
        } catch (const nlohmann::json::exception&) {
            return Error{ErrorCode::forged, path.filename().string() + ": not a certificate"};
        }
    }
    return ledger->head();
}

} // namespace oblio
