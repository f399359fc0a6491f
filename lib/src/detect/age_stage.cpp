// lib/src/detect/age_stage.cpp: ages said in years, and where each kind of age is looked for.
#include "detect/age_numbers.hpp"
#include "detect/age_scan.hpp"
#include "detect/dates.hpp"
#include "detect/word_list.hpp"
#include "text/word_hash.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace oblio::detect {
namespace {

constexpr std::array<std::string_view, 17> future_words{
    "domani",     "presto",  "prossimo", "prossima",  "tra",     "fra",
    "dopodomani", "ancora",  "mancano",  "settimana", "lunedi",  "martedi",
    "mercoledi",  "giovedi", "venerdi",  "sabato",    "domenica"};

// The words at which AgeFinder::step() looks for something, beside numbers: of classes and schools,
// which read_school_class() knows, ...
constexpr std::array<std::string_view, 25> class_words{
    "prima",      "seconda",  "terza",     "quarta",  "quinta",  "primo",  "secondo",
    "terzo",      "quarto",   "quinto",    "ii",      "iii",     "iv",     "v",
    "elementari", "medie",    "superiori", "liceo",   "biennio", "ultimo", "media",
    "elementare", "primaria", "superiore", "ginnasio"};
// ... and the others.
constexpr std::array<std::string_view, 5> other_openers{"ne", "minorenne", "eta", "maggiorenne",
                                                        "anni"};

/// What may begin at a word, by its hash: one look instead of a list for each kind of age. A few
/// other words have the same bits; the readers find nothing there. Threads: immutable.
class AgeWords {
public:
    AgeWords() {
        for (const std::string_view word : class_words) {
            add(word, school_);
            add(word, all_);
        }
        for (const std::string_view word : other_openers) {
            add(word, all_);
        }
        for (const std::string& word : age_number_words()) {
            add(word, numbers_);
            add(word, all_);
        }
    }
    /// False for most words: step() would find nothing there. The differential test holds it to
    /// that.
    [[nodiscard]] bool may_begin(const Document& document, const Token& token) const noexcept {
        if (token.kind != TokenKind::word) {
            return token.kind == TokenKind::number;
        }
        return holds(all_, token.hash) || looks_like_age(document.text(token));
    }
    [[nodiscard]] bool may_be_class(const Token& token) const noexcept {
        return token.kind == TokenKind::number ? token.end - token.begin == 1 // "la 3B"
                                               : holds(school_, token.hash);
    }
    [[nodiscard]] bool may_be_number(const Token& token) const noexcept {
        return token.kind == TokenKind::number || holds(numbers_, token.hash);
    }

private:
    using Bits = std::array<std::uint64_t, 256>;

    static void add(std::string_view word, Bits& bits) {
        const std::uint32_t hash = text::word_hash(word);
        bits[hash / 64 % bits.size()] |= std::uint64_t{1} << (hash % 64);
    }
    static bool holds(const Bits& bits, std::uint32_t hash) noexcept {
        return (bits[hash / 64 % bits.size()] >> (hash % 64) & 1U) != 0;
    }
    // "tredicenne", "ottantenni", "duemiladieci"
    static bool looks_like_age(std::string_view word) noexcept {
        constexpr std::size_t shortest = 7;
        return word.size() >= shortest &&
               (word.ends_with("enne") || word.ends_with("enni") || is_year_word(word));
    }

    Bits all_{}; // of which one in fifty is set; the others are asked only there
    Bits school_{};
    Bits numbers_{};
};

class AgeFinder {
public:
    AgeFinder(const Document& document, const ScanContext& context, Candidates& candidates,
              const AgeWords& words, Engine engine)
        : scan_{document, context, candidates}, words_{words}, engine_{engine} {}

    /// Requires: nothing begins before token `first`.
    void run(std::size_t first) {
        for (std::size_t at = first; at < scan_.document().tokens().size();) {
            at = reads_all() || words_.may_begin(scan_.document(), token(at))
                     ? std::max(step(at), at + 1)
                     : at + 1;
        }
    }

private:
    std::string_view text(std::size_t token) const noexcept { return scan_.text(token); }
    const Token& token(std::size_t at) const noexcept { return scan_.document().tokens()[at]; }
    bool in_range(std::size_t at) const noexcept { return scan_.in_range(at); }
    bool reads_all() const noexcept { return engine_ == Engine::reference; }

