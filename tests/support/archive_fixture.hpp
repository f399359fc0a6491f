// tests/support/archive_fixture.hpp: a clock to be set, a few invented records, and a look at
// bytes.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/environment.hpp"
#include "oblio/record/record.hpp"
#include "support/files.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::test {

/// The value; a test that expected one fails with the reason there was none.
template <class T> T must(Result<T> result) {
    if (!result) {
        FAIL("error " << static_cast<int>(result.error().code) << ": " << result.error().detail);
    }
    return std::move(result).value();
}

inline void must(const Result<void>& result) {
    if (!result) {
        FAIL("error " << static_cast<int>(result.error().code) << ": " << result.error().detail);
    }
}

/// Shows what it is told.
class FixedClock final : public Clock {
public:
    Instant time = *parse_instant("2026-06-01T10:00:00Z");
    [[nodiscard]] Instant now() const override { return time; }
};

/// The real system, but for the clock.
class TestEnvironment {
public:
    FixedClock clock;
    [[nodiscard]] Environment environment() noexcept {
        const Environment real = system_.environment();
        return {clock, real.random, real.files};
    }

private:
    SystemEnvironment system_;
};

inline Record comment(std::string id, std::string author, std::string text,
                      std::string created = "2026-01-10T09:00:00Z") {
    Record record;
    record.id = "facebook:" + std::move(id);
    record.platform = "facebook";
    record.channel = "Comune di Prova";
    record.thread_id = "100";
    record.kind = "comment";
    record.author.name = author;
    record.author.id = "id of " + author;
    record.author_role = "other";
    record.created = std::move(created);
    record.text = std::move(text);
    return record;
}

/// The same in a private conversation.
inline Record private_message(std::string id, std::string author, std::string thread,
                              std::string created) {
    Record record = comment(std::move(id), std::move(author), "testo", std::move(created));
    record.kind = "direct-message";
    record.visibility = "private";
    record.thread_id = std::move(thread);
    return record;
}

inline FieldFinding finding(const Record& record, FindingType type, std::string_view value,
                            Field field = Field::text) {
    const auto at = field_text(record, {field, 0})->find(value);
    return {{field, 0},
            {type,
             ByteSpan::of_indices(at, at + value.size()),
             1.0,
             "test",
             {"given"},
             false,
             true,
             std::nullopt}};
}

} // namespace oblio::test
