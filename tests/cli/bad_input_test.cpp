// tests/cli/bad_input_test.cpp: what cannot be read is said, with its place; nothing else is lost.
#include "support/paths.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <map>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace oblio::test;

namespace {

namespace fs = std::filesystem;

const std::string good_line = "{\"id\":\"z\",\"text\":\"al 316 555 0101\"}\n";

std::size_t lines_of(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

/// An archive of its own, with one record in it.
struct BadArchive {
    TempDir dir;
    std::string folder = (dir.path() / "archive").string();
    std::string policy = (source_folder() / "patterns/policies/carpi.json").string();
    std::string record = dir.write("good.jsonl", good_line).string();
    std::string subject = dir.write("subject.json", "{\"phones\":[\"316 555 0101\"]}").string();

    BadArchive() {
        REQUIRE(run_program({"init", "-a", folder, "--policy", policy}).exit == 0);
        REQUIRE(run_program({"import", "-a", folder, record}).exit == 0);
        REQUIRE(trace().exit == 1); // the person is found while all is well
    }
    [[nodiscard]] ProgramRun trace(const std::string& language = "en") const {
        return run_program({"trace", "-a", folder, "--subject", subject, "--lang", language});
    }
    [[nodiscard]] ProgramRun import(const fs::path& file) const {
        return run_program({"import", "-a", folder, file.string()});
    }
};

/// No file this process or its children write may grow past `bytes` while it lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
};

} // namespace

