// lib/src/detect/verb_forms.cpp
#include "detect/verb_forms.hpp"

#include "detect/clause_words.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace oblio::detect {
namespace {

using Strings = std::vector<std::string>;

// io, tu, lui, noi, voi, loro
constexpr std::array<std::uint64_t, 6> six{cue::first, cue::second,  cue::third,
                                           cue::first, cue::you_all, cue::they};

/// What departs from the rule; an empty field follows it.
struct Irregular {
    std::string_view infinitive;
    std::string_view present;     ///< six forms
    std::string_view participle;  ///< masculine singular
    std::string_view past;        ///< first and third singular, third plural
    std::string_view future;      ///< first singular
    std::string_view imperfect;   ///< first singular
    std::string_view subjunctive; ///< singular, third plural
};

constexpr std::array irregulars{
    Irregular{"accendere", "", "acceso", "accesi accese accesero", "", "", ""},
    Irregular{"cogliere", "colgo cogli coglie cogliamo cogliete colgono", "colto",
              "colsi colse colsero", "", "", "colga colgano"},
    Irregular{"connettere", "", "connesso", "", "", "", ""},
    Irregular{"disdire", "disdico disdici disdice disdiciamo disdite disdicono", "disdetto",
              "disdissi disdisse disdissero", "", "disdicevo", "disdica disdicano"},
    Irregular{"eleggere", "", "eletto", "elessi elesse elessero", "", "", ""},
    Irregular{"reggere", "", "retto", "ressi resse ressero", "", "", ""},
    Irregular{"riempire", "riempio riempi riempie riempiamo riempite riempiono", "", "", "", "",
              "riempia riempiano"},
    Irregular{"riuscire", "riesco riesci riesce riusciamo riuscite riescono", "", "", "", "",
              "riesca riescano"},
    Irregular{"sorprendere", "", "sorpreso", "sorpresi sorprese sorpresero", "", "", ""},
    Irregular{"trattenere", "trattengo trattieni trattiene tratteniamo trattenete trattengono", "",
              "trattenni trattenne trattennero", "tratterro", "", "trattenga trattengano"},
    Irregular{"accogliere", "accolgo accogli accoglie accogliamo accogliete accolgono", "accolto",
              "accolsi accolse accolsero", "", "", "accolga accolgano"},
    Irregular{"andare", "vado vai va andiamo andate vanno", "", "", "andro", "", "vada vadano"},
    Irregular{"aprire", "", "aperto", "", "", "", ""},
    Irregular{"assolvere", "", "assolto", "assolsi assolse assolsero", "", "", ""},
    Irregular{"assumere", "", "assunto", "assunsi assunse assunsero", "", "", ""},
    Irregular{"avere", "ho hai ha abbiamo avete hanno", "avuto", "ebbi ebbe ebbero", "avro", "",
              "abbia abbiano"},
    Irregular{"bere", "bevo bevi beve beviamo bevete bevono", "bevuto", "bevvi bevve bevvero",
              "berro", "bevevo", "beva bevano"},
    Irregular{"chiedere", "", "chiesto", "chiesi chiese chiesero", "", "", ""},
    Irregular{"chiudere", "", "chiuso", "chiusi chiuse chiusero", "", "", ""},
    Irregular{"concedere", "", "concesso", "concessi concesse concessero", "", "", ""},
    Irregular{"convivere", "", "convissuto", "convissi convisse convissero", "", "", ""},
    Irregular{"correre", "", "corso", "corsi corse corsero", "", "", ""},
    Irregular{"crescere", "", "cresciuto", "crebbi crebbe crebbero", "", "", ""},
    Irregular{"dare", "do dai da diamo date danno", "", "diedi diede diedero", "daro", "",
              "dia diano"},
    Irregular{"decidere", "", "deciso", "decisi decise decisero", "", "", ""},
    Irregular{"dire", "dico dici dice diciamo dite dicono", "detto", "dissi disse dissero", "diro",
              "dicevo", "dica dicano"},
    Irregular{"dipendere", "", "dipeso", "dipesi dipese dipesero", "", "", ""},
    Irregular{"dovere", "devo devi deve dobbiamo dovete devono", "", "", "dovro", "",
              "debba debbano"},
    Irregular{"esplodere", "", "esploso", "esplosi esplose esplosero", "", "", ""},
    Irregular{"essere", "sono sei e siamo siete sono", "stato", "fui fu furono", "saro", "ero",
              "sia siano"},
    Irregular{"evadere", "", "evaso", "evasi evase evasero", "", "", ""},
    Irregular{"fare", "faccio fai fa facciamo fate fanno", "fatto", "feci fece fecero", "faro",
              "facevo", "faccia facciano"},
    Irregular{"iscrivere", "", "iscritto", "iscrissi iscrisse iscrissero", "", "", ""},
    Irregular{"leggere", "", "letto", "lessi lesse lessero", "", "", ""},
    Irregular{"mettere", "", "messo", "misi mise misero", "", "", ""},
    Irregular{"morire", "muoio muori muore moriamo morite muoiono", "morto", "", "", "",
              "muoia muoiano"},
    Irregular{"mordere", "", "morso", "morsi morse morsero", "", "", ""},
    Irregular{"muovere", "", "mosso", "mossi mosse mossero", "", "", ""},
    Irregular{"nascere", "", "nato", "nacqui nacque nacquero", "", "", ""},
    Irregular{"nascondere", "", "nascosto", "nascosi nascose nascosero", "", "", ""},
    Irregular{"offendere", "", "offeso", "offesi offese offesero", "", "", ""},
    Irregular{"perdere", "", "perso", "persi perse persero", "", "", ""},
    Irregular{"piangere", "", "pianto", "piansi pianse piansero", "", "", ""},
    Irregular{"piacere", "piaccio piaci piace piacciamo piacete piacciono", "piaciuto",
              "piacqui piacque piacquero", "", "", "piaccia piacciano"},
    Irregular{"potere", "posso puoi puo possiamo potete possono", "", "", "potro", "",
              "possa possano"},
    Irregular{"prendere", "", "preso", "presi prese presero", "", "", ""},
    Irregular{"ricorrere", "", "ricorso", "ricorsi ricorse ricorsero", "", "", ""},
    Irregular{"rimanere", "rimango rimani rimane rimaniamo rimanete rimangono", "rimasto",
              "rimasi rimase rimasero", "rimarro", "", "rimanga rimangano"},
    Irregular{"richiedere", "", "richiesto", "richiesi richiese richiesero", "", "", ""},
    Irregular{"rompere", "", "rotto", "ruppi ruppe ruppero", "", "", ""},
    Irregular{"rinchiudere", "", "rinchiuso", "rinchiusi rinchiuse rinchiusero", "", "", ""},
    Irregular{"riconoscere", "", "riconosciuto", "riconobbi riconobbe riconobbero", "", "", ""},
    Irregular{"rivolgere", "", "rivolto", "rivolsi rivolse rivolsero", "", "", ""},
    Irregular{"sapere", "so sai sa sappiamo sapete sanno", "", "seppi seppe seppero", "sapro", "",
              "sappia sappiano"},
    Irregular{"scegliere", "scelgo scegli sceglie scegliamo scegliete scelgono", "scelto",
              "scelsi scelse scelsero", "", "", "scelga scelgano"},
    Irregular{"scoprire", "", "scoperto", "", "", "", ""},
    Irregular{"scrivere", "", "scritto", "scrissi scrisse scrissero", "", "", ""},
    Irregular{"smettere", "", "smesso", "smisi smise smisero", "", "", ""},
    Irregular{"soffrire", "", "sofferto", "", "", "", ""},
    Irregular{"sopravvivere", "", "sopravvissuto", "sopravvissi sopravvisse sopravvissero", "", "",
              ""},
    Irregular{"sospendere", "", "sospeso", "sospesi sospese sospesero", "", "", ""},
    Irregular{"spendere", "", "speso", "spesi spese spesero", "", "", ""},
    Irregular{"stare", "sto stai sta stiamo state stanno", "", "stetti stette stettero", "staro",
              "", "stia stiano"},
    Irregular{"succedere", "", "successo", "successi successe successero", "", "", ""},
    Irregular{"tenere", "tengo tieni tiene teniamo tenete tengono", "", "tenni tenne tennero",
              "terro", "", "tenga tengano"},
    Irregular{"togliere", "tolgo togli toglie togliamo togliete tolgono", "tolto",
              "tolsi tolse tolsero", "", "", "tolga tolgano"},
    Irregular{"uccidere", "", "ucciso", "uccisi uccise uccisero", "", "", ""},
    Irregular{"uscire", "esco esci esce usciamo uscite escono", "", "", "", "", "esca escano"},
    Irregular{"vedere", "", "visto", "vidi vide videro", "vedro", "", ""},
    Irregular{"venire", "vengo vieni viene veniamo venite vengono", "venuto", "venni venne vennero",
              "verro", "", "venga vengano"},
    Irregular{"vivere", "", "vissuto", "vissi visse vissero", "vivro", "", ""},
    Irregular{"volere", "voglio vuoi vuole vogliamo volete vogliono", "", "volli volle vollero",
              "vorro", "", "voglia vogliano"},
    Irregular{"svolgere", "", "svolto", "svolsi svolse svolsero", "", "", ""},
    Irregular{"convincere", "", "convinto", "convinsi convinse convinsero", "", "", ""},
    Irregular{"trascorrere", "", "trascorso", "trascorsi trascorse trascorsero", "", "", ""},
    Irregular{"appendere", "", "appeso", "appesi appese appesero", "", "", ""},
    Irregular{"promuovere", "", "promosso", "promossi promosse promossero", "", "", ""},
    Irregular{"raccogliere", "raccolgo raccogli raccoglie raccogliamo raccogliete raccolgono",
              "raccolto", "raccolsi raccolse raccolsero", "", "", "raccolga raccolgano"},
    Irregular{"appartenere",
              "appartengo appartieni appartiene apparteniamo appartenete appartengono", "",
              "appartenni appartenne appartennero", "apparterro", "", "appartenga appartengano"},
    Irregular{"mantenere", "mantengo mantieni mantiene manteniamo mantenete mantengono", "",
              "mantenni mantenne mantennero", "manterro", "", "mantenga mantengano"},
    Irregular{"provenire", "provengo provieni proviene proveniamo provenite provengono",
              "provenuto", "provenni provenne provennero", "proverro", "", "provenga provengano"},
};

// What Rome, Naples, Palermo, Venice and Milan say for it; the first person, the third and the
// participle, as far as they differ.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> dialect{{
    {"prendere", "piglio piglia pigliano pigliavo pigliava pigliato pigliata pigghiu pigghia "
                 "pigghiau pijo pija pijano ciapo ciapa ciapa"},
    {"avere", "tengo tiene teneva teneno go ga gha gavemo gaveva haju havi avi tegnu teni"},
    {"andare", "anna vaco vaje annamo vanu"},
    {"stare", "staje stongo stanno staiu stago"},
    {"dormire", "durmi dormu durmemo"},
    {"fare", "fazzu fasso faccu faso"},
    {"perdere", "perzo pirdutu pers perdu"},
    {"arrestare", "arristatu arestato aresta"},
    {"pagare", "pagamo paia pava"},
    {"mangiare", "magno magna magnamo magna magnato mangiu"},
    {"lavorare", "faticamo laoro lauro travagghiu travagghia"},
    {"rompere", "rumpi ruttu"},
}};

