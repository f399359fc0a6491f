// lib/src/minors/birthday.cpp: cuts the words around an age into what stands left and right of the
// number, and asks a few calendars what "when" means.
#include "minors/birthday.hpp"

#include "detect/age_numbers.hpp"
#include "detect/dates.hpp"
#include "text/join.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace oblio::minors {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// Bytes of the text read before and after the age.
constexpr std::size_t reach = 70;

/// A birthday is on a day from `first` to `last`, counted from the day of the message.
struct Window {
    int first;
    int last;
};

// Capture groups of a "when", in this order: a day by its name; how many of a unit ahead; how many
// of a unit ago; a day and a month; a month; a week day and what is said of it; a season or a
// feast.
constexpr std::string_view when_words =
    "(?:(oggi|stasera|stamattina|domani|dopodomani|ieri|l'altro ieri|da poco|tra poco|fra poco|"
    "a giorni|a breve|(?:la )?settimana prossima|(?:la )?prossima settimana|questa settimana|"
    "(?:la )?settimana scorsa|(?:il )?mese prossimo|(?:il )?prossimo mese|questo mese|"
    "(?:il )?mese scorso)|"
    "(?:tra|fra) (\\w+|un paio di) (giorn|settiman|mes)\\w+|"
    "(?:da )?(\\w+) (giorn|settiman|mes)\\w+(?: fa)?|"
    "(?:il |l'|lo )?(\\d{1,2}|primo) (?:di )?(gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|"
    "agosto|settembre|ottobre|novembre|dicembre)|"
    "(?:a|ad|in|di|nel mese di|a fine|a meta|a inizio|per) (gennaio|febbraio|marzo|aprile|maggio|"
    "giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)|"
    "(?:(?:questo|questa|lo|la) )?(lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)"
    "(?: (scors[oa]|prossim[oa]))?|"
    "(a natale|a ferragosto|a pasqua|a capodanno|quest'estate|in estate|d'estate|quest'anno|"
    "l'anno prossimo|(?:il )?prossimo anno))";

struct Expressions {
    RE2 number;
    RE2 before;
    RE2 after;
    RE2 turns;
    RE2 done;
    RE2 lacking;
    RE2 part_of_year;
};

const Expressions& expressions() {
    static const Expressions all{
        RE2{"^(.*\\b)?(\\d{1,2}|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|"
            "quindici|sedici|diciassette|diciotto|[a-z]{3,12}enne)\\b(.*)$"},
        RE2{join({"\\b", when_words,
                  "(?:[^,;:]{0,45}\\b(?:perche|che|siccome|quando|e))?"
                  "\\s*[,:]?\\s*(?:(?:io|ne|li|mi|poi|finalmente|che|ho|gia|appena|compio|faccio|"
                  "compiro|faro|avro|festeggio|divento|spengo|sono|compiuto|fatto|festeggiato|gli|"
                  "i|miei)\\s+)*$"})},
        RE2{join({"^\\s*(?:anni|candeline)?\\s*[,(]?\\s*(?:(?:compiuti|fatti|appena|giusti|"
                  "proprio|esatti|li faccio|li compio|li faro|li compiro)\\s+)*",
                  when_words, "\\b"})},
        RE2{"\\b(?:compio|faccio|compiro|faro|avro|festeggio|divento|diventero|spengo|(?:oggi|"
            "domani) "
            "sono)\\b"},
        RE2{"\\b(?:ho|abbiamo) (?:gia |appena |finalmente )*(?:compiuto|fatto|festeggiato)\\b|"
            "\\b(?:compiuti|fatti)\\b|^\\s*anni (?:gia |appena )?da\\b"},
        RE2{"\\bmanc(?:a|ano) (?:solo |ancora |appena )*(\\w+|un paio di) (giorn|settiman|mes)\\w+ "
            "(?:ai|per i)(?: miei)?\\s*$"},
        RE2{"^\\s*anni e (?:(mezz[oa])|(\\w+) mes\\w+)"}};
    return all;
}

/// Days in a unit, by the beginning of its name.
int unit_days(std::string_view unit) noexcept {
    return unit == "giorn" ? 1 : unit == "settiman" ? 7 : 30;
}

/// "tre giorni", "un mese", "qualche settimana": from how few days to how many.
std::optional<Window> amount(std::string_view count, std::string_view unit) {
    const int one = unit_days(unit);
    if (count == "qualche" || count == "poche" || count == "pochi") {
        return Window{2 * one - one / 2, 6 * one};
    }
    const std::optional<int> number =
        count == "un paio di" ? std::optional{2} : detect::read_age_number(count);
    if (!number || *number > 60) {
        return std::nullopt;
    }
    const int slack = one == 1 ? 0 : one / 2; // "due mesi" is a round number
    return Window{std::max(1, *number * one - slack), *number * one + slack};
}

