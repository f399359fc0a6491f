// lib/src/detect/condition_jest.cpp: terms that are said in jest: of all of us or of a trade, of a
// sense that fails on purpose, of too much fun, of a machine, of a part one plays.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {

/// Stems of what one does until one can no more. Source: written for oblio.
constexpr std::array<std::string_view, 24> strains{
    "urla", "url",    "grid",   "riso",  "ride",   "mangi", "cors",     "corr",
    "ball", "cammin", "bev",    "cant",  "tifa",   "gioc",  "salt",     "pedal",
    "nuot", "appl",   "festeg", "esult", "studia", "salit", "chiacchi", "abbuff"};

/// What a thing or a wait is too much of.
constexpr bool too_much(std::string_view word) noexcept {
    return in(word, "pieno", "piena", "caro", "cara", "buono", "buona", "bello", "bella", "noioso",
              "noiosa", "lungo", "lunga", "lento", "lenta", "salato", "salata", "piccante", "dolce",
              "divertente", "caldo", "calda", "gelato", "gelata", "affollato", "affollata",
              "stretto", "stretta", "comico", "comica");
}

/// One who does not see, hear or speak.
constexpr bool is_senseless(std::string_view word) noexcept {
    return in(word, "sordo", "sorda", "sordi", "sorde", "cieco", "cieca", "ciechi", "cieche",
              "muto", "muta", "muti", "mute", "orbo", "orba");
}

} // namespace

bool ConditionLinker::said_in_jest(const ConditionHit& hit, Shape shape) const {
    return said_of_us_all(hit) || fails_on_purpose(hit) || worn_out_by_fun(hit) ||
           shared_with_a_thing(hit) || asks_refuge_from(hit) || only_a_plant(hit, shape) ||
           said_of_a_trade(hit) || turns_each_time(hit) || beside_itself(hit) ||
           others_exaggerate(hit) || comes_for_the_show(hit) || plays_a_part(hit) ||
           party_of_a_thing(hit) || only_if(hit) || kept_in_by_a_thing(hit) ||
           wished_on_them(hit) || bounced_by_a_machine(hit) || grown_with_it(hit) ||
           senseless_thing(hit) || lame_in_play(hit) || how_a_place_is(hit);
}

/// "cieca burocrazia": the noun comes after, and is no one's.
bool ConditionLinker::senseless_thing(const ConditionHit& hit) const {
    const std::size_t end = text_.sentence_end(hit.begin);
    if (!is_senseless(text_.text(hit.begin)) || hit.end >= end ||
        hit.begin != floor_of(hit.begin) || text_.words()[hit.end].comma) {
        return false;
    }
    const std::string_view noun = text_.text(hit.end);
    constexpr std::uint64_t others = persons | cue::prep | cue::article | cue::light | cue::joins |
                                     cue::have | cue::be | cue::kin | cue::clitic1 | cue::clitic3;
    return noun.size() > 4 && (cues(hit.end) & others) == 0 && !mentioned(hit.end) &&
           noun.back() == text_.text(hit.begin).back() &&
           text_.document().tokens()[text_.words()[hit.end].token].letters == LetterCase::lower;
}

/// "siamo un paese zoppo": how a place is.
bool ConditionLinker::how_a_place_is(const ConditionHit& hit) const {
    return hit.term->type == FindingType::health && hit.term->kind == TermKind::bearer &&
           hit.begin > floor_of(hit.begin) && !text_.words()[hit.begin].comma &&
           in(text_.text(hit.begin - 1), "paese", "citta", "comune", "quartiere", "borgo",
              "frazione", "squadra", "giunta", "amministrazione", "sistema", "servizio",
              "progetto");
}

/// "siamo zoppi in difesa", "cieco in attacco": so teams play.
bool ConditionLinker::lame_in_play(const ConditionHit& hit) const {
    const std::size_t end = text_.sentence_end(hit.begin);
    return hit.term->type == FindingType::health && hit.term->kind == TermKind::bearer &&
           hit.end + 1 < end && in(text_.text(hit.end), "in", "a", "sulla") &&
           in(text_.text(hit.end + 1), "difesa", "attacco", "centrocampo", "porta", "panchina",
              "trasferta", "fascia", "ricezione", "battuta");
}

