// tests/cli/trace_test.cpp: from an export to the certificate, and the disclosure of art. 15.
#include "support/files.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

using namespace oblio::test;
using nlohmann::json;

namespace {

/// The value in UTF-8, UTF-16 of both byte orders, capitals and small letters. ASCII only.
std::vector<std::string> spellings(const std::string& value) {
    std::vector<std::string> all;
    for (const bool upper : {false, true}) {
        std::string text = value;
        std::transform(text.begin(), text.end(), text.begin(), [upper](unsigned char c) {
            return static_cast<char>(upper ? std::toupper(c) : std::tolower(c));
        });
        for (const std::string& form : {value, text}) {
            std::string little;
            std::string big;
            for (const char c : form) {
                little += c;
                little += '\0';
                big += '\0';
                big += c;
            }
            all.insert(all.end(), {form, little, big});
        }
    }
    return all;
}

/// How many files below the folder hold the value in any spelling.
std::size_t files_spelling(const std::filesystem::path& folder, const std::string& value) {
    const auto forms = spellings(value);
    const auto files = files_in(folder);
    return static_cast<std::size_t>(
        std::count_if(files.begin(), files.end(), [&forms](const auto& file) {
            return std::any_of(forms.begin(), forms.end(), [&file](const std::string& form) {
                return file.second.find(form) != std::string::npos;
            });
        }));
}

/// An archive of three records in a folder of its own.
struct Case {
    TempDir dir;
    std::string archive = (dir.path() / "archive").string();
    std::string subject;

    explicit Case(const std::string& rules = R"({"entity":{"name":"Comune di Prova"}})") {
        const auto policy = dir.write("p.json", rules).string();
        const auto records =
            dir.write("r.jsonl",
                      "{\"v\":1,\"id\":\"generic:1\",\"kind\":\"comment\",\"platform\":\"generic\","
                      "\"channel\":\"c\",\"thread_id\":\"t\",\"author_name\":\"Zelinda Amaranto\","
                      "\"text\":\"io, Zelinda Amaranto, chiamo Ugo Finti al 316 555 0101\"}\n"
                      "{\"v\":1,\"id\":\"generic:2\",\"kind\":\"comment\",\"platform\":\"generic\","
                      "\"channel\":\"c\",\"thread_id\":\"t\",\"author_name\":\"Ugo Prova\","
                      "\"text\":\"Brava Zelinda Amaranto! Dillo a Pia Falsetti\"}\n"
                      "{\"v\":1,\"id\":\"generic:3\",\"kind\":\"comment\",\"platform\":\"generic\","
                      "\"channel\":\"c\",\"thread_id\":\"u\",\"author_name\":\"Ugo Prova\","
                      "\"text\":\"Ma Zelinda viene?\"}\n");
        subject = dir.write("s.json", "{\"name\":\"Zelinda Amaranto\"}").string();
        REQUIRE(run_program({"init", "-a", archive, "--policy", policy}).exit == 0);
        REQUIRE(run_program({"import", "-a", archive, records.string()}).exit == 0);
    }
};

} // namespace