/// The nearest time of the year from `month` and `of_month` on, `length` days long: the next one,
/// or the last one where it is past.
Window season(Date day, unsigned month, unsigned of_month, int length, bool past) {
    const auto in_year = [&](int offset) {
        const Date first{day.year() + std::chrono::years{offset}, std::chrono::month{month},
                         std::chrono::day{of_month}};
        const sys_days begin{
            first.ok() ? first : Date{first.year() / first.month() / std::chrono::day{28}}};
        const int from = static_cast<int>((begin - sys_days{day}).count());
        return Window{from, from + length - 1};
    };
    Window window = in_year(0);
    if (past && window.first > 0) {
        window = in_year(-1);
    } else if (!past && window.last < 1 && window.first != 0) {
        window = in_year(1);
    }
    // A birthday to come is not of yesterday; one that was is not of tomorrow.
    return past ? Window{window.first, std::min(window.last, 0)}
                : Window{window.last > 0 ? std::max(window.first, 1) : window.first, window.last};
}

Window of_month(Date day, std::string_view name, std::string_view number, bool past) {
    const auto at = std::find(detect::italian_months.begin(), detect::italian_months.end(), name);
    const auto month = static_cast<unsigned>(at - detect::italian_months.begin()) + 1;
    if (number.empty()) {
        constexpr int month_days = 31;
        return season(day, month, 1, month_days, past);
    }
    const int of = number == "primo" ? 1 : detect::read_age_number(number).value_or(1);
    const auto within = static_cast<unsigned>(std::clamp(of, 1, 31));
    const Date today{day.year(), std::chrono::month{month}, std::chrono::day{within}};
    return today == day ? Window{0, 0} : season(day, month, within, 1, past);
}

std::optional<Window> named_day(std::string_view name) {
    using Row = std::pair<std::string_view, Window>;
    static constexpr std::array<Row, 21> rows{{{"oggi", {0, 0}},
                                               {"stasera", {0, 0}},
                                               {"stamattina", {0, 0}},
                                               {"domani", {1, 1}},
                                               {"dopodomani", {2, 2}},
                                               {"ieri", {-1, -1}},
                                               {"l'altro ieri", {-2, -2}},
                                               {"da poco", {-90, 0}},
                                               {"tra poco", {1, 90}},
                                               {"fra poco", {1, 90}},
                                               {"a giorni", {1, 14}},
                                               {"a breve", {1, 60}},
                                               {"settimana prossima", {1, 14}},
                                               {"prossima settimana", {1, 14}},
                                               {"questa settimana", {1, 7}},
                                               {"settimana scorsa", {-14, -1}},
                                               {"mese prossimo", {1, 62}},
                                               {"prossimo mese", {1, 62}},
                                               {"questo mese", {1, 31}},
                                               {"mese scorso", {-62, -1}},
                                               {"", {0, 0}}}};
    for (const std::string_view article : {"la ", "il "}) {
        name.remove_prefix(name.starts_with(article) ? article.size() : 0);
    }
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [name](const Row& one) { return one.first == name; });
    return row == rows.end() || name.empty() ? std::nullopt : std::optional{row->second};
}

Window feast(Date day, std::string_view name, bool past) {
    if (name == "a natale") {
        return season(day, 12, 25, 1, past);
    }
    if (name == "a capodanno") {
        return season(day, 1, 1, 1, past);
    }
    if (name == "a ferragosto") {
        return season(day, 8, 15, 1, past);
    }
    constexpr int easter_days = 35;
    constexpr int summer_days = 94;
    return name == "a pasqua" ? season(day, 3, 22, easter_days, past)
                              : season(day, 6, 21, summer_days, past);
}

