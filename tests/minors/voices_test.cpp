// tests/minors/voices_test.cpp: minors and adults in many voices, through the real detectors.
#include "oblio/detect/scanner.hpp"
#include "oblio/minors/judge.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace oblio;

namespace {

/// u: under age, n: not, ?: nobody can tell.
struct Voice {
    std::string_view text;
    char under16, under14;
    std::string_view bio, handle, day;
};

// Invented people, written before the rules were looked at.
const std::vector<Voice> voices{
    {"raga ho 13 anni e non posso entrare in palestra da solo, ma è giusto??", 'u', 'u', "", "",
     "2026-03-10"},
    {"Faccio la seconda media e il pulmino passa sempre in ritardo", 'u', 'u', "", "",
     "2026-03-10"},
    {"ciao sono una ragazza di 15 anni, quando apre l'aula studio?", 'u', 'n', "", "",
     "2026-03-10"},
    {"io c'ho 14 anni e il campetto è chiuso da 2 mesi, fate qualcosa", 'u', 'n', "", "",
     "2026-03-10"},
    {"Ho quasi 12 anni e vorrei iscrivermi al laboratorio di fumetto", 'u', 'u', "", "",
     "2026-03-10"},
    {"ne ho 15 compiuti a gennaio, posso fare la tessera della biblioteca?", 'u', 'n', "", "",
     "2026-03-10"},
    {"Sono in prima media alla Pascoli, perché non c'è la mensa il martedì?", 'u', 'u', "", "",
     "2026-03-10"},
    {"frequento la quinta elementare e voglio i pattini sulla pista", 'u', 'u', "", "",
     "2026-03-10"},
    {"sono nato nel 2012 e volevo sapere del torneo", 'u', '?', "", "", "2026-03-10"},
    {"Sono del 2013, posso venire al concerto senza i miei?", 'u', 'u', "", "", "2026-03-10"},
    {"compio 14 anni domani, si può entrare gratis?", 'u', 'u', "", "", "2026-03-10"},
    {"tra un mese faccio 16 anni, posso già prendere il patentino?", 'u', 'n', "", "",
     "2026-03-10"},
    {"Sono un quindicenne e mi sono rotto di aspettare l'autobus", 'u', 'n', "", "", "2026-03-10"},
    {"scusate ma io che ho 11 anni come faccio a votare il nome del parco?", 'u', 'u', "", "",
     "2026-03-10"},
    {"sn in 2 media e il wifi della biblio nn va", 'u', 'u', "", "", "2026-03-10"},
    {"Mi chiamo Tea, anni 12, e vorrei una pista per lo skate", 'u', 'u', "", "", "2026-03-10"},
    {"ho dodici anni e mezzo, il bus della scuola non passa", 'u', 'u', "", "", "2026-03-10"},
    {"Faccio prima superiore al linguistico, il treno delle 7.12 è sempre pieno", 'u', 'n', "", "",
     "2026-03-10"},
    {"che bello il murales!!", 'u', 'u', "12 yo 🎀 danza | gatti", "", "2026-03-10"},
    {"ma quando mettete i canestri nuovi", 'u', 'n', "15 anni ⚽ juve", "", "2026-03-10"},
    {"bella la festa", 'u', 'u', "2^ media | IG: no dm", "", "2026-03-10"},
    {"primo!!", 'u', 'u', "nata nel 2014 ✨", "", "2026-03-10"},
    {"voi adulti non capite, noi di terza media siamo 27 in classe", 'u', '?', "", "",
     "2026-03-10"},
    {"sono in seconda superiore e la strada davanti a scuola fa schifo", '?', 'n', "", "",
     "2026-03-10"},
    {"Ho tredici anni e mia mamma dice che devo scrivere io per chiedere del corso di nuoto", 'u',
     'u', "", "", "2026-03-10"},
    {"Buongiorno, ho 15 anni e mio nonno ne ha 80, può accompagnarmi lui al centro estivo?", 'u',
     'n', "", "", "2026-03-10"},
    {"Con mio fratello di 19 anni andiamo in bici, io ne ho 13. Si può fare la ciclabile?", 'u',
     'u', "", "", "2026-03-10"},
    {"da grande voglio fare il pompiere, adesso ho 9 anni", 'u', 'u', "", "", "2026-03-10"},
    {"alle medie ci hanno detto che il parco chiude, io sono in terza B e tengo 13 anni", 'u', 'u',
     "", "", "2025-11-10"},
    {"la versione di latino", 'u', '?', "2B scientifico, pallavolo", "", "2025-12-19"},
    {"arrivo", 'u', 'u', "2^ C media, judo", "", "2025-12-19"},
    {"venivo ma avevo i compiti di seconda media", 'u', 'u', "", "", "2025-12-05"},
    {"scusate il ritardo ma avevo le interrogazioni di terza media", '?', '?', "", "",
     "2025-12-05"},
    {"faccio i compiti di prima media ogni sera", '?', '?', "", "", "2025-12-05"},
    {"i compiti di prima media, tantissimi", '?', '?', "", "", "2025-12-19"},
    {"io gioco coi grandi anche se ne ho 12", 'u', 'u', "", "", "2025-10-22"},
    {"scrivo dal cellulare di mamma, sono Leo e ho 10 anni, quando aprite la piscina?", 'u', 'u',
     "", "", "2026-03-10"},
    {"ho 16 anni meno un giorno, posso fare il volontario?", 'u', 'n', "", "", "2026-03-10"},
    {"Noi della prima C (abbiamo 11 anni) vorremmo le porte nuove nel cortile", 'u', 'u', "", "",
     "2026-03-10"},
    {"16 anni li faccio a giugno, vale l'iscrizione?", 'u', 'n', "", "", "2026-03-10"},
    {"Sono minorenne, ho 14 anni, chi mi accompagna al pronto soccorso se cado dalla pista?", 'u',
     'n', "", "", "2026-03-10"},
    {"k bello il parco!! ho 12 anni e ci vado ogni gg", 'u', 'u', "", "", "2026-03-10"},
    {"Ho 16 anni e cerco lavoro estivo", 'n', 'n', "", "", "2026-03-10"},
    {"Mio figlio ha 13 anni e non può entrare in palestra", 'n', 'n', "", "", "2026-03-10"},
    {"Quando avevo 12 anni qui c'era il cinema", 'n', 'n', "", "", "2026-03-10"},
    {"Sono la mamma di una bimba di 9 anni, la mensa è fredda", 'n', 'n', "", "", "2026-03-10"},
    {"Ho 43 anni e tre figli alle medie", 'n', 'n', "", "", "2026-03-10"},
    {"Insegno in prima media da 15 anni", 'n', 'n', "", "", "2026-03-10"},
    {"Abito qui da 14 anni e mai visto un vigile", 'n', 'n', "", "", "2026-03-10"},
    {"Sono in pensione da 12 anni", 'n', 'n', "", "", "2026-03-10"},
    {"Faccio la maestra in quinta elementare, servono i banchi", 'n', 'n', "", "", "2026-03-10"},
    {"dai 14 anni in su si paga il biglietto intero?", 'n', 'n', "", "", "2026-03-10"},
    {"Mia figlia fa la terza media e ha paura ad attraversare", 'n', 'n', "", "", "2026-03-10"},
    {"Sono nato nel 1975, ricordo la fontana", 'n', 'n', "", "", "2026-03-10"},
    {"Il mio cane ha 13 anni e non fa più le scale del sottopasso", 'n', 'n', "", "", "2026-03-10"},
    {"La scuola ha compiuto 12 anni e cade a pezzi", 'n', 'n', "", "", "2026-03-10"},
    {"Ho un'auto di 15 anni, posso circolare?", 'n', 'n', "", "", "2026-03-10"},
    {"Sono un papà di due gemelli di 11 anni", 'n', 'n', "", "", "2026-03-10"},
    {"Alleno gli under 14 e il campo è allagato", 'n', 'n', "", "", "2026-03-10"},
    {"Ho fatto la terza media alla Pascoli nel 1988", 'n', 'n', "", "", "2026-03-10"},
    {"Ho 11 anni di esperienza come bagnino", 'n', 'n', "", "", "2026-03-10"},
    {"Mi mancano 13 anni alla pensione", 'n', 'n', "", "", "2026-03-10"},
    {"Ho preso 14 punti di sutura cadendo nella buca", 'n', 'n', "", "", "2026-03-10"},
    {"Sono stata eletta rappresentante di prima media", 'n', 'n', "", "", "2026-03-10"},
    {"Lavoro qui da quando avevo 15 anni, ora ne ho 40", 'n', 'n', "", "", "2026-03-10"},
    {"Ragazzi di 13 anni a mezzanotte in piazza, dove sono i genitori?", 'n', 'n', "", "",
     "2026-03-10"},
    {"Sono la nonna di Sara, 8 anni, seconda elementare", 'n', 'n', "", "", "2026-03-10"},
    {"Diciott'anni li ho compiuti ieri, ho 18 anni, come ritiro la tessera elettorale?", 'n', 'n',
     "", "", "2026-03-10"},
    {"Ho aspettato 15 giorni e 12 ore", 'n', 'n', "", "", "2026-03-10"},
    {"mi sento come se avessi 12 anni quando vado sulla giostra", 'n', 'n', "", "", "2026-03-10"},
    {"Ho una figlia, 14 anni, e un figlio in prima media", 'n', 'n', "", "", "2026-03-10"},
    {"sono sposata da 13 anni", 'n', 'n', "", "", "2026-03-10"},
    {"Gestisco il profilo di mio figlio", 'n', 'n', "mamma di Luca (2014) e Anna (2016)", "",
     "2026-03-10"},
    {"che degrado", 'n', 'n', "Papà di 3 | tifoso dal 2010", "", "2026-03-10"},
    {"bel concerto", '?', '?', "", "giuly2012", "2026-03-10"},
    {"Ho ripetuto la prima media tre volte, ora faccio il meccanico", 'n', 'n', "", "",
     "2026-03-10"},
    {"Ho 35 anni e faccio la seconda media serale", 'n', 'n', "", "", "2026-03-10"},
    {"La 3A ha 14 alunni", 'n', 'n', "", "", "2026-03-10"},
    {"Quindici anni fa era meglio", 'n', 'n', "", "", "2026-03-10"},
    {"Ho letto che a 14 anni si può dare il consenso", 'n', 'n', "", "", "2026-03-10"},
    {"i miei 12 anni in consiglio comunale", 'n', 'n', "", "", "2026-03-10"},
    {"Da madre di un tredicenne dico basta", 'n', 'n', "", "", "2026-03-10"},
    {"che bella foto", 'n', 'n', "nonna di Tobia (8 anni) e Bea (11)", "", "2026-03-10"},
    {"mio nipote va in gita, ha 9 anni", 'n', 'n', "orgogliosa nonna di Tobia (9 anni)", "",
     "2026-03-10"},
    {"il mio diploma è del 1987, terza media con la lode", 'n', 'n', "", "", "2026-03-10"},
    {"ho 13 anni e mezzo secolo di ricordi in questa piazza", 'n', 'n', "", "", "2026-03-10"},
    {"scherzo, ho 12 anni dentro", 'n', 'n', "", "", "2026-03-10"},
    {"ho 12 anni e mezzo e vorrei un campo da basket", 'u', 'u', "", "", "2026-03-10"},
    {"sono nata nel 2013 e faccio la seconda media", 'u', 'u', "", "", "2026-03-10"},
};

const Scanner& scanner() {
    static const Scanner one = [] {
        const std::filesystem::path folder = test::source_folder() / "patterns";
        return Scanner::create(PatternSet::load({&folder, 1}).value()).value();
    }();
    return one;
}

Record record_of(const Voice& voice) {
    Record record;
    record.id = "facebook:1";
    record.platform = "facebook";
    record.kind = "comment";
    record.author.id = "a1";
    record.author.name = "Utente";
    if (!voice.handle.empty()) {
        record.author.handle = voice.handle;
    }
    record.author_role = "other";
    record.created = std::string{voice.day} + "T10:00:00Z";
    record.text = voice.text;
    if (!voice.bio.empty()) {
        record.side_text.push_back({"bio", std::string{voice.bio}});
    }
    return record;
}

std::vector<FieldFinding> findings_of(const Record& record) {
    ScanContext context;
    context.date = parse_date(record.created->substr(0, 10));
    context.author_name = *record.author.name;
    std::vector<FieldFinding> all;
    for (const Finding& one : scanner().scan(*record.text, context)) {
        all.push_back({{Field::text, 0}, one});
    }
    if (!record.side_text.empty()) {
        for (const Finding& one : scanner().scan(record.side_text[0].value, context)) {
            all.push_back({{Field::side_text, 0}, one});
        }
    }
    return all;
}

MinorsVerdict verdict_of(const Voice& voice, int threshold) {
    MinorsPolicy policy;
    policy.threshold = 16;
    policy.action = MinorAction::purge;
    MinorsJudge judge{policy, {}};
    const Record record = record_of(voice);
    const auto findings = findings_of(record);
    judge.learn(record, findings);
    return judge.judge(record, findings, threshold);
}

} // namespace

