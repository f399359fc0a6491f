// tests/cli/export_test.cpp: redact and forget on whole exports: every part, every trace of a
// person, and nothing half-written.
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sys/resource.h>

using namespace oblio::test;

namespace {

namespace fs = std::filesystem;

const fs::path exports = source_folder() / "fixtures/town/seed1/exports";

bool holds(const fs::path& folder, std::string_view needle) {
    const auto files = files_in(folder);
    return std::any_of(files.begin(), files.end(), [&](const auto& file) {
        return file.first.find(needle) != std::string::npos ||
               file.second.find(needle) != std::string::npos;
    });
}

/// No file may grow past `bytes` while it lives: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
};

/// While it lives, a program with sanitizers keeps neither freed memory nor where each allocation
/// came from: that growth is none of the program's.
class LeanSanitizer {
public:
    LeanSanitizer() {
        const char* const set = ::getenv("ASAN_OPTIONS");
        before_ = set == nullptr ? "" : set;
        ::setenv("ASAN_OPTIONS", (before_ + ":quarantine_size_mb=0:malloc_context_size=0").c_str(),
                 1);
    }
    ~LeanSanitizer() { ::setenv("ASAN_OPTIONS", before_.c_str(), 1); }
    LeanSanitizer(const LeanSanitizer&) = delete;
    LeanSanitizer& operator=(const LeanSanitizer&) = delete;

private:
    std::string before_;
};

} // namespace

TEST_CASE("forget leaves no trace of a person in a folder: messages, contacts, names of chats",
          "[cli][export]") {
    const TempDir dir;
    const auto subject =
        dir.write("s.json", "{\"name\":\"Tiziana Olivastri\",\"phones\":[\"316 7421802\"]}");
    const auto input = exports / "telegram/DataExport_2026-09-30";
    REQUIRE(holds(input, "Olivastri"));
    REQUIRE(holds(input, "7421802"));
    const auto run = run_program({"forget", "--subject", subject.string(), "--out",
                                  (dir.path() / "out").string(), input.string()});
    INFO(run.err);
    CHECK(run.exit == 0);
    CHECK_FALSE(holds(dir.path() / "out", "Olivastri"));
    CHECK_FALSE(holds(dir.path() / "out", "7421802"));
    CHECK(run_program({"scan", (dir.path() / "out").string()}).exit == 1); // it reads again
}

TEST_CASE("forget goes through all parts of an export and renames the folder of the conversation",
          "[cli][export]") {
    const TempDir dir;
    fs::copy(exports / "facebook/generation2", dir.path() / "in", fs::copy_options::recursive);
    REQUIRE(holds(dir.path() / "in", "martinadambrosetti_"));
    const auto subject = dir.write("s.json", "{\"name\":\"Martina D'Ambrosetti\"}");
    const auto run = run_program(
        {"forget", "--subject", subject.string(), "--in-place", (dir.path() / "in").string()});
    INFO(run.err);
    CHECK(run.exit == 0);
    CHECK_FALSE(holds(dir.path() / "in", "martinadambrosetti"));
    CHECK(holds(dir.path() / "in", "facebookuser_"));
    std::vector<std::string> parts{"forget",         "--parts", "--subject",
                                   subject.string(), "--out",   (dir.path() / "out").string()};
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{exports / "facebook/generation3"}) {
        parts.push_back(entry.path().string());
        ++count;
    }
    const auto both = run_program(parts);
    INFO(both.err);
    CHECK(both.exit == 0);
    CHECK(files_in(dir.path() / "out").size() == count);
    CHECK(run_program({"forget", "--parts", "--subject", subject.string(), parts[6], parts[7]})
              .exit == 2); // two parts do not fit into standard output
}

TEST_CASE("A chat whose file is named after the person is said to be", "[cli][export]") {
    const TempDir dir;
    const auto chat = dir.write("Chat WhatsApp con Zelinda Amaranto.txt",
                                "12/03/24, 18:45 - Zelinda Amaranto: Buongiorno\n"
                                "12/03/24, 18:46 - URP: Salve\n");
    const auto subject = dir.write("s.json", "{\"name\":\"Zelinda Amaranto\"}");
    const auto run =
        run_program({"forget", "--subject", subject.string(), "--in-place", chat.string()});
    INFO(run.err);
    CHECK(run.exit == 0);
    CHECK(bytes_of_file(chat) == "12/03/24, 18:46 - URP: Salve\n");
    CHECK(run.err.find("Zelinda Amaranto.txt: its name itself tells") != std::string::npos);
}

