// tests/record/neutral_test.cpp: neutral JSON Lines and running text.
#include "record/reading.hpp"

namespace oblio {

using reading::read_stream;
using reading::read_text;
using reading::refusal;

TEST_CASE("Neutral JSON Lines come back as they went in", "[neutral]") {
    const std::string line =
        format_record(*parse_record(R"({"v":1,"id":"a:1","text":"Buongiorno"})"));
    const auto outcome = read_text("town.jsonl", line + "\n" + line + "\n");
    REQUIRE(outcome.records.size() == 2);
    CHECK(format_record(outcome.records[0], false) == line);
    const RecordSource& source = *outcome.records[1].source;
    CHECK(source.start == line.size() + 1);
    CHECK(source.end == 2 * line.size() + 2);
    CHECK(source.line == 2);
    CHECK(source.index == 1);
    CHECK(source.member == "town.jsonl");
    CHECK(source.sha256->size() == 64);
    const std::string all = line + "\n" + line + "\n";
    CHECK(all.substr(*source.text_start, *source.text_end - *source.text_start) ==
          "\"Buongiorno\"");
    CHECK(outcome.account.members.at(0).format == "neutral-jsonl");
    CHECK(outcome.account.members.at(0).bytes == all.size());
}

TEST_CASE("A bad line is a problem with its place and the others are read", "[neutral]") {
    const std::string input = "{\"id\":\"1\",\"text\":\"a\"}\n"
                              "{\"id\":\"2\",\"text\":\"\xff\"}\n"
                              "{\"id\":\"3\",\"text\":\n"
                              "{\"id\":4,\"text\":5}\n"
                              "\n"
                              "{\"id\":\"5\",\"text\":\"b\"}";
    const auto outcome = read_stream(input);
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[1].id == "5");
    REQUIRE(outcome.problems.size() == 3);
    CHECK(outcome.problems[0].error.code == ErrorCode::bad_utf8);
    CHECK(outcome.problems[0].where.byte == 22 + 18);
    CHECK(outcome.problems[0].where.line == 2);
    CHECK(outcome.problems[1].error.code == ErrorCode::bad_json);
    CHECK(outcome.problems[2].error.detail ==
          "-: line 4, byte " + std::to_string(*outcome.problems[2].where.byte) + ": field text");
    CHECK(outcome.account.members.at(0).skipped.at("bad_json") == 1);
}

TEST_CASE("The first line may be the bad one", "[neutral]") {
    const auto outcome =
        read_text("a.jsonl", "{\"id\":\"1\",\"text\":\"a\n{\"id\":\"2\",\"text\":\"b\"}\n");
    CHECK(outcome.records.size() == 1);
    CHECK(outcome.problems.size() == 1);
}

TEST_CASE("A bad second line does not hide what the first one is", "[neutral]") {
    const auto outcome = read_text("a.jsonl", "{\"id\":\"1\",\"text\":\"a\"}\nrotto\n");
    CHECK(outcome.records.size() == 1);
    REQUIRE(outcome.problems.size() == 1);
    CHECK(outcome.problems[0].where.line == 2);
}

TEST_CASE("Running text gives a record for each paragraph", "[neutral]") {
    ReadOptions options;
    options.plain_text = true;
    const std::string input = "Gentile Comune,\r\nscrivo per la buca.\n\n\nGrazie.\n";
    const auto outcome = read_text("lettera.txt", input, options);
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].text == "Gentile Comune,\nscrivo per la buca.");
    CHECK(outcome.records[1].text == "Grazie.");
    CHECK(outcome.records[1].id == "generic:lettera.txt/2");
    const RecordSource& source = *outcome.records[1].source;
    CHECK(input.substr(*source.start, *source.end - *source.start) == "Grazie.");
    CHECK(source.line == 5);
}

