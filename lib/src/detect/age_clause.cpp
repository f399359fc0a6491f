// lib/src/detect/age_clause.cpp: walks left from an age to its verb and to whom the verb is about.
#include "detect/age_clause.hpp"

#include "detect/age_numbers.hpp"
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
constexpr std::array<std::string_view, 74> people{
    "figlio",    "figlia",    "figli",      "figlie",    "nonno",     "nonna",       "nonni",
    "papa",      "padre",     "babbo",      "mamma",     "madre",     "marito",      "moglie",
    "fratello",  "sorella",   "fratellino", "sorellina", "fratelli",  "sorelle",     "zio",
    "zia",       "cugino",    "cugina",     "cuginetto", "cuginetta", "nipote",      "nipoti",
    "nipotino",  "nipotina",  "suocero",    "suocera",   "cognato",   "cognata",     "genero",
    "nuora",     "compagno",  "compagna",   "bambino",   "bambina",   "bimbo",       "bimba",
    "bambini",   "bimbi",     "ragazzo",    "ragazza",   "ragazzino", "ragazzina",   "piccolo",
    "piccola",   "gemelli",   "gemelle",    "vicino",    "vicina",    "amico",       "amica",
    "amichetto", "amichetta", "alunno",     "alunna",    "studente",  "studentessa", "signora",
    "signore",   "anziano",   "anziana",    "paziente",  "ragazzi",   "kids",        "daughter",
    "son",       "lui",       "lei",        "genitori"};
constexpr std::array<std::string_view, 24> self_nouns{
    "ragazzo",    "ragazza",    "ragazzino", "ragazzina", "bambino",   "bambina",
    "pensionato", "pensionata", "signora",   "signore",   "studente",  "studentessa",
    "uomo",       "donna",      "vecchio",   "vecchia",   "mamma",     "nonno",
    "nonna",      "anziano",    "anziana",   "cittadino", "cittadina", "giovane"};
// "noi ragazzi di 13 anni": who stands between "noi" and the age.
constexpr std::array<std::string_view, 15> comrades{
    "ragazzi", "ragazze",  "ragazzini",   "ragazzine", "bambini", "bambine", "bimbi", "bimbe",
    "giovani", "studenti", "studentesse", "alunni",    "alunne",  "amici",   "amiche"};
constexpr std::array<std::string_view, 9> mine{"mio",    "mia",    "miei",   "mie", "nostro",
                                               "nostra", "nostri", "nostre", "my"};
constexpr std::array<std::string_view, 8> definite{"il", "la", "lo", "l", "i", "gli", "le", "quel"};
constexpr std::array<std::string_view, 12> animals{
    "cane",  "gatto",   "gatta",    "cavallo",  "cagnolino", "cagna",
    "micio", "gattino", "bassotto", "labrador", "cagnolina", "coniglio"};
// Words that may stand between a verb and a number of years.
constexpr std::array<std::string_view, 37> light{
    "della", "classe", "veneranda", "tenera", "bella",  "all",  "quasi", "gia",  "appena", "solo",
    "ben",   "ancora", "anche",     "ora",    "adesso", "io",   "un",    "una",  "il",     "la",
    "lo",    "l",      "ne",        "in",     "al",     "alla", "alle",  "oggi", "ieri",   "domani",
    "li",    "mi",     "le",        "circa",  "nella",  "tipo", "o"};

} // namespace

struct AgeClauseReader::Walk {
    bool third = false;    // a verb of the third person was passed
    bool generic = false;  // "chi"
    bool ordinary = false; // a noun that is no person
    bool animal = false;
    bool barely = false; // "manco 13 anni"
    std::size_t verb = 0;
};

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

bool AgeClauseReader::speaks_of_self_after(std::size_t end) const noexcept {
    for (std::size_t at = end; at < end + 10; ++at) {
        const std::string_view word = text(at);
        const std::string_view next = text(at + 1);
        if ((word == "sarei" || word == "sono" || word == "cioe") && next == "io") {
            return true;
        }
        if ((word == "per" || word == "come") && next == "me") {
            return true;
        }
    }
    return turns_them_near(end, end);
}

bool AgeClauseReader::relative_after(std::size_t end) const noexcept {
    for (std::size_t at = end; at < end + 6 && at < document_.tokens().size(); ++at) {
        const Person* person = person_at(at);
        if (person != nullptr && !person->first_name_alone) {
            return true;
        }
    }
    for (std::size_t at = end; at < end + 3; ++at) {
        const std::string_view word = text(at);
        if (in(word, mine) || (at > end && in(word, people))) {
            return true;
        }
    }
    return false;
}

