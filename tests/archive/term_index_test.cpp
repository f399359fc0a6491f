// tests/archive/term_index_test.cpp
#include "archive/store.hpp"
#include "erasure/byte_scanner.hpp"
#include "oblio/archive/archive.hpp"
#include "support/archive_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <tuple>

using namespace oblio;
using namespace oblio::test;

namespace {

/// Keys of which some begin alike and some have many records.
BlindKey key_of(std::mt19937_64& random) {
    const std::uint64_t drawn = random() % 8 == 0 ? random() % 5 * 0x0101010101010101ULL : random();
    BlindKey key;
    for (std::size_t i = 0; i < key.bytes.size(); ++i) {
        key.bytes[i] = static_cast<std::byte>(drawn >> (8 * i));
    }
    if (drawn % 16 == 1) {
        std::fill_n(key.bytes.begin(), hint_size, std::byte{7});
    }
    return key;
}

std::vector<TermRow> draw(std::mt19937_64& random, std::size_t count) {
    std::set<TermRow> rows;
    while (rows.size() < count) {
        rows.insert(TermRow::of(key_of(random),
                                RecordRow{first_row + static_cast<std::int64_t>(random() % 5000)}));
    }
    return {rows.begin(), rows.end()};
}

void add(Archive& archive, const std::vector<TermRow>& rows) {
    auto transaction = sqlite::Transaction::begin(*archive.store().database).value();
    REQUIRE(archive.store().terms.add(rows).has_value());
    REQUIRE(transaction.commit().has_value());
}

/// Inside a transaction.
Result<std::vector<TermRow>> forget(TermIndex& index, const BlindKey& key, RecordRow row) {
    const TermRow doomed = TermRow::of(shortened(key), row);
    return index.forget({&doomed, 1});
}

std::vector<TermRow> all_rows(Archive& archive) {
    std::vector<TermRow> found;
    REQUIRE(archive.store().terms.for_each([&](const TermRow& row) { found.push_back(row); }));
    return found;
}

} // namespace

TEST_CASE("The index holds what a sorted set would, after batches of any size", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    TermIndex& index = archive.store().terms;
    std::mt19937_64 random{7};
    std::set<TermRow> expected;
    for (const std::size_t size : {1U, 5000U, 3U, 400U, 20'000U, 60U, 1U, 9000U}) {
        const auto rows = draw(random, size);
        add(archive, rows);
        expected.insert(rows.begin(), rows.end());
        // Some go again.
        auto transaction = sqlite::Transaction::begin(*archive.store().database).value();
        for (std::size_t i = 0; i < rows.size(); i += 3) {
            REQUIRE(index.remove({&rows[i], 1}));
            expected.erase(rows[i]);
        }
        REQUIRE(transaction.commit().has_value());
        CHECK(all_rows(archive) == std::vector<TermRow>(expected.begin(), expected.end()));
        CHECK(index.wrong_filters().value() == 0);
    }
    for (int i = 0; i < 300; ++i) {
        const BlindKey key = key_of(random);
        std::vector<RecordRow> records;
        for (const TermRow& row : expected) {
            if (row.key() == key) {
                records.push_back(row.row());
            }
        }
        std::sort(records.begin(), records.end());
        auto found = index.records(key).value();
        const auto some = index.records(key, 3).value();
        CHECK(some == std::vector(found.begin(),
                                  found.begin() + std::min<std::ptrdiff_t>(std::ssize(found), 3)));
        std::sort(found.begin(), found.end());
        CHECK(found == records);
        CHECK(index.any_record(key).value().has_value() == !records.empty());
    }
    for (const TermRow& row : draw(random, 50)) {
        CHECK(index.holds(row).value() == expected.contains(row));
    }
}

TEST_CASE("The directory knows the words of a block, and none that went", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    TermIndex& index = archive.store().terms;
    CHECK(is_word(archive.blind_key(IndexKind::account_token, "ginevra")));
    CHECK(is_word(archive.blind_key(IndexKind::name_token, "ginevra")));
    CHECK_FALSE(is_word(archive.blind_key(IndexKind::handle, "ginevra")));
    // As in an archive: of the rows of a block one in ten or so is the only one of its word.
    std::vector<TermRow> rows;
    for (int i = 0; i < 3000; ++i) {
        rows.push_back(TermRow::of(
            archive.blind_key(i % 12 == 0 ? IndexKind::name_token : IndexKind::record_id,
                              std::to_string(i)),
            RecordRow{first_row + i}));
    }
    std::vector<TermRow> going;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(going),
                 [](const TermRow& row) { return is_word(row.key()); });
    going.resize(20);
    std::sort(rows.begin(), rows.end());
    const auto known = [&archive] {
        std::vector<WordFilter> all;
        const auto read = archive.store().database->for_each(
            "SELECT words FROM term_first ORDER BY first",
            [&all](const sqlite::Statement& block) { all.push_back(WordFilter(block.blob(0))); });
        REQUIRE(read.has_value());
        return all;
    };
    add(archive, rows);
    const auto with = known();
    {
        auto transaction = sqlite::Transaction::begin(*archive.store().database).value();
        for (const TermRow& row : going) {
            REQUIRE(forget(index, row.key(), row.row()).value().size() == 1);
        }
        REQUIRE(transaction.commit().has_value());
    }
    CHECK(known() != with);
    CHECK(index.wrong_filters().value() == 0);
    std::size_t in_vain = 0; // blocks that would be read for a word that is nowhere
    constexpr std::size_t asked = 1000;
    for (std::size_t i = 0; i < asked; ++i) {
        const BlindKey absent = archive.blind_key(IndexKind::name_token, "x" + std::to_string(i));
        in_vain += static_cast<std::size_t>(
            std::count_if(with.begin(), with.end(),
                          [&](const WordFilter& filter) { return filter.may_hold(absent); }));
        CHECK(index.records(absent).value().empty());
    }
    CHECK(in_vain < asked * with.size() / 4);
    REQUIRE(archive.store().database->execute("UPDATE term_first SET words = zeroblob(32)"));
    CHECK(index.wrong_filters().value() > 0);
}