    // Reads what begins at a token; where to go on.
    std::size_t step(std::size_t at) {
        const Token& here = token(at);
        if (here.kind == TokenKind::mark || here.kind == TokenKind::newline) {
            return at + 1;
        }
        const std::string_view word = text(at);
        if (here.kind == TokenKind::number) {
            if (word.size() == 4 || (word.size() == 2 && at > 0 && text(at - 1) == "'" &&
                                     !token(at).space_before && token(at - 1).space_before)) {
                return read_birth_year(scan_, at);
            }
            if (word == "2" && text(at + 1) == "k" && !token(at + 1).space_before) {
                return read_short_birth_year(scan_, at);
            }
        }
        if (is_year_word(word)) {
            return read_birth_year(scan_, at);
        }
        if (reads_all() || words_.may_be_class(here)) {
            if (const std::optional<std::size_t> next = read_school_class(scan_, at)) {
                return *next;
            }
        }
        if (reads_all() || words_.may_be_number(here)) {
            if (const std::optional<int> number = read_age_number(word)) {
                return years(at, *number);
            }
        }
        if (const std::optional<int> number = read_age_adjective(word)) {
            return report_adjective(at, at + 1, *number);
        }
        if (word == "ne") {
            return read_short_of(scan_, at);
        }
        if (word == "minorenne" || word == "maggiorenne") {
            return underage(at);
        }
        if (word == "eta" && text(at + 1) == "per") {
            return too_young_for(at);
        }
        if (word == "anni" && in_range(at + 1)) {
            const std::optional<int> number = read_age_number(text(at + 1));
            if (number && !read_years_unit(scan_, at + 2) && !decade(at, *number)) {
                return reversed_years(at, *number);
            }
        }
        return at + 1;
    }

    // "13 anni", "4 e 7 anni", "15 o 16 anni", "15enne", "18 mesi".
    std::size_t years(std::size_t at, int number) {
        std::size_t next = at + 1;
        int most = number;
        const std::string_view joint = text(next);
        if (joint == "e" || joint == "o" || joint == "/" || joint == "-" || joint == "and") {
            const std::optional<int> second =
                in_range(next + 1) ? read_age_number(text(next + 1)) : std::nullopt;
            if (second && read_years_unit(scan_, next + 2)) {
                most = std::max(number, *second);
                number = std::min(number, *second);
                next += 2;
            }
        }
        const std::optional<std::size_t> end = read_years_unit(scan_, next);
        if (const auto taken = read_taken_up(scan_, at, number, end.value_or(next))) {
            return *taken;
        }
        if (end) {
            const bool candles = text(next) == "candeline" || text(next) == "primavere";
            return report_years(at, *end, number, most, candles);
        }
        if ((text(next) == "enne" || text(next) == "enni") && number >= 5) {
            return report_adjective(at, next + 1, number);
        }
        if (text(next) == "mesi" && in(text(at - std::min<std::size_t>(at, 2)), "anni", "anno")) {
            return next + 1; // "quattro anni e due mesi"
        }
        if (text(next) == "mesi") {
            const AgeClause clause = scan_.clauses().read(at, next + 1, AgePhrase::years);
            if (number <= 36 && clause.of == AgeOf::other) {
                scan_.add(clause, next + 1, {number / 12, number / 12}, "age-months");
            }
            return next + 1;
        }
        return read_bare_number(scan_, at, number);
    }