TEST_CASE("What a trace counts and does not look at is said to who reads it, too", "[cli]") {
    const Case office;
    std::string lines;
    for (int i = 0; i < 119; ++i) { // and one of the case itself
        const std::string n = std::to_string(i);
        lines += R"({"v":1,"id":"generic:b)" + n + R"(","kind":"comment","platform":"generic",)" +
                 R"("channel":"c","thread_id":"b)" + n + R"(","author_name":"Nina Prova )" + n +
                 R"(","text":"grazie Zelinda per la sedia )" + n + "\"}\n";
    }
    const std::string more = office.dir.write("more.jsonl", lines).string();
    REQUIRE(run_program({"import", "-a", office.archive, more}).exit == 0);
    const auto trace = [&](const std::string& form, const std::string& language) {
        std::vector<std::string> words{"trace",        "-a",     office.archive, "--subject",
                                       office.subject, "--lang", language};
        if (!form.empty()) {
            words.push_back(form);
        }
        return run_program(words).out;
    };
    CHECK(json::parse(trace("--json", "en")).at("bare_first_names_left_out") == 20);
    CHECK(trace("", "en").find("20 more records have the first name alone") != std::string::npos);
    CHECK(trace("", "it").find("altri 20 record hanno solo il nome") != std::string::npos);
    const auto request = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "request");
        words.insert(words.end(), {"-a", office.archive, "--by", "privacy", "--lang", "en"});
        return run_program(words);
    };
    const auto opened =
        request({"open", "--subject", office.subject, "--ground", "G17A", "--json"});
    INFO(opened.err);
    REQUIRE(opened.exit == 0);
    const std::string number = json::parse(opened.out).at("number");
    REQUIRE(request({"identify", number, "--how", "SPID"}).exit == 0);
    CHECK(request({"trace", number}).out.find("20 more records have") != std::string::npos);
    CHECK(json::parse(request({"trace", number, "--json"}).out).at("bare_first_names_left_out") ==
          20);
    CHECK(request({"review", number, "--list"}).err.find("20 more records have") !=
          std::string::npos);
}

TEST_CASE("An access hides a surname alone whose bearer the thread had named at import", "[cli]") {
    const auto line = [](const char* id, const char* thread, const char* author, const char* text) {
        return json{{"v", 1},
                    {"id", id},
                    {"kind", "comment"},
                    {"channel", "c"},
                    {"thread_id", thread},
                    {"platform", "generic"},
                    {"author_name", author},
                    {"text", text}}
                   .dump() +
               "\n";
    };
    const TempDir dir;
    const auto policy = dir.write("p.json", R"({"entity":{"name":"Comune di Prova"}})").string();
    const auto records = dir.write(
        "r.jsonl",
        line("generic:1", "t", "Ugo Prova", "Ieri in piazza c'era Ezio Brambati") +
            line("generic:2", "t", "Zelinda Amaranto", "io con Brambati non ci parlo, qui") +
            line("generic:3", "u", "Zelinda Amaranto", "io con Brambati non ci parlo, altrove"));
    const auto subject = dir.write("s.json", R"({"name":"Zelinda Amaranto"})").string();
    for (const char* threads : {"1", "3"}) {
        CAPTURE(threads);
        const auto archive = (dir.path() / threads).string();
        REQUIRE(run_program({"init", "-a", archive, "--policy", policy}).exit == 0);
        REQUIRE(
            run_program({"import", "-a", archive, "--threads", threads, records.string()}).exit ==
            0);
        const auto out = dir.path() / ("out" + std::string{threads});
        REQUIRE(run_program({"access", "-a", archive, "--subject", subject, "--out", out.string(),
                             "--lang", "en"})
                    .exit == 0);
        std::ifstream file{out / "your-data.txt"};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        CHECK(text.find("io con [name] non ci parlo, qui") != std::string::npos);
        CHECK(text.find("io con Brambati non ci parlo, altrove") != std::string::npos);
    }
}

