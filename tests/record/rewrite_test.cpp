// tests/record/rewrite_test.cpp: an export written again without what has to go.
#include "oblio/record/rewrite.hpp"

#include "record/archives.hpp"
#include "record/edit_store.hpp"
#include "record/reading.hpp"

#include "support/paths.hpp"

#include <nlohmann/json.hpp>

#include <random>
#include <set>

namespace oblio {

using reading::read_path;
using reading::TempDir;

namespace {

/// Replaces `word` wherever it stands in the text, and as another string.
RecordEdit without(const Record& record, const std::string& word, const std::string& instead) {
    RecordEdit edit;
    const std::string text = record.text.value_or("");
    for (auto at = text.find(word); at != std::string::npos;
         at = text.find(word, at + word.size())) {
        edit.text.push_back({at, at + word.size(), instead});
    }
    edit.strings = [word, instead](std::string_view value) -> std::optional<std::string> {
        const auto at = value.find(word);
        if (at == std::string_view::npos) {
            return std::nullopt;
        }
        std::string fresh{value};
        return fresh.replace(at, word.size(), instead);
    };
    return edit;
}

RewriteAccount rewrite(const std::filesystem::path& from, const std::filesystem::path& to,
                       const ExportEditor& editor, const ReadOptions& options = {}) {
    SystemEnvironment system;
    auto done = rewrite_export(from, to, reading::with_key(options), system.environment(), editor);
    if (!done) {
        FAIL(done.error().detail);
    }
    return *done;
}

/// The bytes of a one-file export after an edit.
std::string rewritten(const std::string& name, const std::string& bytes,
                      const ExportEditor& editor) {
    const TempDir dir;
    rewrite(dir.write(name, bytes), dir.path() / ("out-" + name), editor);
    return test::bytes_of_file(dir.path() / ("out-" + name));
}

ExportEditor dropping(std::vector<std::string> texts) {
    ExportEditor editor;
    editor.record = [texts = std::move(texts)](const Record& record) {
        RecordEdit edit;
        edit.drop = std::find(texts.begin(), texts.end(), record.text.value_or("")) != texts.end();
        return edit;
    };
    return editor;
}

ExportEditor replacing(std::string word, std::string instead) {
    ExportEditor editor;
    editor.record = [word, instead](const Record& record) {
        return without(record, word, instead);
    };
    editor.outside = [word, instead](std::string_view value) {
        return without(Record{}, word, instead).strings(value);
    };
    return editor;
}

} // namespace

TEST_CASE("An export that is written without edits is the same bytes", "[rewrite]") {
    const auto exports = test::source_folder() / "fixtures/town/seed1/exports";
    for (const char* path : {"telegram/ChatExport_2026-09-30/result.json", "graph/page_feed.json",
                             "graph/feed.jsonl", "youtube/api/commentThreads.json",
                             "whatsapp/android/Chat WhatsApp con Giada Rocchettini.txt"}) {
        INFO(path);
        const TempDir dir;
        rewrite(exports / path, dir.path() / "out", ExportEditor{});
        CHECK(test::bytes_of_file(dir.path() / "out") == test::bytes_of_file(exports / path));
    }
}

TEST_CASE("A record goes with exactly one comma", "[rewrite]") {
    const std::string start = R"({"name":"X","type":"public_channel","id":1,"messages":[)";
    const auto message = [](const std::string& text) {
        return R"({"id":)" + std::to_string(text[0] - 'a' + 1) +
               R"(,"type":"message","date_unixtime":"1710265510","text":")" + text + R"("})";
    };
    const std::string all =
        start + "\n " + message("a") + ",\n " + message("b") + ",\n " + message("c") + "\n]}\n";
    const auto drop = [&](std::vector<std::string> texts) {
        const std::string out = rewritten("result.json", all, dropping(std::move(texts)));
        std::string left;
        const auto parsed = nlohmann::json::parse(out); // strict: no comma too many or too few
        for (const auto& one : parsed["messages"]) {
            left += one["text"].get<std::string>();
        }
        return left;
    };
    CHECK(drop({}) == "abc");
    CHECK(drop({"a"}) == "bc");
    CHECK(drop({"b"}) == "ac");
    CHECK(drop({"c"}) == "ab");
    CHECK(drop({"a", "b"}) == "c");
    CHECK(drop({"b", "c"}) == "a");
    CHECK(drop({"a", "c"}) == "b");
    CHECK(drop({"a", "b", "c"}).empty());
    CHECK(rewritten("result.json", all, dropping({"b"})) ==
          start + "\n " + message("a") + ",\n \n " + message("c") + "\n]}\n");
}

TEST_CASE("However many records go, whichever they are, the rest is the same bytes", "[rewrite]") {
    std::mt19937 random{7};
    constexpr int count = 2'000; // more than are worked out at a time
    for (const unsigned share : {0U, 5U, 50U, 95U, 100U, 50U}) {
        std::string all = R"({"name":"X","type":"public_channel","id":1,"messages":[)";
        std::string lines;
        std::set<std::string> gone;
        std::string left; // of the lines
        for (int i = 0; i < count; ++i) {
            const std::string name = "m" + std::to_string(i);
            const std::string line = R"({"id":")" + name + R"(","text":")" + name + "\"}\n";
            if (random() % 100 < share) {
                gone.insert(name);
            } else {
                left += line;
            }
            lines += line;
            all += std::string(i > 0 ? ",\n" : "\n") + R"( {"id":)" + std::to_string(i) +
                   R"(,"type":"message","from":"Ada","text":")" + name + R"("})";
        }
        all += "\n],\"about\":\"Ada\"}\n";
        ExportEditor editor = replacing("Ada", "[N]");
        editor.record = [&](const Record& record) {
            RecordEdit edit = without(record, "Ada", "[N]");
            edit.drop = gone.contains(record.text.value_or(""));
            return edit;
        };
        INFO(share << " of a hundred go");
        CHECK(rewritten("a.jsonl", lines, editor) == left);
        const std::string out = rewritten("result.json", all, editor);
        const auto parsed = nlohmann::json::parse(out);
        std::string rest;
        for (const auto& one : parsed["messages"]) {
            rest += R"({"id":")" + one["text"].get<std::string>() + R"(","text":")" +
                    one["text"].get<std::string>() + "\"}\n";
            CHECK(one["from"] == "[N]");
        }
        CHECK(rest == left);
        CHECK(parsed["about"] == "[N]");
    }
}