/// "in galera vi vorrei vedere", "dovreste stare in galera": a wish, no sentence.
bool ConditionLinker::wished_on_them(const ConditionHit& hit) const {
    if (hit.term->type != FindingType::judicial ||
        !in(text_.text(hit.end - 1), "galera", "carcere", "prigione", "arresto", "dentro",
            "ergastolo", "domiciliari")) {
        return false;
    }
    const std::size_t floor = floor_of(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    const auto apart = [&](std::size_t w) { // "mio zio è in galera, lo vorrei vedere"
        bool comma = false;
        for (std::size_t k = std::min(w, hit.begin) + 1; k <= std::max(w, hit.begin); ++k) {
            comma = comma || text_.words()[k].comma;
        }
        return comma;
    };
    for (std::size_t w = floor; w + 1 < end; ++w) {
        if (apart(w)) {
            continue;
        }
        const std::string_view word = text_.text(w);
        const bool wish = in(word, "vi", "li", "ti", "lo", "la", "le", "tutti") &&
                          in(text_.text(w + 1), "vorrei", "voglio", "vorremmo", "vogliamo",
                             "manderei", "sbatterei", "metterei", "manderemmo");
        const bool ought = in(word, "dovreste", "dovrebbero", "dovete", "andreste", "meritate",
                              "meritereste", "meriterebbero");
        if (wish || ought) {
            return true;
        }
    }
    return false;
}

/// "lo spid mi ha buttato fuori tre volte".
bool ConditionLinker::bounced_by_a_machine(const ConditionHit& hit) const {
    if (hit.term->type != FindingType::hardship || text_.text(hit.end - 1) != "fuori") {
        return false;
    }
    for (std::size_t w = floor_of(hit.begin); w < hit.end; ++w) {
        if (in(text_.text(w), "spid", "sito", "portale", "app", "server", "sistema", "chat",
               "gruppo", "gioco", "computer", "pc", "wifi", "algoritmo", "sessione", "cie",
               "sportello", "videochiamata", "piattaforma")) {
            return true;
        }
    }
    return false;
}

/// "i pomodori mi sono venuti col morbillo": what is grown, and how it looks.
bool ConditionLinker::grown_with_it(const ConditionHit& hit) const {
    const std::size_t floor = floor_of(hit.begin);
    if (hit.term->type != FindingType::health || hit.begin < floor + 2 ||
        (cues(hit.begin - 1) & cue::prep) == 0 || !text_.text(hit.begin - 1).starts_with("co")) {
        return false;
    }
    return in(text_.text(hit.begin - 2), "venuti", "venute", "cresciuti", "cresciute", "usciti",
              "uscite", "spuntati", "spuntate");
}

/// "agli arresti domiciliari per colpa del vostro cantiere": no court put one there.
bool ConditionLinker::kept_in_by_a_thing(const ConditionHit& hit) const {
    if (hit.term->type != FindingType::judicial) {
        return false;
    }
    static constexpr std::array<std::string_view, 14> keepers{
        "cantier", "lavor", "buc",  "ascensor", "scal",     "nev",     "strad",
        "ztl",     "bus",   "pont", "marciap",  "parchegg", "traffic", "frana"};
    const std::size_t end = text_.sentence_end(hit.begin);
    if (text_.text(hit.end - 1) == "ergastolo" && hit.end + 1 < end &&
        (cues(hit.end) & cue::prep_di) != 0 && !mentioned(hit.end + 1)) {
        return true; // "condannati all'ergastolo del rumore"
    }
    for (std::size_t w = hit.begin; w + 2 < end; ++w) {
        const bool by = (in(text_.text(w), "colpa", "causa", "via") && w > hit.begin &&
                         in(text_.text(w - 1), "per", "a")) ||
                        text_.text(w) == "grazie";
        if (!by) {
            continue;
        }
        return std::any_of(keepers.begin(), keepers.end(), [&](std::string_view stem) {
            return text_.text(w + 2).starts_with(stem) ||
                   (w + 3 < end && text_.text(w + 3).starts_with(stem));
        });
    }
    return false;
}

/// "qua siamo tutti in terapia intensiva": so speak all of a town, and no household.
bool ConditionLinker::said_of_us_all(const ConditionHit& hit) const {
    const FindingType type = hit.term->type;
    if (type != FindingType::health && type != FindingType::judicial) {
        return false;
    }
    const std::size_t floor = floor_of(hit.begin);
    for (std::size_t w = hit.begin > floor + 3 ? hit.begin - 3 : floor; w + 1 < hit.end; ++w) {
        if (!in(text_.text(w), "siamo", "stiamo", "eravamo", "saremo", "andiamo") ||
            !in(text_.text(w + 1), "tutti", "tutte") ||
            (w + 3 < text_.words().size() && all_of_them(w + 3, w) > 0)) {
            continue;
        }
        bool family = at_home(w);
        for (std::size_t k = floor; k < w; ++k) {
            family = family || mentioned(k); // "io e i miei fratelli siamo tutti in dialisi"
        }
        return !family;
    }
    return false;
}

/// "sordi per contratto", "diventa cieco davanti al frigo", "sordo quando gli conviene": a sense
/// that fails when it suits.
bool ConditionLinker::fails_on_purpose(const ConditionHit& hit) const {
    if (!is_senseless(text_.text(hit.begin))) {
        return false;
    }
    const std::size_t end = ceiling_of(hit);
    std::size_t next = hit.begin + 1; // "cieco e muto per contratto"
    while (next + 1 < end && in(text_.text(next), "e", "o") && is_senseless(text_.text(next + 1))) {
        next += 2;
    }
    return fails_by_rule(next, end) || fails_whenever(hit, next);
}

/// What follows at `next` says by what rule: "per contratto", "a giorni alterni".
bool ConditionLinker::fails_by_rule(std::size_t next, std::size_t end) const {
    if (next + 1 >= end || text_.words()[next].comma) {
        return false;
    }
    const std::string_view how = text_.text(next + 1);
    return (text_.text(next) == "per" &&
            in(how, "contratto", "scelta", "vocazione", "statuto", "definizione", "convenienza",
               "comodita", "comodo", "abitudine", "regolamento", "delibera", "mestiere",
               "principio", "finta", "interesse", "partito", "tradizione", "legge", "decreto",
               "politica", "opportunita", "calcolo", "pigrizia", "ordine", "dispetto", "sport",
               "hobby", "amore", "quieto")) ||
           (in(text_.text(next), "a", "su", "ad") &&
            in(how, "comando", "intermittenza", "convenienza", "turno", "turni", "giorni",
               "corrente", "orario", "orari", "gettone", "richiesta", "fasi", "targhe",
               "piacimento", "ore", "scelta"));
}

/// "diventa cieco davanti a ...", "è sordo quando gli conviene": a sense that fails each time.
bool ConditionLinker::fails_whenever(const ConditionHit& hit, std::size_t next) const {
    const std::size_t floor = floor_of(hit.begin);
    const std::size_t end = ceiling_of(hit);
    std::size_t verb = hit.begin; // "diventa improvvisamente sordo", "diventa cieco e muto"
    while (verb > floor + 1 && hit.begin - verb < 3 && (cues(verb - 1) & persons) == 0 &&
           ((cues(verb - 1) & (cue::light | cue::joins)) != 0 ||
            is_senseless(text_.text(verb - 1)) || text_.text(verb - 1).ends_with("mente"))) {
        --verb;
    }
    if (verb == floor) {
        return false;
    }
    --verb;
    const bool becomes = in(text_.text(verb), "diventa", "diventano", "diventi", "divento",
                            "diventiamo", "diventate", "diventava", "diventavano");
    if (!becomes && ((cues(verb) & cue::be) == 0 || next >= end || text_.words()[next].comma)) {
        return false;
    }
    const std::size_t stop = becomes ? end : std::min(end, next + 2);
    for (std::size_t w = becomes ? floor : next; w < stop; ++w) {
        const std::string_view when = text_.text(w);
        const bool whenever =
            in(when, "quando", "appena", "ogniqualvolta", "improvvisamente", "magia", "colpo") ||
            (when == "ogni" && w + 1 < end && text_.text(w + 1) == "volta") ||
            (when == "se" && w + 1 < end && text_.text(w + 1) != "non");
        if (becomes ? whenever || in(when, "davanti", "dinanzi", "fronte")
                    : whenever && suits_one(w + 1, end)) {
            return true;
        }
    }
    return false;
}

/// "... gli conviene", "... c'è da pagare", "... gli chiedi un favore".
bool ConditionLinker::suits_one(std::size_t from, std::size_t end) const {
    static constexpr std::array<std::string_view, 10> stems{
        "convien", "comod", "tratt", "chied", "chiam", "dic", "dov", "serv", "tocc", "pag"};
    for (std::size_t w = from; w < std::min(end, from + 4) && !text_.words()[w].comma; ++w) {
        const bool told = std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
            return text_.text(w).starts_with(stem);
        });
        if (told || (text_.text(w) == "c" && w + 2 < end && text_.text(w + 2) == "da")) {
            return true;
        }
    }
    return false;
}

