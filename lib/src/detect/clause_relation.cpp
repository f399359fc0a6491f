// lib/src/detect/clause_relation.cpp: who a noun for a person is to the author or to somebody named
// ("mia zia", "il figlio di", "i vicini di sopra").
#include "detect/clause_sentence.hpp"

#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

bool ClauseText::stands_for_parents(std::size_t word) const {
    if (text(word) != "miei" || word == 0 ||
        (words_[word - 1].cues & (cue::article | cue::prep)) == 0) {
        return false;
    }
    if (word + 1 >= words_.size()) {
        return true;
    }
    const ClauseWord& next = words_[word + 1];
    return next.sentence == words_[word].sentence &&
           (next.comma || ((next.cues & cue::they) != 0 && (next.cues & cue::kin) == 0));
}

bool ClauseText::child_of_author(std::size_t begin) const {
    constexpr std::uint64_t parent = cue::kin | cue::familiar;
    if (begin < 2 || (words_[begin - 1].cues & cue::prep_di) == 0 ||
        (words_[begin - 2].cues & parent) == 0 || words_[begin - 1].comma) {
        return false;
    }
    const std::size_t floor = sentence_begin(begin);
    for (std::size_t w = begin - 2; w > floor && begin - w < 5; --w) {
        const std::uint64_t cues = words_[w - 1].cues;
        if ((cues & cue::article) == 0) {
            return (cues & (cue::first | cue::pronoun1)) != 0 ||
                   ((cues & (cue::as | cue::prep_da)) != 0);
        }
    }
    // "Madre di un bambino sordo, chiedo ...": only the rest tells who speaks.
    constexpr std::uint64_t author = cue::clitic1 | cue::poss1 | cue::pronoun1;
    bool speaks = false;
    for (std::size_t w = begin; w < sentence_end(begin); ++w) {
        const std::uint64_t cues = words_[w].cues;
        speaks =
            speaks || (cues & author) != 0 || ((cues & cue::first) != 0 && (cues & cue::they) == 0);
    }
    return begin - 2 == floor && speaks;
}

// Rome, Venice and Milan say "mi fija", "me mare" for "mia figlia", "mia madre"; "a me nonna" does
// not.
bool ClauseText::dialect_possessive(std::size_t noun) const {
    if (noun == 0 || words_[noun].comma || words_[noun].colon ||
        words_[noun - 1].sentence != words_[noun].sentence) {
        return false;
    }
    // "er mi vicino", "el me vicin": an acquaintance, where an article stands before it
    const bool acquainted = (words_[noun].cues & (cue::acquaint | cue::plural)) == cue::acquaint &&
                            in(text(noun - 1), "mi", "me") && noun > 1 && !words_[noun - 1].comma &&
                            (words_[noun - 2].cues & cue::prep) == 0 &&
                            in(text(noun - 2), "er", "el", "la", "er'", "u", "a", "il", "lu");
    if (acquainted || (words_[noun].cues & (cue::kin | cue::plural)) != cue::kin) {
        return acquainted;
    }
    const bool after_preposition = noun > 1 && (words_[noun - 2].cues & cue::prep) != 0;
    // "mi pare": it seems to me
    return (text(noun - 1) == "mi" && text(noun) != "pare") ||
           (text(noun - 1) == "me" && !after_preposition);
}

bool ClauseText::child_told_small(std::size_t word) const {
    constexpr std::uint64_t verb =
        cue::be | cue::have | cue::act | cue::go | cue::suffer | cue::other_verb;
    if (word + 1 >= words_.size() || words_[word + 1].sentence != words_[word].sentence) {
        return false;
    }
    const std::uint64_t next = words_[word + 1].cues;
    return (next & (cue::negation | cue::pronoun1)) == cue::negation ||
           ((next & cue::third) != 0 && (next & verb) != 0);
}

