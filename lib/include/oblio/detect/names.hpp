// lib/include/oblio/detect/names.hpp: what is known of Italian first names, surnames, diminutives.
#pragma once

#include "oblio/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace oblio {

namespace detect {
class NameTable;
}

/// The sex that a first name is given to most often.
enum class NameSex : std::uint8_t { unknown, female, male };

/// What the letters of a word say of its being a surname.
enum class SurnameLook {
    no,
    maybe, ///< a frequent surname that is an ordinary word, too, or unlisted letters like one's
    yes,   ///< a listed surname and no ordinary word
};

/// The lists of patterns/names, loaded. Every argument is a folded word (fold_to_string): lower
/// case, no accents; an apostrophe or a particle of a surname is left out ("dangelo").
/// Threads: immutable; any number of threads share one.
class NameLists {
public:
    /// Reads the files of `folder` (patterns/names). Errors: io, bad_pattern with file and line.
    static Result<std::shared_ptr<const NameLists>> load(const std::filesystem::path& folder);
    ~NameLists();
    NameLists(const NameLists&) = delete;
    NameLists& operator=(const NameLists&) = delete;

    [[nodiscard]] bool is_first_name(std::string_view folded) const noexcept;
    [[nodiscard]] bool is_surname(std::string_view folded) const noexcept;
    /// One of the ordinary words of Italian.
    [[nodiscard]] bool is_common_word(std::string_view folded) const noexcept;
    /// Whether the word may be a surname where case says nothing.
    [[nodiscard]] SurnameLook surname_look(std::string_view folded) const noexcept;
    /// A figure whom one name is enough for ("noe", "dante"); citizens bear such names, too.
    [[nodiscard]] bool is_figure(std::string_view folded) const noexcept;
    /// A country, a region or a town that people bear or mention as a name.
    [[nodiscard]] bool is_place(std::string_view folded) const noexcept;
    /// How usual a first name is, 0 (not listed) to 9.
    [[nodiscard]] int first_name_weight(std::string_view folded) const noexcept;
    /// How usual a surname is, 0 (not listed) to 6.
    [[nodiscard]] int surname_weight(std::string_view folded) const noexcept;
    [[nodiscard]] NameSex sex_of(std::string_view first_name) const noexcept;
    /// The first names that a short form may stand for, likeliest first; empty if it is none.
    /// The views live as long as this object.
    [[nodiscard]] std::vector<std::string_view> full_names_of(std::string_view diminutive) const;
    /// The short forms of a first name, by letter; empty if none is known. Views as above.
    [[nodiscard]] std::vector<std::string_view> diminutives_of(std::string_view first_name) const;

    /// The number of words that some list knows.
    [[nodiscard]] std::size_t size() const noexcept;

    /// For the detectors: over a table that is filled already.
    static std::shared_ptr<const NameLists> over(std::unique_ptr<const detect::NameTable> table);
    [[nodiscard]] const detect::NameTable& table() const noexcept { return *table_; }

private:
    explicit NameLists(std::unique_ptr<const detect::NameTable> table);
    std::unique_ptr<const detect::NameTable> table_;
};

} // namespace oblio
