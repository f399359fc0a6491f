// lib/src/minors/age_text.hpp: a text that tells ages, and what the words around each of them say.
#pragma once

#include "oblio/text/fold.hpp"
#include "oblio/text/span.hpp"
#include "oblio/text/utf8.hpp"
#include "oblio/time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oblio::minors {

/// Whose fiscal code or birth date stands somewhere.
enum class Owner { author, somebody_else, unknown };

/// A text and what is asked of each age, code or date in it. What one answer needs of the whole
/// text, or of a sentence, is read once for all of them: a text may be one long list of ages.
/// Every span is of the text as it was given. Threads: one thread at a time.
class AgeText {
public:
    /// Borrows `text`, which is valid UTF-8. `author`: the author's display name, folded; may be
    /// empty. Time: linear, and so are all questions together.
    AgeText(std::string_view text, std::string author);

    [[nodiscard]] const FoldedText& folded() const noexcept { return folded_; }
    /// Code points before `offset`.
    [[nodiscard]] std::size_t code_points(ByteOffset offset);

    /// The age is told of the past ("la terza media l'ho ripetuta", "quando facevo"): the sentence
    /// has a perfect or imperfect of a verb of school or of being around it, and the age no verb
    /// of the present of its own ("ero piccolo, adesso ne ho quindici").
    [[nodiscard]] bool is_memory(ByteSpan where);
    /// is_memory(), with a year in the text that is ten years gone, or any year that is too long
    /// gone to be a child's year of birth ("il mio è del 1992, terza media"): nothing about a
    /// child of today.
    [[nodiscard]] bool is_long_ago(ByteSpan where, Date day);
    /// "ho 12 anni e mezzo milione di chilometri", "scherzo: ho 12 anni": nobody's age.
    [[nodiscard]] bool is_jest(ByteSpan where) const;
    /// "16 anni meno un giorno": the age is not reached yet.
    [[nodiscard]] bool lacks_some_days(ByteSpan where) const;
    /// "forza Livia, seconda media!": what stands there is said to somebody who is cheered.
    [[nodiscard]] bool is_cheered(ByteSpan where) const;
    /// "i miei di prima media", "le nostre bimbe di quinta": the class is other people's.
    [[nodiscard]] bool is_of_pupils(ByteSpan where) const;
    /// "mi chiamo Tea": the name is the author's own, whatever the profile says.
    [[nodiscard]] bool introduces_itself(ByteSpan name) const;
    /// The word right before it, but for a comma, has a capital and is no part of the author's
    /// name. The first word of a sentence has one anyway and does not count.
    [[nodiscard]] bool follows_another_name(ByteSpan where) const;
    /// Of a fiscal code or a birth date.
    [[nodiscard]] Owner owner_of(ByteSpan where);

private:
    /// The folded text before a span, in it, and after it.
    [[nodiscard]] std::string_view before(ByteSpan where) const;
    [[nodiscard]] std::string_view at(ByteSpan where) const;
    [[nodiscard]] std::string_view after(ByteSpan where) const;
    [[nodiscard]] bool holds_authors_name() const;

    /// The sentence that is_memory() looked at last, in folded offsets, and its answer.
    struct Sentence {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool memory = false;
    };

    std::string_view text_;
    std::string author_;
    FoldedText folded_;
    std::optional<OffsetIndex> index_;
    std::optional<Sentence> sentence_;
    std::optional<int> past_year_; ///< of "nel 1992", the first one; 0 if none; nothing if unasked
    std::optional<bool> names_kin_;
    std::optional<bool> names_author_;
};

} // namespace oblio::minors