/// "Figlio disabile, marito assente, e voi mi tagliate il bus": kin without an article that opens
/// the sentence or stands behind a comma, in the words of somebody who speaks of themselves.
bool ClauseText::kin_of_a_list(std::size_t noun) const {
    constexpr std::uint64_t author = cue::clitic1 | cue::poss1 | cue::pronoun1;
    constexpr std::uint64_t goes_on = cue::prep_di | cue::joins | cue::article | cue::that;
    constexpr std::size_t farthest = 30; // words
    if ((noun > sentence_begin(noun) && !words_[noun].comma) || noun + 1 >= sentence_end(noun) ||
        words_[noun + 1].comma || words_[noun + 1].mention >= 0 ||
        (words_[noun + 1].cues & goes_on) != 0 || (words_[noun].cues & cue::familiar) != 0 ||
        !in(text(noun), "marito", "moglie", "figlio", "figlia", "padre", "madre", "suocera",
            "suocero", "fratello", "sorella", "compagno", "compagna", "bimbo", "bimba")) {
        return false;
    }
    bool speaks = false;
    const std::size_t end = std::min(words_.size(), noun + farthest);
    for (std::size_t w = noun > farthest ? noun - farthest : 0; w < end; ++w) {
        const std::uint64_t cues = words_[w].cues;
        const bool you_call = text(w) == "ci" || text(w) == "m";
        speaks = speaks || ((cues & author) != 0 && !you_call) ||
                 ((cues & cue::first) != 0 && (cues & cue::they) == 0);
    }
    return speaks;
}

/// "(2 e 5 anni, la grande asmatica)", "al piu grande, cardiopatico": one of the children whom the
/// text has named before.
bool ClauseText::child_told_by_age(std::size_t word) const {
    constexpr std::size_t farthest = 40; // words
    if (!in(text(word), "grande", "maggiore", "minore", "mezzana", "mezzano")) {
        return false;
    }
    const Determined left = determiners_of(word);
    if ((left.cues & (cue::article | cue::prep)) == 0 || (left.cues & cue::indefinite) != 0) {
        return false;
    }
    if (word + 1 < words_.size() && words_[word + 1].sentence == words_[word].sentence &&
        !words_[word + 1].comma && (words_[word + 1].cues & cue::prep) != 0) {
        return false; // "la maggiore di tutte"
    }
    for (std::size_t w = word > farthest ? word - farthest : 0; w < left.begin; ++w) {
        if (in(text(w), "figli", "figlie", "bimbi", "bimbe", "bambini", "bambine", "gemelli",
               "piccoli", "ragazzi", "figlia", "figlio", "nipotini")) {
            return true;
        }
    }
    return false;
}

/// "la mia grande è", "il mio secondo ha", "i miei due sono": the author's children, where no noun
/// follows.
bool ClauseText::child_of_mine(std::size_t word) const {
    const bool one = in(text(word), "grande", "maggiore", "minore", "secondo", "seconda", "terzo",
                        "terza", "mezzano", "mezzana", "piccolino", "piccolina", "grandicello",
                        "grandicella", "piccinino", "unigenito");
    const bool some = in(text(word), "due", "tre", "quattro", "piccoli", "piccole", "grandi");
    if ((!one && !some) || word + 1 >= words_.size() || word == 0 ||
        words_[word + 1].sentence != words_[word].sentence) {
        return false;
    }
    constexpr std::uint64_t verb = cue::be | cue::have | cue::act | cue::go | cue::suffer;
    const std::uint64_t next = words_[word + 1].cues;
    const bool goes_on = words_[word + 1].comma || (next & cue::negation) != 0 ||
                         ((next & verb) != 0 && (next & (one ? cue::third : cue::they)) != 0);
    return goes_on && (determiners_of(word).cues & cue::poss1) != 0;
}

/// "el me omo", "la mia mièr", "el me pà": kin of the North, in words that elsewhere mean another
/// thing and so count behind "my" alone.
bool ClauseText::kin_of_the_north(std::size_t word) const {
    return words_[word].cues == 0 &&
           in(text(word), "omo", "om", "pa", "mama", "nona", "nono", "mier", "miee", "dona",
              "neoda", "neodo", "suocer", "madona", "messer", "tusa", "tosa", "toso", "tus",
              "fioeu", "fieu") &&
           word > 0 && !words_[word].comma && (determiners_of(word).cues & cue::poss1) != 0;
}

