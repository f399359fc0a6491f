// lib/src/subject/name_context.cpp: what stands beside a match, and makes it a place, a firm, a
// family or somebody else.
#include "subject/bare_names.hpp"
#include "subject/beside.hpp"

#include "detect/word_list.hpp"
#include "subject/introductions.hpp"
#include "subject/lookalikes.hpp"
#include "subject/name_match.hpp"
#include "subject/named_after.hpp"
#include "subject/ordinary.hpp"
#include "subject/small_words.hpp"
#include "subject/things.hpp"
#include "subject/town_names.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;
using detect::Token;
using detect::TokenKind;

/// `la Madonna Incoronata`, `la festa dell'Incoronata`: what is venerated under that name. Without
/// the article ("la festa di Assunta", "madonna Assunta quanto parli") a neighbour may be meant.
Exclusion by_faith(const std::vector<std::string_view>& before, std::string_view name) {
    // First names that are feasts of the calendar: "per l'Assunta".
    constexpr std::array<std::string_view, 6> feast_names{"assunta",    "annunziata", "immacolata",
                                                          "addolorata", "incoronata", "ascensione"};
    constexpr std::array<std::string_view, 2> venerated{"madonna", "vergine"};
    constexpr std::array<std::string_view, 8> articles{"la",    "della", "alla",  "dalla",
                                                       "nella", "sulla", "santa", "beata"};
    constexpr std::array<std::string_view, 4> of{"dell", "della", "del", "dello"};
    constexpr std::array<std::string_view, 9> feasts{"festa",   "sagra",      "fiera",
                                                     "novena",  "messa",      "solennita",
                                                     "vigilia", "ricorrenza", "altare"};
    if (before.empty()) {
        return Exclusion::none;
    }
    if (detect::in(before[0], venerated)) {
        return before.size() > 1 && detect::in(before[1], articles) ? Exclusion::place
                                                                    : Exclusion::thing;
    }
    constexpr std::array<std::string_view, 5> days{"per", "dopo", "prima", "fino", "a"};
    const bool feast =
        before.size() > 1 && detect::in(before[0], of) && detect::in(before[1], feasts);
    const bool day = before.size() > 1 && before[0] == "l" && detect::in(before[1], days) &&
                     detect::in(name, feast_names);
    return feast || day ? Exclusion::thing : Exclusion::none;
}

/// `noi malvestiti`, `siete bianchi`: a small plural said of several is no surname.
bool is_said_of_several(const std::vector<std::string_view>& before, std::string_view letters) {
    constexpr std::array<std::string_view, 12> several{"noi",   "voi",     "siamo",   "siete",
                                                       "sono",  "eravamo", "eravate", "erano",
                                                       "tutti", "tutte",   "molti",   "troppi"};
    return !before.empty() && detect::in(before[0], several) &&
           (letters.back() == 'i' || letters.back() == 'e');
}

/// A hyphen joins the match to another capitalised word: `Ada-Bianca`, `Argentina-Cile`.
bool hyphenated(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    const auto hyphen = [&](std::size_t at) {
        const std::string_view text = document.text(tokens[at]);
        return tokens[at].kind == TokenKind::mark && (text == "-" || text == "/") &&
               !tokens[at].space_before;
    };
    const std::size_t end = match.end_token;
    if (end + 1 < tokens.size() && hyphen(end) && !tokens[end + 1].space_before &&
        is_capitalised(tokens[end + 1])) {
        return true;
    }
    const std::size_t first = match.first_token;
    return first >= 2 && hyphen(first - 1) && !tokens[first].space_before &&
           is_capitalised(tokens[first - 2]);
}

/// "in Argentina" is a place; "fiducia in Argentina" is not.
bool is_inside(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 5> trust{"cred", "fiduc", "fede", "confid", "sper"};
    constexpr std::array<std::string_view, 4> in{"in", "nel", "nell", "nella"};
    return !before.empty() && detect::in(before[0], in) &&
           !(before.size() > 1 &&
             std::any_of(trust.begin(), trust.end(),
                         [&](std::string_view row) { return before[1].starts_with(row); }));
}

