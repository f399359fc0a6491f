// lib/src/minors/author_hints.cpp
#include "minors/author_hints.hpp"
#include "text/join.hpp"

#include "oblio/text/fold.hpp"

#include <re2/re2.h>

#include <array>
#include <charconv>

namespace oblio::minors {
namespace {

/// Relatives and keepers of children, folded, as they name themselves.
constexpr std::string_view keepers =
    "(?:mamma|madre|mammina|papa|padre|babbo|genitore|genitori|nonna|nonno|nonni|zia|zio|tutore|"
    "tutrice|affidatari[oa]|maestra|maestro|insegnante|prof|professore|professoressa|docente|"
    "educatrice|educatore|allenatore|allenatrice|mister|catechista|sorella maggiore|"
    "fratello maggiore)";

/// The words of an expression that is compiled once.
struct Expressions {
    RE2 adult;
    RE2 kin;
    RE2 borrowed;
    RE2 childs_device;
    RE2 childs_profile;
    RE2 managed;
    RE2 parent;
    RE2 long_since;
    RE2 profile_age;
    RE2 profile_class;
    RE2 profile_born;
    RE2 profile_birthday;
    RE2 profile_year;
    RE2 handle_year;
    RE2 own_code;
    RE2 enrols;
    RE2 company;
    RE2 others;
    RE2 memory;
    RE2 own_soon;
    RE2 own_we;
    RE2 roll_call;
    RE2 past_year;
};

RE2::Options quiet() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(false);
    return options;
}

/// Between the entries of a profile: its edges, punctuation, line ends, signs and pictures.
constexpr std::string_view before = "(?:^|[|/,;.:!?()\\[\\]*~\\n_+=<>-]|[^\\x00-\\x7F])\\s*";
constexpr std::string_view after = "\\s*(?:$|[|/,;.:!?()\\[\\]*~\\n_+=<>-]|[^\\x00-\\x7F])";

const Expressions& expressions() {
    static const Expressions all{
        RE2{join({"(?:\\b(?:sono|siamo|scrive|scrivo io,?|parla|firmato|firmo,?|qui|come) "
                  "(?:io )?(?:(?:la|il|lo|una|un|i|le|sua|suo|l')\\s?)?",
                  keepers, "\\b)|(?:(?:^|[.,;!\\n-])\\s*(?:la|il|i|una|un)\\s", keepers,
                  "(?: di \\w+)?\\s*[.!]?\\s*$)"}),
            quiet()},
        RE2{"\\b(?:mi[ao] (?:figli[oa]|nipote|nipotin[oa]|bambin[oa]|bimb[oa]|marito|moglie|"
            "suocer[oa]|gener[oa]|nuora)|(?:i miei|le mie|miei|mie) (?:figli|figlie|nipoti|"
            "nipotini|bambini|bambine|bimbi|bimbe)|(?:il|la) mi[ao] (?:bambin[oa]|bimb[oa]|"
            "piccol[oa]))\\b",
            quiet()},
        RE2{join({"\\b(?:scriv\\w+|mand\\w+|messaggi\\w*|uso|usando|sto usando|rispond\\w+)\\b"
                  "[^.!?\\n]{0,24}?\\b(?:dal?|col|con il|con lo|dallo|il) (?:suo |mio )?"
                  "(?:telefono|tel|cellulare|cell|cel|profilo|account|numero|smartphone|tablet|"
                  "whatsapp) (?:di |del |della |dei |d')"}),
            quiet()},
        // "dal profilo della bambina": whoever holds the pen, the profile is a child's
        RE2{"\\b(?:telefono|tel|cellulare|cell|cel|profilo|account|numero|smartphone|tablet|"
            "whatsapp) (?:di |del |della |dei )(?:(?:mi[ao]|nostr[ao]|su[ao]) )?(?:figli[oa]|"
            "nipote|nipotin[oa]|bambin[oa]|bimb[oa]|piccol[oa])\\b",
            quiet()},
        RE2{"\\b(?:(?:scriv|rispond|comment|entr)\\w+|uso|usando|parlo)\\b[^.!?\\n]{0,24}?\\b"
            "(?:(?:dal|col|con il|il|sul|tramite il) (?:suo )?|(?:dall|con l|l|sull|tramite l)')"
            "(?:profilo|account|instagram|insta|facebook|tiktok|pagina) (?:di |del |della |dei )"
            "(?:(?:mi[ao]|nostr[ao]) )?(?:figli[oa]|nipote|nipotin[oa]|bambin[oa]|bimb[oa]|"
            "piccol[oa])\\b",
            quiet()},
        RE2{join({"\\b(?:profilo|account|pagina|gestit[oa]|managed|page|seguit[oa]|curat[oa])\\b"
                  "[^.\\n|]{0,30}?\\b(?:da|dai|dal|dalla|by|di) (?:(?:mia|mio|la|il|sua|suo|i|my|"
                  "her|his) )?(?:",
                  keepers, "|mum|mom|dad|parents)\\b"}),
            quiet()},
        RE2{join({before,
                  "((?:orgoglios[oa] |felice |super |una |un |la |il )*"
                  "(?:mamma|madre|mammina|papa|padre|babbo|genitore|nonna|nonno|bisnonn[oa])"
                  "(?: bis| single)?)(?: (?:di|da|dei|delle|del|della|x|per|a tempo pieno|"
                  "orgoglios[oa]|felice) |"
                  " d'|",
                  after, ")"}),
            quiet()},
        RE2{"\\b([a-z]{4,} (?:dal|since) ((?:19|20)\\d\\d))\\b", quiet()},
        RE2{join({before,
                  "((?:ho )?(\\d{1,2}) ?(?:anni|aa|yo|y\\.o\\.?|y/o|y|years old|yrs old|"
                  "yrs))",
                  after}),
            quiet()},
        RE2{join({before,
                  "((?:(?:in|faccio|la|frequento) )*(1|2|3|4|5|prima|seconda|terza|quarta|quinta|"
                  "iii|ii|iv|i|v)(?:[ao^°]\\.?)? ?(elementare|primaria|media|medie|superiore|"
                  "superiori|liceo|(?:liceo )?(?:classico|scientifico|linguistico|artistico)))",
                  after}),
            quiet()},
        RE2{join({before,
                  "((?:nat[oa]|classe|born|dal|del|leva) (?:nel |in |del )?(?:'|il )?"
                  "(20\\d\\d|'?[01]\\d))",
                  after}),
            quiet()},
        RE2{"(?:🎂|🎈|\\bnat[oa] il|\\bb-?day:?)\\s*(\\d{1,2}[ ./-](?:\\d{1,2}|[a-z]{3,9})[ ./-]"
            "(?:19|20)\\d\\d)\\b",
            quiet()},
        RE2{join({before, "((20[012]\\d)|2k(\\d\\d))", after}), quiet()},
        RE2{"(?:^|[^0-9])(20[012]\\d)(?:[^0-9]|$)", quiet()},
        RE2{"(?:\\b(?:(?:il )?mio (?:codice|cf|c\\.f\\.?)|(?:la )?mia data|sono nat[oa]|"
            "io sottoscritt[oa]|mi chiamo|sono)\\b[^.!?\\n]{0,60})$",
            quiet()},
        // "io mi iscrivo, nata il", "posso partecipare? nato il"
        RE2{"\\b(?:mi (?:iscriv|prenot|segn|aggiung|candid|present|propong)o|mi unisco|"
            "(?:iscriver|prenotar|segnar|candidar|unir|aggiunger|presentar)mi|"
            "(?:iscrive|segna|prenota|mette)temi|partecipo|(?:posso|vorrei|voglio|potrei) "
            "(?:partecipare|venire|giocare|entrare|provare))\\b"
            "([^\\n]{0,40})[ ,.!?:;(-]nat[oa]\\b[^.!?\\n]{0,24}$",
            quiet()},
        // who is with the writer, who stands before, or in whose place the writer is: "con il mio
        // cane, nato il"
        RE2{"\\b(?:con|uno|qualcuno|insieme|assieme|per|posto|cane|gatt[oa]|cavall[oa]|cucciol[oa])"
            "\\b",
            quiet()},
        RE2{"\\b(?:figli[oae]?|nipot[ei]|nipotin[oaie]|bambin[oaie]|bimb[oaie]|ragazz[oaie]|"
            "ragazzin[oaie]|alunn[oaie]|minore|minori|fratell[oi]|fratellin[oi]|sorell[ae]|"
            "sorellin[ae]|marito|moglie|suocer[oa]|iscritt[oaie])\\b",
            quiet()},
        RE2{"\\b(?:ai (?:miei|nostri|vecchi) tempi|a quei tempi|(?:l'|le |li )?(?:ho|avevo) (?:gia "
            ")?(?:fatt|ripetut|finit|frequentat|superat|"
            "pres|lasciat)[oaei]|facevo|andavo|frequentavo|quando (?:avevo|ero)|avevo|ero|da "
            "(?:piccol[oa]|bambin[oa]|ragazz[oa]))\\b",
            quiet()},
        // "16 anni li faccio a giugno"
        RE2{"\\b((\\d{1,2}) (?:anni )?li (?:faccio|compio|faro|compiro|devo (?:ancora )?(?:fare|"
            "compiere)))\\b",
            quiet()},
        // "noi della prima C (abbiamo 11 anni)", not "abbiamo 11 anni di esperienza"
        RE2{"\\b(abbiamo (?:tutti |tutte |quasi tutti )?(\\d{1,2}) anni)(?:\\s*[.,;:!?)]|\\s+e\\b|"
            "\\s+(?:tutt[ei] e (?:due|tre|quattro)|entramb[ei]|ciascun[oa]|a testa|anche|pure)\\b|"
            "\\s*$)",
            quiet()},
        // "terza media presente", "seconda media eccoci!", not "terza media presente nel plesso"
        RE2{"(?:^|[.!?\\n]\\s*)((?:la )?(prima|seconda|terza|quarta|quinta) (elementare|primaria|"
            "media|superiore|liceo)),? (?:presente|presenti|eccoci|eccomi)"
            "(?:\\s*(?:$|[.,;:!?)\\n]|[^\\x00-\\x7F]))",
            quiet()},
        RE2{"\\b(?:nel|del|dal|il|fino al) (?:'|lontano )?((?:19|20)\\d\\d)\\b", quiet()}};
    return all;
}

/// The first match of capture `group`, as bytes of the source.
std::optional<ByteSpan> find_in(const FoldedText& folded, const RE2& expression, int group = 0) {
    std::array<re2::StringPiece, 4> match;
    const std::string_view text = folded.text();
    if (!expression.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, match.data(),
                          std::min(4, expression.NumberOfCapturingGroups() + 1))) {
        return std::nullopt;
    }
    const auto& part = match[static_cast<std::size_t>(group)];
    const auto begin = static_cast<std::size_t>(part.data() - text.data());
    return folded.source(begin, begin + part.size());
}

