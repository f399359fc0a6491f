// tests/archive/envelope_test.cpp
#include "archive/envelope.hpp"
#include "archive/record_codec.hpp"
#include "support/archive_fixture.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace oblio;
using namespace oblio::test;

namespace {

/// Every field that a record can have.
Record full_record() {
    return parse_record(R"({"v":1,"id":"facebook:~0a","platform":"facebook","channel":"Comune",
        "thread_id":"t 1","kind":"comment","author_id":"77","author_name":"Anna","author_handle":"a",
        "author_role":"other","recipients":[{"id":null,"name":"Bea","handle":""}],
        "created":"2026-01-10T09:00:00Z","created_precision":"day","created_source":"file",
        "edited":"2026-01-10T09:00:00+01:00","text":"ciao è","title":"","permalink":"https://a.example",
        "reply_to":"facebook:1","reply_to_author":{"id":"5","name":null,"handle":null},
        "attachments":[{"type":"image","path":"a/b","url":null,"name":"x","mime":"image/png","size":0,
        "alt":"un gatto","missing":true}],"entities":[{"type":"mention","start":1,"end":3,"value":"9"}],
        "reactions":[{"author_id":"1","author_name":null,"symbol":"+","at":null}],
        "side_text":[{"name":"bio","value":"vive a Prova"}],"visibility":"private",
        "flags":["a","b"],"source":{"archive":"x.zip","member":"y","pointer":"/1","index":3,
        "start":100,"end":50,"text_start":0,"text_end":9,"text_parts":[[1,2]],
        "line":9,"format":"neutral","sha256":"00"}})")
        .value();
}

Envelope sample() {
    Envelope envelope;
    envelope.record = comment("1", "Ginevra Inventata", "chiamate 3160000001, sono di Prova");
    envelope.findings.push_back(finding(envelope.record, FindingType::phone, "3160000001"));
    envelope.findings.back().finding.confidence = 0.123456;
    envelope.findings.push_back(finding(envelope.record, FindingType::person, "Prova"));
    envelope.findings.back().finding.age = AgeClaim{AgeOf::author, -1, 150, 1950};
    for (std::uint8_t i = 0; i < 20; ++i) {
        BlindKey key;
        key.bytes.fill(std::byte{i});
        envelope.terms.push_back({key, {Field::text, 0}, i, i + 3U});
    }
    envelope.terms.push_back({{}, {Field::recipient_id, 300}, 0, 0});
    sort_terms(envelope.terms);
    return envelope;
}

std::string bytes_of_record(const Record& record) {
    std::string bytes;
    encode_record(bytes, record);
    return bytes;
}

} // namespace

TEST_CASE("A record with every field comes back as it was, but for where it was read",
          "[archive]") {
    BodyCodec codec;
    for (const Record& record : {full_record(), Record{}, comment("1", "Anna", "testo")}) {
        const auto back = codec.decode(codec.encode({record, {}, {}}));
        REQUIRE(back);
        CHECK(format_record(back->record) == format_record(record, false));
        CHECK(bytes_of_record(back->record) == bytes_of_record(record));
    }
}

TEST_CASE("Records that differ in one field differ in their bytes; the source does not count",
          "[archive]") {
    const Record record = full_record();
    const std::string bytes = bytes_of_record(record);
    Record other = record;
    other.source.reset();
    CHECK(bytes_of_record(other) == bytes);
    other.title.reset(); // empty and absent are not the same
    CHECK(bytes_of_record(other) != bytes);
    other = record;
    other.edited = "2026-01-10T08:00:00Z"; // the same moment, spelled in another way
    CHECK(bytes_of_record(other) != bytes);
    other = record;
    other.attachments[0].size.reset();
    CHECK(bytes_of_record(other) != bytes);
}

TEST_CASE("Findings and places come back whole, keys shortened", "[archive]") {
    BodyCodec codec;
    const Envelope envelope = sample();
    const auto back = codec.decode(codec.encode(envelope));
    REQUIRE(back);
    REQUIRE(back->findings.size() == 2);
    CHECK(back->findings[0].finding.confidence == 0.123456);
    CHECK(back->findings[0].finding.where.of(*back->record.text) == "3160000001");
    CHECK(back->findings[1].finding.confidence == 1.0);
    CHECK(back->findings[1].finding.age->least == -1);
    CHECK(back->findings[1].finding.age->birth_year == 1950);
    REQUIRE(back->terms.size() == envelope.terms.size());
    for (std::size_t i = 0; i < back->terms.size(); ++i) {
        CHECK(back->terms[i].key == shortened(envelope.terms[i].key));
        CHECK(back->terms[i].field == envelope.terms[i].field);
        CHECK(back->terms[i].start == envelope.terms[i].start);
        CHECK(back->terms[i].end == envelope.terms[i].end);
    }
}

TEST_CASE("Where two keys of a record begin alike, all their bytes are kept", "[archive]") {
    BodyCodec codec;
    Envelope envelope = sample();
    BlindKey twin = envelope.terms[3].key;
    twin.bytes.back() = std::byte{0xEE};
    envelope.terms.push_back({twin, {Field::title, 0}, 0, 5});
    sort_terms(envelope.terms);
    const auto back = codec.decode(codec.encode(envelope));
    REQUIRE(back);
    CHECK(back->terms == envelope.terms);
    CHECK_FALSE(same_term_key(twin, envelope.terms[3].key));
    CHECK(same_term_key(shortened(twin), twin));
}

TEST_CASE("Bodies that are cut off or changed are refused, not misread", "[archive]") {
    BodyCodec codec;
    const std::string whole = codec.encode(sample());
    REQUIRE(codec.decode(whole)); // this one is right
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CHECK_FALSE(codec.decode(std::string_view{whole}.substr(0, size)));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) { // no crash: seals keep such bytes away
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        static_cast<void>(codec.decode(changed));
    }
}

TEST_CASE("The towns' records take a third of their JSON", "[archive]") {
    BodyCodec codec;
    std::size_t json = 0;
    std::size_t sealed = 0;
    std::ifstream in{source_folder() / "fixtures" / "town" / "seed1" / "town.jsonl"};
    for (std::string line; std::getline(in, line);) {
        const Record record = parse_record(line).value();
        const std::string body = codec.encode({record, {}, {}});
        CHECK(format_record(codec.decode(body).value().record) == format_record(record));
        json += line.size();
        sealed += body.size();
    }
    REQUIRE(json > 100'000);
    CHECK(sealed * 3 < json);
}
