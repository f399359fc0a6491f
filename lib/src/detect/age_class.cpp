// lib/src/detect/age_class.cpp: classes and schools that somebody goes to.
#include "detect/age_numbers.hpp"
#include "detect/age_scan.hpp"
#include "detect/age_school.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace oblio::detect {
namespace {

class ClassReader {
public:
    explicit ClassReader(AgeScan& scan) : scan_{scan} {}

    // A school class at a token: where to go on; nothing if none begins here.
    std::optional<std::size_t> read(std::size_t at) {
        const std::string_view word = text(at);
        if (word == "ultimo" && text(at + 1) == "anno") {
            return last_year(at);
        }
        if (const std::optional<int> year = read_school_year(word)) {
            return class_of(at, *year);
        }
        // Before these stand words that are too common to look there at each of them.
        if (in(word, "media", "elementare", "primaria", "superiore", "liceo", "ginnasio") &&
            at > 0) {
            if (text(at - 1) == "i" && after_article(at - 1)) {
                return class_of(at - 1, 1); // "la I media", not "i media"
            }
            if (text(at - 1) == "scuola") {
                return whole_school(at - 1);
            }
        }
        if (word == "elementari" || word == "medie" || word == "superiori" || word == "liceo") {
            return whole_school(at);
        }
        if (word == "biennio") {
            return biennium(at);
        }
        return std::nullopt;
    }

private:
    std::string_view text(std::size_t at) const noexcept { return scan_.text(at); }
    const Token& token(std::size_t at) const noexcept { return scan_.token(at); }
    bool in_range(std::size_t at) const noexcept { return scan_.in_range(at); }

    // One past "media", "elementare", "liceo scientifico" at a token, and its level.
    struct School {
        SchoolLevel level;
        std::size_t end;
    };
    std::optional<School> level_at(std::size_t at) const {
        const std::string_view word = text(at);
        if (word == "elementare" || word == "elementari" || word == "primaria") {
            return School{SchoolLevel::elementary, at + 1};
        }
        if (word == "media" || word == "medie") {
            const std::string_view next = text(at + 1);
            const bool average = next == "delle" || next == "dei" || next == "del" ||
                                 next == "della" || next == "di" || next == "degli" ||
                                 next == "dell";
            return average ? std::nullopt : std::optional{School{SchoolLevel::middle, at + 1}};
        }
        if (in(word, "materna", "asilo", "infanzia")) {
            return School{SchoolLevel::nursery, at + 1};
        }
        if (word == "secondaria") {
            const bool upper = text(at + 1) == "superiore" || text(at + 2) == "secondo";
            const std::size_t end = text(at + 1) == "di" && text(at + 3) == "grado" ? at + 4
                                    : upper                                         ? at + 2
                                                                                    : at + 1;
            return School{upper ? SchoolLevel::upper : SchoolLevel::middle, end};
        }
        static constexpr std::array<std::string_view, 17> uppers{
            "superiore",  "superiori", "liceo",       "ginnasio",      "alberghiero", "itis",
            "ragioneria", "geometri",  "scientifico", "classico",      "linguistico", "artistico",
            "itc",        "ipsia",     "magistrali",  "professionale", "agrario"};
        if (in(word, uppers)) {
            const bool kind = word == "liceo" && in(text(at + 1), uppers);
            return School{SchoolLevel::upper, kind ? at + 2 : at + 1};
        }
        return std::nullopt;
    }

    static bool is_school_joint(std::string_view word) {
        static constexpr std::array<std::string_view, 16> joints{
            "di",   "del", "dell", "dello", "della", "delle",  "dei", "'",
            "alle", "al",  "allo", "alla",  "all",   "scuola", "la",  "il"};
        return in(word, joints);
    }

    // "terza media", "2ª di scuola media", "IV ginnasio" from token `at` on, which says which year.
    std::optional<std::size_t> class_of(std::size_t at, int year) {
        std::size_t next = at + 1;
        while (in(text(next), "^", "°", "a", "o", "classe", "anno")) {
            ++next;
        }
        std::size_t level_from = next;
        while (is_school_joint(text(level_from)) && level_from < next + 4) {
            ++level_from;
        }
        const std::optional<School> level =
            in_range(level_from) ? level_at(level_from) : std::nullopt;
        const bool joined = level_from == next || text(next - 1) == "anno" ||
                            text(next - 1) == "classe" || text(at) == "primo" || attended(at);
        // "il secondo anno di asilo", not "la prima materna" (a school) nor a fourth year
        const bool nursery = level && level->level == SchoolLevel::nursery &&
                             (text(next - 1) != "anno" || year > years_of(level->level));
        if (level && joined && !nursery) {
            // whose two years count from the fourth on
            const bool ginnasio = year > 3 && text(level->end - 1) == "ginnasio";
            return report_school(at, *level, ginnasio ? year - 3 : year);
        }
        return in_class(at, year) ? report_school(at, {SchoolLevel::any, at + 1}, year)
                                  : section(at, year);
    }

