// lib/src/subject/name_form.hpp: the names of one individual, taken apart, and every form of them.
#pragma once

#include "oblio/detect/names.hpp"
#include "oblio/subject/subject.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// What is known of names in general; given by the detection's lists.
struct NameKnowledge {
    std::function<std::vector<std::string>(std::string_view)> diminutives_of; ///< of a first name
    /// What a short form may stand for, likeliest first.
    std::function<std::vector<std::string>(std::string_view)> full_names_of;
    std::function<bool(std::string_view)> is_first_name;
    std::function<bool(std::string_view)> is_common_word;
    std::function<SurnameLook(std::string_view)> surname_look;
    std::function<bool(std::string_view)> is_figure;  ///< of history or faith, by one name
    std::function<bool(std::string_view)> is_place;   ///< a country, a region or a town
    std::function<bool(std::string_view)> is_surname; ///< listed as one, whatever else it is
    std::function<NameSex(std::string_view)> sex_of;  ///< of a first name
};

/// The letters of a word or of several, folded, nothing between: `d'aniello` is `daniello`.
[[nodiscard]] std::string letters_of(std::string_view text);
/// The words of a text, folded: runs of letters; an apostrophe separates.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// One name of a person: parts in order, particles joined to what follows (`de santis` is one
/// part, `desantis`). Folded letters.
struct PersonName {
    std::vector<std::string> given;
    std::vector<std::string> surnames; ///< the married one after it, if `X in Y` was written
    [[nodiscard]] bool full() const noexcept { return !given.empty() && !surnames.empty(); }
};

/// Takes a name apart. Which end the surname stands at is decided by what is known of first
/// names; where that says nothing, first names stand first.
[[nodiscard]] PersonName parse_person_name(std::string_view name, const NameKnowledge& known);

/// Everything a text may call the subject by. Letters only, folded, sorted, no repetitions.
struct NameProfile {
    std::vector<PersonName> names;        ///< the name and every alias that has two parts
    std::vector<std::string> given;       ///< first first-names, and joined double ones
    std::vector<std::string> other_given; ///< second first-names
    std::vector<std::string> diminutives; ///< of `given`
    std::vector<std::string> long_forms;  ///< what a first name of `given` is short for
    std::vector<std::string> surnames;
    std::vector<std::string> nicknames; ///< aliases of one word, and those learned
    std::vector<std::string> titles;    ///< of aliases: `don`, for `don Gaetano`
    std::vector<std::string> joined;    ///< full names with nothing between: `#MarioRossi`
    /// The surname is also a first name, and the other way about may be: the order then matters.
    bool reversible = false;
    NameSex sex = NameSex::unknown; ///< by the first name
    [[nodiscard]] bool empty() const noexcept {
        return given.empty() && surnames.empty() && nicknames.empty();
    }
    /// `words` of a display name, in any order, are one of the full names: every first name and a
    /// surname.
    [[nodiscard]] bool is_full_name(const std::vector<std::string>& words) const;
    /// The words of a name hold both surnames of one of two: nobody with one of them is called so.
    [[nodiscard]] bool has_both_surnames(const std::vector<std::string>& words) const;
    /// A full name whose surname stands first.
    [[nodiscard]] bool is_reversed(const std::vector<std::string>& words) const;
    /// Some word of a display name could be the subject: a given name, a short form, a surname, a
    /// nickname or initials.
    [[nodiscard]] bool compatible(const std::vector<std::string>& words) const;
    /// A display name that holds somebody else's first name: another person, whatever else it
    /// holds.
    [[nodiscard]] bool names_another(const std::vector<std::string>& words,
                                     const NameKnowledge& known) const;
    /// Words that may be the subject's full name in a shortened form: `r tarantino`, `mihaela d`.
    [[nodiscard]] bool is_shortened_name(const std::vector<std::string>& words) const;
    /// A handle that people make from the name: `m.rossi84`, `rossimario`, `checco_rossi`.
    [[nodiscard]] bool is_made_into(std::string_view handle) const;
};

/// What a handle is made of where nothing divides its words: `mariorossi`, `rossim`. Letters.
[[nodiscard]] std::vector<std::string> joined_handles(const NameProfile& profile);

/// The profile of a subject. Aliases with digits are identifiers, not names, and are left out.
[[nodiscard]] NameProfile make_profile(const Subject& subject, const NameKnowledge& known);

/// What stands before a surname and belongs to it, such as `de`.
[[nodiscard]] bool is_particle(std::string_view word);

/// Each string one edit away from `word`: a letter more, less, other, or two swapped. Sorted.
/// Time: some 54 strings a letter.
[[nodiscard]] std::vector<std::string> one_edit_from(std::string_view word);
/// True if `a` and `b` are one such edit apart (or equal). Time: linear.
[[nodiscard]] bool within_one_edit(std::string_view a, std::string_view b);

/// Surnames shorter than this have no typos: too many other names are one letter away.
constexpr std::size_t typo_length = 5;

} // namespace oblio::subject