    std::size_t report_years(std::size_t begin, std::size_t end, int least, int most,
                             bool candles) {
        std::size_t first = begin;
        bool almost = false;
        if (const auto before = scan_.clauses().word_before(first);
            before && (text(*before) == "quasi" || text(*before) == "appena")) {
            almost = text(*before) == "quasi";
            first = *before;
        }
        AgeClause clause = scan_.clauses().read(first, end, AgePhrase::years);
        if (least != most && in(text(begin + 1), "-", "/") && clause.of == AgeOf::author) {
            clause.of.reset(); // "Età: 11-13 anni"
            clause.reason = "an age limit";
        }
        const int ahead = scan_.clauses().years_ahead(clause.begin);
        if (clause.short_by > 0) {
            least -= clause.short_by;
            most -= 1;
        } else if (ahead > 0) {
            least -= ahead + 1; // "tra due anni faccio 18 anni"
            most -= ahead;
        } else if (text(end) == "compiuti") {
            ++end;
        } else if (text(end) == "e" && text(end + 1) == "mezzo") {
            end += 2;
        } else if (least == most && !almost) {
            const Timing timing = timing_of(clause.begin, begin, end);
            least -= timing == Timing::ahead || timing == Timing::unsure ? 1 : 0;
            most -= timing == Timing::ahead ? 1 : 0;
        }
        if (almost) {
            --least;
            --most;
        }
        if (text(end) == "a" && in(text(end + 1), italian_months) && scan_.ends_phrase(end + 2)) {
            end += 2; // "6 anni a luglio."
        }
        if (least < 0 || (candles && !clause.of && !birthday(begin))) {
            return end;
        }
        if (candles && !clause.of) {
            clause.of = AgeOf::other;
            clause.confidence = 0.6;
            clause.reason = "a birthday";
        }
        scan_.add(clause, end, {least, most}, "age-years");
        return end;
    }

    // Candles that somebody blows out: "oggi spegne 101 candeline".
    bool birthday(std::size_t begin) const {
        for (std::size_t steps = 1; steps <= 3 && begin >= steps; ++steps) {
            if (text(begin - steps).starts_with("speg")) {
                return true;
            }
        }
        return false;
    }

    enum class Timing { now, ahead, unsure };

    // "compio 14 anni domani" is thirteen; "oggi compio 14 anni" is fourteen.
    Timing timing_of(std::size_t clause_begin, std::size_t number, std::size_t end) const {
        bool turns = false;
        const std::size_t from = clause_begin > 4 ? clause_begin - 4 : 0;
        bool ahead = false;
        bool done = false;
        for (std::size_t at = from; at < end + 6 && in_range(at); ++at) {
            const std::string_view word = text(at);
            if (at >= clause_begin && at < number) {
                turns = turns || word == "compio" || word == "faccio" || word == "compie" ||
                        word == "fa" || word == "compiro" || word == "faro" || word == "compira";
                done = done || word == "compiuto" || word == "fatto";
                ahead = ahead || word == "compiro" || word == "faro";
            }
            done = done || word == "oggi" || word == "ieri";
            ahead =
                ahead || in(word, future_words) ||
                ((at >= end || at < clause_begin) && at > 0 && in(word, italian_months) &&
                 (in(text(at - 1), "a", "ad", "di") || token(at - 1).kind == TokenKind::number));
        }
        if (!turns || done) {
            return Timing::now;
        }
        return ahead ? Timing::ahead : Timing::unsure;
    }

    // "poltrone anni 50", "degli anni novanta", not "Anna Neri, anni 50".
    bool decade(std::size_t at, int number) const {
        return number >= 20 && number % 10 == 0 && at > 0 && text(at - 1) != "," &&
               text(at - 1) != "di";
    }

    // "di anni 84", "anni 84".
    std::size_t reversed_years(std::size_t at, int number) {
        const AgeClause clause = scan_.clauses().read(at, at + 2, AgePhrase::years);
        if (clause.of) {
            scan_.add(clause, at + 2, {number, number}, "age-years");
        }
        return at + 2;
    }

    std::size_t report_adjective(std::size_t begin, std::size_t end, int number) {
        const bool plural = text(end - 1).ends_with("enni");
        const bool almost = begin > 0 && text(begin - 1) == "quasi";
        AgeClause clause = adjective_clause(almost ? begin - 1 : begin, end);
        number -= almost ? 1 : clause.short_by;
        if (plural && of_us(begin, end)) {
            clause = {AgeOf::author, begin, 0.75, "first person"};
        } else if (plural && clause.of) {
            clause.of.reset();
            clause.reason = "of a group";
        }
        scan_.add(clause, end, {number, number}, "age-adjective");
        return end;
    }

    // "noi quindicenni", not "noi quindicenni degli anni ottanta".
    bool of_us(std::size_t begin, std::size_t end) const {
        return scan_.clauses().of_us(begin) && text(end) != "degli" && text(end) != "di";
    }

