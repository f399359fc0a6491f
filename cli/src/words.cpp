// cli/src/words.cpp: codes in words.
#include "words.hpp"

#include <algorithm>
#include <array>

namespace oblio::cli {
namespace {

struct Word {
    std::string_view code, english, italian;
};

/// By code.
constexpr std::array words{
    Word{"access", "access", "accesso"},
    Word{"albo", "legal notice past its days", "albo oltre il termine"},
    Word{"always", "author's own, removed", "dell'autore, da rimuovere"},
    Word{"answered", "answered", "risposta inviata"},
    Word{"approved", "approved", "approvata"},
    Word{"archive", "archive", "archivio"},
    Word{"author_handle", "account name", "nome del profilo"},
    Word{"blocked", "blocked", "bloccato"},
    Word{"certificate", "certificate", "attestato"},
    Word{"closed", "closed", "chiusa"},
    Word{"columns-by-content", "columns told by their content",
         "colonne riconosciute dal contenuto"},
    Word{"contacts", "contacts", "contatti"},
    Word{"control", "control", "controllo"},
    Word{"copies", "earlier copies", "copie precedenti"},
    Word{"cyberbullying", "cyberbullying", "cyberbullismo"},
    Word{"database", "database", "database"},
    Word{"date-order-guessed", "order of day and month guessed",
         "ordine di giorno e mese presunto"},
    Word{"deleted", "deleted", "cancellato"},
    Word{"due", "due soon", "in scadenza"},
    Word{"duplicate", "duplicate", "doppione"},
    Word{"duplicate-key", "a key given twice", "chiave ripetuta"},
    Word{"edit", "edit", "modificare"},
    Word{"encoding-suspect", "doubtful encoding", "codifica dubbia"},
    Word{"encoding-windows-1252", "encoding Windows-1252", "codifica Windows-1252"},
    Word{"entity", "the entity's own", "dell'ente"},
    Word{"erasure", "erasure", "cancellazione"},
    Word{"executed", "executed", "eseguita"},
    Word{"execution", "execution", "esecuzione"},
    Word{"exempted", "exempted", "esentata"},
    Word{"exemption ended", "exemption ended", "esenzione finita"},
    Word{"expired", "expired", "scaduto"},
    Word{"extended", "extended", "prorogata"},
    Word{"files", "files", "file"},
    Word{"fine", "in time", "nei termini"},
    Word{"forgotten", "forgotten", "dimenticata"},
    Word{"frequent-contacts", "frequent contacts", "contatti frequenti"},
    Word{"held", "on hold", "bloccata"},
    Word{"hidden", "hidden", "nascosto"},
    Word{"hide", "hide", "nascondere"},
    Word{"identified", "identified", "identificata"},
    Word{"identity asked", "identity asked", "identità chiesta"},
    Word{"in-review", "in review", "in esame"},
    Word{"index", "index", "indice"},
    Word{"joined", "joined to another", "uniti a un altro"},
    Word{"keep", "to keep", "da conservare"},
    Word{"keys", "keys", "chiavi"},
    Word{"ledger", "ledger", "registro"},
    Word{"lines-before-first-record", "lines before the first record",
         "righe prima del primo contenuto"},
    Word{"message", "private message", "messaggio privato"},
    Word{"messages-incomplete", "messages incomplete", "messaggi incompleti"},
    Word{"minors", "minors", "minori"},
    Word{"neighbours", "other records", "altri contenuti"},
    Word{"no-comment", "no comment", "senza commento"},
    Word{"no-content", "no content", "senza contenuto"},
    Word{"no-labels", "no labels", "senza etichette"},
    Word{"no-snippet", "no snippet", "senza dati"},
    Word{"no-text", "no text", "senza testo"},
    Word{"none", "none", "nessuno"},
    Word{"not readable", "not readable", "non leggibili"},
    Word{"not-an-object", "not an object", "non un oggetto"},
    Word{"objection", "objection", "opposizione"},
    Word{"open", "open", "aperta"},
    Word{"others", "others' data", "dati di altri"},
    Word{"overdue", "overdue", "scaduta"},
    Word{"own", "author's own, to hide", "dell'autore, da nascondere"},
    Word{"plan", "plan", "piano"},
    Word{"planned", "planned", "pianificata"},
    Word{"proved", "proved", "provata"},
    Word{"purge", "to erase", "da cancellare"},
    Word{"quarantine", "to set aside", "in quarantena"},
    Word{"received", "received", "ricevuta"},
    Word{"records", "records", "contenuti"},
    Word{"rectification", "rectification", "rettifica"},
    Word{"redact", "to redact", "da oscurare"},
    Word{"redactions", "redactions", "parti oscurate"},
    Word{"refused", "refused", "rifiutata"},
    Word{"release", "to release", "da liberare"},
    Word{"remove", "remove", "rimuovere"},
    Word{"reopened", "reopened", "riaperta"},
    Word{"replies-incomplete", "replies incomplete", "risposte incomplete"},
    Word{"reported", "reported", "segnalato"},
    Word{"request", "request", "richiesta"},
    Word{"restrict", "to restrict", "da limitare"},
    Word{"restriction", "restriction", "limitazione"},
    Word{"retention", "retention", "conservazione"},
    Word{"review", "to review", "da rivedere"},
    Word{"reviewed", "reviewed", "esaminata"},
    Word{"revoked", "revoked", "revocato"},
    Word{"sessions", "sessions", "sessioni"},
    Word{"states", "states", "stati"},
    Word{"tell", "tell", "avvisare"},
    Word{"text", "text", "testo"},
    Word{"time-unknown", "time unknown", "ora sconosciuta"},
    Word{"title", "title", "titolo"},
    Word{"told of lifting", "told of lifting", "avvisata della fine"},
    Word{"traced", "traced", "tracciata"},
    Word{"unknown-event", "unknown event", "evento sconosciuto"},
    Word{"valid", "valid", "valido"},
    Word{"wait", "waits", "in attesa"},
    Word{"warned", "warned", "avvisato"},
    Word{"web-sessions", "web sessions", "sessioni web"},
    Word{"withdrawn", "withdrawn", "ritirata"},
};
static_assert(std::is_sorted(words.begin(), words.end(), [](const Word& left, const Word& right) {
    return left.code < right.code;
}));

} // namespace

std::string_view word_of(std::string_view code, Language language) noexcept {
    const auto found =
        std::lower_bound(words.begin(), words.end(), code,
                         [](const Word& word, std::string_view key) { return word.code < key; });
    if (found == words.end() || found->code != code) {
        return code;
    }
    return language == Language::italian ? found->italian : found->english;
}

} // namespace oblio::cli
