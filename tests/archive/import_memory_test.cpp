// tests/archive/import_memory_test.cpp: what an import holds in memory follows its batch and not
// its input.
#include "oblio/archive/archive.hpp"
#include "support/archive_fixture.hpp"

#include <catch2/catch.hpp>

#include <malloc.h>

#include <algorithm>
#include <random>
#include <string>

using namespace oblio;
using namespace oblio::test;

namespace {

/// Bytes that the program has from the allocator, SQLite's among them; 0 under a sanitizer.
std::size_t bytes_in_use() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// Takes in `count` records of `size` random letters, and gives the most bytes that were in use
/// beyond those at the start.
std::size_t peak_of_import(std::size_t count, std::size_t size, std::size_t batch) {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    std::mt19937_64 random{7};
    const std::size_t before = bytes_in_use();
    std::size_t peak = 0;
    ImportOptions options;
    options.batch = batch;
    auto importer = Importer::begin(archive, std::move(options)).value();
    for (std::size_t i = 0; i < count; ++i) {
        std::string text;
        while (text.size() < size) {
            text += static_cast<char>('a' + random() % 26);
        }
        REQUIRE(importer.add(comment(std::to_string(i), "Anna", text), {}).has_value());
        peak = std::max(peak, bytes_in_use());
    }
    REQUIRE(importer.commit().value().fresh == count);
    return peak - before;
}

} // namespace

TEST_CASE("Three times the records need no more memory", "[archive][import]") {
    if (bytes_in_use() == 0) {
        WARN("this allocator does not count");
        return;
    }
    constexpr std::size_t size = 8'000; // so that the cache of pages, 16 MiB, is full in both
    constexpr std::size_t some = 4'000;
    constexpr std::size_t slack = 2U << 20U;
    {
        const std::size_t before = bytes_in_use();
        const std::string held(slack, ' ');
        REQUIRE(bytes_in_use() >= before + held.size()); // it can be seen at all
    }
    const std::size_t once = peak_of_import(some, size, 1'000);
    CHECK(once < 48U << 20U);
    CHECK(peak_of_import(3 * some, size, 1'000) < once + slack);
    // Not even when all is one batch: its bodies are written as they come.
    CHECK(peak_of_import(2 * some, size, 2 * some) < once + slack);
}
