// lib/src/detect/age_clause.cpp: walks left from an age to its verb and to whom the verb is about.
#include "detect/age_clause.hpp"

#include "detect/age_numbers.hpp"
#include "detect/age_walk.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace oblio::detect {
namespace {

// Source of the word lists: Italian grammar.
// "cio": "ciò 13 anni", as many write "c'ho"; "am", "jam", "bin", "tenho": other languages spoken
// here.
constexpr std::array<std::string_view, 22> have_i{
    "ho",    "compio",    "compiro", "faccio",   "faro",  "tengo", "spengo", "go",
    "gho",   "festeggio", "avro",    "spegnero", "aggio", "aggiu", "haiu",   "aju",
    "tengu", "appo",      "cio",     "jam",      "bin",   "tenho"};
constexpr std::array<std::string_view, 24> school_i{
    "faccio",   "frequento", "vado",     "sono",     "sn",           "sto",
    "inizio",   "comincio",  "passo",    "andro",    "faro",         "frequentero",
    "studio",   "siamo",     "facciamo", "andiamo",  "frequentiamo", "finisco",
    "iniziero", "ho",        "ripeto",   "rifaccio", "rifaro",       "comincero"};
// Between an auxiliary and the age: "ho appena compiuto", "ha iniziato la".
constexpr std::array<std::string_view, 10> participles{
    "facendo",  "frequentando", "compiuto",    "fatto",  "finito",
    "iniziato", "cominciato",   "festeggiato", "spento", "frequentato"};
constexpr std::array<std::string_view, 16> have_they{
    "ha", "compie", "compira", "fa",        "hanno", "compiono", "tiene", "avra",
    "a",  "fara",   "spegne",  "festeggia", "is",    "are",      "has",   "faranno"};
constexpr std::array<std::string_view, 12> school_they{
    "fa", "frequenta", "va",  "fanno", "vanno", "frequentano",
    "e",  "inizia",    "sta", "andra", "fara",  "inizieranno"};
constexpr std::array<std::string_view, 19> unreal{
    "sembro",  "sembra",   "sembrava", "sembrano", "sembri",     "pare",  "pari",
    "sentita", "sentito",  "sento",    "come",     "quando",     "fosse", "avesse",
    "magari",  "dimostro", "dimostra", "tipo",     "mentalmente"};
constexpr std::array<std::string_view, 32> self_nouns{
    "ragazzo",    "ragazza",    "ragazzino",    "ragazzina", "bambino",   "bambina",
    "pensionato", "pensionata", "signora",      "signore",   "studente",  "studentessa",
    "uomo",       "donna",      "vecchio",      "vecchia",   "mamma",     "nonno",
    "nonna",      "anziano",    "anziana",      "cittadino", "cittadina", "giovane",
    "vecchietto", "vecchietta", "vecchierella", "nonnetta",  "nonnetto",  "signorina",
    "ragazzetto", "ragazzetta"};
// "noi ragazzi di 13 anni": who stands between "noi" and the age.
constexpr std::array<std::string_view, 15> comrades{
    "ragazzi", "ragazze",  "ragazzini",   "ragazzine", "bambini", "bambine", "bimbi", "bimbe",
    "giovani", "studenti", "studentesse", "alunni",    "alunne",  "amici",   "amiche"};
// Words that may stand between a verb and a number of years.
constexpr std::array<std::string_view, 37> light{
    "della", "classe", "veneranda", "tenera", "bella",  "all",  "quasi", "gia",  "appena", "solo",
    "ben",   "ancora", "anche",     "ora",    "adesso", "io",   "un",    "una",  "il",     "la",
    "lo",    "l",      "ne",        "in",     "al",     "alla", "alle",  "oggi", "ieri",   "domani",
    "li",    "mi",     "le",        "circa",  "nella",  "tipo", "o"};

} // namespace

std::string_view AgeClauseReader::text(std::size_t token) const noexcept {
    const std::vector<Token>& tokens = document_.tokens();
    return token < tokens.size() ? document_.text(tokens[token]) : std::string_view{};
}

