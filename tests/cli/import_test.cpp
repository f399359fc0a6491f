// tests/cli/import_test.cpp: oblio import: what it says about what it read.
#include "support/paths.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace oblio::test;
using nlohmann::json;

namespace {

struct Town {
    TempDir dir;
    std::string folder = (dir.path() / "archive").string();
    std::filesystem::path exports = source_folder() / "fixtures/town/seed1/exports";

    Town() {
        const auto policy =
            dir.write("p.json", "{\"entity\":{\"name\":\"Comune di Prova\"}}").string();
        REQUIRE(run_program({"init", "-a", folder, "--policy", policy}).exit == 0);
    }
    [[nodiscard]] ProgramRun import(std::vector<std::string> more) const {
        std::vector<std::string> arguments{"import", "-a", folder};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_program(arguments);
    }
    [[nodiscard]] json account(std::vector<std::string> more) const {
        more.emplace_back("--json");
        return json::parse(import(std::move(more)).out);
    }
};

/// Nothing is counted twice or not at all.
void check_sums(const json& account) {
    std::uint64_t records = 0;
    std::uint64_t refused = 0;
    const auto outcomes = [](const json& of) {
        std::uint64_t sum = 0;
        for (const char* outcome :
             {"new", "known", "superseded", "suppressed", "redacted", "quarantined"}) {
            sum += of.at(outcome).get<std::uint64_t>();
        }
        return sum;
    };
    for (const json& input : account["inputs"]) {
        for (const json& member : input["members"]) {
            INFO(member.dump());
            std::uint64_t skipped = 0;
            for (const json& count : member["skipped"]) {
                skipped += count.get<std::uint64_t>();
            }
            CHECK(member["elements"] == member["records"].get<std::uint64_t>() + skipped);
            CHECK(member["records"] == outcomes(member));
            records += member["records"].get<std::uint64_t>();
        }
        refused += input["refused"].size() + input["not_readable"].size() +
                   input.value("not_readable_not_listed", std::uint64_t{0}) +
                   (input.contains("failed") ? 1U : 0U);
    }
    CHECK(account["read"] == records);
    CHECK(account["read"] == outcomes(account));
    CHECK(account["refused"] == refused);
}

const json& member_of(const json& account, const std::string& name) {
    for (const json& input : account["inputs"]) {
        for (const json& member : input["members"]) {
            if (member.value("member", member["file"].get<std::string>()).ends_with(name)) {
                return member;
            }
        }
    }
    FAIL("no member " << name);
    return account;
}

} // namespace

TEST_CASE("The account of an import adds up for every form, and a second one knows it all",
          "[cli][import]") {
    const Town town;
    const auto path = [&](const char* name) { return (town.exports / name).string(); };
    const std::vector<std::string> inputs{path("telegram/DataExport_2026-09-30"),
                                          path("x/twitter-2026-10-01-0a1b2c3d.zip"),
                                          path("whatsapp/ios/WhatsApp Chat - Nevio Ravaglioli.zip"),
                                          path("youtube/Takeout"),
                                          path("graph"),
                                          path("rifiutati/monco"),
                                          path("rifiutati/telegram-html/messages.html")};
    const json first = town.account(inputs);
    check_sums(first);
    CHECK(first["read"] == first["new"]);
    CHECK(first["refused"] == 2);
    const json& telegram = member_of(first, "result.json");
    CHECK(telegram["format"] == "telegram-json");
    CHECK(telegram["side_data"] == json{{"contacts", 1}, {"sessions", 1}});
    CHECK(telegram["bytes"] > 1000);
    CHECK(first["inputs"][5]["not_readable"][0]["byte"] == 118);
    CHECK(first["inputs"][6]["failed"].get<std::string>().find("messages.html: a Telegram") !=
          std::string::npos);
    const json second = town.account(inputs);
    check_sums(second);
    CHECK(second["new"] == 0);
    CHECK(second["known"] == first["new"]);
}

TEST_CASE("A newer export of the same chat adds only what is new", "[cli][import]") {
    const Town town;
    const std::string old = "12/03/24, 18:45 - Ada: Buongiorno\n12/03/24, 18:46 - Ugo: Salve\n";
    const std::string name = "Chat WhatsApp con Ada.txt";
    const auto file = town.dir.write(name, old).string();
    const json first = town.account({file});
    CHECK(first["new"] == 2);
    town.dir.write(name, old + "12/03/24, 18:50 - Ada: altro\n");
    const json second = town.account({file});
    check_sums(second);
    CHECK(second["new"] == 1);
    CHECK(second["known"] == 2);
    const auto run = town.import({file});
    CHECK(run.exit == 0);
    CHECK(run.out.find("3  records read") != std::string::npos);
    CHECK(run.out.find("3  known already") != std::string::npos);
    CHECK(run.out.find("(whatsapp-text): 3 of 3 elements are records, 0 of them new") !=
          std::string::npos);
}

