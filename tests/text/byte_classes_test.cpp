// tests/text/byte_classes_test.cpp: the vectors and their plain twin see the same bytes.
#include "text/byte_classes.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <string>

namespace oblio::text {
namespace {

bool same(const ByteMasks& a, const ByteMasks& b) {
    return a.letters == b.letters && a.digits == b.digits && a.beyond == b.beyond;
}

TEST_CASE("The plain twin tells letters, digits and bytes beyond ASCII apart", "[bytes]") {
    const std::string text = "Az9`{@[/: \xC3\xA8";
    const ByteMasks masks = scalar_byte_scan().classify(text.data(), text.size());
    CHECK(masks.letters == 0b11U);
    CHECK(masks.digits == 0b100U);
    CHECK(masks.beyond == std::uint64_t{0b11} << (text.size() - 2));
}

TEST_CASE("Every byte has the same class in both twins, at every place and length", "[bytes]") {
    for (int byte = 0; byte < 256; ++byte) {
        for (std::size_t size = 1; size <= 64; ++size) {
            std::string text(64, 'x'); // what stands after `size` must not show
            text[size - 1] = static_cast<char>(byte);
            REQUIRE(same(scalar_byte_scan().classify(text.data(), size),
                         best_byte_scan().classify(text.data(), size)));
        }
    }
}

TEST_CASE("Both twins lower the same bytes and stop at the same one", "[bytes]") {
    const auto lowered = [](const ByteScan& scan, const std::string& text) {
        std::string out(text.size() + 1, '\x7F');
        const std::size_t done = scan.lower_ascii(text.data(), text.size(), out.data());
        CHECK(out.back() == '\x7F'); // nothing is written behind the room there is
        out.resize(done);
        return out;
    };
    CHECK(lowered(scalar_byte_scan(), "Via ROMA`x") == "via roma");
    for (int byte = 0; byte < 256; ++byte) {
        for (const std::size_t at : {0U, 1U, 30U, 31U, 32U, 33U, 63U, 64U, 70U}) {
            std::string text(100, 'Q');
            text[at] = static_cast<char>(byte);
            REQUIRE(lowered(scalar_byte_scan(), text) == lowered(best_byte_scan(), text));
        }
    }
    CHECK(rc::check([&](const std::string& text) {
        RC_ASSERT(lowered(scalar_byte_scan(), text) == lowered(best_byte_scan(), text));
    }));
}

} // namespace
} // namespace oblio::text