// Verbs in -ire that take -isc-.
constexpr std::array<std::string_view, 26> in_isc{
    "finire",    "guarire",     "percepire", "subire",      "fallire",    "capire", "inserire",
    "impazzire", "zittire",     "tradire",   "aderire",     "colpire",    "ferire", "patire",
    "abortire",  "distribuire", "imbottire", "prostituire", "restituire", "unire",  "smarrire",
    "aggredire", "esaurire",    "partorire", "gestire",     "preferire"};

constexpr std::array<std::string_view, 12> pronouns{"mi", "ti", "si",  "ci", "vi", "lo",
                                                    "la", "li", "gli", "le", "ne", "cela"};

Strings split(std::string_view words) {
    Strings made;
    each_word(words, [&](std::string_view word) { made.emplace_back(word); });
    return made;
}

/// stem + ending as Italian writes it: "pag" + "i" is "paghi", "bacio" loses its i.
std::string join(std::string_view stem, std::string_view ending, bool are) {
    std::string made{stem};
    const bool soft = ending.starts_with('e') || ending.starts_with('i');
    if (are && soft && (stem.ends_with('c') || stem.ends_with('g'))) {
        made += 'h';
    }
    const bool silent = stem.ends_with("ci") || stem.ends_with("gi") || stem.ends_with("sci");
    if (are && stem.ends_with('i') &&
        (ending.starts_with('i') || (silent && ending.starts_with('e')))) {
        made.pop_back();
    }
    made += ending;
    return made;
}

