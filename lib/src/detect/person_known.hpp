// lib/src/detect/person_known.hpp: names that are known beforehand: of the thread, of history.
#pragma once

#include "detect/person_context.hpp"
#include "detect/person_parse.hpp"
#include "detect/person_words.hpp"
#include "detect/places.hpp"

#include "oblio/detect/scanner.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// Whether a word of a name tells whose it is: not a particle, not an ordinary word that nobody has
/// as a name. `entry` is what the lists say of it, or null.
[[nodiscard]] bool tells_a_name(const NameEntry* entry, std::string_view word) noexcept;

/// The hashes of the words of `document` that tell a name, sorted, each once. Time: linear.
[[nodiscard]] std::vector<std::uint32_t> words_of_names(const Document& document,
                                                        const NameTable& table);

/// The folded words in the folded range, divided by single blanks.
[[nodiscard]] std::string name_at(const Document& document, std::size_t begin, std::size_t end);

/// The words of the names that the thread or the author's profile gives, folded. Of those that the
/// thread gives, only words that tell a name lead to anything: a text without any of them is read
/// as if the thread had named nobody (ThreadNames relies on it).
/// Threads: immutable.
class KnownNames {
public:
    /// Borrows `table`.
    KnownNames(const ScanContext& context, const NameTable& table);

    [[nodiscard]] bool empty() const noexcept { return hashes_.empty(); }
    /// The same full name: at least two of its words are among those of one known name.
    [[nodiscard]] bool has_full(const NameWords& words, const NameParse& parse) const;
    /// Some known full name has this word.
    [[nodiscard]] bool has_word(const NameWords& words, std::size_t at) const;
    /// The author or the person answered has this word.
    [[nodiscard]] bool beside_has_word(std::string_view word) const;
    /// How many of the people whom the thread has named have this word.
    [[nodiscard]] std::size_t bearers(const NameWords& words, std::size_t at) const;
    /// One of the people whom the thread has named has both words.
    [[nodiscard]] bool bears_both(std::string_view one, std::string_view other) const;
    /// Some word of `document` tells a name that the thread has given.
    [[nodiscard]] bool in(const Document& document) const noexcept;
    /// Some known name has a word of this text::word_hash, or another word with the same.
    [[nodiscard]] bool may_have(std::uint32_t hash) const noexcept;

private:
    struct Name {
        std::string framed; ///< folded, between blanks
        bool of_thread;
    };
    void add(std::string_view name, const NameTable* of_thread);
    [[nodiscard]] bool thread_may_have(std::uint32_t hash) const noexcept;

    std::vector<Name> names_;
    std::vector<std::uint32_t> hashes_; ///< of their words; those of the thread's names last
    std::size_t thread_begin_ = 0;      ///< into hashes_
};

/// What stands for somebody whom the thread has named in full.
struct KnownAlone {
    NameParse parse;
    double evidence; ///< as a reading's, once weighed: 0 is a half
};

/// Word `at` as the surname or the first name of somebody whom the thread has given: "Rossi", "con
/// Marta", with its particle and with what follows of the same name. An ordinary word or a place
/// alone has to be written as a name; a first name has to be that of one of them only; no other
/// name stands against it ("Rossi Arredamenti", "Villa Rossi", "la lista Rossi").
/// `places` may be null; what lies before the folded offset `free_from` belongs to another name.
/// Time: the number of names.
[[nodiscard]] std::optional<KnownAlone> read_known(const NameWords& words, const KnownNames& known,
                                                   const Places* places, std::size_t at,
                                                   std::size_t free_from);

/// The folded words [begin, end) divided by single blanks, in a buffer of the caller; empty if they
/// do not fit.
[[nodiscard]] std::string_view joined(const NameWords& words, std::size_t begin, std::size_t end,
                                      std::array<char, 96>& buffer) noexcept;

/// A historical figure under this reading, or with the next words ("vittorio emanuele ii").
[[nodiscard]] bool is_historical(const NameWords& words, const NameParse& parse) noexcept;

} // namespace oblio::detect