/// An article of the plural before a surname: `le Fittizi` is a school or the women of a house,
/// `i Fittizi` the family; one person alone is neither.
Exclusion by_article(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 8> several{"famiglia", "famiglie", "coniugi", "sorelle",
                                                      "gemelli",  "gemelle",  "signori", "sposi"};
    constexpr std::array<std::string_view, 7> places{"le",    "alle",  "delle", "nelle",
                                                     "dalle", "sulle", "colle"};
    constexpr std::array<std::string_view, 10> families{"i",    "gli", "dei",   "degli", "ai",
                                                        "agli", "dai", "dagli", "coi",   "sui"};
    if (before.empty()) {
        return Exclusion::none;
    }
    const bool all = detect::in(before[0], families) || detect::in(before[0], several);
    return detect::in(before[0], places) ? Exclusion::place
           : all                         ? Exclusion::family
                                         : Exclusion::none;
}

// What makes a bare name that of a figure of history or faith. General knowledge.
constexpr std::array<std::string_view, 8> figures_titles{
    "imperatore", "imperatrice", "faraone", "profeta", "apostolo", "evangelista", "zar", "zarina"};
// The same, where a father, a winner or a joke may be meant.
constexpr std::array<std::string_view, 8> maybe_titles{"papa",        "re",    "regina", "principe",
                                                       "principessa", "conte", "duca",   "dea"};

// What priests, friars and nuns are called; in the South, a man of respect as well.
constexpr std::array<std::string_view, 5> clergy_titles{"don", "suor", "frate", "monsignor",
                                                        "mons"};

/// "l'imperatore Adriano", "Adriano imperatore", "Silvestro II"; "papa Silvestro" is asked.
Exclusion by_figure(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 15> numerals{"ii",   "iii", "iv",  "vi",   "vii",
                                                        "viii", "ix",  "xi",  "xii",  "xiii",
                                                        "xiv",  "xv",  "xvi", "xxii", "xxiii"};
    const auto before = words_before(document, match.first_token, 1);
    const auto& tokens = document.tokens();
    const bool next = adjacent_word(document, match.end_token);
    const std::string_view after = next ? document.text(tokens[match.end_token]) : "";
    const bool numbered =
        detect::in(after, numerals) && tokens[match.end_token].letters == LetterCase::upper;
    if (numbered || detect::in(after, figures_titles) ||
        (!before.empty() && detect::in(before[0], figures_titles))) {
        return Exclusion::figure;
    }
    // "madre Teresa", but "la madre Teresa" is somebody's
    const auto wider = words_before(document, match.first_token, 2);
    const bool called = !before.empty() && detect::in(before[0], "madre", "padre", "fra") &&
                        (wider.size() < 2 || is_small_word(wider[1])) &&
                        (wider.size() < 2 || !detect::in(wider[1], definite_articles));
    if (called || (!before.empty() && detect::in(before[0], clergy_titles))) {
        return Exclusion::clergy;
    }
    return !before.empty() && detect::in(before[0], maybe_titles) ? Exclusion::thing
                                                                  : Exclusion::none;
}

/// `Serena notte a tutti`, `una serena domenica`: a wish, not a name.
bool is_wish(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 12> times{"notte",  "giornata",  "serata",  "domenica",
                                                     "pasqua", "settimana", "estate",  "mattinata",
                                                     "vita",   "vacanza",   "vigilia", "attesa"};
    const auto& tokens = document.tokens();
    return match.form == NameForm::given && adjacent_word(document, match.end_token) &&
           detect::in(document.text(tokens[match.end_token]), times);
}

/// `Maria li ha visti`: a surname that is a pronoun, a verb or an article. Written small among
/// capitals it is one; where capitals say nothing, a person looks.
Exclusion by_shortness(const Document& document, const NameMatch& match,
                       const NameKnowledge& known) {
    constexpr std::size_t shortest = 3; // letters
    const auto word = [&known](const std::string& part) {
        return part.size() > 1 && part.size() <= shortest && known.is_common_word(part);
    };
    if (match.form != NameForm::full || match.capitalised != document.all_capitals() ||
        std::none_of(match.parts.begin(), match.parts.end(), word)) {
        return Exclusion::none;
    }
    return match.small || document.all_capitals() ? Exclusion::thing : Exclusion::common_word;
}