std::optional<std::size_t> AgeClauseReader::word_before(std::size_t token) const noexcept {
    const std::vector<Token>& tokens = document_.tokens();
    while (token > 0) {
        --token;
        if (tokens[token].kind == TokenKind::word || tokens[token].kind == TokenKind::number) {
            return token;
        }
        const std::string_view mark = text(token);
        if (tokens[token].kind == TokenKind::newline || mark == "." || mark == "!" || mark == "?" ||
            mark == ";") {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

bool AgeClauseReader::quoted(std::size_t begin) const noexcept {
    // An odd number of quotation marks before it in the last forty tokens.
    int marks = 0;
    for (std::size_t steps = 0; steps < 40 && begin > steps; ++steps) {
        marks += text(begin - 1 - steps) == "\"" ? 1 : 0;
    }
    return marks % 2 == 1;
}

AgeClauseReader::AgeClauseReader(const Document& document, const Candidates& candidates)
    : document_{document}, persons_{candidates.memory} {
    for (const Candidate& candidate : candidates.found) {
        if (candidate.type == FindingType::person) {
            persons_.push_back(
                {candidate.begin, candidate.end, candidate.rule == "person-first-name"});
        }
    }
    std::sort(persons_.begin(), persons_.end(),
              [](const Person& a, const Person& b) { return a.begin < b.begin; });
}

const AgeClauseReader::Person* AgeClauseReader::person_at(std::size_t token) const noexcept {
    const Token& place = document_.tokens()[token];
    const auto after = std::upper_bound(
        persons_.begin(), persons_.end(), place.begin,
        [](std::size_t begin, const Person& person) { return begin < person.begin; });
    if (after == persons_.begin() || std::prev(after)->end < place.end) {
        return nullptr;
    }
    return &*std::prev(after);
}

// Nothing else stands between the marks, the lines or the ends around the phrase.
bool AgeClauseReader::alone(std::size_t begin, std::size_t end) const noexcept {
    const std::vector<Token>& tokens = document_.tokens();
    const auto divides = [&](std::size_t token) {
        if (tokens[token].kind == TokenKind::newline) {
            return true;
        }
        const std::string_view mark = text(token);
        return tokens[token].kind == TokenKind::mark && mark != "'" && mark != "." && mark != "^" &&
               mark != "\"";
    };
    std::size_t first = begin;
    if (first > 0 && (text(first - 1) == "quasi" || text(first - 1) == "di")) {
        --first;
    }
    // After a comma only if little stands before it: "ginnasta, 10 anni".
    if (first > 0 && text(first - 1) == ",") {
        std::size_t words = 0;
        std::optional<std::size_t> before = word_before(first);
        while (before && words <= 3) {
            words += in(text(*before), mine) || in(text(*before), definite) ? 4 : 1;
            before = word_before(*before);
        }
        if (words > 3) {
            return false;
        }
    }
    if (text(end) == "e" && in(text(end + 1), "mezzo", "mezza")) {
        end += 2;
    }
    // "15 anni compiuti a gennaio", "14 anni fatti da un pezzo", not "14 anni compiuti entro il 31"
    if (text(end) == "compiuti" || text(end) == "fatti") {
        ++end;
        if (in(text(end), "a", "da", "oggi", "ieri", "il", "domenica", "sabato")) {
            const std::size_t last = std::min(end + 5, tokens.size());
            while (end < last && !divides(end)) {
                ++end;
            }
        }
    }
    return (first == 0 || divides(first - 1)) &&
           (end >= tokens.size() || (divides(end) && text(end) != ":") ||
            (text(end) == "." && end + 1 >= tokens.size()));
}

// Why years are no age: limits, spans of time, memories; empty if they may be one.
std::string_view AgeClauseReader::refuse_years(std::size_t begin, std::size_t end) const {
    if (const std::string_view why = refuse_before(begin); !why.empty()) {
        if (!(speaks_of_self_after(end) && why == "an age limit")) {
            return why;
        }
    }
    if (const std::string_view why = refuse_after(begin, end); !why.empty()) {
        return why;
    }
    if (lasts(begin, end)) {
        return "a span of time";
    }
    const std::optional<std::size_t> lead = word_before(begin);
    const std::string_view at_age = lead ? text(*lead) : std::string_view{};
    const bool of_age = at_age == "di" && word_before(*lead) && text(*word_before(*lead)) == "eta";
    const std::optional<int> number = read_age_number(text(begin));
    if ((at_age == "a" || at_age == "ai" || of_age) && number && remembered(begin, end, *number)) {
        return "a memory";
    }
    return {};
}

// "devo fare la terza media", "sto per iniziare il liceo": a verb of school at `at`.
std::optional<AgeClause> AgeClauseReader::goes_to_school(std::size_t at) const {
    if (!in(text(at), "fare", "dare", "sostenere", "preparare", "iniziare", "cominciare",
            "frequentare")) {
        return std::nullopt;
    }
    const std::optional<std::size_t> link = word_before(at);
    const std::optional<std::size_t> verb = link ? word_before(*link) : link;
    const bool self = link && (in(text(*link), "devo", "dovro") ||
                               (text(*link) == "per" && verb && text(*verb) == "sto"));
    return self ? std::optional{AgeClause{AgeOf::author, *link, 0.8, "first person"}}
                : std::nullopt;
}

// "i'm 13", "i'm a 13 year old", "j'ai 13 ans", "sto per compiere 14 anni".
std::optional<AgeClause> AgeClauseReader::has_years(std::size_t at, std::size_t end) const {
    const std::string_view word = text(at);
    const std::optional<std::size_t> link = word_before(at);
    const std::optional<std::size_t> english =
        word == "a" && link ? english_self(*link) : english_self(at);
    if (english) {
        return AgeClause{AgeOf::author, *english, 0.85, "first person"};
    }
    if (word == "ai" && at >= 2 && text(at - 2) == "j") {
        return AgeClause{AgeOf::author, at - 2, 0.85, "first person"};
    }
    if (word == "am" && text(end - 1) == "ani") {
        return AgeClause{AgeOf::author, at, 0.85, "first person"}; // "am 13 ani"
    }
    if (in(word, "compiere", "fare", "festeggiare")) {
        const std::optional<std::size_t> verb = link ? word_before(*link) : link;
        const bool soon = verb && ((text(*link) == "per" && text(*verb) == "sto") ||
                                   (text(*link) == "ancora" && text(*verb) == "devo"));
        if (soon) {
            return AgeClause{AgeOf::author, *verb, 0.85, "first person", 1};
        }
    }
    return std::nullopt;
}

// The author, by a verb or a pronoun of the first person at `at`.
std::optional<AgeClause> AgeClauseReader::by_first_person(std::size_t at, std::size_t begin,
                                                          std::size_t end, bool school) const {
    const std::string_view word = text(at);
    if (school ? in(word, school_i) : in(word, have_i)) {
        return first_person(at, begin, end);
    }
    if (const auto clause = school ? goes_to_school(at) : has_years(at, end)) {
        return clause;
    }
    if (word == (school ? "sarei" : "avrei")) {
        // "avrei 12 anni, posso?" is politely said; "avrei 15 anni di nuovo" is a dream
        return AgeClause{AgeOf::author, at, asks_for_self(end) ? 0.75 : 0.5, "first person"};
    }
    if (word == "io") {
        return AgeClause{AgeOf::author, at, 0.8, "first person"};
    }
    if (word == "noi" || word == "siamo") {
        return AgeClause{AgeOf::author, begin, 0.75, "first person"};
    }
    return std::nullopt;
}

// "mia figlia", "un ragazzo", "sono una signora": whose age it is by a noun of people at `at`.
// `from`: where the phrase begins if it is of somebody else.
AgeClause AgeClauseReader::by_noun(std::size_t at, std::size_t begin, std::size_t end,
                                   std::size_t from) const {
    const std::string_view word = text(at);
    const std::optional<std::size_t> article = word_before(at);
    const std::string_view lead = article ? text(*article) : std::string_view{};
    const std::optional<std::size_t> verb = article ? word_before(*article) : article;
    const bool one = lead == "un" || lead == "una" || lead == "uno";
    const std::string_view link = verb ? text(*verb) : std::string_view{};
    if (one && (link == "e" || link == "di")) {
        // "mia suocera e una donna di 88 anni", "la mamma di un bimbo": whose?
        const std::optional<std::size_t> whose = word_before(*verb);
        if (whose && in(text(*whose), people)) {
            return {AgeOf::other, from, 0.7, "a relative or somebody near"};
        }
    }
    if ((one && verb && (text(*verb) == "sono" || text(*verb) == "sn")) ||
        (lead == "sono" && in(word, self_nouns))) {
        return {AgeOf::author, begin, 0.85, "first person"};
    }
    if (one && (link == "ho" || link == "abbiamo") &&
        in(word, "figlio", "figlia", "nipote", "nipotino", "nipotina", "fratello", "sorella",
           "fratellino", "sorellina", "bimbo", "bimba", "bambino", "bambina", "zio", "zia")) {
        return {AgeOf::other, from, 0.8, "a relative or somebody near"}; // "ho una figlia di ..."
    }
    if (one || lead == "dei" || lead == "per" || lead == "i" || lead == "con" || lead == "gli") {
        const bool own = lead == "i" && in(text(end), mine);
        if (!own) {
            return {std::nullopt, begin, 0, "of nobody in particular"};
        }
    }
    const bool close =
        in(lead, mine) || lead == "tuo" || lead == "tua" || lead == "suo" || lead == "sua";
    return {AgeOf::other, from, close ? 0.85 : 0.65, "a relative or somebody near"};
}

// "noi ragazzi", "siamo due amiche", "siamo un gruppo di ragazzi".
bool AgeClauseReader::of_us(std::size_t at) const noexcept {
    constexpr std::size_t reach = 5;
    std::optional<std::size_t> before = word_before(at);
    for (std::size_t steps = 0; steps < reach && before; ++steps, before = word_before(*before)) {
        if (text(*before) == "noi" || text(*before) == "siamo") {
            return true;
        }
        if (!in(text(*before), "un", "una", "gruppo", "gruppetto", "banda", "di", "due", "tre",
                "quattro", "cinque", "tutti", "tutte", "dei", "delle")) {
            return false;
        }
    }
    return false;
}

AgeClause AgeClauseReader::read(std::size_t begin, std::size_t end, AgePhrase kind) const {
    const AgeClause clause = link(begin, end, kind);
    // "faccio la terza media" is of today, whatever stands after it
    const bool said = clause.reason == "first person" && clause.confidence >= 0.8;
    return kind == AgePhrase::school && clause.of && !said && memory_follows(end)
               ? AgeClause{std::nullopt, begin, 0, "a memory or a wish"}
               : clause;
}

// What needs no walk: words of others, limits, spans of time, "noi della prima media".
std::optional<AgeClause> AgeClauseReader::at_once(const Walk& walk) const {
    if (quoted(walk.begin)) {
        return AgeClause{std::nullopt, walk.begin, 0, "inside quotation marks"};
    }
    if (walk.kind == AgePhrase::years) {
        if (const auto clause = not_reached(walk.begin)) {
            return clause;
        }
        if (in_this_world(walk.begin, walk.end)) {
            return AgeClause{AgeOf::author, walk.begin, 0.8, "first person"};
        }
        if (const std::string_view why = refuse_years(walk.begin, walk.end); !why.empty()) {
            return AgeClause{std::nullopt, walk.begin, 0, why};
        }
    }
    const std::optional<std::size_t> at = word_before(walk.begin);
    if (walk.school() && at && in(text(*at), "di", "della", "dell", "delle") && word_before(*at) &&
        text(*word_before(*at)) == "noi") {
        return AgeClause{AgeOf::author, walk.begin, 0.75, "first person"};
    }
    return std::nullopt;
}

// "avevo", "sembro", "quando": said of the past, or not as a fact.
std::optional<AgeClause> AgeClauseReader::not_of_today(const Walk& walk, std::size_t at) const {
    if (is_past_state(text(at))) {
        return AgeClause{std::nullopt, walk.begin, 0, "a memory or a wish"};
    }
    const bool compares = text(at) == "come" && in(text(at + 1), "me", "te", "lui", "lei", "noi");
    if (in(text(at), unreal) && !compares && (walk.near || walk.steps < 4)) {
        return AgeClause{std::nullopt, walk.begin, 0, "not said as a fact"};
    }
    return std::nullopt;
}

// A verb or a pronoun of the first person with nothing but light words between.
std::optional<AgeClause> AgeClauseReader::by_self(Walk& walk, std::size_t at) const {
    if (!walk.near) {
        return std::nullopt;
    }
    if (const auto clause = by_first_person(at, walk.begin, walk.end, walk.school())) {
        return walk.barely && clause->short_by == 0
                   ? AgeClause{std::nullopt, walk.begin, 0, "not said as a fact"}
                   : *clause;
    }
    if (in(text(at), comrades) && of_us(at)) {
        return AgeClause{AgeOf::author, walk.begin, 0.75, "first person"};
    }
    walk.barely = walk.barely || is_not_even(text(at));
    return std::nullopt;
}

// A verb of the third person: whose age it is stands before it.
bool AgeClauseReader::passes_verb(Walk& walk, std::size_t at) const noexcept {
    const std::string_view word = text(at);
    const bool verb =
        walk.near && (walk.school() ? in(word, school_they) : in(word, have_they) && word != "a");
    if (verb) {
        walk.third = true;
        walk.verb = at;
        walk.near = false;
    }
    return verb;
}

// A name, a relative, a pronoun.
std::optional<AgeClause> AgeClauseReader::by_somebody(const Walk& walk, std::size_t at) const {
    const std::size_t from = walk.third && walk.school() ? walk.verb : walk.begin;
    const Person* person = person_at(at);
    if (person != nullptr && !(person->first_name_alone && walk.thing)) {
        const bool first_alone = person->first_name_alone;
        const bool signs =
            !walk.third && (introduced(*person) || (first_alone && person->begin < 12));
        return AgeClause{signs ? AgeOf::author : AgeOf::other, from,
                         first_alone && !introduced(*person) ? 0.6 : 0.85,
                         signs ? "after the writer's own name" : "after a name"};
    }
    const std::string_view word = text(at);
    if (walk.third && walk.verb > at + 1 &&
        in(word, "vecchio", "vecchia", "giovane", "piccolo", "piccola", "anziano", "anziana") &&
        document_.tokens()[at + 1].kind == TokenKind::word && walk.ordinary) {
        return std::nullopt; // "il vecchio acquedotto compie cent'anni": how a thing is
    }
    if (in(word, people) || in(word, self_nouns)) {
        return by_noun(at, walk.begin, walk.end, from);
    }
    const std::optional<std::size_t> before = word_before(at);
    const bool child =
        in(word, "grande", "maggiore", "minore") && before &&
        (in(text(*before), mine) ||
         (text(*before) == "piu" && word_before(*before) && in(text(*word_before(*before)), mine)));
    if (walk.third && !walk.ordinary && (child || word == "loro")) {
        return AgeClause{AgeOf::other, from, 0.7, "a relative or somebody near"};
    }
    return std::nullopt;
}

// "la mia età", "i miei (4 e 7 anni)", "la mia classe, la 2B".
std::optional<AgeClause> AgeClauseReader::by_possessive(const Walk& walk, std::size_t at) const {
    if (!in(text(at), mine)) {
        return std::nullopt;
    }
    if (text(at + 1) == "eta") {
        return supposed(at) ? AgeClause{std::nullopt, walk.begin, 0, "a memory or a wish"}
                            : AgeClause{AgeOf::author, walk.begin, 0.75, "the writer's own age"};
    }
    if (walk.ordinary || !(walk.near || walk.school())) {
        return std::nullopt;
    }
    if (walk.school() && !walk.third && walk.begin > 0 &&
        in(text(walk.begin - 1), "di", "della", "in") && at + 2 == walk.begin) {
        return AgeClause{std::nullopt, walk.begin, 0, "of a group"}; // "con i miei di prima media"
    }
    const bool own = walk.school() && in(text(at + 1), "classe", "scuola", "sezione", "aula",
                                         "istituto", "prima", "terza");
    return AgeClause{own ? AgeOf::author : AgeOf::other, walk.begin, 0.65, "possessive"};
}

// Any other word: what it leaves of the walk; a clause if it ends it.
std::optional<AgeClause> AgeClauseReader::passes_word(Walk& walk, std::size_t at) const {
    const std::string_view word = text(at);
    if (is_not_even(word)) {
        return std::nullopt;
    }
    if (walk.barely) {
        return AgeClause{std::nullopt, walk.begin, 0, "not said as a fact"};
    }
    if (in(word, light) || in(word, definite) || (walk.near && in(word, participles))) {
        walk.thing = walk.thing || (walk.ordinary && in(word, definite));
        return std::nullopt;
    }
    walk.near = walk.near && (word == "di" || word == "anni" || word == "eta");
    walk.ordinary = walk.ordinary || (walk.third && word.size() > 2);
    if (word.starts_with("insegn")) {
        return AgeClause{std::nullopt, walk.begin, 0, "a teacher speaks"};
    }
    return std::nullopt;
}

// Word by word to the left, until one says whose age it is.
AgeClause AgeClauseReader::link(std::size_t begin, std::size_t end, AgePhrase kind) const {
    constexpr int most_steps = 9;
    Walk walk{begin, end, kind};
    if (const auto clause = at_once(walk)) {
        return *clause;
    }
    for (auto at = word_before(begin); walk.steps < most_steps && at;
         ++walk.steps, at = word_before(*at)) {
        if (const auto clause = not_of_today(walk, *at)) {
            return *clause;
        }
        if (const auto clause = by_self(walk, *at)) {
            return *clause;
        }
        if (passes_verb(walk, *at)) {
            continue;
        }
        walk.generic = in(text(*at), "chi", "quelli", "coloro");
        walk.animal = in(text(*at), animals);
        if (walk.generic || walk.animal) {
            break;
        }
        if (const auto clause = by_somebody(walk, *at)) {
            return *clause;
        }
        if (const auto clause = by_possessive(walk, *at)) {
            return *clause;
        }
        if (const auto clause = passes_word(walk, *at)) {
            return *clause;
        }
    }
    return without_subject(walk, begin, end);
}

} // namespace oblio::detect