TEST_CASE("Somma Lombardo: every author under age is found and no adult is ever erased",
          "[minors][voices]") {
    std::size_t minors = 0;
    std::size_t erased = 0;
    std::size_t exact = 0;
    for (const Voice& voice : voices) {
        for (const int threshold : {16, 14}) {
            const MinorsVerdict verdict = verdict_of(voice, threshold);
            const char truth = threshold == 16 ? voice.under16 : voice.under14;
            const bool found = verdict.decision == MinorsDecision::purge ||
                               verdict.decision == MinorsDecision::review;
            INFO(voice.text << " | " << voice.bio << " | " << threshold);
            if (truth == 'u') {
                ++minors;
                CHECK(found);
                erased += verdict.decision == MinorsDecision::purge ? 1 : 0;
            } else if (truth == 'n') {
                CHECK(verdict.decision != MinorsDecision::purge);
            }
            const char said = verdict.under == Under::yes         ? 'u'
                              : verdict.under == Under::uncertain ? '?'
                                                                  : 'n';
            exact += said == truth ? 1 : 0;
        }
    }
    CHECK(minors >= 45);                       // the set is not empty of them
    CHECK(erased * 100 >= minors * 95);        // nearly all without a person's help
    CHECK(exact * 100 >= voices.size() * 190); // 95 % of both answers of each voice
}
