// lib/src/detect/condition_edge.cpp: a term that opens its clause, with nothing to govern it.
#include "detect/condition_link.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

using namespace link;

namespace {

constexpr std::array<std::string_view, 25> since_when{
    "sempre", "nascita", "vita",    "generazioni", "ieri",    "oggi",     "poco",
    "tempo",  "quando",  "gennaio", "febbraio",    "marzo",   "aprile",   "maggio",
    "giugno", "luglio",  "agosto",  "settembre",   "ottobre", "novembre", "dicembre",
    "natale", "pasqua",  "estate",  "settimana"};

} // namespace

// Each rule looks for the person elsewhere; the first that applies decides.
LinkDecision ConditionLinker::by_edge(const ConditionHit& hit, Shape shape,
                                      const Path& path) const {
    static constexpr std::array rules{
        &ConditionLinker::put_first,    &ConditionLinker::taken_up,
        &ConditionLinker::in_a_list,    &ConditionLinker::thing_alone,
        &ConditionLinker::after_comma,  &ConditionLinker::turned_round,
        &ConditionLinker::verb_follows, &ConditionLinker::said_of_none,
        &ConditionLinker::said_around};
    const Site site{hit, shape, path};
    for (const auto rule : rules) {
        if (const Rule decision = (this->*rule)(site)) {
            return *decision;
        }
    }
    return person_left_out(site);
}

/// "la tessera della CGIL l'ho presa a vent'anni": the thing stands first, and a pronoun takes it
/// up.
ConditionLinker::Rule ConditionLinker::put_first(const Site& site) const {
    const ConditionHit& hit = site.hit;
    const std::size_t end = text_.sentence_end(hit.begin);
    std::size_t verb = hit.end;
    bool to_me = false; // "l'invalidita me l'hanno tolta"
    while (verb < end && verb < hit.end + 3 && in(text_.text(verb), "non", "ce", "me", "io")) {
        to_me = to_me || text_.text(verb) == "me";
        ++verb;
    }
    if (site.shape == Shape::bearer || hit.term->kind == TermKind::weak || verb + 1 >= end ||
        !in(text_.text(verb), "l", "la", "lo", "le", "li")) {
        return std::nullopt;
    }
    ++verb;
    const bool finite = (cues(verb) & (cue::have | cue::act | cue::other_verb)) != 0;
    return finite && (to_me || (cues(verb) & cue::first) != 0) ? linked(0.9, "first person")
                                                               : Rule{std::nullopt};
}

/// By the sentence before ("Mio padre? Due infarti") or the term before.
ConditionLinker::Rule ConditionLinker::taken_up(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const bool near_last = last_end_ != 0 && last_end_ <= path.begin &&
                           path.begin - last_end_ <= 1 && last_end_ > floor;
    // "Mio padre? Due infarti": the sentence before is nothing but the person
    bool named_alone = path.begin == floor && floor > 0 && mentioned(floor - 1);
    if (named_alone) {
        const auto who = static_cast<std::size_t>(text_.words()[floor - 1].mention);
        const std::size_t opens = text_.sentence_begin(floor - 1);
        const std::size_t begin = text_.mentions()[who].begin; // "la Rosa Livi? Due infarti"
        named_alone = begin == opens || (begin == opens + 1 && (cues(opens) & cue::article) != 0);
    }
    if (named_alone && hit.term->weight > 0.6 && !path.definite) {
        return to_mention(static_cast<std::size_t>(text_.words()[floor - 1].mention), 0.8);
    }
    const bool alike = (shape == Shape::thing) == (last_shape_ == Shape::thing) &&
                       !(path.definite && hit.term->kind == TermKind::service);
    if (path.comma && near_last && alike && last_.linked() && last_.strength > 0.7) {
        return linked(last_.strength * 0.95, last_.reason + ", joined");
    }
    return std::nullopt;
}

