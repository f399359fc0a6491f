// lib/src/detect/address.cpp
#include "detect/address.hpp"

#include "detect/address_name.hpp"
#include "detect/address_words.hpp"
#include "detect/compact.hpp"
#include "detect/pattern_data.hpp"
#include "detect/word_list.hpp"

#include <algorithm>

namespace oblio::detect {
namespace {

using namespace street;

/// Reads an address token by token.
class Reader : AddressTokens {
public:
    explicit Reader(const Match& match)
        : AddressTokens{match.document}, data_{match.data}, begin_{match.begin} {
        at_ = document().token_at(match.begin);
        type_ = word(at_);
        if (type_ == "v" && match.text().find("le") != std::string_view::npos) {
            type_ = "viale"; // "v.le"
        }
        while (at_ < size() && token(at_).begin < match.end) {
            ++at_;
        }
    }

    Verdict read(const Match& match);

private:
    Verdict road_house(const Match& match);
    void take(std::size_t last) {
        at_ = last + 1;
        end_ = token(last).end;
    }
    void skip_dot() { at_ += is_mark(at_, ".") ? 1 : 0; }

    [[nodiscard]] bool may_be_numbered(std::size_t type_at) const;
    [[nodiscard]] bool is_measure(std::size_t next) const;
    [[nodiscard]] bool is_date_or_result(std::size_t next) const;
    bool take_name();
    bool number();
    bool skip_number_mark();
    bool take_no_number();
    bool number_before();
    void suffix();
    void rest();
    bool part();
    bool post_code();
    void place(bool sure);
    bool take_province();