/// "ho urlato talmente tanto che oggi comunico coi gesti".
bool ConditionLinker::worn_out_by_fun(const ConditionHit& hit) const {
    const TermKind kind = hit.term->kind;
    if (hit.term->type != FindingType::health || kind == TermKind::condition ||
        kind == TermKind::drug || text_.text(hit.end - 1).starts_with("rott") ||
        text_.text(hit.end - 1).starts_with("frattur")) {
        return false;
    }
    const std::size_t floor = floor_of(hit.begin);
    bool strained = false;
    bool so_much = false;
    for (std::size_t w = floor; w < hit.begin; ++w) {
        const std::string_view word = text_.text(w);
        strained = strained || too_much(word) ||
                   std::any_of(strains.begin(), strains.end(),
                               [&](auto stem) { return word.starts_with(stem); });
        so_much = so_much || word == "talmente" ||
                  (word == "cosi" && in(text_.text(w + 1), "tanto", "tanta", "forte", "tante"));
        if (strained && so_much && word == "che") {
            return true;
        }
    }
    return false;
}

/// "io e la macchinetta del caffè stiamo in terapia di coppia".
bool ConditionLinker::shared_with_a_thing(const ConditionHit& hit) const {
    if (hit.term->type != FindingType::health) {
        return false;
    }
    const std::size_t floor = floor_of(hit.begin);
    for (std::size_t w = floor; w + 3 < hit.begin; ++w) {
        if (text_.text(w) != "io" || text_.text(w + 1) != "e") {
            continue;
        }
        std::size_t noun = w + 2;
        while (noun + 1 < hit.begin && noun < w + 5 &&
               (cues(noun) & (cue::article | cue::poss1 | cue::demonstrative | cue::light)) != 0) {
            ++noun;
        }
        return noun > w + 2 && !mentioned(noun) &&
               (is_gadget(text_.text(noun)) || is_animal(text_.text(noun)));
    }
    return false;
}