TEST_CASE("A record that stands before those it hangs beside in the file is found all the same",
          "[rewrite]") {
    // The reader gives comments before replies, wherever they stand.
    const std::string media =
        R"({"data":[{"id":"1","caption":"di Ugo","timestamp":"2024-03-12T17:45:10+0000","replies":{"data":[{"id":"3","text":"via","timestamp":"2024-03-12T17:46:10+0000"}]},"comments":{"data":[{"id":"2","text":"resto Ugo","timestamp":"2024-03-12T17:46:10+0000"}]}}]})";
    ExportEditor editor;
    editor.record = [](const Record& record) {
        RecordEdit edit = without(record, "Ugo", "N");
        edit.drop = record.text == "via";
        return edit;
    };
    std::string wanted = media;
    wanted.replace(wanted.find("di Ugo"), 6, "di N");
    wanted.replace(wanted.find("resto Ugo"), 9, "resto N");
    const auto from = wanted.find(R"({"id":"3")");
    wanted.erase(from, wanted.find("]", from) - from);
    CHECK(rewritten("media.json", media, editor) == wanted);
}

TEST_CASE("Only the changed range of a text is written anew", "[rewrite]") {
    const std::string telegram = R"({"name":"X","type":"public_channel","id":1,"messages":[
 {"id":1,"type":"message","date_unixtime":"1710265510","from":"Ugo Finto","text":["\u00c8 di ",{"type":"bold","text":"Ugo F"},"into, \ud83d\ude00 gi\u00e0"],"text_entities":[{"type":"plain","text":"\u00c8 di "},{"type":"bold","text":"Ugo F"},{"type":"plain","text":"into, \ud83d\ude00 gi\u00e0"}]}]}
)";
    const std::string out = rewritten("result.json", telegram, replacing("Ugo Finto", "[NOME]"));
    CHECK(out == R"({"name":"X","type":"public_channel","id":1,"messages":[
 {"id":1,"type":"message","date_unixtime":"1710265510","from":"[NOME]","text":["\u00c8 di ",{"type":"bold","text":"[NOME]"},", \ud83d\ude00 gi\u00e0"],"text_entities":[{"type":"plain","text":"\u00c8 di "},{"type":"bold","text":"[NOME]"},{"type":"plain","text":", \ud83d\ude00 gi\u00e0"}]}]}
)");
}

