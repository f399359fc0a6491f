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
    read_set_phrases();
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

/// "tutti i giorni", "a tutte le ore", "ogni settimana": when, not people in general. "el nonu el
/// g'ha": a pronoun of Lombardy, no gram.
void ClauseText::read_set_phrases() {
    const auto time = [&](std::size_t w) {
        return w < words_.size() && words_[w].sentence == words_[w - 1].sentence &&
               ((words_[w].cues & cue::year) != 0 ||
                in(text(w), "ore", "mattine", "mattina", "sere", "sera", "notti", "notte", "volte",
                   "volta", "settimana", "pomeriggi", "lunedi", "martedi", "mercoledi", "giovedi",
                   "venerdi", "sabati", "domeniche", "domenica"));
    };
    for (std::size_t w = 0; w + 1 < words_.size(); ++w) {
        if (text(w) == "g" && in(text(w + 1), "ha", "han", "ho")) {
            words_[w].cues = cue::clitic3;
        }
        const bool all = in(text(w), "tutti", "tutte") && in(text(w + 1), "i", "le") && time(w + 2);
        if (all || (text(w) == "ogni" && time(w + 1))) {
            words_[w].cues = cue::light;
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

/// "il Dal Molin", "la De Luca": a particle and a name, both with capitals, behind an article, and
/// nothing that a school or a square is called.
bool ClauseText::two_part_surname(std::size_t word) const {
    const auto capital = [&](std::size_t w) {
        return document_->tokens()[words_[w].token].letters == LetterCase::capitalised;
    };
    if (word + 1 >= words_.size() || !capital(word) || !capital(word + 1)) {
        return false; // nearly always
    }
    if (word + 1 >= sentence_end(word) || word == sentence_begin(word) || words_[word].comma ||
        words_[word + 1].comma || words_[word].mention >= 0 || words_[word + 1].mention >= 0 ||
        !in(text(word - 1), "il", "la", "quel", "quella", "sto", "sta") ||
        !in(text(word), "dal", "dalla", "dalle", "de", "del", "della", "di", "lo", "d")) {
        return false;
    }
    const bool longer = word + 2 < sentence_end(word) && capital(word + 2);
    return !longer && (words_[word + 1].cues & ~(cue::other_verb | cue::first)) == 0 &&
           !in(text(word + 1), "amicis", "gasperi", "chiesa", "filippo", "andre", "gregori", "sica",
               "chirico", "pietro", "piero", "donna");
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
        if (two_part_surname(w)) {
            const bool her = in(before, "la", "quella", "sta");
            add(w, w + 2, MentionKind::someone, her ? cue::female : cue::male);
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
