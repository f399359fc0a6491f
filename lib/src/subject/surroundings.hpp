// lib/src/subject/surroundings.hpp: what the conversation around a record says of a name in it.
#pragma once

#include "subject/reasons.hpp"
#include "subject/scene.hpp"

#include <cstddef>
#include <string>

namespace oblio::subject {

/// The record of the subject that this one answers; nullptr if there is none.
[[nodiscard]] const CorpusRecord* answered_subject(Scene& scene, const CorpusRecord& record);

/// What the same author adds in the next record of the thread, which names nobody: "ma è la
/// sarta, la conoscono tutti".
[[nodiscard]] ToldTrade trade_said_next(Scene& scene, const CorpusRecord& record);

/// The subject writes right after, under the same post: who was asked for answers.
[[nodiscard]] bool answered_next(Scene& scene, const CorpusRecord& record);

/// "Ado così impari a dare al figlio il tuo nome", in answer to the subject: whatever is said
/// of generations and trades is said to the subject's face. Not "Ado, il figlio, ...".
[[nodiscard]] bool is_called_in_answer(Scene& scene, const CorpusRecord& record,
                                       const NameMatch& match);

/// A first name alone and a surname alone stand in the same record.
[[nodiscard]] bool has_halves(Scene& scene, const CorpusRecord& record);

/// "Ada Bruno o Bruno Ada?"
[[nodiscard]] bool has_both_ways(Scene& scene, const CorpusRecord& record);

/// Some part of the match is the name, or the surname, of somebody else in the thread; where an
/// initial stands, only of who has that initial. `until`: seen at that place or before.
[[nodiscard]] bool has_rival(const ThreadView& thread, const NameMatch& match,
                             std::size_t until = static_cast<std::size_t>(-1));

/// The record's author is somebody else who bears the name.
[[nodiscard]] bool shares_name(Scene& scene, const CorpusRecord& record,
                               const std::string& letters);

/// The account bears the name of a relative that the subject file gives.
[[nodiscard]] bool is_relative(Scene& scene, const CorpusRecord& record);

/// `mio figlio Ado`, from an account that has the name of that relative and is not the subject's.
[[nodiscard]] bool is_called_by_relative(Scene& scene, const CorpusRecord& record,
                                         const NameMatch& match);

/// A name that somebody else of the subject's name writes is not their own: a name that they do
/// not bear, one with the subject's evidence beside it, the subject called in an answer.
[[nodiscard]] bool is_said_of_another(Scene& scene, const CorpusRecord& record,
                                      const NameMatch& match, const Reason& why);

/// Written small where nothing has a capital, and a form of an ordinary word: "tutta ruscelli".
/// An article of the singular, or a title, makes a plural form a surname: "la ruscelli".
[[nodiscard]] bool is_small_ordinary(Scene& scene, const CorpusRecord& record,
                                     const NameMatch& match);

/// Nothing that the account of the record wrote tells it from the subject's.
[[nodiscard]] bool is_unproved(Scene& scene, const CorpusRecord& record);

/// `Ada Fittizia da Prova`, `il Fittizi di Prova`: somebody picked out by a town that is neither
/// this one nor the subject's.
[[nodiscard]] bool is_from_elsewhere(Scene& scene, const CorpusRecord& record,
                                     const NameMatch& match);

/// A place has the whole name, and the text speaks of old times, of books or of the screen:
/// who gave the place its name may be meant.
[[nodiscard]] bool may_be_of_old(Scene& scene, const CorpusRecord& record, const NameMatch& match,
                                 const Cues& cues, bool identified);

/// Under a post about the street, the prize or the ship of that name: before the subject has a
/// part in it, or the whole name with an article ("il motore dell'Ada Finti").
[[nodiscard]] bool may_be_its_place(Scene& scene, const CorpusRecord& record,
                                    const NameMatch& match);

/// `Cataldo Ada Fittizia sindaca`, in answer to Cataldo: the name beside the match calls whom it
/// answers, who does not bear the match's.
[[nodiscard]] bool is_beside_called(Scene& scene, const CorpusRecord& record,
                                    const NameMatch& match);

} // namespace oblio::subject
