// lib/src/detect/triggers.hpp: which recognizers can match in a text, and where.
//
//   text      "tel 316 555 7788, la 3B alle 18:30"
//   gathered   ten digits, one, two and two; no mark and no word that triggers anything
//   asked      those for which 15 digits are enough ...
//   gates      ... but nobody of passports, since no word says "passaporto" and they are not found
//              without
//   windows    of the phone "316 555 7788", and no more: a comma and a colon are in none of its
//              matches, so what stands behind them is another window, of too few digits
//
// Asking an expression costs about as much as reading a hundred bytes, and there are dozens; so one
// pass over the tokens says what is there, sets of one bit a recognizer say who needs no more than
// that, and only then an expression is run, over the bytes that its matches can be made of.
#pragma once

#include "detect/document.hpp"
#include "detect/expression_bound.hpp"
#include "detect/pattern_data.hpp"
#include "detect/trigger_table.hpp"

#include <cstddef>
#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::detect {

/// A part of the folded text, half-open.
struct Window {
    std::size_t begin;
    std::size_t end;
};

using Windows = std::pmr::vector<Window>;

/// The most that a match which holds [begin, end) can take, to whole characters.
[[nodiscard]] Window window_around(std::string_view text, Window inner,
                                   const ExpressionBound& bound);

/// The triggers of one text. Borrows the document and the patterns. Threads: one thread at a time.
class Triggers {
public:
    /// `gate`: nobody is asked of whom every match would be refused for want of a context word.
    /// Time: linear.
    Triggers(const Document& document, const PatternSet::Data& data, bool gate,
             std::pmr::memory_resource* memory);

    /// Who can match at all.
    [[nodiscard]] const RecognizerSet& asked() const noexcept { return asked_; }

    /// Windows that together hold every match of `recognizer`, in order, in place of those before.
    /// They stand apart; or, if a word comes first in every match, each begins with such a word.
    /// Time: linear, whatever the text.
    void find_windows(std::size_t recognizer, Windows& windows) const;

private:
    using Words = std::pmr::vector<std::pair<const RecognizerSet*, Window>>;

    void gather();
    void close_gates(std::pmr::memory_resource* memory);
    void windows_of_digits(const Recognizer& recognizer, Windows& windows) const;
    void add_window(const Recognizer& recognizer, Window inner, Windows& windows) const;

    const Document& document_;
    const PatternSet::Data& data_;
    Windows numbers_; // runs of digits
    Windows marks_;   // ASCII marks that trigger, one byte each
    Words words_;
    Windows long_runs_; // letters and digits in one piece, of `long_run` or more
    RecognizerSet asked_;
};

/// Fills the table of `data` from its recognizers, which are in place.
void set_triggers(PatternSet::Data& data);

} // namespace oblio::detect
