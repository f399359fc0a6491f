// lib/src/subject/trade_cues.cpp: trades said of a name, after it or before it, and of the writer.
#include "subject/trade_cues.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/cues.hpp"
#include "subject/name_form.hpp"
#include "subject/small_words.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::Token;
using detect::TokenKind;

/// Where a trade is exercised: "il taxi di Ada Finti" is hers, "la sarta di Ada Finti" is not she.
bool is_workplace(std::string_view word) {
    constexpr std::array<std::string_view, 22> places{
        "officina", "autofficina", "salone", "forno",       "farmacia",     "reparto",
        "corsia",   "taxi",        "vivaio", "vivai",       "ortofrutta",   "edicola",
        "albergo",  "hotel",       "bar",    "studio",      "distributore", "frantoio",
        "cantina",  "vigna",       "arnie",  "peschereccio"};
    return detect::in(word, places) || word.ends_with("eria") || word.ends_with("ficio") ||
           word.ends_with("teca") || word.ends_with("ante");
}

/// What may stand between a name and the trade said of it: `Ada Finti, che lavora ancora come
/// sarta`.
bool leads_to_trade(std::string_view word) {
    constexpr std::array<std::string_view, 41> leads{
        "era",     "fa",       "faceva",  "fare",    "facendo", "sarebbe",  "resta",
        "lavora",  "lavorava", "come",    "che",     "chi",     "quello",   "quella",
        "quel",    "nostro",   "nostra",  "vostro",  "vostra",  "mio",      "mia",
        "tuo",     "tua",      "anche",   "pure",    "sempre",  "ancora",   "gia",
        "proprio", "un",       "una",     "uno",     "l",       "mestiere", "professione",
        "noto",    "nota",     "storico", "storica", "ex",      "non"};
    return is_small_word(word) || detect::in(word, leads);
}

/// `bravissima`, `il vecchio`: may stand right before a trade.
bool praises(std::string_view word) {
    constexpr std::array<std::string_view, 24> praise{
        "bravo",   "brava",   "buon",     "buona",     "ottimo",    "ottima",  "grande",  "gran",
        "vecchio", "vecchia", "giovane",  "famoso",    "famosa",    "bella",   "bel",     "nuovo",
        "nuova",   "miglior", "migliore", "simpatico", "simpatica", "esperto", "esperta", "solo"};
    return detect::in(word, praise) || word.ends_with("issimo") || word.ends_with("issima");
}

/// The trade after the verb at `at`, over an article: `è avvocata`, `fa la sarta`.
std::optional<std::size_t> trade_after_verb(const Document& document, std::size_t at) {
    static constexpr std::array<std::string_view, 8> articles{"il", "lo",  "la",  "l",
                                                              "un", "una", "uno", "'"};
    static constexpr std::array<std::string_view, 5> verbs{"e", "era", "fa", "faceva", "sarebbe"};
    const auto& tokens = document.tokens();
    const std::string_view text = document.text(tokens[at]);
    const bool comma = text == ",";
    // The folded "e" is "è" only if the text has the accent, or an apostrophe for it.
    const bool verb =
        detect::in(text, verbs) && (text != "e" || document.source_text(tokens[at]) != "e");
    if ((!comma && !verb) || denied(document, at)) {
        return std::nullopt;
    }
    std::size_t trade = at + 1;
    while (trade < tokens.size() && detect::in(document.text(tokens[trade]), articles)) {
        ++trade;
    }
    const bool said = trade < tokens.size() && (verb || trade > at + 1);
    return said ? std::optional{trade} : std::nullopt;
}

/// `Finti lo scultore`, `Finti il fabbro`: the trade after an article right after a name.
std::optional<std::size_t> trade_apposed(const Document& document, std::size_t at) {
    const auto& tokens = document.tokens();
    if (at + 1 >= tokens.size() || !detect::in(document.text(tokens[at]), definite_articles)) {
        return std::nullopt;
    }
    const std::size_t trade = document.text(tokens[at + 1]) == "'" ? at + 2 : at + 1;
    if (trade >= tokens.size() || is_office(document.text(tokens[trade]))) {
        return std::nullopt;
    }
    // "signora Finti la cerniera": only endings that few things have.
    const std::string_view word = document.text(tokens[trade]);
    const bool said = is_trade(word) || (looks_like_trade(word) &&
                                         (word.ends_with("tore") || word.ends_with("trice")));
    return said ? std::optional{trade} : std::nullopt;
}

