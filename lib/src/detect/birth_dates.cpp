// lib/src/detect/birth_dates.cpp
#include "detect/stages.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>
#include <vector>

namespace oblio::detect {
namespace {

/// Day, month and the last two digits of the year: what a fiscal code tells of a birth date.
unsigned day_key(Date date) noexcept {
    const auto year = static_cast<unsigned>(static_cast<int>(date.year()) % 100);
    return (year * 12 + static_cast<unsigned>(date.month())) * 31 +
           static_cast<unsigned>(date.day());
}

using Ends = std::unordered_set<std::size_t>;

// Takes the blanks off the end of the first `end` bytes.
std::size_t without_blanks(std::string_view text, std::size_t end) {
    while (end > 0 && text[end - 1] == ' ') {
        --end;
    }
    return end;
}

// "mia figlia (3/5/2017)": somebody is meant, without a name.
bool ends_with_kin(std::string_view text) {
    static constexpr std::array<std::string_view, 24> kin{
        " figlio", " figlia", " bimbo",   " bimba",    " bambino",  " bambina",
        " nonno",  " nonna",  " marito",  " moglie",   " padre",    " madre",
        " papa",   " mamma",  " suocero", " suocera",  " fratello", " sorella",
        " zio",    " zia",    " nipote",  " compagno", " compagna", " nipotino"};
    return std::any_of(kin.begin(), kin.end(),
                       [text](std::string_view word) { return text.ends_with(word); });
}

// "ha 3 anni (2 settembre 2021)", "di 82 anni (…)"
bool ends_with_age(std::string_view text) {
    constexpr std::string_view years = " anni";
    if (!text.ends_with(years)) {
        return false;
    }
    std::size_t at = text.size() - years.size();
    const std::size_t end = at;
    while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') {
        --at;
    }
    const std::string_view head = text.substr(0, at);
    return at < end && (head.ends_with(" ha ") || head.ends_with(" di ") ||
                        head.ends_with(" ho ") || head.ends_with(" hanno "));
}

// Below it, words nearby say that the date is another one.
constexpr double least_without_words = 0.2;

// From here on a date is reported.
constexpr double sure = 0.5;

// Without brackets, or after the name of a place, a date may be the day of the writing; nobody
// wrote on social media before this year.
constexpr int first_year_of_posts = 2005;

/// "il mio bambino (Leo Finti, 3 maggio 2018)": `person_end` and `date_end` stand in one pair of
/// brackets, and the word before it is one of the family.
bool stands_in_brackets_after_kin(std::string_view text, std::size_t person_end,
                                  std::size_t date_end) {
    constexpr std::size_t longest_name = 60;
    if (date_end >= text.size() || text[date_end] != ')') {
        return false;
    }
    const std::size_t open = text.rfind('(', person_end);
    return open != std::string_view::npos && person_end - open < longest_name &&
           ends_with_kin(text.substr(0, without_blanks(text, open)));
}

/// "Rohan Mehta (11/05/1984)", "Amedeo Ruscitti n. 3.9.1988", "Ivo Rossi [Carpi, 3/9/1988]"
bool follows_person(std::string_view text, const Candidate& date, const Ends& person_ends) {
    static constexpr std::array<std::string_view, 5> labels{" n.", " n", " cl.", " classe", "(n."};
    const bool old = static_cast<int>(date.birth_date->year()) < first_year_of_posts;
    std::size_t at = without_blanks(text, date.begin);
    bool labelled = false;
    for (const std::string_view label : labels) {
        if (!labelled && text.substr(0, at).ends_with(label)) {
            at = without_blanks(text, at - label.size() + (label.front() == '(' ? 1 : 0));
            labelled = true;
        }
    }
    const bool after_comma = at > 0 && (text[at - 1] == ',' || text[at - 1] == '-');
    if (after_comma) {
        const std::size_t before = without_blanks(text, at - 1);
        if ((labelled || old) && person_ends.contains(before)) {
            return true;
        }
        if (person_ends.contains(before) && stands_in_brackets_after_kin(text, before, date.end)) {
            return true;
        }
        // A place inside the brackets: letters and blanks up to the bracket.
        constexpr std::size_t longest_place = 30;
        std::size_t place = before;
        while (place > 0 && before - place < longest_place && text[place - 1] != '(' &&
               text[place - 1] != '[' && !(text[place - 1] >= '0' && text[place - 1] <= '9')) {
            --place;
        }
        if (!old || place == 0 || (text[place - 1] != '(' && text[place - 1] != '[')) {
            return false;
        }
        at = place;
    }
    const bool bracket = at > 0 && (text[at - 1] == '(' || text[at - 1] == '[');
    if (!bracket) {
        return (labelled || old) && person_ends.contains(at);
    }
    const std::string_view rest = text.substr(date.end);
    const std::size_t close = rest.find_first_not_of(' ');
    if (close == std::string_view::npos ||
        std::string_view(")],;").find(rest[close]) == std::string_view::npos) {
        return false;
    }
    at = without_blanks(text, at - 1);
    return person_ends.contains(at) || ends_with_kin(text.substr(0, at)) ||
           ends_with_age(text.substr(0, at));
}

/// "la nonna, 02/02/1931, non esce", "mia figlia: 14/02/2016": of somebody of the family; a day
/// since people post may be the day of the writing, but for a child in a list.
bool follows_kin(std::string_view text, const Candidate& date) {
    static constexpr std::array<std::string_view, 8> children{
        " figlio", " figlia", " bimbo", " bimba", " bambino", " bambina", " nipotino", " nipotina"};
    const std::size_t at = without_blanks(text, date.begin);
    if (at == 0 || (text[at - 1] != ',' && text[at - 1] != ':')) {
        return false;
    }
    const std::string_view head = text.substr(0, without_blanks(text, at - 1));
    const bool old = static_cast<int>(date.birth_date->year()) < first_year_of_posts;
    const bool ends = date.end >= text.size() ||
                      std::string_view(",;.)\n").find(text[date.end]) != std::string_view::npos;
    const bool child = text[at - 1] == ':' && ends &&
                       std::any_of(children.begin(), children.end(),
                                   [head](std::string_view word) { return head.ends_with(word); });
    return (old && ends_with_kin(head)) || child;
}

/// "tessera sanitaria 80380…, 28/10/1947": right after a number that only one person has.
bool follows_number(std::string_view text, const Candidate& date, const Ends& number_ends) {
    std::size_t at = without_blanks(text, date.begin);
    if (at > 0 && std::string_view(",;-/(").find(text[at - 1]) != std::string_view::npos) {
        at = without_blanks(text, at - 1);
    }
    return static_cast<int>(date.birth_date->year()) < first_year_of_posts &&
           number_ends.contains(at);
}

bool speaks_of_correction(std::string_view text) {
    static constexpr std::array<std::string_view, 22> words{
        "no",       "anzi",     "non",      "scusi",    "scusate", "scusa",    "aspetti", "aspetta",
        "correggo", "corretta", "corretto", "giusta",   "giusto",  "errore",   "errata",  "errato",
        "invece",   "cioe",     "ma",       "sbagliat", "ovvero",  "rettifica"};
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && (text[at] < 'a' || text[at] > 'z')) {
            ++at;
        }
        std::size_t end = at;
        while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') {
            ++end;
        }
        const std::string_view word = text.substr(at, end - at);
        if (std::any_of(words.begin(), words.end(), [word](std::string_view wanted) {
                return word == wanted || (wanted == "sbagliat" && word.starts_with(wanted));
            })) {
            return true;
        }
        at = end;
    }
    return false;
}

