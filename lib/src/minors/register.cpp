// lib/src/minors/register.cpp
#include "oblio/minors/register.hpp"

#include "oblio/archive/act.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace oblio {
namespace {

constexpr std::string_view kind = "consent";

std::string id_of(const Consent& consent) {
    return consent.platform + '\x1f' + consent.author_id + '\x1f' + consent.guardian + '\x1f' +
           format_date(consent.given);
}

Result<void> write(Archive& archive, std::span<const Consent> consents) {
    std::vector<Document> documents;
    documents.reserve(consents.size());
    for (const Consent& consent : consents) {
        documents.push_back({std::string{kind}, id_of(consent), format_consent(consent), {}});
    }
    return archive.put_documents(documents);
}

} // namespace

Result<void> add_consents(Archive& archive, std::span<const Consent> consents,
                          std::string_view by) {
    if (consents.empty()) {
        return {};
    }
    const auto refused = static_cast<std::size_t>(std::count_if(
        consents.begin(), consents.end(), [](const Consent& one) { return one.refused; }));
    for (const auto& [act, count] : {std::pair{"consent-add", consents.size() - refused},
                                     std::pair{"consent-refuse", refused}}) {
        if (count == 0) {
            continue;
        }
        if (auto noted = note_act(archive, act, by, count); !noted) {
            return noted;
        }
    }
    return write(archive, consents);
}

Result<std::size_t> revoke_consents(Archive& archive, std::string_view author_id,
                                    std::string_view guardian, Date day, std::string_view by) {
    auto all = consents(archive);
    if (!all) {
        return all.error();
    }
    std::vector<Consent> changed;
    for (Consent& consent : *all) {
        if (consent.author_id == author_id && (guardian.empty() || consent.guardian == guardian) &&
            !consent.revoked) {
            consent.revoked = day;
            changed.push_back(std::move(consent));
        }
    }
    if (changed.empty()) {
        return std::size_t{0};
    }
    if (auto noted = note_act(archive, "consent-revoke", by, changed.size()); !noted) {
        return noted.error();
    }
    if (auto written = write(archive, changed); !written) {
        return written.error();
    }
    return changed.size();
}

Result<std::vector<Consent>> consents(const Archive& archive) {
    auto documents = archive.documents(kind);
    if (!documents) {
        return documents.error();
    }
    std::vector<Consent> all;
    all.reserve(documents->size());
    for (const Document& document : *documents) {
        auto read = parse_consents(document.json);
        if (!read) {
            return Error{ErrorCode::damaged, "a consent of the register: " + read.error().detail};
        }
        all.insert(all.end(), read->begin(), read->end());
    }
    return all;
}

Result<void> judge_archive(const Archive& archive, const MinorsPolicy& policy,
                           std::span<const int> thresholds, const MinorsVisitor& visit) {
    auto given = consents(archive);
    if (!given) {
        return given.error();
    }
    MinorsJudge judge{policy, *given};
    auto learned = archive.for_each_record([&](const StoredRecord& stored) {
        judge.learn(stored.record, stored.findings);
        return true;
    });
    if (!learned) {
        return learned;
    }
    return archive.for_each_record([&](const StoredRecord& stored) {
        for (const int threshold : thresholds) {
            const MinorsVerdict verdict = judge.judge(stored.record, stored.findings, threshold);
            if (verdict.decision != MinorsDecision::none) {
                visit(stored, verdict);
            }
        }
        return true;
    });
}

} // namespace oblio
