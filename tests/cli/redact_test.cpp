// tests/cli/redact_test.cpp: oblio redact, restore and forget, run as a user runs them.
#include "support/files.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace oblio::test;

namespace {

const std::string records =
    "{\"id\":\"a\",  \"text\":\"Mi chiamo Ada Fittizia, 316 555 0101 \\u00e8 "
    "il mio\"}\n{\"id\":\"b\",\"text\":\"ciao\"}\n";

} // namespace

TEST_CASE("redact changes the spans alone; a record without findings stays as it is", "[cli]") {
    const auto run = run_program({"redact"}, records);
    CHECK(run.exit == 0);
    CHECK(run.out == "{\"id\":\"a\",  \"text\":\"Mi chiamo [name], [phone] \\u00e8 il mio\"}\n"
                     "{\"id\":\"b\",\"text\":\"ciao\"}\n");
    CHECK(run_program({"redact", "--operator", "nonsense"}, records).exit == 2);
    CHECK(run_program({"redact", "--operator", "hash"}, records).exit == 2);
}

TEST_CASE("redact takes out a surname alone whose bearer the thread has named", "[cli]") {
    const std::string lines =
        "{\"id\":\"a\",\"thread_id\":\"t\",\"text\":\"C'era Ezio Brambati\"}\n"
        "{\"id\":\"b\",\"thread_id\":\"u\",\"text\":\"con Brambati non ci parlo\"}\n"
        "{\"id\":\"c\",\"thread_id\":\"t\",\"text\":\"con Brambati non ci parlo\"}\n";
    const auto whole = run_program({"redact", "--lang", "en"}, lines);
    CHECK(whole.exit == 0);
    CHECK(whole.out.find("Ezio") == std::string::npos);
    CHECK(whole.out.find("\"u\",\"text\":\"con Brambati") != std::string::npos);
    CHECK(whole.out.find("\"t\",\"text\":\"con Brambati") == std::string::npos);
    const auto alone = run_program({"redact", "--each-alone"}, lines);
    CHECK(alone.out.find("\"t\",\"text\":\"con Brambati") != std::string::npos);
}

TEST_CASE("redact hands on nothing that it could not read", "[cli]") {
    const auto run =
        run_program({"redact"}, "{\"id\":\"a\",\"text\":\"x\xE8 316 555 0101\"}\n" + records);
    CHECK(run.exit == 2);
    CHECK(run.err.find("line 1") != std::string::npos);
    CHECK(run.out.empty());
}

TEST_CASE("Pseudonyms go back to the very same bytes with their key, with no other", "[cli]") {
    const TempDir dir;
    const auto key = dir.write("key", std::string(64, 'a') + "\n").string();
    const auto other = dir.write("other", std::string(64, 'b')).string();
    const auto hidden = run_program({"redact", "--operator", "pseudonym", "--key", key}, records);
    CHECK(hidden.out.find("Fittizia") == std::string::npos);
    CHECK(run_program({"restore", "--key", key}, hidden.out).out == records);
    CHECK(run_program({"restore", "--key", other}, hidden.out).out == hidden.out);
}

TEST_CASE("An export is redacted in place, as a whole", "[cli]") {
    const TempDir dir;
    const auto chat = dir.write("Chat WhatsApp con Ada.txt",
                                "12/03/24, 18:45 - Ada Fittizia: Buongiorno\n"
                                "12/03/24, 18:46 - Ada Fittizia: il mio numero: 316 555 0101\n");
    CHECK(run_program({"redact", "--in-place", chat.string()}).exit == 0);
    CHECK(bytes_of_file(chat).find("316 555 0101") == std::string::npos);
    CHECK(bytes_of_file(chat).find("12/03/24, 18:46 - ") != std::string::npos);
}

TEST_CASE("redact takes the place out of photographs and messages, not what is no place", "[cli]") {
    const TempDir dir;
    const auto post = dir.write(
        "in/your_facebook_activity/posts/your_posts_1.json",
        R"([{"timestamp":1710265510,"data":[{"post":"In piazza"}],"attachments":[{"data":[)"
        R"({"media":{"uri":"a.jpg","media_metadata":{"photo_metadata":{"exif_data":[)"
        R"({"upload_ip":"192.0.2.7","latitude":43.123456,"longitude":-13.5,"iso":200},)"
        R"({"latitude":0.0,"longitude":0.0}]}}}}]}]}])");
    const auto chat = dir.write(
        "result.json",
        R"({"name":"A","type":"personal_chat","id":5,"messages":[{"id":1,"type":"message",)"
        R"("date_unixtime":"1","location_information":{"latitude":43.5,"longitude":13.25},"text":""}]})");
    const auto lines = dir.write("a.jsonl", R"({"id":"1","text":"x","side_text":[{"name":"place",)"
                                            R"("value":"43.5,13.25"},{"name":"n","value":"3,14"}]})"
                                            "\n");
    for (const auto& path : {dir.path() / "in", chat, lines}) {
        CHECK(run_program({"redact", "--in-place", path.string()}).exit == 0);
    }
    CHECK(bytes_of_file(post).find(
              R"({"upload_ip":"[profile]","latitude":0.0,"longitude":0.0,"iso":200})") !=
          std::string::npos);
    CHECK(bytes_of_file(chat).find(R"({"latitude":0.0,"longitude":0.0})") != std::string::npos);
    CHECK(bytes_of_file(lines).find(R"("value":"[address]")") != std::string::npos);
    CHECK(bytes_of_file(lines).find(R"("value":"3,14")") != std::string::npos);
}

TEST_CASE("forget drops what the subject wrote and redacts where others name them", "[cli]") {
    const TempDir dir;
    const auto file = dir.write(
        "r.jsonl", "{\"v\":1,\"id\":\"generic:1\",\"kind\":\"comment\",\"platform\":\"generic\","
                   "\"channel\":\"c\",\"thread_id\":\"t\",\"author_name\":\"Zelinda "
                   "Amaranto\",\"text\":\"io\"}\n"
                   "{\"v\":1,\"id\":\"generic:2\",\"kind\":\"comment\",\"platform\":\"generic\","
                   "\"channel\":\"c\",\"thread_id\":\"t\",\"author_name\":\"Ugo Prova\","
                   "\"text\":\"Brava Zelinda Amaranto!\"}\n"
                   "{\"v\":1,\"id\":\"generic:3\",\"kind\":\"comment\",\"platform\":\"generic\","
                   "\"channel\":\"c\",\"thread_id\":\"u\",\"author_name\":\"Ugo Prova\","
                   "\"text\":\"Ma Zelinda viene?\"}\n");
    const auto subject = dir.write("s.json", "{\"name\":\"Zelinda Amaranto\"}").string();
    const auto review = (dir.path() / "review.jsonl").string();
    const auto run =
        run_program({"forget", "--subject", subject, "--review", review, file.string()});
    CHECK(run.exit == 0);
    CHECK(run.out.find("generic:1") == std::string::npos);
    CHECK(run.out.find("Brava [name]!") != std::string::npos);
    CHECK(run.out.find("Ma Zelinda viene?") != std::string::npos);
    CHECK(bytes_of_file(review).find("generic:3") != std::string::npos);
    CHECK(bytes_of_file(review).find("generic:2") == std::string::npos);
    const auto bad = dir.write("bad.json", "{\"phone\":\"1\"}").string();
    const auto refused = run_program({"forget", "--subject", bad, file.string()});
    CHECK(refused.exit == 2);
    CHECK(refused.err.find("/phone") != std::string::npos);
}
