// tests/record/json_padded_test.cpp: the tree by simdjson is the tree of the plain parser.
#include "record/json.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <string>

using namespace oblio::record;

namespace {

/// Everything that can be asked of a value, in words.
void tell(Json value, std::string& out) {
    out += std::to_string(static_cast<int>(value.type())) + ' ' + std::to_string(value.from()) +
           '-' + std::to_string(value.to()) + ' ' + std::string{value.key()} + '=' +
           std::string{value.string_or_number().value_or("")} + (value.is_true() ? "t" : "") +
           std::to_string(value.size()) + '(';
    for (Json child = value.first(); child; child = child.next()) {
        tell(child, out);
    }
    out += ')';
}

std::string told(std::string_view bytes, bool padded) {
    const std::string text = std::string{bytes} + std::string(json_padding, '}');
    const std::string_view given = std::string_view{text}.substr(0, bytes.size());
    JsonDocument document;
    const auto value = padded ? document.parse_padded(given) : document.parse(given);
    if (!value) {
        return "error " + value.error().detail + " at " + std::to_string(document.error_at());
    }
    std::string out = std::string{document.duplicate_keys() ? "twice " : ""} +
                      (document.replaced_surrogates() ? "replaced " : "");
    tell(*value, out);
    return out;
}

constexpr std::string_view samples[] = {
    R"({"id":"a:1","text":"ciao \u00e8 \ud83d\ude00 \"x\"\n","n":12,"list":[1,-2.5e3,true,null,{}]})",
    R"( { "id" : 7 , "author" : { "id" : "u1" , "name" : "Nevio R." } , "a" : [ ] } )",
    R"({"text":"\ud800 alone"})",
    R"({"a":1,"a":2})",
    R"({"big":123456789012345678901234567890,"float":1e999,"minus":-0})",
    R"({"a":tru})",
    R"({"a":01})",
    R"({"a":1}})",
    R"({"a":1} x)",
    R"({"a" 1})",
    R"({"a":"unfinished)",
    R"({"a":[1,2})",
    R"({"a":"\x"})",
    R"([1,2,{"k":[]}])",
    R"("text")",
    "12",
    "",
    "{\"a\":\"tab\there\"}",
    "{\"a\":\"\xFF\"}",
    R"({"key \u0041":{"deep":[[[[{"x":[{"y":""}]}]]]]}})",
};

TEST_CASE("A value, its parts, places and errors are the same either way", "[json]") {
    REQUIRE(told(R"({"a":[1,"b"]})", false) != told(R"({"a":[1,"c"]})", false)); // it can see
    for (const std::string_view sample : samples) {
        INFO(sample);
        CHECK(told(sample, true) == told(sample, false));
    }
    std::string deep;
    for (int level = 0; level < 300; ++level) {
        deep += R"({"a":)";
    }
    CHECK(told(deep, true) == told(deep, false));
    std::string wide = "{";
    for (int member = 0; member < 200; ++member) {
        wide += "\"k" + std::to_string(member) + "\":" + std::to_string(member) + ',';
    }
    wide.back() = '}';
    CHECK(told(wide, true) == told(wide, false));
}

TEST_CASE("Damaged values are read or refused the same either way", "[json][property]") {
    CHECK(rc::check([] {
        std::string text{*rc::gen::elementOf(std::vector<std::string>{
            std::string{samples[0]}, std::string{samples[1]}, std::string{samples[19]}})};
        const auto changes = *rc::gen::inRange(1, 4);
        for (int change = 0; change < changes; ++change) {
            const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
            text[at] = *rc::gen::element('"', '\\', '{', '}', '[', ']', ',', ':', ' ', '1', 'e',
                                         'u', '\n', '\x01', '\xC3');
        }
        RC_ASSERT(told(text, true) == told(text, false));
    }));
}

} // namespace