/// `i Renzo`, `tutti i Renzo del paese`: whoever bears the first name.
bool is_said_of_all(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 6> plural{"i", "gli", "dei", "degli", "ai", "agli"};
    return !before.empty() && detect::in(before[0], plural);
}

/// `mio zio Renzo`, `nostra cugina Finti`: of the writer's own family, known to them alone.
bool is_writers_kin(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 4> own{"mio", "mia", "nostro", "nostra"};
    constexpr std::array<std::string_view, 30> kin{
        "figlio",  "figlia", "nipote", "nipotino",  "nipotina", "zio",      "zia",      "nonno",
        "nonna",   "cugino", "cugina", "fratello",  "sorella",  "cognato",  "cognata",  "suocero",
        "suocera", "genero", "nuora",  "marito",    "moglie",   "compagno", "compagna", "padre",
        "madre",   "cane",   "gatto",  "cagnolino", "gatta",    "pronipote"};
    return before.size() > 1 && detect::in(before[0], kin) && detect::in(before[1], own);
}

/// `la signora Fittizi`, `la Fittizi`, where the subject is a man; `il sig. Fittizi` of a woman.
bool is_of_other_sex(const std::vector<std::string_view>& before, NameSex sex) {
    constexpr std::array<std::string_view, 14> female{
        "la",         "della",         "alla",    "dalla", "sulla", "signora",     "signorina",
        "dottoressa", "professoressa", "maestra", "cara",  "brava", "avvocatessa", "sora"};
    constexpr std::array<std::string_view, 13> male{
        "il",     "del",     "al",        "dal",     "sul",  "signor", "signore",
        "dottor", "dottore", "professor", "maestro", "caro", "bravo"};
    if (before.empty() || sex == NameSex::unknown) {
        return false;
    }
    const bool short_title =
        before.size() > 1 && (before[1] == "sig" || before[1] == "dott" || before[1] == "prof");
    const bool feminine =
        detect::in(before[0], female) || (short_title && (before[0] == "ra" || before[0] == "ssa"));
    const bool masculine = detect::in(before[0], male) || before[0] == "sig";
    return sex == NameSex::male ? feminine : masculine;
}

/// `Ugo Renzo Finti`: another first name stands before the whole name, as in nobody's of a list.
bool has_name_before(const Document& document, const NameMatch& match, const NameProfile& profile,
                     const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    const std::size_t first = match.first_token;
    if (match.form != NameForm::full || match.reversed || first == 0 ||
        !adjacent_word(document, first - 1)) {
        return false;
    }
    const std::string_view word = document.text(tokens[first - 1]);
    return (is_capitalised(tokens[first - 1]) || match.small) && known.is_first_name(word) &&
           !known.is_common_word(word) && !profile.compatible({std::string{word}});
}

// A name follows.
constexpr std::array<std::string_view, 19> titles{
    "arch",    "ing",    "rag",        "sig",      "signor",    "signora", "sigra",
    "dott",    "dottor", "dottoressa", "dottore",  "professor", "prof",    "maestra",
    "maestro", "geom",   "avv",        "avvocato", "signorina"};

/// `una corazza di lacca`, `ogni fontana`: written small, the word is a thing.
bool is_some_thing(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 14> some{
        "un",      "una",    "uno", "ogni", "qualche", "questa", "questo",
        "nessuna", "nessun", "due", "tre",  "mezza",   "mezzo",  "altra"};
    return !before.empty() && detect::in(before[0], some);
}

