// lib/src/subject/identifiers.hpp: the numbers, codes, dates and addresses that are the subject's,
// and where a record gives them.
#pragma once

#include "oblio/subject/subject.hpp"
#include "oblio/subject/trace.hpp"
#include "subject/corpus.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::subject {

/// A subject's identifiers in the form in which they are compared.
struct Identifiers {
    std::set<std::pair<FindingType, std::string>> values; ///< Scanner::canonical()
    std::vector<SubjectHandle> handles;                   ///< folded
    std::vector<std::string> phone_digits;                ///< national digits, for squeezed texts
    std::vector<std::string> codes; ///< fiscal code and plates, folded letters and digits
    std::optional<Date> birth_date;
    std::vector<std::string> street; ///< the words of the street's name, folded
    std::string civic;               ///< its number
    std::string civic_letter;        ///< `bis`, `a`: what goes on after the number; may be empty
};
[[nodiscard]] Identifiers identifiers_of(const Subject& subject);

/// One identifier of the subject in a record.
struct IdentifierHit {
    MentionSpan span;
    std::string why; ///< such as `phone`
};
/// A handle is told without its separators where it has so many letters.
constexpr std::size_t joined_handle_length = 8;
/// Every given identifier in the record's strings; for author fields see Accounts.
[[nodiscard]] std::vector<IdentifierHit> find_identifiers(const CorpusRecord& record,
                                                          const Identifiers& identifiers);

/// 1 to 12, of a folded word.
[[nodiscard]] std::optional<unsigned> month_named(std::string_view word);
/// The date that starts at a token: `3/4/1970`, `3.4.70`, `3 aprile 1970`; two-digit years are of
/// the last century where this one would lie ahead of 2030.
[[nodiscard]] std::optional<Date> read_date(const detect::Document& document, std::size_t token);

/// `Ada Finti che abita in via dei Mulini`: the subject's street follows the token `at`, with no
/// number or with theirs, and nobody else between.
[[nodiscard]] bool names_street(const detect::Document& document, std::size_t at,
                                const Identifiers& identifiers);

/// `via`, `piazza` and the like, folded.
[[nodiscard]] bool is_street_type(std::string_view word);
/// `bis`, `a`: what goes on after the house number at `number`: `21 bis`, `21/A`, `21b`; empty if
/// nothing does. "21 a Finta" is only where it is.
[[nodiscard]] std::string letter_of_civic(const detect::Document& document, std::size_t number);
/// What may stand between a street's name and its number: `,`, `n`, `al civico`.
[[nodiscard]] bool leads_to_civic(const detect::Document& document, std::size_t token);

} // namespace oblio::subject