    // "mio figlio va in quinta", "sta in terza al Volta": no gear and no row.
    bool in_class(std::size_t at, int year) const {
        const std::size_t end = at + 1;
        const std::optional<std::size_t> in_ =
            at > 0 && text(at - 1) == "in" ? scan_.clauses().word_before(at - 1) : std::nullopt;
        const bool goes = in_ && in(text(*in_), "sta", "va", "e", "frequenta", "andra", "passa");
        const bool ends = scan_.ends_phrase(end) || in(text(end), "e", "con", "ma", "da") ||
                          (in(text(end), "a", "al", "alla", "all", "ai") && in_range(end + 1) &&
                           token(end + 1).letters != LetterCase::lower);
        return goes && ends && (year > 1 || !scan_.ends_phrase(end)) &&
               scan_.clauses().relative_in_sentence_before(*in_);
    }

    // "faccio la quinta al liceo", "va in terza alle elementari".
    bool attended(std::size_t at) const {
        std::optional<std::size_t> verb = scan_.clauses().word_before(at);
        while (verb && in(text(*verb), "la", "in", "ora", "adesso", "gia")) {
            verb = scan_.clauses().word_before(*verb);
        }
        return verb && in(text(*verb), "faccio", "fa", "frequento", "frequenta", "vado", "va",
                          "inizio", "inizia", "ripeto", "ripete", "finisco", "finisce", "faro");
    }

    // "la I media", "in I superiore".
    bool after_article(std::size_t at) const {
        const std::optional<std::size_t> article = scan_.clauses().word_before(at);
        return article && in(text(*article), "la", "in", "alla", "della", "nella");
    }

    static int years_of(SchoolLevel level) {
        return level == SchoolLevel::middle || level == SchoolLevel::nursery ? 3 : 5;
    }

    // "sono all'ultimo anno delle medie".
    std::optional<std::size_t> last_year(std::size_t at) {
        std::size_t from = at + 2;
        while (is_school_joint(text(from)) && from < at + 6) {
            ++from;
        }
        const std::optional<School> level = in_range(from) ? level_at(from) : std::nullopt;
        return level ? std::optional{report_school(at, *level, years_of(level->level))}
                     : std::nullopt;
    }

    // "quest'anno ho l'esame di terza media": the clause is of the exam.
    std::size_t exam_before(std::size_t begin) const {
        const std::optional<std::size_t> of = scan_.clauses().word_before(begin);
        const std::optional<std::size_t> exam =
            of && in(text(*of), "di", "della") ? scan_.clauses().word_before(*of) : std::nullopt;
        return exam && (text(*exam) == "esame" || text(*exam) == "esami") ? *exam : begin;
    }

    bool stands(std::size_t begin, std::size_t end, std::span<const std::string_view> words) const {
        constexpr std::size_t reach = 9;
        for (std::size_t at = begin - std::min(begin, reach); at < end + reach; ++at) {
            if (in(text(at), words)) {
                return true;
            }
        }
        return false;
    }

    // Classes that grown-ups go to, in the evening or to teach; "la terza media l'ho ripetuta".
    void refuse_grown_ups(AgeClause& clause, std::size_t begin, std::size_t end) const {
        static constexpr std::array<std::string_view, 19> adults{
            "sera",      "ricevimento", "colloqui",   "colloquio", "votare",
            "seggio",    "scrutinio",   "bidella",    "bidello",   "serale",
            "serali",    "cpia",        "privatista", "supplenza", "supplente",
            "insegnare", "insegno",     "docente",    "insegnante"};
        static constexpr std::array<std::string_view, 7> gone{
            "ripetuta", "fatta", "presa", "lasciata", "frequentata", "superata", "persa"};
        const bool errand =
            is_errand(end) && in(text(clause.begin), "vado", "sono", "passo", "sto", "andro");
        if (clause.of == AgeOf::author && (errand || stands(begin, end, adults))) {
            clause.of.reset();
            clause.reason = "a school for grown-ups, or a teacher";
        } else if (text(end) == "l" && text(end + 2) == "ho" && in(text(end + 3), gone)) {
            clause.of.reset();
            clause.reason = "a memory or a wish";
        }
    }

    // "a settembre inizio il liceo", "l'anno prossimo vado in prima superiore": said in the class
    // before that one.
    bool next_school_year(std::size_t begin, std::size_t end) const {
        const bool spring = scan_.day() && scan_.day()->month() < std::chrono::September;
        return stands(begin, end, std::array<std::string_view, 1>{"prossimo"}) ||
               (spring && stands(begin, end, std::array<std::string_view, 1>{"settembre"}));
    }