/// "La famiglia che abita di fronte", "i vicini del piano di sopra", "quelli di sotto": a household
/// told by its door.
bool ClauseText::neighbours(std::size_t noun) const {
    if (!in(text(noun), "famiglia", "vicini", "inquilini", "coppia", "famigliola")) {
        return false; // nearly always
    }
    const Determined left = determiners_of(noun);
    if ((left.cues & cue::article) == 0 || (left.cues & cue::indefinite) != 0) {
        return false;
    }
    const std::size_t end = std::min(sentence_end(noun), noun + 6);
    for (std::size_t w = noun + 1; w < end && !words_[w].comma; ++w) {
        const std::string_view before = text(w - 1);
        if (in(text(w), "accanto", "dirimpetto") || (text(w) == "fronte" && before == "di") ||
            (in(text(w), "sopra", "sotto", "fianco") && in(before, "di", "piano", "a", "qui")) ||
            (text(w) == "piano" && (words_[w - 1].cues & (cue::prep | cue::light)) != 0) ||
            (text(w) == "casa" && noun + 2 == w && before == "di") || text(w) == "pianerottolo") {
            return true;
        }
        const bool lives = in(text(w), "abita", "abitano", "vive", "vivono", "sta", "stanno", "che",
                              "qui", "li", "nostri", "nostra", "di", "del", "al", "della", "porta",
                              "secondo", "terzo", "primo", "quarto", "ultimo");
        if (!lives) {
            return false;
        }
    }
    return false;
}

/// "..., Samuel. I genitori sono valdesi", "Daniel ha i genitori sordi": the family of whom the
/// text has named right before.
bool ClauseText::family_of_named(std::size_t noun) const {
    constexpr std::size_t farthest = 30; // words
    constexpr std::uint64_t says = cue::be | cue::have;
    if (!in(text(noun), "genitori", "famiglia", "nonni", "fratelli") || noun == 0) {
        return false;
    }
    const Determined left = determiners_of(noun);
    const bool opens = left.begin == sentence_begin(noun) || words_[left.begin].comma;
    const bool held = left.begin > 0 && (words_[left.begin - 1].cues & cue::have) != 0 &&
                      (words_[left.begin - 1].cues & cue::third) != 0;
    const bool told = noun + 1 < sentence_end(noun) && !words_[noun + 1].comma &&
                      (words_[noun + 1].cues & says) != 0 &&
                      (words_[noun + 1].cues & (cue::third | cue::they)) != 0;
    if ((left.cues & cue::article) == 0 || (left.cues & (cue::indefinite | cue::prep)) != 0 ||
        !((opens && told) || held)) {
        return false;
    }
    for (std::size_t w = left.begin; w > 0 && left.begin - w < farthest; --w) {
        const std::int32_t who = words_[w - 1].mention;
        if (who >= 0) {
            return mentions_[static_cast<std::size_t>(who)].kind == MentionKind::person;
        }
    }
    return false;
}

void ClauseText::find_relations() {
    constexpr std::uint64_t noun = cue::kin | cue::acquaint | cue::somebody;
    for (std::size_t w = 0; w < words_.size(); ++w) {
        const ClauseWord& word = words_[w];
        if (word.mention < 0 && kin_of_the_north(w)) {
            add(determiners_of(w).begin, w + 1, MentionKind::relative, 0);
            continue;
        }
        if (word.mention < 0 && (neighbours(w) || family_of_named(w))) {
            const auto kind = neighbours(w) ? MentionKind::someone : MentionKind::kin_of_other;
            add(determiners_of(w).begin, w + 1, kind,
                text(w).ends_with('i') ? cue::plural : std::uint64_t{0});
            continue;
        }
        if (word.mention < 0 && stands_for_parents(w)) {
            add(w - 1, w + 1, MentionKind::relative, cue::plural); // "i miei sono disoccupati"
            continue;
        }
        if (word.mention < 0 && (child_told_by_age(w) || child_of_mine(w))) {
            const bool some = in(text(w), "due", "tre", "quattro") || text(w).ends_with('i');
            add(determiners_of(w).begin, w + 1, MentionKind::relative,
                some ? cue::plural : std::uint64_t{0});
            continue;
        }
        if ((word.cues & noun) == 0 || word.mention >= 0 || word.hashtag) {
            continue;
        }
        const Determined determined = determiners_of(w);
        const bool followed = in(text(w), "vecchio", "vecchia") && w + 1 < sentence_end(w) &&
                              !words_[w + 1].comma && words_[w + 1].mention < 0;
        const bool old =
            followed && ((determined.cues & cue::poss1) != 0 ||
                         document_->tokens()[words_[w + 1].token].letters == LetterCase::upper);
        if (old && (words_[w + 1].cues & ~cue::topic) == 0) {
            continue; // "la mia vecchia Panda": what follows is old
        }
        const bool small = text(w) == "piccolo" || text(w) == "piccola";
        if (small && (determined.cues & cue::poss1) == 0 && !child_told_small(w)) {
            continue;
        }
        if (const auto kind = relation_of(w, determined)) {
            add(determined.begin, w + 1, *kind, word.cues);
        }
    }
}

