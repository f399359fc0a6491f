// lib/src/subject/reasons.cpp: the phrases in both languages, side by side.
#include "oblio/subject/reasons.hpp"

#include "subject/reasons.hpp"

#include <array>
#include <cstddef>

namespace oblio {
namespace subject {
namespace {

struct Text {
    std::string_view english, italian;
};

/// By Phrase. Those that end with a blank are followed by a value.
constexpr std::array<Text, static_cast<std::size_t>(Phrase::count_)> texts{{
    {"", ""},
    {"full name", "nome e cognome"},
    {"full name, one letter off", "nome e cognome, con una lettera diversa"},
    {"a shortened name", "nome abbreviato"},
    {"the surname", "il cognome"},
    {"the first name", "il nome"},
    {"a nickname", "un soprannome"},

    {", with the subject's own evidence beside it", ", con accanto un dato dell'interessato"},
    {", which nobody else bears", ", che nessun altro porta"},
    {", in answer to the subject", ", in risposta all'interessato"},
    {", in answer to the full name", ", in risposta a chi lo nomina per intero"},
    {", in a conversation that has the subject", ", in una conversazione con l'interessato"},
    {", in a conversation where the subject writes",
     ", in una conversazione in cui l'interessato scrive"},
    {", with the subject's trade beside it", ", con accanto il mestiere dell'interessato"},
    {", from a given relative", ", scritto da un familiare indicato"},

    {", with another trade beside it", ", con accanto un altro mestiere"},
    {", which somebody else bears too", ", che anche un altro porta"},
    {", which a place is named after", ", che dà il nome a un luogo"},
    {", of whom it speaks as of the dead", ", di cui parla come di chi non c'è più"},
    {", where somebody called the other way about writes",
     ", dove scrive chi si chiama al contrario"},
    {", which a relative of the same name bears too", ", che anche un familiare omonimo porta"},
    {", too short to stand alone", ", troppo corto per bastare"},
    {", which is somebody's first name", ", che è il nome di qualcun altro"},
    {", which is somebody's surname", ", che è il cognome di qualcun altro"},
    {", which two people here bear", ", che qui portano in due"},
    {", one letter from somebody else's name too", ", a una lettera anche dal nome di un altro"},
    {", which may be an ordinary word", ", che può essere una parola comune"},
    {" alone", " da solo"},

    {", but of the other generation", ", ma dell'altra generazione"},
    {", but of another age", ", ma di un'altra età"},
    {", but a namesake's trade stands beside it", ", ma con accanto il mestiere di un omonimo"},
    {", in a namesake's conversation", ", nella conversazione di un omonimo"},
    {", with another person's trade beside it", ", con accanto il mestiere di un altro"},
    {", with somebody else's trade or generation", ", con mestiere o generazione di un altro"},
    {", in answer to somebody else of that name", ", in risposta a un altro che lo porta"},
    {", in a conversation of somebody else of that name",
     ", nella conversazione di un altro che lo porta"},
    {" of somebody else here", " di un altro presente qui"},
    {", written small, far from the subject", ", in minuscolo, lontano dall'interessato"},

    {"part of a place's name", "parte del nome di un luogo"},
    {"part of a firm's name", "parte del nome di un'impresa"},
    {"part of another person's name", "parte del nome di un'altra persona"},
    {"an ordinary word here", "qui è una parola comune"},
    {"a family, not one person", "una famiglia, non una persona sola"},
    {"one of the writer's own family", "qualcuno della famiglia di chi scrive"},
    {"said of somebody of the other sex", "detto di una persona dell'altro sesso"},
    {"may be the name of a thing", "forse è il nome di una cosa"},
    {"read from a stone or a list of the dead", "letto su una lapide o in un elenco di caduti"},
    {"with a byword that is none of the subject's", "con un soprannome che non è dell'interessato"},
    {"a pronoun for somebody named just before", "un pronome per chi è appena stato nominato"},
    {"what the subject is to a given relative",
     "ciò che l'interessato è per un familiare indicato"},
    {"exactly another person's name", "è esattamente il nome di un'altra persona"},
    {"the name of somebody else, who is called the other way about",
     "il nome di un altro, che si chiama al contrario"},
    {"an official in a public role", "un amministratore nel suo ruolo pubblico"},
    {"named while in office", "nominato mentre era in carica"},
    {"speaks of the time in office", "parla del periodo in carica"},
    {"written while in office", "scritto mentre era in carica"},
    {"after a message that the subject wrote from this account",
     "dopo un messaggio scritto dall'interessato da questo profilo"},
    {"addressed by the platform's own fields", "indicato dalla piattaforma come destinatario"},
    {"answers the subject, names nobody", "risponde all'interessato, non nomina nessuno"},
    {"quotes the subject's words", "riporta parole dell'interessato"},
    {"quotes the subject's words without the name",
     "riporta parole dell'interessato senza il nome"},
    {"answered: yes", "risposto: sì"},
    {"answered: no", "risposto: no"},
    {"given identifier: ", "dato indicato: "},
    {"account: given handle", "profilo: nome utente indicato"},
    {"account: given phone number", "profilo: numero di telefono indicato"},
    {"account: an official's", "profilo: di un amministratore"},
    {"account: another handle than the one given for this platform",
     "profilo: altro nome utente da quello indicato per questa piattaforma"},
    {"account: gives another fiscal code as its own",
     "profilo: dà come suo un altro codice fiscale"},
    {"account: says of itself another trade, birth or age than the subject's",
     "profilo: dice di sé un altro mestiere, un'altra nascita o età"},
    {"account: one of its records gives the subject's ",
     "profilo: in un suo contenuto c'è un dato dell'interessato: "},
    {"account: the profile names the subject's trade",
     "profilo: la presentazione dice il mestiere dell'interessato"},
    {"account: the handle names the subject's trade",
     "profilo: il nome utente dice il mestiere dell'interessato"},
    {"account: one of its records says the subject's trade as its own",
     "profilo: un suo contenuto dice come suo il mestiere dell'interessato"},
    {"account: the subject's name the other way about, which is a name too",
     "profilo: il nome dell'interessato al contrario, che è un nome anch'esso"},
    {"account: the subject's name, which somebody else bears too",
     "profilo: il nome dell'interessato, che anche un altro porta"},
    {"account: the subject's name, which nobody else bears",
     "profilo: il nome dell'interessato, che nessun altro porta"},
    {"account: a shortened form of the subject's name",
     "profilo: una forma abbreviata del nome dell'interessato"},
    {"account: a handle made from the subject's name, which the subject did not give",
     "profilo: nome utente ricavato dal nome dell'interessato, che non l'ha indicato"},
    {"a handle made from the subject's name, which the subject did not give",
     "un nome utente ricavato dal nome dell'interessato, che non l'ha indicato"},
    {"the handle of an account of the subject's", "il nome utente di un profilo dell'interessato"},
}};

constexpr bool complete() {
    for (std::size_t i = 1; i < texts.size(); ++i) {
        if (texts[i].english.empty() || texts[i].italian.empty()) {
            return false;
        }
    }
    return true;
}
static_assert(complete(), "a phrase has no text");

const Text& text_of(Phrase phrase) {
    return texts[static_cast<std::size_t>(phrase)];
}

/// What may follow a phrase that asks for a value.
constexpr Text values[] = {
    {"FISCAL_CODE", "codice fiscale"},
    {"EMAIL", "indirizzo di posta"},
    {"PHONE", "telefono"},
    {"HANDLE", "nome utente"},
    {"PLATE", "targa"},
    {"ADDRESS", "indirizzo"},
    {"DATE_OF_BIRTH", "data di nascita"},
    {"identifier code", "codice fiscale o targa"},
    {"tag", "menzione del profilo"},
};

bool takes_value(const Text& text) {
    return text.english.back() == ' ';
}

/// Phrases that may be a reason of their own, or its first part.
bool is_head(Phrase phrase) {
    return phrase <= Phrase::nickname || phrase >= Phrase::place;
}

} // namespace

std::string reason_string(Reason reason, const std::string& value) {
    std::string out{text_of(reason.what).english};
    out += text_of(reason.but).english;
    return out + value;
}

} // namespace subject

std::string reason_text(std::string_view why, Language language) {
    using namespace subject;
    if (language == Language::english) {
        return std::string{why};
    }
    for (std::size_t head = 1; head < texts.size(); ++head) {
        const Text& what = texts[head];
        if (!is_head(static_cast<Phrase>(head)) || !why.starts_with(what.english)) {
            continue;
        }
        const std::string_view rest = why.substr(what.english.size());
        if (takes_value(what)) {
            for (const Text& value : values) {
                if (rest == value.english) {
                    return std::string{what.italian} + std::string{value.italian};
                }
            }
            return std::string{what.italian} + std::string{rest};
        }
        if (rest.empty()) {
            return std::string{what.italian};
        }
        for (std::size_t tail = 1; tail < texts.size(); ++tail) {
            if (!is_head(static_cast<Phrase>(tail)) && rest == texts[tail].english) {
                return std::string{what.italian} + std::string{texts[tail].italian};
            }
        }
    }
    return std::string{why};
}

} // namespace oblio
