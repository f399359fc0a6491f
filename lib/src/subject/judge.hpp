// lib/src/subject/judge.hpp: is this name, here, the subject's?
#pragma once

#include "subject/name_match.hpp"
#include "subject/reasons.hpp"
#include "subject/scene.hpp"

#include "oblio/subject/trace.hpp"

namespace oblio::subject {

/// One verdict on one match.
struct Verdict {
    MentionClass decision;
    double score;
    Reason why;
};

/// Decides on a name that matches a form of the subject's. `identified`: the same record gives one
/// of the subject's identifiers. The rules are numbered as in the documentation.
/// Requires: the scene was gathered.
[[nodiscard]] Verdict judge(Scene& scene, const CorpusRecord& record, const NameMatch& match,
                            bool identified);

} // namespace oblio::subject
