// lib/src/detect/age_scan.cpp: an age becomes a candidate.
#include "detect/age_scan.hpp"

#include <string>
#include <utility>

namespace oblio::detect {

void AgeScan::add(const AgeClause& clause, std::size_t end, const AgeClaim& claim,
                  std::string_view rule) {
    Candidate candidate{FindingType::age,
                        token(clause.begin).begin,
                        token(end - 1).end,
                        clause.confidence,
                        rule,
                        {}};
    candidate.age = claim;
    if (!clause.of) {
        candidates_.reject(std::move(candidate), std::string{clause.reason});
        return;
    }
    candidate.age->of = *clause.of;
    candidate.reasons.emplace_back(clause.reason);
    candidate.specificity = 50;
    candidates_.found.push_back(std::move(candidate));
}

} // namespace oblio::detect
