// tests/record/reading.hpp: read an input in a test and keep all that comes out.
#pragma once

#include "oblio/record/reader.hpp"

#include "support/files.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::reading {

using test::TempDir;

/// All that an input gave.
struct Outcome {
    std::vector<Record> records;
    std::vector<Problem> problems;
    ReadAccount account;
};

inline ReadOptions with_key(ReadOptions options = {}) {
    if (!options.id_key) {
        options.id_key.emplace();
        options.id_key->fill(std::byte{7});
    }
    return options;
}

/// Checks on the way that elements = records + skipped in every member.
inline Outcome drain(RecordReader& reader) {
    Outcome outcome;
    while (true) {
        auto item = reader.next();
        REQUIRE(item);
        if (!*item) {
            break;
        }
        if (auto* record = std::get_if<Record>(&**item)) {
            outcome.records.push_back(std::move(*record));
        } else {
            outcome.problems.push_back(std::get<Problem>(**item));
        }
    }
    outcome.account = reader.account();
    for (const MemberAccount& member : outcome.account.members) {
        std::uint64_t skipped = 0;
        for (const auto& [reason, count] : member.skipped) {
            skipped += count;
        }
        CHECK(member.elements == member.records + skipped);
    }
    return outcome;
}

inline Outcome read_path(const std::filesystem::path& path, const ReadOptions& options = {}) {
    SystemEnvironment system;
    auto reader = open_input(path, with_key(options), system.environment());
    if (!reader) {
        FAIL(reader.error().detail);
    }
    return drain(**reader);
}

inline Outcome read_text(const std::string& name, std::string_view bytes,
                         const ReadOptions& options = {}) {
    const TempDir dir;
    return read_path(dir.write(name, bytes), options);
}

inline Outcome read_stream(std::string_view bytes, const ReadOptions& options = {}) {
    SystemEnvironment system;
    std::istringstream stream{std::string{bytes}};
    auto reader = open_input(stream, "-", with_key(options), system.environment());
    if (!reader) {
        FAIL(reader.error().detail);
    }
    return drain(**reader);
}

/// The error with which opening fails.
inline Error refusal(const std::string& name, std::string_view bytes,
                     const ReadOptions& options = {}) {
    const TempDir dir;
    SystemEnvironment system;
    auto reader = open_input(dir.write(name, bytes), with_key(options), system.environment());
    REQUIRE_FALSE(reader);
    return reader.error();
}

} // namespace oblio::reading
