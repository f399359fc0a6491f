// tests/archive/term_block_test.cpp
#include "archive/term_block.hpp"
#include "erasure/byte_scanner.hpp"
#include "erasure/line_reader.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <random>
#include <set>

using namespace oblio;

namespace {

/// Sorted rows of `keys` keys, a few with most of the records.
std::vector<TermRow> some_rows(std::mt19937& random, std::size_t keys, std::size_t count) {
    std::vector<BlindKey> all(keys);
    for (BlindKey& key : all) {
        std::generate(key.bytes.begin(), key.bytes.end(),
                      [&] { return static_cast<std::byte>(random()); });
    }
    std::set<TermRow> rows;
    while (rows.size() < count) {
        const BlindKey& key = all[std::min(random() % keys, random() % keys)];
        const std::int64_t spread = random() % 8 == 0 ? 0x7E000000 : 5000;
        rows.insert(
            TermRow::of(key, RecordRow{0x1000000 + static_cast<std::int64_t>(random()) % spread}));
    }
    return {rows.begin(), rows.end()};
}

/// What the verification's own reader makes of a block.
std::vector<TermRow> read_apart(std::string_view block) {
    std::vector<TermRow> rows;
    const std::size_t lines = number_at(block, 0) >> 16U;
    for (std::size_t at = 2; at < 2 + 12 * lines && at < block.size(); at += 12) {
        BlindKey key;
        block.copy(reinterpret_cast<char*>(key.bytes.data()), 8, at);
        each_record_of_line(block.substr(at), [&](std::uint32_t record) {
            rows.push_back(TermRow::of(key, RecordRow{record}));
        });
    }
    return rows;
}

std::string_view text(const std::array<std::byte, term_block_size>& block) {
    return {reinterpret_cast<const char*>(block.data()), block.size()};
}

} // namespace

TEST_CASE("Rows are dealt into the order that comparing gives", "[archive]") {
    std::mt19937 random{11};
    for (const std::size_t keys : {1U, 7U, 900U}) {
        auto rows = some_rows(random, keys, 20'000);
        rows.insert(rows.end(), 300, TermRow{}); // taken out
        rows.insert(rows.end(), rows.begin(), rows.begin() + 200);
        const auto bytes_before = [](const TermRow& a, const TermRow& b) {
            return std::lexicographical_compare(a.bytes.begin(), a.bytes.end(), b.bytes.begin(),
                                                b.bytes.end());
        };
        auto expected = rows;
        std::sort(expected.begin(), expected.end(), bytes_before);
        std::shuffle(rows.begin(), rows.end(), random);
        REQUIRE_FALSE(std::is_sorted(rows.begin(), rows.end(), bytes_before));
        sort_rows(rows);
        CHECK(rows == expected);
    }
}

TEST_CASE("A block gives back the rows it was made of, to both of its readers", "[archive]") {
    std::mt19937 random{5};
    for (const std::size_t keys : {1U, 3U, 40U, 400U}) {
        for (const std::size_t count : {1U, 2U, 300U, 3000U}) {
            const auto rows = some_rows(random, keys, count);
            for (std::span<const TermRow> rest{rows}; !rest.empty();) {
                const auto part = rest.first(rows_that_fit(rest));
                REQUIRE_FALSE(part.empty());
                rest = rest.subspan(part.size());
                const auto bytes = pack_block(part);
                const TermBlock block{bytes};
                const std::vector<TermRow> expected{part.begin(), part.end()};
                CHECK(block.rows() == expected);
                CHECK(read_apart(text(bytes)) == expected);
                CHECK(packed_size(part) <= term_block_size);
                CHECK((rest.empty() || rows_that_fit(part) == part.size()));
                for (const TermRow& row : part) {
                    const std::size_t line = block.line_of(row.key());
                    REQUIRE(line < block.size());
                    REQUIRE(block.key(line) == row.key());
                    CHECK(block.holds(line, row.row()));
                    const auto next = RecordRow{static_cast<std::int64_t>(row.row()) + 1};
                    CHECK(block.holds(line, next) ==
                          std::binary_search(expected.begin(), expected.end(),
                                             TermRow::of(row.key(), next)));
                }
            }
        }
    }
}

TEST_CASE("A key of many records takes little more than a byte for each", "[archive]") {
    std::vector<TermRow> rows;
    for (std::int64_t i = 0; i < 3000; ++i) {
        rows.push_back(TermRow::of(BlindKey{}, RecordRow{0x1000000 + 50 * i}));
    }
    CHECK(packed_size(rows) < 3020);
}

TEST_CASE("Taking out a row never makes a block larger", "[archive]") {
    std::mt19937 random{6};
    auto rows = some_rows(random, 30, 1000);
    for (std::size_t size = packed_size(rows); !rows.empty();) {
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(random() % rows.size()));
        const std::size_t now = packed_size(rows);
        CHECK(now <= size);
        size = now;
    }
}

