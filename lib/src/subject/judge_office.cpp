// lib/src/subject/judge_office.cpp: rule 8, apart from the other rules on one name.
#include "subject/judge_office.hpp"

#include "subject/offices.hpp"
#include "subject/surroundings.hpp"

namespace oblio::subject {
namespace {

/// "Grazie Ada", in answer to what names the subject and an office in one.
bool answers_of_office(Scene& scene, const CorpusRecord& record) {
    const CorpusRecord* parent = scene.parent_of(record);
    return parent != nullptr && names_office(*parent->document) &&
           scene.threads[record.thread].naming.contains(parent->row);
}

} // namespace

std::optional<Verdict> judge_office(Scene& scene, const CorpusRecord& record, const Cues& cues) {
    if (cues.own_trade && !cues.role && !scene.in_office(record)) {
        return std::nullopt;
    }
    if (scene.occupation.roles.empty() && !scene.occupation.office_claimed) {
        if (cues.role) {
            return Verdict{MentionClass::excluded, 0, {Phrase::official_in_role}};
        }
        return std::nullopt;
    }
    if (scene.in_office(record)) {
        return Verdict{MentionClass::review, 0.5, {Phrase::while_in_office}};
    }
    // Where the subject speaks as an official, so do those who speak of the subject, but for
    // answers to something else that the subject says there.
    const CorpusRecord* answered = answered_subject(scene, record);
    const bool there = (scene.threads[record.thread].in_office_here &&
                        (answered == nullptr || claims_office(*answered->document))) ||
                       answers_of_office(scene, record) || scene.is_under_office(record);
    // In private only words of an office say that it is spoken of.
    if (names_office(*record.document) || (!record.record.is_private() && (cues.role || there))) {
        return Verdict{MentionClass::review, 0.5, {Phrase::speaks_of_office}};
    }
    return std::nullopt;
}

} // namespace oblio::subject
