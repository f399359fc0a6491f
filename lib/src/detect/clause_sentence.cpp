// lib/src/detect/clause_sentence.cpp
#include "detect/clause_sentence.hpp"

#include "detect/names_table.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

// A full stop after one of these ends no sentence.
constexpr std::array<std::string_view, 30> abbreviations{
    "sig", "ra",  "sigra", "dott", "ssa",  "prof", "avv", "geom",  "ing",  "gent",
    "mo",  "ma",  "egr",   "tel",  "cell", "art",  "n",   "spett", "preg", "arch",
    "rag", "cap", "dr",    "sgra", "on",   "ecc",  "pag", "nr",    "s",    "mons"};
constexpr std::array<std::string_view, 8> laughs{"😂", "🤣", "😅", "😆", "😜", "😁", "😉", "🙃"};

// After "sei" these make it the number six.
constexpr std::array<std::string_view, 14> counted{
    "euro",  "volte", "ore",      "figli", "bambini", "persone",   "km",
    "metri", "rate",  "bollette", "mila",  "giorni",  "settimane", "minuti"};
// What follows with "che" is told as a fact.
constexpr std::array<std::string_view, 12> reported{
    "risulta",  "risultava", "dicono",  "detto",    "saputo",     "sapevo",
    "sapevamo", "dicevano",  "sentito", "scoperto", "raccontato", "letto"};
// Politicians, trainers and makers of whom all speak. Source: written for oblio; public facts.
constexpr std::array<std::string_view, 28> known_to_all{
    "salvini",   "meloni", "berlusconi", "conte",    "renzi",    "calenda", "schlein",
    "bersani",   "prodi",  "mattarella", "fontana",  "bossi",    "maroni",  "zaia",
    "andreotti", "craxi",  "draghi",     "monti",    "vannacci", "grillo",  "ferrari",
    "maserati",  "ducati", "barilla",    "ferragni", "allegri",  "sinner",  "piaggio"};
constexpr double least_confidence = 0.25; // of a person, to count as somebody mentioned

bool is_person_type(FindingType type) noexcept {
    return type == FindingType::person || type == FindingType::handle;
}

} // namespace

ClauseText::ClauseText(const Document& document, const ClauseWords& words,
                       std::span<const Candidate> people, const NameTable* names)
    : document_{&document} {
    read_words(words);
    read_accents();
    mark_people(people);
    if (names != nullptr) {
        mark_surnames(*names);
    }
    find_relations();
}

void ClauseText::read_words(const ClauseWords& words) {
    const auto& tokens = document_->tokens();
    words_.reserve(tokens.size());
    sentence_starts_.push_back(0);
    joking_.push_back(false);
    question_.push_back(false);
    bool comma = false;
    bool colon = false;
    bool hashtag = false;
    const auto next_sentence = [&] {
        if (sentence_starts_.back() < words_.size()) {
            sentence_starts_.push_back(static_cast<std::uint32_t>(words_.size()));
            joking_.push_back(false);
            question_.push_back(false);
        }
        comma = colon = false;
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const std::string_view text = document_->text(token);
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            const std::uint64_t cues =
                token.kind == TokenKind::word ? words.of(text, token.hash) : 0;
            words_.push_back({static_cast<std::uint32_t>(i),
                              static_cast<std::uint32_t>(sentence_starts_.size() - 1), cues, -1,
                              comma, colon, hashtag});
            if ((cues & cue::joke) != 0) {
                joking_.back() = true;
            }
            comma = colon = hashtag = false;
        } else if (token.kind == TokenKind::newline || text == "!" || text == "?" || text == "…") {
            question_.back() = question_.back() || text == "?";
            next_sentence();
        } else if (text == ".") {
            const bool inside = i + 1 < tokens.size() && !tokens[i + 1].space_before;
            const bool dots = inside && document_->text(tokens[i + 1]) == ".";
            const bool abbreviated =
                !words_.empty() && in(this->text(words_.size() - 1), abbreviations);
            if ((!inside || dots) && !abbreviated) {
                next_sentence();
            }
        } else if (text == "," || text == "(" || text == ")" || text == "/" ||
                   (text == "-" && token.space_before)) {
            comma = true;
        } else if (text == ":" || text == ";") {
            colon = true;
        } else if (text == "#") {
            hashtag = true;
        } else if (in(text, laughs)) {
            joking_.back() = true;
        }
    }
}