TEST_CASE("What is neither new nor known is listed with its place", "[cli][import]") {
    const Town town;
    const std::string line =
        "{\"v\":1,\"id\":\"generic:1\",\"kind\":\"post\",\"text\":\"prima\"}\n";
    REQUIRE(town.import({town.dir.write("a.jsonl", line).string()}).exit == 0);
    const auto changed = town.dir.write(
        "b.jsonl", "{\"v\":1,\"id\":\"generic:2\",\"kind\":\"post\",\"text\":\"x\"}\nrotto\n"
                   "{\"v\":1,\"id\":\"generic:1\",\"kind\":\"post\",\"text\":\"dopo\"}\n");
    const auto run = town.import({changed.string(), "--json"});
    CHECK(run.exit == 2);
    const json account = json::parse(run.out);
    check_sums(account);
    CHECK(account["superseded"] == 1);
    REQUIRE(account["places"]["superseded"].size() == 1);
    CHECK(account["places"]["superseded"][0]["line"] == 3);
    CHECK(account["inputs"][0]["not_readable"][0]["line"] == 2);
    CHECK(account["inputs"][0]["members"][0]["skipped"] == json{{"not readable", 1}});
}

TEST_CASE("However many lines are broken, all are counted and the first listed", "[cli][import]") {
    const Town town;
    std::string lines = "{\"v\":1,\"id\":\"generic:1\",\"kind\":\"post\",\"text\":\"prima\"}\n";
    for (int i = 0; i < 10'003; ++i) {
        lines += "rotto\n";
    }
    const json account = town.account({town.dir.write("a.jsonl", lines).string()});
    check_sums(account);
    CHECK(account["refused"] == 10'003);
    CHECK(account["inputs"][0]["not_readable"].size() == 10'000);
    CHECK(account["inputs"][0]["not_readable_not_listed"] == 3);
    CHECK(account["inputs"][0]["members"][0]["skipped"] == json{{"not readable", 10'003}});
}

TEST_CASE("The parts of one export are one import", "[cli][import]") {
    const Town town;
    std::vector<std::string> parts{"--parts"};
    for (const auto& entry :
         std::filesystem::directory_iterator{town.exports / "facebook/generation3"}) {
        parts.push_back(entry.path().string());
    }
    REQUIRE(parts.size() == 3);
    const json account = town.account(parts);
    check_sums(account);
    CHECK(account["inputs"].size() == 1);
    CHECK(account["inputs"][0]["files"].size() == 2);
    CHECK(account["inputs"][0]["other_members"]["duplicate"] == 1);
    CHECK(account["refused"] == 0);
    CHECK(town.account(parts)["known"] == account["read"]);
    CHECK(town.import({"--parts", "-"}).exit == 2);
}

TEST_CASE("What was erased is refused at the next import, and its place is said", "[cli][import]") {
    const Town town;
    const std::string chat =
        "{\"v\":1,\"id\":\"generic:1\",\"platform\":\"generic\",\"channel\":\"c\",\"author_name\":"
        "\"Zelinda Amaranto\",\"author_id\":\"77\",\"text\":\"al 316 555 0101\"}\n"
        "{\"v\":1,\"id\":\"generic:2\",\"platform\":\"generic\",\"channel\":\"c\",\"author_name\":"
        "\"Ugo Prova\",\"author_id\":\"78\",\"text\":\"ciao\"}\n";
    const auto file = town.dir.write("a.jsonl", chat).string();
    const auto subject = town.dir.write("s.json", "{\"name\":\"Zelinda Amaranto\",\"phones\":"
                                                  "[\"316 555 0101\"]}");
    REQUIRE(town.import({file}).exit == 0);
    const auto step = [&](std::vector<std::string> words, const char* by = "office") {
        words.insert(words.begin(), "request");
        words.insert(words.end(), {"-a", town.folder, "--by", by});
        return run_program(words);
    };
    const auto opened = step({"open", "--subject", subject.string(), "--ground", "G17A", "--json"});
    REQUIRE(opened.exit == 0);
    const auto number = json::parse(opened.out).at("number").get<std::string>();
    REQUIRE(step({"identify", number, "--how", "SPID"}).exit == 0);
    REQUIRE(step({"plan", number}).exit == 0);
    REQUIRE(step({"approve", number, "--role", "approver"}, "manager").exit == 0);
    REQUIRE(step({"execute", number}).exit == 0);
    const json account = town.account({file});
    check_sums(account);
    CHECK(account["suppressed"] == 1);
    CHECK(account["known"] == 1);
    CHECK(account["new"] == 0);
    CHECK(account["places"]["suppressed"][0]["line"] == 1);
    const auto run = town.import({file});
    CHECK(run.out.find("1  refused: erased before") != std::string::npos);
    CHECK(run.out.find("a.jsonl: line 1") != std::string::npos);
    CHECK(run.out.find("Zelinda") == std::string::npos);
}