    // "un'ottantenne" alone is nobody; "sono un ottantenne", "mia figlia tredicenne", "Ada Neri,
    // 19enne" are somebody.
    AgeClause adjective_clause(std::size_t begin, std::size_t end) const {
        const std::optional<std::size_t> article = scan_.clauses().word_before(begin);
        const std::string_view lead = article ? text(*article) : std::string_view{};
        if (lead == "un" || lead == "una" || lead == "da") {
            const std::optional<std::size_t> verb = scan_.clauses().word_before(*article);
            if (lead == "da" || (verb && (text(*verb) == "sono" || text(*verb) == "sn"))) {
                return {AgeOf::author, begin, lead == "da" ? 0.6 : 0.85, "first person"};
            }
            return {std::nullopt, begin, 0, "of nobody in particular"};
        }
        if (lead == "sono" || lead == "sn") {
            return {AgeOf::author, begin, 0.85, "first person"};
        }
        if (lead == "divento" || lead == "diventero") {
            return becomes(*article, end);
        }
        return scan_.clauses().read(begin, end, AgePhrase::adjective);
    }

    // "domani divento sedicenne": not yet so old; without a day it may be the music.
    AgeClause becomes(std::size_t verb, std::size_t end) const {
        constexpr std::size_t reach = 5;
        AgeClause clause{AgeOf::author, verb, 0.5, "first person, not yet reached", 1};
        for (std::size_t at = verb - std::min(verb, reach); at < end + reach; ++at) {
            if (in(text(at), "quando", "se", "davanti", "mentre")) {
                return {std::nullopt, verb, 0, "a memory or a wish"};
            }
            const bool month =
                at > 0 && in(text(at), italian_months) &&
                (in(text(at - 1), "a", "ad") || token(at - 1).kind == TokenKind::number);
            if (month || in(text(at), future_words) || text(at) == "oggi") {
                clause.confidence = 0.85;
                clause.short_by = text(at) == "oggi" ? 0 : 1;
            }
        }
        return clause;
    }

    // "sono ancora minorenne", "non sono maggiorenne".
    std::size_t underage(std::size_t at) {
        std::optional<std::size_t> before = scan_.clauses().word_before(at);
        while (before && in(text(*before), "ancora", "una", "un", "pure", "solo")) {
            before = scan_.clauses().word_before(*before);
        }
        const std::string_view verb = before ? text(*before) : std::string_view{};
        const std::optional<std::size_t> lead =
            before ? scan_.clauses().word_before(*before) : before;
        const bool denied = lead && (text(*lead) == "non" || text(*lead) == "nn");
        if ((verb == "sono" || verb == "sn") && denied == (text(at) == "maggiorenne")) {
            scan_.add({AgeOf::author, *before, 0.85, "first person"}, at + 1, {0, 17}, "age-minor");
        }
        return at + 1;
    }

    // "non ho ancora l'eta per votare".
    std::size_t too_young_for(std::size_t at) {
        static constexpr std::array<std::string_view, 4> adult{"votare", "guidare", "firmare",
                                                               "bere"};
        std::optional<std::size_t> before = scan_.clauses().word_before(at);
        while (before && (text(*before) == "l" || text(*before) == "ancora")) {
            before = scan_.clauses().word_before(*before);
        }
        if (before && text(*before) == "ho" && in(text(at + 2), adult)) {
            const std::optional<std::size_t> negation = scan_.clauses().word_before(*before);
            if (negation && text(*negation) == "non") {
                scan_.add({AgeOf::author, *negation, 0.65, "first person"}, at + 3, {0, 17},
                          "age-minor");
            }
        }
        return at + 1;
    }

    AgeScan scan_;
    const AgeWords& words_;
    Engine engine_;
};

} // namespace

void find_ages(const Document& document, const ScanContext& context, const PatternSet::Data&,
               const StageOptions& options, Candidates& candidates) {
    static const AgeWords words;
    const auto& tokens = document.tokens();
    const auto first = options.engine == Engine::reference
                           ? tokens.begin()
                           : std::find_if(tokens.begin(), tokens.end(), [&](const Token& token) {
                                 return words.may_begin(document, token);
                             });
    if (first != tokens.end()) {
        AgeFinder{document, context, candidates, words, options.engine}.run(
            static_cast<std::size_t>(first - tokens.begin()));
    }
}

} // namespace oblio::detect