/// "il piccolo ha sei anni, un ritardo nel linguaggio", "Ugo Livi, 55 anni, distrofia, sfratto": an
/// item of a list that a verb or a person opened.
ConditionLinker::Rule ConditionLinker::in_a_list(const Site& site) const {
    constexpr std::size_t longest_list = 16; // words
    constexpr std::uint64_t finite = cue::be | cue::act | cue::suffer | cue::go | cue::other_verb;
    const auto& [hit, shape, path] = site;
    const std::size_t floor = text_.sentence_begin(hit.begin);
    if (shape != Shape::thing || !path.comma || path.definite || hit.term->weight < 0.78 ||
        hit.term->kind == TermKind::service || hit.term->kind == TermKind::weak) {
        return std::nullopt;
    }
    for (std::size_t w = path.begin; w > floor && path.begin - w < longest_list; --w) {
        const std::uint64_t c = cues(w - 1);
        if (mentioned(w - 1)) {
            const auto m = static_cast<std::size_t>(text_.words()[w - 1].mention);
            const std::size_t begin = text_.mentions()[m].begin;
            const bool opens =
                begin == floor || (begin == floor + 1 && (cues(floor) & cue::article) != 0);
            return opens && text_.words()[w].comma ? Rule{to_mention(m, 0.85)} : std::nullopt;
        }
        if ((c & cue::have) != 0 && (c & persons) != 0) {
            return by_verb(hit, shape, w - 1);
        }
        if (text_.words()[w].colon || (c & (cue::breaks | cue::that | cue::topic)) != 0 ||
            ((c & finite) != 0 && (c & persons) != 0)) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/// "Tessera della CISL in tasca dal 1988 e vi dico che ...": a card that opens the sentence of an
/// author, kept or held since a time.
bool ConditionLinker::card_at_hand(const Site& site) const {
    const ConditionHit& hit = site.hit;
    const std::size_t end = text_.sentence_end(hit.begin);
    if ((cues(hit.begin) & cue::token) == 0 || site.path.begin != text_.sentence_begin(hit.begin) ||
        hit.end + 1 >= end || site.path.negated) {
        return false;
    }
    const bool kept =
        (cues(hit.end) & cue::prep_in) != 0 && in(text_.text(hit.end + 1), "tasca", "borsa", "mano",
                                                  "cassetto", "casa", "portafoglio", "portafogli");
    return (kept || says_since_when(hit)) && speaks_first(hit.end, end);
}

/// A condition or a thing that governs the clause itself.
ConditionLinker::Rule ConditionLinker::thing_alone(const Site& site) const {
    const auto& [hit, shape, path] = site;
    if (card_at_hand(site)) {
        return linked(0.85, "first person in the sentence");
    }
    if (shape != Shape::thing) {
        return std::nullopt;
    }
    const std::size_t floor = text_.sentence_begin(hit.begin);
    // "mio marito: due infarti"
    const bool listed = hit.term->kind == TermKind::condition && path.begin > floor &&
                        text_.words()[path.begin].colon && mentioned(path.begin - 1);
    if (listed) {
        return to_mention(static_cast<std::size_t>(text_.words()[path.begin - 1].mention), 0.85);
    }
    // "il parkinson non le permette": a pronoun takes up the person named before
    for (std::size_t w = hit.end; w < std::min(text_.sentence_end(hit.begin), hit.end + 4); ++w) {
        const bool dative = text_.text(w) == "gli" || text_.text(w) == "le";
        if (dative && hit.term->kind == TermKind::condition && w + 1 < text_.words().size() &&
            (cues(w + 1) & (cue::kin | cue::plural | cue::acquaint)) == 0 &&
            (cues(w - 1) & (cue::prep | cue::be)) == 0) {
            const LinkDecision taken = to_subject(hit, path.begin, false);
            if (taken.linked()) {
                return taken;
            }
        }
    }
    // "Fibrosi cistica: mia figlia ce l'ha dalla nascita"
    const std::size_t stop = std::min(text_.sentence_end(hit.begin), hit.end + 10);
    for (std::size_t w = hit.end; w + 2 < stop; ++w) {
        if (text_.text(w) == "ce" && (cues(w + 1) & cue::clitic3) != 0 &&
            (cues(w + 2) & cue::have) != 0 && (cues(w + 2) & persons) != 0) {
            return (cues(w + 2) & cue::first) != 0 ? linked(0.95, "first person")
                                                   : to_subject(hit, w, false);
        }
    }
    LinkDecision near = by_nearness(hit, shape);
    // "signora è caduta e adesso femore rotto": no article, no verb, and whom the clause spoke of
    const bool bare = path.comma && !path.definite && !path.indefinite &&
                      hit.term->kind == TermKind::condition &&
                      hit.term->type == FindingType::health && hit.term->weight > 0.78 &&
                      near.reason == "a person in the clause";
    near.strength = bare ? std::min(1.0, 1.4 * near.strength) : near.strength;
    return !near.linked() && in_fragment(hit) ? linked(0.8, "first person around a fragment")
                                              : near;
}

/// "Mario Livi, disabile", "sono vedova, disabile e sola".
ConditionLinker::Rule ConditionLinker::after_comma(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t floor = text_.sentence_begin(hit.begin);
    if (!path.comma || path.begin <= floor || (path.definite && several(hit))) {
        return std::nullopt;
    }
    const std::size_t left = path.begin - 1;
    if (mentioned(left)) {
        return to_mention(static_cast<std::size_t>(text_.words()[left].mention), 0.9);
    }
    if (left > floor && cues(left) == 0 && mentioned(left - 1) && !text_.words()[left].comma) {
        return to_mention(static_cast<std::size_t>(text_.words()[left - 1].mention),
                          0.85); // "mio fratello minore, sordo, ..."
    }
    if ((cues(left) & cue::pronoun1) != 0) {
        return linked(0.9, "first person");
    }
    // "sono vedova, disabile e sola": an earlier "to be" of the sentence still holds.
    for (std::size_t w = path.begin; !path.definite && w > floor && path.begin - w < 12; --w) {
        const std::uint64_t c = cues(w - 1);
        if (text_.words()[w].colon) {
            break;
        }
        if (mentioned(w - 1) ? path.begin - w > 3 : (c & (cue::office | cue::topic)) != 0) {
            break; // "siamo un paese di vecchi e disoccupati"
        }
        if ((c & cue::be) != 0 && (c & persons) != 0 && (c & cue::demonstrative) == 0) {
            LinkDecision chained = by_verb(hit, shape, w - 1);
            chained.strength *= 0.8;
            const bool aside = (cues(hit.begin) & cue::prep_con) != 0; // "..., col girello come"
            if (chained.linked() || (!several(hit) && !aside)) {
                return chained;
            }
            break;
        }
    }
    return std::nullopt;
}

ConditionLinker::Rule ConditionLinker::turned_round(const Site& site) const {
    const auto& [hit, shape, path] = site;
    // "l'imputato è suo cognato", "testimoni di Geova io e la mia famiglia"
    const std::size_t stop = text_.sentence_end(hit.begin);
    if (hit.end < stop && text_.text(hit.end) == "io" && !text_.words()[hit.end].comma) {
        return linked(0.9, "first person");
    }
    const bool is = hit.end + 1 < stop && (cues(hit.end) & cue::be) != 0;
    if (is && text_.text(hit.end + 1) == "io" && (cues(hit.end) & cue::first) != 0) {
        return linked(0.9, "first person"); // "il disabile sono io"
    }
    if (is && text_.text(hit.end + 1) == "tu" && (cues(hit.end) & cue::second) != 0) {
        return to_second();
    }
    if (path.definite && !several(hit) && is && (cues(hit.end) & cue::third) != 0) {
        for (std::size_t w = hit.end + 1; w < std::min(stop, hit.end + 3); ++w) {
            if (mentioned(w)) {
                return to_mention(static_cast<std::size_t>(text_.words()[w].mention), 0.9);
            }
        }
    }
    return std::nullopt;
}

/// "celiaco lo sono da sempre", "lesbica sono".
ConditionLinker::Rule ConditionLinker::verb_follows(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t end = text_.sentence_end(hit.begin);
    std::size_t verb = hit.end;
    if (verb < end && text_.text(verb) == "lo") {
        ++verb;
    }
    const bool be = verb < end && (cues(verb) & cue::be) != 0 && (cues(verb) & persons) != 0 &&
                    (cues(verb) & cue::demonstrative) == 0 && !text_.words()[verb].comma;
    if (shape != Shape::bearer || path.definite || path.indefinite || several(hit) || !be ||
        hit.term->kind != TermKind::bearer) {
        return std::nullopt;
    }
    if ((cues(verb) & cue::first) != 0) {
        return linked(0.9, "first person");
    }
    return (cues(verb) & cue::second) != 0 ? to_second() : to_subject(hit, verb, false);
}

ConditionLinker::Rule ConditionLinker::said_of_none(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const bool alternative = hit.end < text_.sentence_end(hit.begin) &&
                             (text_.text(hit.end) == "o" || text_.text(hit.end) == "oppure");
    if (hit.term->kind == TermKind::organisation && (cues(hit.begin) & frames) == 0) {
        return rejected("an organisation, nobody is said to belong to it");
    }
    const bool some = path.indefinite &&
                      (path.comma || hit.term->kind == TermKind::bearer); // "uno zingaro mi ha"
    if (several(hit) || alternative || path.definite || some) {
        return rejected("nobody is said to be it");
    }
    return std::nullopt;
}

/// By the first person of the sentence, a verb after the term, a person a few words before.
ConditionLinker::Rule ConditionLinker::said_around(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t floor = text_.sentence_begin(hit.begin);
    if (speaks_first(floor, text_.sentence_end(hit.begin))) {
        return linked(0.75, "first person in the sentence");
    }
    // "agli arresti domiciliari ci sta anche Katia Busetto"
    const std::size_t end = std::min(text_.sentence_end(hit.begin), hit.end + 5);
    for (std::size_t w = hit.end; w < end && !text_.words()[w].comma; ++w) {
        if ((cues(w) & cue::be) != 0 && (cues(w) & cue::third) != 0) {
            return to_subject(hit, w, false);
        }
    }
    // "Jamila Osei, nata qui ma di origini ghanesi"
    for (std::size_t w = path.begin; w > floor && path.begin - w < 8; --w) {
        if (mentioned(w - 1)) {
            return to_mention(static_cast<std::size_t>(text_.words()[w - 1].mention), 0.65);
        }
    }
    return std::nullopt;
}

LinkDecision ConditionLinker::person_left_out(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const bool here =
        hit.end < text_.sentence_end(hit.begin) && in(text_.text(hit.end), "qui", "presente");
    if (const Rule made = what_one_is_made_of(site)) {
        return *made;
    }
    if (introduces_oneself(site) || in_a_list_of_oneself(site) ||
        (here && path.begin == text_.sentence_begin(hit.begin) &&
         hit.term->kind == TermKind::bearer)) {
        return linked(0.75, "first person left out");
    }
    if (left_out(hit, path)) {
        return linked(0.7, "first person left out"); // "Licenziata con un messaggio"
    }
    if ((path.begin == text_.sentence_begin(hit.begin) || (path.comma && last_.linked())) &&
        says_since_when(hit)) {
        return linked(0.75, "first person left out");
    }
    return in_fragment(hit) ? linked(0.8, "first person around a fragment")
                            : rejected("nobody is said to be it");
}

/// "cimbro di nascita, protestante per amore": so one says what one is, and of nobody else if
/// nobody is named.
ConditionLinker::Rule ConditionLinker::what_one_is_made_of(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t end = text_.sentence_end(hit.begin);
    if (shape != Shape::bearer || hit.end + 1 >= end || text_.words()[hit.end].comma ||
        text_.question(hit.begin) ||
        (path.begin != text_.sentence_begin(hit.begin) && !path.comma)) {
        return std::nullopt;
    }
    for (std::size_t w = farthest_before(hit.begin); w < end; ++w) {
        if (mentioned(w)) {
            return std::nullopt;
        }
    }
    const std::string_view how = text_.text(hit.end + 1);
    const std::uint64_t c = cues(hit.end);
    const bool made =
        ((c & cue::prep_di) != 0 && in(how, "nascita", "famiglia", "origine", "sangue", "razza",
                                       "cuore", "fede", "vecchia", "battesimo")) ||
        ((c & cue::prep_per) != 0 &&
         in(how, "scelta", "amore", "fede", "necessita", "forza", "tradizione", "convinzione",
            "nascita", "vocazione", "disperazione", "principio", "caso", "abitudine"));
    return made ? linked(0.75, "first person left out") : Rule{};
}

/// "Delegato Fim da dieci anni, mai visto un assessore": so one speaks of oneself.
bool ConditionLinker::says_since_when(const ConditionHit& hit) const {
    const std::size_t stop = text_.sentence_end(hit.begin);
    const std::size_t since = (cues(hit.end - 1) & cue::prep_da) != 0 ? hit.end - 1 : hit.end;
    if (since >= stop || (cues(since) & cue::prep_da) == 0) {
        return false;
    }
    for (std::size_t w = since + 1; w < std::min(stop, since + 4); ++w) {
        const bool number =
            text_.document().tokens()[text_.words()[w].token].kind == TokenKind::number;
        if ((cues(w) & cue::year) != 0 || (number && w == since + 1) ||
            in(text_.text(w), since_when)) {
            return true;
        }
    }
    return false;
}

/// "Ho pagato tutto. Quattordici mesi a Bollate.": a sentence without a verb or a person, beside
/// one in the first person that names nobody, tells of its author. Of a strong term alone:
/// headlines have no verb either.
bool ConditionLinker::in_fragment(const ConditionHit& hit) const {
    constexpr double strong = 0.78;
    constexpr std::uint64_t others = persons | cue::generic | cue::office | cue::topic |
                                     cue::pronoun3 | cue::about | cue::hypothesis | cue::negation;
    const std::size_t floor = text_.sentence_begin(hit.begin);
    const std::size_t end = text_.sentence_end(hit.begin);
    if (hit.term->weight < strong || hit.begin > floor + 2 || end - floor > farthest ||
        hit.term->kind == TermKind::weak || hit.term->kind == TermKind::organisation ||
        text_.question(hit.begin) || text_.words()[hit.begin].hashtag) {
        return false;
    }
    // "Diagnosi: sclerosi multipla. Ho ventotto anni."
    const bool told = hit.begin == floor + 1 && text_.words()[hit.begin].colon &&
                      in(text_.text(floor), "diagnosi", "referto", "esito", "verdetto");
    for (std::size_t w = told ? hit.begin : floor; w < end; ++w) {
        if (mentioned(w) || (text_.words()[w].colon && w != hit.begin) ||
            ((w < hit.begin || w >= hit.end) && (cues(w) & others) != 0 &&
             text_.text(w) != "senza")) {
            return false;
        }
    }
    const auto first_alone = [&](std::size_t begin, std::size_t stop) {
        for (std::size_t w = begin; w < stop; ++w) {
            if (mentioned(w)) {
                return false;
            }
        }
        return speaks_first(begin, stop);
    };
    return (floor > 0 &&
            first_alone(std::max(text_.sentence_begin(floor - 1), farthest_before(floor)),
                        floor)) ||
           (end < text_.words().size() &&
            first_alone(end, std::min(text_.sentence_end(end), end + farthest)));
}

/// "Vedova, due figli, disoccupata: punteggio zero": a text that opens with a list of what somebody
/// is, and never names another.
bool ConditionLinker::in_a_list_of_oneself(const Site& site) const {
    constexpr std::uint64_t others =
        persons | cue::generic | cue::office | cue::topic | cue::about | cue::negation | cue::that;
    const auto& [hit, shape, path] = site;
    const FindingType type = hit.term->type;
    if (shape != Shape::bearer || text_.sentence_begin(hit.begin) != 0 ||
        !text_.words()[hit.begin].comma || path.definite || type == FindingType::judicial ||
        type == FindingType::politics || text_.question(hit.begin) ||
        text_.words().size() > farthest) {
        return false;
    }
    for (std::size_t w = 0; w < text_.words().size(); ++w) {
        const bool before = w < hit.begin;
        const bool other = (cues(w) & others) != 0 && ((cues(w) & cue::first) == 0 || before);
        if (mentioned(w) || (before && text_.words()[w + 1].colon) ||
            (other &&
             (before || (cues(w) & (cue::third | cue::they | cue::topic | cue::office)) != 0))) {
            return false;
        }
    }
    return true;
}

/// "Lesbica, madre, contribuente: scegliete voi": a text that opens with what one is, then a comma,
/// and goes on to speak to all. Judicial words so open the news: "Pregiudicato, 40 anni, ...".
bool ConditionLinker::introduces_oneself(const Site& site) const {
    const auto& [hit, shape, path] = site;
    const std::size_t end = text_.sentence_end(hit.begin);
    if (shape == Shape::bearer && path.begin == 0 && hit.end + 1 < end &&
        text_.text(hit.end) == "e" &&
        in(text_.text(hit.end + 1), "allora", "fiero", "fiera", "orgoglioso", "orgogliosa")) {
        return true; // "Bisessuale e allora?"
    }
    if (shape != Shape::bearer || path.begin != 0 || hit.end >= end ||
        hit.term->type == FindingType::judicial || text_.question(hit.begin) ||
        !(text_.words()[hit.end].comma || text_.words()[hit.end].colon)) {
        return false;
    }
    for (std::size_t w = hit.end; w < std::min(text_.words().size(), hit.end + farthest); ++w) {
        if (mentioned(w)) {
            return false;
        }
        if ((cues(w) & cue::you_all) != 0 || text_.text(w) == "voi" || text_.text(w) == "vi") {
            return true;
        }
    }
    return false;
}

/// A participle that opens its clause, with nobody near before it and no noun after it: so one
/// tells in a comment what befell oneself ("Sfrattata a maggio con due figli").
bool ConditionLinker::left_out(const ConditionHit& hit, const Path& path) const {
    const auto& words = text_.words();
    const std::string_view word = text_.text(hit.begin);
    const bool participle = word.ends_with("ato") || word.ends_with("ata") ||
                            word.ends_with("uto") || word.ends_with("uta") ||
                            word.ends_with("ito") || word.ends_with("ita");
    const TermKind kind = hit.term->kind;
    if (!participle || path.begin != hit.begin ||
        (kind != TermKind::bearer && kind != TermKind::act)) {
        return false;
    }
    const std::size_t end = text_.sentence_end(hit.begin);
    const bool alone = hit.end >= end || words[hit.end].comma ||
                       (cues(hit.end) & (cue::prep | cue::joins | cue::light | cue::after)) != 0 ||
                       hit.end - hit.begin > 1;
    if (!alone || (hit.end < end && mentioned(hit.end))) {
        return false;
    }
    for (std::size_t w = farthest_before(hit.begin); w < std::min(end, hit.begin + farthest); ++w) {
        const std::uint64_t c = cues(w);
        const bool other = (c & (cue::office | cue::generic | cue::pronoun3)) != 0 ||
                           ((c & cue::third) != 0 && (c & cue::first) == 0);
        if (mentioned(w) || (other && w >= text_.sentence_begin(hit.begin) && w < hit.begin)) {
            return false;
        }
    }
    return true;
}

} // namespace oblio::detect
