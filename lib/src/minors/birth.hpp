// lib/src/minors/birth.hpp: what is known of somebody's birth day, and the age that follows.
#pragma once

#include "oblio/time.hpp"

#include <algorithm>
#include <optional>

namespace oblio::minors {

/// Somebody was born on a day in [earliest, latest]. Empty if earliest is after latest.
struct BirthRange {
    std::chrono::sys_days earliest{std::chrono::sys_days::min()};
    std::chrono::sys_days latest{std::chrono::sys_days::max()};

    [[nodiscard]] bool empty() const noexcept { return earliest > latest; }
    [[nodiscard]] BirthRange and_also(const BirthRange& other) const noexcept {
        return {std::max(earliest, other.earliest), std::min(latest, other.latest)};
    }
};

/// Full years, inclusive.
struct AgeRange {
    int least = 0;
    int most = 150;
};

/// Born on that day.
[[nodiscard]] BirthRange born_on(Date day) noexcept;
/// Born in that year.
[[nodiscard]] BirthRange born_in(int year) noexcept;
/// Of that age on `day`.
[[nodiscard]] BirthRange aged(AgeRange age, Date day) noexcept;
/// Turns `age` within so many days after `day`.
[[nodiscard]] BirthRange turning(int age, Date day, int within_days) noexcept;
/// Turns `age` on a day from `first` to `last`. Requires: first <= last.
[[nodiscard]] BirthRange turning_between(int age, std::chrono::sys_days first,
                                         std::chrono::sys_days last) noexcept;
/// The ages that `range` allows on `day`. Requires: not empty.
[[nodiscard]] AgeRange age_on(const BirthRange& range, Date day) noexcept;

/// The birth day in an Italian fiscal code in its canonical form (16 letters and digits, omocodia
/// allowed), of somebody who lived on `day`; nothing if it holds none.
/// Source: D.M. 23 December 1976 (months A to T, 40 added for women, substitution letters).
[[nodiscard]] std::optional<Date> birth_of_fiscal_code(std::string_view code, Date day);

/// The first six letters of a fiscal code in its canonical form are those of somebody of that name:
/// surname before or after the given names, each of one word or more.
/// Requires: `folded_name` is folded text. Source: D.M. 23 December 1976, articles 3 and 4.
[[nodiscard]] bool code_fits_name(std::string_view code, std::string_view folded_name);

/// A date written in Italian, such as 3/9/2011, 03.09.11 or 3 settembre 2011; two digits of a year
/// are of the hundred years up to `day`. Requires: `folded` is folded text.
[[nodiscard]] std::optional<Date> read_written_date(std::string_view folded, Date day);

} // namespace oblio::minors
