// cli/src/advice.cpp
#include "advice.hpp"

#include <algorithm>
#include <array>

namespace oblio::cli {
namespace {

struct Advice {
    ErrorCode code;
    std::string_view about; ///< stands in the detail; empty: whatever it says
    std::string_view en, it;
};

constexpr std::string_view writable_en =
    "whoever runs oblio has to own the archive's folder and be able to write in it, also to read";
constexpr std::string_view writable_it = "chi esegue oblio deve possedere la cartella "
                                         "dell'archivio e poterci scrivere, anche per leggere";
constexpr std::string_view database_en =
    "put the newest backup back: oblio archive restore -a FOLDER --data oblio-data-...";
constexpr std::string_view database_it = "ripristina la copia più recente: oblio archive restore "
                                         "-a CARTELLA --data oblio-data-...";
constexpr std::string_view keys_en =
    "put the newest backup back with its keys: oblio archive restore -a FOLDER --data "
    "oblio-data-... --keys oblio-keys-...; what was erased since is erased again";
constexpr std::string_view keys_it =
    "ripristina la copia più recente con le sue chiavi: oblio archive restore -a CARTELLA --data "
    "oblio-data-... --keys oblio-keys-...; quanto cancellato dopo viene ricancellato";
constexpr std::string_view ledger_en =
    "nothing is done on a ledger that is not whole: move ledger.jsonl away and put the newest "
    "backup back, oblio archive restore -a FOLDER --data oblio-data-...";
constexpr std::string_view ledger_it =
    "con un registro non integro non si fa nulla: sposta ledger.jsonl altrove e ripristina la "
    "copia più recente, oblio archive restore -a CARTELLA --data oblio-data-...";

constexpr std::string_view download_en = "download or copy it again, whole";
constexpr std::string_view download_it = "scaricalo o copialo di nuovo, intero";

/// The first that fits is given.
constexpr std::array all_advice{
    Advice{ErrorCode::io, "Permission denied", writable_en, writable_it},
    Advice{ErrorCode::io, "readonly database", writable_en, writable_it},
    Advice{ErrorCode::io, "Read-only file system", writable_en, writable_it},
    Advice{ErrorCode::damaged, "archive.db: format", "", ""}, // says what to do itself
    Advice{ErrorCode::damaged, "archive.db", database_en, database_it},
    Advice{ErrorCode::damaged, "keys.slots", keys_en, keys_it},
    Advice{ErrorCode::not_found, "keys.slots", keys_en, keys_it},
    Advice{ErrorCode::damaged, "vault.key", keys_en, keys_it},
    Advice{ErrorCode::damaged, "ledger.jsonl", ledger_en, ledger_it},
    Advice{ErrorCode::forged, "ledger.jsonl", ledger_en, ledger_it},
    Advice{ErrorCode::forged, "key of another archive",
           "the office that issued it can check it, or gives its public key for --key",
           "può verificarlo l'ufficio che l'ha emesso, oppure ne dà la chiave pubblica per --key"},
    Advice{ErrorCode::forged, "signature does not fit",
           "it was changed after it was signed: ask for the original, from the archive's folder "
           "certificates",
           "è stato modificato dopo la firma: chiedi l'originale, nella cartella certificates "
           "dell'archivio"},
    Advice{ErrorCode::not_found, "policy.json",
           "put policy.json back from a backup of the data (oblio-data-...)",
           "rimetti policy.json da una copia dei dati (oblio-data-...)"},
    Advice{ErrorCode::not_found, "no archive here",
           "make one: oblio init -a FOLDER --policy FILE; or put a backup back: oblio archive "
           "restore",
           "creane uno: oblio init -a CARTELLA --policy FILE; o ripristina una copia: oblio "
           "archive restore"},
    Advice{ErrorCode::unknown_format, "is empty", "save the export again and look at its size",
           "salva di nuovo l'esportazione e controllane la dimensione"},
    Advice{ErrorCode::bad_utf8, "",
           "give the file as the platform made it, or save it as UTF-8: iconv -f windows-1252 -t "
           "utf-8 FILE",
           "usa il file come l'ha prodotto la piattaforma, o salvalo in UTF-8: iconv -f "
           "windows-1252 -t utf-8 FILE"},
    Advice{ErrorCode::unsupported_format, "leads out of the archive",
           "no platform makes such an archive: do not unpack it, download the export again",
           "nessuna piattaforma crea un archivio così: non aprirlo, scarica di nuovo "
           "l'esportazione"},
    Advice{ErrorCode::damaged, "cut off", download_en, download_it},
    Advice{ErrorCode::damaged, "cannot be unpacked", download_en, download_it},
    Advice{ErrorCode::wrong_key, "",
           "give the key that the archive was made with, --key-file FILE or --passphrase-file "
           "FILE; no backup of oblio holds it, only your own copy",
           "indica la chiave con cui l'archivio è stato creato, --key-file FILE o "
           "--passphrase-file FILE; non è in nessuna copia di oblio, solo nella tua"},
    Advice{ErrorCode::locked, "", "wait until the other command ends, then give this one again",
           "attendi che l'altro comando finisca, poi ripeti questo"},
    Advice{ErrorCode::restored_copy, "",
           "erase again what was erased since: oblio archive restore "
           "-a FOLDER",
           "ricancella quanto cancellato dopo: oblio archive restore -a CARTELLA"},
    Advice{ErrorCode::clock_backwards, "", "set the computer's clock right; nothing was done",
           "regola l'orologio del computer; nulla è stato fatto"},
    Advice{ErrorCode::stale_plan, "", "make the plan and have it approved again",
           "rifai il piano e fallo approvare di nuovo"},
};

} // namespace

std::string_view advice_for(const Error& error, Language language) noexcept {
    const auto* found =
        std::find_if(all_advice.begin(), all_advice.end(), [&](const Advice& advice) {
            return advice.code == error.code &&
                   error.detail.find(advice.about) != std::string::npos;
        });
    if (found == all_advice.end()) {
        return {};
    }
    return language == Language::italian ? found->it : found->en;
}

} // namespace oblio::cli
