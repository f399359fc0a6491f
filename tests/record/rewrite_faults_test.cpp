// tests/record/rewrite_faults_test.cpp: a write that fails while an export is written again.
#include "oblio/record/rewrite.hpp"

#include "record/archives.hpp"
#include "record/reading.hpp"
#include "support/faults.hpp"

#include <map>

namespace oblio {

using reading::TempDir;
using test::Fault;
using test::files_in;

namespace {

namespace fs = std::filesystem;

/// Takes one person out of `input` while step `at` of the writing fails; the number of steps done.
std::uint64_t rewrite(const fs::path& input, Fault fault, std::uint64_t at, bool& failed) {
    SystemEnvironment system;
    test::Steps steps;
    steps.arm(fault, at);
    const Environment real = system.environment();
    test::FaultyFiles files{real.files, steps};
    ExportEditor editor;
    editor.record = [](const Record& record) {
        RecordEdit edit;
        edit.drop = record.author.name == "Ugo Finto";
        return edit;
    };
    editor.outside = [](std::string_view value) -> std::optional<std::string> {
        return value == "Ugo Finto" ? std::optional<std::string>{"[N]"} : std::nullopt;
    };
    const auto done =
        rewrite_export(input, input, reading::with_key(), {real.clock, real.random, files}, editor);
    failed = !done;
    if (!done) {
        CHECK(done.error().code == ErrorCode::io);
        CHECK(done.error().detail.find(input.filename().string()) != std::string::npos);
    }
    return steps.done();
}

const std::string thread =
    R"({"participants":[{"name":"Ugo Finto"},{"name":"Comune"}],"messages":[)"
    R"({"sender_name":"Comune","timestamp_ms":2,"content":"resta"},)"
    R"({"sender_name":"Ugo Finto","timestamp_ms":1,"content":"via"}],"title":"Ugo Finto",)"
    R"("thread_path":"inbox/ugofinto_1000000001"})";
const std::string chat = "12/03/24, 18:45 - Ugo Finto: via\n12/03/24, 18:46 - Comune: resta\n";

/// One export of each kind, below the folder given.
const std::map<std::string, fs::path (*)(const TempDir&)> kinds{
    {"a file", [](const TempDir& dir) { return dir.write("chat.txt", chat); }},
    {"a zip",
     [](const TempDir& dir) {
         reading::pack(dir.path() / "chat.zip", reading::Packed::zip,
                       {{"_chat.txt", chat}, {"foto.jpg", std::string(300'000, 'x')}});
         return dir.path() / "chat.zip";
     }},
    {"a tar.gz",
     [](const TempDir& dir) {
         reading::pack(dir.path() / "chat.tgz", reading::Packed::tar_gz,
                       {{"_chat.txt", chat}, {"b.txt", "b"}});
         return dir.path() / "chat.tgz";
     }},
};

} // namespace

TEST_CASE("A file or archive that cannot be written stays as it was, at whatever step it fails",
          "[rewrite][faults]") {
    for (const auto& [name, make] : kinds) {
        INFO(name);
        std::uint64_t steps = 0;
        {
            const TempDir dir;
            const auto input = make(dir);
            const auto before = files_in(dir.path());
            bool failed = false;
            steps = rewrite(input, Fault::none, 0, failed);
            CHECK_FALSE(failed);
            CHECK(files_in(dir.path()) != before); // it does change when nothing fails
        }
        REQUIRE(steps >= 4); // make, write, sync, rename
        for (std::uint64_t at = 1; at <= steps; ++at) {
            for (const Fault fault : {Fault::fail, Fault::stuck}) {
                INFO("step " << at << " of " << steps);
                const TempDir dir;
                const auto input = make(dir);
                const auto before = files_in(dir.path());
                bool failed = false;
                rewrite(input, fault, at, failed);
                CHECK(failed);
                auto after = files_in(dir.path());
                if (fault == Fault::stuck) {
                    after.erase(input.filename().string() + ".new"); // it could not be removed
                }
                CHECK(after == before);
            }
        }
    }
}

TEST_CASE("A folder whose writing failed is whole file by file and is finished by a second run",
          "[rewrite][faults]") {
    const auto make = [](const TempDir& dir) {
        dir.write("in/messages/inbox/ugofinto_1000000001/message_1.json", thread);
        dir.write("in/messages/inbox/ada_2/message_1.json",
                  R"({"participants":[{"name":"Ada"}],"messages":[{"sender_name":"Ada",)"
                  R"("timestamp_ms":2,"content":"x"}],"title":"Ada","thread_path":"inbox/ada_2"})");
        dir.write("in/messages/inbox/altra_3/message_1.json", thread);
        return dir.path() / "in";
    };
    const TempDir clean;
    bool failed = false;
    const std::uint64_t steps = rewrite(make(clean), Fault::none, 0, failed);
    REQUIRE_FALSE(failed);
    const auto wanted = files_in(clean.path());
    CHECK(wanted.contains("in/messages/inbox/facebookuser_1000000001/message_1.json"));
    for (std::uint64_t at = 1; at <= steps; ++at) {
        INFO("step " << at << " of " << steps);
        const TempDir dir;
        const auto input = make(dir);
        const auto before = files_in(dir.path());
        rewrite(input, Fault::fail, at, failed);
        CHECK(failed);
        for (const auto& [name, bytes] : files_in(dir.path())) {
            const bool old = before.contains(name) && before.at(name) == bytes;
            const bool fresh = wanted.contains(name) && wanted.at(name) == bytes;
            INFO(name);
            CHECK((old || fresh)); // never half of one
        }
        rewrite(input, Fault::none, 0, failed);
        CHECK_FALSE(failed);
        CHECK(files_in(dir.path()) == wanted);
    }
}

} // namespace oblio
