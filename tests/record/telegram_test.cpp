// tests/record/telegram_test.cpp: Telegram Desktop's JSON.
#include "record/reading.hpp"

namespace oblio {

using reading::read_path;
using reading::read_stream;
using reading::read_text;

namespace {

const std::string documented =
    R"({"name":"Segnalazioni Vattelapesca","type":"public_supergroup","id":1000000001,"messages":[
 {"id":1,"type":"service","date":"2024-03-12T18:40:00","date_unixtime":"1710265200","actor":"Taddeo Finzioni",
  "actor_id":"user100000001","action":"invite_members","members":["Ginevra Provolini"],"text":"","text_entities":[]},
 {"id":2,"type":"message","date":"2024-03-12T18:45:10","date_unixtime":"1710265510","from":"Ginevra Provolini",
  "from_id":"user100000002","text":["Il mio numero: ",{"type":"phone","text":"+39 000 000 0000"},"\ngrazie"],
  "text_entities":[{"type":"plain","text":"Il mio numero: "},{"type":"phone","text":"+39 000 000 0000"},{"type":"plain","text":"\ngrazie"}]},
 {"id":3,"type":"message","date":"2024-03-12T18:46:00","date_unixtime":"1710265560","edited":"2024-03-12T18:47:00",
  "edited_unixtime":"1710265620","from":null,"from_id":"user100000003","reply_to_message_id":2,"text":"Segnalato."}]}
)";

} // namespace

TEST_CASE("The documented Telegram chat gives the documented record", "[telegram]") {
    const reading::TempDir dir;
    dir.write("ChatExport_2024-03-13.zip/result.json", documented); // a folder of that name
    const auto outcome = read_path(dir.path() / "ChatExport_2024-03-13.zip");
    REQUIRE(outcome.records.size() == 3);
    CHECK(
        format_record(outcome.records[1]) ==
        R"({"v":1,"id":"telegram:1000000001/2","platform":"telegram","channel":"Segnalazioni Vattelapesca","thread_id":"1000000001","kind":"comment","author_id":"user100000002","author_name":"Ginevra Provolini","author_handle":null,"author_role":"other","recipients":[],"created":"2024-03-12T17:45:10Z","created_precision":"s","created_source":"utc","edited":null,"text":"Il mio numero: +39 000 000 0000\ngrazie","title":null,"permalink":null,"reply_to":null,"reply_to_author":null,"attachments":[],"entities":[{"type":"phone","start":15,"end":31,"value":null}],"reactions":[],"side_text":[],"visibility":"public","flags":[],"source":{"archive":"ChatExport_2024-03-13.zip","member":"result.json","pointer":"/messages/1","index":1,"start":322,"end":683,"text_start":null,"text_end":null,"text_parts":[[469,486],[510,528],[530,540]],"line":4,"format":"telegram-json","sha256":"74bbcea7edefcf04c0f6cd7c4e4e774bff72abb6ecbb5e0f40e933c3f1dacdd1"}})");
    CHECK(outcome.records[0].has_flag("system"));
    CHECK(outcome.records[0].text == "invite_members\nGinevra Provolini");
    CHECK(outcome.records[2].kind == "reply");
    CHECK(outcome.records[2].reply_to == "telegram:1000000001/2");
    CHECK(outcome.records[2].edited == "2024-03-12T17:47:00Z");
    CHECK(outcome.records[2].flags == std::vector<std::string>{"edited"});
    CHECK(outcome.records[2].author.id == "user100000003");
}

TEST_CASE("A stream and a file give the same Telegram records", "[telegram]") {
    const auto file = read_text("result.json", documented);
    const auto stream = read_stream(documented);
    REQUIRE(stream.records.size() == file.records.size());
    for (std::size_t i = 0; i < file.records.size(); ++i) {
        CHECK(format_record(stream.records[i], false) == format_record(file.records[i], false));
    }
}

TEST_CASE("A message that comes twice is one, an id that comes with another text is two",
          "[telegram]") {
    const auto message = [](const std::string& id, const std::string& text) {
        return R"({"id":)" + id + R"(,"type":"message","date_unixtime":"1710265510","text":")" +
               text + R"("})";
    };
    const std::string chat = R"({"name":"X","type":"private_group","id":7,"messages":[)" +
                             message("-3", "z") + "," + message("5", "a") + "," +
                             message("6", "b") + "," + message("5", "a") + "," + message("5", "c") +
                             "," + message("2", "d") + "," + message("2", "d") +
                             R"(,{"id":9,"type":"unsupported"}]})";
    const auto outcome = read_stream(chat);
    std::vector<std::string> ids;
    for (const Record& record : outcome.records) {
        ids.push_back(record.id);
    }
    CHECK(ids == std::vector<std::string>{"telegram:7/-3", "telegram:7/5", "telegram:7/6",
                                          "telegram:7/5#1", "telegram:7/2", "telegram:7/9"});
    CHECK(outcome.account.members.at(0).skipped.at("duplicate") == 2);
    CHECK(outcome.records[0].kind == "direct-message");
    CHECK(outcome.records[0].visibility == "private");
}

