// lib/src/detect/person_known.hpp: names that are known beforehand: of the thread, of history.
#pragma once

#include "detect/person_parse.hpp"
#include "detect/person_words.hpp"

#include "oblio/detect/scanner.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// The words of the names that the thread or the author's profile gives, folded.
/// Threads: immutable.
class KnownNames {
public:
    explicit KnownNames(const ScanContext& context);

    [[nodiscard]] bool empty() const noexcept { return hashes_.empty(); }
    /// The same full name: at least two of its words are among those of one known name.
    [[nodiscard]] bool has_full(const NameWords& words, const NameParse& parse) const;
    /// Some known full name has this word.
    [[nodiscard]] bool has_word(std::string_view word) const;
    /// Some known name has a word of this text::word_hash, or another word with the same.
    [[nodiscard]] bool may_have(std::uint32_t hash) const noexcept;

private:
    void add(std::string_view name);

    std::vector<std::string> names_;
    std::vector<std::uint32_t> hashes_; // of their words
};

/// The folded words [begin, end) divided by single blanks, in a buffer of the caller; empty if they
/// do not fit.
[[nodiscard]] std::string_view joined(const NameWords& words, std::size_t begin, std::size_t end,
                                      std::array<char, 96>& buffer) noexcept;

/// A historical figure under this reading, or with the next words ("vittorio emanuele ii").
[[nodiscard]] bool is_historical(const NameWords& words, const NameParse& parse) noexcept;

} // namespace oblio::detect