/// Two of year, month and day alike: a slip of the pen apart. Of two years neither is one of posts.
bool differs_by_a_slip(Date a, Date b) {
    const int alike = (a.year() == b.year() ? 1 : 0) + (a.month() == b.month() ? 1 : 0) +
                      (a.day() == b.day() ? 1 : 0);
    const int last = static_cast<int>(std::max(a.year(), b.year()));
    return alike == 2 && (a.year() == b.year() || last < first_year_of_posts);
}

/// "nata il 15 luglio 2012? no, 14 luglio 2012", "scritto 15/8/1990 ma sono nata il 16/8/1990":
/// a correction names the same birthday twice, and so does who repeats it.
void relate_corrections(std::string_view text, std::vector<Candidate>& found) {
    constexpr std::size_t longest = 80; // bytes between the two
    std::vector<Candidate*> dates;
    for (Candidate& candidate : found) {
        if (candidate.type == FindingType::date_of_birth && candidate.birth_date) {
            dates.push_back(&candidate);
        }
    }
    const auto correct = [text](const Candidate& known, Candidate& other) {
        const bool before = other.end <= known.begin;
        const std::size_t begin = before ? other.end : known.end;
        const std::size_t end = before ? known.begin : other.begin;
        if (known.confidence < sure || other.confidence >= sure ||
            other.confidence < least_without_words || end < begin || end - begin > longest ||
            !differs_by_a_slip(*known.birth_date, *other.birth_date) ||
            !speaks_of_correction(text.substr(begin, end - begin))) {
            return;
        }
        other.confidence = 0.7;
        other.reasons.emplace_back("a birth date beside it, corrected");
    };
    std::sort(dates.begin(), dates.end(),
              [](const Candidate* a, const Candidate* b) { return a->begin < b->begin; });
    for (std::size_t at = 1; at < dates.size(); ++at) {
        correct(*dates[at - 1], *dates[at]);
        correct(*dates[at], *dates[at - 1]);
    }
}

} // namespace

void relate_birth_dates(const Document& document, Candidates& candidates) {
    const bool any = std::any_of(
        candidates.found.begin(), candidates.found.end(), [](const Candidate& candidate) {
            return candidate.type == FindingType::date_of_birth && candidate.birth_date;
        });
    if (!any) {
        return; // nearly always
    }
    std::set<unsigned> days;
    Ends person_ends;
    Ends number_ends;
    for (const Candidate& candidate : candidates.found) {
        if (candidate.type == FindingType::fiscal_code && candidate.birth_date) {
            days.insert(day_key(*candidate.birth_date));
        }
        if (candidate.type == FindingType::fiscal_code ||
            candidate.type == FindingType::health_card) {
            number_ends.insert(candidate.end);
        } else if (candidate.type == FindingType::person) {
            person_ends.insert(candidate.end);
        }
    }
    for (Candidate& date : candidates.found) {
        if (date.type != FindingType::date_of_birth || !date.birth_date) {
            continue;
        }
        if (days.contains(day_key(*date.birth_date))) {
            date.confidence = std::max(date.confidence, 0.9);
            date.reasons.emplace_back("the birth date of a fiscal code in the same text");
        } else if (date.confidence >= least_without_words &&
                   follows_person(document.text(), date, person_ends)) {
            date.confidence = std::max(date.confidence, 0.7);
            date.reasons.emplace_back("just after a person");
        } else if (date.confidence >= least_without_words &&
                   (follows_kin(document.text(), date) ||
                    follows_number(document.text(), date, number_ends))) {
            date.confidence = std::max(date.confidence, 0.65);
            date.reasons.emplace_back("just after one of the family or a number of a person");
        }
    }
    relate_corrections(document.text(), candidates.found);
}

} // namespace oblio::detect
