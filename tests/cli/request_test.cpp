// tests/cli/request_test.cpp: every kind of request from its receipt to its answer, as typed.
#include "cli/office.hpp"

using namespace oblio::test;

TEST_CASE("An erasure: doubt, identity, review, plan, approval, execution, proof, answer, oblivion",
          "[cli][request]") {
    const Office office;
    const std::string number = office.open({"--channel", "pec", "--ground", "G17A"});
    CHECK(office.state(number) == "received");
    CHECK(office.step({"trace", number}).exit == 2); // the identity comes first
    CHECK(office.step({"duplicate", number, "--of", "2026-0001"}).exit == 2);
    office.must_step({"identify", number, "--ask", "scrive da un indirizzo mai visto"});
    CHECK(office.state(number) == "id-asked");
    office.must_step({"identify", number, "--how", "codice al numero noto"});
    CHECK(office.state(number) == "identified");
    CHECK(office.step({"trace", number}).exit == 1);
    CHECK(office.state(number) == "traced");
    office.must_step({"plan", number});
    CHECK(office.state(number) == "planned");
    const auto plan = json::parse(office.step({"plan", number, "--json"}).out);
    REQUIRE(plan.at("items").size() == 3);
    CHECK(plan.at("items").at(2).at("spans").at(0).at("operator") == "label");
    const ProgramRun table = office.step({"plan", number});
    CHECK(table.out.find("generic:3") != std::string::npos);
    CHECK(table.out.find("text 6-22 -> [omissis]") != std::string::npos);

    CHECK(says(office.approve(number, "Zelinda Amaranto"), "cannot approve"));
    CHECK(says(office.approve(number, "zelinda AMARANTO"), "cannot approve"));
    CHECK(says(office.approve(number, "Amaranto  Zelinda"), "cannot approve"));
    CHECK(says(office.approve(number, "privacy"), "cannot approve"));
    CHECK(says(office.approve(number, "manager", "dpo"), "dpo"));
    CHECK(office.step({"execute", number}).exit == 2);
    office.carry_out(number);
    CHECK(office.step({"close", number, "--channel", "comment"}).exit == 2); // not in public
    const ProgramRun letter = office.step({"letter", number, "--text", "completion"});
    CHECK(letter.out.find("Our DPO: -") == std::string::npos); // a policy may name none
    CHECK(letter.exit == 0);
    for (const std::string_view said : {"Erased: 2", "made unreadable: 1", "0 items of 3",
                                        "coded fingerprint until", "art. 77", "We enclose"}) {
        INFO(said << ": " << letter.out);
        CHECK(letter.out.find(said) != std::string::npos);
    }
    for (const std::string_view erased : {"Zelinda", "Amaranto", "generic", "sindaco"}) {
        CHECK(letter.out.find(erased) == std::string::npos);
    }
    CHECK(office.step({"letter", number, "--text", "refusal"}).exit == 2);
    CHECK(office.step({"letter", number, "--text", "receipt", "--lang", "it"})
              .out.find("Risponderemo entro") != std::string::npos);
    office.must_step({"close", number, "--channel", "pec"});
    CHECK(office.state(number) == "closed");
    CHECK(office.traces() == 0);

    const auto forget = [&](const std::string& day) {
        return json::parse(office.step({"forget", "--json", "--as-of", day}).out);
    };
    CHECK(forget("2026-12-31").at("forgotten") == 0); // the term is a year
    const auto forgotten = forget("2099-01-01");
    CHECK(forgotten.at("forgotten") == 1);
    CHECK(forgotten.at("links_dropped") == 3);
    CHECK(office.step({"trace", number}).exit == 2); // nobody knows any more whom
    const auto shown = json::parse(office.step({"show", number, "--json"}).out);
    CHECK(shown.at("state") == "closed");
    CHECK(shown.at("steps").at(0).at("by") == "");
}

TEST_CASE("A case shows how its identity was verified, by whom and when", "[cli][request]") {
    const Office office;
    const std::string number = office.open();
    const auto shown = [&] { return json::parse(office.step({"show", number, "--json"}).out); };
    CHECK(shown().at("identity") == json{{"verified", false}});
    CHECK(office.step({"show", number}).out.find("not verified yet") != std::string::npos);
    office.must_step({"identify", number, "--ask", "scrive da un indirizzo mai visto"});
    office.must_step({"identify", number, "--how", "codice al numero noto"});
    const json identity = shown().at("identity");
    CHECK(identity.at("how") == "codice al numero noto");
    CHECK(identity.at("by") == "privacy");
    CHECK(identity.at("doubt") == "scrive da un indirizzo mai visto");
    CHECK(identity.contains("asked"));
    CHECK(identity.contains("answered"));
    CHECK(identity.at("at") == shown().at("steps").back().at("at"));
    for (const std::string_view language : {"en", "it"}) {
        const ProgramRun text = office.step({"show", number, "--lang", std::string{language}});
        CHECK(text.out.find("privacy: codice al numero noto") != std::string::npos);
        CHECK(text.out.find(language == "en" ? "no copy" : "nessuna copia") != std::string::npos);
    }
}

