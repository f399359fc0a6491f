// lib/src/detect/age_school_work.cpp: the class that homework and tests are of. Whoever has them is
// a pupil, unless a family, a teacher or a time long ago stands in the text.
#include "detect/age_scan.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

// Source of the word lists: everyday Italian.
constexpr std::array<std::string_view, 9> works{"compiti",        "verifica",       "verifiche",
                                                "interrogazione", "interrogazioni", "versione",
                                                "ripasso",        "tema",           "compito"};
// Others whose homework it may be, who teach, or who remember.
constexpr std::array<std::string_view, 54> others_or_long_ago{
    "figlio",     "figlia",   "figli",    "figlie",    "nipote",   "nipoti",    "nipotino",
    "nipotina",   "bambino",  "bambina",  "bambini",   "bambine",  "bimbo",     "bimba",
    "alunni",     "alunne",   "studenti", "classi",    "genitori", "mamma",     "mamme",
    "correggere", "correggo", "corretto", "preparare", "insegno",  "insegnare", "ripetizioni",
    "aiutare",    "aiuto",    "aiutato",  "ricordo",   "ricordi",  "ricordate", "tempi",
    "tempo",      "volta",    "allora",   "quando",    "piccolo",  "piccola",   "ragazzo",
    "ragazza",    "nonno",    "nonna",    "anni",      "fa",       "epoca",     "lira",
    "lire",       "militare", "gioventu", "nostalgia", "maestra"};
// What holds somebody back today.
constexpr std::array<std::string_view, 11> reasons{"ma",   "pero",   "xo",        "perche",
                                                   "xk",   "xke",    "siccome",   "purtroppo",
                                                   "oggi", "domani", "stamattina"};

bool other_or_long_ago(const AgeScan& scan, std::size_t begin, std::size_t end) {
    constexpr std::size_t around = 60; // tokens: a text of many classes is read in linear time
    const std::size_t last = std::min(scan.document().tokens().size(), end + around);
    for (std::size_t at = begin - std::min(begin, around); at < last; ++at) {
        const std::string_view word = scan.text(at);
        if (in(word, others_or_long_ago) ||
            (scan.token(at).kind == TokenKind::number &&
             (word.size() == 4 || (at > 0 && in(scan.text(at - 1), "'", "nel", "del"))))) {
            return true;
        }
    }
    return false;
}

// The words of "i compiti di" before a class: where they begin; nothing if they do not stand there.
std::optional<std::size_t> work_before(const AgeScan& scan, std::size_t begin) {
    const auto before = [&](std::optional<std::size_t> at) {
        return at ? scan.clauses().word_before(*at) : std::nullopt;
    };
    const std::optional<std::size_t> of = before(begin);
    const std::optional<std::size_t> work =
        of && in(scan.text(*of), "di", "della") ? before(of) : std::nullopt;
    return work && in(scan.text(*work), works) ? work : std::nullopt;
}

// "ma avevo i compiti", "ho domani la verifica": by whom the work is had.
std::optional<AgeClause> who_has(const AgeScan& scan, std::size_t work) {
    constexpr int reach = 4;
    // teachers, too, have tests: "perché avevo le interrogazioni di terza media"
    const double sure = in(scan.text(work), "compiti", "ripasso") ? 0.6 : 0.5;
    std::optional<std::size_t> at = scan.clauses().word_before(work);
    for (int steps = 0; steps < reach && at; ++steps, at = scan.clauses().word_before(*at)) {
        const std::string_view word = scan.text(*at);
        const std::optional<std::size_t> lead = scan.clauses().word_before(*at);
        if (word == "avevo" || word == "avevamo") {
            const bool held = lead && in(scan.text(*lead), reasons);
            return held ? std::optional{AgeClause{AgeOf::author, *at, sure, "first person"}}
                        : std::nullopt;
        }
        if (in(word, "ho", "faccio", "finisco", "devo")) {
            // "faccio i compiti di prima media ogni sera": parents say so in jest
            const double own = word == "ho" ? sure : 0.5;
            const bool denied = lead && in(scan.text(*lead), "non", "nn");
            return denied ? std::nullopt
                          : std::optional{AgeClause{AgeOf::author, *at, own, "first person"}};
        }
        if (!in(word, "i", "la", "le", "l", "gli", "una", "un", "il", "da", "fare", "finire",
                "ancora", "tutti", "troppi", "tanti", "anche", "oggi", "domani")) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

// "noi di terza media avevamo la verifica".
bool we_had(const AgeScan& scan, std::size_t begin, std::size_t end) {
    const std::optional<std::size_t> of = scan.clauses().word_before(begin);
    const std::optional<std::size_t> we = of ? scan.clauses().word_before(*of) : std::nullopt;
    if (!we || scan.text(*we) != "noi" || !in(scan.text(*of), "di", "della") ||
        !in(scan.text(end), "avevamo", "abbiamo", "avremmo", "dovevamo")) {
        return false;
    }
    constexpr std::size_t reach = 5;
    for (std::size_t at = end + 1; at < end + reach; ++at) {
        if (in(scan.text(at), works)) {
            return true;
        }
    }
    return false;
}

} // namespace

std::optional<AgeClause> read_school_work(const AgeScan& scan, std::size_t begin, std::size_t end) {
    const std::optional<std::size_t> work = work_before(scan, begin);
    const bool ours = !work && we_had(scan, begin, end);
    if ((!work && !ours) || other_or_long_ago(scan, begin, end)) {
        return std::nullopt;
    }
    if (ours) {
        return AgeClause{AgeOf::author, begin, 0.6, "first person"};
    }
    if (const auto clause = who_has(scan, *work)) {
        return clause;
    }
    // "i compiti di prima media, tantissimi": whose, nobody says; a parent writes so, too.
    const std::optional<std::size_t> article = scan.clauses().word_before(*work);
    const bool opens = !article || (in(scan.text(*article), "i", "la", "le") &&
                                    !scan.clauses().word_before(*article));
    return opens && scan.ends_phrase(end)
               ? std::optional{AgeClause{AgeOf::author, begin, 0.5,
                                         "schoolwork, nobody else named"}}
               : std::nullopt;
}

} // namespace oblio::detect
