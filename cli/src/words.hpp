// cli/src/words.hpp: what the library says in codes and in English, in the reader's words.
#pragma once

#include "oblio/language.hpp"

#include <string>
#include <string_view>

namespace oblio::cli {

/// A code of JSON and of the registers (`overdue`, `date-order-guessed`) as a person reads it.
/// A code without words of its own, such as a type of finding, is returned as it is.
[[nodiscard]] std::string_view word_of(std::string_view code, Language language) noexcept;

/// An error's detail, a problem of a file or a reason of a finding. English: as it is. Italian:
/// whole or part by part (`FILE: line 3: not UTF-8`); what the catalogue does not know stays.
[[nodiscard]] std::string said(std::string_view english, Language language);

} // namespace oblio::cli
