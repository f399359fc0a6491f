// tests/text/word_table_test.cpp: values by words, as a map of the standard library has them.
#include "text/word_table.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>

using oblio::text::word_hash;
using oblio::text::WordTable;

TEST_CASE("A table of words has what a map has, while it grows and after", "[word_table]") {
    WordTable<int> table;
    CHECK(table.find("ho", word_hash("ho")) == nullptr); // empty
    std::map<std::string, int> map;
    for (int number = 0; number < 5'000; ++number) {
        const std::string word = "parola" + std::to_string(number * 7 % 3'001);
        table[word] += number;
        map[word] += number;
        if (number % 500 == 0) {
            const int* const first = table.find("parola0", word_hash("parola0"));
            REQUIRE(first != nullptr);
            CHECK(*first == map.at("parola0"));
        }
    }
    for (const auto& [word, value] : map) {
        const int* const found = table.find(word, word_hash(word));
        REQUIRE(found != nullptr);
        CHECK(*found == value);
    }
    for (int number = 3'001; number < 6'000; ++number) {
        const std::string other = "parola" + std::to_string(number);
        CHECK(table.find(other, word_hash(other)) == nullptr);
    }
}

TEST_CASE("Words of one hash are told apart by their letters", "[word_table]") {
    WordTable<int> table;
    table["ho"] = 1;
    CHECK(table.find("ha", word_hash("ho")) == nullptr); // as if both had one hash
    CHECK(*table.find("ho", word_hash("ho")) == 1);
}