TEST_CASE("Contacts, places, polls, excuses and forwards keep what they hold", "[telegram]") {
    ReadOptions options;
    options.usernames["Avvisi"] = "avvisi_finti";
    const auto outcome = read_stream(
        R"~({"name":"Avvisi","type":"public_channel","id":7,"messages":[
      {"id":1,"type":"message","date_unixtime":"1710265510","from":"Avvisi","from_id":"channel7","author":"Ada","text":"x",
       "contact_information":{"first_name":"Ugo","last_name":"Finto","phone_number":"+39 000"},"contact_vcard":"(File not included. Change data exporting settings to download.)"},
      {"id":2,"type":"message","date":"2024-03-12T18:45:10","forwarded_from":"Ofelia","location_information":{"latitude":41.5,"longitude":12.5},"place_name":"Piazza","text":""},
      {"id":3,"type":"message","date_unixtime":"1710265510","photo":"(File exceeds maximum size)","poll":{"question":"Chi?","closed":true,"answers":[{"text":"Ugo","voters":1}]},"text":"",
       "reactions":[{"type":"emoji","count":1,"emoji":"x","recent":[{"from":"Ada","from_id":"user3","date":"2024-03-12T18:46:10"}]}]},
      {"id":4,"type":"service","date_unixtime":"1710265510","actor":"Ugo","actor_id":"user9","action":"phone_call","duration_seconds":3,"text":""},
      {"id":5,"type":"message","date_unixtime":"99999999999999","from_id":123,"text":[{"type":"text_link","text":"qui","href":"https://ugo.example"},{"type":"mention_name","text":"Ugo","user_id":9}]}]})~",
        options);
    REQUIRE(outcome.records.size() == 5);
    const auto side = [&](std::size_t i) {
        std::string all;
        for (const SideText& one : outcome.records[i].side_text) {
            all += one.name + "=" + one.value + "|";
        }
        return all;
    };
    CHECK(side(0).find("contact_information.phone_number=+39 000|") != std::string::npos);
    CHECK(side(0).find("author=Ada|") != std::string::npos);
    CHECK(outcome.records[0].attachments.at(0).missing);
    CHECK(outcome.records[0].permalink == "https://t.me/avvisi_finti/1");
    CHECK(outcome.records[0].kind == "post");
    CHECK(outcome.records[0].author_role == "channel");
    CHECK(side(1).find("location_information=41.5,12.5|") != std::string::npos);
    CHECK(side(1).find("place_name=Piazza|") != std::string::npos);
    CHECK(outcome.records[1].flags == std::vector<std::string>{"forwarded", "zone-assumed"});
    CHECK(outcome.records[1].created == "2024-03-12T17:45:10Z");
    CHECK(outcome.records[2].attachments.at(0).missing);
    CHECK(side(2).find("poll.answers[0].text=Ugo|") != std::string::npos);
    CHECK(outcome.records[2].reactions.at(0).author_id == "user3");
    CHECK(outcome.records[3].flags == std::vector<std::string>{"call", "system"});
    CHECK(outcome.records[3].author_role == "system");
    CHECK_FALSE(outcome.records[4].created); // beyond year 9999
    CHECK(outcome.records[4].author.id == "user123");
    CHECK(outcome.records[4].entities.at(0).value == "https://ugo.example");
    CHECK(outcome.records[4].entities.at(1).value == "user9");
    CHECK(outcome.records[4].entities.at(1).start == 3);
}

TEST_CASE("Depth, size and noise in one message do not reach the others", "[telegram]") {
    ReadOptions options;
    options.limits.record_bytes = 200'000;
    const std::string good = R"({"id":9,"type":"message","text":"bene"})";
    const std::string deep =
        R"({"id":1,"text":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}";
    const std::string large = R"({"id":2,"text":")" + std::string(300'000, 'x') + R"("})";
    const std::string noise = "{\"id\":3,\"text\":\"\xff\xfe\"}";
    const std::string lone = R"({"id":4,"text":"a\ud83d"})";
    const auto outcome =
        read_stream(R"({"name":"X","type":"private_group","id":7,"messages":[)" + deep + "," +
                        large + "," + noise + "," + lone + "," + good + "]}",
                    options);
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].text == "a\xEF\xBF\xBD");
    CHECK(outcome.records[0].has_flag("encoding-suspect"));
    CHECK(outcome.records[1].text == "bene");
    REQUIRE(outcome.problems.size() == 3);
    CHECK(outcome.problems[0].error.code == ErrorCode::limit_exceeded);
    CHECK(outcome.problems[1].error.code == ErrorCode::limit_exceeded);
    CHECK(outcome.problems[2].error.code == ErrorCode::bad_utf8);
}

} // namespace oblio
