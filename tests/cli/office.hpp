// tests/cli/office.hpp: an archive of a few records, and an office that gives the program's
// commands.
#pragma once

#include "support/files.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace oblio::test {

using nlohmann::json;

/// What the program is asked to do, less the archive.
using Words = std::vector<std::string>;

class Office {
public:
    explicit Office(const std::string& policy = R"({"entity":{"name":"Comune di Prova"}})") {
        const auto file = dir.write("policy.json", policy).string();
        REQUIRE(run_program({"init", "-a", archive, "--policy", file}).exit == 0);
        REQUIRE(import(first_export()).exit == 0);
        subject = dir.write("subject.json", R"({"name":"Zelinda Amaranto"})").string();
    }

    /// Two records of the subject's, one that names her, three of others.
    static std::string first_export() {
        std::string lines;
        const auto add = [&](int id, const std::string& author, const std::string& text) {
            lines += json{{"v", 1},
                          {"id", "generic:" + std::to_string(id)},
                          {"kind", "comment"},
                          {"platform", "generic"},
                          {"channel", "c"},
                          {"thread_id", id < 4 ? "t" : "u"},
                          {"author_name", author},
                          {"created", "2026-01-10T09:00:00Z"},
                          {"permalink", "https://social.example/" + std::to_string(id)},
                          {"text", text}}
                         .dump() +
                     "\n";
        };
        add(1, "Zelinda Amaranto", "la mia strada è piena di buche");
        add(2, "Zelinda Amaranto", "chiamo domani il sindaco");
        add(3, "Ugo Prova", "Brava Zelinda Amaranto! Dillo a Pia Falsetti");
        add(4, "Ugo Prova", "il bar apre alle sette");
        add(5, "Pia Falsetti", "domani piove");
        add(6, "Elio Finto", "grazie a tutti");
        return lines;
    }

    ProgramRun run(Words words) const {
        words.insert(words.end(), {"-a", archive});
        return run_program(words);
    }
    /// A step of a request, by the privacy office.
    ProgramRun step(Words words) const {
        words.insert(words.begin(), "request");
        words.insert(words.end(), {"--by", "privacy"});
        return run(words);
    }
    /// One that has to succeed.
    void must_step(const Words& words) const {
        const ProgramRun done = step(words);
        INFO(words.front() << ": " << done.err);
        REQUIRE(done.exit == 0);
    }
    ProgramRun import(const std::string& lines) const {
        return run({"import", dir.write("export.jsonl", lines).string(), "--by", "privacy"});
    }
    std::string open(const Words& more = {}) const {
        Words words{"open", "--subject", subject, "--json"};
        words.insert(words.end(), more.begin(), more.end());
        const ProgramRun opened = step(words);
        INFO(opened.err);
        REQUIRE(opened.exit == 0);
        return json::parse(opened.out).at("number").get<std::string>();
    }
    ProgramRun approve(const std::string& number, const std::string& by = "manager",
                       const std::string& role = "approver") const {
        return run({"request", "approve", number, "--by", by, "--role", role});
    }
    std::string state(const std::string& number) const {
        return json::parse(step({"show", number, "--json"}).out).at("state").get<std::string>();
    }
    /// Approves, executes and proves the plan in force.
    void carry_out(const std::string& number) const {
        const ProgramRun approved = approve(number);
        INFO(approved.err);
        REQUIRE(approved.exit == 0);
        must_step({"execute", number});
        const ProgramRun proof = step({"verify", number});
        INFO(proof.out << proof.err);
        REQUIRE(proof.exit == 0);
        CHECK(state(number) == "proved");
    }
    /// How many records of the archive name her, or are hers.
    std::size_t traces() const {
        const auto traced = json::parse(run({"trace", "--subject", subject, "--json"}).out);
        return traced.at("certain").size() + traced.at("review").size();
    }

    TempDir dir{TempPlace::memory};
    std::string archive = (dir.path() / "archive").string();
    std::string subject;
};

} // namespace oblio::test