TEST_CASE(
    "How a request came and who asks are words of a list, never free text that names somebody",
    "[cli][request]") {
    const Office office;
    const auto opened = [&](const std::string& option, const std::string& word) {
        return office.step({"open", "--subject", office.subject, option, word});
    };
    for (const std::string_view channel : {"pec", "email", "letter", "desk", "dm", "comment"}) {
        CHECK(opened("--channel", std::string{channel}).exit == 0);
    }
    for (const std::string_view role :
         {"self", "agent", "parent", "tutor", "heir", "own_interest"}) {
        CHECK(opened("--requester-role", std::string{role}).exit == 0);
    }
    for (const std::string_view option : {"--channel", "--requester-role"}) {
        const ProgramRun refused = opened(std::string{option}, "la zia Rina Amaranto");
        CHECK(refused.exit == 2);
        CHECK(says(refused, option == "--channel" ? "pec, email, letter, desk, dm, comment"
                                                  : "self, agent, parent, tutor, heir"));
        CHECK_FALSE(says(refused, "Rina"));
    }
    const std::string number = office.open();
    for (const std::string_view channel : {"comment", "dm", "la zia Rina"}) {
        CHECK(office.step({"close", number, "--channel", std::string{channel}}).exit == 2);
    }
}

TEST_CASE("Access discloses and changes nothing", "[cli][request]") {
    const Office office;
    const std::string number = office.open({"--kind", "access"});
    CHECK(office.step({"close", number, "--channel", "pec"}).exit == 2);
    office.must_step({"identify", number, "--how", "SPID"});
    CHECK(office.step({"trace", number}).exit == 1);
    CHECK(says(office.step({"plan", number}), "oblio access"));
    const std::string out = (office.dir.path() / "out").string();
    REQUIRE(office.run({"access", "--subject", office.subject, "--out", out}).exit == 0);
    office.must_step({"close", number, "--channel", "pec"});
    CHECK(office.traces() == 3);
}

TEST_CASE("A rectification corrects the words, proves it, and the old export does not undo it",
          "[cli][request]") {
    const Office office;
    const std::string number = office.open({"--kind", "rectification"});
    office.must_step({"identify", number, "--how", "SPID"});
    CHECK(office.step({"plan", number}).exit == 2); // which words?
    const auto corrections = [&](const std::string& text) {
        return office.step(
            {"plan", number, "--corrections", office.dir.write("c.json", text).string()});
    };
    CHECK(says(corrections("[{\"record\":\"generic:3\"}]"), "c.json"));
    CHECK(says(corrections("nothing"), "c.json"));
    CHECK(corrections(R"([{"record":"generic:3","from":"altro","to":"x"}])").exit == 2);
    REQUIRE(corrections(R"([{"record":"generic:3","from":"Falsetti","to":"Falsetto"}])").exit == 0);
    office.carry_out(number);
    office.must_step({"close", number, "--channel", "pec"});
    const auto doubtful = [&] {
        const auto pia = office.dir.write("pia.json", R"({"name":"Pia Falsetto"})").string();
        const auto traced = json::parse(office.run({"trace", "--subject", pia, "--json"}).out);
        return traced.at("certain").size() + traced.at("review").size();
    };
    CHECK(doubtful() > 0); // the right name is found where the wrong one was
    office.import(Office::first_export());
    CHECK(doubtful() > 0);
}

