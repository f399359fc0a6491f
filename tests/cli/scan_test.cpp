// tests/cli/scan_test.cpp: oblio scan, check and patterns, run as a user runs them.
#include "support/paths.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace oblio::test;
using nlohmann::json;

TEST_CASE("scan prints a line for each record, with code-point offsets, and exits 1", "[cli]") {
    const auto run = run_program({"scan"}, "{\"id\":\"a\",\"text\":\"è 316 555 0101\"}\n"
                                           "{\"id\":\"b\",\"text\":\"niente qui\"}\n");
    REQUIRE(run.exit == 1);
    const auto first = json::parse(run.out.substr(0, run.out.find('\n')));
    const auto second = json::parse(run.out.substr(run.out.find('\n') + 1));
    CHECK(first.at("id").get<std::string>().find('a') != std::string::npos);
    CHECK(first.at("findings").at(0).at("type") == "PHONE");
    CHECK(first.at("findings").at(0).at("start") == 2);
    CHECK(first.at("findings").at(0).at("end") == 14);
    CHECK(second.at("findings").empty());
    CHECK(run.out.find("316 555 0101") == std::string::npos); // masked unless asked for
}

TEST_CASE("scan says 0 for nothing found and 2 for could not look", "[cli]") {
    CHECK(run_program({"scan", "--plain"}, "niente qui").exit == 0);
    const TempDir dir;
    const auto missing = run_program({"scan", (dir.path() / "none.jsonl").string()});
    CHECK(missing.exit == 2);
    CHECK(missing.err.find("none.jsonl") != std::string::npos);
    CHECK(run_program({"scan", dir.write("empty.jsonl", "").string()}).exit == 2);
    CHECK(run_program({"scan", "--types", "PHONES"}, "x").exit == 2);
    CHECK(run_program({"scan", "--types", "PHONE,"}, "x").exit == 2);
    CHECK(run_program({"scan", "--nonsense"}, "x").exit == 2);
}

TEST_CASE("A record that is not UTF-8 is named and the rest goes on", "[cli]") {
    const auto run = run_program({"scan"}, "{\"id\":\"a\",\"text\":\"x\xE8 y\"}\n"
                                           "{\"id\":\"b\",\"text\":\"al 316 555 0101\"}\n");
    CHECK(run.exit == 2);
    CHECK(run.err.find("line 1") != std::string::npos);
    CHECK(run.out.find("PHONE") != std::string::npos);
}

TEST_CASE("The number of threads never shows in what scan prints", "[cli]") {
    std::string lines;
    for (int i = 0; i < 9000; ++i) { // several blocks
        lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"" +
                 (i % 3 == 0 ? "chiamate il 316 555 01" + std::to_string(10 + i % 90)
                             : "il mercato resta in piazza anche domani mattina") +
                 (i == 4000 ? "\xff" : "") + "\"}\n";
    }
    const TempDir dir;
    const auto path = dir.write("many.jsonl", lines).string();
    for (const char* format : {"jsonl", "csv", "text", "sarif"}) {
        CAPTURE(format);
        const auto one = run_program({"scan", "--threads", "1", "--format", format, path}, "");
        REQUIRE(one.out.find("PHONE") != std::string::npos);
        REQUIRE(one.err.find("line 4001") != std::string::npos);
        if (std::string{format} == "sarif") {
            CHECK(json::parse(one.out).at("runs").at(0).at("results").size() >= 2999);
        }
        for (const char* threads : {"2", "5"}) {
            const auto more =
                run_program({"scan", "--threads", threads, "--format", format, path}, "");
            CHECK(more.out == one.out);
            CHECK(more.err == one.err);
            CHECK(more.exit == one.exit);
        }
    }
    CHECK(run_program({"scan", "--threads", "0", path}, "").exit == 2);
}

