// lib/src/detect/person_stage.cpp: hands the people of a text on as candidates of the scan.
#include "detect/names_table.hpp"
#include "detect/pattern_data.hpp"
#include "detect/person_mentions.hpp"
#include "detect/stages.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

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

// Where the identifiers stand: a handle, an address or an e-mail that holds a name says what it
// is. Sorted by beginning; `reach` is the furthest end so far, so that one look-up answers.
struct Shield {
    std::size_t begin;
    std::size_t reach;
};

std::vector<Shield> shields_of(const std::vector<Candidate>& found) {
    std::vector<Shield> shields;
    for (const Candidate& other : found) {
        if (category_of(other.type) == Category::identifier && other.confidence >= 0.5) {
            shields.push_back({other.begin, other.end});
        }
    }
    std::sort(shields.begin(), shields.end(),
              [](const Shield& a, const Shield& b) { return a.begin < b.begin; });
    for (std::size_t index = 1; index < shields.size(); ++index) {
        shields[index].reach = std::max(shields[index].reach, shields[index - 1].reach);
    }
    return shields;
}

bool inside_identifier(const PersonMention& mention, const std::vector<Shield>& shields) {
    const auto after = std::upper_bound(
        shields.begin(), shields.end(), mention.begin,
        [](std::size_t begin, const Shield& shield) { return begin < shield.begin; });
    return after != shields.begin() && std::prev(after)->reach >= mention.end;
}

bool is_quote(const Document& document, std::size_t token) {
    return document.text(document.tokens()[token]) == "\""; // the fold makes one of all kinds
}

/// Where the surname ends that follows a first name and a nickname in quotes: `Ettore "il Biondo"
/// Sgambati`; 0 if there is none. An ordinary word after the quotes is no surname.
std::size_t end_past_nickname(const Document& document, const NameTable& table,
                              const PersonMention& first) {
    constexpr std::size_t longest = 3; // words of a nickname
    const auto& tokens = document.tokens();
    std::size_t at = document.token_at(first.end);
    if (at >= tokens.size() || !is_quote(document, at)) {
        return 0;
    }
    const std::size_t opens = at++;
    while (at < tokens.size() && tokens[at].kind == TokenKind::word && at - opens <= longest) {
        ++at;
    }
    const bool closes = at + 1 < tokens.size() && at > opens + 1 && is_quote(document, at);
    if (!closes || tokens[at + 1].kind != TokenKind::word || !tokens[at + 1].space_before ||
        tokens[at + 1].letters != LetterCase::capitalised) {
        return 0;
    }
    const NameEntry* surname = table.find(document.text(tokens[at + 1]));
    return surname != nullptr && surname->surname == 0 ? 0 : tokens[at + 1].end;
}

/// What a thread may be said to have named: first name and surname, beyond doubt, and nobody in
/// office (of whom citizens speak by the surname all day, and whose name is public).
bool gives_full_name(const Candidate& candidate, const PersonMention& mention) {
    constexpr double beyond_doubt = 0.7;
    return candidate.rule == rule_of(NameShape::full) && candidate.confidence >= beyond_doubt &&
           mention.refused.empty() &&
           std::find(mention.reasons.begin(), mention.reasons.end(), "public role") ==
               mention.reasons.end();
}

} // namespace

void find_persons(const Document& document, const ScanContext& context,
                  const PatternSet::Data& data, const StageOptions& options,
                  Candidates& candidates) {
    if (data.names == nullptr) {
        return;
    }
    const std::vector<PersonMention> mentions = find_mentions(
        document, data.names->table(), &data.places, context, options.engine, candidates.memory);
    if (mentions.empty()) {
        return;
    }
    const std::vector<Shield> shields = shields_of(candidates.found);
    for (const PersonMention& mention : mentions) {
        Candidate candidate{FindingType::person, mention.begin,          mention.end,
                            mention.confidence,  rule_of(mention.shape), {}};
        // A first name alone is seen by the later stages; its reasons only by who asks for them.
        if (candidates.explain || candidate.confidence >= options.min_confidence) {
            candidate.reasons.assign(mention.reasons.begin(), mention.reasons.end());
        }
        candidate.specificity = mention.shape == NameShape::first_only ? 10 : 50;
        const std::size_t past = mention.shape == NameShape::first_only && mention.refused.empty()
                                     ? end_past_nickname(document, data.names->table(), mention)
                                     : 0;
        if (past != 0) {
            constexpr double nicknamed = 0.85;
            candidate.end = past;
            candidate.confidence = std::max(candidate.confidence, nicknamed);
            candidate.specificity = 50;
            candidate.rule = rule_of(NameShape::full);
            candidate.reasons = {"first name, nickname and surname"};
        }
        if (gives_full_name(candidate, mention) && !inside_identifier(mention, shields)) {
            candidates.full_names.emplace_back(candidate.begin, candidate.end);
        }
        if (!mention.refused.empty()) {
            candidates.reject(std::move(candidate), std::string{mention.refused});
        } else if (inside_identifier(mention, shields)) {
            candidates.reject(std::move(candidate), "inside an identifier");
        } else {
            candidates.found.push_back(std::move(candidate));
        }
    }
}

} // namespace oblio::detect
