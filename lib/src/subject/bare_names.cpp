// lib/src/subject/bare_names.cpp: each by what stands directly beside the name; nouns are an open
// class, so what is listed are those of persons.
#include "subject/bare_names.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/identifiers.hpp"
#include "subject/introductions.hpp"
#include "subject/ordinary.hpp"
#include "subject/persons.hpp"
#include "subject/small_words.hpp"
#include "subject/surroundings.hpp"
#include "subject/trade_cues.hpp"
#include "subject/trades.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;
using detect::Token;
using detect::TokenKind;

// Articles, and prepositions with one, that are no pronoun as well ("la tiene Finti").
constexpr std::array<std::string_view, 34> determiners{
    "i",     "dei",   "degli", "delle", "ai",   "nei",    "nelle", "dai",   "dalle",
    "sui",   "il",    "un",    "uno",   "una",  "del",    "dello", "della", "dell",
    "al",    "allo",  "alla",  "all",   "dal",  "dallo",  "dalla", "dall",  "nel",
    "nello", "nella", "sul",   "sulla", "quel", "questo", "questa"};
// May be a pronoun before a verb, so the noun must look like one.
constexpr std::array<std::string_view, 3> article_or_pronoun{"la", "lo", "l"};

// Who bears a name that stands right after the word, trades and offices apart (by their form).
// Written for this file.
constexpr std::array<std::string_view, 97> persons{
    "signor",     "signore",    "signora",     "signorina",    "sig",          "sigra",
    "dott",       "dottor",     "dottore",     "dottoressa",   "prof",         "professor",
    "mister",     "coach",      "capitano",    "capitana",     "comandante",   "bomber",
    "portiere",   "campione",   "campionessa", "presidente",   "segretaria",   "segretario",
    "capo",       "boss",       "direttore",   "direttrice",   "amico",        "amica",
    "collega",    "compagno",   "compagna",    "socio",        "socia",        "vicino",
    "vicina",     "cliente",    "ragazzo",     "ragazza",      "bambino",      "bambina",
    "uomo",       "donna",      "nonno",       "nonna",        "zio",          "zia",
    "padre",      "madre",      "papa",        "mamma",        "babbo",        "figlio",
    "figlia",     "fratello",   "sorella",     "cugino",       "cugina",       "nipote",
    "cognato",    "cognata",    "suocero",     "suocera",      "genero",       "nuora",
    "marito",     "moglie",     "vedova",      "vedovo",       "compare",      "comare",
    "mastro",     "don",        "donna",       "suor",         "frate",        "alunno",
    "alunna",     "studente",   "studentessa", "tecnico",      "docente",      "agente",
    "volontario", "volontaria", "titolare",    "proprietario", "proprietaria", "gestore",
    "esperto",    "esperta",    "nostro",      "nostra",       "signorino",    "atleta",
    "tipo"};
// Adjectives that are said of somebody before the name.
constexpr std::array<std::string_view, 31> said_of_somebody{
    "solito", "solita", "vecchio", "vecchia", "giovane",   "grande",   "gran",    "buon",
    "buona",  "bravo",  "brava",   "caro",    "cara",      "povero",   "povera",  "mitico",
    "mitica", "famoso", "famosa",  "vero",    "vera",      "altro",    "altra",   "stesso",
    "stessa", "certo",  "certa",   "tale",    "signorile", "suddetto", "suddetta"};
// Times and turns of speech: who is named next is the subject of the sentence.
constexpr std::array<std::string_view, 37> adverbial{
    "giorno",    "mattino", "mattina", "pomeriggio", "sera",    "notte",     "anno",   "mese",
    "settimana", "volta",   "fine",    "resto",      "momento", "frattempo", "solito", "caso",
    "modo",      "lunedi",  "martedi", "mercoledi",  "giovedi", "venerdi",   "sabato", "domenica",
    "estate",    "inverno", "natale",  "ora",        "punto",   "passato",   "tempo",  "minuto",
    "contrario", "bene",    "male",    "massimo",    "secondo"};