/// "chiedo asilo politico in campagna", "al bar di fronte": who has fled asks it of a state.
bool ConditionLinker::asks_refuge_from(const ConditionHit& hit) const {
    const std::size_t end = ceiling_of(hit);
    const std::string_view verb = text_.text(hit.begin);
    if (hit.term->type != FindingType::ethnic_origin ||
        !in(verb, "chiedo", "chiediamo", "chiedero", "chiederemo", "chiedere") ||
        !in(text_.text(hit.end - 1), "asilo", "politico", "rifugio", "umanitario") ||
        hit.end + 1 >= end || text_.words()[hit.end].comma ||
        (cues(hit.end) & (cue::prep_in | cue::prep_a | cue::prep_da)) == 0) {
        return false;
    }
    std::size_t place = hit.end + 1;
    while (place + 1 < end && (cues(place) & (cue::article | cue::poss1)) != 0) {
        ++place;
    }
    return !in(text_.text(place), "italia", "europa", "questura", "commissione", "prefettura",
               "stato", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
               "ottobre", "novembre", "dicembre", "gennaio", "febbraio", "anni", "mesi");
}

/// "iscritto al partito del divano": the name of a party has a capital.
bool ConditionLinker::party_of_a_thing(const ConditionHit& hit) const {
    const std::size_t end = text_.sentence_end(hit.begin);
    if ((hit.term->type != FindingType::politics && hit.term->type != FindingType::trade_union &&
         hit.term->type != FindingType::religion) ||
        !in(text_.text(hit.end - 1), "partito", "sindacato", "setta", "religione", "chiesa",
            "movimento") ||
        hit.end + 1 >= end || text_.words()[hit.end].comma || (cues(hit.end) & cue::prep_di) == 0 ||
        text_.text(hit.end) == "di") {
        return false;
    }
    const std::size_t noun = hit.end + 1;
    return text_.document().tokens()[text_.words()[noun].token].letters == LetterCase::lower &&
           !mentioned(noun) &&
           !in(text_.text(noun), "popolo", "lavoro", "pensionati", "duce", "presidente", "paese",
               "comunisti", "socialisti", "liberta", "rifondazione", "scuola", "sindaco", "regno",
               "lavoratori", "metalmeccanici", "ferrovieri", "pubblico", "commercio");
}