/// `più ventura che soldi`, `limoncello vero sorrentino`, `la spatola` where the nickname is a
/// man's: written small, a quality, an amount or an article of the other sex makes it a word.
bool is_qualified(const Document& document, const NameMatch& match,
                  const std::vector<std::string_view>& before, NameSex sex,
                  const NameKnowledge& known) {
    constexpr std::array<std::string_view, 16> amounts{
        "piu",    "meno",   "molta",  "molto",  "tanta",      "tanto", "poca",  "poco",
        "quanta", "quanto", "troppa", "troppo", "abbastanza", "blu",   "verde", "rosa"};
    constexpr std::array<std::string_view, 22> said_of_people{
        "caro",    "cara",   "bravo",  "brava",  "povero", "povera", "bello", "bella",
        "buono",   "santo",  "santa",  "mitico", "mitica", "nuovo",  "nuova", "vecchio",
        "vecchia", "ultimo", "ultima", "stesso", "stessa", "primo"};
    const bool small = match.small || !match.capitalised;
    if (!small || before.empty() || document.all_capitals() || match.first_token == 0 ||
        !adjacent_word(document, match.first_token - 1)) {
        return false;
    }
    if (match.form == NameForm::nickname) {
        return (sex == NameSex::male && detect::in(before[0], "la", "una", "della", "alla")) ||
               (sex == NameSex::female && detect::in(before[0], "il", "un", "del", "al", "lo"));
    }
    const std::string_view word = before[0];
    return match.form == NameForm::surname &&
           (detect::in(word, amounts) ||
            (!word.ends_with("lla") && !word.ends_with("llo") && // "alla", "sulla"
             !detect::in(word, said_of_people) && says_quality(word, known)));
}

/// An article stands before it.
bool is_led(const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 10> articles{"l",   "il",   "lo",    "la",  "un",
                                                        "una", "dell", "della", "del", "quell"};
    return !before.empty() && detect::in(before[0], articles);
}

/// `la Antonio Canal`, where the name is a man's: a school, a ship or a prize.
bool disagrees(const std::vector<std::string_view>& before, NameSex sex) {
    constexpr std::array<std::string_view, 5> feminine{"la", "alla", "dalla", "nella", "sulla"};
    constexpr std::array<std::string_view, 5> masculine{"il", "al", "dal", "nel", "sul"};
    return !before.empty() && ((sex == NameSex::male && detect::in(before[0], feminine)) ||
                               (sex == NameSex::female && detect::in(before[0], masculine)));
}

/// `Ada Finti (1890-1944)`, `il partigiano Ugo Finti`: somebody of old.
bool is_of_old(const Document& document, const NameMatch& match,
               const std::vector<std::string_view>& before) {
    constexpr std::array<std::string_view, 20> of_old{
        "partigiano",  "partigiana",  "garibaldino", "martire",   "patriota",
        "condottiero", "condottiera", "venerabile",  "podesta",   "brigante",
        "briganta",    "bandito",     "barone",      "baronessa", "marchese",
        "marchesa",    "duchessa",    "ammiraglio",  "doge",      "vicere"};
    const auto& tokens = document.tokens();
    const std::size_t at = match.end_token;
    const auto year = [&](std::size_t token) {
        return tokens[token].kind == TokenKind::number && document.text(tokens[token]).size() == 4;
    };
    const bool lifespan = at + 3 < tokens.size() && document.text(tokens[at]) == "(" &&
                          year(at + 1) && document.text(tokens[at + 2]) == "-" && year(at + 3);
    return lifespan || (!before.empty() && detect::in(before[0], of_old));
}

/// A surname taken apart into ordinary words, where capitals say nothing: "me lo presti", "la
/// macchina dell'amico". A title, an article or a preposition before it makes it a name again: two
/// of them do not stand side by side ("a lo presti", "la dell'amico").
bool is_phrase(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 12> leads{"a",  "da", "di",   "con", "per",   "il",
                                                     "la", "al", "alla", "del", "della", "dalla"};
    const auto& tokens = document.tokens();
    std::size_t words = 0;
    for (std::size_t i = match.first_token; i < match.end_token; ++i) {
        if (tokens[i].kind != TokenKind::word) {
            continue;
        }
        ++words;
        const std::string_view word = document.text(tokens[i]);
        if (!is_small_word(word) && !is_ordinary(word, known)) {
            return false;
        }
    }
    const auto before = words_before(document, match.first_token, 1);
    const bool led =
        !before.empty() &&
        (detect::in(before[0], titles) ||
         (detect::in(before[0], leads) && is_small_word(document.text(tokens[match.first_token]))));
    return words > 1 && !led;
}

