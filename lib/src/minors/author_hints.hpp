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
    /// "sono Ada, la figlia di Ida": whose child writes, folded; theirs may be the account.
    std::string child_of;
    /// "scrivo dal profilo di mia figlia": the account is a child's, whoever holds the pen.
    std::optional<ByteSpan> childs_profile;
    /// "mamma ha scelto la mia", "io e mamma": a child speaks of its own family.
    bool childs_voice = false;
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

/// The ages of a pupil. Stages: `e` elementare 1-5, `m` media 1-3, `s` superiore 1-5.
/// Source: the school year begins in September; a child may start a year early.
[[nodiscard]] std::optional<AgeRange> school_age(char stage, int year, Date day) noexcept;

/// Rule of an age in a roll-call, "terza media presente": a parent answers it, too, so it is weak.
constexpr std::string_view roll_call_rule = "roll-call";

/// Ages that authors state of themselves in words the detectors leave to this area: "16
/// anni li faccio a giugno", "abbiamo 11 anni". By position.
[[nodiscard]] std::vector<ProfileAge> read_own_ages(const FoldedText& text, Date day);

} // namespace oblio::minors
