// lib/src/detect/age_bare.cpp: ages said without "anni": "ne ho 15", "io 12", "oggi sono sedici".
#include "detect/age_numbers.hpp"
#include "detect/age_scan.hpp"
#include "detect/dates.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace oblio::detect {
namespace {

/// How far back the words that a number without "anni" goes on from are looked for, in tokens.
constexpr std::size_t reach = 24;

class BareReader {
public:
    explicit BareReader(AgeScan& scan) : scan_{scan} {}

    // "io dodici" where somebody asked for ages; "ho la tua eta, 13"; "i'm 13".
    std::size_t number(std::size_t at, int number) {
        if (number > 9 && scan_.clauses().said_of_relative(at)) {
            if (const std::size_t end = passed_or_to_come(at + 1); end > 0) {
                const int age = number - (text(at + 1) == "a" ? 1 : 0);
                scan_.add({AgeOf::other, at, 0.7, "a relative or somebody near"}, end,
                          {age, number}, "age-years");
                return end;
            }
        }
        const std::optional<std::size_t> before = scan_.clauses().word_before(at);
        if (number < 1 || number > 99 || !before || !ends_number(at + 1)) {
            return at + 1;
        }
        if (scan_.clauses().counted_after_another(*before)) {
            const std::size_t begin = in(text(*before), "lei", "lui") ? *before : at;
            scan_.add({AgeOf::other, begin, 0.7, "said beside another's age"}, at + 1,
                      {number, number}, "age-years");
            return at + 1;
        }
        if (number < 6) {
            return at + 1;
        }
        const std::string_view word = text(*before);
        if (word == "i") {
            return towards(at, *before, number);
        }
        if (const std::optional<std::size_t> self = scan_.clauses().english_self(*before)) {
            scan_.add({AgeOf::author, *self, 0.75, "first person"}, at + 1, {number, number},
                      "age-years");
            return at + 1;
        }
        if (word == "sono") {
            return turned(at, *before, number);
        }
        if (presents(at, *before)) {
            scan_.add({AgeOf::author, at, 0.6, "after the writer's own name"}, at + 1,
                      {number, number}, "age-years");
            return at + 1;
        }
        const bool quasi = word == "quasi";
        const std::optional<std::size_t> earlier =
            quasi ? scan_.clauses().word_before(*before) : before;
        const std::string_view subject = earlier ? text(*earlier) : std::string_view{};
        if (subject == "io" && ages_meant(*before)) {
            const int age = number - (quasi ? 1 : 0);
            scan_.add({AgeOf::author, *earlier, 0.8, "first person"}, at + 1, {age, age},
                      "age-years");
        } else if (word == "eta" && scan_.clauses().word_before(*before) &&
                   in(text(*before - 1), "tua", "stessa", "mia")) {
            scan_.add({AgeOf::author, at, 0.7, "the writer's own age"}, at + 1, {number, number},
                      "age-years");
        }
        return at + 1;
    }

    // "ottantaquattro a dicembre", "cinquanta passati": one past it; 0 if it does not stand there.
    std::size_t passed_or_to_come(std::size_t at) const {
        if (in(text(at), "passati", "suonati", "compiuti")) {
            return at + 1;
        }
        return text(at) == "a" && in(text(at + 1), italian_months) ? at + 2 : 0;
    }