/// "noi ciclisti di via Roma siamo invalidi", "noi pendolari siamo profughi": whoever rides, lives
/// or waits somewhere, and nobody among them.
bool ConditionLinker::said_of_a_trade(const ConditionHit& hit) const {
    const FindingType type = hit.term->type;
    const bool uprooted = type == FindingType::ethnic_origin &&
                          in(text_.text(hit.begin), "profughi", "nomadi", "migranti", "apolidi",
                             "esuli", "clandestini", "rifugiati", "zingari", "stranieri");
    if (!several(hit) || (!uprooted && type != FindingType::health &&
                          type != FindingType::judicial && type != FindingType::hardship)) {
        return false;
    }
    constexpr std::uint64_t persons_or_kin = persons | cue::kin | cue::acquaint | cue::joins;
    std::size_t verb = hit.end;
    for (std::size_t w = hit.begin; w > floor_of(hit.begin) && hit.begin - w < 12; --w) {
        const std::size_t at = w - 1;
        verb = text_.text(at) == "siamo" ? at : verb;
        if (text_.text(at) != "noi" || verb == hit.end || w == verb || text_.words()[w].comma) {
            continue;
        }
        const std::string_view who = text_.text(w);
        const bool role = who.size() > 4 && (who.ends_with('i') || who.ends_with('e')) &&
                          (cues(w) & persons_or_kin) == 0 && !mentioned(w);
        const bool of_place = (cues(w) & cue::prep_di) != 0 && w + 1 < verb;
        return (role || of_place) && hit.begin - verb < 4;
    }
    return false;
}

/// "appena vedo la bolletta divento comunista", "se perdiamo mi faccio monaco": what one turns into
/// each time, or vows to.
bool ConditionLinker::turns_each_time(const ConditionHit& hit) const {
    const std::size_t floor = floor_of(hit.begin);
    const std::size_t end = ceiling_of(hit);
    const auto turns = [&](std::size_t w) {
        return in(text_.text(w), "divento", "diventi", "diventa", "diventiamo", "diventano") ||
               (text_.text(w) == "mi" && in(text_.text(w + 1), "faccio", "converto", "do"));
    };
    if ((hit.term->kind != TermKind::act && hit.term->kind != TermKind::bearer) ||
        (!turns(hit.begin) && (hit.begin == floor || !turns(hit.begin - 1)))) {
        return false;
    }
    for (std::size_t w = floor; w < end; ++w) {
        if (in(text_.text(w), "appena", "ogniqualvolta") ||
            (text_.text(w) == "ogni" && w + 1 < end && text_.text(w + 1) == "volta") ||
            (in(text_.text(w), "se", "quando") && w + 1 < end && text_.text(w + 1) != "non" &&
             (cues(w + 1) & cue::be) == 0)) {
            return true;
        }
    }
    return false;
}

/// "a teatro la ragazza epilettica": somebody told by a role alone, whom one has seen on a stage.
bool ConditionLinker::on_stage(const ConditionHit& hit) const {
    const std::size_t end = ceiling_of(hit);
    for (std::size_t w = floor_of(hit.begin) + 1; w < end; ++w) {
        if ((cues(w - 1) & (cue::prep_a | cue::prep_in)) != 0 &&
            in(text_.text(w), "teatro", "cinema", "tv", "televisione", "scena")) {
            return true;
        }
        if (in(text_.text(w), "attore", "attrice", "attori", "protagonista", "regista")) {
            return true;
        }
    }
    return false;
}