/// What `expression` finds in `text` says about the day of a birthday of `age`; nothing if it is
/// not there or says nothing.
std::optional<BirthRange> by_when(const RE2& expression, std::string_view text, int age, Date day,
                                  bool past) {
    std::array<re2::StringPiece, 12> match;
    if (!expression.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, match.data(),
                          static_cast<int>(match.size()))) {
        return std::nullopt;
    }
    const auto part = [&](std::size_t group) {
        return std::string_view{match[group].data(), match[group].size()};
    };
    const std::string_view time = part(11);
    if (time.ends_with("anno") || time.ends_with("prossimo")) {
        return born_in(static_cast<int>(day.year()) - age + (time == "quest'anno" ? 0 : 1));
    }
    std::optional<Window> window;
    if (!part(1).empty()) {
        window = named_day(part(1));
    } else if (!part(3).empty()) {
        window = amount(part(2), part(3));
    } else if (!part(5).empty()) {
        window = past ? amount(part(4), part(5)) : std::nullopt;
        window = window ? std::optional{Window{-window->last, -window->first}} : window;
    } else if (!part(7).empty()) {
        window = of_month(day, part(7), part(6), past);
    } else if (!part(8).empty()) {
        window = of_month(day, part(8), {}, past);
    } else if (!part(9).empty()) {
        constexpr int week = 7;
        window = past ? Window{-week, -1} : Window{1, part(10).empty() ? week : 2 * week};
    } else if (!time.empty()) {
        window = feast(day, time, past);
    }
    // What was is not to come, and the other way round.
    if (!window || (past ? window->first > 0 : window->last < 0)) {
        return std::nullopt;
    }
    return turning_between(age, sys_days{day} + days{window->first},
                           sys_days{day} + days{window->last});
}

/// "13 anni e mezzo", "13 anni e 11 mesi".
std::optional<BirthRange> by_part_of_year(std::string_view right, int age, Date day) {
    re2::StringPiece half;
    re2::StringPiece months;
    if (!RE2::PartialMatch({right.data(), right.size()}, expressions().part_of_year, &half,
                           &months)) {
        return std::nullopt;
    }
    const std::optional<int> count =
        half.empty() ? detect::read_age_number({months.data(), months.size()}) : std::optional{6};
    if (!count || *count > 11) {
        return std::nullopt;
    }
    constexpr int month_days = 30;
    const int slack = half.empty() ? month_days : 3 * month_days;
    const int since = *count * month_days;
    return turning_between(age, sys_days{day} - days{since + slack},
                           sys_days{day} - days{std::max(0, since - slack)});
}

} // namespace

std::optional<BirthRange> read_birthday(const FoldedText& text, ByteSpan where, Date day) {
    const std::string_view all = text.text();
    const std::size_t begin = text.folded_offset(where.begin());
    const std::size_t end = text.folded_offset(where.end());
    const auto ends = [](char c) { return c == '.' || c == '!' || c == '?' || c == '\n'; };
    std::size_t from = begin;
    while (from > 0 && begin - from < reach && !ends(all[from - 1])) {
        --from;
    }
    std::size_t to = end;
    while (to < all.size() && to - end < reach && !ends(all[to])) {
        ++to;
    }
    const std::string_view own = all.substr(begin, end - begin);
    re2::StringPiece left_of;
    re2::StringPiece number;
    re2::StringPiece right_of;
    if (!RE2::FullMatch({own.data(), own.size()}, expressions().number, &left_of, &number,
                        &right_of)) {
        return std::nullopt;
    }
    const std::string_view said_number{number.data(), number.size()};
    const int age = detect::read_age_number(said_number)
                        .value_or(detect::read_age_adjective(said_number).value_or(0));
    const auto middle = static_cast<std::size_t>(number.data() - all.data());
    const std::string_view left = all.substr(from, middle - from);
    const std::string_view right = all.substr(middle + number.size(), to - middle - number.size());

    re2::StringPiece count;
    re2::StringPiece unit;
    if (RE2::PartialMatch({left.data(), left.size()}, expressions().lacking, &count, &unit)) {
        const auto window = amount({count.data(), count.size()}, {unit.data(), unit.size()});
        return window ? std::optional{turning_between(age, sys_days{day} + days{window->first},
                                                      sys_days{day} + days{window->last})}
                      : std::nullopt;
    }
    const auto said = [&](const RE2& expression) {
        constexpr std::size_t near = 32;
        const std::string_view last = left.substr(left.size() - std::min(left.size(), near));
        const std::string_view next = right.substr(0, near);
        return RE2::PartialMatch({last.data(), last.size()}, expression) ||
               RE2::PartialMatch({next.data(), next.size()}, expression);
    };
    const bool past = said(expressions().done);
    if (!past && !said(expressions().turns)) {
        return by_part_of_year(right, age, day);
    }
    auto born = by_when(expressions().after, right, age, day, past);
    if (!born) {
        born = by_when(expressions().before, left, age, day, past);
    }
    if (born && past) {
        born = born->and_also(aged({age, age}, day));
    }
    return born && !born->empty() ? born : std::nullopt;
}

} // namespace oblio::minors
