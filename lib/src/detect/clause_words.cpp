// lib/src/detect/clause_words.cpp: the table of cue words, one line a class.
#include "detect/clause_words.hpp"

#include "detect/word_list.hpp"

#include <array>

namespace oblio::detect {
namespace {

struct Row {
    std::uint64_t cues;
    std::string_view words; // folded, between single spaces
};

using namespace cue;

// Each row adds its cues to those of the rows before it.
constexpr std::array rows{
    // Verbs that say what somebody is.
    Row{be | first,
        "sono son ero saro sarei fui sn so siamo eravamo saremo sto stavo stiamo stavamo "
        "reputo definisco professo resto rimango appartengo divento diventai rimasi "
        "semo stamo stammo simmo ridotto ridotta sentivo sento am"},
    Row{be | they, "siano sono erano saranno furono stanno restano rimangono diventano stavano"},
    Row{be | second, "sei eri stai sarai stavi"},
    Row{be | third, "sia era appartiene sara fu sta resta rimane diventa stava restava rimasto "
                    "rimasta diventato "
                    "diventata risulta risultava xe is"},
    Row{be, "essere esser essendo diventare stare"},
    Row{be | you_all, "siete eravate sarete state"},
    Row{be | they, "so xe sn"},
    // What somebody has.
    Row{have | first, "ho avevo avro abbiamo avevamo avremo ebbi go tengo convivo combatto lotto "
                      "conviviamo gavemo avemo "
                      "tenimmo teng ho' o' have"},
    Row{have | second, "hai avevi avrai"},
    Row{have | third, "abbia ha aveva avra ebbe ga gha tiene convive combatte lotta conviveva has"},
    Row{have | third, "havi ave c'ha tene"},
    Row{have | they, "hannu han ganno annu"},
    Row{have | they, "abbiano hanno avevano avranno ebbero convivono combattono"},
    Row{have | you_all, "avete avevate avrete"},
    Row{have, "avere aver avendo"},
    // What somebody does with a treatment, a drug, a benefit.
    Row{act | first,
        "faccio facevo fo fare facciamo prendo prendevo assumo uso porto portavo ricevo ricevevo "
        "percepisco percepivo subisco inizio comincio finisco termino aspetto attendo sospendo "
        "prendiamo riceviamo percepiamo usiamo portiamo assumiamo rischio rischiamo richiedo "
        "chiedo chiediamo subito ottenuto"},
    Row{act | second, "fai facevi prendi prendevi usi porti ricevi"},
    Row{act | third, "fece prese ricevette subi fa faceva prende prendeva assume usa usava porta "
                     "portava riceve riceveva "
                     "percepisce percepiva subisce inizia comincia finisce aspetta attende "
                     "rischia"},
    Row{act | they, "fanno facevano prendono ricevono percepiscono usano portano"},
    Row{act, "fatto facendo seguendo fare iniziato cominciato finito terminato preso prendendo "
             "assumendo "
             "usato portato ricevuto percepito subendo prendere ricevere percepire aspettando "
             "fatta iniziata rischiato messo messa"},
    // Illness.
    Row{suffer | first, "soffro soffrivo soffriamo"},
    Row{suffer | second, "soffri"},
    Row{suffer | third, "soffre soffriva"},
    Row{suffer | they, "soffrono"},
    Row{suffer, "soffrire soffrendo sofferto affetto affetta affetti affette malato malata malati "
                "ammalato ammalata guarito guarita operato operata operati colpito colpita morto "
                "morta mancato mancata deceduto deceduta spirato reduce vittima sopravvissuto "
                "sopravvissuta stroncato stroncata debilitato debilitata dipendente"},
    Row{diagnosis, "diagnosticato diagnosticata diagnosticati trovato trovata riscontrato "
                   "riscontrata scoperto scoperta tolto tolta asportato asportata venuto venuta "
                   "certificato riconosciuto riconosciuta accertato accertata confermato"},
    // Going to a service.
    Row{go | first, "vado andavo andiamo frequento frequentiamo esco entro torno frequentavo"},
    Row{go | second, "vai frequenti"},
    Row{go | third, "va andava frequenta frequentava esce entra torna"},
    Row{go | they, "vanno frequentano"},
    Row{go, "andato andata uscito uscita entrato entrata tornato tornata dimesso dimessa finito "
            "finita portato portata usciti entrati"},
    // Other verbs whose person tells whom a sentence is about.
    Row{other_verb | first,
        "do offro ringrazio propongo auguro milito firmo saluto guadagno compro vendo sopravvivo "
        "vivo vivevo viviamo vengo venivo devo dovevo posso potevo voglio volevo vorrei potrei "
        "dovrei scrivo abito abitavo cerco cercavo pago mangio mangiamo dormo dormiamo riesco "
        "reggo cammino parlo dico penso credo spero metto mi chiamo presento racconto ricordo "
        "capisco vedo aspettavo lavoravo vergogno rivolgo segnalo confesso ammetto "
        "apro chiudo salgo scendo corro bevo confermo piango rido zoppico insisto tremo ripeto "
        "giro potro dovro andro verro vedro finisco "
        "recito rovisto salto sconto batto sopporto supporto rifiuto smetto "
        "riposo guido respiro mando porto compilo rinnovo lascio trovo perdo accompagno assisto "
        "seguo curo iscrivo so "
        "guardo leggo sento conosco preferisco partecipo raccolgo pulisco cucino stiro lavo arrivo "
        "rinuncio vinco nuoto pedalo rientro preparo recupero butto "
        "domando decido discuto"},
    Row{other_verb | third, "vive viveva abita abitava dorme dormiva lavora mangia cammina parla "
                            "chiede gira cerca esiste"},
    // Pronouns, possessives, clitics.
    Row{pronoun1, "io noi me"},
    Row{clitic1, "mi ci m me ce"},
    Row{poss1, "mio mia miei mie nostro nostra nostri nostre mi' mii me my"},
    Row{poss2, "tuo tua tuoi tue tu'"},
    Row{poss3, "suo sua suoi sue loro"},
    Row{clitic3, "gli le lo l li glielo gliela gliel gh"},
    Row{pronoun2, "tu te ti"},
    Row{pronoun3, "lui lei costui costei"},
    // Kin.
    Row{kin | female,
        "madre moglie figlia sorella nonna zia cugina nipotina suocera cognata nuora "
        "matrigna bisnonna prozia figlioccia figliola sorellina bambina ragazza "
        "picciridda compagna fidanzata morosa consuocera madrina bimba fiola figghia mamma "
        "mami mojere fija fia figghia fija muggheri mugghieri muglie mugliera sorma soru "
        "sorella matri mare mugger mojer moje morosa"},
    Row{kin | male,
        "padre marito figlio fratello nonno zio cugino nipotino suocero cognato genero "
        "patrigno bisnonno prozio figlioccio figliolo fratellino bambino ragazzo "
        "picciriddu compagno fidanzato moroso bimbo fiol figghiu papa babbo fijo fio figghiu "
        "figlemo "
        "nonu maritu patri pateme frati frate pare fradel fradelo mari barba nonnu fratmo zi ziu"},
    Row{kin, "nipote coniuge convivente partner ex consorte gemello gemella primogenito "
             "primogenita secondogenito secondogenita genitore"},
    Row{kin | plural, "genitori figli figlie fratelli sorelle nonni nonne zii zie cugini cugine "
                      "nipoti suoceri cognati bambini bambine gemelli gemelle bimbi bimbe ragazzi "
                      "ragazze nipotini"},
    Row{kin, "famiglia"},
    Row{somebody | male, "sottoscritto scrivente piccolo"},
    Row{somebody | female, "sottoscritta piccola"},
    Row{familiar, "mamma papa babbo nonna nonno mami papi zia zio mammina nonnina nonnino pap "
                  "muglierema maritemo patemo pateme mammeta"},
    Row{kin | poss1, "muglierema maritemo patemo pateme mammema fratemo frateme sorema figliemo "
                     "figlieme nonnema nonneme zieme cugineme cainateme socrema"},
    Row{partner | female, "moglie compagna fidanzata morosa ragazza sposa"},
    Row{partner | male, "marito compagno fidanzato moroso ragazzo sposo"},
    // Acquaintances.
    Row{acquaint | female,
        "vicina amica collega coinquilina inquilina badante conoscente dirimpettaia "
        "dentista commercialista estetista direttrice dirigente padrona infermiera "
        "babysitter tata colf domestica allenatrice studentessa allieva affittuaria "
        "maestra insegnante alunna capa datrice dottoressa titolare"},
    Row{acquaint | male,
        "vicino amico coinquilino inquilino dirimpettaio maestro alunno capo capoturno "
        "caposquadra caporeparto avvocato allenatore mister dottore direttore "
        "superiore padrone infermiere compare allievo studente affittuario "
        "datore medico titolare principale dipendente"},
    Row{acquaint | plural, "vicini amici colleghi amiche inquilini"},
    // One person, said with an article or a demonstrative.
    Row{somebody | female, "signora sig.ra donna tizia bambina ragazza vecchietta barista bidella "
                           "maestra commessa cameriera vicina inquilina bimba parrucchiera postina "
                           "farmacista dirimpettaia cassiera panettiera edicolante suora preside "
                           "custode vecchia nonnina vedova"},
    Row{somebody | male, "signore sig signor tizio tipo uomo ragazzo bambino vecchietto bidello "
                         "autista commesso cameriere vicino inquilino bimbo barbiere postino "
                         "macellaio edicolante barista fornaio geometra custode dirimpettaio "
                         "fruttivendolo vecchio quello figlio padre professore prof panettiere "
                         "idraulico meccanico bagnino ex cantante presidente"},
    Row{somebody, "quello quella collega cliente paziente"},
    // Nobody in particular.
    Row{generic, "chi chiunque persone persona gente tutti tutte uno qualcuno nessuno cittadini "
                 "anziani utenti pazienti malati soggetti coloro quelli quelle studenti alunni "
                 "bambini minori famiglie residenti italiani giovani donne uomini lavoratori "
                 "pensionati abitanti ogni ognuno ciascuno politici consiglieri molti tanti "
                 "parecchi alcuni tante troppi pochi altri cittadino anziano utente "
                 "lettori voi concittadini caregiver familiari parenti ospiti detenuti tifosi "
                 "adulti turisti titolari beneficiari ladri uomini donne genitori"},
    Row{office, "sindaco sindaca assessore assessora consigliere consigliera ministro ministra "
                "presidente premier governo giunta comune assessori amministrazione "
                "amministratori maggioranza opposizione paese citta stato italia regione politica "
                "ufficio burocrazia"},
    // Heads that make a topic, an event, a service or a place of what follows.
    Row{topic,
        "giornata giornate settimana mese centro centri sportello sportelli associazione "
        "associazioni reparto ricerca corso corsi incontro incontri convegno campagna raccolta "
        "prevenzione screening mostra mostre festa corteo gruppo gruppi progetto progetti "
        "servizio servizi sede bando bandi contributi fondi legge leggi tema lotta piazza via "
        "viale largo corso vicolo caffe serata cena pranzo partita marcia corsa camminata evento "
        "eventi percorso percorsi parcheggio parcheggi posti posto bagno bagni scivoli rampa "
        "rampe struttura strutture ospedale clinica esperti specialista specialisti film libro "
        "libri articolo articoli dati casi caso vaccino vaccini farmaci attenzione scuola scuole "
        "comunita cultura storia tempio chiesa quartiere mercatino ristorante cucina tappeti "
        "insalata musica meditazione conferenza dibattito documentario spettacolo concerto "
        "rassegna torneo mercato squadra banca casa stazione volontari volontariato medici "
        "cure contrassegno contrassegni numero telefono ambulatorio ambulatori pass stalli "
        "stallo iniziativa iniziative iniziativa informazioni info lavoratori operatori "
        "educatori festival cineforum campo campi questione problema emergenza allarme rischio "
        "aiuti beneficenza sciopero manifestazione presidio comunicato vertenza segreteria "
        "elezioni congresso comizio lista candidato gruppo consiglieri consigliere sezione "
        "partito coalizione governo maggioranza opposizione coordinatore proposta programma "
        "patronato caf ufficio uffici tesi studio studi museo memoria parata bandiera simbolo "
        "gara bus treno treni biglietti vagone negozio negozi bar pizzeria kebab prodotti "
        "fiaccolata messa messe funerale rosario processione benedizione visita_guidata "
        "protocollo tavolo osservatorio sportivi sport giochi assistenza sostegno tutela diritti "
        "operazione blitz cronaca notizia notizie sentenza processo reato reati articolo decreto "
        "gatto gatti gatta cane cani cagnolino cagnolina micio cavallo cavalli pianta piante "
        "albero "
        "alberi motore animale animali piccioni piccione rondini rondine gabbiani galline api "
        "uccelli "
        "cinghiali lupi computer cellulare tablet caldaia lavatrice siepe panchina panchine "
        "fontana "
        "lampione lampioni cancello portone ascensore "
        "esperienza competenze competenza formazione specializzata specializzato volantino "
        "volantini "
        "norma norme codice regolamento ordinanza delibera circolare calo aumento soldi"},
    Row{document,
        "certificato certificati esenzione terapia terapie pratica domanda referto diagnosi visita "
        "visite cura cure intervento operazione ricovero pensione assegno verbale accertamento "
        "riconoscimento ticket medicine medicina farmaco farmaci piano modulo commissione "
        "attestato documentazione percentuale esito esame controllo controlli problemi problema "
        "crisi attacco attacchi inizio principio forma sintomi conseguenze complicazioni "
        "complicanze postumi recidiva stadio operazioni trattamento trattamenti seduta "
        "sedute ciclo cicli bisogno attesa richiesta ricorso paziente situazione condizione "
        "questione storia"},
    Row{about,
        "contro senza sul sull sullo sulla sui sugli sulle su about riguardo circa verso tipo"},
    Row{after, "dopo causa durante colpa via seguito causa motivo prima"},
    Row{negation, "non mai nemmeno neanche neppure mica nn nun nunn"},
    Row{hypothesis,
        "metti mettiamo ipotizziamo ipotizza poniamo supponiamo immagina immaginate "
        "immaginiamo fossi avessi fosse avesse fossimo avessimo facessi prendessi facesse"},
    Row{figure, "paura timore terrore sembra sembro sembri sembrate sembrano pare paiono parete "
                "sembrava parlare parlate "
                "parla parlano parlo parliamo pareva metaforicamente quasi figurativamente tifo "
                "tifa"},
    Row{seem, "viene vien prende piglia manca venire prendere pigliare sta_per provoca provocate "
              "rischiate rasenta"},
    Row{handles, "studia studiano studiamo studiava insegna insegno insegnano insegnava organizza "
                 "organizzo organizzano presenta spiega spiego illustra coordina coordino finanzia "
                 "vende vendo produce tratta trattano occupa occupo occupano occupava traduce "
                 "difende promuove documenta pubblica recita recitava interpreta "
                 "intervista"},
    Row{helps,
        "medico infermiere infermiera volontario volontaria volontariato badante specialista "
        "avvocato educatore educatrice oss parlavo parlato segue seguo tesi donato dono "
        "donare corre corro raccoglie raccolgo maratona torneo spettacolo beneficenza"},
    Row{joke, "ahah ahaha ahahah ahahaha ahahahah haha hahaha lol scherzo scherzi xd eheh"},
    // Grammar.
    Row{article, "il lo la i gli le l un uno una 'l el a_ the er u lu na nu"},
    Row{indefinite, "un uno una"},
    Row{article | plural, "i gli le li"},
    Row{demonstrative,
        "quel quell quello quella questo questa quest sto sta st ste sti quei quegli "
        "quelle questi queste"},
    Row{demonstrative | plural, "quei quegli quelle questi queste ste sti"},
    Row{prep | prep_di, "di del dello della dell dei degli delle d de der"},
    Row{prep | plural,
        "dei degli delle ai agli alle dai dagli dalle sui sugli sulle nei negli nelle"},
    Row{prep | prep_a, "a al allo alla all ai agli alle ad ar"},
    Row{prep | prep_da, "da dal dallo dalla dall dai dagli dalle dar"},
    Row{prep | prep_in, "in nel nello nella nell nei negli nelle presso ner"},
    Row{prep | prep_con, "con col coll coi with cu co coe"},
    Row{prep | prep_per, "per x pel pe ppe"},
    Row{prep, "tra fra sul sull sulla sullo sui sugli sulle su contro"},
    Row{light,
        "anche pure sempre purtroppo ormai gia ancora molto un_po solo soltanto praticamente "
        "appena entrambi entrambe ambedue "
        "davvero proprio veramente grave gravi forte forti brutta brutto piccolo piccola lieve "
        "leggera leggero cronica cronico vera vero solita solito prima primo seconda secondo nuovo "
        "nuova leggermente gravemente quasi completamente parzialmente totalmente orgogliosamente "
        "felicemente dichiaratamente notoriamente da_sempre pero invece infatti comunque cosi "
        "tutt'ora tuttora adesso ora oggi ieri attualmente ufficialmente da_anni tanto tanta "
        "maledetto maledetta malattia morbo sindrome maledetta raro rara stata stato po bel bella "
        "bravo buon buona noto nota famoso famosa presunto presunta povero povera caro cara ex "
        "stesso stessa "
        "poi nato nata sposato cresciuto pero eh si da_poco piu fortemente profondamente "
        "semplicemente credente diventato diventata risultata risultato mezzo mezza piuttosto "
        "abbastanza troppo parecchio assai pienamente convinto convinta vecchio vecchia ultimo "
        "ultima giovane tipo certo certa qualche po' pochino severo severa importante specie "
        "purtoppo xò però anch seria serio bello sfegatato accanito accanita dichiarato dichiarata "
        "lunedi martedi mercoledi giovedi venerdi sabato domenica "
        "fervente fiero fiera orgoglioso orgogliosa "
        "single pur neo euro due tre quattro cinque sette otto nove dieci"},
    Row{breaks, "ma pero perche quando mentre se siccome quindi percio invece anzi eppure dove "
                "finche poiche benche xke xche perke pk"},
    Row{joins, "e ed o od oppure nonche"},
    Row{that, "che ke"},
    Row{as, "come quanto da"},
    Row{been, "stato stata stati state avuto avuta avuti avute poi gia"},
    Row{year, "anni anno mesi mese giorni settimane giorno"},
    // Frames of membership, of care, of benefits.
    Row{member,
        "milito milita militava militato iscritto iscritta iscritti iscritte tesserato tesserata "
        "tesserati tesserate militante "
        "militanti attivista attivisti delegato delegata delegati delegate sindacalista "
        "sindacalisti eletto eletta dirigente segretario segretaria simpatizzante simpatizzanti "
        "sostenitore sostenitrice elettore elettrice elettori candidato candidata aderente "
        "rappresentante coordinatore coordinatrice socio socia membro portavoce capogruppo "
        "referente responsabile funzionario funzionaria fondatore fondatrice rsu rsa "
        "affiliato affiliata adepto adepta seguace fedele fedelissimo fedelissima fan "
        "direttivo cancellato cancellata disiscritto disiscritta "
        "attivisti pensionato pensionata quadro tesserarmi iscrivermi iscriversi "
        "rappresentanti consigliere consigliera assessore"},
    Row{token,
        "tessera tesserino quota trattenuta ritenuta delega permesso permessi tessere bandiera "
        "tesseramento iscrizione disdetta"},
    Row{vote, "voto voti vota votato votata votavo votava voterò votero votavamo votiamo elettore "
              "elettrice votare votando"},
    Row{vote | first, "voto votavo votero votavamo votiamo"},
    Row{vote | third, "vota votava votera"},
    Row{care,
        "cura curando curato curata curo carico ricoverato ricoverata ricoverati seguito seguita "
        "seguiti seguite segue "
        "paziente utente assistito assistita assistiti ospite ospitato ospitata ospiti terapia "
        "visita visite appuntamento dimesso dimessa internato internata portato portata finito "
        "finita reparto uscito uscita inserito inserita iscritto affidato affidata seguono presa "
        "preso accolto accolta ricovero seguirmi vado va andato andata vai frequento frequenta "
        "assiste"},
    Row{grant, "dato data dati tolto tolta negato negata sospeso sospesa revocato revocata "
               "riconosciuto riconosciuta rifiutato rifiutata assegnato assegnata notificato "
               "notificata arrivato arrivata concesso concessa bloccato bloccata ridotto "
               "approvato approvata accettato scaduto scaduta tolgono danno negano spetta arriva "
               "negate togliete notificano serve scade ritirato ridate date spettano"},
    Row{body,
        "seno seni mammella polmone polmoni fegato cuore anca ginocchio ginocchia femore schiena "
        "gamba gambe braccio braccia mano mani piede piedi testa cervello colon prostata tiroide "
        "pancreas rene reni stomaco utero ovaie ovaio pelle sangue vescica gola occhio occhi "
        "laringe intestino spalla spalle menisco legamenti legamento ossa osso bacino caviglia "
        "polso orecchio orecchie retto cervice midollo linfonodi lingua denti naso schiena "
        "colonna disco collo addome costole costola coronarie aorta valvola mitrale retina "
        "cornea cistifellea appendice esofago duodeno milza surrene ipofisi testicolo testicoli"},
};

} // namespace

ClauseWords::ClauseWords() {
    for (const Row& row : rows) {
        each_word(row.words, [&](std::string_view word) { words_[word] |= row.cues; });
    }
}

std::uint64_t ClauseWords::of(std::string_view folded, std::uint32_t hash) const noexcept {
    const std::uint64_t* const found = words_.find(folded, hash);
    std::uint64_t cues = found == nullptr ? 0 : *found;
    // "-iamo" is the first person plural of every verb; nouns in -iamo are few.
    if (folded.size() > 5 && folded.ends_with("iamo") && folded != "richiamo" &&
        (cues & cue::first) == 0) {
        cues |= cue::other_verb | cue::first;
    }
    return cues;
}

} // namespace oblio::detect
