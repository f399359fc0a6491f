// lib/src/detect/age_school.cpp: counts from the first class of the elementary school.
#include "detect/age_school.hpp"

namespace oblio::detect {

AgeRange school_ages(SchoolLevel level, std::optional<int> year, std::optional<Date> day) noexcept {
    if (!year) {
        switch (level) {
        case SchoolLevel::nursery:
            return {2, 6};
        case SchoolLevel::elementary:
            return {5, 11};
        case SchoolLevel::middle:
            return {10, 14};
        case SchoolLevel::upper:
            return {13, 19};
        case SchoolLevel::any:
            return {6, 19};
        }
    }
    const int before = level == SchoolLevel::upper     ? 8
                       : level == SchoolLevel::middle  ? 5
                       : level == SchoolLevel::nursery ? -3
                                                       : 0;
    if (level == SchoolLevel::any) {
        // "la 3B" of an unnamed school: from the elementary to the upper one.
        return {5 + *year - 1, *year <= 3 ? 14 + *year : 19};
    }
    const int passed = before + *year - 1; // classes before this one
    const bool autumn = day && static_cast<unsigned>(day->month()) >= 9;
    AgeRange ages{5 + passed, 7 + passed};
    if (day) {
        ages = autumn ? AgeRange{5 + passed, 6 + passed} : AgeRange{6 + passed, 7 + passed};
    }
    // From the third upper class on nobody is held to be under sixteen.
    if (level == SchoolLevel::upper && *year >= 3 && ages.least < 16) {
        ages.least = 16;
    }
    return ages;
}

} // namespace oblio::detect
