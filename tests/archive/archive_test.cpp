// tests/archive/archive_test.cpp
#include "archive/store.hpp"
#include "oblio/archive/archive.hpp"
#include "support/archive_fixture.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace oblio;
using namespace oblio::test;

namespace {

Archive create(const TempDir& dir, TestEnvironment& world, const MasterSecret& secret = {}) {
    return Archive::create(dir.path() / "A", secret, "{}", world.environment()).value();
}

Result<Archive> open(const TempDir& dir, TestEnvironment& world, const MasterSecret& secret = {},
                     ArchiveOptions options = {}) {
    options.wait = std::chrono::milliseconds{50};
    return Archive::open(dir.path() / "A", secret, world.environment(), options);
}

ImportAccount import(Archive& archive, const std::vector<Record>& records) {
    auto importer = Importer::begin(archive).value();
    for (const Record& record : records) {
        REQUIRE(importer.add(record, {}).has_value());
    }
    return importer.commit().value();
}

} // namespace

TEST_CASE("What was imported opens again, with its findings, after closing", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    const Record record = comment("1", "Ginevra Inventata", "chiamate 3160000001, Ginevra");
    {
        auto archive = create(dir, world);
        auto importer = Importer::begin(archive).value();
        const std::vector findings{finding(record, FindingType::phone, "3160000001")};
        CHECK(importer.add(record, findings).value() == ImportOutcome::fresh);
        CHECK(importer.commit().value().fresh == 1);
    }
    auto archive = open(dir, world).value();
    const auto row = archive.find_record("facebook:1").value();
    REQUIRE(row);
    const StoredRecord stored = archive.open_record(*row).value();
    CHECK(format_record(stored.record) == format_record(record));
    REQUIRE(stored.findings.size() == 1);
    CHECK(stored.findings[0].finding.where.of(*stored.record.text) == "3160000001");
    CHECK(stored.findings[0].finding.reasons == std::vector<std::string>{"given"});
    CHECK(stored.summary.has(FindingType::phone));
    CHECK_FALSE(stored.summary.has(FindingType::email));
    CHECK(archive.records_with(IndexKind::name_token, "ginevra").value().size() == 1);
    const BlindKey author = archive.blind_key(IndexKind::account_id,
                                              account_value("facebook", "id of Ginevra Inventata"));
    CHECK(archive.author_records(author).value() == std::vector{*row});
    CHECK(archive.records_with(IndexKind::display_name, "ginevra inventata").value().size() == 1);
    CHECK(archive.records_with(IndexKind::name_token, "nessuno").value().empty());
}

TEST_CASE("No file of the archive holds a name, a number or a text in clear", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = create(dir, world);
    const Record record = comment("1", "Ginevra Inventata", "scrivetemi a ginevra@posta.example");
    import(archive, {record});
    REQUIRE(
        archive.put_document("request", "Ginevra Inventata", R"({"name":"Ginevra Inventata"})"));
    std::filesystem::create_directory(dir.path() / "control");
    std::ofstream{dir.path() / "control" / "plain"} << format_record(record);
    for (const std::string_view needle : {"Ginevra", "ginevra", "GINEVRA", "posta.example",
                                          "facebook:1", "Comune di Prova", "scrivetemi"}) {
        INFO(needle);
        CHECK(files_holding(dir.path() / "A", needle).empty());
    }
    CHECK(files_holding(dir.path() / "control", "Ginevra").size() == 1); // the search can see
}

TEST_CASE("Importing again changes nothing; a changed record takes the place of the old",
          "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = create(dir, world);
    const std::vector<Record> records{comment("1", "Anna", "uno"), comment("2", "Bea", "due")};
    CHECK(import(archive, records).fresh == 2);
    CHECK(import(archive, records).known == 2);
    auto changed = records;
    changed[1].text = "due, Corretto";
    const auto row = archive.find_record("facebook:2").value().value();
    const auto old_slot = archive.store().sealed(row).value()->slot.value();
    CHECK(import(archive, changed).superseded == 1);
    CHECK(archive.find_record("facebook:2").value() == row);
    CHECK(archive.open_record(row).value().record.text == "due, Corretto");
    CHECK(archive.records_with(IndexKind::name_token, "corretto").value().size() == 1);
    CHECK(is_shredded(archive.store().slots->read(old_slot).value()));
    CHECK(archive.counts().value().records == 2);
    // The same id twice in one batch.
    CHECK(import(archive, {comment("3", "Carla", "a"), comment("3", "Carla", "b")}).superseded ==
          1);
    CHECK(archive.open_record(archive.find_record("facebook:3").value().value())
              .value()
              .record.text == "b");
}

