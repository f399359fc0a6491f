// lib/src/subject/introductions.cpp
#include "subject/introductions.hpp"

#include "detect/word_list.hpp"

#include "subject/small_words.hpp"
#include "subject/trades.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {

using detect::Document;
using detect::Token;
using detect::TokenKind;

bool introduces(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    for (std::size_t i = match.first_token; i > 0 && match.first_token - i < 3; --i) {
        const Token& token = tokens[i - 1];
        const std::string_view word = document.text(token);
        if (word == "sono" || word == "so" || word == "qui" || word == "chiamo" ||
            word == "sottoscritta" || word == "sottoscritto" || word == "firmato" ||
            word == "firmata") {
            return true;
        }
        if (token.kind != TokenKind::word) {
            return false;
        }
    }
    return false;
}

bool writes_from_elsewhere(const Document& document) {
    constexpr std::array<std::string_view, 11> devices{
        "telefono", "telefonino", "cellulare",   "profilo",    "account", "tablet",
        "numero",   "cell",       "apparecchio", "smartphone", "computer"};
    constexpr std::array<std::string_view, 14> uses{
        "scrivo", "scrive", "scrivendo", "uso",    "usando", "adopero",  "utilizzo",
        "chiamo", "mando",  "rispondo",  "questo", "presto", "prestato", "prestata"};
    constexpr std::array<std::string_view, 11> owners{
        "di", "del", "della", "dei", "dell", "mio", "mia", "nostro", "non", "dal", "dalla"};
    const auto& tokens = document.tokens();
    // A verb of writing, or "questo", at most six tokens before a device that is somebody's.
    std::optional<std::size_t> use;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        if (detect::in(word, uses)) {
            use = i;
        }
        if (!use || i - *use > 6 || !detect::in(word, devices)) {
            continue;
        }
        const std::string_view before = document.text(tokens[i - 1]);
        if (before == "dal" || before == "col" || before == "dall") {
            return true;
        }
        // "questo cellulare è di mio marito", "l'apparecchio di mia nipote", "non è il mio"
        for (std::size_t next = i + 1; next < tokens.size() && next < i + 3; ++next) {
            if (detect::in(document.text(tokens[next]), owners)) {
                return true;
            }
        }
    }
    return false;
}

namespace {

/// `accordi`, `scrivi`, `lasci`, `finisci`: the second person of a verb of which the infinitive or
/// the participle is known.
bool is_second_person(std::string_view word, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 7> endings{"are", "iare", "ere", "ire",
                                                      "ato", "iato", "ito"};
    if (word.size() < 4 || word.back() != 'i') {
        return false;
    }
    std::string stem{word.substr(0, word.size() - 1)};
    if (stem.ends_with("ch") || stem.ends_with("gh")) {
        stem.pop_back(); // giochi: giocare
    } else if (stem.ends_with("isc")) {
        stem.resize(stem.size() - 3); // finisci: finire
    }
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return known.is_common_word(stem + std::string{ending});
    });
}

/// `chiamami`, `ricordati`, `portalo`: told to somebody, with a pronoun glued on.
bool is_told(std::string_view word, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 8> pronouns{"mi", "ci", "ti", "lo",
                                                       "la", "li", "le", "ne"};
    return std::any_of(pronouns.begin(), pronouns.end(), [&](std::string_view pronoun) {
        if (!word.ends_with(pronoun) || word.size() < pronoun.size() + 4) {
            return false;
        }
        constexpr std::array<std::string_view, 7> irregular{"tieni",  "vieni", "rimani", "mantieni",
                                                            "scegli", "togli", "siedi"};
        const std::string verb{word.substr(0, word.size() - pronoun.size())};
        return detect::in(std::string_view{verb}, irregular) ||
               (verb.back() == 'a' && known.is_common_word(verb + "re")) ||
               is_second_person(verb, known);
    });
}