TEST_CASE("Meta's text keeps its writing and its members lose the name outside of records",
          "[rewrite]") {
    const std::string thread = R"({"participants":[{"name":"Ugo Finto"},{"name":"Comune"}],
 "messages":[{"sender_name":"Ugo Finto","timestamp_ms":2,"content":"Perch\u00c3\u00a9 Ugo Finto \u00c3\u00a8 qui?","reactions":[{"reaction":"\u00f0\u009f\u0091\u008d","actor":"Ugo Finto"}]}],
 "title":"Ugo Finto","thread_path":"inbox/ugofinto_1"})";
    const std::string out = rewritten("message_1.json", thread, replacing("Ugo Finto", "già"));
    CHECK(out == R"({"participants":[{"name":"gi\u00c3\u00a0"},{"name":"Comune"}],
 "messages":[{"sender_name":"gi\u00c3\u00a0","timestamp_ms":2,"content":"Perch\u00c3\u00a9 gi\u00c3\u00a0 \u00c3\u00a8 qui?","reactions":[{"reaction":"\u00f0\u009f\u0091\u008d","actor":"gi\u00c3\u00a0"}]}],
 "title":"gi\u00c3\u00a0","thread_path":"inbox/ugofinto_1"})");
}

TEST_CASE("WhatsApp keeps headers, marks and line ends", "[rewrite]") {
    const std::string chat = "\xEF\xBB\xBF[12/03/24, 18:45:10] Ugo Finto: Sono\r\nUgo Finto\r\n"
                             "\xE2\x80\x8E[12/03/24, 18:45:12] ~\xE2\x80\xAFOfelia: ciao Ugo "
                             "Finto, va bene \xE2\x80\x8E<Questo messaggio è stato modificato>\r\n"
                             "[12/03/24, 18:46:12] Ada: via\r\n";
    CHECK(rewritten("_chat.txt", chat, replacing("Ugo Finto", "[N]")) ==
          "\xEF\xBB\xBF[12/03/24, 18:45:10] [N]: Sono\r\n[N]\r\n"
          "\xE2\x80\x8E[12/03/24, 18:45:12] ~\xE2\x80\xAFOfelia: ciao [N], va bene "
          "\xE2\x80\x8E<Questo messaggio è stato modificato>\r\n"
          "[12/03/24, 18:46:12] Ada: via\r\n");
    CHECK(rewritten("_chat.txt", chat, dropping({"Sono\nUgo Finto"})).find("Sono") ==
          std::string::npos);
}

