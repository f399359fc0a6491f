// lib/src/detect/validator.hpp: the checks that make a candidate a finding, by name.
#pragma once

#include "detect/document.hpp"

#include "oblio/detect/finding.hpp"
#include "oblio/detect/patterns.hpp"
#include "oblio/time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// A match of an expression, to be judged.
struct Match {
    const Document& document;
    const PatternSet::Data& data;
    std::size_t begin; ///< folded offsets, half-open
    std::size_t end;
    std::size_t previous_end; ///< where the finding before it, by the same recognizer, ended

    [[nodiscard]] std::string_view text() const {
        return document.text().substr(begin, end - begin);
    }
};

/// What a validator says of a match.
struct Verdict {
    bool accepted = false;
    std::size_t begin = 0; ///< the value itself: may be narrower or, for addresses, wider
    std::size_t end = 0;
    double adjustment = 0;      ///< added to the confidence of the recognizer
    bool checked = false;       ///< a check digit or a numbering plan confirmed it
    bool needs_context = false; ///< only with one of the recognizer's context words
    bool needs_label = false; ///< letters are glued before it: only if they are one of these words
    std::vector<std::string> reasons;
    std::string_view refusal; ///< why it is no finding; a constant, so that refusing costs nothing
    std::optional<Date> birth_date = std::nullopt;

    /// Not a finding, for this reason. Requires: a constant.
    static Verdict no(std::string_view reason);
    /// The whole match is a finding.
    static Verdict yes(const Match& match);
};

/// Judges one match. Time: linear in the match and a bounded neighbourhood.
using Validator = Verdict (*)(const Match& match);

struct NamedValidator {
    std::string_view name;
    Validator validate;
    std::string_view source; ///< the norm or the data behind it
};

/// The validator of that name; null if there is none.
[[nodiscard]] const NamedValidator* find_validator(std::string_view name) noexcept;

} // namespace oblio::detect