/// What follows the name is said to its bearer: `Noè ci accordi la chitarra?`, `Marta scusa se`,
/// `Noè chiamami`. A form that another person may have, too ("Noè ci aiuti"), needs a question.
bool is_addressed(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 10> pronouns{"ci", "mi", "ti", "vi",  "ne",
                                                        "ce", "me", "te", "non", "lo"};
    // Said to one person and hardly ever of one.
    constexpr std::array<std::string_view, 14> calls{
        "scusa", "scusami", "senti", "ascolta", "guarda", "aspetta", "dimmi",
        "dammi", "fammi",   "facci", "dicci",   "dacci",  "dai",     "vai"};
    const auto& tokens = document.tokens();
    std::size_t verb = match.end_token;
    while (verb < tokens.size() && detect::in(document.text(tokens[verb]), pronouns)) {
        ++verb;
    }
    if (verb >= tokens.size() || tokens[verb].kind != TokenKind::word) {
        return false;
    }
    const std::string_view word = document.text(tokens[verb]);
    if (verb == match.end_token && (detect::in(word, calls) || is_told(word, known))) {
        return true;
    }
    std::size_t end = verb;
    while (end < tokens.size() && tokens[end].kind != TokenKind::newline &&
           document.text(tokens[end]) != "." && document.text(tokens[end]) != "!" &&
           document.text(tokens[end]) != "?") {
        ++end;
    }
    return end < tokens.size() && document.text(tokens[end]) == "?" &&
           is_second_person(word, known);
}

} // namespace

bool is_told_after_word(const Document& document, const NameMatch& match,
                        const NameKnowledge& known) {
    constexpr std::array<std::string_view, 5> leads{"allora", "dai", "su", "ma", "quindi"};
    const auto& tokens = document.tokens();
    const std::size_t at = match.end_token;
    return at + 1 < tokens.size() && detect::in(document.text(tokens[at]), leads) &&
           is_told(document.text(tokens[at + 1]), known);
}

bool speaks_to(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 14> second_person{"tu",   "te",    "ti",  "tuo",  "tua",
                                                             "tuoi", "tue",   "sei", "hai",  "puoi",
                                                             "vuoi", "vieni", "eri", "avevi"};
    constexpr std::array<std::string_view, 7> governed{"di", "che", "per", "e", "ed", "a", "da"};
    const auto& tokens = document.tokens();
    if (match.end_token >= tokens.size()) {
        return false;
    }
    const std::string_view next = document.text(tokens[match.end_token]);
    if (detect::in(next, governed)) {
        return false; // "felice di averti visto"
    }
    if (next == ",") {
        return true;
    }
    if (is_addressed(document, match, known)) {
        return true;
    }
    for (std::size_t i = match.end_token; i < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::newline || document.text(tokens[i]) == ".") {
            break;
        }
        if (detect::in(document.text(tokens[i]), second_person)) {
            return true;
        }
    }
    return false;
}

std::vector<ByteSpan> pronouns_in(const Document& document) {
    // "lei" is also how a stranger is spoken to; a person decides.
    constexpr std::array<std::string_view, 4> pronouns{"lui", "lei", "costui", "costei"};
    std::vector<ByteSpan> found;
    for (const Token& token : document.tokens()) {
        if (detect::in(document.text(token), pronouns)) {
            found.push_back(document.source_span(token.begin, token.end));
        }
    }
    return found;
}

bool speaks_to_several(const Document& document) {
    constexpr std::array<std::string_view, 7> plural{"siete",    "voi",    "avete",  "entrambi",
                                                     "entrambe", "vostro", "ambedue"};
    return std::any_of(document.tokens().begin(), document.tokens().end(), [&](const Token& token) {
        return detect::in(document.text(token), plural);
    });
}

bool asks_several(const Document& document, std::size_t at) {
    const auto& tokens = document.tokens();
    if (at >= tokens.size() || tokens[at].kind != TokenKind::word ||
        document.text(tokens[at]).size() < 6) {
        return false;
    }
    const std::string_view word = document.text(tokens[at]);
    return word.ends_with("ate") || word.ends_with("ete") || word.ends_with("ite");
}