/// "se il gelataio chiude vado in depressione", "gioca a fare il chirurgo, mi ha amputato".
bool ConditionLinker::only_if(const ConditionHit& hit) const {
    const FindingType type = hit.term->type;
    if (hit.term->kind != TermKind::act || type != FindingType::health) {
        return false;
    }
    const std::size_t floor = floor_of(hit.begin);
    const bool falls = in(text_.text(hit.begin), "vado", "andiamo", "finisco", "cado", "entro",
                          "torno", "muoio", "moriamo", "cadiamo", "entriamo");
    constexpr std::uint64_t own = cue::clitic1 | cue::negation | cue::first | cue::poss1;
    for (std::size_t w = floor; w + 2 < hit.begin; ++w) {
        if (falls && text_.text(w) == "se" && (cues(w + 1) & own) == 0 && !mentioned(w + 1)) {
            return true;
        }
        if (text_.text(w).starts_with("gioc") && text_.text(w + 1) == "a" &&
            in(text_.text(w + 2), "fare", "fa")) {
            return true;
        }
    }
    return false;
}

/// "epilettico dalla gioia", "in coma glicemico di felicità", "un carcerato felice".
bool ConditionLinker::beside_itself(const ConditionHit& hit) const {
    const FindingType type = hit.term->type;
    const TermKind kind = hit.term->kind;
    const std::size_t end = text_.sentence_end(hit.begin);
    if ((kind != TermKind::bearer && kind != TermKind::act && kind != TermKind::treatment) ||
        hit.end >= end || text_.words()[hit.end].comma ||
        (type != FindingType::health && type != FindingType::judicial &&
         type != FindingType::hardship)) {
        return false;
    }
    const auto moved = [&](std::size_t w) { // "dalla gioia"
        return w + 1 < end && (cues(w) & (cue::prep_da | cue::prep_di)) != 0 &&
               in(text_.text(w + 1), "gioia", "felicita", "rabbia", "risate", "ridere", "noia",
                  "nervi", "invidia", "emozione", "contentezza", "vergogna", "curiosita", "stupore",
                  "gelosia", "tifo", "amore", "entusiasmo", "meraviglia", "dolcezza");
    };
    const std::string_view next = text_.text(hit.end);
    const bool pleased =
        kind == TermKind::bearer &&
        (in(next, "felice", "felici", "contento", "contenta", "contenti", "onorario", "onoraria",
            "mancato", "mancata", "immaginario", "immaginaria", "immaginari") ||
         (next == "ad" && hit.end + 1 < end && text_.text(hit.end + 1) == "honorem"));
    const bool word_between = cues(hit.end) == 0 && hit.end + 1 < end && !mentioned(hit.end) &&
                              !text_.words()[hit.end + 1].comma;
    return pleased || moved(hit.end) || (word_between && moved(hit.end + 1));
}

/// "per il saggio mia nipote fa la zingara", "fa il sordo": a part, or what somebody pretends to
/// be.
bool ConditionLinker::plays_a_part(const ConditionHit& hit) const {
    const FindingType type = hit.term->type;
    const bool feigned = type == FindingType::health || type == FindingType::ethnic_origin;
    if (hit.term->kind != TermKind::bearer || led_by_preposition(hit)) {
        return false;
    }
    const std::size_t floor = floor_of(hit.begin);
    const auto does = [&](std::size_t w) {
        return in(text_.text(w), "fa", "fanno", "faccio", "fai", "fara", "faranno", "faceva",
                  "facevano", "facevo", "fate", "fare", "interpreta", "interpretano");
    };
    const bool article = hit.begin > floor + 1 &&
                         in(text_.text(hit.begin - 1), "il", "la", "lo", "i", "gli", "le", "l");
    if (feigned && article && does(hit.begin - 2)) {
        return true;
    }
    bool done = false;
    bool show = false;
    for (std::size_t w = floor; w < hit.begin; ++w) {
        done = done || does(w);
        show = show || in(text_.text(w), "saggio", "recita", "spettacolo", "presepe", "carnevale",
                          "teatro", "musical", "sfilata", "rievocazione", "halloween", "copione",
                          "commedia", "palio");
    }
    return article && done && show;
}