/// The name has the case of all that stands around it: only the lists can tell a surname from what
/// follows.
bool case_is_silent(const Document& document, const NameMatch& match) {
    return document.all_capitals() || match.small;
}

/// `Orlando detto il Furioso`: a byword that is none of the subject's. Only where capitals tell a
/// name from a word: "renzo ha detto il vero".
bool has_other_byword(const Document& document, const NameMatch& match,
                      const NameProfile& profile) {
    const std::vector<std::string> bywords = case_is_silent(document, match)
                                                 ? std::vector<std::string>{}
                                                 : nicknames_after(document, match);
    return !bywords.empty() && !profile.compatible(bywords);
}

/// What the word at `token` is as a surname, a particle before it glued on: `DE SANTIS`.
SurnameLook surname_at(const Document& document, std::size_t token, const NameProfile& profile,
                       const NameKnowledge& known) {
    if (!adjacent_word(document, token)) {
        return SurnameLook::no;
    }
    const auto& tokens = document.tokens();
    std::string letters{document.text(tokens[token])};
    if (is_particle(letters)) {
        const bool apostrophe =
            token + 1 < tokens.size() && document.text(tokens[token + 1]) == "'";
        const std::size_t next = token + (apostrophe ? 2 : 1);
        if (!adjacent_word(document, next)) {
            return SurnameLook::no;
        }
        letters += document.text(tokens[next]);
        return known.surname_look(letters) == SurnameLook::yes ? SurnameLook::yes : SurnameLook::no;
    }
    return is_small_word(letters) || profile.compatible({letters}) ? SurnameLook::no
                                                                   : known.surname_look(letters);
}

/// "Domenica Lorusso", "Fittizi Auto": the surname is part of somebody's or something's name.
Exclusion beside_surname(const Document& document, const NameMatch& match,
                         const NameProfile& profile, const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    // Somebody else's first name; written small it must be no ordinary word.
    const auto other_first_name = [&](std::size_t at) {
        const std::string_view word = document.text(tokens[at]);
        if (tokens[at].starts_sentence && word == "gentile") {
            return false; // how letters begin
        }
        const bool named =
            is_capitalised(tokens[at]) || (match.small && !known.is_common_word(word));
        return named && known.is_first_name(word);
    };
    if (match.first_token > 0 && tokens[match.first_token - 1].kind == TokenKind::word &&
        other_first_name(match.first_token - 1) &&
        !std::binary_search(profile.given.begin(), profile.given.end(),
                            document.text(tokens[match.first_token - 1]), std::less<>{})) {
        return Exclusion::other_person;
    }
    if (is_after_first_name(document, match, profile, known)) {
        return Exclusion::thing;
    }
    if (!adjacent_word(document, match.end_token)) {
        return Exclusion::none;
    }
    if (other_first_name(match.end_token)) {
        return Exclusion::other_person;
    }
    return goes_on_as_name(document, match, profile) ? Exclusion::thing : Exclusion::none;
}

