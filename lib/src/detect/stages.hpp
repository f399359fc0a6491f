// lib/src/detect/stages.hpp: the stages of a scan, and the candidates that they hand on.
#pragma once

#include "detect/document.hpp"

#include "oblio/detect/finding.hpp"
#include "oblio/detect/patterns.hpp"
#include "oblio/detect/scanner.hpp"

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::detect {

/// What a stage believes it has found, before overlaps are resolved.
struct Candidate {
    FindingType type;
    std::size_t begin; ///< folded offsets, half-open; the source span is taken from them at the end
    std::size_t end;
    double confidence;     ///< in [0, 1]; below the threshold asked for it is only explained
    std::string_view rule; ///< id of a recognizer or lexicon; lives as long as the PatternSet
    std::vector<std::string> reasons;           ///< never a byte of the text
    bool checked = false;                       ///< a check digit or a numbering plan confirmed it
    int specificity = 0;                        ///< which form says more about the text, 0 to 100
    std::optional<AgeClaim> age = std::nullopt; ///< only for type age
    /// A key that a later stage reads, such as the birth date of a fiscal code; empty if none.
    std::optional<Date> birth_date = std::nullopt;
};

/// The one list that all stages of a scan append to, in the order of the stages.
struct Candidates {
    std::vector<Candidate> found;
    /// With the reason last; filled only when `explain` is set.
    std::vector<Candidate> rejected;
    bool explain = false;
    bool day_asked = false;    ///< a stage has asked for the day of the message
    bool thread_asked = false; ///< a stage has asked whether the thread has named one person
    /// Where full names stand of which no doubt is left, folded offsets; not those of offices.
    std::vector<std::pair<std::size_t, std::size_t>> full_names;
    /// Where a stage puts what it needs until it returns; the scanner uses it again for each text.
    std::pmr::memory_resource* memory = std::pmr::get_default_resource();

    /// Keeps `candidate` among the rejected ones, if anybody wants to see them.
    void reject(Candidate candidate, std::string reason);
};

/// What a stage may want to know of the scan.
struct StageOptions {
    Engine engine = Engine::fast;
    double min_confidence = 0.5;
};

// The stages, in the order in which Scanner runs them over one Document and one list. Each sees
// what those before it found. Each is a free function in a file of its own:
//
//   identifiers.cpp  find_identifiers(document, context, data, options, candidates)
//   person_*.cpp     find_persons(…)      sees identifiers
//   age_*.cpp        find_ages(…)         sees persons
//   condition_*.cpp  find_conditions(…)   sees all of them
//
// A stage is plugged in by declaring it here and adding one line to run_stages() in scanner.cpp.
// A stage reports folded offsets on code-point boundaries, whole tokens where it can; overlaps
// inside one category are resolved after the last stage (resolve.hpp), so a stage need not.
// Its data hang in PatternSet::Data (pattern_data.hpp).

/// Identifiers: every recognizer of patterns/identifiers. Time: linear.
void find_identifiers(const Document& document, const ScanContext& context,
                      const PatternSet::Data& data, const StageOptions& options,
                      Candidates& candidates);

/// People by name: first names alone below one half, refused readings with their reason.
/// Time: linear.
void find_persons(const Document& document, const ScanContext& context,
                  const PatternSet::Data& data, const StageOptions& options,
                  Candidates& candidates);

/// Special categories, judicial data and hardship: what the lexicons find and the clause links to
/// somebody who can be identified; the rest goes to candidates.rejected with the reason. Reads the
/// persons and handles found before. Time: linear: a term looks at a bounded number of words.
void find_conditions(const Document& document, const ScanContext& context,
                     const PatternSet::Data& data, const StageOptions& options,
                     Candidates& candidates);

/// Ages said of the author or of somebody who can be identified, with their AgeClaim.
/// Time: linear, times the number of persons found for each age.
void find_ages(const Document& document, const ScanContext& context, const PatternSet::Data& data,
               const StageOptions& options, Candidates& candidates);

/// Lifts dates that are birth dates by what stands beside them: a fiscal code of that day, or a
/// person just before. Runs after the persons. Time: linear.
void relate_birth_dates(const Document& document, Candidates& candidates);

} // namespace oblio::detect
