// cli/src/sayings.cpp: the library's English sentences in Italian, a catalogue with places for
// values.
#include "words.hpp"

#include <array>
#include <optional>
#include <vector>

namespace oblio::cli {
namespace {

struct Saying {
    std::string_view english, italian; ///< `{}` stands for a value, in the same order in both
};

constexpr std::array<Saying, 449> sayings{{
    // the archive
    {"not a directory", "non è una cartella"},
    {"is not empty", "non è vuota"},
    {"is empty", "è vuoto"},
    {"archive.db: format {}, this program reads format {}: made by an earlier program; make a new "
     "archive and import again",
     "archive.db: formato {}, questo programma legge il formato {}: fatto da un programma "
     "precedente; si faccia un archivio nuovo e si importi di nuovo"},
    {"archive.db: format {}, this program reads format {}: made by a later program",
     "archive.db: formato {}, questo programma legge il formato {}: fatto da un programma "
     "successivo"},
    {"belongs to another archive", "è di un altro archivio"},
    {"shorter than or different from what the archive remembers",
     "più corto o diverso da ciò che l'archivio ricorda"},
    {"the clock shows {}, the newest entry of the ledger is of {}",
     "l'orologio segna {}, l'ultima riga del registro è del {}"},
    {"archive.db is older than the ledger: a backup was put back; run archive restore to repeat "
     "the erasures made since",
     "archive.db è più vecchio del registro: è stata rimessa una copia; con archive restore si "
     "ripetono le cancellazioni fatte da allora"},
    {"cut off: {} slots of {}", "interrotto: {} posti su {}"},
    {"no archive here", "qui non c'è un archivio"},
    {"no record {}", "nessun contenuto {}"},
    {"record {}", "contenuto {}"},
    {"the passphrase cannot be stretched: memory", "memoria insufficiente per la frase segreta"},
    {"a document of kind {} does not open", "un documento di tipo {} non si apre"},
    {"a document of kind {}", "un documento di tipo {}"},
    {"the archive is full: 2 130 706 432 records", "l'archivio è pieno: 2 130 706 432 contenuti"},
    {"not a ledger entry", "non è una riga del registro"},
    {"an entry is missing or out of order", "manca una riga o l'ordine è cambiato"},
    {"does not follow from the entry before", "non segue dalla riga precedente"},
    {"was changed", "è stata cambiata"},
    {"is dated before the entry before", "ha una data anteriore alla riga precedente"},
    {"was not written by this archive", "non l'ha scritta questo archivio"},
    {"was cut off while in use", "è stato tagliato durante l'uso"},
    {"another process is writing to this archive",
     "un altro processo sta scrivendo in questo archivio"},
    {"erased", "cancellato"},
    {"its key was shredded", "la sua chiave è stata distrutta"},
    {"its body does not open", "il suo corpo non si apre"},
    {"not as it was written", "non è come fu scritto"},
    {"cut off", "interrotto"},
    {"not the key file of this archive", "non è il file delle chiavi di questo archivio"},
    {"ends before slot {}", "finisce prima del posto {}"},
    {"no slot {}", "nessun posto {}"},
    {"slot {} was not overwritten", "il posto {} non è stato sovrascritto"},
    {"cannot open", "non si apre"},
    {"this SQLite does not overwrite what it deletes (secure_delete stays off)",
     "questo SQLite non sovrascrive ciò che cancella (secure_delete resta spento)"},
    {"write-ahead logging is not available", "il registro write-ahead non è disponibile"},
    {"no answer to {}", "nessuna risposta a {}"},
    {"somebody is reading, so what was deleted is still in the write-ahead log; run it again",
     "qualcuno sta leggendo, quindi ciò che è stato cancellato è ancora nel registro write-ahead; "
     "si ripeta"},
    {"opened for reading", "aperto in lettura"},
    {"not a master key (64 hexadecimal digits are needed)",
     "non è una chiave principale (servono 64 cifre esadecimali)"},
    {"the passphrase is empty", "la frase segreta è vuota"},
    {"this archive is opened by a key file, not by a passphrase",
     "questo archivio si apre con un file di chiave, non con una frase segreta"},
    {"this archive is opened by a passphrase", "questo archivio si apre con una frase segreta"},
    {"salt", "sale"},
    {"made by a newer version", "fatto da una versione successiva"},
    {"the master key or passphrase does not open this archive",
     "la chiave principale o la frase segreta non apre questo archivio"},
    {"cut off, or not the one the archive knows", "tagliato, o non quello che l'archivio conosce"},
    {"entries of {} erasures are missing; put the file back from a backup of the data made since",
     "mancano le righe di {} cancellazioni; si rimetta il file da una copia dei dati fatta da "
     "allora"},
    {"does not contain the head that {} names", "non contiene la testa che {} nomina"},
    {"not a certificate", "non è un attestato"},
    // the patterns
    {"cannot be opened", "non si apre"},
    {"cannot be read", "non si legge"},
    {"cannot read {}", "non si legge {}"},
    {"cannot be listed", "non si può elencare"},
    {"not UTF-8", "non è UTF-8"},
    {"not JSON", "non è JSON"},
    {"not a JSON object", "non è un oggetto JSON"},
    {"the tables of the patterns", "le tabelle dei riconoscitori"},
    {"names are loaded already", "i nomi sono già caricati"},
    {"no such folder of patterns", "la cartella dei riconoscitori non c'è"},
    {"holds no patterns", "non contiene riconoscitori"},
    {"no folder of patterns", "nessuna cartella di riconoscitori"},
    {"not a row of this table", "non è una riga di questa tabella"},
    {"a key is 64 hexadecimal digits", "una chiave ha 64 cifre esadecimali"},
    {"operators hash and pseudonym need a key",
     "gli operatori hash e pseudonym vogliono una chiave"},
    {"an institutional phone is not a number", "un telefono dell'ente non è un numero"},
    {"an institutional e-mail is not an address", "una casella dell'ente non è un indirizzo"},
    {"an institutional domain is empty", "un dominio dell'ente è vuoto"},
    {"the confidence asked for is not between 0 and 1", "la certezza chiesta non è fra 0 e 1"},
    {"made by another version", "fatto da un'altra versione"},
    {"older than the patterns", "più vecchio dei riconoscitori"},
    // erasure
    {"request 2{}", "richiesta 2{}"}, // a number begins with its year; commands keep their names
    {"it is closed already", "è già chiusa"},
    {"it is refused already", "è già respinta"},
    {"it is withdrawn already", "è già ritirata"},
    {"it is duplicate already", "è già un doppione"},
    {"slots cannot be read", "i posti non si leggono"},
    {"an erasure cannot be read", "una cancellazione non si legge"},
    {"not that of the archive the backup is of",
     "non è quello dell'archivio di cui si ha la copia"},
    {"data, keys and archive have to be in folders apart from each other",
     "dati, chiavi e archivio devono stare in cartelle separate"},
    {"is there already", "c'è già"},
    {"no backup of an archive", "non è la copia di un archivio"},
    {"no backup of keys", "non è una copia di chiavi"},
    {"the signature does not fit the certificate", "la firma non corrisponde all'attestato"},
    {"signed with the key of another archive", "firmato con la chiave di un altro archivio"},
    {"the plan is not approved", "il piano non è approvato"},
    {"an erased key is still there after rewriting the file",
     "una chiave cancellata c'è ancora dopo la riscrittura del file"},
    {"the interrupted execution cannot be read", "l'esecuzione interrotta non si legge"},
    {"an execution cannot be read", "un'esecuzione non si legge"},
    {"the plan would purge {} of {} records, more than the policy allows without a second approval",
     "il piano cancellerebbe {} contenuti su {}, più di quanto la policy permetta senza una "
     "seconda approvazione"},
    {"{} of {} records changed since the plan was made; make a new plan",
     "{} contenuti su {} sono cambiati da quando il piano è stato fatto; se ne faccia uno nuovo"},
    {"held ({}), so not erased", "bloccato ({}), quindi non cancellato"},
    {"its use is restricted (GDPR art. 18); release it first",
     "il suo uso è limitato (art. 18 GDPR); prima va liberato"},
    {"a hold cannot be read", "un blocco non si legge"},
    {"a hold needs an id and a record or a thread",
     "un blocco vuole un nome e un contenuto o una conversazione"},
    {"a hold needs a reason", "un blocco vuole un motivo"},
    {"a record to correct is not there", "un contenuto da correggere non c'è"},
    {"a correction says what stands there now and what is right",
     "una rettifica dice che cosa c'è ora e che cosa è giusto"},
    {"a record to correct does not say what it was said to say",
     "un contenuto da correggere non dice ciò che si è indicato"},
    {"what is to be written there was erased on request",
     "ciò che si vuole scrivere è stato cancellato su richiesta"},
    {"{} is erased already", "{} è già cancellato"},
    {"a decision needs its legal ground", "una decisione vuole il suo motivo di legge"},
    {"spans are for redaction alone", "i tratti valgono solo per oscurare"},
    {"only exact identities are suppressed: a name has homonyms",
     "si bloccano solo identità esatte: un nome ha omonimi"},
    {"the plan is not the one that its hash names",
     "il piano non è quello che la sua impronta nomina"},
    {"not a plan", "non è un piano"},
    {"record {} is decided twice", "il contenuto {} è deciso due volte"},
    {"no plan {}", "nessun piano {}"},
    {"no plan begins with {}", "nessun piano comincia con {}"},
    {"several plans begin with {}", "più piani cominciano con {}"},
    {"an approval needs a name", "un'approvazione vuole un nome"},
    {"the data protection officer gives opinions and does not approve (GDPR art. 38(6))",
     "il responsabile della protezione dei dati dà pareri e non approva (art. 38, par. 6, GDPR)"},
    {"the role {} may not approve under this policy",
     "secondo questa policy il ruolo {} non può approvare"},
    {"who asked for the erasure, or is its subject, cannot approve it",
     "chi ha chiesto la cancellazione, o ne è l'interessato, non la può approvare"},
    {"who made the plan cannot approve it", "chi ha fatto il piano non lo può approvare"},
    {"a plan beyond the cap needs the approval of another person",
     "un piano oltre il limite vuole l'approvazione di un'altra persona"},
    {"an approval cannot be read", "un'approvazione non si legge"},
    {"the plan was executed without measurements", "il piano fu eseguito senza misure"},
    {"the measurements cannot be read", "le misure non si leggono"},
    {"the values to search for are shredded", "i valori da cercare sono distrutti"},
    {"the values to search for cannot be read", "i valori da cercare non si leggono"},
    {"a request cannot be received in the future", "una richiesta non può arrivare nel futuro"},
    {"no ground is called {}", "nessun motivo di legge si chiama {}"},
    {"no request {}", "nessuna richiesta {}"},
    {"what identified the person was shredded",
     "ciò che identificava la persona è stato distrutto"},
    {"a request cannot be read", "una richiesta non si legge"},
    {"a record stays for an exemption's code, such as X17A, not {}",
     "un contenuto resta per il codice di un'esenzione, come X17A, non {}"},
    {"an exemption needs its reason in words and the day of its review",
     "un'esenzione vuole il motivo in parole e il giorno del riesame"},
    {"the day of the exemption's review is past", "il giorno del riesame dell'esenzione è passato"},
    {"no such record", "il contenuto non c'è"},
    {"request {} exempts no record of that id",
     "la richiesta {} non esenta un contenuto con quel nome"},
    {"no plan of it is approved", "nessun suo piano è approvato"},
    {"records changed since the plan was made",
     "dei contenuti sono cambiati da quando il piano è stato fatto"},
    {"nothing executed", "nulla di eseguito"},
    {"the plan is of request {}; that one is executed: oblio request execute",
     "il piano è della richiesta {}; si esegue quella: oblio request execute"},
    {"the plan is of request {}; that one is verified: oblio request verify",
     "il piano è della richiesta {}; si verifica quella: oblio request verify"},
    {"a record to keep is not among those that the plan would touch",
     "un contenuto da conservare non è fra quelli che il piano toccherebbe"},
    {"the certificate cannot be read", "l'attestato non si legge"},
    {"the plan was not executed", "il piano non è stato eseguito"},
    {"the account of the execution cannot be read", "il resoconto dell'esecuzione non si legge"},
    {"an execution was interrupted; execute again first",
     "un'esecuzione è stata interrotta; prima va ripetuta"},
    {"an item of the worklist cannot be read", "una voce della lista di lavoro non si legge"},
    {"the worklist has no item {}", "la lista di lavoro non ha la voce {}"},
    {"item {} was done on {}", "la voce {} è stata fatta il {}"},
    {"it was not extended", "non è stata prorogata"},
    {"it is not refused", "non è respinta"},
    {"it is not executed", "non è eseguita"},
    {"it is {} already", "è già {}"},
    {"proof of identity needs a reasonable doubt, in words (GDPR art. 12(6))",
     "la prova d'identità vuole un dubbio ragionevole, in parole (art. 12, par. 6, GDPR)"},
    {"the identity is verified already", "l'identità è già verificata"},
    {"how the identity was verified, and by whom, has to be said",
     "si deve dire come l'identità è stata verificata e da chi"},
    {"the identity is not verified", "l'identità non è verificata"},
    {"the person is told before, not in the future", "la persona si avvisa prima, non nel futuro"},
    {"it is executed already", "è già eseguita"},
    {"the plan was made for another case", "il piano è stato fatto per un altro caso"},
    {"the person has to be told before the restriction ends (GDPR art. 18(3))",
     "la persona va avvisata prima che la limitazione finisca (art. 18, par. 3, GDPR)"},
    {"there is no plan to approve", "non c'è un piano da approvare"},
    {"it was extended already", "è già stata prorogata"},
    {"an extension needs a concrete reason (GDPR art. 12(3))",
     "una proroga vuole un motivo concreto (art. 12, par. 3, GDPR)"},
    {"the person had to be told of the extension by {} (GDPR art. 12(3))",
     "la persona andava avvisata della proroga entro il {} (art. 12, par. 3, GDPR)"},
    {"the 24 and 48 hours of L. 71/2017 cannot be extended",
     "le 24 e 48 ore della L. 71/2017 non si prorogano"},
    {"a refusal needs the code of an exemption, such as X17E",
     "un rifiuto vuole il codice di un'esenzione, come X17E"},
    {"a refusal needs concrete reasons (GDPR art. 12(4))",
     "un rifiuto vuole motivi concreti (art. 12, par. 4, GDPR)"},
    {"a duplicate too needs its identity verified first",
     "anche un doppione vuole prima l'identità verificata"},
    {"it cannot be a duplicate of itself", "non può essere un doppione di sé stessa"},
    {"it is closed by an answer that was sent; say how",
     "si chiude con una risposta inviata; si dica come"},
    {"an answer does not go into a public thread",
     "una risposta non va in una conversazione pubblica"},
    {"it has to be proved or refused before", "prima va provata o respinta"},
    {"the citizen's copy is made with the certificate; its salt was not kept",
     "la copia del cittadino si fa con l'attestato; il suo sale non è stato conservato"},
    {"access changes nothing; disclose with oblio access, then close",
     "l'accesso non cambia nulla; si consegni con oblio access, poi si chiuda"},
    {"the archive changed since the plan was made",
     "l'archivio è cambiato da quando il piano è stato fatto"},
    {"something else was written during an import",
     "durante un'importazione è stato scritto altro"},
    {"one of {}", "uno fra {}"},
    {"not a case that a restore lost", "non è un caso perso da un ripristino"},
    {"no request {}: the ledger knows it ({}), this database, put back from an older backup, does "
     "not; oblio request open --again {}",
     "nessuna richiesta {}: il registro la conosce ({}), questo database, rimesso da una copia più "
     "vecchia, no; oblio request open --again {}"},
    {"the account of the verification cannot be read", "il resoconto della verifica non si legge"},
    // consents, policy
    {"must be an array of consents", "deve essere una lista di consensi"},
    {"a consent of the register", "un consenso del registro"},
    {"no consent of that account to revoke", "nessun consenso di quel profilo da revocare"},
    {"{} (line {})", "{} (riga {})"},
    {"{} (and {} more)", "{} (e altri {})"},
    {"{}; under this policy these roles may (--by): {}",
     "{}; secondo questa policy possono questi ruoli (--by): {}"},
    {"nobody said in which role", "nessuno ha detto in quale ruolo"},
    {"not the role {}", "non il ruolo {}"},
    {"no command {}", "nessun comando {}"},
    {"TYPE value, or TYPE /expression/", "TIPO valore, oppure TIPO /espressione/"},
    {"not a baseline", "non è una baseline"},
    {"a fingerprint is 32 hexadecimal digits", "un'impronta ha 32 cifre esadecimali"},
    {"must be a string", "deve essere un testo"},
    {"is required and not empty", "è obbligatorio e non vuoto"},
    {"A subcommand is required", "serve un comando"},
    {"is required", "è obbligatorio"},
    {"must not be empty", "non può essere vuoto"},
    {"must be an array of strings", "deve essere una lista di testi"},
    {"must be a string that is not empty", "deve essere un testo non vuoto"},
    {"needs \"it\" or \"en\"", "vuole \"it\" o \"en\""},
    {"must be a whole number from {} to {}", "deve essere un numero intero da {} a {}"},
    {"must be an array of whole numbers", "deve essere una lista di numeri interi"},
    {"must be a number from {} to {}", "deve essere un numero da {} a {}"},
    {"must be true or false", "deve essere true o false"},
    {"is no type (such as HEALTH) and no category (identifier, name, age, special, judicial, "
     "hardship)",
     "non è un tipo (come HEALTH) né una categoria (identifier, name, age, special, judicial, "
     "hardship)"},
    {"must be one of: {}", "deve essere uno fra: {}"},
    {"must be an object", "deve essere un oggetto"},
    {"must be an array of objects", "deve essere una lista di oggetti"},
    {"is not a known field", "non è un campo conosciuto"},
    {"needs a name, a handle or an id", "vuole un nome, un profilo o un id"},
    {"is written without @", "si scrive senza @"},
    {"must be at least 1 where the action is quarantine",
     "deve essere almeno 1 quando l'azione è quarantine"},
    {"has no meaning unless the action is quarantine", "non ha senso se l'azione non è quarantine"},
    {"has no meaning unless the mode is service", "non ha senso se il modo non è service"},
    {"is used twice", "è usato due volte"},
    {"{} is removed in any case (remove_always)", "{} si rimuove in ogni caso (remove_always)"},
    {"needs a platform or a channel", "vuole una piattaforma o un canale"},
    {"must be a time such as 09:00", "deve essere un'ora come 09:00"},
    {"must be a time such as 13:00", "deve essere un'ora come 13:00"},
    {"must be later than \"from\"", "deve essere dopo \"from\""},
    {"must grow from step to step", "deve crescere da un passo all'altro"},
    {"approve is given in /approval/roles only", "approve si dà solo in /approval/roles"},
    {"must name at least one role", "deve nominare almeno un ruolo"},
    {"must not hold the DPO, who may not decide (GDPR art. 38(6))",
     "non può contenere il RPD, che non decide (art. 38, par. 6, GDPR)"},
    {"other than 15 needs the law that sets it in /albo/law (TUEL art. 124)",
     "diverso da 15 vuole in /albo/law la legge che lo fissa (art. 124 TUEL)"},
    {"must not be shorter than backup_days", "non può essere più corto di backup_days"},
    {"the id {} is used twice", "l'id {} è usato due volte"},
    {"account {} is managed by \"{}\", which is not in /roles",
     "l'account {} è gestito da \"{}\", che non è in /roles"},
    {"\"{}\" is not in /roles", "\"{}\" non è in /roles"},
    {"is not JSON from here on", "da qui in poi non è JSON"},
    {"stands twice", "c'è due volte"},
    // subject files
    {"a date such as 1980-12-31", "una data come 1980-12-31"},
    {"given twice", "dato due volte"},
    {"one identifier or a name is needed", "serve un identificativo o un nome"},
    {"must be a list of strings", "deve essere una lista di testi"},
    {"must be a list of objects", "deve essere una lista di oggetti"},
    // readers
    {"line {}, byte {}", "riga {}, byte {}"},
    {"line {}; line {}", "riga {}; riga {}"},
    {"line {}", "riga {}"},
    {"field {} of the mapping", "campo {} della mappa"},
    {"field {}", "campo {}"},
    {"field text is missing", "manca il campo text"},
    {"cannot be unpacked, the archive is damaged or cut off",
     "non si estrae, l'archivio è danneggiato o interrotto"},
    {"the archive is damaged or cut off at byte {}",
     "l'archivio è danneggiato o interrotto al byte {}"},
    {"unpacks to more than {} times its size", "estratto supera {} volte la sua misura"},
    {"unpacks to more than the limit", "estratto supera il limite"},
    {"more than {} members", "più di {} membri"},
    {"more than {} files", "più di {} file"},
    {"more than {} bytes", "più di {} byte"},
    {"changed while it was read", "è cambiato durante la lettura"},
    {"cannot be unpacked", "non si estrae"},
    {"the archive cannot be written", "l'archivio non si può scrivere"},
    {"the record is too long", "il contenuto è troppo lungo"},
    {"the paragraph is too long", "il capoverso è troppo lungo"},
    {"nested too deeply", "annidato troppo a fondo"},
    {"no converter for the encoding", "nessun convertitore per la codifica"},
    {"the file has no such column", "il file non ha questa colonna"},
    {"a pointer is for JSON", "un puntatore vale per il JSON"},
    {"no such column", "la colonna non c'è"},
    {"a note without id", "una nota senza id"},
    {"a message without id", "un messaggio senza id"},
    {"a tweet without id", "un tweet senza id"},
    {"a message is an object", "un messaggio è un oggetto"},
    {"a record is an object", "un contenuto è un oggetto"},
    {"an object is expected", "serve un oggetto"},
    {"no field of a record", "non è un campo di un contenuto"},
    {"{} is expected", "serve {}"},
    {"{} is not understood", "{} non si capisce"},
    {"no mapping file", "manca il file della mappa"},
    {"a Meta download of advertising and logs alone: ask for a new one with messages, posts and "
     "comments, in the format JSON",
     "un'esportazione Meta di sole inserzioni e registri: se ne chieda una nuova con messaggi, "
     "post e commenti, in formato JSON"},
    {"no form that is read; for other CSV or JSON give a mapping file, for running text say that "
     "it is plain",
     "nessuna forma conosciuta; per altri CSV o JSON si dia una mappa (--mapping), per testo "
     "corrente --plain"},
    {"is a directory, a file is expected", "è una cartella, serve un file"},
    {"is a directory", "è una cartella"},
    {"an archive cannot be read from a stream: give it as a file",
     "un archivio compresso non si legge da un flusso: si dia come file"},
    {"a Meta download as HTML: ask for the download again with the format JSON",
     "un'esportazione Meta in HTML: la si chieda di nuovo in formato JSON"},
    {"an HTML page: ask the platform for the export as JSON or CSV",
     "una pagina HTML: si chieda alla piattaforma l'esportazione in JSON o CSV"},
    {"electronic mail: ask the platform itself for an export of its contents",
     "posta elettronica: si chieda alla piattaforma stessa un'esportazione dei contenuti"},
    {"a Telegram export as HTML: export the chat again from Telegram Desktop with the format "
     "\"Machine-readable JSON\"",
     "un'esportazione Telegram in HTML: la si ripeta da Telegram Desktop nel formato JSON "
     "leggibile dalla macchina"},
    {"a link: refused", "un collegamento: rifiutato"},
    {"a path that leads out of the archive: refused",
     "un percorso che esce dall'archivio: rifiutato"},
    {"another part has the same file name", "un'altra parte ha lo stesso nome di file"},
    {"is there already and not empty", "c'è già e non è vuota"},
    {"a record is not where it was read", "un contenuto non è dove era stato letto"},
    {"records overlap", "due contenuti si sovrappongono"},
    {"the record is not there any more", "il contenuto non c'è più"},
    {"a quote is not closed", "una virgoletta non è chiusa"},
    {"too few or too many fields", "troppi o troppo pochi campi"},
    {"line {} has the day first and line {} the month first: chats of different phones were "
     "joined; split the file or give the order of dates",
     "la riga {} ha prima il giorno e la riga {} prima il mese: sono unite chat di telefoni "
     "diversi; si divida il file o si dia l'ordine delle date (--date-order)"},
    {"no time zone is called \"{}\"", "nessun fuso orario si chiama \"{}\""},
    {"a colon is expected", "serve un due punti"},
    {"a comma or the end is expected", "serve una virgola o la fine"},
    {"a control character inside a string", "un carattere di controllo in un testo"},
    {"a key is expected", "serve una chiave"},
    {"a key is too long", "una chiave è troppo lunga"},
    {"a value is expected", "serve un valore"},
    {"an unknown escape", "una sequenza di escape sconosciuta"},
    {"ends inside a string", "finisce dentro un testo"},
    {"ends inside a value", "finisce dentro un valore"},
    {"ends inside an array", "finisce dentro una lista"},
    {"ends inside an object", "finisce dentro un oggetto"},
    {"ends where a value is expected", "finisce dove serve un valore"},
    {"no assignment", "nessuna assegnazione"},
    {"no value", "nessun valore"},
    {"something follows the value", "qualcosa segue il valore"},
    // retention, moderation
    {"the mark of a conversation", "il segno di una conversazione"},
    {"no private conversation of that name", "nessuna conversazione privata con quel nome"},
    {"no ground for a hold: {}", "nessun motivo per un blocco: {}"},
    {"no hold on that conversation", "nessun blocco su quella conversazione"},
    {"no record of that id", "nessun contenuto con quell'id"},
    {"the policy does not use the outcome {}", "la policy non usa l'esito {}"},
    {"no rule {} in the policy", "nessuna regola {} nella policy"},
    {"violation {} of this author: the policy does not block yet",
     "violazione n. {} di questo autore: la policy non blocca ancora"},
    {"an entry of the register of moderation", "una voce del registro di moderazione"},
    {"the stored answers", "le risposte conservate"},
    // the command line
    {"{} could not be read; nothing was written", "{} non si legge; nulla è stato scritto"},
    {"a trace reads its input twice: name files, not standard input",
     "la traccia legge due volte: si nominino file, non lo standard input"},
    {"--out, --json, --csv: one of them", "--out, --json, --csv: uno di questi"},
    {"--yes or --no", "--yes oppure --no"},
    {"-a is required", "-a è obbligatorio"},
    {"{} is required", "{} è obbligatorio"},
    {"--parts: standard input is no part of an export",
     "--parts: lo standard input non è parte di un'esportazione"},
    {"--parts needs --out FOLDER or --in-place", "--parts vuole --out CARTELLA oppure --in-place"},
    {"--out: one input at a time", "--out: un ingresso alla volta"},
    {"a folder needs --out or --in-place", "una cartella vuole --out oppure --in-place"},
    {"--new-key-file, --new-passphrase-file: one of them",
     "--new-key-file, --new-passphrase-file: uno di questi"},
    {"--types: no type '{}'", "--types: nessun tipo '{}'"},
    {"--min-confidence: 0 to 1", "--min-confidence: da 0 a 1"},
    {"--threshold: 1 to 18", "--threshold: da 1 a 18"},
    {"no temporary folder", "nessuna cartella temporanea"},
    {"The following argument was not expected: {}", "argomento di troppo: {}"},
    {"The following arguments were not expected: {}", "argomenti di troppo: {}"},
    {"Could not convert: {}", "valore non valido: {}"},
    {"{} requires {}", "{} vuole {}"},
    {"Number less or equal to 0: {}", "il numero non è positivo: {}"},
    {"{} required {} missing", "manca {} {}"},
    // the system
    {"No such file or directory", "il file o la cartella non c'è"},
    {"Permission denied", "permesso negato"},
    {"No space left on device", "disco pieno"},
    {"Is a directory", "è una cartella"},
    {"Not a directory", "non è una cartella"},
    {"Read-only file system", "il disco è in sola lettura"},
    {"File exists", "c'è già"},
    {"Directory not empty", "la cartella non è vuota"},
    {"Input/output error", "errore di lettura o scrittura"},
    {"File too large", "file troppo grande"},
    {"File name too long", "nome di file troppo lungo"},
    // the figures of a proof
    {"{} spellings found where they were put; {} index rows seen in the files before, {} places of "
     "the values in the opened records before",
     "{} grafie trovate dove erano state messe; {} righe d'indice viste prima nei file, {} posti "
     "dei valori nei contenuti aperti prima"},
    {"{} entries in an unbroken chain", "{} righe in una catena intatta"},
    {"approved, executed and found: {} purged, {} redacted, {} kept",
     "approvato, eseguito e trovato: {} cancellati, {} oscurati, {} conservati"},
    {"{} keys overwritten in the key file, {} not",
     "{} chiavi sovrascritte nel file delle chiavi, {} no"},
    {"{} index rows are gone, {} are there; {} lead to what an erased or redacted record no longer "
     "says",
     "{} righe d'indice tolte, {} ancora presenti; {} portano a ciò che un contenuto cancellato o "
     "oscurato non dice più"},
    {"{} files, {} bytes searched for {} byte strings: {} found{}",
     "{} file, {} byte cercati per {} stringhe: {} trovate{}"},
    {"SQLite {}: integrity {}, secure_delete {}, write-ahead log {} bytes",
     "SQLite {}: integrità {}, secure_delete {}, registro write-ahead {} byte"},
    {"{} records are tombstones without content, {} are not", "{} contenuti sono vuoti, {} no"},
    {"{} sealed bodies kept from before do not open with the keys of today, {} do",
     "{} corpi sigillati di prima non si aprono con le chiavi di oggi, {} sì"},
    {"{} records open under a new key without the redacted words, {} do not",
     "{} contenuti si aprono con una chiave nuova senza le parole oscurate, {} no"},
    {"{} records are hidden or shown as decided, {} are not",
     "{} contenuti sono nascosti o visibili come deciso, {} no"},
    {"{} other records open and say what they said, {} changed; {} were written again since by an "
     "import or another plan",
     "{} altri contenuti si aprono e dicono ciò che dicevano, {} cambiati; {} riscritti da allora "
     "da un'importazione o da un altro piano"},
    // reasons of a plan
    {"the author's own data, hidden to protect them", "dati dell'autore, nascosti per proteggerlo"},
    // reasons of a finding
    {"first name and surname", "nome e cognome"},
    {"surname and first name", "cognome e nome"},
    {"first name alone", "solo il nome"},
    {"form: {}", "forma: {}"},
    {"check: {}", "controllo: {}"},
    {"announced by the words before it", "annunciato dalle parole prima"},
    {"verb after it", "seguito da un verbo"},
    {"title or role before it", "preceduto da un titolo o ruolo"},
    {"named in the thread", "nominato nella conversazione"},
    {"surname after a title or role", "cognome dopo un titolo o ruolo"},
    {"known ending of the domain", "dominio con estensione nota"},
    {"numbering plan: mobile", "piano di numerazione: mobile"},
    {"numbering plan: toll-free", "piano di numerazione: numero verde"},
    {"numbering plan, in words", "piano di numerazione, a parole"},
    {"numbering plan: {}", "piano di numerazione: {}"},
    {"street type, name and house number", "tipo di via, nome e numero civico"},
    {"check letter right", "carattere di controllo giusto"},
    {"check digit right, issuer range of {}", "cifra di controllo giusta, emittente {}"},
    {"check digit and office right", "cifra di controllo e ufficio giusti"},
    {"place code not in the table: may be newer",
     "codice del comune non in tabella: può essere più recente"},
    {"place code of other years", "codice del comune di altri anni"},
    {"place code in use in the year of birth", "codice del comune in uso nell'anno di nascita"},
    {"relative or acquaintance", "familiare o conoscente"},
    {"a relative or somebody near", "un familiare o una persona vicina"},
    {"link: first person in the clause", "legame: prima persona nella frase"},
    {"link: first person in the sentence", "legame: prima persona nel periodo"},
    {"link: first person", "legame: prima persona"},
    {"link: a relative of the author", "legame: un familiare di chi scrive"},
    {"link: a named person", "legame: una persona nominata"},
    {"link: {}", "legame: {}"},
    {"kind: act", "genere: atto"},
    {"kind: bearer", "genere: persona"},
    {"kind: condition", "genere: condizione"},
    {"kind: service", "genere: servizio"},
    {"kind: treatment", "genere: cura"},
    {"kind: {}", "genere: {}"},
    {"public role", "ruolo pubblico"},
    {"first person", "prima persona"},
    {"possible length, not in the numbering plan",
     "lunghezza possibile, fuori dal piano di numerazione"},
    {"a day of the calendar", "un giorno del calendario"},
    {"in capitals", "in maiuscolo"},
    {"context {} before: {}", "contesto {} prima: {}"},
    {"context {} after: {}", "contesto {} dopo: {}"},
    {"described after it", "descritto dopo"},
    {"name with initials", "nome con iniziali"},
    {"signature or line", "firma o riga"},
    {"length of the country and mod 97 right", "lunghezza del paese e modulo 97 giusti"},
    {"CIN right", "CIN giusto"},
    {"spelled out", "scritto a parole"},
    {"dictated in words", "dettato a parole"},
    {"after a name", "dopo un nome"},
    {"after the writer's own name", "dopo il nome di chi scrive"},
    {"just after a person", "subito dopo una persona"},
    {"just after one of the family or a number of a person",
     "subito dopo un familiare o il numero di una persona"},
    {"place", "luogo"},
    {"the writer goes on about themselves", "chi scrive continua a parlare di sé"},
    {"a year alone", "solo un anno"},
    {"the birth date of a fiscal code in the same text",
     "la data di nascita di un codice fiscale nello stesso testo"},
    {"a birth date beside it, corrected", "accanto una data di nascita, corretta"},
    {"telephone sign before: {}", "simbolo del telefono prima: {}"},
    {"prefix IT", "prefisso IT"},
    {"omocodia", "omocodia"},
    {"number of a chat link", "numero di un collegamento di chat"},
    {"letter O or I read as a digit", "lettera O o I letta come cifra"},
    {"glued to a word", "attaccato a una parola"},
    {"disease told by its ending", "malattia riconosciuta dalla desinenza"},
    {"another of its kind just before: {}", "un altro dello stesso genere subito prima: {}"},
    {"20 digits that start with 80380, check digit right",
     "20 cifre che cominciano con 80380, cifra di controllo giusta"},
    {"a line about oneself", "una riga su di sé"},
    {"a sentence about oneself, after others", "una frase su di sé, dopo altre"},
    {"{}, joined", "{}, unita"},
    {"{}, named before", "{}, già nominata"},
    {"{}, spoken to", "{}, a cui si parla"},
    {"a person in the clause", "una persona nella frase"},
    {"one person told by place or role", "una persona indicata da un luogo o ruolo"},
    {"first person, speaking as one", "prima persona, che parla come tale"},
    {"first person left out", "prima persona sottintesa"},
    {"first person in the clause", "prima persona nella frase"},
    {"first person in the sentence", "prima persona nel periodo"},
    {"an acquaintance of the author", "un conoscente di chi scrive"},
    {"a relative of somebody named", "un familiare di una persona nominata"},
    {"a relative of the author", "un familiare di chi scrive"},
    {"a named person", "una persona nominata"},
    {"a tagged person", "una persona menzionata con il profilo"},
    {"a partner of the author's own sex", "un partner dello stesso sesso di chi scrive"},
    {"of the author's family", "della famiglia di chi scrive"},
    {"the author's household", "chi vive con chi scrive"},
    {"somebody mentioned and a partner of the same sex",
     "una persona nominata e un partner dello stesso sesso"},
    {"somebody lives with a partner of the same sex",
     "una persona vive con un partner dello stesso sesso"},
    {"of the relative named in the sentence before", "del familiare nominato nella frase prima"},
    {"fixed line", "rete fissa"},
    {"check digit and issuer range right", "cifra di controllo ed emittente giusti"},
    {"road and house number", "strada e numero civico"},
}};

constexpr std::string_view gap = "{}";

std::string in_italian(std::string_view english);

/// The values of `form` in `text`; nothing if it does not fit.
std::optional<std::vector<std::string_view>> values_of(std::string_view form,
                                                       std::string_view text) {
    std::vector<std::string_view> values;
    std::size_t at = form.find(gap);
    if (at == std::string_view::npos) {
        return text == form ? std::optional{values} : std::nullopt;
    }
    if (!text.starts_with(form.substr(0, at))) {
        return std::nullopt;
    }
    text.remove_prefix(at);
    while (at != std::string_view::npos) {
        form.remove_prefix(at + gap.size());
        at = form.find(gap);
        const std::string_view between = form.substr(0, at);
        const std::size_t end = at != std::string_view::npos ? text.find(between)
                                : text.ends_with(between)    ? text.size() - between.size()
                                                             : std::string_view::npos;
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        values.push_back(text.substr(0, end));
        text.remove_prefix(end + between.size());
    }
    return values;
}

/// Of the forms that fit, the one that says most of the sentence itself.
std::optional<std::string> whole_in_italian(std::string_view english) {
    const Saying* best = nullptr;
    std::vector<std::string_view> values;
    std::size_t fewest = english.size() + 1;
    for (const Saying& saying : sayings) {
        const auto found = values_of(saying.english, english);
        if (!found) {
            continue;
        }
        std::size_t open = 0;
        for (const std::string_view value : *found) {
            open += value.size();
        }
        if (open < fewest) {
            best = &saying;
            values = *found;
            fewest = open;
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    std::string out;
    std::string_view rest = best->italian;
    for (const std::string_view value : values) {
        const std::size_t at = rest.find(gap);
        out += rest.substr(0, at);
        out += in_italian(value);
        rest.remove_prefix(at + gap.size());
    }
    return out + std::string{rest};
}

std::string in_italian(std::string_view english) {
    if (auto whole = whole_in_italian(english)) {
        return std::move(*whole);
    }
    const std::size_t colon = english.find(": ");
    if (colon == std::string_view::npos) {
        return std::string{english};
    }
    const std::string_view head = english.substr(0, colon);
    return whole_in_italian(head).value_or(std::string{head}) + ": " +
           in_italian(english.substr(colon + 2));
}

} // namespace

std::string said(std::string_view english, Language language) {
    return language == Language::italian ? in_italian(english) : std::string{english};
}

} // namespace oblio::cli
