// lib/src/subject/meant.hpp: who a name means by what was said before it: in the same text, further
// up the branch, or by the same writer.
#pragma once

#include "subject/judge.hpp"
#include "subject/terms.hpp"

#include <span>

namespace oblio::subject {

/// The record answered gives the subject's number, code or mail.
[[nodiscard]] bool answers_identifier(Scene& scene, const CorpusRecord& record);

/// Further up the branch somebody names the subject in full, and nobody else who bears what the
/// match says was there before this record.
[[nodiscard]] bool is_named_in_branch(Scene& scene, const CorpusRecord& record,
                                      const NameMatch& match);

/// `una certa maestra Ada`, `un'altra Ada`: somebody whom the writer does not know, or another.
[[nodiscard]] bool is_one_of_many(const detect::Document& document, const NameMatch& match);

/// In a private conversation: the same writer said before which of the name is meant, and asks of
/// no other now.
[[nodiscard]] bool was_told_by_writer(Scene& scene, const CorpusRecord& record);

/// `è Ada Fittizi, la sarta. Ada, te ne tocca un'altra`: the first name, in a text that surely
/// names the subject in full and nobody else of that first name. `of_kin`: called the writer's own,
/// which only an identifier in the text makes the subject.
[[nodiscard]] bool is_said_again(const NameMatch& match, const Verdict& verdict,
                                 std::span<const NameMatch> names,
                                 std::span<const NameMatch* const> certain, bool identified);

/// `«La gita è spostata. Ada Fittizi»`, `ha detto: «...» Ada è così`: the words in quotation marks
/// are signed by the match, or it is the nearest name after what somebody "said".
[[nodiscard]] bool is_said_by(const detect::Document& document, const Passage& passage,
                              const NameMatch& match);

} // namespace oblio::subject
