// tests/cli/proof_test.cpp: what is forged, cut off, of another archive or out of time is refused
// with its reason; backups come back without what was erased; keys can be changed.
#include "cli/office.hpp"
#include "oblio/archive/archive.hpp"
#include "oblio/erasure/plan.hpp"
#include "support/archive_fixture.hpp"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

using namespace oblio;
using namespace oblio::test;

namespace {

namespace fs = std::filesystem;

/// An office in which the subject was erased; the certificate's path is kept.
struct Erased : Office {
    std::string number, certificate, citizen_copy = (dir.path() / "citizen.json").string();
    fs::path data, keys; ///< a backup from before

    Erased() {
        const ProgramRun backup = run({"backup", "--json", "--data", (dir.path() / "D").string(),
                                       "--keys", (dir.path() / "K").string()});
        REQUIRE(backup.exit == 0);
        data = json::parse(backup.out).at("data").get<std::string>();
        keys = json::parse(backup.out).at("keys").get<std::string>();
        number = open();
        must_step({"identify", number, "--how", "SPID"});
        must_step({"plan", number});
        REQUIRE(approve(number).exit == 0);
        must_step({"execute", number});
        const ProgramRun proof = step({"verify", number, "--json", "--citizen-copy", citizen_copy});
        REQUIRE(proof.exit == 0);
        certificate = json::parse(proof.out).at("certificate").get<std::string>();
    }
    void replace_in(const fs::path& file, const std::string& from, const std::string& to) const {
        std::string text = bytes_of_file(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        std::ofstream{file, std::ios::binary} << text;
    }
};

} // namespace

TEST_CASE("An edited, cut or reordered ledger is found, and the archive refuses to work",
          "[cli][proof]") {
    const Erased office;
    REQUIRE(office.run({"ledger", "verify"}).exit == 0);
    const fs::path ledger = fs::path{office.archive} / "ledger.jsonl";
    const std::string whole = bytes_of_file(ledger);
    const auto refused = [&](const std::string& text, std::string_view why) {
        std::ofstream{ledger, std::ios::binary} << text;
        const ProgramRun run = office.run({"ledger", "verify"});
        INFO(why << ": " << run.err);
        CHECK(run.exit == 1);
        CHECK(says(run, "ledger.jsonl"));
        CHECK(office.run({"trace", "--subject", office.subject}).exit == 2);
    };
    std::string edited = whole;
    edited.replace(edited.find("\"purge\":2"), 9, "\"purge\":1");
    refused(edited, "edited");
    const auto second = whole.find('\n') + 1;
    const auto third = whole.find('\n', second) + 1;
    refused(whole.substr(0, second) + whole.substr(third), "a line removed");
    const auto last = whole.rfind('\n', whole.size() - 2) + 1;
    refused(whole.substr(0, last), "cut");
    const auto before = whole.rfind('\n', last - 2) + 1;
    refused(whole.substr(0, before) + whole.substr(last) + whole.substr(before, last - before),
            "reordered");
    std::ofstream{ledger, std::ios::binary} << whole;
    CHECK(office.run({"ledger", "verify"}).exit == 0);
}

TEST_CASE("The certificate says the ground; the citizen's copy is made with it or never",
          "[cli][proof]") {
    const Erased office;
    const auto copy = json::parse(bytes_of_file(office.citizen_copy));
    CHECK(copy.at("grounds") == json{"G_POLICY"}); // nobody named another one
    CHECK(copy.contains("salt"));
    const ProgramRun again =
        office.step({"verify", office.number, "--json", "--citizen-copy", office.citizen_copy});
    CHECK(again.exit == 0);
    CHECK(json::parse(again.out).at("repeated") == true);
    const std::string other = (office.dir.path() / "other.json").string();
    const ProgramRun late = office.step({"verify", office.number, "--citizen-copy", other});
    CHECK(late.exit == 2);
    CHECK(says(late, "salt"));
    CHECK_FALSE(fs::exists(other));

    const Office fresh;
    const std::string number = fresh.open();
    fresh.must_step({"identify", number, "--how", "SPID"});
    CHECK(fresh
              .step({"keep", number, "generic:1", "--ground", "X17E", "--reason", "causa in corso",
                     "--until", "2020-01-01"})
              .exit == 2);
    fresh.must_step({"plan", number});
    REQUIRE(fresh.approve(number).exit == 0);
    fresh.must_step({"execute", number});
    const std::string nowhere = (fresh.dir.path() / "none" / "copy.json").string();
    CHECK(fresh.step({"verify", number, "--citizen-copy", nowhere}).exit == 2);
    CHECK(fresh.state(number) == "executed"); // nothing was signed, so nothing is lost
    fresh.must_step({"verify", number, "--citizen-copy", other});
    CHECK(json::parse(bytes_of_file(other)).contains("salt"));
}

TEST_CASE("Verified a second time, everything is read again, and the ledger says what was found",
          "[cli][proof]") {
    const Erased office;
    const auto verify = [&] { return office.step({"verify", office.number, "--json"}); };
    const auto noted = [&](std::string_view holds) {
        const std::string ledger = bytes_of_file(fs::path{office.archive} / "ledger.jsonl");
        const auto line = ledger.substr(ledger.rfind('\n', ledger.size() - 2) + 1);
        return line.find("verified-again") != std::string::npos &&
               line.find(holds) != std::string::npos;
    };
    CHECK_FALSE(noted("holds"));
    const ProgramRun again = verify();
    CHECK(again.exit == 0);
    CHECK(noted(R"("holds":true)"));
    const auto searched = json::parse(again.out).at("bytes").get<std::uint64_t>();
    const fs::path report = fs::path{office.archive} / "reports";
    fs::create_directory(report);
    std::ofstream{report / "mine.csv"} << std::string(100'000, 'x'); // read, as all others
    const auto more = json::parse(verify().out);
    CHECK(more.at("holds") == true);
    CHECK(more.at("bytes").get<std::uint64_t>() > searched + 100'000);
    const ProgramRun told = office.step({"verify", office.number});
    CHECK(told.out.find("everything was read again") != std::string::npos);
    CHECK(told.out.find("certificates") != std::string::npos);

    std::ofstream{report / "mine.csv"} << "il commento di ZELINDA AMARANTO";
    const ProgramRun remnant = office.step({"verify", office.number});
    CHECK(remnant.exit == 1);
    CHECK(remnant.out.find("reports/mine.csv") != std::string::npos);
    CHECK(remnant.out.find("no longer holds") != std::string::npos);
    CHECK(noted(R"("holds":false)"));
    CHECK(office.run({"ledger", "verify"}).exit == 0);
    fs::remove_all(report);
    CHECK(verify().exit == 0);

    const std::string keys = bytes_of_file(fs::path{office.archive} / "keys.slots");
    std::string put_back = keys;
    const auto shredded = put_back.find(std::string(32, '\0'), 64);
    REQUIRE(shredded != std::string::npos);
    put_back.replace(shredded, 32, std::string(32, 'k'));
    std::ofstream{fs::path{office.archive} / "keys.slots", std::ios::binary} << put_back;
    CHECK(verify().exit != 0);
    std::ofstream{fs::path{office.archive} / "keys.slots", std::ios::binary} << keys;
    CHECK(verify().exit == 0);

    for (const auto& entry : fs::directory_iterator{fs::path{office.archive} / "certificates"}) {
        fs::remove(entry.path());
    }
    CHECK(verify().exit == 1);
}

TEST_CASE(
    "What was decided after the backup is told by a restore, and a lost case keeps its number",
    "[cli][proof]") {
    const Erased office;
    const auto restore = [&](const Words& more = {}) {
        Words words{"archive", "restore", "--data", office.data.string(), "--by", "privacy"};
        words.insert(words.end(), more.begin(), more.end());
        return office.run(words);
    };
    REQUIRE(office
                .import(R"({"v":1,"id":"generic:70","kind":"direct-message",)"
                        R"("visibility":"private","platform":"generic","channel":"c",)"
                        R"("thread_id":"dm1","created":"2026-01-10T09:00:00Z","text":"salve"})")
                .exit == 0);
    REQUIRE(office
                .run({"retention", "hold", "add", "dm1", "--reason", "accesso agli atti", "--by",
                      "privacy"})
                .exit == 0);
    const ProgramRun told = restore();
    CHECK(told.exit < 2);
    CHECK(says(told, office.number));
    CHECK(says(told, "request open --again"));
    CHECK(says(told, "hold-add"));
    CHECK_FALSE(says(told, "Zelinda"));
    CHECK(says(office.step({"show", office.number}), "--again")); // and what it was, is told
    CHECK(says(office.step({"list"}), office.number));
    const auto account = json::parse(restore({"--json"}).out);
    CHECK(account.at("missing_cases") == json{office.number});
    CHECK(account.at("cases_behind") == json::array());
    CHECK(account.at("missing_acts") == json{{"hold-add", 1}, {"import", 1}});

    CHECK(office.open() > office.number); // a new one never gets the number of a certificate's
    CHECK(office.open({"--again", office.number}) == office.number);
    CHECK_FALSE(says(office.step({"list"}), office.number));
    CHECK(office.step({"open", "--subject", office.subject, "--again", office.number}).exit == 2);

    const ProgramRun copy =
        office.run({"backup", "--json", "--data", (office.dir.path() / "D2").string(), "--keys",
                    (office.dir.path() / "K2").string()});
    office.must_step({"identify", office.number, "--how", "SPID"});
    const std::string data = json::parse(copy.out).at("data").get<std::string>();
    const std::string keys = json::parse(copy.out).at("keys").get<std::string>();
    const auto later = json::parse(
        office.run({"archive", "restore", "--json", "--data", data, "--keys", keys}).out);
    CHECK(later.at("cases_behind") == json{office.number});
    CHECK(later.at("missing_cases") == json::array());
    CHECK(office.state(office.number) == "received");
    office.must_step({"identify", office.number, "--how", "SPID"});
    const auto lost = json::parse(office.run({"archive", "restore", "--json", "--data", data}).out);
    CHECK(lost.at("missing_cases") == json{office.number});
}

TEST_CASE(
    "A record redacted by name that a restore lost comes back set aside, and its case, opened "
    "again, redacts it again",
    "[cli][proof]") {
    const Erased office;
    REQUIRE(
        office.run({"archive", "restore", "--data", office.data.string(), "--by", "privacy"}).exit <
        2);
    CHECK(office.traces() == 0);
    const ProgramRun imported = office.run(
        {"import", "--json", office.dir.write("old.jsonl", Office::first_export()).string()});
    CHECK(json::parse(imported.out).at("suppressed") == 2); // the subject's own do not come back
    CHECK(json::parse(imported.out).at("quarantined") == 1);
    CHECK(office.traces() == 1); // not silently: it is found
    const std::string number = office.open({"--again", office.number});
    office.must_step({"identify", number, "--how", "SPID"});
    office.must_step({"plan", number});
    office.carry_out(number);
    CHECK(office.traces() == 0);
    CHECK(office.run({"archive", "verify"}).exit == 0);
}

TEST_CASE("A plan that was changed after it was made does not run", "[cli][proof]") {
    const Office office;
    const std::string number = office.open();
    office.must_step({"identify", number, "--how", "SPID"});
    office.must_step({"plan", number});
    REQUIRE(office.approve(number).exit == 0);
    {
        SystemEnvironment system;
        auto archive = must(Archive::open(office.archive, {}, system.environment()));
        const Plan plan = must(plans(archive)).back();
        std::string text = plan_json(plan);
        const auto at = text.find("\"purge\"");
        REQUIRE(at != std::string::npos);
        text.replace(at, 7, "\"keep\"");
        REQUIRE(archive.put_document("plan", plan.hash, text));
    }
    const ProgramRun run = office.step({"execute", number});
    CHECK(run.exit == 2);
    CHECK(says(run, "forged"));
    CHECK(office.traces() == 3);
}

TEST_CASE("A key file that was cut off opens nothing, and is named", "[cli][proof]") {
    const Erased office;
    const fs::path slots = fs::path{office.archive} / "keys.slots";
    fs::resize_file(slots, fs::file_size(slots) - 33);
    for (const Words& words :
         {Words{"trace", "--subject", office.subject}, Words{"request", "list"},
          Words{"backup", "--data", "d", "--keys", "k"}}) {
        const ProgramRun run = office.run(words);
        CHECK(run.exit == 2);
        CHECK(says(run, "keys.slots"));
    }
}

TEST_CASE("A certificate of another archive, a changed one and another person's are told apart",
          "[cli][proof]") {
    const Erased office;
    const Erased other;
    const auto check = [&](Words words) {
        words.insert(words.begin(), {"certificate", "verify"});
        return run_program(words);
    };
    CHECK(check({office.certificate}).exit == 0);
    CHECK(check({office.certificate, "-a", office.archive}).exit == 0);
    const ProgramRun foreign = check({office.certificate, "-a", other.archive});
    CHECK(foreign.exit == 1);
    CHECK(says(foreign, "another archive"));
    CHECK(check({office.citizen_copy, "--subject", office.subject}).exit == 0);
    const auto somebody = office.dir.write("other.json", R"({"name":"Pia Falsetti"})").string();
    CHECK(check({office.citizen_copy, "--subject", somebody}).exit == 1);
    CHECK(bytes_of_file(office.certificate).find("salt") == std::string::npos);
    const auto copy = office.dir.write("changed.json", bytes_of_file(office.certificate));
    office.replace_in(copy, "\"purged\": 2", "\"purged\": 3");
    CHECK(check({copy.string()}).exit == 1);
    CHECK(check({office.dir.write("empty.json", "{}").string()}).exit == 2);
    const auto page = office.dir.path() / "page.html";
    CHECK(check({office.citizen_copy, "--page", page.string()}).exit == 0);
    CHECK(bytes_of_file(page).find("http") == std::string::npos);
    for (const std::string_view value : {"Zelinda", "Amaranto", "sindaco", "Ugo"}) {
        CHECK(bytes_of_file(page).find(value) == std::string::npos);
    }
}

TEST_CASE("A clock that goes backwards stops the work and says so", "[cli][proof]") {
    const TempDir dir{TempPlace::memory};
    const std::string archive = (dir.path() / "archive").string();
    {
        TestEnvironment future;
        future.clock.time = *parse_instant("2999-01-01T00:00:00Z");
        must(Archive::create(archive, {}, R"({"entity":{"name":"Comune di Prova"}})",
                             future.environment()));
    }
    const ProgramRun run = run_program({"request", "list", "-a", archive});
    CHECK(run.exit == 2);
    CHECK(says(run, "clock"));
}

TEST_CASE("What changed since the plan was made is named, and nothing is erased", "[cli][proof]") {
    const Office office;
    const std::string number = office.open();
    office.must_step({"identify", number, "--how", "SPID"});
    office.must_step({"plan", number});
    REQUIRE(office.approve(number).exit == 0);
    REQUIRE(office
                .import(R"({"v":1,"id":"generic:9","kind":"comment","platform":"generic",)"
                        R"("channel":"c","thread_id":"t","author_name":"Zelinda Amaranto",)"
                        R"("text":"sono tornata"})"
                        "\n")
                .exit == 0);
    const ProgramRun run = office.step({"execute", number});
    CHECK(run.exit == 2);
    CHECK(says(run, "1 records more: generic:9"));
    CHECK(office.traces() == 4);
    office.must_step({"plan", number});
    REQUIRE(office.approve(number).exit == 0);
    std::string edited = Office::first_export();
    edited.replace(edited.find("piena di buche"), 14, "tutta rifatta!");
    REQUIRE(office.import(edited).exit == 0);
    const ProgramRun other = office.step({"execute", number});
    CHECK(other.exit == 2);
    CHECK(says(other, "1 edited: generic:1"));
    office.must_step({"plan", number});
    office.carry_out(number);
    CHECK(office.traces() == 0);
}

TEST_CASE("A second process waits for the first, then goes on or says who is in its way",
          "[cli][proof]") {
    const Office office;
    const std::string number = office.open();
    office.must_step({"identify", number, "--how", "SPID"});
    const int lock = ::open((fs::path{office.archive} / "lock").c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(lock >= 0);
    REQUIRE(::flock(lock, LOCK_EX) == 0);
    std::thread first{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        ::close(lock);
    }};
    const ProgramRun waited = office.step({"plan", number});
    first.join();
    CHECK(waited.exit == 0);
    const int again = ::open((fs::path{office.archive} / "lock").c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(::flock(again, LOCK_EX) == 0);
    const ProgramRun told = office.step({"plan", number});
    CHECK(told.exit == 2);
    CHECK(says(told, "another process is writing"));
    CHECK(office.step({"list"}).exit == 0); // readers may come
    ::close(again);
}

TEST_CASE("A backup put back refuses to work until what was erased since is erased again",
          "[cli][proof]") {
    const Erased office;
    fs::copy_file(office.data / "archive.db", fs::path{office.archive} / "archive.db",
                  fs::copy_options::overwrite_existing);
    const ProgramRun refused = office.run({"trace", "--subject", office.subject});
    CHECK(refused.exit == 2);
    CHECK(says(refused, "archive restore"));
    const ProgramRun replayed = office.run({"archive", "restore", "--json"});
    CHECK(replayed.exit == 0);
    CHECK(json::parse(replayed.out).at("purged") == 2);
    CHECK(json::parse(office.run({"archive", "restore", "--json"}).out).at("erasures") == 0);
    CHECK(office.traces() == 0);
    CHECK(office.run({"archive", "verify"}).exit == 0);
    // With the keys of then, too.
    const ProgramRun restored = office.run({"archive", "restore", "--json", "--data",
                                            office.data.string(), "--keys", office.keys.string()});
    INFO(restored.err);
    CHECK(restored.exit == 0);
    CHECK(office.traces() == 0);
    // The old export brings back nothing of what she wrote. What names her in others' words was
    // redacted, and the redacted version is lost with the backup: it waits for a person.
    const ProgramRun again = office.import(Office::first_export());
    INFO(again.out);
    CHECK(again.exit == 0);
    CHECK(again.out.find("1  set aside") != std::string::npos);
    CHECK(office.traces() == 1);
    const ProgramRun help = run_program({"archive", "restore", "--help"});
    CHECK(help.out.find("pseudonyms") != std::string::npos); // not the other restore
}

TEST_CASE("archive verify opens and compares everything, and finds what does not fit",
          "[cli][proof]") {
    const Erased office;
    const ProgramRun whole = office.run({"archive", "verify", "--json"});
    CHECK(whole.exit == 0);
    CHECK(json::parse(whole.out).at("records") == 4);
    CHECK(json::parse(whole.out).at("holds") == true);
    const fs::path slots = fs::path{office.archive} / "keys.slots";
    // The key of one living record is gone: not of a document, those come after the six records.
    std::string bytes = bytes_of_file(slots);
    std::size_t at = 64;
    while (std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                       bytes.begin() + static_cast<std::ptrdiff_t>(at + 32),
                       [](char c) { return c == '\0'; })) {
        at += 32;
    }
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 32, '\0');
    std::ofstream{slots, std::ios::binary} << bytes;
    const ProgramRun damaged = office.run({"archive", "verify", "--json"});
    CHECK(damaged.exit == 1);
    CHECK(json::parse(damaged.out).at("not_opening") == 1);
}

TEST_CASE("The master key can be changed: the old one opens nothing, certificates still hold",
          "[cli][proof]") {
    const Erased office;
    const fs::path fresh = office.dir.path() / "fresh.key";
    CHECK(office.run({"archive", "rekey"}).exit == 2);
    REQUIRE(office.run({"archive", "rekey", "--new-key-file", fresh.string()}).exit == 0);
    const auto old_key = (fs::path{office.archive} / "master.key").string();
    CHECK(office.run({"request", "list", "--key-file", old_key}).exit == 2);
    CHECK(office.run({"request", "list", "--key-file", fresh.string()}).exit == 0);
    CHECK(office.run({"archive", "verify", "--key-file", fresh.string()}).exit == 0);
    CHECK(run_program({"certificate", "verify", office.certificate, "-a", office.archive,
                       "--key-file", fresh.string()})
              .exit == 0);
    const auto words = office.dir.write("pass.txt", "una frase lunga e segreta\n").string();
    REQUIRE(
        office
            .run({"archive", "rekey", "--key-file", fresh.string(), "--new-passphrase-file", words})
            .exit == 0);
    CHECK(office.run({"request", "list", "--key-file", fresh.string()}).exit == 2);
    CHECK(office.run({"request", "list", "--passphrase-file", words}).exit == 0);
}

TEST_CASE("What the policy itself wants erased is planned, approved, executed and proved",
          "[cli][proof]") {
    const Office office;
    std::string message =
        R"({"v":1,"id":"generic:70","kind":"dm","platform":"generic",)"
        R"("channel":"c","thread_id":"d","private":true,"author_name":"Ivo Finto",)"
        R"("created":"2020-01-01T09:00:00Z","text":"vorrei sapere gli orari "})";
    REQUIRE(office.import(message + "\n").exit == 0);
    const ProgramRun made = office.run({"retention", "--apply", "--by", "privacy"});
    INFO(made.out << made.err);
    REQUIRE(made.exit == 1);
    const std::string hash = made.out.substr(0, 12);
    CHECK(office.run({"plan", "verify", hash}).exit == 2); // nothing executed yet
    CHECK(office.run({"plan", "execute", hash}).exit == 2);
    REQUIRE(office.run({"plan", "approve", hash, "--by", "manager", "--role", "approver"}).exit ==
            0);
    REQUIRE(office.run({"plan", "execute", hash}).exit == 0);
    const ProgramRun proof = office.run({"plan", "verify", hash, "--json"});
    INFO(proof.out << proof.err);
    REQUIRE(proof.exit == 0);
    const auto file = json::parse(proof.out).at("certificate").get<std::string>();
    CHECK(run_program({"certificate", "verify", file}).exit == 0);
    CHECK(office.run({"worklist"}).exit == 1); // it is still on the platform

    // A request's plan does not go this way, around its case.
    const std::string number = office.open();
    office.must_step({"identify", number, "--how", "SPID"});
    const auto plan = json::parse(office.step({"plan", number, "--json"}).out);
    const auto theirs = plan.at("hash").get<std::string>();
    CHECK(says(
        office.run({"plan", "approve", theirs, "--by", "Zelinda Amaranto", "--role", "approver"}),
        "cannot approve"));
    REQUIRE(office.run({"plan", "approve", theirs, "--by", "manager", "--role", "approver"}).exit ==
            0);
    CHECK(says(office.run({"plan", "execute", theirs}), "request execute"));
}
