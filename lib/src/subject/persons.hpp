// lib/src/subject/persons.hpp: what is done by, said of or told to a person: a bare name beside it
// is somebody's, though a street, a firm or an ordinary word is called so.
#pragma once

#include "detect/document.hpp"
#include "subject/name_match.hpp"

namespace oblio::subject {

/// `ha ragione`, `dice che`, `mi ha rifatto`, `è bravissima`, at the token `at`: only a person does
/// so. "Lago in piena", "la Villa è chiusa" do not.
[[nodiscard]] bool acts_as_person(const detect::Document& document, std::size_t at);

/// `chiedete a Fittizi`, `lo dice il Fittizi`, `signora Fittizi`: the words before lead to a
/// person.
[[nodiscard]] bool is_told_of_person(const detect::Document& document, const NameMatch& match);

} // namespace oblio::subject