TEST_CASE("A name that a thread has given counts in its later records, however many threads scan",
          "[cli]") {
    const auto record = [](const std::string& id, const std::string& thread, const char* text) {
        return "{\"id\":\"" + id + "\"," +
               (thread.empty() ? "" : "\"thread_id\":\"" + thread + "\",") + "\"text\":\"" + text +
               "\"}\n";
    };
    constexpr const char* names_him = "Ieri in piazza c'era Ezio Brambati";
    constexpr const char* says_more = "io con Brambati non ci parlo";
    std::string lines = record("early", "b", says_more) + record("name", "b", names_him);
    for (int i = 0; i < 9000; ++i) { // several blocks between the name and what needs it
        lines += record(std::to_string(i), i % 2 == 0 ? "" : "c" + std::to_string(i % 500),
                        "il mercato resta in piazza anche domani mattina");
    }
    lines += record("late", "b", says_more) + record("elsewhere", "d", says_more) +
             record("no thread", "", says_more);
    const TempDir dir;
    const auto path = dir.write("threads.jsonl", lines).string();
    const auto alone = run_program({"scan", "--each-alone", "--format", "csv", path}, "");
    CHECK(alone.out.find("name,") != std::string::npos);
    CHECK(alone.out.find("late,") == std::string::npos); // nobody knows who that is
    for (const char* format : {"jsonl", "csv", "text", "sarif"}) {
        CAPTURE(format);
        const auto one = run_program({"scan", "--threads", "1", "--format", format, path}, "");
        if (std::string{format} == "csv") {
            CHECK(one.out.find("late,") != std::string::npos);
            CHECK(one.out.find("early,") == std::string::npos);
            CHECK(one.out.find("elsewhere,") == std::string::npos);
            CHECK(one.out.find("no thread,") == std::string::npos);
        } else if (std::string{format} == "sarif") {
            CHECK(json::parse(one.out).at("runs").at(0).at("results").size() == 2);
        }
        for (const char* threads : {"2", "4"}) {
            CHECK(run_program({"scan", "--threads", threads, "--format", format, path}, "").out ==
                  one.out);
        }
        CHECK(run_program({"scan", "--engine", "reference", "--format", format, path}, "").out ==
              one.out);
    }
}

TEST_CASE("SARIF and CSV are well formed and agree with the findings", "[cli]") {
    const std::string text = "Chiamate il 316 555 0101, grazie";
    const auto sarif = json::parse(run_program({"scan", "--plain", "--format", "sarif"}, text).out);
    CHECK(sarif.at("version") == "2.1.0");
    const auto& result = sarif.at("runs").at(0).at("results").at(0);
    CHECK(result.at("ruleId") == "PHONE");
    const auto index = result.at("ruleIndex").get<std::size_t>();
    CHECK(sarif.at("runs").at(0).at("tool").at("driver").at("rules").at(index).at("id") == "PHONE");
    const auto csv = run_program({"scan", "--plain", "--format", "csv", "--show-values"}, text).out;
    CHECK(csv.find(",PHONE,identifier,12,24,") != std::string::npos);
    CHECK(csv.find("316 555 0101") != std::string::npos);
}

TEST_CASE("check blocks a phone number, shows why, and offers an impersonal version", "[cli]") {
    const auto run = run_program({"check", "--lang", "it"}, "Chiamate il 316 555 0101, grazie");
    CHECK(run.exit == 1);
    CHECK(run.out.find("Così non si può pubblicare") != std::string::npos);
    CHECK(run.out.find("Chiamate il [recapito omesso], grazie") != std::string::npos);
    const auto clean = run_program({"check", "--json"}, "Il mercato è in piazza.");
    CHECK(clean.exit == 0);
    CHECK(json::parse(clean.out).at("publishable") == true);
}

TEST_CASE("The entity's own contacts are shown as such and never block", "[cli]") {
    const auto policy = (source_folder() / "patterns/policies/somma-lombardo.json").string();
    const std::string own = "Informazioni: 0331 989095, urp@comune.sommalombardo.va.it";
    REQUIRE(run_program({"check"}, own).exit == 1); // without the policy they are anybody's
    const auto run = run_program({"check", "--lang", "en", "--policy", policy}, own);
    CHECK(run.exit == 0);
    CHECK(run.out.find("May be published.") != std::string::npos);
    CHECK(run.out.find("the entity's own, published on purpose") != std::string::npos);
    const auto items =
        json::parse(run_program({"check", "--json", "--policy", policy}, own).out).at("items");
    REQUIRE(items.size() == 2);
    for (const auto& item : items) {
        CHECK(item.at("institutional") == true);
        CHECK(item.at("verdict") == "allow");
    }
    const auto both =
        run_program({"check", "--policy", policy}, own + ", o al 316 555 0101 di Ada");
    CHECK(both.exit == 1);
    CHECK(both.out.find("0331 989095, urp@comune.sommalombardo.va.it") != std::string::npos);
}

