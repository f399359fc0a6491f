// lib/include/oblio/detect/fiscal_code.hpp: what an Italian fiscal code says about its holder.
#pragma once

#include "oblio/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oblio {

enum class Sex : std::uint8_t { male, female };

/// The fiscal code of a person, taken apart. Source: D.M. 23/12/1976 and D.P.R. 605/1973.
struct FiscalCode {
    std::string code;       ///< 16 capitals and digits, as issued (omocodia letters kept)
    std::string base;       ///< the same with omocodia letters as digits, check letter of `base`
    Sex sex;                ///< from the day: 41 to 71 is a woman
    int year_in_century;    ///< 0 to 99: the code does not say the century
    unsigned month;         ///< 1 to 12
    unsigned day;           ///< 1 to 31
    std::string place;      ///< a letter and three digits: municipality, or `Z...` for a country
    bool omocodia;          ///< at least one digit is written as a letter
    bool corrected = false; ///< O was read as zero or I as one to make the check letter agree

    /// The latest such day that is not after `latest`.
    [[nodiscard]] Date birth_date(Date latest) const noexcept;
};

/// Reads a fiscal code in any case, with or without spaces, dots, dashes and line breaks; letter O
/// for zero and I for one are read as digits (and 0 and 1 as letters) where the check letter then
/// agrees. Nothing if it is not 16 characters, the day does not exist or the check letter is wrong.
[[nodiscard]] std::optional<FiscalCode> parse_fiscal_code(std::string_view value);

/// The check letter of the first 15 characters. Requires: 15 capital letters and digits.
/// Source: D.M. 23/12/1976, art. 7.
[[nodiscard]] char fiscal_code_check_letter(std::string_view first15) noexcept;

} // namespace oblio
