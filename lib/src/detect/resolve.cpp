// lib/src/detect/resolve.cpp
#include "detect/resolve.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory_resource>
#include <tuple>

namespace oblio::detect {
namespace {

bool better(const Candidate& a, const Candidate& b) {
    const auto key = [](const Candidate& c) {
        // Larger is better in the first four, smaller in the rest.
        return std::tuple{!c.checked,    -c.specificity,
                          -c.confidence, -static_cast<std::ptrdiff_t>(c.end - c.begin),
                          c.begin,       c.type,
                          c.rule};
    };
    return key(a) < key(b);
}

} // namespace

void Candidates::reject(Candidate candidate, std::string reason) {
    if (explain) {
        candidate.reasons.push_back(std::move(reason));
        rejected.push_back(std::move(candidate));
    }
}

void resolve_overlaps(Candidates& candidates, double min_confidence) {
    std::vector<Candidate>& found = candidates.found;
    std::sort(found.begin(), found.end(), better);
    // Per category: the kept ranges, begin -> end. They never overlap.
    using Ranges = std::pmr::map<std::size_t, std::size_t>;
    std::pmr::memory_resource* const memory = candidates.memory;
    std::array<Ranges, 6> kept{Ranges{memory}, Ranges{memory}, Ranges{memory},
                               Ranges{memory}, Ranges{memory}, Ranges{memory}};
    std::size_t stay = 0; // the first so many stay
    for (Candidate& candidate : found) {
        if (candidate.confidence < min_confidence) {
            candidates.reject(std::move(candidate), "confidence below the threshold");
            continue;
        }
        auto& ranges = kept[static_cast<std::size_t>(category_of(candidate.type))];
        const auto after = ranges.lower_bound(candidate.begin);
        const bool meets_next = after != ranges.end() && after->first < candidate.end;
        const bool meets_previous =
            after != ranges.begin() && std::prev(after)->second > candidate.begin;
        if (meets_next || meets_previous) {
            candidates.reject(std::move(candidate), "overlaps a stronger finding");
            continue;
        }
        ranges.emplace(candidate.begin, candidate.end);
        if (&candidate != &found[stay]) {
            found[stay] = std::move(candidate);
        }
        ++stay;
    }
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(stay), found.end());
    const auto by_position = [](const Candidate& a, const Candidate& b) {
        return std::tie(a.begin, a.end, a.type, a.rule) < std::tie(b.begin, b.end, b.type, b.rule);
    };
    std::sort(found.begin(), found.end(), by_position);
    std::sort(candidates.rejected.begin(), candidates.rejected.end(), by_position);
}

} // namespace oblio::detect