TEST_CASE("A block without some rows is the block that the others make", "[archive]") {
    std::mt19937 random{9};
    for (const std::size_t keys : {1U, 3U, 40U, 400U}) {
        const auto drawn = some_rows(random, keys, 2000);
        const std::vector<TermRow> rows{
            drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(rows_that_fit(drawn))};
        const auto bytes = pack_block(rows);
        const TermBlock block{bytes};
        CHECK(block.first() == rows.front());
        CHECK(block.last() == rows.back());
        for (const std::size_t one_in : {1U, 2U, 10U, 300U}) {
            std::vector<TermRow> gone;
            std::vector<TermRow> left;
            for (const TermRow& row : rows) {
                (random() % one_in == 0 ? gone : left).push_back(row);
            }
            CHECK(block.without(gone) == pack_block(left));
            // Rows of other blocks and of no block do not matter.
            const auto others = some_rows(random, 40, 50);
            gone.insert(gone.end(), others.begin(), others.end());
            gone.push_back(TermRow::of(rows.front().key(), RecordRow{1}));
            std::sort(gone.begin(), gone.end());
            CHECK(block.without(gone) == pack_block(left));
        }
        CHECK(block.without({}) == bytes);
    }
}

TEST_CASE(
    "A row is found in a copy of its block, wherever that lies, and not where it was taken out",
    "[archive]") {
    std::mt19937 random{7};
    const auto drawn = some_rows(random, 60, 2000);
    const std::vector<TermRow> rows{
        drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(rows_that_fit(drawn))};
    std::string file(9999, 'x');
    file += text(pack_block(rows));
    file += std::string(777, 'y');
    for (std::size_t i = 0; i < rows.size(); i += 7) {
        const ByteScanner scanner{{}, {rows[i]}};
        std::vector<std::uint64_t> counts(1);
        scanner.scan(file, counts);
        CHECK(counts[0] == 1);
        auto left = rows;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
        counts[0] = 0;
        scanner.scan(text(pack_block(left)), counts);
        CHECK(counts[0] == 0);
    }
}

TEST_CASE("Bytes that are no block are read without going outside them", "[archive]") {
    std::mt19937 random{8};
    std::vector<std::byte> bytes(term_block_size);
    for (int turn = 0; turn < 200; ++turn) {
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::byte>(random()); });
        const auto size = static_cast<std::size_t>(random()) % bytes.size();
        const TermBlock block{std::span{bytes}.first(size)};
        CHECK(block.size() * 12 <= size);
        const auto rows = block.rows();
        std::vector<TermRow> gone;
        std::sample(rows.begin(), rows.end(), std::back_inserter(gone), 5, random);
        std::sort(gone.begin(), gone.end());
        static_cast<void>(block.without(gone));
        static_cast<void>(
            read_apart({reinterpret_cast<const char*>(bytes.data()), std::max(size, 2UL)}));
    }
}