void ClauseText::read_accents() {
    const auto& tokens = document_->tokens();
    for (std::size_t w = 0; w < words_.size(); ++w) {
        // "sei anni" is a number.
        constexpr std::uint64_t takes_object = cue::have | cue::act | cue::other_verb;
        const bool counts = w > 0 && (words_[w - 1].cues & takes_object) != 0 && !words_[w].comma;
        if (text(w) == "sei" && w + 1 < words_.size() &&
            (counts || (words_[w + 1].cues & cue::year) != 0 || in(text(w + 1), counted) ||
             several_things(w + 1))) {
            words_[w].cues = cue::light;
        }
        // "l'uso", "il voto", "a rischio": after an article it is a noun, not a first person.
        constexpr std::uint64_t verb =
            cue::have | cue::act | cue::go | cue::other_verb | cue::first;
        if (w > 0 && text(w).ends_with('o') && text(w).size() > 2 &&
            (words_[w].cues & cue::first) != 0 && text(w) != "sono" && !words_[w].comma &&
            (words_[w - 1].cues & (cue::article | cue::prep | cue::poss1)) != 0 &&
            (words_[w - 1].cues & cue::clitic3) == 0 && text(w - 1) != "la") {
            words_[w].cues &= ~verb; // but "la devo": no noun for a woman or a thing ends so
        }
        // "rischio sfratto": a noun, and nobody risks it
        if (text(w) == "rischio" && w + 1 < words_.size() && !words_[w + 1].comma &&
            words_[w + 1].sentence == words_[w].sentence &&
            (words_[w + 1].cues & (cue::article | cue::prep | cue::light)) == 0) {
            words_[w].cues = cue::topic;
        }
        // "a me risulta che fosse a processo" says that he was; "se fosse" does not.
        if ((words_[w].cues & cue::hypothesis) != 0 && text(w).ends_with("sse")) {
            for (std::size_t k = sentence_begin(w), that = 0; k < w; ++k) {
                that = in(text(k), reported) ? k + 1 : that;
                if (that != 0 && text(k) == "che" && k + 8 > w) {
                    words_[w].cues = cue::third | (text(w) == "fosse" ? cue::be : cue::have);
                }
            }
        }
        const std::size_t t = words_[w].token;
        // Naples, Rome: "'o soffio", "'a pressione", "'n infarto".
        const bool clipped = t >= 1 && document_->text(tokens[t - 1]) == "'" &&
                             !tokens[t].space_before && (t == 1 || tokens[t - 1].space_before);
        if (clipped && in(text(w), "o", "a", "e", "n", "u", "i")) {
            words_[w].cues = cue::article | (text(w) == "e" ? cue::plural : std::uint64_t{0});
            continue;
        }
        if (text(w) != "e") {
            continue;
        }
        const std::string_view source = document_->source_text(tokens[t]);
        const bool apostrophe = t + 1 < tokens.size() && !tokens[t + 1].space_before &&
                                document_->text(tokens[t + 1]) == "'" &&
                                (t + 2 >= tokens.size() || tokens[t + 2].space_before);
        const bool existential = t >= 1 && document_->text(tokens[t - 1]) == "'" && w > 0 &&
                                 (text(w - 1) == "c" || text(w - 1) == "cos");
        if ((source != "e" && source != "E") || apostrophe || existential) {
            words_[w].cues = existential && text(w - 1) == "c" ? 0 : cue::be | cue::third;
        }
    }
}

/// "sei cicli di chemio": after the verb "sei" stands one person, and no plural noun.
bool ClauseText::several_things(std::size_t word) const {
    constexpr std::uint64_t not_noun = ~(cue::document | cue::topic | cue::care);
    return text(word).size() > 4 && text(word).ends_with('i') &&
           (words_[word].cues & not_noun) == 0 && !in(text(word), "fuori", "insieme") &&
           !words_[word].comma && words_[word].sentence == words_[word - 1].sentence;
}

void ClauseText::add(std::size_t begin, std::size_t end, MentionKind kind, std::uint64_t cues) {
    for (std::size_t w = begin; w < end; ++w) {
        if (words_[w].mention >= 0) {
            return; // a name or an earlier relation stands here already
        }
    }
    for (std::size_t w = begin; w < end; ++w) {
        words_[w].mention = static_cast<std::int32_t>(mentions_.size());
    }
    mentions_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind,
                         (cues & cue::plural) != 0, (cues & cue::female) != 0,
                         (cues & cue::male) != 0});
}

void ClauseText::mark_people(std::span<const Candidate> people) {
    const auto& tokens = document_->tokens();
    for (const Candidate& candidate : people) {
        if (!is_person_type(candidate.type) || candidate.begin >= candidate.end ||
            candidate.confidence < least_confidence) {
            continue;
        }
        const std::size_t first_token = document_->token_at(candidate.begin);
        const std::size_t begin = word_at(first_token);
        std::size_t end = begin;
        while (end < words_.size() && tokens[words_[end].token].begin < candidate.end) {
            ++end;
        }
        // A first name alone is below one half: it counts with a capital, or where it opens the
        // sentence and a verb follows ("giulia è celiaca").
        constexpr std::uint64_t verb = cue::be | cue::have | cue::act | cue::other_verb;
        const bool subject = begin < end && end < words_.size() && begin == sentence_begin(begin) &&
                             (words_[end].cues & cue::third) != 0 &&
                             (words_[end].cues & verb) != 0 && !words_[end].comma;
        if (begin == end || (candidate.confidence < 0.5 && !subject &&
                             tokens[first_token].letters == LetterCase::lower)) {
            continue;
        }
        const std::string_view first = text(begin);
        const std::uint64_t sex = first.ends_with("a")   ? cue::female
                                  : first.ends_with("o") ? cue::male
                                                         : 0;
        add(begin, end,
            candidate.type == FindingType::handle ? MentionKind::handle : MentionKind::person, sex);
        for (std::size_t w = begin; w < end; ++w) {
            words_[w].cues = 0;
            words_[w].comma = words_[w].comma && w == begin; // "Rossi, Mario" is one mention
        }
    }
}

