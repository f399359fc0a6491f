// lib/src/minors/age_text.cpp: expressions over the words before and after an age. Those that look
// back end in `$` and those that look ahead begin with `^`, so that they read a few words.
#include "minors/age_text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace oblio::minors {
namespace {

bool matches(std::string_view text, const RE2& expression) {
    return RE2::PartialMatch({text.data(), text.size()}, expression);
}

bool ends_sentence(char c) noexcept {
    return c == '.' || c == '!' || c == '?' || c == '\n';
}

const RE2& kin() {
    static const RE2 expression{
        "\\b(?:figli[oae]?|nipot[ei]|nipotin[oaie]|bambin[oaie]|bimb[oaie]|ragazz[oaie]|"
        "ragazzin[oaie]|alunn[oaie]|minore|minori|fratell[oi]|fratellin[oi]|sorell[ae]|"
        "sorellin[ae]|marito|moglie|suocer[oa]|iscritt[oaie])\\b"};
    return expression;
}

/// "io mi iscrivo, nata il", "posso partecipare? nato il"
bool enrols_alone(std::string_view lead) {
    static const RE2 enrols{
        "\\b(?:mi (?:iscriv|prenot|segn|aggiung|candid|present|propong)o|mi unisco|"
        "(?:iscriver|prenotar|segnar|candidar|unir|aggiunger|presentar)mi|"
        "(?:iscrive|segna|prenota|mette)temi|partecipo|(?:posso|vorrei|voglio|potrei) "
        "(?:partecipare|venire|giocare|entrare|provare))\\b"
        "([^\\n]{0,40})[ ,.!?:;(-]nat[oa]\\b[^.!?\\n]{0,24}$"};
    // who is with the writer, who stands before, or in whose place the writer is: "con il mio
    // cane, nato il"
    static const RE2 company{"\\b(?:con|uno|qualcuno|insieme|assieme|per|posto|cane|gatt[oa]|"
                             "cavall[oa]|cucciol[oa])\\b"};
    re2::StringPiece between;
    return RE2::PartialMatch({lead.data(), lead.size()}, enrols, &between) &&
           !RE2::PartialMatch(between, company);
}

} // namespace

AgeText::AgeText(std::string_view text, std::string author)
    : text_{text}, author_{std::move(author)}, folded_{fold(text)} {}

std::size_t AgeText::code_points(ByteOffset offset) {
    if (!index_) {
        index_.emplace(text_);
    }
    return index_->code_points(offset);
}

std::string_view AgeText::before(ByteSpan where) const {
    return folded_.text().substr(0, folded_.folded_offset(where.begin()));
}

std::string_view AgeText::after(ByteSpan where) const {
    return folded_.text().substr(folded_.folded_offset(where.end()));
}

std::string_view AgeText::at(ByteSpan where) const {
    const std::size_t begin = before(where).size();
    return folded_.text().substr(begin, folded_.text().size() - after(where).size() - begin);
}

bool AgeText::is_memory(ByteSpan where) {
    static const RE2 today{"^(?:ne )?(?:ho|faccio|compio|frequento|vado|sto) "};
    static const RE2 done{"^(?:ne )?ho (?:gia |appena )?[a-z]+t[oaei]\\b"};
    static const RE2 memory{
        "\\b(?:ai (?:miei|nostri|vecchi) tempi|a quei tempi|(?:l'|le |li )?(?:ho|avevo) (?:gia )?"
        "(?:fatt|ripetut|finit|frequentat|superat|pres|lasciat)[oaei]|facevo|andavo|frequentavo|"
        "quando (?:avevo|ero)|avevo|ero|da (?:piccol[oa]|bambin[oa]|ragazz[oa]))\\b"};
    // "ma avevo i compiti di seconda media": of the day before
    static const RE2 excuse{"^avev(?:o|amo) (?:[a-z]+ )?(?:[a-z]+ )?(?:di|della) "};
    const std::string_view own = at(where);
    if ((matches(own, today) && !matches(own, done)) || matches(own, excuse)) {
        return false;
    }
    const std::string_view all = folded_.text();
    const std::size_t begin = before(where).size();
    const std::size_t end = begin + own.size();
    if (sentence_ && begin >= sentence_->begin && end <= sentence_->end) {
        return sentence_->memory;
    }
    const auto ahead = all.begin() + static_cast<std::ptrdiff_t>(end);
    const auto back = all.rend() - static_cast<std::ptrdiff_t>(begin);
    const auto first = std::find_if(back, all.rend(), ends_sentence).base();
    const auto last = std::find_if(ahead, all.end(), ends_sentence);
    const auto from = static_cast<std::size_t>(first - all.begin());
    const auto to = static_cast<std::size_t>(last - all.begin());
    const Sentence sentence{from, to, matches(all.substr(from, to - from), memory)};
    if (std::none_of(own.begin(), own.end(), ends_sentence)) { // else others have another one
        sentence_ = sentence;
    }
    return sentence.memory;
}

bool AgeText::is_long_ago(ByteSpan where, Date day) {
    static const RE2 past_year{"\\b(?:nel|del|dal|il|fino al) (?:'|lontano )?((?:19|20)\\d\\d)\\b"};
    constexpr int oldest_child = 20; // a year of birth of somebody at school
    if (!past_year_) {
        int year = 0;
        RE2::PartialMatch({folded_.text().data(), folded_.text().size()}, past_year, &year);
        past_year_ = year;
    }
    const int gone = static_cast<int>(day.year()) - *past_year_;
    return *past_year_ > 0 && (gone > oldest_child || (gone >= 10 && is_memory(where)));
}

