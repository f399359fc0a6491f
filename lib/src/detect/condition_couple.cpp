// lib/src/detect/condition_couple.cpp
#include "detect/condition_couple.hpp"

#include "detect/names_table.hpp"
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
    if (first == "due" &&
        in(second, "donne", "mamme", "madri", "ragazze", "spose", "nonne", "femmine")) {
        return Sex::female;
    }
    if (first == "due" && in(third, "maschi", "femmine") && in(second, "sposi", "spose")) {
        return third == "maschi" ? Sex::male : Sex::female;
    }
    if (first == "due" &&
        in(second, "uomini", "papa", "padri", "ragazzi", "sposi", "babbi", "maschi")) {
        return second == "ragazzi" || second == "sposi" ? Sex::unknown : Sex::male;
    }
    if ((in(first, "uniti", "unite") && second == "civilmente") ||
        (in(first, "unione", "unioni") && in(second, "civile", "civili"))) {
        return Sex::same;
    }
    if (!in(first, "sono", "ero")) {
        return Sex::unknown;
    }
    if (in(second, "una", "un")) {
        return in(third, "donna", "ragazza", "mamma", "madre", "signora") ? Sex::female
               : in(third, "uomo", "ragazzo", "papa", "padre", "signore") ? Sex::male
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

/// By the list of first names, by the article or title, by the noun, by the last letter.
Sex mention_sex(const ClauseText& text, const Mention& who, const NameTable* names) {
    const bool named = who.kind == MentionKind::person;
    const std::string_view first = text.text(who.begin); // or "mia nipote", "mio nipote"
    if (named && in(first, men_in_a)) {
        return Sex::male;
    }
    const NameEntry* entry = named && names != nullptr ? names->find(first) : nullptr;
    if (entry != nullptr && entry->first > 0 && entry->sex == NameSex::male) {
        return Sex::male; // before the article: "il sindaco Marta Livi"
    }
    if (entry != nullptr && entry->first > 0 && entry->sex == NameSex::female) {
        return Sex::female;
    }
    for (std::size_t w = who.begin; named && w > 0 && who.begin - w < 2; --w) {
        if (in(text.text(w - 1), "la", "signora", "sig.ra", "dottoressa", "professoressa")) {
            return Sex::female; // "la preside Ferri"
        }
        if (in(text.text(w - 1), "il", "signor", "don", "dottor", "professor")) {
            return Sex::male;
        }
    }
    if (who.female || who.male) {
        return who.female ? Sex::female : Sex::male;
    }
    return in(first, "mia", "la", "una")  ? Sex::female
           : in(first, "mio", "il", "un") ? Sex::male
                                          : Sex::unknown;
}

/// "vive con una donna": the verb says that they are a couple, its subject has to be of that sex.
LinkDecision decide_living_with(const ClauseText& text, const ConditionHit& hit,
                                const NameTable* names) {
    const auto& words = text.words();
    const Sex partner = text.text(hit.end - 1).ends_with('a') ? Sex::female : Sex::male;
    LinkDecision decision{0, "nothing says that both are of one sex", hit.begin, hit.end};
    const std::size_t floor = text.sentence_begin(hit.begin);
    std::size_t verb = hit.begin;
    for (std::size_t w = hit.begin; w > floor && hit.begin - w < 3 && verb == hit.begin; --w) {
        const std::string_view word = text.text(w - 1);
        if (word.starts_with("viv") || word.starts_with("conviv") || word.starts_with("fidanzat") ||
            word.starts_with("sposat") ||
            in(word, "sta", "sto", "insieme", "esce", "esco", "messo", "messa")) {
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
            subject = mention_sex(
                text, text.mentions()[static_cast<std::size_t>(words[w - 1].mention)], names);
            break;
        }
    }
    if (subject == partner) {
        decision = {0.85, "somebody lives with a partner of the same sex", verb, hit.end};
    }
    return decision;
}

/// The mention that ends right before `word`; -1 if none does. A comma between is passed over.
std::int32_t mention_before(const ClauseText& text, std::size_t word) {
    return word > text.sentence_begin(word) ? text.words()[word - 1].mention : -1;
}

/// What stands before a verb and says nothing of its subject: "Luca e Marco, che ormai [stanno]".
std::size_t past_adverbs(const ClauseText& text, std::size_t verb) {
    const std::size_t floor = text.sentence_begin(verb);
    while (verb > floor && text.words()[verb - 1].mention < 0 &&
           ((text.words()[verb - 1].cues & cue::light) != 0 || text.text(verb - 1) == "che")) {
        --verb;
    }
    return verb;
}

/// "stanno insieme in classe", "sta con Luca in portineria": where, and so it is no couple.
bool at_some_place(const ClauseText& text, std::size_t after) {
    constexpr std::uint64_t where = cue::prep_in | cue::prep_a | cue::prep_per;
    return after < text.words().size() && !text.words()[after].comma &&
           after < text.sentence_end(after - 1) && (text.words()[after].cues & where) != 0;
}

/// "Luca e Marco stanno insieme", "mia figlia e Giulia si sono sposate": two persons joined before
/// the verb. One family name for both is that of brothers.
LinkDecision decide_pair(const ClauseText& text, const ConditionHit& hit, const NameTable* names) {
    const auto& words = text.words();
    LinkDecision decision{0, "nothing says that both are of one sex", hit.begin, hit.end};
    const std::int32_t right = mention_before(text, past_adverbs(text, hit.begin));
    if (right < 0 ||
        (in(text.text(hit.end - 1), "insieme", "assieme") && at_some_place(text, hit.end))) {
        return decision;
    }
    const Mention& second = text.mentions()[static_cast<std::size_t>(right)];
    const std::size_t joint = second.begin;
    if (joint < text.sentence_begin(hit.begin) + 2 || (words[joint - 1].cues & cue::joins) == 0 ||
        in(text.text(joint - 1), "o", "od", "oppure") || words[joint - 2].mention < 0) {
        return decision;
    }
    const Mention& first = text.mentions()[static_cast<std::size_t>(words[joint - 2].mention)];
    const bool brothers = first.kind == MentionKind::person && second.kind == MentionKind::person &&
                          first.end - first.begin < second.end - second.begin;
    const bool third = mention_before(text, first.begin) >= 0; // "Ugo, Luca e Marco"
    const Sex sex = mention_sex(text, first, names);
    if (!first.plural && !second.plural && !brothers && !third && sex != Sex::unknown &&
        sex == mention_sex(text, second, names)) {
        decision = {0.9, "somebody mentioned and a partner of the same sex", hit.begin, hit.end};
    }
    return decision;
}

/// "Anna si e messa con Chiara", "mio figlio sposa Matteo": the verb is followed by the partner.
LinkDecision decide_verb_of_two(const ClauseText& text, const ConditionHit& hit,
                                const NameTable* names) {
    const auto& words = text.words();
    LinkDecision decision{0, "nothing says that both are of one sex", hit.begin, hit.end};
    if (hit.end >= text.sentence_end(hit.begin) || words[hit.end].mention < 0 ||
        words[hit.end].comma) {
        return decision;
    }
    const Mention& partner = text.mentions()[static_cast<std::size_t>(words[hit.end].mention)];
    const std::int32_t left = mention_before(text, past_adverbs(text, hit.begin));
    if (partner.kind != MentionKind::person || partner.plural || at_some_place(text, partner.end)) {
        return decision;
    }
    const bool own =
        (words[hit.begin].cues & cue::first) != 0 || (words[hit.begin].cues & cue::clitic1) != 0;
    const Sex subject =
        own ? author_sex(text, hit.begin)
        : left >= 0 && !text.mentions()[static_cast<std::size_t>(left)].plural
            ? mention_sex(text, text.mentions()[static_cast<std::size_t>(left)], names)
            : Sex::unknown;
    if (subject != Sex::unknown && subject == mention_sex(text, partner, names)) {
        decision = {0.9, "somebody mentioned and a partner of the same sex", hit.begin,
                    partner.end};
    }
    return decision;
}

/// What a noun says of the sex of those one loves.
Sex noun_sex(std::string_view noun) noexcept {
    return in(noun, "donna", "donne", "ragazza", "ragazze", "femmine", "fidanzata", "compagna",
              "moglie", "morosa")
               ? Sex::female
           : in(noun, "uomo", "uomini", "ragazzo", "ragazzi", "maschi", "fidanzato", "compagno",
                "marito", "moroso")
               ? Sex::male
               : Sex::unknown;
}

Sex pronoun_sex(std::string_view pronoun) noexcept {
    return pronoun == "lei" ? Sex::female : pronoun == "lui" ? Sex::male : Sex::unknown;
}

/// "[andato a vivere] col fidanzato", "[convive] con il compagno": where the verb of a partner who
/// begins at `who` begins; `who` if it is no such verb.
std::size_t living_with(const ClauseText& text, std::size_t who) {
    const std::size_t floor = text.sentence_begin(who);
    std::size_t with = who;
    while (with > floor && who - with < 3 && (text.words()[with - 1].cues & cue::prep_con) == 0 &&
           (text.words()[with - 1].cues & (cue::article | cue::poss3 | cue::poss1)) != 0) {
        --with;
    }
    const std::size_t prep = (text.words()[with].cues & cue::prep_con) != 0 ? with : with - 1;
    if (with == floor || prep == floor || (text.words()[prep].cues & cue::prep_con) == 0) {
        return who;
    }
    const std::string_view verb = text.text(prep - 1);
    if (!verb.starts_with("viv") && !verb.starts_with("conviv") && !verb.starts_with("viss")) {
        return who;
    }
    const bool went =
        prep > floor + 2 && text.text(prep - 2) == "a" && text.text(prep - 3).starts_with("anda");
    return went ? prep - 3 : prep - 1;
}

/// "Lucia ama una donna", "mio fratello preferisce gli uomini", "Ugo Livi ha un compagno".
LinkDecision decide_fondness(const ClauseText& text, const ConditionHit& hit,
                             const NameTable* names) {
    const auto& words = text.words();
    LinkDecision decision{0, "nothing says that both are of one sex", hit.begin, hit.end};
    const bool goes_on = hit.end < text.sentence_end(hit.begin) && !words[hit.end].comma &&
                         (words[hit.end].cues & (cue::prep_di | cue::that)) != 0;
    if (goes_on) { // "ha un compagno di banco", "ama una donna che canta"
        return decision;
    }
    const std::string_view verb = text.text(hit.begin);
    const bool moves = verb.starts_with("st") || verb.starts_with("esc") ||
                       verb.starts_with("usc") || in(verb, "va", "vado", "andava", "andavo");
    if (moves && at_some_place(text, hit.end)) { // "sta con le donne in cucina"
        return decision;
    }
    const std::size_t opens = past_adverbs(text, hit.begin);
    const std::int32_t left = mention_before(text, opens);
    const Sex spoken = opens > text.sentence_begin(opens) && !text.mentions().empty()
                           ? pronoun_sex(text.text(opens - 1)) // "lei prima stava con le donne"
                           : Sex::unknown;
    const Sex subject =
        (words[hit.begin].cues & cue::first) != 0 ? author_sex(text, hit.begin)
        : left >= 0 && !text.mentions()[static_cast<std::size_t>(left)].plural
            ? mention_sex(text, text.mentions()[static_cast<std::size_t>(left)], names)
            : spoken;
    if (subject != Sex::unknown && subject == noun_sex(text.text(hit.end - 1))) {
        decision = {0.85, "somebody mentioned and a partner of the same sex", hit.begin, hit.end};
    }
    return decision;
}

} // namespace

