// lib/src/detect/person_stage.cpp: hands the people of a text on as candidates of the scan.
#include "detect/names_table.hpp"
#include "detect/pattern_data.hpp"
#include "detect/person_mentions.hpp"
#include "detect/stages.hpp"

#include <algorithm>
#include <utility>

namespace oblio::detect {
namespace {

constexpr std::string_view rule_of(NameShape shape) noexcept {
    switch (shape) {
    case NameShape::full:
    case NameShape::reversed:
        return "person-full-name";
    case NameShape::initialled:
        return "person-initials";
    case NameShape::surname_only:
        return "person-surname";
    case NameShape::first_only:
        break;
    }
    return "person-first-name";
}

// A handle, an address or an e-mail that holds the name says what it is.
bool inside_identifier(const PersonMention& mention, const std::vector<Candidate>& found) {
    return std::any_of(found.begin(), found.end(), [&](const Candidate& other) {
        return category_of(other.type) == Category::identifier && other.confidence >= 0.5 &&
               other.begin <= mention.begin && mention.end <= other.end;
    });
}

} // namespace

void find_persons(const Document& document, const ScanContext& context,
                  const PatternSet::Data& data, Candidates& candidates) {
    if (data.names == nullptr) {
        return;
    }
    const std::vector<PersonMention> mentions =
        find_mentions(document, data.names->table(), &data.places, context);
    for (const PersonMention& mention : mentions) {
        Candidate candidate{FindingType::person, mention.begin,          mention.end,
                            mention.confidence,  rule_of(mention.shape), {}};
        candidate.reasons.assign(mention.reasons.begin(), mention.reasons.end());
        candidate.specificity = mention.shape == NameShape::first_only ? 10 : 50;
        if (!mention.refused.empty()) {
            candidates.reject(std::move(candidate), std::string{mention.refused});
        } else if (inside_identifier(mention, candidates.found)) {
            candidates.reject(std::move(candidate), "inside an identifier");
        } else {
            candidates.found.push_back(std::move(candidate));
        }
    }
}

} // namespace oblio::detect