TEST_CASE("What no reader can open is refused by name, with exit code 2", "[cli][bad]") {
    const TempDir dir;
    fs::create_directory(dir.path() / "nothing-inside");
    dir.write("empty.jsonl", "");
    dir.write("latin1.txt", "caff\xE8\n");
    dir.write("binary.bin", std::string_view{"\0\1\2\xFF\xFE", 5});
    dir.write("unknown.json", "{\"what\":\"is this\",\"list\":[1,2]}");
    dir.write("deep.json", nested(10'000));
    dir.write("deep-open.json", std::string(1'000'000, '['));
    for (const std::string_view name : {"nothing-inside", "empty.jsonl", "latin1.txt", "binary.bin",
                                        "unknown.json", "deep.json", "deep-open.json", "none"}) {
        const auto run = run_program({"scan", (dir.path() / name).string()});
        INFO(name << ": " << run.err);
        CHECK(run.exit == 2);
        CHECK(run.out.empty());
        CHECK(says(run, name));
    }
}

TEST_CASE("What is no export at all is refused with what to do, in both languages", "[cli][bad]") {
    const TempDir dir;
    struct Case {
        std::string name, bytes, english, italian;
    };
    for (const Case& one :
         {Case{"empty.txt", "", "save the export again", "salva di nuovo"},
          Case{"latin.txt", "citt\xE0 e \xFF\n", "save it as UTF-8", "salvalo in UTF-8"},
          Case{"cut.zip", std::string{"PK\x03\x04\x14\0\0\0\x08\0cut", 13},
               "download or copy it again", "scaricalo o copialo di nuovo"}}) {
        const auto file = dir.write(one.name, one.bytes).string();
        for (const auto& [language, advice] :
             {std::pair{"en", one.english}, std::pair{"it", one.italian}}) {
            const auto run = run_program({"scan", file, "--lang", language});
            INFO(run.err);
            CHECK(run.exit == 2);
            CHECK(says(run, one.name));
            CHECK(says(run, advice));
        }
    }
}

TEST_CASE("Every export that is refused says which it is and what to do, whatever was to be done",
          "[cli][bad]") {
    const auto refused = source_folder() / "fixtures/town/seed1/exports/rifiutati";
    const std::map<std::string, std::string_view> all{{"cifrato.zip", "without one"},
                                                      {"facebook-html", "format JSON"},
                                                      {"monco", "byte"},
                                                      {"percorso.zip", "leads out of the archive"},
                                                      {"posta", "ask the platform itself"},
                                                      {"senza-mapping", "give a mapping file"},
                                                      {"solo-pubblicita.zip", "ask for"},
                                                      {"telegram-html", "Machine-readable JSON"},
                                                      {"vuoto.txt", "is empty"},
                                                      {"whatsapp-copia", "Esporta chat"},
                                                      {"x-2017", "new archive"},
                                                      {"youtube-html", "Google Takeout"}};
    const BadArchive archive;
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{refused}) {
        const std::string name = entry.path().filename().string();
        for (const std::vector<std::string>& command :
             {std::vector<std::string>{"scan"}, {"import", "-a", archive.folder}}) {
            auto words = command;
            words.push_back(entry.path().string());
            const auto run = run_program(words);
            INFO(command[0] << " " << name << ": " << run.err);
            CHECK(run.exit == 2);
            CHECK(says(run, name));
            CHECK(says(run, all.at(name)));
        }
        ++count;
    }
    CHECK(count == all.size());
}

TEST_CASE("One bad record is named with its line, and the others are still read", "[cli][bad]") {
    for (const std::string& bad : {std::string{"{\"id\":\"a\",\"text\":\"x\xE8\"}"},
                                   std::string{"{\"id\":\"a\",\"text\":\"ci"},
                                   "{\"id\":\"a\",\"text\":\"x\",\"more\":" + nested(10'000) + "}",
                                   std::string{"{\"id\":\"a\",\"text\":7}"}}) {
        const auto run = run_program({"scan"}, good_line + bad + "\n" + good_line);
        INFO(bad.substr(0, 60) << ": " << run.err);
        CHECK(run.exit == 2);
        CHECK(lines_of(run.out) == 2);
        CHECK(run.out.find("PHONE") != std::string::npos);
        CHECK(says(run, "line 2"));
    }
}

TEST_CASE("A lone surrogate is read as U+FFFD, and whoever reads is told", "[cli][bad]") {
    const auto run = run_program({"scan"}, good_line + "{\"id\":\"a\",\"text\":\"x \\ud83d y\"}\n");
    CHECK(run.exit == 1);
    CHECK(lines_of(run.out) == 2);
    CHECK(says(run, "line 2"));
    CHECK(run_program({"scan"}, good_line).err.empty());
}

TEST_CASE("A cut-off export gives what came before the cut, and says where it ends", "[cli][bad]") {
    const TempDir dir;
    const std::string whole =
        "{\"name\":\"x\",\"type\":\"personal_chat\",\"id\":1,\"messages\":[{\"id\":1,"
        "\"type\":\"message\",\"date\":\"2026-01-01T10:00:00\",\"from\":\"A\","
        "\"from_id\":\"user1\",\"text\":\"al 316 555 0101\"},{\"id\":2,\"type\":\"mess";
    const auto run = run_program({"scan", dir.write("result.json", whole).string()});
    CHECK(run.exit == 2);
    CHECK(run.out.find("PHONE") != std::string::npos);
    CHECK(says(run, "result.json: line 1, byte " + std::to_string(whole.size())));
}

TEST_CASE("An empty draft is not one that may be published", "[cli][bad]") {
    CHECK(run_program({"check"}, "niente").exit == 0);
    CHECK(run_program({"check"}, "").exit == 2);
    const TempDir dir;
    const auto run = run_program({"check", dir.write("draft.txt", "").string()});
    CHECK(run.exit == 2);
    CHECK(says(run, "draft.txt"));
}

TEST_CASE("Fifty megabytes in one record are read whole, to the last byte", "[cli][bad]") {
    const TempDir dir;
    const std::string filler(50'000'000, 'a');
    const auto file = dir.write("big.jsonl", "{\"id\":\"a\",\"text\":\"" + filler +
                                                 " 316 555 0101\"}\n" + good_line);
    const auto run = run_program({"scan", file.string()});
    CHECK(run.exit == 1);
    CHECK(lines_of(run.out) == 2);
    CHECK(run.out.find("\"start\":50000001") != std::string::npos);
}

TEST_CASE("A million tiny records give as many lines", "[cli][bad]") {
    std::string input;
    for (int i = 0; i < 1'000'000; ++i) {
        input += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"x\"}\n";
    }
    const auto run = run_program({"scan"}, input);
    CHECK(run.exit == 0);
    CHECK(lines_of(run.out) == 1'000'000);
}

TEST_CASE("A recognizer that is wrong is refused with its file and line", "[cli][bad]") {
    const auto recognizer = [](std::string_view type, std::string_view expression,
                               std::string_view more) {
        return "{\"id\":\"ours\",\"title\":\"t\",\"since\":\"0.1.0\",\"source\":\"s\",\n\"type\":"
               "\"" +
               std::string(type) + "\",\"validator\":\"none\",\"expression\":\"" +
               std::string(expression) + "\"" + std::string(more) +
               ",\n\"finds\":[\"x1\"],\"ignores\":[\"y\"]}\n";
    };
    for (const std::string& bad : {recognizer("PHONE", "([", ""), recognizer("NOTHING", "x1", ""),
                                   recognizer("PHONE", "x1", ",\"unknown\":1"),
                                   std::string{"not JSON"}, std::string{"{}"}}) {
        const TempDir dir;
        dir.write("ours.json", bad);
        const auto run =
            run_program({"scan", "--plain", "--patterns", dir.path().string()}, "niente");
        INFO(bad << ": " << run.err);
        CHECK(run.exit == 2);
        CHECK(run.out.empty());
        CHECK(says(run, "ours.json:"));
    }
    const auto run = run_program({"scan", "--plain", "--patterns", "/nonexistent"}, "niente");
    CHECK(run.exit == 2);
    CHECK(says(run, "/nonexistent"));
    CHECK(run_program({"scan", "--plain", "--types", "PHONE,NOTHING"}, "niente").exit == 2);
    CHECK(says(run_program({"scan", "--types", "NOTHING"}, "x"), "NOTHING"));
}

TEST_CASE("A subject's file that cannot be understood names the field and traces nobody",
          "[cli][bad]") {
    const BadArchive archive;
    const auto refused = [&](std::string_view json, std::string_view what) {
        const auto file = archive.dir.write("bad.json", json).string();
        const auto run = run_program({"trace", "-a", archive.folder, "--subject", file});
        INFO(json << ": " << run.err);
        CHECK(run.exit == 2);
        CHECK(run.out.empty());
        CHECK(says(run, "bad.json"));
        CHECK(says(run, what));
    };
    refused("{\"name\":\"Ginevra Inventata\",\"nonsense\":1}", "nonsense");
    refused("{}", "name");
    refused("{\"name\":", "byte");
    refused("", "byte");
}

TEST_CASE("A wrong, damaged or missing key opens nothing and says so", "[cli][bad]") {
    const BadArchive archive;
    const auto key = fs::path{archive.folder} / "master.key";
    const BadArchive other;
    fs::copy_file(fs::path{other.folder} / "master.key", key, fs::copy_options::overwrite_existing);
    CHECK(archive.trace().exit == 2);
    CHECK(says(archive.trace(), "key"));
    archive.dir.write("archive/master.key", "garbage");
    CHECK(archive.trace().exit == 2);
    CHECK(says(archive.trace(), "master.key"));
    fs::remove(key);
    CHECK(archive.import(archive.record).exit == 2);
}

TEST_CASE("An archive that another process writes to is locked, and stays as it was",
          "[cli][bad]") {
    const BadArchive archive;
    const int lock =
        ::open((fs::path{archive.folder} / "lock").c_str(), O_RDWR | O_CLOEXEC); // as a writer does
    REQUIRE(lock >= 0);
    REQUIRE(::flock(lock, LOCK_EX) == 0);
    const auto run = archive.import(archive.record);
    CHECK(run.exit == 2);
    CHECK(says(run, "locked"));
    ::close(lock);
    CHECK(archive.import(archive.record).exit == 0);
}

TEST_CASE(
    "An archive whose files were cut off or emptied is damaged, never empty; the file is named, "
    "and what to do",
    "[cli][bad]") {
    for (const std::string_view name : {"archive.db", "keys.slots", "ledger.jsonl", "vault.key"}) {
        const BadArchive archive;
        const auto file = fs::path{archive.folder} / name;
        for (const auto size : {fs::file_size(file) / 2, std::uintmax_t{0}}) {
            fs::resize_file(file, size);
            for (const auto& [language, advice] :
                 {std::pair{"en", "put the newest backup back"},
                  std::pair{"it", "ripristina la copia più recente"}}) {
                const auto run = archive.trace(language);
                INFO(name << ": " << run.err);
                CHECK(run.exit == 2);
                CHECK(run.out.empty());
                CHECK(says(run, name));
                CHECK(says(run, advice));
                CHECK_FALSE(says(run, "import again")); // no advice to start from nothing
            }
        }
    }
}

TEST_CASE("A full disk ends an import with the file's name, and a second one finishes it",
          "[cli][bad]") {
    const BadArchive archive;
    std::string many;
    for (int i = 0; i < 3'000; ++i) {
        many += "{\"id\":\"m" + std::to_string(i) + "\",\"text\":\"al 316 555 0101\"}\n";
    }
    const auto file = archive.dir.write("many.jsonl", many);
    {
        const FileSizeLimit limit{90'000};
        const auto run = archive.import(file);
        INFO(run.err);
        CHECK(run.exit == 2);
        CHECK(says(run, archive.folder));
    }
    CHECK(archive.trace().exit == 1);
    const auto again = archive.import(file);
    INFO(again.err);
    CHECK(again.exit == 0);
}

TEST_CASE("A full disk leaves no half-made archive behind", "[cli][bad]") {
    const TempDir dir;
    const std::string folder = (dir.path() / "archive").string();
    const std::string policy = (source_folder() / "patterns/policies/carpi.json").string();
    {
        const FileSizeLimit limit{8'000};
        CHECK(run_program({"init", "-a", folder, "--policy", policy}).exit == 2);
    }
    CHECK_FALSE(fs::exists(folder));
    CHECK(run_program({"init", "-a", folder, "--policy", policy}).exit == 0);
}

TEST_CASE("Output that cannot be written is an error", "[cli][bad]") {
    std::string many;
    for (int i = 0; i < 3'000; ++i) {
        many += good_line;
    }
    const FileSizeLimit limit{200'000};
    const auto run = run_program({"scan"}, many);
    CHECK(run.exit == 2);
    CHECK(says(run, "stdout"));
}
