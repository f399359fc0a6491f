// lib/src/detect/condition_figure.cpp: terms that are not meant: a figure of speech, a part in a
// play, a word thrown back.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {
/// What a fright "gives" one. Source: written for oblio.
constexpr std::array<std::string_view, 6> frights{"infarto",   "ictus",   "colpo",
                                                  "coccolone", "sincope", "embolo"};
} // namespace

/// A hashtag, a comparison, a word thrown back.
ConditionLinker::Rule ConditionLinker::only_a_word(const ConditionHit& hit, Shape shape,
                                                   const Path& path) const {
    if (text_.words()[hit.begin].hashtag) {
        return rejected("a hashtag names a topic");
    }
    const bool compared = shape == Shape::bearer && hit.end < text_.sentence_end(hit.begin) &&
                          hit.begin > text_.sentence_begin(hit.begin) &&
                          text_.text(hit.begin - 1) == "piu" && !path.negated &&
                          ((cues(hit.end) & cue::prep_di) != 0 || (cues(hit.end) & cue::that) != 0);
    if (compared) {
        return rejected("a comparison"); // "piu cieco di una talpa"
    }
    if (will_befall(hit) || goes_on_as_figure(hit) || lacks_a_thing(hit) || asks_who_is(hit) ||
        in_a_role(hit) || in_a_story(hit) || is_an_animal(hit) || in_jest(hit) ||
        of_some_matter(hit) || fetches_there(hit) || said_in_jest(hit, shape)) {
        return rejected("a figure of speech");
    }
    if (cut_off_unnamed(hit) || another_thing(hit)) {
        return rejected("says it of a thing, not of a person");
    }
    if (strikes_a_thing(hit, shape)) {
        return rejected("done to a thing or an animal");
    }
    if (echoed(hit)) {
        return rejected("asked back, not said");
    }
    if (waved_aside(hit)) {
        return rejected("a word that is waved aside");
    }
    if (thrown_in_quotes(hit)) {
        return rejected("what somebody is called");
    }
    if (const Rule home = home_of_another_kind(hit)) {
        return home;
    }
    return std::nullopt;
}

/// "questa fila mi fa venire un infarto", "mi prenderà un infarto": an illness that is to come.
bool ConditionLinker::will_befall(const ConditionHit& hit) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    if (ends_up(hit)) {
        return true;
    }
    if (hit.term->type != FindingType::health) {
        return false;
    }
    const std::size_t from = hit.begin > floor + 3 ? hit.begin - 3 : floor;
    for (std::size_t w = from; w < hit.end; ++w) {
        const std::string_view verb = text_.text(w);
        const std::string_view left = w > floor ? text_.text(w - 1) : std::string_view{};
        // "ci e quasi preso un infarto", "mi fate diventare schizofrenica"
        if ((verb == "quasi" && in(text_.text(hit.end - 1), frights)) ||
            (verb == "diventare" && in(left, "fa", "fai", "fate", "fanno", "fara", "farete"))) {
            return true;
        }
        if (verb == "prendera" || verb == "verra" || verb == "pigliera" ||
            (verb == "venire" && left.starts_with("fa") &&
             (!left.starts_with("fatt") || in(text_.text(hit.end - 1), frights)))) {
            return true;
        }
    }
    return false;
}

