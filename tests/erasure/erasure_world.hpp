// tests/erasure/erasure_world.hpp: a small invented town in an archive, and one who asks.
#pragma once

#include "archive/store.hpp"
#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/verify.hpp"
#include "support/archive_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace oblio::test {

inline const std::vector<std::string>& subject_values() {
    static const std::vector<std::string> values{"Ginevra Inventata", "3160000001",
                                                 "ginevra@posta.example"};
    return values;
}

/// Records 1 and 2 are the subject's, 3 and 4 speak of her, the others do not.
inline std::vector<Record> town_records(int others = 12) {
    std::vector<Record> records{
        comment("1", "Ginevra Inventata", "chiamatemi al 3160000001, grazie"),
        comment("2", "Ginevra Inventata", "la mia posta è ginevra@posta.example"),
        comment("3", "Dora Prova",
                "ha ragione Ginevra Inventata, è così! Anche Dora Prova lo dice"),
        comment("4", "Elia Prova", "il numero è 3160000001 mi pare")};
    records[2].reply_to = "facebook:1";
    records[2].reply_to_author = records[0].author;
    for (int i = 0; i < others; ++i) {
        records.push_back(
            comment(std::to_string(100 + i), "Abitante " + std::to_string(i % 5),
                    "commento numero " + std::to_string(i) + " di Nessuno Qualunque"));
    }
    return records;
}

inline ImportAccount import_all(Archive& archive, const std::vector<Record>& records) {
    auto importer = Importer::begin(archive).value();
    for (const Record& record : records) {
        std::vector<FieldFinding> findings;
        for (const auto& [type, value] : {std::pair{FindingType::phone, "3160000001"},
                                          {FindingType::email, "ginevra@posta.example"}}) {
            if (record.text->find(value) != std::string::npos) {
                findings.push_back(finding(record, type, value));
            }
        }
        REQUIRE(importer.add(record, findings).has_value());
    }
    return importer.commit().value();
}

inline RecordRow row_of(const Archive& archive, const std::string& id) {
    return archive.find_record("facebook:" + id).value().value();
}

inline RedactSpan span_of(const Archive& archive, RecordRow row, std::string_view value) {
    const auto stored = archive.open_record(row).value();
    const auto at = stored.record.text->find(value);
    REQUIRE(at != std::string::npos);
    return {{Field::text, 0}, ByteSpan::of_indices(at, at + value.size()), {}};
}

/// Purge 1 and 2, redact 3 (name and the person answered) and 4.
/// With `ids`: of these alone.
inline PlanInput subject_input(const Archive& archive, std::vector<std::string> ids = {}) {
    const auto wanted = [&](const char* id) {
        return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    PlanInput input;
    input.id = "2026-1";
    input.purpose = "request";
    input.author = "ufficio privacy";
    input.needles = subject_values();
    for (const char* id : {"1", "2"}) {
        if (wanted(id)) {
            input.decisions.push_back({row_of(archive, id), Action::purge, {}, "G17A", {}, {}});
        }
    }
    if (wanted("3")) {
        const RecordRow third = row_of(archive, "3");
        input.decisions.push_back({third,
                                   Action::redact,
                                   {span_of(archive, third, "Ginevra Inventata"),
                                    {{Field::reply_to_author_name, 0}, {}, {}},
                                    {{Field::reply_to_author_id, 0}, {}, {}}},
                                   "G17A",
                                   {},
                                   {}});
    }
    if (wanted("4")) {
        const RecordRow fourth = row_of(archive, "4");
        input.decisions.push_back(
            {fourth, Action::redact, {span_of(archive, fourth, "3160000001")}, "G17A", {}, {}});
    }
    input.suppress = {{IndexKind::account_id, account_value("facebook", "id of Ginevra Inventata")},
                      {identifier_kind(FindingType::phone),
                       Scanner::canonical(FindingType::phone, "3160000001")}};
    return input;
}

inline Policy small_policy() {
    Policy policy = default_policy();
    policy.entity.name = "Comune di Prova";
    return policy;
}

inline Plan approved_plan(Archive& archive) {
    const Plan plan = make_plan(archive, subject_input(archive)).value();
    REQUIRE(
        approve_plan(archive, plan.hash, "la dirigente", "approver", small_policy()).has_value());
    return plan;
}

inline CaseFacts facts() {
    CaseFacts facts;
    facts.number = "2026-1";
    facts.right = "erasure";
    facts.controller = "Comune di Prova";
    facts.grounds = {"G17A"};
    facts.program = "oblio test";
    facts.identifiers = subject_values();
    return facts;
}

struct World {
    TempDir dir{TempPlace::memory};
    TestEnvironment system;
    [[nodiscard]] std::filesystem::path home() const { return dir.path() / "A"; }
    Archive create() { return Archive::create(home(), {}, "{}", system.environment()).value(); }
    /// Made, and opened by one who waits so long.
    Result<Archive> open_new(std::chrono::milliseconds wait) {
        { const Archive made = create(); }
        ArchiveOptions options;
        options.wait = wait;
        return Archive::open(home(), {}, system.environment(), options);
    }
    Result<Archive> open(ArchiveOptions options = {}) {
        options.wait = std::chrono::milliseconds{50};
        return Archive::open(home(), {}, system.environment(), options);
    }
};

} // namespace oblio::test