/// "Giovanna Bianchi", "Maria Giovanna", "Bianchi Giovanna": the first name is another person's.
/// A title or a greeting before it is an ordinary word.
Exclusion beside_first_name(const Document& document, const NameMatch& match,
                            const NameProfile& profile, const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    const bool next_word = adjacent_word(document, match.end_token);
    const bool silent = case_is_silent(document, match);
    // "il Moro di Venezia" is somebody else's name.
    if (match.form == NameForm::nickname && next_word && match.end_token + 1 < tokens.size() &&
        !document.all_capitals() && is_particle(document.text(tokens[match.end_token])) &&
        is_capitalised(tokens[match.end_token + 1])) {
        return Exclusion::other_person;
    }
    // "Ludovico il Moro", too.
    const std::size_t first = match.first_token;
    if (match.form == NameForm::nickname && first > 1 && adjacent_word(document, first - 1) &&
        is_small_word(document.text(tokens[first - 1])) && is_capitalised(tokens[first - 2])) {
        const std::string_view bearer = document.text(tokens[first - 2]);
        if (known.is_first_name(bearer) && !known.is_common_word(bearer) &&
            !profile.compatible({std::string{bearer}})) {
            return Exclusion::other_person;
        }
    }
    // "Ugo Dio ti benedica" calls upon somebody else.
    const bool invoked = next_word && detect::in(document.text(tokens[match.end_token]), "dio",
                                                 "madonna", "gesu", "signore");
    if (next_word && is_capitalised(tokens[match.end_token]) && !silent && !invoked) {
        return Exclusion::other_person;
    }
    // "Giovanna (Bianchi)"
    const std::size_t end = match.end_token;
    if (end + 2 < tokens.size() && document.text(tokens[end]) == "(" &&
        is_capitalised(tokens[end + 1]) && document.text(tokens[end + 2]) == ")" &&
        !profile.compatible({std::string{document.text(tokens[end + 1])}})) {
        return Exclusion::thing;
    }
    const SurnameLook after =
        silent ? surname_at(document, match.end_token, profile, known) : SurnameLook::no;
    if (after != SurnameLook::no) {
        return after == SurnameLook::yes ? Exclusion::other_person : Exclusion::thing;
    }
    if (match.first_token == 0 || tokens[match.first_token - 1].kind != TokenKind::word) {
        return Exclusion::none;
    }
    const Token& previous = tokens[match.first_token - 1];
    const std::string_view word = document.text(previous);
    if (known.is_common_word(word)) {
        return Exclusion::none;
    }
    if (!silent && !previous.starts_sentence) {
        return is_capitalised(previous) ? Exclusion::other_person : Exclusion::none;
    }
    // Here a capital says nothing: "Ehilà Giovanna", "BIANCHI GIOVANNA".
    const SurnameLook before = silent || is_capitalised(previous)
                                   ? surname_at(document, match.first_token - 1, profile, known)
                                   : SurnameLook::no;
    const bool first_name =
        silent && known.is_first_name(word) && !profile.compatible({std::string{word}});
    if (before == SurnameLook::yes || first_name) {
        return Exclusion::other_person;
    }
    return silent && before == SurnameLook::maybe ? Exclusion::thing : Exclusion::none;
}

/// What stands beside a surname or a first name alone. `ordinary`: it is an ordinary word;
/// `titled`: a title stands before it.
Exclusion beside_alone(const Document& document, const NameMatch& match, const NameProfile& profile,
                       const NameKnowledge& known, bool ordinary, bool titled) {
    const auto& tokens = document.tokens();
    const auto before = words_before(document, match.first_token, 2);
    const bool with_surname = match.form == NameForm::surname;
    if (const Exclusion figure = by_figure(document, match); figure != Exclusion::none) {
        return figure;
    }
    if (is_writers_kin(before)) {
        return Exclusion::writers_kin;
    }
    if (!with_surname && is_said_of_all(before)) {
        return Exclusion::family;
    }
    if (const Exclusion faith = by_faith(before, match.parts.front()); faith != Exclusion::none) {
        return faith;
    }
    if (has_other_byword(document, match, profile)) {
        return Exclusion::byword;
    }
    if (match.form == NameForm::surname) {
        if (case_is_silent(document, match) && is_phrase(document, match, known)) {
            return Exclusion::common_word;
        }
        if (is_of_other_sex(before, profile.sex)) {
            return Exclusion::other_sex;
        }
        if (const Exclusion plural = by_article(before); plural != Exclusion::none) {
            return plural;
        }
        if (!match.capitalised && is_said_of_several(before, match.parts.back())) {
            return Exclusion::common_word;
        }
    } else if (is_inside(before)) {
        return Exclusion::place;
    }
    if (hyphenated(document, match)) {
        return Exclusion::other_person;
    }
    const bool small = !match.capitalised && !match.small;
    // Where other words have their capitals, a small one is not a name.
    if (small || (match.small && ordinary && !titled) ||
        (match.small && match.form == NameForm::given &&
         is_word_of_sentence(document, match, known))) {
        return Exclusion::common_word;
    }
    // A capital at the start of a sentence or of a quotation says nothing about an ordinary word.
    const bool quoted =
        match.first_token > 0 && document.text(tokens[match.first_token - 1]) == "\"";
    if ((tokens[match.first_token].starts_sentence || quoted) && ordinary && !titled &&
        match.form != NameForm::given && !match.loose) {
        return Exclusion::common_word;
    }
    return match.form == NameForm::surname ? beside_surname(document, match, profile, known)
                                           : beside_first_name(document, match, profile, known);
}

} // namespace

