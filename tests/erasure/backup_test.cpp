// tests/erasure/backup_test.cpp: what was erased stays erased when a backup comes back.
#include "erasure/erasure_world.hpp"
#include "oblio/archive/ledger.hpp"
#include "oblio/erasure/backup.hpp"

#include <fstream>

using namespace oblio;
using namespace oblio::test;

namespace {

namespace fs = std::filesystem;

struct Copies {
    World world;
    BackupCopy copy;
    std::string hash;

    /// Import, backup, erasure. `erased` = false stops before the erasure.
    Copies() {
        auto archive = world.create();
        import_all(archive, town_records());
        copy = must(back_up(archive, world.dir.path() / "D", world.dir.path() / "K", {30, 0}));
        const Plan plan = approved_plan(archive);
        hash = plan.hash;
        must(execute_plan(archive, plan.hash));
        REQUIRE(must(verify_plan(archive, plan.hash, facts())).holds);
    }
    Environment environment() { return world.system.environment(); }
    void check_forgotten(const Replay& account) {
        CHECK(account.erasures == 1);
        CHECK(account.purged == 2);
        CHECK(account.lost == 2);
        auto archive = must(world.open());
        for (const char* id : {"1", "2", "3", "4"}) {
            CHECK_FALSE(archive.find_record(std::string{"facebook:"} + id).value());
        }
        CHECK(archive.counts().value().records == 12);
        CHECK(archive.store().database->integrity().value() == "ok");
        CHECK(archive.records_with(IndexKind::name_token, "ginevra").value().empty());
        CHECK(verify_ledger(archive).has_value());
        // The list came back too: nothing returns by importing the old export.
        const auto again = import_all(archive, town_records());
        CHECK(again.suppressed == 2);
        CHECK(again.known == 12);
        CHECK(again.quarantined == 2); // redacted before: a person looks at what comes back
        CHECK(archive.summary(row_of(archive, "4")).value().state == RecordState::quarantined);
        CHECK(archive.open_record(row_of(archive, "4")).value().record.text ==
              "il numero è [omissis] mi pare");
    }
};

} // namespace

TEST_CASE("A database put back from a backup refuses to work, and nothing erased can be read",
          "[backup]") {
    Copies copies;
    REQUIRE(must(copies.world.open()).find_record("facebook:100").value());
    fs::copy_file(copies.copy.data / "archive.db", copies.world.home() / "archive.db",
                  fs::copy_options::overwrite_existing);
    const auto refused = copies.world.open();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::restored_copy);
    {
        ArchiveOptions looking;
        looking.allow_restored_copy = true;
        looking.read_only = true;
        auto archive = must(copies.world.open(looking));
        const RecordRow row = row_of(archive, "1"); // the old row is there...
        CHECK(archive.open_record(row).error().code == ErrorCode::damaged); // ...and opens no more
        CHECK(archive.open_record(row_of(archive, "100")).has_value());
    }
    copies.check_forgotten(must(replay(copies.world.home(), {}, copies.environment())));
    CHECK(must(replay(copies.world.home(), {}, copies.environment())).erasures == 0);
}

TEST_CASE("Restoring repeats the erasures made since the backup", "[backup]") {
    Copies copies;
    SECTION("the database alone") {
        copies.check_forgotten(
            must(restore(copies.world.home(), copies.copy.data, {}, {}, copies.environment())));
    }
    SECTION("the keys too, which still opened what was erased") {
        copies.check_forgotten(must(restore(copies.world.home(), copies.copy.data, copies.copy.keys,
                                            {}, copies.environment())));
    }
    SECTION("numbers of keys are not given again") {
        must(restore(copies.world.home(), copies.copy.data, copies.copy.keys, {},
                     copies.environment()));
        auto archive = must(copies.world.open());
        REQUIRE(archive.put_document("hold", "x", "{}"));
        // A second restore shreds the erased slots again and must not meet the new document.
        CHECK(archive.document("hold", "x").value());
    }
}