bool attributes_to(const Document& document, std::size_t end, const NameMatch& match) {
    constexpr std::size_t reach = 8; // "», come diceva sempre la povera Ada Fittizia"
    constexpr std::array<std::string_view, 17> says{
        "dice",      "diceva",  "disse",  "dicono",   "detto",   "scrive",
        "scriveva",  "scritto", "ripete", "ripeteva", "cit",     "citaz",
        "citazione", "dixit",   "parola", "parole",   "sostiene"};
    const auto& tokens = document.tokens();
    if (end >= match.first_token || match.first_token - end > reach) {
        return false;
    }
    bool said = false;
    for (std::size_t i = end; i < match.first_token; ++i) {
        if (tokens[i].kind == TokenKind::newline) {
            return false;
        }
        said = said || detect::in(document.text(tokens[i]), says);
    }
    return said;
}

bool introduces_anybody(const Document& document) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const std::string_view next = document.text(tokens[i + 1]);
        const bool capital = tokens[i + 1].letters == detect::LetterCase::capitalised;
        if ((word == "sono" || word == "so" || word == "qui" || word == "chiamo") && capital) {
            return true;
        }
        // "rieccomi io", "sono io, la nipote"
        if (word == "rieccomi" || word == "rieccoci" || (word == "sono" && next == "io")) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> asked_about(const Document& document) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const std::string_view verb = document.text(tokens[i + 1]);
        if (document.text(tokens[i]) != "chi" || (verb != "e" && verb != "sarebbe")) {
            continue;
        }
        std::size_t next = i + 2;
        while (next < tokens.size() && is_small_word(document.text(tokens[next]))) {
            ++next;
        }
        if (next < tokens.size() && tokens[next].kind == TokenKind::word &&
            document.text(tokens[next]).size() >= 4) {
            return std::string(document.text(tokens[next]));
        }
    }
    return std::nullopt;
}

namespace {

/// The writer speaks of what is theirs or of what they do: `io regalo i gomitoli`, `i miei semi`,
/// `la mia torta`; not `mia zia`, whose address it might be.
bool speaks_of_own(const Document& document) {
    constexpr std::array<std::string_view, 4> own{"mio", "mia", "miei", "mie"};
    constexpr std::array<std::string_view, 26> people{
        "zia",    "zio",    "zii",    "mamma", "madre", "padre", "papa",    "babbo",    "figlio",
        "figlia", "figli",  "figlie", "nonna", "nonno", "nonni", "sorella", "fratello", "cugina",
        "cugino", "marito", "moglie", "amica", "amico", "amici", "amiche",  "vicina"};
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const std::string_view next = document.text(tokens[i + 1]);
        if (tokens[i + 1].kind != TokenKind::word || next.size() < 4) {
            continue;
        }
        if (word == "io" && next.back() == 'o') {
            return true;
        }
        // "un mio collega", "il mio medico": people are told by what they are, too.
        if (detect::in(word, own) && !detect::in(next, people) && !is_trade(next) &&
            !(i > 0 && document.text(tokens[i - 1]).starts_with("un"))) {
            return true;
        }
    }
    return false;
}

/// `io regalo i gomitoli, mail …`, `i miei semi li spedisco, scrivete a …`: where the writer, who
/// speaks of what is theirs, is to be written to.
bool offers_at(const Document& document, ByteSpan where) {
    constexpr std::array<std::string_view, 16> contacts{
        "mail",       "email", "posta",     "scrivete", "scrivi",    "mando",
        "contatti",   "cell",  "tel",       "telefono", "cellulare", "chiamate",
        "telefonate", "info",  "indirizzo", "whatsapp"};
    constexpr std::array<std::string_view, 8> theirs{"sua", "suo",  "lui", "lei",
                                                     "gli", "loro", "ho",  "hanno"};
    const auto& tokens = document.tokens();
    std::size_t at = 0;
    while (at < tokens.size() &&
           document.source_span(tokens[at].begin, tokens[at].end).end() <= where.begin()) {
        ++at;
    }
    bool contact = false;
    for (std::size_t i = at; i > 0 && at - i < 4; --i) {
        const std::string_view word = document.text(tokens[i - 1]);
        if (detect::in(word, theirs)) {
            return false;
        }
        contact = contact || detect::in(word, contacts);
    }
    return contact && speaks_of_own(document);
}