    const PatternSet::Data& data_;
    std::size_t begin_;
    std::size_t end_ = 0;
    std::size_t at_ = 0;
    std::string_view type_;
    bool capital_name_ = false;
    bool marked_ = false;   // "n." or a comma stands before the number
    bool numbered_ = false; // "n.", "civico" or its like does
    bool has_code_ = false; // a post code follows
    bool has_place_ = false;
    bool particle_first_ = false; // "campo da calcio"
    bool rural_ = false;          // "strada vicinale": surely a street
};

/// A number, or a word that stands for none ("snc"), is near enough to be a house number. Most
/// streets that are spoken of have none, and need no reading.
bool Reader::may_be_numbered(std::size_t type_at) const {
    constexpr std::size_t before = 4; // "civico 14/B di via"
    constexpr std::size_t after = 16; // words of a name and of "al numero civico"
    for (std::size_t at = type_at - std::min(type_at, before); at < type_at; ++at) {
        if (is(at, TokenKind::number)) {
            return true;
        }
    }
    constexpr std::string_view marks_within = ".'-\"*,;:\u00b0";
    for (std::size_t at = at_, words = 0; at < size() && words <= after; ++at) {
        const std::string_view next = word(at);
        if (is(at, TokenKind::number) || next == "snc" || next == "s") {
            return true;
        }
        if (is(at, TokenKind::newline) ||
            (is(at, TokenKind::mark) && marks_within.find(next) == std::string_view::npos)) {
            return false;
        }
        words += is(at, TokenKind::word) ? 1 : 0;
    }
    return false;
}

/// After the number: "x 5", "x30", "m di neve": it is the size of something.
bool Reader::is_measure(std::size_t next) const {
    if ((word(next) == "x" || word(next) == "×") && is(next + 1, TokenKind::number)) {
        return true;
    }
    return glued(next) && in(word(next), "m", "h", "l", "g") && in(word(next + 1), "di", "d", "x");
}

/// The number at at_ opens a date or a result, or counts people; `next` is the token after it.
bool Reader::is_date_or_result(std::size_t next) const {
    const bool joined = is_mark(next, "-") || is_mark(next, "/");
    const bool number_next = is(next + 1, TokenKind::number);
    if (joined && number_next &&
        (is_month(word(next + 2)) || (is_mark(next + 2, "-") && glued(next + 2)) ||
         is_unit(word(next + 2)) || word(next + 1).size() == 4 ||
         (is_mark(next + 2, "/") && is(next + 3, TokenKind::number)))) {
        return true; // "14-16 marzo", "3/2025"
    }
    if (word(next) == "di" && is_month(word(next + 1))) {
        return true; // "in via Dante al 3 di novembre"
    }
    if (word(next) == "a" && number_next) {
        return true; // "viale Mazzini 2 a 1"
    }
    // "Piazza piena, 500 presenti"
    const bool counted = marked_ && !capital_name_ && !case_says_nothing() &&
                         is_mark(at_ - 1, ",") && is(next, TokenKind::word) &&
                         word(next).size() > 3;
    // "Piazza Italia 2-1": a result, not a range of numbers.
    const bool result = is_mark(next, "-") && number_next &&
                        word(next + 1).size() <= word(at_).size() && word(next + 1) <= word(at_);
    return counted || result;
}

bool Reader::take_name() {
    const auto name = read_street_name(*this, at_);
    if (name) {
        capital_name_ = name->capital;
        particle_first_ = name->particle_first;
        take(name->end - 1);
    }
    return name.has_value();
}

/// "n.", "n°", "civico", "al numero": true if one stands here; at_ is behind it.
bool Reader::skip_number_mark() {
    if (!in(word(at_), "al", "numero", "civico", "civ", "num", "nr", "n")) {
        return false;
    }
    const bool al = word(at_) == "al";
    if (al && is(at_ + 1, TokenKind::number)) {
        ++at_; // "in via Dante, al 3"
        return true;
    }
    if (al && !in(word(at_ + 1), "civico", "numero", "n", "civ")) {
        return false;
    }
    const bool numero = word(at_) == "numero";
    at_ += al ? 2 : 1;
    at_ += numero && word(at_) == "civico" ? 1 : 0;
    skip_dot();
    at_ += is_mark(at_, "°") || word(at_) == "o" || is_mark(at_, ":") ? 1 : 0;
    return true;
}

/// "snc", "s.n.c.": senza numero civico.
bool Reader::take_no_number() {
    if (word(at_) == "snc") {
        take(at_);
        return true;
    }
    if (word(at_) == "s" && is_mark(at_ + 1, ".") && word(at_ + 2) == "n" &&
        is_mark(at_ + 3, ".") && word(at_ + 4) == "c") {
        take(is_mark(at_ + 5, ".") ? at_ + 5 : at_ + 4);
        return true;
    }
    return false;
}

/// ", n. 12/B": takes it, or leaves everything as it was.
bool Reader::number() {
    const std::size_t start = at_;
    const std::size_t start_end = end_;
    const auto give_up = [&] {
        at_ = start;
        end_ = start_end;
        return false;
    };
    if (is_mark(at_, ",") || is_mark(at_, "-") || is_mark(at_, ";")) {
        marked_ = is_mark(at_, ",");
        ++at_;
    } else if (is(at_, TokenKind::newline)) {
        return give_up();
    }
    if (skip_number_mark()) {
        marked_ = true;
        numbered_ = word(at_ - 1) != "al"; // "al 90%" may still count something
    } else if (take_no_number()) {
        return true;
    }
    if (!is(at_, TokenKind::number) || word(at_).size() > 4 || word(at_)[0] == '0') {
        return give_up();
    }
    const std::string_view digits = word(at_);
    const bool year = digits.size() == 4 && digits >= "1980" && digits <= "2040";
    if (year && !marked_) {
        return give_up(); // "Natale in piazza Dante 2024"
    }
    const std::size_t next = at_ + 1;
    const bool decimal = (is_mark(next, ".") || is_mark(next, ",") || is_mark(next, ":")) &&
                         glued(next) && is(next + 1, TokenKind::number) && glued(next + 1);
    const bool counts_something =
        is_mark(next, "€") || is_mark(next, "%") || is_mark(next, "°") ||
        (is_unit(word(next)) && !(glued(next) && word(next).size() == 1)) ||
        (in(word(next), "in", "ogni") && is(next + 1, TokenKind::number));
    if (decimal || is_measure(next) || (counts_something && !numbered_)) {
        return give_up();
    }
    if (is_date_or_result(next)) {
        return give_up();
    }
    take(at_);
    suffix();
    return true;
}

/// "/A", "/ B", "bis", "12-14", "12B".
void Reader::suffix() {
    if ((is_mark(at_, "/") || is_mark(at_, "-")) && at_ + 1 < size() &&
        (glued(at_) || glued(at_ + 1))) {
        const std::string_view next = word(at_ + 1);
        const bool letter = is(at_ + 1, TokenKind::word) && next.size() == 1;
        const bool other = is(at_ + 1, TokenKind::number) && next.size() <= 3;
        if (letter || other || next == "bis") {
            take(at_ + 1);
            if (other && is(at_, TokenKind::word) && glued(at_) && word(at_).size() == 1) {
                take(at_);
            }
            return;
        }
    }
    if (is(at_, TokenKind::word) &&
        ((word(at_).size() == 1 && (glued(at_) || (is_capital(at_) && !document().all_capitals() &&
                                                   !in(word(at_), "e", "a", "i", "o")))) ||
         in(word(at_), "bis", "ter", "quater"))) {
        take(at_);
    }
}

/// "civico 14 di via degli Ulivi": true if the number stands before the street type.
bool Reader::number_before() {
    std::size_t at = document().token_at(begin_);
    // "al civico 3 via Dante"
    if (at >= 2 && is(at - 1, TokenKind::number) && word(at - 1).size() <= 4 &&
        in(word(at - 2), "civico", "civ")) {
        begin_ = token(at - 2).begin;
        return true;
    }
    if (at < 3 || !in(word(at - 1), "di", "in", "della", "del")) {
        return false;
    }
    const bool of = word(at - 1) == "di";
    at -= 2;
    if (is(at, TokenKind::word) && word(at).size() == 1 && at > 1) {
        --at; // "14 B di"
        at -= is_mark(at, "/") ? 1 : 0;
    }
    if (!is(at, TokenKind::number) || word(at).size() > 4) {
        return false;
    }
    // "al 3 di via Dante": where one lives or stops, as nobody counts days "di via".
    // "dal 3 al 9 di via Dante": some of its houses.
    if (of && in(word(at - 1), "al", "dal", "il", "del", "nel") &&
        (at < 2 || !is(at - 2, TokenKind::number))) {
        begin_ = token(at).begin;
        return true;
    }
    std::size_t first = at - 1;
    while (first > 0 && (is_mark(first, ".") || is_mark(first, "°"))) {
        --first;
    }
    if (!in(word(first), "civico", "civ", "numero", "num", "n")) {
        return false;
    }
    // "il numero 3 di via Roma" may be a magazine; the civic number is said so or abbreviated.
    if (first > 0 && word(first) == "civico" && word(first - 1) == "numero") {
        --first;
    }
    begin_ = token(first).begin;
    return true;
}

/// One or more of interno, scala, piano, post code, place: what follows the number.
void Reader::rest() {
    for (int parts = 0; parts < 6 && part(); ++parts) {
    }
}

bool Reader::part() {
    const std::size_t start = at_;
    bool comma = false;
    while (is_mark(at_, ",") || is_mark(at_, "-") ||
           (is(at_, TokenKind::newline) && is(at_ + 1, TokenKind::number) &&
            word(at_ + 1).size() == 5)) {
        comma = comma || is_mark(at_, ",");
        ++at_;
    }
    const std::string_view w = word(at_);
    if (in(w, "int", "interno", "scala", "sc", "lotto", "edificio", "ed", "palazzina", "pal",
           "piano") &&
        is(at_, TokenKind::word)) {
        std::size_t value = at_ + 1;
        value += is_mark(value, ".") ? 1 : 0;
        const bool good = is(value, TokenKind::number)
                              ? word(value).size() <= 3
                              : is(value, TokenKind::word) && word(value).size() <= 2;
        if (good) {
            take(value);
            suffix();
            return true;
        }
    }
    if (in(w, "fraz", "frazione", "loc", "localita") && is(at_, TokenKind::word)) {
        ++at_;
        skip_dot();
        const std::size_t before = at_;
        place(true);
        if (at_ > before) {
            return true;
        }
    }
    if (post_code()) {
        place(true);
        return true;
    }
    if (!has_place_) {
        const std::size_t before = at_;
        place(!comma && !case_says_nothing());
        if (at_ > before) {
            return true;
        }
    }
    if (take_province()) {
        return true;
    }
    at_ = start;
    return false;
}

/// "(BO)"
bool Reader::take_province() {
    const bool here = is_mark(at_, "(") && is(at_ + 1, TokenKind::word) &&
                      word(at_ + 1).size() == 2 && is_mark(at_ + 2, ")");
    if (here) {
        take(at_ + 2);
    }
    return here;
}

bool Reader::post_code() {
    const std::size_t cap = at_ + (word(at_) == "cap" ? 1 : 0);
    if (!is(cap, TokenKind::number) || word(cap).size() != 5 || is_unit(word(cap + 1))) {
        return false;
    }
    take(cap);
    has_code_ = true;
    return true;
}

/// A place name at at_: a municipality of the list, or, if `sure`, one to four words in capitals.
/// Without a post code before it, the words must end the line or the sentence.
void Reader::place(bool sure) {
    at_ += is_mark(at_, ",") && sure && has_place_ ? 1 : 0;
    const std::size_t start = at_;
    const bool after_code =
        start > 0 && is(start - 1, TokenKind::number) && word(start - 1).size() == 5;
    const bool after_comma = start > 0 && (is_mark(start - 1, ",") || is_mark(start - 1, "-"));
    std::string name;
    std::size_t known = 0;
    std::size_t capitals = 0;
    std::size_t at = start;
    for (int words = 0; words < 5 && is(at, TokenKind::word); ++words) {
        name += name.empty() ? "" : (glued(at) ? "" : " ");
        name += word(at);
        // In lower case "terzo" or "noi" are words before they are places.
        const bool lower = !is_capital(start) && !after_code && !after_comma;
        if (!lower && data_.places.has_municipality(name)) {
            known = at + 1;
        }
        if (!is_capital(at) && !is_particle(word(at))) {
            break;
        }
        capitals = is_capital(at) ? at + 1 : capitals;
        ++at;
        if (is_mark(at, "'")) {
            name += "'";
            ++at;
        }
    }
    if (known == 0 && after_code && is(start, TokenKind::word) && document().all_lower()) {
        known = start + 1; // "00053 lidomare"
    }
    std::size_t stop = known;
    if (sure && capitals > start && capitals <= start + 5) {
        const bool closes = capitals >= size() || !is(capitals, TokenKind::word);
        if (after_code || closes) {
            stop = std::max(stop, capitals);
        }
    }
    if (stop > start && !(stop == known && stop == start + 1 && word(start).size() < 3)) {
        take(stop - 1);
        has_place_ = true;
        take_province();
    } else {
        at_ = start;
    }
}

/// "strada provinciale 44 km 3, n. 210": the road's own number and the milestone are no house.
Verdict Reader::road_house(const Match& match) {
    ++at_;
    if (is(at_, TokenKind::number)) {
        ++at_;
    }
    if (in(word(at_), "km", "chilometro") && is(at_ + 1, TokenKind::number)) {
        at_ += 2;
    }
    if (!number() || !numbered_) {
        return Verdict::no("the number of a road");
    }
    rest();
    Verdict verdict = Verdict::yes(match);
    verdict.begin = begin_;
    verdict.end = end_;
    verdict.reasons.emplace_back("road and house number");
    return verdict;
}

Verdict Reader::read(const Match& match) {
    const std::size_t type_at = document().token_at(match.begin);
    if (type_at > 0 && (is_mark(type_at - 1, "@") || is_mark(type_at - 1, "#"))) {
        return Verdict::no("a tag");
    }
    if (!may_be_numbered(type_at)) {
        return Verdict::no("no house number: a street alone is a topic");
    }
    // "via Provinciale 12" is a street of its own name, "strada provinciale 12" a road of the
    // province.
    const bool own_name = type_ == "via" && is_capital(at_) && !document().all_capitals();
    if (in(word(at_), "statale", "provinciale", "regionale") && !own_name &&
        word(at_ + 1) != "per") {
        return road_house(match);
    }
    rural_ = in(word(at_), "vicinale", "comunale", "privata", "poderale", "interpoderale",
                "consortile", "consorziale");
    if (!take_name()) {
        return Verdict::no("no name after the street type");
    }
    const bool article =
        type_at > 0 && in(word(type_at - 1), "il", "la", "lo", "un", "una", "questa", "questo",
                          "quella", "quel", "del", "nel", "sul");
    if (article && !capital_name_ && !document().all_capitals()) {
        return Verdict::no("a street described, not named");
    }
    const bool doubtful = is_ambiguous_type(type_) && !rural_ && !capital_name_;
    if (!number() && !number_before()) {
        return Verdict::no("no house number: a street alone is a topic");
    }
    rest();
    // "corso xx settembre n. 37", but not "corso di inglese n. 3".
    const bool surely_house = has_code_ || (numbered_ && (!particle_first_ || is_road_type(type_)));
    if (doubtful && !surely_house && (!case_says_nothing() || particle_first_)) {
        return Verdict::no("a common word, not a street type");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.begin = begin_;
    verdict.end = end_;
    verdict.needs_context =
        !surely_house && (doubtful || (is_ambiguous_type(type_) && case_says_nothing() && !rural_));
    verdict.reasons.emplace_back("street type, name and house number");
    if (has_place_) {
        verdict.reasons.emplace_back("place");
        verdict.adjustment += 0.05;
    }
    if (capital_name_ || case_says_nothing()) {
        verdict.adjustment += 0.1;
    }
    return verdict;
}

} // namespace

Verdict check_address(const Match& match) {
    return Reader{match}.read(match);
}

} // namespace oblio::detect
