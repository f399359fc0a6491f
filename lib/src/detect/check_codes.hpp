// lib/src/detect/check_codes.hpp: numbers with check digits: VAT, IBAN, payment cards.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oblio::detect {

/// The weights of the odd places that the fiscal code and the Italian CIN share, for the
/// characters 0-9 and A-Z (lower case here). Source: D.M. 23/12/1976, table of art. 7.
[[nodiscard]] int odd_weight(char c) noexcept;
/// 0-9 for digits, 0-25 for letters (lower case).
[[nodiscard]] int even_weight(char c) noexcept;

/// The Luhn sum is a multiple of ten. Requires: digits. Source: ISO/IEC 7812-1, annex B.
[[nodiscard]] bool luhn_holds(std::string_view digits) noexcept;

/// 11 digits with the right check digit and an office code in use (001-100, 120, 121, 888, 999),
/// or 11 digits of an organisation's fiscal code with the same check (first digit 8 or 9 may have
/// any office). Source: D.M. 23/12/1976, art. 8 and 11; Agenzia delle Entrate, list of offices.
[[nodiscard]] bool vat_number_holds(std::string_view digits) noexcept;

/// The length of an IBAN of that country (two lower-case letters); 0 if it has none.
/// Source: SWIFT IBAN Registry, release 99.
[[nodiscard]] std::size_t iban_length(std::string_view country) noexcept;
/// Country, exact length, form of the account part and mod 97, and for it and sm the CIN. `iban`:
/// lower case, no separators. Source: ISO 13616-1; Italian CIN: ABI, coordinate bancarie.
[[nodiscard]] bool iban_holds(std::string_view iban) noexcept;
/// The same value with O read as zero and I or L as one where the check then holds; nothing if it
/// holds in no reading.
[[nodiscard]] std::optional<std::string> repair_iban(std::string_view iban);

/// The network of a card number by its first digits and length (digits only); empty if none.
/// Source: ISO/IEC 7812 issuer ranges as published by the networks.
[[nodiscard]] std::string_view card_network(std::string_view digits) noexcept;

} // namespace oblio::detect
