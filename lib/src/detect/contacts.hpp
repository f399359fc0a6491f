// lib/src/detect/contacts.hpp: telephones, e-mail addresses and handles.
#pragma once

#include "detect/validator.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace oblio::detect {

Verdict check_phone(const Match& match);
/// The number at the end of a click-to-chat link, always international.
Verdict check_phone_link(const Match& match);
/// A number dictated digit by digit or in pairs, in words.
Verdict check_phone_in_words(const Match& match);
Verdict check_email(const Match& match);
/// `nome chiocciola dominio punto it`, `nome (at) dominio [dot] it`, spaces around the signs.
Verdict check_spelled_email(const Match& match);
Verdict check_mention(const Match& match);
Verdict check_profile_url(const Match& match);

/// The digits of a folded telephone number, `+` kept, O read as zero.
[[nodiscard]] std::string phone_digits(std::string_view folded);
/// The digits that number words say; empty if there is another word.
[[nodiscard]] std::string digits_in_words(std::string_view folded);
/// `name@domain.it` from any spelling that the two e-mail checks accept (folded).
[[nodiscard]] std::string plain_email(std::string_view folded);
/// The account of a mention or of a profile URL, without the sign (folded).
[[nodiscard]] std::string plain_handle(std::string_view folded);

} // namespace oblio::detect