/// "il Livi beve", "quella Livi": so villagers tell of somebody they know. A surname that is no
/// other word, nor that of somebody the whole country knows.
void ClauseText::mark_surnames(const NameTable& names) {
    constexpr std::uint8_t usual = 2; // of NameEntry::surname
    const auto capital = [&](std::size_t w) {
        return document_->tokens()[words_[w].token].letters == LetterCase::capitalised;
    };
    for (std::size_t w = 1; w < words_.size(); ++w) {
        const std::string_view before = text(w - 1);
        const bool family = before == "famiglia" && w > 1 && capital(w) && words_[w].cues == 0 &&
                            words_[w].mention < 0 && words_[w - 1].mention < 0 &&
                            words_[w].sentence == words_[w - 2].sentence &&
                            (words_[w - 2].cues & cue::article) != 0 && !words_[w].comma &&
                            text(w) != "addams" && text(w) != "cristiana";
        if (family) { // "la famiglia Livi e sotto sfratto"
            add(w - 1, w + 1, MentionKind::someone, cue::female);
            continue;
        }
        if (!capital(w) || words_[w].mention >= 0 || words_[w].cues != 0 || words_[w].hashtag ||
            words_[w].comma || words_[w].colon || words_[w - 1].mention >= 0 ||
            words_[w - 1].sentence != words_[w].sentence ||
            !in(before, "il", "la", "quel", "quella", "sto", "sta") ||
            (w + 1 < words_.size() && words_[w + 1].sentence == words_[w].sentence &&
             capital(w + 1))) {
            continue;
        }
        const NameEntry* entry = names.find(text(w));
        if (entry != nullptr && entry->surname >= usual && entry->rank == 0 && entry->first == 0 &&
            entry->contexts.empty() && !names.is_historical_surname(text(w)) &&
            !in(text(w), known_to_all)) {
            const bool her = before == "la" || before == "quella" || before == "sta";
            add(w, w + 1, MentionKind::someone, her ? cue::female : cue::male);
        }
    }
}

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
        words_[noun - 1].sentence != words_[noun].sentence ||
        (words_[noun].cues & (cue::kin | cue::plural)) != cue::kin) {
        return false;
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

void ClauseText::find_relations() {
    constexpr std::uint64_t noun = cue::kin | cue::acquaint | cue::somebody;
    for (std::size_t w = 0; w < words_.size(); ++w) {
        const ClauseWord& word = words_[w];
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
    return (next & cue::third) != 0 && (next & says) != 0 &&
           in(text(noun), "signora", "signore", "bambino", "bambina", "paziente", "vecchietta",
              "vecchietto", "nonnina");
}

/// Who a noun for a person is to the author; nothing if it is nobody in particular.
std::optional<MentionKind> ClauseText::relation_of(std::size_t noun, Determined left) const {
    const std::uint64_t cues = words_[noun].cues;
    const std::string_view word = text(noun);
    const bool kin = (cues & cue::kin) != 0;
    const bool many = (cues & cue::plural) != 0;
    const bool own = (left.cues & cue::poss1) != 0;
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
    return ((before & verbs) != 0 && (before & cue::first) != 0) || text(at - 1) == "avendo";
}

std::size_t ClauseText::sentence_begin(std::size_t word) const noexcept {
    return sentence_starts_[words_[word].sentence];
}

std::size_t ClauseText::sentence_end(std::size_t word) const noexcept {
    const std::size_t next = words_[word].sentence + 1;
    return next < sentence_starts_.size() ? sentence_starts_[next] : words_.size();
}

std::size_t ClauseText::word_at(std::size_t token) const noexcept {
    const auto place = std::lower_bound(
        words_.begin(), words_.end(), token,
        [](const ClauseWord& word, std::size_t wanted) { return word.token < wanted; });
    return static_cast<std::size_t>(place - words_.begin());
}

bool ClauseText::joking(std::size_t word) const noexcept {
    // The laugh may come after the full stop, as a sentence of its own.
    const std::size_t sentence = words_[word].sentence;
    return joking_[sentence] || (sentence + 1 < joking_.size() && joking_[sentence + 1] &&
                                 sentence_starts_[sentence + 1] >= words_.size());
}

} // namespace oblio::detect