/// The endings of one conjugation, each from the first person singular on.
struct Endings {
    std::string_view present, imperfect, past, future, subjunctive, participle, gerund;
};

constexpr Endings are{"o i a iamo ate ano",
                      "avo avi ava avamo avate avano",
                      "ai asti o ammo aste arono",
                      "ero",
                      "i ino",
                      "ato",
                      "ando"};
constexpr Endings ere{"o i e iamo ete ono",
                      "evo evi eva evamo evate evano",
                      "ei esti e emmo este erono",
                      "ero",
                      "a ano",
                      "uto",
                      "endo"};
constexpr Endings ire{"o i e iamo ite ono",
                      "ivo ivi iva ivamo ivate ivano",
                      "ii isti i immo iste irono",
                      "iro",
                      "a ano",
                      "ito",
                      "endo"};

class Conjugation {
public:
    explicit Conjugation(std::string_view infinitive)
        : infinitive_{infinitive}, endings_{infinitive.ends_with("are")   ? are
                                            : infinitive.ends_with("ire") ? ire
                                                                          : ere},
          first_{infinitive.ends_with("are")}, stem_{infinitive.substr(0, infinitive.size() - 3)} {
        const auto* found =
            std::find_if(irregulars.begin(), irregulars.end(),
                         [&](const auto& row) { return row.infinitive == infinitive; });
        irregular_ = found != irregulars.end() ? *found : Irregular{};
    }

