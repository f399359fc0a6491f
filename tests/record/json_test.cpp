// tests/record/json_test.cpp: the JSON tree and its leniencies.
#include "record/json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace oblio::record {

TEST_CASE("A JSON tree knows the bytes of each part", "[json]") {
    JsonDocument document;
    const std::string text = R"( {"a": ["x\ny", -12.5e3, true, null], "b":{"c":"\u00e8"}} )";
    const auto root = document.parse(text);
    REQUIRE(root);
    CHECK((*root)["a"].size() == 4);
    CHECK((*root)["a"].first().string() == "x\ny");
    CHECK((*root)["a"].first().raw() == R"("x\ny")");
    CHECK((*root)["a"].first().next().raw() == "-12.5e3");
    CHECK((*root)["a"].first().next().next().is_true());
    CHECK((*root)["b"]["c"].string() == "è");
    CHECK((*root)["b"].raw() == R"({"c":"\u00e8"})");
    CHECK_FALSE((*root)["b"]["d"]);
    CHECK_FALSE((*root)["a"]["b"]["c"]);
    CHECK(nlohmann::json::parse((*root)["a"].raw()).size() == 4);
}

TEST_CASE("Integers of 64 bits survive exactly", "[json]") {
    JsonDocument document;
    const auto root = document.parse(R"([9223372036854775807,"-5",1.5,9223372036854775808])");
    REQUIRE(root);
    Json item = root->first();
    CHECK(item.integer() == 9223372036854775807);
    item = item.next();
    CHECK(item.integer() == -5);
    item = item.next();
    CHECK_FALSE(item.integer());
    CHECK_FALSE(item.next().integer());
}

TEST_CASE("A lone surrogate becomes U+FFFD and is noted", "[json]") {
    JsonDocument document;
    CHECK(document.parse(R"("\ud83d\ude00")")->string() == "😀");
    CHECK_FALSE(document.replaced_surrogates());
    CHECK(document.parse(R"("a\ud83d b")")->string() == "a\xEF\xBF\xBD b");
    CHECK(document.replaced_surrogates());
    CHECK(document.parse(R"("\ude00")")->string() == "\xEF\xBF\xBD");
    CHECK(document.parse(R"("\ud83d\u0041")")->string() == "\xEF\xBF\xBD"
                                                           "A");
}

TEST_CASE("The last of two equal keys counts and is noted", "[json]") {
    JsonDocument document;
    CHECK((*document.parse(R"({"a":1,"b":2,"a":3})"))["a"].integer() == 3);
    CHECK(document.duplicate_keys());
    CHECK(document.parse(R"({"a":{"b":1},"b":1})"));
    CHECK_FALSE(document.duplicate_keys());
}

TEST_CASE("What is not JSON is refused with its byte", "[json]") {
    JsonDocument document;
    const auto at = [&](std::string_view text) {
        const auto root = document.parse(text);
        REQUIRE_FALSE(root);
        return document.error_at();
    };
    CHECK(at("") == 0);
    CHECK(at("{\"a\":}") == 5);
    CHECK(at("[1,]") == 3);
    CHECK(at("{\"a\":1,}") == 7);
    CHECK(at("[1 2]") == 3);
    CHECK(at("\"\\q\"") == 1);
    CHECK(at("\"\\x41\"") == 1);
    CHECK(at("\"a\nb\"") == 2);
    CHECK(at("01") == 0);
    CHECK(at("1.") == 0);
    CHECK(at("nul") == 0);
    CHECK(at("{} x") == 3);
    CHECK(at("{'a':1}") == 1);
    CHECK(at("\"a\xff\"") == 2);
}

TEST_CASE("Ten thousand levels are an error and not a crash", "[json]") {
    JsonDocument document;
    const auto deep = document.parse(std::string(10'000, '[') + std::string(10'000, ']'));
    REQUIRE_FALSE(deep);
    CHECK(deep.error().code == ErrorCode::limit_exceeded);
    CHECK(document.parse(std::string(200, '[') + std::string(200, ']')));
}

TEST_CASE("Telegram's slips are read only where they are allowed", "[json]") {
    JsonDocument document;
    JsonLeniency telegram;
    telegram.hex_escapes = true;
    telegram.bare_values = true;
    CHECK(document.parse(R"("a\x1bb")", telegram)->string() == "a\x1b"
                                                               "b");
    const auto root = document.parse("{\"document_id\": stickers/x y.webp\n, \"b\": 1}", telegram);
    REQUIRE(root);
    CHECK((*root)["document_id"].string() == "stickers/x y.webp");
    CHECK((*root)["b"].integer() == 1);
    CHECK_FALSE(document.parse(R"({"document_id": a/b})"));
    CHECK_FALSE(document.parse(R"({"document_id": , "b": "x" "y"})", telegram));
}

TEST_CASE("A string written is the string read", "[json]") {
    std::string all;
    for (char c = 1; c < 127; ++c) {
        all.push_back(c);
    }
    all += "è😀";
    std::string out;
    append_json_string(out, all);
    JsonDocument document;
    CHECK(document.parse(out)->string() == all);
    CHECK(nlohmann::json::parse(out).get<std::string>() == all);
}

} // namespace oblio::record
