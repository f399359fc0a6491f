// tests/record/refusals_test.cpp: section 13 of the formats reference: what is not read, and what
// the reader of the message is told to do about it.
#include "record/archives.hpp"
#include "record/reading.hpp"

namespace oblio {

using reading::pack;
using reading::Packed;
using reading::TempDir;

namespace {

/// One line of the reference: an input, what was recognised in it, what to do instead.
struct Refused {
    const char* name;
    std::string_view bytes;
    ErrorCode code;
    const char* recognised;
    const char* instead;
};

constexpr auto unsupported = ErrorCode::unsupported_format;

Error error_of(const std::filesystem::path& path) {
    SystemEnvironment system;
    auto reader = open_input(path, reading::with_key(), system.environment());
    REQUIRE_FALSE(reader);
    return reader.error();
}

bool says(const Error& error, std::string_view what) {
    return error.detail.find(what) != std::string::npos;
}

} // namespace

TEST_CASE("Every refused file is named, with what it is and what to ask for instead", "[refused]") {
    const std::vector<Refused> all{
        {"message_1.html", "<html><div>Participants: A</div></html>", unsupported, "Meta", "JSON"},
        {"your_posts_1.html", "<!doctype html><html>x</html>", unsupported, "Meta", "JSON"},
        {"messages.html", "<!DOCTYPE html><html><div class=\"history\">x</div></html>", unsupported,
         "Telegram", "Machine-readable JSON"},
        {"messages2.html", "<html>Exported Data</html>", unsupported, "Telegram",
         "Machine-readable JSON"},
        {"my-comments.html", "<html></html>", unsupported, "YouTube", "Google Takeout"},
        {"my-live-chat-messages.html", "<html></html>", unsupported, "YouTube", "Google Takeout"},
        {"pagina.html", "<html></html>", unsupported, "HTML", "JSON or CSV"},
        {"tweets.csv", "\"tweet_id\",\"text\"\n", unsupported, "before 2018", "new archive"},
        {"2012_01.js", "Grailbird.data.tweets_2012_01 = []", unsupported, "before 2018",
         "new archive"},
        {"msgstore.db.crypt14", "\x01\x02", unsupported, "WhatsApp database backup",
         "Esporta chat"},
        {"msgstore.db", "SQLite format 3", unsupported, "WhatsApp database backup", "Esporta chat"},
        {"posta.mbox", "From a@b.example Tue\nSubject: x\n", unsupported, "mail", "export"},
        {"posta.eml", "Received: x\n", unsupported, "mail", "export"},
        {"tabella.csv", "a;b;c\n1;2;3\n", ErrorCode::unknown_format, "no form", "mapping file"},
        {"dati.json", "{\"qualcosa\":[1,2]}", ErrorCode::unknown_format, "no form", "mapping file"},
        {"appunti.txt", "due righe\ndi testo\n", ErrorCode::unknown_format, "no form", "plain"}};
    for (const Refused& one : all) {
        const Error error = reading::refusal(one.name, one.bytes);
        INFO(error.detail);
        CHECK(error.code == one.code);
        CHECK(says(error, one.name));
        CHECK(says(error, one.recognised));
        CHECK(says(error, one.instead));
    }
}

TEST_CASE("Archives of advertising alone are refused, with content beside it they are read",
          "[refused]") {
    const TempDir dir;
    const std::vector<std::pair<std::string, std::string>> advertising{
        {"x/ads_information/ads_interests.json", "{\"topics_v2\":[]}"},
        {"x/data_logs/page_1.json", "{}"},
        {"x/logged_information/other.json", "{}"}};
    pack(dir.path() / "ads.zip", Packed::zip, advertising);
    const Error error = error_of(dir.path() / "ads.zip");
    INFO(error.detail);
    CHECK(error.code == unsupported);
    CHECK(says(error, "ads.zip"));
    CHECK(says(error, "advertising"));
    CHECK(says(error, "messages, posts and comments"));
    auto more = advertising;
    more.emplace_back("x/posts.jsonl", "{\"id\":\"1\",\"text\":\"x\"}\n");
    pack(dir.path() / "more.zip", Packed::zip, more);
    CHECK(reading::read_path(dir.path() / "more.zip").records.size() == 1);
}

TEST_CASE("Refused members of an archive are named with their path", "[refused]") {
    const TempDir dir;
    pack(dir.path() / "a.zip", Packed::zip,
         {{"in.jsonl", "{\"id\":\"1\",\"text\":\"x\"}\n"},
          {"../out.jsonl", "{}"},
          {"messages/inbox/a_1/message_1.html", "<html>Participants: A</html>"},
          {"rotto.json", "{\"a\":[1,"}});
    const auto outcome = reading::read_path(dir.path() / "a.zip");
    CHECK(outcome.records.size() == 1);
    REQUIRE(outcome.account.refused.size() == 3);
    for (const Problem& problem : outcome.account.refused) {
        INFO(format_problem(problem));
        CHECK(problem.where.file == (dir.path() / "a.zip").string());
        REQUIRE(problem.where.member);
        CHECK(says(problem.error, "a.zip: " + *problem.where.member));
    }
    CHECK(says(outcome.account.refused[0].error, "leads out of the archive"));
    CHECK(says(outcome.account.refused[1].error, "format JSON"));
    CHECK(says(outcome.account.refused[2].error, "byte 8")); // where the JSON ends
}

TEST_CASE("An archive inside a folder is not passed over in silence", "[refused]") {
    const TempDir dir;
    dir.write("in/chat.jsonl", "{\"id\":\"1\",\"text\":\"x\"}\n");
    dir.write("in/lettera.docx", "PK\x03\x04 a document, which is a zip too");
    CHECK(reading::read_path(dir.path() / "in").account.refused.empty());
    std::filesystem::create_directories(dir.path() / "in" / "parti");
    pack(dir.path() / "in" / "parti" / "export-1.zip", Packed::zip,
         {{"r.jsonl", "{\"id\":\"2\",\"text\":\"y\"}\n"}});
    const auto outcome = reading::read_path(dir.path() / "in");
    CHECK(outcome.records.size() == 1);
    REQUIRE(outcome.account.refused.size() == 1);
    CHECK(says(outcome.account.refused[0].error, "parti/export-1.zip: an archive inside"));
    std::filesystem::remove(dir.path() / "in" / "chat.jsonl");
    CHECK(says(error_of(dir.path() / "in"), "give it by its own name")); // not: it is empty
}

TEST_CASE("An archive that is an attachment is passed over as attachments are, and counted",
          "[refused]") {
    const TempDir dir;
    dir.write("in/chat.jsonl", "{\"id\":\"1\",\"text\":\"x\"}\n");
    dir.write("in/files/registro.gz", "\x1f\x8b compressed");
    pack(dir.path() / "in" / "files" / "modulo", Packed::zip,
         {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}});
    pack(dir.path() / "in" / "files" / "foto.zip", Packed::zip,
         {{"foto/", ""}, {"foto/buca 1.jpg", "\xff\xd8"}, {"leggimi.txt", "tre foto"}});
    const auto passed = reading::read_path(dir.path() / "in");
    CHECK(passed.records.size() == 1);
    CHECK(passed.account.refused.empty());
    CHECK(passed.account.other_members.at("zip") == 1);
    CHECK(passed.account.other_members.at("gz") == 1);
    CHECK(passed.account.other_members.at("") == 1);

