// lib/include/oblio/policy/publication.hpp: may this text be published, and in what form could it
// be?
#pragma once

#include "oblio/detect/scanner.hpp"
#include "oblio/language.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What an entity allows although it is personal data: values and patterns, one a line.
/// Threads: immutable.
class AllowList {
public:
    AllowList() = default;
    /// Reads the lines of an allow-list: `TYPE value` or `TYPE /expression/` (RE2, whole value),
    /// `*` for any type; empty lines and lines that start with # are skipped. Values are compared
    /// in their canonical form. Errors: bad_argument with the line.
    static Result<AllowList> parse(std::string_view lines);
    /// True if the entity allows this value.
    [[nodiscard]] bool allows(FindingType type, std::string_view value) const;

private:
    struct Expression {
        std::optional<FindingType> type;
        std::string pattern;
    };
    std::set<std::pair<int, std::string>> values_; // type, or -1 for any; canonical value
    std::vector<Expression> expressions_;
};

/// Findings that were seen and accepted before, as fingerprints that hold no value.
/// Threads: immutable but for add().
class AcceptedFindings {
public:
    AcceptedFindings() = default;
    /// Reads what text() wrote. Errors: bad_json.
    static Result<AcceptedFindings> parse(std::string_view json);
    [[nodiscard]] bool holds(std::string_view fingerprint) const;
    void add(std::string fingerprint);
    /// JSON: `{"oblio_baseline":1,"fingerprints":[…]}`, sorted, with a final line feed.
    [[nodiscard]] std::string text() const;

private:
    std::set<std::string, std::less<>> fingerprints_;
};

/// Why a finding does not count.
enum class Suppression : std::uint8_t { none, allow_list, baseline, inline_mark };

/// One finding, judged.
struct PublicationItem {
    Finding finding;
    Verdict verdict;
    const PolicyRule* rule = nullptr; ///< the sentence of the policy; lives as long as the policy
    Suppression suppressed = Suppression::none;
    /// Says which finding this is without its value: a hash of its type and of what stands around
    /// it, every finding blanked out, and of how often the same came before. 32 hex digits.
    std::string fingerprint;
};

struct PublicationReport {
    Verdict verdict = Verdict::allow;   ///< the strictest of those that count
    std::vector<PublicationItem> items; ///< by position
    std::string impersonal;             ///< the text with everything that is not allowed replaced
};

struct PublicationOptions {
    const AllowList* allow = nullptr;
    const AcceptedFindings* baseline = nullptr;
    Language language = Language::italian; ///< of the impersonal version
    ScanContext context;
};

/// Why data of `type` are not simply published, in a plain sentence that begins in lower case.
/// Source: the norms that articles_of() names.
[[nodiscard]] std::string_view why_protected(FindingType type, Language language) noexcept;

/// Judges `text` by `policy`. A line that holds `oblio:allow` suppresses all findings on it,
/// `oblio:allow PHONE,EMAIL` those types; art. 9 and 10 data that no norm lets publish
/// (Verdict::block_always) cannot be suppressed by a mark in the text.
/// Requires: `text` valid UTF-8. The scanner should know the policy's contacts. Time: linear.
[[nodiscard]] PublicationReport check_publication(std::string_view text, const Scanner& scanner,
                                                  const Policy& policy,
                                                  const PublicationOptions& options = {});

} // namespace oblio