    static void go_back_a_year(School& level, std::optional<int>& year) {
        if (year.value_or(1) > 1) {
            year = *year - 1;
        } else if (level.level == SchoolLevel::upper) {
            level.level = SchoolLevel::middle;
            year = 3;
        } else if (level.level == SchoolLevel::middle) {
            level.level = SchoolLevel::elementary;
            year = 5;
        }
    }

    // The ages of whoever is in that class, as the words around it change it.
    AgeRange ages_in(School level, std::optional<int> year, std::size_t begin) const {
        if (next_school_year(begin, level.end)) {
            go_back_a_year(level, year);
        }
        AgeRange ages = school_ages(level.level, year, scan_.day());
        static constexpr std::array<std::string_view, 6> again{"ripeto",   "rifaccio",  "bocciato",
                                                               "bocciata", "ripetente", "rifaro"};
        ages.most += stands(begin, level.end, again) ? 1 : 0;
        return ages;
    }

    std::size_t report_school(std::size_t begin, School level, std::optional<int> year) {
        AgeClause clause = scan_.clauses().read(exam_before(begin), level.end, AgePhrase::school);
        const bool quoted = clause.reason == "inside quotation marks";
        if (const auto work = quoted ? std::nullopt : read_school_work(scan_, begin, level.end)) {
            clause = *work;
        }
        if (!clause.of && !quoted && of_a_child(level.end)) {
            clause = {AgeOf::other, begin, 0.75, "a relative stands after it"};
        }
        refuse_diploma(clause, begin);
        refuse_grown_ups(clause, begin, level.end);
        if (const auto label = scan_.clauses().word_before(begin);
            !clause.of && label && text(*label) == "classe" && text(begin - 1) == ":") {
            const bool somebody = scan_.clauses().names_somebody();
            clause = {somebody ? AgeOf::other : AgeOf::author, begin, 0.6, "a form is filled in"};
        }
        if (!clause.of && in_parentheses(begin, level.end)) {
            clause = {AgeOf::author, begin, 0.6, "the writer's own class"};
        }
        const AgeRange ages = ages_in(level, year, begin);
        scan_.add(clause, level.end, ages, "age-school");
        return level.end;
    }

    // "i libri di seconda superiore di mia figlia"
    bool of_a_child(std::size_t end) const {
        return in(text(end), "di", "del", "della") && in(text(end + 1), "mio", "mia") &&
               in(text(end + 2), "figlio", "figlia", "nipote", "bimbo", "bimba", "fratello",
                  "sorella");
    }

    // "Arianna Neri (classe 3^B)", "Ugo Livi (3A)": a pupil is told from others by the class.
    bool in_parentheses_after_name(std::size_t at) const {
        const std::size_t label = at > 0 && text(at - 1) == "classe" ? 1 : 0;
        return at > label + 1 && text(at - label - 1) == "(" &&
               scan_.clauses().names_person(at - label - 2);
    }

    bool in_parentheses(std::size_t begin, std::size_t end) const {
        return begin > 0 && text(begin - 1) == "(" && text(end) == ")";
    }

    // "ho la terza media", "ho solo la quinta elementare": what one has from long ago.
    void refuse_diploma(AgeClause& clause, std::size_t begin) const {
        std::optional<std::size_t> at = scan_.clauses().word_before(begin);
        for (int steps = 0; steps < 3 && at; ++steps, at = scan_.clauses().word_before(*at)) {
            const std::string_view word = text(*at);
            const std::optional<std::size_t> auxiliary = scan_.clauses().word_before(*at);
            const bool attended = (word == "fatto" || word == "frequentato") && auxiliary &&
                                  (text(*auxiliary) == "ho" || text(*auxiliary) == "ha");
            if (word == "ho" || word == "ha" || word == "preso" || word == "diploma" ||
                word == "licenza" || attended) {
                clause.of.reset();
                clause.reason = "a certificate";
                return;
            }
            if (word != "la" && word != "solo" && word != "di" && word != "il" &&
                word != "appena") {
                return;
            }
        }
    }

