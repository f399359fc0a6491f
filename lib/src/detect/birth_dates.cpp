// lib/src/detect/birth_dates.cpp
#include "detect/stages.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

namespace oblio::detect {
namespace {

/// Day, month and the last two digits of the year: what a fiscal code tells of a birth date.
unsigned day_key(Date date) noexcept {
    const auto year = static_cast<unsigned>(static_cast<int>(date.year()) % 100);
    return (year * 12 + static_cast<unsigned>(date.month())) * 31 +
           static_cast<unsigned>(date.day());
}

/// "Rohan Mehta (11/05/1984)", "Amedeo Ruscitti n. 3.9.1988"
bool follows_person(std::string_view text, const Candidate& date,
                    const std::unordered_set<std::size_t>& person_ends) {
    constexpr std::array<std::string_view, 7> gaps{" (",    " n. ",  ", n. ",   " n ",
                                                   " (n. ", " cl. ", " classe "};
    return std::any_of(gaps.begin(), gaps.end(), [&](std::string_view gap) {
        if (date.begin < gap.size() || !person_ends.contains(date.begin - gap.size()) ||
            text.substr(date.begin - gap.size(), gap.size()) != gap) {
            return false;
        }
        return gap != " (" || (date.end < text.size() && text[date.end] == ')');
    });
}

} // namespace

void relate_birth_dates(const Document& document, Candidates& candidates) {
    std::set<unsigned> days;
    std::unordered_set<std::size_t> person_ends;
    for (const Candidate& candidate : candidates.found) {
        if (candidate.type == FindingType::fiscal_code && candidate.birth_date) {
            days.insert(day_key(*candidate.birth_date));
        } else if (candidate.type == FindingType::person) {
            person_ends.insert(candidate.end);
        }
    }
    if (days.empty() && person_ends.empty()) {
        return;
    }
    for (Candidate& date : candidates.found) {
        if (date.type != FindingType::date_of_birth || !date.birth_date) {
            continue;
        }
        if (days.contains(day_key(*date.birth_date))) {
            date.confidence = std::max(date.confidence, 0.9);
            date.reasons.emplace_back("the birth date of a fiscal code in the same text");
        } else if (follows_person(document.text(), date, person_ends)) {
            date.confidence = std::max(date.confidence, 0.7);
            date.reasons.emplace_back("just after a person");
        }
    }
}

} // namespace oblio::detect