TEST_CASE("redact hides contacts and sessions, which are no records", "[cli][export]") {
    const TempDir dir;
    const auto input = exports / "telegram/DataExport_2026-09-30";
    REQUIRE(run_program({"redact", "--out", (dir.path() / "out").string(), input.string()}).exit ==
            0);
    CHECK_FALSE(holds(dir.path() / "out", "\"last_name\": \"Olivastri\""));
    CHECK_FALSE(holds(dir.path() / "out", "+393167421802"));
    CHECK_FALSE(holds(dir.path() / "out", "192.0.2.44"));
    const auto plain = run_program({"scan", input.string()});
    const auto all = run_program({"scan", "--side-data", input.string()});
    CHECK(plain.err.find("1 contacts beside the records") != std::string::npos);
    CHECK(all.out.find("telegram:contacts/0") != std::string::npos);
    CHECK(all.out.size() > plain.out.size());
}

TEST_CASE("Entries beside the messages of two exports are told apart", "[cli][export]") {
    const TempDir dir;
    const auto write = [&](const std::string& name, const std::string& first) {
        return dir
            .write(name,
                   R"({"contacts":{"list":[{"user_id":)" + name.substr(0, 1) +
                       R"(,"first_name":")" + first +
                       R"(","last_name":"Amaranto","phone_number":"1"}]},"chats":{"list":[]}})")
            .string();
    };
    const auto one = write("1.json", "Zelinda");
    const auto other = write("2.json", "Ugo");
    const auto subject = dir.write("s.json", "{\"name\":\"Zelinda Amaranto\"}").string();
    const auto run = run_program({"forget", "--subject", subject, "--in-place", one, other});
    INFO(run.err);
    CHECK(run.exit == 0);
    CHECK(bytes_of_file(one).find("Amaranto") == std::string::npos);
    CHECK(bytes_of_file(other).find("\"Ugo\"") != std::string::npos);
}

TEST_CASE("forget refuses records that share an id and say different things", "[cli][export]") {
    const TempDir dir;
    const auto file = dir.write("a.jsonl", "{\"id\":\"1\",\"text\":\"Brava Zelinda Amaranto\"}\n"
                                           "{\"id\":\"1\",\"text\":\"altro\"}\n");
    const auto before = bytes_of_file(file);
    const auto subject = dir.write("s.json", "{\"name\":\"Zelinda Amaranto\"}").string();
    const auto run = run_program({"forget", "--subject", subject, "--in-place", file.string()});
    CHECK(run.exit == 2);
    CHECK(run.err.find("a.jsonl: line 2") != std::string::npos);
    CHECK(bytes_of_file(file) == before);
}

TEST_CASE("Memory does not grow with the export, whatever is done to it", "[cli][export]") {
    const LeanSanitizer lean;
    const TempDir dir;
    const auto subject = dir.write("s.json", "{\"name\":\"Zelinda Amaranto\"}").string();
    const std::string some = "Buongiorno, la buca davanti a casa non viene riparata da mesi";
    const auto write = [&](bool chats, int records) {
        const auto path = dir.path() / (chats ? "result.json" : "r.jsonl");
        std::ofstream file{path, std::ios::binary};
        file << (chats ? R"({"chats":{"list":[)" : "");
        for (int i = 0; i < records; ++i) {
            const std::string id = std::to_string(i);
            const std::string chat = R"({"type":"personal_chat","name":"Ada","id":)" + id;
            file << (chats ? (i > 0 ? "," : "") + chat +
                                 R"(,"messages":[{"id":1,"type":"message","from":"Ada","text":")"
                           : R"({"id":")" + id + R"(","thread_id":")" + id + R"(","text":")")
                 << some << " " << id << ", al 316 555 0101" << (chats ? "\"}]}" : "\"}\n");
        }
        file << (chats ? "]}}" : "");
        return path.string();
    };
    for (const bool chats : {false, true}) {
        for (const std::string command : {"scan", "redact", "forget"}) {
            const auto peak = [&](int records) {
                std::vector<std::string> words{command, write(chats, records)};
                if (command == "forget") {
                    words.insert(words.end(), {"--subject", subject});
                }
                if (command != "scan") {
                    words.insert(words.end(), {"--out", (dir.path() / "out").string()});
                } else { // one worker: how far several run ahead of each other is chance
                    words.insert(words.end(), {"--threads", "1"});
                }
                const auto run = run_program(words);
                CHECK(run.exit == (command == "scan" ? 1 : 0));
                fs::remove(dir.path() / "out");
                return run.peak_kilobytes;
            };
            INFO(command << (chats ? " of chats" : " of lines"));
            // All in memory, these took 1 to 4 kB for each record more.
            CHECK(peak(20'000) - peak(2'000) < (command == "forget" ? 25'000 : 10'000));
        }
    }
}