TEST_CASE("Rows, segments, markup and escaped tweets are written in their own way", "[rewrite]") {
    const std::string csv =
        "Channel ID,Comment Create Timestamp,Comment ID,Comment Text\r\n"
        "UCx,2024-03-12T17:45:10Z,Ug1,\"{\"\"text\"\":\"\"Gentile Ugo\"\"}\"\r\n"
        "UCx,2024-03-12T17:45:11Z,Ug2,altro\r\n";
    CHECK(rewritten("comments.csv", csv, replacing("Ugo", "N")) ==
          "Channel ID,Comment Create Timestamp,Comment ID,Comment Text\r\n"
          "UCx,2024-03-12T17:45:10Z,Ug1,\"{\"\"text\"\":\"\"Gentile N\"\"}\"\r\n"
          "UCx,2024-03-12T17:45:11Z,Ug2,altro\r\n");
    CHECK(rewritten("comments.csv", csv, dropping({"Gentile Ugo"})) ==
          "Channel ID,Comment Create Timestamp,Comment ID,Comment Text\r\n"
          "UCx,2024-03-12T17:45:11Z,Ug2,altro\r\n");
    const std::string tweet =
        "window.YTD.tweets.part0 = [{\"tweet\":{\"id_str\":\"1\",\"full_text\":\"A &amp; Ugo "
        "&lt;3\"}}];\n";
    CHECK(rewritten("tweets.js", tweet, replacing("Ugo", "N & M")) ==
          "window.YTD.tweets.part0 = [{\"tweet\":{\"id_str\":\"1\",\"full_text\":\"A &amp; N &amp; "
          "M &lt;3\"}}];\n");
    const std::string outbox =
        R"({"type":"OrderedCollection","orderedItems":[{"type":"Create","to":["as:Public"],"object":{"id":"n","content":"<p>Ugo &amp; Ada</p>","contentMap":{"it":"<p>Ugo &amp; Ada</p>"}}}]})";
    CHECK(
        rewritten("outbox.json", outbox, replacing("Ugo", "N")) ==
        R"({"type":"OrderedCollection","orderedItems":[{"type":"Create","to":["as:Public"],"object":{"id":"n","content":"<p>N &amp; Ada</p>","contentMap":{"it":"<p>N &amp; Ada</p>"}}}]})");
    const std::string neutral = "{\"v\":1,\"id\":\"1\",\"text\":\"ciao \\u00e8 "
                                "Ugo\",\"author_name\":\"Ugo\"}\n{\"id\":\"2\",\"text\":\"b\"}\n";
    CHECK(rewritten("a.jsonl", neutral, replacing("Ugo", "N")) ==
          "{\"v\":1,\"id\":\"1\",\"text\":\"ciao \\u00e8 "
          "N\",\"author_name\":\"N\"}\n{\"id\":\"2\",\"text\":\"b\"}\n");
    CHECK(rewritten("a.jsonl", neutral, dropping({"b"})).size() == neutral.size() - 22);
}

TEST_CASE("A post on which others' comments hang is emptied and they stay", "[rewrite]") {
    const std::string feed =
        R"({"data":[{"id":"100_200","message":"di Ugo","created_time":"2024-03-12T17:45:10+0000","from":{"id":"100","name":"Ugo"},"comments":{"data":[{"id":"200_301","message":"resto","created_time":"2024-03-12T17:46:10+0000","from":{"id":"9","name":"Ada"}}]}}]})";
    const TempDir dir;
    const auto account =
        rewrite(dir.write("feed.json", feed), dir.path() / "out.json", dropping({"di Ugo"}));
    CHECK(account.emptied == 1);
    CHECK(account.dropped == 0);
    const std::string out = test::bytes_of_file(dir.path() / "out.json");
    CHECK(out.find("Ugo") == std::string::npos);
    CHECK(out.find("resto") != std::string::npos);
    CHECK(out.find("Ada") != std::string::npos);
    CHECK(read_path(dir.path() / "out.json").records.size() == 2);
}