TEST_CASE("What cannot be read is refused with the file and the reason", "[neutral]") {
    CHECK(refusal("leer.jsonl", "").detail.ends_with("leer.jsonl: is empty"));
    CHECK(refusal("x.bin", "\x01\x02\x03").code == ErrorCode::unknown_format);
    CHECK(refusal("x.json", "{\"a\":[1,2").code == ErrorCode::bad_json);
    CHECK(refusal("x.json", "{\"a\":[1,2").detail.find("x.json: byte 9: ends") !=
          std::string::npos);
    CHECK(refusal("x.txt", "abc\xff\xfe").code == ErrorCode::bad_utf8);
    CHECK(refusal("x.json", "{\"a\":1}").code == ErrorCode::unknown_format);
    SystemEnvironment system;
    const auto missing =
        open_input(std::filesystem::path{"/nirgendwo/x"}, ReadOptions{}, system.environment());
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::not_found);
    ReadOptions zone;
    zone.zone = "Europe/Atlantide";
    CHECK(refusal("x.jsonl", "{\"id\":\"1\",\"text\":\"a\"}", zone).code ==
          ErrorCode::bad_argument);
    ReadOptions plain;
    plain.plain_text = true;
    const auto folder =
        open_input(std::filesystem::temp_directory_path(), plain, system.environment());
    REQUIRE_FALSE(folder);
    CHECK(folder.error().code == ErrorCode::io);
}

TEST_CASE("A line over the limit is a problem and not exhaustion", "[neutral]") {
    ReadOptions options;
    options.limits.record_bytes = 1000;
    const std::string long_line = "{\"id\":\"1\",\"text\":\"" + std::string(900'000, 'a') + "\"}\n";
    const auto outcome = read_text(
        "a.jsonl",
        "{\"id\":\"0\",\"text\":\"a\"}\n" + long_line + "{\"id\":\"2\",\"text\":\"b\"}\n", options);
    CHECK(outcome.records.size() == 2);
    REQUIRE(outcome.problems.size() == 1);
    CHECK(outcome.problems[0].error.code == ErrorCode::limit_exceeded);
    CHECK(outcome.records[1].source->start == 22 + long_line.size());
}

TEST_CASE("A record of fifty megabytes is read", "[neutral]") {
    const std::string text(50U << 20U, 'x');
    const auto outcome = read_stream("{\"id\":\"1\",\"text\":\"" + text + "\"}\n");
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.records[0].text->size() == text.size());
}

namespace {

/// Every record and problem, as text, of next_block(bytes), or of next() without.
std::string all_items(const std::filesystem::path& path, std::optional<std::size_t> bytes,
                      const ReadOptions& options = {}) {
    SystemEnvironment system;
    const auto reader = open_input(path, reading::with_key(options), system.environment()).value();
    std::string out;
    const auto add = [&out](ReadItem& item) {
        if (auto* record = std::get_if<Record>(&item)) {
            record->source->index.reset();
            record->source->sha256.reset();
            out += format_record(*record) + "\n";
        } else {
            out += format_problem(std::get<Problem>(item)) + "\n";
        }
    };
    if (bytes) {
        while (auto block = reader->next_block(*bytes).value()) {
            block->read(add);
        }
        return out;
    }
    while (auto item = reader->next().value()) {
        add(*item);
    }
    return out;
}

} // namespace

TEST_CASE("Blocks of any size give the records and problems of one reading", "[neutral]") {
    const reading::TempDir dir;
    const std::string lines = "\xEF\xBB\xBF{\"id\":\"1\",\"text\":\"prima riga\"}\r\n"
                              "\n"
                              "{\"id\":\"2\",\"text\":\"\xff\"}\n"
                              "{\"id\":\"3\",\"text\":\"" +
                              std::string(300, 'x') +
                              "\"}\n"
                              "{\"id\":\"4\",\"text\":\"dopo\"}\n"
                              "{\"id\":\"5\",\n"
                              "  \n"
                              "{\"id\":\"6\",\"text\":\"senza fine di riga\"}";
    const auto path = dir.write("blocks.jsonl", lines);
    ReadOptions options;
    for (const std::uint64_t limit : {std::uint64_t{256} << 20U, std::uint64_t{100}}) {
        options.limits.record_bytes = limit;
        const std::string whole = all_items(path, std::nullopt, options);
        REQUIRE(whole.find("senza fine") != std::string::npos); // this test can see them at all
        REQUIRE((whole.find("too long") != std::string::npos) == (limit == 100));
        for (const std::size_t bytes : {1U, 2U, 7U, 50U, 101U, 400U, 100000U}) {
            CAPTURE(limit, bytes);
            CHECK(all_items(path, bytes, options) == whole);
        }
    }
}

} // namespace oblio
