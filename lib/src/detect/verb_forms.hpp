// lib/src/detect/verb_forms.hpp: the forms of an Italian verb, from its infinitive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// One form of a verb, folded (lower case, no accents).
struct VerbForm {
    std::string text;
    std::uint64_t persons;   ///< cue::first ... cue::they of a finite form; 0 of any other
    bool participle = false; ///< past participle, all four endings
};

/// Indicative (present, imperfect, past, future), present subjunctive, participle, gerund,
/// infinitive, the last two also with pronouns glued on ("perderlo"). Not the moods of what is not
/// so (perdessi, perderei). Nothing if `infinitive` does not end in -are, -ere or -ire. A form may
/// come twice, with other persons.
/// Source: written for oblio from Italian grammar.
[[nodiscard]] std::vector<VerbForm> verb_forms(std::string_view infinitive);
/// What dialects say for some verbs, folded, between single spaces; empty for most.
[[nodiscard]] std::string_view dialect_forms(std::string_view infinitive) noexcept;
/// Whether it ends like an infinitive.
[[nodiscard]] bool is_verb(std::string_view infinitive) noexcept;

} // namespace oblio::detect