TEST_CASE("In an archive the other members stay, and media go with the record that named them",
          "[rewrite]") {
    for (const auto how : {reading::Packed::zip, reading::Packed::tar_gz}) {
        const TempDir dir;
        const std::string name = how == reading::Packed::zip ? "WhatsApp Chat - X.zip" : "x.tgz";
        reading::pack(dir.path() / name, how,
                      {{"_chat.txt",
                        "[12/03/24, 18:45:10] Ugo: \xE2\x80\x8E<allegato: "
                        "01-PHOTO-2024-03-12-18-45-10.jpg>\n[12/03/24, 18:46:10] Ada: ciao Ugo\n"},
                       {"01-PHOTO-2024-03-12-18-45-10.jpg", "jpeg"},
                       {"02-PHOTO-2024-03-12-18-45-10.jpg", "other"}});
        ExportEditor editor;
        editor.record = [](const Record& record) {
            RecordEdit edit = without(record, "Ugo", "[N]");
            edit.drop = record.author.name == "Ugo";
            return edit;
        };
        const auto account = rewrite(dir.path() / name, dir.path() / name, editor); // in its place
        CHECK(account.dropped == 1);
        CHECK(account.changed == 1);
        CHECK(account.media_gone.size() == 1);
        const auto members = reading::unpack(dir.path() / name);
        REQUIRE(members.size() == 2);
        CHECK(members[0].second == "[12/03/24, 18:46:10] Ada: ciao [N]\n");
        CHECK(members[1] ==
              std::pair<std::string, std::string>{"02-PHOTO-2024-03-12-18-45-10.jpg", "other"});
        CHECK(read_path(dir.path() / name).records.size() == 1);
        CHECK_FALSE(std::filesystem::exists(dir.path() / (name + ".new")));
    }
}

TEST_CASE("The folder of a conversation loses the name of its person, and paths follow it",
          "[rewrite]") {
    const std::string folder = "x/your_facebook_activity/messages/inbox/";
    const auto thread = [](const std::string& name, const std::string& slug) {
        return R"({"participants":[{"name":")" + name +
               R"("},{"name":"Comune"}],"messages":[{"sender_name":"Comune","timestamp_ms":2,)"
               R"("content":"guarda","photos":[{"uri":"messages/inbox/)" +
               slug + R"(/photos/1.jpg"}]}],"title":")" + name + R"(","thread_path":"inbox/)" +
               slug + R"("})";
    };
    const std::vector<std::pair<std::string, std::string>> members{
        {folder + "dambrosettimartinafrancesca_6628326710/message_1.json",
         thread("D'Ambrosetti Martina Francesca", "dambrosettimartinafrancesca_6628326710")},
        {folder + "dambrosettimartinafrancesca_6628326710/photos/1.jpg", "jpeg"},
        {folder + "ada_7/message_1.json", thread("Ada", "ada_7")}};
    const std::string fresh = folder + "facebookuser_6628326710/";
    for (const auto how : {reading::Packed::zip, reading::Packed::tar_gz}) {
        const TempDir dir;
        const auto path = dir.path() / (how == reading::Packed::zip ? "a.zip" : "a.tgz");
        reading::pack(path, how, members);
        const auto account =
            rewrite(path, path, replacing("D'Ambrosetti Martina Francesca", "[N]"));
        CHECK(account.renamed.size() == 1);
        const auto after = reading::unpack(path);
        REQUIRE(after.size() == 3);
        CHECK(after[0].first == fresh + "message_1.json");
        CHECK(after[0].second == thread("[N]", "facebookuser_6628326710"));
        CHECK(after[1].first == fresh + "photos/1.jpg");
        CHECK(after[2] == members[2]);
    }
    const TempDir dir;
    for (const auto& [name, bytes] : members) {
        dir.write("in/" + name, bytes);
    }
    rewrite(dir.path() / "in", dir.path() / "in",
            replacing("D'Ambrosetti Martina Francesca", "[N]"));
    CHECK(test::bytes_of_file(dir.path() / "in" / (fresh + "message_1.json")) ==
          thread("[N]", "facebookuser_6628326710"));
    CHECK(test::bytes_of_file(dir.path() / "in" / (fresh + "photos/1.jpg")) == "jpeg");
    CHECK_FALSE(std::filesystem::exists(dir.path() / "in" / folder /
                                        "dambrosettimartinafrancesca_6628326710"));
    CHECK(read_path(dir.path() / "in").records.at(1).attachments.at(0).path ==
          "messages/inbox/facebookuser_6628326710/photos/1.jpg");
}

