// lib/src/detect/names_table.hpp: one look-up per word: name, surname, ordinary word, context.
#pragma once

#include "oblio/detect/names.hpp"
#include "oblio/result.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// What a word does beside a name; the classes of patterns/names/context.tsv, as bits.
enum class NameContext : std::uint32_t {
    title,         ///< sig., dottor: a surname may follow alone
    role,          ///< maestra, collega: the same for trades
    office,        ///< sindaco, assessora: the same for public roles
    title_end,     ///< the "ra" of sig.ra
    role_tail,     ///< the "sociale" of assistente sociale
    clergy,        ///< don, suor: a first name follows
    plural_title,  ///< coniugi, famiglia: a surname of several
    relation,      ///< cugino, vicina, bimba
    intro,         ///< chiamo, sottoscritto, intestato: a name is announced
    intro_soft,    ///< sono, grazie, secondo: a name is likely
    closing,       ///< saluti, grazie: a signature may follow
    greeting,      ///< ciao, caro
    said,          ///< ha, dice, abita: what people do
    relative_word, ///< che, chi
    street,
    institution,
    inner, ///< generale, fratelli, comprensivo: stands between a place word and its name
    firm,
    firm_tail, ///< srl, snc, figli
    saint,
    particle,    ///< di, de, la: may belong to a surname
    month,       ///< months, days, feasts
    place,       ///< towns, regions, parties, platforms: not surnames by themselves
    not_name,    ///< never part of a name
    preposition, ///< di, a, con
    article,     ///< la, il
    possessive,  ///< mio, suo, vecchio
    place_head,  ///< castel, pieve: begins the name of a place
    brand,       ///< renault, pallavolo: begins the name of a product or a team
    word_name,   ///< a first name that is also an ordinary word
};
constexpr std::size_t name_context_count = 30;

/// A set of contexts.
class NameContexts {
public:
    [[nodiscard]] constexpr bool has(NameContext context) const noexcept {
        return (bits_ >> static_cast<unsigned>(context) & 1U) != 0;
    }
    constexpr void add(NameContext context) noexcept {
        bits_ |= std::uint32_t{1} << static_cast<unsigned>(context);
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }

private:
    std::uint32_t bits_ = 0;
};

/// What the lists say of one word.
struct NameEntry {
    std::string_view key;
    NameContexts contexts;
    std::uint16_t rank = 0;   ///< as an ordinary word, from 1; 0 if it is none
    std::uint8_t first = 0;   ///< as a first name, 0 (not) to 9
    std::uint8_t surname = 0; ///< as a surname, 0 (not) to 6
    NameSex sex = NameSex::unknown;
    bool diminutive = false;
    std::uint32_t fulls = 0; ///< index of its line among the diminutives
};

/// The files of patterns/names over their own bytes. Threads: immutable once loaded.
class NameTable {
public:
    /// Errors: io, bad_pattern with file and line.
    Result<void> load(const std::filesystem::path& folder);

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

    /// What is known of a folded word; nullptr if nothing is. Time: its length.
    [[nodiscard]] const NameEntry* find(std::string_view folded) const noexcept;

    /// How much the letters look like a surname's and not like a word's: about -2 to 2; 0 = no
    /// opinion. Source: counts of surname_shapes.tsv.
    [[nodiscard]] double surname_shape(std::string_view folded) const noexcept;

    /// True if the word shares its stem with a listed ordinary word ("scrivete", "scrivere").
    [[nodiscard]] bool is_inflected_word(std::string_view folded) const noexcept;

    /// A folded full name, words divided by one blank, of somebody who names streets and works.
    [[nodiscard]] bool is_historical(std::string_view folded_name) const noexcept;
    /// A surname that by itself means such a person.
    [[nodiscard]] bool is_historical_surname(std::string_view folded) const noexcept;

    [[nodiscard]] std::vector<std::string_view> full_names_of(std::string_view diminutive) const;
    [[nodiscard]] std::vector<std::string_view> diminutives_of(std::string_view first_name) const;

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t place = 0; // index + 1 into entries_, 0 = free
    };
    struct Diminutive {
        std::string_view name;
        std::string_view fulls; // divided by blanks
    };
    struct Shape {
        std::string_view piece;
        double odds;
    };

    Result<std::string_view> read(const std::filesystem::path& file);
    Result<void> load_first_names(const std::filesystem::path& file);
    Result<void> load_surnames(const std::filesystem::path& file);
    Result<void> load_words(const std::filesystem::path& file);
    Result<void> load_shapes(const std::filesystem::path& file);
    Result<void> load_diminutives(const std::filesystem::path& file);
    Result<void> load_historical(const std::filesystem::path& file);
    Result<void> load_contexts(const std::filesystem::path& file);
    Result<void> load_word_names(const std::filesystem::path& file);
    NameEntry& entry(std::string_view key);
    void grow();
    [[nodiscard]] double shape_of(std::string_view piece) const noexcept;

    std::deque<std::string> files_; // the bytes that all views point into; never move
    std::vector<NameEntry> entries_;
    std::vector<Slot> slots_;             // open addressing; a power of two of them
    std::vector<std::string_view> words_; // ordinary words, sorted
    std::vector<Shape> shapes_;
    std::vector<std::uint32_t> shape_slots_;
    std::vector<Diminutive> diminutives_;
    std::vector<std::string_view> historical_;          // sorted
    std::vector<std::string_view> historical_surnames_; // sorted
};

} // namespace oblio::detect