    // "i quattordici li faccio a ottobre", "14 anni li ho compiuti ieri", "12 anni ce li ho".
    std::optional<std::size_t> taken_up(std::size_t at, int number, std::size_t end) {
        const bool unit = end > at + 1;
        const bool have = text(end) == "ce" && text(end + 1) == "li" && text(end + 2) == "ho";
        if (text(end) != "li" && !(unit && have)) {
            return std::nullopt;
        }
        TakenUp verb = have ? TakenUp{end + 3, true} : turning_verb(end + 1);
        const bool told = unit || (at > 0 && text(at - 1) == "i" && when_follows(verb.end) &&
                                   !counts_something(at));
        if (verb.end == 0 || !told || number < 5 || number > 110) {
            return std::nullopt;
        }
        const std::size_t begin = at > 0 && text(at - 1) == "i" ? at - 1 : at;
        AgeClause clause = scan_.clauses().read(begin, verb.end, AgePhrase::adjective);
        if (clause.of == AgeOf::other && clause.reason == "a relative or somebody near") {
            return std::nullopt; // "i quindici di mio figlio li faccio a ottobre"
        }
        clause = {AgeOf::author, begin, 0.85, "first person"};
        const bool today = in(text(verb.end), "oggi", "stasera", "adesso");
        const int age = number - (verb.done || today ? 0 : 1);
        scan_.add(clause, verb.end, {age, age}, "age-years");
        return verb.end;
    }

    // "ne ho 15", "ne ha 86", "ne faccio quattordici", "ne ho quasi 13", "ne ho appena fatti 14".
    std::size_t short_of(std::size_t at) {
        static constexpr std::array<std::string_view, 12> verbs{
            "ho",   "ha",   "faccio", "compio", "fa",      "compie",
            "avro", "faro", "hanno",  "tengo",  "compiro", "fara"};
        Short said{at, 0, 0, 0, text(at + 1)};
        if (!in(said.verb, verbs)) {
            return at + 1;
        }
        said.number_at = skip_small(at + 2, said);
        const std::optional<int> number =
            in_range(said.number_at) ? read_age_number(text(said.number_at)) : std::nullopt;
        if (!number || *number < 3 || read_years_unit(scan_, said.number_at + 1)) {
            return at + 1;
        }
        said.number = *number;
        said.end = said.number_at + 1;
        if (const std::size_t done = skip_small(said.end, said);
            text(done - 1) == "compiuti" || text(done - 1) == "fatti") {
            said.end = done;
        }
        if (of_things(said)) {
            return at + 1;
        }
        return report(said);
    }

private:
    /// "ne ho quasi 13": the tokens of it.
    struct Short {
        std::size_t begin;
        std::size_t number_at;
        std::size_t end;
        int number;
        std::string_view verb;
        bool almost = false;
        bool done = false; ///< "compiuti", "appena fatti": of years alone
        bool made = false; ///< "fatti" without "appena" or "già": also of sandwiches

        [[nodiscard]] bool turns() const {
            return in(verb, "faccio", "compio", "fa", "compie", "avro", "faro", "compiro", "fara");
        }
        [[nodiscard]] bool third() const { return in(verb, "ha", "fa", "compie", "hanno", "fara"); }
    };

    /// "li faccio", "li ho compiuti", "li devo ancora fare": one past it; 0 if there is none.
    struct TakenUp {
        std::size_t end = 0;
        bool done = false; ///< that old already
    };
    TakenUp turning_verb(std::size_t at) const {
        if (in(text(at), "faccio", "compio", "faro", "compiro", "festeggio")) {
            // "li faccio fare a lui"
            return text(at + 1).ends_with("are") || text(at + 1).ends_with("ere")
                       ? TakenUp{}
                       : TakenUp{at + 1, false};
        }
        const std::size_t verb = in(text(at + 1), "gia", "appena", "ancora") ? at + 2 : at + 1;
        if (text(at) == "ho" && in(text(verb), "fatti", "compiuti", "festeggiati")) {
            return {verb + 1, true};
        }
        return text(at) == "devo" && in(text(verb), "fare", "compiere") ? TakenUp{verb + 1, false}
                                                                        : TakenUp{};
    }

    // "sono Ale, 16, cerco ...", "mi chiamo Sara, 11.": `name` is the word before the number.
    bool presents(std::size_t at, std::size_t name) const {
        const std::optional<std::size_t> lead = scan_.clauses().word_before(name);
        return name + 2 == at && text(at - 1) == "," && lead && lead == name - 1 &&
               (in(text(*lead), "chiamo") ||
                (text(*lead) == "sono" && token(name).letters == LetterCase::capitalised)) &&
               (in(text(at + 1), ",", ".", "!") || !in_range(at + 1)) &&
               !(in_range(at + 2) && token(at + 2).kind == TokenKind::number);
    }