/// `da pescivendola verrò`, `come sarta vi dico`: the writer's own trade, at the start of a
/// sentence and with a verb of the first person after it ("da sarta si veste bene" is nobody's).
bool speaks_as_own_trade(const Document& document, std::size_t at, const Occupation& occupation) {
    static constexpr std::array<std::string_view, 12> between{"io", "non", "vi", "ve", "mi", "me",
                                                              "ti", "te",  "ci", "ce", "lo", "ne"};
    static constexpr std::array<std::string_view, 28> verbs{
        "sono",   "ho",         "dico",    "so",         "penso",    "credo",    "conosco",
        "faccio", "lavoro",     "vedo",    "consiglio",  "posso",    "devo",     "voglio",
        "parlo",  "chiedo",     "spero",   "ricordo",    "propongo", "confermo", "ringrazio",
        "vengo",  "suggerisco", "capisco", "garantisco", "vado",     "aspetto",  "assicuro"};
    const auto& tokens = document.tokens();
    const std::string_view word = document.text(tokens[at]);
    if ((word != "da" && word != "come") || !tokens[at].starts_sentence ||
        at + 2 >= tokens.size() || !is_own_trade(document.text(tokens[at + 1]), occupation)) {
        return false;
    }
    std::size_t verb = at + 2;
    while (verb < tokens.size() && (document.text(tokens[verb]) == "," ||
                                    detect::in(document.text(tokens[verb]), between))) {
        ++verb;
    }
    return verb < tokens.size() && (document.source_text(tokens[verb]).ends_with("rò") ||
                                    detect::in(document.text(tokens[verb]), verbs));
}

/// `parlate con me, la sarta`, `io, il fabbro, ...`: said of the pronoun.
bool is_apposed_to_me(const Document& document, std::size_t at, const Occupation& occupation) {
    static constexpr std::array<std::string_view, 8> articles{"il", "lo",  "la",  "l",
                                                              "un", "una", "uno", "vostra"};
    const auto& tokens = document.tokens();
    const std::string_view word = document.text(tokens[at]);
    if ((word != "io" && word != "me") || at + 3 >= tokens.size() ||
        document.text(tokens[at + 1]) != "," ||
        !detect::in(document.text(tokens[at + 2]), articles)) {
        return false;
    }
    const std::size_t trade = document.text(tokens[at + 3]) == "'" ? at + 4 : at + 3;
    return trade < tokens.size() && is_own_trade(document.text(tokens[trade]), occupation);
}

} // namespace

bool looks_like_trade(std::string_view word) {
    static constexpr std::array<std::string_view, 16> endings{
        "ista", "isti", "aio",  "aia",  "aiola", "aiolo", "iere",  "iera",
        "logo", "loga", "nomo", "noma", "tore",  "trice", "grafo", "grafa"};
    static constexpr std::array<std::string_view, 23> more{
        "bagnin",  "giardinier", "maniscalc", "portinai",  "guardi",     "custod",
        "spazzin", "facchin",    "ciabattin", "arrotin",   "operai",     "impiegat",
        "ostess",  "ost",        "poet",      "poetess",   "magistrat",  "giudic",
        "soldat",  "marinai",    "pescator",  "cacciator", "assicurator"};
    static constexpr std::array<std::string_view, 14> others{
        "vista",      "lista",   "pista",    "rivista",  "motore",    "fattore",  "settore",
        "intervista", "gennaio", "febbraio", "mestiere", "quartiere", "cantiere", "vivaio"};
    if (is_trade(word) || has_stem(more, word)) {
        return true;
    }
    return word.size() >= 6 && !detect::in(word, others) &&
           std::any_of(endings.begin(), endings.end(),
                       [word](std::string_view ending) { return word.ends_with(ending); });
}

