// lib/src/minors/own_facts.hpp: what one record says by itself about its author's age.
#pragma once

#include "minors/birth.hpp"
#include "oblio/minors/judge.hpp"

#include <optional>
#include <span>
#include <vector>

namespace oblio::minors {

/// One statement about the author's age.
struct Fact {
    BirthRange born;
    AgeRange said;       ///< only if `stated`
    bool stated = false; ///< an age, not a birth date or year
    Date day;            ///< when it was said
};

/// What one record says by itself.
struct Own {
    std::optional<Date> day; ///< of the record, in Rome
    /// The same, or the earliest that it can be: a record may be as old as the platforms are.
    [[nodiscard]] Date earliest_day() const {
        return day.value_or(
            Date{std::chrono::year{2004}, std::chrono::January, std::chrono::day{1}});
    }
    std::vector<Fact> text, profile, weak;
    std::vector<AgeEvidence> text_places, profile_places, weak_places;
    std::optional<AgeEvidence> adult;
    std::optional<AgeEvidence> childs_profile; ///< the adult says that the profile is a child's
    bool borrowed = false;
    bool childs_voice = false; ///< a child speaks of its own family
    bool managed = false;
    bool parent = false;     ///< the profile is a parent's or a grandparent's
    bool long_since = false; ///< the profile says what its owner has been doing for ten years
};

/// Reads the text and the profile of `record`. Requires: `findings` are of its fields.
/// Time: linear in the record.
[[nodiscard]] Own read_own(const Record& record, std::span<const FieldFinding> findings);

} // namespace oblio::minors
