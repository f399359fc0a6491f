// lib/src/detect/spelled.hpp: codes dictated in words: "erre esse esse ... acca cinque zero uno u".
#pragma once

#include "detect/validator.hpp"

#include <string>
#include <string_view>

namespace oblio::detect {

// The match is one word that hardly stands outside dictation, such as "zero" or "erre"; the code is
// looked for in the run of sayable words around it, once for each run. Time: a run of more than 64
// words is none, so each match costs a bounded number of words.
Verdict check_spelled_fiscal_code(const Match& match);
Verdict check_spelled_iban(const Match& match);
Verdict check_spelled_card_number(const Match& match);
Verdict check_spelled_vat_number(const Match& match);

/// The characters that a dictated code says (folded, lower case); empty if one word says none.
[[nodiscard]] std::string spelled_characters(std::string_view folded);

} // namespace oblio::detect
