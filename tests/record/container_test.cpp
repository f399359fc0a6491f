// tests/record/container_test.cpp: zips and tar.gz: names, limits, refusals, damage.
#include "record/archive_input.hpp"
#include "record/archives.hpp"
#include "record/reading.hpp"

namespace oblio {

using reading::pack;
using reading::Packed;
using reading::read_path;
using reading::TempDir;

namespace {

const std::string line = "{\"id\":\"1\",\"text\":\"Buongiorno\"}\n";

Error refused(const std::filesystem::path& path, const ReadOptions& options = {}) {
    SystemEnvironment system;
    const auto reader = open_input(path, reading::with_key(options), system.environment());
    REQUIRE_FALSE(reader);
    return reader.error();
}

} // namespace

TEST_CASE("The same members are read from a folder, a zip and a tar.gz", "[container]") {
    const TempDir dir;
    const std::vector<std::pair<std::string, std::string>> members{
        {"wrapper/b.jsonl", line},
        {"wrapper/a.txt", "nothing"},
        {"__MACOSX/wrapper/._b.jsonl", line}};
    for (const auto& [name, bytes] : members) {
        dir.write("in/" + name, bytes);
    }
    pack(dir.path() / "in.zip", Packed::zip, members);
    pack(dir.path() / "in.tgz", Packed::tar_gz, members);
    for (const char* name : {"in", "in.zip", "in.tgz"}) {
        INFO(name);
        const auto outcome = read_path(dir.path() / name);
        REQUIRE(outcome.records.size() == 1);
        CHECK(outcome.records[0].text == "Buongiorno");
        CHECK(outcome.records[0].source->archive == name);
        CHECK(outcome.records[0].source->member == "wrapper/b.jsonl");
        CHECK(outcome.records[0].source->sha256);
        CHECK(outcome.account.members.at(0).bytes == line.size());
    }
}

TEST_CASE("A chat in a zip has its title from the archive's name", "[container]") {
    const TempDir dir;
    pack(dir.path() / "WhatsApp Chat - Rione Filande.zip", Packed::zip,
         {{"00000003-PHOTO-2024-03-12-18-45-10.jpg", "x"},
          {"_chat.txt",
           "[12/03/24, 18:45:10] Ginevra: <allegato: 00000003-PHOTO-2024-03-12-18-45-10.jpg>\n"
           "[12/03/24, 18:46:10] Ginevra: <allegato: 00000004-Ofelia.vcf>\n"},
          {"00000004-Ofelia.vcf", "BEGIN:VCARD\nTEL:+39 000\nEND:VCARD\n"}});
    const auto outcome = read_path(dir.path() / "WhatsApp Chat - Rione Filande.zip");
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].thread_id == "Rione Filande");
    CHECK_FALSE(outcome.records[0].attachments.at(0).missing);
    CHECK(outcome.records[1].attachments.at(0).type == "contact");
    REQUIRE(outcome.records[1].side_text.size() == 1);
    CHECK(outcome.records[1].side_text[0].value.find("TEL:+39 000") != std::string::npos);
}

TEST_CASE("Parts of one export are one tree and a member in both is read once", "[container]") {
    const TempDir dir;
    const std::string other = "{\"id\":\"2\",\"text\":\"x\"}\n";
    pack(dir.path() / "1.zip", Packed::zip, {{"a.jsonl", line}, {"b.jsonl", line}});
    pack(dir.path() / "2.zip", Packed::zip, {{"a.jsonl", line}, {"b.jsonl", other}});
    SystemEnvironment system;
    const std::vector<std::filesystem::path> parts{dir.path() / "1.zip", dir.path() / "2.zip"};
    auto reader = open_input(parts, reading::with_key(), system.environment());
    REQUIRE(reader);
    const auto outcome = reading::drain(**reader);
    CHECK(outcome.records.size() == 3);
    CHECK(outcome.account.other_members.at("duplicate") == 1);
}

