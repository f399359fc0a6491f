// lib/src/subject/evidence.hpp: what speaks for or against a name being the subject: identifiers,
// trades, offices, generations.
#pragma once

#include "oblio/subject/subject.hpp"
#include "oblio/subject/trace.hpp"
#include "subject/corpus.hpp"
#include "subject/name_match.hpp"

#include <optional>
#include <set>
#include <string>
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
};
[[nodiscard]] Identifiers identifiers_of(const Subject& subject);

/// One identifier of the subject in a record.
struct IdentifierHit {
    MentionSpan span;
    std::string why; ///< such as `phone`
};
/// Every given identifier in the record's strings; for author fields see Accounts.
[[nodiscard]] std::vector<IdentifierHit> find_identifiers(const CorpusRecord& record,
                                                          const Identifiers& identifiers);

/// The date that starts at a token: `3/4/1970`, `3.4.70`, `3 aprile 1970`; two-digit years are of
/// the last century where this one would lie ahead of 2030.
[[nodiscard]] std::optional<Date> read_date(const detect::Document& document, std::size_t token);

/// Articles, prepositions and the like: never a sign of a trade or a street.
[[nodiscard]] bool is_filler(std::string_view word);
/// `via`, `piazza` and the like, folded.
[[nodiscard]] bool is_street_type(std::string_view word);
/// What may stand between a street's name and its number: `,`, `n`, `al civico`.
[[nodiscard]] bool leads_to_civic(const detect::Document& document, std::size_t token);

/// What the subject does, as words to be met in a text.
struct Occupation {
    std::vector<std::string> words; ///< folded, endings of gender and number cut off
    std::vector<std::string> roles; ///< offices among them, such as `assessor`
    bool office_claimed = false;    ///< the subject's own records speak of an office held
    std::optional<Date> in_office_until;
};
[[nodiscard]] Occupation occupation_of(const Subject& subject);

/// Cues beside one match, from the words of its sentence.
struct Cues {
    bool own_trade = false;      ///< the subject's trade stands beside the name
    bool other_trade = false;    ///< another trade or title stands directly before it
    bool role = false;           ///< an office stands directly before it
    bool own_generation = false; ///< `junior`, `il figlio`, and the namesake is the father
    bool other_generation = false;
};
[[nodiscard]] Cues cues_of(const detect::Document& document, const NameMatch& match,
                           const Subject& subject, const Occupation& occupation,
                           const NameProfile& profile);

/// `come assessora vi comunico`: the writer speaks as an official.
[[nodiscard]] bool claims_office(const detect::Document& document);
/// True if the folded word is an office, such as `assessora`.
[[nodiscard]] bool is_office(const std::string& word);
/// True if some office is named in the text, such as `assessore`.
[[nodiscard]] bool names_office(const detect::Document& document);
/// True if one of the subject's trade words stands in the text.
[[nodiscard]] bool names_trade(std::string_view text, const Occupation& occupation);
/// `sono Ada Fittizia`, `mi chiamo …`, `qui …`: the writer gives this name as their own.
[[nodiscard]] bool introduces(const detect::Document& document, const NameMatch& match);
/// `scrivo dal telefono di mio figlio`: the account is somebody else's.
[[nodiscard]] bool writes_from_elsewhere(const detect::Document& document);
/// `sono Francesco`, whoever that is.
[[nodiscard]] bool introduces_anybody(const detect::Document& document);
/// `chi è il Moro?`: the word asked about.
[[nodiscard]] std::optional<std::string> asked_about(const detect::Document& document);
/// Nicknames declared just after a match: `detto il Moro`, `nome d'arte Zoe`. Folded letters.
[[nodiscard]] std::vector<std::string> nicknames_after(const detect::Document& document,
                                                       const NameMatch& match);

} // namespace oblio::subject