TEST_CASE("What was not committed is not there", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    {
        auto archive = create(dir, world);
        auto importer = Importer::begin(archive).value();
        REQUIRE(importer.add(comment("1", "Anna", "uno"), {}).has_value());
    }
    auto archive = open(dir, world).value();
    CHECK_FALSE(archive.find_record("facebook:1").value());
}

TEST_CASE("A batch that fills up is written by itself", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = create(dir, world);
    ImportOptions options;
    options.batch = 7;
    auto importer = Importer::begin(archive, options).value();
    for (int i = 0; i < 100; ++i) {
        REQUIRE(importer.add(comment(std::to_string(i), "Anna", "testo " + std::to_string(i)), {})
                    .has_value());
    }
    CHECK(importer.commit().value().fresh == 100);
    int seen = 0;
    REQUIRE(archive.for_each_record([&](const StoredRecord&) { return ++seen > 0; }).has_value());
    CHECK(seen == 100);
}

TEST_CASE("Another key, a missing key and a passphrase where a file is used are refused",
          "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    { auto archive = create(dir, world); }
    const auto master = dir.path() / "A" / "master.key";
    struct stat info {};
    REQUIRE(::stat(master.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    REQUIRE(open(dir, world).has_value());
    MasterSecret other;
    other.key_file = dir.write("other.key", std::string(64, 'a'));
    CHECK(open(dir, world, other).error().code == ErrorCode::wrong_key);
    other.key_file = dir.write("short.key", "abcd");
    CHECK(open(dir, world, other).error().code == ErrorCode::wrong_key);
    other.key_file = dir.path() / "absent.key";
    CHECK(open(dir, world, other).error().code == ErrorCode::wrong_key);
    CHECK(open(dir, world, {{}, "parola"}).error().code == ErrorCode::wrong_key);
}

TEST_CASE("A passphrase opens what it made and nothing else does", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    CHECK(Archive::create(dir.path() / "E", {{}, ""}, "{}", world.environment()).error().code ==
          ErrorCode::bad_argument);
    { auto archive = create(dir, world, {{}, "una frase lunga"}); }
    CHECK_FALSE(std::filesystem::exists(dir.path() / "A" / "master.key"));
    CHECK(open(dir, world, {{}, "una frase lunga"}).has_value());
    CHECK(open(dir, world, {{}, "una frase corta"}).error().code == ErrorCode::wrong_key);
    CHECK(open(dir, world).error().code == ErrorCode::wrong_key);
}

TEST_CASE("A second writer waits, then is told; readers may come", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = create(dir, world);
    import(archive, {comment("1", "Anna", "uno")});
    CHECK(open(dir, world).error().code == ErrorCode::locked);
    ArchiveOptions reading;
    reading.read_only = true;
    auto reader = open(dir, world, {}, reading).value();
    CHECK(reader.find_record("facebook:1").value());
    CHECK(Importer::begin(reader).error().code == ErrorCode::not_allowed);
    CHECK(reader.put_document("a", "b", "{}").error().code == ErrorCode::not_allowed);
    import(archive, {comment("2", "Bea", "due")});
    CHECK(reader.open_record(reader.find_record("facebook:2").value().value()).has_value());
}

TEST_CASE("Damaged files are named", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    {
        auto archive = create(dir, world);
        import(archive, {comment("1", "Anna", "uno"), comment("2", "Bea", "due")});
    }
    const auto home = dir.path() / "A";
    SECTION("a key file cut by one slot") {
        std::filesystem::resize_file(home / "keys.slots", 64 + 32);
        const auto refused = open(dir, world);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::damaged);
        CHECK(refused.error().detail.find("keys.slots") != std::string::npos);
    }
    SECTION("a key file of another archive") {
        const TempDir other;
        { auto archive = create(other, world); }
        std::filesystem::copy_file(other.path() / "A" / "keys.slots", home / "keys.slots",
                                   std::filesystem::copy_options::overwrite_existing);
        CHECK(open(dir, world).error().code == ErrorCode::damaged);
    }
    SECTION("a ledger that lost its end") {
        std::filesystem::resize_file(home / "ledger.jsonl", 0);
        CHECK(open(dir, world).error().code == ErrorCode::damaged);
    }
    SECTION("no database") {
        std::filesystem::remove(home / "archive.db");
        CHECK(open(dir, world).error().code == ErrorCode::not_found);
    }
    SECTION("a clock before the newest entry") {
        world.clock.time -= std::chrono::hours{1};
        CHECK(open(dir, world).error().code == ErrorCode::clock_backwards);
    }
    SECTION("a body moved to another record") {
        auto archive = open(dir, world).value();
        REQUIRE(archive.store().database->execute(
            "UPDATE record SET sealed = (SELECT sealed FROM record r WHERE r.row <> record.row)"));
        const auto row = archive.find_record("facebook:1").value().value();
        CHECK(archive.open_record(row).error().code == ErrorCode::damaged);
    }
}

TEST_CASE("Creating where something is already is refused and changes nothing", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    std::filesystem::create_directory(dir.path() / "A");
    std::ofstream{dir.path() / "A" / "file"} << "x";
    const auto refused = Archive::create(dir.path() / "A", {}, "{}", world.environment());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::exists);
    CHECK(std::distance(std::filesystem::directory_iterator{dir.path() / "A"}, {}) == 1);
}