/// "mia madre dice che sono autistico perché metto in ordine i barattoli": no doctor says so.
bool ConditionLinker::others_exaggerate(const ConditionHit& hit) const {
    if (hit.term->kind != TermKind::bearer || hit.term->type != FindingType::health) {
        return false;
    }
    const std::size_t floor = floor_of(hit.begin);
    bool said = false;
    for (std::size_t w = floor; w + 2 < hit.begin; ++w) {
        const std::string_view word = text_.text(w);
        if (word.starts_with("medic") || word.starts_with("dottor") || word.starts_with("psic") ||
            word.starts_with("neurol") ||
            in(word, "referto", "esami", "diagnosi", "commissione", "inps", "pediatra", "analisi",
               "oculista")) {
            return false;
        }
        said = said || (in(word, "dice", "dicono", "sostiene", "ripete", "pensa", "pensano") &&
                        text_.text(w + 1) == "che" && in(text_.text(w + 2), "sono", "sarei"));
    }
    const std::size_t end = ceiling_of(hit);
    return said && hit.end < end && in(text_.text(hit.end), "perche", "quando", "solo", "ogni");
}

/// "vado in chiesa solo per il coro gospel", "in moschea a vedere i tappeti": a visit, no faith.
bool ConditionLinker::comes_for_the_show(const ConditionHit& hit) const {
    const std::size_t end = text_.sentence_end(hit.begin);
    if (hit.term->type != FindingType::religion || hit.term->kind != TermKind::act ||
        !in(text_.text(hit.end - 1), "chiesa", "moschea", "sinagoga", "parrocchia", "oratorio",
            "tempio", "convento", "santuario", "duomo", "abbazia", "monastero", "messa")) {
        return false;
    }
    std::size_t at = hit.end;
    while (at < end && in(text_.text(at), "solo", "soltanto", "giusto", "solamente", "ieri", "oggi",
                          "sabato", "domenica", "pure", "anche")) {
        ++at;
    }
    const std::size_t noun_at =
        at + 1 < end && (cues(at + 1) & cue::article) != 0 ? at + 2 : at + 1;
    if (noun_at >= end || text_.words()[at].comma) {
        return false;
    }
    const std::string_view noun = text_.text(noun_at);
    return (text_.text(at) == "a" &&
            in(noun, "vedere", "visitare", "fotografare", "ascoltare", "sentire", "suonare",
               "portare", "prendere", "ritirare", "votare", "lavorare", "montare", "restaurare",
               "pulire", "guardare", "filmare", "disegnare", "rinfrescarmi", "giocare")) ||
           ((cues(at) & cue::prep_per) != 0 &&
            in(noun, "coro", "concerto", "tombola", "pesca", "mercatino", "fresco", "mostra",
               "affreschi", "affresco", "organo", "matrimonio", "matrimoni", "battesimo",
               "battesimi", "funerale", "funerali", "visita", "festa", "sagra", "cena", "riunione",
               "assemblea", "vestiti", "pacco", "spesa", "vaccino", "ripetizioni", "doposcuola",
               "grest", "torneo", "calcetto", "cineforum", "presepe", "tappeti", "quadri"));
}

/// "pota l'ulivo", "ha piantato la quercia": a party that bears the name of a plant has a capital,
/// or a word of membership before it.
bool ConditionLinker::only_a_plant(const ConditionHit& hit, Shape shape) const {
    const std::size_t floor = floor_of(hit.begin);
    const std::size_t noun = hit.end - 1;
    if (shape != Shape::membership || hit.term->type != FindingType::politics ||
        !in(text_.text(noun), "ulivo", "margherita", "quercia", "garofano", "edera", "girasole",
            "rosa", "fiamma", "verdi") ||
        text_.document().tokens()[text_.words()[noun].token].letters != LetterCase::lower ||
        frame_word(hit) != hit.begin || (cues(hit.begin) & frames) != 0) {
        return false;
    }
    // "ero della margherita", "stava con l'ulivo"
    std::size_t prep = hit.begin;
    while (prep > floor && (cues(prep - 1) & cue::prep) == 0 &&
           (cues(prep - 1) & cue::article) != 0) {
        --prep;
    }
    const bool belongs =
        prep > floor + 1 && (cues(prep - 1) & cue::prep) != 0 && (cues(prep - 2) & cue::be) != 0;
    return !belongs;
}

} // namespace oblio::detect
