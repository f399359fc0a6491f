// lib/src/report/audit.cpp
#include "oblio/report/audit.hpp"

#include "report/data.hpp"

#include <nlohmann/json.hpp>

namespace oblio {

Result<Audit> take_audit(const Archive& archive, const Policy& policy,
                         const AuditOptions& options) {
    const auto data = report::collect(archive, policy, options);
    if (!data) {
        return data.error();
    }
    return report::put_into_tables(*data, policy, options);
}

Result<void> remember_audit(Archive& archive, const Audit& audit) {
    nlohmann::ordered_json json{{"day", format_date(audit.to)},
                                {"figures", nlohmann::ordered_json::object()}};
    for (const AuditFigure& figure : audit.figures) {
        json["figures"][figure.id] = figure.value;
    }
    return archive.put_document("audit", format_date(audit.to), json.dump());
}

} // namespace oblio