LinkDecision decide_couple(const ClauseText& text, const ConditionHit& hit,
                           const NameTable* names) {
    if ((text.words()[hit.begin].cues & cue::prep_con) != 0) {
        return decide_living_with(text, hit, names);
    }
    if ((text.words()[hit.begin].cues & cue::partner) == 0) {
        if (noun_sex(text.text(hit.end - 1)) != Sex::unknown) {
            return decide_fondness(text, hit, names);
        }
        const bool followed =
            (text.words()[hit.end - 1].cues & (cue::prep_con | cue::prep_di)) != 0;
        return followed ? decide_verb_of_two(text, hit, names) : decide_pair(text, hit, names);
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
    bool brought = false; // "mia figlia ci ha portato a cena la fidanzata"
    for (std::size_t w = who.begin; w > text.sentence_begin(who.begin) && who.begin - w < 6; --w) {
        brought = brought || in(text.text(w - 1), "portato", "portata", "presentato", "presentata");
    }
    if ((owner & cue::poss3) == 0 && !article && !with &&
        !brought) { // "viene a cena col fidanzato"
        return decision;
    }
    const std::size_t floor = text.sentence_begin(hit.begin);
    for (std::size_t w = who.begin; w > floor && who.begin - w < 8; --w) {
        if (words[w - 1].mention < 0) {
            continue;
        }
        const Mention& other = text.mentions()[static_cast<std::size_t>(words[w - 1].mention)];
        if (!other.plural && mention_sex(text, other, names) == partner) {
            decision.strength = 0.85;
            decision.reason = "somebody mentioned and a partner of the same sex";
            decision.begin =
                with ? std::min(decision.begin, living_with(text, who.begin)) : decision.begin;
        }
        break;
    }
    return decision;
}

} // namespace oblio::detect
