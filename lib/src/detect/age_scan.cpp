// lib/src/detect/age_scan.cpp: an age becomes a candidate.
#include "detect/age_scan.hpp"

#include "detect/word_list.hpp"

#include <string>
#include <utility>

namespace oblio::detect {

void AgeScan::add(const AgeClause& clause, std::size_t end, AgeRange ages, std::string_view rule,
                  std::optional<int> birth_year) {
    Candidate candidate{FindingType::age,
                        token(clause.begin).begin,
                        token(end - 1).end,
                        clause.confidence,
                        rule,
                        {}};
    candidate.age = {clause.of.value_or(AgeOf::other), ages.least, ages.most, birth_year};
    // Who cannot write yet has a voice lent by others; who asks for a home by those of a shelter.
    constexpr int youngest_writer = 5;
    constexpr int oldest_pet = 20;
    std::string_view refused = clause.of ? std::string_view{} : clause.reason;
    if (clause.of == AgeOf::author && ages.most < youngest_writer) {
        refused = "too young to write";
    } else if (clause.of == AgeOf::author && ages.most <= oldest_pet && animal_speaks()) {
        refused = "an animal speaks";
    }
    if (!refused.empty()) {
        candidates_.reject(std::move(candidate), std::string{refused});
        return;
    }
    candidate.reasons.emplace_back(clause.reason);
    candidate.specificity = 50;
    candidates_.found.push_back(std::move(candidate));
}

bool AgeScan::animal_speaks() {
    if (!animal_speaks_) {
        animal_speaks_ = clauses_.animal_speaks();
    }
    return *animal_speaks_;
}

std::optional<std::size_t> read_years_unit(const AgeScan& scan, std::size_t at) {
    const std::string_view word = scan.text(at);
    if ((word == "years" || word == "year" || word == "yrs") && scan.text(at + 1) == "old") {
        return at + 2;
    }
    if (word == "jahre") {
        return at + (scan.text(at + 1) == "alt" ? 2U : 1U);
    }
    // The languages of Italy and of those who came to live in it.
    if (in(word, "anni", "anno", "ani", "anny", "years", "yrs", "yo", "annetti", "annini", "anne",
           "annos", "agns", "anos", "ans", "vjec", "vjet", "lat")) {
        return at + 1;
    }
    if (word.starts_with("annii") && word.find_first_not_of('i', 3) == std::string_view::npos) {
        return at + 1; // "anniii"
    }
    if (word == "y" && scan.text(at + 1) == "." && scan.text(at + 2) == "o") {
        return at + (scan.text(at + 3) == "." ? 4U : 3U);
    }
    if (word == "'" && in(scan.text(at + 1), "anni", "anno", "ani", "anne")) {
        return at + 2; // "vent'anni", "sissant'anne"
    }
    if (word == "candeline" || word == "candele" || word == "primavere") {
        return at + 1;
    }
    return std::nullopt;
}

} // namespace oblio::detect
