// lib/src/subject/cues.cpp
#include "subject/cues.hpp"

#include "detect/word_list.hpp"

#include "subject/beside.hpp"
#include "subject/identifiers.hpp"
#include "subject/offices.hpp"
#include "subject/small_words.hpp"
#include "subject/trade_cues.hpp"
#include "subject/trade_deeds.hpp"

#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::Token;
using detect::TokenKind;

/// The words of one sentence around a match, with how far each is from it in tokens.
template <class Visit>
void around(const Document& document, const NameMatch& match, std::size_t reach, Visit visit) {
    const auto& tokens = document.tokens();
    const auto ends = [&](std::size_t i) {
        const std::string_view text = document.text(tokens[i]);
        return tokens[i].kind == TokenKind::newline || text == "!" || text == "?" || text == ";" ||
               (text == "." && i + 1 < tokens.size() && tokens[i + 1].starts_sentence &&
                tokens[i].end - tokens[i].begin == 1 &&
                (i == 0 || document.text(tokens[i - 1]).size() > 4));
    };
    for (std::size_t i = match.end_token; i < tokens.size() && i < match.end_token + reach; ++i) {
        if (ends(i)) {
            break;
        }
        if (tokens[i].kind == TokenKind::word) {
            visit(i, static_cast<std::ptrdiff_t>(i - match.end_token) + 1);
        }
    }
    for (std::size_t i = match.first_token; i > 0 && match.first_token - i < reach; --i) {
        if (ends(i - 1)) {
            break;
        }
        if (tokens[i - 1].kind == TokenKind::word) {
            visit(i - 1, -static_cast<std::ptrdiff_t>(match.first_token - i) - 1);
        }
    }
}

/// `suo padre, Ada Finti`: the kin and the name are one person.
bool is_own_kin(const Document& document, const NameMatch& match, std::size_t token) {
    static constexpr std::array<std::string_view, 6> whose{"suo", "sua", "mio",
                                                           "mia", "tuo", "tua"};
    const auto& tokens = document.tokens();
    return token > 0 && token + 2 == match.first_token && document.text(tokens[token + 1]) == "," &&
           detect::in(document.text(tokens[token - 1]), whose);
}

/// `, il geometra`: said of the name before it; of a whole name without the comma, too, where the
/// subject's own trade is known.
bool is_apposed(const Document& document, const NameMatch& match, std::size_t token,
                bool trade_known) {
    const auto& tokens = document.tokens();
    std::size_t at = match.end_token;
    if (at < token && document.text(tokens[at]) == ",") {
        ++at;
    } else if (match.form != NameForm::full || !trade_known) {
        return false;
    }
    if (at + 1 > token || !detect::in(document.text(tokens[at]), definite_articles)) {
        return false;
    }
    at += document.text(tokens[at + 1]) == "'" ? 2 : 1;
    return at == token;
}

constexpr std::size_t said_within = 14; // tokens

/// `grazie a Ada Finti che mi ha salvato, pompiera vera`: after a comma, with no article and nobody
/// else between, the trade of who was named.
bool is_last_said(const Document& document, const NameMatch& match, std::size_t token) {
    return token > match.end_token + 1 && document.text(document.tokens()[token - 1]) == "," &&
           !names_between(document, match, token);
}

/// A trade by its form, and no thing that ends alike: "il maniscalco", not "la cerniera".
bool names_calling(std::string_view word) {
    constexpr std::array<std::string_view, 4> things{"iera", "iere", "aia", "aio"};
    return is_trade(word) || (looks_like_trade(word) &&
                              std::none_of(things.begin(), things.end(),
                                           [word](auto ending) { return word.ends_with(ending); }));
}

// Words that tell the young from the old where a name passes from one to the other. Stems.
constexpr std::array<std::string_view, 13> young_words{
    "junior",     "figli",  "giovane",      "nipot",      "nipotin",    "piccol",    "student",
    "studentess", "liceal", "universitari", "tirocinant", "neolaureat", "diciottenn"};
constexpr std::array<std::string_view, 12> old_words{"senior", "padre",     "madre",     "vecch",
                                                     "anzian", "nonn",      "mamma",     "papa",
                                                     "babbo",  "vecchiett", "pensionat", "bisnonn"};