// What is called after somebody without an article, too: `effetto Fittizi`.
constexpr std::array<std::string_view, 22> called_bare{
    "effetto", "stile",   "metodo", "modello",   "zona",    "caso",      "operazione", "formato",
    "linea",   "tipo",    "ditta",  "azienda",   "sistema", "progetto",  "marca",      "fattore",
    "lista",   "squadra", "team",   "quartiere", "rione",   "ristorante"};

/// `il bomber Fittizi`
bool is_after_person(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    const auto before = words_before(document, match.first_token, 1);
    return !before.empty() && !is_small_word(before[0]) && before[0].size() > 3 &&
           names_person(before[0], known);
}

/// A noun by its ending, which no verb has.
bool ends_as_noun(std::string_view word) {
    constexpr std::array<std::string_view, 12> endings{"ione",   "ezza",  "eria",   "enza",
                                                       "tudine", "mento", "orio",   "ismo",
                                                       "aggio",  "tura",  "ificio", "grafia"};
    return std::any_of(endings.begin(), endings.end(),
                       [word](std::string_view ending) { return word.ends_with(ending); });
}

/// What follows the name is said of it as of somebody who acts or is spoken to: a pronoun, a
/// negation or an auxiliary.
bool acts_after(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 17> leads{"mi",   "ti",    "ci", "vi",    "si", "lo",
                                                     "gli",  "non",   "ha", "aveva", "fa", "sa",
                                                     "dice", "vende", "va", "sta",   "ne"};
    const std::size_t at = match.end_token;
    return adjacent_word(document, at) &&
           (detect::in(document.text(document.tokens()[at]), leads) ||
            document.source_text(document.tokens()[at]) == "è");
}

bool is_of_street(const Document& document, std::size_t token) {
    constexpr std::array<std::string_view, 10> placed{"scuola", "istituto", "liceo",  "teatro",
                                                      "cinema", "media",    "plesso", "bar",
                                                      "hotel",  "museo"};
    const auto before = words_before(document, token, 2);
    return std::any_of(before.begin(), before.end(), [&](std::string_view word) {
        return is_street_type(word) || detect::in(word, placed);
    });
}

} // namespace

bool names_person(std::string_view noun, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 10> things{
        "mercato",     "gelato",     "prato",        "campionato", "comunicato",
        "certificato", "fabbricato", "supermercato", "comitato",   "sindacato"};
    if (detect::in(noun, things)) {
        return false;
    }
    return looks_like_trade(noun) || is_office(noun) || detect::in(noun, persons) ||
           detect::in(noun, said_of_somebody) || known.is_first_name(noun) ||
           says_quality(noun, known) || noun.ends_with("issimo") || noun.ends_with("issima") ||
           noun.ends_with("ato") || noun.ends_with("ata") || noun.ends_with("ante") ||
           noun.ends_with("ente");
}

bool is_noun_apposed(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    const auto& tokens = document.tokens();
    if (match.form != NameForm::surname || match.first_token < 1 || !match.capitalised ||
        document.all_capitals()) {
        return false;
    }
    if (adjacent_word(document, match.first_token - 1) &&
        detect::in(document.text(tokens[match.first_token - 1]), called_bare)) {
        return true;
    }
    if (match.first_token < 2 || !touches(document, match.first_token - 2, match.first_token)) {
        return false;
    }
    const Token& noun = tokens[match.first_token - 1];
    const std::string_view word = document.text(noun);
    const auto before = words_before(document, match.first_token, 3);
    if (noun.kind != TokenKind::word || noun.letters != LetterCase::lower || word.size() < 4 ||
        before.size() < 2 || is_small_word(word) || detect::in(word, adverbial) ||
        names_person(word, known)) {
        return false;
    }
    if (detect::in(before[1], article_or_pronoun)) {
        return ends_as_noun(word);
    }
    const bool direct =
        before[1] == "il" || before[1].starts_with("un") || before[1].starts_with("qu");
    return detect::in(before[1], determiners) && (direct || !acts_after(document, match));
}