/// `quello dei gatti sono io, 316 555`, `rispondo io, 316 555`: in the sentence before the token.
bool says_it_is_me(const Document& document, std::size_t token) {
    constexpr std::size_t reach = 12;
    const auto& tokens = document.tokens();
    for (std::size_t i = token; i > 1 && token - i < reach; --i) {
        const std::string_view word = document.text(tokens[i - 1]);
        if (tokens[i - 1].kind == TokenKind::newline || word == "." || word == "?") {
            return false;
        }
        const std::string_view verb = document.text(tokens[i - 2]);
        if (word == "io" && (verb == "sono" || verb == "rispondo") &&
            !(i > 2 && document.text(tokens[i - 3]) == "non")) {
            return true;
        }
    }
    return false;
}

} // namespace

namespace {

/// `mi scrivete a`, `mandate il bando a ... grazie`, before the token: where the writer wants it.
bool asks_to_write_to(const Document& document, std::size_t token) {
    constexpr std::array<std::string_view, 18> verbs{
        "scrivete", "scrivi", "scriva",     "chiamate",   "chiami",   "chiama",
        "mandate",  "manda",  "mandi",      "inviate",    "invia",    "invii",
        "trovate",  "trovi",  "contattate", "rispondete", "risponda", "telefonate"};
    constexpr std::array<std::string_view, 8> sends{"mandate",   "inviate",  "spedite",
                                                    "inoltrate", "girate",   "mandatelo",
                                                    "inviatelo", "mandatela"};
    // What is sent to anybody whose address is advertised.
    constexpr std::array<std::string_view, 9> to_anybody{"mail",        "email",      "foto",
                                                         "candidature", "curriculum", "cv",
                                                         "messaggio",   "messaggi",   "offerte"};
    constexpr std::array<std::string_view, 5> please{"grazie", "favore", "cortesia", "piacere",
                                                     "cortesemente"};
    constexpr std::size_t reach = 6;
    const auto& tokens = document.tokens();
    bool advertised = false;
    for (std::size_t i = token; i > 0 && token - i < reach; --i) {
        const std::string_view word = document.text(tokens[i - 1]);
        if (tokens[i - 1].kind == TokenKind::newline || word == "." || word == "?") {
            return false;
        }
        advertised = advertised || detect::in(word, to_anybody);
        if (i > 1 && document.text(tokens[i - 2]) == "mi" && detect::in(word, verbs)) {
            return true;
        }
        if (detect::in(word, sends)) {
            return !advertised &&
                   std::any_of(tokens.begin(), tokens.end(), [&](const Token& other) {
                       return detect::in(document.text(other), please);
                   });
        }
    }
    return false;
}

/// `i fiori sono miei, se vi piacciono: 316 ...`: what the sentence speaks of is the writer's.
bool says_it_is_own(const Document& document, std::size_t token) {
    constexpr std::array<std::string_view, 4> own{"mio", "mia", "miei", "mie"};
    constexpr std::array<std::string_view, 4> is{"e", "sono", "era", "erano"};
    constexpr std::size_t reach = 14;
    const auto& tokens = document.tokens();
    for (std::size_t i = token; i > 1 && token - i < reach; --i) {
        const std::string_view word = document.text(tokens[i - 1]);
        if (tokens[i - 1].kind == TokenKind::newline || word == "." || word == "?") {
            return false;
        }
        // "sono miei", and no noun after it
        if (detect::in(word, own) && detect::in(document.text(tokens[i - 2]), is) &&
            i < tokens.size() && tokens[i].kind == TokenKind::mark) {
            return !(i > 2 && document.text(tokens[i - 3]) == "non");
        }
    }
    return false;
}

} // namespace

bool is_all(const Document& document, ByteSpan where) {
    return std::all_of(document.tokens().begin(), document.tokens().end(), [&](const Token& token) {
        return token.kind != TokenKind::word ||
               where.contains(document.source_span(token.begin, token.end));
    });
}