/// `quella delle stoffe`, `quello con la barba`, after the name: one of several is meant, and what
/// it is said by is no trade that is known.
bool picks_out_otherwise(const Document& document, const NameMatch& match) {
    static constexpr std::array<std::string_view, 4> picks{"quello", "quella", "quel", "quell"};
    static constexpr std::array<std::string_view, 10> leads{
        "di", "del", "dell", "della", "dei", "delle", "degli", "dello", "con", "che"};
    const auto& tokens = document.tokens();
    constexpr std::size_t reach = 8;
    const std::size_t end = std::min(tokens.size(), match.end_token + reach);
    for (std::size_t i = match.end_token; i + 1 < end; ++i) {
        if (tokens[i].kind == TokenKind::newline || document.text(tokens[i]) == ".") {
            return false;
        }
        if (detect::in(document.text(tokens[i]), picks) &&
            detect::in(document.text(tokens[i + 1]), leads) && !names_between(document, match, i)) {
            return true;
        }
    }
    return false;
}

/// A number of digits alone.
std::optional<int> year_of(std::string_view digits) {
    int year = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
    const bool whole = error == std::errc{} && stop == digits.data() + digits.size();
    return whole && digits.size() <= 4 ? std::optional{year} : std::nullopt;
}

/// The year, or its last two digits: `quello nato nel 1968`, `classe 68`, after the name and with
/// no other name between.
std::optional<int> birth_year_after(const Document& document, const NameMatch& match) {
    static constexpr std::array<std::string_view, 4> born{"nato", "nata", "classe", "leva"};
    const auto& tokens = document.tokens();
    const std::size_t end = std::min(tokens.size(), match.end_token + 8);
    // "Finti Ada del '68", "Ada Finti del 1968"
    const std::size_t of = match.end_token;
    if (of + 1 < tokens.size() && document.text(tokens[of]) == "del") {
        const bool cut = document.text(tokens[of + 1]) == "'";
        const std::size_t at = of + (cut ? 2 : 1);
        const auto year = at < tokens.size() ? year_of(document.text(tokens[at])) : std::nullopt;
        if (year && (*year >= 1900 || (cut && *year < 100))) {
            return year;
        }
    }
    for (std::size_t i = match.end_token; i < end && tokens[i].kind != TokenKind::newline; ++i) {
        if (!detect::in(document.text(tokens[i]), born) || names_between(document, match, i)) {
            continue;
        }
        for (std::size_t at = i + 1; at < tokens.size() && at < i + 8; ++at) {
            const std::string_view digits = document.text(tokens[at]);
            const auto year = year_of(digits);
            if (!year) {
                continue;
            }
            // "classe 68", "nato nel '68"
            const bool cut =
                digits.size() == 2 && (at == i + 1 || document.text(tokens[at - 1]) == "'");
            if (cut || (*year >= 1900 && *year < 2100)) {
                return denied(document, i) ? 0 : *year; // "non quello nato nel 1968"
            }
        }
    }
    return std::nullopt;
}

/// `Ada Finti chi, scusate?`: the writer does not know who it is.
bool asks_who(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    const std::size_t end = match.end_token;
    return end + 1 < tokens.size() && document.text(tokens[end]) == "chi" &&
           tokens[end + 1].kind == TokenKind::mark;
}

/// `o sbaglio?`, anywhere in the text; with `of_name`, `o sbaglio nome?`, `mi confondo`.
bool doubts(const Document& document, bool of_name) {
    static constexpr std::array<std::string_view, 3> errs{"sbaglio", "confondo", "sbagliando"};
    static constexpr std::array<std::string_view, 3> whom{"nome", "cognome", "persona"};
    static constexpr std::array<std::string_view, 3> leads{"o", "mi", "sto"};
    const auto& tokens = document.tokens();
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const bool named =
            document.text(tokens[i]) == "confondo" ||
            (i + 1 < tokens.size() && detect::in(document.text(tokens[i + 1]), whom));
        if (detect::in(document.text(tokens[i]), errs) && named == of_name &&
            detect::in(document.text(tokens[i - 1]), leads) &&
            !(i > 1 && document.text(tokens[i - 2]) == "non")) {
            return true;
        }
    }
    return false;
}

/// `quale dei due`, `chi delle due`, `ce ne sono tre, di chi parlate?`, anywhere in the text.
bool asks_which(const Document& document) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const std::string_view of = document.text(tokens[i + 1]);
        if ((word == "quale" || word == "chi") && (of == "dei" || of == "delle") &&
            document.text(tokens[i + 2]) == "due") {
            return true;
        }
        if (word == "di" && of == "chi" &&
            (document.text(tokens[i + 2]).starts_with("parl") ||
             document.text(tokens[i + 2]) == "dite")) {
            return true;
        }
    }
    return false;
}

/// `quale dei due? Ada Finti, la sarta`: the name stands after the only question.
bool answers_own_question(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    const auto question = [&](const Token& token) { return document.text(token) == "?"; };
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(match.first_token);
    return std::any_of(tokens.begin(), begin, question) &&
           std::none_of(begin, tokens.end(), question);
}

