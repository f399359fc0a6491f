// lib/src/archive/act.cpp
#include "oblio/archive/act.hpp"

#include "archive/store.hpp"
#include "oblio/policy/permission.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace oblio {

Result<void> note_act(Archive& archive, std::string_view act, std::string_view role,
                      std::uint64_t count) {
    if (auto may = archive.store().require_writable(); !may) {
        return may;
    }
    const auto json = archive.policy_json();
    if (!json) {
        return json.error();
    }
    // A policy that does not parse is no reason to lose the entry: its roles are then unknown.
    const auto policy = parse_policy(*json);
    const std::string_view by = role_for_ledger(policy ? *policy : default_policy(), role);
    const nlohmann::ordered_json entry{{"act", act}, {"by", by}, {"count", count}};
    auto noted = archive.store().record_in_ledger("act", entry.dump());
    if (!noted) {
        return noted.error();
    }
    return {};
}

} // namespace oblio