/// "finiro in carrozzina", "finiamo tutti sotto i ponti", "ai domiciliari finche non mette in
/// ordine".
bool ConditionLinker::ends_up(const ConditionHit& hit) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    for (std::size_t w = hit.begin > floor ? hit.begin - 1 : floor; w < hit.end; ++w) {
        const std::string_view verb = text_.text(w);
        const bool all = w + 1 < end && text_.text(w + 1).starts_with("tutt");
        if (in(verb, "finiro", "finirai", "finira", "finiremo", "finirete", "finiranno") ||
            (all && in(verb, "finiamo", "finite", "finiscono"))) {
            return true;
        }
    }
    // "tra un po' dormiamo in macchina", "di questo passo chiudo con i debiti"
    const bool to_come = hit.term->kind == TermKind::act || hit.term->kind == TermKind::bearer;
    for (std::size_t w = floor_of(hit.begin); to_come && w + 2 < hit.begin; ++w) {
        const std::string_view next = text_.text(w + 1);
        const std::string_view third = text_.text(w + 2);
        const bool soon = in(text_.text(w), "tra", "fra") &&
                          (next == "poco" || (next == "un" && in(third, "po", "po'", "poco")));
        if (soon || (next == "questo" && third == "passo") ||
            (in(text_.text(w), "finisce", "finira") && next == "che")) {
            return true;
        }
    }
    return hit.term->type == FindingType::judicial && hit.end + 1 < end &&
           text_.text(hit.end) == "finche" && text_.text(hit.end + 1) == "non";
}

/// "condannata a fare la fila", "sordo alle richieste": what follows tells that it is not meant.
bool ConditionLinker::goes_on_as_figure(const ConditionHit& hit) const {
    std::size_t to = hit.end; // "sono allergica solo alle assemblee"
    while (to + 1 < text_.sentence_end(hit.begin) &&
           in(text_.text(to), "solo", "soltanto", "pure", "anche", "solamente")) {
        ++to;
    }
    if (to + 1 >= text_.sentence_end(hit.begin) || (cues(to) & cue::prep_a) == 0 ||
        (hit.end - hit.begin > 1 && !text_.text(hit.end - 1).starts_with("condannat")) ||
        text_.words()[to].comma || text_.words()[to].colon) {
        return false; // "sono sorda: al citofono non sento"
    }
    const std::string_view next = text_.text(to + 1);
    const std::string_view word = text_.text(hit.begin);
    const bool to_do = text_.text(to) == "a" && next.size() > 3 && next.ends_with("re") &&
                       !in(next, "pagare", "risarcire", "scontare", "versare", "restituire");
    std::size_t noun = to + 1; // "condannati a vita al semaforo"
    if (next == "vita" && noun + 1 < text_.sentence_end(hit.begin) &&
        (cues(noun + 1) & cue::prep_a) != 0) {
        ++noun;
    }
    const bool to_a_thing =
        noun > to + 1 ||
        (text_.text(to) != "a" &&
         !in(next, "ergastolo", "carcere", "reclusione", "pena", "multa", "pagamento",
             "risarcimento", "spese", "lavori", "processo", "domiciliari", "massimo", "minimo"));
    const bool lower =
        text_.document().tokens()[text_.words()[to + 1].token].letters == LetterCase::lower;
    return (text_.text(hit.end - 1).starts_with("condannat") && (to_do || (to_a_thing && lower))) ||
           (in(word, "sordo", "sorda", "sordi") &&
            (cues(to + 1) & (cue::body | cue::indefinite)) == 0) ||
           word.starts_with("allergic"); // what one can be allergic to is in the lexicon
}

/// "siamo poveri di verde", "alla fame di parcheggi", "ciechi e sordi davanti al degrado".
bool ConditionLinker::lacks_a_thing(const ConditionHit& hit) const {
    const auto senseless = [&](std::size_t w) {
        return in(text_.text(w), "sordo", "sorda", "sordi", "sorde", "cieco", "cieca", "ciechi",
                  "cieche", "muto", "muti");
    };
    const std::size_t end = text_.sentence_end(hit.begin);
    const std::string_view last = text_.text(hit.end - 1);
    std::size_t next = hit.end;
    if (senseless(hit.begin) && next + 1 < end && text_.text(next) == "e" && senseless(next + 1)) {
        next += 2;
    }
    if (next + 1 >= end || text_.words()[next].comma) {
        return false;
    }
    return (text_.text(next) == "di" &&
            in(last, "povero", "povera", "poveri", "povere", "fame", "sete", "fallimento",
               "bancarotta", "carestia", "dissesto", "astinenza") &&
            !in(text_.text(next + 1), "euro", "soldi", "impresa", "ditta", "mio", "mia", "alcol",
                "eroina", "cocaina", "fumo", "nicotina", "droga", "coca", "metadone",
                "psicofarmaci", "alcool", "oppio", "morfina")) ||
           (senseless(hit.begin) && in(text_.text(next), "davanti", "dinanzi", "di") &&
            (text_.text(next) != "di" || text_.text(next + 1) == "fronte"));
}

