// lib/src/subject/bare_names.hpp: what a name alone must have beside it before the conversation
// makes it the subject's: the grammar of a person, and nothing nearer that bears it.
#pragma once

#include "subject/name_form.hpp"
#include "subject/name_match.hpp"
#include "subject/scene.hpp"

namespace oblio::subject {

/// The folded noun says who bears the name after it: `tassista`, `vicino`, `bravo`; no thing.
[[nodiscard]] bool names_person(std::string_view noun, const NameKnowledge& known);

/// `il pullman Fittizi`, `nel calendario Fittizi`: a noun that is nobody's stands between an
/// article and the surname, with no preposition. `il tassista Fittizi`, `il solito Fittizi` is
/// somebody; so is who does something after a phrase of its own: `al mercato Fittizi vende il
/// miele`.
[[nodiscard]] bool is_noun_apposed(const detect::Document& document, const NameMatch& match,
                                   const NameKnowledge& known);

/// `da Fittizi Arredi`, `la Fittizi Gomme`: a word with a capital goes on after the surname, where
/// capitals say something; it is part of a name that is not the subject's.
[[nodiscard]] bool goes_on_as_name(const detect::Document& document, const NameMatch& match,
                                   const NameProfile& profile);

/// The office's own post opens the conversation: the subject comes into it by an answer, which says
/// nothing of a name alone in the post. `con il maestro Fittizi` has a person's noun before it.
[[nodiscard]] bool is_in_opening_post(Scene& scene, const CorpusRecord& record,
                                      const NameMatch& match);

/// `Virgilio guidava Dante`, `"Dante e Beatrice"`: a figure of old stands within three words, who
/// is nobody of the conversation and no street's name.
[[nodiscard]] bool is_next_to_figure(Scene& scene, const CorpusRecord& record,
                                     const NameMatch& match);

/// The second of two surnames, by which nobody is called ("pane e Rossini"): without a title or an
/// article it is somebody else's, or a word. A married name is.
[[nodiscard]] bool is_second_alone(Scene& scene, const CorpusRecord& record,
                                   const NameMatch& match);

/// In no private conversation with the subject, and is_byword().
[[nodiscard]] bool may_be_byword(Scene& scene, const CorpusRecord& record, const NameMatch& match);

/// `Leonardo da Vinci`: a first name with where its bearer of old was from. "Ada da Milano" may be
/// who greets from there; a figure's first name alone is asked.
[[nodiscard]] bool is_called_from(const detect::Document& document, const NameMatch& match);

/// Nothing but a street or a firm of the thread has the surname, too, and the name is not said as a
/// person's is.
[[nodiscard]] bool may_be_thing_here(Scene& scene, const CorpusRecord& record,
                                     const NameMatch& match);

/// `la direttrice del museo, la Fittizi, ha detto`: the name explains a trade that is not the
/// subject's.
[[nodiscard]] bool explains_trade(const detect::Document& document, const NameMatch& match,
                                  const Occupation& occupation);

/// `don Gaetano`, where the subject gave just that as an alias, and nobody else is here.
[[nodiscard]] bool has_given_title(Scene& scene, const CorpusRecord& record,
                                   const NameMatch& match);

/// Up the branch stands the subject, and who answered there does not bear the name: `Ada mi
/// insegni?` is said to the subject, whoever of the name writes elsewhere in the thread.
[[nodiscard]] bool is_called_in_branch(Scene& scene, const CorpusRecord& record,
                                       const NameMatch& match);

/// `NOME: Ada`
[[nodiscard]] bool is_labelled(const detect::Document& document, const NameMatch& match);

/// `Mirko dell'edicola`, where that is not the subject's trade: one of several of the first name.
[[nodiscard]] bool is_picked_by_place(const detect::Document& document, const NameMatch& match,
                                      const Occupation& occupation);

/// Somebody else of the surname writes in the thread, or was named there before.
[[nodiscard]] bool is_rivalled(Scene& scene, const CorpusRecord& record, const NameMatch& match);

/// What the record answers is by somebody else who bears the name.
[[nodiscard]] bool answers_namesake(Scene& scene, const CorpusRecord& record,
                                    const NameMatch& match);

/// The subject answers this very record.
[[nodiscard]] bool is_answered_by_subject(Scene& scene, const CorpusRecord& record);

} // namespace oblio::subject