TEST_CASE("A restriction hides, and ends only after the person was told", "[cli][request]") {
    const Office office;
    const std::string number = office.open({"--kind", "restriction"});
    office.must_step({"identify", number, "--how", "SPID"});
    CHECK(says(office.step({"plan", number}), "R18A"));
    office.must_step({"plan", number, "--ground", "R18A", "--reason", "esattezza contestata",
                      "--until", "2099-01-01"});
    office.carry_out(number);
    // The public still sees it on the platform: somebody has to hide it there.
    CHECK(office.run({"worklist", "--request", number, "--json"}).out.find(R"("action":"hide")") !=
          std::string::npos);
    office.must_step({"close", number, "--channel", "pec"});
    // Meanwhile nobody erases it on another request.
    const std::string other = office.open();
    office.must_step({"identify", other, "--how", "SPID"});
    office.must_step({"plan", other});
    REQUIRE(office.approve(other).exit == 0);
    CHECK(says(office.step({"execute", other}), "art. 18"));
    CHECK(says(office.step({"plan", number, "--action", "release"}), "art. 18(3)"));
    CHECK(office.step({"plan", number, "--action", "release", "--told", "2999-01-01"}).exit == 2);
    office.must_step({"plan", number, "--action", "release", "--told", "2026-01-01"});
    office.carry_out(number);
    office.must_step({"close", number, "--channel", "pec"});
    office.must_step({"execute", other});
}

TEST_CASE("An objection hides while it is decided; upheld, the same case erases",
          "[cli][request]") {
    const Office office;
    const std::string number = office.open({"--kind", "objection"});
    office.must_step({"identify", number, "--how", "SPID"});
    office.must_step({"plan", number, "--action", "restrict"});
    office.carry_out(number);
    CHECK(office.traces() == 3);
    office.must_step({"plan", number}); // upheld: G17C
    office.carry_out(number);
    CHECK(office.traces() == 0);
    office.must_step({"close", number, "--channel", "pec"});
}

TEST_CASE("Cyberbullying: two days, the original sealed here, removed on the platform",
          "[cli][request]") {
    const Office office;
    const std::string number = office.open(
        {"--kind", "cyberbullying", "--requester", "Rina Amaranto", "--requester-role", "parent"});
    const auto shown = json::parse(office.step({"show", number, "--json"}).out);
    CHECK(shown.contains("urgent"));
    office.must_step({"identify", number, "--how", "CIE"});
    CHECK(office.step({"extend", number, "--reason", "molti contenuti da esaminare"}).exit == 2);
    office.must_step({"plan", number});
    CHECK(says(office.approve(number, "Rina Amaranto"), "cannot approve"));
    office.carry_out(number);
    const ProgramRun work = office.run({"worklist", "--request", number, "--json"});
    CHECK(work.exit == 1);
    const auto first = json::parse(work.out.substr(0, work.out.find('\n')));
    CHECK(first.at("action") == "remove");
    CHECK(first.at("link") == "https://social.example/1");
    CHECK(
        office.run({"worklist", "--done", first.at("id").get<std::string>(), "--proof", "prot. 7"})
            .exit == 1);
    CHECK(office.run({"worklist", "--done", first.at("id").get<std::string>()}).exit == 2);
}

TEST_CASE("Refused, extended, withdrawn and duplicate each need their reason and their time; the "
          "list is sorted by what expires first",
          "[cli][request]") {
    const Office office;
    const auto opened_on = [&](const std::string& day, const Words& more = {}) {
        Words words{"--received", day};
        words.insert(words.end(), more.begin(), more.end());
        return office.open(words);
    };
    const std::string late = opened_on("2026-11-20");
    const std::string early = opened_on("2026-11-02");
    const std::string extended = opened_on("2026-11-01");
    const std::string urgent = opened_on("2026-11-21", {"--kind", "cyberbullying"});
    const std::string refused = opened_on("2026-11-03");
    const std::string withdrawn = opened_on("2026-11-04");
    const std::string twin = opened_on("2026-11-05");
    const auto extend = [&](const std::string& day, const std::string& why) {
        return office.step({"extend", extended, "--reason", why, "--on", day});
    };
    CHECK(extend("2026-11-10", "tanti").exit == 2);
    CHECK(extend("2026-12-02", "molti contenuti da esaminare").exit == 2); // too late
    REQUIRE(extend("2026-12-01", "molti contenuti da esaminare").exit == 0);
    CHECK(
        office.step({"refuse", refused, "--ground", "G17A", "--reason", "non si può fare"}).exit ==
        2);
    CHECK(office.step({"refuse", refused, "--ground", "X17E", "--reason", "no"}).exit == 2);
    office.must_step({"refuse", refused, "--ground", "X17E", "--reason", "causa fino al 2027"});
    CHECK(office.step({"letter", refused, "--text", "refusal"}).out.find("art. 17(3)(e)") !=
          std::string::npos);
    CHECK(office.step({"letter", extended, "--text", "extension"}).out.find("2027-02-01") !=
          std::string::npos);
    office.must_step({"withdraw", withdrawn});
    CHECK(office.step({"duplicate", twin, "--of", late}).exit == 2); // identity is never skipped
    office.must_step({"identify", twin, "--how", "SPID"});
    CHECK(office.step({"duplicate", twin, "--of", twin}).exit == 2);
    office.must_step({"duplicate", twin, "--of", late});
    const ProgramRun listed = office.step({"list", "--json", "--as-of", "2026-11-22"});
    std::vector<std::string> order;
    std::vector<std::string> due;
    for (std::size_t from = 0; from < listed.out.size();) {
        const auto end = listed.out.find('\n', from);
        const auto row = json::parse(listed.out.substr(from, end - from));
        order.push_back(row.at("number"));
        due.push_back(row.at("due"));
        from = end + 1;
    }
    REQUIRE(order.size() == 7);
    CHECK(std::vector(order.begin(), order.begin() + 4) ==
          std::vector{urgent, early, late, extended});
    CHECK(due[1] == "2026-12-02");
    CHECK(due[2] == "2026-12-21"); // the 20th is a Sunday
    CHECK(due[3] == "2027-02-01");
}

