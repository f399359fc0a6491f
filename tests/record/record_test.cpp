// tests/record/record_test.cpp: the neutral record as a line of JSON.
#include "oblio/record/record.hpp"
#include "oblio/record/texts.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace oblio {
namespace {

const std::string documented =
    R"({"v":1,"id":"telegram:1000000001/2","platform":"telegram","channel":"Segnalazioni Vattelapesca","thread_id":"1000000001","kind":"comment","author_id":"user100000002","author_name":"Ginevra Provolini","author_handle":null,"author_role":"other","recipients":[],"created":"2024-03-12T17:45:10Z","created_precision":"s","created_source":"utc","edited":null,"text":"Il mio numero: +39 000 000 0000\ngrazie","title":null,"permalink":null,"reply_to":null,"reply_to_author":null,"attachments":[],"entities":[{"type":"phone","start":15,"end":31,"value":null}],"reactions":[],"side_text":[],"visibility":"public","flags":[],"source":{"archive":"ChatExport_2024-03-13.zip","member":"result.json","pointer":"/messages/1","index":1,"start":322,"end":683,"text_start":null,"text_end":null,"text_parts":[[469,486],[510,528],[530,540]],"line":4,"format":"telegram-json","sha256":"74bbcea7edefcf04c0f6cd7c4e4e774bff72abb6ecbb5e0f40e933c3f1dacdd1"}})";

} // namespace

TEST_CASE("A documented record survives reading and writing byte by byte", "[record]") {
    const auto record = parse_record(documented);
    REQUIRE(record);
    CHECK(format_record(*record) == documented);
    CHECK(record->entities.at(0).start == 15);
    CHECK(record->source->text_parts.at(2).second == 540);
    CHECK(format_record(*record, false).find("\"source\"") == std::string::npos);
}

TEST_CASE("An id and a text are enough for a record", "[record]") {
    const auto record = parse_record(R"({"text":"Buongiorno","id":"v1"})");
    REQUIRE(record);
    CHECK(record->id == "v1");
    CHECK(record->platform == "generic");
    CHECK(record->kind == "post");
    CHECK(record->visibility == "public");
    CHECK(parse_record(R"({"id":17,"text":""})")->id == "17");
}

TEST_CASE("Unknown keys are side text in a versioned record and nothing in a plain line",
          "[record]") {
    const auto versioned =
        parse_record(R"({"v":1,"id":"a","text":"x","extra":{"ip":["192.0.2.7"]},"n":5})");
    REQUIRE(versioned);
    REQUIRE(versioned->side_text.size() == 1);
    CHECK(versioned->side_text[0].name == "extra.ip[0]");
    CHECK(versioned->side_text[0].value == "192.0.2.7");
    const auto plain = parse_record(
        R"({"id":"v1","kind":"dm","text":"x","gold":[{"type":"PERSON","start":0,"end":1}]})");
    REQUIRE(plain);
    CHECK(plain->side_text.empty());
    CHECK(plain->kind == "direct-message");
    CHECK(plain->visibility == "private");
}

TEST_CASE("A record of the wrong shape names its field", "[record]") {
    const auto detail = [](std::string_view json) {
        const auto record = parse_record(json);
        REQUIRE_FALSE(record);
        return std::pair{record.error().code, record.error().detail};
    };
    CHECK(detail(R"({"text":"x"})") == std::pair{ErrorCode::bad_record, std::string{"field id"}});
    CHECK(detail(R"({"id":"a","text":5})").second == "field text");
    CHECK(detail(R"({"id":"a","kind":"poem"})").second == "field kind");
    CHECK(detail(R"({"v":2,"id":"a"})").second == "field v");
    CHECK(detail(R"({"id":"a","recipients":[{"name":1}]})").second == "field recipients[0].name");
    CHECK(detail(R"({"id":"a","text":"x)").first == ErrorCode::bad_json);
    CHECK(detail(R"({"id":"a","text":"x)").second == "ends inside a string at byte 19");
    CHECK(detail("{\"id\":\"\xff\"}").first == ErrorCode::bad_utf8);
    CHECK(detail(R"(["a"])").first == ErrorCode::bad_json);
}

TEST_CASE("Every string that may hold personal data is visited once", "[record]") {
    Record record;
    record.text.emplace("text");
    record.author.name.emplace("name");
    record.author.handle.emplace();
    record.recipients.push_back({std::nullopt, "recipient", std::nullopt});
    record.attachments.push_back({"file", "a/b.vcf", {}, "scheda.vcf", {}, "alt", {}, false});
    record.reactions.push_back({std::nullopt, "who", "+", std::nullopt});
    record.side_text.push_back({"ip", "192.0.2.7"});
    std::vector<std::string> seen;
    for_each_text(record, [&](std::string_view field, std::string_view text) {
        seen.push_back(std::string{field} + "=" + std::string{text});
    });
    CHECK(seen ==
          std::vector<std::string>{"text=text", "author_name=name", "recipients[0].name=recipient",
                                   "attachments[0].name=scheda.vcf", "attachments[0].alt=alt",
                                   "attachments[0].path=a/b.vcf", "reactions[0].author_name=who",
                                   "side_text[0].ip=192.0.2.7"});
}

TEST_CASE("Flags are a sorted set", "[record]") {
    Record record;
    record.set_flag("system");
    record.set_flag("call");
    record.set_flag("system");
    CHECK(record.flags == std::vector<std::string>{"call", "system"});
    CHECK(record.has_flag("call"));
    CHECK_FALSE(record.has_flag("deleted"));
}

} // namespace oblio
