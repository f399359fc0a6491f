// lib/src/subject/tenure.hpp: from when to when an office was held, as a subject file says it.
#pragma once

#include "oblio/time.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// Days of one time in office, both included; an end that is not there is open.
struct Tenure {
    std::optional<Date> from;
    std::optional<Date> until;
    [[nodiscard]] bool holds(Date day) const noexcept {
        return (!from || *from <= day) && (!until || day <= *until);
    }
};

/// The times said in `text`, in their order: `dal 1 dicembre 2025 al 31 maggio 2026`, `da maggio
/// 2020 a giugno 2024`, `2019-2024`, `fino al 31/1/2026`, `in carica dal 2024`. A month or a year
/// begins with its first day and ends with its last one. Empty if no date is read.
[[nodiscard]] std::vector<Tenure> tenures_in(std::string_view text);

} // namespace oblio::subject
