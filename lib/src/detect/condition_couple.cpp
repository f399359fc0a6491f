// lib/src/detect/condition_couple.cpp
#include "detect/condition_couple.hpp"

#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

constexpr std::size_t farthest = 80; // words of evidence on either side

enum class Sex : std::uint8_t { unknown, female, male, same };

// Men's names that end in -a; the other names in -a are women's.
constexpr std::array<std::string_view, 14> men_in_a{
    "andrea", "luca",  "nicola",  "mattia",   "elia",     "gianluca", "enea",
    "tobia",  "isaia", "geremia", "zaccaria", "battista", "barnaba",  "garcia"};

/// What two words in a row say about the sex of the author.
Sex author_says(std::string_view first, std::string_view second, std::string_view third) noexcept {
    if (first == "due" && in(second, {"donne", "mamme", "madri", "ragazze", "spose", "nonne"})) {
        return Sex::female;
    }
    if (first == "due" && in(second, {"uomini", "papa", "padri", "ragazzi", "sposi", "babbi"})) {
        return second == "ragazzi" || second == "sposi" ? Sex::unknown : Sex::male;
    }
    if ((in(first, {"uniti", "unite"}) && second == "civilmente") ||
        (in(first, {"unione", "unioni"}) && in(second, {"civile", "civili"}))) {
        return Sex::same;
    }
    if (!in(first, {"sono", "ero"})) {
        return Sex::unknown;
    }
    if (in(second, {"una", "un"})) {
        return in(third, {"donna", "ragazza", "mamma", "madre", "signora"}) ? Sex::female
               : in(third, {"uomo", "ragazzo", "papa", "padre", "signore"}) ? Sex::male
                                                                            : Sex::unknown;
    }
    if (second.size() > 3 &&
        (second.ends_with("ata") || second.ends_with("ita") || second.ends_with("uta"))) {
        return Sex::female;
    }
    if (second.size() > 3 &&
        (second.ends_with("ato") || second.ends_with("ito") || second.ends_with("uto"))) {
        return Sex::male;
    }
    return Sex::unknown;
}

Sex author_sex(const ClauseText& text, std::size_t around) {
    const std::size_t size = text.words().size();
    const std::size_t begin = around > farthest ? around - farthest : 0;
    const std::size_t end = std::min(size, around + farthest);
    for (std::size_t w = begin; w + 1 < end; ++w) {
        const std::string_view third = w + 2 < size ? text.text(w + 2) : std::string_view{};
        if (const Sex sex = author_says(text.text(w), text.text(w + 1), third);
            sex != Sex::unknown) {
            return sex;
        }
    }
    return Sex::unknown;
}

Sex mention_sex(const ClauseText& text, const Mention& who) {
    const bool named = who.kind == MentionKind::person;
    if (named && in(text.text(who.begin), men_in_a)) {
        return Sex::male;
    }
    for (std::size_t w = who.begin; named && w > 0 && who.begin - w < 2; --w) {
        if (in(text.text(w - 1), {"la", "signora", "sig.ra", "dottoressa", "professoressa"})) {
            return Sex::female; // "la preside Ferri"
        }
        if (in(text.text(w - 1), {"il", "signor", "don", "dottor", "professor"})) {
            return Sex::male;
        }
    }
    if (who.female || who.male) {
        return who.female ? Sex::female : Sex::male;
    }
    const std::string_view first = text.text(who.begin); // "mia nipote", "mio nipote"
    return in(first, {"mia", "la", "una"})  ? Sex::female
           : in(first, {"mio", "il", "un"}) ? Sex::male
                                            : Sex::unknown;
}

