// tests/record/property_test.cpp: town -> export form -> import gives the town's records, for any
// town that the generator makes.
#include "record/town_cases.hpp"

#include "support/paths.hpp"

#include <rapidcheck.h>

#include <cstdlib>

namespace oblio {
namespace {

/// Writes a town of the given seed and cast; false where there is no Python.
bool generate(const std::filesystem::path& folder, std::uint32_t seed, const std::string& cast) {
    const auto script = test::source_folder() / "fixtures/town/generate.py";
    const std::string command = "python3 -B '" + script.string() + "' --seed " +
                                std::to_string(seed) + " --set " + cast + " --out '" +
                                folder.string() + "' > /dev/null";
    return std::system(command.c_str()) == 0;
}

} // namespace

TEST_CASE("Any town in any export form comes back as it was", "[town][property]") {
    if (std::system("command -v python3 > /dev/null") != 0) {
        WARN("SKIPPED: python3 is missing, no towns were generated");
        return;
    }
    rc::detail::TestParams params;
    params.maxSuccess = 6;
    params.disableShrinking = true; // a smaller seed is no simpler town
    const auto result = rc::detail::checkTestable(
        [](std::uint32_t seed, bool second) {
            const reading::TempDir dir;
            INFO("town " << seed << (second ? " of cast b" : " of cast a"));
            RC_ASSERT(generate(dir.path(), seed, second ? "b" : "a"));
            const std::size_t exports = town::check_exports(dir.path());
            RC_ASSERT(exports > 20U);
        },
        rc::detail::TestMetadata{}, params);
    CHECK(result.is<rc::detail::SuccessResult>());
}

} // namespace oblio