/// "sono cieco io o il cartello non c'è?".
bool ConditionLinker::asks_who_is(const ConditionHit& hit) const {
    const std::size_t end = text_.sentence_end(hit.begin);
    return hit.end + 1 < end && text_.text(hit.end) == "io" &&
           in(text_.text(hit.end + 1), "o", "oppure");
}

/// "faccio la parte del detenuto", "vestito da suora", "nei panni di un cieco".
bool ConditionLinker::in_a_role(const ConditionHit& hit) const {
    const std::size_t floor = text_.sentence_begin(hit.begin);
    std::size_t word = hit.begin;
    for (std::size_t walked = 0; walked < 3 && word > floor; ++walked) {
        if ((cues(word - 1) & (cue::article | cue::prep)) == 0) {
            break;
        }
        --word;
    }
    if (word == hit.begin || word == floor) {
        return false;
    }
    const std::string_view role = text_.text(word - 1);
    const bool played = word > floor + 1 && in(role, "parte", "ruolo", "panni") &&
                        (cues(word - 2) & (cue::article | cue::prep)) != 0;
    return played || in(role, "travestito", "travestita", "travestiti", "vestito", "vestita",
                        "vestiti", "mascherato", "mascherata", "interpreto", "interpreta",
                        "interpretava", "interpretare");
}

/// "nel film il commissario finisce dentro", "a Monopoli vado sempre in prigione".
bool ConditionLinker::in_a_story(const ConditionHit& hit) const {
    constexpr std::uint64_t small = cue::article | cue::demonstrative | cue::light | cue::poss1;
    for (std::size_t w = floor_of(hit.begin) + 1; w < hit.begin; ++w) {
        if (!in(text_.text(w), "film", "romanzo", "fiction", "telefilm", "sceneggiato", "puntata",
                "recita", "commedia", "videogioco", "monopoli", "fumetto", "telenovela", "copione",
                "favola", "barzelletta", "racconto", "serie", "sceneggiata", "sogno")) {
            continue;
        }
        std::size_t before = w - 1;
        while (before > text_.sentence_begin(w) && (cues(before) & small) != 0 &&
               (cues(before) & cue::prep) == 0) {
            --before;
        }
        if ((cues(before) & (cue::prep_in | cue::prep_a)) != 0) {
            return true;
        }
    }
    const std::size_t end = text_.sentence_end(hit.begin); // "quel ragazzo autistico del film"
    return hit.end + 1 < end && (cues(hit.end) & (cue::prep_di | cue::prep_in)) != 0 &&
           in(text_.text(hit.end + 1), "film", "romanzo", "telefilm", "fumetto", "videogioco",
              "serie", "fiction", "cartone", "libro", "racconto");
}

