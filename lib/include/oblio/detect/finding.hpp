// lib/include/oblio/detect/finding.hpp: what a detector reports: a type, a place, and why.
#pragma once

#include "oblio/text/span.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What was found. The order is the order of reports; names in type_name().
enum class FindingType : std::uint8_t {
    fiscal_code,
    vat_number,
    iban,
    phone,
    email,
    card_number,
    id_card,
    passport,
    driving_licence,
    health_card,
    plate,
    address,
    date_of_birth,
    handle,
    person,
    age,
    health,
    ethnic_origin,
    politics,
    religion,
    trade_union,
    sex_life,
    genetic_biometric,
    judicial,
    hardship,
};
constexpr std::size_t finding_type_count = 25;

/// The law's view of a type. Source: GDPR art. 4(1), 9, 10; D.Lgs. 33/2013 art. 26(4).
enum class Category : std::uint8_t { identifier, name, age, special, judicial, hardship };

/// The name of the contract, such as `FISCAL_CODE`.
[[nodiscard]] std::string_view type_name(FindingType type) noexcept;
/// The type of that name; nothing if there is none.
[[nodiscard]] std::optional<FindingType> find_type(std::string_view name) noexcept;
[[nodiscard]] Category category_of(FindingType type) noexcept;
/// `identifier`, `name`, `age`, `special`, `judicial` or `hardship`.
[[nodiscard]] std::string_view category_name(Category category) noexcept;

/// Whose age a finding of type age states.
enum class AgeOf : std::uint8_t { author, other };

/// What a finding of type age says about somebody at the message's date.
struct AgeClaim {
    AgeOf of;
    int least;                     ///< full years, inclusive
    int most;                      ///< full years, inclusive; 150 where only a lower bound is known
    std::optional<int> birth_year; ///< when the words state it
};

/// One span of a record that a detector reported. Holds no matched text, so it may be logged.
struct Finding {
    FindingType type;
    ByteSpan where;                   ///< in the text given to the scanner, exactly as it was given
    double confidence;                ///< in [0, 1]
    std::string rule;                 ///< id of the recognizer or lexicon, such as `it-iban`
    std::vector<std::string> reasons; ///< checks passed, context seen, link to a person
    bool institutional = false;       ///< a published contact of the entity itself
    bool checked = false;             ///< a check digit or a numbering plan confirmed it
    std::optional<AgeClaim> age;      ///< only for type age
};

} // namespace oblio