bool is_young(std::string_view word) {
    return word == "jr" || has_stem(young_words, word);
}
bool is_old(std::string_view word) {
    return word == "sr" || has_stem(old_words, word);
}

/// Relatives of the subject who bear the same name.
struct Namesakes {
    bool father = false; ///< or somebody else of an older generation
    bool son = false;
};

Namesakes namesakes_of(const Subject& subject, const NameProfile& profile) {
    Namesakes found;
    for (const Relative& relative : subject.relatives) {
        if (profile.is_full_name(words_of(relative.name))) {
            const std::string relation = fold_to_string(relative.relation);
            const bool younger = relation.starts_with("figli") || relation == "nipote";
            (younger ? found.son : found.father) = true;
        }
    }
    return found;
}

/// What the word at `token`, `distance` words from the name, says of the generation that is meant.
/// True: "il papà di Ada Finti", where the subject is that parent.
bool read_generation(const Document& document, const NameMatch& match, std::size_t token,
                     std::ptrdiff_t distance, const Namesakes& namesakes, Cues& cues) {
    // "Finti sicuramente, ci lavorava suo nonno" speaks of somebody else.
    static constexpr std::array<std::string_view, 8> whose{"suo", "sua", "mio",  "mia",
                                                           "tuo", "tua", "loro", "nostro"};
    const bool others =
        distance > 1 && token > 0 && detect::in(document.text(document.tokens()[token - 1]), whose);
    const bool near =
        (distance >= 1 && !others) ||
        (distance < 0 && ((distance >= -2 && touches(document, token, match.first_token)) ||
                          is_own_kin(document, match, token)));
    if (!near) {
        return false;
    }
    const std::string_view word = document.text(document.tokens()[token]);
    // "il papà di Ada Finti" names the child, "il figlio di" the parent.
    const bool of = distance == -2 && document.text(document.tokens()[token + 1]) == "di";
    const bool young = of ? is_old(word) : is_young(word);
    const bool old = of ? is_young(word) : is_old(word);
    cues.own_generation =
        cues.own_generation || (young && namesakes.father) || (old && namesakes.son);
    cues.other_generation =
        cues.other_generation || (old && namesakes.father) || (young && namesakes.son);
    return of && ((young && namesakes.son) || (old && namesakes.father));
}

} // namespace

TextCues text_cues_of(const Document& document, const Occupation& occupation) {
    return {says_trade_of_named(document, occupation),
            asks_which(document) || doubts(document, true), doubts(document, false),
            speaks_of_old(document)};
}

Cues cues_of(const Document& document, const TextCues& text, const NameMatch& match,
             const Subject& subject, const Occupation& occupation, const NameProfile& profile) {
    Cues cues;
    const Namesakes namesakes = namesakes_of(subject, profile);
    const auto& tokens = document.tokens();
    bool kin = false;
    bool called_otherwise = false; // by a word that is a trade by its form alone
    bool choice = false;           // "sei tu la sarta o la maestra?" names two people's trades
    around(document, match, 12, [&](std::size_t token, std::ptrdiff_t distance) {
        choice = choice || (distance > 0 && document.text(tokens[token]) == "o");
    });
    around(document, match, said_within, [&](std::size_t token, std::ptrdiff_t) {
        cues.own_trade = cues.own_trade || (is_last_said(document, match, token) && !choice &&
                                            is_own_trade(document.text(tokens[token]), occupation));
    });
    around(document, match, 8, [&](std::size_t token, std::ptrdiff_t distance) {
        const std::string_view word = document.text(tokens[token]);
        const bool next_to =
            distance >= -2 && distance < 0 && touches(document, token, match.first_token);
        if (is_own_trade(word, occupation)) {
            cues.own_trade = cues.own_trade || (!denied(document, token) && !choice &&
                                                !is_anothers_trade(document, match, token));
        } else if (is_office(word)) {
            cues.role = cues.role || (distance < 0 && holds_office(document, match, token));
        } else if (!denied(document, token)) {
            const bool apposed = is_apposed(document, match, token, !occupation.words.empty());
            cues.other_trade = cues.other_trade || (is_trade(word) && (next_to || apposed)) ||
                               (is_rank(word) && next_to); // "agente Ada Finti"
            called_otherwise = called_otherwise || (apposed && names_calling(word));
        }
        kin = read_generation(document, match, token, distance, namesakes, cues) || kin;
    });
    cues.own_trade =
        cues.own_trade || (!choice && !is_whose_kin(document, match) &&
                           (text.own_trade || picks_out_by_trade(document, match, occupation)));
    cues.own_trade = cues.own_trade || (!choice && is_told_by_deeds(document, match, occupation));
    if (const auto calling = calling_after(document, match, occupation)) {
        const bool own = is_own_trade(document.text(tokens[*calling]), occupation);
        cues.own_trade = cues.own_trade || (own && !choice && !is_whose_kin(document, match));
        cues.other_calling = !own;
        cues.touching_trade =
            !own && (*calling == match.end_token ||
                     detect::in(document.text(tokens[match.end_token]), definite_articles));
    }
    cues.other_calling = cues.other_calling || called_otherwise;
    cues.touching_trade = cues.touching_trade || called_otherwise;
    cues.other_trade = cues.other_trade || is_titled_elsewhere(document, match, occupation);
    cues.role = cues.role || office_follows(document, match);
    cues.picked_out = picks_out_otherwise(document, match);
    if (const auto year = birth_year_after(document, match); year && subject.birth_date) {
        const int born = static_cast<int>(subject.birth_date->year());
        const bool own = *year == born || (*year > 0 && *year == born % 100);
        cues.own_birth_year = own && !choice;
        cues.other_birth_year = !own;
    }
    cues.undecided = (cues.own_generation && cues.other_generation) || kin ||
                     (text.undecided && !answers_own_question(document, match)) ||
                     asks_who(document, match);
    cues.doubted = text.doubted && !answers_own_question(document, match);
    if (cues.undecided || cues.doubted) {
        cues.own_generation = false;
        cues.other_generation = false;
    }
    return cues;
}

