// lib/src/subject/scene.cpp
#include "subject/scene.hpp"

#include "oblio/time.hpp"

#include <optional>

namespace oblio::subject {
namespace {

std::optional<Date> day_of(const Record& record) {
    const auto instant = record.created ? parse_instant(*record.created) : std::nullopt;
    return instant ? std::optional{rome_date(*instant)} : std::nullopt;
}

} // namespace

Scene::Scene(Corpus& all, const Subject& who, const NameKnowledge& known)
    : corpus{all}, subject{who}, names{known}, profile{make_profile(who, known)},
      identifiers{identifiers_of(who)}, occupation{occupation_of(who)}, accounts{subject, profile,
                                                                                 identifiers,
                                                                                 occupation,
                                                                                 names} {}

const CorpusRecord* Scene::parent_of(const CorpusRecord& record) {
    if (!record.record.reply_to) {
        return nullptr;
    }
    for (const RecordRow row : threads[record.thread].rows) {
        const auto other = corpus.get(row);
        if (other && (*other)->record.id == *record.record.reply_to) {
            return *other;
        }
    }
    return nullptr;
}

bool Scene::in_office(const CorpusRecord& record) const {
    const auto day = day_of(record.record);
    return !record.record.is_private() && occupation.in_office_until && day &&
           *day <= *occupation.in_office_until;
}

std::string borrowed_key(const CorpusRecord& record) {
    return record.thread + '\x1F' + account_key(record);
}

} // namespace oblio::subject
