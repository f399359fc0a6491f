// tests/detect/person_walk_test.cpp: mentions keep their shape on any text; words near a name.
#include "detect/person_mentions.hpp"

#include "oblio/detect/names.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace oblio;

namespace {

const NameLists& lists() {
    static const auto loaded = NameLists::load(test::source_folder() / "patterns" / "names");
    return *loaded.value();
}

bool names_somebody(std::string_view text) {
    const detect::Document document{text};
    const auto mentions = detect::find_mentions(document, lists().table(), nullptr, ScanContext{});
    return std::any_of(mentions.begin(), mentions.end(), [](const detect::PersonMention& mention) {
        return mention.refused.empty() && mention.confidence >= 0.5;
    });
}

} // namespace

TEST_CASE("Laughter, greetings, articles and shops beside a first name make no surname",
          "[person]") {
    CHECK(names_somebody("Bertolini Angela")); // the order itself is seen
    for (const std::string_view text : {"ahahah Angela", "benvenuto Enzo", "La Regina Margherita",
                                        "Toelettatura Marilena", "la Croce Bianca"}) {
        INFO(text);
        CHECK_FALSE(names_somebody(text));
    }
}

TEST_CASE("Whatever the bytes, a mention lies inside the text and on whole characters",
          "[person]") {
    // A fixed pseudo-random walk over pieces that matter to the reading.
    const std::vector<std::string> pieces{"Marta", "bertolini", " ",
                                          " ",     "'",         ".",
                                          "D",     "di",        "\n",
                                          ",",     "sig",       "via",
                                          "M",     "\xC3\xA8",  "\xF0\x9F\x98\x80",
                                          "De",    "Lo",        "\xE2\x80\x8B",
                                          "@",     "San",       "13",
                                          "ROSSI"};
    std::uint32_t state = 7;
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (int piece = 0; piece < 24; ++piece) {
            state = state * 1664525U + 1013904223U;
            text += pieces[(state >> 16U) % pieces.size()];
        }
        std::size_t last = 0;
        const detect::Document document{text};
        for (const auto& mention :
             detect::find_mentions(document, lists().table(), nullptr, ScanContext{})) {
            CHECK(mention.begin >= last);
            CHECK(mention.begin < mention.end);
            CHECK(mention.end <= document.text().size());
            CHECK((mention.confidence > 0 && mention.confidence < 1));
            last = mention.end;
        }
    }
}