int to_number(std::string_view digits) noexcept {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// prima, ii, 3: which year of a school; 0 if none.
int ordinal(std::string_view word) noexcept {
    constexpr std::array<std::array<std::string_view, 3>, 5> words{{{"1", "i", "prima"},
                                                                    {"2", "ii", "seconda"},
                                                                    {"3", "iii", "terza"},
                                                                    {"4", "iv", "quarta"},
                                                                    {"5", "v", "quinta"}}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (std::find(words[i].begin(), words[i].end(), word) != words[i].end()) {
            return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

/// Runs `take` on every match of `expression`, each from where the one before ended its core.
template <class Take>
void each_match(const FoldedText& folded, const RE2& expression, const Take& take) {
    const std::string_view text = folded.text();
    std::array<re2::StringPiece, 4> match;
    std::size_t from = 0;
    const int groups = expression.NumberOfCapturingGroups() + 1;
    while (from <= text.size() && expression.Match({text.data(), text.size()}, from, text.size(),
                                                   RE2::UNANCHORED, match.data(), groups)) {
        const auto begin = static_cast<std::size_t>(match[1].data() - text.data());
        take(match, folded.source(begin, begin + match[1].size()));
        from = begin + match[1].size();
    }
}

/// "bambini 6-11 anni", "10/05/2012": the number after `lead` ends a range or a date.
bool ends_a_range(std::string_view lead) {
    static const RE2 range{"\\d ?[-/] ?$"};
    return RE2::PartialMatch({lead.data(), lead.size()}, range);
}

std::string_view view(const re2::StringPiece& piece) noexcept {
    return {piece.data(), piece.size()};
}

} // namespace

WriterHints read_writer(const FoldedText& folded) {
    const Expressions& all = expressions();
    WriterHints hints;
    hints.adult = find_in(folded, all.adult);
    if (!hints.adult) {
        hints.adult = find_in(folded, all.kin);
    }
    hints.borrowed = find_in(folded, all.borrowed);
    if (hints.adult && find_in(folded, all.childs_device)) {
        hints.borrowed.reset(); // an adult on a child's profile, not a child on a parent's
    }
    hints.childs_profile = find_in(folded, all.childs_profile);
    return hints;
}

ProfileHints read_profile(std::string_view text, Date day) {
    const FoldedText folded = fold(text);
    const Expressions& all = expressions();
    ProfileHints hints;
    hints.managed = find_in(folded, all.managed);
    hints.parent = find_in(folded, all.parent, 1);
    each_match(folded, all.long_since, [&](const auto& match, ByteSpan where) {
        if (to_number(view(match[2])) + 10 <= static_cast<int>(day.year())) {
            hints.long_since = where;
        }
    });
    each_match(folded, all.profile_age, [&](const auto& match, ByteSpan where) {
        const int age = to_number(view(match[2]));
        const std::string_view lead{folded.text().data(), folded.folded_offset(where.begin())};
        if (age >= 4 && !ends_a_range(lead)) {
            hints.ages.push_back({where, aged({age, age}, day), false, "profile-age"});
        }
    });
    each_match(folded, all.profile_class, [&](const auto& match, ByteSpan where) {
        const char stage = match[3][0] == 'e' || match[3][0] == 'p' ? 'e'
                           : match[3][0] == 'm'                     ? 'm'
                                                                    : 's';
        if (const auto age = school_age(stage, ordinal(view(match[2])), day)) {
            hints.ages.push_back({where, aged(*age, day), false, "profile-class"});
        }
    });
    each_match(folded, all.profile_born, [&](const auto& match, ByteSpan where) {
        std::string_view digits = view(match[2]);
        digits.remove_prefix(digits.front() == '\'' ? 1 : 0);
        const int year = to_number(digits) + (digits.size() == 2 ? 2000 : 0);
        if (year <= static_cast<int>(day.year())) {
            hints.ages.push_back({where, born_in(year), digits.size() == 2, "profile-birth-year"});
        }
    });
    each_match(folded, all.profile_birthday, [&](const auto& match, ByteSpan where) {
        if (const auto birth = read_written_date(view(match[1]), day); birth && *birth < day) {
            hints.ages.push_back({where, born_on(*birth), false, "profile-birthday"});
        }
    });
    each_match(folded, all.profile_year, [&](const auto& match, ByteSpan where) {
        const int year =
            match[2].empty() ? 2000 + to_number(view(match[3])) : to_number(view(match[2]));
        const std::string_view lead{folded.text().data(), folded.folded_offset(where.begin())};
        if (year + 5 <= static_cast<int>(day.year()) && !ends_a_range(lead)) {
            hints.ages.push_back({where, born_in(year), true, "profile-year"});
        }
    });
    return hints;
}

std::vector<ProfileAge> read_own_ages(const FoldedText& folded, Date day) {
    const Expressions& all = expressions();
    std::vector<ProfileAge> ages;
    const auto take = [&](int years_off) {
        return [&ages, day, years_off](const auto& match, ByteSpan where) {
            const int age = to_number(view(match[2])) - years_off;
            if (age >= 4 && age <= 25) {
                ages.push_back({where, aged({age, age}, day), false, "own-age"});
            }
        };
    };
    each_match(folded, all.own_soon, take(1));
    each_match(folded, all.own_we, take(0));
    each_match(folded, all.roll_call, [&](const auto& match, ByteSpan where) {
        const char school = match[3][0] == 'm'                         ? 'm'
                            : match[3][0] == 'e' || match[3][0] == 'p' ? 'e'
                                                                       : 's';
        if (const auto age = school_age(school, ordinal(view(match[2])), day)) {
            ages.push_back({where, aged(*age, day), true, std::string{roll_call_rule}});
        }
    });
    return ages;
}

bool lacks_some_days(std::string_view text, ByteSpan where) {
    static const RE2 less{"^\\s*meno (?:un|una|due|tre|poch[ie]|qualche|\\d{1,2}) "
                          "(?:giorn|settiman|mes|or)"};
    const std::string rest = fold_to_string(text.substr(to_index(where.end())));
    return RE2::PartialMatch(rest, less);
}

bool is_cheered(std::string_view text, ByteSpan where) {
    static const RE2 cheer{"\\b(?:forza|brav[oa]|bravissim[oa]|auguri|complimenti|congratulazioni|"
                           "evviva|viva|dai|grande|in bocca al lupo)(?: a)? \\w+[ ,!]*$"};
    return RE2::PartialMatch(fold_to_string(text.substr(0, to_index(where.begin()))), cheer);
}

bool is_of_pupils(std::string_view text, ByteSpan where) {
    static const RE2 pupils{"\\b(?:miei|mie|nostri|nostre|tuoi|tue|suoi|sue|vostri|vostre)"
                            "(?: [a-z]+)? (?:di|del|della|dell'|in)\\s*$"};
    return RE2::PartialMatch(fold_to_string(text.substr(0, to_index(where.begin()))), pupils);
}

bool introduces_itself(std::string_view text, ByteSpan name) {
    static const RE2 own{"\\b(?:mi chiamo|il mio nome e|sono io,?|io sono)\\s+$"};
    return RE2::PartialMatch(fold_to_string(text.substr(0, to_index(name.begin()))), own);
}

std::optional<ProfileAge> read_handle(std::string_view text, Date day) {
    const FoldedText folded = fold(text);
    std::optional<ProfileAge> found;
    each_match(folded, expressions().handle_year, [&](const auto& match, ByteSpan where) {
        const int year = to_number(view(match[1]));
        const int now = static_cast<int>(day.year());
        if (!found && year + 5 <= now && year + 18 >= now) {
            found = ProfileAge{where, born_in(year), true, "handle-year"};
        }
    });
    return found;
}

bool is_memory(const FoldedText& folded, ByteSpan where) {
    const std::string_view all = folded.text();
    const auto ends = [](char c) { return c == '.' || c == '!' || c == '?' || c == '\n'; };
    std::size_t begin = folded.folded_offset(where.begin());
    std::size_t end = folded.folded_offset(where.end());
    static const RE2 today{"^(?:ne )?(?:ho|faccio|compio|frequento|vado|sto) "};
    static const RE2 done{"^(?:ne )?ho (?:gia |appena )?[a-z]+t[oaei]\\b"};
    const re2::StringPiece own{all.data() + begin, end - begin};
    if (RE2::PartialMatch(own, today) && !RE2::PartialMatch(own, done)) {
        return false;
    }
    while (begin > 0 && !ends(all[begin - 1])) {
        --begin;
    }
    while (end < all.size() && !ends(all[end])) {
        ++end;
    }
    return RE2::PartialMatch({all.data() + begin, end - begin}, expressions().memory);
}

bool is_long_ago(const FoldedText& folded, ByteSpan where, Date day) {
    constexpr int oldest_child = 20; // a year of birth of somebody at school
    const std::string_view all = folded.text();
    int year = 0;
    if (!RE2::PartialMatch({all.data(), all.size()}, expressions().past_year, &year)) {
        return false;
    }
    const int gone = static_cast<int>(day.year()) - year;
    return gone > oldest_child || (gone >= 10 && is_memory(folded, where));
}

bool is_jest(const FoldedText& folded, ByteSpan where) {
    static const RE2 measure{"^ (?:milion\\w+|miliard\\w+|centinaio|chil\\w+|quintal\\w+|litr\\w+|"
                             "metr\\w+|secol\\w+|mondo|paese|stipendi\\w*)\\b"};
    static const RE2 jest{"\\b(?:scherz\\w+|per finta|si fa per dire|come se avessi|mi sento)\\b"};
    const std::string_view all = folded.text();
    const std::size_t begin = folded.folded_offset(where.begin());
    const std::size_t end = folded.folded_offset(where.end());
    const std::string_view own = all.substr(begin, end - begin);
    static const RE2 taken_back{"^[^a-z]{0,4}(?:\\w+ )?(?:scherz\\w+|al contrario|a rovescio|"
                                "per finta|invertit[ei])\\b"};
    const std::size_t reach = std::min<std::size_t>(begin, 40);
    return RE2::PartialMatch({all.data() + end, all.size() - end}, taken_back) ||
           (own.ends_with("mezzo") &&
            RE2::PartialMatch({all.data() + end, all.size() - end}, measure)) ||
           RE2::PartialMatch({all.data() + begin - reach, reach}, jest);
}

bool follows_another_name(std::string_view text, ByteSpan where, std::string_view author_name) {
    constexpr std::string_view breaks = " \t\n.,;:!?()\"";
    std::string_view lead = text.substr(0, to_index(where.begin()));
    static const RE2 own{"\\b(?:mi chiamo|il mio nome e|io sono) \\w+(?: \\w+)?[ ,:(-]*$"};
    if (RE2::PartialMatch(fold_to_string(lead), own)) {
        return false;
    }
    const std::size_t last = lead.find_last_not_of(" ,");
    if (last == std::string_view::npos) {
        return false;
    }
    lead = lead.substr(0, last + 1);
    const std::size_t space = lead.find_last_of(breaks);
    if (space == std::string_view::npos || space + 1 >= lead.size()) {
        return false;
    }
    const std::string_view word = lead.substr(space + 1);
    const std::string_view earlier = lead.substr(0, space + 1);
    const std::size_t mark = earlier.find_last_not_of(" \t");
    const bool starts = mark == std::string_view::npos ||
                        std::string_view{".!?\n"}.find(earlier[mark]) != std::string_view::npos;
    const bool capital = word.front() >= 'A' && word.front() <= 'Z' && word.size() > 2;
    return capital && !starts &&
           fold_to_string(author_name).find(fold_to_string(word)) == std::string::npos;
}

Owner owner_of(const FoldedText& folded, ByteSpan where, std::string_view author_name) {
    const std::size_t at = folded.folded_offset(where.begin());
    const std::string_view all = folded.text();
    const std::string_view lead = all.substr(at > 90 ? at - 90 : 0, std::min<std::size_t>(at, 90));
    const bool kin = RE2::PartialMatch({all.data(), all.size()}, expressions().others);
    if (RE2::PartialMatch({lead.data(), lead.size()}, expressions().own_code) &&
        !RE2::PartialMatch({lead.data(), lead.size()}, expressions().others)) {
        return Owner::author;
    }
    if (kin) {
        return Owner::somebody_else;
    }
    re2::StringPiece between;
    if (RE2::PartialMatch({lead.data(), lead.size()}, expressions().enrols, &between) &&
        !RE2::PartialMatch(between, expressions().company)) {
        return Owner::author;
    }
    // The display name, word for word, in the text: a form that its author filled in.
    const std::string name = fold_to_string(author_name);
    int words = 0;
    bool missing = false;
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find(' ', begin), name.size());
        const std::string_view word = std::string_view{name}.substr(begin, end - begin);
        if (word.size() >= 3) {
            ++words;
            missing = missing || all.find(word) == std::string_view::npos;
        }
        begin = end + 1;
    }
    return words >= 2 && !missing ? Owner::author : Owner::unknown;
}

std::optional<AgeRange> school_age(char stage, int year, Date day) noexcept {
    const bool autumn = day.month() >= std::chrono::September;
    if (stage == 'e' && year >= 1 && year <= 5) {
        return AgeRange{year + 4, year + 7};
    }
    if (stage == 'm' && year >= 1 && year <= 3) {
        return year < 3 ? AgeRange{year + 9, 13} : AgeRange{12, autumn ? 13 : 14};
    }
    if (stage == 's' && year >= 1 && year <= 5) {
        constexpr std::array<AgeRange, 5> ages{{{13, 15}, {14, 16}, {16, 18}, {16, 19}, {17, 20}}};
        return year == 2 && autumn ? AgeRange{14, 15} : ages[static_cast<std::size_t>(year - 1)];
    }
    return std::nullopt;
}

} // namespace oblio::minors
