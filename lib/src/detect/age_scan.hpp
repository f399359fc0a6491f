// lib/src/detect/age_scan.hpp: one text while its ages are read, and the readers of each kind.
#pragma once

#include "detect/age_clause.hpp"
#include "detect/age_school.hpp"
#include "detect/stages.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace oblio::detect {

/// The tokens of a text, the clauses around them, and the list that ages go to. Borrows all.
/// Threads: one thread at a time.
class AgeScan {
public:
    AgeScan(const Document& document, const ScanContext& context, Candidates& candidates)
        : document_{document}, context_{context}, candidates_{candidates}, clauses_{document,
                                                                                    candidates} {}

    [[nodiscard]] const Document& document() const noexcept { return document_; }
    [[nodiscard]] const AgeClauseReader& clauses() const noexcept { return clauses_; }
    /// When the text was written; nothing if nobody knows.
    [[nodiscard]] const std::optional<Date>& day() noexcept {
        candidates_.day_asked = true;
        return context_.date;
    }

    /// The folded text of a token; empty when there is none.
    [[nodiscard]] std::string_view text(std::size_t at) const noexcept { return clauses_.text(at); }
    /// Requires: in_range(at).
    [[nodiscard]] const Token& token(std::size_t at) const noexcept {
        return document_.tokens()[at];
    }
    [[nodiscard]] bool in_range(std::size_t at) const noexcept {
        return at < document_.tokens().size();
    }

    /// The text ends before token `at`, or a mark or a line break stands there.
    [[nodiscard]] bool ends_phrase(std::size_t at) const noexcept {
        return !in_range(at) || token(at).kind == TokenKind::newline ||
               token(at).kind == TokenKind::mark;
    }

    /// Reports `ages` of whom `clause` is, for the tokens from its beginning to `end`, or rejects
    /// them with the reason of a clause that is of nobody.
    void add(const AgeClause& clause, std::size_t end, AgeRange ages, std::string_view rule,
             std::optional<int> birth_year = {});

private:
    bool animal_speaks();

    const Document& document_;
    const ScanContext& context_;
    Candidates& candidates_;
    AgeClauseReader clauses_;
    std::optional<bool> animal_speaks_; // once asked: the whole text is read for it
};

/// "anni", "years old", "candeline" at a token: one past it; nothing if it is none.
[[nodiscard]] std::optional<std::size_t> read_years_unit(const AgeScan& scan, std::size_t at);

// Each reads what may begin at token `at` and returns where to go on.

/// "terza media", "la 2B della media", "frequento il liceo": nothing if no class or school does.
std::optional<std::size_t> read_school_class(AgeScan& scan, std::size_t at);
/// "avevo i compiti di seconda media", "noi di terza media avevamo la verifica": of whom a class is
/// that work is given to, where the writer says to have or to have had it; nothing if not.
[[nodiscard]] std::optional<AgeClause> read_school_work(const AgeScan& scan, std::size_t begin,
                                                        std::size_t end);
/// "io 12" where ages are spoken of, "i'm 13", "oggi sono 16": a number that no unit follows.
std::size_t read_bare_number(AgeScan& scan, std::size_t at, int number);
/// "i quattordici li faccio a ottobre", "14 anni li ho compiuti ieri": a number put first, which a
/// verb of turning takes up; `end` is one past it, or past its unit. Nothing if none does.
std::optional<std::size_t> read_taken_up(AgeScan& scan, std::size_t at, int number,
                                         std::size_t end);
/// "ne ho 15", "ne faccio 14 a marzo". Requires: "ne" at the token.
std::size_t read_short_of(AgeScan& scan, std::size_t at);
/// "sono del 2010", "nata nel 2012", "classe 2009", or the year alone on its line.
/// "classe '11", "annata duemiladieci presente". Requires: a number of four digits, or of two after
/// an apostrophe, or a year in words.
std::size_t read_birth_year(AgeScan& scan, std::size_t at);
/// "2k10": twenty-ten, in a profile. Requires: "2" and "k" in one piece.
std::size_t read_short_birth_year(AgeScan& scan, std::size_t at);

} // namespace oblio::detect