bool goes_on_as_name(const Document& document, const NameMatch& match, const NameProfile& profile) {
    constexpr std::size_t shortest = 4; // letters: shorter ones are initials and marks of a model
    const auto& tokens = document.tokens();
    const std::size_t at = match.end_token;
    if (document.all_capitals() || !match.capitalised || !adjacent_word(document, at)) {
        return false;
    }
    const std::string_view word = document.text(tokens[at]);
    return tokens[at].letters == LetterCase::capitalised && !tokens[at].starts_sentence &&
           word.size() >= shortest && !is_office(word) && !looks_like_trade(word) &&
           !is_small_word(word) && !profile.compatible({std::string{word}});
}

bool is_in_opening_post(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const Record& post = record.record;
    if (post.author_role != "channel" || post.reply_to || post.is_private() ||
        scene.position(record) != 0) {
        return false;
    }
    const auto before = words_before(*record.document, match.first_token, 1);
    return before.empty() || is_small_word(before[0]) || !names_person(before[0], scene.names);
}

bool is_next_to_figure(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    constexpr std::size_t reach = 3;
    const Document& document = *record.document;
    const auto& tokens = document.tokens();
    const ThreadView& thread = scene.threads[record.thread];
    if (match.form != NameForm::given || document.all_capitals() || !match.capitalised ||
        speaks_to(document, match, scene.names)) {
        return false;
    }
    const std::size_t first = match.first_token - std::min(match.first_token, reach);
    const std::size_t end = std::min(tokens.size(), match.end_token + reach);
    for (std::size_t i = first; i < end; ++i) {
        const std::string_view word = document.text(tokens[i]);
        const bool outside = i < match.first_token || i >= match.end_token;
        if (outside && tokens[i].letters == LetterCase::capitalised &&
            scene.names.is_figure(word) && !thread.other_names.contains(std::string{word}) &&
            !thread.other_given_bearers.contains(std::string{word}) && !is_of_street(document, i)) {
            return true;
        }
    }
    return false;
}

bool is_second_alone(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const PersonName& name = scene.profile.names.front();
    const auto before = words_before(*record.document, match.first_token, 1);
    const bool led = !before.empty() && (detect::in(before[0], definite_articles) ||
                                         detect::in(before[0], "signora", "signor", "sig"));
    return !led && !record.record.is_private() && match.parts.size() == 1 &&
           name.surnames.size() == 2 && match.parts.front() == name.surnames.back() &&
           scene.subject.name.find(" in ") == std::string::npos;
}

bool may_be_byword(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const bool among_us = record.record.is_private() && scene.threads[record.thread].subject_wrote;
    return !among_us && (is_byword(*record.document, match, scene.names) ||
                         is_next_to_figure(scene, record, match));
}

bool is_called_from(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    const std::size_t at = match.end_token;
    if (!adjacent_word(document, at) || document.all_capitals() || !match.capitalised) {
        return false;
    }
    const bool elided = document.text(tokens[at]) == "d" && at + 1 < tokens.size() &&
                        document.text(tokens[at + 1]) == "'";
    const std::size_t town = at + (elided ? 2 : 1);
    return (elided || document.text(tokens[at]) == "da") && town < tokens.size() &&
           tokens[town].letters == LetterCase::capitalised;
}

bool may_be_thing_here(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    return scene.threads[record.thread].things_called_so.contains(match.parts.front()) &&
           !is_answered_by_subject(scene, record) &&
           !is_after_person(*record.document, match, scene.names) &&
           !acts_as_person(*record.document, match.end_token) &&
           !is_told_of_person(*record.document, match) &&
           !(record.document->tokens()[match.first_token].starts_sentence &&
             speaks_to(*record.document, match, scene.names));
}

