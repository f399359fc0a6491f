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
    RE2 child_of;
    RE2 childs_device;
    RE2 childs_profile;
    RE2 childs_voice;
    RE2 of_the_child;
    RE2 managed;
    RE2 parent;
    RE2 long_since;
    RE2 profile_age;
    RE2 profile_class;
    RE2 profile_born;
    RE2 profile_birthday;
    RE2 profile_year;
    RE2 profile_bare;
    RE2 handle_year;
    RE2 own_soon;
    RE2 own_we;
    RE2 own_slip;
    RE2 own_of_years;
    RE2 roll_call;
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
        // "sono Ada, la figlia di Ida"
        RE2{"\\b(?:sono|qui|parla|scrive)(?: [a-z]+)?,? (?:il |la |l')(?:figli[oa]|nipote|"
            "nipotin[oa]|fratellin[oa]|sorellin[oa]) (?:di |della |del |d')([a-z]+)",
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
        // "mamma ha scelto la mia", "io e papa": without an article as a child says it
        RE2{"(?:(?:^|[.!?,;:\\n]\\s*|\\b(?:e|che|ma|pero|perche|con|da|anche) )(?:mamma|papa|babbo|"
            "nonna|nonno),?(?: [a-z]+){0,3} (?:mi|me|mia|mio|miei|mie)\\b)|"
            "(?:\\bio e (?:mamma|papa|babbo|nonna|nonno)\\b)",
            quiet()},
        // of or to the child: a parent who says "mamma" of themselves or of the other parent
        RE2{"\\b(?:(?:mamma|papa|babbo|nonna|nonno) (?:di|del|della|dei) |lei|lui|te|ti|tu|tuo|tua|"
            "tuoi|tue|sei|nostr[aoie]|su[ao]|fier[aoi]|orgoglios[aoi]|campion\\w*|piccol[ao]|"
            "(?:bambin|figli|bimb|nipot|cucciol)\\w+|firmato|amore|tesoro)\\b",
            quiet()},
        RE2{join({"\\b(?:profilo|account|pagina|gestit[oa]|managed|page|seguit[oa]|curat[oa])\\b"
                  "[^.\\n|]{0,30}?\\b(?:da|dai|dal|dalla|by|di|con|col|coi|insieme a|assieme "
                  "a|with) "
                  "(?:(?:mia|mio|la|il|sua|suo|i|my|"
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
                  "iii|ii|iv|i|v)(?:[ao^°]\\.?)?(?: ?[a-h]\\b)? ?(elementare|primaria|media|"
                  "medie|superiore|superiori|liceo|(?:liceo )?(?:classico|scientifico|linguistico|"
                  "artistico|musicale|sportivo)|itis|alberghiero|ragioneria|geometri))",
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
        // "14🌸 pallavolo", "VBC | 14 | libero": a number that begins a profile before a picture, or
        // stands between bars
        RE2{"(?:^\\s*|[|/•·]\\s*)((1[0-7]|[89]))\\s*(?:$|[|/•·]|[^\\x00-\\x7F])", quiet()},
        RE2{"(?:^|[^0-9])(20[012]\\d)(?:[^0-9]|$)", quiet()},
        // "16 anni li faccio a giugno"
        RE2{"\\b((\\d{1,2}) (?:anni )?li (?:faccio|compio|faro|compiro|devo (?:ancora )?(?:fare|"
            "compiere)))\\b",
            quiet()},
        // "noi della prima C (abbiamo 11 anni)", not "abbiamo 11 anni di esperienza"
        RE2{"\\b(abbiamo (?:tutti |tutte |quasi tutti )?(\\d{1,2}) anni)(?:\\s*[.,;:!?)]|\\s+e\\b|"
            "\\s+(?:tutt[ei] e (?:due|tre|quattro)|entramb[ei]|ciascun[oa]|a testa|anche|pure)\\b|"
            "\\s*$)",
            quiet()},
        // "o tredici anni e mezzo", "io ne o 10 di anni": without the silent letter
        RE2{"(?:^\\s*|[.!?\\n]\\s*|\\bio )(?:ne )?(o (?:gia |quasi |appena "
            ")?(1[0-7]|[6-9]|sei|sette|"
            "otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette)"
            "(?: di)? anni)\\b",
            quiet()},
        // "io ne ho 9 di anni"
        RE2{"\\b(io ne ho (1[0-7]|[6-9]) di anni)\\b", quiet()},
        // "terza media presente", "seconda media eccoci!", not "terza media presente nel plesso"
        RE2{"(?:^|[.!?\\n]\\s*)((?:la )?(prima|seconda|terza|quarta|quinta) (elementare|primaria|"
            "media|superiore|liceo)),? (?:presente|presenti|eccoci|eccomi)"
            "(?:\\s*(?:$|[.,;:!?)\\n]|[^\\x00-\\x7F]))",
            quiet()}};
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
    static constexpr std::array<std::array<std::string_view, 3>, 5> words{{{"1", "i", "prima"},
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

/// A ball of some game comes next.
bool starts_with_ball(std::string_view text) {
    constexpr std::array<std::string_view, 6> balls{"⚽", "🏀", "🏐", "🏉", "🎾", "🥎"};
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return std::any_of(balls.begin(), balls.end(),
                       [text](std::string_view ball) { return text.starts_with(ball); });
}

/// An age in figures or in words, from six to seventeen.
int age_of(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 12> words{
        "sei",    "sette",   "otto",        "nove",     "dieci",  "undici",
        "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette"};
    const auto place = std::find(words.begin(), words.end(), word);
    return place == words.end() ? to_number(word) : static_cast<int>(place - words.begin()) + 6;
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
    re2::StringPiece parent;
    if (RE2::PartialMatch({folded.text().data(), folded.text().size()}, all.child_of, &parent)) {
        hints.child_of = view(parent);
    }
    hints.childs_profile = find_in(folded, all.childs_profile);
    hints.childs_voice =
        !hints.adult && find_in(folded, all.childs_voice) && !find_in(folded, all.of_the_child);
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
    // Numbers that shirts have, beside a ball, say nothing sure.
    each_match(folded, all.profile_bare, [&](const auto& match, ByteSpan where) {
        const std::string_view rest = text.substr(to_index(where.end()));
        const bool shirt = to_number(view(match[2])) <= 11 && starts_with_ball(rest);
        const int age = to_number(view(match[2]));
        hints.ages.push_back({where, aged({age, age}, day), shirt, "profile-age"});
    });
    return hints;
}

std::vector<ProfileAge> read_own_ages(const FoldedText& folded, Date day) {
    const Expressions& all = expressions();
    std::vector<ProfileAge> ages;
    const auto take = [&](int years_off) {
        return [&ages, day, years_off](const auto& match, ByteSpan where) {
            const int age = age_of(view(match[2])) - years_off;
            if (age >= 4 && age <= 25) {
                ages.push_back({where, aged({age, age}, day), false, "own-age"});
            }
        };
    };
    each_match(folded, all.own_soon, take(1));
    each_match(folded, all.own_we, take(0));
    each_match(folded, all.own_slip, take(0));
    each_match(folded, all.own_of_years, take(0));
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

std::optional<AgeRange> school_age(char stage, int year, Date day) noexcept {
    const bool autumn = day.month() >= std::chrono::September;
    if (stage == 'e' && year >= 1 && year <= 5) {
        return AgeRange{year + 4, year + 7};
    }
    if (stage == 'm' && year >= 1 && year <= 3) {
        return year < 3 ? AgeRange{year + 9, 13} : AgeRange{12, autumn ? 13 : 14};
    }
    if (stage == 's' && year >= 1 && year <= 5) {
        static constexpr std::array<AgeRange, 5> ages{
            {{13, 15}, {14, 16}, {16, 18}, {16, 19}, {17, 20}}};
        return year == 2 && autumn ? AgeRange{14, 15} : ages[static_cast<std::size_t>(year - 1)];
    }
    return std::nullopt;
}

} // namespace oblio::minors
