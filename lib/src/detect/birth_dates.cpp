// lib/src/detect/birth_dates.cpp
#include "detect/stages.hpp"

#include <algorithm>

namespace oblio::detect {

void relate_birth_dates(const Document& document, Candidates& candidates) {
    const std::string_view text = document.text();
    for (Candidate& date : candidates.found) {
        if (date.type != FindingType::date_of_birth || !date.birth_date) {
            continue;
        }
        for (const Candidate& other : candidates.found) {
            // The fiscal code tells day, month and the last two digits of the year.
            const bool same_day = other.type == FindingType::fiscal_code && other.birth_date &&
                                  other.birth_date->day() == date.birth_date->day() &&
                                  other.birth_date->month() == date.birth_date->month() &&
                                  static_cast<int>(other.birth_date->year()) % 100 ==
                                      static_cast<int>(date.birth_date->year()) % 100;
            if (same_day) {
                date.confidence = std::max(date.confidence, 0.9);
                date.reasons.emplace_back("the birth date of a fiscal code in the same text");
                break;
            }
            // "Rohan Mehta (11/05/1984)"
            if (other.type == FindingType::person && other.end < date.begin &&
                text.substr(other.end, date.begin - other.end) == " (" && date.end < text.size() &&
                text[date.end] == ')') {
                date.confidence = std::max(date.confidence, 0.7);
                date.reasons.emplace_back("in brackets after a person");
                break;
            }
        }
    }
}

} // namespace oblio::detect