TEST_CASE("Members that lead out of an archive are refused by name, the others are read",
          "[container]") {
    const TempDir dir;
    pack(dir.path() / "x.zip", Packed::zip,
         {{"../out.jsonl", line},
          {"/abs.jsonl", line},
          {"a/../../b.jsonl", line},
          {"in.jsonl", line}});
    const auto outcome = read_path(dir.path() / "x.zip");
    CHECK(outcome.records.size() == 1);
    REQUIRE(outcome.account.refused.size() == 3);
    CHECK(outcome.account.refused[0].error.detail.find("../out.jsonl: a path that leads out") !=
          std::string::npos);
    pack(dir.path() / "y.zip", Packed::zip, {{"../out.jsonl", line}});
    CHECK(refused(dir.path() / "y.zip").code == ErrorCode::unsupported_format);
}

TEST_CASE("Links and bombs are refused", "[container]") {
    const TempDir dir;
    pack(dir.path() / "l.tgz", Packed::tar_gz, {{"in.jsonl", line}}, "etc.jsonl");
    const auto linked = read_path(dir.path() / "l.tgz");
    CHECK(linked.records.size() == 1);
    CHECK(linked.account.refused.size() == 1);
    const std::string zeros(40U << 20U, '\n');
    pack(dir.path() / "b.zip", Packed::zip, {{"in.jsonl", line + zeros}});
    ReadOptions options;
    options.limits.record_bytes = 1000;
    const auto bomb = read_path(dir.path() / "b.zip", options);
    REQUIRE(bomb.problems.size() == 1);
    CHECK(bomb.problems[0].error.code == ErrorCode::limit_exceeded);
    options.limits.members = 1;
    pack(dir.path() / "m.zip", Packed::zip, {{"a.jsonl", line}, {"b.jsonl", line}});
    CHECK(refused(dir.path() / "m.zip", options).code == ErrorCode::limit_exceeded);
}

TEST_CASE("A damaged archive is named and what is before the damage is read or reported",
          "[container]") {
    const TempDir dir;
    std::string noise;
    for (unsigned i = 0; i < 60'000; ++i) {
        noise += "{\"id\":\"" + std::to_string(i * 2654435761U) + "\",\"text\":\"a\"}\n";
    }
    pack(dir.path() / "a.zip", Packed::zip, {{"a.jsonl", noise}});
    std::string bytes = test::bytes_of_file(dir.path() / "a.zip");
    bytes.resize(bytes.size() / 2);
    const auto cut = dir.write("cut.zip", bytes);
    SystemEnvironment system;
    auto reader = open_input(cut, reading::with_key(), system.environment());
    if (reader) {
        const auto outcome = reading::drain(**reader);
        REQUIRE_FALSE(outcome.problems.empty());
        CHECK(outcome.problems.back().error.code == ErrorCode::damaged);
    } else {
        CHECK(reader.error().code == ErrorCode::damaged);
        CHECK(reader.error().detail.find("cut.zip") != std::string::npos);
    }
    CHECK(refused(dir.write("x.gz", "\x1f\x8b\x08\x00garbage")).code == ErrorCode::damaged);
    std::istringstream stream{"PK\x03\x04"};
    const auto from_stream = open_input(stream, "-", ReadOptions{}, system.environment());
    REQUIRE_FALSE(from_stream);
    CHECK(from_stream.error().code == ErrorCode::unsupported_format);
}

TEST_CASE("Member names are UTF-8 in NFC, or code page 437", "[container]") {
    CHECK(record::member_name("citta\u0300.txt") == "città.txt");
    CHECK(record::member_name("citt\x85.txt") == "città.txt");
    CHECK(record::member_name("./a.txt") == "a.txt");
    CHECK(record::leads_out("C:\\x"));
    CHECK(record::leads_out("a\\..\\..\\b"));
    CHECK_FALSE(record::leads_out("a..b/c...d"));
    const TempDir dir;
    pack(dir.path() / "n.zip", Packed::zip, {{"perché.jsonl", line}});
    CHECK(read_path(dir.path() / "n.zip").records.at(0).source->member == "perché.jsonl");
}

} // namespace oblio