// "... accettate anche mia figlia? Ha 9 anni": the verb opens its sentence, and the one before
// names somebody near.
bool AgeClauseReader::relative_in_sentence_before(std::size_t verb) const noexcept {
    constexpr std::size_t reach = 40;
    const std::vector<Token>& tokens = document_.tokens();
    std::size_t sentences = 0;
    for (std::size_t steps = 1; steps <= std::min(verb, reach); ++steps) {
        const std::size_t at = verb - steps;
        const std::string_view word = text(at);
        const bool ends = tokens[at].kind == TokenKind::newline || word == "." || word == "!" ||
                          word == "?" || word == ";";
        const bool ends_before = at + 1 < verb && ends;
        sentences += ends_before ? 1 : 0;
        if (sentences > 1) {
            return false;
        }
        if (const Person* person = person_at(at); person != nullptr && !person->first_name_alone) {
            return true;
        }
        if (in(word, people) && at > 0 &&
            (in(text(at - 1), mine) || (at > 1 && in(text(at - 2), mine)))) {
            return true;
        }
    }
    return false;
}

// "Ho il frigo vuoto. ... 58 anni, disoccupato da tre.": a grown-up goes on without a verb.
bool AgeClauseReader::goes_on_about_self(std::size_t begin, std::size_t end) const noexcept {
    static constexpr std::array<std::string_view, 6> mine_before{"ho",  "mi",  "io",
                                                                 "mio", "mia", "m"};
    constexpr std::size_t reach = 24;
    constexpr int adult = 18;
    const std::optional<int> number = read_age_number(text(begin));
    if (!number || *number < adult || begin == 0 || text(begin - 1) != "." ||
        (text(end) != "," && text(end) != ".")) {
        return false;
    }
    for (std::size_t steps = 1; steps <= std::min(begin, reach); ++steps) {
        if (person_at(begin - steps) != nullptr) {
            return false;
        }
        if (in(text(begin - steps), mine_before)) {
            return true;
        }
    }
    return false;
}

// "prima superiore e voce bassa, va bene?", "15 anni e zero esperienza, posso?": after an age that
// opens the text, a question about nobody but the writer.
bool AgeClauseReader::asks_for_self(std::size_t end) const noexcept {
    constexpr std::size_t reach = 20;
    bool asks = false;
    for (std::size_t at = end; at < std::min(document_.tokens().size(), end + reach); ++at) {
        const std::string_view word = text(at);
        if (person_at(at) != nullptr || in(word, people) || in(word, mine)) {
            return false;
        }
        const bool well = (word == "va" || word == "vado") && text(at + 1) == "bene" &&
                          (in(text(at + 2), "?", "uguale", "comunque") || text(at + 3) == "stesso");
        asks = asks || well || word == "posso" || word == "potrei" ||
               (word == "mi" && in(text(at + 1), "prendete", "fate", "accettate", "volete"));
    }
    return asks;
}

