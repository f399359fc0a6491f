// lib/src/subject/persons.hpp: an ordinary word at the start that can only be somebody: what
// follows is done by a person or told to one.
#pragma once

#include "detect/document.hpp"
#include "subject/name_match.hpp"

namespace oblio::subject {

/// `ha ragione`, `dice che`, `esagera`, at the token `at`, or `lui` said of it later: only a person
/// does so. "Lago in piena", "lago agitato" do not.
[[nodiscard]] bool acts_as_person(const detect::Document& document, std::size_t at);

} // namespace oblio::subject
