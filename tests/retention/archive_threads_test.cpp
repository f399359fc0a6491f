// tests/retention/archive_threads_test.cpp: conversations and public items of an archive.
#include "oblio/detect/scanner.hpp"
#include "oblio/retention/archive_threads.hpp"
#include "oblio/retention/public_items.hpp"
#include "support/archive_fixture.hpp"
#include "support/dates.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::test;

namespace {

Record message(std::string id, std::string thread, std::string created, bool office = false) {
    Record record = private_message(std::move(id), office ? "Comune" : "Ada", std::move(thread),
                                    std::move(created));
    record.author_role = office ? "channel" : "other";
    return record;
}

class Town {
public:
    explicit Town(const std::vector<Record>& records)
        : archive{Archive::create(dir.path() / "A", {}, "{}", world.environment()).value()} {
        auto importer = Importer::begin(archive).value();
        for (const Record& record : records) {
            REQUIRE(importer.add(record, {}));
        }
        REQUIRE(importer.commit());
    }
    TempDir dir;
    TestEnvironment world;
    Archive archive;
};

RetentionStatus status(const Archive& archive, std::string_view thread, std::string_view on,
                       const Policy& policy = default_policy()) {
    const auto found = find_threads(archive, thread).value();
    REQUIRE(found.size() == 1);
    return judge_thread(found[0].clock, policy.private_messages.clock, day(on)).status;
}

} // namespace

TEST_CASE("The last message of either side starts the clock", "[retention]") {
    const Town town{{message("1", "t1", "2025-01-01T10:00:00Z"),
                     message("2", "t1", "2025-02-01T10:00:00Z", true),
                     comment("3", "Ada", "pubblico", "2026-01-01T10:00:00Z")}};
    const auto threads = private_threads(town.archive).value();
    REQUIRE(threads.size() == 1); // public ones have no clock
    CHECK(threads[0].clock.thread == "t1");
    CHECK(threads[0].clock.records == 2);
    CHECK(threads[0].clock.last == parse_instant("2025-02-01T10:00:00Z"));
    CHECK(status(town.archive, "t1", "2025-07-31") == RetentionStatus::due);
    CHECK(status(town.archive, "facebook:t1", "2025-08-01") == RetentionStatus::overdue);
}

TEST_CASE("A conversation is opened, closed, held and released by its name", "[retention]") {
    Town town{{message("1", "t1", "2025-01-01T10:00:00Z")}};
    REQUIRE(mark_thread(town.archive, "t1", ThreadMark::open, "prot. 7", "desk"));
    CHECK(status(town.archive, "t1", "2026-06-01") == RetentionStatus::open);
    REQUIRE(hold_thread(town.archive, "t1", {"X17E", "ricorso", day("2026-06-30"), "legal"}));
    CHECK(status(town.archive, "t1", "2026-06-01") == RetentionStatus::held);
    CHECK(status(town.archive, "t1", "2026-07-01") == RetentionStatus::open);
    REQUIRE(mark_thread(town.archive, "t1", ThreadMark::closed, "", "desk"));
    REQUIRE(release_thread(town.archive, "t1", "legal"));
    CHECK(status(town.archive, "t1", "2026-06-01") == RetentionStatus::overdue);
    CHECK(release_thread(town.archive, "t1", "legal").error().code == ErrorCode::not_found);
    CHECK(mark_thread(town.archive, "t9", ThreadMark::open, "", "desk").error().code ==
          ErrorCode::not_found);
    CHECK(hold_thread(town.archive, "t1", {"X17E", "", {}, "legal"}).error().code ==
          ErrorCode::bad_argument);
}

TEST_CASE("Others' special data leave public comments, the author's own are hidden or, where the "
          "policy says so, leave, too",
          "[retention]") {
    Policy policy = default_policy();
    const auto judge = [&](std::string_view reason, FindingType type, std::string_view role,
                           bool is_private = false) {
        StoredRecord stored;
        stored.record = comment("1", "Ada", "Ugo ha il diabete");
        stored.record.author_role = role;
        stored.summary.created = parse_instant("2026-01-10T09:00:00Z");
        stored.summary.is_private = is_private;
        stored.findings = {finding(stored.record, type, "diabete")};
        stored.findings[0].finding.reasons = {std::string{reason}};
        return judge_public_item(stored, policy, day("2026-06-01"));
    };
    const auto others = judge("link: a name", FindingType::health, "other");
    CHECK(others.findings.size() == 1);
    CHECK(others.reason == RemovalReason::others);
    const auto own = judge("link: first person", FindingType::health, "other");
    CHECK(own.findings.size() == 1);
    CHECK(own.reason == RemovalReason::own);
    CHECK(judge("link: first person", FindingType::phone, "other").findings.empty());
    CHECK(judge("x", FindingType::phone, "other").findings.size() == 1);
    CHECK(judge("x", FindingType::person, "other").findings.empty());
    CHECK(judge("x", FindingType::phone, "channel").reason == RemovalReason::entity);
    CHECK(judge("link: a name", FindingType::health, "other", true).findings.empty());

    policy.public_items.remove_always = {FindingType::health};
    CHECK(judge("link: first person", FindingType::health, "other").reason ==
          RemovalReason::always);
    CHECK(judge("link: a name", FindingType::health, "other").reason == RemovalReason::others);
    CHECK(judge("link: first person", FindingType::judicial, "other").reason == RemovalReason::own);
}

TEST_CASE("A legal notice keeps its data for fifteen days, health data never", "[retention]") {
    const Policy policy = default_policy();
    StoredRecord notice;
    notice.record = comment("1", "Comune", "Albo pretorio: Ugo Provetti, diabete, tel. 0738 111");
    notice.record.author_role = "channel";
    notice.summary.created = parse_instant("2026-03-03T09:00:00Z");
    notice.findings = {finding(notice.record, FindingType::person, "Ugo Provetti"),
                       finding(notice.record, FindingType::health, "diabete")};
    const auto within = judge_public_item(notice, policy, day("2026-03-17"));
    REQUIRE(within.findings.size() == 1);
    CHECK(within.findings[0].finding.type == FindingType::health);
    CHECK(within.reason == RemovalReason::entity);
    const auto after = judge_public_item(notice, policy, day("2026-03-18"));
    CHECK(after.findings.size() == 2);
    CHECK(after.reason == RemovalReason::albo);
}

TEST_CASE("What the detector says of the author is known as such, what it says of others is not",
          "[retention]") {
    const std::vector<std::filesystem::path> folders{source_folder() / "patterns"};
    const auto patterns = must(PatternSet::load(folders));
    const auto scanner = must(Scanner::create(patterns));
    const auto about_author = [&](std::string_view text) {
        std::vector<bool> all;
        for (const Finding& finding : scanner.scan(text)) {
            if (finding.type == FindingType::health) {
                all.push_back(is_about_author(finding));
            }
        }
        return all;
    };
    CHECK(about_author("Sono diabetica da vent'anni e la mensa non lo capisce") ==
          std::vector<bool>{true});
    CHECK(about_author("Ho la sclerosi multipla e lo scalino resta lì") == std::vector<bool>{true});
    CHECK(about_author("Mia madre ha il diabete e nessuno le risponde") ==
          std::vector<bool>{false});
}
