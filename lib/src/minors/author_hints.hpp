// lib/src/minors/author_hints.hpp: what a text, a profile or a handle says about who holds the pen
// and how old, beyond the ages that the detectors report.
#pragma once

#include "minors/birth.hpp"
#include "oblio/text/fold.hpp"
#include "oblio/text/span.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::minors {

// What asks for a FoldedText is asked several times of one text, which is folded once; every span
// is in the text as it was before.

/// Who writes, as one text says it.
struct WriterHints {
    std::optional<ByteSpan> adult; ///< "sono la mamma di…", "mio figlio": an adult holds the pen
    /// "scrivo dal telefono di papà": this record only. Not where an adult says to write from a
    /// child's profile.
    std::optional<ByteSpan> borrowed;
    /// "scrivo dal profilo di mia figlia": the account is a child's, whoever holds the pen.
    std::optional<ByteSpan> childs_profile;
};
/// Time: linear.
[[nodiscard]] WriterHints read_writer(const FoldedText& text);

/// An age that a profile states in so many words between its separators.
struct ProfileAge {
    ByteSpan where;
    BirthRange born;
    bool weak; ///< a bare year: it may mean something else
    std::string rule;
};
struct ProfileHints {
    std::vector<ProfileAge> ages;
    std::optional<ByteSpan> managed; ///< "profilo gestito da mamma"
    /// "nonno di Pietro (12 anni)", "mamma | cuoca": an adult's, whatever ages follow in it.
    std::optional<ByteSpan> parent;
    /// "cartolaia dal 2013": ten years of something, which a child may say in jest.
    std::optional<ByteSpan> long_since;
};
/// `day` is the day of the record. Requires: `text` valid UTF-8. Time: linear.
[[nodiscard]] ProfileHints read_profile(std::string_view text, Date day);

/// A year of birth of somebody under 18 on `day`, standing alone among the digits of a handle or a
/// display name. Requires: `text` valid UTF-8.
[[nodiscard]] std::optional<ProfileAge> read_handle(std::string_view text, Date day);

/// The age at `where` is told of the past ("la terza media l'ho ripetuta", "quando facevo"): the
/// sentence has a perfect or imperfect of a verb of school or of being around it, and the age no
/// verb of the present of its own ("ero piccolo, adesso ne ho quindici").
/// Requires: `where` is a span of `text`.
[[nodiscard]] bool is_memory(const FoldedText& text, ByteSpan where);

/// The word right before `where`, but for a comma, has a capital and is no part of `author_name`.
/// The first word of a sentence has one anyway and does not count.
/// Requires: `where` is a span of `text`.
[[nodiscard]] bool follows_another_name(std::string_view text, ByteSpan where,
                                        std::string_view author_name);

/// Whose fiscal code or birth date stands at `where`.
enum class Owner { author, somebody_else, unknown };
/// Requires: `where` is a span of the source of `text`; `author_name` may be empty.
[[nodiscard]] Owner owner_of(const FoldedText& text, ByteSpan where, std::string_view author_name);

/// The ages of a pupil. Stages: `e` elementare 1-5, `m` media 1-3, `s` superiore 1-5.
/// Source: the school year begins in September; a child may start a year early.
[[nodiscard]] std::optional<AgeRange> school_age(char stage, int year, Date day) noexcept;

/// Rule of an age in a roll-call, "terza media presente": a parent answers it, too, so it is weak.
constexpr std::string_view roll_call_rule = "roll-call";

/// Ages that authors state of themselves in words the detectors leave to this area: "16
/// anni li faccio a giugno", "abbiamo 11 anni". By position.
[[nodiscard]] std::vector<ProfileAge> read_own_ages(const FoldedText& text, Date day);

/// "16 anni meno un giorno": the age at `where` is not reached yet.
[[nodiscard]] bool lacks_some_days(std::string_view text, ByteSpan where);

/// "forza Livia, seconda media!": what stands at `where` is said to somebody who is cheered.
[[nodiscard]] bool is_cheered(std::string_view text, ByteSpan where);

/// "i miei di prima media", "le nostre bimbe di quinta": the class at `where` is other people's.
[[nodiscard]] bool is_of_pupils(std::string_view text, ByteSpan where);

/// "mi chiamo Tea": the name at `name` is the author's own, whatever the profile says.
[[nodiscard]] bool introduces_itself(std::string_view text, ByteSpan name);

/// "ho 12 anni e mezzo milione di chilometri", "scherzo: ho 12 anni": nobody's age.
[[nodiscard]] bool is_jest(const FoldedText& text, ByteSpan where);

/// is_memory(), with a year in the text that is ten years gone, or any year that is too long gone
/// to be a child's year of birth ("il mio è del 1992, terza media"): nothing about a child of
/// today.
[[nodiscard]] bool is_long_ago(const FoldedText& text, ByteSpan where, Date day);

} // namespace oblio::minors
