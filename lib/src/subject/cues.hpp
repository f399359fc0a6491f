// lib/src/subject/cues.hpp: what stands beside a name and speaks for or against the subject:
// trades, offices, generations.
#pragma once

#include "oblio/subject/subject.hpp"
#include "subject/corpus.hpp"
#include "subject/name_match.hpp"
#include "subject/trades.hpp"

namespace oblio::subject {

/// What a text says of whoever is named in it.
struct TextCues {
    bool own_trade = false; ///< `fa la sarta`, the subject's trade
    bool undecided = false; ///< `quale dei due`: the writer does not know
    bool doubted = false;   ///< `o sbaglio?`: the writer is not sure
    bool of_old = false;    ///< speaks_of_old()
};
/// Time: linear, so it is asked once for all names of a text: Scene::text_cues_in().
[[nodiscard]] TextCues text_cues_of(const detect::Document& document, const Occupation& occupation);

/// Cues beside one match, from the words of its sentence.
struct Cues {
    bool own_trade = false;   ///< the subject's trade stands beside the name
    bool other_trade = false; ///< another trade or title stands directly before it
    /// Another trade is said of the name right after it: `, il bagnino`, `..., è avvocata`.
    bool other_calling = false;
    bool touching_trade = false; ///< it is right after the name: `Ada Finti poetessa`
    /// `quella delle stoffe`: picks out one of several by what may be the subject's or not.
    bool picked_out = false;
    bool role = false;           ///< an office stands directly before it
    bool own_generation = false; ///< `junior`, `il figlio`, and the namesake is the father
    bool other_generation = false;
    bool own_birth_year = false; ///< `quello nato nel 1968`, and the subject was
    bool other_birth_year = false;
    bool undecided = false; ///< `il padre o il figlio?`, `quale dei due`: the writer does not know
    /// `o sbaglio?`: leaves it open where somebody else bears the name, too.
    bool doubted = false;
};
/// `text`: text_cues_of() the document. Time: constant.
[[nodiscard]] Cues cues_of(const detect::Document& document, const TextCues& text,
                           const NameMatch& match, const Subject& subject,
                           const Occupation& occupation, const NameProfile& profile);

/// `ma è la sarta`, of nobody that the text names: the subject's trade, somebody else's, or none.
enum class ToldTrade : std::uint8_t { none, own, other };
[[nodiscard]] ToldTrade told_trade(const detect::Document& document, const Occupation& occupation);

/// `sono idraulico`, `faccio la sarta`, `parola di medico`: the writer's trade is the subject's.
[[nodiscard]] bool says_own_trade(const detect::Document& document, const Occupation& occupation);

/// `faccio il fornaio`, where the subject's trade is another; unless it must be said `outright`,
/// `da geometra dico`, too.
[[nodiscard]] bool says_another_trade(const detect::Document& document,
                                      const Occupation& occupation, bool outright = false);

/// The same of a handle or a profile: some trade, and not the subject's.
[[nodiscard]] bool names_another_trade(std::string_view text, const Occupation& occupation);

/// The writer says to be of an age that the subject was not then.
[[nodiscard]] bool tells_own_other_age(const CorpusRecord& record, const Subject& subject);

/// `Ada Finti della sartoria`: a text ends so, after the writer's name.
[[nodiscard]] bool signs_with_trade(const detect::Document& document, const NameMatch& match,
                                    const Occupation& occupation);

/// Somebody said to be of an age that the subject was not when the record was written.
[[nodiscard]] bool tells_other_age(const CorpusRecord& record, const NameMatch& match,
                                   const Subject& subject);

/// `Ada Finti, 21 anni`: said of the name, and the subject's own age then.
[[nodiscard]] bool tells_own_age(const CorpusRecord& record, const NameMatch& match,
                                 const Subject& subject);

/// An address stands right after the name: "Ada Finti di via Finta 3".
[[nodiscard]] bool tells_address(const CorpusRecord& record, const NameMatch& match);

} // namespace oblio::subject