bool denied(const Document& document, std::size_t token) {
    constexpr std::array<std::string_view, 5> no{"non", "mica", "neanche", "nemmeno", "neppure"};
    constexpr std::array<std::string_view, 8> articles{"il", "lo",  "la",  "l",
                                                       "un", "una", "uno", "'"};
    constexpr std::size_t reach = 2; // words, articles left out
    const auto& tokens = document.tokens();
    bool verb = false;
    std::size_t words = 0;
    for (std::size_t i = token; i > 0 && words < reach; --i) {
        const std::string_view word = document.text(tokens[i - 1]);
        if (detect::in(word, no)) {
            std::size_t end = token;
            while (end < tokens.size() && tokens[end].kind != TokenKind::newline &&
                   document.text(tokens[end]) != "." && document.text(tokens[end]) != "?") {
                ++end;
            }
            return !(verb && end < tokens.size() && document.text(tokens[end]) == "?");
        }
        verb = verb || (tokens[i - 1].kind == TokenKind::word && !is_small_word(word));
        words += detect::in(word, articles) ? 0 : 1;
    }
    return false;
}

bool is_titled_elsewhere(const Document& document, const NameMatch& match,
                         const Occupation& occupation) {
    static constexpr std::array<std::string_view, 7> titles{
        "dottor", "dottore", "dottoressa", "dott", "dr", "dssa", "ssa"};
    static constexpr std::array<std::string_view, 11> of{
        "del", "della", "dell", "dello", "dei", "di", "al", "alla", "all", "in", "presso"};
    static constexpr std::array<std::string_view, 32> places{
        "pronto",      "ospedale",   "reparto",     "ambulatorio", "ambulatori", "clinica",
        "asl",         "ats",        "usl",         "ussl",        "guardia",    "medicina",
        "chirurgia",   "pediatria",  "cardiologia", "ortopedia",   "radiologia", "rianimazione",
        "consultorio", "farmacia",   "laboratorio", "policlinico", "oculistica", "poliambulatorio",
        "tribunale",   "procura",    "prefettura",  "universita",  "neurologia", "ginecologia",
        "terapia",     "veterinaria"};
    static constexpr std::array<std::string_view, 8> posts{"direttor",    "direttric",   "primari",
                                                           "dirigent",    "responsabil", "caposala",
                                                           "coordinator", "coordinatric"};
    const auto& tokens = document.tokens();
    const auto before = words_before(document, match.first_token, 1);
    if (before.empty() || !detect::in(before[0], titles) || is_own_trade("medico", occupation) ||
        is_own_trade("dottore", occupation)) {
        return false;
    }
    std::size_t at = match.end_token;
    const bool comma = at < tokens.size() && document.text(tokens[at]) == ",";
    at += comma ? 1 : 0;
    while (at < tokens.size() && (detect::in(document.text(tokens[at]), definite_articles) ||
                                  document.text(tokens[at]) == "'")) {
        ++at;
    }
    if (at >= tokens.size()) {
        return false;
    }
    if (has_stem(posts, document.text(tokens[at]))) {
        return !is_own_trade(document.text(tokens[at]), occupation);
    }
    if (!detect::in(document.text(tokens[at]), of)) {
        return false;
    }
    at += at + 1 < tokens.size() && document.text(tokens[at + 1]) == "'" ? 2 : 1;
    return at < tokens.size() && detect::in(document.text(tokens[at]), places) &&
           !is_own_trade(document.text(tokens[at]), occupation);
}

bool names_between(const Document& document, const NameMatch& match, std::size_t token) {
    const auto& tokens = document.tokens();
    for (std::size_t i = match.end_token; i < token; ++i) {
        if (tokens[i].kind == TokenKind::word && !tokens[i].starts_sentence &&
            tokens[i].letters == detect::LetterCase::capitalised) {
            return true;
        }
    }
    return false;
}

bool is_whose_kin(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 5> of{"di", "del", "della", "d", "dell"};
    constexpr std::array<std::string_view, 25> kin{
        "figlio", "figlia",  "figli",    "marito",  "moglie",  "padre",   "madre",
        "papa",   "mamma",   "fratello", "sorella", "cugino",  "cugina",  "zio",
        "zia",    "nonno",   "nonna",    "nipote",  "suocero", "suocera", "genero",
        "nuora",  "cognato", "cognata",  "compagna"};
    const auto& tokens = document.tokens();
    std::size_t at = match.first_token;
    at -= at > 0 && document.text(tokens[at - 1]) == "'" ? 1 : 0;
    return at > 1 && detect::in(document.text(tokens[at - 1]), of) &&
           detect::in(document.text(tokens[at - 2]), kin);
}

