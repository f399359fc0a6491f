// lib/src/detect/age_clause.hpp: whose age a phrase states, and phrases that state none.
#pragma once

#include "detect/document.hpp"
#include "detect/stages.hpp"

#include "oblio/detect/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <memory_resource>
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
    /// "non ho ancora 14 anni": by how many years the number may be missed; 0: it is reached.
    int short_by = 0;
};

/// What kind of words state the age.
enum class AgePhrase : std::uint8_t {
    years,     ///< "13 anni": verbs of being old; limits and spans of time look the same
    adjective, ///< "tredicenne"
    school,    ///< "seconda media": verbs of going to school
};

/// "avevo", "era", "andavo", "fossi": being, having or going, not of today.
[[nodiscard]] bool is_past_state(std::string_view word) noexcept;

/// "nemmeno", "manco": "non ho nemmeno 12 anni".
[[nodiscard]] bool is_not_even(std::string_view word) noexcept;

/// The clause around an age phrase. Borrows the document.
/// Threads: one thread at a time.
class AgeClauseReader {
public:
    /// Keeps the persons among `candidates`. Time: linear in their number.
    AgeClauseReader(const Document& document, const Candidates& candidates);

    /// Reads around the phrase of tokens [begin, end). Time: constant, but for
    /// a search among the persons found.
    [[nodiscard]] AgeClause read(std::size_t begin, std::size_t end, AgePhrase kind) const;
    /// Token `at` is of "us" through words like "siamo un gruppo di", "noi due".
    [[nodiscard]] bool of_us(std::size_t at) const noexcept;

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
    /// A relative of the author or a name stands in the sentence of token `at`, before it, or in
    /// the one before that.
    [[nodiscard]] bool relative_in_sentence_before(std::size_t at) const noexcept;
    /// Token `at` belongs to somebody's first name and surname.
    [[nodiscard]] bool names_person(std::size_t at) const noexcept {
        const Person* person = person_at(at);
        return person != nullptr && !person->first_name_alone;
    }
    /// "mio suocero, ottantaquattro a dicembre,": token `at` stands right after a relative and a
    /// comma.
    [[nodiscard]] bool said_of_relative(std::size_t at) const noexcept;
    /// "io 31 anni, lei 28", "Sara ha 8 anni e Luca 5": at token `subject` stands somebody whose
    /// age follows that of another.
    [[nodiscard]] bool counted_after_another(std::size_t subject) const noexcept;
    /// "li faccio a giugno", "li compio": stands near tokens [begin, end).
    [[nodiscard]] bool turns_them_near(std::size_t begin, std::size_t end) const noexcept;
    /// "i'm", "im", "i am" ends at token `at`: where it begins.
    [[nodiscard]] std::optional<std::size_t> english_self(std::size_t at) const noexcept;
    /// The years of "fra due anni" shortly before token `begin`; 0 without it.
    [[nodiscard]] int years_ahead(std::size_t begin) const noexcept;
    /// The text asks for a home, or speaks of a shelter or of paws. Time: linear in the text.
    [[nodiscard]] bool animal_speaks() const noexcept;

private:
    struct Walk;
    struct Person {
        std::size_t begin;
        std::size_t end;
        bool first_name_alone;
    };

    [[nodiscard]] std::optional<AgeClause> at_once(const Walk& walk) const;
    [[nodiscard]] std::optional<AgeClause> not_of_today(const Walk& walk, std::size_t at) const;
    [[nodiscard]] std::optional<AgeClause> by_self(Walk& walk, std::size_t at) const;
    [[nodiscard]] bool passes_verb(Walk& walk, std::size_t at) const noexcept;
    [[nodiscard]] std::optional<AgeClause> by_somebody(const Walk& walk, std::size_t at) const;
    [[nodiscard]] std::optional<AgeClause> by_possessive(const Walk& walk, std::size_t at) const;
    [[nodiscard]] std::optional<AgeClause> passes_word(Walk& walk, std::size_t at) const;
    [[nodiscard]] bool subject_left_out(std::size_t verb) const noexcept;
    [[nodiscard]] bool dear(std::size_t at) const noexcept;
    [[nodiscard]] bool did_it_for(std::size_t trade) const noexcept;
    [[nodiscard]] bool between_commas(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool beside_self(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool beside_relative(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool in_this_world(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool parent_of(std::size_t at) const noexcept;
    [[nodiscard]] AgeClause link(std::size_t begin, std::size_t end, AgePhrase kind) const;
    [[nodiscard]] bool goes_on_as_self(std::size_t at) const noexcept;
    [[nodiscard]] bool takes_time(std::size_t verb) const noexcept;
    [[nodiscard]] std::string_view refuse_before(std::size_t begin) const noexcept;
    [[nodiscard]] std::string_view refuse_after(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] std::string_view not_meant(std::size_t end) const noexcept;
    [[nodiscard]] std::string_view difference_or_limit(std::size_t end) const noexcept;
    [[nodiscard]] bool span_after(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool past_at(std::size_t at, int years) const noexcept;
    [[nodiscard]] bool memory_follows(std::size_t end) const noexcept;
    [[nodiscard]] bool remembered(std::size_t begin, std::size_t end, int years) const noexcept;
    [[nodiscard]] bool goes_on_about_self(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool quoted(std::size_t begin) const noexcept;
    [[nodiscard]] bool reported(std::size_t verb, std::size_t end) const noexcept;
    [[nodiscard]] bool of_the_heart(std::size_t verb) const noexcept;
    [[nodiscard]] bool for_the_moment(std::size_t verb, std::size_t end) const noexcept;
    [[nodiscard]] bool held_by_others(std::size_t verb, std::size_t end) const noexcept;
    [[nodiscard]] bool presents_itself(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] bool asks_for_self(std::size_t end) const noexcept;
    [[nodiscard]] bool says_what_it_can(std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] std::optional<AgeClause> not_reached(std::size_t begin) const noexcept;
    [[nodiscard]] bool supposed(std::size_t at) const noexcept;
    [[nodiscard]] bool introduced(const Person& person) const noexcept;
    [[nodiscard]] AgeClause first_person(std::size_t verb, std::size_t begin,
                                         std::size_t end) const noexcept;
    [[nodiscard]] const Person* person_at(std::size_t token) const noexcept;
    [[nodiscard]] bool speaks_of_self_after(std::size_t end) const noexcept;
    [[nodiscard]] std::string_view refuse_years(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::optional<AgeClause> by_first_person(std::size_t at, std::size_t begin,
                                                           std::size_t end, bool school) const;
    [[nodiscard]] std::optional<AgeClause> goes_to_school(std::size_t at) const;
    [[nodiscard]] std::optional<AgeClause> has_years(std::size_t at, std::size_t end) const;
    [[nodiscard]] AgeClause by_noun(std::size_t at, std::size_t begin, std::size_t end,
                                    std::size_t from) const;
    [[nodiscard]] AgeClause without_subject(const Walk& walk, std::size_t begin,
                                            std::size_t end) const;

    const Document& document_;
    std::pmr::vector<Person> persons_; // by position
};

} // namespace oblio::detect