    // "a ottobre", "domani", "tra un mese", "il 4 maggio".
    bool when_follows(std::size_t at) const {
        if (in(text(at), "oggi", "domani", "dopodomani", "ieri", "lunedi", "martedi", "mercoledi",
               "giovedi", "venerdi", "sabato", "domenica", "presto")) {
            return true;
        }
        return (in(text(at), "a", "ad", "in", "tra", "fra", "il", "questo", "quest", "l") &&
                (in(text(at + 1), italian_months) || in(text(at + 2), italian_months) ||
                 in(text(at + 2), "mese", "mesi", "giorni", "giorno", "settimana", "settimane",
                    "anno", "estate"))) ||
               (text(at) == "l" && text(at + 3) == "prossimo");
    }

    // Kilometres, turns of duty, pages: "i ventuno li faccio a ottobre" of a race.
    bool counts_something(std::size_t at) const {
        static constexpr std::array<std::string_view, 24> counted{
            "km",    "chilometri", "metri",  "corsa", "corro",   "maratona", "mezza",   "gara",
            "giri",  "turni",      "vasche", "esami", "crediti", "ore",      "minuti",  "euro",
            "punti", "pagine",     "pezzi",  "bagni", "giorni",  "ferie",    "gradini", "scout"};
        for (std::size_t i = at - std::min(at, reach); in_range(i) && i < at + reach; ++i) {
            if (in(text(i), counted)) {
                return true;
            }
        }
        return false;
    }

    std::string_view text(std::size_t at) const noexcept { return scan_.text(at); }
    const Token& token(std::size_t at) const noexcept { return scan_.token(at); }
    bool in_range(std::size_t at) const noexcept { return scan_.in_range(at); }

    std::size_t skip_small(std::size_t at, Short& said) const {
        while (in(text(at), "quasi", "gia", "appena", "solo", "ancora", "ora", "adesso", "compiuti",
                  "fatti")) {
            said.almost = said.almost || text(at) == "quasi";
            said.made = text(at) == "fatti" && !in(text(at - 1), "appena", "gia");
            said.done = said.done || text(at) == "compiuti" || text(at) == "fatti";
            ++at;
        }
        return at;
    }

    // The number is not of something that the next token names: "13%", "13 euro", "12.5".
    bool ends_number(std::size_t at) const {
        if (in(text(at), "%", "€", "$", "£", "°", "/", ":", "+", "-", "*", "=")) {
            return false;
        }
        const bool decimal = in_range(at + 1) && (text(at) == "." || text(at) == ",") &&
                             token(at + 1).kind == TokenKind::number && !token(at + 1).space_before;
        return !decimal && (scan_.ends_phrase(at) || in(text(at), "e", "ma", "ora", "and", "but",
                                                        "so", "yo", "now", "can", "from"));
    }

    // "ne ho 15 scatole", "ne ho 13 di gatti", "ne ho 15 in garage", "di gatti ne ho 13".
    bool of_things(const Short& said) const {
        const std::string_view next = text(said.end);
        if (said.made && !scan_.clauses().turns_them_near(said.begin, said.end) &&
            !ages_named(said.begin).value_or(false)) {
            return true; // "volevano panini e io ne ho fatti sessanta"
        }
        if (said.done || said.verb.starts_with("compi")) {
            return false;
        }
        if (!scan_.ends_phrase(said.end) &&
            !in(next, "e", "ma", "a", "ad", "di", "il", "in", "tra", "fra", "oggi", "domani", "che",
                "non", "quindi", "pero") &&
            !(said.turns() && in(next, "lunedi", "martedi", "mercoledi", "giovedi", "venerdi",
                                 "sabato", "domenica", "questo", "quest"))) {
            return true;
        }
        const std::size_t after = next == "," ? said.end + 1 : said.end;
        if (text(after) == "di" || text(after) == "d") {
            return text(after + 1) != "anni";
        }
        if (!said.turns() && in(next, "a", "ad", "in", "il")) {
            return true;
        }
        std::optional<std::size_t> before = scan_.clauses().word_before(said.begin);
        while (before && in(text(*before), "io", "ma", "invece", "anche", "anch", "oggi")) {
            before = scan_.clauses().word_before(*before);
        }
        const std::optional<std::size_t> link =
            before ? scan_.clauses().word_before(*before) : before;
        return link && text(*link) == "di" && text(*before) != "anni";
    }

