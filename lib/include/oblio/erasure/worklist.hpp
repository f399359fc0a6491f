// lib/include/oblio/erasure/worklist.hpp: what people still have to do by hand for an erasure.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

enum class WorkKind {
    platform, ///< an item to remove or edit on the platform itself
    recipient ///< somebody who received the data and has to be told (GDPR art. 19)
};

/// One thing to do. Sealed; what leads to a person is dropped once it is done.
struct WorkItem {
    std::string id;     ///< such as `2026-0001/3`
    std::string number; ///< of the request, or id of a plan that nobody asked for
    std::string plan;   ///< hash of the plan that it follows from; empty for recipients
    WorkKind kind = WorkKind::platform;
    std::string where;  ///< platform or recipient
    std::string action; ///< `remove`, `edit`, `hide` or `tell`
    std::string link;   ///< permalink, else the record's id; empty once done
    Instant added{};
    std::optional<Date> done;
    std::string proof; ///< how it was done, such as a protocol number
};

/// One item for each record that the plan purges, redacts, seals for L. 71/2017, or restricts
/// while the public sees it: `remove`, `edit` or `hide`; what the policy takes out of somebody
/// else's comment is a `remove` there. Has to come before the execution, which erases the links.
/// Repeating it adds nothing; what an earlier plan of the case listed and never executed is taken
/// back. Gives how many there are.
Result<std::uint64_t> add_platform_items(Archive& archive, const Plan& plan);
Result<WorkItem> add_recipient(Archive& archive, std::string_view number, std::string_view who);
/// In order of adding; of one request if `number` is not empty.
[[nodiscard]] Result<std::vector<WorkItem>> work_items(const Archive& archive,
                                                       std::string_view number = {});
/// Empties the links of the request's items that nobody has finished; gives how many.
Result<std::uint64_t> drop_links(Archive& archive, std::string_view number);
/// Errors: not_found; not_allowed if it is done already.
Result<WorkItem> finish_item(Archive& archive, std::string_view id, Date done,
                             std::string_view proof);

} // namespace oblio
