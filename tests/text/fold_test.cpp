// tests/text/fold_test.cpp
#include "oblio/text/fold.hpp"

#include "oblio/text/utf8.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

using namespace oblio;

namespace {

std::string found_in(std::string_view source, std::string_view needle) {
    const FoldedText folded = fold(source);
    const auto at = folded.text().find(needle);
    REQUIRE(at != std::string_view::npos);
    return std::string(folded.source(at, at + needle.size()).of(source));
}

/// Any scalar value, with those that matter to folding drawn often.
rc::Gen<std::string> any_text() {
    const auto scalar =
        rc::gen::weightedOneOf<char32_t>({{6, rc::gen::inRange<char32_t>(0x20, 0x7F)},
                                          {3, rc::gen::inRange<char32_t>(0xA0, 0x250)},
                                          {2, rc::gen::inRange<char32_t>(0x300, 0x370)},
                                          {2, rc::gen::inRange<char32_t>(0x370, 0x530)},
                                          {2, rc::gen::inRange<char32_t>(0x2000, 0x2070)},
                                          {1, rc::gen::inRange<char32_t>(0xFF00, 0xFFF0)},
                                          {1, rc::gen::inRange<char32_t>(0x1D400, 0x1D800)},
                                          {1, rc::gen::inRange<char32_t>(0xE000, 0x20000)}});
    return rc::gen::map(rc::gen::container<std::vector<char32_t>>(scalar),
                        [](const std::vector<char32_t>& scalars) {
                            std::string text;
                            for (const char32_t c : scalars) {
                                append_utf8(text, c);
                            }
                            return text;
                        });
}

} // namespace

TEST_CASE("Disguises fold to the plain form", "[text]") {
    CHECK(fold_to_string("PERCHÉ Nicolò") == "perche nicolo");
    CHECK(fold_to_string("Nicolo\u0300") == "nicolo");
    CHECK(fold_to_string("ＲＳＳＭＲＡ８０Ａ０１") == "rssmra80a01");
    CHECK(fold_to_string("٣٣٣ ١٢") == "333 12");
    CHECK(fold_to_string("R\u200BS\u00ADS") == "rss");
    CHECK(fold_to_string("333\u00A0123\u2009456") == "333 123 456");
    CHECK(fold_to_string("D’Angelo «sì»") == "d'angelo \"si\"");
    CHECK(fold_to_string("02–1234") == "02-1234");
    CHECK(fold_to_string("𝐌𝐚𝐫𝐢𝐨") == "mario");
    CHECK(fold_to_string("straße ﬁne") == "strasse fine");
    CHECK(fold_to_string("3\uFE0F\u20E3") == "3");
}

TEST_CASE("Look-alike letters fold to Latin and are remembered", "[text]") {
    const std::string text = "Mаrio Rossi"; // the first a is Cyrillic
    const FoldedText folded = fold(text);
    CHECK(folded.text() == "mario rossi");
    CHECK(folded.has_lookalike(0, 5));
    CHECK_FALSE(folded.has_lookalike(6, 11));
}

TEST_CASE("Spans come back exactly as the text was given", "[text]") {
    CHECK(found_in("tel 3\u200B3\u200B3 12", "333") == "3\u200B3\u200B3");
    CHECK(found_in("x\u200B333\u200By", "333") == "333");
    CHECK(found_in("da Nicolo\u0300 ieri", "nicolo") == "Nicolo\u0300");
    CHECK(found_in("ci vado… domani", "...") == "…");
    CHECK(found_in("ci vado… domani", "vado.") == "vado…");
    CHECK(found_in("ﬁne", "ne") == "ne");
    CHECK(found_in("ﬁne", "i") == "ﬁ");
}

TEST_CASE("The fold is a concatenation and maps every folded byte into the source", "[text]") {
    CHECK(rc::check([](void) {
        const std::string a = *any_text();
        const std::string b = *any_text();
        const FoldedText whole = fold(a + b);
        RC_ASSERT(std::string(whole.text()) == fold_to_string(a) + fold_to_string(b));
        RC_ASSERT(!first_invalid_utf8(whole.text()));
        std::size_t previous = 0;
        for (std::size_t at = 0; at < whole.text().size();) {
            const std::size_t next = at + decode_utf8(whole.text(), at).length;
            const ByteSpan where = whole.source(at, next);
            RC_ASSERT(!where.empty());
            RC_ASSERT(to_index(where.end()) <= a.size() + b.size());
            RC_ASSERT(to_index(where.begin()) >= previous);
            RC_ASSERT(!first_invalid_utf8(where.of(a + b)));
            // Folding what the span covers gives the folded byte back.
            RC_ASSERT(fold_to_string(where.of(a + b)).find(whole.text().substr(at, next - at)) !=
                      std::string::npos);
            RC_ASSERT(whole.folded_offset(where.begin()) <= at);
            previous = to_index(where.begin());
            at = next;
        }
    }));
}

TEST_CASE("Letters without a look-alike fold as ICU folds them", "[text]") {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    REQUIRE(U_SUCCESS(status));
    int compared = 0;
    for (UChar32 c = 0xC0; c < 0x250; ++c) {
        icu::UnicodeString form = nfkd->normalize(icu::UnicodeString(c), status);
        form.foldCase(U_FOLD_CASE_DEFAULT);
        form = nfkd->normalize(form, status);
        std::string expected;
        for (int32_t i = 0; i < form.length(); i = form.moveIndex32(i, 1)) {
            if (u_charType(form.char32At(i)) != U_NON_SPACING_MARK) {
                icu::UnicodeString(form.char32At(i)).toUTF8String(expected);
            }
        }
        std::string text;
        append_utf8(text, static_cast<char32_t>(c));
        if (fold(text).has_lookalike(0, 1) || u_isalpha(c) == 0) {
            continue;
        }
        if (c == 0xD8 || c == 0xF8 || c == 0x141 || c == 0x142 || c == 0x110 || c == 0x111 ||
            c == 0x149 || c == 0x1FE || c == 0x1FF) {
            continue; // barred letters and the apostrophe: plain ones, by our own table
        }
        CHECK(fold_to_string(text) == expected);
        ++compared;
    }
    CHECK(compared > 300);
}
