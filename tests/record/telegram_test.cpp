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

} // namespace oblio
