// lib/src/detect/codes.hpp: codes with a check character, documents and plates, as validators.
#pragma once

#include "detect/validator.hpp"

namespace oblio::detect {

Verdict check_fiscal_code(const Match& match);
Verdict check_vat_number(const Match& match);
Verdict check_iban(const Match& match);
Verdict check_card_number(const Match& match);
Verdict check_health_card(const Match& match);
/// A code that stands alone: no letter or digit on either side.
Verdict check_alone(const Match& match);
/// As check_alone; a letter divided by a blank is no part of the code where it is a small word:
/// "YA1234567 E PATENTE" is no licence.
Verdict check_document_code(const Match& match);
/// As check_document_code; a number that begins with Y is a passport unless a card is named.
Verdict check_card_code(const Match& match);
/// As check_document_code; a number that does not begin with Y is none where one that does stands
/// beside it and the word passport is not its own.
Verdict check_passport_code(const Match& match);
/// As check_document_code; a common noun right before it names something else.
Verdict check_document_by_form(const Match& match);
/// As check_alone, with enough digits to be no prose.
Verdict check_licence_code(const Match& match);
/// As check_alone, for forms whose letters may be a small word: "il 12052025" is none.
Verdict check_foreign_document(const Match& match);
/// A plate: alone, and written in capitals without spaces, or with a word that speaks of a vehicle.
Verdict check_plate(const Match& match);
/// The plates with the sigla of a province, until 1994.
Verdict check_provincial_plate(const Match& match);

} // namespace oblio::detect