AgeClause AgeClauseReader::without_subject(const Walk& walk, std::size_t begin,
                                           std::size_t end) const {
    if (walk.animal || (walk.third && walk.ordinary)) {
        return {std::nullopt, begin, 0, "the age of a thing or an animal"};
    }
    if (walk.generic) {
        if (speaks_of_self_after(end)) {
            return {AgeOf::author, begin, 0.75, "the writer says that it is about them"};
        }
        return {std::nullopt, begin, 0, "of nobody in particular"};
    }
    if (walk.third) {
        if (relative_after(end)) {
            return {AgeOf::other, begin, 0.75, "a relative stands after it"};
        }
        if (!word_before(walk.verb) && relative_in_sentence_before(walk.verb)) {
            return {AgeOf::other, begin, 0.6, "of the relative named in the sentence before"};
        }
        return {std::nullopt, begin, 0, "no person before the verb"};
    }
    if (walk.barely) {
        return {std::nullopt, begin, 0, "not said as a fact"};
    }
    if (alone(begin, end)) {
        return {AgeOf::author, begin, 0.6, "a line about oneself"};
    }
    if (presents_itself(begin, end)) {
        // "12 anni qui" is as often how long somebody has lived here
        const bool years = read_age_number(text(begin)).has_value() && text(end - 1) == "anni";
        return {AgeOf::author, begin, years ? 0.5 : 0.7, "the writer is present"};
    }
    if (text(end) == "e" && !word_before(begin) && asks_for_self(end)) {
        return {AgeOf::author, begin, 0.65, "the writer asks to take part"};
    }
    if (text(end) == "e" && !word_before(begin) && goes_on_as_self(end + 1)) {
        // whose, nobody says: a parent writes so, too
        return {AgeOf::author, begin, 0.5, "the writer goes on about themselves"};
    }
    if (says_what_it_can(begin, end)) {
        return {AgeOf::author, begin, 0.6, "the writer goes on about themselves"};
    }
    // "LIBERTÀ!!! prima media archiviata": whose, nobody says; a parent writes so, too.
    if (in(text(end - 1), "media", "medie", "elementare", "superiore", "liceo") &&
        in(text(end), "finita", "archiviata", "andata", "superata", "conclusa", "passata") &&
        alone(begin, end + 1)) {
        return {AgeOf::author, begin, 0.5, "a class that is over, nobody else named"};
    }
    if (goes_on_about_self(begin, end)) {
        return {AgeOf::author, begin, 0.55, "a sentence about oneself, after others"};
    }
    const std::optional<std::size_t> before = word_before(begin);
    if (before && text(*before) == "a") {
        static constexpr std::array<std::string_view, 9> about_me{
            "mi", "ho", "faccio", "sono", "me", "devo", "vado", "vorrei", "posso"};
        // "a 71 anni salgo": a verb of the first person ends in -o.
        static constexpr std::array<std::string_view, 12> no_verbs{
            "uno",   "primo", "quanto", "secondo", "solo",   "poco",
            "tutto", "molto", "nostro", "questo",  "quando", "proprio"};
        const std::string_view next = text(end);
        if (next.size() >= 4 && next.back() == 'o' && next != "sono" && !in(next, no_verbs)) {
            return {AgeOf::author, begin, 0.55, "the writer goes on about themselves"};
        }
        const std::size_t reach = text(end) == "," ? 7 : 5; // "a 72 anni, operato al cuore, devo"
        for (std::size_t at = end; at < end + reach && text(at) != "?"; ++at) {
            if (in(text(at), mine) && in(text(at + 1), people)) {
                break; // "a 14 anni mio padre mi mandò a bottega"
            }
            // "a 13 anni sono ancora bambini": they are
            const bool they =
                text(at) == "sono" && (text(at + 1).ends_with('i') || text(at + 2).ends_with('i'));
            if (in(text(at), about_me) && !they) {
                return {AgeOf::author, begin, 0.7, "the writer goes on about themselves"};
            }
        }
    }
    return {std::nullopt, begin, 0, "nobody it belongs to"};
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

// The author, by a verb or a pronoun of the first person at `at`.
std::optional<AgeClause> AgeClauseReader::by_first_person(std::size_t at, std::size_t begin,
                                                          std::size_t end, bool school) const {
    const std::string_view word = text(at);
    if ((school ? in(word, school_i) : in(word, have_i))) {
        return first_person(at, begin, end);
    }
    if (const auto self = school ? std::nullopt : english_self(at)) {
        return AgeClause{AgeOf::author, *self, 0.85, "first person"};
    }
    if (const auto before = word_before(at); !school && word == "a" && before) {
        if (const auto self = english_self(*before)) {
            return AgeClause{AgeOf::author, *self, 0.85, "first person"}; // "i'm a 13 year old"
        }
    }
    if (!school && word == "ai" && at >= 2 && text(at - 2) == "j") {
        return AgeClause{AgeOf::author, at - 2, 0.85, "first person"}; // "j'ai 13 ans"
    }
    if (!school && word == "am" && (text(end - 1) == "ani")) {
        return AgeClause{AgeOf::author, at, 0.85, "first person"}; // "am 13 ani"
    }
    if (school && in(word, "fare", "dare", "sostenere", "preparare", "iniziare", "cominciare",
                     "frequentare")) {
        const std::optional<std::size_t> link = word_before(at);
        const std::optional<std::size_t> verb = link ? word_before(*link) : link;
        if (link && (in(text(*link), "devo", "dovro") ||
                     (text(*link) == "per" && verb && text(*verb) == "sto"))) {
            return AgeClause{AgeOf::author, *link, 0.8, "first person"};
        }
    }
    if (!school && (word == "compiere" || word == "fare" || word == "festeggiare")) {
        // "sto per compiere 14 anni", "devo ancora fare 14 anni"
        const std::optional<std::size_t> link = word_before(at);
        const std::optional<std::size_t> verb = link ? word_before(*link) : link;
        const bool soon = verb && ((text(*link) == "per" && text(*verb) == "sto") ||
                                   (text(*link) == "ancora" && text(*verb) == "devo"));
        if (soon) {
            return AgeClause{AgeOf::author, *verb, 0.85, "first person", 1};
        }
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
            return {AgeOf::other, begin, 0.7, "a relative or somebody near"};
        }
    }
    if ((one && verb && (text(*verb) == "sono" || text(*verb) == "sn")) ||
        (lead == "sono" && in(word, self_nouns))) {
        return {AgeOf::author, begin, 0.85, "first person"};
    }
    if (one && (link == "ho" || link == "abbiamo") &&
        in(word, "figlio", "figlia", "nipote", "nipotino", "nipotina", "fratello", "sorella",
           "fratellino", "sorellina")) {
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

AgeClause AgeClauseReader::link(std::size_t begin, std::size_t end, AgePhrase kind) const {
    const bool school = kind == AgePhrase::school;
    if (quoted(begin)) {
        return {std::nullopt, begin, 0, "inside quotation marks"};
    }
    if (kind == AgePhrase::years) {
        if (const auto clause = not_reached(begin)) {
            return *clause;
        }
        if (const std::string_view why = refuse_years(begin, end); !why.empty()) {
            return {std::nullopt, begin, 0, why};
        }
    }
    Walk walk;
    std::optional<std::size_t> at = word_before(begin);
    if (school && at && in(text(*at), "di", "della", "dell", "delle") && word_before(*at) &&
        text(*word_before(*at)) == "noi") {
        return {AgeOf::author, begin, 0.75, "first person"}; // "noi della prima media"
    }
    bool near = true; // only light words since the phrase
    for (int steps = 0; steps < 9 && at; ++steps, at = word_before(*at)) {
        const std::string_view word = text(*at);
        if (is_past_state(word)) {
            return {std::nullopt, begin, 0, "a memory or a wish"};
        }
        if (in(word, unreal) && (near || steps < 4)) {
            return {std::nullopt, begin, 0, "not said as a fact"};
        }
        if (near) {
            if (const auto clause = by_first_person(*at, begin, end, school)) {
                return walk.barely && clause->short_by == 0
                           ? AgeClause{std::nullopt, begin, 0, "not said as a fact"}
                           : *clause;
            }
            if (in(word, comrades) && of_us(*at)) {
                return {AgeOf::author, begin, 0.75, "first person"};
            }
            walk.barely = walk.barely || is_not_even(word);
        }
        if (near && (school ? in(word, school_they) : in(word, have_they)) &&
            !(word == "a" && !school)) {
            walk.third = true;
            walk.verb = *at;
            near = false;
            continue;
        }
        if (word == "chi" || word == "quelli" || word == "coloro") {
            walk.generic = true;
            break;
        }
        if (in(word, animals)) {
            walk.animal = true;
            break;
        }
        if (const Person* person = person_at(*at); person != nullptr) {
            const bool first_alone = person->first_name_alone;
            const bool signs =
                !walk.third && (introduced(*person) || (first_alone && person->begin < 12));
            return {signs ? AgeOf::author : AgeOf::other, walk.third && school ? walk.verb : begin,
                    first_alone && !introduced(*person) ? 0.6 : 0.85,
                    signs ? "after the writer's own name" : "after a name"};
        }
        if (in(word, people) || in(word, self_nouns)) {
            return by_noun(*at, begin, end, walk.third && school ? walk.verb : begin);
        }
        if (in(word, mine) && text(*at + 1) == "eta") {
            if (supposed(*at)) {
                return {std::nullopt, begin, 0, "a memory or a wish"};
            }
            return {AgeOf::author, begin, 0.75, "the writer's own age"};
        }
        if (in(word, mine) && !walk.ordinary && (near || school)) {
            // "i miei (4 e 7 anni)", "i miei fanno la prima media"; "la mia classe, la 2B"
            if (school && !walk.third && begin > 0 && in(text(begin - 1), "di", "della", "in") &&
                *at + 2 == begin) {
                return {std::nullopt, begin, 0, "of a group"}; // "con i miei di prima media"
            }
            const bool own = school && in(text(*at + 1), "classe", "scuola", "sezione", "aula",
                                          "istituto", "prima", "terza");
            return {own ? AgeOf::author : AgeOf::other, begin, 0.65, "possessive"};
        }
        if (is_not_even(word)) {
            continue;
        }
        if (walk.barely) {
            return {std::nullopt, begin, 0, "not said as a fact"};
        }
        if (!in(word, light) && !in(word, definite) && !(near && in(word, participles))) {
            near = near && (word == "di" || word == "anni" || word == "eta");
            walk.ordinary = walk.ordinary || (walk.third && word.size() > 2);
            if (word.starts_with("insegn")) {
                return {std::nullopt, begin, 0, "a teacher speaks"};
            }
        }
    }
    return without_subject(walk, begin, end);
}

} // namespace oblio::detect
