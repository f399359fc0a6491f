// lib/src/policy/reads_as_italian.cpp: tells Italian from other languages by their small words.
#include "oblio/policy/impersonal.hpp"
#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace oblio {
namespace {

/// Folded. None is as common in one of the languages below.
constexpr std::array<std::string_view, 34> italian{
    "abbiamo", "al",     "alla", "che",  "chi", "ci",    "con",    "degli", "dei",
    "del",     "della",  "di",   "dove", "e",   "gli",   "grazie", "ha",    "ho",
    "il",      "la",     "lo",   "mi",   "nel", "nella", "non",    "per",   "piu",
    "quando",  "questo", "si",   "sono", "su",  "sulla", "vorrei"};

/// English, French, German, Spanish, Portuguese, Romanian, Albanian.
constexpr std::array<std::string_view, 61> others{
    "and",   "are",  "at",   "avec",  "be",   "by",   "can",  "dans", "das",   "der",    "des",
    "dhe",   "die",  "el",   "eshte", "est",  "esta", "este", "et",   "for",   "from",   "have",
    "i",     "ich",  "is",   "ist",   "it",   "je",   "las",  "les",  "los",   "my",     "nao",
    "nicht", "nje",  "not",  "nous",  "nu",   "of",   "on",   "para", "pas",   "please", "pour",
    "sunt",  "that", "the",  "there", "this", "to",   "uma",  "und",  "usted", "va",     "vous",
    "was",   "we",   "with", "y",     "you",  "your"};

template <std::size_t Size>
bool holds(const std::array<std::string_view, Size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_small_letter(char c) noexcept {
    return c >= 'a' && c <= 'z';
}

/// More letters of Greek, Cyrillic, Arabic, Chinese... than plain Latin ones. Told by the bytes of
/// the source, since the fold writes letters that look Latin as Latin.
bool is_other_script(std::string_view text) {
    std::ptrdiff_t more_latin = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool latin = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
        // First bytes of U+0380 and above; 0xE2 begins punctuation and symbols, 0xF0 emoji.
        const bool other = byte >= 0xCEU && byte <= 0xEDU && byte != 0xE2U;
        more_latin += latin ? 1 : other ? -1 : 0;
    }
    return more_latin < 0;
}

} // namespace

bool reads_as_italian(std::string_view text) {
    const std::string folded = fold_to_string(text);
    std::ptrdiff_t more_italian = 0; // small words, less those of other languages
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && is_small_letter(folded[end])) {
            ++end;
        }
        const std::string_view word = std::string_view{folded}.substr(at, end - at);
        more_italian += holds(italian, word) ? 1 : holds(others, word) ? -1 : 0;
        at = end + 1;
    }
    return more_italian >= 0 && !is_other_script(text);
}

} // namespace oblio
