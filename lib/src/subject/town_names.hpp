// lib/src/subject/town_names.hpp: surnames that are a town's, or begin a town's name.
#pragma once

#include "subject/name_match.hpp"

namespace oblio::subject {

/// `Costa d'Avorio`, `in Valle di Lanzo`: a surname that begins a place's name.
[[nodiscard]] bool begins_place(const detect::Document& document, const NameMatch& match);

/// `siamo andati a Lavagna`, `abita a Prato`, `a Massa al mare`: the surname is a town's. People
/// are gone to with other words ("da", "dal"); what "è andato a Finti" is a prize.
[[nodiscard]] bool is_gone_to(const detect::Document& document, const NameMatch& match,
                              const NameKnowledge& known);

} // namespace oblio::subject