bool explains_trade(const Document& document, const NameMatch& match,
                    const Occupation& occupation) {
    constexpr std::size_t reach = 7; // tokens from the comma back
    const auto& tokens = document.tokens();
    std::size_t at = match.first_token;
    at -= at > 0 && detect::in(document.text(tokens[at - 1]), definite_articles) ? 1 : 0;
    if (at < 3 || at == match.first_token || document.text(tokens[at - 1]) != ",") {
        return false;
    }
    for (std::size_t i = at - 1; i > 1 && i + reach > at; --i) {
        const Token& token = tokens[i - 1];
        const std::string_view word = document.text(token);
        if (token.kind == TokenKind::newline || (token.kind == TokenKind::mark && word != "'")) {
            return false;
        }
        if ((looks_like_trade(word) || is_office(word)) && !is_own_trade(word, occupation) &&
            (detect::in(document.text(tokens[i - 2]), definite_articles) ||
             document.text(tokens[i - 2]) == "'")) {
            return true;
        }
    }
    return false;
}

bool has_given_title(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const auto before = words_before(*record.document, match.first_token, 1);
    return !before.empty() && match.capitalised &&
           !has_rival(scene.threads[record.thread], match) &&
           std::find(scene.profile.titles.begin(), scene.profile.titles.end(), before[0]) !=
               scene.profile.titles.end();
}

bool is_called_in_branch(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const CorpusRecord* parent = scene.parent_of(record);
    const CorpusRecord* above = parent == nullptr ? nullptr : scene.parent_of(*parent);
    return above != nullptr && scene.accounts.of(*above) == Attribution::mine &&
           !shares_name(scene, *parent, match.parts.front()) && match.first_token == 0 &&
           match.capitalised &&
           (speaks_to(*record.document, match, scene.names) ||
            asks_several(*record.document, match.end_token));
}

bool is_labelled(const Document& document, const NameMatch& match) {
    const auto& tokens = document.tokens();
    return match.first_token > 1 &&
           detect::in(document.text(tokens[match.first_token - 1]), ":", "=") &&
           detect::in(document.text(tokens[match.first_token - 2]), "nome", "nominativo", "name");
}

bool is_picked_by_place(const Document& document, const NameMatch& match,
                        const Occupation& occupation) {
    constexpr std::size_t shortest = 3; // letters
    const auto& tokens = document.tokens();
    const std::size_t of = match.end_token;
    if ((match.form != NameForm::given && match.form != NameForm::diminutive &&
         match.form != NameForm::full) ||
        of + 1 >= tokens.size() ||
        !detect::in(document.text(tokens[of]), "del", "della", "dell", "dello")) {
        return false;
    }
    const std::size_t at = document.text(tokens[of + 1]) == "'" ? of + 2 : of + 1;
    if (!adjacent_word(document, at) ||
        (match.form != NameForm::full && tokens[at].letters != LetterCase::lower)) {
        return false;
    }
    const std::string_view place = document.text(tokens[at]);
    return place.size() >= shortest && !is_own_trade(place, occupation) &&
           !detect::in(place, "mio", "mia", "nostro", "nostra", "tuo", "tua", "suo", "sua");
}

bool is_rivalled(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const ThreadView& thread = scene.threads[record.thread];
    return has_rival(thread, match, scene.position(record)) ||
           std::any_of(match.parts.begin(), match.parts.end(),
                       [&](const std::string& part) { return thread.other_names.contains(part); });
}

bool answers_namesake(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const CorpusRecord* parent = scene.parent_of(record);
    return parent != nullptr && shares_name(scene, *parent, match.parts.front());
}

bool is_answered_by_subject(Scene& scene, const CorpusRecord& record) {
    const ThreadView& thread = scene.threads[record.thread];
    return std::any_of(thread.own.begin(), thread.own.end(), [&](RecordRow row) {
        const auto own = scene.corpus.get(row);
        return own && (*own)->record.reply_to == record.record.id;
    });
}

} // namespace oblio::subject
