// lib/src/subject/scene.cpp
#include "subject/scene.hpp"

#include "subject/offices.hpp"
#include "subject/trades.hpp"

#include "oblio/time.hpp"

#include <algorithm>
#include <cstdlib>
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

const std::vector<NameMatch>& Scene::names_in(const CorpusRecord& record) {
    const auto [place, fresh] = matches.try_emplace(record.row);
    if (fresh) {
        place->second = match_names(*record.document, profile, names);
    }
    return place->second;
}

const TextCues& Scene::text_cues_in(const CorpusRecord& record) {
    const auto [place, fresh] = text_cues.try_emplace(record.row);
    if (fresh) {
        place->second = text_cues_of(*record.document, occupation);
    }
    return place->second;
}

bool Scene::place_has_name(std::vector<std::string> parts) {
    if (!place_names) {
        place_names.emplace();
        for (const RecordRow row : rows) {
            const auto record = corpus.get(row);
            if (!record) {
                continue;
            }
            for (const NameMatch& match : names_in(**record)) {
                if (match.form == NameForm::full &&
                    exclusion_of(*(*record)->document, match, profile, names) == Exclusion::place) {
                    std::vector<std::string> named = match.parts;
                    std::sort(named.begin(), named.end());
                    place_names->insert(std::move(named));
                }
            }
        }
    }
    // A surname or a first name alone may be that of any of them.
    if (parts.size() < 2) {
        return !place_names->empty();
    }
    std::sort(parts.begin(), parts.end());
    return place_names->contains(parts);
}

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

bool Scene::has_subject(const CorpusRecord& record) {
    const ThreadView& thread = threads[record.thread];
    for (const RecordRow row : thread.rows) {
        if (row == record.row) {
            break;
        }
        if (thread.own.contains(row) || thread.naming.contains(row)) {
            return true;
        }
    }
    return beside_subject(record);
}

std::size_t Scene::position(const CorpusRecord& record) {
    const std::vector<RecordRow>& all = threads[record.thread].rows;
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), record.row) - all.begin());
}

bool Scene::beside_subject(const CorpusRecord& record) {
    const ThreadView& thread = threads[record.thread];
    constexpr std::ptrdiff_t soon = 3; // in a chat without replies, who is asked answers soon
    const auto self = std::find(thread.rows.begin(), thread.rows.end(), record.row);
    for (auto row = thread.rows.begin(); row != thread.rows.end(); ++row) {
        if (!thread.own.contains(*row)) {
            continue;
        }
        const auto other = corpus.get(*row);
        if (!other) {
            continue;
        }
        const std::optional<std::string>& answered = (*other)->record.reply_to;
        if (answered == record.record.id) {
            return true;
        }
        const bool chat = !record.record.reply_to && !answered;
        if (chat && self != thread.rows.end() && std::abs(row - self) <= soon) {
            return true;
        }
    }
    // Up the branch: what it answers, and what that answers.
    const CorpusRecord* above = parent_of(record);
    for (std::size_t steps = 0; above != nullptr && steps < thread.rows.size(); ++steps) {
        if (thread.own.contains(above->row)) {
            return true;
        }
        above = parent_of(*above);
    }
    return false;
}

bool Scene::answers_as_official(const CorpusRecord& record) {
    // Asked by the office, in a thread where they have spoken as an official.
    const CorpusRecord* asked = parent_of(record);
    if (asked != nullptr && threads[record.thread].in_office_here &&
        accounts.of(record) == Attribution::mine && accounts.of(*asked) != Attribution::mine &&
        asked->record.author_role != "channel" && names_office(*asked->document) &&
        !denies_office(*record.document)) {
        return true;
    }
    // Who gives a trade and no office in the file holds none.
    if (!occupation.words.empty() || accounts.has_homonym()) {
        return false;
    }
    const CorpusRecord* parent = parent_of(record);
    return parent != nullptr && accounts.of(record) == Attribution::mine &&
           threads[record.thread].official.contains(parent->row) &&
           !denies_office(*record.document);
}

bool Scene::is_under_office(const CorpusRecord& record) {
    const ThreadView& thread = threads[record.thread];
    return occupation.office_claimed && !record.record.is_private() && !thread.rows.empty() &&
           thread.official.contains(thread.rows.front());
}

bool Scene::in_office(const CorpusRecord& record) const {
    const auto day = day_of(record.record);
    return !record.record.is_private() && day &&
           std::any_of(occupation.tenures.begin(), occupation.tenures.end(),
                       [&day](const Tenure& tenure) { return tenure.holds(*day); });
}

std::string initial_pair(std::string_view initial_of, std::string_view word) {
    return std::string{initial_of.front()} + ' ' + std::string{word};
}

std::string borrowed_key(const CorpusRecord& record) {
    return record.thread + '\x1F' + account_key(record);
}

} // namespace oblio::subject
