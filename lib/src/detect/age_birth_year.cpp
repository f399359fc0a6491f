// lib/src/detect/age_birth_year.cpp: years of birth that stand for an age.
#include "detect/age_numbers.hpp"
#include "detect/age_scan.hpp"
#include "detect/dates.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <optional>

namespace oblio::detect {
namespace {

// "nato nel 2012", "classe 2009": of whom, if the words just before are a person or nothing.
AgeClause birth_clause(const AgeScan& scan, std::size_t first, std::size_t end) {
    AgeClause clause = scan.clauses().read(first, end, AgePhrase::adjective);
    const std::optional<std::size_t> before = scan.clauses().word_before(first);
    const std::string_view word = before ? scan.text(*before) : std::string_view{};
    if (in(word, "sono", "sn", "so")) {
        return {AgeOf::author, *before, 0.75, "first person"};
    }
    if (clause.of && clause.reason == "possessive") {
        clause.of.reset(); // "la mia Punto, classe 2010"
    }
    clause.begin = first;
    clause.confidence = std::min(clause.confidence, 0.7);
    return clause;
}

void add_birth_year(AgeScan& scan, const AgeClause& clause, std::size_t end, int year) {
    AgeRange ages{0, 150};
    if (scan.day()) {
        ages.most = static_cast<int>(scan.day()->year()) - year;
        ages.least = std::max(ages.most - 1, 0);
        if (ages.most < 0 || ages.most > 120) {
            return; // not born yet
        }
    }
    scan.add(clause, end, ages, "age-birth-year", year);
}

/// "11/01/2008": the date is a finding of its own.
bool ends_a_date(const AgeScan& scan, std::size_t year) noexcept {
    const std::vector<Token>& tokens = scan.document().tokens();
    return year >= 2 && !tokens[year].space_before && tokens[year - 1].kind == TokenKind::mark &&
           tokens[year - 2].kind == TokenKind::number;
}

/// "2012", "'12": the last two digits of a year gone by.
int read_year(const AgeScan& scan, std::size_t at) {
    if (is_year_word(scan.text(at))) {
        return read_year_word(scan.text(at)).value_or(0);
    }
    int year = 0;
    for (const char c : scan.text(at)) {
        year = year * 10 + (c - '0');
    }
    if (scan.text(at).size() > 2) {
        return year;
    }
    constexpr int turn = 30;
    return year + (year < turn ? 2000 : 1900);
}

/// "iscrizioni: 2012, 2013 e 2014": years of a list are nobody's.
bool among_years(const AgeScan& scan, std::size_t year) noexcept {
    const std::vector<Token>& tokens = scan.document().tokens();
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (at != year && tokens[at].kind == TokenKind::number && scan.text(at).size() == 4) {
            return true;
        }
    }
    return false;
}

/// "sono 2012", "sono una 2013", "io 2012": of the writer, if nothing is counted.
std::optional<AgeClause> self_of_year(const AgeScan& scan, std::size_t at, std::size_t before) {
    std::size_t subject = before;
    if (in(scan.text(subject), "un", "una")) {
        const std::optional<std::size_t> verb = scan.clauses().word_before(subject);
        if (!verb || scan.text(*verb) != "sono") {
            return std::nullopt;
        }
        subject = *verb;
    }
    const std::optional<std::size_t> earlier = scan.clauses().word_before(subject);
    const std::string_view lead = earlier ? scan.text(*earlier) : std::string_view{};
    const bool self = scan.text(subject) == "io" ||
                      (scan.text(subject) == "sono" && in(lead, "", "io", "anche", "anch"));
    const bool ends = scan.ends_phrase(at + 1) || in(scan.text(at + 1), "e", "qui", "presente");
    return self && ends ? std::optional{AgeClause{AgeOf::author, subject, 0.7, "first person"}}
                        : std::nullopt;
}

} // namespace

std::size_t read_birth_year(AgeScan& scan, std::size_t at) {
    const int year = read_year(scan, at);
    if (year < 1905 || year > 2035) {
        return at + 1;
    }
    const std::optional<std::size_t> before = scan.clauses().word_before(at);
    const std::string_view word = before ? scan.text(*before) : std::string_view{};
    const std::optional<std::size_t> earlier =
        before ? scan.clauses().word_before(*before) : std::nullopt;
    const std::string_view verb = earlier ? scan.text(*earlier) : std::string_view{};
    AgeClause clause{std::nullopt, at, 0, {}};
    const bool is = in(verb, "sono", "sn", "so");
    const bool born = verb == "nato" || verb == "nata" || verb == "nati";
    const std::optional<std::size_t> self =
        verb == "invece" || verb == "anche" ? scan.clauses().word_before(*earlier) : earlier;
    if (word == "del" && is) {
        clause = {AgeOf::author, *earlier, 0.75, "first person"};
    } else if (word == "del" && self && scan.text(*self) == "io") {
        clause = {AgeOf::author, *before, 0.75, "first person"};
    } else if ((word == "nel" && born) || (word == "classe" && !is)) {
        const std::size_t first = word == "classe" ? *before : *earlier;
        clause = birth_clause(scan, first, at + 1);
    } else if (word == "classe") {
        clause = {AgeOf::author, *before, 0.75, "first person"};
    } else if (const auto lone = before ? self_of_year(scan, at, *before) : std::nullopt;
               lone && !ends_a_date(scan, at)) {
        clause = *lone;
    } else if (in(word, italian_months) && in(verb, "a", "di", "in", "nel") &&
               scan.clauses().word_before(*earlier) &&
               scan.text(*scan.clauses().word_before(*earlier)).starts_with("nat")) {
        clause = birth_clause(scan, *scan.clauses().word_before(*earlier), at + 1);
    } else if (in(scan.text(at + 1), "qui", "presente", "here", "eccomi") && year >= 1990) {
        // "annata 2010 presente", "leva 2011 qui"
        const std::size_t first = before && in(word, "annata", "leva") ? *before : at;
        clause = scan.clauses().read(first, at + 1, AgePhrase::adjective);
    } else if (year >= 1990 && year <= 2019 && scan.text(at).size() == 4 &&
               scan.document().tokens().size() <= 12 && scan.clauses().alone(at, at + 1) &&
               !ends_a_date(scan, at) && !among_years(scan, at)) {
        clause = {AgeOf::author, at, 0.5, "a year alone"};
    }
    if (clause.of) {
        add_birth_year(scan, clause, at + 1, year);
    }
    return at + 1;
}

std::size_t read_short_birth_year(AgeScan& scan, std::size_t at) {
    const std::optional<int> year =
        scan.in_range(at + 2) ? read_age_number(scan.text(at + 2)) : std::nullopt;
    if (year && scan.text(at + 2).size() == 2 && *year <= 30) {
        add_birth_year(scan, {AgeOf::author, at, 0.6, "a birth year in short"}, at + 3,
                       2000 + *year);
    }
    return at + 3;
}

} // namespace oblio::detect