TEST_CASE("A suppression list that lost entries is found, before an import brings anybody back",
          "[backup]") {
    Copies copies;
    const fs::path list = copies.world.home() / "suppression.jsonl";
    REQUIRE(verify_ledger(must(copies.world.open())).has_value());
    const std::string whole = bytes_of_file(list);
    SECTION("removed") {
        fs::remove(list);
    }
    SECTION("cut off") {
        fs::resize_file(list, whole.size() / 2);
    }
    CHECK(verify_ledger(must(copies.world.open())).error().code == ErrorCode::damaged);
    const Replay put_back =
        must(restore(copies.world.home(), copies.copy.data, {}, {}, copies.environment()));
    CHECK(put_back.unlisted == 1);
    CHECK_FALSE(put_back.ledger_from_copy);
    std::ofstream{list, std::ios::binary} << whole;
    const Replay again =
        must(restore(copies.world.home(), copies.copy.data, {}, {}, copies.environment()));
    CHECK(again.unlisted == 0);
    copies.check_forgotten(again);
    copies.world.system.clock.time += std::chrono::hours{24 * 4000}; // out of force
    CHECK(verify_ledger(must(copies.world.open())).has_value());
    fs::remove(list);
    CHECK(verify_ledger(must(copies.world.open())).has_value());
    const auto elsewhere = copies.world.dir.path() / "B";
    fs::create_directories(elsewhere);
    fs::copy_file(copies.world.home() / "master.key", elsewhere / "master.key");
    CHECK(must(restore(elsewhere, copies.copy.data, copies.copy.keys, {}, copies.environment()))
              .ledger_from_copy);
}

TEST_CASE("A backup keeps data and keys apart, and its keys come to an end", "[backup]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records(1));
    const auto data = world.dir.path() / "D";
    const auto keys = world.dir.path() / "K";
    CHECK(back_up(archive, data, data / "keys", {30, 60}).error().code == ErrorCode::bad_argument);
    CHECK(back_up(archive, world.home() / "b", keys, {30, 60}).error().code ==
          ErrorCode::bad_argument);
    const BackupCopy first = must(back_up(archive, data, keys, {30, 60}));
    CHECK(fs::status(first.data / "archive.db").permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK_FALSE(fs::exists(first.data / "keys.slots"));
    CHECK_FALSE(fs::exists(first.keys / "archive.db"));
    CHECK_FALSE(fs::exists(first.keys / "master.key"));
    CHECK(live_backups(archive, rome_date(world.system.clock.time)).size() == 1);
    world.system.clock.time += std::chrono::hours{24 * 31};
    const BackupCopy second = must(back_up(archive, data, keys, {30, 60}));
    CHECK(second.dropped == 1);
    CHECK_FALSE(fs::exists(first.keys));
    CHECK(fs::exists(second.keys));
    CHECK(second.data_dropped == 0);
    CHECK(fs::exists(first.data)); // data has a rotation of its own
    world.system.clock.time += std::chrono::hours{24 * 31};
    CHECK(must(back_up(archive, data, keys, {30, 60})).data_dropped == 1);
    CHECK_FALSE(fs::exists(first.data));
    CHECK(live_backups(archive, rome_date(world.system.clock.time)).size() == 1);
}

TEST_CASE("A backup of another archive is refused and changes nothing", "[backup]") {
    Copies copies;
    World other;
    { auto archive = other.create(); }
    const std::string before = bytes_of_file(other.home() / "archive.db");
    CHECK(
        restore(other.home(), copies.copy.data, {}, {}, other.system.environment()).error().code ==
        ErrorCode::forged);
    CHECK(bytes_of_file(other.home() / "archive.db") == before);
    CHECK(restore(other.home(), copies.world.dir.path(), {}, {}, other.system.environment())
              .error()
              .code == ErrorCode::not_found);
}
