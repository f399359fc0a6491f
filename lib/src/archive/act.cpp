// lib/src/archive/act.cpp
#include "oblio/archive/act.hpp"

#include "archive/store.hpp"
#include "oblio/policy/permission.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace oblio {

namespace {

Result<void> note(Archive& archive, std::string_view operation, std::string_view role,
                  nlohmann::ordered_json entry) {
    if (auto may = archive.store().require_writable(); !may) {
        return may;
    }
    const auto json = archive.policy_json();
    if (!json) {
        return json.error();
    }
    // A policy that does not parse is no reason to lose the entry: its roles are then unknown.
    const auto policy = parse_policy(*json);
    entry["by"] = role_for_ledger(policy ? *policy : default_policy(), role);
    auto noted = archive.store().record_in_ledger(operation, entry.dump());
    if (!noted) {
        return noted.error();
    }
    return {};
}

} // namespace

Result<void> note_act(Archive& archive, std::string_view act, std::string_view role,
                      std::uint64_t count) {
    return note(archive, "act", role, {{"act", act}, {"by", ""}, {"count", count}});
}

Result<void> note_import(Archive& archive, std::string_view role, const ImportAccount& account) {
    if (account.total() == account.known) {
        return {};
    }
    return note(archive, "import", role,
                {{"by", ""},
                 {"new", account.fresh},
                 {"suppressed", account.suppressed},
                 {"redacted", account.redacted}});
}

} // namespace oblio