/// "vive con una donna": the verb says that they are a couple, its subject has to be of that sex.
LinkDecision decide_living_with(const ClauseText& text, const ConditionHit& hit) {
    const auto& words = text.words();
    const Sex partner = text.text(hit.end - 1).ends_with('a') ? Sex::female : Sex::male;
    LinkDecision decision{0, "nothing says that both are of one sex", hit.begin, hit.end};
    const std::size_t floor = text.sentence_begin(hit.begin);
    std::size_t verb = hit.begin;
    for (std::size_t w = hit.begin; w > floor && hit.begin - w < 3 && verb == hit.begin; --w) {
        const std::string_view word = text.text(w - 1);
        if (word.starts_with("viv") || word.starts_with("conviv") || word.starts_with("fidanzat") ||
            word.starts_with("sposat") || word == "sta" || word == "sto" || word == "insieme") {
            verb = w - 1;
        }
    }
    if (verb == hit.begin) {
        return decision;
    }
    Sex subject = Sex::unknown;
    const std::string_view participle = text.text(verb);
    if (participle.ends_with("ato")) { // "si e fidanzato con un ragazzo"
        subject = Sex::male;
    } else if (participle.ends_with("ata")) {
        subject = Sex::female;
    } else if ((words[verb].cues & cue::first) != 0) {
        subject = author_sex(text, verb);
    }
    for (std::size_t w = verb; w > floor && verb - w < 8 && subject == Sex::unknown; --w) {
        const std::size_t named =
            words[w - 1].mention >= 0
                ? text.mentions()[static_cast<std::size_t>(words[w - 1].mention)].begin
                : 0;
        if (named > floor + 1 && (words[named - 1].cues & cue::prep_di) != 0 &&
            words[named - 2].mention >= 0) {
            w = named; // "la figlia di Pino Livi sta con ..."
            continue;
        }
        if (words[w - 1].mention >= 0) {
            subject =
                mention_sex(text, text.mentions()[static_cast<std::size_t>(words[w - 1].mention)]);
            break;
        }
    }
    if (subject == partner) {
        decision = {0.85, "somebody lives with a partner of the same sex", verb, hit.end};
    }
    return decision;
}

} // namespace

LinkDecision decide_couple(const ClauseText& text, const ConditionHit& hit) {
    if ((text.words()[hit.begin].cues & cue::prep_con) != 0) {
        return decide_living_with(text, hit);
    }
    const auto& words = text.words();
    const std::uint64_t cues = words[hit.begin].cues;
    const Sex partner = (cues & cue::female) != 0 ? Sex::female
                        : (cues & cue::male) != 0 ? Sex::male
                                                  : Sex::unknown;
    LinkDecision decision{0, "nothing says that both are of one sex", hit.begin, hit.end};
    const bool mate = hit.end < words.size() &&
                      words[hit.end].sentence == words[hit.begin].sentence &&
                      (words[hit.end].cues & cue::prep_di) != 0; // "il suo compagno di banco"
    if (partner == Sex::unknown || words[hit.begin].mention < 0 || mate) {
        return decision;
    }
    const Mention& who = text.mentions()[static_cast<std::size_t>(words[hit.begin].mention)];
    std::uint64_t owner = 0;
    for (std::size_t w = who.begin; w < who.end; ++w) {
        owner |= words[w].cues;
    }
    decision.begin = (words[who.begin].cues & cue::prep) != 0 && who.end - who.begin > 1
                         ? who.begin + 1
                         : who.begin;
    decision.end = who.end;
    if (who.kind == MentionKind::relative && (owner & cue::poss1) != 0) {
        const Sex author = author_sex(text, hit.begin);
        if (author == partner || author == Sex::same) {
            decision.strength = 0.85;
            decision.reason = "first person: a partner of the author's own sex";
        }
        return decision;
    }
    const bool article = words[who.begin].cues != 0 && who.begin > text.sentence_begin(who.begin) &&
                         (words[who.begin].cues & cue::article) != 0 &&
                         (words[who.begin - 1].cues & cue::have) != 0 &&
                         (words[who.begin - 1].cues & cue::third) != 0; // "ha il fidanzato"
    const bool with = who.begin > 0 && ((words[who.begin].cues & cue::prep_con) != 0 ||
                                        (words[who.begin - 1].cues & cue::prep_con) != 0);
    if ((owner & cue::poss3) == 0 && !article && !with) { // "viene a cena col fidanzato"
        return decision;
    }
    const std::size_t floor = text.sentence_begin(hit.begin);
    for (std::size_t w = who.begin; w > floor && who.begin - w < 8; --w) {
        if (words[w - 1].mention < 0) {
            continue;
        }
        const Mention& other = text.mentions()[static_cast<std::size_t>(words[w - 1].mention)];
        if (!other.plural && mention_sex(text, other) == partner) {
            decision.strength = 0.85;
            decision.reason = "somebody mentioned and a partner of the same sex";
        }
        break;
    }
    return decision;
}

} // namespace oblio::detect
