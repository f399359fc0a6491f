// tests/archive/record_facts_test.cpp
#include "archive/finding_phrases.hpp"
#include "archive/record_facts.hpp"

#include "archive/crypto.hpp"
#include "erasure/line_reader.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace oblio;

namespace {

BlindKey key_of(std::uint8_t byte) {
    BlindKey key;
    key.bytes.fill(std::byte{byte});
    return key;
}

Instant at(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

RecordFacts full_facts() {
    RecordFacts facts;
    facts.summary = {RecordRow{first_row + 70'000},
                     key_of(0x31),
                     key_of(0x42),
                     RecordRow{first_row + 3},
                     at(1'700'000'000),
                     at(1'790'000'000),
                     RecordKind::direct_message,
                     AuthorRole::unknown,
                     true,
                     "whatsapp",
                     RecordState::quarantined,
                     5,
                     300,
                     key_of(0x53).bytes};
    facts.slot = 70'012;
    facts.generation = 900;
    return facts;
}

bool same(const RecordFacts& a, const RecordFacts& b) {
    const RecordSummary& x = a.summary;
    const RecordSummary& y = b.summary;
    return x.row == y.row && x.thread == y.thread && x.author == y.author && x.parent == y.parent &&
           x.created == y.created && x.imported == y.imported && x.kind == y.kind &&
           x.role == y.role && x.is_private == y.is_private && x.platform == y.platform &&
           x.state == y.state && x.types == y.types && x.findings == y.findings &&
           x.digest == y.digest && a.slot == b.slot && a.generation == b.generation;
}

} // namespace

TEST_CASE("What stands of a record in clear comes back as it was", "[archive]") {
    RecordFacts facts = full_facts();
    const auto comes_back = [&facts] {
        return same(decode_facts(facts.summary.row, bytes_of(encode_facts(facts))), facts);
    };
    CHECK(comes_back());
    facts.summary.platform = "bacheca del Comune";
    facts.summary.state = RecordState::lost;
    facts.summary.types = 0xFFFFFFFF;
    CHECK(comes_back());
    facts.summary.types = 1U << 31U;
    facts.summary.created = at(-3'000'000'000); // a date of 1874
    facts.slot = 2;
    CHECK(comes_back());
    facts.summary.thread.reset();
    facts.summary.author.reset();
    facts.summary.parent.reset();
    facts.summary.created.reset();
    facts.summary.digest = {};
    facts.slot.reset();
    CHECK(comes_back());
    CHECK(same(decode_facts({}, {}), decode_facts({}, bytes_of(std::string(20, '\0')))));
}

TEST_CASE("A usual record says it in forty bytes", "[archive]") {
    RecordFacts facts = full_facts();
    facts.summary.parent.reset();
    facts.summary.types = 4;
    facts.summary.findings = 1;
    facts.slot = 70'000;
    facts.generation = 11;
    CHECK(encode_facts(facts).size() <= 42);
}

TEST_CASE("A key in clear is no row of the index, whatever follows it", "[archive]") {
    const RecordFacts facts = full_facts();
    const std::string bytes = encode_facts(facts);
    const auto place = bytes.find(text_of(facts.summary.author->bytes));
    REQUIRE(place != std::string::npos);
    each_record_of_line(std::string_view{bytes}.substr(place),
                        [](std::uint32_t record) { CHECK(record < first_row); });
}

TEST_CASE("Phrases of findings come back, the known ones from one byte", "[archive]") {
    for (const std::string_view phrase :
         {"person-full-name", "first name and surname", "", "corrected on request",
          "context \"tel\" before: +0.20"}) {
        std::string bytes;
        ByteWriter out{bytes};
        write_phrase(out, phrase);
        ByteReader in{bytes};
        CHECK(read_phrase(in) == phrase);
        CHECK(in.done());
    }
    std::string bytes;
    ByteWriter out{bytes};
    write_phrase(out, "first name and surname");
    CHECK(bytes.size() == 1);
}