bool claims(const Document& document, ByteSpan where) {
    constexpr std::array<std::string_view, 12> calls{
        "trovate",    "trovi",    "scrivetemi", "scrivimi", "contattatemi", "contattami",
        "chiamatemi", "chiamami", "mandatemi",  "mandami",  "rispondetemi", "rispondimi"};
    constexpr std::array<std::string_view, 14> between{
        "mail", "email", "e",       "posta",     "numero", "telefono", "cellulare",
        "cell", "tel",   "casella", "indirizzo", "nuova",  "su",       "alla"};
    constexpr std::array<std::string_view, 4> own{"mio", "mia", "nostro", "nostra"};
    if (offers_at(document, where)) {
        return true;
    }
    const auto& tokens = document.tokens();
    constexpr std::size_t reach = 8; // tokens to either side
    const auto source = [&](const Token& token) {
        return document.source_span(token.begin, token.end);
    };
    const auto first = static_cast<std::size_t>(
        std::find_if(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return source(token).end() > where.begin(); }) -
        tokens.begin());
    for (std::size_t i = first; i > 0 && first - i < reach; --i) {
        const std::string_view word = document.text(tokens[i - 1]);
        if (detect::in(word, calls) || detect::in(word, own)) {
            return true;
        }
        if (tokens[i - 1].kind == TokenKind::word && !detect::in(word, between) &&
            !is_small_word(word)) {
            break;
        }
    }
    if (says_it_is_me(document, first) || asks_to_write_to(document, first) ||
        says_it_is_own(document, first)) {
        return true;
    }
    // "... è la mia"
    std::size_t end = first;
    while (end < tokens.size() && source(tokens[end]).begin() < where.end()) {
        ++end;
    }
    if (end >= tokens.size() || document.text(tokens[end]) != "e") {
        return false;
    }
    const std::size_t last = std::min(end + 4, tokens.size());
    return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(end),
                       tokens.begin() + static_cast<std::ptrdiff_t>(last),
                       [&](const Token& token) { return detect::in(document.text(token), own); });
}

namespace {

/// The token after words that say how the person before them is called; nothing if none do.
std::optional<std::size_t> after_called(const Document& document, std::size_t at) {
    const auto& tokens = document.tokens();
    const auto word = [&](std::size_t i) {
        return i < tokens.size() ? document.text(tokens[i]) : std::string_view{};
    };
    constexpr std::array<std::string_view, 8> called{
        "detto",          "detta",        "alias",        "soprannominato",
        "soprannominata", "ribattezzato", "ribattezzata", "vulgo"};
    if (detect::in(word(at), called)) {
        return word(at + 1) == "come" || word(at + 1) == "anche" ? at + 2 : at + 1;
    }
    constexpr std::array<std::string_view, 4> known{"noto", "nota", "chiamato", "chiamata"};
    const bool by_all = word(at + 1) == "da" && word(at + 2).starts_with("tutt");
    if (detect::in(word(at), known) && (by_all || word(at + 1) == "come")) {
        return at + (by_all ? 3 : 2);
    }
    // "per gli amici la Faina", "per tutti Faina", "in arte Zoe", "che tutti chiamano la Faina"
    constexpr std::array<std::string_view, 5> circles{"amici", "tutti", "tutte", "amiche",
                                                      "parenti"};
    const auto circle = [&](std::size_t i) { return detect::in(word(i), circles); };
    if (word(at) == "per" && (circle(at + 1) || circle(at + 2))) {
        return at + (circle(at + 1) ? 2 : 3);
    }
    if (word(at) == "in" && word(at + 1) == "arte") {
        return at + 2;
    }
    if (word(at) == "che" && circle(at + 1) && word(at + 2).starts_with("chiama")) {
        return at + 3;
    }
    return std::nullopt;
}

/// The name at a token, over articles and marks. Without a capital it is one only where no word has
/// one: "detta legge", "nota a tutti".
std::optional<std::string> nickname_at(const Document& document, std::size_t at) {
    const auto& tokens = document.tokens();
    while (at < tokens.size() &&
           (tokens[at].kind == TokenKind::mark || is_small_word(document.text(tokens[at])))) {
        ++at;
    }
    const bool named = at < tokens.size() && tokens[at].kind == TokenKind::word &&
                       document.text(tokens[at]).size() >= 3 &&
                       (tokens[at].letters != detect::LetterCase::lower || document.all_lower());
    return named ? std::optional{std::string{document.text(tokens[at])}} : std::nullopt;
}

} // namespace

