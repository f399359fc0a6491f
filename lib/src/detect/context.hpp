// lib/src/detect/context.hpp: words and phrases that stand near a candidate.
#pragma once

#include "detect/document.hpp"
#include "detect/flat.hpp"
#include "detect/tables.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// Phrases of whole words, ready to be looked up in a document. Marks between words do not count:
/// "c.f." and "C F" are the same phrase. A word that ends in `*` is a stem. Flat arrays, so that it
/// can be mapped. Threads: immutable.
class PhraseList {
public:
    PhraseList() = default;
    /// Of phrases in any spelling. Requires: has_word() of each.
    explicit PhraseList(std::span<const std::string> phrases);
    [[nodiscard]] static bool has_word(std::string_view phrase);
    /// Into a file of tables, and back: what was written, borrowed.
    void save(TableWriter& out) const;
    void borrow(TableReader& in);
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] std::size_t size() const noexcept {
        return begins_.empty() ? 0 : begins_.size() - 1;
    }

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
    [[nodiscard]] std::string_view text(std::size_t phrase) const {
        return string(begins_[phrase]);
    }

private:
    /// A phrase by the hash of its first word; of a stem, by its first byte.
    struct First {
        std::uint32_t key;
        std::uint32_t phrase;
        friend auto operator<=>(const First&, const First&) noexcept = default;
    };
    /// Those of `list` with this key, in the order they were given.
    [[nodiscard]] static std::span<const First> with_key(const Flat<First>& list,
                                                         std::uint32_t key);
    [[nodiscard]] std::string_view string(std::size_t index) const noexcept {
        return {letters_.span().data() + ends_[index], ends_[index + 1] - ends_[index]};
    }
    [[nodiscard]] std::size_t words_of(std::size_t phrase) const noexcept {
        return begins_[phrase + 1] - begins_[phrase] - 1;
    }
    /// Folded; a trailing '*' marks a stem.
    [[nodiscard]] std::string_view word_of(std::size_t phrase, std::size_t word) const noexcept {
        return string(begins_[phrase] + 1 + word);
    }

    // Strings one after another: of each phrase how it was written, then its words.
    Flat<char> letters_;
    Flat<std::uint32_t> ends_;   ///< of each string in letters_, after a first 0
    Flat<std::uint32_t> begins_; ///< of each phrase among the strings; the last is their number
    Flat<First> by_first_word_;  ///< sorted
    Flat<First> by_stem_;        ///< sorted; phrases whose first word is a stem
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