    std::vector<VerbForm> all() && {
        present();
        imperfect();
        past();
        future();
        participle();
        glued();
        return std::move(forms_);
    }

private:
    std::string joined(std::string_view ending) const { return join(stem_, ending, first_); }
    Strings all_joined(std::string_view endings) const {
        Strings made;
        each_word(endings, [&](std::string_view ending) { made.push_back(joined(ending)); });
        return made;
    }
    void add(std::string text, std::uint64_t persons, bool participle = false) {
        forms_.push_back({std::move(text), persons, participle});
    }
    void add_six(const Strings& six_forms) {
        for (std::size_t i = 0; i < six_forms.size() && i < six.size(); ++i) {
            add(six_forms[i], six[i]);
        }
    }
    void present() {
        const bool isc = in(infinitive_, in_isc);
        if (!irregular_.present.empty()) {
            add_six(split(irregular_.present));
        } else if (isc) {
            add_six({joined("isco"), joined("isci"), joined("isce"), joined("iamo"), joined("ite"),
                     joined("iscono")});
        } else {
            add_six(all_joined(endings_.present));
        }
        const Strings wishes = !irregular_.subjunctive.empty() ? split(irregular_.subjunctive)
                               : isc ? Strings{joined("isca"), joined("iscano")}
                                     : all_joined(endings_.subjunctive);
        add(wishes[0], cue::third);
        add(wishes[1], cue::they);
    }
    void imperfect() {
        Strings made = all_joined(endings_.imperfect);
        if (infinitive_ == "essere") {
            made = {"ero", "eri", "era", "eravamo", "eravate", "erano"};
        } else if (!irregular_.imperfect.empty()) { // "facevo": the stem of "facevamo" too
            const std::string_view first = irregular_.imperfect;
            made.clear();
            for (const char* ending : {"o", "i", "a", "amo", "ate", "ano"}) {
                made.push_back(std::string{first.substr(0, first.size() - 1)} + ending);
            }
        }
        add_six(made);
    }
    void past() {
        Strings made = all_joined(endings_.past);
        if (!irregular_.past.empty()) {
            const Strings strong = split(irregular_.past);
            made = {strong[0], made[1], strong[1], made[3], made[4], strong[2]};
        }
        add_six(made);
    }
    void future() {
        std::string stem = joined(endings_.future);
        if (!irregular_.future.empty()) {
            stem = irregular_.future;
        }
        stem.pop_back();
        Strings made;
        for (const char* ending : {"o", "ai", "a", "emo", "ete", "anno"}) {
            made.push_back(stem + ending);
        }
        add_six(made);
    }
    void participle() {
        std::string base = joined(endings_.participle);
        if (!irregular_.participle.empty()) {
            base = irregular_.participle;
        } else if (base.ends_with("cuto") || base.ends_with("scuto")) {
            base.insert(base.size() - 3, 1, 'i'); // conosciuto
        }
        base.pop_back();
        for (const char ending : {'o', 'a', 'i', 'e'}) {
            add(base + ending, 0, true);
        }
    }
    void glued() {
        const std::string gerund =
            irregular_.imperfect.empty() || infinitive_ == "essere"
                ? joined(endings_.gerund)
                : std::string{irregular_.imperfect.substr(0, irregular_.imperfect.size() - 3)} +
                      "endo";
        std::string shortened{infinitive_};
        shortened.pop_back();
        add(std::string{infinitive_}, 0);
        add(shortened, 0);
        add(gerund, 0);
        for (const std::string_view pronoun : pronouns) {
            add(shortened + std::string{pronoun}, 0);
            add(gerund + std::string{pronoun}, 0);
        }
    }

    std::string_view infinitive_;
    Endings endings_;
    bool first_; ///< of the first conjugation
    std::string_view stem_;
    Irregular irregular_{};
    std::vector<VerbForm> forms_;
};

} // namespace

std::string_view dialect_forms(std::string_view infinitive) noexcept {
    const auto* found = std::find_if(dialect.begin(), dialect.end(),
                                     [&](const auto& row) { return row.first == infinitive; });
    return found == dialect.end() ? std::string_view{} : found->second;
}

bool is_verb(std::string_view infinitive) noexcept {
    return infinitive.size() > 3 && (infinitive.ends_with("are") || infinitive.ends_with("ere") ||
                                     infinitive.ends_with("ire"));
}

std::vector<VerbForm> verb_forms(std::string_view infinitive) {
    return is_verb(infinitive) ? Conjugation{infinitive}.all() : std::vector<VerbForm>{};
}

} // namespace oblio::detect