/// "fascista della differenziata", "anarchico in cucina", "drogata di serie tv": what follows says
/// that it is no creed and no illness. Names and what a creed may be of stay.
bool ConditionLinker::of_some_matter(const ConditionHit& hit) const {
    const FindingType type = hit.term->type;
    const std::size_t end = text_.sentence_end(hit.begin);
    const std::string_view word = text_.text(hit.end - 1);
    const bool party =
        type == FindingType::politics && (word.ends_with("ista") || word.ends_with("isti") ||
                                          word.ends_with("iste") || word.starts_with("anarchic"));
    const bool creed = party || (type == FindingType::religion &&
                                 in(word, "integralista", "fondamentalista", "talebano", "devoto",
                                    "devota", "ateo", "atea", "credente", "eretico", "eretica",
                                    "apostolo", "discepolo", "santo", "santa", "martire"));
    const bool craving =
        type == FindingType::health && in(word, "drogato", "drogata", "drogati", "malato", "malata",
                                          "malati", "dipendente", "intossicato", "intossicata");
    if (hit.term->kind != TermKind::bearer || (!creed && !craving) || hit.end + 1 >= end ||
        text_.words()[hit.end].comma || hit.end - hit.begin > 1) {
        return false;
    }
    const std::size_t noun = hit.end + 1;
    const std::string_view what = text_.text(noun);
    const std::uint64_t c = cues(hit.end);
    if (creed && (c & (cue::prep_in | cue::prep_a)) != 0) {
        return in(what, "cucina", "tavola", "bici", "macchina", "amore", "ufficio", "briscola",
                  "calcetto", "doccia", "vacanza", "bagno", "letto", "garage");
    }
    const bool lower =
        text_.document().tokens()[text_.words()[noun].token].letters == LetterCase::lower;
    constexpr std::uint64_t people = cue::kin | cue::generic | cue::somebody | cue::poss1 |
                                     cue::topic | cue::year | cue::acquaint | cue::office;
    return (c & cue::prep_di) != 0 && lower && !mentioned(noun) && (cues(noun) & people) == 0 &&
           !in(what, "prima", "vecchia", "base", "ferro", "nascita", "sinistra", "destra", "cuore",
               "fede", "razza", "provincia", "generazione", "lungo", "nuova", "rito", "parrocchia",
               "zona", "circolo", "sindacato", "formazione", "tradizione", "origine", "origini",
               "battesimo", "convinzione", "quelli", "quelle", "quei", "ieri", "vecchio", "anni",
               "chiddi", "chilli", "mente", "testa", "nervi", "strada", "mestiere", "professione",
               "turno");
}

/// "vivo per strada, nel senso che faccio il corriere", "ho un infarto, si fa per dire".
bool ConditionLinker::in_jest(const ConditionHit& hit) const {
    const std::size_t end = ceiling_of(hit);
    for (std::size_t w = hit.end; w + 2 < end; ++w) {
        const std::string_view second = text_.text(w + 1);
        const std::string_view third = text_.text(w + 2);
        if ((second == "senso" && (third == "che" || third == "figurato") &&
             in(text_.text(w), "nel", "in")) ||
            (second == "per" && third == "dire" && text_.text(w) == "fa") ||
            (second == "modo" && third == "di" && text_.text(w) == "per" && w + 3 < end &&
             text_.text(w + 3) == "dire")) {
            return true;
        }
    }
    return false;
}

/// "il mio cane e diabetico e fa l'insulina due volte": the clauses before begin with an animal,
/// and nobody else has come since.
bool ConditionLinker::animal_before(const ConditionHit& hit, std::size_t floor) const {
    constexpr std::uint64_t anybody = cue::first | cue::kin | cue::acquaint | cue::somebody;
    std::size_t at = floor;
    while (at < hit.begin && (cues(at) & (cue::article | cue::poss1 | cue::demonstrative)) != 0) {
        ++at;
    }
    if (at + 1 >= hit.begin || !is_animal(text_.text(at))) {
        return false;
    }
    for (std::size_t w = at + 1; w < hit.end; ++w) {
        if (mentioned(w) || (cues(w) & anybody) != 0) {
            return false;
        }
    }
    return true;
}

/// "alla Cisl per il 730": what one fetches there, where others are members.
bool ConditionLinker::fetches_there(const ConditionHit& hit) const {
    const std::size_t end = text_.sentence_end(hit.begin);
    if (hit.term->kind != TermKind::organisation || hit.term->type != FindingType::trade_union ||
        hit.end + 2 >= end || text_.text(hit.end) != "per") {
        return false;
    }
    std::size_t noun = hit.end + 1;
    while (noun + 1 < end && (cues(noun) & (cue::article | cue::poss1)) != 0) {
        ++noun;
    }
    return in(text_.text(noun), "730", "isee", "modello", "pratica", "pratiche", "domanda",
              "dichiarazione", "disoccupazione", "naspi", "pensione", "permesso", "rinnovo",
              "successione", "appuntamento", "consulenza", "informazioni", "conteggi", "tasse",
              "bonus", "assegno", "contratto");
}

