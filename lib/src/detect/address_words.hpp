// lib/src/detect/address_words.hpp: the words that make or break the reading of an address.
#pragma once

#include <string_view>

namespace oblio::detect::street {

// All of folded words; none for what is not in its list.
// Source: ISTAT street types (DUG); usage on Italian social media.

/// Joins the parts of a street name: "dei Mille", "San Giovanni in Laterano".
[[nodiscard]] bool is_particle(std::string_view word);
/// Words that never belong to a street name: after them comes another thought.
[[nodiscard]] bool ends_name(std::string_view word);
/// "via mail", "via libera": the adverb, not the street.
[[nodiscard]] bool is_adverbial(std::string_view word);
/// After the number: then it counted something.
[[nodiscard]] bool is_unit(std::string_view word);
/// A month, written out.
[[nodiscard]] bool is_month(std::string_view word);
/// Street types that are common words too: they need a name in capitals.
[[nodiscard]] bool is_ambiguous_type(std::string_view type);
/// Those of them that are nothing else: no course and no field has a civic number.
[[nodiscard]] bool is_road_type(std::string_view type);
/// "Strada Vecchia per Monteluno", "via provinciale per ...": words between type and "per".
[[nodiscard]] bool is_road_adjective(std::string_view word);

} // namespace oblio::detect::street
