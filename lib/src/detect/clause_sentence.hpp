// lib/src/detect/clause_sentence.hpp: a text as words with their cues, and the people it mentions.
#pragma once

#include "detect/clause_words.hpp"
#include "detect/document.hpp"
#include "detect/stages.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace oblio::detect {

class NameTable;

/// Who is mentioned, from the point of view of the author.
enum class MentionKind : std::uint8_t {
    person,       ///< a name that an earlier stage found
    handle,       ///< a tag
    relative,     ///< "mia madre", "papa"
    acquaintance, ///< "il mio vicino"
    someone,      ///< "la signora del bar", "il bambino": one person, told apart by the place
    kin_of_other, ///< "suo nonno", "il marito"
    author,       ///< "il sottoscritto"
};

struct Mention {
    std::uint32_t begin; ///< words, half-open
    std::uint32_t end;
    MentionKind kind;
    bool plural;
    bool female;
    bool male;
};

/// One word or number of the text.
struct ClauseWord {
    std::uint32_t token;
    std::uint32_t sentence; ///< number of its sentence
    std::uint64_t cues;
    std::int32_t mention; ///< index into mentions(); -1 if none
    bool comma;           ///< a comma, a dash or a bracket stands before it
    bool colon;           ///< a colon or a semicolon stands before it
    bool hashtag;
};

/// The words of a document with sentence ends, clause marks, cues and mentions.
/// Threads: immutable once made. Time: linear.
class ClauseText {
public:
    /// `names`, which may be null: a surname behind an article is somebody ("il Livi beve").
    ClauseText(const Document& document, const ClauseWords& words,
               std::span<const Candidate> people, const NameTable* names = nullptr);

    [[nodiscard]] const std::vector<ClauseWord>& words() const noexcept { return words_; }
    [[nodiscard]] const std::vector<Mention>& mentions() const noexcept { return mentions_; }
    /// The folded text of a word.
    [[nodiscard]] std::string_view text(std::size_t word) const noexcept {
        return document_->text(document_->tokens()[words_[word].token]);
    }
    /// The first word of the sentence that `word` stands in, and one past its last.
    [[nodiscard]] std::size_t sentence_begin(std::size_t word) const noexcept;
    [[nodiscard]] std::size_t sentence_end(std::size_t word) const noexcept;
    /// The word of a token, or the next one after it; words().size() if there is none.
    [[nodiscard]] std::size_t word_at(std::size_t token) const noexcept;
    /// Somebody laughs in the sentence of `word`.
    [[nodiscard]] bool joking(std::size_t word) const noexcept;
    /// The sentence of `word` ends with a question mark.
    [[nodiscard]] bool question(std::size_t word) const noexcept {
        return question_[words_[word].sentence];
    }
    [[nodiscard]] const Document& document() const noexcept { return *document_; }

private:
    void read_words(const ClauseWords& words);
    void read_accents();
    void read_set_phrases();
    void mark_people(std::span<const Candidate> people);
    void mark_surnames(const NameTable& names);
    bool two_part_surname(std::size_t word) const; ///< "il Dal Molin"
    /// A noun and what belongs to it on its left.
    struct Determined {
        std::size_t begin;  ///< the first word
        std::uint64_t cues; ///< of all words before the noun, and of a possessive behind it
    };
    void find_relations();
    Determined determiners_of(std::size_t noun) const;
    std::optional<MentionKind> relation_of(std::size_t noun, Determined left) const;
    bool held_by_author(std::size_t begin, std::uint64_t verbs) const;
    bool dialect_possessive(std::size_t noun) const; ///< "mi figlia", "me mare"
    bool kin_of_the_north(std::size_t word) const;   ///< "el me omo"
    bool neighbours(std::size_t noun) const;         ///< "la famiglia di fronte"
    bool family_of_named(std::size_t noun) const;    ///< "Samuel. I genitori sono ..."
    bool child_told_small(std::size_t word) const;   ///< "il piccolo non dorme"
    bool child_of_mine(std::size_t word) const;      ///< "la mia grande ha"
    bool child_told_by_age(std::size_t word) const;  ///< "al piu grande, cardiopatico, ..."
    bool several_things(std::size_t word) const;
    bool kin_of_a_list(std::size_t noun) const;
    bool subject_without_article(std::size_t noun) const;
    bool stands_for_parents(std::size_t word) const; ///< "i miei" with nothing after it
    bool child_of_author(std::size_t begin) const;   ///< "(io,) madre di ...": a noun begins here
    void add(std::size_t begin, std::size_t end, MentionKind kind, std::uint64_t cues);

    const Document* document_;
    std::vector<ClauseWord> words_;
    std::vector<Mention> mentions_;
    std::vector<std::uint32_t> sentence_starts_; ///< word index where each sentence begins
    std::vector<bool> joking_;                   ///< by sentence
    std::vector<bool> question_;                 ///< by sentence
};

} // namespace oblio::detect
