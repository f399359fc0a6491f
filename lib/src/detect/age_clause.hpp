// lib/src/detect/age_clause.hpp: whose age a phrase states, and phrases that state none.
#pragma once

#include "detect/document.hpp"
#include "detect/stages.hpp"

#include "oblio/detect/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// What the words around an age phrase say.
struct AgeClause {
    std::optional<AgeOf> of; ///< nothing: of nobody in particular, or of a thing
    std::size_t begin;       ///< first token of the phrase, with its verb where it has one
    double confidence = 0;   ///< in [0, 1]
    std::string_view reason; ///< a constant: the link that was seen, or why it does not count
};

/// What kind of words state the age.
enum class AgePhrase : std::uint8_t {
    years,     ///< "13 anni": verbs of being old; limits and spans of time look the same
    adjective, ///< "tredicenne"
    school,    ///< "seconda media": verbs of going to school
};

/// "avevo", "era", "andavo", "fossi": being, having or going, not of today.
[[nodiscard]] bool is_past_state(std::string_view word) noexcept;

/// The clause around an age phrase. Borrows the document.
/// Threads: one thread at a time.
class AgeClauseReader {
public:
    /// Keeps the persons among `candidates`. Time: linear in their number.
    AgeClauseReader(const Document& document, const Candidates& candidates);

    /// Reads around the phrase of tokens [begin, end). Time: constant, but for
    /// a search among the persons found.
    [[nodiscard]] AgeClause read(std::size_t begin, std::size_t end, AgePhrase kind) const;

    [[nodiscard]] bool names_somebody() const noexcept { return !persons_.empty(); }
    /// The folded text of a token; empty when there is none.
    [[nodiscard]] std::string_view text(std::size_t token) const noexcept;
    /// The token before `token` that is a word or a number, staying in the sentence; nothing if
    /// there is none.
    [[nodiscard]] std::optional<std::size_t> word_before(std::size_t token) const noexcept;
    /// Nothing but marks, line breaks or the ends of the text stand beside tokens [begin, end).
    [[nodiscard]] bool alone(std::size_t begin, std::size_t end) const noexcept;
    /// What is said to last so long stands beside tokens [begin, end): "... di abbonamento".
    [[nodiscard]] bool lasts(std::size_t begin, std::size_t end) const noexcept;
    /// A relative or a name stands in the few words from token `end` on.
    [[nodiscard]] bool relative_after(std::size_t end) const noexcept;

private:
    struct Walk;
    struct Person {
        std::size_t begin;
        std::size_t end;
        bool first_name_alone;
    };

    [[nodiscard]] std::string_view refuse_before(std::size_t begin) const noexcept;
    [[nodiscard]] std::string_view refuse_after(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool remembered(std::size_t begin, std::size_t end, int years) const noexcept;
    [[nodiscard]] bool relative_in_sentence_before(std::size_t verb) const noexcept;
    [[nodiscard]] bool goes_on_about_self(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool quoted(std::size_t begin) const noexcept;
    [[nodiscard]] const Person* person_at(std::size_t token) const noexcept;
    [[nodiscard]] bool speaks_of_self_after(std::size_t end) const noexcept;
    [[nodiscard]] std::string_view refuse_years(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::optional<AgeClause> by_first_person(std::size_t at, std::size_t begin,
                                                           bool school) const;
    [[nodiscard]] AgeClause by_noun(std::size_t at, std::size_t begin, std::size_t end,
                                    std::size_t from) const;
    [[nodiscard]] AgeClause without_subject(const Walk& walk, std::size_t begin,
                                            std::size_t end) const;

    const Document& document_;
    std::vector<Person> persons_; // by position
};

} // namespace oblio::detect
