// lib/src/detect/person_words.hpp: the words of a text with what the name lists say of each.
#pragma once

#include "detect/document.hpp"
#include "detect/names_table.hpp"

#include "oblio/detect/scanner.hpp"

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// What the case of a word says.
enum class CaseHint : std::uint8_t {
    capital, ///< a capital inside a sentence of ordinary writing: speaks for a name
    start,   ///< a capital where a sentence begins: says little
    shouted, ///< all in capitals among words in capitals: says nothing
    lower,   ///< small letters
    silent,  ///< small letters in a text that has no capital inside a sentence: says nothing
};

/// One word token.
struct NameWord {
    const NameEntry* entry; ///< nullptr if no list knows the word
    std::uint32_t token;    ///< index into Document::tokens()
    std::uint32_t end;      ///< folded offset, with the apostrophe of "nicolo'" and the dot of "m."
    CaseHint hint = CaseHint::lower;
    bool initial = false; ///< one letter, a capital where case speaks, followed by a dot
    bool glued = false;   ///< part of an address, a handle, a hashtag, a file name: never a name
    bool linked = false;  ///< only a blank, a hyphen or an apostrophe divides it from the next word
    bool is_and = false;  ///< "e", "ed"

    [[nodiscard]] bool has(NameContext context) const noexcept {
        return entry != nullptr && entry->contexts.has(context);
    }
    [[nodiscard]] bool has_any(NameContexts contexts) const noexcept {
        return entry != nullptr && entry->contexts.has_any(contexts);
    }
    [[nodiscard]] bool capital() const noexcept {
        return hint == CaseHint::capital || hint == CaseHint::start;
    }
};

/// The words of one document, in order. Borrows both arguments. Threads: immutable once made.
class NameWords {
public:
    /// The fast engine reads `initial`, `glued` and `linked` of words that marks touch only where
    /// may_hold_names() is true. Time: linear.
    /// Its words lie in `memory`.
    NameWords(const Document& document, const NameTable& table, Engine engine,
              std::pmr::memory_resource* memory = std::pmr::get_default_resource());

    [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
    [[nodiscard]] const NameWord& operator[](std::size_t index) const noexcept {
        return words_[index];
    }
    [[nodiscard]] std::string_view text(std::size_t index) const noexcept {
        return document_->text(token(index));
    }
    [[nodiscard]] const Token& token(std::size_t index) const noexcept {
        return document_->tokens()[words_[index].token];
    }
    [[nodiscard]] const Document& document() const noexcept { return *document_; }
    [[nodiscard]] const NameTable& table() const noexcept { return *table_; }
    /// True if any word might begin or announce a name: otherwise there is nothing to look for.
    [[nodiscard]] bool may_hold_names() const noexcept { return may_hold_names_; }
    /// The mark at a token; empty if it is no mark or out of range.
    [[nodiscard]] std::string_view mark(std::size_t token_index) const noexcept;

private:
    struct Line;

    void read_case(const Line& line) noexcept;
    [[nodiscard]] CaseHint case_of(std::size_t index, const Line& line) const noexcept;
    [[nodiscard]] bool after_abbreviation(std::size_t index) const noexcept;
    void silence_small_letters() noexcept;
    void read_links(std::size_t index);

    const Document* document_;
    const NameTable* table_;
    std::pmr::vector<NameWord> words_;
    std::pmr::vector<std::uint32_t> tied_; ///< words that a mark, a digit or a letter touches
    bool may_hold_names_ = false;
    bool case_speaks_ = false; ///< some word has a capital inside a sentence and small letters
};

} // namespace oblio::detect
