// tests/text/word_hash_test.cpp: words are compared as their bytes say, whatever their length.
#include "text/word_hash.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace oblio;

TEST_CASE("One byte of difference anywhere makes another word, at every length", "[word_hash]") {
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string word(size, 'a');
        CHECK(text::same_word(word, std::string(size, 'a')));
        CHECK_FALSE(text::same_word(word, std::string(size + 1, 'a')));
        for (std::size_t at = 0; at < size; ++at) {
            std::string other = word;
            other[at] = 'b';
            INFO(size << " bytes, another at " << at);
            CHECK_FALSE(text::same_word(word, other));
            CHECK_FALSE(text::same_word(other, word));
        }
    }
}
