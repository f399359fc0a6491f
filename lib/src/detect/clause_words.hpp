// lib/src/detect/clause_words.hpp: what the small words of Italian say about who a clause is about.
#pragma once

#include "text/word_table.hpp"

#include <cstdint>
#include <string_view>

namespace oblio::detect {

/// Properties of a word, as bits. A word may have several: "sono" is first singular and third
/// plural.
namespace cue {
constexpr std::uint64_t bit(int n) noexcept {
    return std::uint64_t{1} << n;
}
// Verbs by what they say.
constexpr std::uint64_t be = bit(0);   ///< e, sono, sta, resta, diventa
constexpr std::uint64_t have = bit(1); ///< ho, ha, aveva
constexpr std::uint64_t act =
    bit(2); ///< faccio, prendo, ricevo, uso, porto: what one does with a thing
constexpr std::uint64_t suffer = bit(3); ///< soffro, affetto, malato, guarito, operato
constexpr std::uint64_t go = bit(4);     ///< vado, frequento, esco
constexpr std::uint64_t other_verb = bit(5);
// Persons of a verb form.
constexpr std::uint64_t first = bit(6);   ///< singular or plural
constexpr std::uint64_t second = bit(7);  ///< singular
constexpr std::uint64_t you_all = bit(8); ///< second plural
constexpr std::uint64_t third = bit(9);   ///< singular
constexpr std::uint64_t they = bit(10);   ///< third plural
// Pronouns and possessives.
constexpr std::uint64_t pronoun1 = bit(11); ///< io, noi, me
constexpr std::uint64_t clitic1 = bit(12);  ///< mi, ci
constexpr std::uint64_t poss1 = bit(13);
constexpr std::uint64_t poss2 = bit(14);
constexpr std::uint64_t poss3 = bit(15);
constexpr std::uint64_t clitic3 = bit(16);  ///< gli, le, lo
constexpr std::uint64_t pronoun2 = bit(17); ///< tu, te, ti
constexpr std::uint64_t pronoun3 = bit(18); ///< lui, lei
// Nouns for people.
constexpr std::uint64_t kin = bit(19);      ///< madre, figlio, cugina
constexpr std::uint64_t familiar = bit(20); ///< mamma, papa, nonna: kin without a possessive
constexpr std::uint64_t acquaint = bit(21); ///< vicino, collega, amica
constexpr std::uint64_t somebody =
    bit(22); ///< signora, bambino, maestra: one person, with an article
constexpr std::uint64_t plural = bit(23);  ///< the noun or article is plural
constexpr std::uint64_t generic = bit(24); ///< chi, gente, persone, tutti, uno
constexpr std::uint64_t office =
    bit(25); ///< sindaco, assessore, ministro: a person only with a name
// What a word says about the thing.
constexpr std::uint64_t topic = bit(26);    ///< giornata, sportello, corso, centro
constexpr std::uint64_t document = bit(27); ///< certificato, esenzione, terapia, pratica
constexpr std::uint64_t about = bit(28);    ///< contro, su: the thing is a subject of talk
constexpr std::uint64_t after = bit(29);    ///< dopo, causa, durante
constexpr std::uint64_t negation = bit(30);
constexpr std::uint64_t hypothesis = bit(31); ///< fossi, avessi
constexpr std::uint64_t figure = bit(32);     ///< sembra, pare: not meant
constexpr std::uint64_t joke = bit(33);
// Grammar.
constexpr std::uint64_t article = bit(34);
constexpr std::uint64_t indefinite = bit(35);
constexpr std::uint64_t demonstrative = bit(36);
constexpr std::uint64_t prep = bit(37); ///< di, a, da, in, con, per and their articulated forms
constexpr std::uint64_t prep_di = bit(38);
constexpr std::uint64_t prep_a = bit(39);
constexpr std::uint64_t prep_da = bit(40);
constexpr std::uint64_t prep_in = bit(41);
constexpr std::uint64_t prep_con = bit(42);
constexpr std::uint64_t prep_per = bit(43);
constexpr std::uint64_t light = bit(44);     ///< adverb or adjective that is walked over
constexpr std::uint64_t breaks = bit(45);    ///< ma, perche, quando: another clause begins
constexpr std::uint64_t joins = bit(46);     ///< e, o
constexpr std::uint64_t diagnosis = bit(47); ///< diagnosticato, trovato, riscontrato
// Frames.
constexpr std::uint64_t member =
    bit(48); ///< iscritto, delegato, militante: what one is in an organisation
constexpr std::uint64_t token = bit(49);  ///< tessera, quota, trattenuta: what a member has
constexpr std::uint64_t vote = bit(50);   ///< voto, votato, elettore
constexpr std::uint64_t care = bit(51);   ///< cura, carico, ricoverato, seguita, paziente
constexpr std::uint64_t body = bit(52);   ///< seno, gamba, cuore
constexpr std::uint64_t been = bit(53);   ///< stato, stata, avuto: walked over after an auxiliary
constexpr std::uint64_t female = bit(54); ///< the noun is a woman
constexpr std::uint64_t partner = bit(55);
constexpr std::uint64_t grant =
    bit(56); ///< dato, tolto, negato, sospeso: done to somebody with a status
constexpr std::uint64_t year = bit(57); ///< anni, mesi: "anni di CISL", "a due anni"
constexpr std::uint64_t as = bit(58);   ///< come, da, quanto: "come musulmana"
constexpr std::uint64_t male = bit(59);
constexpr std::uint64_t that = bit(60); ///< che
constexpr std::uint64_t seem = bit(61); ///< viene, prende, manca: "mi viene un infarto"
constexpr std::uint64_t handles =
    bit(62); ///< studia, insegna, si occupa: what one works on, and does not have
constexpr std::uint64_t helps = bit(63); ///< medico, volontario, maratona: who is there for it
} // namespace cue

/// The table of cue words. Threads: immutable.
/// Source: written for oblio from Italian grammar.
class ClauseWords {
public:
    ClauseWords();
    /// The properties of a folded word; 0 if it says nothing. Requires: `hash` is its
    /// text::word_hash.
    [[nodiscard]] std::uint64_t of(std::string_view folded, std::uint32_t hash) const noexcept;

private:
    text::WordTable<std::uint64_t> words_;
};

} // namespace oblio::detect
