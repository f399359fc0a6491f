// tests/cli/municipalities_test.cpp: each sentence of five municipal policies about privacy, done
// with the program.
#include "oblio/policy/permission.hpp"
#include "support/paths.hpp"
#include "support/run_program.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

using namespace oblio::test;
using nlohmann::json;

namespace {

std::string policy_file(const std::string& name) {
    return (source_folder() / "patterns" / "policies" / (name + ".json")).string();
}

/// A record of the neutral form with what differs from a plain comment.
std::string record(const std::string& id, const std::string& text, json more = {}) {
    json one{{"v", 1},
             {"id", "facebook:" + id},
             {"platform", "facebook"},
             {"channel", "Comune"},
             {"thread_id", "t" + id},
             {"kind", "comment"},
             {"author_id", "a" + id},
             {"author_name", "Utente"},
             {"author_role", "other"},
             {"created", "2026-05-20T10:00:00Z"},
             {"text", text}};
    if (more.is_object()) {
        one.update(more);
    }
    return one.dump() + "\n";
}
std::string message(const std::string& id, const std::string& text, const std::string& created) {
    return record(id, text,
                  {{"kind", "direct-message"}, {"visibility", "private"}, {"created", created}});
}

/// The archive of one municipality; commands are given on 1 June 2026 unless they say another day.
class Town {
public:
    Town(const std::string& name, const std::string& records) {
        REQUIRE(run_program({"init", "-a", archive, "--policy", policy_file(name)}).exit == 0);
        const auto file = dir.write("records.jsonl", records).string();
        REQUIRE(run_program({"import", "-a", archive, file}).exit == 0);
    }
    ProgramRun run(std::vector<std::string> words, const std::string& on = "2026-06-01") const {
        words.insert(words.end(), {"-a", archive, "--as-of", on, "--lang", "en"});
        return run_program(words);
    }
    /// Makes the plan, approves it as another person and executes it; what execution printed.
    std::string carry_out(std::vector<std::string> words, const std::string& approver,
                          const std::string& on = "2026-06-01") const {
        words.insert(words.end(), {"--apply", "--by", "privacy"});
        const auto made = run(words, on);
        INFO(made.err);
        REQUIRE(made.out.size() > 64);
        const std::string hash = made.out.substr(0, 64);
        REQUIRE(run({"plan", "approve", hash, "--role", approver, "--by", "capo"}, on).exit == 0);
        const auto done = run({"plan", "execute", hash, "--json", "--by", "privacy"}, on);
        INFO(done.err);
        REQUIRE(done.exit == 0);
        return done.out;
    }
    /// The request of the person of that name, from the letter to the certificate, and what
    /// execution printed.
    json forget(const std::string& name, const std::string& approver) const {
        const auto file = dir.write("subject.json", json{{"name", name}}.dump()).string();
        const auto step = [&](std::vector<std::string> words, const std::string& by) {
            words.insert(words.begin(), "request");
            words.insert(words.end(), {"--by", by});
            auto done = run(words);
            INFO(words[1] << ": " << done.err);
            REQUIRE(done.exit != 2);
            return done.out;
        };
        const std::string number =
            json::parse(step({"open", "--subject", file, "--json"}, "privacy")).at("number");
        step({"identify", number, "--how", "SPID"}, "privacy");
        step({"plan", number}, "privacy");
        step({"approve", number, "--role", approver}, "capo");
        const std::string done = step({"execute", number, "--json"}, "privacy");
        step({"verify", number}, "privacy");
        return json::parse(done);
    }
    /// How many records the person of that name is in, certainly or perhaps.
    std::size_t traces(const std::string& name) const {
        const auto file = dir.write("traced.json", json{{"name", name}}.dump()).string();
        const auto traced = run({"trace", "--subject", file, "--json"});
        INFO(traced.err);
        REQUIRE(traced.exit != 2);
        const auto found = json::parse(traced.out);
        return found.at("certain").size() + found.at("review").size();
    }
    /// The day by which each private conversation has to be with the policy's office.
    std::map<std::string, std::string> forward_by(const std::string& on) const {
        std::map<std::string, std::string> days;
        const auto all = json::parse(run({"retention", "--json"}, on).out);
        for (const auto& thread : all.at("threads")) {
            days[thread.at("thread")] = thread.value("forward_by", "");
        }
        return days;
    }
    std::map<std::string, std::string> statuses(const std::string& on) const {
        std::map<std::string, std::string> found;
        const auto listed = run({"retention", "--json"}, on);
        const auto all = json::parse(listed.out);
        for (const auto& thread : all.at("threads")) {
            found[thread.at("thread")] = thread.at("status");
        }
        return found;
    }
    TempDir dir;
    std::string archive = (dir.path() / "archive").string();
};

ProgramRun check(const std::string& policy, const std::string& text,
                 std::vector<std::string> more = {}) {
    std::vector<std::string> words{"check", "--policy", policy_file(policy), "--json", "-"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words, text);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("Every command of the table of roles is one of the program", "[cli][roles]") {
    for (const auto& row : oblio::command_powers()) {
        std::vector<std::string> words;
        std::string word;
        for (const char c : std::string{row.command} + " ") {
            if (c != ' ') {
                word += c;
            } else {
                words.push_back(std::exchange(word, {}));
            }
        }
        std::erase(words, "--done"); // wants a value
        words.emplace_back("--help");
        INFO(row.command);
        CHECK(run_program(words).exit == 0);
    }
}

TEST_CASE("Somma Lombardo: nobody under 16 without a parent's authorisation, by its roles",
          "[cli][municipality]") {
    const Town town{"somma-lombardo", record("1", "ciao, ho 13 anni e la rampa è rotta") +
                                          record("2", "ho 15 anni, quando apre la piscina?") +
                                          record("3", "mio figlio ha 13 anni e non può entrare")};
    const auto refused = town.run({"consent", "add", "--author", "a2", "--guardian", "Carla",
                                   "--given", "2026-01-01", "--by", "biblioteca"});
    CHECK(refused.exit == 2); // a closed list of who may act
    CHECK(holds(refused.err, "privacy"));
    CHECK(town.run({"consent", "add", "--author", "a2", "--guardian", "Carla", "--given",
                    "2026-01-01", "--by", "privacy"})
              .exit == 0);
    std::map<std::string, std::string> actions;
    const auto judged = town.run({"minors", "--json"});
    CHECK(judged.exit == 1);
    for (std::size_t at = 0; at < judged.out.size();) {
        const std::size_t end = judged.out.find('\n', at);
        const auto line = json::parse(judged.out.substr(at, end - at));
        actions[line.at("record")] = line.at("action");
        at = end + 1;
    }
    CHECK(actions["facebook:1"] != "keep");
    CHECK(actions["facebook:1"] != "review");
    CHECK(actions["facebook:2"] == "keep");
    CHECK((actions["facebook:3"].empty() || actions["facebook:3"] == "none")); // another's child
}

TEST_CASE("Somma Lombardo: the guardian's answer decides what waits", "[cli][municipality]") {
    const Town town{"somma-lombardo", record("1", "ciao, ho 13 anni e la rampa è rotta") +
                                          record("2", "ho 12 anni, quando apre la piscina?")};
    const std::string first = town.carry_out({"minors"}, "approver");
    if (!holds(first, "\"quarantined\":2")) {
        CHECK(holds(first, "\"purged\":2")); // the policy erases at once: nothing waits
        return;
    }
    const auto waiting = town.run({"minors", "--json"});
    CHECK(waiting.exit == 0); // nothing more to do, as `--apply` says
    CHECK(holds(waiting.out, "\"action\":\"wait\""));
    CHECK_FALSE(holds(waiting.out, "\"action\":\"quarantine\""));
    CHECK(town.run({"consent", "answer", "--author", "a1", "--guardian", "Carla", "--yes", "--by",
                    "privacy"})
              .exit == 0);
    CHECK(town.run({"consent", "answer", "--author", "a2", "--guardian", "Ugo", "--no", "--by",
                    "privacy"})
              .exit == 0);
    const std::string second = town.carry_out({"minors"}, "approver", "2026-06-02");
    CHECK(holds(second, "\"purged\":1"));
    CHECK(holds(second, "\"released\":1"));
}

TEST_CASE("Somma Lombardo: in doubt a content is not published", "[cli][municipality]") {
    CHECK(check("somma-lombardo", "Domani la biblioteca apre alle 9.").exit == 0);
    const auto blocked = check("somma-lombardo", "Il signor Ugo Finti, 316 555 0101, ha l'asma.");
    CHECK(blocked.exit == 1);
    CHECK(holds(blocked.out, "HEALTH"));
    CHECK(check("somma-lombardo", "Scrivete a urp@comune.sommalombardo.va.it").exit == 0);
}

TEST_CASE("Somma Lombardo: what harms others' privacy is removed, repeated violations block",
          "[cli][municipality]") {
    const Town town{
        "somma-lombardo",
        record("1", "Ugo Finti ha il diabete e prende il sussidio", {{"author_id", "x"}}) +
            record("2", "sempre Ugo Finti, 316 555 0101", {{"author_id", "x"}})};
    const auto listed = town.run({"retention", "--public", "--json"});
    CHECK(listed.exit == 1);
    CHECK(holds(listed.out, "facebook:1"));
    CHECK(holds(town.carry_out({"retention", "--public"}, "approver"), "\"redacted\":2"));
    const auto add = [&](const std::string& id, const std::string& outcome) {
        return town.run(
            {"moderation", "add", "facebook:" + id, "--outcome", outcome, "--by", "redazione"});
    };
    CHECK(add("1", "blocked").exit == 2); // not the first time
    CHECK(add("1", "warned").exit == 0);
    CHECK(holds(town.run({"moderation", "advise", "facebook:2", "--json"}).out, "blocked"));
    CHECK(add("2", "blocked").exit == 0);
}

TEST_CASE("Somma Lombardo: at the request of a single user every individual reference goes, and no "
          "backup brings it back",
          "[cli][municipality]") {
    const std::string name = "Zelinda Amaranto";
    const std::string records =
        record("1", "la mia strada è piena di buche", {{"author_name", name}}) +
        record("2", "Brava Zelinda Amaranto! Dillo al bar") +
        message("3", "sono Zelinda Amaranto, quando aprite?", "2026-05-20T10:00:00Z") +
        record("4", "domani piove");
    const Town town{"somma-lombardo", records};
    REQUIRE(town.traces(name) == 3);
    const auto backup = town.run({"backup", "--json", "--data", (town.dir.path() / "D").string(),
                                  "--keys", (town.dir.path() / "K").string(), "--by", "privacy"});
    REQUIRE(backup.exit == 0);
    const std::string data = json::parse(backup.out).at("data");
    const auto done = town.forget(name, "approver");
    CHECK(done.at("purged").get<int>() + done.at("redacted").get<int>() == 3);
    CHECK(town.traces(name) == 0);
    CHECK(town.run({"archive", "restore", "--data", data, "--by", "privacy"}).exit == 0);
    CHECK(town.traces(name) == 0);
    // The same export as it was: what she wrote is refused.
    const auto file = town.dir.write("records.jsonl", records).string();
    const auto again = town.run({"import", file, "--json", "--by", "redazione"});
    CHECK(json::parse(again.out).at("suppressed").get<int>() >= 1);
    // The same for the filter, without an archive.
    const auto subject = town.dir.write("subject.json", json{{"name", name}}.dump()).string();
    const auto filtered = run_program({"forget", "--subject", subject, file});
    CHECK_FALSE(holds(filtered.out, "Amaranto"));
    CHECK(holds(filtered.out, "domani piove"));
}

TEST_CASE("Somma Lombardo: what arrives in private is with the URP at once, by its watch hours",
          "[cli][municipality]") {
    const Town town{"somma-lombardo",
                    message("fri", "vorrei segnalare una buca", "2026-05-15T20:00:00Z") +
                        message("mon", "vorrei un appuntamento", "2026-05-18T08:00:00Z")};
    auto days = town.forward_by("2026-05-18");
    CHECK(days["tfri"] == "2026-05-19"); // nobody reads before Monday, 9:00
    CHECK(days["tmon"] == "2026-05-19");
    CHECK(holds(town.run({"retention"}, "2026-05-18").out, "hand on to URP by 2026-05-19"));
    CHECK(holds(town.run({"audit", "--json", "-", "--by", "dpo"}, "2026-05-25").out, "URP"));
    REQUIRE(town.run({"retention", "thread", "open", "tfri", "--by", "redazione"}).exit == 0);
    CHECK(town.forward_by("2026-05-18")["tfri"].empty()); // handed on
}

TEST_CASE("Pero: private messages live as long as the service, and lose special data",
          "[cli][municipality]") {
    const Town town{"pero",
                    message("1", "quando aprite?", "2026-03-01T10:00:00Z") +
                        message("2", "ho il diabete, e il parcheggio?", "2026-05-25T10:00:00Z") +
                        message("3", "attendo risposta", "2026-05-30T10:00:00Z")};
    CHECK(
        town.run({"retention", "thread", "open", "t2", "--reason", "prot. 7", "--by", "redazione"})
            .exit == 0);
    auto status = town.statuses("2026-06-01");
    CHECK(status["t1"] == "overdue");
    CHECK(status["t2"] == "open");
    CHECK(status["t3"] == "open"); // nobody has answered
    CHECK(town.run({"retention", "thread", "close", "t2", "--by", "redazione"}).exit == 0);
    CHECK(town.statuses("2026-06-01")["t2"] != "open");
    const std::string done = town.carry_out({"retention"}, "approver");
    CHECK(holds(done, "\"purged\":1"));   // t1
    CHECK(holds(done, "\"redacted\":1")); // the condition in t2
    CHECK(town.statuses("2026-06-01").count("t1") == 0);
}

TEST_CASE("Pero: the channels are watched Monday to Friday, 9:00-13:00", "[cli][municipality]") {
    CHECK(holds(run_program({"policy", "show", policy_file("pero"), "--lang", "en"}).out,
                "Monday, Tuesday, Wednesday, Thursday, Friday 09:00-13:00"));
}

TEST_CASE("Pero: nothing excessive, special or judicial is published", "[cli][municipality]") {
    CHECK(check("pero", "Il parco riapre lunedì.").exit == 0);
    CHECK(check("pero", "Rossi Mario è stato arrestato ieri.").exit == 1);
    CHECK(check("pero", "La signora Ada Finti soffre di epilessia.").exit == 1);
    const auto excessive = check("pero", "Chiamate Ugo Finti al 316 555 0101.");
    CHECK(excessive.exit == 1);
    CHECK(holds(excessive.out, "excessive or not pertinent"));
}

TEST_CASE("Pero, Massa and Carpi: special data leave public comments in any case, Pero's judicial "
          "data, too; Somma Lombardo hides what authors say of themselves",
          "[cli][municipality]") {
    const std::string records =
        record("1", "Ada Finti è in cura per la depressione") +  // another's
        record("2", "ho il diabete e il parcheggio è lontano") + // the author's own
        record("3", "sono stato condannato per furto, ora cerco lavoro") +
        record("4", "bella la serata sul diabete in biblioteca");
    struct Expected {
        std::string policy, approver;
        int redacted, restricted;
    };
    for (const auto& [policy, approver, redacted, restricted] :
         {Expected{"pero", "approver", 3, 0}, Expected{"massa", "approver", 2, 0},
          Expected{"carpi", "dirigente", 2, 0}, Expected{"somma-lombardo", "approver", 1, 2}}) {
        INFO(policy);
        const Town town{policy, records};
        const auto done = json::parse(town.carry_out({"retention", "--public"}, approver));
        CHECK(done.at("redacted") == redacted);
        CHECK(done.at("restricted") == restricted);
        CHECK(town.run({"retention", "--public"}).exit == 0); // nothing is left to do
        const std::string work = town.run({"worklist", "--json"}).out;
        CHECK(holds(work, R"("action":"remove")")); // the office cannot edit others' comments
        CHECK_FALSE(holds(work, R"("action":"edit")"));
    }
}

TEST_CASE("Massa: reported, hidden or deleted are told apart, sensitive data removed anywhere",
          "[cli][municipality]") {
    const Town town{"massa", record("1", "Ada Finti è in cura per la depressione") +
                                 record("2", "bello il parco")};
    CHECK(holds(town.run({"retention", "--public", "--json"}).out, "facebook:1"));
    for (const std::string outcome : {"reported", "hidden", "deleted"}) {
        CHECK(
            town.run({"moderation", "add", "facebook:1", "--outcome", outcome, "--by", "redazione"})
                .exit == 0);
        CHECK(holds(town.run({"moderation", "list"}).out, outcome));
    }
    CHECK(town.run({"moderation", "add", "facebook:1", "--outcome", "blocked"}).exit == 2);
    CHECK(check("massa", "Il figlio di Ada Finti è stato bocciato, abita in via Roma 3.").exit ==
          1);
}

TEST_CASE("Massa: users who give name and surname are found by it", "[cli][municipality]") {
    const Town town{"massa", record("1", "bello il parco", {{"author_name", "Zelinda Amaranto"}}) +
                                 record("2", "bello il mare", {{"author_name", "Ugo Finti"}})};
    CHECK(town.traces("Zelinda Amaranto") == 1);
    CHECK(town.forget("Zelinda Amaranto", "approver").at("purged") == 1);
    CHECK(town.traces("Zelinda Amaranto") == 0);
}

TEST_CASE("Massa: requests are redirected to the competent office, Tuesday and Thursday watched "
          "also from 15:00 to 17:00",
          "[cli][municipality]") {
    const Town town{"massa", message("mon", "chiedo un certificato", "2026-05-18T12:30:00Z") +
                                 message("tue", "chiedo un certificato", "2026-05-19T12:30:00Z") +
                                 message("wed", "chiedo un certificato", "2026-05-20T12:30:00Z")};
    auto days = town.forward_by("2026-05-20");
    CHECK(days["tmon"] == "2026-05-20"); // Monday 14:30: read on Tuesday
    CHECK(days["ttue"] == "2026-05-20"); // Tuesday 14:30: read the same day
    CHECK(days["twed"] == "2026-05-22"); // Wednesday 14:30: read on Thursday
    CHECK(holds(town.run({"retention"}, "2026-05-20").out, "hand on to Ufficio competente by"));
}

TEST_CASE("Carpignano Sesia: who manages each account is named by role, others may not act",
          "[cli][municipality]") {
    const auto shown =
        run_program({"policy", "show", policy_file("carpignano-sesia"), "--lang", "en"});
    CHECK(holds(shown.out, "managed by: gestore"));
    CHECK(holds(shown.out, "named by an act of the mayor"));
    const Town town{"carpignano-sesia", record("1", "Ugo Finti è un ladro")};
    const auto add = [&](const std::string& role) {
        return town.run({"moderation", "add", "facebook:1", "--outcome", "warned", "--by", role});
    };
    CHECK(add("passante").exit == 2);
    CHECK(add("gestore").exit == 0);
}

TEST_CASE("Carpignano Sesia: first a warning that quotes the rule, then the block",
          "[cli][municipality]") {
    const Town town{"carpignano-sesia",
                    record("1", "Ugo Finti è un ladro, 316 555 0101", {{"author_id", "x"}}) +
                        record("2", "ancora Ugo Finti", {{"author_id", "x"}})};
    const auto add = [&](const std::string& id, const std::string& outcome) {
        return town.run({"moderation", "add", "facebook:" + id, "--outcome", outcome, "--rule",
                         "terzi", "--by", "gestore"});
    };
    CHECK(add("1", "blocked").exit == 2);
    const auto warned = add("1", "warned");
    CHECK(warned.exit == 0);
    CHECK(holds(warned.out, "third parties")); // the rule is quoted
    CHECK_FALSE(holds(warned.out, "Finti"));   // never the item
    CHECK(add("2", "blocked").exit == 0);
    CHECK(check("carpignano-sesia", "Il nostro utente Ugo Finti (316 555 0101) chiede...").exit ==
          1);
}

TEST_CASE("Carpi: a private message is published in impersonal form or not at all",
          "[cli][municipality]") {
    const std::string clean = "Quando riapre la piscina?";
    CHECK(check("carpi", clean, {"--private"}).exit == 0);
    const auto proposed =
        check("carpi", "Sono Ada Finti, 316 555 0101: la via è buia.", {"--private"});
    CHECK(proposed.exit == 1);
    auto answer = json::parse(proposed.out);
    CHECK(answer.at("impersonal_publishable") == true);
    CHECK_FALSE(holds(answer.at("impersonal"), "Finti"));
    CHECK(holds(answer.at("impersonal"), "la via è buia"));
    const auto refused =
        check("carpi", "Il figlio del fornaio di Fossoli urla di notte.", {"--private"});
    CHECK(refused.exit == 1);
    answer = json::parse(refused.out);
    CHECK(answer.at("impersonal_publishable") == false);
    CHECK(answer.at("remaining").at(0).at("by") == "relation");
    CHECK(check("pero", clean, {"--private"}).exit == 1); // that policy has no such sentence
    // A record that says that it is a message needs no option.
    CHECK(json::parse(check("carpi", message("1", clean, "2026-05-20T10:00:00Z")).out)
              .at("private") == true);
}

TEST_CASE("Carpi: roles do their own part, personal cases stay out, third parties' data go",
          "[cli][municipality]") {
    const Town town{"carpi", record("1", "Ada Finti, 316 555 0101, ha l'epatite")};
    CHECK(town.run({"audit", "--json", "-", "--by", "content_editor"}).exit == 2);
    CHECK(town.run({"moderation", "add", "facebook:1", "--outcome", "deleted", "--by",
                    "content_manager"})
              .exit == 2);
    CHECK(town.run({"moderation", "add", "facebook:1", "--outcome", "deleted", "--by",
                    "social_media_manager"})
              .exit == 0);
    CHECK(holds(town.carry_out({"retention", "--public"}, "dirigente"), "\"redacted\":1"));
    CHECK(check("carpi", "Auguri ad Ada Finti che compie 90 anni!").exit == 1);
    const auto audit = town.run({"audit", "--json", "-", "--by", "dpo"});
    CHECK(audit.exit != 2);
    CHECK(holds(audit.out, "\"operations\""));
}

TEST_CASE(
    "Carpi: a private message is answered in private, a formal petition is kept while it runs",
    "[cli][municipality]") {
    const Town town{"carpi", message("1", "istanza di accesso agli atti", "2025-01-10T10:00:00Z") +
                                 message("2", "quando aprite?", "2025-01-10T10:00:00Z")};
    CHECK(holds(run_program({"policy", "show", policy_file("carpi"), "--lang", "en"}).out,
                "Private messages get a private answer"));
    CHECK(town.run({"retention", "hold", "add", "t1", "--ground", "access", "--reason",
                    "L. 241/1990, prot. 12", "--until", "2026-07-05", "--by", "dirigente"})
              .exit == 0);
    auto status = town.statuses("2026-06-01");
    CHECK(status["t1"] == "held");
    CHECK(status["t2"] == "overdue");
    CHECK(holds(town.carry_out({"retention"}, "dirigente"), "\"purged\":1"));
    CHECK(town.statuses("2026-07-06")["t1"] == "overdue"); // its last day has passed
}

TEST_CASE("A legal notice keeps its data for the albo's fifteen days, and is listed the day after",
          "[cli][municipality]") {
    const Town town{
        "somma-lombardo",
        record(
            "albo", "Albo pretorio: graduatoria, Ugo Finti, tel. 316 555 0101",
            {{"kind", "post"}, {"author_role", "channel"}, {"created", "2026-05-10T10:00:00Z"}})};
    CHECK(town.run({"retention", "--public"}, "2026-05-24").exit == 0);
    const auto after = town.run({"retention", "--public", "--json"}, "2026-05-25");
    CHECK(after.exit == 1);
    CHECK(json::parse(after.out).at("reason") == "albo");
}