TEST_CASE("Names of roles, not names of people, decide who may do what", "[cli][request]") {
    const Office office{R"({"entity":{"name":"Comune di Prova"},
        "roles":[{"id":"desk","may":["trace"]},{"id":"privacy","may":["trace","plan","execute"]},
                 {"id":"legal","may":["hold"]},{"id":"approver","may":[]}],
        "approval":{"roles":["approver"],"role_required":true}})"};
    const auto by = [&](Words words, const std::string& role) {
        words.insert(words.begin(), "request");
        words.insert(words.end(), {"--by", role});
        return office.run(words);
    };
    const std::string number = office.open();
    CHECK(office.run({"request", "identify", number, "--how", "SPID"}).exit == 2); // who?
    CHECK(by({"identify", number, "--how", "SPID"}, "legal").exit == 2);
    REQUIRE(by({"identify", number, "--how", "SPID"}, "desk").exit == 0);
    CHECK(says(by({"plan", number}, "desk"), "privacy"));
    REQUIRE(by({"plan", number}, "privacy").exit == 0);
    CHECK(by({"keep", number, "generic:3", "--ground", "X17A", "--reason", "cronaca del consiglio",
              "--until", "2099-01-01"},
             "privacy")
              .exit == 2);
    CHECK(by({"keep", number, "generic:3", "--ground", "X17A", "--reason", "cronaca del consiglio",
              "--until", "2099-01-01"},
             "legal")
              .exit == 0);
    REQUIRE(by({"plan", number}, "privacy").exit == 0);
    CHECK(office.approve(number, "manager", "privacy").exit == 2);
    REQUIRE(office.approve(number).exit == 0);
    CHECK(by({"execute", number}, "desk").exit == 2);
    CHECK(by({"execute", number}, "privacy").exit == 0);
    const std::string keys = (office.dir.path() / "k").string();
    const std::string data = (office.dir.path() / "d").string();
    CHECK(office.run({"backup", "--data", data, "--keys", keys, "--by", "desk"}).exit == 2);
    CHECK(office.run({"backup", "--data", data, "--keys", keys, "--by", "privacy"}).exit == 0);
}

TEST_CASE("An exemption keeps one record until its end, and the case opens again by itself",
          "[cli][request]") {
    const Office office;
    const std::string number = office.open();
    office.must_step({"identify", number, "--how", "SPID"});
    const auto keep = [&](const std::string& record, const std::string& until) {
        return office.step({"keep", number, record, "--ground", "X17A", "--reason",
                            "cronaca del consiglio comunale", "--until", until});
    };
    CHECK(keep("generic:99", "2027-06-30").exit == 2);
    CHECK(keep("generic:3", "domani").exit == 2);
    REQUIRE(keep("generic:3", "2027-06-30").exit == 0);
    office.must_step({"plan", number});
    office.carry_out(number);
    office.must_step({"close", number, "--channel", "pec"});
    CHECK(office.traces() == 1);
    const auto listed = [&](const std::string& day) {
        return json::parse(office.step({"list", "--json", "--as-of", day}).out);
    };
    CHECK(listed("2027-06-30").at("state") == "closed");
    CHECK(listed("2027-07-01").at("state") == "reopened");
    CHECK(listed("2027-07-01").at("due") == "2027-08-02"); // a fresh month, from a Sunday
    office.must_step({"release", number, "generic:3"});
    CHECK(office.state(number) == "reopened");
    office.must_step({"plan", number});
    office.carry_out(number);
    CHECK(office.traces() == 0);
}