TEST_CASE("A file whose own name tells a person is said, and stays for its keeper to rename",
          "[rewrite]") {
    const TempDir dir;
    const auto chat = dir.write("Ugo Finto.txt", "12/03/24, 18:45 - Ugo Finto: ciao\n");
    CHECK(rewrite(chat, chat, replacing("Ugo Finto", "[N]")).telling_names ==
          std::vector<std::string>{"Ugo Finto.txt"});
    CHECK(rewrite(chat, dir.path() / "chat.txt", replacing("[N]", "[M]")).telling_names.empty());
}

TEST_CASE("The parts of one export are written again as one", "[rewrite]") {
    const TempDir dir;
    const std::string both = "{\"id\":\"1\",\"text\":\"via\"}\n{\"id\":\"2\",\"text\":\"b\"}\n";
    reading::pack(dir.path() / "1.zip", reading::Packed::zip,
                  {{"a.jsonl", both}, {"b.jsonl", "{\"id\":\"3\",\"text\":\"resta\"}\n"}});
    reading::pack(dir.path() / "2.zip", reading::Packed::zip, {{"a.jsonl", both}});
    const std::vector<std::filesystem::path> parts{dir.path() / "1.zip", dir.path() / "2.zip"};
    const std::vector<std::filesystem::path> outputs{dir.path() / "out1.zip",
                                                     dir.path() / "out2.zip"};
    SystemEnvironment system;
    const auto account = rewrite_export(parts, outputs, reading::with_key(), system.environment(),
                                        dropping({"via"}));
    REQUIRE(account);
    CHECK(account->records == 5);
    CHECK(account->dropped == 2); // the copy in the other part went too
    for (const auto& output : outputs) {
        CHECK(reading::unpack(output)[0].second == "{\"id\":\"2\",\"text\":\"b\"}\n");
    }
    CHECK(reading::unpack(outputs[0])[1].second == "{\"id\":\"3\",\"text\":\"resta\"}\n");
    dir.write("altra/1.zip", "");
    const std::vector<std::filesystem::path> same{parts[0], dir.path() / "altra/1.zip"};
    const auto refused =
        rewrite_export(same, outputs, reading::with_key(), system.environment(), ExportEditor{});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::bad_argument);
}

TEST_CASE("Contacts go out of their list like records", "[rewrite]") {
    const std::string full =
        R"({"contacts":{"about":"","list":[{"user_id":1,"first_name":"Ugo","last_name":"Finto","phone_number":"+39 000"},{"user_id":2,"first_name":"Ada","last_name":"","phone_number":"1"}]},"sessions":{"list":[{"last_ip":"192.0.2.1"}]},"chats":{"list":[{"name":"A","type":"personal_chat","id":5,"messages":[{"id":1,"type":"message","text":"x","date_unixtime":"1"}]}]}})";
    const TempDir dir;
    const auto path = dir.write("result.json", full);
    const auto plain = read_path(path);
    CHECK(plain.records.size() == 1); // nobody's utterances
    CHECK(plain.account.members.at(0).side_data ==
          std::map<std::string, std::uint64_t>{{"contacts", 2}, {"sessions", 1}});
    ReadOptions options;
    options.side_data = true;
    const auto asked = read_path(path, options);
    REQUIRE(asked.records.size() == 4);
    CHECK(asked.records[0].author.name == "Ugo Finto");
    CHECK(asked.records[0].author.id == "user1");
    CHECK(asked.records[2].side_text.at(0).value == "192.0.2.1");
    ExportEditor editor;
    editor.record = [](const Record& record) {
        RecordEdit edit;
        edit.drop = record.author.name == "Ugo Finto";
        return edit;
    };
    rewrite(path, dir.path() / "out.json", editor);
    std::string wanted = full;
    const std::string gone =
        R"({"user_id":1,"first_name":"Ugo","last_name":"Finto","phone_number":"+39 000"},)";
    wanted.erase(wanted.find(gone), gone.size());
    CHECK(test::bytes_of_file(dir.path() / "out.json") == wanted);
}

