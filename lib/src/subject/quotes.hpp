// lib/src/subject/quotes.hpp: one person's words in other people's records.
#pragma once

#include "oblio/result.hpp"
#include "oblio/text/span.hpp"
#include "subject/corpus.hpp"

#include <span>
#include <string>
#include <vector>

namespace oblio::subject {

/// A passage of a record that repeats somebody's words. Bytes of the text.
struct Quote {
    RecordRow row{};
    ByteSpan where;
};

/// Words that are the subject's: a text they wrote, or a passage that a record says they said.
using SaidWords = std::vector<std::string>;

/// The words of a whole text.
[[nodiscard]] SaidWords said_words(const detect::Document& document);

/// Where `document` repeats at least five words in a row of what was said, marked or not: enough
/// within one conversation. Only runs that say something: twenty letters, two longer words.
[[nodiscard]] std::vector<ByteSpan> repeated_runs(const detect::Document& document,
                                                  const SaidWords& said);

/// What everybody writes, a greeting or a chain letter, may stand in any number of records: of
/// those that a passage leads to, so many are opened.
constexpr std::size_t most_copies = 20;

struct Quotes {
    std::vector<Quote> found;   ///< by row, then place
    std::uint64_t left_out = 0; ///< records not looked at
};

/// Passages of any record that repeat at least four words of one of `said` inside quotation marks,
/// or at least eight as a sentence. Errors: those of the corpus.
[[nodiscard]] Result<Quotes> find_quotes(Corpus& corpus, std::span<const SaidWords> said);

} // namespace oblio::subject