TEST_CASE("A person is traced, forgotten and the erasure proved, step by step", "[cli]") {
    const Case town;
    const auto hidden = [&town] {
        return files_spelling(town.archive, "Zelinda") + files_spelling(town.archive, "Amaranto") +
               files_spelling(town.archive, "316 555 0101") +
               files_spelling(town.archive, "3165550101");
    };
    // The search can see: the export beside the archive, and a UTF-16 file put there.
    REQUIRE(files_spelling(town.dir.path(), "Amaranto") > 0);
    const auto planted =
        town.dir.write("archive/planted", std::string("A\0M\0A\0R\0A\0N\0T\0O\0", 16));
    REQUIRE(hidden() == 1);
    std::filesystem::remove(planted);
    CHECK(hidden() == 0); // sealed before anything is erased
    const auto traced =
        run_program({"trace", "-a", town.archive, "--subject", town.subject, "--json"});
    REQUIRE(traced.exit == 1);
    const auto mentions = json::parse(traced.out);
    REQUIRE(mentions.at("certain").size() == 2);
    CHECK(mentions.at("certain").at(0).at("authored") == true);
    CHECK(mentions.at("certain").at(1).at("spans").at(0).at("start") == 6);
    CHECK(mentions.at("review").size() == 1);

    const auto step = [&town](std::vector<std::string> words) {
        words.insert(words.begin(), "request");
        words.insert(words.end(), {"-a", town.archive, "--by", "office"});
        return run_program(words);
    };
    const auto opened = step({"open", "--subject", town.subject, "--ground", "G17A", "--json"});
    REQUIRE(opened.exit == 0);
    const auto number = json::parse(opened.out).at("number").get<std::string>();
    CHECK(step({"plan", number}).exit == 2); // the identity comes first
    CHECK(step({"identify", number, "--how", "SPID"}).exit == 0);
    const auto answers = town.dir.write("answers.json", R"({"yes":["generic:3"]})").string();
    CHECK(step({"review", number, "--answers", answers}).exit == 0);
    CHECK(step({"execute", number}).exit == 2); // nothing approved yet
    REQUIRE(step({"plan", number}).exit == 0);
    CHECK(step({"approve", number, "--role", "approver"}).exit ==
          2); // who planned does not approve
    REQUIRE(run_program({"request", "approve", number, "-a", town.archive, "--by", "manager",
                         "--role", "approver"})
                .exit == 0);
    REQUIRE(step({"execute", number}).exit == 0);
    CHECK(step({"execute", number}).out.find("nothing was changed") != std::string::npos);
    const auto proof = step({"verify", number, "--json"});
    CHECK(proof.exit == 0);
    CHECK(json::parse(proof.out).at("holds") == true);
    CHECK(run_program({"trace", "-a", town.archive, "--subject", town.subject}).exit == 0);
    CHECK(hidden() == 0); // nor afterwards: database, keys, ledger, certificates
    using std::filesystem::perms;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{town.archive}) {
        INFO(entry.path());
        CHECK((entry.status().permissions() & (perms::group_all | perms::others_all)) ==
              perms::none);
    }
}

TEST_CASE("What a subject gets to see holds their own data and nobody else's", "[cli]") {
    const Case town;
    const auto out = town.dir.path() / "out";
    REQUIRE(run_program(
                {"access", "-a", town.archive, "--subject", town.subject, "--out", out.string()})
                .exit == 0);
    const std::string records = bytes_of_file(out / "records.jsonl");
    CHECK(records.find("io, Zelinda Amaranto, chiamo") != std::string::npos); // in her own words
    CHECK(records.find("Brava Zelinda Amaranto!") != std::string::npos);
    CHECK(records.find("316 555 0101") == std::string::npos);
    CHECK(records.find("Ugo") == std::string::npos);
    CHECK(records.find("Falsetti") == std::string::npos);
    CHECK(bytes_of_file(out / "your-data.txt").find("names you") != std::string::npos);
}

TEST_CASE("Where a person is, is told to the roles that may ask", "[cli]") {
    const Case town{
        R"({"entity":{"name":"Comune di Prova"},"roles":[)"
        R"({"id":"privacy","title":{"it":"Privacy"},"may":["trace"]},)"
        R"({"id":"redazione","title":{"it":"Redazione"},"may":["check"]},)"
        R"({"id":"dpo","title":{"it":"RPD"},"may":["audit"]}],"approval":{"roles":["privacy"]}})"};
    const auto out = (town.dir.path() / "disclosed").string();
    for (const std::string& role : {std::string{"redazione"}, std::string{"dpo"}}) {
        const auto traced =
            run_program({"trace", "-a", town.archive, "--subject", town.subject, "--by", role});
        CHECK(traced.exit == 2);
        CHECK(traced.err.find(role) != std::string::npos);
        CHECK(traced.out.find("Zelinda") == std::string::npos);
        CHECK(run_program({"access", "-a", town.archive, "--subject", town.subject, "--out", out,
                           "--by", role})
                  .exit == 2);
        CHECK_FALSE(std::filesystem::exists(out));
    }
    CHECK(run_program({"trace", "-a", town.archive, "--subject", town.subject, "--by", "privacy"})
              .exit == 1);
}