    std::size_t report(const Short& said) {
        const bool half = text(said.end) == "e" && text(said.end + 1) == "mezzo";
        std::size_t end = said.end + (half ? 2U : 0U);
        AgeClause clause{AgeOf::author, said.begin, 0.75, "first person"};
        if (said.third()) {
            clause = scan_.clauses().read(said.begin, end, AgePhrase::years);
            clause.of = clause.of ? std::optional{AgeOf::other} : std::nullopt;
        } else if (!said.turns() && !half && !said.almost && !said.done &&
                   !ages_meant(said.begin) && !scan_.clauses().turns_them_near(said.begin, end)) {
            clause.confidence = said.number > 25 ? 0.4 : 0.5; // "ne ho 13": of anything
        }
        if (said.turns() && !said.third()) {
            clause.begin = with_time_before(said.begin);
        }
        if (said.turns() && text(end) == "a" && in(text(end + 1), italian_months)) {
            end += 2; // "ne faccio 81 a febbraio"
        }
        if (scan_.clauses().lasts(said.begin, end)) {
            clause.of.reset();
            clause.reason = "a span of time";
        }
        const std::optional<std::size_t> lead = scan_.clauses().word_before(said.begin);
        if (lead && text(*lead) == "non") {
            clause.of.reset(); // "non ne ho 15"
            clause.reason = "denied";
        }
        const int ahead = scan_.clauses().years_ahead(said.begin);
        const bool today =
            text(end) == "oggi" || (said.begin > 0 && text(said.begin - 1) == "oggi");
        const int most = said.number - ahead - (said.almost || (said.turns() && !today && !ahead));
        scan_.add(clause, end, {most - (ahead > 0 ? 1 : 0), most}, "age-years");
        return end;
    }

    // "fra tre mesi ne faccio": the phrase begins with the time.
    std::size_t with_time_before(std::size_t begin) const {
        std::optional<std::size_t> earlier = scan_.clauses().word_before(begin);
        for (int steps = 0; steps < 3 && earlier; ++steps) {
            if (text(*earlier) == "fra" || text(*earlier) == "tra") {
                return *earlier;
            }
            earlier = scan_.clauses().word_before(*earlier);
        }
        return begin;
    }

    // "oggi sono sedici": of years where it is a feast, of anything otherwise.
    std::size_t turned(std::size_t at, std::size_t verb, int number) {
        const std::optional<std::size_t> when = scan_.clauses().word_before(verb);
        const std::string_view day = when ? text(*when) : std::string_view{};
        if (day != "oggi" && day != "domani") {
            return at + 1;
        }
        bool feast = false;
        for (std::size_t i = at + 1; in_range(i) && i < at + reach; ++i) {
            if (token(i).kind == TokenKind::word || token(i).kind == TokenKind::number) {
                return at + 1; // "oggi sono dodici, ieri erano dieci"
            }
            feast = feast || in(text(i), "🎂", "🎉", "🥳", "🎈", "🎁", "🍰", "🎊");
        }
        const int age = number - (day == "domani" ? 1 : 0);
        scan_.add({AgeOf::author, at, feast ? 0.7 : 0.45, "a birthday"}, at + 1, {age, age},
                  "age-years");
        return at + 1;
    }