/// The articles, possessives and prepositions that belong to a noun for a person.
ClauseText::Determined ClauseText::determiners_of(std::size_t noun) const {
    constexpr std::uint64_t opens = cue::article | cue::prep | cue::demonstrative;
    constexpr std::uint64_t belongs = opens | cue::poss1 | cue::poss2 | cue::poss3 | cue::light;
    const std::size_t floor = std::max(sentence_begin(noun), noun >= 4 ? noun - 4 : 0);
    Determined found{noun, 0};
    while (found.begin > floor && !words_[found.begin].comma && !words_[found.begin].colon &&
           (words_[found.begin - 1].cues & belongs) != 0 && words_[found.begin - 1].mention < 0) {
        --found.begin;
        found.cues |= words_[found.begin].cues;
        if ((words_[found.begin].cues & opens) != 0) {
            break;
        }
    }
    if (noun + 1 < words_.size() && words_[noun + 1].sentence == words_[noun].sentence &&
        !words_[noun + 1].comma && text(noun) != "mamma") {
        found.cues |= words_[noun + 1].cues & cue::poss1; // "figlio mio"
    }
    if (found.begin == noun && dialect_possessive(noun)) {
        return {noun - 1, cue::poss1};
    }
    return found;
}

/// "signora ha piaga di decubito": so say those who learn the language.
bool ClauseText::subject_without_article(std::size_t noun) const {
    constexpr std::uint64_t says = cue::be | cue::have | cue::act;
    if ((noun > sentence_begin(noun) && !words_[noun].comma) || noun + 1 >= sentence_end(noun) ||
        words_[noun + 1].comma) {
        return false;
    }
    const std::uint64_t next = words_[noun + 1].cues;
    // "signora gamba rotta", "signore caduto", "bambino fatto operazione"
    const bool bare = (next & (cue::body | cue::suffer)) != 0 ||
                      in(text(noun + 1), "fatto", "caduto", "caduta", "malato", "malata", "non");
    return (((next & cue::third) != 0 && (next & says) != 0) || bare) &&
           in(text(noun), "signora", "signore", "bambino", "bambina", "paziente", "vecchietta",
              "vecchietto", "nonnina");
}