namespace {

/// How old the subject was when the record was written, by years alone.
std::optional<int> age_then(const CorpusRecord& record, const Subject& subject) {
    const auto instant =
        record.record.created ? parse_instant(*record.record.created) : std::nullopt;
    if (!subject.birth_date || !instant) {
        return std::nullopt;
    }
    return static_cast<int>(rome_date(*instant).year()) -
           static_cast<int>(subject.birth_date->year());
}

/// An age of the text, of the writer or of somebody else, that is not `age`.
bool is_other_age(const FieldFinding& row, AgeOf of, int age) {
    constexpr int spare = 5; // "ottant'anni" is said of those of seventy-eight
    return row.field == FieldRef{} && row.finding.age && row.finding.age->of == of &&
           (age + spare < row.finding.age->least || age > row.finding.age->most + spare);
}

} // namespace

bool tells_other_age(const CorpusRecord& record, const NameMatch& match, const Subject& subject) {
    const auto age = age_then(record, subject);
    const ByteSpan name = record.document->source_span(match.begin, match.end);
    constexpr std::size_t near = 80; // bytes: the same sentence, or the one beside it
    return age && std::any_of(record.findings.begin(), record.findings.end(),
                              [&](const FieldFinding& row) {
                                  const std::size_t begin = to_index(row.finding.where.begin());
                                  const std::size_t end = to_index(row.finding.where.end());
                                  return begin < to_index(name.end()) + near &&
                                         to_index(name.begin()) < end + near &&
                                         is_other_age(row, AgeOf::other, *age);
                              });
}

bool tells_own_age(const CorpusRecord& record, const NameMatch& match, const Subject& subject) {
    constexpr std::size_t near = 40; // bytes after the name
    const auto years = age_then(record, subject);
    const std::size_t end = to_index(record.document->source_span(match.begin, match.end).end());
    return years && std::any_of(record.findings.begin(), record.findings.end(),
                                [&](const FieldFinding& row) {
                                    const auto& age = row.finding.age;
                                    const std::size_t at = to_index(row.finding.where.begin());
                                    return row.field == FieldRef{} && age &&
                                           age->of == AgeOf::other && age->least == age->most &&
                                           at >= end && at < end + near &&
                                           (age->least == *years || age->least == *years - 1);
                                });
}

bool tells_own_other_age(const CorpusRecord& record, const Subject& subject) {
    const auto age = age_then(record, subject);
    return age && std::any_of(record.findings.begin(), record.findings.end(),
                              [&](const FieldFinding& row) {
                                  return is_other_age(row, AgeOf::author, *age);
                              });
}

bool tells_address(const CorpusRecord& record, const NameMatch& match) {
    const std::size_t end = to_index(record.document->source_span(match.begin, match.end).end());
    constexpr std::size_t near = 12; // bytes: ", che abita in", "di"
    return std::any_of(
        record.findings.begin(), record.findings.end(), [&](const FieldFinding& row) {
            const std::size_t begin = to_index(row.finding.where.begin());
            return row.field == FieldRef{} && row.finding.type == FindingType::address &&
                   begin >= end && begin < end + near;
        });
}

} // namespace oblio::subject