bool is_anothers_trade(const Document& document, const NameMatch& match, std::size_t token) {
    constexpr std::array<std::string_view, 5> of{"di", "del", "della", "d", "dell"};
    const auto& tokens = document.tokens();
    const std::string_view trade = document.text(tokens[token]);
    if (is_workplace(trade) || !looks_like_trade(trade)) {
        return false; // "ha insegnato a nuotare a tutti"
    }
    if (token < match.first_token) {
        const bool owned = token + 1 < match.first_token && token + 3 >= match.first_token &&
                           detect::in(document.text(tokens[token + 1]), of);
        std::size_t lead = token; // over the article of ", il fabbro,"
        while (lead > 0 && (is_small_word(document.text(tokens[lead - 1])) ||
                            document.text(tokens[lead - 1]) == "'")) {
            --lead;
        }
        const bool apposed = lead > 1 && document.text(tokens[lead - 1]) == "," &&
                             tokens[lead - 2].letters == detect::LetterCase::capitalised &&
                             document.text(tokens[token + 1]) == "," &&
                             token + 2 < match.first_token;
        const bool named = token + 1 < match.first_token &&
                           tokens[token + 1].letters == detect::LetterCase::capitalised;
        return owned || apposed || named;
    }
    const std::size_t first = match.end_token;
    if (first < token && document.text(tokens[first]) == "e" &&
        document.source_text(tokens[first]) == "e") {
        return true; // "Ada Finti e la sarta"
    }
    for (std::size_t i = first; i < token; ++i) {
        const std::string_view word = document.text(tokens[i]);
        const bool accent = word == "e" && document.source_text(tokens[i]) != "e";
        if (tokens[i].kind == TokenKind::word && !accent && !leads_to_trade(word) &&
            !(praises(word) && i + 3 > token)) {
            return true;
        }
    }
    return token > first + 1 && is_whose_kin(document, match) &&
           document.text(tokens[first]) != ",";
}

bool says_trade_of_named(const Document& document, const Occupation& occupation) {
    static constexpr std::array<std::string_view, 6> articles{"il", "lo", "la", "l", "un", "una"};
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const std::string_view verb = document.text(tokens[i]);
        if ((verb != "fa" && verb != "faceva") ||
            !detect::in(document.text(tokens[i + 1]), articles) || denied(document, i)) {
            continue;
        }
        const std::size_t trade = document.text(tokens[i + 2]) == "'" ? i + 3 : i + 2;
        if (trade < tokens.size() && is_own_trade(document.text(tokens[trade]), occupation)) {
            return true;
        }
    }
    return false;
}

std::optional<std::size_t> calling_after(const Document& document, const NameMatch& match,
                                         const Occupation& occupation) {
    constexpr std::size_t reach = 12;
    const auto& tokens = document.tokens();
    const std::size_t end = std::min(tokens.size(), match.end_token + reach);
    // `la Finti poetessa`
    if (match.end_token < end && tokens[match.end_token].letters == detect::LetterCase::lower &&
        !is_office(document.text(tokens[match.end_token])) &&
        looks_like_trade(document.text(tokens[match.end_token]))) {
        return match.end_token;
    }
    if (const auto trade = match.form == NameForm::surname
                               ? trade_apposed(document, match.end_token)
                               : std::nullopt) {
        return trade;
    }
    for (std::size_t i = match.end_token; i < end; ++i) {
        const std::string_view text = document.text(tokens[i]);
        if (tokens[i].kind == TokenKind::newline || text == "." || text == "!" || text == "?" ||
            text == ";" || (i > match.end_token && names_between(document, match, i))) {
            break;
        }
        if (text == "," && i > match.end_token) {
            continue; // only right after the name is it said of it
        }
        const auto trade = trade_after_verb(document, i);
        if (trade && (looks_like_trade(document.text(tokens[*trade])) ||
                      is_own_trade(document.text(tokens[*trade]), occupation))) {
            return trade;
        }
    }
    return std::nullopt;
}

