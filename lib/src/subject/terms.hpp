// lib/src/subject/terms.hpp: what a record is indexed by so that every form of a name finds it.
#pragma once

#include "detect/document.hpp"
#include "detect/names_table.hpp"
#include "oblio/archive/index_terms.hpp"
#include "oblio/record/record.hpp"
#include "oblio/subject/subject.hpp"
#include "oblio/time.hpp"
#include "subject/name_form.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// basic_index_terms(), and: every word that is not an ordinary one, whatever its case; two words
/// that an apostrophe joins, as one (`D'Aniello` also as `daniello`); initials with full stops
/// (`v.n.s.`); and the shingles that quotes are found by. `names` tells ordinary
/// words; `text` as TermExtractor says. Deterministic. Time: linear.
[[nodiscard]] std::vector<IndexTerm> index_terms(const Record& record,
                                                 std::span<const FieldFinding> findings,
                                                 const detect::Document* text,
                                                 const detect::NameTable& names);

// Terms that do not depend on what the detectors decide: values of IndexKind::free.

/// A run of digits with single separators: its last eight.
[[nodiscard]] std::string digits_value(std::string_view digits);
/// A code of letters and digits, folded, nothing between.
[[nodiscard]] std::string code_value(std::string_view code);
/// A day written in digits or with the month's name.
[[nodiscard]] std::string date_value(Date date);
/// A word of a street's name and a number within five tokens of it.
[[nodiscard]] std::string street_value(std::string_view word, std::string_view number);

/// The tokens to ask the index for. Sorted; none is in both lists.
struct NameTokens {
    std::vector<std::string> sure;  ///< surnames, words of compound ones, initials, nicknames
    std::vector<std::string> slips; ///< one letter off a surname: a name beside a first name alone
};
[[nodiscard]] NameTokens name_tokens(const Subject& subject, const NameProfile& profile);

/// A sentence or a quoted passage as it is indexed: its first words.
constexpr std::size_t quoted_words = 4;   ///< enough inside quotation marks
constexpr std::size_t sentence_words = 8; ///< a copied sentence without marks has at least these
[[nodiscard]] std::string shingle_value(bool quoted, std::span<const std::string> words);

/// A run of words of a text: a quoted passage, or a sentence. Tokens, half-open.
struct Passage {
    std::size_t first_token;
    std::size_t end_token;
    bool quoted;
    std::vector<std::string> words;
};
/// The passages of a text that are long enough to be recognised elsewhere.
[[nodiscard]] std::vector<Passage> passages_of(const detect::Document& document);

} // namespace oblio::subject