TEST_CASE("Every export of the town can be forgotten and read again", "[rewrite][town]") {
    const auto exports = test::source_folder() / "fixtures/town/seed1/exports";
    const auto index = nlohmann::json::parse(test::bytes_of_file(exports / "index.json"));
    for (const auto& input : index["inputs"]) {
        if (!input.contains("expected") || input.contains("parts") || input.contains("mapping")) {
            continue;
        }
        INFO(input["path"]);
        const auto path = exports / input["path"].get<std::string>();
        const TempDir dir;
        ReadOptions options;
        if (input.contains("channel")) {
            options.channel = input["channel"].get<std::string>();
        }
        options.every_place = true;
        options.side_data = true;
        // Every second record goes, of the others the first word of the text is hidden.
        const auto before = read_path(path, options);
        std::size_t number = 0;
        ExportEditor editor;
        editor.record = [&](const Record& record) {
            RecordEdit edit;
            edit.drop = ++number % 2 == 0;
            const std::string text = record.text.value_or("");
            const auto end = text.find(' ');
            if (!edit.drop && end != std::string::npos && end > 0 && !record.has_flag("system")) {
                edit.text.push_back({0, end, "XYZZY"});
            }
            return edit;
        };
        const auto out = dir.path() / path.filename();
        const auto account = rewrite(path, out, editor, options);
        CHECK(account.records == before.records.size());
        CHECK(account.dropped + account.emptied == before.records.size() / 2);
        for (const auto& id : account.not_written) {
            UNSCOPED_INFO(id);
        }
        CHECK(account.not_written.empty());
        const auto after = read_path(out, options);
        CHECK(after.records.size() <= before.records.size() - account.dropped + 1);
        std::size_t hidden = 0;
        for (const Record& record : after.records) {
            hidden += record.text && record.text->starts_with("XYZZY") ? 1U : 0U;
        }
        CHECK(hidden == account.changed);
        CHECK(after.problems.size() <= before.problems.size());
    }
}

TEST_CASE("Coordinates that are numbers are asked for in pairs, and become zeros", "[rewrite]") {
    ExportEditor editor = replacing("41.5,12.25", "");
    const std::string telegram =
        R"({"name":"X","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","date_unixtime":"1","location_information":{"latitude":41.5,"longitude":12.25},"text":""},{"id":2,"type":"message","date_unixtime":"2","location_information":{"latitude":41.5,"longitude":9.5},"text":""}]})";
    std::string wanted = telegram;
    wanted.replace(wanted.find(R"(41.5,"longitude":12.25)"), 22, R"(0.0,"longitude":0.0)");
    CHECK(rewritten("result.json", telegram, editor) == wanted); // the other place stays
    CHECK(
        rewritten(
            "tweets.js",
            R"(window.YTD.tweets.part0 = [{"tweet":{"id_str":"1","full_text":"a","coordinates":{"type":"Point","coordinates":["41.5","12.25"]}}}])",
            editor)
            .find(R"("coordinates":["0.0","0.0"])") != std::string::npos);
    // Outside of every record: as numbers, as strings, the longitude first.
    const std::string thread =
        R"({"participants":[{"name":"A"}],"where":[{"latitude":41.5, "longitude" : 12.25},{"longitude":"12.25","latitude":"41.5"},{"latitude":41.5},{"longitude":12.25}],"messages":[{"sender_name":"A","timestamp_ms":2,"content":"x"}],"title":"A","thread_path":"inbox/a_1"})";
    const std::string out = rewritten("message_1.json", thread, editor);
    CHECK(
        out.find(
            R"([{"latitude":0.0, "longitude" : 0.0},{"longitude":"0.0","latitude":"0.0"},{"latitude":41.5},{"longitude":12.25}])") !=
        std::string::npos);
}