Exclusion exclusion_of(const Document& document, const NameMatch& match, const NameProfile& profile,
                       const NameKnowledge& known) {
    if (const Exclusion called = called_after(document, match, known); called != Exclusion::none) {
        return called;
    }
    if (const Exclusion alike = looks_alike(document, match, known); alike != Exclusion::none) {
        return alike;
    }
    const auto before = words_before(document, match.first_token, 2);
    const bool with_surname = match.form != NameForm::given && match.form != NameForm::diminutive &&
                              match.form != NameForm::nickname;
    if (begins_place(document, match)) {
        return Exclusion::place;
    }
    if (is_among_the_dead(document, match)) {
        return Exclusion::of_the_dead;
    }
    if (is_named_thing(document, match, with_surname) || is_gone_to(document, match, known) ||
        is_called_thing(document, match) || is_noun_apposed(document, match, known) ||
        ((!with_surname || match.form == NameForm::full_typo) &&
         is_animals_name(document, match))) {
        return Exclusion::thing;
    }
    // "all'alba la neve": ordinary words that happen to be somebody's names.
    const bool ordinary =
        std::all_of(match.parts.begin(), match.parts.end(),
                    [&known](const std::string& part) { return known.is_common_word(part); });
    const bool titled =
        match.form == NameForm::surname && !before.empty() && detect::in(before[0], titles);
    if (!match.capitalised && ordinary && !titled &&
        !(match.small && stands_as_name(document, match, known))) {
        return Exclusion::common_word;
    }
    if ((match.form == NameForm::full && disagrees(before, profile.sex)) ||
        (with_surname && is_of_old(document, match, before))) {
        return Exclusion::thing;
    }
    if ((ordinary && is_wish(document, match)) ||
        (match.form == NameForm::surname && !match.capitalised && is_some_thing(before))) {
        return Exclusion::common_word;
    }
    if (is_qualified(document, match, before, profile.sex, known)) {
        return Exclusion::thing;
    }
    if (const Exclusion small = by_shortness(document, match, known); small != Exclusion::none) {
        return small;
    }
    // "la Luna Rossa" is no slip for Rossi, "L'ANGELO BIANCO" perhaps nobody's name.
    const bool slip = match.form == NameForm::full_typo &&
                      known.is_common_word(match.parts.back()) &&
                      (is_led(before) || !match.capitalised || (ordinary && !before.empty()));
    // "Villa Teresa" is a house unless it is called so in a list
    const bool house = match.form == NameForm::full && match.reversed &&
                       detect::in(match.parts.front(), "villa", "corte", "casa", "torre", "monte",
                                  "ponte", "rocca", "castello", "palazzo", "borgo", "campo");
    if (house) {
        return Exclusion::thing;
    }
    const bool loud = match.form == NameForm::full && ordinary && document.all_capitals() &&
                      is_led(before) && !stands_as_name(document, match, known);
    if (slip || loud || surname_is_word(document, match, known) ||
        has_name_before(document, match, profile, known)) {
        return Exclusion::thing;
    }
    const bool alone = match.form == NameForm::surname || match.form == NameForm::given ||
                       match.form == NameForm::diminutive || match.form == NameForm::nickname;
    if (!alone) {
        return !before.empty() && detect::in(before[0], clergy_titles) ? Exclusion::clergy
                                                                       : Exclusion::none;
    }
    return beside_alone(document, match, profile, known, ordinary, titled);
}

} // namespace oblio::subject