/// Who a noun for a person is to the author; nothing if it is nobody in particular.
std::optional<MentionKind> ClauseText::relation_of(std::size_t noun, Determined left) const {
    const std::uint64_t cues = words_[noun].cues;
    const std::string_view word = text(noun);
    const bool kin = (cues & cue::kin) != 0;
    const bool many = (cues & cue::plural) != 0;
    const bool own = ((left.cues | cues) & cue::poss1) != 0; // "frateme" holds it
    const bool indefinite = (left.cues & cue::indefinite) != 0;
    if (kin && left.begin < noun && (left.cues & cue::poss3) == 0 && (indefinite || many) &&
        child_of_author(left.begin)) {
        return MentionKind::relative; // "sono madre di un bimbo sordo"
    }
    if ((own && kin) || (kin && !many && left.begin == noun && kin_of_a_list(noun))) {
        return MentionKind::relative;
    }
    if (own && (many ? word == "vicini" || word == "inquilini"
                     : (cues & (cue::acquaint | cue::somebody)) != 0)) {
        return MentionKind::acquaintance;
    }
    if (kin && (indefinite || many) &&
        held_by_author(left.begin, cue::have | cue::act | cue::other_verb)) {
        return MentionKind::relative; // "ho un figlio con ..."
    }
    if (!many && indefinite && (cues & cue::acquaint) != 0 &&
        held_by_author(left.begin, cue::have)) {
        return MentionKind::acquaintance; // "ho un collega che ..."
    }
    const bool twins = (word == "gemelle" || word == "gemelli") && left.begin > 0 &&
                       (left.cues & cue::prep_di) != 0 && in(text(left.begin - 1), "uno", "una");
    if (twins) {
        return MentionKind::relative; // "una delle gemelle"
    }
    if (many) {
        return std::nullopt;
    }
    const bool next = noun + 1 < words_.size();
    if ((cues & cue::familiar) != 0 &&
        (left.cues & (cue::poss2 | cue::poss3 | cue::indefinite)) == 0 &&
        !(next && text(noun + 1) == "mia")) {
        return MentionKind::relative;
    }
    if (left.begin == noun && subject_without_article(noun)) {
        return MentionKind::someone;
    }
    if (kin && (left.cues & (cue::poss2 | cue::poss3)) != 0) {
        return MentionKind::kin_of_other;
    }
    const bool definite =
        (left.cues & (cue::article | cue::demonstrative | cue::prep)) != 0 && !indefinite;
    const bool points_on =
        (word == "quello" || word == "quella") && next && !words_[noun + 1].comma &&
        words_[noun + 1].mention < 0 && words_[noun + 1].sentence == words_[noun].sentence &&
        (words_[noun + 1].cues == 0 || (words_[noun + 1].cues & (cue::document | cue::care)) != 0);
    if (definite && !points_on && word != "ex" && word != "famiglia" &&
        (cues & (cue::kin | cue::somebody)) != 0) {
        const bool self = word.starts_with("sottoscritt") || word == "scrivente";
        return self                          ? MentionKind::author
               : (cues & cue::somebody) != 0 ? MentionKind::someone
                                             : MentionKind::kin_of_other;
    }
    const bool pointed = next && (word == "quello" || word == "quella") &&
                         ((words_[noun + 1].cues & cue::prep_di) != 0 || text(noun + 1) == "li" ||
                          text(noun + 1) == "la");
    return pointed && left.begin == noun ? std::optional{MentionKind::someone} : std::nullopt;
}

/// Whether the author says of the kin whose words begin at `begin` that they have them: "ho due
/// figli", "avendo un marito", "ho perso una figlia"; "con una figlia" where it opens the sentence.
bool ClauseText::held_by_author(std::size_t begin, std::uint64_t verbs) const {
    const std::size_t floor = sentence_begin(begin);
    const std::size_t opens = floor < begin ? begin - 1 : begin;
    if (opens == floor && (words_[opens].cues & cue::prep_con) != 0) {
        return true;
    }
    std::size_t at = begin;
    while (at > floor && begin - at < 4 && !words_[at].comma && words_[at - 1].mention < 0 &&
           ((words_[at - 1].cues & (cue::light | cue::been)) != 0 || text(at - 1) == "perso")) {
        --at;
    }
    if (at > floor + 2 && (text(at - 1) == "casa" || text(at - 1) == "carico") &&
        (words_[at - 2].cues & cue::prep) != 0) {
        at -= 2; // "ho a casa una mamma con ..."
    }
    if (at == floor || words_[at].comma || words_[at - 1].mention >= 0) {
        return false;
    }
    const std::uint64_t before = words_[at - 1].cues;
    // "sapete cosa vuol dire avere un figlio con ...": who asks so has one
    const bool to_have = text(at - 1) == "avere" && at > floor + 1 &&
                         in(text(at - 2), "dire", "significa", "comporta");
    return to_have || ((before & verbs) != 0 && (before & cue::first) != 0) ||
           text(at - 1) == "avendo";
}

} // namespace oblio::detect