    // "vado per i novantatre", "mio padre va verso i settantasei": not yet that old.
    std::size_t towards(std::size_t at, std::size_t article, int number) {
        const std::optional<std::size_t> preposition = scan_.clauses().word_before(article);
        const std::string_view to = preposition ? text(*preposition) : std::string_view{};
        const std::optional<std::size_t> verb =
            preposition ? scan_.clauses().word_before(*preposition) : std::nullopt;
        if (!verb || (to != "per" && to != "pe" && to != "verso") || number < 18) {
            return at + 1;
        }
        if (text(*verb) == "vado") {
            scan_.add({AgeOf::author, article, 0.75, "first person"}, at + 1,
                      {number - 1, number - 1}, "age-years");
        } else if (text(*verb) == "va" && text(at + 1) != "%") {
            AgeClause clause = scan_.clauses().read(article, at + 1, AgePhrase::adjective);
            if (!clause.of && scan_.clauses().relative_after(at + 1)) {
                clause = {AgeOf::other, article, 0.7, "a relative stands after it"};
            }
            clause.begin = article;
            scan_.add(clause, at + 1, {number - 1, number - 1}, "age-years");
        }
        return at + 1;
    }

    // Ages are what is spoken of: "quanti anni avete", "che eta hai", or a relative beside whom the
    // writer counts.
    bool ages_meant(std::size_t from) const {
        return ages_named(from).value_or(scan_.clauses().relative_in_sentence_before(from));
    }

    // False where something else is counted ("mia sorella ha due gatti, io ne ho 13").
    std::optional<bool> ages_named(std::size_t from) const {
        for (std::size_t steps = 0; steps < reach && from > steps; ++steps) {
            const std::size_t at = from - 1 - steps;
            if (in(text(at), "anni", "eta", "compleanno", "candeline") || beside_elders(at, from)) {
                return true;
            }
            const std::string_view next = text(at + 1);
            if (const std::optional<int> count = read_age_number(text(at));
                count && *count > 1 && at + 1 < from && next.size() > 3 &&
                (next.back() == 'i' || next.back() == 'e')) {
                return false;
            }
        }
        return std::nullopt;
    }

    // "gioco coi grandi anche se ne ho 12", not "coi grandi vasi, ne ho 12".
    bool beside_elders(std::size_t at, std::size_t from) const {
        if (!in(text(at), "grandi", "adulti") || at == 0 ||
            !(scan_.ends_phrase(at + 1) || at + 1 == from ||
              in(text(at + 1), "anche", "ma", "e", "pero", "se"))) {
            return false;
        }
        const std::size_t lead = text(at - 1) == "piu" && at > 1 ? at - 2 : at - 1;
        const bool among = in(text(lead), "coi", "tra", "fra") ||
                           (in(text(lead), "i", "quelli") && lead > 0 &&
                            in(text(lead - 1), "con", "contro", "tra", "fra"));
        return among && takes_part(lead);
    }

    // "gioco", "mi alleno", "corro", "sto", before `end` in its sentence.
    bool takes_part(std::size_t end) const {
        constexpr int words = 5;
        std::optional<std::size_t> at = scan_.clauses().word_before(end);
        for (int steps = 0; steps < words && at; ++steps, at = scan_.clauses().word_before(*at)) {
            if (in(text(*at), "gioco", "alleno", "corro", "sto", "nuoto", "ballo", "pattino",
                   "gareggio", "giocare", "allenarmi", "correre", "stare", "gareggiare")) {
                return true;
            }
        }
        return false;
    }

    AgeScan& scan_;
};

} // namespace

std::size_t read_bare_number(AgeScan& scan, std::size_t at, int number) {
    return BareReader{scan}.number(at, number);
}

std::optional<std::size_t> read_taken_up(AgeScan& scan, std::size_t at, int number,
                                         std::size_t end) {
    return BareReader{scan}.taken_up(at, number, end);
}

std::size_t read_short_of(AgeScan& scan, std::size_t at) {
    return BareReader{scan}.short_of(at);
}

} // namespace oblio::detect