TEST_CASE("A full disk leaves an export as it was, in place and beside", "[cli][export]") {
    for (const char* name : {"chat.jsonl", "in"}) {
        const TempDir dir;
        std::string many;
        for (int i = 0; i < 3'000; ++i) {
            many += "{\"id\":\"m" + std::to_string(i) + "\",\"text\":\"al 316 555 0101\"}\n";
        }
        fs::create_directory(dir.path() / "in");
        dir.write("in/chat.jsonl", many);
        dir.write("chat.jsonl", many);
        const auto before = files_in(dir.path());
        const auto input = (dir.path() / name).string();
        for (const std::vector<std::string>& how :
             {std::vector<std::string>{"--in-place"},
              std::vector<std::string>{"--out", (dir.path() / "out").string()}}) {
            std::vector<std::string> arguments{"redact", input};
            arguments.insert(arguments.end(), how.begin(), how.end());
            {
                const FullDisk disk{50'000};
                const auto run = run_program(arguments);
                INFO(run.err);
                CHECK(run.exit == 2);
                CHECK(run.err.find(dir.path().string()) != std::string::npos);
            }
            CHECK(files_in(dir.path()) == before);
            fs::remove_all(dir.path() / "out");
        }
        CHECK(run_program({"redact", "--in-place", input}).exit == 0); // it works with room
        CHECK(files_in(dir.path()) != before);
    }
}

TEST_CASE("What cannot be read is copied nowhere and changed nowhere", "[cli][export]") {
    const TempDir dir;
    const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
    const std::string good = "{\"id\":\"z\",\"text\":\"al 316 555 0101\"}\n";
    dir.write("cut.json",
              "{\"name\":\"x\",\"type\":\"personal_chat\",\"id\":1,\"messages\":[{\"id\":1,"
              "\"type\":\"message\",\"text\":\"al 316 555 0101\"},{\"id\":2,\"ty");
    dir.write("latin1.jsonl", good + "{\"id\":\"a\",\"text\":\"caff\xE8\"}\n");
    dir.write("deep.jsonl", good + "{\"id\":\"a\",\"text\":\"x\",\"m\":" + deep + "}\n");
    dir.write("empty.jsonl", "");
    dir.write("unknown.json", "{\"what\":1}");
    dir.write("page.html", "<html>facebook</html>");
    const auto before = files_in(dir.path());
    const auto subject = (dir.path() / "s.json").string();
    for (const auto& [name, bytes] : before) {
        for (const std::string command : {"redact", "forget"}) {
            dir.write("s.json", "{\"phones\":[\"316 555 0101\"]}");
            std::vector<std::string> arguments{command, "--out", (dir.path() / "out").string(),
                                               (dir.path() / name).string()};
            if (command == "forget") {
                arguments.insert(arguments.end(), {"--subject", subject});
            }
            const auto run = run_program(arguments);
            fs::remove(subject);
            INFO(command << " " << name << ": " << run.err);
            CHECK(run.exit == 2);
            CHECK(run.err.find(name) != std::string::npos);
            CHECK(files_in(dir.path()) == before);
        }
    }
}

TEST_CASE("Lone surrogates and fifty megabytes in one record pass through redact",
          "[cli][export]") {
    const std::string filler(50'000'000, 'a');
    const auto run = run_program({"redact"}, "{\"id\":\"a\",\"text\":\"\\ud83d " + filler +
                                                 " 316 555 0101 \\udc00\"}\n");
    CHECK(run.exit == 0);
    CHECK(run.out == "{\"id\":\"a\",\"text\":\"\\ud83d " + filler + " [phone] \\udc00\"}\n");
}