    // What may be an export is still told: by a member's name, or by its own.
    pack(dir.path() / "in" / "files" / "chat di ada.zip", Packed::zip, {{"_chat.txt", "x"}});
    pack(dir.path() / "in" / "files" / "Takeout-2025.zip", Packed::zip, {{"a.jpg", "x"}});
    dir.write("in/files/vecchio.tar.gz", "\x1f\x8b compressed");
    CHECK(reading::read_path(dir.path() / "in").account.refused.size() == 3);
    dir.write("in/files/altri.jsonl.gz", "\x1f\x8b compressed");
    CHECK(reading::read_path(dir.path() / "in").account.refused.size() == 4);
}

TEST_CASE("Pages that only lead to the content are no refusals, nor those that repeat it",
          "[refused]") {
    const TempDir dir;
    const std::string posts = R"([{"timestamp":1,"data":[{"post":"ciao"}]}])";
    dir.write("in/start_here.html", "<html>facebook</html>");
    dir.write("in/your_facebook_activity/posts/your_posts_1.json", posts);
    dir.write("in/your_facebook_activity/posts/your_posts_1.html", "<html>ciao</html>");
    const auto outcome = reading::read_path(dir.path() / "in");
    CHECK(outcome.records.size() == 1);
    CHECK(outcome.account.refused.empty());
    ReadOptions again;
    again.every_place = true; // the copy would hold the page as it is
    CHECK(reading::read_path(dir.path() / "in", again).account.refused.size() == 1);
}

TEST_CASE("An encrypted zip is refused with the password as the way out", "[refused]") {
    const TempDir dir;
    pack(dir.path() / "c.zip", Packed::zip, {{"_chat.txt", "niente"}});
    std::string bytes = test::bytes_of_file(dir.path() / "c.zip");
    // The bit that says so, in the local and in the central header.
    bytes[bytes.find("PK\3\4") + 6] |= 1;
    bytes[bytes.find("PK\1\2") + 8] |= 1;
    const Error error = error_of(dir.write("chiuso.zip", bytes));
    INFO(error.detail);
    CHECK(error.code == unsupported);
    CHECK(says(error, "chiuso.zip: _chat.txt"));
    CHECK(says(error, "password"));
}

} // namespace oblio