TEST_CASE("check says why in the language asked for, and which sentence of the policy", "[cli]") {
    const auto policy = (source_folder() / "patterns/policies/massa.json").string();
    const std::string text = "Mia figlia ha il diabete, Bruno Finti, 316 555 0101";
    const auto it = run_program({"check", "--lang", "it", "--policy", policy}, text).out;
    const auto en = run_program({"check", "--lang", "en", "--policy", policy}, text).out;
    CHECK(it.find("rivela la salute di una persona") != std::string::npos);
    CHECK(en.find("reveals a person's health") != std::string::npos);
    CHECK(it.find("GDPR art. 9(1)") != std::string::npos);
    CHECK(it.find("«I contenuti rispettano la privacy delle persone") != std::string::npos);
    CHECK(en.find("«Contents respect people's privacy") != std::string::npos);
    CHECK(it.find("316 555 0101") == std::string::npos); // masked unless asked for
    CHECK(run_program({"check", "--show-values", "--policy", policy}, text)
              .out.find("316 555 0101") != std::string::npos);
    const auto sarif =
        run_program({"check", "--format", "sarif", "--lang", "en", "--policy", policy}, text);
    CHECK(sarif.out.find("Contents respect people's privacy") != std::string::npos);
    CHECK(sarif.out.find("I contenuti rispettano") == std::string::npos);
}

TEST_CASE("What the allow-list, the baseline or the text itself allows does not block", "[cli]") {
    const std::string text = "Chiamate il 316 555 0101, grazie";
    const TempDir dir;
    const auto allow = dir.write("allow", "# the office\nPHONE +39 316 5550101\n");
    CHECK(run_program({"check", "--allow", allow.string()}, text).exit == 0);
    const auto baseline = dir.path() / "baseline.json";
    CHECK(run_program({"check", "--write-baseline", baseline.string()}, text).exit == 1);
    CHECK(run_program({"check", "--baseline", baseline.string()}, text).exit == 0);
    CHECK(
        run_program({"check", "--baseline", baseline.string()}, text + " o il 316 555 0102").exit ==
        1);
    CHECK(run_program({"check"}, text + " oblio:allow PHONE").exit == 0);
    CHECK(run_program({"check"}, text + " oblio:allow EMAIL").exit == 1);
    CHECK(run_program({"check", "--allow", dir.write("bad", "PHONES 1\n").string()}, text).exit ==
          2);
    for (const char* wrong : {R"({"oblio_baseline":"1","fingerprints":[]})",
                              R"({"oblio_baseline":1,"fingerprints":["zz"]})", "[]", "x"}) {
        CAPTURE(wrong);
        const auto bad = dir.write("bad.json", wrong).string();
        const auto refused = run_program({"check", "--baseline", bad}, text);
        CHECK(refused.exit == 2);
        CHECK(refused.err.find("bad.json") != std::string::npos);
    }
}

TEST_CASE("Every example of every shipped pattern holds", "[cli]") {
    const auto run = run_program({"patterns", "test"});
    INFO(run.out);
    CHECK(run.exit == 0);
    const TempDir dir;
    dir.write("code.json", R"({"id":"code","title":"t","since":"1","source":"s","type":"PLATE",
 "expression":"q[0-9]{4}","validator":"alone","confidence":0.9,
 "finds":[{"text":"il q1234 e","span":"q1234 e"}],"ignores":["q12"]})");
    const auto wrong_span = run_program({"patterns", "test", "--patterns", dir.path().string()});
    CHECK(wrong_span.exit == 1);
    CHECK(wrong_span.out.find("code: ") != std::string::npos);
    dir.write("mine.json", "{\"id\":\"x\"}");
    const auto refused = run_program({"patterns", "list", "--patterns", dir.path().string()});
    CHECK(refused.exit == 2);
    CHECK(refused.err.find("mine.json") != std::string::npos);
}

TEST_CASE("patterns build makes tables that everybody may read, and nothing is found otherwise",
          "[cli]") {
    const TempDir dir;
    const auto own = dir.path() / "own";
    std::filesystem::create_directory(own);
    dir.write("own/code.json", R"({"id":"code","title":"t","since":"1","source":"s","type":"PLATE",
 "expression":"q[0-9]{4}","validator":"alone","confidence":0.9,"finds":["q1234"],"ignores":["q12"]})");
    const auto scan = [&] {
        return run_program({"scan", "--plain", "--patterns", own.string()}, "il q1234 di ieri").out;
    };
    const std::string read = scan();
    REQUIRE(read.find("PLATE") != std::string::npos);

    REQUIRE(run_program({"patterns", "build", "--patterns", own.string()}).exit == 0);

    using std::filesystem::perms;
    const auto tables = std::filesystem::status(dir.path() / "own.tables");
    REQUIRE(std::filesystem::is_regular_file(tables));
    CHECK((tables.permissions() & perms::others_read) != perms::none);
    CHECK(scan() == read);
    CHECK(run_program({"patterns", "build", "--patterns", "/nonexistent"}).exit == 2);
}