TEST_CASE("A large batch leaves the blocks of the index full", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    std::mt19937_64 random{11};
    std::set<TermRow> expected;
    for (int batch = 0; batch < 4; ++batch) {
        const auto rows = draw(random, 40'000);
        add(archive, rows);
        expected.insert(rows.begin(), rows.end());
    }
    const auto blocks =
        archive.store().database->integer("SELECT count(*) FROM term_block").value();
    const std::vector<TermRow> rows{expected.begin(), expected.end()};
    CHECK(static_cast<double>(packed_size(rows)) >
          0.95 * static_cast<double>(term_block_size) * static_cast<double>(blocks));
}

TEST_CASE("A shortened key finds and removes the rows of its record alone", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    TermIndex& index = archive.store().terms;
    const BlindKey key = archive.blind_key(IndexKind::name_token, "ginevra");
    std::vector<TermRow> rows;
    for (std::int64_t i = 0; i < 1000; ++i) {
        rows.push_back(TermRow::of(key, RecordRow{first_row + i}));
    }
    add(archive, rows);
    const RecordRow one{first_row + 500};
    CHECK(index.rows(shortened(key), one).value() == std::vector{rows[500]});
    auto transaction = sqlite::Transaction::begin(*archive.store().database).value();
    CHECK(forget(index, key, one).value() == std::vector{rows[500]});
    REQUIRE(transaction.commit().has_value());
    CHECK(index.records(key).value().size() == 999);
    CHECK_FALSE(index.holds(rows[500]).value());
}

TEST_CASE("A key that fills many blocks loses the records asked for, wherever a block begins",
          "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    TermIndex& index = archive.store().terms;
    // Three keys that begin alike: one of 40 000 records, one of few, one of 20 000.
    std::vector<TermRow> rows;
    for (const auto& [last, count, step] :
         {std::tuple{1, 40'000, 1}, std::tuple{2, 10, 4000}, std::tuple{3, 20'000, 2}}) {
        BlindKey key{};
        key.bytes.back() = static_cast<std::byte>(last);
        for (std::int64_t i = 0; i < count; ++i) {
            rows.push_back(TermRow::of(key, RecordRow{first_row + step * i}));
        }
    }
    std::mt19937_64 random{6};
    const auto others = draw(random, 20'000);
    rows.insert(rows.end(), others.begin(), others.end());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    add(archive, rows);
    std::vector<TermRow> firsts;
    const auto read = archive.store().database->for_each(
        "SELECT first FROM term_first ORDER BY first", [&](const sqlite::Statement& block) {
            const auto bytes = block.blob(0);
            std::copy(bytes.begin(), bytes.end(), firsts.emplace_back().bytes.begin());
        });
    REQUIRE(read.has_value());
    REQUIRE(firsts.size() > 40);
    std::set<TermRow> expected{rows.begin(), rows.end()};
    const auto meant = [&](const TermRow& doomed) {
        std::vector<TermRow> all;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(all), [&](const TermRow& row) {
            return row.row() == doomed.row() && same_term_key(row.key(), doomed.key());
        });
        return all;
    };
    std::vector<TermRow> doomed;
    std::set<TermRow> gone;
    const auto asked_for = [&](const TermRow& row) {
        doomed.push_back(TermRow::of(shortened(row.key()), row.row()));
        const auto all = meant(doomed.back());
        CHECK(index.rows(doomed.back().key(), row.row()).value() == all);
        gone.insert(all.begin(), all.end());
    };
    std::for_each(firsts.begin(), firsts.end(), asked_for);
    for (int i = 0; i < 200; ++i) {
        asked_for(rows[random() % rows.size()]);
        asked_for(draw(random, 1).front()); // mostly not there
    }
    std::sort(doomed.begin(), doomed.end());
    doomed.erase(std::unique(doomed.begin(), doomed.end()), doomed.end());
    auto transaction = sqlite::Transaction::begin(*archive.store().database).value();
    CHECK(index.forget(doomed).value() == std::vector<TermRow>(gone.begin(), gone.end()));
    CHECK(index.forget(doomed).value().empty());
    REQUIRE(transaction.commit().has_value());
    for (const TermRow& row : gone) {
        expected.erase(row);
    }
    CHECK(all_rows(archive) == std::vector<TermRow>(expected.begin(), expected.end()));
    CHECK(index.wrong_filters().value() == 0);
}

TEST_CASE("A row that was taken out of the index stands in no page any more", "[archive]") {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    std::mt19937_64 random{3};
    const auto rows = draw(random, 5000);
    add(archive, rows);
    REQUIRE(archive.store().database->empty_log());
    const auto file = dir.path() / "A" / "archive.db";
    std::vector<TermRow> gone;
    for (std::size_t i = 0; i < rows.size(); i += 10) {
        gone.push_back(rows[i]);
    }
    const ByteScanner scanner{{}, gone};
    const auto left = [&] {
        std::vector<std::uint64_t> counts(scanner.patterns().size());
        scanner.scan(bytes_of_file(file), counts);
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    };
    REQUIRE(left() >= gone.size()); // the search can see each: some in the directory, too
    auto transaction = sqlite::Transaction::begin(*archive.store().database).value();
    REQUIRE(archive.store().terms.remove(gone).has_value());
    REQUIRE(transaction.commit().has_value());
    REQUIRE(archive.store().database->empty_log());
    CHECK(left() == 0);
}