TEST_CASE("Documents are replaced, listed and shredded", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = create(dir, world);
    REQUIRE(archive.put_document("hold", "t1", R"({"a":1})"));
    REQUIRE(archive.put_document("hold", "t2", R"({"a":2})"));
    REQUIRE(archive.put_document("hold", "t1", R"({"a":3})"));
    CHECK(archive.document("hold", "t1").value()->json == R"({"a":3})");
    const auto all = archive.documents("hold").value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == "t1");
    CHECK(archive.shred_document("hold", "t1").value());
    CHECK_FALSE(archive.shred_document("hold", "t1").value());
    CHECK_FALSE(archive.document("hold", "t1").value());
    CHECK(is_shredded(archive.store().slots->read(0).value()));
    CHECK(is_shredded(archive.store().slots->read(2).value()));
    CHECK_FALSE(is_shredded(archive.store().slots->read(1).value()));
}

TEST_CASE("Threads are summed up from the columns in clear", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = create(dir, world);
    auto answer = comment("3", "Comune", "risposta", "2026-01-12T09:00:00Z");
    answer.author_role = "channel";
    auto elsewhere = comment("4", "Dora", "altro", "2026-02-01T09:00:00Z");
    elsewhere.channel = "Biblioteca";
    elsewhere.visibility = "private";
    import(archive, {comment("1", "Anna", "uno"), answer, elsewhere});
    auto threads = archive.threads().value();
    REQUIRE(threads.size() == 2);
    const BlindKey key =
        archive.blind_key(IndexKind::thread, thread_value("facebook", "Comune di Prova", "100"));
    const auto& thread = threads[0].thread == key ? threads[0] : threads[1];
    const auto& other = threads[0].thread == key ? threads[1] : threads[0];
    CHECK(thread.records == 2);
    CHECK(thread.last == parse_instant("2026-01-12T09:00:00Z"));
    CHECK(thread.last_from_others == parse_instant("2026-01-10T09:00:00Z"));
    CHECK(thread.last_from_channel == thread.last);
    CHECK(other.is_private);
    CHECK(archive.thread_records(key).value().size() == 2);
}

TEST_CASE("A field is found by its name and the name by the field", "[archive]") {
    for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(Field::reply_to); ++i) {
        const FieldRef field{static_cast<Field>(i), 0};
        CHECK(parse_field(field_name(field)) == field);
    }
    CHECK(parse_field("side_text[12].bio") == FieldRef{Field::side_text, 12});
    CHECK_FALSE(parse_field("recipients[x].name"));
    CHECK_FALSE(parse_field("recipients[1].nome"));
    CHECK_FALSE(parse_field("nothing"));
}