bool AgeText::is_jest(ByteSpan where) const {
    static const RE2 measure{"^ (?:milion\\w+|miliard\\w+|centinaio|chil\\w+|quintal\\w+|litr\\w+|"
                             "metr\\w+|secol\\w+|mondo|paese|stipendi\\w*)\\b"};
    static const RE2 jest{"\\b(?:scherz\\w+|per finta|si fa per dire|come se avessi|mi sento)\\b"};
    static const RE2 taken_back{"^[^a-z]{0,4}(?:\\w+ )?(?:scherz\\w+|al contrario|a rovescio|"
                                "per finta|invertit[ei])\\b"};
    constexpr std::size_t reach = 40;
    const std::string_view lead = before(where);
    const std::string_view rest = after(where);
    return matches(rest, taken_back) || (at(where).ends_with("mezzo") && matches(rest, measure)) ||
           matches(lead.substr(lead.size() - std::min(lead.size(), reach)), jest);
}

bool AgeText::lacks_some_days(ByteSpan where) const {
    static const RE2 less{"^\\s*meno (?:un|una|due|tre|poch[ie]|qualche|\\d{1,2}) "
                          "(?:giorn|settiman|mes|or)"};
    return matches(after(where), less);
}

bool AgeText::is_cheered(ByteSpan where) const {
    static const RE2 cheer{"\\b(?:forza|brav[oa]|bravissim[oa]|auguri|complimenti|congratulazioni|"
                           "evviva|viva|dai|grande|in bocca al lupo)(?: a)? \\w+[ ,!]*$"};
    return matches(before(where), cheer);
}

bool AgeText::is_of_pupils(ByteSpan where) const {
    static const RE2 pupils{"\\b(?:miei|mie|nostri|nostre|tuoi|tue|suoi|sue|vostri|vostre)"
                            "(?: [a-z]+)? (?:di|del|della|dell'|in)\\s*$"};
    return matches(before(where), pupils);
}

bool AgeText::introduces_itself(ByteSpan name) const {
    static const RE2 own{"\\b(?:mi chiamo|il mio nome e|sono io,?|io sono)\\s+$"};
    return matches(before(name), own);
}

bool AgeText::follows_another_name(ByteSpan where) const {
    static const RE2 own{"\\b(?:mi chiamo|il mio nome e|io sono) \\w+(?: \\w+)?[ ,:(-]*$"};
    constexpr std::string_view breaks = " \t\n.,;:!?()\"";
    constexpr std::size_t longest = 256; // bytes of a word that is still a name
    if (matches(before(where), own)) {
        return false;
    }
    std::string_view lead = text_.substr(0, to_index(where.begin()));
    lead = lead.substr(0, lead.find_last_not_of(" ,") + 1);
    const std::string_view last = lead.substr(lead.size() - std::min(lead.size(), longest));
    const std::size_t space = last.find_last_of(breaks);
    if (space == std::string_view::npos || space + 1 >= last.size()) {
        return false;
    }
    const std::string_view word = last.substr(space + 1);
    const std::string_view earlier = lead.substr(0, lead.size() - word.size());
    const std::size_t mark = earlier.find_last_not_of(" \t");
    const bool starts = mark == std::string_view::npos ||
                        std::string_view{".!?\n"}.find(earlier[mark]) != std::string_view::npos;
    const bool capital = word.front() >= 'A' && word.front() <= 'Z' && word.size() > 2;
    return capital && !starts && author_.find(fold_to_string(word)) == std::string::npos;
}

/// The display name, word for word, in the text: a form that its author filled in.
bool AgeText::holds_authors_name() const {
    int words = 0;
    for (std::size_t begin = 0; begin < author_.size();) {
        const std::size_t end = std::min(author_.find(' ', begin), author_.size());
        const std::string_view word = std::string_view{author_}.substr(begin, end - begin);
        if (word.size() >= 3) {
            ++words;
            if (folded_.text().find(word) == std::string_view::npos) {
                return false;
            }
        }
        begin = end + 1;
    }
    return words >= 2;
}

Owner AgeText::owner_of(ByteSpan where) {
    static const RE2 own_code{
        "(?:\\b(?:(?:il )?mio (?:codice|cf|c\\.f\\.?)|(?:la )?mia data|sono nat[oa]|"
        "io sottoscritt[oa]|mi chiamo|sono)\\b[^.!?\\n]{0,60})$"};
    constexpr std::size_t reach = 90;
    std::string_view lead = before(where);
    lead.remove_prefix(lead.size() - std::min(lead.size(), reach));
    if (matches(lead, own_code) && !matches(lead, kin())) {
        return Owner::author;
    }
    names_kin_ = names_kin_ ? names_kin_ : matches(folded_.text(), kin());
    if (*names_kin_) {
        return Owner::somebody_else;
    }
    if (enrols_alone(lead)) {
        return Owner::author;
    }
    names_author_ = names_author_ ? names_author_ : holds_authors_name();
    return *names_author_ ? Owner::author : Owner::unknown;
}

} // namespace oblio::minors
