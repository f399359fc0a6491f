// lib/src/detect/context.hpp: words and phrases that stand near a candidate.
#pragma once

#include "detect/document.hpp"
#include "detect/tables.hpp"
#include "text/word_hash.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace oblio::detect {

/// Phrases of whole words, ready to be looked up in a document. Marks between words do not count:
/// "c.f." and "C F" are the same phrase. A word that ends in `*` is a stem.
/// Threads: immutable once filled.
class PhraseList {
public:
    /// Adds a phrase in any spelling. Errors: false if it holds no word.
    bool add(std::string_view phrase);
    void add_all(const PhraseList& other);
    /// Into a file of tables, and back in place of add().
    void save(TableWriter& out) const;
    void read(TableReader& in);
    [[nodiscard]] bool empty() const noexcept { return phrases_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return phrases_.size(); }

    /// The longest phrase whose first word is the token `first`: how many tokens it takes.
    /// Nothing if no phrase starts there. Time: the length of the phrases that start so.
    struct Match {
        std::size_t tokens;
        std::size_t phrase;
    };
    [[nodiscard]] std::optional<Match> at(const Document& document, std::size_t first) const;
    /// The phrase of one word that `folded` is, if there is one.
    [[nodiscard]] std::optional<std::size_t> word(std::string_view folded) const;
    /// A word of each phrase, folded, without which it stands nowhere: the longest, as short ones
    /// stand everywhere. A stem ends in `*`; empty for a phrase of digits alone.
    [[nodiscard]] std::vector<std::string> key_words() const;
    /// The phrase as it was written in the pattern file.
    [[nodiscard]] const std::string& text(std::size_t phrase) const {
        return phrases_[phrase].written;
    }

private:
    void index_last();
    /// The phrases of by_stem_ whose stem begins with this byte, in the order of adding.
    [[nodiscard]] std::span<const std::size_t> stems_from(char first) const;

    struct Phrase {
        std::string written;
        std::vector<std::string> words; // folded; a trailing '*' marks a stem
    };
    std::vector<Phrase> phrases_;
    std::unordered_map<std::string, std::vector<std::size_t>, text::WordHash, std::equal_to<>>
        by_first_word_;
    std::vector<std::size_t> by_stem_; // phrases whose first word is a stem, by its first byte
};

/// What the words near a candidate do to its confidence.
struct ContextRule {
    PhraseList phrases;
    std::size_t before = 0; ///< words looked at on the left
    std::size_t after = 0;  ///< words looked at on the right
    double weight = 0;      ///< added (context) or taken away (negative)
    bool required = false;  ///< without it there is no finding
};

/// The nearest phrase of a rule.
struct ContextHit {
    std::size_t phrase;
    std::size_t distance; ///< words in between
    bool before;          ///< it stands on the left
    bool glued = false;   ///< directly, in one piece with the candidate: "cieCA00000AA"
};

/// The phrase of `rule` nearest to the folded range [begin, end) and outside it; left before right
/// when equally near. Time: constant for given windows.
[[nodiscard]] std::optional<ContextHit> nearest_context(const Document& document,
                                                        const ContextRule& rule, std::size_t begin,
                                                        std::size_t end);

} // namespace oblio::detect
