// lib/src/detect/validators.cpp: the list of validators that pattern files may name.
#include "detect/address.hpp"
#include "detect/codes.hpp"
#include "detect/contacts.hpp"
#include "detect/dates.hpp"
#include "detect/spelled.hpp"
#include "detect/validator.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

constexpr std::array validators{
    NamedValidator{"address", check_address, "ISTAT street types (DUG); usage of house numbers"},
    NamedValidator{"alone", check_alone, "no letter or digit beside it"},
    NamedValidator{"birth_date", check_birth_date, "Gregorian calendar, 1900 to 2035"},
    NamedValidator{"card_code", check_card_code, "R.D. 773/1931; no card begins with Y"},
    NamedValidator{"card_number", check_card_number, "ISO/IEC 7812-1: Luhn and issuer ranges"},
    NamedValidator{"document_by_form", check_document_by_form, "the same, among weaker words"},
    NamedValidator{"document_code", check_document_code, "the forms of Italian documents"},
    NamedValidator{"email", check_email, "RFC 5321, the forms in use"},
    NamedValidator{"email_spelled", check_spelled_email, "usage on Italian social media"},
    NamedValidator{"fiscal_code", check_fiscal_code, "D.M. 23/12/1976; Belfiore place codes"},
    NamedValidator{"spelled_card_number", check_spelled_card_number, "as card_number, dictated"},
    NamedValidator{"spelled_fiscal_code", check_spelled_fiscal_code, "as fiscal_code, dictated"},
    NamedValidator{"spelled_iban", check_spelled_iban, "as iban, dictated"},
    NamedValidator{"spelled_vat_number", check_spelled_vat_number, "as vat_number, dictated"},
    NamedValidator{"foreign_document", check_foreign_document, "ICAO Doc 9303-4"},
    NamedValidator{"health_card", check_health_card,
                   "D.M. 11/03/2004, TEAM card, field 8; ISO/IEC 7812-1: Luhn"},
    NamedValidator{"iban", check_iban, "ISO 13616-1, SWIFT registry; ABI for the CIN"},
    NamedValidator{"licence_code", check_licence_code, "Circolare MIT 18/10/2011: U1 and its form"},
    NamedValidator{"mention", check_mention, "account names of the platforms"},
    NamedValidator{"passport_code", check_passport_code, "D.M. 23/06/2009: Y for the ordinary one"},
    NamedValidator{"phone", check_phone, "national plan; libphonenumber 8.12 for foreign ones"},
    NamedValidator{"phone_in_words", check_phone_in_words, "the same, number words 0 to 99"},
    NamedValidator{"phone_link", check_phone_link, "WhatsApp click-to-chat links"},
    NamedValidator{"plate", check_plate, "D.P.R. 495/1992, art. 254-260"},
    NamedValidator{"plate_provincial", check_provincial_plate, "plates issued until 1994"},
    NamedValidator{"profile_url", check_profile_url, "profile addresses of the platforms"},
    NamedValidator{"vat_number", check_vat_number, "D.M. 23/12/1976, art. 8: check and office"},
};

} // namespace

Verdict Verdict::no(std::string_view reason) {
    Verdict verdict;
    verdict.refusal = reason;
    return verdict;
}

Verdict Verdict::yes(const Match& match) {
    Verdict verdict;
    verdict.accepted = true;
    verdict.begin = match.begin;
    verdict.end = match.end;
    return verdict;
}

const NamedValidator* find_validator(std::string_view name) noexcept {
    const auto entry =
        std::find_if(validators.begin(), validators.end(),
                     [name](const NamedValidator& validator) { return validator.name == name; });
    return entry == validators.end() ? nullptr : &*entry;
}

} // namespace oblio::detect
