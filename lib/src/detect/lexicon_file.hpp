// lib/src/detect/lexicon_file.hpp: one file of patterns/lexicons, read and checked.
#pragma once

#include "detect/pattern_file.hpp"

#include "oblio/detect/patterns.hpp"
#include "oblio/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// How a term reveals something about somebody; it decides which frames count.
/// patterns/lexicons/README.md describes each for who writes a lexicon.
enum class TermKind : std::uint8_t {
    condition,    ///< a noun one has: diabete, precedenti penali
    bearer,       ///< a word for the person: diabetico, musulmana, disoccupato
    treatment,    ///< dialisi, chemio
    drug,         ///< litio, metadone
    service,      ///< CSM, SerD: needs "in cura al"
    status,       ///< a benefit, a document, a measure: la 104, domiciliari
    organisation, ///< a party, a union, a church: needs a frame of membership or vote
    act,          ///< a whole verbal phrase: "dormo in macchina"
    weak,         ///< counts only right beside a first person or a relative
    partner,      ///< moglie, compagno: counts when both partners are of one sex
};
constexpr std::size_t term_kind_count = 10;

/// `condition`, `bearer` ...
[[nodiscard]] std::string_view kind_name(TermKind kind) noexcept;
[[nodiscard]] std::optional<TermKind> find_kind(std::string_view name) noexcept;

/// Terms that behave alike.
struct LexiconEntry {
    TermKind kind;
    double weight;                  ///< in (0, 1]: confidence when the link is the strongest
    std::vector<std::string> terms; ///< classes put in, braces not yet expanded
    std::vector<std::string>
        traps; ///< phrases that take the term away when they stand on or near it
};

/// Words that a term names together: "~#hardship.casa" after reading.
struct LexiconClass {
    std::string name; ///< "#hardship.casa"
    std::vector<std::string> words;
};

struct Lexicon {
    PatternInfo info; ///< info.entries counts the expanded terms, a class or a verb as one word
    std::vector<LexiconClass> classes;
    std::vector<LexiconEntry> entries;
    std::vector<PatternExample> examples;
};

/// Reads what the file says. Unknown fields are errors, and so are unknown classes ("@casa") and
/// word families ("~perdere").
/// Errors: bad_pattern, the detail names file and line.
[[nodiscard]] Result<Lexicon> read_lexicon(const PatternFile& file);

/// "diabetic{o,a}" -> "diabetico", "diabetica"; several groups multiply; an empty choice is
/// allowed. Nothing if a brace is not closed, groups are nested, or more than 4,096 forms come out.
[[nodiscard]] std::optional<std::vector<std::string>> expand_braces(std::string_view term);

} // namespace oblio::detect
