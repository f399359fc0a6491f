// lib/src/detect/names_table.hpp: one look-up per word: name, surname, ordinary word, context.
#pragma once

#include "detect/tables.hpp"
#include "text/word_hash.hpp"

#include "oblio/detect/names.hpp"
#include "oblio/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
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
    constexpr NameContexts() = default;
    constexpr NameContexts(std::initializer_list<NameContext> contexts) {
        for (const NameContext context : contexts) {
            add(context);
        }
    }

    [[nodiscard]] constexpr bool has(NameContext context) const noexcept {
        return (bits_ >> static_cast<unsigned>(context) & 1U) != 0;
    }
    [[nodiscard]] constexpr bool has_any(NameContexts others) const noexcept {
        return (bits_ & others.bits_) != 0;
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
    std::uint32_t key_at = 0; ///< of its letters among those of the table
    std::uint32_t key_size = 0;
    NameContexts contexts;
    std::uint16_t rank = 0;   ///< as an ordinary word, from 1; 0 if it is none
    std::uint8_t first = 0;   ///< as a first name, 0 (not) to 9
    std::uint8_t surname = 0; ///< as a surname, 0 (not) to 6
    NameSex sex = NameSex::unknown;
    bool diminutive = false;
    std::uint16_t unused = 0; ///< in place of padding: entries are written as they lie
    std::uint32_t fulls = 0;  ///< index of its line among the diminutives
};

/// The files of patterns/names as flat arrays. Threads: immutable once loaded.
class NameTable {
public:
    NameTable();
    ~NameTable();
    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;

    /// Errors: io, bad_pattern with file and line.
    Result<void> load(const std::filesystem::path& folder);

    /// Into a file of tables, and back: what was written, borrowed.
    void save(TableWriter& out) const;
    void borrow(TableReader& in);

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

    /// What is known of a folded word; nullptr if nothing is. Time: its length.
    [[nodiscard]] const NameEntry* find(std::string_view folded) const noexcept;
    /// The same where the text::word_hash of the word is known. Asked of every word of a text.
    [[nodiscard]] const NameEntry* find(std::string_view folded,
                                        std::uint32_t hash) const noexcept {
        if (slots_.empty()) {
            return nullptr;
        }
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = hash & mask; slots_[slot].place != 0; slot = (slot + 1) & mask) {
            // The stored hash keeps most misses away from the entry's own memory.
            if (slots_[slot].hash == hash) {
                const NameEntry& row = entries_[slots_[slot].place - 1];
                if (text::same_word(letters(row.key_at, row.key_size), folded)) {
                    return &row;
                }
            }
        }
        return nullptr;
    }

    /// How much the letters look like a surname's and not like a word's: about -2 to 2; 0 = no
    /// opinion. Source: counts of surname_shapes.tsv.
    [[nodiscard]] double surname_shape(std::string_view folded) const noexcept;

    /// True if the word shares its stem with a listed ordinary word ("scrivete", "scrivere").
    [[nodiscard]] bool is_inflected_word(std::string_view folded) const noexcept;

    /// A folded full name, words divided by one blank, of somebody who names streets and works.
    [[nodiscard]] bool is_historical(std::string_view folded_name) const noexcept;
    /// A surname that by itself means such a person.
    [[nodiscard]] bool is_historical_surname(std::string_view folded) const noexcept;
    /// A figure whom one name is enough for ("noe", "dante"); citizens bear such names, too.
    [[nodiscard]] bool is_figure(std::string_view folded) const noexcept;

    [[nodiscard]] std::vector<std::string_view> full_names_of(std::string_view diminutive) const;
    [[nodiscard]] std::vector<std::string_view> diminutives_of(std::string_view first_name) const;

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t place = 0; // index + 1 into entries_, 0 = free
    };
    struct Shape {
        std::uint32_t piece_at; // of its letters
        std::uint32_t piece_size;
        double odds;
    };
    struct Builder;

    void mark_historical();
    [[nodiscard]] double shape_of(std::string_view piece) const noexcept;
    [[nodiscard]] std::string_view letters(std::uint32_t at, std::uint32_t size) const noexcept {
        return {letters_.span().data() + at, size};
    }

    Flat<char> letters_; ///< of all keys and pieces
    Flat<NameEntry> entries_;
    Flat<Slot> slots_;  ///< open addressing; a power of two of them
    SortedWords words_; ///< ordinary words
    Flat<Shape> shapes_;
    Flat<std::uint32_t> shape_slots_;
    std::vector<std::string> diminutives_; ///< short form, then what it stands for, by blanks
    SortedWords historical_;
    /// A bit for the text::word_hash of each: nearly no name that is asked for is among them.
    std::array<std::uint64_t, 128> historical_bits_{};
    SortedWords historical_surnames_;
    SortedWords figures_;
};

} // namespace oblio::detect
