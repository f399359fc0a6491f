// tests/text/word_hash_test.cpp: words are compared and hashed as their bytes say, at every length.
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

TEST_CASE("A word has the same hash inside a text as alone, whatever stands behind it",
          "[word_hash]") {
    for (std::size_t size = 1; size <= 40; ++size) {
        for (const char behind : {'\0', ' ', 'z', '\xFF'}) {
            std::string text;
            for (std::size_t at = 0; at < size; ++at) {
                text += static_cast<char>('a' + (at * 7 + size) % 26);
            }
            const std::string word = text;
            text += std::string(8, behind);
            INFO(size);
            CHECK(text::word_hash_inside(text.data(), size) == text::word_hash(word));
            CHECK(text::word_hash_inside(text.data(), size) != text::word_hash(word + "x"));
        }
    }
}