bool picks_out_by_trade(const Document& document, const NameMatch& match,
                        const Occupation& occupation) {
    static constexpr std::array<std::string_view, 4> picks{"quello", "quella", "quel", "come"};
    static constexpr std::array<std::string_view, 10> leads{"di",    "del", "dell", "della", "dei",
                                                            "delle", "con", "col",  "che",   "fa"};
    const auto& tokens = document.tokens();
    constexpr std::size_t reach = 24; // one sentence; keeps the time linear
    const std::size_t end = std::min(tokens.size(), match.end_token + reach);
    for (std::size_t i = match.end_token; i + 1 < end; ++i) {
        if (!detect::in(document.text(tokens[i]), picks) || denied(document, i) ||
            names_between(document, match, i)) {
            continue;
        }
        std::size_t at = i + 1;
        const bool as = document.text(tokens[i]) == "come"; // "come un vivaista" is none
        while (!as && at < tokens.size() && at < i + 5 &&
               (detect::in(document.text(tokens[at]), leads) ||
                is_small_word(document.text(tokens[at])) || document.text(tokens[at]) == "'")) {
            ++at;
        }
        if (at < tokens.size() && (as || at > i + 1) &&
            is_own_trade(document.text(tokens[at]), occupation)) {
            return true;
        }
    }
    return false;
}

bool says_own_trade(const Document& document, const Occupation& occupation) {
    static constexpr std::array<std::string_view, 9> verbs{
        "sono", "faccio", "facevo", "lavoro", "parola", "parlo", "firmato", "mestiere", "esercito"};
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (speaks_as_own_trade(document, i, occupation) ||
            is_apposed_to_me(document, i, occupation)) {
            return true;
        }
        if (!detect::in(document.text(tokens[i]), verbs) ||
            (i > 0 && document.text(tokens[i - 1]) == "non")) {
            continue;
        }
        // "sono Ada Fittizia, la sarta": the name may stand between.
        for (std::size_t at = i + 1; at < tokens.size() && at < i + 7; ++at) {
            const std::string_view word = document.text(tokens[at]);
            if (is_own_trade(word, occupation)) {
                return true;
            }
            const bool name = tokens[at].letters == detect::LetterCase::capitalised;
            if (!name && !is_small_word(word) && word != "," && word != "un" && word != "una" &&
                word != "uno" && word != "come" && word != "'") {
                break;
            }
        }
    }
    return false;
}

ToldTrade told_trade(const Document& document, const Occupation& occupation) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != TokenKind::word) {
            continue; // a comma alone says nothing of who was named before
        }
        if (const auto trade = trade_after_verb(document, i)) {
            const std::string_view word = document.text(tokens[*trade]);
            if (is_own_trade(word, occupation)) {
                return ToldTrade::own;
            }
            if (looks_like_trade(word)) {
                return ToldTrade::other;
            }
        }
    }
    return ToldTrade::none;
}

bool says_another_trade(const Document& document, const Occupation& occupation, bool outright) {
    static constexpr std::array<std::string_view, 4> verbs{"sono", "faccio", "facevo", "lavoro"};
    static constexpr std::array<std::string_view, 10> between{"il",  "lo",  "la", "l",    "un",
                                                              "una", "uno", "'",  "come", "da"};
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::string_view word = document.text(tokens[i]);
        const bool as = (word == "da" || word == "come") && tokens[i].starts_sentence;
        const bool by = word == "di" && i > 0 && document.text(tokens[i - 1]) == "parola";
        const bool verb =
            detect::in(word, verbs) && !(i > 0 && document.text(tokens[i - 1]) == "non");
        std::size_t trade = i + 1;
        while (verb && trade < tokens.size() && detect::in(document.text(tokens[trade]), between)) {
            ++trade;
        }
        if ((verb || (!outright && (as || by))) && trade < tokens.size() &&
            looks_like_trade(document.text(tokens[trade])) &&
            !is_own_trade(document.text(tokens[trade]), occupation)) {
            return true;
        }
    }
    return false;
}

bool names_another_trade(std::string_view text, const Occupation& occupation) {
    const std::vector<std::string> words = words_of(text);
    return std::any_of(words.begin(), words.end(),
                       [](std::string_view word) { return is_trade(word); }) &&
           !names_trade(text, occupation);
}

bool signs_with_trade(const Document& document, const NameMatch& match,
                      const Occupation& occupation) {
    const auto& tokens = document.tokens();
    if (!tokens[match.first_token].starts_sentence) {
        return false;
    }
    std::size_t at = match.end_token;
    while (at < tokens.size() &&
           (tokens[at].kind == TokenKind::mark || is_small_word(document.text(tokens[at])))) {
        ++at;
    }
    return at < tokens.size() && is_own_trade(document.text(tokens[at]), occupation) &&
           std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1, tokens.end(),
                       [](const Token& token) { return token.kind == TokenKind::mark; });
}

} // namespace oblio::subject