TEST_CASE("A record that is emptied keeps no place either", "[rewrite]") {
    const std::string feed =
        R"({"data":[{"id":"100_200","message":"di Ugo","created_time":"2024-03-12T17:45:10+0000","place":{"location":{"latitude":41.5,"longitude":12.25}},"comments":{"data":[{"id":"200_301","message":"resto","created_time":"2024-03-12T17:46:10+0000","from":{"id":"9","name":"Ada"}}]}}]})";
    const std::string out = rewritten("feed.json", feed, dropping({"di Ugo"}));
    CHECK(out.find("resto") != std::string::npos);
    CHECK(out.find(R"({"latitude":0.0,"longitude":0.0})") != std::string::npos);
}

TEST_CASE("Edits are made across the chunks of a source", "[rewrite]") {
    std::string bytes;
    for (unsigned i = 0; i < 900'000; ++i) {
        bytes += static_cast<char>('a' + i % 26);
    }
    std::vector<record::ByteEdit> edits{{0, 1, "<"},
                                        {262'140, 262'150, "mid"},
                                        {300'000, 700'000, ""},
                                        {800'000, 800'000, "+"},
                                        {899'999, 900'000, ">"}};
    std::string expected = bytes;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        expected.replace(edit->from, edit->to - edit->from, edit->bytes);
    }
    for (const std::size_t in_memory : {std::size_t{1} << 20U, std::size_t{40}, std::size_t{0}}) {
        const TempDir dir;
        SystemEnvironment system;
        record::EditStore store{system.environment().files, dir.path() / "x.edits", in_memory};
        auto earlier = store.begin();
        REQUIRE(store.add(earlier, {1, 2, "other"}));
        auto range = store.begin();
        for (const auto& edit : edits) {
            REQUIRE(store.add(range, edit));
        }
        auto source =
            record::edited_source(record::bytes_source(bytes), record::EditReader{store, range});
        CHECK(*record::read_rest(*source, 10'000'000) == expected);
        CHECK(range.growth ==
              static_cast<std::int64_t>(expected.size()) - static_cast<std::int64_t>(bytes.size()));
        CHECK(std::filesystem::is_empty(dir.path())); // what was spilled has no name
    }
}

namespace {
std::string post_of(int comments, const std::string& name) {
    std::string bytes =
        "{\"data\":[\n{\"id\":\"1_2\",\"message\":\"Lavori\",\"comments\":{\"data\":[";
    for (int i = 0; i < comments; ++i) {
        bytes += i == 0 ? "\n" : ",\n";
        bytes += "{\"id\":\"2_" + std::to_string(i) + "\",\"message\":\"scrive " + name + "\"}";
    }
    return bytes + "\n]}}]}\n";
}
} // namespace

/// Were a look through all that stands before it, or at all others, needed for each comment, this
/// test would take minutes.
TEST_CASE("A post of very many comments is read and rewritten in linear time, each in its line",
          "[rewrite]") {
    constexpr int comments = 60'000;
    constexpr std::size_t lines_before = 2;
    const TempDir dir;
    const auto path = dir.write("feed.json", post_of(comments, "Olga"));
    const auto read = read_path(path);
    REQUIRE(read.records.size() == comments + 1);
    std::size_t right = 0;
    for (std::size_t i = 1; i < read.records.size(); ++i) {
        right += read.records[i].source->line == i + lines_before ? 1 : 0;
    }
    CHECK(right == comments);
    rewrite(path, dir.path() / "out", replacing("Olga", "[nome]"));
    const bool same = test::bytes_of_file(dir.path() / "out") == post_of(comments, "[nome]");
    CHECK(same); // a megabyte is no message
}

} // namespace oblio