    // "la 2B della media", "della 3B" of a named pupil.
    std::optional<std::size_t> section(std::size_t at, int year) {
        const std::size_t letter = in(text(at + 1), "^", "°") ? at + 2 : at + 1; // "3^B"
        if (token(at).kind != TokenKind::number || !in_range(letter) || text(letter).size() != 1 ||
            token(letter).kind != TokenKind::word || token(letter).space_before ||
            text(letter).front() > 'i') {
            return std::nullopt;
        }
        const std::optional<std::size_t> article = scan_.clauses().word_before(at);
        const std::string_view lead = article ? text(*article) : std::string_view{};
        const bool labelled = in_parentheses_after_name(at);
        if (!labelled && lead != "la" && lead != "della" && lead != "in" && lead != "di") {
            return std::nullopt;
        }
        std::size_t level_from = letter + 1;
        while (is_school_joint(text(level_from)) && level_from < letter + 4) {
            ++level_from;
        }
        const std::optional<School> level =
            in_range(level_from) ? level_at(level_from) : std::nullopt;
        const bool named = level.has_value();
        const School school{named ? level->level : SchoolLevel::any,
                            named ? level->end : letter + 1};
        AgeClause clause = labelled ? AgeClause{AgeOf::other, lead == "classe" ? *article : at,
                                                0.75, "after a name"}
                                    : scan_.clauses().read(at, school.end, AgePhrase::school);
        if (!named && clause.of && clause.reason != "after a name") {
            clause.confidence = std::min(clause.confidence, 0.45);
        }
        clause.begin = lead == "della" ? *article : clause.begin;
        const AgeRange ages = school_ages(school.level, year, scan_.day());
        scan_.add(clause, school.end, ages, "age-school");
        return school.end;
    }

    // "frequento le medie", "vado ancora al liceo", "faccio la scuola media".
    std::optional<std::size_t> whole_school(std::size_t at) {
        const bool named = text(at) == "scuola";
        const std::optional<School> level = level_at(named ? at + 1 : at);
        const std::optional<std::size_t> article = scan_.clauses().word_before(at);
        if (!level || !article) {
            return std::nullopt;
        }
        if (!in(text(*article), "le", "alle", "il", "al", "nel", "ale", "all") &&
            !(named && in(text(*article), "la", "alla"))) {
            return std::nullopt;
        }
        std::optional<std::size_t> verb = scan_.clauses().word_before(*article);
        while (verb && in(text(*verb), "ancora", "gia", "solo", "scuola", "a")) {
            verb = scan_.clauses().word_before(*verb);
        }
        if (verb && in(text(*verb), "iniziato", "cominciato")) {
            return begun(*verb, *level);
        }
        if (!verb || is_errand(level->end) ||
            !in(text(*verb), "frequento", "faccio", "vado", "sono", "inizio", "comincio", "andro",
                "iniziero", "comincero", "faro")) {
            return level->end;
        }
        AgeClause clause = scan_.clauses().read(*verb + 1, level->end, AgePhrase::school);
        refuse_grown_ups(clause, *article, level->end);
        const AgeRange ages = ages_in(*level, std::nullopt, *article);
        scan_.add(clause, level->end, ages, "age-school");
        return level->end;
    }

    // "vado alle medie a votare": a place.
    bool is_errand(std::size_t end) const {
        const std::string_view verb = text(end + 1);
        return (text(end) == "a" || text(end) == "ad" || text(end) == "per") &&
               (verb.ends_with("are") || verb.ends_with("ere") || verb.ends_with("ire"));
    }

    // "quest'anno ho iniziato le medie", "ho appena iniziato il liceo": the first class.
    std::size_t begun(std::size_t verb, School level) {
        std::optional<std::size_t> have = scan_.clauses().word_before(verb);
        while (have && in(text(*have), "appena", "gia", "ora")) {
            have = scan_.clauses().word_before(*have);
        }
        if (!have || text(*have) != "ho") {
            return level.end;
        }
        static constexpr std::array<std::string_view, 4> lately{"appena", "quest", "adesso",
                                                                "settembre"};
        const bool sure = stands(*have, level.end, lately);
        const AgeRange ages = school_ages(level.level, 1, scan_.day());
        scan_.add({AgeOf::author, *have, sure ? 0.8 : 0.5, "first person"}, level.end, ages,
                  "age-school");
        return level.end;
    }

    // The first two classes of the upper school.
    std::size_t biennium(std::size_t at) {
        const std::optional<std::size_t> article = scan_.clauses().word_before(at);
        if (!article || (text(*article) != "del" && text(*article) != "al")) {
            return at + 1;
        }
        AgeClause clause = scan_.clauses().read(*article, at + 1, AgePhrase::school);
        clause.begin = *article;
        std::size_t end = at + 1;
        while (in_range(end) && end < at + 6 &&
               (is_school_joint(text(end)) || text(end) == "istituto" || text(end) == "tecnico" ||
                level_at(end))) {
            ++end;
        }
        scan_.add(clause, end, {13, 16}, "age-school");
        return end;
    }

    AgeScan& scan_;
};

} // namespace

std::optional<std::size_t> read_school_class(AgeScan& scan, std::size_t at) {
    return ClassReader{scan}.read(at);
}

} // namespace oblio::detect