/// "in casa mia il sindacalista e il gatto", "il gatto e diabetico, gli faccio l'insulina": what is
/// said of, or done to, an animal.
bool ConditionLinker::is_an_animal(const ConditionHit& hit) const {
    const std::size_t floor = floor_of(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    const bool to_it = in(text_.text(hit.begin), "gli", "le") ||
                       (hit.begin > floor && in(text_.text(hit.begin - 1), "gli", "le"));
    for (std::size_t w = floor; to_it && w < hit.begin; ++w) {
        if (is_animal(text_.text(w))) {
            return true;
        }
    }
    const bool adjective =
        hit.term->kind == TermKind::bearer && hit.begin > floor && !text_.words()[hit.begin].comma;
    if (animal_before(hit, floor) || (adjective && is_animal(text_.text(hit.begin - 1)))) {
        return true; // "un asino cieco"
    }
    std::size_t noun = hit.end + 1;
    if (noun >= end || (cues(hit.end) & cue::be) == 0) {
        return false;
    }
    while (noun + 1 < end && (cues(noun) & (cue::article | cue::poss1 | cue::demonstrative)) != 0) {
        ++noun;
    }
    return is_animal(text_.text(noun));
}

/// "ci hanno sfrattato anche i piccioni", "mi hanno operato il telefono": the pronoun says to whom
/// it matters, what it happens to comes after.
bool ConditionLinker::strikes_a_thing(const ConditionHit& hit, Shape shape) const {
    const std::size_t end = text_.sentence_end(hit.begin);
    const std::string_view last = text_.text(hit.end - 1);
    const bool done = last.ends_with("to") || last.ends_with("so");
    std::size_t word = hit.end;
    while (word < end && in(text_.text(word), "anche", "pure", "perfino", "persino", "quasi")) {
        ++word;
    }
    if ((shape != Shape::verbal && shape != Shape::bearer) || !done || word + 1 >= end ||
        text_.words()[word].comma || (cues(word) & (cue::article | cue::demonstrative)) == 0) {
        return false;
    }
    constexpr std::uint64_t people = cue::kin | cue::acquaint | cue::somebody | cue::generic;
    const std::uint64_t c = cues(word + 1);
    if ((c & cue::topic) == 0 || (c & (people | cue::body | cue::document | cue::year)) != 0 ||
        mentioned(word + 1)) {
        return false;
    }
    const std::size_t floor = text_.sentence_begin(hit.begin);
    for (std::size_t w = std::max(floor, hit.begin > 3 ? hit.begin - 3 : 0); w + 1 < hit.end; ++w) {
        if ((cues(w) & cue::clitic1) != 0 && (cues(w + 1) & cue::have) != 0) {
            return true;
        }
    }
    return false;
}

/// "ce l'hanno tagliato": light, gas or water is cut off where the text has named it; else a tree
/// may be.
bool ConditionLinker::cut_off_unnamed(const ConditionHit& hit) const {
    if (hit.term->type != FindingType::hardship || hit.end - hit.begin < 3 ||
        !in(text_.text(hit.begin), "ce", "me", "gliel", "glie", "ve") ||
        !in(text_.text(hit.begin + 1), "l", "lo", "la", "hanno", "ha")) {
        return false;
    }
    static constexpr std::array<std::string_view, 9> cut{"tagliat", "staccat",  "chius",
                                                         "sospes",  "sigillat", "levat",
                                                         "piombat", "limitat",  "abbassat"};
    const std::string_view done = text_.text(hit.end - 1);
    if (std::none_of(cut.begin(), cut.end(),
                     [done](std::string_view stem) { return done.starts_with(stem); })) {
        return false;
    }
    for (std::size_t w = farthest_before(hit.begin); w < hit.begin; ++w) {
        if (in(text_.text(w), "luce", "gas", "acqua", "corrente", "metano", "riscaldamento",
               "elettricita", "contatore", "utenza", "utenze", "energia", "termosifoni")) {
            return false;
        }
    }
    return true;
}

/// "ho un'altra": a woman, where a spouse is named in the text and no noun follows; else a thing.
bool ConditionLinker::another_thing(const ConditionHit& hit) const {
    if (hit.term->type != FindingType::sex_life || hit.term->kind != TermKind::act ||
        !in(text_.text(hit.end - 1), "altra", "altro") || hit.end - hit.begin < 3 ||
        text_.text(hit.end - 2) != "un" || (cues(hit.end - 3) & cue::have) == 0) {
        return false;
    }
    const std::size_t end = text_.sentence_end(hit.begin);
    const std::string_view next = hit.end < end ? text_.text(hit.end) : std::string_view{};
    const bool since = next == "da" && hit.end + 1 < end &&
                       ((cues(hit.end + 1) & (cue::year | cue::light)) != 0 ||
                        in(text_.text(hit.end + 1), "quando", "tempo", "gennaio", "febbraio",
                           "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
                           "ottobre", "novembre", "dicembre", "sempre", "natale", "pasqua"));
    const bool closed = next.empty() || text_.words()[hit.end].comma ||
                        text_.words()[hit.end].colon ||
                        (cues(hit.end) & (cue::joins | cue::breaks)) != 0 || since;
    bool spouse = false;
    for (std::size_t w = farthest_before(hit.begin); w < std::min(end, hit.end + farthest); ++w) {
        spouse = spouse || in(text_.text(w), "moglie", "marito", "consorte", "compagna", "compagno",
                              "fidanzata", "fidanzato", "coniuge", "matrimonio");
    }
    const bool one_more =
        hit.begin > text_.sentence_begin(hit.begin) && text_.text(hit.begin - 1) == "ne";
    return !closed || !spouse || one_more;
}

/// "ma che ramadan e ramadan, parliamo del pane".
bool ConditionLinker::waved_aside(const ConditionHit& hit) const {
    const std::size_t begin = text_.sentence_begin(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    const std::string_view word = text_.text(hit.begin);
    const bool first = hit.begin > begin && text_.text(hit.begin - 1) == "che" &&
                       hit.end + 1 < end && text_.text(hit.end) == "e" &&
                       text_.text(hit.end + 1) == word;
    const bool again = hit.begin > begin + 2 && text_.text(hit.begin - 1) == "e" &&
                       text_.text(hit.begin - 2) == word && text_.text(hit.begin - 3) == "che";
    // "ma quale comunista", "macche disabile", "altro che sordo"
    const std::string_view left =
        hit.begin > begin ? text_.text(hit.begin - 1) : std::string_view{};
    const bool denied =
        in(left, "macche", "quali") ||
        (left == "quale" && (hit.begin == begin + 1 || text_.text(hit.begin - 2) == "ma")) ||
        (left == "che" && hit.begin > begin + 1 && text_.text(hit.begin - 2) == "altro");
    return first || again || (denied && hit.term->kind == TermKind::bearer);
}

/// "io lavoro in nero?? ma se ho tre fatture": others said so, and it is denied.
bool ConditionLinker::echoed(const ConditionHit& hit) const {
    const std::size_t begin = text_.sentence_begin(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    const bool answered_no = text_.question(hit.begin) && end < text_.words().size() &&
                             in(text_.text(end), "no", "macche", "magari", "nossignore");
    if (answered_no && hit.term->kind == TermKind::bearer) {
        return true; // "mio nonno era sagrestano? no, campanaro"
    }
    return text_.text(begin) == "io" && text_.question(hit.begin) && end < text_.words().size() &&
           (text_.text(end) == "ma" || text_.text(end) == "figurati" ||
            text_.text(end) == "figuriamoci");
}

} // namespace oblio::detect