namespace {

/// `col Barba, cioè Ado Finti`: the byword that a whole name explains. With an article or without
/// one, it has a capital that no sentence gives it.
std::optional<std::string> explained_byword(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 7> thus{"cioe",  "alias",      "ossia", "ovvero",
                                                   "detto", "altrimenti", "aka"};
    const auto& tokens = document.tokens();
    const std::size_t at = match.first_token;
    if (match.form != NameForm::full || at < 3 ||
        !detect::in(document.text(tokens[at - 1]), thus)) {
        return std::nullopt;
    }
    const std::size_t byword = at - (document.text(tokens[at - 2]) == "," ? 3 : 2);
    const Token& token = tokens[byword];
    const bool named = token.kind == TokenKind::word && !token.starts_sentence &&
                       token.letters == detect::LetterCase::capitalised &&
                       document.text(token).size() >= 4;
    return named ? std::optional{std::string{document.text(token)}} : std::nullopt;
}

} // namespace

std::vector<std::string> nicknames_after(const Document& document, const NameMatch& match) {
    std::vector<std::string> nicknames;
    const auto& tokens = document.tokens();
    if (auto byword = explained_byword(document, match)) {
        nicknames.push_back(std::move(*byword));
    }
    for (std::size_t i = match.end_token; i + 1 < tokens.size() && i < match.end_token + 3; ++i) {
        const auto next = after_called(document, i);
        if (auto nickname = next ? nickname_at(document, *next) : std::nullopt) {
            nicknames.push_back(std::move(*nickname));
            break;
        }
    }
    return nicknames;
}

namespace {

/// Where words end that say how the writer is called: `mi chiamano`, `mi hanno sempre chiamato`,
/// `per tutti sono`, `sono per tutti`, `da ragazzo ero`; nothing if none begin at `at`.
std::optional<std::size_t> after_own_calling(const Document& document, std::size_t at) {
    constexpr std::array<std::string_view, 5> call{"chiamano", "chiamavano", "dicono", "dicevano",
                                                   "soprannominano"};
    constexpr std::array<std::string_view, 5> called{"chiamato", "chiamata", "detto",
                                                     "soprannominato", "soprannominata"};
    constexpr std::array<std::string_view, 4> circles{"tutti", "tutte", "amici", "amiche"};
    constexpr std::array<std::string_view, 4> then{"ragazzo", "ragazza", "giovane", "bambino"};
    const auto& tokens = document.tokens();
    const auto word = [&](std::size_t i) {
        return i < tokens.size() ? document.text(tokens[i]) : std::string_view{};
    };
    const auto after_all = [&](std::size_t i) { return word(i).starts_with("tutt") ? i + 1 : i; };
    if (word(at) == "mi" && detect::in(word(at + 1), call)) {
        return after_all(at + 2);
    }
    if (word(at) == "mi" && word(at + 1) == "hanno") {
        const std::size_t verb = word(at + 2) == "sempre" ? at + 3 : at + 2;
        return detect::in(word(verb), called) ? std::optional{after_all(verb + 1)} : std::nullopt;
    }
    const auto circle_end = [&](std::size_t i) -> std::optional<std::size_t> {
        if (word(i) != "per") {
            return std::nullopt;
        }
        const std::size_t circle = detect::in(word(i + 1), circles) ? i + 1 : i + 2;
        return detect::in(word(circle), circles) ? std::optional{circle + 1} : std::nullopt;
    };
    if (const auto end = circle_end(at)) {
        const std::size_t verb = word(*end) == "io" ? *end + 1 : *end;
        return word(verb) == "sono" || word(verb) == "ero" ? std::optional{verb + 1} : std::nullopt;
    }
    if (word(at) == "sono" && word(at + 1) == "per") {
        return circle_end(at + 1);
    }
    if (word(at) == "da" && detect::in(word(at + 1), then)) {
        const std::size_t verb =
            word(at + 2) == "per" && circle_end(at + 2) ? *circle_end(at + 2) : at + 2;
        return word(verb) == "ero" ? std::optional{verb + 1} : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> own_nickname(const Document& document) {
    for (std::size_t i = 0; i + 2 < document.tokens().size(); ++i) {
        const auto end = after_own_calling(document, i);
        if (auto nickname = end ? nickname_at(document, *end) : std::nullopt) {
            return nickname;
        }
    }
    return std::nullopt;
}

} // namespace oblio::subject
